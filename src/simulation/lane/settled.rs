//! When a lane is active, and when nothing more will happen in it.

use super::LaneState;

/// Part of a spike's height above rest that counts as activity.
const ACTIVE: f64 = 0.2;
/// Half-widths of a spike for which a fiber must have been quiet before it counts as settled.
pub(crate) const QUIET_HALF_WIDTHS: f64 = 10.0;
/// Travel times after the last stimulus beyond which a fiber that goes on firing by itself counts as settled.
pub(crate) const PATIENCE: f64 = 3.0;
/// Travel time and half-width, ms, of a fiber that conducts no spike to take them from.
pub(crate) const UNKNOWN_MS: (f64, f64) = (100.0, 1.0);

impl LaneState {
    /// Notes whether the lane is active.
    pub(in crate::simulation) fn look(&mut self, time_ms: f64) {
        if time_ms < self.stimulated_ms() || self.is_active() {
            self.last_active_ms = time_ms;
        }
    }

    /// End of the last stimulus, ms.
    fn stimulated_ms(&self) -> f64 {
        let electrodes =
            self.lane.electrodes.iter().filter(|_| !cfg!(figure)).map(|electrode| electrode.waveform.end_ms());
        electrodes.fold(self.stimulus.end_ms(), f64::max)
    }

    fn is_active(&self) -> bool {
        let (v, rest) = (self.fiber.transmembrane_mv(), self.fiber.rest_mv());
        let rise = self.expected_spike().map_or(100.0, |c| c.peak_mv - rest[self.probes[1].compartment()]);
        let excitable = self.fiber.excitable();
        let mut awake = self.fiber.awake().iter().flat_map(|awake| &excitable[awake.clone()]);
        awake.any(|&k| v[k] - rest[k] > ACTIVE * rise)
    }

    /// Whether nothing more will happen: see [`super::Simulation::settled`].
    pub(in crate::simulation) fn settled(&self, time_ms: f64) -> bool {
        let (travel_ms, half_width_ms) = self.travel_and_half_width_ms();
        let quiet_ms = QUIET_HALF_WIDTHS * half_width_ms;
        let over = time_ms - self.last_active_ms > quiet_ms
            || time_ms > self.stimulated_ms() + PATIENCE * travel_ms + 5.0 * quiet_ms;
        over && !self.after.is_some_and(|after| after.is_pending())
    }

    /// Time that a spike takes from end to end, and the half-width of one, ms.
    pub(super) fn travel_and_half_width_ms(&self) -> (f64, f64) {
        let (travel_ms, half_width_ms) = UNKNOWN_MS;
        self.expected_spike().map_or((travel_ms, half_width_ms), |spike| {
            (spike.travel_ms(&self.lane.spec).unwrap_or(travel_ms), spike.half_width_ms)
        })
    }
}

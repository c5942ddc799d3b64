//! A fiber on the bench: stimulated as a protocol says, and watched.

use crate::fiber::Fiber;
use crate::measure::{Probe, Spike};
use crate::scenario::{Scenario, ScenarioError};
use crate::simulation::{LaneInfo, PATIENCE, QUIET_HALF_WIDTHS, UNKNOWN_MS, fiber_alone, quarter_sites};
use crate::stimulus::overlap;

/// Rise above rest below which a place is quiet, mV.
const QUIET_MV: f64 = 4.0;
/// Steps between two looks at the whole fiber.
const LOOK: u64 = 32;

/// A rectangular current pulse.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pulse {
    /// Start, ms.
    pub onset_ms: f64,
    /// Length, ms.
    pub duration_ms: f64,
    /// Current, nA.
    pub amplitude_na: f64,
}

impl Pulse {
    /// A pulse that starts at 0.
    pub fn at_once(duration_ms: f64, amplitude_na: f64) -> Self {
        Self { onset_ms: 0.0, duration_ms, amplitude_na }
    }

    /// Mean current during the step from `start_ms` to `end_ms`, nA. The charge of the pulse is exact whatever the step, and
    /// changes smoothly with onset and length, as a bisection over either needs.
    fn mean_na(&self, start_ms: f64, end_ms: f64) -> f64 {
        self.amplitude_na * overlap(self.onset_ms, self.end_ms(), start_ms, end_ms)
    }

    fn end_ms(&self) -> f64 {
        self.onset_ms + self.duration_ms
    }
}

/// The fiber of one lane, alone, with its first electrode in the hands of the experimenter. The stimuli of the scenario
/// play no part.
pub struct Preparation {
    fiber: Box<dyn Fiber>,
    info: LaneInfo,
    /// Excitable compartments nearest a quarter, half and three quarters of the length.
    sites: [usize; 3],
    /// Half way from rest to the peak of a conducted spike at each site, mV.
    levels_mv: [f64; 3],
    quiet_ms: f64,
    travel_ms: f64,
}

impl Preparation {
    /// The fiber of lane `lane` (from 0) at rest.
    ///
    /// # Errors
    /// If the fiber cannot be built.
    ///
    /// # Panics
    /// If there is no such lane.
    pub fn new(scenario: &Scenario, lane: usize) -> Result<Self, ScenarioError> {
        let (info, fiber) = fiber_alone(scenario, lane)?;
        let sites = quarter_sites(fiber.as_ref());
        let levels_mv = sites.map(|site| {
            let rest_mv = fiber.rest_mv()[site];
            // As `measure`: without a conducted spike to compare with, a rise of 50 mV counts as one.
            0.5 * (rest_mv + info.peak_mv.unwrap_or(rest_mv + 100.0))
        });
        let quiet_ms = QUIET_HALF_WIDTHS * info.expected_half_width_ms.unwrap_or(UNKNOWN_MS.1);
        let travel_ms = info.expected_velocity_m_per_s.map_or(UNKNOWN_MS.0, |velocity| info.length_mm / velocity);
        Ok(Self { fiber, info, sites, levels_mv, quiet_ms, travel_ms })
    }

    /// What the fiber is.
    pub fn info(&self) -> &LaneInfo {
        &self.info
    }

    /// A first guess at the threshold, nA.
    pub(super) fn guess_na(&self) -> f64 {
        self.info.threshold_na.unwrap_or(1.0)
    }

    /// Half-width of a conducted spike, ms; 1 where it is not known.
    pub(super) fn half_width_ms(&self) -> f64 {
        self.quiet_ms / QUIET_HALF_WIDTHS
    }

    /// Whether `pulses`, given from rest, send `wanted` spikes past three quarters of the length: upward crossings of the
    /// level half way from rest to the peak of a conducted spike.
    pub fn conducts(&mut self, pulses: &[Pulse], wanted: usize) -> bool {
        let (site, level_mv) = (self.sites[2], self.levels_mv[2]);
        let mut before_mv = self.fiber.rest_mv()[site];
        let mut passed = 0;
        self.run(pulses, |_, v_mv| {
            passed += usize::from(before_mv < level_mv && v_mv[site] >= level_mv);
            before_mv = v_mv[site];
            passed >= wanted
        });
        passed >= wanted
    }

    /// The spikes that `pulses`, given from rest, send past a quarter and three quarters of the length, until `wanted` have
    /// passed both.
    pub fn spikes(&mut self, pulses: &[Pulse], wanted: usize) -> [Vec<Spike>; 2] {
        let probe = |at: usize| Probe::new(self.sites[at], self.fiber.rest_mv()[self.sites[at]], self.levels_mv[at]);
        let mut probes = [probe(0), probe(2)];
        let mut spikes = [Vec::new(), Vec::new()];
        let dt_ms = self.fiber.dt_ms();
        self.run(pulses, |time_ms, v_mv| {
            for (probe, spikes) in probes.iter_mut().zip(&mut spikes) {
                spikes.extend(probe.record(time_ms, dt_ms, v_mv[probe.compartment()]));
            }
            spikes.iter().all(|spikes| spikes.len() >= wanted)
        });
        spikes
    }

    /// Distance between the places that [`Self::spikes`] watches, mm.
    pub(super) fn distance_mm(&self) -> f64 {
        let position_um = self.fiber.position_um();
        1e-3 * (position_um[self.sites[2]] - position_um[self.sites[0]])
    }

    /// Runs `pulses` from rest and shows `watch` the time and the transmembrane potentials after every step, until it says
    /// that it has seen enough, nothing more will come, or, if the fiber fires by itself, patience is at an end.
    fn run(&mut self, pulses: &[Pulse], mut watch: impl FnMut(f64, &[f64]) -> bool) {
        self.fiber.reset();
        let dt_ms = self.fiber.dt_ms();
        let last_ms = pulses.iter().map(Pulse::end_ms).fold(0.0, f64::max);
        let given_up_ms = last_ms + PATIENCE * self.travel_ms + 5.0 * self.quiet_ms;
        let mut active_ms = last_ms;
        for step in 0_u64.. {
            let (start_ms, end_ms) = (step as f64 * dt_ms, (step + 1) as f64 * dt_ms);
            self.fiber.step(&[pulses.iter().map(|pulse| pulse.mean_na(start_ms, end_ms)).sum()]);
            let v_mv = self.fiber.transmembrane_mv();
            if watch(end_ms, v_mv) {
                return;
            }
            if step % LOOK == 0 && end_ms > last_ms {
                let rest_mv = self.fiber.rest_mv();
                if self.fiber.excitable().iter().any(|&k| v_mv[k] - rest_mv[k] > QUIET_MV) {
                    active_ms = end_ms;
                }
                if end_ms - active_ms > self.quiet_ms || end_ms > given_up_ms {
                    return;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pulse_carries_its_charge_on_any_grid() {
        let pulse = Pulse { onset_ms: 0.33, duration_ms: 0.05, amplitude_na: 3.0 };
        for dt_ms in [1.0 / 64.0, 1.0 / 7.0, 0.5] {
            let charge: f64 =
                (0..100).map(|k| dt_ms * pulse.mean_na(f64::from(k) * dt_ms, f64::from(k + 1) * dt_ms)).sum();
            assert!((charge - 0.15).abs() < 1e-12, "{charge} pC in steps of {dt_ms} ms");
        }
    }
}

//! What one fiber does when it is stimulated at its end: threshold and steadily conducted spike.
//!
//! Runs on a stretch just long enough that its far end does not matter, with the fiber's own step and grid.

use std::pin::Pin;

use crate::fiber::{Fiber, FiberKind, FiberSpec, Resolution};
use crate::measure::{Probe, Spike};
use crate::membrane::MembraneKind;
use crate::scenario::Lane;
use crate::stimulus::overlap;

use crate::slices::{finish, pause};

/// Threshold and spike of a fiber.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calibration {
    /// Smallest pulse that sends a spike down the fiber, nA, to 0.1 %.
    pub threshold_na: f64,
    /// Peak of a conducted spike at mid-length, mV.
    pub peak_mv: f64,
    /// Half-width of a conducted spike at mid-length, ms.
    pub half_width_ms: f64,
    /// Conduction velocity, m/s, more than 0; `None` for a patch, and where far sites of the stretch fire no later than near ones.
    pub velocity_m_per_s: Option<f64>,
}

impl Calibration {
    /// Time that a spike takes along the fiber `spec`, ms: none along a patch; unknown where there is no velocity.
    pub fn travel_ms(&self, spec: &FiberSpec) -> Option<f64> {
        match spec.kind {
            FiberKind::Patch if !cfg!(figure) => Some(0.0),
            _ => self.velocity_m_per_s.map(|velocity| spec.length_mm / velocity), // mm / (m/s) is ms
        }
    }
}

/// Relative width at which the bisection stops.
const TOLERANCE: f64 = 1e-3;
/// Rise above rest at the far site that is a conducted spike and not passive spread, mV.
const CONDUCTED_MV: f64 = 15.0;
/// The same for a patch. Since a strong pulse charges it so far by itself, the ionic current must be inward there as well.
const FIRED_MV: f64 = 50.0;
/// Below this rise everywhere, for [`FAILED_PART`] of the deadline after the pulse, nothing more will come, mV.
const FAILED_MV: f64 = 4.0;
/// A membrane that has lost its potassium channels can rise again from below.
const FAILED_PART: f64 = 0.125;
/// Internodes of the stretch of a myelinated fiber.
const INTERNODES: f64 = 14.0;
/// Factor by which the search for a pulse that conducts goes up. A brief pulse can also be too strong: it opens all potassium
/// channels at once and silences the membrane (C fiber at 5 C, 0.02 ms: above twice the threshold).
const STRIDE: f64 = 1.25;
/// Pulses of up to this many times the charge of the first guess are tried before a fiber counts as inexcitable.
const MOST: f64 = 64.0;
/// A fiber that fires at this part of the first guess fires by itself, and has no threshold.
const LEAST: f64 = 1e-4;
/// Part of the rise at mid-length that a spike keeps at three quarters; passive spread keeps less.
const KEPT_RISE: f64 = 0.4;
/// Part of its height that a steadily conducted spike keeps from mid-length to three quarters.
const LASTING: f64 = 0.9;

/// Calibrations that were made, so that a slider does not make them again.
#[derive(Clone, Debug, Default)]
pub struct Calibrations {
    made: Vec<(Key, Option<Calibration>)>,
}

/// What a calibration depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Key {
    /// See [`FiberSpec::unit`].
    spec: FiberSpec,
    duration_ms: f64,
}

/// Steps between two looks at the whole fiber, and between two pauses.
const LOOK: u64 = 32;
/// Calibrations kept; the oldest goes first.
const KEPT: usize = 64;

impl Calibrations {
    /// The calibration of the fiber `spec`, of whatever length, for pulses of `duration_ms` into its first compartment;
    /// `None` if no pulse makes it conduct, or it fires by itself.
    ///
    /// What can be scaled is calibrated at a diameter of 1 um ([`FiberSpec::unit`]). The default grid scales too, so this is
    /// exact, and does not depend on which diameter was asked for first.
    pub fn get(&mut self, spec: &FiberSpec, duration_ms: f64) -> Option<Calibration> {
        // A figure has prepared what it builds (`src/figure.rs`), so that the search is in its module once.
        if cfg!(figure) { self.known(spec, duration_ms)? } else { finish(self.get_slowly(spec, duration_ms)) }
    }

    /// [`Self::get`] in slices.
    pub(super) async fn get_slowly(&mut self, spec: &FiberSpec, duration_ms: f64) -> Option<Calibration> {
        if let Some(known) = self.known(spec, duration_ms) {
            return known;
        }
        let key = Key { spec: spec.unit().0, duration_ms };
        let search: Pin<Box<dyn Future<Output = _>>> = Box::pin(Stretch::new(key).calibrate());
        let calibration = search.await;
        if self.made.len() == KEPT {
            self.made.remove(0);
        }
        self.made.push((key, calibration));
        self.known(spec, duration_ms)?
    }

    /// The calibration of a fiber, if it was made.
    fn known(&self, spec: &FiberSpec, duration_ms: f64) -> Option<Option<Calibration>> {
        let (spec, threshold, velocity) = spec.unit();
        let key = Key { spec, duration_ms };
        let (_, made) = self.made.iter().find(|(known, _)| *known == key)?;
        Some(made.map(|unit| Calibration {
            threshold_na: unit.threshold_na * threshold,
            velocity_m_per_s: unit.velocity_m_per_s.map(|of_unit| of_unit * velocity),
            ..unit
        }))
    }

    /// Makes, in slices, all that a simulation of `lane` will ask for.
    pub(crate) async fn prepare(&mut self, lane: &Lane) {
        self.get_slowly(&lane.spec, lane.duration_ms).await;
        for healthy in lane.spec.standards() {
            if self.get_slowly(&healthy, lane.duration_ms).await.is_some() {
                break;
            }
        }
    }
}

#[cfg(test)]
impl Calibrations {
    /// Holds it for known that no pulse makes the fiber `spec` conduct.
    pub(crate) fn pretend_inexcitable(&mut self, spec: &FiberSpec, duration_ms: f64) {
        self.made.push((Key { spec: spec.unit().0, duration_ms }, None));
    }
}

struct Stretch {
    fiber: Box<dyn Fiber>,
    duration_ms: f64,
    /// A first guess at the threshold, nA.
    guess_na: f64,
    /// The largest pulse that is tried, nA.
    most_na: f64,
    /// A spike that has not come by then will not, ms: not even if the pulse is longer than that.
    deadline_ms: f64,
    /// Compartments at a quarter, half and three quarters of the length.
    sites: [usize; 3],
    /// Rise that is a spike, mV.
    spike_mv: f64,
    is_patch: bool,
}

impl Stretch {
    fn new(Key { spec, duration_ms }: Key) -> Self {
        // Length: at least six length constants. Guess: for pulses of the usual length. Deadline: three times what a spike
        // at threshold takes.
        let (length_mm, guess_na, usual_ms, deadline_ms, q10) = match (spec.kind, spec.membrane) {
            (FiberKind::Mrg, _) => (0.0, 0.4, 0.1, 4.0, 2.5),
            (FiberKind::C, _) => (2.0, 0.14, 0.5, 12.0, 3.0),
            (FiberKind::Squid, _) => (2.5, 0.18, 0.5, 60.0, 3.0),
            (FiberKind::Frog, _) => (0.0, 0.09, 0.1, 8.0, 3.0),
            // 1 um x 1 mm: 3.1e-5 cm².
            (FiberKind::Patch, MembraneKind::Mrg) => (1.0, 10.0, 0.1, 4.0, 2.5),
            (FiberKind::Patch, MembraneKind::C) => (1.0, 1.5, 0.5, 12.0, 3.0),
            (FiberKind::Patch, MembraneKind::Squid) => (1.0, 0.5, 0.5, 60.0, 3.0),
            (FiberKind::Patch, MembraneKind::Frog) => (1.0, 10.0, 0.1, 8.0, 3.0),
        };
        // Length constant and input conductance of a cable go with the root of the axoplasm's conductance.
        let conductive = (spec.kind.axial_resistivity_ohm_cm() / spec.resistivity_ohm_cm()).sqrt();
        let length_mm = match spec.node_spacing_um() {
            Some(spacing_um) => 1e-3 * INTERNODES * spacing_um,
            None if spec.kind == FiberKind::Patch => length_mm,
            None => length_mm * conductive,
        };
        let heavier =
            spec.conditions.capacitance.map_or(1.0, |given| f64::max(given / spec.membrane.capacitance(), 1.0));
        let slower = f64::powf(q10, (spec.membrane.native_celsius() - spec.conditions.celsius) / 10.0) * heavier;
        let spec = FiberSpec { length_mm, ..spec };
        let fiber = spec.build(Resolution::default_for(&spec));
        let sites = crate::simulation::quarter_sites(fiber.as_ref());
        let is_patch = spec.kind == FiberKind::Patch;
        Self {
            fiber,
            duration_ms,
            guess_na: guess_na * conductive,
            most_na: MOST * guess_na * conductive * heavier * f64::max(usual_ms / duration_ms, 1.0),
            deadline_ms: duration_ms.min(deadline_ms * slower) + deadline_ms * slower,
            sites,
            spike_mv: if is_patch { FIRED_MV } else { CONDUCTED_MV },
            is_patch,
        }
    }

    async fn calibrate(mut self) -> Option<Calibration> {
        let (mut low, mut high) = (0.0, self.guess_na);
        while !self.conducts(high).await {
            low = high;
            high *= STRIDE;
            if high > self.most_na {
                return None;
            }
        }
        while high - low > TOLERANCE * high {
            let middle = if low > 0.0 { (low * high).sqrt() } else { 0.5 * high };
            if self.conducts(middle).await {
                high = middle;
            } else {
                low = middle;
            }
            if high < LEAST * self.guess_na {
                return None;
            }
        }
        // Half as much again makes a spike that soon forgets its start; where that silences the membrane, the threshold does.
        let spikes = match self.spike(1.5 * high).await {
            None => self.spike(high).await,
            found => found,
        };
        let rest_mv = self.fiber.rest_mv()[self.sites[1]];
        // What dwindles on its way will not arrive on a longer fiber.
        let lasting = |[_, middle, last]: &[Spike; 3]| last.peak_mv - rest_mv > LASTING * (middle.peak_mv - rest_mv);
        spikes.filter(lasting).map(|[first, middle, last]| {
            let position = self.fiber.position_um();
            let distance_mm = 1e-3 * (position[self.sites[2]] - position[self.sites[0]]);
            let in_turn = first.time_ms < middle.time_ms && middle.time_ms < last.time_ms;
            Calibration {
                threshold_na: high,
                peak_mv: middle.peak_mv,
                half_width_ms: middle.half_width_ms,
                velocity_m_per_s: in_turn.then(|| distance_mm / (last.time_ms - first.time_ms)),
            }
        })
    }

    /// Part of step `step` during which the pulse is on.
    fn pulse(&self, step: u64) -> f64 {
        let dt_ms = self.fiber.dt_ms();
        overlap(0.0, self.duration_ms, step as f64 * dt_ms, (step + 1) as f64 * dt_ms)
    }

    /// Whether a pulse of `amplitude_na` sends a spike past three quarters of the stretch.
    async fn conducts(&mut self, amplitude_na: f64) -> bool {
        self.fiber.reset();
        let (dt, [_, middle, far]) = (self.fiber.dt_ms(), self.sites);
        let mut risen_ms = self.duration_ms;
        let (mut middle_mv, mut density) = (0.0f64, vec![0.0; self.fiber.excitable().len()]);
        for step in 0_u64.. {
            let time_ms = (step as f64 + 0.5) * dt;
            self.fiber.step(&[amplitude_na * self.pulse(step)]);
            let (v, rest) = (self.fiber.transmembrane_mv(), self.fiber.rest_mv());
            middle_mv = middle_mv.max(v[middle] - rest[middle]);
            if v[far] - rest[far] > self.spike_mv.max(KEPT_RISE * middle_mv) {
                // A figure has no patch.
                if !self.is_patch || cfg!(figure) {
                    return true;
                }
                self.fiber.ionic_current_ma_per_cm2(&mut density);
                if density[0] < 0.0 {
                    return true;
                }
            }
            if time_ms > self.deadline_ms {
                return false;
            }
            if step % LOOK == LOOK - 1 {
                pause().await;
            }
            if step % LOOK == 0 && time_ms > self.duration_ms {
                let (v, rest) = (self.fiber.transmembrane_mv(), self.fiber.rest_mv());
                let rise = self.fiber.excitable().iter().map(|&k| v[k] - rest[k]).fold(f64::MIN, f64::max);
                if rise >= FAILED_MV {
                    risen_ms = time_ms;
                } else if time_ms - risen_ms > FAILED_PART * self.deadline_ms {
                    return false;
                }
            }
        }
        false
    }

    /// The first spike at the three sites.
    async fn spike(&mut self, amplitude_na: f64) -> Option<[Spike; 3]> {
        self.fiber.reset();
        let dt = self.fiber.dt_ms();
        let mut probes = self.sites.map(|site| {
            let rest_mv = self.fiber.rest_mv()[site];
            Probe::new(site, rest_mv, rest_mv + self.spike_mv)
        });
        let mut spikes = [None; 3];
        for step in 0_u64.. {
            let time_ms = (step as f64 + 0.5) * dt;
            if time_ms > 2.0 * self.deadline_ms {
                return None;
            }
            self.fiber.step(&[amplitude_na * self.pulse(step)]);
            let v = self.fiber.transmembrane_mv();
            for (probe, spike) in probes.iter_mut().zip(&mut spikes) {
                let seen = probe.record((step + 1) as f64 * dt, dt, v[probe.compartment()]);
                *spike = spike.or(seen);
            }
            if let [Some(first), Some(middle), Some(last)] = spikes {
                return Some([first, middle, last]);
            }
            if step % LOOK == LOOK - 1 {
                pause().await;
            }
        }
        None
    }
}

//! One conducted spike in a fiber of chosen step and grid.

use saltatory::experiment::Calibrations;
use saltatory::fiber::{Fiber, FiberKind, FiberSpec, Resolution};
use saltatory::measure::Probe;

/// Velocity and peak of a conducted spike.
#[derive(Clone, Copy, Debug)]
pub struct Conducted {
    /// Between a quarter and three quarters of the length, m/s.
    pub velocity: f64,
    /// At mid-length, mV.
    pub peak_mv: f64,
}

/// A pulse into the first compartment.
#[derive(Clone, Copy, Debug)]
pub struct Pulse {
    /// Current, nA.
    pub amplitude_na: f64,
    /// Length, ms: whole steps at every resolution, so that all give the same charge.
    pub duration_ms: f64,
}

/// The first spike that `pulse` sends down `fiber`; a rise of 30 mV is a spike. It must pass within `end_ms`.
pub fn conducted(fiber: &mut dyn Fiber, pulse: Pulse, end_ms: f64) -> Conducted {
    let (dt_ms, position) = (fiber.dt_ms(), fiber.position_um().to_vec());
    let length_um = position[0] + position[position.len() - 1];
    let nearest = |part: f64| {
        let distance = |&k: &usize| (position[k] - part * length_um).abs();
        let sites = fiber.excitable().iter().copied();
        sites.min_by(|a, b| distance(a).total_cmp(&distance(b))).expect("excitable compartments")
    };
    let sites = [0.25, 0.5, 0.75].map(nearest);
    let mut probes = sites.map(|site| Probe::new(site, fiber.rest_mv()[site], fiber.rest_mv()[site] + 30.0));
    let mut spikes = [None; 3];
    for step in 0..(end_ms / dt_ms) as usize {
        let on = (step as f64 + 0.5) * dt_ms < pulse.duration_ms;
        fiber.step(&[if on { pulse.amplitude_na } else { 0.0 }]);
        for (probe, spike) in probes.iter_mut().zip(&mut spikes) {
            let v = fiber.transmembrane_mv()[probe.compartment()];
            *spike = spike.or(probe.record((step + 1) as f64 * dt_ms, dt_ms, v));
        }
        if let [Some(first), Some(middle), Some(last)] = spikes {
            let distance_um = position[sites[2]] - position[sites[0]];
            return Conducted {
                velocity: 1e-3 * distance_um / (last.time_ms - first.time_ms),
                peak_mv: middle.peak_mv,
            };
        }
    }
    panic!("no spike at three quarters within {end_ms} ms");
}

/// A fiber to be measured at several resolutions.
#[derive(Clone, Copy, Debug)]
pub struct Study {
    /// The fiber.
    pub spec: FiberSpec,
}

impl Study {
    /// The default resolution.
    pub fn default_resolution(&self) -> Resolution {
        Resolution::default_for(&self.spec)
    }

    /// A pulse of 1.5 times the threshold, and a time within which its spike has passed, ms.
    pub fn pulse(&self) -> (Pulse, f64) {
        let duration_ms = if matches!(self.spec.kind, FiberKind::Mrg | FiberKind::Frog) { 0.125 } else { 0.5 };
        let calibration =
            Calibrations::default().get(&self.spec, duration_ms).unwrap_or_else(|| panic!("{self:?} does not conduct"));
        let pulse = Pulse { amplitude_na: 1.5 * calibration.threshold_na, duration_ms };
        (pulse, 8.0 * calibration.travel_ms(&self.spec).expect("a velocity"))
    }

    /// The spike at `resolution`.
    pub fn measure(&self, resolution: Resolution) -> Conducted {
        let (pulse, end_ms) = self.pulse();
        let mut fiber = self.spec.build(resolution);
        conducted(fiber.as_mut(), pulse, end_ms)
    }
}

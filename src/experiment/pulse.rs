//! What an experimenter sends.

use crate::stimulus::{Shape, Waveform};

/// One stimulus, of the shape that the electrode gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pulse {
    /// Start, ms.
    pub onset_ms: f64,
    /// Length, ms; of one phase, if it has two.
    pub duration_ms: f64,
    /// Current, nA.
    pub amplitude_na: f64,
}

impl Pulse {
    /// A pulse that starts at 0.
    pub fn at_once(duration_ms: f64, amplitude_na: f64) -> Self {
        Self { onset_ms: 0.0, duration_ms, amplitude_na }
    }

    /// Its current. The mean over a step changes smoothly with onset and length, as a bisection over either needs.
    pub(super) fn waveform(&self, shape: Shape) -> Waveform {
        let Self { onset_ms, duration_ms, amplitude_na } = *self;
        Waveform {
            shape,
            current_na: amplitude_na,
            delay_ms: onset_ms,
            width_ms: duration_ms,
            count: 1,
            period_ms: 1.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pulse_carries_its_charge_on_any_grid() {
        let pulse = Pulse { onset_ms: 0.33, duration_ms: 0.05, amplitude_na: 3.0 }.waveform(Shape::Pulse);
        for dt_ms in [1.0 / 64.0, 1.0 / 7.0, 0.5] {
            let charge: f64 =
                (0..100).map(|k| dt_ms * pulse.mean_na(f64::from(k) * dt_ms, f64::from(k + 1) * dt_ms)).sum();
            assert!((charge - 0.15).abs() < 1e-12, "{charge} pC in steps of {dt_ms} ms");
        }
    }
}

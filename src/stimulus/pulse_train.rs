//! The stimulator that every fiber has: equal pulses whenever the button is pressed.

use super::overlap;

/// Rectangular current pulses of one amplitude, each starting at one of `onsets_ms`.
///
/// Pulses that overlap are one longer pulse: there is one electrode, and it is on or off.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PulseTrain {
    /// Current, nA; positive depolarises.
    pub amplitude_na: f64,
    /// Length of each pulse, ms.
    pub duration_ms: f64,
    /// Starts, ms, ascending.
    pub onsets_ms: Vec<f64>,
}

impl PulseTrain {
    /// Mean current over the step from `start_ms` to `end_ms`, nA.
    pub fn mean_na(&self, start_ms: f64, end_ms: f64) -> f64 {
        let first = self.onsets_ms.partition_point(|onset| onset + self.duration_ms <= start_ms);
        let mut on = 0.0;
        for (k, &onset) in self.onsets_ms.iter().enumerate().skip(first) {
            if onset >= end_ms {
                break;
            }
            let next = self.onsets_ms.get(k + 1).copied().unwrap_or(f64::INFINITY);
            on += overlap(onset, next.min(onset + self.duration_ms), start_ms, end_ms);
        }
        self.amplitude_na * on
    }

    /// Whether a pulse is on at `time_ms`.
    pub fn is_on(&self, time_ms: f64) -> bool {
        let begun = self.onsets_ms.partition_point(|&onset| onset <= time_ms);
        self.amplitude_na != 0.0
            && self.onsets_ms[..begun].last().is_some_and(|onset| time_ms < onset + self.duration_ms)
    }

    /// From when on a pulse is on, not before `time_ms`, ms; `None` if none is to come.
    pub(crate) fn next_ms(&self, time_ms: f64) -> Option<f64> {
        let over = self.onsets_ms.partition_point(|onset| onset + self.duration_ms <= time_ms);
        self.onsets_ms.get(over).map(|onset| onset.max(time_ms))
    }

    /// End of the last pulse, ms; 0 if there is none.
    pub fn end_ms(&self) -> f64 {
        self.onsets_ms.last().map_or(0.0, |onset| onset + self.duration_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn charge_pc(train: &PulseTrain, dt: f64) -> f64 {
        (0..(4.0 / dt) as usize).map(|k| dt * train.mean_na(k as f64 * dt, (k + 1) as f64 * dt)).sum()
    }

    #[test]
    fn pulses_carry_their_charge_whatever_the_step() {
        let train = PulseTrain { amplitude_na: 2.0, duration_ms: 0.5, onsets_ms: vec![0.0, 1.01, 1.26] };
        for dt in [1.0 / 1024.0, 1.0 / 64.0, 1.0 / 16.0] {
            // 0.5 ms, and 0.75 ms of the two that overlap, at 2 nA.
            assert!((charge_pc(&train, dt) - 2.5).abs() < 1e-12, "{}", charge_pc(&train, dt));
        }
        assert_eq!(train.end_ms(), 1.76);
    }

    #[test]
    fn a_pulse_begins_with_its_first_instant_and_ends_before_its_last() {
        let train = PulseTrain { amplitude_na: 2.0, duration_ms: 0.5, onsets_ms: vec![1.0] };
        assert_eq!([0.99, 1.0, 1.49, 1.5].map(|t| train.is_on(t)), [false, true, true, false]);
        assert_eq!(train.mean_na(1.0, 1.25), 2.0);
        assert_eq!(train.mean_na(1.5, 1.75), 0.0);
    }
}

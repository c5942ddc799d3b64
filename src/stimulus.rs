//! Stimuli: what an electrode injects, and when.

/// Rectangular current pulses of one amplitude into the first compartment, each starting at one of `onsets_ms`.
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
    /// Current in nA during the step whose middle is `time_ms`: a pulse is on for the steps whose middle lies in
    /// `onset <= t < onset + duration` (NEURON's rule).
    pub fn current_na(&self, time_ms: f64) -> f64 {
        let begun = self.onsets_ms.partition_point(|&onset| onset <= time_ms);
        match self.onsets_ms[..begun].last() {
            Some(&onset) if time_ms < onset + self.duration_ms => self.amplitude_na,
            _ => 0.0,
        }
    }

    /// End of the last pulse, ms; 0 if there is none.
    pub fn end_ms(&self) -> f64 {
        self.onsets_ms.last().map_or(0.0, |onset| onset + self.duration_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pulse_carries_its_charge() {
        let train = PulseTrain { amplitude_na: 2.0, duration_ms: 0.5, onsets_ms: vec![0.0, 1.0, 1.25] };
        let dt = 1.0 / 1024.0;
        let charge: f64 = (0..4096).map(|k| dt * train.current_na((k as f64 + 0.5) * dt)).sum();
        // 0.5 ms, and 0.75 ms of the two that overlap, at 2 nA.
        assert!((charge - 2.5).abs() < 1e-12, "{charge}");
        assert_eq!(train.end_ms(), 1.75);
    }

    /// `onset <= t < onset + duration`.
    #[test]
    fn a_pulse_holds_its_start_and_not_its_end() {
        let train = PulseTrain { amplitude_na: -3.0, duration_ms: 0.5, onsets_ms: vec![1.0, 4.0] };
        for (time_ms, current_na) in [(0.0, 0.0), (1.0, -3.0), (1.25, -3.0), (1.5, 0.0), (4.0, -3.0), (4.5, 0.0)] {
            assert_eq!(train.current_na(time_ms), current_na, "{time_ms} ms");
        }
        assert_eq!(PulseTrain::default().current_na(0.0), 0.0);
    }
}

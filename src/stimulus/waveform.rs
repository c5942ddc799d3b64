//! What an electrode's current does in time.

use super::noise::gaussian;
use super::overlap;

/// Shape of one stimulus of a waveform, of amplitude 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// Rectangle; long, it is a step.
    Pulse,
    /// Rectangle, then, after `gap_ms`, one of the other sign: no net charge.
    Biphasic {
        /// Time between the phases, ms.
        gap_ms: f64,
    },
    /// Straight line from 0 to 1.
    Ramp,
    /// `sin(2 pi f t)`, beginning at 0.
    Sine {
        /// Frequency, Hz.
        frequency_hz: f64,
    },
    /// Gaussian white noise of standard deviation 1, one value for each `hold_ms`. The same seed gives the same noise at any
    /// time step that divides `hold_ms`.
    Noise {
        /// Time for which each value holds, ms.
        hold_ms: f64,
        /// Seed.
        seed: u64,
    },
}

/// The current of an electrode: `count` equal stimuli, one every `period_ms`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Waveform {
    /// Shape of each stimulus.
    pub shape: Shape,
    /// Current that the shape is multiplied with, nA.
    pub current_na: f64,
    /// Start of the first stimulus, ms.
    pub delay_ms: f64,
    /// Length of one stimulus (of one phase, if it has two), ms.
    pub width_ms: f64,
    /// Number of stimuli.
    pub count: u32,
    /// From the start of one to the start of the next, ms. Stimuli that overlap are added.
    pub period_ms: f64,
}

impl Waveform {
    /// Mean current over the step from `start_ms` to `end_ms`, nA. Rectangles enter with their exact mean, the smooth shapes
    /// with their value at the middle of the part of the step in which they are on.
    pub fn mean_na(&self, start_ms: f64, end_ms: f64) -> f64 {
        // Only stimuli that can reach into the step.
        let first = ((start_ms - self.delay_ms - self.length_ms()) / self.period_ms).floor().max(0.0) as u32;
        let mut mean = 0.0;
        for k in first..self.count {
            let onset_ms = self.delay_ms + f64::from(k) * self.period_ms;
            if onset_ms >= end_ms {
                break;
            }
            mean += self.stimulus(onset_ms, start_ms, end_ms);
        }
        self.current_na * mean
    }

    /// Time after which it stays at 0, ms.
    pub fn end_ms(&self) -> f64 {
        if self.current_na == 0.0 || self.count == 0 {
            return 0.0;
        }
        self.delay_ms + f64::from(self.count - 1) * self.period_ms + self.length_ms()
    }

    /// Length of one whole stimulus, ms.
    fn length_ms(&self) -> f64 {
        match self.shape {
            Shape::Biphasic { gap_ms } => 2.0 * self.width_ms + gap_ms,
            _ => self.width_ms,
        }
    }

    fn stimulus(&self, onset_ms: f64, start_ms: f64, end_ms: f64) -> f64 {
        let off_ms = onset_ms + self.width_ms;
        let on = overlap(onset_ms, off_ms, start_ms, end_ms);
        let middle_ms = 0.5 * (start_ms.max(onset_ms) + end_ms.min(off_ms)) - onset_ms;
        match self.shape {
            Shape::Pulse => on,
            Shape::Biphasic { gap_ms } => {
                let second_ms = off_ms + gap_ms;
                on - overlap(second_ms, second_ms + self.width_ms, start_ms, end_ms)
            }
            Shape::Ramp => on * middle_ms / self.width_ms,
            Shape::Sine { frequency_hz } => on * (std::f64::consts::TAU * 1e-3 * frequency_hz * middle_ms).sin(),
            Shape::Noise { hold_ms, seed } => on * gaussian(seed, (middle_ms / hold_ms).max(0.0) as u64),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(waveform: &Waveform, dt: f64, value: impl Fn(f64) -> f64) -> f64 {
        (0..(20.0 / dt) as usize).map(|k| dt * value(waveform.mean_na(k as f64 * dt, (k + 1) as f64 * dt))).sum()
    }

    fn waveform(shape: Shape) -> Waveform {
        Waveform { shape, current_na: 3.0, delay_ms: 0.3, width_ms: 2.0, count: 3, period_ms: 5.0 }
    }

    #[test]
    fn charges_are_those_of_the_closed_forms_at_any_step() {
        for dt in [0.1, 1.0 / 64.0] {
            let near = |a: f64, b: f64, shape: &str| assert!((a - b).abs() < 1e-9, "{shape} at {dt}: {a}, not {b}");
            near(sum(&waveform(Shape::Pulse), dt, |i| i), 18.0, "pulse");
            near(sum(&waveform(Shape::Ramp), dt, |i| i), 9.0, "ramp");
            let biphasic = waveform(Shape::Biphasic { gap_ms: 0.25 });
            near(sum(&biphasic, dt, |i| i), 0.0, "biphasic");
            // A step across an edge holds both phases in part; their sizes add up all the same where none does.
            assert!((sum(&biphasic, dt, f64::abs) - 36.0).abs() < 1e-9);
        }
        // Two whole periods of a sine have no charge, and half its amplitude squared as mean square.
        let sine = waveform(Shape::Sine { frequency_hz: 1000.0 });
        assert!(sum(&sine, 1e-3, |i| i).abs() < 1e-9);
        assert!((sum(&sine, 1e-3, |i| i * i) - 0.5 * 9.0 * 6.0).abs() < 1e-3);
        assert_eq!(waveform(Shape::Pulse).end_ms(), 12.3);
    }

    #[test]
    fn noise_is_seeded_and_does_not_depend_on_the_step() {
        let noise = |seed| Waveform { width_ms: 2000.0, count: 1, ..waveform(Shape::Noise { hold_ms: 0.5, seed }) };
        let at = |w: &Waveform, dt: f64, t: f64| w.mean_na(t, t + dt);
        let one = noise(1);
        assert_eq!(at(&one, 0.125, 7.925), at(&one, 0.25, 7.8));
        assert_ne!(at(&one, 0.1, 7.8), at(&noise(2), 0.1, 7.8));
        let values: Vec<f64> = (0..4000).map(|k| at(&one, 0.1, 0.5 + 0.5 * f64::from(k)) / 3.0).collect();
        let mean = values.iter().sum::<f64>() / 4000.0;
        let variance = values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / 4000.0;
        // Four standard errors of 4000 independent normal values.
        assert!(mean.abs() < 4.0 / 4000_f64.sqrt(), "{mean}");
        assert!((variance - 1.0).abs() < 4.0 * (2.0 / 4000_f64).sqrt(), "{variance}");
    }
}

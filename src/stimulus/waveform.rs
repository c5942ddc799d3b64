//! What an electrode's current does in time.

use std::ops::Range;

use super::noise::gaussian;
use super::{overlap, turns};

/// Stimuli in a step that are evaluated one by one, however smooth they are.
const FEW: u32 = 8;

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
    /// time step; a step longer than `hold_ms` sees its mean.
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
    /// Mean current over the step from `start_ms` to `end_ms`, nA: exact for every shape, so that charge does not depend on the
    /// step, and what is faster than the steps averages out where values at single times would alias.
    ///
    /// However many stimuli overlap, only those that begin or end near the step are evaluated one by one; of noise, all.
    pub fn mean_na(&self, start_ms: f64, end_ms: f64) -> f64 {
        // Only stimuli that can reach into the step.
        let first = self.whole_periods(start_ms - self.length_ms()).max(0.0) as u32;
        let begun = self.whole_periods(end_ms) + 2.0;
        let last = (begun.max(0.0) as u32).min(self.count);
        let each = |stimuli: Range<u32>| -> f64 {
            let onsets = stimuli.map(|k| self.onset_ms(k)).take_while(|&onset_ms| onset_ms < end_ms);
            onsets.map(|onset_ms| self.stimulus(onset_ms, start_ms, end_ms)).sum()
        };
        let mean = if last.saturating_sub(first) <= FEW {
            each(first..last)
        } else {
            match self.shape {
                Shape::Noise { .. } => each(first..last),
                Shape::Biphasic { gap_ms } => {
                    let first_phase = Self { shape: Shape::Pulse, current_na: 1.0, ..*self };
                    let second_phase = Self { delay_ms: self.delay_ms + self.width_ms + gap_ms, ..first_phase };
                    first_phase.mean_na(start_ms, end_ms) - second_phase.mean_na(start_ms, end_ms)
                }
                Shape::Pulse | Shape::Ramp | Shape::Sine { .. } => {
                    // Those that are on throughout the step, without the outermost; an odd number, so that one is in the middle.
                    let from = (self.whole_periods(end_ms - self.width_ms) + 2.0).max(0.0) as u32;
                    let from = from.clamp(first, last);
                    let to = (self.whole_periods(start_ms).max(0.0) as u32).clamp(from, last);
                    let to = if (to - from).is_multiple_of(2) { to.max(from + 1) - 1 } else { to };
                    each(first..from) + self.many(from..to, start_ms, end_ms) + each(to..last)
                }
            }
        };
        self.current_na * mean
    }

    /// What an odd number of stimuli (or none) that are on from `start_ms` to `end_ms` add up to: equal ones to so many times
    /// the middle one, sines to `sin(n phi / 2) / sin(phi / 2)` times it, with the phase `phi` between two of them.
    fn many(&self, stimuli: Range<u32>, start_ms: f64, end_ms: f64) -> f64 {
        let number = f64::from(stimuli.end - stimuli.start);
        if number == 0.0 {
            return 0.0;
        }
        let middle = self.onset_ms(stimuli.start + (stimuli.end - stimuli.start) / 2);
        let times = match self.shape {
            Shape::Sine { frequency_hz } => {
                let cycles = 1e-3 * frequency_hz * self.period_ms;
                // An odd number of half turns more in `phi` changes the sign of both sines.
                let half_phase = 0.5 * (cycles - cycles.round());
                let one = turns::sin(half_phase);
                if one.abs() < 1e-9 { number } else { turns::sin(number * half_phase) / one }
            }
            _ => number,
        };
        times * self.stimulus(middle, start_ms, end_ms)
    }

    /// What [`Self::mean_na`] takes for a step of `dt_ms`, at the most, in what a compartment does: stimuli are evaluated one by one,
    /// few of them or, of noise, all that overlap; a sine is worth two compartments, a normal deviate four.
    pub(crate) fn work(&self, dt_ms: f64) -> u64 {
        let (overlapping, each) = match self.shape {
            Shape::Noise { hold_ms, .. } => (self.width_ms / self.period_ms, 4.0 * (1.0 + dt_ms / hold_ms).ceil()),
            Shape::Sine { .. } => (f64::from(FEW), 2.0),
            _ => (f64::from(FEW), 1.0),
        };
        ((1.0 + overlapping).min(f64::from(self.count)) * each) as u64
    }

    /// Time during which a stimulus is on, ms; those that overlap count once.
    pub(crate) fn on_ms(&self) -> f64 {
        if self.current_na == 0.0 || self.count == 0 {
            return 0.0;
        }
        f64::from(self.count - 1) * self.width_ms.min(self.period_ms) + self.width_ms
    }

    /// From when on it may carry a current, not before `time_ms`, ms: `time_ms` if a stimulus is on then, or between its
    /// phases. `None` if none is to come.
    pub(crate) fn next_ms(&self, time_ms: f64) -> Option<f64> {
        if self.current_na == 0.0 {
            return None;
        }
        let first = self.whole_periods(time_ms - self.length_ms()).max(0.0) as u32;
        let onsets = (first..self.count).map(|k| self.onset_ms(k));
        let next_ms = onsets.into_iter().find(|onset_ms| onset_ms + self.length_ms() > time_ms);
        next_ms.map(|onset_ms| onset_ms.max(time_ms))
    }

    /// Start of stimulus `k`, from 0, ms.
    fn onset_ms(&self, k: u32) -> f64 {
        self.delay_ms + f64::from(k) * self.period_ms
    }

    /// Whole periods from the start of the first stimulus to `time_ms`.
    fn whole_periods(&self, time_ms: f64) -> f64 {
        ((time_ms - self.delay_ms) / self.period_ms).floor()
    }

    /// Time after which it stays at 0, ms.
    pub fn end_ms(&self) -> f64 {
        if self.current_na == 0.0 || self.count == 0 {
            return 0.0;
        }
        self.delay_ms + f64::from(self.count - 1) * self.period_ms + self.length_ms()
    }

    /// Length of one whole stimulus, ms.
    pub(crate) fn length_ms(&self) -> f64 {
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
            // A figure leaves these, and the trigonometry that they need, to the whole engine.
            Shape::Sine { .. } | Shape::Noise { .. } if cfg!(figure) => 0.0,
            Shape::Pulse => on,
            Shape::Biphasic { gap_ms } => {
                let second_ms = off_ms + gap_ms;
                on - overlap(second_ms, second_ms + self.width_ms, start_ms, end_ms)
            }
            Shape::Ramp => on * middle_ms / self.width_ms,
            Shape::Sine { frequency_hz } => {
                // The mean of a sine is its value in the middle times sin(h) / h, with half the angle that it runs through.
                let turns_per_ms = 1e-3 * frequency_hz;
                let half = 0.5 * turns_per_ms * on * (end_ms - start_ms);
                on * turns::sin(turns_per_ms * middle_ms) * sinc(half)
            }
            Shape::Noise { hold_ms, seed } => {
                let (from_ms, to_ms) = (start_ms.max(onset_ms) - onset_ms, end_ms.min(off_ms) - onset_ms);
                let (first, last) = ((from_ms / hold_ms).max(0.0) as u64, (to_ms / hold_ms).max(0.0) as u64);
                let held = |index: u64| {
                    let (value_on_ms, value_off_ms) = (index as f64 * hold_ms, (index + 1) as f64 * hold_ms);
                    (value_off_ms.min(to_ms) - value_on_ms.max(from_ms)).max(0.0)
                };
                let sum: f64 = (first..=last)
                    .map(|index| (index, held(index)))
                    .filter(|&(_, held_ms)| held_ms > 0.0)
                    .map(|(index, held_ms)| held_ms * gaussian(seed, index))
                    .sum();
                sum / (end_ms - start_ms)
            }
        }
    }
}

/// `sin(x) / x` of an angle in turns, and its limit at 0.
fn sinc(turns: f64) -> f64 {
    let x = std::f64::consts::TAU * turns;
    if x.abs() < 1e-4 { 1.0 - x * x / 6.0 } else { turns::sin(turns) / x }
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

    /// However many stimuli overlap, their sum is that of all of them one by one, and few are looked at.
    #[test]
    fn overlapping_stimuli_add_up() {
        for shape in [
            Shape::Pulse,
            Shape::Ramp,
            Shape::Biphasic { gap_ms: 3.0 },
            Shape::Sine { frequency_hz: 130.0 },
            // A whole number of periods, and of half periods, from one stimulus to the next.
            Shape::Sine { frequency_hz: 10_000.0 },
            Shape::Sine { frequency_hz: 5_000.0 },
        ] {
            let many = Waveform { shape, width_ms: 50.03, count: 1000, period_ms: 0.1, ..waveform(shape) };
            for k in (0..24_000).step_by(7) {
                let (start, end) = (f64::from(k) / 128.0, f64::from(k + 1) / 128.0);
                let each = |k: u32| many.stimulus(many.onset_ms(k), start, end);
                let expected = 3.0 * (0..1000).map(each).sum::<f64>();
                let found = many.mean_na(start, end);
                assert!((found - expected).abs() < 1e-6, "{shape:?} at {start} ms: {found}, not {expected}");
            }
            assert!(many.work(1.0 / 64.0) < 20);
        }
        let noise = Waveform {
            width_ms: 50.0,
            count: 1000,
            period_ms: 0.1,
            ..waveform(Shape::Noise { hold_ms: 1.0, seed: 1 })
        };
        // 501 stimuli, each with up to two values in a step; with 16 to 17 where the values are shorter than it.
        assert_eq!(noise.work(1.0 / 64.0), 501 * 2 * 4);
        let shorter = Waveform { shape: Shape::Noise { hold_ms: 1e-3, seed: 1 }, count: 1, ..noise };
        assert_eq!(shorter.work(1.0 / 64.0), 17 * 4);
    }

    /// The next current: at once while a stimulus is on, at the next onset between two, and none after the last.
    #[test]
    fn the_next_current_is_known() {
        let pulses = waveform(Shape::Pulse);
        let next = [0.0, 0.3, 1.0, 2.3, 5.0, 10.4, 12.3].map(|t| pulses.next_ms(t));
        assert_eq!(next, [Some(0.3), Some(0.3), Some(1.0), Some(5.3), Some(5.3), Some(10.4), None]);
        assert_eq!(Waveform { current_na: 0.0, ..pulses }.next_ms(0.0), None);
        assert_eq!((pulses.on_ms(), Waveform { period_ms: 1.0, ..pulses }.on_ms()), (6.0, 4.0));
    }

    /// Against the integral `(cos(w a) - cos(w b)) / w` from any a to any b, slow and fast; and a sine of the steps' own
    /// rate, or a multiple of it, has no mean at all (its value at their middles is 1 everywhere).
    #[test]
    fn a_sine_enters_with_its_mean_at_any_step() {
        for (frequency_hz, dt) in [(1e-3, 0.1), (50.0, 1.0 / 64.0), (7300.0, 1.0 / 64.0), (1e5, 1.0 / 32.0)] {
            let sine = Waveform { count: 1, ..waveform(Shape::Sine { frequency_hz }) };
            let w = std::f64::consts::TAU * 1e-3 * frequency_hz;
            for k in 0..(3.0 / dt) as usize {
                let (start, end) = (k as f64 * dt, (k + 1) as f64 * dt);
                let (a, b) = ((start - 0.3).clamp(0.0, 2.0), (end - 0.3).clamp(0.0, 2.0));
                let exact = 3.0 * ((w * a).cos() - (w * b).cos()) / (w * dt);
                let mean = sine.mean_na(start, end);
                // The closed form itself loses digits where the cosines are nearly equal.
                assert!(
                    (mean - exact).abs() < 1e-9 + 1e-15 / (w * dt),
                    "{frequency_hz} Hz at {start} ms: {mean}, not {exact}"
                );
            }
        }
        let of_the_steps = Waveform { delay_ms: 0.0, ..waveform(Shape::Sine { frequency_hz: 64_000.0 }) };
        assert!((0..64).all(|k| of_the_steps.mean_na(f64::from(k) / 64.0, f64::from(k + 1) / 64.0).abs() < 1e-9));
    }

    /// However steps and values lie, the charge is the sum of the values, each for as long as it holds.
    #[test]
    fn noise_carries_its_charge_at_any_step() {
        let noise = |hold_ms| waveform(Shape::Noise { hold_ms, seed: 5 });
        for hold_ms in [0.004, 0.3, 0.5, 5.0] {
            let values = (2.0_f64 / hold_ms).ceil() as u64;
            let held = |k: u64| (2.0 - k as f64 * hold_ms).min(hold_ms);
            let charge = 3.0 * 3.0 * (0..values).map(|k| held(k) * gaussian(5, k)).sum::<f64>();
            for dt in [0.1, 1.0 / 64.0, 1.0 / 7.0] {
                let sum = sum(&noise(hold_ms), dt, |i| i);
                assert!((sum - charge).abs() < 1e-9, "{hold_ms} ms in steps of {dt}: {sum} pC, not {charge}");
            }
        }
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

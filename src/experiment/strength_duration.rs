//! The strength-duration curve: the shorter a pulse, the stronger it must be.

use serde::Serialize;

use super::bisection::smallest;
use super::preparation::Preparation;
use super::pulse::Pulse;
use super::strength_duration_fit::{Fit, lapicque, weiss};
use super::threshold::{Polarity, Threshold, guess, threshold_near, threshold_of_shape, threshold_slowly};
use crate::scenario::ScenarioError;
use crate::slices::finish;
use crate::stimulus::Shape;

/// A pulse of so many half-widths of a spike is as good as endless.
const ENDLESS_HALF_WIDTHS: f64 = 1000.0;
/// Default widths, in lengths of the lane's own pulse.
const WIDTHS: [f64; 8] = [0.2, 0.5, 1.0, 2.0, 4.0, 10.0, 20.0, 40.0];
/// The chronaxie lies within this factor of the fitted one.
const SEARCHED: f64 = 1e3;

/// Thresholds for pulses of several widths, and what they come down to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StrengthDuration {
    /// Threshold for each width, in the order asked for.
    pub thresholds: Vec<Threshold>,
    /// Measured rheobase: the threshold of a rectangle of a thousand half-widths of a spike, nA. (No other shape has an endless
    /// form: a second phase would come when all is over, an endless ramp would not rise.)
    pub rheobase_na: Option<f64>,
    /// Measured chronaxie: the shortest pulse, of the electrode's shape, of twice the rheobase that makes a spike, ms.
    pub chronaxie_ms: Option<f64>,
    /// Weiss's law, `I w = I_rheobase (w + chronaxie)`, through the thresholds.
    pub weiss: Option<Fit>,
    /// Lapicque's law, `I = I_rheobase / (1 - exp(-w / tau))` with `chronaxie = tau ln 2`, through the thresholds.
    pub lapicque: Option<Fit>,
}

/// A preparation whose last threshold is the guess for the next.
struct Bench<'a> {
    preparation: &'a mut Preparation,
    polarity: Polarity,
    /// Pulse length, ms, and threshold, nA.
    last: Option<(f64, f64)>,
    longest: Option<(f64, f64)>,
}

impl Bench<'_> {
    async fn threshold(&mut self, width_ms: f64) -> Result<Threshold, ScenarioError> {
        let found = match self.last {
            Some((known_ms, known_na)) => {
                let guess_na = guess(known_ms, known_na.abs(), width_ms);
                threshold_near(self.preparation, width_ms, self.polarity, guess_na).await
            }
            None => threshold_slowly(self.preparation, width_ms, self.polarity).await,
        }?;
        if let Some(threshold_na) = found.threshold_na {
            self.last = Some((width_ms, threshold_na));
            self.longest =
                self.last.filter(|last| self.longest.is_none_or(|longest| longest.0 < last.0)).or(self.longest);
        }
        Ok(found)
    }

    async fn rheobase_na(&mut self) -> Result<Option<f64>, ScenarioError> {
        let endless_ms = ENDLESS_HALF_WIDTHS * self.preparation.half_width_ms();
        // The longest pulse so far is the best guess: beyond it the threshold hardly falls.
        let guess_na = self.longest.map_or_else(|| self.preparation.guess_na(), |(_, known_na)| known_na.abs());
        let found = threshold_of_shape(self.preparation, endless_ms, self.polarity, guess_na, Shape::Pulse).await?;
        Ok(found.threshold_na)
    }
}

/// Widths for a lane whose own pulse lasts `duration_ms`: from a fifth of it to forty times it, to a picosecond.
pub fn default_widths_ms(duration_ms: f64) -> Vec<f64> {
    // A fifth of 0.1 is 0.02, not 0.020000000000000004: the widths are written, too.
    WIDTHS.iter().map(|times| (1e9 * times * duration_ms).round() / 1e9).collect()
}

/// Measures the thresholds for pulses of `widths_ms`, rheobase and chronaxie, and fits both laws.
///
/// # Errors
/// If it takes more work than there is (see [`Preparation`]).
pub fn strength_duration(
    preparation: &mut Preparation,
    widths_ms: &[f64],
    polarity: Polarity,
) -> Result<StrengthDuration, ScenarioError> {
    finish(strength_duration_slowly(preparation, widths_ms, polarity, &mut |_| ()))
}

/// [`strength_duration()`] in slices. `told` hears of every threshold as it is measured.
pub(super) async fn strength_duration_slowly(
    preparation: &mut Preparation,
    widths_ms: &[f64],
    polarity: Polarity,
    told: &mut impl FnMut(&Threshold),
) -> Result<StrengthDuration, ScenarioError> {
    let mut bench = Bench { preparation, polarity, last: None, longest: None };
    let mut thresholds = Vec::with_capacity(widths_ms.len());
    for &width_ms in widths_ms {
        let found = bench.threshold(width_ms).await?;
        told(&found);
        thresholds.push(found);
    }
    let rheobase_na = bench.rheobase_na().await?;
    let points: Vec<(f64, f64)> =
        thresholds.iter().filter_map(|found| found.threshold_na.map(|na| (found.duration_ms, na))).collect();
    let (weiss, lapicque) = (weiss(&points), lapicque(&points));
    let chronaxie_ms = match rheobase_na {
        None => None,
        Some(rheobase_na) => {
            let guess_ms = lapicque.map_or(preparation.duration_ms(), |fit| fit.chronaxie_ms);
            let works = async |width_ms| preparation.conducts(&[Pulse::at_once(width_ms, 2.0 * rheobase_na)], 1).await;
            smallest(guess_ms, SEARCHED, works).await
        }
    };
    preparation.checked(StrengthDuration { thresholds, rheobase_na, chronaxie_ms, weiss, lapicque })
}

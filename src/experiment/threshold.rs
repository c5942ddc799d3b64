//! Threshold: the smallest pulse that makes a spike.

use serde::Serialize;

use super::bisection::smallest;
use super::preparation::Preparation;
use super::pulse::Pulse;
use crate::scenario::ScenarioError;
use crate::slices::finish;
use crate::stimulus::Shape;

/// Pulses from the first guess to this many times it are tried before a fiber counts as inexcitable.
const SEARCHED: f64 = 1e3;
/// The same where there is no guess: an electrode outside may need milliamperes.
const SEARCHED_BLINDLY: f64 = 1e9;

/// What a current does to the membrane at the electrode.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// What its sign in the scenario says; where that says nothing, it depolarises.
    #[default]
    Given,
    /// It depolarises: positive through an electrode inside, negative (a cathode) through one outside.
    Depolarising,
    /// It hyperpolarises, and a spike may come at its end (anode break); outside, elsewhere along the fiber, too.
    Hyperpolarising,
}

/// The threshold of a fiber.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Threshold {
    /// Length of the pulse, ms.
    pub duration_ms: f64,
    /// The current, nA, to 0.1 %; null if no pulse makes a spike.
    pub threshold_na: Option<f64>,
    /// The same by membrane area, uA/cm²; null unless the fiber is a patch.
    pub density_ua_per_cm2: Option<f64>,
    /// Charge of that pulse, or of its first phase, pC; null for other shapes than these.
    pub charge_pc: Option<f64>,
}

/// The smallest pulse of `duration_ms` that, given from rest, sends a spike past three quarters of its way (of the length, from
/// the stimulator: see [`Preparation`]): bisection to 0.1 %. On an isopotential piece the criterion is the same: half way from
/// rest to the peak of a spike.
///
/// # Errors
/// If it takes more work than there is (see [`Preparation`]).
pub fn threshold(
    preparation: &mut Preparation,
    duration_ms: f64,
    polarity: Polarity,
) -> Result<Threshold, ScenarioError> {
    finish(threshold_slowly(preparation, duration_ms, polarity))
}

/// [`threshold()`] in slices.
pub(super) async fn threshold_slowly(
    preparation: &mut Preparation,
    duration_ms: f64,
    polarity: Polarity,
) -> Result<Threshold, ScenarioError> {
    let (known_ms, known_na) = (preparation.info().duration_ms, preparation.guess_na());
    threshold_near(preparation, duration_ms, polarity, guess(known_ms, known_na, duration_ms)).await
}

/// A guess at the threshold for `duration_ms` from that for `known_ms`: charge is what counts for short pulses, and current
/// for long ones.
pub(super) fn guess(known_ms: f64, known_na: f64, duration_ms: f64) -> f64 {
    known_na * (known_ms / duration_ms).sqrt()
}

/// [`threshold_slowly`] with a first guess of `guess_na` (above 0).
pub(super) async fn threshold_near(
    preparation: &mut Preparation,
    duration_ms: f64,
    polarity: Polarity,
    guess_na: f64,
) -> Result<Threshold, ScenarioError> {
    threshold_of_shape(preparation, duration_ms, polarity, guess_na, preparation.shape()).await
}

/// The same for a stimulus of another shape than the electrode's own.
pub(super) async fn threshold_of_shape(
    preparation: &mut Preparation,
    duration_ms: f64,
    polarity: Polarity,
    guess_na: f64,
    shape: Shape,
) -> Result<Threshold, ScenarioError> {
    let sign = match polarity {
        Polarity::Given => preparation.given(),
        Polarity::Depolarising => preparation.depolarising(),
        Polarity::Hyperpolarising => -preparation.depolarising(),
    };
    let searched = if preparation.is_at_stimulator() { SEARCHED } else { SEARCHED_BLINDLY };
    let threshold_na = smallest(guess_na, searched, async |current_na| {
        preparation.conducts_shape(&[Pulse::at_once(duration_ms, sign * current_na)], shape, 1).await
    })
    .await
    .map(|current_na| sign * current_na);
    let rectangular = matches!(shape, Shape::Pulse | Shape::Biphasic { .. });
    preparation.checked(Threshold {
        duration_ms,
        threshold_na,
        density_ua_per_cm2: threshold_na.and_then(|current_na| preparation.density_ua_per_cm2(current_na)),
        charge_pc: threshold_na.filter(|_| rectangular).map(|current_na| current_na * duration_ms),
    })
}

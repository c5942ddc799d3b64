//! Refractory periods: how soon after a spike the next can follow.

use serde::Serialize;

use super::bisection::smallest;
use super::preparation::Preparation;
use super::pulse::Pulse;
use super::threshold::{Polarity, threshold_slowly};
use crate::scenario::ScenarioError;
use crate::slices::finish;

/// Strength of the first pulse, x threshold.
pub(super) const FIRST: f64 = 1.5;
/// Strength of the second pulse that defines the absolute refractory period, x threshold.
pub const ABSOLUTE: f64 = 10.0;
/// Strength at which the relative refractory period is over, x threshold.
pub const RELATIVE: f64 = 1.05;
/// Strongest second pulse that is tried at an interval, x threshold.
const STRONGEST: f64 = 20.0;
/// Intervals are searched up to this many half-widths of a spike.
const LONGEST_HALF_WIDTHS: f64 = 400.0;

/// Refractory periods of a fiber.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Refractory {
    /// Length of both pulses, ms.
    pub duration_ms: f64,
    /// Threshold from rest, nA.
    pub threshold_na: Option<f64>,
    /// Shortest interval at which a second pulse of 10 x threshold makes a second spike, ms.
    pub absolute_ms: Option<f64>,
    /// Shortest interval at which the second threshold is back within 5 % of rest, ms.
    pub relative_ms: Option<f64>,
    /// Second thresholds at the intervals asked for.
    pub second: Vec<SecondThreshold>,
}

/// Threshold of a second pulse.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SecondThreshold {
    /// From onset to onset, ms.
    pub interval_ms: f64,
    /// Threshold, nA; null above 20 x the threshold from rest.
    pub threshold_na: Option<f64>,
    /// The same in multiples of the threshold from rest.
    pub ratio: Option<f64>,
}

/// Measures absolute and relative refractory period, and the threshold of a second pulse after each of `intervals_ms`.
///
/// A first pulse of 1.5 times the threshold at 0, a second one later; both as long as the lane's own pulse (0.5 ms for a
/// squid axon by default, 0.1 ms for a myelinated fiber). Intervals are from onset to onset. A second spike is one that
/// passes three quarters of the length. The absolute period is the shortest interval at which a second pulse of 10 times the
/// threshold makes one, the relative period the shortest at which one of 1.05 times the threshold does. For a fiber long
/// enough to conduct: on a piece too short for that, a strong second pulse reaches the level of a spike by itself.
///
/// # Errors
/// If it takes more work than there is (see [`Preparation`]).
pub fn refractory(preparation: &mut Preparation, intervals_ms: &[f64]) -> Result<Refractory, ScenarioError> {
    finish(refractory_slowly(preparation, intervals_ms))
}

async fn refractory_slowly(preparation: &mut Preparation, intervals_ms: &[f64]) -> Result<Refractory, ScenarioError> {
    let duration_ms = preparation.duration_ms();
    let threshold_na = threshold_slowly(preparation, duration_ms, Polarity::Given).await?.threshold_na;
    let mut found = Refractory { duration_ms, threshold_na, absolute_ms: None, relative_ms: None, second: Vec::new() };
    if let Some(threshold_na) = threshold_na {
        let mut pair = Pair { preparation: &mut *preparation, threshold_na };
        found.absolute_ms = pair.shortest_interval_ms(ABSOLUTE, 0.0).await;
        if let Some(from_ms) = found.absolute_ms {
            found.relative_ms = pair.shortest_interval_ms(RELATIVE, from_ms).await;
        }
        for &interval_ms in intervals_ms {
            found.second.push(pair.second_threshold(interval_ms).await);
        }
    }
    preparation.checked(found)
}

/// Two pulses, given to a fiber of known threshold.
pub(super) struct Pair<'a> {
    pub(super) preparation: &'a mut Preparation,
    pub(super) threshold_na: f64,
}

impl Pair<'_> {
    /// The two pulses; strength of the second in multiples of the threshold.
    pub(super) fn pulses(&self, interval_ms: f64, strength: f64) -> [Pulse; 2] {
        let duration_ms = self.preparation.duration_ms();
        let second = Pulse { onset_ms: interval_ms, duration_ms, amplitude_na: strength * self.threshold_na };
        [Pulse::at_once(duration_ms, FIRST * self.threshold_na), second]
    }

    /// Whether a second pulse of `strength` makes a second spike.
    async fn repeats(&mut self, interval_ms: f64, strength: f64) -> bool {
        let pulses = self.pulses(interval_ms, strength);
        self.preparation.conducts(&pulses, 2).await
    }

    /// Shortest interval, not below `from_ms` nor one stimulus, at which a second pulse of `strength` makes a second spike.
    pub(super) async fn shortest_interval_ms(&mut self, strength: f64, from_ms: f64) -> Option<f64> {
        let shortest_ms = from_ms.max(self.preparation.stimulus_ms());
        let longest_ms = LONGEST_HALF_WIDTHS * self.preparation.half_width_ms();
        let works = async |interval_ms| interval_ms >= shortest_ms && self.repeats(interval_ms, strength).await;
        smallest(shortest_ms, longest_ms / shortest_ms, works).await
    }

    async fn second_threshold(&mut self, interval_ms: f64) -> SecondThreshold {
        // From below: near the first pulse, what is much too strong may fail where less is enough.
        let ratio = smallest(1.0, STRONGEST, async |strength| self.repeats(interval_ms, strength).await).await;
        SecondThreshold { interval_ms, threshold_na: ratio.map(|ratio| ratio * self.threshold_na), ratio }
    }
}

//! The highest rate that a fiber follows: a spike for each pulse of a train.

use serde::Serialize;

use super::bisection::smallest;
use super::preparation::Preparation;
use super::pulse::Pulse;
use super::threshold::{Polarity, threshold_slowly};
use crate::scenario::ScenarioError;
use crate::slices::finish;

/// Strength of the pulses unless told otherwise, x threshold.
pub const FOLLOW_STRENGTH: f64 = 1.5;
/// Pulses of the train unless told otherwise.
pub const FOLLOW_PULSES: usize = 20;
/// Intervals are searched up to this many half-widths of a spike.
const LONGEST_HALF_WIDTHS: f64 = 400.0;

/// How fast a fiber follows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Follow {
    /// Threshold from rest, nA.
    pub threshold_na: Option<f64>,
    /// Strength of the pulses, x threshold; each is as long as the lane's own pulse.
    pub strength: f64,
    /// Pulses of the train.
    pub pulses: usize,
    /// Shortest interval from onset to onset at which each pulse of the train, from rest, sends a spike past three quarters
    /// of the length, ms, to 0.1 %.
    pub interval_ms: Option<f64>,
    /// The same as a rate, Hz.
    pub rate_hz: Option<f64>,
}

/// Finds the highest rate at which `pulses` pulses of `strength` times the threshold make as many spikes. Searched from
/// high rates down, so it is the highest that works even where a lower one does not.
///
/// # Errors
/// If it takes more work than there is (see [`Preparation`]).
pub fn follow(preparation: &mut Preparation, strength: f64, pulses: usize) -> Result<Follow, ScenarioError> {
    finish(follow_slowly(preparation, strength, pulses))
}

async fn follow_slowly(preparation: &mut Preparation, strength: f64, pulses: usize) -> Result<Follow, ScenarioError> {
    let duration_ms = preparation.duration_ms();
    let threshold_na = threshold_slowly(preparation, duration_ms, Polarity::Given).await?.threshold_na;
    let interval_ms = match threshold_na {
        None => None,
        Some(threshold_na) => {
            let shortest_ms = preparation.stimulus_ms();
            let longest_ms = LONGEST_HALF_WIDTHS * preparation.half_width_ms();
            let works = async |interval_ms: f64| {
                let amplitude_na = strength * threshold_na;
                let pulse = |k: usize| Pulse { onset_ms: k as f64 * interval_ms, duration_ms, amplitude_na };
                let train: Vec<Pulse> = (0..pulses).map(pulse).collect();
                interval_ms >= shortest_ms && preparation.conducts(&train, pulses).await
            };
            smallest(shortest_ms, longest_ms / shortest_ms, works).await
        }
    };
    let rate_hz = interval_ms.map(|interval_ms| 1e3 / interval_ms);
    preparation.checked(Follow { threshold_na, strength, pulses, interval_ms, rate_hz })
}

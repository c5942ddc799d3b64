//! Recovery of the velocity after a spike: how fast a second spike runs in the wake of the first.

use serde::Serialize;

use super::preparation::Preparation;
use super::refractory::{ABSOLUTE, Pair};
use super::threshold::{Polarity, threshold_slowly};
use crate::measure::Spike;
use crate::scenario::ScenarioError;
use crate::slices::finish;

/// Default intervals: so many, in equal ratios, from just after the absolute refractory period …
const INTERVALS: u32 = 12;
const FIRST_INTERVAL: f64 = 1.02;
/// … to so many half-widths of a spike.
const LAST_HALF_WIDTHS: f64 = 100.0;

/// Velocities of a second spike.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Recovery {
    /// Threshold from rest, nA. The first pulse is 1.5 times, the second 10 times as strong, as for the absolute refractory
    /// period (see [`super::refractory()`]).
    pub threshold_na: Option<f64>,
    /// Velocity of the first spike, from rest, between a quarter and three quarters of the length, m/s.
    pub first_velocity_m_per_s: Option<f64>,
    /// Absolute refractory period, ms, if it was looked for: it decides the default intervals.
    pub absolute_ms: Option<f64>,
    /// The second spike at each interval.
    pub second: Vec<SecondSpike>,
}

/// A second spike.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SecondSpike {
    /// From the onset of the first pulse to that of the second, ms.
    pub interval_ms: f64,
    /// Time between the two spikes as they pass a quarter of the length, ms; null if there is no second spike at three
    /// quarters, as are the others.
    pub spike_interval_ms: Option<f64>,
    /// Velocity between a quarter and three quarters of the length, m/s.
    pub velocity_m_per_s: Option<f64>,
    /// The same as part of the first spike's velocity.
    pub ratio: Option<f64>,
}

/// Measures the velocity of a second spike at `intervals_ms`, or, if there are none, at twelve from the absolute refractory
/// period to a hundred half-widths.
///
/// # Errors
/// If it takes more work than there is (see [`Preparation`]).
pub fn recovery(preparation: &mut Preparation, intervals_ms: &[f64]) -> Result<Recovery, ScenarioError> {
    finish(recovery_slowly(preparation, intervals_ms, &mut |_, _| ()))
}

/// [`recovery()`] in slices. `told` hears of every second spike as it is measured, and of all intervals beforehand.
pub(super) async fn recovery_slowly(
    preparation: &mut Preparation,
    intervals_ms: &[f64],
    told: &mut impl FnMut(&Recovery, &[f64]),
) -> Result<Recovery, ScenarioError> {
    let duration_ms = preparation.duration_ms();
    let threshold_na = threshold_slowly(preparation, duration_ms, Polarity::Given).await?.threshold_na;
    let mut found = Recovery { threshold_na, first_velocity_m_per_s: None, absolute_ms: None, second: Vec::new() };
    let Some(threshold_na) = threshold_na else { return Ok(found) };
    let mut pair = Pair { preparation, threshold_na };
    let intervals_ms = if intervals_ms.is_empty() {
        found.absolute_ms = pair.shortest_interval_ms(ABSOLUTE, 0.0).await;
        found.absolute_ms.map_or_else(Vec::new, |absolute_ms| default_intervals_ms(&pair, absolute_ms))
    } else {
        intervals_ms.to_vec()
    };
    let distance_mm = pair.preparation.distance_mm();
    // A patch fires as one: no distance, no velocity.
    let velocity = |start: &Spike, end: &Spike| {
        Some(distance_mm / (end.time_ms - start.time_ms)).filter(|velocity| velocity.is_finite() && *velocity > 0.0)
    };

    let alone = pair.preparation.spikes(&pair.pulses(0.0, 0.0), 1).await;
    if let [[start, ..], [end, ..]] = alone.each_ref().map(Vec::as_slice) {
        found.first_velocity_m_per_s = velocity(start, end);
    }
    told(&found, &intervals_ms);
    for &interval_ms in &intervals_ms {
        let spikes = pair.preparation.spikes(&pair.pulses(interval_ms, ABSOLUTE), 2).await;
        let mut second = SecondSpike { interval_ms, spike_interval_ms: None, velocity_m_per_s: None, ratio: None };
        if let [[first, start, ..], [_, end, ..]] = spikes.each_ref().map(Vec::as_slice) {
            second.spike_interval_ms = Some(start.time_ms - first.time_ms);
            second.velocity_m_per_s = velocity(start, end);
            let both = second.velocity_m_per_s.zip(found.first_velocity_m_per_s);
            second.ratio = both.map(|(second, first)| second / first);
        }
        found.second.push(second);
        told(&found, &intervals_ms);
    }
    pair.preparation.checked(found)
}

fn default_intervals_ms(pair: &Pair<'_>, absolute_ms: f64) -> Vec<f64> {
    let first_ms = FIRST_INTERVAL * absolute_ms;
    let last_ms = (LAST_HALF_WIDTHS * pair.preparation.half_width_ms()).max(2.0 * first_ms);
    let ratio = (last_ms / first_ms).powf(1.0 / f64::from(INTERVALS - 1));
    (0..INTERVALS).map(|k| first_ms * ratio.powi(k as i32)).collect()
}

//! Steady current: when a membrane fires by itself, how fast, and when it no longer can.

use serde::Serialize;

use super::bisection::smallest;
use super::preparation::Preparation;
use super::pulse::Pulse;
use super::threshold::{Polarity, guess, threshold_of_shape};
use crate::scenario::ScenarioError;
use crate::slices::finish;
use crate::stimulus::Shape;

/// Length of the step, ms.
pub const STEP_MS: f64 = 2000.0;
/// Part of it in which the rate is taken, ms: the last.
const RATED_MS: f64 = 1000.0;
/// Voltage that moves by less does not fire, mV.
const STEADY_MV: f64 = 1.0;
/// A membrane that does not go on firing at so many times the rheobase never does.
const SEARCHED: f64 = 100.0;
/// Steps of current in the searches for onset and block, at the least: each halves a quarter down to 0.1 %.
const SEARCHES: u64 = 16;
/// Currents of the curve, unless they are given: so many, in equal ratios …
const CURRENTS: u32 = 16;
/// … up to the block, or to so many times where they begin.
const WIDE: f64 = 10.0;

/// What a step of current does.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Firing {
    /// Current, nA.
    pub amplitude_na: f64,
    /// The same by membrane area, uA/cm²; null where the membrane is not one compartment.
    pub density_ua_per_cm2: Option<f64>,
    /// Rate in the last second, Hz.
    pub rate_hz: f64,
    /// Spikes in all: upward crossings of the level midway from rest to the peak of a spike from rest.
    pub spikes: usize,
    /// Time of the first of them, ms.
    pub latency_ms: Option<f64>,
    /// Highest voltage in the last second, mV.
    pub highest_mv: f64,
    /// Lowest voltage in the last second, mV.
    pub lowest_mv: f64,
}

/// Rate against current.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FiCurve {
    /// Smallest step that makes a spike at all, to 0.1 %.
    pub rheobase: Option<Firing>,
    /// Smallest step that keeps the membrane firing, to 0.1 %.
    pub onset: Option<Firing>,
    /// Smallest step above the onset at which it no longer fires (depolarization block), to 0.1 %.
    pub block: Option<Firing>,
    /// The curve.
    pub curve: Vec<Firing>,
}

/// Answers a step of `amplitude_na` from rest.
///
/// The step is on for 2,000 ms. Rate: if the voltage moves by more than 1 mV in the last 1,000 ms, `(n - 1) / (t_n - t_1)` of
/// its `n` upward crossings, at `t_1` to `t_n`, of the level midway between highest and lowest; else 0. So small oscillations
/// count too. The step is a rectangle, whatever the electrode's shape, and has its sign. Meant for a patch; along a fiber,
/// it is what arrives at three quarters of the length.
///
/// # Errors
/// If it takes more work than there is (see [`Preparation`]).
pub fn firing(preparation: &mut Preparation, amplitude_na: f64) -> Result<Firing, ScenarioError> {
    let found = finish(answer(preparation, amplitude_na));
    preparation.checked(found)
}

/// [`firing()`] in slices, not checked.
async fn answer(preparation: &mut Preparation, amplitude_na: f64) -> Firing {
    let mut found = Firing {
        amplitude_na,
        density_ua_per_cm2: preparation.density_ua_per_cm2(amplitude_na),
        rate_hz: 0.0,
        spikes: 0,
        latency_ms: None,
        highest_mv: f64::NEG_INFINITY,
        lowest_mv: f64::INFINITY,
    };
    let mut last_second: Vec<(f64, f64)> = Vec::new();
    let (mut before_ms, mut before_mv) = (0.0, f64::INFINITY);
    let level_mv = preparation.level_mv();
    preparation
        .watch(&[Pulse::at_once(STEP_MS, amplitude_na)], |time_ms, v_mv| {
            if before_mv < level_mv && v_mv >= level_mv {
                found.spikes += 1;
                found.latency_ms.get_or_insert(crossing_ms((before_ms, before_mv), (time_ms, v_mv), level_mv));
            }
            (before_ms, before_mv) = (time_ms, v_mv);
            if time_ms >= STEP_MS - RATED_MS {
                last_second.push((time_ms, v_mv));
                found.highest_mv = found.highest_mv.max(v_mv);
                found.lowest_mv = found.lowest_mv.min(v_mv);
            }
            time_ms >= STEP_MS
        })
        .await;
    if found.highest_mv - found.lowest_mv > STEADY_MV {
        found.rate_hz = rate_hz(&last_second, 0.5 * (found.highest_mv + found.lowest_mv));
    }
    found
}

/// Time at which the line between two samples, (ms, mV), passes `level_mv`.
fn crossing_ms((t0, v0): (f64, f64), (t1, v1): (f64, f64), level_mv: f64) -> f64 {
    t0 + (t1 - t0) * (level_mv - v0) / (v1 - v0)
}

/// Rate of the upward crossings of `level_mv` in a trace of (ms, mV); 0 if there are fewer than two.
fn rate_hz(trace: &[(f64, f64)], level_mv: f64) -> f64 {
    let pairs = trace.windows(2).filter(|pair| pair[0].1 < level_mv && pair[1].1 >= level_mv);
    let times: Vec<f64> = pairs.map(|pair| crossing_ms(pair[0], pair[1], level_mv)).collect();
    match times.as_slice() {
        [first, .., last] => 1e3 * (times.len() - 1) as f64 / (last - first),
        _ => 0.0,
    }
}

/// Finds rheobase, onset and block, and takes the rate at `currents_na`; if there are none, at sixteen from the onset (the
/// rheobase, where there is no onset) to the block.
///
/// Along a fiber each of these steps costs 2 s of firing of all of it: where the first says that there is not work enough for the
/// others, nothing more is done.
///
/// # Errors
/// If it takes more work than there is (see [`Preparation`]).
pub fn f_i(preparation: &mut Preparation, currents_na: &[f64]) -> Result<FiCurve, ScenarioError> {
    finish(f_i_slowly(preparation, currents_na, &mut |_| ()))
}

/// [`f_i`] in slices. `told` hears of every step of current whose rate is taken, those of the searches too.
pub(super) async fn f_i_slowly(
    preparation: &mut Preparation,
    currents_na: &[f64],
    told: &mut impl FnMut(&Firing),
) -> Result<FiCurve, ScenarioError> {
    let guess_na = guess(preparation.info().duration_ms, preparation.guess_na(), STEP_MS);
    let rheobase = threshold_of_shape(preparation, STEP_MS, Polarity::Given, guess_na, Shape::Pulse).await?;
    let rheobase_na = rheobase.threshold_na;
    let sign = rheobase_na.map_or(1.0, f64::signum);
    let work_before = preparation.work_left();
    let at_rheobase = match rheobase_na {
        Some(rheobase_na) => Some(answer(preparation, rheobase_na).await),
        None => None,
    };
    at_rheobase.iter().for_each(&mut *told);
    // Along a fiber all this can take minutes: better said now than then.
    let curve = if currents_na.is_empty() { u64::from(CURRENTS) } else { currents_na.len() as u64 };
    preparation.expect_work((work_before - preparation.work_left()).saturating_mul(SEARCHES + curve))?;
    let mut at = async |current_na| {
        let found = answer(preparation, current_na).await;
        told(&found);
        found
    };
    let mut found = FiCurve { rheobase: None, onset: None, block: None, curve: Vec::new() };
    if let Some(rheobase_na) = rheobase_na {
        found.rheobase = at_rheobase;
        let fires = async |size_na| at(sign * size_na).await.rate_hz > 0.0;
        if let Some(onset_na) = smallest(rheobase_na.abs(), SEARCHED, fires).await {
            found.onset = Some(at(sign * onset_na).await);
            let blocked = async |size_na| size_na > onset_na && at(sign * size_na).await.rate_hz == 0.0;
            if let Some(block_na) = smallest(onset_na, SEARCHED, blocked).await {
                found.block = Some(at(sign * block_na).await);
            }
        }
    }
    let currents_na = match (found.onset.or(found.rheobase), currents_na) {
        (Some(Firing { amplitude_na: first_na, .. }), []) => {
            spread(first_na, found.block.map_or(WIDE * first_na, |block| block.amplitude_na))
        }
        (_, given) => given.to_vec(),
    };
    for current_na in currents_na {
        found.curve.push(at(current_na).await);
    }
    preparation.checked(found)
}

fn spread(first: f64, last: f64) -> Vec<f64> {
    let ratio = (last / first).powf(1.0 / f64::from(CURRENTS - 1));
    (0..CURRENTS).map(|k| first * ratio.powi(k as i32)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sine of 50 Hz, whatever its height.
    #[test]
    fn the_rate_of_a_sine_is_its_frequency() {
        for height_mv in [0.6, 40.0] {
            let sample =
                |k: i32| (f64::from(k) / 64.0, height_mv * (0.05 * std::f64::consts::TAU * f64::from(k) / 64.0).sin());
            let trace: Vec<(f64, f64)> = (0..64_000).map(sample).collect();
            assert!((rate_hz(&trace, 0.0) - 50.0).abs() < 1e-6);
        }
        assert_eq!(rate_hz(&[(0.0, -1.0), (1.0, 1.0)], 0.0), 0.0);
    }
}

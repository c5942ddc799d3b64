//! The protocols: each fills a report.

use std::cell::RefCell;
use std::rc::Rc;

use super::bench::with;
use super::ladder::{MYELIN_PERCENT, diameters_um, temperatures};
use super::report::{Fact, Report, TableRow};
use crate::experiment::firing::f_i_slowly;
use crate::experiment::recovery::recovery_slowly;
use crate::experiment::refractory::{ABSOLUTE, FIRST};
use crate::experiment::strength_duration::strength_duration_slowly;
use crate::experiment::{Axis, Calibrations, Fit, Grid, Polarity, Preparation, Run, STEP_MS, default_widths_ms};
use crate::fiber::FiberKind;
use crate::scenario::{Scenario, ScenarioError};
use crate::simulation::Measurement;
use crate::slices::pause;

type Desk = Rc<RefCell<Report>>;
/// Why an experiment could not be done, beyond what is said in the rows.
type Outcome = Result<(), ScenarioError>;

/// Ticks between two pauses of a run.
const SLICE_TICKS: u64 = 32;
/// Width at which the search for the myelin that is needed ends, as part of it.
const FINE: f64 = 0.02;
/// Steps of that search, about.
const SEARCH: f64 = 6.0;
/// Strength of the pulse by which a threshold is shown: a little above it, x threshold.
const ABOVE: f64 = 1.01;
/// Parts of the work after which the searches of a rate against current are over, about.
const SEARCHED: [f64; 2] = [0.1, 0.6];
/// Steps of current in both searches, about.
const STEPS: f64 = 40.0;

pub(super) async fn diameter(bench: Scenario, desk: Desk) -> Outcome {
    let fiber = bench.fiber(0);
    sweep(&bench, &desk, "diameter", diameters_um(fiber)).await?;
    let points: Vec<(f64, f64)> = desk.borrow().pairs(1);
    let mut report = desk.borrow_mut();
    let logarithms: Vec<(f64, f64)> = points.iter().map(|(d, v)| (d.ln(), v.ln())).collect();
    report.fact("exponent", "", slope(&logarithms));
    if matches!(fiber, FiberKind::Mrg | FiberKind::Frog) && !points.is_empty() {
        let mean = points.iter().map(|(d, v)| v / d).sum::<f64>() / points.len() as f64;
        report.fact("velocity_per_um", "m/s per um", Some(mean));
    }
    Ok(())
}

pub(super) async fn temperature(bench: Scenario, desk: Desk) -> Outcome {
    let (values, between) = temperatures(bench.fiber(0));
    sweep(&bench, &desk, "celsius", values).await?;
    let points = desk.borrow().pairs(1);
    let at = |celsius: f64| points.iter().find(|(c, _)| *c == celsius).map(|(_, velocity)| *velocity);
    let [cold, warm] = between;
    let q10 = at(cold).zip(at(warm)).map(|(slow, fast)| (fast / slow).powf(10.0 / (warm - cold)));
    desk.borrow_mut().facts.push(Fact { id: "q10", unit: "", value: q10, between: Some(between) });
    Ok(())
}

pub(super) async fn demyelination(bench: Scenario, desk: Desk) -> Outcome {
    let middle = bench.resolve()[0].spec.internodes().div_ceil(2);
    let mut calibrations = Calibrations::default();
    let expected = MYELIN_PERCENT.len() as f64 + SEARCH;
    let mut at = async |percent: f64| {
        let point = with(&bench, &format!("myelin={middle}:{percent}")).unwrap_or_else(|| bench.clone());
        let (row, conducts) = measured(percent, &point, &mut calibrations).await;
        let mut report = desk.borrow_mut();
        report.put(row);
        let progress = report.rows.len() as f64 / expected;
        report.reached(progress);
        conducts
    };
    let (mut enough, mut less) = (None, None);
    for percent in MYELIN_PERCENT {
        match at(percent).await {
            true => enough = Some(percent),
            false if less.is_none() => less = Some(percent),
            false => {}
        }
    }
    let needed = match (enough, less) {
        (Some(mut enough), Some(mut less)) if less < enough => {
            while enough - less > FINE * enough {
                // To three digits, as a person would write it.
                let middle = (500.0 * (enough + less)).round() / 1000.0;
                if at(middle).await {
                    enough = middle;
                } else {
                    less = middle;
                }
            }
            Some(enough)
        }
        _ => None,
    };
    desk.borrow_mut().fact("needed_percent", "%", needed);
    Ok(())
}

/// Fills the report with the velocities at all values of a parameter.
async fn sweep(bench: &Scenario, desk: &Desk, key: &str, values: &[f64]) -> Outcome {
    let grid = Grid::new(bench, vec![Axis::new(key, values.to_vec())?])?;
    let mut calibrations = Calibrations::default();
    for (done, (&value, point)) in (1..).zip(values.iter().zip(grid.points())) {
        let (row, _) = measured(value, point, &mut calibrations).await;
        let mut report = desk.borrow_mut();
        report.put(row);
        report.reached(f64::from(done) / values.len() as f64);
    }
    Ok(())
}

/// The row of a sweep at one point, and whether the spike arrived.
async fn measured(value: f64, point: &Scenario, calibrations: &mut Calibrations) -> (TableRow, bool) {
    let scenario = Some(point.to_string());
    match measure_slowly(point, calibrations).await {
        Err(error) => {
            let cells = vec![Some(value), None, None, None, None, None];
            (TableRow { cells, scenario, untimed: false, error: Some(error) }, false)
        }
        Ok(lane) => {
            let factors = lane.safety_factor.iter().flatten().copied();
            let lowest = factors.reduce(f64::min);
            let last_mm = lane.last_fired_mm.filter(|_| !lane.conducts);
            let velocity = lane.velocity_m_per_s.filter(|_| lane.conducts);
            let cells = vec![Some(value), velocity, lane.peak_mv, lane.half_width_ms, lowest, last_mm];
            let untimed = lane.conducts && velocity.is_none();
            (TableRow { cells, scenario, untimed, error: None }, lane.conducts)
        }
    }
}

/// [`crate::experiment::measure`] of the only lane, in slices.
async fn measure_slowly(point: &Scenario, calibrations: &mut Calibrations) -> Result<Measurement, ScenarioError> {
    calibrations.prepare(&point.resolve()[0]).await;
    let mut run = Run::with_calibrations(None, point, std::mem::take(calibrations))?;
    while !run.step(SLICE_TICKS)? {
        pause().await;
    }
    let measured = run.measurements().swap_remove(0);
    *calibrations = run.into_calibrations();
    Ok(measured)
}

/// The fiber of the bench, prepared in slices.
async fn prepare(bench: &Scenario) -> Result<Preparation, ScenarioError> {
    let mut calibrations = Calibrations::default();
    calibrations.prepare(&bench.resolve()[0]).await;
    Preparation::with_calibrations(bench, 0, &mut calibrations)
}

pub(super) async fn strength_duration(bench: Scenario, desk: Desk) -> Outcome {
    let mut preparation = prepare(&bench).await?;
    let widths_ms = default_widths_ms(preparation.duration_ms());
    let mut told = |found: &crate::experiment::Threshold| {
        let shown = found.threshold_na.and_then(|threshold_na| {
            with(&bench, &format!("duration={}&amplitude={}", found.duration_ms, ABOVE * threshold_na))
        });
        let mut report = desk.borrow_mut();
        report.put(TableRow {
            cells: vec![Some(found.duration_ms), found.threshold_na, found.charge_pc],
            scenario: shown.map(|scenario| scenario.to_string()),
            untimed: false,
            error: None,
        });
        // The rheobase and the chronaxie take about as long as two widths.
        let progress = report.rows.len() as f64 / (widths_ms.len() + 2) as f64;
        report.reached(progress);
    };
    let found = strength_duration_slowly(&mut preparation, &widths_ms, Polarity::Depolarising, &mut told).await?;
    let mut report = desk.borrow_mut();
    report.fact("rheobase_na", "nA", found.rheobase_na);
    report.fact("chronaxie_ms", "ms", found.chronaxie_ms);
    let mut law = |fit: Option<Fit>, [rheobase, chronaxie]: [&'static str; 2]| {
        report.fact(rheobase, "nA", fit.map(|fit| fit.rheobase_na));
        report.fact(chronaxie, "ms", fit.map(|fit| fit.chronaxie_ms));
    };
    law(found.weiss, ["weiss_rheobase_na", "weiss_chronaxie_ms"]);
    law(found.lapicque, ["lapicque_rheobase_na", "lapicque_chronaxie_ms"]);
    Ok(())
}

pub(super) async fn recovery(bench: Scenario, desk: Desk) -> Outcome {
    let mut preparation = prepare(&bench).await?;
    let duration_ms = preparation.duration_ms();
    let mut told = |found: &crate::experiment::Recovery, intervals_ms: &[f64]| {
        let mut report = desk.borrow_mut();
        // Half of the work is to find the threshold and the first interval.
        report.reached(0.5 + 0.5 * found.second.len() as f64 / intervals_ms.len() as f64);
        let (Some(second), Some(threshold_na)) = (found.second.last(), found.threshold_na) else { return };
        let pulses = format!(
            "duration={duration_ms}&amplitude={}&e1.tip=inside&e1.at=0&e1.current={}&e1.delay={}&e1.width={duration_ms}",
            FIRST * threshold_na,
            ABSOLUTE * threshold_na,
            second.interval_ms,
        );
        report.put(TableRow {
            cells: vec![Some(second.interval_ms), second.ratio, second.velocity_m_per_s, second.spike_interval_ms],
            scenario: with(&bench, &pulses).map(|scenario| scenario.to_string()),
            untimed: false,
            error: None,
        });
    };
    let found = recovery_slowly(&mut preparation, &[], &mut told).await?;
    let mut report = desk.borrow_mut();
    report.fact("threshold_na", "nA", found.threshold_na);
    report.fact("first_velocity_m_per_s", "m/s", found.first_velocity_m_per_s);
    report.fact("absolute_ms", "ms", found.absolute_ms);
    Ok(())
}

pub(super) async fn f_i(bench: Scenario, desk: Desk) -> Outcome {
    let mut preparation = prepare(&bench).await?;
    desk.borrow_mut().reached(SEARCHED[0] / 2.0);
    let mut steps = 0.0;
    let mut told = |found: &crate::experiment::Firing| {
        steps += 1.0;
        let step = format!("duration={STEP_MS}&amplitude={}", found.amplitude_na);
        let mut report = desk.borrow_mut();
        report.put(TableRow {
            cells: vec![
                found.density_ua_per_cm2,
                Some(found.rate_hz),
                Some(found.amplitude_na),
                Some(found.spikes as f64),
                found.latency_ms,
                Some(found.highest_mv).filter(|mv| mv.is_finite()),
                Some(found.lowest_mv).filter(|mv| mv.is_finite()),
            ],
            scenario: with(&bench, &step).map(|scenario| scenario.to_string()),
            untimed: false,
            error: None,
        });
        let [from, to] = SEARCHED;
        report.reached((from + (to - from) * steps / STEPS).min(1.0 - 1.0 / steps));
    };
    let found = f_i_slowly(&mut preparation, &[], &mut told).await?;
    let mut report = desk.borrow_mut();
    let mut density = |id, firing: Option<crate::experiment::Firing>| {
        report.fact(id, "uA/cm2", firing.and_then(|firing| firing.density_ua_per_cm2));
    };
    density("rheobase_ua_per_cm2", found.rheobase);
    density("onset_ua_per_cm2", found.onset);
    density("block_ua_per_cm2", found.block);
    Ok(())
}

/// Slope of the straight line through points of (x, y) by least squares.
fn slope(points: &[(f64, f64)]) -> Option<f64> {
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let both: f64 = points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    let square: f64 = points.iter().map(|point| (point.0 - x).powi(2)).sum();
    (points.len() > 1 && square > 0.0).then(|| both / square)
}

//! Experiments in slices: what they report is what the functions and the sweep give.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use saltatory::Scenario;
use saltatory::experiment::{
    Axis, Experiment, Grid, Polarity, Preparation, Protocol, Report, Sweep, f_i, recovery, strength_duration,
};
use support::runs::scenario;

fn experiment(protocol: Protocol, text: &str, lane: usize) -> Experiment {
    Experiment::new(protocol, &scenario(text), lane).unwrap_or_else(|error| panic!("{protocol:?} on {text}: {error}"))
}

fn done(protocol: Protocol, text: &str, slices: u32) -> Report {
    let mut experiment = experiment(protocol, text, 0);
    while !experiment.advance(slices) {}
    experiment.report().clone()
}

fn fact(report: &Report, id: &str) -> Option<f64> {
    report.facts.iter().find(|fact| fact.id == id).unwrap_or_else(|| panic!("no {id}")).value
}

fn column(report: &Report, id: &str) -> Vec<Option<f64>> {
    let index = report.columns.iter().position(|column| column.id == id).unwrap_or_else(|| panic!("no column {id}"));
    report.rows.iter().map(|row| row.cells[index]).collect()
}

/// However it is sliced, the velocity against diameter is the sweep over the same values of the fiber that lies on the bench.
#[test]
fn velocity_against_diameter_is_the_sweep() {
    let report = done(Protocol::Diameter, "fiber=squid&celsius=18.5", 7);
    assert_eq!(report, done(Protocol::Diameter, "fiber=squid&celsius=18.5", u32::MAX));
    let diameters = column(&report, "diameter_um").into_iter().flatten().collect();
    let axis = Axis::new("diameter", diameters).expect("an axis");
    let mut sweep = Sweep::new(Grid::new(&scenario(&report.scenario), vec![axis]).expect("a grid"));
    while !sweep.step(u64::MAX) {}
    let swept: Vec<Option<f64>> = sweep.rows().iter().map(|row| row.lanes[0].velocity_m_per_s).collect();
    assert_eq!(column(&report, "velocity_m_per_s"), swept);
    // A uniform cable: velocity goes with the root of the diameter.
    let exponent = fact(&report, "exponent").expect("an exponent");
    assert!((exponent - 0.5).abs() < 1e-3, "{exponent}");
}

/// Rows come one by one, ascending, while the progress grows; every row's scenario can be opened.
#[test]
fn rows_come_while_it_runs() {
    let mut experiment = experiment(Protocol::Temperature, "a.fiber=mrg&b.fiber=squid", 1);
    let (mut progress, mut seen, mut partial) = (0.0, 0, 0);
    while !experiment.advance(50) {
        let report = experiment.report();
        assert!(report.progress >= progress && report.progress <= 1.0 && !report.done);
        assert!(report.rows.len() >= seen && report.rows.iter().all(|row| row.cells.len() == report.columns.len()));
        assert!(report.rows.is_sorted_by_key(|row| row.cells[0]));
        partial += usize::from(report.rows.len() > seen);
        (progress, seen) = (report.progress, report.rows.len());
    }
    let report = experiment.report();
    assert!(report.done && report.progress == 1.0 && partial + 1 >= report.rows.len());
    for row in &report.rows {
        let shown: Scenario = row.scenario.as_deref().expect("a scenario").parse().expect("a scenario");
        assert_eq!((shown.lanes.len(), shown.lanes[0].celsius.or(Some(6.3))), (1, row.cells[0]));
    }
    // Hodgkin & Huxley 1952: heat blocks the squid axon between 33 and 34 C; the velocity is 18.8 m/s at 18.5 C.
    let velocities = column(&report, "velocity_m_per_s");
    let celsius = column(&report, "celsius");
    for (celsius, velocity) in celsius.iter().flatten().zip(&velocities) {
        assert_eq!(velocity.is_some(), *celsius < 33.5, "{celsius} C");
    }
    assert!((1.2..1.6).contains(&fact(&report, "q10").expect("a Q10")));
}

/// Koles & Rasminsky 1972: one internode needs about 2.7 % of its myelin; here the search says between which two it fails. A little
/// above that the spike arrives, but has no velocity: nodes do not fire in turn.
#[test]
fn a_spike_needs_a_little_myelin() {
    let report = done(Protocol::Demyelination, "fiber=mrg", u32::MAX);
    let needed = fact(&report, "needed_percent").expect("a limit");
    assert!((1.0..3.0).contains(&needed), "{needed} %");
    for row in &report.rows {
        let percent = row.cells[0].expect("a percentage");
        let shown = row.scenario.as_deref().expect("a scenario");
        let conducts = saltatory::experiment::measure(&scenario(shown)).expect("a run")[0].conducts;
        assert_eq!(conducts, percent >= needed, "{percent} %");
        assert_eq!(row.cells[1].is_some() || row.untimed, conducts, "{percent} %");
        assert!(!row.untimed || percent < 2.0, "{percent} %");
    }
}

#[test]
fn protocols_that_repeat_are_the_functions() {
    let report = done(Protocol::StrengthDuration, "fiber=squid&celsius=18.5", 1000);
    let mut bench = Preparation::new(&scenario(&report.scenario), 0).expect("a fiber");
    let widths: Vec<f64> = column(&report, "duration_ms").into_iter().flatten().collect();
    let found = strength_duration(&mut bench, &widths, Polarity::Depolarising).expect("thresholds");
    let thresholds: Vec<Option<f64>> = found.thresholds.iter().map(|found| found.threshold_na).collect();
    assert_eq!(column(&report, "threshold_na"), thresholds);
    assert_eq!(fact(&report, "chronaxie_ms"), found.chronaxie_ms);
    assert_eq!(fact(&report, "weiss_chronaxie_ms"), found.weiss.map(|fit| fit.chronaxie_ms));

    let report = done(Protocol::Recovery, "fiber=squid&celsius=18.5", 1000);
    let mut bench = Preparation::new(&scenario(&report.scenario), 0).expect("a fiber");
    let found = recovery(&mut bench, &[]).expect("velocities");
    assert_eq!(column(&report, "ratio"), found.second.iter().map(|second| second.ratio).collect::<Vec<_>>());
    assert_eq!(fact(&report, "absolute_ms"), found.absolute_ms);
    // The scenario of a row sends the two spikes.
    let shown = report.rows.last().and_then(|row| row.scenario.clone()).expect("a scenario");
    assert_eq!(saltatory::experiment::measure(&scenario(&shown)).expect("a run")[0].spikes, 2, "{shown}");

    let report = done(Protocol::FI, "fiber=squid&diameter=300", 1000);
    let mut bench = Preparation::new(&scenario(&report.scenario), 0).expect("a patch");
    let found = f_i(&mut bench, &[]).expect("rates");
    assert_eq!(fact(&report, "onset_ua_per_cm2"), found.onset.and_then(|onset| onset.density_ua_per_cm2));
    let rates = column(&report, "rate_hz");
    let currents = column(&report, "amplitude_na");
    for step in &found.curve {
        let row = currents.iter().position(|current| *current == Some(step.amplitude_na)).expect("the same step");
        assert_eq!(rates[row], Some(step.rate_hz));
    }
}

#[test]
fn what_cannot_be_done_is_refused() {
    for (protocol, text, lane, key) in [
        (Protocol::Demyelination, "fiber=c", 0, "fiber"),
        (Protocol::Diameter, "fiber=patch", 0, "fiber"),
        (Protocol::Recovery, "fiber=c", 1, "lane"),
    ] {
        let refused = Experiment::new(protocol, &scenario(text), lane).err().expect("refused");
        assert_eq!(refused.key, key);
    }
    assert!("diameters".parse::<Protocol>().is_err());
    for protocol in Protocol::ALL {
        assert_eq!(protocol.id().parse(), Ok(protocol));
    }
}

/// No spike: a report with rows that say so, or none, and no panic.
#[test]
fn a_dead_fiber_has_nothing_to_report() {
    for protocol in [Protocol::StrengthDuration, Protocol::Recovery, Protocol::FI] {
        let report = done(protocol, "fiber=squid&na=0", u32::MAX);
        assert!(
            report.done && report.rows.iter().all(|row| row.cells[1].is_none_or(|value| value == 0.0)),
            "{report:?}"
        );
    }
}

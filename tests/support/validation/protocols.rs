//! Rows of `tests/reference/protocols.json`: thresholds, refractory periods and firing, by NEURON 9.0.2.

use saltatory::experiment::{Polarity, Preparation, f_i, firing, refractory, strength_duration, threshold};
use serde_json::Value;

use super::super::runs::scenario;
use super::super::{number, rows, text};
use super::{Bound, Row};

fn protocols(name: &str) -> Value {
    let protocols: Value =
        serde_json::from_str(include_str!("../../reference/protocols.json")).expect("protocols.json is JSON");
    protocols[name].clone()
}

fn preparation(text: &str) -> Preparation {
    Preparation::new(&scenario(text), 0).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn row(quantity: String, ours: Option<f64>, reference: f64, bound: Bound) -> Row {
    Row { quantity, ours, reference, bound, source: "NEURON 9.0.2".to_owned() }
}

fn expected(row: &Value, key: &str) -> f64 {
    number(row, key).unwrap_or_else(|| panic!("no {key} in {row}"))
}

/// Thresholds of electrodes that scenarios declare, outside at several distances and inside, of three shapes: 1 %.
pub fn electrode_thresholds() -> Vec<Row> {
    let compare = |reference: Value| {
        let text = text(&reference, "scenario");
        let declared = Preparation::as_declared(&scenario(text), 0);
        let (mut preparation, _) = declared.unwrap_or_else(|error| panic!("{text}: {error}"));
        let width_ms = preparation.duration_ms();
        let found = threshold(&mut preparation, width_ms, Polarity::Given).expect("it ends").threshold_na;
        row(format!("{text}, threshold of e1, nA"), found, expected(&reference, "threshold_na"), Bound::Relative(0.01))
    };
    rows(&protocols("electrode_thresholds"), "rows").into_iter().map(compare).collect()
}

/// Thresholds of a squid cable stimulated at its end, by pulse length: 1 %.
pub fn strength_durations() -> Vec<Row> {
    let reference = protocols("squid_strength_duration");
    let rows = rows(&reference, "rows");
    let widths: Vec<f64> = rows.iter().map(|row| expected(row, "width_ms")).collect();
    let found = strength_duration(&mut preparation(text(&reference, "scenario")), &widths, Polarity::Depolarising)
        .expect("it ends");
    let threshold = |(reference, ours): (&Value, &saltatory::experiment::Threshold)| {
        let name = format!("squid cable, threshold at {} ms, nA", ours.duration_ms);
        row(name, ours.threshold_na, expected(reference, "threshold_na"), Bound::Relative(0.01))
    };
    rows.iter().zip(&found.thresholds).map(threshold).collect()
}

/// Refractory period of a squid cable (2 %) and thresholds of a second pulse (1 %).
pub fn refractory_periods() -> Vec<Row> {
    let reference = protocols("squid_refractory");
    let seconds: Vec<Value> =
        rows(&reference, "rows").into_iter().filter(|row| number(row, "threshold_na").is_some()).collect();
    let intervals: Vec<f64> = seconds.iter().map(|row| expected(row, "interval_ms")).collect();
    let found = refractory(&mut preparation(text(&reference, "scenario")), &intervals).expect("it ends");
    let absolute = expected(&reference["shortest_interval_ms"][0], "interval_ms");
    let mut compared = vec![row(
        "squid cable, absolute refractory period, ms".into(),
        found.absolute_ms,
        absolute,
        Bound::Relative(0.02),
    )];
    for (reference, ours) in seconds.iter().zip(&found.second) {
        let name = format!("squid cable, second threshold after {} ms, nA", ours.interval_ms);
        compared.push(row(name, ours.threshold_na, expected(reference, "threshold_na"), Bound::Relative(0.01)));
    }
    compared
}

/// Firing of a squid patch under steady current: rates (1 %) and extremes of the voltage in the last second (0.1 mV);
/// rheobase, onset and block (1 %).
pub fn firing_rates() -> Vec<Row> {
    let reference = protocols("squid_point");
    let mut patch = preparation("fiber=patch");
    // The current in nA that is 1 uA/cm² of the patch.
    let unit_na = 1e3 * patch.area_cm2().expect("a patch has an area");
    let mut compared = Vec::new();
    for reference in rows(&reference, "rates") {
        let density = expected(&reference, "i_ua_per_cm2");
        let found = firing(&mut patch, density * unit_na).expect("it ends");
        for (what, ours, key, bound) in [
            ("rate, Hz", found.rate_hz, "rate_hz", Bound::Relative(0.01)),
            ("highest voltage, mV", found.highest_mv, "vmax_mv", Bound::Absolute(0.1)),
            ("lowest voltage, mV", found.lowest_mv, "vmin_mv", Bound::Absolute(0.1)),
        ] {
            let name = format!("squid patch at {density} uA/cm2, {what}");
            compared.push(row(name, Some(ours), expected(&reference, key), bound));
        }
    }
    let found = f_i(&mut patch, &[]).expect("it ends");
    for (what, key, found) in [
        ("rheobase of one spike", "rheobase_single_ua_per_cm2", found.rheobase),
        ("onset of lasting firing", "rheobase_sustained_ua_per_cm2", found.onset),
        ("depolarization block", "hopf_upper_ua_per_cm2", found.block),
    ] {
        let density = found.and_then(|firing| firing.density_ua_per_cm2);
        compared.push(row(
            format!("squid patch, {what}, uA/cm2"),
            density,
            expected(&reference, key),
            Bound::Relative(0.01),
        ));
    }
    compared
}

/// Thresholds of pulses and of anode break on a squid patch: 1 %.
pub fn patch_thresholds() -> Vec<Row> {
    let reference = protocols("squid_point");
    let mut patch = preparation("fiber=patch");
    let mut compared = Vec::new();
    for (list, what, width, polarity, sign) in [
        ("strength_duration", "threshold", "width_ms", Polarity::Depolarising, 1.0),
        ("anode_break", "anode break", "duration_ms", Polarity::Hyperpolarising, -1.0),
    ] {
        for reference in rows(&reference, list) {
            let width_ms = expected(&reference, width);
            let found = threshold(&mut patch, width_ms, polarity).expect("it ends").density_ua_per_cm2;
            let name = format!("squid patch, {what} at {width_ms} ms, uA/cm2");
            compared.push(row(name, found, sign * expected(&reference, "threshold_ua_per_cm2"), Bound::Relative(0.01)));
        }
    }
    compared
}

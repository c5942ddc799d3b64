//! Results of the exported scripts in NEURON: each scenario of `tests/reference/neuron-scenarios.txt` run by both.

use saltatory::simulation::Measurement;
use serde_json::Value;

use super::super::runs::measured;
use super::{Bound, Row};

/// NEURON's results that are stored in the repository.
pub fn stored() -> Value {
    serde_json::from_str(include_str!("../../reference/neuron.json")).expect("neuron.json is JSON")
}

/// Compares every lane of every scenario in `results` (see `tests/reference/README.md`).
pub fn rows(results: &Value) -> Vec<Row> {
    let mut compared = Vec::new();
    for report in results.as_array().expect("a list of reports") {
        let scenario = report["scenario"].as_str().expect("a scenario");
        let simulator = report["simulator"].as_str().expect("a simulator");
        let theirs = report["lanes"].as_array().expect("lanes");
        let ours = measured(scenario);
        assert_eq!(ours.len(), theirs.len(), "{scenario}: lanes");
        for (index, (ours, reference)) in ours.iter().zip(theirs).enumerate() {
            let short = scenario.trim_start_matches("v=1").trim_start_matches('&');
            let short = if short.contains("fiber=") { short.to_owned() } else { format!("fiber=mrg&{short}") };
            let name = if theirs.len() > 1 { format!("{short} lane {index}") } else { short };
            compared.extend(lane(&name, simulator, ours, reference));
        }
    }
    compared
}

/// The quantities that both have a value for, or of which NEURON has one and we do not.
fn lane(name: &str, simulator: &str, ours: &Measurement, theirs: &Value) -> Vec<Row> {
    let number = |flag: bool| if flag { 1.0 } else { 0.0 };
    let row = |(key, ours, bound): (&str, Option<f64>, Bound)| {
        let reference = theirs[key].as_f64().or_else(|| theirs[key].as_bool().map(number))?;
        let source = simulator.to_owned();
        Some(Row { quantity: format!("{name}, {key}"), ours, reference, bound, source })
    };
    [
        ("conducts", Some(number(ours.conducts)), Bound::Absolute(0.0)),
        ("spikes", Some(ours.spikes as f64), Bound::Absolute(0.0)),
        ("velocity_m_per_s", ours.velocity_m_per_s, Bound::Relative(0.005)),
        ("rest_mv", Some(ours.rest_mv), Bound::Absolute(0.01)),
        ("peak_mv", ours.peak_mv, Bound::Absolute(0.5)),
        ("half_width_ms", ours.half_width_ms, Bound::Relative(0.01)),
        ("after_potential_mv", ours.after_potential_mv, Bound::Absolute(0.05)),
        ("arrival_ms", ours.arrival_ms, Bound::Relative(0.005)),
        ("last_arrival_ms", ours.last_arrival_ms, Bound::Relative(0.005)),
        ("threshold_na", ours.threshold_na, Bound::Relative(0.01)),
    ]
    .into_iter()
    .filter_map(row)
    .collect()
}

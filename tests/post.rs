//! What `docs/post.md` says was measured is what is measured.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::collections::HashMap;

use saltatory::simulation::Measurement;
use serde_json::Value;

use support::runs::measured;

/// The pieces of `cell` that stand between backticks.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// Holds that `fact`, such as `a.spikes = 2`, is what `lanes` measured, to the digits that it has.
fn hold(fact: &str, lanes: &[Measurement], scenario: &str) {
    let (place, said) = fact.split_once(" = ").unwrap_or_else(|| panic!("{fact} says no value"));
    let (lane, quantity) = place.split_once('.').unwrap_or_else(|| panic!("{fact} names no lane"));
    let lane = &lanes[usize::from(lane.as_bytes()[0] - b'a')];
    let all = serde_json::to_value(lane).expect("a measurement is written as JSON");
    let value = all.get(quantity).and_then(Value::as_f64).unwrap_or_else(|| panic!("{scenario}: no {quantity}"));
    let decimals = said.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    assert_eq!(format!("{value:.decimals$}"), said, "{scenario}: {place}");
}

#[test]
fn the_post_is_what_is_measured() {
    let mut runs = HashMap::new();
    let mut facts = 0;
    let rows = include_str!("../docs/post.md").lines().filter(|line| line.starts_with('|')).skip(2);
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
        let [_, _, scenario, numbers] = cells[..] else { panic!("four cells: {row}") };
        let [scenario] = quoted(scenario)[..] else { panic!("one scenario: {row}") };
        let lanes = runs.entry(scenario).or_insert_with(|| measured(scenario));
        let said = quoted(numbers);
        assert!(!said.is_empty(), "a number: {row}");
        for fact in said {
            hold(fact, lanes, scenario);
            facts += 1;
        }
    }
    assert!(facts >= 20, "{facts}");
}

/// What is edited in the guide changes here too.
#[test]
fn the_post_names_the_guides_own_scenarios() {
    let guide: Value = serde_json::from_str(include_str!("../www/guide/en.json")).expect("the guide is JSON");
    let experiments = guide["experiments"].as_array().expect("experiments");
    for row in include_str!("../docs/post.md").lines().filter(|row| row.contains("| guide, *")) {
        let title = row.split('*').nth(1).expect("a title");
        let named = |experiment: &&Value| experiment["title"].as_str().is_some_and(|other| other.starts_with(title));
        let experiment = experiments.iter().find(named).unwrap_or_else(|| panic!("the guide has no {title}"));
        assert!(row.contains(&format!("`{}`", experiment["scenario"].as_str().expect("a scenario"))), "{title}");
    }
}

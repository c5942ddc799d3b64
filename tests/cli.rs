//! The command line: what it prints, what it refuses, and with which exit status.
#![cfg(not(target_arch = "wasm32"))]

use std::process::{Command, Output};

use saltatory::fiber::MRG_DIAMETERS_UM;
use serde_json::Value;

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_saltatory"));
    command.args(arguments).output().expect("the binary runs")
}

fn printed(arguments: &[&str]) -> String {
    let output = run(arguments);
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {err}");
    assert_eq!(err, "", "{arguments:?}");
    out.into_owned()
}

fn measure(scenario: &str) -> Vec<Value> {
    let report: Value = serde_json::from_str(&printed(&["measure", scenario])).expect("JSON");
    report["lanes"].as_array().expect("an array of lanes").clone()
}

/// The keys that scripts rely on.
const KEYS: [&str; 12] = [
    "fiber",
    "diameter_um",
    "length_mm",
    "celsius",
    "conducts",
    "spikes",
    "velocity_m_per_s",
    "rest_mv",
    "peak_mv",
    "half_width_ms",
    "dt_ms",
    "compartments",
];

#[test]
fn measure_prints_every_key_for_every_lane() {
    let lanes = measure("");
    assert_eq!(lanes.len(), 2);
    for (lane, fiber) in lanes.iter().zip(["mrg", "c"]) {
        for key in KEYS {
            assert!(lane.get(key).is_some_and(|value| !value.is_null()), "{fiber}: {key} in {lane}");
        }
        assert_eq!((lane["fiber"].as_str(), lane["conducts"].as_bool()), (Some(fiber), Some(true)));
    }
    let report: Value = serde_json::from_str(&printed(&["measure"])).expect("JSON");
    assert_eq!(report["scenario"], "v=1");
}

/// Whatever fails to conduct has null where nothing was measured, and says what it is all the same.
#[test]
fn measure_prints_null_where_nothing_conducts() {
    for scenario in ["strength=0", "strength=0.9", "fiber=squid&amplitude=-100", "fiber=c&strength=0"] {
        for lane in measure(scenario) {
            assert_eq!((&lane["conducts"], &lane["spikes"]), (&Value::Bool(false), &Value::from(0)), "{scenario}");
            for key in ["velocity_m_per_s", "peak_mv", "half_width_ms", "arrival_ms"] {
                assert_eq!(lane.get(key), Some(&Value::Null), "{scenario}: {key}");
            }
            for key in ["diameter_um", "length_mm", "celsius", "rest_mv", "dt_ms", "compartments"] {
                assert!(lane[key].is_number(), "{scenario}: {key}");
            }
        }
    }
}

#[test]
fn the_nine_published_diameters_conduct_one_spike() {
    let mut slower = 0.0;
    for diameter in MRG_DIAMETERS_UM {
        let lanes = measure(&format!("fiber=mrg&diameter={diameter}"));
        let [lane] = lanes.as_slice() else { panic!("{diameter} um: {} lanes", lanes.len()) };
        assert_eq!((lane["spikes"].as_u64(), lane["conducts"].as_bool()), (Some(1), Some(true)), "{lane}");
        let velocity = lane["velocity_m_per_s"].as_f64().expect("a velocity");
        assert!(velocity > slower, "{diameter} um is not faster than the one before: {velocity} m/s");
        slower = velocity;
    }
}

#[test]
fn several_pulses_are_several_spikes() {
    let lanes = measure("fiber=mrg&stim=0,10,20");
    assert_eq!(lanes[0]["spikes"], 3);
}

/// Bad input: exit status 2, nothing on standard output, and a message that names the key, what was given, what is allowed.
#[test]
fn bad_input_is_refused() {
    for (scenario, needles) in [
        ("diameter=0.3", ["diameter", "0.3", "1 to 20 um"]),
        ("fiber=toad", ["fiber", "toad", "mrg, c, squid, frog, patch"]),
        ("b.celsius=nan", ["b.celsius", "nan", "5 to 50 C"]),
        ("colour=red", ["colour", "red", "strength, stim"]),
        ("v=2", ["v", "2", "1"]),
        ("fiber=squid&celsius=41", ["celsius", "41", "0 to 40 C"]),
    ] {
        let output = run(&["measure", scenario]);
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{scenario}: {message}");
        assert!(output.stdout.is_empty(), "{scenario}");
        for needle in needles {
            assert!(message.contains(needle), "{scenario}: {needle} is not in {message}");
        }
    }
    for arguments in [&["measure", "fiber=c", "fiber=squid"][..], &["mesure"], &[], &["schema", "--xml"]] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn help_names_every_parameter() {
    let schema: Value = serde_json::from_str(&printed(&["schema"])).expect("JSON");
    let parameters = schema.as_array().expect("an array");
    assert!(parameters.len() >= 10);
    for arguments in [&["--help"][..], &["measure", "--help"]] {
        let help = printed(arguments);
        for parameter in parameters {
            let id = parameter["id"].as_str().expect("an id");
            assert!(help.contains(&format!("  {id}: ")), "{arguments:?}: {id}");
        }
    }
}

/// The README's table is the program's. `schema --markdown` prints it.
#[test]
fn the_readme_has_the_table_of_parameters() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let (_, rest) = readme.split_once("<!-- parameters -->").expect("the marker <!-- parameters --> in README.md");
    let (table, _) = rest.split_once("<!-- /parameters -->").expect("the marker <!-- /parameters --> in README.md");
    assert_eq!(table.trim(), printed(&["schema", "--markdown"]).trim(), "README.md is not up to date");
}

/// So is what the page about links says of the table, and what it gives as examples can be run.
#[test]
fn the_page_about_links_is_the_programs() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/links.html");
    let page = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let (text, rest) = page.split_once("<!-- reference: cargo run -q -- schema --html -->").expect("the first marker");
    let (reference, _) = rest.split_once("<!-- /reference -->").expect("the second marker");
    assert_eq!(reference.trim(), printed(&["schema", "--html"]).trim(), "www/links.html is not up to date");
    let (_, examples) = text.split_once("<ul class=\"examples\">").expect("examples");
    let (examples, _) = examples.split_once("</ul>").expect("their end");
    let examples: Vec<&str> = examples.lines().filter(|line| line.contains("<li>")).collect();
    assert!(examples.len() > 5);
    for line in examples {
        let between = |start: &str, end: &str| {
            let (_, rest) = line.split_once(start).unwrap_or_else(|| panic!("{line} has no {start}"));
            rest.split_once(end).unwrap_or_else(|| panic!("{line} has no {end}")).0.replace("&amp;", "&")
        };
        let example = between("<code>", "</code>");
        assert_eq!(between("index.html#", "\">"), example, "the link is what is shown");
        // Read strictly.
        if let Err(error) = example.parse::<saltatory::Scenario>() {
            panic!("{example}: {error}");
        }
    }
}

/// The script names each lane's scenario, membrane and every part; NEURON itself runs it in `cargo xtask validate --neuron`.
#[test]
fn a_scenario_is_exported_to_neuron() {
    for (scenario, mechanisms) in [("fiber=squid", vec!["squid"]), ("a.diameter=16", vec!["c_fiber", "mrg_node"])] {
        let script = printed(&["export", "neuron", scenario]);
        assert!(script.contains(scenario) && script.contains("def main():"), "{scenario}");
        for mechanism in ["squid", "c_fiber", "mrg_node", "frog_node"] {
            let there = script.contains(&format!("SUFFIX {mechanism}\n"));
            assert_eq!(there, mechanisms.contains(&mechanism), "{scenario}: {mechanism}");
        }
        let (_, rest) = script.split_once("json.loads(r'''").expect("the specification");
        let (specification, _) = rest.split_once("'''").expect("its end");
        let specification: Value = serde_json::from_str(specification).expect("JSON");
        assert_eq!(specification["lanes"].as_array().map(Vec::len), Some(mechanisms.len()));
    }
    assert_eq!(run(&["export", "neuron", "diameter=-3"]).status.code(), Some(2));
}

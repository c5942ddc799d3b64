//! `saltatory experiment`: what it prints, and what it refuses.
#![cfg(not(target_arch = "wasm32"))]

use std::process::{Command, Output};

use serde_json::Value;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_saltatory")).args(arguments).output().expect("the binary runs")
}

fn experiment(arguments: &[&str]) -> Value {
    let output = run(&[&["experiment"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn each_experiment_prints_its_numbers() {
    let squid = "fiber=squid&length=40";
    for (arguments, keys) in [
        (&["threshold", squid][..], &["threshold_na", "charge_pc", "duration_ms"][..]),
        (&["strength-duration", squid, "--widths", "0.5,2"], &["thresholds", "rheobase_na", "chronaxie_ms", "weiss"]),
        (&["refractory", squid, "--intervals", "8:12:4"], &["absolute_ms", "relative_ms", "second"]),
        (&["recovery", squid, "--intervals", "12"], &["first_velocity_m_per_s", "second"]),
        (&["threshold", "fiber=squid&length=40&e1.at=20&e1.width=1", "--electrode", "e1"], &["threshold_na"]),
        (&["f-i", "fiber=patch", "--densities", "-5:20:25"], &["rheobase", "onset", "block", "curve"]),
        (&["follow", squid, "--pulses", "3"], &["rate_hz", "interval_ms", "strength"]),
    ] {
        let report = experiment(arguments);
        assert_eq!(report["experiment"], arguments[0]);
        let lane = &report["lanes"][0];
        assert!(lane["fiber"].as_str().is_some_and(|fiber| arguments[1].contains(fiber)), "{arguments:?}: {lane}");
        for key in keys {
            assert!(!lane[key].is_null(), "{arguments:?}: {key} in {lane}");
        }
    }
    let lanes = experiment(&["threshold", "a.fiber=squid&b.fiber=squid&b.diameter=100"])["lanes"].clone();
    assert_eq!(lanes.as_array().expect("lanes").len(), 2);
}

#[test]
fn bad_input_is_refused() {
    for arguments in [
        &["threshold", "fiber=squid&celsius=90"][..],
        &["threshold", "fiber=frogs"],
        &["threshold", "fiber=squid", "fiber=squid"],
        &["strength-duration", "fiber=squid", "--widths", "0"],
        &["strength-duration", "fiber=squid", "--widths", "1:2"],
        &["refractory", "fiber=squid", "--intervals", "nan"],
        &["refractory", "fiber=squid", "--intervals", "1e9"],
        &["follow", "fiber=squid", "--pulses", "1"],
        &["follow", "fiber=squid", "--strength", "inf"],
        &["threshold", "fiber=squid", "--electrode", "e1"],
        &["threshold", "fiber=squid&e1.at=1", "--electrode", "1"],
        &["threshold", "a.fiber=squid&e1.lane=a", "--electrode", "e1"],
        &["f-i", "fiber=squid&length=5", "--densities", "10"],
        &["f-i", "fiber=squid&length=5", "--currents", "1e9"],
        &["f-i", "fiber=squid&length=5", "--currents", "10", "--densities", "10"],
        &["refractoriness", "fiber=squid"],
        &[],
    ] {
        let output = run(&[&["experiment"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
}

/// With too little work allowed every command gives up, and says how to allow more.
#[test]
fn work_is_allowed_by_an_option() {
    for arguments in
        [["measure", "fiber=squid&length=20"].as_slice(), &["experiment", "threshold", "fiber=squid&length=20"]]
    {
        let output = run(&[arguments, &["--most-work", "1e4"]].concat());
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(2) && error.contains("--most-work allows more"), "{arguments:?}: {error}");
        assert!(run(&[arguments, &["--most-work", "1e9"]].concat()).status.success(), "{arguments:?}");
    }
    let swept = run(&["sweep", "fiber=squid&length=20", "--over", "celsius=6", "--most-work", "1e4"]);
    assert!(String::from_utf8_lossy(&swept.stdout).contains("compartments times steps"), "{swept:?}");
}

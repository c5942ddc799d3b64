//! A scenario as a Python script that rebuilds it in NEURON 9, runs it and prints what `measure` prints.
//!
//! The script states what each fiber is in the terms of its published model (diameters, densities, lamellae); NEURON turns
//! it into compartments and equations by its own means, and the NMODL here was written from the equations, not from this
//! engine's code. So the two agree only where both are right. What the script takes over from the engine is what its
//! question consists of: the stimulus in nA, how long to look, and how high a conducted spike is, which says what counts
//! as one.
//!
//! Numerics: bare cables run with CVODE on two grids whose results are extrapolated to none; double cables with IDA on the
//! grid that is part of their model. NEURON's fixed steps would not do there: implicit Euler is 9 % slow at 0.005 ms, and
//! its second-order rule does not hold with `extracellular` (measured: 70 m/s instead of 56 m/s).

mod lane;

use crate::scenario::{Scenario, ScenarioError};
use crate::simulation::Simulation;

use lane::LaneSpecification;

/// The parts of the script, in the order of its text.
const PARTS: [&str; 7] = [
    include_str!("script/compile.py"),
    include_str!("script/fiber.py"),
    include_str!("script/waveform.py"),
    include_str!("script/electrodes.py"),
    include_str!("script/measure.py"),
    include_str!("script/run.py"),
    include_str!("script/main.py"),
];

/// The Python script that runs `scenario` in NEURON.
///
/// # Errors
/// As [`Simulation::new`].
pub fn script(scenario: &Scenario) -> Result<String, ScenarioError> {
    let simulation = Simulation::new(scenario)?;
    let lanes: Vec<LaneSpecification> = scenario
        .resolve()
        .iter()
        .enumerate()
        .map(|(index, lane)| LaneSpecification::new(lane, index, &simulation))
        .collect();
    let mut mechanisms: Vec<(&str, &str)> = lanes.iter().map(LaneSpecification::mechanism).collect();
    mechanisms.sort_unstable();
    mechanisms.dedup();

    let text = scenario.to_string();
    let specification = serde_json::json!({ "scenario": text, "lanes": lanes });
    let mut script = format!(
        "#!/usr/bin/env python3\n\
         \"\"\"{text} in NEURON 9: prints what `saltatory measure` prints.\n\n\
         Written by `saltatory export neuron` {}. Needs `pip install neuron` and a C++ compiler; see --help.\n\"\"\"\n\n",
        env!("CARGO_PKG_VERSION"),
    );
    script += include_str!("script/head.py");
    script += &format!("\nSCENARIO = json.loads(r'''\n{}\n''')\n", pretty(&specification));
    script += "\n# Membranes in NMODL.\nMECHANISMS = {\n";
    for (name, source) in mechanisms {
        script += &format!("    \"{name}\": r'''\n{source}''',\n");
    }
    script += "}\n";
    for part in PARTS {
        script += "\n\n";
        script += part;
    }
    Ok(script)
}

fn pretty(value: &serde_json::Value) -> String {
    // A JSON value can always be written.
    serde_json::to_string_pretty(value).unwrap_or_default()
}

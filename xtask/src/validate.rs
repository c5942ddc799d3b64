//! `cargo xtask validate`: the engine against references, closed forms and NEURON, as one table.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::paths::{in_checkout, in_target};
use crate::process::{answer, cargo, run_aloud, run_quietly};
use crate::setup;

/// Scenarios that NEURON runs, one a line.
const SCENARIOS: &str = "tests/reference/neuron-scenarios.txt";
/// NEURON's results that the tests hold the engine to.
const STORED: &str = "tests/reference/neuron.json";

#[derive(Args)]
pub struct Options {
    /// Runs the scenarios of tests/reference/neuron-scenarios.txt in NEURON and compares with that; installs it if missing
    #[arg(long)]
    neuron: bool,
    /// With --neuron: only scenarios that contain this text
    #[arg(long, value_name = "TEXT", requires = "neuron", default_value = "")]
    only: String,
    /// With --neuron: stores NEURON's results in tests/reference/neuron.json
    #[arg(long, requires = "neuron", conflicts_with = "only")]
    write: bool,
}

/// Prints the table; fails if a bound is missed.
pub fn run(options: &Options) -> Result<()> {
    let mut table = cargo();
    table.args(["run", "--release", "--quiet", "--example", "validate"]).current_dir(in_checkout(""));
    if options.neuron {
        let results = in_neuron(&options.only)?;
        if options.write {
            fs::copy(&results, in_checkout(STORED)).with_context(|| format!("cannot write {STORED}"))?;
        }
        table.arg("--").arg(results);
    }
    run_aloud("validation", &mut table)
}

/// Runs every scenario whose text contains `part` in NEURON; returns the file with all results.
fn in_neuron(part: &str) -> Result<PathBuf> {
    let python = setup::neuron()?;
    let list = fs::read_to_string(in_checkout(SCENARIOS)).with_context(|| format!("cannot read {SCENARIOS}"))?;
    let scenarios: Vec<&str> = list
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#') && line.contains(part))
        .collect();
    if scenarios.is_empty() {
        bail!("{SCENARIOS} has no scenario with {part:?}");
    }
    run_quietly(
        "build the command line",
        cargo().args(["build", "--release", "--bin", "saltatory"]).current_dir(in_checkout("")),
    )?;
    let place = in_target("neuron");
    fs::create_dir_all(&place)?;
    let mut reports = Vec::new();
    for (index, scenario) in scenarios.iter().enumerate() {
        let script = place.join(format!("{index}.py"));
        let exported = answer(Command::new(in_target("release/saltatory")).args(["export", "neuron", scenario]))?;
        fs::write(&script, exported)?;
        let report = place.join(format!("{index}.json"));
        let what = format!("NEURON {} of {}: {scenario}", index + 1, scenarios.len());
        // In a directory of its own: NEURON loads compiled mechanisms that it finds where it starts.
        let mut command = Command::new(&python);
        command.current_dir(&place).arg(&script).args(["--threshold", "--keep", "mechanisms", "--output"]).arg(&report);
        run_quietly(&what, &mut command)?;
        reports.push(fs::read_to_string(report)?.trim().to_owned());
    }
    let results = place.join("results.json");
    fs::write(&results, format!("[\n{}\n]\n", reports.join(",\n")))?;
    Ok(results)
}

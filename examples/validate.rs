//! Prints the engine against everything that it has to agree with as one table; exit status 1 if a bound is missed.
//!
//! `cargo xtask validate` runs this. With the name of a file of NEURON's results, those are compared and nothing else.

#[path = "../tests/support/mod.rs"]
mod support;

use std::error::Error;
use std::process::ExitCode;

use support::validation::{Row, closed_forms, neuron, protocols, published, table, waveforms};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let rows: Vec<Row> = match std::env::args().nth(1) {
        Some(file) => neuron::rows(&serde_json::from_str(&std::fs::read_to_string(file)?)?),
        None => [
            published::spikes(),
            published::rests(),
            published::thresholds(),
            protocols::strength_durations(),
            protocols::electrode_thresholds(),
            protocols::refractory_periods(),
            protocols::firing_rates(),
            protocols::patch_thresholds(),
            waveforms::rows(),
            closed_forms::scaling(),
            closed_forms::rallpack(),
            neuron::rows(&neuron::stored()),
        ]
        .concat(),
    };
    print!("{}", table(&rows));
    let missed = rows.iter().filter(|row| !row.holds()).count();
    println!("\n{} rows, {missed} missed", rows.len());
    Ok(if missed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

//! The command line: the same scenarios as the page, with numbers printed instead of drawn.

mod cli;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use cli::experiment::Experiment;
use cli::sweep::Over;
use cli::work::{Work, advice};
use cli::{pretty, progress};
use saltatory::experiment::Run;
use saltatory::scenario::{link_reference_html, parameter_table_markdown, parameters};
use saltatory::simulation::Measurement;
use saltatory::{Scenario, export};
use serde::Serialize;

/// Exit status for a scenario, or an argument, that is not allowed (clap's own, too).
const BAD_INPUT: u8 = 2;

/// Spikes on axons, computed.
#[derive(Parser)]
#[command(version, after_long_help = scenario_help())]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run a scenario until nothing more happens, and print what was measured in each lane as JSON.
    #[command(after_long_help = scenario_help())]
    Measure {
        /// The scenario as it stands in a link: `fiber=mrg&diameter=10`. Empty: the two lanes of the default scene.
        #[arg(default_value = "", hide_default_value = true)]
        scenario: String,
        #[command(flatten)]
        work: Work,
    },
    /// Measure a scenario at many values of one parameter, or of two, and print a table.
    #[command(after_long_help = scenario_help())]
    Sweep(Over),
    /// Do an experiment on every lane of a scenario, and print the result as JSON.
    #[command(subcommand)]
    Experiment(Experiment),
    /// Write a scenario in the language of another simulator.
    Export {
        #[command(subcommand)]
        simulator: Simulator,
    },
    /// Print the table of parameters.
    Schema {
        /// As a Markdown table, as in the README, instead of JSON.
        #[arg(long)]
        markdown: bool,
        /// As grammar and tables in HTML, as in `www/links.html`.
        #[arg(long, conflicts_with = "markdown")]
        html: bool,
    },
}

#[derive(Subcommand)]
enum Simulator {
    /// Print a Python script that rebuilds the scenario in NEURON 9, runs it and prints the same JSON as `measure`.
    #[command(after_long_help = scenario_help())]
    Neuron {
        /// The scenario, as for `measure`.
        #[arg(default_value = "", hide_default_value = true)]
        scenario: String,
    },
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Measure { scenario, work } => measure(&scenario, &work),
        Command::Sweep(over) => over.run(),
        Command::Experiment(experiment) => experiment.run(),
        Command::Export { simulator: Simulator::Neuron { scenario } } => {
            scenario.parse().and_then(|scenario: Scenario| export::neuron::script(&scenario))
        }
        Command::Schema { markdown: true, .. } => Ok(parameter_table_markdown()),
        Command::Schema { html: true, .. } => Ok(link_reference_html()),
        Command::Schema { .. } => Ok(pretty(&parameters().collect::<Vec<_>>())),
    };
    match result {
        Ok(output) => {
            println!("{}", output.trim_end());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("saltatory: {error}{}; there is no result", advice(&error));
            ExitCode::from(BAD_INPUT)
        }
    }
}

fn measure(text: &str, work: &Work) -> Result<String, saltatory::ScenarioError> {
    let scenario: Scenario = text.parse()?;
    let mut run = match work.most_work {
        Some(most_work) => Run::allowing(most_work, &scenario)?,
        None => Run::new(&scenario)?,
    };
    let spinner = progress::spinner();
    let done = run.step(u64::MAX);
    spinner.finish_and_clear();
    done?;
    Ok(pretty(&Report { scenario: scenario.to_string(), lanes: run.measurements() }))
}

/// What `measure` prints.
#[derive(Serialize)]
struct Report {
    /// The scenario in its shortest form.
    scenario: String,
    lanes: Vec<Measurement>,
}

fn scenario_help() -> String {
    format!(
        "Scenario: key=value pairs joined by &. One lane: no prefix. Several: a. to f. before lane keys.\n\n{}",
        saltatory::scenario::parameter_help()
    )
}

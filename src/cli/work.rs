//! How much may be computed before a command gives up.

use clap::Args;
use saltatory::ScenarioError;
use saltatory::simulation::WORK_UNIT;

/// Most that can be allowed: a year or so of one core.
const MOST: f64 = 1e16;

#[derive(Args)]
pub struct Work {
    /// Work after which to give up, in compartments times steps, such as 1e11; 1e10 takes a minute or two of one core. Default: 1e10 for what is
    /// measured, 4e10 with sleep=off and for an experiment
    #[arg(long, value_name = "N", value_parser = work)]
    pub most_work: Option<u64>,
}

fn work(text: &str) -> Result<u64, String> {
    let number = text.parse().ok().filter(|number: &f64| (1.0..=MOST).contains(number));
    number.map(|number| number as u64).ok_or_else(|| format!("allowed: 1 to {MOST:e}"))
}

/// What can be done about `error` here, beyond what it says.
pub fn advice(error: &ScenarioError) -> &'static str {
    if error.allowed.words.contains(WORK_UNIT) { " (--most-work allows more)" } else { "" }
}

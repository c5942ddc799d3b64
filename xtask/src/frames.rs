//! `cargo xtask frames`: how long the page works in a frame, over eleven scenarios. A benchmark, for a machine that does nothing else.

use anyhow::Result;
use clap::Args;

use crate::onlooker;
use crate::process::run_aloud;

#[derive(Args)]
pub struct Options {
    /// How long each scenario is watched, in seconds
    #[arg(long, default_value_t = 8.0)]
    seconds: f64,
    /// How many times slower the browser makes the processor
    #[arg(long, default_value_t = 1.0)]
    slower: f64,
}

/// Prints, for every scenario, how long the page's work in a frame is, and its longest task.
pub fn run(options: &Options) -> Result<()> {
    run_aloud(
        "the frames",
        onlooker::script("frames.js")?.args([options.seconds, options.slower].map(|number| number.to_string())),
    )
}

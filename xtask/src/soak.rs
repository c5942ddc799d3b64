//! `cargo xtask soak`: uses the page for a long time and watches its memory.

use anyhow::Result;
use clap::Args;

use crate::onlooker;
use crate::process::run_aloud;

#[derive(Args)]
pub struct Options {
    /// How long, in minutes
    #[arg(long, default_value_t = 60.0)]
    minutes: f64,
}

/// Prints what the page holds, minute by minute, and fails if it grew.
pub fn run(options: &Options) -> Result<()> {
    run_aloud("the soak", onlooker::script("soak.js")?.arg(options.minutes.to_string()))
}

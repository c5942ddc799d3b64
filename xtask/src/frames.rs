//! `cargo xtask frames`: how long the page works in a frame, over eleven scenarios. A benchmark, for a machine that does nothing else.

use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::paths::in_checkout;
use crate::process::run_aloud;
use crate::setup::{self, Packages};
use crate::site;

#[derive(Args)]
pub struct Options {
    /// How long each scenario is watched, in seconds
    #[arg(long, default_value_t = 8.0)]
    seconds: f64,
}

/// Prints, for every scenario, how long the page's work in a frame is, and its longest task.
pub fn run(options: &Options) -> Result<()> {
    setup::npm_packages(Packages::All)?;
    let chromium = setup::chromium()?;
    site::build()?;
    let mut command = Command::new("node");
    command
        .args(["xtask/frames.js", &options.seconds.to_string()])
        .env("CHROME", chromium.browser)
        .current_dir(in_checkout(""));
    run_aloud("the frames", &mut command)
}

//! `cargo xtask soak`: uses the page for a long time and watches its memory.

use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::paths::in_checkout;
use crate::process::run_aloud;
use crate::setup::{self, Packages};
use crate::site;

#[derive(Args)]
pub struct Options {
    /// How long, in minutes
    #[arg(long, default_value_t = 60.0)]
    minutes: f64,
}

/// Prints what the page holds, minute by minute, and fails if it grew.
pub fn run(options: &Options) -> Result<()> {
    setup::npm_packages(Packages::All)?;
    let chromium = setup::chromium()?;
    site::build()?;
    let mut command = Command::new("node");
    command
        .args(["xtask/soak.js", &options.minutes.to_string()])
        .env("CHROME", chromium.browser)
        .current_dir(in_checkout(""));
    run_aloud("the soak", &mut command)
}

//! `cargo xtask screenshot`: the page, as Chromium shows it.

use std::path::{PathBuf, absolute};
use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::paths::in_checkout;
use crate::process::run_aloud;
use crate::server::{Served, Site};
use crate::setup::{self, Packages};
use crate::site;

#[derive(Args)]
pub struct Options {
    /// The picture to write [default: docs/screenshot.png of the checkout]
    #[arg(value_name = "OUT.png")]
    out: Option<PathBuf>,
    /// Width of the window in CSS pixels
    #[arg(long, value_name = "PIXELS", default_value_t = 1280)]
    width: u32,
    /// Height of the window in CSS pixels
    #[arg(long, value_name = "PIXELS", default_value_t = 800)]
    height: u32,
    /// Asks the page for its dark colors
    #[arg(long)]
    dark: bool,
    /// Takes the whole page, beyond the window's lower edge
    #[arg(long)]
    full: bool,
    /// The link's part from # on, for example '#v=1&diameter=5'
    #[arg(long, value_name = "HASH", default_value = "")]
    hash: String,
    /// Time from when the page is ready to the picture, in milliseconds; by default the spikes are on their way
    #[arg(long, value_name = "MS", default_value_t = 1500)]
    wait: u32,
}

/// Builds the page and takes its picture.
pub fn run(options: &Options) -> Result<()> {
    setup::npm_packages(Packages::All)?;
    let chromium = setup::chromium()?;
    site::build()?;
    let (_served, address) = Served::start(Site::load(&in_checkout("dist"))?, 0)?;
    let out = match &options.out {
        Some(out) => absolute(out)?,
        None => in_checkout("docs/screenshot.png"),
    };

    let mut script = Command::new("node");
    script
        .arg(in_checkout("xtask/screenshot.js"))
        .arg(format!("--url=http://{address}/#{}", options.hash.trim_start_matches('#')))
        .arg(format!("--width={}", options.width))
        .arg(format!("--height={}", options.height))
        .arg(format!("--wait={}", options.wait))
        .arg(format!("--out={}", out.display()))
        .args(options.dark.then_some("--dark"))
        .args(options.full.then_some("--full"))
        .env("CHROME", chromium.browser);
    run_aloud("the screenshot", &mut script)?;
    println!("{}", out.display());
    Ok(())
}

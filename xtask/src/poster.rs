//! `cargo xtask poster`: the still picture of a figure, for readers without scripts, feeds and printers.

use std::path::{PathBuf, absolute};
use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::paths::in_checkout;
use crate::process::run_aloud;
use crate::server::{Served, Site};
use crate::setup::{self, Packages};
use crate::site;

/// Usual width of a figure in a text, CSS pixels.
const WIDTH: u32 = 720;

#[derive(Args)]
pub struct Options {
    /// The link, or what stands in it from # on, for example 'v=1&diameter=5'; with `moment` it says when
    #[arg(value_name = "LINK", allow_hyphen_values = true)]
    link: String,
    /// The picture to write
    #[arg(value_name = "OUT.png", default_value = "poster.png")]
    out: PathBuf,
    /// Width of the figure in CSS pixels; the picture has twice as many
    #[arg(long, value_name = "PIXELS", default_value_t = WIDTH)]
    width: u32,
    /// Draws it in its dark colors
    #[arg(long)]
    dark: bool,
}

impl Options {
    /// A light picture of the usual width.
    pub fn usual(link: &str, out: PathBuf) -> Self {
        Self { link: link.to_owned(), out, width: WIDTH, dark: false }
    }
}

/// Builds the figure and takes its picture.
pub fn run(options: &Options) -> Result<()> {
    setup::npm_packages(Packages::All)?;
    let chromium = setup::chromium()?;
    site::build()?;
    let (_served, address) = Served::start(Site::load(&in_checkout("dist"))?, 0)?;
    let out = absolute(&options.out)?;
    let scenario = options.link.split_once('#').map_or(options.link.as_str(), |(_, scenario)| scenario);
    let mut script = Command::new("node");
    script
        .arg(in_checkout("xtask/poster.js"))
        .arg(format!("--url=http://{address}/embed.html?controls=none#{scenario}"))
        // The page's margin is not in the picture.
        .arg(format!("--width={}", options.width + 16))
        .arg(format!("--out={}", out.display()))
        .args(options.dark.then_some("--dark"))
        .env("CHROME", chromium.browser);
    run_aloud("the poster", &mut script)?;
    println!("{}", out.display());
    Ok(())
}

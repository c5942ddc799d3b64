//! `cargo xtask screenshot`: the page, as Chromium shows it.

use std::path::{PathBuf, absolute};

use anyhow::Result;
use clap::Args;

use crate::onlooker;
use crate::paths::in_checkout;

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
    let out = match &options.out {
        Some(out) => absolute(out)?,
        None => in_checkout("docs/screenshot.png"),
    };
    let page = format!("#{}", options.hash.trim_start_matches('#'));
    let mut more = vec![
        format!("--width={}", options.width),
        format!("--height={}", options.height),
        format!("--wait={}", options.wait),
    ];
    more.extend(options.dark.then(|| "--dark".to_owned()));
    more.extend(options.full.then(|| "--full".to_owned()));
    onlooker::picture("the screenshot", "screenshot.js", &page, &out, &more)
}

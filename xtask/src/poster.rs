//! `cargo xtask poster`: the still picture of a figure, for readers without scripts, feeds and printers.

use std::path::{PathBuf, absolute};

use anyhow::Result;
use clap::Args;

use crate::onlooker;

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
    let scenario = options.link.split_once('#').map_or(options.link.as_str(), |(_, scenario)| scenario);
    let page = format!("embed.html?controls=none#{scenario}");
    // The page's margin is not in the picture.
    let mut more = vec![format!("--width={}", options.width + 16)];
    more.extend(options.dark.then(|| "--dark".to_owned()));
    onlooker::picture("the poster", "poster.js", &page, &absolute(&options.out)?, &more)
}

//! `cargo xtask preview`: `www/preview.png`, the picture that programs show beside a link to the site, and `www/poster.png`, the
//! default figure for readers without scripts. To be made again when page or figure look otherwise.

use std::process::Command;

use anyhow::Result;

use crate::paths::in_checkout;
use crate::poster;
use crate::process::run_aloud;
use crate::server::{Served, Site};
use crate::setup::{self, Packages};
use crate::site;

/// What they show: the default scene, when the spike in the myelinated fiber is half way, without controls.
const SCENARIO: &str = "v=1&moment=0.3&hide=all";

/// Builds page and figure and takes their pictures.
pub fn run() -> Result<()> {
    setup::npm_packages(Packages::All)?;
    let chromium = setup::chromium()?;
    site::build()?;
    let (_served, address) = Served::start(Site::load(&in_checkout("dist"))?, 0)?;
    let out = in_checkout("www/preview.png");
    let mut script = Command::new("node");
    script
        .arg(in_checkout("xtask/preview.js"))
        .arg(format!("--url=http://{address}/#{SCENARIO}"))
        .arg(format!("--out={}", out.display()))
        .env("CHROME", chromium.browser);
    run_aloud("the preview", &mut script)?;
    println!("{}", out.display());
    poster::run(&poster::Options::usual(SCENARIO, in_checkout("www/poster.png")))
}

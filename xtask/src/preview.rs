//! `cargo xtask preview`: `www/preview.png`, the picture that programs show beside a link to the site. To be made again when the
//! page looks otherwise.

use std::process::Command;

use anyhow::Result;

use crate::paths::in_checkout;
use crate::process::run_aloud;
use crate::server::{Served, Site};
use crate::setup::{self, Packages};
use crate::site;

/// What it shows: the default scene, when the spike in the myelinated fiber is half way, without controls.
const SCENARIO: &str = "v=1&moment=0.3&hide=all";

/// Builds the page and takes its picture.
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
    Ok(())
}

//! Scripts of `xtask/` that look at the built site in Chromium.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::paths::in_checkout;
use crate::process::run_aloud;
use crate::server::{Served, Site};
use crate::setup::{self, Packages};
use crate::site;

/// Such a script, ready to be started: the site is built.
pub fn script(name: &str) -> Result<Command> {
    setup::npm_packages(Packages::All)?;
    let chromium = setup::chromium()?;
    site::build()?;
    let mut script = Command::new("node");
    script.arg(in_checkout("xtask").join(name)).env("CHROME", chromium.browser).current_dir(in_checkout(""));
    Ok(script)
}

/// Takes a picture of a page of the site, with more for the script to heed, and says where the picture is.
pub fn picture(what: &str, name: &str, page: &str, out: &Path, more: &[String]) -> Result<()> {
    let mut script = script(name)?;
    let (_served, address) = Served::start(Site::load(&in_checkout("dist"))?, 0)?;
    script.arg(format!("--url=http://{address}/{page}")).arg(format!("--out={}", out.display())).args(more);
    run_aloud(what, &mut script)?;
    println!("{}", out.display());
    Ok(())
}

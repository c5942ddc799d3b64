//! The builder of blogs, for the test that puts figures into one.

use std::process::Command;

use anyhow::{Result, bail};

use super::debian;
use crate::paths::on_path;
use crate::process::run_quietly;

/// Packages of Debian: Jekyll, and the plugin that writes the feed of most blogs.
const PACKAGES: &str = "jekyll ruby-jekyll-feed";
/// Longest time that a run which does not ask for Jekyll spends on fetching it, in seconds.
const PATIENCE: u32 = 60;

/// Sees to it that Jekyll is there; on Debian, as root, installs it.
pub fn jekyll() -> Result<()> {
    if !is_here() {
        if !debian::can_install() {
            bail!("the test of a Jekyll blog needs Jekyll: {}", remedy());
        }
        debian::install(&PACKAGES.split(' ').collect::<Vec<_>>())?;
    }
    if !is_here() {
        bail!("jekyll is installed but not on the PATH");
    }
    Ok(())
}

/// Whether Jekyll is there, or soon was. One line says what to install if not.
pub fn jekyll_soon() -> bool {
    let there = is_here() || (debian::can_install() && fetch().is_ok() && jekyll().is_ok());
    if !there {
        eprintln!("figures in a Jekyll blog are not tested, for want of Jekyll: {}", remedy());
    }
    there
}

fn is_here() -> bool {
    on_path("jekyll").is_some()
}

/// Fetches the packages: the part that may take long, and that can be broken off without harm.
fn fetch() -> Result<()> {
    let fetch = format!("apt-get install -y --no-install-recommends --download-only {PACKAGES}");
    let mut command = Command::new("timeout");
    command.arg(PATIENCE.to_string()).args(["sh", "-c", &format!("{fetch} || {{ apt-get update && {fetch}; }}")]);
    run_quietly("fetch Jekyll", &mut command)
}

fn remedy() -> &'static str {
    if debian::is_here() { "run `sudo apt-get install jekyll ruby-jekyll-feed`" } else { "install it" }
}

//! The browser that the tests look at the page with.

use std::env;
use std::path::PathBuf;

use anyhow::{Result, bail};

use super::debian;
use crate::paths::on_path;

/// A browser, and the program through which wasm-bindgen's test runner drives it.
pub struct Chromium {
    pub browser: PathBuf,
    pub driver: PathBuf,
}

/// Finds Chromium and its driver; on Debian, as root, installs them.
pub fn chromium() -> Result<Chromium> {
    if let Some(found) = find() {
        return Ok(found);
    }
    if !debian::can_install() {
        let remedy = if debian::is_here() {
            "run `sudo apt-get install chromium chromium-driver`"
        } else if cfg!(target_os = "macos") {
            "run `brew install --cask google-chrome chromedriver`"
        } else {
            "install Chromium or Chrome, and the ChromeDriver of the same version"
        };
        bail!("the tests need Chromium and its driver: {remedy}, or name them in CHROME and CHROMEDRIVER");
    }
    debian::install(&["chromium", "chromium-driver"])?;
    match find() {
        Some(found) => Ok(found),
        None => bail!(
            "chromium and chromium-driver are installed but not on the PATH: name them in CHROME and CHROMEDRIVER"
        ),
    }
}

fn find() -> Option<Chromium> {
    Some(Chromium { browser: find_browser()?, driver: named_in("CHROMEDRIVER").or_else(|| on_path("chromedriver"))? })
}

fn find_browser() -> Option<PathBuf> {
    let mac = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    named_in("CHROME")
        .or_else(|| ["chromium", "chromium-browser", "google-chrome", "chrome"].into_iter().find_map(on_path))
        .or_else(|| Some(mac).filter(|path| path.is_file()))
}

pub(super) fn named_in(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

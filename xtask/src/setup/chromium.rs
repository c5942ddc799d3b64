//! The browser that the tests look at the page with.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::paths::on_path;
use crate::process::{answer, run_quietly};

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
    if !can_install() {
        let remedy = if is_debian() {
            "run `sudo apt-get install chromium chromium-driver`"
        } else if cfg!(target_os = "macos") {
            "run `brew install --cask google-chrome chromedriver`"
        } else {
            "install Chromium or Chrome, and the ChromeDriver of the same version"
        };
        bail!("the tests need Chromium and its driver: {remedy}, or name them in CHROME and CHROMEDRIVER");
    }
    let what = "install chromium and chromium-driver";
    if run_quietly(what, &mut install()).is_err() {
        // The lists of packages are missing or old.
        run_quietly("update the lists of Debian's packages", apt_get().arg("update"))?;
        run_quietly(what, &mut install())?;
    }
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

fn named_in(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

fn is_debian() -> bool {
    // Ubuntu's package of this name is only a hint to install a snap, which cannot be driven as root.
    fs::read_to_string("/etc/os-release").is_ok_and(|about| about.lines().any(|line| line == "ID=debian"))
}

fn can_install() -> bool {
    is_debian() && answer(Command::new("id").arg("-u")).is_ok_and(|user| user == "0")
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn install() -> Command {
    let mut command = apt_get();
    command.args(["install", "-y", "--no-install-recommends", "chromium", "chromium-driver"]);
    command
}

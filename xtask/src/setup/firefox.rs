//! The second browser, for `test --all`.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::chromium::named_in;
use super::debian;
use crate::paths::on_path;

/// Finds Firefox; on Debian, as root, installs it.
pub fn firefox() -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    if !debian::can_install() {
        bail!("`test --all` needs Firefox: install it, or name it in FIREFOX");
    }
    debian::install(&["firefox-esr"])?;
    match find() {
        Some(found) => Ok(found),
        None => bail!("firefox-esr is installed but not on the PATH: name it in FIREFOX"),
    }
}

fn find() -> Option<PathBuf> {
    let mac = PathBuf::from("/Applications/Firefox.app/Contents/MacOS/firefox");
    named_in("FIREFOX")
        .or_else(|| ["firefox", "firefox-esr"].into_iter().find_map(on_path))
        .or_else(|| Some(mac).filter(|path| path.is_file()))
}

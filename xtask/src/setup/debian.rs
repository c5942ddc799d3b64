//! Debian's packages, where they can be installed.

use std::fs;
use std::process::Command;

use anyhow::Result;

use crate::process::{answer, run_quietly};

/// Whether this is Debian.
pub fn is_here() -> bool {
    // Ubuntu's package of Chromium is only a hint to install a snap, which cannot be driven as root.
    fs::read_to_string("/etc/os-release").is_ok_and(|about| about.lines().any(|line| line == "ID=debian"))
}

/// Whether packages can be installed without asking anybody.
pub fn can_install() -> bool {
    is_here() && answer(Command::new("id").arg("-u")).is_ok_and(|user| user == "0")
}

/// Installs packages.
pub fn install(packages: &[&str]) -> Result<()> {
    let what = format!("install {}", packages.join(" and "));
    let install = || {
        let mut command = apt_get();
        command.args(["install", "-y", "--no-install-recommends"]).args(packages);
        command
    };
    if run_quietly(&what, &mut install()).is_err() {
        // The lists of packages are missing or old.
        run_quietly("update the lists of Debian's packages", apt_get().arg("update"))?;
        run_quietly(&what, &mut install())?;
    }
    Ok(())
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

//! Node's packages.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::paths;
use crate::process::{answer, run_quietly};
use crate::stamp::{Fingerprint, Stamp};

/// The oldest Node that everything here runs on: its test runner knows a limit of time.
const OLDEST_NODE: (u32, u32) = (20, 11);

/// Which packages of package.json are wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Packages {
    /// `dependencies`: what building the site needs.
    Build,
    /// `devDependencies` too: what only the tests need.
    All,
}

/// Installs the packages that package-lock.json names, unless they are there.
pub fn npm_packages(packages: Packages) -> Result<()> {
    let lock = Fingerprint::default().files(&paths::in_checkout("package-lock.json"))?.digest();
    let (some, all) = (format!("build {lock}"), format!("all {lock}"));
    let stamp = Stamp::at(paths::in_checkout("node_modules/.saltatory"));
    if stamp.says(&all) || packages == Packages::Build && stamp.says(&some) {
        return Ok(());
    }
    check_node()?;
    // Whoever has tested here keeps what the tests need, when the list of packages changes.
    let tested = paths::in_checkout("node_modules/.bin/tsc").exists();
    let packages = if tested { Packages::All } else { packages };
    // No package here needs its install script, and an audit or an advertisement would ask the network for nothing.
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(paths::in_checkout(""));
    match packages {
        Packages::Build => run_quietly("install the npm packages for building", npm.arg("--omit=dev"))?,
        Packages::All => run_quietly("install the npm packages for building and testing", &mut npm)?,
    }
    stamp.set(if packages == Packages::Build { &some } else { &all })
}

/// A program that one of the packages brings.
pub fn npm_program(name: &str) -> Command {
    let name = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
    let mut command = Command::new(paths::in_checkout("node_modules/.bin").join(name));
    command.current_dir(paths::in_checkout(""));
    command
}

fn check_node() -> Result<()> {
    let wanted = format!("install Node {}.{} or newer, with npm", OLDEST_NODE.0, OLDEST_NODE.1);
    let version = answer(Command::new("node").arg("--version")).with_context(|| wanted.clone())?;
    let mut numbers = version.trim_start_matches('v').split('.').map_while(|number| number.parse::<u32>().ok());
    if numbers.next().zip(numbers.next()).is_none_or(|given| given < OLDEST_NODE) {
        bail!("Node is {version}: {wanted}");
    }
    Ok(())
}

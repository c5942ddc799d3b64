//! NEURON, in a virtual environment of its own in the user's cache.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::paths;
use crate::process::{answer, run_quietly};

/// The version that the stored results come from, whose scripts are known to run.
const VERSION: &str = "9.0.2";

/// The Python that has NEURON.
pub fn neuron() -> Result<PathBuf> {
    let environment = paths::in_cache(&format!("neuron-{VERSION}"))?;
    let python = environment.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let works = || answer(Command::new(&python).args(["-c", "import neuron"]).env("NEURON_MODULE_OPTIONS", "-nogui"));
    if python.is_file() && works().is_ok() {
        return Ok(python);
    }
    let host = ["python3", "python"].iter().find_map(|name| paths::on_path(name));
    let host = host.context("install Python 3.9 or newer, with venv and pip, and a C++ compiler")?;
    if environment.exists() {
        fs::remove_dir_all(&environment).with_context(|| format!("cannot remove {}", environment.display()))?;
    }
    run_quietly("make a virtual environment for NEURON", Command::new(host).args(["-m", "venv"]).arg(&environment))?;
    // setuptools: nrnivmodl asks it where NEURON is.
    let package = format!("neuron=={VERSION}");
    run_quietly(
        &format!("install NEURON {VERSION}"),
        Command::new(&python).args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            &package,
            "setuptools",
        ]),
    )?;
    Ok(python)
}

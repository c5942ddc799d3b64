//! wasm-bindgen's tools, of exactly the version that the engine is compiled with.
//!
//! They are compiled once per version and kept in the user's cache. Unoptimised, because they work for milliseconds
//! here and compiling them optimised takes minutes.

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command};

use anyhow::{Context, Result};

use crate::paths;
use crate::process::{cargo, run_quietly};

/// A program of a dozen lines around the library that the `wasm-bindgen` command is made of. That command brings the
/// test runner's HTTP server and client along: 160 crates to compile instead of 40, 33 s instead of 13 s.
const GENERATOR: &str = include_str!("bindings_generator.rs");

/// The program that writes the JavaScript side: `generator INPUT.wasm OUTPUT_DIRECTORY`.
pub fn bindings_generator() -> Result<PathBuf> {
    let version = locked_version("wasm-bindgen")?;
    cached("bindings-generator", &version, |workshop| {
        let manifest = format!(
            "[package]\nname = \"bindings-generator\"\nversion = \"{version}\"\nedition = \"2024\"\n\
             [dependencies]\nwasm-bindgen-cli-support = \"={version}\"\n[workspace]\n"
        );
        fs::create_dir_all(workshop.join("src"))?;
        fs::write(workshop.join("Cargo.toml"), manifest)?;
        fs::write(workshop.join("src/main.rs"), GENERATOR)?;
        run_quietly(
            &format!("compile wasm-bindgen {version}, once for this version"),
            install(workshop).args(["--path", "."]),
        )
    })
}

/// The program that runs wasm tests in a browser.
pub fn test_runner() -> Result<PathBuf> {
    let version = locked_version("wasm-bindgen")?;
    cached("wasm-bindgen-test-runner", &version, |workshop| {
        // Without --locked: its lock file may name versions that a mirror of the registry does not carry.
        run_quietly(
            &format!("compile the test runner of wasm-bindgen {version}, once for this version"),
            install(workshop).args(["wasm-bindgen-cli", "--version", &version, "--bin", "wasm-bindgen-test-runner"]),
        )
    })
}

/// `cargo install`, unoptimised, into this directory.
fn install(workshop: &Path) -> Command {
    let mut command = cargo();
    command
        .args(["install", "--debug", "--root", ".", "--target-dir", "target"])
        .envs([("CARGO_PROFILE_DEV_DEBUG", "0"), ("CARGO_PROFILE_DEV_STRIP", "debuginfo")])
        .current_dir(workshop);
    command
}

/// The version of a package that Cargo.lock names.
pub fn locked_version(package: &str) -> Result<String> {
    let path = paths::in_checkout("Cargo.lock");
    let lock = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    version_in(&lock, package).with_context(|| format!("Cargo.lock names no {package}: restore it from git"))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

/// The program of this name in the cache, which `install` is asked for if it is not there yet.
///
/// `install` is given an empty directory outside the checkout, so that the checkout's cargo configuration does not
/// reach it, and leaves the program in `bin/` there.
fn cached(program: &str, version: &str, install: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    let home = paths::in_cache(&format!("wasm-bindgen-{version}"))?;
    let program = format!("{program}{EXE_SUFFIX}");
    let kept = home.join(&program);
    if kept.is_file() {
        return Ok(kept);
    }
    // Named after this process: two checkouts may be at it at the same time.
    let workshop = home.join(format!("build-{}", process::id()));
    let made = fs::create_dir_all(&workshop)
        .with_context(|| format!("cannot create {}", workshop.display()))
        .and_then(|()| install(&workshop))
        .and_then(|()| Ok(fs::rename(workshop.join("bin").join(&program), &kept)?))
        .with_context(|| format!("cannot install {program}"));
    // Half a gigabyte of intermediate files goes either way.
    let cleared = fs::remove_dir_all(&workshop).with_context(|| format!("cannot remove {}", workshop.display()));
    made.and(cleared).map(|()| kept)
}

#[cfg(test)]
mod tests {
    use super::version_in;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-shared\"\nversion = \"1.0.0\"\n\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"2.0.0\"\n";

    #[test]
    fn the_version_is_that_of_the_whole_name() {
        assert_eq!(version_in(LOCK, "wasm-bindgen").as_deref(), Some("2.0.0"));
        assert_eq!(version_in(LOCK, "wasm"), None);
    }
}

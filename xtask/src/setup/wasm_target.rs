//! Rust's standard library for the browser.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::paths;
use crate::process::{answer, run_quietly};

/// The target that the page is compiled for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Adds the wasm32 target to the toolchain in use.
pub fn wasm_target() -> Result<()> {
    let libraries = answer(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]))?;
    if Path::new(&libraries).is_dir() {
        return Ok(());
    }
    if paths::on_path("rustup").is_none() {
        bail!("this Rust has no {WASM} target: install Rust through rustup, or that target's standard library");
    }
    run_quietly(&format!("add the target {WASM}"), Command::new("rustup").args(["target", "add", WASM]))
}

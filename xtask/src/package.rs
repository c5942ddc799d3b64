//! `cargo xtask package`: `dist/npm/`, a package for those who bundle. `npm/` in the checkout holds what is written by hand.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::paths::in_checkout;
use crate::process::run_quietly;
use crate::setup::npm_program;
use crate::site;
use crate::stamp::files_below;

/// How its modules are bundled: not minified, since whoever bundles does that, and with the wasm named beside them.
const BUNDLE: [&str; 11] = [
    "npm/index.js",
    "npm/define.js",
    "npm/engine.js",
    "--bundle",
    "--format=esm",
    "--splitting",
    "--chunk-names=part-[hash]",
    "--target=es2022",
    "--conditions=figure,package",
    "--loader:.css=text",
    "--log-level=warning",
];
/// What is copied from elsewhere in the checkout, and what it is called in the package.
const COPIED: [(&str, &str); 5] = [
    ("dist/figure_bg.wasm", "figure_bg.wasm"),
    ("dist/saltatory_bg.wasm", "saltatory_bg.wasm"),
    ("www/src/types.d.ts", "structures.d.ts"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
    ("LICENSE-MIT", "LICENSE-MIT"),
];

/// The types of the engine's simulation, which are generated.
const TYPES: (&str, &str) = ("www/pkg/saltatory.d.ts", "saltatory.d.ts");
/// What they declare that TypeScript knows only with its newest library; `free()` is the same.
const NEWEST: &str = "[Symbol.dispose]";

/// Builds the site, and makes the package of it.
pub fn make() -> Result<()> {
    site::build()?;
    let package = in_checkout("dist/npm");
    if package.exists() {
        fs::remove_dir_all(&package).context("cannot empty dist/npm/")?;
    }
    fs::create_dir_all(&package).context("cannot create dist/npm/")?;
    let copy = |from: &Path, name: &Path| {
        fs::copy(from, package.join(name)).with_context(|| format!("cannot copy {}", from.display())).map(drop)
    };
    let written = in_checkout("npm");
    for file in files_below(&written)? {
        // The modules are bundled, which leaves them with what they import.
        if file.extension().is_none_or(|extension| extension != "js") {
            copy(&file, file.strip_prefix(&written)?)?;
        }
    }
    for (from, name) in COPIED {
        copy(&in_checkout(from), Path::new(name))?;
    }
    let types = fs::read_to_string(in_checkout(TYPES.0)).with_context(|| format!("cannot read {}", TYPES.0))?;
    let types: String = types.split_inclusive('\n').filter(|line| !line.contains(NEWEST)).collect();
    fs::write(package.join(TYPES.1), types).with_context(|| format!("cannot write dist/npm/{}", TYPES.1))?;
    let mut bundler = npm_program("esbuild");
    run_quietly("bundle the package", bundler.args(BUNDLE).arg(format!("--outdir={}", package.display())))
}

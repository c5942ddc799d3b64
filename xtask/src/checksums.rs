//! `dist/checksums.txt`: the SHA-256 of every other file there, in the form that `sha256sum --check` reads.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::paths::in_checkout;
use crate::stamp::files_below;

/// What it is called in `dist/`.
pub const FILE: &str = "checksums.txt";

/// What is made later, by a command of its own, and not published with the site.
const PACKAGE: &str = "npm";

/// Writes it, when everything else is there.
pub fn write() -> Result<()> {
    let dist = in_checkout("dist");
    let mut lines = String::new();
    for path in files_below(&dist)? {
        let name = path.strip_prefix(&dist)?;
        if name == Path::new(FILE) || name.starts_with(PACKAGE) {
            continue;
        }
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        for byte in Sha256::digest(&bytes) {
            write!(lines, "{byte:02x}")?;
        }
        // With `/` on every system, and so every line is the same on all of them.
        let name: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
        writeln!(lines, "  {}", name.join("/"))?;
    }
    fs::write(dist.join(FILE), lines).with_context(|| format!("cannot write dist/{FILE}"))
}

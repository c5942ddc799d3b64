//! What only the command line needs: arguments, threads, progress, tables.

pub mod experiment;
mod numbers;
pub mod progress;
pub mod sweep;
mod table;
pub mod work;

use serde::Serialize;

/// A value as JSON for people and programs.
pub fn pretty(value: &impl Serialize) -> String {
    // Only maps with keys that are not strings cannot be written; there are none here.
    serde_json::to_string_pretty(value).unwrap_or_default()
}

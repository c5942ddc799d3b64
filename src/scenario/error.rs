//! What is wrong with a scenario, in words that help.

use std::fmt;

use serde::Serialize;

use super::Sentence;
use super::words::words;

/// Longest piece of somebody's text that a message repeats, characters.
const QUOTED: usize = 40;

/// A refused part of a scenario: which key, what was given, what is allowed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{}", self.message())]
pub struct ScenarioError {
    /// The key, with its lane's prefix.
    pub key: String,
    /// What was given, cut to a readable length.
    pub given: String,
    /// What is allowed, in words, with unit.
    pub allowed: Sentence,
}

impl ScenarioError {
    /// An error about the part `key`, for which `given` was given.
    pub fn new(key: impl Into<String>, given: &str, allowed: impl Into<Sentence>) -> Self {
        let shortened = |text: &str| words!(shorten(text));
        Self { key: shortened(&key.into()), given: shortened(given), allowed: allowed.into() }
    }

    /// All of it in one line.
    pub(crate) fn message(&self) -> String {
        let given = if self.given.is_empty() { "nothing" } else { &self.given };
        [&self.key, ": ", given, " given, allowed: ", &self.allowed.text()].concat()
    }
}

/// A part of a scenario that could not be taken as given, and what is used in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// What was wrong.
    #[serde(flatten)]
    pub error: ScenarioError,
    /// What happens now.
    pub instead: Sentence,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.error, self.instead)
    }
}

fn shorten(text: &str) -> String {
    let mut characters = text.chars();
    let mut short: String = characters.by_ref().take(QUOTED).collect();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}

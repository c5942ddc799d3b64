//! Sentences with values in them, which a page in another language says in words of its own.

use std::fmt::{self, Display};

use serde::{Serialize, Serializer};

/// Words, and the values that stand in them: whoever speaks another language has other words for the same values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// In English, with `{}` in the place of each value.
    pub words: &'static str,
    /// The values, in the order of their places. Units stand behind a space.
    pub values: Vec<String>,
}

impl Sentence {
    /// The sentence of these words and values.
    #[inline(never)] // many errors, one piece of code
    pub fn new(words: &'static str, values: &[&str]) -> Self {
        Self { words, values: values.iter().map(|&value| value.to_owned()).collect() }
    }

    /// With its values in their places. Put together by hand: the page's module has nothing of `core::fmt` (`xtask/hush.js`).
    pub(crate) fn text(&self) -> String {
        let mut values = self.values.iter();
        let mut text = String::new();
        // The words have no other braces.
        for character in self.words.chars() {
            match character {
                '{' => text.push_str(values.next().map_or("", String::as_str)),
                '}' => {}
                other => text.push(other),
            }
        }
        text
    }
}

impl Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// Text in a file of numbers; for the page, which may speak another language, the words and an array of the values.
impl Serialize for Sentence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if cfg!(target_arch = "wasm32") {
            (self.words, &self.values).serialize(serializer)
        } else {
            serializer.collect_str(self)
        }
    }
}

impl From<&'static str> for Sentence {
    fn from(words: &'static str) -> Self {
        Self { words, values: Vec::new() }
    }
}

impl From<String> for Sentence {
    fn from(text: String) -> Self {
        Self { words: "{}", values: vec![text] }
    }
}

/// A [`Sentence`]: its words, then its values, which are texts.
macro_rules! sentence {
    ($words:literal, $($value:expr),+) => {
        $crate::scenario::Sentence::new($words, &[$(AsRef::<str>::as_ref(&$value)),+])
    };
}

pub(crate) use sentence;

#[cfg(test)]
mod tests {
    use super::Sentence;

    #[test]
    fn values_stand_in_their_places() {
        assert_eq!(sentence!("{} to {}{}", "1", "2.5", " um").to_string(), "1 to 2.5 um");
        assert_eq!(Sentence::from("once").to_string(), "once");
        // What somebody typed is never taken for a place.
        assert_eq!(Sentence::from("{} and {}".to_owned()).to_string(), "{} and {}");
        assert_eq!(sentence!("{} is used", "{}").to_string(), "{} is used");
    }
}

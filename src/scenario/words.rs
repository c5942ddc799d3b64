//! Words for a reader, which a figure does without.

/// A text that says what was given and what is allowed: the expression, or, in the small module of a figure (`--cfg figure`),
/// nothing. A figure hands a scenario that it cannot take as it stands to the whole engine, which has the words.
macro_rules! words {
    ($text:expr) => {
        if cfg!(figure) { Default::default() } else { $text }
    };
}

pub(crate) use words;

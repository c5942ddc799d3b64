//! The parameter table as text, for the README and the command line.

use crate::fiber::FiberKind;

use super::{Kind, Parameter, Part, parameters};

/// Rows of the README's table of parameters, in Markdown.
pub fn parameter_table_markdown() -> String {
    let mut text = String::from("| key | unit | default | allowed | meaning |\n|---|---|---|---|---|\n");
    for parameter in parameters() {
        let key = match parameter.part {
            Part::Lane => format!("`{}` (lane)", parameter.id),
            Part::Electrode => format!("`{}` (electrode)", parameter.id),
            Part::Stimulus | Part::View => format!("`{}`", parameter.id),
        };
        let unit = parameter.unit;
        let (default, allowed) = (default_in_words(parameter), allowed_in_words(parameter));
        text += &format!("| {key} | {unit} | {default} | {allowed} | {} |\n", flat(parameter.doc));
    }
    text
}

/// The table for a terminal: a paragraph a parameter.
pub fn parameter_help() -> String {
    let mut text = String::new();
    for parameter in parameters() {
        text += &format!("  {}: {}\n", parameter.id, flat(parameter.doc));
        text += &format!("      allowed: {}; default: {}\n", allowed_in_words(parameter), default_in_words(parameter));
    }
    text
}

pub(super) fn flat(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One wording where all fibers agree, else one for each.
fn by_fiber(parameter: &Parameter, words: impl Fn(FiberKind) -> String) -> String {
    let each = FiberKind::ALL.map(&words);
    if parameter.part != Part::Lane || each.iter().all(|text| *text == each[0]) {
        let [first, ..] = each;
        return first;
    }
    let named = FiberKind::ALL.iter().zip(each).map(|(fiber, text)| format!("{}: {text}", fiber.id()));
    named.collect::<Vec<_>>().join("; ")
}

fn allowed_in_words(parameter: &Parameter) -> String {
    by_fiber(parameter, |fiber| parameter.allowed(fiber).to_string())
}

fn default_in_words(parameter: &Parameter) -> String {
    by_fiber(parameter, |fiber| default_for(parameter, fiber))
}

/// The default for one kind of fiber, in words.
pub(super) fn default_for(parameter: &Parameter, fiber: FiberKind) -> String {
    match (parameter.kind, parameter.limits(fiber).default) {
        (Kind::Choice(_) | Kind::Myelin, _) | (_, None) => "see meaning".to_owned(),
        (_, Some(default)) => default.to_string(),
    }
}

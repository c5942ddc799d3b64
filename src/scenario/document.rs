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

/// Wordings of a parameter, each after the fibers that it is for, unless it is for all of them. Fibers that lack the parameter are
/// not named.
pub(super) fn by_fiber(parameter: &Parameter, words: impl Fn(FiberKind) -> String) -> Vec<String> {
    let mut wordings: Vec<(Vec<&str>, String)> = Vec::new();
    for fiber in FiberKind::ALL.into_iter().filter(|&fiber| !parameter.limits(fiber).is_nothing()) {
        let text = words(fiber);
        match wordings.iter_mut().find(|(_, known)| *known == text) {
            Some((fibers, _)) => fibers.push(fiber.id()),
            None => wordings.push((vec![fiber.id()], text)),
        }
    }
    let for_all = |fibers: &[&str]| parameter.part != Part::Lane || fibers.len() == FiberKind::ALL.len();
    let named = |(fibers, text): (Vec<&str>, String)| match for_all(&fibers) {
        true => text,
        false => format!("{}: {text}", fibers.join(", ")),
    };
    wordings.into_iter().map(named).collect()
}

fn allowed_in_words(parameter: &Parameter) -> String {
    by_fiber(parameter, |fiber| parameter.allowed(fiber).to_string()).join("; ")
}

fn default_in_words(parameter: &Parameter) -> String {
    by_fiber(parameter, |fiber| default_for(parameter, fiber)).join("; ")
}

/// The default for one kind of fiber, in words.
pub(super) fn default_for(parameter: &Parameter, fiber: FiberKind) -> String {
    match (parameter.kind, parameter.limits(fiber).default) {
        (Kind::Choice(_) | Kind::Myelin, _) | (_, None) => "see meaning".to_owned(),
        (_, Some(default)) => default.to_string(),
    }
}

//! What the table says of a parameter, and how values of each kind are read and written.

use serde::Serialize;

use crate::fiber::FiberKind;

use super::number::{read_number, write_number, write_whole};
use super::{Sentence, sentence};

/// Where in a scenario a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// One value for each lane.
    Lane,
    /// The stimulus shared by all lanes.
    Stimulus,
    /// One value for each electrode that was added.
    Electrode,
    /// How the simulation is shown.
    View,
}

/// A word that a parameter can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// The word in a link.
    pub id: &'static str,
    /// The words on the page.
    pub label: &'static str,
}

/// What values a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One of some words.
    Choice(&'static [Choice]),
    /// A number; the limits may differ from fiber to fiber.
    Number,
    /// A whole number.
    Whole,
    /// Internodes and the part of their myelin that is left: `3:50,8-12:0`. The limits are those of the percentage.
    Myelin,
    /// Some numbers joined by commas, each within the limits; kept in ascending order.
    List {
        /// Most numbers in the list.
        most: usize,
    },
}

/// Range and default of a number.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Limits {
    /// Smallest value allowed.
    pub min: f64,
    /// Largest value allowed.
    pub max: f64,
    /// Default, where it is a fixed number; else the parameter's doc gives the rule.
    pub default: Option<f64>,
}

impl Limits {
    /// Limits of a parameter that a fiber does not have.
    pub const NOTHING: Self = Self { min: 0.0, max: 0.0, default: Some(0.0) };

    /// Whether they are [`Self::NOTHING`].
    pub fn is_nothing(&self) -> bool {
        *self == Self::NOTHING
    }
}

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Parameter {
    /// Key in the text of a scenario.
    pub id: &'static str,
    /// Where it stands.
    pub part: Part,
    /// Name on the page.
    pub label: &'static str,
    /// Unit; empty for words and plain numbers.
    pub unit: &'static str,
    /// Meaning, and the rule for its default; empty in the page's own module.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub doc: &'static str,
    /// What values it takes.
    pub kind: Kind,
    /// Limits by fiber, in the order of [`FiberKind::ALL`].
    pub limits: [Limits; FiberKind::ALL.len()],
    /// Whether a patch has the limits of the fiber that its membrane is named after.
    pub by_membrane: bool,
}

impl Parameter {
    /// Limits for one kind of fiber.
    pub fn limits(&self, fiber: FiberKind) -> Limits {
        self.limits[FiberKind::ALL.iter().position(|&kind| kind == fiber).unwrap_or(0)]
    }

    /// Defaults by fiber, NaN where a rule gives them.
    pub(super) const fn defaults(&self) -> [f64; FiberKind::ALL.len()] {
        let mut defaults = [f64::NAN; FiberKind::ALL.len()];
        let mut k = 0;
        while k < defaults.len() {
            if let Some(default) = self.limits[k].default {
                defaults[k] = default;
            }
            k += 1;
        }
        defaults
    }

    /// What is allowed, in words.
    pub fn allowed(&self, fiber: FiberKind) -> Sentence {
        let Limits { min, max, .. } = self.limits(fiber);
        let unit = if self.unit.is_empty() { String::new() } else { [" ", self.unit].concat() };
        if self.limits(fiber).is_nothing() {
            return sentence!("nothing for {}", fiber.id());
        }
        let (min, max) = (write_number(min), write_number(max));
        match self.kind {
            Kind::Choice(choices) => choices.iter().map(|choice| choice.id).collect::<Vec<_>>().join(", ").into(),
            Kind::Number => sentence!("{} to {}{}", min, max, unit),
            Kind::Whole => sentence!("whole numbers, {} to {}{}", min, max, unit),
            Kind::Myelin => {
                sentence!("internodes or ranges of them, from 1, each with {} to {}{}: 3:50,8-12:0", min, max, unit)
            }
            Kind::List { most } => {
                sentence!("up to {} numbers joined by commas, each {} to {}{}", write_whole(most), min, max, unit)
            }
        }
    }
}

/// A value that was not allowed, with the nearest that is, if there is one.
pub(super) struct Rejected<T>(pub(super) Option<T>);

/// Values that stand in a scenario.
pub(super) trait Value: Sized + PartialEq {
    fn read(text: &str, parameter: &Parameter, fiber: FiberKind) -> Result<Self, Rejected<Self>>;
    fn write(&self) -> String;
    fn is_default(&self, parameter: &Parameter, fiber: FiberKind) -> bool;
}

/// Numbers nearer to 0 than this are 0: no parameter needs them, and in a link they would fill a line with zeros.
const SMALLEST: f64 = 1e-9;

impl Value for f64 {
    fn read(text: &str, parameter: &Parameter, fiber: FiberKind) -> Result<Self, Rejected<Self>> {
        let Limits { min, max, .. } = parameter.limits(fiber);
        let number = read_number(text).ok_or(Rejected(None))?;
        let number = if number.abs() < SMALLEST { 0.0 } else { number };
        // Down, as links with a fraction have always been taken.
        let fits = if parameter.kind == Kind::Whole { number.floor() } else { number };
        let nearest = fits.max(min).min(max);
        if nearest == number { Ok(number) } else { Err(Rejected(Some(nearest))) }
    }

    fn write(&self) -> String {
        write_number(*self)
    }

    fn is_default(&self, parameter: &Parameter, fiber: FiberKind) -> bool {
        parameter.limits(fiber).default == Some(*self)
    }
}

impl Value for Vec<f64> {
    fn read(text: &str, parameter: &Parameter, fiber: FiberKind) -> Result<Self, Rejected<Self>> {
        let most = if let Kind::List { most } = parameter.kind { most } else { 1 };
        let mut numbers: Vec<f64> = Vec::new();
        let mut rejected = false;
        for piece in text.split(',').filter(|piece| !piece.is_empty()) {
            let number = match f64::read(piece, parameter, fiber) {
                Ok(number) => Some(number),
                Err(Rejected(nearest)) => {
                    rejected = true;
                    nearest
                }
            };
            let Some(number) = number else { continue };
            let place = numbers.partition_point(|&before| before < number);
            if numbers.get(place) == Some(&number) {
                continue;
            }
            if numbers.len() == most {
                rejected = true;
                break;
            }
            numbers.insert(place, number);
        }
        if numbers.is_empty() {
            return Err(Rejected(None));
        }
        if rejected { Err(Rejected(Some(numbers))) } else { Ok(numbers) }
    }

    fn write(&self) -> String {
        self.iter().map(Value::write).collect::<Vec<_>>().join(",")
    }

    fn is_default(&self, parameter: &Parameter, fiber: FiberKind) -> bool {
        matches!((self.as_slice(), parameter.limits(fiber).default), ([only], Some(default)) if *only == default)
    }
}

/// Words of a parameter: an enum whose values are the parameter's choices.
pub(super) trait Word: Copy + PartialEq + Default + 'static {
    const CHOICES: &'static [(Self, Choice)];
    /// Whether leaving the word out always means [`Default::default`].
    const DEFAULT_IS_FIXED: bool;
}

impl<W: Word> Value for W {
    fn read(text: &str, parameter: &Parameter, fiber: FiberKind) -> Result<Self, Rejected<Self>> {
        let has_any = !parameter.limits(fiber).is_nothing();
        let found = W::CHOICES.iter().find(|(_, choice)| has_any && choice.id == text);
        found.map(|&(word, _)| word).ok_or(Rejected(None))
    }

    fn write(&self) -> String {
        W::CHOICES.iter().find(|(word, _)| word == self).map_or("", |(_, choice)| choice.id).to_owned()
    }

    fn is_default(&self, _: &Parameter, _: FiberKind) -> bool {
        W::DEFAULT_IS_FIXED && *self == W::default()
    }
}

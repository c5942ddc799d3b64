//! A scenario as numbers, for the small module of a figure, which reads no text.
//!
//! A figure's JavaScript reads what it takes of a scenario's text (`www/src/element/reading.js`), by the limits of the table, and
//! hands over numbers: how many lanes there are, then each parameter of each lane, then those of the stimulus, in the order of
//! the table. A number stands for itself, a word for its place among the choices; before those of a list stands their count.
//! NaN stands for what is not given.

use std::slice::Iter;

use super::parameter::Word;
use super::{LaneParameters, MAX_COMPARTMENTS, MAX_LANES, MyelinLeft, Scenario, StimulusParameters};
use crate::fiber::Resolution;

/// The next of the numbers, if it is given.
#[inline(never)] // many parameters, one piece of code
pub(super) fn next(numbers: &mut Iter<f64>) -> Option<f64> {
    numbers.next().copied().filter(|number| !number.is_nan())
}

/// What of a scenario is read from numbers: values, and its parts.
pub(super) trait Numbered: Sized {
    /// Takes it off the front of the numbers.
    fn take(numbers: &mut Iter<f64>) -> Option<Self>;
}

impl Numbered for f64 {
    fn take(numbers: &mut Iter<f64>) -> Option<Self> {
        next(numbers)
    }
}

impl<W: Word> Numbered for W {
    fn take(numbers: &mut Iter<f64>) -> Option<Self> {
        W::CHOICES.get(next(numbers)? as usize).map(|&(word, _)| word)
    }
}

impl Numbered for Vec<f64> {
    fn take(numbers: &mut Iter<f64>) -> Option<Self> {
        let count = next(numbers)? as usize;
        Some(numbers.by_ref().take(count).copied().collect())
    }
}

impl Scenario {
    /// The scenario of these numbers; `None` if what they give does not fit together.
    pub(crate) fn from_numbers(numbers: &[f64]) -> Option<Self> {
        let mut numbers = numbers.iter();
        let lanes = (next(&mut numbers)? as usize).min(MAX_LANES);
        let scenario = Self {
            lanes: (0..lanes).map(|_| LaneParameters::take(&mut numbers)).collect::<Option<_>>()?,
            stimulus: StimulusParameters::take(&mut numbers)?,
            ..Self::default()
        };
        scenario.fits().then_some(scenario)
    }

    /// Whether nothing has to be moved: see `reconcile.rs`.
    fn fits(&self) -> bool {
        let mut compartments = 0;
        for (lane, given) in self.resolve().iter().zip(&self.lanes) {
            compartments += lane.spec.compartments(Resolution::default_for(&lane.spec));
            if given.myelin.as_ref().is_some_and(|left| left.last() > lane.spec.internodes()) {
                return false;
            }
        }
        compartments <= MAX_COMPARTMENTS
    }
}

impl Numbered for MyelinLeft {
    /// First internode, last internode and percentage of each stretch.
    fn take(numbers: &mut Iter<f64>) -> Option<Self> {
        let count = next(numbers)? as usize;
        let mut stretch = || Some((next(numbers)? as usize, next(numbers)? as usize, next(numbers)?));
        (0..count).map(|_| stretch()).collect::<Option<_>>().map(Self::of)
    }
}

//! Myelin that is left, internode by internode, as text: `3:50,8-12:0`.

use super::number::{write_number, write_whole};
use super::parameter::{Parameter, Rejected, Value};
use crate::fiber::FiberKind;

/// Most internodes that can be named: more than a fiber has.
const MAX_INTERNODE: usize = 100_000;

/// Stretches of internodes with part of their myelin. Stretches are in order and do not overlap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MyelinLeft(Vec<Stretch>);

/// Internodes `first` to `last`, counted from 1, that have `percent` of their lamellae.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stretch {
    first: usize,
    last: usize,
    percent: f64,
}

impl MyelinLeft {
    /// Part of its lamellae that each of so many internodes has, 0 to 1.
    pub fn fractions(&self, internodes: usize) -> Vec<f64> {
        let mut fractions = vec![1.0; internodes];
        for stretch in &self.0 {
            let last = stretch.last.min(internodes);
            if stretch.first <= last {
                fractions[stretch.first - 1..last].fill(stretch.percent / 100.0);
            }
        }
        fractions
    }

    /// Stretches that are in order and do not overlap: first internode, last, and percentage of each.
    #[cfg(figure)]
    pub(super) fn of(stretches: Vec<(usize, usize, f64)>) -> Self {
        Self(stretches.into_iter().map(|(first, last, percent)| Stretch { first, last, percent }).collect())
    }

    /// The last internode named, from 1; 0 if none is.
    pub fn last(&self) -> usize {
        self.0.last().map_or(0, |stretch| stretch.last)
    }

    /// Forgets what is named beyond internode `last`; `None` if nothing is left.
    pub(super) fn up_to(mut self, last: usize) -> Option<Self> {
        self.0.retain(|stretch| stretch.first <= last);
        for stretch in &mut self.0 {
            stretch.last = stretch.last.min(last);
        }
        Some(self).filter(|left| !left.0.is_empty())
    }
}

impl Value for MyelinLeft {
    fn read(text: &str, parameter: &Parameter, fiber: FiberKind) -> Result<Self, Rejected<Self>> {
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut rejected = false;
        for piece in text.split(',').filter(|piece| !piece.is_empty()) {
            let Some((first, last, percent)) = pieces(piece) else {
                rejected = true;
                continue;
            };
            let percent = f64::read(percent, parameter, fiber).unwrap_or_else(|Rejected(nearest)| {
                rejected = true;
                // What says nothing takes nothing away, where there is any.
                nearest.unwrap_or(parameter.limits(fiber).max)
            });
            // A later stretch covers an earlier one.
            let covers = |stretch: &Stretch| stretch.first <= last && stretch.last >= first;
            rejected |= stretches.iter().any(covers);
            stretches.retain(|stretch| !covers(stretch));
            let place = stretches.partition_point(|before| before.first < first);
            stretches.insert(place, Stretch { first, last, percent });
        }
        match (stretches.is_empty(), rejected) {
            (true, _) => Err(Rejected(None)),
            (false, true) => Err(Rejected(Some(Self(stretches)))),
            (false, false) => Ok(Self(stretches)),
        }
    }

    fn write(&self) -> String {
        let words = self.0.iter().map(|&Stretch { first, last, percent }| {
            let mut word = write_whole(first);
            if first != last {
                word.push('-');
                word.push_str(&write_whole(last));
            }
            word.push(':');
            word.push_str(&write_number(percent));
            word
        });
        words.collect::<Vec<_>>().join(",")
    }

    fn is_default(&self, _: &Parameter, _: FiberKind) -> bool {
        false
    }
}

/// First and last internode of a piece, and its percentage.
fn pieces(piece: &str) -> Option<(usize, usize, &str)> {
    let (range, percent) = piece.split_once(':')?;
    let (first, last) = range.split_once('-').unwrap_or((range, range));
    let number = |text: &str| text.parse().ok().filter(|number| (1..=MAX_INTERNODE).contains(number));
    let (first, last) = (number(first)?, number(last)?);
    (first <= last).then_some((first, last, percent))
}

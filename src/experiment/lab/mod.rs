//! Experiments that can be watched: one object for all protocols, worked off in slices, with a table that grows.

mod bench;
mod ladder;
mod protocols;
mod report;

use std::cell::{Ref, RefCell};
use std::rc::Rc;

use serde::Serialize;

use crate::scenario::{Scenario, ScenarioError};
use crate::slices::Sliced;

pub use report::{Column, Fact, Report, TableRow};

/// What is done with a fiber.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Protocol {
    /// Velocity at many diameters.
    Diameter,
    /// Velocity at many temperatures.
    Temperature,
    /// Velocity with less and less myelin on one internode in the middle.
    Demyelination,
    /// Threshold for pulses of many lengths (see [`super::strength_duration()`]).
    StrengthDuration,
    /// Velocity of a second spike after many intervals (see [`super::recovery()`]).
    Recovery,
    /// Rate of firing in steady current (see [`super::f_i`]), of a patch of the fiber's membrane.
    FI,
}

impl Protocol {
    /// All, in the order of the declaration.
    pub const ALL: [Self; 6] =
        [Self::Diameter, Self::Temperature, Self::Demyelination, Self::StrengthDuration, Self::Recovery, Self::FI];

    /// Its name in text: as serde writes it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Diameter => "diameter",
            Self::Temperature => "temperature",
            Self::Demyelination => "demyelination",
            Self::StrengthDuration => "strength-duration",
            Self::Recovery => "recovery",
            Self::FI => "f-i",
        }
    }
}

impl std::str::FromStr for Protocol {
    type Err = ScenarioError;

    fn from_str(text: &str) -> Result<Self, ScenarioError> {
        let allowed = || Self::ALL.map(Self::id).join(", ");
        let found = Self::ALL.into_iter().find(|protocol| protocol.id() == text);
        found.ok_or_else(|| ScenarioError::new("experiment", text, allowed()))
    }
}

/// An experiment on its way. It holds no thread and reads no clock: [`Self::advance`] works off some slices, and the
/// [`Report`] has what is known so far.
pub struct Experiment {
    work: Sliced<Result<(), ScenarioError>>,
    report: Rc<RefCell<Report>>,
}

impl Experiment {
    /// An experiment, not begun, on the fiber of lane `lane` (from 0) of `scenario`: alone, at the length that such a fiber has
    /// by default (20 internodes where many runs are needed), with its own membrane, temperature and drugs.
    ///
    /// # Errors
    /// If there is no such lane, or its fiber is not one for this experiment.
    pub fn new(protocol: Protocol, scenario: &Scenario, lane: usize) -> Result<Self, ScenarioError> {
        let bench = bench::set_up(protocol, scenario, lane)?;
        let report = Rc::new(RefCell::new(Report::new(protocol, &bench)));
        let work = match protocol {
            Protocol::Diameter => Sliced::new(protocols::diameter(bench, report.clone())),
            Protocol::Temperature => Sliced::new(protocols::temperature(bench, report.clone())),
            Protocol::Demyelination => Sliced::new(protocols::demyelination(bench, report.clone())),
            Protocol::StrengthDuration => Sliced::new(protocols::strength_duration(bench, report.clone())),
            Protocol::Recovery => Sliced::new(protocols::recovery(bench, report.clone())),
            Protocol::FI => Sliced::new(protocols::f_i(bench, report.clone())),
        };
        Ok(Self { work, report })
    }

    /// Works off so many slices (32 steps of the fiber each, well below a millisecond), or to the end, and says whether it is
    /// done. The report does not depend on how it is sliced.
    pub fn advance(&mut self, slices: u32) -> bool {
        if let Some(outcome) = self.work.advance(slices) {
            self.report.borrow_mut().finish(outcome);
        }
        self.is_done()
    }

    /// Whether there is nothing left to do.
    pub fn is_done(&self) -> bool {
        self.work.is_done()
    }

    /// What is known so far. To be dropped before the next [`Self::advance`].
    pub fn report(&self) -> Ref<'_, Report> {
        self.report.borrow()
    }
}

//! A scenario run until nothing more happens.

use crate::scenario::{Scenario, ScenarioError};
use crate::simulation::{Measurement, Simulation};

use super::Calibrations;

/// Ticks between two looks at the fiber.
const LOOK_TICKS: u64 = 16;

/// Runs every lane of `scenario` until it has settled (see [`Simulation::settled`]) and measures it. The lanes do not wait
/// for each other.
///
/// # Errors
/// As [`Simulation::new`].
pub fn measure(scenario: &Scenario) -> Result<Vec<Measurement>, ScenarioError> {
    let mut run = Run::new(scenario)?;
    while !run.step(u64::MAX) {}
    Ok(run.measurements())
}

/// [`measure`], in slices.
pub struct Run {
    simulation: Simulation,
    measured: Vec<Option<Measurement>>,
}

impl Run {
    /// The scenario at time 0.
    ///
    /// # Errors
    /// As [`Simulation::new`].
    pub fn new(scenario: &Scenario) -> Result<Self, ScenarioError> {
        Self::with_calibrations(scenario, Calibrations::default())
    }

    pub(super) fn with_calibrations(scenario: &Scenario, made: Calibrations) -> Result<Self, ScenarioError> {
        let simulation = Simulation::with_calibrations(scenario, made)?;
        let measured = vec![None; simulation.lanes()];
        Ok(Self { simulation, measured })
    }

    /// Goes on for about `ticks` ticks of the clock (whole looks of 16), and says whether every lane is done. The numbers do
    /// not depend on how the run is sliced.
    pub fn step(&mut self, ticks: u64) -> bool {
        for _ in 0..ticks.div_ceil(LOOK_TICKS) {
            if self.is_done() {
                break;
            }
            self.simulation.advance(LOOK_TICKS as f64 * self.simulation.tick_ms());
            for (lane, measured) in self.measured.iter_mut().enumerate() {
                if measured.is_none() && self.simulation.settled(lane) {
                    *measured = Some(self.simulation.measure(lane));
                }
            }
        }
        self.is_done()
    }

    fn is_done(&self) -> bool {
        self.measured.iter().all(Option::is_some)
    }

    /// What has been measured: a value for each lane that is done.
    pub fn measurements(&self) -> Vec<Measurement> {
        self.measured.iter().flatten().cloned().collect()
    }

    /// The calibrations that were made on the way.
    pub(super) fn into_calibrations(self) -> Calibrations {
        self.simulation.into_calibrations()
    }
}

//! A scenario run until nothing more happens.

use crate::scenario::{Scenario, ScenarioError};
use crate::simulation::{MAX_ADVANCE_MS, Measurement, Simulation, certain_work, most_work, too_much};

use super::Calibrations;

/// Ticks between two looks at the fiber.
const LOOK_TICKS: u64 = 16;

/// Runs every lane of `scenario` until it has settled (see [`Simulation::settled`]) and measures it. The lanes do not wait
/// for each other.
///
/// It always ends: after [`MAX_WORK`](crate::simulation::MAX_WORK) compartments times steps, a minute or two of one core (four
/// times as much with `sleep=off`), it gives up; what is certain to take more is not begun. Time in which everything sleeps
/// costs nothing. [`Run::allowing`] can allow more.
///
/// # Errors
/// As [`Simulation::new`], and if it takes more than that.
pub fn measure(scenario: &Scenario) -> Result<Vec<Measurement>, ScenarioError> {
    let mut run = Run::new(scenario)?;
    while !run.step(u64::MAX)? {}
    Ok(run.measurements())
}

/// [`measure`], in slices.
pub struct Run {
    simulation: Simulation,
    measured: Vec<Option<Measurement>>,
    most_work: u64,
}

impl Run {
    /// The scenario at time 0.
    ///
    /// # Errors
    /// As [`Simulation::new`], and if it is certain to take more work than a measurement may (see [`measure`]).
    pub fn new(scenario: &Scenario) -> Result<Self, ScenarioError> {
        Self::with_calibrations(None, scenario, Calibrations::default())
    }

    /// The same with `most_work`, in compartments times steps, in place of what a measurement may take.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn allowing(most_work: u64, scenario: &Scenario) -> Result<Self, ScenarioError> {
        Self::with_calibrations(Some(most_work), scenario, Calibrations::default())
    }

    pub(super) fn with_calibrations(
        allowed_work: Option<u64>,
        scenario: &Scenario,
        made: Calibrations,
    ) -> Result<Self, ScenarioError> {
        let (least, key) = certain_work(scenario);
        let most_work = allowed_work.unwrap_or_else(|| most_work(scenario));
        if least > most_work {
            return Err(too_much(&key, &format!("at least {:.1e}", least as f64), most_work));
        }
        let simulation = Simulation::with_calibrations(scenario, made)?;
        let measured = vec![None; simulation.lanes()];
        Ok(Self { simulation, measured, most_work })
    }

    /// Goes on for about `ticks` ticks of the clock (whole looks of 16; time in which everything sleeps counts as one look),
    /// and says whether every lane is done. The numbers do not depend on how the run is sliced.
    ///
    /// # Errors
    /// If it has taken more work than a measurement may (see [`measure`]); so does every further call.
    pub fn step(&mut self, ticks: u64) -> Result<bool, ScenarioError> {
        for _ in 0..ticks.div_ceil(LOOK_TICKS) {
            if self.is_done() {
                break;
            }
            if self.work() > self.most_work {
                let given = format!("{:.1e} in {:.1} ms, and no end", self.work() as f64, self.simulation.time_ms());
                return Err(too_much("scenario", &given, self.most_work));
            }
            let ticks = self.look_ticks();
            self.simulation.advance(ticks as f64 * self.simulation.tick_ms());
            for (lane, measured) in self.measured.iter_mut().enumerate() {
                if measured.is_none() && self.simulation.settled(lane) {
                    *measured = Some(self.simulation.measure(lane));
                }
            }
        }
        Ok(self.is_done())
    }

    /// Ticks to the next look: 16, or as many of them as nothing happens in before the next stimulus.
    fn look_ticks(&self) -> u64 {
        let most = (MAX_ADVANCE_MS / self.simulation.tick_ms()) as u64;
        match self.simulation.quiet_ticks() {
            None | Some(u64::MAX) => LOOK_TICKS,
            Some(quiet) => (quiet.min(most) / LOOK_TICKS).max(1) * LOOK_TICKS,
        }
    }

    /// Work done so far, in compartments times steps (see [`Simulation::work`]).
    pub fn work(&self) -> u64 {
        self.simulation.work()
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

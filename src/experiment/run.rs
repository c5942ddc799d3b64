//! A scenario run until nothing more happens.

use crate::scenario::{Scenario, ScenarioError};
use crate::simulation::{Measurement, Simulation};

/// Ticks between two looks at the fiber.
const LOOK_TICKS: f64 = 16.0;

/// Runs every lane of `scenario` until it has settled (see [`Simulation::settled`]) and measures it. The lanes do not wait
/// for each other.
///
/// # Errors
/// As [`Simulation::new`].
pub fn measure(scenario: &Scenario) -> Result<Vec<Measurement>, ScenarioError> {
    let mut simulation = Simulation::new(scenario)?;
    let mut measured: Vec<Option<Measurement>> = vec![None; simulation.lanes()];
    while measured.iter().any(Option::is_none) {
        simulation.advance(LOOK_TICKS * simulation.tick_ms());
        for (lane, measured) in measured.iter_mut().enumerate() {
            if measured.is_none() && simulation.settled(lane) {
                *measured = Some(simulation.measure(lane));
            }
        }
    }
    Ok(measured.into_iter().flatten().collect())
}

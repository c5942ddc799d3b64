//! A scenario run until nothing more happens.

use crate::scenario::{Scenario, ScenarioError};
use crate::simulation::{Measurement, Simulation};

/// Half-widths of a spike after which a quiet fiber stays quiet.
const QUIET_HALF_WIDTHS: f64 = 10.0;
/// Travel times after the last stimulus beyond which a fiber that still fires is left alone.
const PATIENCE: f64 = 3.0;
/// Ticks between two looks at the fiber.
const LOOK_TICKS: f64 = 16.0;

/// Runs every lane of `scenario` until it is quiet again, or, if it goes on firing by itself, for three times as long as a
/// spike travels, and measures it. The lanes do not wait for each other.
///
/// # Errors
/// As [`Simulation::new`].
pub fn measure(scenario: &Scenario) -> Result<Vec<Measurement>, ScenarioError> {
    let mut simulation = Simulation::new(scenario)?;
    let last_onset_ms = scenario.stimulus.stim.as_ref().and_then(|onsets| onsets.last()).copied().unwrap_or(0.0);
    let patience = |lane| {
        let info = simulation.info(lane);
        let travel_ms = info.expected_velocity_m_per_s.map_or(100.0, |velocity| info.length_mm / velocity);
        let quiet_ms = QUIET_HALF_WIDTHS * info.expected_half_width_ms.unwrap_or(1.0);
        (quiet_ms, last_onset_ms + info.duration_ms + PATIENCE * travel_ms + 5.0 * quiet_ms)
    };
    let patience: Vec<(f64, f64)> = (0..simulation.lanes()).map(patience).collect();
    let mut measured: Vec<Option<Measurement>> = vec![None; simulation.lanes()];
    while measured.iter().any(Option::is_none) {
        simulation.advance(LOOK_TICKS * simulation.tick_ms());
        for (lane, (quiet_ms, end_ms)) in patience.iter().enumerate() {
            let done = simulation.quiet_ms(lane) > *quiet_ms || simulation.time_ms() > *end_ms;
            if done && measured[lane].is_none() {
                measured[lane] = Some(simulation.measure(lane));
            }
        }
    }
    Ok(measured.into_iter().flatten().collect())
}

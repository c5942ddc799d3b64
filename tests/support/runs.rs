//! Simulations run for a test.

use saltatory::experiment;
use saltatory::simulation::Measurement;
use saltatory::{Scenario, Simulation};

/// The scenario that `text` writes.
pub fn scenario(text: &str) -> Scenario {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The measurements of all lanes of the scenario that `text` writes.
pub fn measured(text: &str) -> Vec<Measurement> {
    experiment::measure(&scenario(text)).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A simulation of the scenario that `text` writes.
pub fn simulation(text: &str) -> Simulation {
    Simulation::new(&scenario(text)).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The excitable compartment nearest the middle of lane 0.
pub fn middle(simulation: &Simulation) -> usize {
    let position = simulation.position_um(0);
    let half = 0.5 * (position[0] + position[position.len() - 1]);
    let distance = |&k: &usize| (position[k] - half).abs();
    let sites = simulation.excitable(0).iter().copied();
    sites.min_by(|a, b| distance(a).total_cmp(&distance(b))).expect("a fiber has excitable compartments")
}

/// Transmembrane potential of `compartment` in lane 0 after each tick from 0 to `end_ms`: the tick and the samples.
pub fn trace(simulation: &mut Simulation, compartment: usize, end_ms: f64) -> (f64, Vec<f64>) {
    let tick_ms = simulation.tick_ms();
    let mut samples = vec![simulation.transmembrane_mv(0)[compartment]];
    while simulation.time_ms() < end_ms {
        simulation.advance(tick_ms);
        samples.push(simulation.transmembrane_mv(0)[compartment]);
    }
    (tick_ms, samples)
}

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

/// Root mean square of ours minus theirs (time, ms, and voltage, mV), at the best shift in time; ours, one sample a tick, is
/// interpolated linearly.
pub fn rms_at_best_shift(theirs: &[(f64, f64)], (tick_ms, ours): &(f64, Vec<f64>)) -> f64 {
    assert!(theirs.len() > 150, "a trace has samples");
    let at = |time_ms: f64| {
        let place = time_ms / tick_ms;
        let k = (place.max(0.0) as usize).min(ours.len() - 2);
        ours[k] + (place - k as f64) * (ours[k + 1] - ours[k])
    };
    let rms = |shift: f64| {
        let squares = theirs.iter().map(|(time, v)| (at(time + shift) - v).powi(2));
        (squares.sum::<f64>() / theirs.len() as f64).sqrt()
    };
    // First so that the peaks meet, then ever finer around the best.
    let their_peak = theirs.iter().max_by(|a, b| a.1.total_cmp(&b.1)).expect("samples").0;
    let our_peak = (0..ours.len()).max_by(|&a, &b| ours[a].total_cmp(&ours[b])).expect("samples") as f64 * tick_ms;
    let (mut best, mut width) = (our_peak - their_peak, 0.1);
    while width > 1e-7 {
        let shifts = (-10..=10).map(|k| best + 0.1 * width * f64::from(k));
        best = shifts.min_by(|a, b| rms(*a).total_cmp(&rms(*b))).expect("shifts");
        width *= 0.3;
    }
    rms(best)
}

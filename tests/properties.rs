//! Invariants of the simulation over random scenarios from the full ranges of every parameter.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use saltatory::Simulation;
use saltatory::simulation::{Measurement, SpikeEvent};

use support::runs::simulation;
use support::strategies::{Lane, lane, onsets, text};

/// A scenario to be run for so many ticks.
#[derive(Clone, Debug)]
struct Case {
    lanes: Vec<Lane>,
    shared: Vec<(&'static str, String)>,
    ticks: (u32, u32),
    /// Picks the lane that is run alone.
    picked: prop::sample::Index,
}

fn case() -> impl Strategy<Value = Case> {
    // Calibrating a lane takes most of the time of a case, so many lanes are rarer than few.
    let lanes = prop_oneof![6 => vec(lane(), 1..=2), 2 => vec(lane(), 3..=4), 1 => vec(lane(), 5..=6)];
    let strength = support::strategies::number("strength", saltatory::fiber::FiberKind::Mrg);
    (lanes, strength, onsets(3), (0u32..24, 1u32..24), any::<prop::sample::Index>()).prop_map(
        |(lanes, strength, onsets, ticks, picked)| Case {
            lanes,
            shared: vec![("strength", strength.to_string()), ("stim", onsets)],
            ticks,
            picked,
        },
    )
}

/// Everything that a lane shows: voltages and currents as bits, and what was measured.
#[derive(Debug, PartialEq)]
struct Shown {
    bits: Vec<u64>,
    measurement: Measurement,
}

fn shown(simulation: &mut Simulation, lane: usize) -> Shown {
    let mut values = simulation.internal_mv(lane).to_vec();
    values.extend_from_slice(simulation.transmembrane_mv(lane));
    values.extend_from_slice(simulation.ionic_current_ma_per_cm2(lane));
    assert!(values.iter().all(|value| value.is_finite()), "lane {lane} is not finite");
    Shown { bits: values.into_iter().map(f64::to_bits).collect(), measurement: simulation.measure(lane) }
}

fn all_shown(simulation: &mut Simulation) -> (Vec<Shown>, Vec<SpikeEvent>) {
    ((0..simulation.lanes()).map(|lane| shown(simulation, lane)).collect(), simulation.take_events())
}

/// Any valid scenario stays finite; `advance(a + b)` is `advance(a); advance(b)`; a reset simulation is a new one; and lanes
/// do not know of each other: all to the last bit.
fn check(case: &Case) -> Result<(), TestCaseError> {
    let mut together = simulation(&text(&case.lanes, &case.shared));
    let tick_ms = together.tick_ms();
    let (a, b) = (f64::from(case.ticks.0) * tick_ms, f64::from(case.ticks.1) * tick_ms);

    let ticks = together.advance(a + b);
    prop_assert_eq!(ticks, u64::from(case.ticks.0 + case.ticks.1));
    let at_once = all_shown(&mut together);

    together.reset();
    prop_assert_eq!(together.time_ms(), 0.0);
    together.advance(a);
    together.advance(b);
    prop_assert_eq!(together.time_ms(), a + b);
    let in_two = all_shown(&mut together);
    prop_assert!(at_once == in_two, "two advances differ from one, or the reset left something");

    let lane = case.picked.index(case.lanes.len());
    let mut alone = simulation(&text(&case.lanes[lane..=lane], &case.shared));
    alone.advance(a + b);
    prop_assert!(shown(&mut alone, 0) == at_once.0[lane], "lane {} alone differs", lane);
    Ok(())
}

#[test]
fn simulations_are_finite_and_deterministic() {
    let half = || {
        let config = ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() };
        TestRunner::new(config).run(&case(), |case| check(&case)).unwrap_or_else(|error| panic!("{error}"));
    };
    // 256 cases, on two threads: this is the longest of all tests.
    std::thread::scope(|scope| {
        scope.spawn(half);
        half();
    });
}

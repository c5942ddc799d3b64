//! Invariants of the simulation over random scenarios from the full ranges of every parameter.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use saltatory::fiber::Resolution;
use saltatory::simulation::{Measurement, SpikeEvent};
use saltatory::stimulus::Electrode;
use saltatory::{Scenario, Simulation};

use support::runs::simulation;
use support::strategies::{Keys, electrode, fitting, lane, onsets, text};

/// A scenario to be run for so many ticks.
#[derive(Clone, Debug)]
struct Case {
    lanes: Vec<Keys>,
    electrodes: Vec<Keys>,
    shared: Vec<(&'static str, String)>,
    ticks: (u32, u32),
    /// Picks the lane that is run alone.
    picked: prop::sample::Index,
}

fn case() -> impl Strategy<Value = Case> {
    // Calibrating a lane takes most of the time of a case, so many lanes are rarer than few.
    let lanes = prop_oneof![6 => vec(lane(), 1..=2), 2 => vec(lane(), 3..=4), 1 => vec(lane(), 5..=6)];
    let strength = support::strategies::number("strength", saltatory::fiber::FiberKind::Mrg);
    (lanes, vec(electrode(), 0..=3), strength, onsets(3), (0u32..24, 1u32..24), any::<prop::sample::Index>()).prop_map(
        |(lanes, electrodes, strength, onsets, ticks, picked)| Case {
            electrodes: fitting(&lanes, electrodes),
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
    let mut together = simulation(&text(&case.lanes, &case.electrodes, &case.shared));
    let tick_ms = together.tick_ms();
    let (a, b) = (f64::from(case.ticks.0) * tick_ms, f64::from(case.ticks.1) * tick_ms);

    for lane in 0..together.lanes() {
        let velocity = together.info(lane).expected_velocity_m_per_s;
        prop_assert!(velocity.is_none_or(|velocity| velocity > 0.0 && velocity.is_finite()), "{:?} m/s", velocity);
    }

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
    let mut alone = simulation(&text(&case.lanes[lane..=lane], &case.electrodes, &case.shared));
    alone.advance(a + b);
    prop_assert!(shown(&mut alone, 0) == at_once.0[lane], "lane {} alone differs", lane);
    Ok(())
}

/// A fiber by itself, without the calibration that takes most of a simulation's time.
fn check_fiber(text: &str, steps: u32) -> Result<(), TestCaseError> {
    let scenario: Scenario = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
    for lane in scenario.resolve() {
        let resolution = Resolution::default_for(&lane.spec);
        let mut fiber = match &lane.myelin {
            Some(myelin) => lane.spec.build_with(myelin, resolution),
            None => lane.spec.build(resolution),
        };
        let sources = lane.electrodes.iter().map(|electrode| electrode.place.source(fiber.position_um())).collect();
        fiber.attach(sources);
        let rest = fiber.rest_mv();
        prop_assert!(rest.iter().all(|v| v.abs() < 300.0), "{text}: {rest:?} at rest");
        for step in 0..steps {
            let start_ms = f64::from(step) * fiber.dt_ms();
            let current = |electrode: &Electrode| electrode.waveform.mean_na(start_ms, start_ms + fiber.dt_ms());
            let currents_na: Vec<f64> = lane.electrodes.iter().map(current).collect();
            fiber.step(&currents_na);
        }
        let voltages = fiber.internal_mv().iter().chain(fiber.transmembrane_mv());
        prop_assert!(voltages.into_iter().all(|v| v.is_finite()), "{}", text);
    }
    Ok(())
}

#[test]
fn fibers_are_finite_in_any_field() {
    let config = ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() };
    let case = (lane(), vec(electrode(), 1..=4), 1u32..64);
    TestRunner::new(config)
        .run(&case, |(lane, electrodes, steps)| {
            let lanes = [lane];
            check_fiber(&text(&lanes, &fitting(&lanes, electrodes), &[]), steps)
        })
        .unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn simulations_are_finite_and_deterministic() {
    let half = || {
        let config = ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() };
        TestRunner::new(config).run(&case(), |case| check(&case)).unwrap_or_else(|error| panic!("{error}"));
    };
    // 128 cases, on two threads: this is the longest of all tests.
    std::thread::scope(|scope| {
        scope.spawn(half);
        half();
    });
}

//! The `Simulation` facade: clock, events, live changes, and what they leave alone.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use saltatory::Simulation;

use support::assert_near;
use support::runs::{measured, simulation};

fn voltages(simulation: &Simulation) -> Vec<f64> {
    (0..simulation.lanes()).flat_map(|lane| simulation.internal_mv(lane).to_vec()).collect()
}

#[test]
fn whole_ticks_are_done_and_the_rest_is_remembered() {
    let mut simulation = simulation("fiber=squid");
    let tick_ms = simulation.tick_ms();
    let done: Vec<u64> = (0..8).map(|_| simulation.advance(0.375 * tick_ms)).collect();
    assert_eq!(done, [0, 0, 1, 0, 0, 1, 0, 1]); // floor of 0.375, 0.75, 1.125 … 3
    assert_eq!(simulation.time_ms(), 3.0 * tick_ms);
    for odd in [0.0, -1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(simulation.advance(odd), 0, "advance({odd})");
    }
    assert_eq!(simulation.advance(tick_ms), 1);
}

/// One spike passes the 21 nodes one after another, and the last event is the arrival.
#[test]
fn events_follow_the_spike() {
    let mut simulation = simulation("fiber=mrg&length=23");
    simulation.advance(3.0);
    let events = simulation.take_events();
    assert_eq!(events.iter().map(|event| event.site).collect::<Vec<_>>(), (0..=20).collect::<Vec<_>>());
    assert!(events.windows(2).all(|pair| pair[0].time_ms < pair[1].time_ms), "{events:?}");
    assert!(events.iter().all(|event| event.lane == 0 && event.position_um == 1150.0 * event.site as f64));
    let measured = simulation.measure(0);
    assert_eq!(measured.arrival_ms, events.last().map(|event| event.time_ms));
    // Away from the ends the steps from node to node take one internode over the velocity.
    let velocity = 1e-3 * 10.0 * 1150.0 / (events[15].time_ms - events[5].time_ms);
    assert_near("m/s", velocity, measured.velocity_m_per_s.unwrap_or(f64::NAN), 0.02);
    assert_eq!(simulation.take_events(), vec![]);
}

/// After a reset nothing has been measured, nothing is waiting to be taken, and every voltage is at rest.
#[test]
fn a_reset_forgets_everything() {
    let [mut used, mut new] = ["", ""].map(simulation);
    used.advance(20.0);
    assert!((0..2).all(|lane| used.measure(lane).conducts));
    used.reset();
    for lane in 0..2 {
        assert_eq!(used.measure(lane), new.measure(lane));
        assert_eq!((used.measure(lane).velocity_m_per_s, used.measure(lane).arrival_ms), (None, None));
        assert!(!used.settled(lane));
        assert_eq!(used.ionic_current_ma_per_cm2(lane), new.ionic_current_ma_per_cm2(lane));
    }
    assert_eq!((used.time_ms(), used.take_events()), (0.0, vec![]));
    assert_eq!(voltages(&used), voltages(&new));
}

/// A pulse started by hand is the same as one in the link, and becomes part of it.
#[test]
fn stimulate_adds_a_pulse_to_the_scenario() {
    let mut by_hand = simulation("fiber=mrg&length=10");
    by_hand.advance(10.0);
    by_hand.stimulate().expect("a second pulse");
    by_hand.advance(10.0);
    assert_eq!(by_hand.measure(0).spikes, 2);
    assert_eq!(by_hand.scenario().to_string(), "v=1&length=10&stim=0,10");
    let mut from_link = simulation("v=1&length=10&stim=0,10");
    from_link.advance(20.0);
    assert_eq!(voltages(&from_link), voltages(&by_hand));
    by_hand.reset();
    by_hand.advance(20.0);
    assert_eq!(voltages(&from_link), voltages(&by_hand));
}

#[test]
fn a_refused_change_leaves_everything_alone() {
    let [mut changed, mut control] = ["", ""].map(simulation);
    for simulation in [&mut changed, &mut control] {
        simulation.advance(0.25);
    }
    for (key, value) in [("a.diameter", "0.3"), ("b.celsius", "51"), ("c.fiber", "mrg"), ("fibre", "c"), ("stim", "x")]
    {
        let error = changed.set(key, value).expect_err(key);
        assert_eq!(error.key, key);
    }
    assert_eq!(changed.scenario(), control.scenario());
    for simulation in [&mut changed, &mut control] {
        simulation.advance(0.25);
    }
    assert_eq!(voltages(&changed), voltages(&control));
}

/// Temperature acts on the running fiber: no voltage jumps, the clock goes on, and what follows is as fast as it should be.
#[test]
fn temperature_changes_live() {
    let mut warmed = simulation("fiber=squid&stim=40");
    warmed.advance(20.0);
    let before = voltages(&warmed);
    warmed.set("celsius", "18.5").expect("allowed");
    assert_eq!((warmed.time_ms(), voltages(&warmed)), (20.0, before));
    warmed.advance(40.0);
    let velocity = warmed.measure(0).velocity_m_per_s.unwrap_or(f64::NAN);
    // NEURON 9.0.2 for 476 um at 18.5 C (tests/reference/reference.json).
    assert_near("m/s", velocity, 18.730_626, 0.005 * 18.730_626);
}

#[test]
fn a_change_of_geometry_starts_anew() {
    let mut thicker = simulation("fiber=mrg&length=10");
    thicker.advance(0.5);
    thicker.set("diameter", "16").expect("allowed");
    assert_eq!(thicker.time_ms(), 0.0);
    let mut built = simulation("diameter=16&length=10");
    for simulation in [&mut thicker, &mut built] {
        simulation.advance(0.5);
    }
    assert_eq!(voltages(&thicker), voltages(&built));
    assert_eq!(thicker.take_events(), built.take_events());
}

/// The bare counterpart follows the axon of the myelinated lane.
#[test]
fn lanes_follow_each_other() {
    let mut scene = simulation("");
    scene.set("a.diameter", "16").expect("allowed");
    let info = scene.info(1);
    assert_eq!((info.diameter_um, info.length_mm, info.bare_counterpart_of), (12.7, 22.5, Some(0)));
    // 15 internodes of 1.5 mm; velocity of a cable grows with the root of its diameter: 0.49553 m/s at 1 um (reference).
    scene.advance(20.0);
    let velocity = scene.measure(1).velocity_m_per_s.unwrap_or(f64::NAN);
    let expected = 0.495_529_988 * 12.7f64.sqrt();
    assert_near("m/s", velocity, expected, 0.005 * expected);
}

/// What fires at once, or far sites first, has no velocity; what conducts has one.
#[test]
fn a_velocity_is_of_a_spike_that_passes_in_turn() {
    for (text, expected) in [
        ("fiber=patch", false),
        // Without a leak, internodes of 50 um: no voltage is lost between nodes.
        ("leak=0&internode=50", false),
        ("fiber=mrg", true),
        ("fiber=squid", true),
    ] {
        let fiber = simulation(text);
        assert!(fiber.info(0).threshold_na.is_some_and(|threshold| threshold > 0.0), "{text}");
        let velocity = fiber.info(0).expected_velocity_m_per_s;
        assert_eq!(velocity.is_some(), expected, "{text}: {velocity:?} m/s");
        assert!(velocity.is_none_or(|velocity| velocity > 0.0 && velocity.is_finite()), "{text}: {velocity:?} m/s");
    }
}

/// More pulses than a fiber can follow: the second falls into the refractory period (NEURON: 6.02 ms at 6.3 C for ten
/// times threshold, so a pulse of 1.5 times threshold after 5 ms gives nothing, and after 25 ms it does).
#[test]
fn spikes_need_time_between_them() {
    for (second_ms, spikes) in [(5.0, 1), (25.0, 2)] {
        let lanes = measured(&format!("fiber=squid&stim=0,{second_ms}"));
        assert_eq!(lanes[0].spikes, spikes, "second pulse at {second_ms} ms");
    }
}

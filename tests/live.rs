//! Changes of a fiber while it runs: what keeps its state, what follows, and what is measured then.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use saltatory::Simulation;

use support::assert_near;
use support::runs::simulation;

const FIBER: &str = "fiber=mrg";
/// When a fiber that has been built so is stimulated, ms.
const BEGIN_MS: f64 = 1.0;
/// Ten internodes in the middle without myelin.
const BARE: (&str, &str) = ("myelin", "21-30:0");

fn voltages(simulation: &Simulation) -> Vec<f64> {
    [simulation.internal_mv(0), simulation.transmembrane_mv(0)].concat()
}

/// Node that the spike under way has fired last, counted from 0.
fn front(simulation: &mut Simulation) -> usize {
    simulation.take_events().last().map_or(0, |event| event.site)
}

/// A fiber whose spike has just fired node 12.
fn under_way(text: &str) -> Simulation {
    let mut simulation = simulation(text);
    while simulation.measure(0).last_fired_node < Some(13) {
        simulation.advance(simulation.tick_ms());
    }
    simulation
}

fn set(simulation: &mut Simulation, (key, value): (&str, &str)) {
    assert!(simulation.acts_live(key, value), "{key}={value}");
    simulation.set(key, value).expect("allowed");
}

#[test]
fn before_anything_happens_a_change_is_as_if_built_so() {
    for (key, value) in [BARE, ("myelin", "3-9:25,14:0"), ("celsius", "30"), ("ttx", "0.5"), ("ko", "8")] {
        let mut changed = simulation(FIBER);
        set(&mut changed, (key, value));
        let mut built = simulation(&format!("{FIBER}&{key}={value}"));
        assert_eq!(voltages(&changed), voltages(&built), "{key}={value}");
        for simulation in [&mut changed, &mut built] {
            simulation.advance(0.75);
        }
        assert_eq!(voltages(&changed), voltages(&built), "{key}={value}");
        assert_eq!(changed.measure(0), built.measure(0), "{key}={value}");
    }
    // With channels, which need a place of their own.
    let mut changed = simulation(FIBER);
    set(&mut changed, BARE);
    set(&mut changed, ("spread", "0.1"));
    let mut built = simulation(&format!("{FIBER}&myelin=21-30:0&spread=0.1"));
    for simulation in [&mut changed, &mut built] {
        simulation.advance(0.75);
    }
    assert_eq!(voltages(&changed), voltages(&built));
}

/// Taking the myelin off and laying it on again in the same instant, far from the spike, leaves the spike as it was.
#[test]
fn the_state_is_kept() {
    let mut simulation = under_way(FIBER);
    let (time_ms, before) = (simulation.time_ms(), simulation.transmembrane_mv(0).to_vec());
    set(&mut simulation, BARE);
    assert_eq!((simulation.time_ms(), simulation.transmembrane_mv(0)), (time_ms, before.as_slice()));
    set(&mut simulation, ("myelin", ""));
    assert_eq!(simulation.transmembrane_mv(0), before);
    let mut control = under_way(FIBER);
    for simulation in [&mut simulation, &mut control] {
        simulation.advance(1.0);
    }
    assert!(simulation.measure(0).arrival_ms.is_some());
    let shift = simulation.measure(0).arrival_ms.zip(control.measure(0).arrival_ms).map(|(a, b)| (a - b).abs());
    assert!(shift < Some(0.005), "{shift:?}");
}

/// Ten bare internodes block (`tests/injury.rs`); with their myelin back the next spike passes, as fast as ever.
#[test]
fn a_stripped_stretch_blocks_the_spike_under_way_and_restored_lets_the_next_one_pass() {
    let mut stripped = under_way(FIBER);
    set(&mut stripped, BARE);
    stripped.advance(3.0);
    let stopped = front(&mut stripped);
    assert!((18..=21).contains(&stopped), "node {stopped}");
    assert!(stripped.measure(0).arrival_ms.is_none() && !stripped.measure(0).conducts);
    set(&mut stripped, ("myelin", ""));
    stripped.advance(20.0);
    stripped.stimulate().expect("a pulse");
    stripped.advance(3.0);
    let measured = stripped.measure(0);
    assert_eq!((measured.spikes, front(&mut stripped)), (1, 50));
    let mut intact = simulation("fiber=mrg&stim=0,23");
    intact.advance(3.0);
    let expected = intact.measure(0).velocity_m_per_s.expect("a velocity");
    assert_near("m/s", measured.velocity_m_per_s.expect("a velocity"), expected, 0.01 * expected);
}

/// Long after a change the fiber is the one built so: it rests where that does, and conducts as fast or as little.
#[test]
fn in_the_end_it_is_the_other_fiber() {
    for value in ["21-30:10", "21-30:0"] {
        let mut changed = under_way(FIBER);
        set(&mut changed, ("myelin", value));
        changed.advance(300.0);
        let (begin_ms, mut built) = (changed.time_ms(), simulation(&format!("{FIBER}&myelin={value}&stim={BEGIN_MS}")));
        changed.take_events();
        set(&mut changed, ("stim", &begin_ms.to_string()));
        changed.advance(3.0);
        built.advance(BEGIN_MS + 3.0);
        for (a, b) in voltages(&changed).iter().zip(voltages(&built)) {
            assert_near("mV", *a, b, 0.5);
        }
        let [a, b] = [(&mut changed, begin_ms), (&mut built, BEGIN_MS)].map(|(simulation, begin_ms)| {
            simulation.take_events().iter().map(|event| event.time_ms - begin_ms).collect::<Vec<_>>()
        });
        assert_eq!(a.len(), b.len(), "{value}");
        for (a, b) in a.iter().zip(b) {
            assert_near(&format!("{value}: ms"), *a, b, 0.005);
        }
    }
}

/// What is taken off or laid on while a spike is there makes no voltage leave its bounds, and none that alternates from step to step.
#[test]
fn stripping_under_a_spike_does_not_ring() {
    for spread in ["0", "0.2", "1"] {
        let mut simulation = under_way(&format!("{FIBER}&spread={spread}"));
        for value in ["9-16:0", "9-16:50", "11-20:0", ""] {
            set(&mut simulation, ("myelin", value));
            let mut past = [voltages(&simulation), voltages(&simulation)];
            let mut ringing: f64 = 0.0;
            for step in 0..100 {
                simulation.advance(simulation.tick_ms());
                let now = voltages(&simulation);
                assert!(now.iter().all(|v| v.abs() < 200.0));
                let bend = |k: usize| (now[k] - 2.0 * past[1][k] + past[0][k]).abs();
                if step > 20 {
                    ringing = (0..now.len()).map(bend).fold(ringing, f64::max);
                }
                past = [std::mem::take(&mut past[1]), now];
            }
            assert!(ringing < 1.0, "spread {spread}, {value:?}: {ringing} mV");
        }
    }
}

#[test]
fn a_measurement_says_since_when_it_holds() {
    let mut simulation = simulation("fiber=mrg&length=23");
    let changed = |simulation: &Simulation| simulation.measure(0).changed_at_ms;
    set(&mut simulation, ("celsius", "36"));
    assert_eq!(changed(&simulation), None);
    simulation.advance(0.25);
    // Pulses to come, and how it is shown, are part of the run from time 0.
    simulation.stimulate().expect("a pulse");
    set(&mut simulation, ("stim", "0,0.25,9"));
    set(&mut simulation, ("show", "transmembrane"));
    set(&mut simulation, ("sleep", "off"));
    assert_eq!(changed(&simulation), None);
    simulation.advance(0.75);
    assert!(simulation.measure(0).velocity_m_per_s.is_some());
    for (key, value) in
        [("stim", "0,9"), ("strength", "2"), ("celsius", "37"), ("ttx", "0.1"), ("myelin", "3:50"), ("e1.at", "3")]
    {
        simulation.advance(0.125);
        set(&mut simulation, (key, value));
        assert_eq!(changed(&simulation), Some(simulation.time_ms()), "{key}");
        assert_eq!((simulation.measure(0).spikes, simulation.measure(0).velocity_m_per_s), (0, None), "{key}");
    }
    simulation.reset();
    assert_eq!(changed(&simulation), None);
    // A spike under way is measured on the way that is left to it: the velocity is that of the other temperature.
    let mut cooled = under_way(FIBER);
    set(&mut cooled, ("celsius", "30"));
    cooled.advance(3.0);
    let between_mm = cooled.measure(0).velocity_between_mm.expect("a way");
    assert!(between_mm[0] > 13.0 * 1.15 && between_mm[1] > between_mm[0], "{between_mm:?}");
    let mut built = self::simulation("fiber=mrg&celsius=30");
    built.advance(3.0);
    let [now, expected] = [&cooled, &built].map(|simulation| simulation.measure(0).velocity_m_per_s.unwrap_or(0.0));
    assert_near("m/s", now, expected, 0.02 * expected);
    let json = |simulation: &Simulation| serde_json::to_string(&simulation.measure(0)).expect("JSON");
    assert!(json(&cooled).contains("changed_at_ms") && !json(&simulation).contains("changed_at_ms"));
}

/// Whoever sets an electrode while a spike is on its way gets what the scenario gives from time 0, to the bit.
#[test]
fn an_electrode_that_has_yet_to_begin_is_as_if_it_had_always_been_there() {
    let mut simulation = under_way("fiber=mrg&length=23");
    let begin_ms = simulation.time_ms();
    for (key, value) in [("delay", begin_ms.to_string()), ("at", "20.7".to_owned()), ("current", "3".to_owned())] {
        set(&mut simulation, (&format!("e1.{key}"), &value));
    }
    let mut built = self::simulation(&format!("fiber=mrg&length=23&e1.at=20.7&e1.current=3&e1.delay={begin_ms}"));
    simulation.advance(1.0);
    built.advance(begin_ms);
    built.advance(1.0);
    assert_eq!(simulation.time_ms(), built.time_ms());
    assert_eq!(voltages(&simulation), voltages(&built));
    assert_eq!(simulation.measure(0), built.measure(0));
    assert_eq!(simulation.measure(0).changed_at_ms, None);
    // Once it has begun, it cannot be moved without a trace.
    set(&mut simulation, ("e1.at", "19.55"));
    assert_eq!(simulation.measure(0).changed_at_ms, Some(simulation.time_ms()));
}

#[test]
fn it_says_what_acts_live() {
    let mut simulation = simulation("a.length=23");
    simulation.advance(0.25);
    for (key, value, live) in [
        ("a.celsius", "30", true),
        ("a.myelin", "3:0", true),
        ("a.spread", "0.5", true),
        ("b.ttx", "3", true),
        ("b.ko", "9", true),
        ("strength", "3", true),
        ("probe", "3", true),
        ("e1.current", "3", true),
        ("nothing", "3", true),
        ("a.diameter", "9", false),
        ("b.capacitance", "2", false),
        ("a.lamellae", "50", false),
        ("b.lidocaine", "50", false),
        ("a.length", "30", false),
        ("b.fiber", "squid", false),
    ] {
        assert_eq!(simulation.acts_live(key, value), live, "{key}={value}");
        let before_ms = simulation.time_ms();
        let _ = simulation.set_leniently(key, value).expect("allowed");
        assert_eq!(simulation.time_ms(), if live { before_ms } else { 0.0 }, "{key}={value}");
        simulation.advance(0.25);
    }
}

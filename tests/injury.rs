//! Myelin taken off, and nodal membrane spread where it was: what conducts, how fast, and what rests.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use saltatory::simulation::Measurement;
use saltatory::{Scenario, Simulation};

use support::assert_near;
use support::runs::{measured, simulation};

/// The first lane of `text`.
fn first(text: &str) -> Measurement {
    measured(text).swap_remove(0)
}

/// The less myelin ten internodes have, the slower; with none the spike stops at the node before them, or at the next.
#[test]
fn a_spike_slows_down_with_the_myelin_and_stops_without() {
    let mut faster = f64::INFINITY;
    for percent in [100, 50, 20, 10, 5] {
        let lane = first(&format!("fiber=mrg&myelin=21-30:{percent}"));
        let velocity = lane.velocity_m_per_s.unwrap_or_else(|| panic!("{percent} %: no velocity"));
        assert!(velocity < faster, "{percent} %: {velocity} m/s after {faster}");
        assert_eq!(lane.spikes, 1, "{percent} %");
        faster = velocity;
    }
    for text in ["fiber=mrg&myelin=21-30:0", "fiber=mrg&myelin=21-30:0&spread=0.005"] {
        let lane = first(text);
        assert!(!lane.conducts && lane.velocity_m_per_s.is_none(), "{text}");
        // Internode 21 begins at node 20, counted from 0.
        assert!([Some(18), Some(19), Some(20)].contains(&lane.last_fired_node), "{text}: {:?}", lane.last_fired_node);
    }
}

/// All of its myelin is what a fiber has anyway.
#[test]
fn whole_myelin_changes_no_bit() {
    let [mut named, mut plain] = ["fiber=mrg&myelin=1-50:100", "fiber=mrg"].map(simulation);
    for _ in 0..8 {
        named.advance(0.125);
        plain.advance(0.125);
        assert_eq!(named.internal_mv(0), plain.internal_mv(0));
        assert_eq!(named.transmembrane_mv(0), plain.transmembrane_mv(0));
    }
    assert_eq!(named.take_events(), plain.take_events());
    // A list of stretches is the same as one, and the order does not matter.
    let fractions = |text: &str| text.parse::<Scenario>().expect(text).resolve().swap_remove(0).myelin;
    assert_eq!(fractions("fiber=mrg&myelin=8:25,3-4:0"), fractions("fiber=mrg&myelin=3:0,4:0,8:25"));
}

/// With the membrane of the nodes all along it, a bare stretch conducts continuously, at less than a tenth of the velocity.
#[test]
fn a_bare_stretch_full_of_channels_conducts_slowly() {
    let intact = first("fiber=mrg").velocity_m_per_s.expect("a velocity");
    let bare = first("fiber=mrg&myelin=13-38:0&spread=1").velocity_m_per_s.expect("a velocity");
    assert!(bare < 0.1 * intact, "{bare} m/s of {intact} m/s");
    // A spike that begins inside the stretch needs fewer channels. It runs both ways, node by node.
    let mut inside =
        simulation("fiber=mrg&myelin=13-38:0&spread=0.1&strength=0&e1.at=28.75&e1.current=100&e1.width=0.5");
    inside.advance(20.0);
    let events = inside.take_events();
    let time_ms = |site: usize| events.iter().find(|event| event.site == site).expect("a spike").time_ms;
    for (near, far) in [(22, 18), (28, 32)] {
        let velocity = 4.0 * 1.15 / (time_ms(far) - time_ms(near));
        assert!((0.0..0.05 * intact).contains(&velocity), "{velocity} m/s from node {near} to node {far}");
    }
}

/// Velocities of a spike from node to node through six bare internodes, m/s, and the spikes that come out.
fn through_the_stretch(text: &str) -> (Vec<f64>, usize) {
    let mut fiber = simulation(&format!("{text}&myelin=20-25:0"));
    fiber.advance(20.0);
    let (spacing_mm, spikes) = (1e-3 * fiber.info(0).node_spacing_um, fiber.measure(0).spikes);
    let events = fiber.take_events();
    let time_ms = |site: usize| {
        let event = events.iter().find(|event| event.site == site);
        event.unwrap_or_else(|| panic!("{text}: no spike at node {site}")).time_ms
    };
    // Internodes 21 to 24 have a bare one on either side.
    ((20..24).map(|node| spacing_mm / (time_ms(node + 1) - time_ms(node))).collect(), spikes)
}

/// Thin fibers conduct through bare internodes into which channels have spread, one spike out for one in: continuously, that
/// is as fast in every one of them, and several times more slowly than in myelin.
///
/// Rasminsky, Kearney, Aguayo & Bray, Brain Res 143:71 (1978): below 2 m/s at 26 C where the axons of dystrophic mice are bare.
/// A demyelinated axon may send more spikes out than in (Burchiel 1980; Targ & Kocsis 1986); here its potassium channels decide.
#[test]
fn bare_internodes_with_channels_conduct_slowly_and_continuously() {
    let healthy =
        |diameter: f64| first(&format!("fiber=mrg&diameter={diameter}")).velocity_m_per_s.expect("a velocity");
    for (diameter, text, spikes) in [
        (2.0, "spread=0.5", 1),
        (5.7, "spread=0.5&k=2", 1),
        (5.7, "spread=0.1", 3), // NEURON counts as many: tests/reference/neuron.json
    ] {
        let text = format!("fiber=mrg&diameter={diameter}&{text}");
        let (velocities, out) = through_the_stretch(&text);
        assert_eq!(out, spikes, "{text}");
        for v in &velocities {
            assert_near(&format!("{text}: continuous"), v / velocities[1], 1.0, 0.03);
            assert!((0.03..0.2).contains(&(v / healthy(diameter))), "{text}: {v} m/s");
        }
    }
    for (diameter, spread) in [(2.0, 0.1), (2.0, 1.0), (5.7, 0.1), (5.7, 1.0)] {
        let text = format!("fiber=mrg&diameter={diameter}&spread={spread}&celsius=26");
        let (velocities, _) = through_the_stretch(&text);
        assert!(velocities.iter().all(|v| (0.3..2.0).contains(v)), "{text}: {velocities:?} m/s");
    }
}

/// With fewer potassium channels a fiber rests a little higher, and stays there, though there is a second, depolarised rest
/// by then. (NEURON, which comes to its rest from -80 mV, finds the same one with 8 mM TEA: tests/reference/neuron.json.)
#[test]
fn a_fiber_with_few_potassium_channels_keeps_its_rest() {
    let mut before = f64::NEG_INFINITY;
    for k in [1.0, 0.8, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0] {
        let text = format!("fiber=mrg&length=15&k={k}&strength=0");
        let mut fiber = simulation(&text);
        let rest = fiber.rest_mv(0).to_vec();
        fiber.advance(40.0);
        for (now, rest) in fiber.transmembrane_mv(0).iter().zip(&rest) {
            assert_near(&text, *now, *rest, 1e-6);
        }
        let middle = rest[rest.len() / 2];
        assert!((-80.0..-77.0).contains(&middle) && middle > before, "{text}: {middle} mV after {before}");
        before = middle;
    }
}

/// Near its ends and its injuries a fiber of 2,000 internodes rests as one of 500 does, far from them as a whole one; and there it stays,
/// also where it was led by a change while it ran.
#[test]
fn a_long_fiber_rests_as_short_ones_do() {
    let built = |internodes: f64, injured: &str, celsius: f64| {
        let spacing_mm = 1e-3 * simulation("fiber=mrg&diameter=1").info(0).node_spacing_um;
        let length_mm = spacing_mm * internodes;
        let text =
            format!("fiber=mrg&diameter=1&length={length_mm}&celsius={celsius}&strength=0&sleep=off&myelin={injured}");
        let fiber = simulation(&text);
        assert_eq!(fiber.excitable(0).len(), internodes as usize + 1, "{text}");
        fiber
    };
    let rest = |fiber: &Simulation| fiber.rest_mv(0).to_vec();
    // An internode has ten compartments, and begins with a node.
    let period = 11;
    for celsius in [37.0, 27.0] {
        let mut long = built(2000.0, "1000-1020:0,1500:50", 37.0);
        long.set("celsius", &celsius.to_string()).expect("allowed");
        let found = rest(&long);
        for (short, from, to, nodes) in [
            // Both ends, the bare stretch, and the thin internode; numbers from 1, places from 0.
            (built(500.0, "250:100", celsius), 0, 0, 150),
            (built(500.0, "250:100", celsius), 350, 1850, 150),
            (built(500.0, "250-270:0", celsius), 150, 900, 220),
            (built(500.0, "250:50", celsius), 150, 1400, 200),
        ] {
            let expected = &rest(&short)[period * from..=period * (from + nodes)];
            let found = &found[period * to..=period * (to + nodes)];
            for (k, (found, expected)) in found.iter().zip(expected).enumerate() {
                assert_near(&format!("{celsius} C, compartment {k} after node {to}"), *found, *expected, 1e-9);
            }
        }
        let middle = rest(&built(500.0, "250:100", celsius))[period * 250];
        assert_near("far from all", found[period * 500], middle, 1e-9);
        long.advance(1.0);
        for (now, rest) in long.transmembrane_mv(0).iter().zip(&found) {
            assert_near(&format!("{celsius} C, 1 ms later"), *now, *rest, 1e-6);
        }
    }
}

/// The membrane of the nodes alone rests near -88 mV, and has an unstable steady state near -61 mV: what rests is the lower.
#[test]
fn a_fiber_with_spread_channels_rests_where_it_stays() {
    for spread in [0.005, 0.05, 0.1, 1.0] {
        let text = format!("fiber=mrg&length=20&myelin=5-13:0&spread={spread}&strength=0");
        let mut resting = simulation(&text);
        let mut disturbed = simulation(&format!("{text}&e1.at=10&e1.current=-0.1&e1.width=1"));
        let rest = resting.rest_mv(0).to_vec();
        resting.advance(40.0);
        disturbed.advance(40.0);
        for (k, rest) in rest.iter().enumerate() {
            assert_near(&format!("{spread}, {k}, undisturbed"), resting.transmembrane_mv(0)[k], *rest, 1e-5);
            assert_near(&format!("{spread}, {k}, disturbed"), disturbed.transmembrane_mv(0)[k], *rest, 0.5);
        }
        assert!(rest.iter().all(|v| (-90.0..-79.0).contains(v)), "{spread}: {rest:?}");
    }
}

/// Between those densities nothing holds the stretch anywhere: it fires by itself.
#[test]
fn a_fiber_without_a_lasting_rest_fires_by_itself() {
    let mut fiber = simulation("fiber=mrg&length=20&myelin=5-13:0&spread=0.03&strength=0");
    assert!(fiber.rest_mv(0).iter().all(|v| (v + 80.0).abs() < 0.1), "it begins where it would rest without them");
    let mut peak = f64::MIN;
    for _ in 0..120 {
        fiber.advance(0.5);
        peak = fiber.transmembrane_mv(0).iter().copied().fold(peak, f64::max);
    }
    assert!(peak > -20.0, "{peak} mV");
}

/// `g = d / (d + 2 n t)`, with the lamella thickness `t = (D - d) / (2 n)` of the published row: 10 um has 6.9 um, 120 lamellae.
#[test]
fn the_g_ratio_follows_the_lamellae() {
    for (text, expected) in [
        ("fiber=mrg", 0.69),
        ("fiber=mrg&lamellae=60", 6.9 / (6.9 + 0.5 * 3.1)),
        ("fiber=mrg&lamellae=240", 6.9 / (6.9 + 2.0 * 3.1)),
        ("fiber=mrg&diameter=16", 12.7 / 16.0),
    ] {
        assert_near(text, simulation(text).info(0).g_ratio.unwrap_or(f64::NAN), expected, 1e-12);
    }
    assert_eq!(simulation("fiber=c").info(0).g_ratio, None);
    // Half the lamellae of every internode are half the myelin.
    let [mut fewer, mut less] =
        ["fiber=mrg&length=10&lamellae=60", "fiber=mrg&length=10&myelin=1-9:50"].map(simulation);
    for simulation in [&mut fewer, &mut less] {
        simulation.set("amplitude", "1").expect("allowed");
        simulation.reset();
        simulation.advance(0.5);
    }
    for (k, (a, b)) in fewer.internal_mv(0).iter().zip(less.internal_mv(0)).enumerate() {
        assert_near(&format!("compartment {k}, mV"), *a, *b, 1e-6);
    }
}

#[test]
fn injuries_are_refused_where_they_do_not_apply() {
    for (text, key, given) in [
        ("fiber=c&myelin=1:50", "myelin", "1:50"),
        ("fiber=squid&spread=0.1", "spread", "0.1"),
        ("fiber=c&internode=500", "internode", "500"),
        ("fiber=squid&lamellae=50", "lamellae", "50"),
        ("a.fiber=mrg&b.fiber=c&b.myelin=1:50", "b.myelin", "1:50"),
        ("fiber=mrg&myelin=51:0", "myelin", "internode 51"),
        ("fiber=mrg&length=10&myelin=1-12:0", "myelin", "internode 12"),
        ("fiber=mrg&myelin=0:50", "myelin", "0:50"),
        ("fiber=mrg&myelin=3:101", "myelin", "3:101"),
        ("fiber=mrg&myelin=3:-1", "myelin", "3:-1"),
        ("fiber=mrg&myelin=3:nan", "myelin", "3:nan"),
        ("fiber=mrg&myelin=4-3:50", "myelin", "4-3:50"),
        ("fiber=mrg&myelin=3:50,2-4:10", "myelin", "3:50,2-4:10"),
        ("fiber=mrg&myelin=50", "myelin", "50"),
        ("fiber=mrg&myelin=1-99999999999999999999:0", "myelin", "1-99999999999999999999:0"),
        ("fiber=mrg&spread=1.1", "spread", "1.1"),
        ("fiber=mrg&internode=10", "internode", "10"),
        ("fiber=mrg&lamellae=0", "lamellae", "0"),
    ] {
        let error = text.parse::<Scenario>().expect_err(text);
        assert_eq!((error.key.as_str(), error.given.as_str()), (key, given), "{text}: {error}");
        assert!(!error.allowed.words.is_empty(), "{text}");
    }
}

//! The experiments against NEURON 9.0.2: see `tests/reference/README.md`.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use saltatory::experiment::{
    Polarity, Preparation, default_widths_ms, follow, recovery, refractory, strength_duration, threshold,
};
use serde_json::Value;
use support::runs::scenario;
use support::validation::assert_rows;
use support::{assert_near, number, rows, text};

fn reference_protocols() -> Value {
    serde_json::from_str(include_str!("reference/protocols.json")).expect("protocols.json is JSON")
}

fn preparation(text: &str) -> Preparation {
    Preparation::new(&scenario(text), 0).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Allowed: 1 %.
#[test]
fn strength_duration_agrees_with_neuron() {
    let reference = &reference_protocols()["squid_strength_duration"];
    let rows = rows(reference, "rows");
    let widths: Vec<f64> = rows.iter().map(|row| number(row, "width_ms").expect("a width")).collect();
    let mut squid = preparation(text(reference, "scenario"));
    let found = strength_duration(&mut squid, &widths, Polarity::Depolarising).expect("it ends");
    assert_rows(&support::validation::protocols::strength_durations());
    for ours in &found.thresholds {
        assert_eq!(ours.charge_pc, ours.threshold_na.map(|threshold| threshold * ours.duration_ms));
    }
    // NEURON's 10 ms threshold is that of an endless pulse: it no longer falls with the width.
    let rheobase = number(&rows[4], "threshold_na").expect("a threshold");
    assert_near("rheobase, nA", found.rheobase_na.expect("a rheobase"), rheobase, 0.01 * rheobase);
    // The chronaxie is measured with a pulse of twice the rheobase: that pulse's own threshold is twice the rheobase.
    let chronaxie_ms = found.chronaxie_ms.expect("a chronaxie");
    let back = threshold(&mut squid, chronaxie_ms, Polarity::Depolarising)
        .expect("it ends")
        .threshold_na
        .expect("a threshold");
    assert_near("threshold at the chronaxie, nA", back, 2.0 * found.rheobase_na.expect("a rheobase"), 0.005 * back);
    // Neither law is exact for a cable with channels; the resistor and capacitor come closer.
    let (weiss, lapicque) = (found.weiss.expect("a fit"), found.lapicque.expect("a fit"));
    assert!(lapicque.residual < weiss.residual && weiss.residual < 0.1, "{weiss:?} {lapicque:?}");
    assert_near("chronaxie by Lapicque's law, ms", lapicque.chronaxie_ms, chronaxie_ms, 0.2 * chronaxie_ms);
}

/// NEURON's value is of implicit Euler at 0.005 ms, whose velocity is 9 % low: hence 2 %.
#[test]
fn myelinated_threshold_agrees_with_neuron() {
    let reference = &reference_protocols()["mrg_threshold"];
    let found = threshold(&mut preparation(text(reference, "scenario")), 0.1, Polarity::Depolarising).expect("it ends");
    let expected = number(reference, "threshold_na").expect("a threshold");
    assert_near("threshold, nA", found.threshold_na.expect("a threshold"), expected, 0.02 * expected);
}

/// Allowed: 2 % of intervals, 1 % of thresholds.
#[test]
fn refractory_periods_agree_with_neuron() {
    let reference = &reference_protocols()["squid_refractory"];
    let rows = rows(reference, "rows");
    let intervals: Vec<f64> = rows.iter().map(|row| number(row, "interval_ms").expect("an interval")).collect();
    let found = refractory(&mut preparation(text(reference, "scenario")), &intervals).expect("it ends");
    let absolute = number(&reference["shortest_interval_ms"][0], "interval_ms").expect("an interval");
    assert_near("absolute, ms", found.absolute_ms.expect("an interval"), absolute, 0.02 * absolute);
    for (row, ours) in rows.iter().zip(&found.second) {
        let name = format!("second threshold after {} ms, nA", ours.interval_ms);
        match number(row, "threshold_na") {
            Some(expected) => assert_near(&name, ours.threshold_na.expect(&name), expected, 0.01 * expected),
            None => assert_eq!((ours.threshold_na, ours.ratio), (None, None), "{name}"),
        }
    }
    // Back within 5 % of rest: NEURON's ratio is 1.18 at 15 ms and 0.91 at 18 ms.
    let relative = found.relative_ms.expect("an interval");
    assert!((15.0..18.0).contains(&relative), "{relative} ms");
}

/// A second spike of twice the threshold (NEURON: from 11.04 ms on, within 2 %) is the same question asked the other way.
#[test]
fn second_threshold_is_twice_that_of_rest_where_neuron_says() {
    let reference = &reference_protocols()["squid_refractory"];
    let interval_ms = number(&reference["shortest_interval_ms"][1], "interval_ms").expect("an interval");
    let intervals = [0.98 * interval_ms, 1.02 * interval_ms];
    let found = refractory(&mut preparation(text(reference, "scenario")), &intervals).expect("it ends");
    let ratios: Vec<f64> = found.second.iter().map(|second| second.ratio.expect("a threshold")).collect();
    assert!(ratios[0] > 2.0 && ratios[1] < 2.0, "{ratios:?}");
}

/// In the wake of a spike the next is slow, then for a while faster than the first (the squid axon's membrane rings), and
/// long after it is the same.
#[test]
fn velocity_recovers() {
    let found = recovery(&mut preparation("fiber=squid"), &[4.0, 7.0, 20.0, 150.0]).expect("it ends");
    let ratios: Vec<Option<f64>> = found.second.iter().map(|second| second.ratio).collect();
    let [None, Some(early), Some(supernormal), Some(late)] = ratios[..] else { panic!("{ratios:?}") };
    assert!(early < 0.9 && supernormal > 1.01, "{ratios:?}");
    assert_near("late velocity, of the first", late, 1.0, 5e-4);
    let spacing = found.second[3].spike_interval_ms.expect("a spike");
    assert_near("spacing of spikes, ms", spacing, 150.0, 1.0);
    // Without intervals: twelve, all of which have a second spike.
    let found = recovery(&mut preparation("fiber=squid&length=40"), &[]).expect("it ends");
    assert_eq!(found.second.len(), 12);
    assert!(found.second.iter().all(|second| second.velocity_m_per_s.is_some()), "{found:?}");
}

/// What is followed is followed by the definition: at the interval found, and not at one 2 % shorter.
#[test]
fn the_highest_rate_is_followed_and_a_higher_one_is_not() {
    let mut squid = preparation("fiber=squid&length=40");
    let found = follow(&mut squid, 1.5, 10).expect("it ends");
    let (interval_ms, threshold_na) = (found.interval_ms.expect("a rate"), found.threshold_na.expect("a threshold"));
    assert_near("rate, Hz", found.rate_hz.expect("a rate"), 1e3 / interval_ms, 1e-9);
    let spikes = |interval_ms: f64| {
        let onsets: Vec<String> = (0..10).map(|k| (f64::from(k) * interval_ms).to_string()).collect();
        let text = format!("fiber=squid&length=40&amplitude={}&stim={}", 1.5 * threshold_na, onsets.join(","));
        support::runs::measured(&text)[0].spikes
    };
    assert_eq!(spikes(1.002 * interval_ms), 10);
    assert!(spikes(0.98 * interval_ms) < 10);
    // No faster than one pulse can follow another (11 ms at twice the threshold), and not much slower.
    assert!((11.0..20.0).contains(&interval_ms), "{interval_ms} ms");
}

/// Anode break: a long enough pulse of the other sign makes a spike at its end, and needs more current than a depolarising
/// one. The node of the myelinated fiber does not do that in 0.1 ms, and the search ends.
#[test]
fn a_hyperpolarising_pulse_excites_at_its_end() {
    let mut squid = preparation("fiber=squid&length=40");
    let cathodal =
        threshold(&mut squid, 10.0, Polarity::Depolarising).expect("it ends").threshold_na.expect("a threshold");
    let anodal =
        threshold(&mut squid, 10.0, Polarity::Hyperpolarising).expect("it ends").threshold_na.expect("a threshold");
    assert!(anodal < -cathodal, "{anodal} nA against {cathodal} nA");
    let none = threshold(&mut preparation("fiber=mrg&length=12"), 0.1, Polarity::Hyperpolarising).expect("it ends");
    assert_eq!((none.threshold_na, none.charge_pc), (None, None));
}

/// An electrode outside excites as a cathode with less current than as an anode; in the far field of a long fiber the
/// threshold grows with the distance (McNeal, IEEE Trans Biomed Eng 23:329, 1976). One inside, in the middle of a long cable,
/// has both sides to charge: twice the current of the end for a long pulse.
#[test]
fn any_electrode_has_a_threshold() {
    let at = |text: &str| Preparation::at_electrode(&scenario(text), 0, 1).unwrap_or_else(|error| panic!("{error}"));
    let outside = |distance: f64, polarity| {
        let text = format!("fiber=mrg&length=23&e1.tip=outside&e1.at=11.5&e1.width=0.1&e1.distance={distance}");
        threshold(&mut at(&text), 0.1, polarity).expect("it ends").threshold_na.expect("a threshold")
    };
    let cathode = outside(1.0, Polarity::Depolarising);
    assert!(cathode < 0.0 && outside(1.0, Polarity::Hyperpolarising) > -2.0 * cathode, "{cathode} nA");
    assert!(outside(2.0, Polarity::Depolarising) < 2.0 * cathode);
    let inside =
        threshold(&mut at("fiber=squid&e1.at=50"), 10.0, Polarity::Depolarising).expect("it ends").threshold_na;
    let end = threshold(&mut preparation("fiber=squid"), 10.0, Polarity::Depolarising).expect("it ends").threshold_na;
    assert_near("ratio of middle and end", inside.expect("a threshold") / end.expect("a threshold"), 2.0, 0.01);
}

/// Outside at 0.5 to 4 mm, cathode and anode, of three lengths, biphasic; inside, biphasic; five fibers. Allowed: 1 %.
#[test]
fn thresholds_of_declared_electrodes_agree_with_neuron() {
    assert_rows(&support::validation::protocols::electrode_thresholds());
}

fn declared(text: &str) -> (Preparation, usize) {
    Preparation::as_declared(&scenario(text), 0).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// `I = I0 + k r²` (Stoney, Thompson & Asanuma, J Neurophysiol 31:659, 1968): from 1 and 4 mm to 2 mm within 2 %. (Nearer than the
/// distance between two nodes it matters which part of the fiber is the nearest.)
#[test]
fn the_threshold_of_a_cathode_grows_with_the_square_of_its_distance() {
    let at = |distance_mm: f64| {
        let text = format!("fiber=mrg&length=23&e1.tip=outside&e1.at=11.5&e1.width=0.1&e1.distance={distance_mm}");
        -threshold(&mut declared(&text).0, 0.1, Polarity::Given).expect("it ends").threshold_na.expect("a threshold")
    };
    let (near, far) = (at(1.0), at(4.0));
    let k = (far - near) / 15.0;
    assert_near("threshold at 2 mm, nA", at(2.0), near + 3.0 * k, 0.02 * (near + 3.0 * k));
    assert!(far > 5.0 * near, "{near} {far}");
}

/// The sign is that of the scenario's current, the shape and width too; a lane without an electrode has its stimulator.
#[test]
fn an_experiment_takes_the_electrode_as_declared() {
    let outside = "fiber=mrg&length=23&e1.tip=outside&e1.at=11.5&e1.width=0.1";
    let found = |text: &str| {
        let (mut preparation, number) = declared(text);
        let width_ms = preparation.duration_ms();
        (
            number,
            threshold(&mut preparation, width_ms, Polarity::Given).expect("it ends").threshold_na.expect("a threshold"),
        )
    };
    let (number, cathode) = found(&format!("{outside}&e1.current=-5"));
    let (_, anode) = found(&format!("{outside}&e1.current=5"));
    assert!(number == 1 && cathode < 0.0 && anode > -2.0 * cathode, "{cathode} {anode}");
    let (_, biphasic) = found(&format!("{outside}&e1.current=-5&e1.wave=biphasic"));
    assert!(biphasic < 1.05 * cathode, "{biphasic} nA takes out what {cathode} nA put in");
    assert_eq!(found(outside).1, cathode, "a current left at its default depolarises");
    // From the other end it is the same; the times of the scenario play no part.
    let right = found("fiber=mrg&length=23&e1.at=23&e1.width=0.1&e1.delay=7&e1.count=3").1;
    let left = found("fiber=mrg&length=23&strength=3&stim=5").1;
    assert_near("threshold of the right end, nA", right, left, 2e-3 * left);
    let (_, none) = declared("a.fiber=c&a.length=2&b.fiber=c&b.length=2&e1.lane=b");
    assert_eq!(none, 0, "the electrode is at the other lane");
}

/// Strength against duration outside: Weiss's law, with a shorter chronaxie than an electrode inside the bare axon has, and
/// refractory periods as ever.
#[test]
fn protocols_run_with_an_electrode_outside() {
    let (mut mrg, _) = declared("fiber=mrg&length=23&e1.tip=outside&e1.at=11.5&e1.width=0.1&e1.current=-1");
    let found = strength_duration(&mut mrg, &[0.02, 0.05, 0.1, 0.5], Polarity::Given).expect("it ends");
    let currents: Vec<f64> = found.thresholds.iter().map(|row| row.threshold_na.expect("a threshold")).collect();
    assert!(currents.windows(2).all(|pair| pair[0] < pair[1] && pair[1] < 0.0), "{currents:?}");
    assert!(found.weiss.expect("a fit").residual < 0.1, "{found:?}");
    assert!(found.rheobase_na.expect("a rheobase") > currents[3] && found.chronaxie_ms.expect("a chronaxie") < 0.5);
    let absolute_ms = refractory(&mut mrg, &[]).expect("it ends").absolute_ms.expect("an interval");
    assert!((0.3..3.0).contains(&absolute_ms), "{absolute_ms} ms");
    // A spike from the middle is timed on the longer way from there: about as fast as one from the end.
    let first = |text: &str| {
        recovery(&mut declared(text).0, &[20.0]).expect("it ends").first_velocity_m_per_s.expect("a velocity")
    };
    let (middle, end) = (first("fiber=mrg&e1.at=28.75&e1.width=0.1"), first("fiber=mrg"));
    assert_near("velocity from the middle, m/s", middle, end, 0.01 * end);
}

#[test]
fn default_widths_contain_the_lanes_own() {
    assert!(default_widths_ms(0.5).contains(&0.5));
    assert_eq!(default_widths_ms(0.1)[..2], [0.02, 0.05]);
}

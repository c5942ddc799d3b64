//! A patch of squid axon under pulses and steady current, against NEURON 9.0.2: see `tests/reference/README.md`.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use saltatory::experiment::{Polarity, Preparation, f_i, firing, recovery, threshold};
use serde_json::Value;
use support::runs::scenario;
use support::{assert_near, number, rows};

fn squid_point() -> Value {
    let protocols: Value = serde_json::from_str(include_str!("reference/protocols.json")).expect("JSON");
    protocols["squid_point"].clone()
}

/// A patch, and the current in nA that is 1 uA/cm² of it.
fn patch(text: &str) -> (Preparation, f64) {
    let patch = Preparation::new(&scenario(text), 0).unwrap_or_else(|error| panic!("{text}: {error}"));
    let area_cm2 = patch.area_cm2().expect("a patch has an area");
    (patch, 1e3 * area_cm2)
}

/// Allowed: 1 % of the rate, 0.1 mV of the extremes of the voltage in the last second.
#[test]
fn rates_agree_with_neuron() {
    let (mut patch, unit_na) = patch("fiber=patch");
    for row in rows(&squid_point(), "rates") {
        let density = number(&row, "i_ua_per_cm2").expect("a current");
        let found = firing(&mut patch, density * unit_na);
        let expected = |key| number(&row, key).unwrap_or_else(|| panic!("no {key} in {row}"));
        let rate_hz = expected("rate_hz");
        assert_near(&format!("rate at {density} uA/cm2, Hz"), found.rate_hz, rate_hz, 0.01 * rate_hz);
        assert_near(&format!("highest at {density} uA/cm2, mV"), found.highest_mv, expected("vmax_mv"), 0.1);
        assert_near(&format!("lowest at {density} uA/cm2, mV"), found.lowest_mv, expected("vmin_mv"), 0.1);
    }
}

/// Allowed: 1 %. The block is the upper Hopf point, from which on rest under current is stable.
#[test]
fn rheobase_onset_and_block_agree_with_neuron() {
    let reference = squid_point();
    let found = f_i(&mut patch("fiber=patch").0, &[]);
    for (key, found) in [
        ("rheobase_single_ua_per_cm2", found.rheobase),
        ("rheobase_sustained_ua_per_cm2", found.onset),
        ("hopf_upper_ua_per_cm2", found.block),
    ] {
        let expected = number(&reference, key).unwrap_or_else(|| panic!("no {key}"));
        let density = found.and_then(|firing| firing.density_ua_per_cm2).expect("a current");
        assert_near(&format!("{key}, uA/cm2"), density, expected, 0.01 * expected);
    }
    // The curve goes from the one to the other, ever faster; at the block the rate is 0.
    let (last, rising) = found.curve.split_last().expect("a curve");
    assert_eq!((found.curve.len(), last.rate_hz), (16, 0.0));
    assert!(rising.windows(2).all(|pair| pair[0].rate_hz < pair[1].rate_hz), "{rising:?}");
}

/// Allowed: 1 %.
#[test]
fn thresholds_of_pulses_agree_with_neuron() {
    let (mut patch, _) = patch("fiber=patch");
    let reference = squid_point();
    for (list, width, polarity, sign) in [
        ("strength_duration", "width_ms", Polarity::Depolarising, 1.0),
        ("anode_break", "duration_ms", Polarity::Hyperpolarising, -1.0),
    ] {
        for row in rows(&reference, list) {
            let expected = sign * number(&row, "threshold_ua_per_cm2").expect("a threshold");
            let found = threshold(&mut patch, number(&row, width).expect("a width"), polarity);
            let density = found.density_ua_per_cm2.expect("a threshold");
            assert_near(&format!("{list} {row}, uA/cm2"), density, expected, 0.01 * expected.abs());
        }
    }
}

/// The area of a patch changes nothing but the unit of its currents; and a patch has no velocity.
#[test]
fn a_patch_is_its_membrane() {
    let densities = ["fiber=patch", "fiber=patch&diameter=10&length=3"].map(|text| {
        let (mut patch, _) = patch(text);
        threshold(&mut patch, 0.5, Polarity::Depolarising).density_ua_per_cm2.expect("a threshold")
    });
    assert_near("density at threshold, uA/cm2", densities[1], densities[0], 2e-3 * densities[0]);
    let found = recovery(&mut patch("fiber=patch").0, &[20.0]);
    assert_eq!((found.first_velocity_m_per_s, found.second[0].ratio), (None, None));
}

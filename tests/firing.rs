//! A patch of squid axon under pulses and steady current, against NEURON 9.0.2: see `tests/reference/README.md`.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use saltatory::experiment::{Polarity, Preparation, f_i, recovery, threshold};
use support::assert_near;
use support::runs::scenario;
use support::validation::{assert_rows, protocols};

/// A patch, and the current in nA that is 1 uA/cm² of it.
fn patch(text: &str) -> (Preparation, f64) {
    let patch = Preparation::new(&scenario(text), 0).unwrap_or_else(|error| panic!("{text}: {error}"));
    let area_cm2 = patch.area_cm2().expect("a patch has an area");
    (patch, 1e3 * area_cm2)
}

#[test]
fn rates_rheobase_onset_and_block_agree_with_neuron() {
    assert_rows(&protocols::firing_rates());
}

#[test]
fn thresholds_of_pulses_agree_with_neuron() {
    assert_rows(&protocols::patch_thresholds());
}

/// The curve goes from the onset to the block, ever faster; at the block the rate is 0.
#[test]
fn the_curve_rises_from_onset_to_block() {
    let found = f_i(&mut patch("fiber=patch").0, &[]).expect("it ends");
    let (last, rising) = found.curve.split_last().expect("a curve");
    assert_eq!((found.curve.len(), last.rate_hz), (16, 0.0));
    assert!(rising.windows(2).all(|pair| pair[0].rate_hz < pair[1].rate_hz), "{rising:?}");
}

/// The area of a patch changes nothing but the unit of its currents; and a patch has no velocity.
#[test]
fn a_patch_is_its_membrane() {
    let densities = ["fiber=patch", "fiber=patch&diameter=10&length=3"].map(|text| {
        let (mut patch, _) = patch(text);
        threshold(&mut patch, 0.5, Polarity::Depolarising).expect("it ends").density_ua_per_cm2.expect("a threshold")
    });
    assert_near("density at threshold, uA/cm2", densities[1], densities[0], 2e-3 * densities[0]);
    let found = recovery(&mut patch("fiber=patch").0, &[20.0]).expect("it ends");
    assert_eq!((found.first_velocity_m_per_s, found.second[0].ratio), (None, None));
}

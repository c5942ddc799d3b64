//! A patch of membrane: against NEURON 9.0.2 (`tests/reference/README.md`), and as what a cable is made of.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use saltatory::simulation::Measurement;

use support::runs::{measured, simulation};
use support::{assert_near, number, reference, rows, text};

/// Area of the default patch, cm²: pi x 100 um x 1 mm.
const AREA_CM2: f64 = std::f64::consts::PI * 0.01 * 0.1;

fn one(text: &str) -> Measurement {
    measured(text).remove(0)
}

/// The spike that a brief pulse makes: peak within 0.1 mV, half-width within 0.5 %, after-potential within 0.02 mV.
#[test]
fn a_squid_patch_fires_as_in_neuron() {
    let mut compared = 0;
    for row in rows(&reference(), "patches") {
        let name = text(&row, "name");
        let density = number(&row, "density_ua_per_cm2").expect("density");
        let lane = one(&format!("{}&amplitude={}", text(&row, "scenario"), 1e3 * AREA_CM2 * density));
        let expected = |key: &str| number(&row, key).unwrap_or_else(|| panic!("{name}: no {key}"));
        assert_near(&format!("{name}, peak"), lane.peak_mv.unwrap_or(f64::NAN), expected("peak_mv"), 0.1);
        let width = expected("half_width_ms");
        assert_near(&format!("{name}, half-width"), lane.half_width_ms.unwrap_or(f64::NAN), width, 0.005 * width);
        let after = lane.after_potential_mv.unwrap_or(f64::NAN);
        assert_near(&format!("{name}, after-potential"), after, expected("after_mv"), 0.02);
        assert_eq!((lane.spikes, lane.velocity_m_per_s), (1, None), "{name}");
        compared += 1;
    }
    assert_eq!(compared, 2);
}

/// Thresholds of pulses from 0.05 ms to a step that never ends (2.236 uA/cm²), within 0.2 %: ours are bisected to 0.1 %.
#[test]
fn thresholds_are_those_of_neuron() {
    for row in rows(&reference(), "patch_thresholds") {
        let text = text(&row, "scenario");
        let threshold = simulation(text).info(0).threshold_na.unwrap_or_else(|| panic!("{text}: no threshold"));
        let expected = number(&row, "threshold_ua_per_cm2").expect("threshold");
        assert_near(text, 1e-3 * threshold / AREA_CM2, expected, 2e-3 * expected);
    }
}

/// Twice the area under twice the current is the same patch.
#[test]
fn size_does_not_matter() {
    for membrane in ["squid", "c", "mrg", "frog"] {
        let at = |shape: &str| one(&format!("fiber=patch&membrane={membrane}&{shape}"));
        let (small, large) = (at("diameter=10&length=0.1"), at("diameter=200&length=3"));
        assert!(small.conducts && small.spikes == large.spikes, "{membrane}: {small:?}");
        let scale = 20.0 * 30.0;
        let ratio = large.threshold_na.unwrap_or(f64::NAN) / small.threshold_na.unwrap_or(f64::NAN);
        assert_near(&format!("{membrane}: threshold"), ratio / scale, 1.0, 1e-9);
        let peaks = [&small, &large].map(|lane| lane.peak_mv.unwrap_or(f64::NAN));
        assert_near(&format!("{membrane}: peak"), peaks[1], peaks[0], 1e-6);
        assert_near(&format!("{membrane}: rest"), large.rest_mv, small.rest_mv, 1e-9);
    }
}

/// A patch rests where a cable of its membrane does; that of the frog where its fiber does.
#[test]
fn a_patch_rests_as_its_cable() {
    for (membrane, celsius) in [("squid", 6.3), ("c", 37.0), ("frog", 20.0), ("squid", 18.5)] {
        for ko in ["", "&ko=20"] {
            let conditions = format!("celsius={celsius}{ko}");
            let patch = simulation(&format!("fiber=patch&membrane={membrane}&{conditions}")).info(0).rest_mv;
            let cable = simulation(&format!("fiber={membrane}&{conditions}")).info(0).rest_mv;
            assert_near(&format!("{membrane}, {conditions}"), patch, cable, 1e-9);
        }
    }
}

//! The engine at its default settings against NEURON 9.0.2, independent solvers and closed forms: see
//! `tests/reference/README.md`. `cargo xtask validate` prints the same rows as a table.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use support::validation::{assert_rows, closed_forms, published, waveforms};

#[test]
fn spikes_agree_with_neuron() {
    assert_rows(&published::spikes());
}

#[test]
fn myelinated_fiber_rests_as_in_neuron() {
    assert_rows(&published::rests());
}

#[test]
fn thresholds_agree_with_neuron() {
    assert_rows(&published::thresholds());
}

#[test]
fn waveforms_agree_with_neuron_and_an_independent_solver() {
    assert_rows(&waveforms::rows());
}

#[test]
fn uniform_cables_scale() {
    assert_rows(&closed_forms::scaling());
}

#[test]
fn passive_cable_agrees_with_its_closed_form() {
    assert_rows(&closed_forms::rallpack());
}

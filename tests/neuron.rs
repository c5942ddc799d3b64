//! The engine against the stored results of the exported scripts in NEURON. `cargo xtask validate --neuron` runs the scripts
//! themselves.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use support::validation::{assert_rows, neuron};

#[test]
fn stored_results_of_neuron_are_met() {
    assert_rows(&neuron::rows(&neuron::stored()));
}

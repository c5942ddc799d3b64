//! The engine in a browser.
#![cfg(target_arch = "wasm32")]

use saltatory::Simulation;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_default_scenario_advances() {
    let mut simulation = "".parse().and_then(|scenario| Simulation::new(&scenario)).expect("the defaults are valid");
    assert!(simulation.advance(0.1) > 0);
}

//! The boundary of the second module, that of the experiments (feature `lab`): a page loads it when they are opened, mostly
//! in a worker.

use wasm_bindgen::prelude::*;

use crate::experiment;
use crate::scenario::{Scenario, parameters};

#[path = "shared.rs"]
mod shared;
use shared::{thrown, to_js};

/// Sends panics to the console with their message.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// What the parameters mean, by their ids: `[id, doc][]`. The build writes them to a file, which the page loads when somebody asks.
#[wasm_bindgen]
pub fn docs() -> Result<JsValue, JsValue> {
    to_js(&parameters().map(|parameter| (parameter.id, parameter.doc)).collect::<Vec<_>>())
}

/// An experiment on its way.
#[wasm_bindgen]
pub struct Experiment {
    inner: experiment::Experiment,
}

#[wasm_bindgen]
impl Experiment {
    /// The experiment `protocol` (see [`experiment::Protocol::id`]) on lane `lane` of a scenario; nothing is computed yet.
    ///
    /// # Errors
    /// An `Error` with `key`, `given` and `allowed` if there is no such experiment, or not on this fiber.
    #[wasm_bindgen(constructor)]
    pub fn new(protocol: &str, scenario: &str, lane: usize) -> Result<Experiment, JsValue> {
        let scenario: Scenario = scenario.parse().map_err(thrown)?;
        let protocol = protocol.parse().map_err(thrown)?;
        let inner = experiment::Experiment::new(protocol, &scenario, lane).map_err(thrown)?;
        Ok(Self { inner })
    }

    /// Works off so many slices, well below a millisecond each, and says whether all is done.
    pub fn advance(&mut self, slices: u32) -> bool {
        self.inner.advance(slices)
    }

    /// What is known so far: `Report`.
    pub fn report(&self) -> Result<JsValue, JsValue> {
        to_js(&*self.inner.report())
    }

    /// Number of rows: whether there is anything new to ask for.
    pub fn rows(&self) -> usize {
        self.inner.report().rows.len()
    }

    /// Part of the work that is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        self.inner.report().progress
    }
}

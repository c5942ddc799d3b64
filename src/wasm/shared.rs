//! What all modules of the boundary do: errors and structures for JavaScript.

use js_sys::{Error, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::scenario::ScenarioError;

/// A JavaScript `Error` with the parts of ours as properties.
pub(super) fn thrown(error: ScenarioError) -> JsValue {
    let thrown = Error::new(&error.message());
    thrown.set_name("ScenarioError");
    let allowed = to_js(&error.allowed).unwrap_or_default();
    for (name, value) in [("key", error.key.into()), ("given", error.given.into()), ("allowed", allowed)] {
        // Setting a property of an object just made cannot fail.
        let _ = Reflect::set(&thrown, &name.into(), &value);
    }
    thrown.into()
}

pub(super) fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    // Absent values become null, as in the JSON of the command line.
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(JsValue::from)
}

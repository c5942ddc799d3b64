//! Installing what is missing, one file per tool. Nothing here does anything when the tool is there.

mod chromium;
mod debian;
mod firefox;
mod jekyll;
mod neuron;
mod node;
mod wasm_bindgen;
mod wasm_target;

pub use chromium::chromium;
pub use firefox::firefox;
pub use jekyll::{jekyll, jekyll_soon};
pub use neuron::neuron;
pub use node::{Packages, npm_packages, npm_program};
pub use wasm_bindgen::{bindings_generator, locked_version, test_runner};
pub use wasm_target::{WASM, wasm_target};

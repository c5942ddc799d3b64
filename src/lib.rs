//! Spikes on axons: a cable-equation engine for myelinated and unmyelinated fibers.

pub mod cable;
pub mod experiment;
pub mod fiber;
pub mod measure;
pub mod membrane;
pub mod paint;
pub mod scenario;
pub mod simulation;
pub mod stimulus;

pub use scenario::{Scenario, ScenarioError};
pub use simulation::Simulation;

#[cfg(target_arch = "wasm32")]
mod wasm;

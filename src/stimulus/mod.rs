//! Stimuli: what electrodes carry, where, and when.

mod electrode;
mod noise;
mod pulse_train;
mod turns;
mod waveform;

pub use electrode::{Electrode, Place};
pub use pulse_train::PulseTrain;
pub use waveform::{Shape, Waveform};

/// Part of the step from `start_ms` to `end_ms` during which something is on that is on from `on_ms` to `off_ms`, 0 to 1.
///
/// A rectangle enters a simulation as its mean over each step, so that its charge is exact whatever the step. Where its edges
/// fall on steps this is NEURON's rule.
pub fn overlap(on_ms: f64, off_ms: f64, start_ms: f64, end_ms: f64) -> f64 {
    (off_ms.min(end_ms) - on_ms.max(start_ms)).max(0.0) / (end_ms - start_ms)
}

//! Experiments: protocols that run a fiber several times or to the end.

mod calibration;
mod run;

pub use calibration::{Calibration, Calibrations};
pub use run::measure;

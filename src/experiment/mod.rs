//! Experiments: protocols that run a fiber several times or to the end.
//!
//! Each is a function that runs it through; [`Experiment`] works several of them off in slices.

mod bisection;
mod calibration;
mod firing;
mod follow;
mod lab;
mod numbers;
mod preparation;
mod pulse;
mod recovery;
mod refractory;
mod run;
mod stillness;
mod strength_duration;
mod strength_duration_fit;
mod sweep;
mod threshold;

pub use calibration::{Calibration, Calibrations};
pub use firing::{FiCurve, Firing, STEP_MS, f_i, firing};
pub use follow::{FOLLOW_PULSES, FOLLOW_STRENGTH, Follow, follow};
pub use lab::{Column, Experiment, Fact, Protocol, Report, TableRow};
pub use numbers::{MAX_NUMBERS, read_numbers};
pub use preparation::Preparation;
pub use pulse::Pulse;
pub use recovery::{Recovery, SecondSpike, recovery};
pub use refractory::{ABSOLUTE, RELATIVE, Refractory, SecondThreshold, refractory};
pub use run::{Run, measure};
pub use strength_duration::{StrengthDuration, default_widths_ms, strength_duration};
pub use strength_duration_fit::{Fit, lapicque, weiss};
pub use sweep::{Axis, Grid, MAX_AXES, MAX_GRID_BYTES, MAX_GRID_NODES, Row, Sweep};
pub use threshold::{Polarity, Threshold, threshold};

//! Scenarios in the language of other simulators, as second witnesses of the same fibers.

pub mod neuron;

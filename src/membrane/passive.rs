//! A membrane that only leaks: the linear cable, which has closed-form solutions to test the solver against.

use super::{Conductance, Currents, GateKinetics, Membrane};

/// A leak and a capacitance.
#[derive(Clone, Debug)]
pub struct Passive {
    /// Leak conductance, mS/cm², above 0.
    pub leak: f64,
    /// Reversal of the leak and so the rest, mV.
    pub rest_mv: f64,
    /// Specific capacitance, uF/cm², above 0.
    pub capacitance: f64,
}

impl Membrane<0> for Passive {
    const GATE_NAMES: [&'static str; 0] = [];

    fn nominal_rest_mv(&self) -> f64 {
        -70.0
    }

    fn capacitance(&self) -> f64 {
        self.capacitance
    }

    fn kinetics(&self, _: f64) -> [GateKinetics; 0] {
        []
    }

    fn currents(&self, _: &[f64; 0], _: f64) -> Currents {
        Currents { leak: Conductance::ohmic(self.leak, self.rest_mv), ..Currents::default() }
    }
}

//! The squid giant axon: Hodgkin & Huxley, J Physiol 117:500 (1952), in absolute millivolts as in NEURON's `hh`.

use super::rates::{linoid, q10_factor, sigmoid};
use super::{Conductance, GateKinetics, Membrane};

const G_NA: f64 = 120.0; // mS/cm²
const G_K: f64 = 36.0; // mS/cm²
const G_LEAK: f64 = 0.3; // mS/cm²
const E_NA: f64 = 50.0; // mV
const E_K: f64 = -77.0; // mV
const E_LEAK: f64 = -54.3; // mV; with it the rest is -64.974 mV

/// Squid axon membrane at one temperature.
#[derive(Clone, Debug)]
pub struct Squid {
    phi: f64,
}

impl Squid {
    /// Membrane at `celsius`. All rates have a Q10 of 3 from 6.3 C; conductances do not depend on temperature.
    pub fn new(celsius: f64) -> Self {
        Self { phi: q10_factor(3.0, celsius, 6.3) }
    }
}

impl Membrane<3> for Squid {
    const GATE_NAMES: [&'static str; 3] = ["m", "h", "n"];
    const REST_BRACKET_MV: (f64, f64) = (-77.0, -54.3);

    fn capacitance(&self) -> f64 {
        1.0
    }

    fn kinetics(&self, v: f64) -> [GateKinetics; 3] {
        let gate = |alpha, beta| GateKinetics::from_rates(self.phi * alpha, self.phi * beta);
        [
            gate(0.1 * linoid(v + 40.0, 10.0), 4.0 * (-(v + 65.0) / 18.0).exp()),
            gate(0.07 * (-(v + 65.0) / 20.0).exp(), sigmoid(v + 35.0, 10.0)),
            gate(0.01 * linoid(v + 55.0, 10.0), 0.125 * (-(v + 65.0) / 80.0).exp()),
        ]
    }

    fn conductance(&self, &[m, h, n]: &[f64; 3]) -> Conductance {
        Conductance::default().with(G_NA * m * m * m * h, E_NA).with(G_K * (n * n) * (n * n), E_K).with(G_LEAK, E_LEAK)
    }
}

//! Membranes: what crosses one square centimetre, as equations with every constant.
//!
//! Each file is one published membrane. A membrane knows its gates and the conductances that they open; it knows neither
//! the shape of a fiber nor the time step. Units throughout: mV, ms, mS/cm², uF/cm², hence uA/cm².

mod c_fiber;
mod mrg_node;
mod passive;
mod rate_table;
mod rates;
mod rest;
mod squid;

pub use c_fiber::CFiber;
pub use mrg_node::MrgNode;
pub use passive::Passive;
pub use rate_table::RateTable;
pub use rest::rest_mv;
pub use squid::Squid;

/// Kinetics of one gate `x` at a fixed voltage: `dx/dt = rate (steady - x)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GateKinetics {
    /// Steady-state value of the gate, 0 to 1.
    pub steady: f64,
    /// Inverse of the gate's time constant, 1/ms.
    pub rate_per_ms: f64,
}

impl GateKinetics {
    /// Kinetics from the opening rate `alpha` and the closing rate `beta`, both 1/ms.
    pub fn from_rates(alpha: f64, beta: f64) -> Self {
        Self { steady: alpha / (alpha + beta), rate_per_ms: alpha + beta }
    }
}

/// The ionic current of a membrane for gates held fixed, which is linear in voltage: `I = total V - drive`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Conductance {
    /// Sum of all conductances `g`, mS/cm².
    pub total: f64,
    /// Sum of `g E` over all channels, uA/cm².
    pub drive: f64,
}

impl Conductance {
    /// Adds a conductance of `g` mS/cm² that reverses at `reversal_mv`.
    pub fn with(self, g: f64, reversal_mv: f64) -> Self {
        Self { total: self.total + g, drive: self.drive + g * reversal_mv }
    }

    /// Outward ionic current at `v_mv`, uA/cm².
    pub fn current(self, v_mv: f64) -> f64 {
        self.total * v_mv - self.drive
    }
}

/// A membrane with `GATES` gating variables.
pub trait Membrane<const GATES: usize> {
    /// Names of the gates, as in the source of the model.
    const GATE_NAMES: [&'static str; GATES];

    /// Voltages between which the resting potential lies, mV.
    const REST_BRACKET_MV: (f64, f64);

    /// Specific capacitance, uF/cm².
    fn capacitance(&self) -> f64;

    /// Kinetics of every gate at the transmembrane voltage `v_mv`.
    fn kinetics(&self, v_mv: f64) -> [GateKinetics; GATES];

    /// Conductances that the gates open.
    fn conductance(&self, gates: &[f64; GATES]) -> Conductance;
}

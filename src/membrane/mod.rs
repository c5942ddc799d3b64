//! Membranes: what crosses one square centimetre, as equations with every constant.
//!
//! Each file is one published membrane. A membrane knows its gates and the conductances that they open; it knows neither
//! the shape of a fiber nor the time step. What may differ from the publication, temperature first of all, stands in its
//! [`Conditions`]. Units throughout: mV, ms, mS/cm², uF/cm², hence uA/cm².

mod any;
mod c_fiber;
mod conditions;
mod drugs;
mod frog_node;
mod goldman;
mod kind;
mod mrg_node;
mod names;
mod passive;
mod rate_table;
mod rates;
mod rest;
mod squid;

use std::ops::Add;

pub use any::{AnyMembrane, MOST_GATES};
pub use c_fiber::CFiber;
pub use conditions::Conditions;
pub use drugs::{Anesthetized, Drugs};
pub use frog_node::FrogNode;
pub use kind::MembraneKind;
pub use mrg_node::MrgNode;
pub use names::{Channel, MOST_CHANNELS, gate_label};
pub use passive::Passive;
pub(crate) use rate_table::RANGE_MV as TABLED_MV;
pub use rate_table::{RateTable, Rows, SiteRows};
pub use rest::{rest_from_mv, rest_mv};
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

/// An ionic current for gates held fixed, as a straight line in voltage: `I = total V - drive`.
///
/// Ohmic channels have such a current at any voltage; of others this is the tangent at one voltage.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Conductance {
    /// Conductance `g`, or the sum of several, mS/cm².
    pub total: f64,
    /// Sum of `g E` over all channels, uA/cm².
    pub drive: f64,
}

impl Conductance {
    /// A conductance of `g` mS/cm² that reverses at `reversal_mv`.
    #[inline(always)]
    pub fn ohmic(g: f64, reversal_mv: f64) -> Self {
        Self { total: g, drive: g * reversal_mv }
    }

    /// Outward ionic current at `v_mv`, uA/cm².
    #[inline(always)]
    pub fn current(self, v_mv: f64) -> f64 {
        self.total * v_mv - self.drive
    }
}

impl Add for Conductance {
    type Output = Self;

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self { total: self.total + other.total, drive: self.drive + other.drive }
    }
}

/// The ionic currents of a membrane, by the channels that carry them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Currents {
    /// Through sodium channels.
    pub sodium: Conductance,
    /// Through potassium channels.
    pub potassium: Conductance,
    /// Through whatever else is open.
    pub leak: Conductance,
}

impl Currents {
    /// All together.
    #[inline(always)]
    pub fn total(self) -> Conductance {
        self.sodium + self.potassium + self.leak
    }
}

/// A membrane with `GATES` gating variables.
pub trait Membrane<const GATES: usize> {
    /// Names of the gates, as in the source of the model.
    const GATE_NAMES: [&'static str; GATES];

    /// Index of the gate that inactivates the sodium channels.
    const INACTIVATION: Option<usize> = None;

    /// Where the search for the rest begins, mV: about the rest of the published membrane.
    fn nominal_rest_mv(&self) -> f64;

    /// Specific capacitance, uF/cm².
    fn capacitance(&self) -> f64;

    /// Kinetics of every gate at the transmembrane voltage `v_mv`.
    fn kinetics(&self, v_mv: f64) -> [GateKinetics; GATES];

    /// Currents through what the gates open; those that are not straight lines in voltage as their tangent at `v_mv`.
    fn currents(&self, gates: &[f64; GATES], v_mv: f64) -> Currents;

    /// Gates that it has: the first of `GATES`.
    fn gates(&self) -> usize {
        GATES
    }

    /// What [`RateTable::advance_sites`] does, of whose table `rows` are. A membrane that stands for others hands it on to the one
    /// that it is, so that nothing is decided site by site.
    fn advance_sites<const PLACES: usize>(&self, rows: &Rows, gates: &mut [[f64; PLACES]], out: SiteRows<'_>)
    where
        Self: Sized,
    {
        rows.advance_sites(self, gates, out);
    }

    /// All currents together.
    #[inline(always)]
    fn conductance(&self, gates: &[f64; GATES], v_mv: f64) -> Conductance {
        self.currents(gates, v_mv).total()
    }
}

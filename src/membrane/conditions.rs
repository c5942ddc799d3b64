//! What may differ between a published membrane and the one in front of you.

use super::{Drugs, MembraneKind};

/// Conditions under which a membrane is. [`Conditions::at`] a temperature are those of the publication.
///
/// ```text
/// rates          each gate's alpha and beta times Q10^((T - T0) / 10), with the Q10 and T0 of its model
/// sodium         g_Na -> sodium g_Na f_TTX                      all sodium channels of the membrane, those that stay open too
/// potassium      g_K -> potassium g_K f_TEA f_4AP
/// leak           g_L -> leak g_L
/// potassium_out  E_K -> E_K + (R T / F) ln([K]o / [K]o')        Nernst; [K]o' of MembraneKind::potassium_out_mm
/// ```
///
/// `f` are the parts of the channels that drugs leave ([`Drugs`]). Conductances and reversal potentials do not depend on
/// temperature, other than through `T` in the Nernst potential, and only where `[K]o` is given. The frog's node has permeabilities
/// and concentrations instead of conductances and reversal potentials: densities are factors of `P_Na` and `P_K`, and `[K]o` stands
/// in its equations ([`super::FrogNode`]).
///
/// What they change is recomputed, not patched: the rest is the true steady state of the changed membrane. A reversal
/// potential that a model derives from its own rest (the leak of [`super::CFiber`]) is that of the published membrane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conditions {
    /// Temperature, C.
    pub celsius: f64,
    /// Density of sodium channels, times the published one.
    pub sodium: f64,
    /// Density of potassium channels, times the published one.
    pub potassium: f64,
    /// Leak conductance, times the published one.
    pub leak: f64,
    /// Specific capacitance, uF/cm², above 0; `None` for the published one.
    pub capacitance: Option<f64>,
    /// Potassium outside, mM, above 0; `None` for the model's own.
    pub potassium_out_mm: Option<f64>,
    /// Drugs in the bath.
    pub drugs: Drugs,
}

impl Conditions {
    /// The published membrane at `celsius`.
    pub const fn at(celsius: f64) -> Self {
        Self {
            celsius,
            sodium: 1.0,
            potassium: 1.0,
            leak: 1.0,
            capacitance: None,
            potassium_out_mm: None,
            drugs: Drugs::NONE,
        }
    }

    /// Density of sodium channels that can open, times the published one: all that there are, less those that tetrodotoxin
    /// blocks.
    pub fn sodium_left(&self, membrane: MembraneKind) -> f64 {
        self.sodium * self.drugs.sodium_left(membrane)
    }

    /// Density of potassium channels that can open, times the published one.
    pub fn potassium_left(&self, membrane: MembraneKind) -> f64 {
        self.potassium * self.drugs.potassium_left(membrane)
    }

    /// What is added to a reversal potential of potassium that holds for `reference_mm` outside, mV: by Nernst's equation
    /// `R T / F ln([K]o / reference)`, at the temperature of the membrane.
    pub(super) fn potassium_shift_mv(&self, reference_mm: f64) -> f64 {
        match self.potassium_out_mm {
            Some(out_mm) => thermal_mv(self.celsius) * (out_mm / reference_mm).ln(),
            None => 0.0,
        }
    }
}

/// Faraday's constant, C/mol.
pub(super) const FARADAY: f64 = 96_485.332_12;

/// `R T / F`, mV, with the constants of the SI (2019).
pub(super) fn thermal_mv(celsius: f64) -> f64 {
    const GAS: f64 = 8.314_462_618; // J / (mol K)
    1e3 * GAS * (celsius + 273.15) / FARADAY
}

#[cfg(test)]
mod tests {
    use super::*;

    /// At 37 C ten times the potassium is 61.5 mV: every textbook's number.
    #[test]
    fn ten_times_the_potassium_is_61_5_mv() {
        let conditions = Conditions { potassium_out_mm: Some(40.0), ..Conditions::at(37.0) };
        assert!((conditions.potassium_shift_mv(4.0) - 61.54).abs() < 0.01);
        assert_eq!(Conditions::at(37.0).potassium_shift_mv(4.0), 0.0);
        assert_eq!(Conditions { potassium_out_mm: Some(4.0), ..conditions }.potassium_shift_mv(4.0), 0.0);
    }
}

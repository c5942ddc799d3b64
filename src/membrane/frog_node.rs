//! The node of Ranvier of a frog: Frankenhaeuser & Huxley, J Physiol 171:302 (1964), Xenopus laevis at 20 C.
//!
//! Its currents follow permeabilities and concentrations ([`super::goldman`]), so they are no straight lines in voltage.
//! `u = V - V_r` with `V_r = -70 mV` is the paper's `V`.

use super::goldman::Goldman;
use super::rates::{linoid, q10_factor, sigmoid};
use super::{Conditions, Conductance, Currents, GateKinetics, Membrane, MembraneKind};

const P_NA: f64 = 8e-3; // cm/s
const P_NONSPECIFIC: f64 = 0.54e-3; // cm/s; carried by sodium
const P_K: f64 = 1.2e-3; // cm/s
const G_LEAK: f64 = 30.3; // mS/cm²
const V_R: f64 = -70.0; // mV
/// With 0.026 mV above `V_r` nothing flows at `V_r`; the file of ModelDB 3507 has 0.26 mV, which has its rest elsewhere.
const E_LEAK: f64 = V_R + 0.026; // mV
const SODIUM_OUT_MM: f64 = 114.5;
const SODIUM_IN_MM: f64 = 13.74;
const POTASSIUM_IN_MM: f64 = 120.0;

/// The membrane of a frog's node: Frankenhaeuser & Huxley, J Physiol 171:302 (1964), *Xenopus laevis*.
///
/// `C = 2 uF/cm²`; with `u = V + 70`, `L(x, k) = x / (1 - exp(-x/k))`, and rates in 1/ms times `3^((T - 20) / 10)`:
///
/// ```text
/// I = (8e-3 h m² + 0.54e-3 p²) GHK(Na) + 1.2e-3 n² GHK(K) + g_leak (u - 0.026)      cm/s; g_leak = 30.3 mS/cm²
/// GHK(X) = F z (c_out - c_in exp(z)) / (1 - exp(z)),  z = F V/(R T);  Na 114.5 and 13.74 mM, K 2.5 and 120 mM
/// alpha_m = 0.36 L(u-22, 3)      beta_m = 0.4 L(13-u, 20)
/// alpha_h = 0.1 L(-10-u, 6)      beta_h = 4.5 / (1 + exp((45-u)/10))
/// alpha_n = 0.02 L(u-35, 10)     beta_n = 0.05 L(10-u, 10)
/// alpha_p = 0.006 L(u-40, 10)    beta_p = 0.09 L(-25-u, 20)
/// ```
///
/// The leak reverses 0.026 mV above -70 mV, which makes the rest -69.999 mV; the file of ModelDB 3507 has 0.26 mV and rests at
/// -69.77. PySONIC has 30.03 for the leak's 30.3 mS/cm². One Q10 of 3 is the custom of ModelDB 3507; Frankenhaeuser & Moore
/// measured smaller ones, gate by gate, which could not be checked and are not used.
#[derive(Clone, Debug)]
pub struct FrogNode {
    celsius: f64,
    q: f64,
    p_na: f64,
    p_k: f64,
    g_leak: f64,
    potassium_out_mm: f64,
    capacitance: f64,
}

impl FrogNode {
    /// All rates have a Q10 of 3 from 20 C, as is the custom (ModelDB 3507); temperature also acts through `F / (R T)`.
    /// Densities of sodium and potassium channels are `P_Na` and `P_K`; the nonspecific current keeps its own.
    pub fn new(conditions: &Conditions) -> Self {
        let kind = MembraneKind::Frog;
        Self {
            celsius: conditions.celsius,
            q: q10_factor(3.0, conditions.celsius, 20.0),
            p_na: P_NA * conditions.sodium_left(MembraneKind::Frog),
            p_k: P_K * conditions.potassium_left(MembraneKind::Frog),
            g_leak: G_LEAK * conditions.leak,
            potassium_out_mm: conditions.potassium_out_mm.unwrap_or(kind.potassium_out_mm()),
            capacitance: conditions.capacitance.unwrap_or(kind.capacitance()),
        }
    }

    /// Current through the leak without the nonspecific channels, uA/cm².
    #[cfg(not(figure))]
    pub(super) fn leak_current(&self, v_mv: f64) -> f64 {
        Conductance::ohmic(self.g_leak, E_LEAK).current(v_mv)
    }
}

impl Membrane<4> for FrogNode {
    const GATE_NAMES: [&'static str; 4] = ["m", "h", "n", "p"];

    const INACTIVATION: Option<usize> = Some(1); // h

    fn nominal_rest_mv(&self) -> f64 {
        V_R
    }

    fn capacitance(&self) -> f64 {
        self.capacitance
    }

    fn kinetics(&self, v: f64) -> [GateKinetics; 4] {
        let gate = |alpha, beta| GateKinetics::from_rates(self.q * alpha, self.q * beta);
        let u = v - V_R;
        [
            gate(0.36 * linoid(u - 22.0, 3.0), 0.4 * linoid(13.0 - u, 20.0)),
            gate(0.1 * linoid(-10.0 - u, 6.0), 4.5 * sigmoid(u - 45.0, 10.0)),
            gate(0.02 * linoid(u - 35.0, 10.0), 0.05 * linoid(10.0 - u, 10.0)),
            gate(0.006 * linoid(u - 40.0, 10.0), 0.09 * linoid(-25.0 - u, 20.0)),
        ]
    }

    #[inline]
    fn currents(&self, &[m, h, n, p]: &[f64; 4], v_mv: f64) -> Currents {
        let goldman = Goldman::at(v_mv, self.celsius);
        let nonspecific = goldman.current(P_NONSPECIFIC * p * p, SODIUM_IN_MM, SODIUM_OUT_MM);
        Currents {
            sodium: goldman.current(self.p_na * h * m * m, SODIUM_IN_MM, SODIUM_OUT_MM),
            potassium: goldman.current(self.p_k * n * n, POTASSIUM_IN_MM, self.potassium_out_mm),
            leak: nonspecific + Conductance::ohmic(self.g_leak, E_LEAK),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{RateTable, rest_mv};
    use super::*;

    /// Rest as NEURON 9.0.2 finds it (`tests/reference/reference.json`), -69.99907 mV, and the paper's gates at `V_r`.
    #[test]
    fn it_rests_at_v_r() {
        let membrane = FrogNode::new(&Conditions::at(20.0));
        let rest = rest_mv(&RateTable::new(membrane.clone(), 0.002));
        assert!((rest - -69.999_070_9).abs() < 1e-5, "{rest}");
        for (gate, expected) in membrane.kinetics(V_R).iter().zip([0.000_47, 0.8249, 0.0268, 0.0049]) {
            assert!((gate.steady - expected).abs() < 5e-5, "{gate:?} against {expected}");
        }
    }
}

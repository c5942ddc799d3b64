//! The squid giant axon: Hodgkin & Huxley, J Physiol 117:500 (1952), in absolute millivolts as in NEURON's `hh`.

use super::rates::{linoid, q10_factor, sigmoid};
use super::{Conditions, Conductance, Currents, GateKinetics, Membrane, MembraneKind};

const G_NA: f64 = 120.0; // mS/cm²
const G_K: f64 = 36.0; // mS/cm²
const G_LEAK: f64 = 0.3; // mS/cm²
const E_NA: f64 = 50.0; // mV
const E_K: f64 = -77.0; // mV
const E_LEAK: f64 = -54.3; // mV; with it the rest is -64.974 mV

/// The membrane of the squid giant axon: Hodgkin & Huxley, J Physiol 117:500 (1952).
///
/// `C = 1 uF/cm²`, and with `L(x, k) = x / (1 - exp(-x/k))`, rates in 1/ms times `3^((T - 6.3) / 10)`:
///
/// ```text
/// I = 120 m³h (V - 50) + 36 n⁴ (V + 77) + 0.3 (V + 54.3)      mS/cm², mV
/// alpha_m = 0.1 L(V+40, 10)          beta_m = 4 exp(-(V+65)/18)
/// alpha_h = 0.07 exp(-(V+65)/20)     beta_h = 1 / (1 + exp(-(V+35)/10))
/// alpha_n = 0.01 L(V+55, 10)         beta_n = 0.125 exp(-(V+65)/80)
/// ```
///
/// The paper's voltages count from a rest of -65 mV, for which its leak reverses at -54.387 mV; NEURON's `hh` rounds that to
/// -54.3, which is used here: the rest is -64.974 mV, and velocities are 0.01 % higher. Rates are exact, where NEURON by
/// default reads them from a table of 1 mV, which adds 0.015 to 0.02 % to the velocity. One Q10 of 3 for all gates is the
/// paper's; conductances have none. Warm spikes are smaller (the peak is below 0 mV from 30 C), and from 33 to 34 C on none is
/// conducted.
#[derive(Clone, Debug)]
pub struct Squid {
    phi: f64,
    g_na: f64,
    g_k: f64,
    g_leak: f64,
    e_k_mv: f64,
    capacitance: f64,
}

impl Squid {
    /// All rates have a Q10 of 3 from 6.3 C; conductances do not depend on temperature.
    pub fn new(conditions: &Conditions) -> Self {
        Self {
            phi: q10_factor(3.0, conditions.celsius, 6.3),
            g_na: G_NA * conditions.sodium_left(MembraneKind::Squid),
            g_k: G_K * conditions.potassium_left(MembraneKind::Squid),
            g_leak: G_LEAK * conditions.leak,
            e_k_mv: E_K + conditions.potassium_shift_mv(MembraneKind::Squid.potassium_out_mm()),
            capacitance: conditions.capacitance.unwrap_or(MembraneKind::Squid.capacitance()),
        }
    }
}

impl Membrane<3> for Squid {
    const GATE_NAMES: [&'static str; 3] = ["m", "h", "n"];

    const INACTIVATION: Option<usize> = Some(1); // h

    fn nominal_rest_mv(&self) -> f64 {
        -65.0
    }

    fn capacitance(&self) -> f64 {
        self.capacitance
    }

    fn kinetics(&self, v: f64) -> [GateKinetics; 3] {
        let gate = |alpha, beta| GateKinetics::from_rates(self.phi * alpha, self.phi * beta);
        [
            gate(0.1 * linoid(v + 40.0, 10.0), 4.0 * (-(v + 65.0) / 18.0).exp()),
            gate(0.07 * (-(v + 65.0) / 20.0).exp(), sigmoid(v + 35.0, 10.0)),
            gate(0.01 * linoid(v + 55.0, 10.0), 0.125 * (-(v + 65.0) / 80.0).exp()),
        ]
    }

    #[inline(always)]
    fn currents(&self, &[m, h, n]: &[f64; 3], _: f64) -> Currents {
        Currents {
            sodium: Conductance::ohmic(self.g_na * m * m * m * h, E_NA),
            potassium: Conductance::ohmic(self.g_k * (n * n) * (n * n), self.e_k_mv),
            leak: Conductance::ohmic(self.g_leak, E_LEAK),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hodgkin & Huxley (1952), equations 12 to 24, at their rest (-65 mV here) and 6.3 C: with v = 0 their alphas and betas
    /// are 2.5 / (e^2.5 - 1), 4; 0.07, 1 / (e^3 + 1); 0.1 / (e - 1), 0.125.
    #[test]
    fn rates_at_rest_are_those_of_the_paper() {
        let e = std::f64::consts::E;
        let rates = [(2.5 / (e.powf(2.5) - 1.0), 4.0), (0.07, 1.0 / (e.powi(3) + 1.0)), (0.1 / (e - 1.0), 0.125)];
        for (gate, (alpha, beta)) in Squid::new(&Conditions::at(6.3)).kinetics(-65.0).iter().zip(rates) {
            assert!((gate.rate_per_ms - (alpha + beta)).abs() < 1e-12, "{gate:?}");
            assert!((gate.steady - alpha / (alpha + beta)).abs() < 1e-12, "{gate:?}");
        }
        // Ten degrees are a factor of three.
        for (warm, cold) in Squid::new(&Conditions::at(16.3))
            .kinetics(-20.0)
            .iter()
            .zip(Squid::new(&Conditions::at(6.3)).kinetics(-20.0))
        {
            assert!((warm.rate_per_ms / cold.rate_per_ms - 3.0).abs() < 1e-12);
            assert!((warm.steady - cold.steady).abs() < 1e-12);
        }
    }

    /// Open channels: 120 mS/cm² of sodium 57 mV from its reversal, and so on.
    #[test]
    fn currents_are_ohmic() {
        let density = |gates| Squid::new(&Conditions::at(6.3)).conductance(&gates, -7.0).current(-7.0);
        assert!((density([0.0, 0.0, 0.0]) - 0.3 * 47.3).abs() < 1e-12);
        assert!((density([1.0, 1.0, 0.0]) - (0.3 * 47.3 - 120.0 * 57.0)).abs() < 1e-9);
        assert!((density([0.5, 0.0, 0.5]) - (0.3 * 47.3 + 36.0 * 70.0 / 16.0)).abs() < 1e-9);
    }
}

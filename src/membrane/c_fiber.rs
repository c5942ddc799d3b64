//! The mammalian C fiber: Sundt, Gamper & Jaffe, J Neurophysiol 114:3140 (2015); ModelDB 187473, axon only.

use super::rates::{linoid, q10_factor, sigmoid};
use super::{Conditions, Conductance, Currents, GateKinetics, Membrane, MembraneKind};

const G_NA: f64 = 40.0; // mS/cm²
const G_K: f64 = 40.0; // mS/cm², delayed rectifier
const G_LEAK: f64 = 0.1; // mS/cm²
const E_NA: f64 = 50.0; // mV
const E_K: f64 = -90.0; // mV
const REST: f64 = -60.0; // mV; the leak's reversal is set so that this is exactly the rest

/// The membrane of a mammalian C fiber: Sundt, Gamper & Jaffe, J Neurophysiol 114:3140 (2015), axon only.
///
/// `C = 1 uF/cm²`; with `u = V + 59`, `w = V + 71`, `E(x, y) = x / (exp(x/y) - 1)`, `f = F/(R T)` in 1/mV, and rates in 1/ms
/// times `Q = 3^((T - 30) / 10)`:
///
/// ```text
/// I = 40 m³h (V - 50) + 40 n³l (V + 90) + 0.1 (V - E_leak)      mS/cm², mV
/// alpha_m = 0.32 E(13.1-u, 4)       beta_m = 0.28 E(u-40.1, 5)
/// alpha_h = 0.128 exp((17-w)/18)    beta_h = 4 / (1 + exp((40-w)/5))
/// a = exp(-5 (V+32) f)    n_inf = 1/(1+a)    tau_n = exp(-2 (V+32) f) / (0.03 Q (1+a))
/// c = exp(2 (V+61) f)     l_inf = 1/(1+c)    tau_l = c / (0.001 Q (1+c))
/// ```
///
/// `E_leak` makes the rest exactly -60 mV: -60.066087 at 37 C. The paper works at 35 C; the default here is 37, as where others
/// used it again. Its `E_Na` is NEURON's default, 50 mV. `f` has the constants of the model's file: 9.648e4 C/mol,
/// 8.315 J/(mol K), 273.16 K at 0 C. The soma and the T-junction of the paper, with channels of their own, are left out. It
/// conducts up to 44 C.
#[derive(Clone, Debug)]
pub struct CFiber {
    q: f64,
    /// `F / (R T)` with the model's own constants, 1/mV.
    f_over_rt: f64,
    g_na: f64,
    g_k: f64,
    g_leak: f64,
    e_k_mv: f64,
    e_leak_mv: f64,
    capacitance: f64,
}

impl CFiber {
    /// All rates have a Q10 of 3 from 30 C; the potassium gates also carry `F / (R T)`. The leak reverses where the
    /// published membrane at this temperature needs it to.
    pub fn new(conditions: &Conditions) -> Self {
        let celsius = conditions.celsius;
        let mut membrane = Self {
            q: q10_factor(3.0, celsius, 30.0),
            f_over_rt: 1e-3 * 9.648e4 / (8.315 * (273.16 + celsius)),
            g_na: G_NA,
            g_k: G_K,
            g_leak: G_LEAK,
            e_k_mv: E_K,
            e_leak_mv: REST,
            capacitance: conditions.capacitance.unwrap_or(MembraneKind::C.capacitance()),
        };
        let steady = membrane.kinetics(REST).map(|gate| gate.steady);
        // At the rest the leak's own current is zero for now, so this is the current of sodium and potassium alone.
        let active = membrane.conductance(&steady, REST).current(REST);
        membrane.e_leak_mv = REST + active / G_LEAK;
        membrane.g_na *= conditions.sodium_left(MembraneKind::C);
        membrane.g_k *= conditions.potassium_left(MembraneKind::C);
        membrane.g_leak *= conditions.leak;
        membrane.e_k_mv += conditions.potassium_shift_mv(MembraneKind::C.potassium_out_mm());
        membrane
    }
}

impl Membrane<4> for CFiber {
    const GATE_NAMES: [&'static str; 4] = ["m", "h", "n", "l"];

    const INACTIVATION: Option<usize> = Some(1); // h

    fn nominal_rest_mv(&self) -> f64 {
        REST
    }

    fn capacitance(&self) -> f64 {
        self.capacitance
    }

    fn kinetics(&self, v: f64) -> [GateKinetics; 4] {
        let gate = |alpha, beta| GateKinetics::from_rates(self.q * alpha, self.q * beta);
        // The model's sodium channel is that of Traub with its voltages moved by -6 mV (m) and +6 mV (h).
        let (u, w) = (v + 59.0, v + 71.0);
        // n: zeta -5, gamma 0.4; l: zeta 2, gamma 1 (names of the source). Both are written so that no exponential that
        // overflows is divided by another: 1/tau = q a0 (1 + e^(zeta x)) / e^(zeta gamma x).
        let n = (v + 32.0) * self.f_over_rt;
        let l = (v + 61.0) * self.f_over_rt;
        [
            gate(0.32 * linoid(-(13.1 - u), 4.0), 0.28 * linoid(-(u - 40.1), 5.0)),
            gate(0.128 * ((17.0 - w) / 18.0).exp(), 4.0 * sigmoid(w - 40.0, 5.0)),
            GateKinetics {
                steady: sigmoid(5.0 * n, 1.0),
                rate_per_ms: self.q * 0.03 * ((2.0 * n).exp() + (-3.0 * n).exp()),
            },
            GateKinetics { steady: sigmoid(-2.0 * l, 1.0), rate_per_ms: self.q * 0.001 * (1.0 + (-2.0 * l).exp()) },
        ]
    }

    #[inline(always)]
    fn currents(&self, &[m, h, n, l]: &[f64; 4], _: f64) -> Currents {
        Currents {
            sodium: Conductance::ohmic(self.g_na * m * m * m * h, E_NA),
            potassium: Conductance::ohmic(self.g_k * n * n * n * l, self.e_k_mv),
            leak: Conductance::ohmic(self.g_leak, self.e_leak_mv),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leak_reversal_is_that_of_the_source() {
        // Sundt 2015 in NEURON 9.0.2: -60.066087 mV at 37 C and -60.066169 mV at 35 C.
        assert!((CFiber::new(&Conditions::at(37.0)).e_leak_mv - -60.066087).abs() < 1e-6);
        assert!((CFiber::new(&Conditions::at(35.0)).e_leak_mv - -60.066169).abs() < 1e-6);
    }
}

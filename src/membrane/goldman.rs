//! Current through a permeability: the equation of Goldman, Hodgkin and Katz.
//!
//! `I = P z F ([in] - [out] e^(-z)) / (1 - e^(-z))` with `z = F V / (R T)`, for an ion of one positive charge. Written with
//! `L(z) = z / (1 - e^(-z))`, and `L(-z) = L(z) - z`, it is `I = P F ([in] L(z) - [out] L(-z))`: no limit is left to take.

use super::Conductance;
use super::conditions::{FARADAY, thermal_mv};
use super::rates::linoid;

/// The equation at one voltage and temperature, for any ion.
#[derive(Clone, Copy, Debug)]
pub(super) struct Goldman {
    v_mv: f64,
    thermal_mv: f64,
    /// `L(z)` and `L(-z)`, and the slope of the first; that of `L(-z)` is 1 less.
    inward: f64,
    outward: f64,
    slope: f64,
}

impl Goldman {
    #[inline]
    pub fn at(v_mv: f64, celsius: f64) -> Self {
        let thermal_mv = thermal_mv(celsius);
        let z = v_mv / thermal_mv;
        let inward = linoid(z, 1.0);
        let outward = inward - z;
        // Next to 0 the first terms of the series: 1/2 + z/6 - z³/180.
        let slope = if z.abs() < 1e-3 { 0.5 + z / 6.0 } else { inward * (1.0 - outward) / z };
        Self { v_mv, thermal_mv, inward, outward, slope }
    }

    /// Current of an ion through `permeability` (cm/s), as its tangent here.
    #[inline]
    pub fn current(&self, permeability: f64, inside_mm: f64, outside_mm: f64) -> Conductance {
        let carried = FARADAY * permeability; // cm/s x C/mol x mM = uA/cm²
        let current = carried * (inside_mm * self.inward - outside_mm * self.outward);
        let total = carried * (inside_mm * self.slope + outside_mm * (1.0 - self.slope)) / self.thermal_mv;
        Conductance { total, drive: total * self.v_mv - current }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nothing flows at the Nernst potential, and at 0 mV the flux is `P F ([in] - [out])`.
    #[test]
    fn the_current_reverses_at_the_nernst_potential() {
        let nernst = thermal_mv(20.0) * f64::ln(2.5 / 120.0);
        let current = |v| Goldman::at(v, 20.0).current(1.2e-3, 120.0, 2.5).current(v);
        assert!(current(nernst).abs() < 1e-9);
        assert!((current(0.0) - 1.2e-3 * FARADAY * 117.5).abs() < 1e-9);
        // The equation as it is usually written.
        let z = -70.0 / thermal_mv(20.0);
        let printed = 1.2e-3 * FARADAY * z * (120.0 - 2.5 * (-z).exp()) / (1.0 - (-z).exp());
        assert!((current(-70.0) - printed).abs() < 1e-9);
    }

    #[test]
    fn the_tangent_touches() {
        for v in [-500.0, -70.0, -1.0, -0.02, -1e-9, 0.0, 1e-9, 0.02, 1.0, 60.0, 500.0] {
            let at = |v| Goldman::at(v, 20.0).current(8e-3, 13.74, 114.5);
            let numeric = (at(v + 1e-3).current(v + 1e-3) - at(v - 1e-3).current(v - 1e-3)) / 2e-3;
            assert!((at(v).total - numeric).abs() < 1e-5 * numeric, "{v} mV: {} against {numeric}", at(v).total);
        }
    }
}

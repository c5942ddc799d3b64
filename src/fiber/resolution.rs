//! Time step and grid.

use crate::membrane::MembraneKind;

use super::{FiberSpec, MRG_DIAMETERS_UM};

/// Time step and grid of a fiber.
///
/// The defaults come from the convergence study in `tests/convergence.rs`: velocity within 0.1 % of the limit of small steps and
/// fine grids over the temperature range of each fiber, peak within 0.1 mV. At temperature `T`, for a bare axon of
/// diameter `d` and resistivity `Ra`, and a membrane of capacitance `C` (`'` for the published values):
///
/// ```text
/// dt = 2^floor(log2(dt' min(C / C', 1) q^((T' - T) / 10))), 1/32 ms at most        dx = dx' sqrt((d / 1 um) (Ra' / Ra))
/// ```
///
/// | membrane | `dt'`, ms | `q` | `T'`, C | `dx'`, um | steps at `T'` |
/// |---|---|---|---|---|---|
/// | squid | 0.016 | 3 | 6.3 | 16 | 1/64 ms |
/// | C fiber | 0.004 | 2.5 | 37 | 18 | 1/256 ms |
/// | mrg, from 5.7 um | 0.00125 | 1.6 | 37 | of the model | 1/1024 ms |
/// | mrg, thinner | 0.00118 | 1.6 | 37 | of the model | 1/1024 ms |
/// | frog | 0.002 | 2 | 20 | of the model | 1/512 ms |
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolution {
    /// Time step, ms. The defaults are powers of two, so that times are exact in binary and steps add up without rounding.
    pub dt_ms: f64,
    /// Longest compartment of a bare axon, um. Myelinated fibers have the grid of their published model.
    pub dx_um: f64,
}

impl Resolution {
    /// Default for a fiber.
    ///
    /// The step shrinks as warming quickens the spike, by less than the gates' own Q10 where the axon's charging sets the
    /// pace; the grid of a bare axon follows the square root of its diameter, as its length constant does, so that the
    /// discretised fibers of all diameters are the same up to scale. It follows an axoplasm of another resistivity in the
    /// same way. Membranes that charge faster than the published one, because their capacitance is smaller, take smaller
    /// steps.
    pub fn default_for(spec: &FiberSpec) -> Self {
        // Longest step at the reference temperature, ms; its Q10; that temperature, C; compartment of a 1 um axon, um.
        let (dt_ms, q10, reference, dx_um) = match spec.membrane {
            MembraneKind::Squid => (0.016, 3.0, 6.3, 16.0),
            MembraneKind::C => (0.004, 2.5, 37.0, 18.0),
            // The thin fibers of the extension (a spike of which has shorter internodes to cross) need a little less.
            MembraneKind::Mrg if spec.diameter_um < MRG_DIAMETERS_UM[0] => (0.00118, 1.6, 37.0, f64::INFINITY),
            MembraneKind::Mrg => (0.00125, 1.6, 37.0, f64::INFINITY),
            MembraneKind::Frog => (0.002, 2.0, 20.0, f64::INFINITY),
        };
        let published = spec.membrane.capacitance();
        let quicker = spec.conditions.capacitance.map_or(1.0, |given| f64::min(given / published, 1.0));
        let longest: f64 = quicker * dt_ms * f64::powf(q10, (reference - spec.conditions.celsius) / 10.0);
        let conductive = spec.kind.axial_resistivity_ohm_cm() / spec.resistivity_ohm_cm();
        Self {
            dt_ms: f64::powi(2.0, longest.log2().floor() as i32).min(1.0 / 32.0),
            dx_um: dx_um * (spec.diameter_um * conductive).sqrt(),
        }
    }

    /// The same with the step divided by `time` and the compartments by `space`.
    pub fn refined(self, time: f64, space: f64) -> Self {
        Self { dt_ms: self.dt_ms / time, dx_um: self.dx_um / space }
    }
}

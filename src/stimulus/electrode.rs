//! Electrodes: a place and a waveform.

use crate::fiber::Source;

use super::Waveform;

/// An electrode and its current.
#[derive(Clone, Debug, PartialEq)]
pub struct Electrode {
    /// Where it is.
    pub place: Place,
    /// What it carries.
    pub waveform: Waveform,
}

/// Where an electrode is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// In the axon.
    Inside {
        /// Distance from the left end, mm.
        at_mm: f64,
    },
    /// A point source beside the fiber, in a wide medium.
    Outside {
        /// Distance of its projection onto the axis from the left end, mm.
        at_mm: f64,
        /// Distance from the axis, mm, above 0.
        distance_mm: f64,
        /// Resistivity of the medium, ohm cm, above 0.
        resistivity_ohm_cm: f64,
    },
}

impl Place {
    /// The effect on a fiber whose compartments have these centres, um, ascending, at least one.
    ///
    /// Inside, the current enters a bare axon at its place, and the nearest compartment of a myelinated one whole. Outside, a point source in an infinite homogeneous medium
    /// makes the potential `rho I / (4 pi r)` (McNeal, IEEE Trans Biomed Eng 23:329, 1976).
    pub fn source(&self, position_um: &[f64]) -> Source {
        match *self {
            Self::Inside { at_mm } => {
                let distance = |k: &usize| (position_um[*k] - 1e3 * at_mm).abs();
                let nearest = (0..position_um.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)));
                let compartment = nearest.unwrap_or(0);
                // Bare axons, the only ones to which the offset matters, have compartments of one length.
                let offset = match position_um {
                    [first, second, ..] => (1e3 * at_mm - position_um[compartment]) / (second - first),
                    _ => 0.0,
                };
                Source::Intracellular { compartment, offset: offset.clamp(-0.5, 0.5) }
            }
            Self::Outside { at_mm, distance_mm, resistivity_ohm_cm } => {
                let field = |&x_um: &f64| {
                    let r_cm = 0.1 * (1e-3 * x_um - at_mm).hypot(distance_mm);
                    // ohm cm nA / cm is nV.
                    1e-6 * resistivity_ohm_cm / (4.0 * std::f64::consts::PI * r_cm)
                };
                Source::Extracellular { field_mv_per_na: position_um.iter().map(field).collect() }
            }
        }
    }

    /// Distance from the left end, mm.
    pub fn at_mm(&self) -> f64 {
        match *self {
            Self::Inside { at_mm } | Self::Outside { at_mm, .. } => at_mm,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_source_makes_the_potential_of_its_closed_form() {
        // 1 mA in 500 ohm cm at 1 mm: 500 * 1e-3 / (4 pi 0.1) V = 397.887 mV.
        let place = Place::Outside { at_mm: 2.0, distance_mm: 1.0, resistivity_ohm_cm: 500.0 };
        let Source::Extracellular { field_mv_per_na } = place.source(&[1000.0, 2000.0, 3000.0]) else {
            panic!("an electrode outside makes a field");
        };
        assert!((1e6 * field_mv_per_na[1] - 397.887_357_729_738_4).abs() < 1e-9);
        assert!((field_mv_per_na[0] / field_mv_per_na[1] - 0.5_f64.sqrt()).abs() < 1e-12);
        assert_eq!(field_mv_per_na[0], field_mv_per_na[2]);
    }

    #[test]
    fn a_current_inside_enters_the_nearest_compartment() {
        let source = Place::Inside { at_mm: 1.4 }.source(&[0.0, 1000.0, 2000.0]);
        assert_eq!(source, Source::Intracellular { compartment: 1, offset: 0.4 });
        let offset = |at_mm, centers: &[f64]| match (Place::Inside { at_mm }).source(centers) {
            Source::Intracellular { compartment, offset } => (compartment, (1e6 * offset).round() * 1e-6),
            Source::Extracellular { .. } => panic!("an electrode inside makes no field"),
        };
        // A bare axon of 3 mm in three compartments: from end to end.
        let bare = [500.0, 1500.0, 2500.0];
        assert_eq!([0.0, 0.5, 1.25, 3.0].map(|at| offset(at, &bare)), [(0, -0.5), (0, 0.0), (1, -0.25), (2, 0.5)]);
        assert_eq!(offset(0.3, &[500.0]), (0, 0.0));
    }
}

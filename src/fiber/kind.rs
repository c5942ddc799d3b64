//! The fibers that a scenario can name.

use serde::Serialize;

use crate::membrane::{CFiber, Squid};

use super::{Cable, Fiber, MrgMorphology, Myelinated, Resolution, Unmyelinated};

/// Kind of fiber.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FiberKind {
    /// Mammalian myelinated fiber: McIntyre, Richardson & Grill 2002.
    #[default]
    Mrg,
    /// Bare mammalian axon with the membrane of a C fiber: Sundt 2015.
    C,
    /// Squid giant axon: Hodgkin & Huxley 1952.
    Squid,
}

impl FiberKind {
    /// All kinds, in the order of the parameter table's limits.
    pub const ALL: [Self; 3] = [Self::Mrg, Self::C, Self::Squid];

    /// The word for it in a link.
    pub fn id(self) -> &'static str {
        match self {
            Self::Mrg => "mrg",
            Self::C => "c",
            Self::Squid => "squid",
        }
    }

    /// Axial resistivity of a bare fiber, ohm cm. (The MRG fiber's, 70, is part of its own file.)
    fn axial_resistivity_ohm_cm(self) -> f64 {
        match self {
            Self::Squid => 35.4,
            Self::C => 100.0,
            Self::Mrg => 70.0,
        }
    }

    /// Whether the fiber is a uniform cable, so that the threshold at its end grows exactly as `d^1.5` and the velocity as
    /// the square root of `d`.
    pub fn is_uniform(self) -> bool {
        self != Self::Mrg
    }

    /// Length that a fiber asked for as `length_mm` gets, mm: whole internodes where there are any.
    pub fn actual_length_mm(self, diameter_um: f64, length_mm: f64) -> f64 {
        match self {
            Self::Mrg => {
                let morphology = MrgMorphology::at(diameter_um);
                morphology.node_spacing_um * morphology.internodes(length_mm) as f64 / 1000.0
            }
            Self::C | Self::Squid => length_mm,
        }
    }

    /// Diameter of the axon itself, um: under the myelin for a myelinated fiber.
    pub fn axon_diameter_um(self, diameter_um: f64) -> f64 {
        match self {
            Self::Mrg => MrgMorphology::at(diameter_um).axon_diameter_um,
            Self::C | Self::Squid => diameter_um,
        }
    }

    /// Builds the fiber at rest. `diameter_um` is the fiber diameter of a myelinated fiber, the axon's otherwise.
    pub fn build(self, diameter_um: f64, length_mm: f64, celsius: f64, resolution: Resolution) -> Box<dyn Fiber> {
        let cable = || {
            let length_um = 1e3 * length_mm;
            Cable {
                diameter_um,
                length_um,
                axial_resistivity_ohm_cm: self.axial_resistivity_ohm_cm(),
                // An odd number has a compartment at the middle, where the spike's shape is measured.
                compartments: ((length_um / resolution.dx_um).ceil() as usize).max(21) | 1,
            }
        };
        match self {
            Self::Mrg => {
                let morphology = MrgMorphology::at(diameter_um);
                let internodes = morphology.internodes(length_mm);
                Box::new(Myelinated::new(&morphology, internodes, celsius, resolution.dt_ms))
            }
            Self::C => Box::new(Unmyelinated::new(cable(), CFiber::new, celsius, resolution.dt_ms)),
            Self::Squid => Box::new(Unmyelinated::new(cable(), Squid::new, celsius, resolution.dt_ms)),
        }
    }
}

//! The fibers that a scenario can name.

use serde::Serialize;

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

    /// Temperature that the model is made for, C.
    pub const fn native_celsius(self) -> f64 {
        match self {
            Self::Mrg | Self::C => 37.0,
            Self::Squid => 6.3,
        }
    }

    /// Published resistivity of the axoplasm, ohm cm.
    pub fn axial_resistivity_ohm_cm(self) -> f64 {
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
}

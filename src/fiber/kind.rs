//! The fibers that a scenario can name.

use serde::Serialize;

use crate::membrane::MembraneKind;

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
    /// Myelinated fiber of a frog: nodes of Frankenhaeuser & Huxley 1964 in the fiber of McNeal 1976.
    Frog,
    /// A piece of one of these membranes, so small that its inside has one voltage.
    Patch,
}

impl FiberKind {
    /// All kinds, in the order of the parameter table's limits.
    pub const ALL: [Self; 5] = [Self::Mrg, Self::C, Self::Squid, Self::Frog, Self::Patch];

    /// The word for it in a link.
    pub fn id(self) -> &'static str {
        match self {
            Self::Mrg => "mrg",
            Self::C => "c",
            Self::Squid => "squid",
            Self::Frog => "frog",
            Self::Patch => "patch",
        }
    }

    /// The fiber's excitable membrane; of a patch that of the squid axon, unless it has another
    /// ([`super::FiberSpec::membrane`]).
    pub const fn membrane(self) -> MembraneKind {
        match self {
            Self::Mrg => MembraneKind::Mrg,
            Self::C => MembraneKind::C,
            Self::Squid | Self::Patch => MembraneKind::Squid,
            Self::Frog => MembraneKind::Frog,
        }
    }

    /// The fiber that a membrane is named after.
    pub const fn of(membrane: MembraneKind) -> Self {
        match membrane {
            MembraneKind::Mrg => Self::Mrg,
            MembraneKind::C => Self::C,
            MembraneKind::Squid => Self::Squid,
            MembraneKind::Frog => Self::Frog,
        }
    }

    /// Published resistivity of the axoplasm, ohm cm; of a patch without meaning.
    pub const fn axial_resistivity_ohm_cm(self) -> f64 {
        match self {
            Self::Mrg => 70.0,
            Self::C => 100.0,
            Self::Squid | Self::Patch => 35.4,
            Self::Frog => 110.0,
        }
    }
}

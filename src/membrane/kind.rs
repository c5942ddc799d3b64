//! The membranes that a scenario can name.

use serde::Serialize;

/// A published membrane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MembraneKind {
    /// Node of Ranvier of a mammalian motor axon: [`super::MrgNode`].
    Mrg,
    /// Mammalian C fiber: [`super::CFiber`].
    C,
    /// Squid giant axon: [`super::Squid`].
    #[default]
    Squid,
    /// Node of Ranvier of a frog: [`super::FrogNode`].
    Frog,
}

impl MembraneKind {
    /// Temperature that the model is made for, C.
    pub const fn native_celsius(self) -> f64 {
        match self {
            Self::Mrg | Self::C => 37.0,
            Self::Squid => 6.3,
            Self::Frog => 20.0,
        }
    }

    /// Published specific capacitance, uF/cm².
    pub const fn capacitance(self) -> f64 {
        match self {
            Self::Mrg | Self::Frog => 2.0,
            Self::C | Self::Squid => 1.0,
        }
    }

    /// Potassium outside in the published model, mM.
    ///
    /// Squid: sea water, Hodgkin & Huxley, J Physiol 116:449 (1952). Frog: Ringer's solution, Frankenhaeuser & Huxley 1964.
    /// The two mammalian models give no concentrations: theirs is that of mammalian extracellular fluid in Hille, Ion
    /// Channels of Excitable Membranes (2001), table 1.3.
    pub const fn potassium_out_mm(self) -> f64 {
        match self {
            Self::Mrg | Self::C => 4.0,
            Self::Squid => 10.0,
            Self::Frog => 2.5,
        }
    }
}

//! Scenarios: everything that decides what a simulation does, as text and as values.
//!
//! A scenario is written as `key=value` pairs joined by `&`; the same text is the hash of a link, the argument of the
//! command line and the content of a file. `v=1` names the grammar and freezes it together with every default.
//!
//! - No lane key at all: the default scene, a myelinated fiber beside its bare counterpart.
//! - Lane keys without a prefix (`fiber=squid&celsius=18.5`): one lane.
//! - Lane keys with a prefix from `a.` to `f.` (`a.diameter=16&b.fiber=squid`): as many lanes as the last letter says, at
//!   least two. Lanes `a` and `b` are those of the default scene until told otherwise.
//! - Keys with a prefix from `e1.` to `e16.`: as many electrodes, beside the stimulator at the left end that every fiber has
//!   (which `strength=0` silences).

mod by_fiber;
mod choices;
mod codec;
mod document;
mod error;
mod long_number;
mod myelin;
mod number;
#[cfg(figure)]
mod numbers;
mod parameter;
mod part;
mod reconcile;
mod reference;
mod resolve;
mod sentence;
mod table;
mod words;

pub use choices::{Hidden, Language, OfLane, Panel, Shown, Sleep, Tip, Wave};
pub use codec::MAX_TEXT_BYTES;
pub use document::{parameter_help, parameter_table_markdown};
pub use error::{Notice, ScenarioError};
pub use myelin::MyelinLeft;
pub(crate) use number::write_number;
pub use parameter::{Choice, Kind, Limits, Parameter, Part};
pub use reconcile::MAX_COMPARTMENTS;
pub use reference::link_reference_html;
pub use resolve::{Amplitude, Lane};
pub use table::{
    ElectrodeParameters, LaneParameters, MAX_PROBES, StimulusParameters, ViewParameters, parameter, parameters,
};

pub use sentence::Sentence;
pub(crate) use sentence::sentence;
pub(crate) use words::words;

use crate::fiber::FiberKind;
use crate::membrane::MembraneKind;

/// Most lanes that a scenario can have.
pub const MAX_LANES: usize = 6;
/// Most electrodes that can be added.
pub const MAX_ELECTRODES: usize = 16;

/// A validated scenario. Parameters that are `None` have their default.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// The fibers, one to [`MAX_LANES`].
    pub lanes: Vec<LaneParameters>,
    /// The stimulus that all lanes share.
    pub stimulus: StimulusParameters,
    /// Electrodes beside the stimulator, none to [`MAX_ELECTRODES`].
    pub electrodes: Vec<ElectrodeParameters>,
    /// How it is shown; does not change what is computed.
    pub view: ViewParameters,
}

impl Default for Scenario {
    /// The default scene: a myelinated fiber, and below it the bare counterpart of its axon.
    fn default() -> Self {
        Self {
            lanes: vec![LaneParameters::default(), LaneParameters::default()],
            stimulus: StimulusParameters::default(),
            electrodes: Vec::new(),
            view: ViewParameters::default(),
        }
    }
}

impl Scenario {
    /// Kind of fiber in lane `index`: what it was given, else myelinated, but bare in the second lane.
    pub fn fiber(&self, index: usize) -> FiberKind {
        self.lanes.get(index).and_then(|lane| lane.fiber).unwrap_or(default_fiber(index))
    }

    /// Membrane of lane `index`: what a patch was given, else that of the fiber.
    pub fn membrane(&self, index: usize) -> MembraneKind {
        match self.fiber(index) {
            FiberKind::Patch => self.lanes.get(index).and_then(|lane| lane.membrane).unwrap_or_default(),
            fiber => fiber.membrane(),
        }
    }

    /// Sets one parameter by its key in the text (`strength`, or with a lane's prefix `b.diameter`); an empty value gives it
    /// its default again.
    ///
    /// # Errors
    /// If there is no such key in this scenario, or the value is not allowed; the scenario is then as it was.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), ScenarioError> {
        codec::set(self, key, value).map_or(Ok(()), |notice| Err(notice.error))
    }

    /// As [`Self::set`], but a value out of range is moved to the nearest allowed one, and one that is no value gives the
    /// parameter its default. The notice says so.
    pub fn set_leniently(&mut self, key: &str, value: &str) -> Option<Notice> {
        codec::set_leniently(self, key, value)
    }
}

/// Kind of fiber in lane `index` if it is not given: myelinated, and bare in the second lane.
fn default_fiber(index: usize) -> FiberKind {
    if index == 1 { FiberKind::C } else { FiberKind::Mrg }
}

//! The choices that parameters offer, with their words.

use serde::Serialize;

use crate::fiber::FiberKind;
use crate::membrane::MembraneKind;

use super::by_fiber::FIBER_KINDS;
use super::parameter::{Choice, Word};

/// Whether stretches of a fiber that are at rest sleep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sleep {
    /// Only what happens is computed.
    #[default]
    On,
    /// All of the fiber is computed all the time.
    Off,
}

impl Word for Sleep {
    const CHOICES: &'static [(Self, Choice)] = &[(Self::On, SLEEP[0]), (Self::Off, SLEEP[1])];
    const DEFAULT_IS_FIXED: bool = true;
}

pub(super) const SLEEP: [Choice; 2] = [choice("on", "Compute what happens"), choice("off", "Compute everything")];

/// Voltage that the pictures show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Shown {
    /// Axoplasm against the far outside.
    #[default]
    Internal,
    /// Across the axolemma.
    Transmembrane,
}

impl Word for Shown {
    const CHOICES: &'static [(Self, Choice)] = &[(Self::Internal, SHOWN[0]), (Self::Transmembrane, SHOWN[1])];
    const DEFAULT_IS_FIXED: bool = true;
}

/// Picture beside the lanes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// Position across, time down, voltage as color.
    #[default]
    Spacetime,
    /// Voltage, gates and currents at the probes against time.
    Traces,
    /// One quantity at a probe against another.
    Phase,
    /// Sweeps and protocols.
    Experiments,
    /// Short experiments with a question.
    Guide,
}

impl Word for Panel {
    const CHOICES: &'static [(Self, Choice)] = &[
        (Self::Spacetime, PANELS[0]),
        (Self::Traces, PANELS[1]),
        (Self::Phase, PANELS[2]),
        (Self::Experiments, PANELS[3]),
        (Self::Guide, PANELS[4]),
    ];
    const DEFAULT_IS_FIXED: bool = true;
}

pub(super) const PANELS: [Choice; 5] = [
    choice("spacetime", "Space and time"),
    choice("traces", "Traces"),
    choice("phase", "Phase plane"),
    choice("experiments", "Experiments"),
    choice("guide", "Guide"),
];

/// What a page leaves out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hidden {
    /// Nothing.
    #[default]
    Nothing,
    /// The controls.
    Controls,
    /// All but the picture.
    All,
}

impl Word for Hidden {
    const CHOICES: &'static [(Self, Choice)] =
        &[(Self::Nothing, HIDDEN[0]), (Self::Controls, HIDDEN[1]), (Self::All, HIDDEN[2])];
    const DEFAULT_IS_FIXED: bool = true;
}

pub(super) const HIDDEN: [Choice; 3] =
    [choice("nothing", "Nothing"), choice("controls", "Controls"), choice("all", "All but the picture")];

/// Language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// That of the browser, if the page has it.
    #[default]
    Auto,
    /// English.
    En,
    /// German.
    De,
}

impl Word for Language {
    const CHOICES: &'static [(Self, Choice)] =
        &[(Self::Auto, LANGUAGES[0]), (Self::En, LANGUAGES[1]), (Self::De, LANGUAGES[2])];
    const DEFAULT_IS_FIXED: bool = true;
}

pub(super) const LANGUAGES: [Choice; 3] =
    [choice("auto", "Automatic"), choice("en", "English"), choice("de", "Deutsch")];

impl Word for FiberKind {
    const CHOICES: &'static [(Self, Choice)] = &[
        (Self::Mrg, FIBERS[0]),
        (Self::C, FIBERS[1]),
        (Self::Squid, FIBERS[2]),
        (Self::Frog, FIBERS[3]),
        (Self::Patch, FIBERS[4]),
    ];
    // The default depends on the lane, so `Scenario` decides when it can be left out.
    const DEFAULT_IS_FIXED: bool = false;
}

/// Where an electrode's tip is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tip {
    /// In the axon.
    #[default]
    Inside,
    /// Beside the fiber.
    Outside,
}

impl Word for Tip {
    const CHOICES: &'static [(Self, Choice)] = &[(Self::Inside, TIPS[0]), (Self::Outside, TIPS[1])];
    const DEFAULT_IS_FIXED: bool = true;
}

pub(super) const TIPS: [Choice; 2] = [choice("inside", "Inside the axon"), choice("outside", "Outside, at a distance")];

/// The lanes that an electrode is at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OfLane {
    /// Every lane.
    #[default]
    All,
    /// One lane, from 0.
    One(usize),
}

impl Word for OfLane {
    const CHOICES: &'static [(Self, Choice)] = &[
        (Self::All, OF_LANES[0]),
        (Self::One(0), OF_LANES[1]),
        (Self::One(1), OF_LANES[2]),
        (Self::One(2), OF_LANES[3]),
        (Self::One(3), OF_LANES[4]),
        (Self::One(4), OF_LANES[5]),
        (Self::One(5), OF_LANES[6]),
    ];
    const DEFAULT_IS_FIXED: bool = true;
}

pub(super) const OF_LANES: [Choice; 7] = [
    choice("all", "All lanes"),
    choice("a", "Lane a"),
    choice("b", "Lane b"),
    choice("c", "Lane c"),
    choice("d", "Lane d"),
    choice("e", "Lane e"),
    choice("f", "Lane f"),
];

/// Shape of an electrode's current.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wave {
    /// Rectangle.
    #[default]
    Pulse,
    /// Two rectangles of opposite sign.
    Biphasic,
    /// Straight rise from 0.
    Ramp,
    /// Sine.
    Sine,
    /// Seeded Gaussian noise.
    Noise,
}

impl Word for Wave {
    const CHOICES: &'static [(Self, Choice)] = &[
        (Self::Pulse, WAVES[0]),
        (Self::Biphasic, WAVES[1]),
        (Self::Ramp, WAVES[2]),
        (Self::Sine, WAVES[3]),
        (Self::Noise, WAVES[4]),
    ];
    const DEFAULT_IS_FIXED: bool = true;
}

pub(super) const WAVES: [Choice; 5] = [
    choice("pulse", "Pulse or step"),
    choice("biphasic", "Biphasic pulse"),
    choice("ramp", "Ramp"),
    choice("sine", "Sine"),
    choice("noise", "Noise"),
];

impl Word for MembraneKind {
    const CHOICES: &'static [(Self, Choice)] =
        &[(Self::Mrg, MEMBRANES[0]), (Self::C, MEMBRANES[1]), (Self::Squid, MEMBRANES[2]), (Self::Frog, MEMBRANES[3])];
    const DEFAULT_IS_FIXED: bool = true;
}

const fn choice(id: &'static str, label: &'static str) -> Choice {
    // A figure has no words: those that its sliders say come with these (`xtask/table.js`).
    Choice { id, label: if cfg!(figure) { "" } else { label } }
}

pub(super) const FIBERS: [Choice; FIBER_KINDS] = [
    choice("mrg", "Myelinated (MRG 2002)"),
    choice("c", "C fiber (Sundt 2015)"),
    choice("squid", "Squid (Hodgkin-Huxley 1952)"),
    choice("frog", "Frog (Frankenhaeuser-Huxley 1964)"),
    choice("patch", "Patch of membrane"),
];

pub(super) const MEMBRANES: [Choice; 4] = [
    choice("mrg", "Mammalian node (MRG 2002)"),
    choice("c", "C fiber (Sundt 2015)"),
    choice("squid", "Squid (Hodgkin-Huxley 1952)"),
    choice("frog", "Frog node (Frankenhaeuser-Huxley 1964)"),
];

pub(super) const SHOWN: [Choice; 2] =
    [choice("internal", "Inside the axon"), choice("transmembrane", "Across the membrane")];

//! The one table of parameters. Structs, validation, link, command-line help, controls and the README all derive from it.

use serde::Serialize;

use crate::fiber::FiberKind;
use crate::membrane::MembraneKind;

use super::myelin::MyelinLeft;
use super::parameter::{Choice, Kind, Limits, Parameter, Part, Rejected, Value, Word};
use super::words::words;

/// Limits with a fixed default.
const fn within(min: f64, max: f64, default: f64) -> Limits {
    Limits { min, max, default: Some(default) }
}

/// Limits whose default follows a rule that the parameter's doc states.
const fn by_rule(min: f64, max: f64) -> Limits {
    Limits { min, max, default: None }
}

const NOTHING: Limits = Limits::NOTHING;

/// Limits of a parameter for each fiber.
struct ByFiber {
    limits: [Limits; FIBER_KINDS],
    by_membrane: bool,
}

/// The limits of each fiber, in the order of [`FiberKind::ALL`].
const fn each(limits: [Limits; FIBER_KINDS]) -> ByFiber {
    ByFiber { limits, by_membrane: false }
}

/// The same limits for every fiber.
const fn all(limits: Limits) -> ByFiber {
    each([limits; FIBER_KINDS])
}

/// Limits of a parameter of myelin that can be changed: for mrg only.
const fn myelin(limits: Limits) -> ByFiber {
    each([limits, NOTHING, NOTHING, NOTHING, NOTHING])
}

/// Limits of a parameter of the excitable membrane. Those of a patch are those of its membrane.
const fn of_membrane(mrg: Limits, c: Limits, squid: Limits, frog: Limits) -> ByFiber {
    let widest = by_rule(
        mrg.min.min(c.min).min(squid.min).min(frog.min), //
        mrg.max.max(c.max).max(squid.max).max(frog.max),
    );
    ByFiber { limits: [mrg, c, squid, frog, widest], by_membrane: true }
}

const FIBER_KINDS: usize = FiberKind::ALL.len();
/// Most stimulus pulses, and the latest start of one, ms.
pub const MAX_PULSES: usize = 100;
pub const MAX_ONSET_MS: f64 = 100_000.0;
/// Most places that are recorded in a lane.
pub const MAX_PROBES: usize = 4;
const NO_LIMITS: ByFiber = all(by_rule(0.0, 0.0));

/// Declares the parameters of one part as a struct with a field each, and the rows of the table.
macro_rules! part {
    (
        $(#[doc = $about:literal])+
        $part:ident $name:ident {
            $( $(#[doc = $doc:literal])+ $field:ident: $type:ty, $label:literal, $unit:literal, $kind:expr, $limits:expr; )+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $( $(#[doc = $doc])+ pub $field: Option<$type>, )+
        }

        impl $name {
            pub(super) const TABLE: &'static [Parameter] = &[$( Parameter {
                id: stringify!($field),
                part: Part::$part,
                label: $label,
                unit: $unit,
                // Without the space after `///`. A figure has no room for it.
                doc: if cfg!(figure) { "" } else { concat!($($doc),+).split_at(1).1 },
                kind: $kind,
                limits: $limits.limits,
                by_membrane: $limits.by_membrane,
            } ),+];

            /// Reads `text` into the parameter `id` (empty: default). Where it is not allowed, the nearest allowed value, or
            /// the default, is taken, and the answer is what was written for it.
            pub(super) fn read(&mut self, id: &str, text: &str, fiber: FiberKind) -> Result<(), String> {
                let fields: [&mut dyn Field; Self::TABLE.len()] = [$( &mut self.$field ),+];
                let found = Self::TABLE.iter().zip(fields).find(|(parameter, _)| parameter.id == id);
                found.map_or(Err(String::new()), |(parameter, field)| field.read(text, parameter, fiber))
            }

            /// The parameters that were given, as id and text, in the order of the table.
            pub(super) fn write(&self) -> Vec<(&'static str, String)> {
                let fields: [&dyn Field; Self::TABLE.len()] = [$( &self.$field ),+];
                let texts = Self::TABLE.iter().zip(fields).map(|(parameter, field)| Some((parameter.id, field.write()?)));
                texts.flatten().collect()
            }
        }
    };
}

/// A parameter that may have been given, of whatever type: so that the code that reads and writes is there once for a type.
trait Field {
    fn read(&mut self, text: &str, parameter: &Parameter, fiber: FiberKind) -> Result<(), String>;
    fn write(&self) -> Option<String>;
}

impl<T: Value> Field for Option<T> {
    fn read(&mut self, text: &str, parameter: &Parameter, fiber: FiberKind) -> Result<(), String> {
        *self = None;
        if text.is_empty() {
            return Ok(());
        }
        let (value, answer) = match T::read(text, parameter, fiber) {
            Ok(value) => (Some(value), Ok(())),
            Err(Rejected(nearest)) => {
                let taken = words!(nearest.as_ref().map_or_else(|| "the default".to_owned(), Value::write));
                (nearest, Err(taken))
            }
        };
        *self = value.filter(|value| !value.is_default(parameter, fiber));
        answer
    }

    fn write(&self) -> Option<String> {
        self.as_ref().map(Value::write)
    }
}

part! {
    /// What a lane holds.
    Lane LaneParameters {
        /// Kind of fiber; a patch is a piece of membrane with one voltage. Default: mrg, and c in the second of several lanes.
        fiber: FiberKind, "Fiber", "", Kind::Choice(&FIBERS), NO_LIMITS;
        /// Membrane of a patch: that of the node of mrg or frog, of the C fiber, or of the squid axon.
        membrane: MembraneKind, "Membrane", "", Kind::Choice(&MEMBRANES), each([NOTHING, NOTHING, NOTHING, NOTHING, by_rule(0.0, 0.0)]);
        /// Diameter of the axon; of the whole fiber with its myelin for mrg and frog. Default: mrg and frog 10, squid 476,
        /// patch 100; c has the axon diameter of the first mrg lane, or 1 without one. A patch has the area pi x diameter x
        /// length. Above 16 and below 5.7 the dimensions of mrg are extrapolated.
        diameter: f64, "Diameter", "um", Kind::Number,
            each([
                within(1.0, 20.0, 10.0),
                by_rule(0.2, 20.0),
                within(1.0, 1500.0, 476.0),
                within(1.0, 30.0, 10.0),
                within(1.0, 1500.0, 100.0),
            ]);
        /// Length; whole internodes for mrg and frog, at least four. Default for one lane: mrg and frog 50 internodes, c 12 mm
        /// x sqrt(d / 1 um), squid 100 mm x sqrt(d / 476 um). Of several lanes the first has 23 mm if it is mrg, and the
        /// others are as long as the first. A patch has 1 mm.
        length: f64, "Length", "mm", Kind::Number,
            each([
                by_rule(1.0, 2000.0),
                by_rule(1.0, 2000.0),
                by_rule(1.0, 2000.0),
                by_rule(1.0, 2000.0),
                within(0.001, 2000.0, 1.0),
            ]);
        /// Temperature. Heat blocks c above 45 and squid above 33. Default: mrg and c 37, squid 6.3, frog 20; a patch has that
        /// of its membrane.
        celsius: f64, "Temperature", "C", Kind::Number,
            of_membrane(
                within(20.0, 50.0, MembraneKind::Mrg.native_celsius()),
                within(5.0, 50.0, MembraneKind::C.native_celsius()),
                within(0.0, 40.0, MembraneKind::Squid.native_celsius()),
                within(0.0, 45.0, MembraneKind::Frog.native_celsius()),
            );
        /// Current of the stimulus; positive depolarises. Default: the strength times this fiber's threshold.
        amplitude: f64, "Current", "nA", Kind::Number, all(by_rule(-1e5, 1e5));
        /// Length of each stimulus pulse.
        duration: f64, "Pulse length", "ms", Kind::Number,
            each([
                within(0.02, 10.0, 0.1),
                within(0.02, 10.0, 0.5),
                within(0.02, 10.0, 0.5),
                within(0.02, 10.0, 0.1),
                within(0.02, 5000.0, 0.5),
            ]);
        /// Density of sodium channels, times the published one.
        na: f64, "Sodium channels", "x", Kind::Number, all(within(0.0, 10.0, 1.0));
        /// Density of potassium channels, times the published one.
        k: f64, "Potassium channels", "x", Kind::Number, all(within(0.0, 10.0, 1.0));
        /// Leak conductance, times the published one; of the nodes for mrg.
        leak: f64, "Leak", "x", Kind::Number, all(within(0.0, 10.0, 1.0));
        /// Specific capacitance of the membrane; for mrg of the whole axolemma, not of the myelin. Published: mrg and frog 2, c
        /// and squid 1.
        capacitance: f64, "Capacitance", "uF/cm2", Kind::Number,
            of_membrane(
                within(0.1, 10.0, MembraneKind::Mrg.capacitance()),
                within(0.1, 10.0, MembraneKind::C.capacitance()),
                within(0.1, 10.0, MembraneKind::Squid.capacitance()),
                within(0.1, 10.0, MembraneKind::Frog.capacitance()),
            );
        /// Resistivity of the axoplasm. Published: mrg 70, c 100, squid 35.4, frog 110.
        resistivity: f64, "Axoplasm", "ohm cm", Kind::Number,
            each([
                within(10.0, 1000.0, FiberKind::Mrg.axial_resistivity_ohm_cm()),
                within(10.0, 1000.0, FiberKind::C.axial_resistivity_ohm_cm()),
                within(10.0, 1000.0, FiberKind::Squid.axial_resistivity_ohm_cm()),
                within(10.0, 1000.0, FiberKind::Frog.axial_resistivity_ohm_cm()),
                NOTHING,
            ]);
        /// Potassium outside. It moves the reversal potential of the potassium channels by Nernst's equation, and so the
        /// rest. The models' own: mrg and c 4 (mammalian extracellular fluid; the papers give none), squid 10 (sea water),
        /// frog 2.5 (Ringer).
        ko: f64, "Potassium outside", "mM", Kind::Number,
            of_membrane(
                within(0.5, 200.0, MembraneKind::Mrg.potassium_out_mm()),
                within(0.5, 200.0, MembraneKind::C.potassium_out_mm()),
                within(0.5, 200.0, MembraneKind::Squid.potassium_out_mm()),
                within(0.5, 200.0, MembraneKind::Frog.potassium_out_mm()),
            );
        /// Tetrodotoxin, which blocks sodium channels one-to-one (Hill coefficient 1). Kd: mrg 3.8 nM (Nav1.6, Rosker et al.
        /// 2007), frog 3.6 nM (Schwarz et al. 1973), c 4 nM (Nav1.7, Sangameswaran et al. 1997), squid 5.1 nM (Toxicon
        /// 23:725, 1985).
        ttx: f64, "Tetrodotoxin", "nM", Kind::Number, all(within(0.0, 100000.0, 0.0));
        /// Tetraethylammonium, which blocks potassium channels one-to-one (Hill coefficient 1). Kd: mrg 3.8 mM (KCNQ2/3,
        /// Hadley et al. 2000), c 1.64 mM (small sensory neurons, near Yoshida & Matsumoto 2005), frog 0.4 mM (quoted of
        /// Hille 1967, not checked), squid 1 mM and from inside (order of magnitude, Armstrong 1966).
        tea: f64, "TEA", "mM", Kind::Number, all(within(0.0, 100.0, 0.0));
        /// 4-aminopyridine, which blocks fast potassium channels one-to-one (Hill coefficient 1). Kd: frog 0.013 mM (Ulbricht
        /// & Wagner 1976), squid 1 mM (order of magnitude, Meves & Pichon 1977). mrg and c have no target for it.
        ap4: f64, "4-aminopyridine", "mM", Kind::Number,
            of_membrane(NOTHING, NOTHING, within(0.0, 100.0, 0.0), within(0.0, 100.0, 0.0));
        /// Lidocaine, which blocks sodium channels one-to-one, and the more the more they are used: Kd 440 uM from rested and
        /// 10 uM from inactivated channels, repair with 1.5 s (modulated receptor; Hille 1977; Bean, Cohen & Tsien 1983).
        lidocaine: f64, "Lidocaine", "uM", Kind::Number, all(within(0.0, 10000.0, 0.0));
        /// Distance between nodes, for mrg: longer or shorter STIN elements. Default: that of the diameter.
        internode: f64, "Internode", "um", Kind::Number, myelin(by_rule(50.0, 5000.0));
        /// Lamellae of myelin, for mrg; the g-ratio follows. Default: that of the diameter.
        lamellae: f64, "Lamellae", "", Kind::Number, myelin(by_rule(1.0, 500.0));
        /// Myelin left, for mrg, in percent of an internode's lamellae; internodes are counted from the left, from 1. Those
        /// not named have all of theirs.
        myelin: MyelinLeft, "Myelin left", "%", Kind::Myelin, myelin(by_rule(0.0, 100.0));
        /// Nodal membrane (channels and leak) that has spread into internodes without myelin, in parts of its density at the
        /// nodes, for mrg. Conduction there is slow and continuous; thick fibers need much to get a spike in.
        spread: f64, "Channels in bare internodes", "x", Kind::Number, myelin(within(0.0, 1.0, 0.0));
        /// Whether stretches at rest are passed over until something comes near: on (default) or off. Long fibers become many
        /// times faster, and velocities change by less than a millionth.
        sleep: Sleep, "Sleep at rest", "", Kind::Choice(&SLEEP), NO_LIMITS;
    }
}

part! {
    /// The stimulus that all lanes share: pulses into the left end.
    Stimulus StimulusParameters {
        /// Strength of the stimulus in multiples of each fiber's own threshold: that of the healthy fiber of the same
        /// geometry and temperature, with the published channels and potassium, so that what blocks a fiber leaves its
        /// stimulus as it was. (Where heat blocks it: at its default temperature.)
        strength: f64, "Strength", "x threshold", Kind::Number, all(within(0.0, 20.0, 1.5));
        /// Starts of the stimulus pulses. Default: one at 0.
        stim: Vec<f64>, "Stimulus times", "ms", Kind::List { most: MAX_PULSES }, all(within(0.0, MAX_ONSET_MS, 0.0));
    }
}

part! {
    /// An electrode beside the stimulator that every fiber has; `e1.` to `e16.` stand before its keys.
    Electrode ElectrodeParameters {
        /// Where the tip is: inside the axon, or outside, as a point source in a wide medium.
        tip: Tip, "Tip", "", Kind::Choice(&TIPS), NO_LIMITS;
        /// The lane that it is at. Default: all of them.
        lane: OfLane, "Lane", "", Kind::Choice(&OF_LANES), NO_LIMITS;
        /// Distance from the left end of the fiber.
        at: f64, "At", "mm", Kind::Number, all(within(0.0, 2000.0, 0.0));
        /// Distance from the fiber's axis, for a tip outside.
        distance: f64, "Distance", "mm", Kind::Number, all(within(0.01, 100.0, 1.0));
        /// Resistivity of the medium, for a tip outside (McNeal 1976: 300).
        medium: f64, "Medium", "ohm cm", Kind::Number, all(within(10.0, 100000.0, 300.0));
        /// Shape of the current: a rectangle (long, it is a step), two rectangles of opposite sign, a straight rise, a sine,
        /// or Gaussian noise whose standard deviation is the current.
        wave: Wave, "Shape", "", Kind::Choice(&WAVES), NO_LIMITS;
        /// Current; positive flows out of the tip, so that inside it depolarises, and outside it is anodic.
        current: f64, "Current", "nA", Kind::Number, all(within(-1e8, 1e8, 1.0));
        /// Start of the first stimulus.
        delay: f64, "Delay", "ms", Kind::Number, all(within(0.0, 100000.0, 0.0));
        /// Length of a stimulus; of each phase, if it has two.
        width: f64, "Width", "ms", Kind::Number, all(within(0.001, 100000.0, 0.5));
        /// Time between the phases of a biphasic stimulus.
        gap: f64, "Gap", "ms", Kind::Number, all(within(0.0, 1000.0, 0.0));
        /// Number of stimuli.
        count: f64, "Count", "", Kind::Whole, all(within(1.0, 10000.0, 1.0));
        /// From the start of one stimulus to the start of the next.
        period: f64, "Period", "ms", Kind::Number, all(within(0.01, 100000.0, 10.0));
        /// Frequency of a sine.
        hz: f64, "Frequency", "Hz", Kind::Number, all(within(0.1, 100000.0, 1000.0));
        /// Time for which each value of the noise holds.
        hold: f64, "Hold", "ms", Kind::Number, all(within(0.001, 1000.0, 0.1));
        /// Seed of the noise.
        seed: f64, "Seed", "", Kind::Whole, all(within(0.0, 4294967295.0, 1.0));
    }
}

part! {
    /// How the simulation is shown.
    View ViewParameters {
        /// Slow motion: this many times slower than nature. Default: slow until the fastest spike is home, then fast
        /// enough that the slowest arrives within ten seconds.
        slow: f64, "Slow motion", "x", Kind::Number, all(by_rule(1.0, 10000.0));
        /// Voltage drawn: internal (axoplasm against the far outside) or transmembrane (across the axolemma).
        show: Shown, "Voltage", "", Kind::Choice(&SHOWN), NO_LIMITS;
        /// Places whose voltage, gates and currents are recorded, along every lane; each lane takes its compartment next to
        /// it. Default: the middle of the shortest lane.
        probe: Vec<f64>, "Probes", "mm", Kind::List { most: MAX_PROBES }, all(by_rule(0.0, 2000.0));
        /// Left edge of the picture, less than `to`. Default: the left ends.
        from: f64, "From", "mm", Kind::Number, all(within(0.0, 2000.0, 0.0));
        /// Right edge of the picture. Default: the end of the longest lane.
        to: f64, "To", "mm", Kind::Number, all(by_rule(0.001, 2000.0));
        /// Moment at which a link opens, standing still. Default: it opens at 0 and runs.
        moment: f64, "Moment", "ms", Kind::Number, all(by_rule(0.0, 100000.0));
        /// Picture beside the lanes.
        panel: Panel, "Panel", "", Kind::Choice(&PANELS), NO_LIMITS;
        /// What is left out, for a figure in a text or a lecture.
        hide: Hidden, "Hide", "", Kind::Choice(&HIDDEN), NO_LIMITS;
        /// Language of the page; auto is that of the browser.
        lang: Language, "Language", "", Kind::Choice(&LANGUAGES), NO_LIMITS;
    }
}

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

const SLEEP: [Choice; 2] = [choice("on", "Compute what happens"), choice("off", "Compute everything")];

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

const PANELS: [Choice; 5] = [
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

const HIDDEN: [Choice; 3] =
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

const LANGUAGES: [Choice; 3] = [choice("auto", "Automatic"), choice("en", "English"), choice("de", "Deutsch")];

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

const TIPS: [Choice; 2] = [choice("inside", "Inside the axon"), choice("outside", "Outside, at a distance")];

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

const OF_LANES: [Choice; 7] = [
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

const WAVES: [Choice; 5] = [
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
    Choice { id, label: if cfg!(figure) { "" } else { label } }
}

const FIBERS: [Choice; FIBER_KINDS] = [
    choice("mrg", "Myelinated (MRG 2002)"),
    choice("c", "C fiber (Sundt 2015)"),
    choice("squid", "Squid (Hodgkin-Huxley 1952)"),
    choice("frog", "Frog (Frankenhaeuser-Huxley 1964)"),
    choice("patch", "Patch of membrane"),
];

const MEMBRANES: [Choice; 4] = [
    choice("mrg", "Mammalian node (MRG 2002)"),
    choice("c", "C fiber (Sundt 2015)"),
    choice("squid", "Squid (Hodgkin-Huxley 1952)"),
    choice("frog", "Frog node (Frankenhaeuser-Huxley 1964)"),
];

const SHOWN: [Choice; 2] = [choice("internal", "Inside the axon"), choice("transmembrane", "Across the membrane")];

/// All parameters: of the lanes, of the stimulus, of the electrodes, of the view.
pub fn parameters() -> impl Iterator<Item = &'static Parameter> {
    // A figure has no electrodes beside the stimulator.
    let electrodes = if cfg!(figure) { &[] } else { ElectrodeParameters::TABLE };
    [LaneParameters::TABLE, StimulusParameters::TABLE, electrodes, ViewParameters::TABLE].into_iter().flatten()
}

/// The parameter with this id.
pub fn parameter(id: &str) -> Option<&'static Parameter> {
    parameters().find(|parameter| parameter.id == id)
}

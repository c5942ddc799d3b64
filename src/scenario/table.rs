//! The one table of parameters. Structs, validation, link, command-line help, controls and the README all derive from it.

use crate::fiber::FiberKind;
use crate::membrane::MembraneKind;

use super::by_fiber::{FIBER_KINDS, NO_LIMITS, NOTHING, all, by_rule, each, myelin, of_membrane, within};
use super::choices::{
    FIBERS, HIDDEN, Hidden, LANGUAGES, Language, MEMBRANES, OF_LANES, OfLane, PANELS, Panel, SHOWN, SLEEP, Shown,
    Sleep, TIPS, Tip, WAVES, Wave,
};
use super::myelin::MyelinLeft;
use super::parameter::{Kind, Parameter, Part};
use super::part::{part, read, write};

/// Most stimulus pulses, and the latest start of one, ms.
const MAX_PULSES: usize = 100;
const MAX_ONSET_MS: f64 = 100_000.0;
/// Most places that are recorded in a lane.
pub const MAX_PROBES: usize = 4;
part! {
    /// What a lane holds.
    Lane LaneParameters {
        /// Kind of fiber; a patch is a piece of membrane with one voltage. Default: mrg, and c in the second of several lanes.
        fiber: FiberKind, "Fiber", "", Kind::Choice(&FIBERS), NO_LIMITS;
        /// Membrane of a patch: that of the node of mrg or frog, of the C fiber, or of the squid axon (default).
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
        /// Where the tip is: inside the axon (default), or outside, as a point source in a wide medium.
        tip: Tip, "Tip", "", Kind::Choice(&TIPS), NO_LIMITS;
        /// The lane that it is at. Default: all of them.
        lane: OfLane, "Lane", "", Kind::Choice(&OF_LANES), NO_LIMITS;
        /// Distance from the left end of the fiber.
        at: f64, "At", "mm", Kind::Number, all(within(0.0, 2000.0, 0.0));
        /// Distance from the fiber's axis, for a tip outside.
        distance: f64, "Distance", "mm", Kind::Number, all(within(0.01, 100.0, 1.0));
        /// Resistivity of the medium, for a tip outside (McNeal 1976: 300).
        medium: f64, "Medium", "ohm cm", Kind::Number, all(within(10.0, 100000.0, 300.0));
        /// Shape of the current: a rectangle (default; long, it is a step), two rectangles of opposite sign, a straight rise, a sine,
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
        /// Voltage drawn: internal (default; axoplasm against the far outside) or transmembrane (across the axolemma).
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
        /// Picture beside the lanes. Default: spacetime.
        panel: Panel, "Panel", "", Kind::Choice(&PANELS), NO_LIMITS;
        /// What is left out, for a figure in a text or a lecture. Default: nothing.
        hide: Hidden, "Hide", "", Kind::Choice(&HIDDEN), NO_LIMITS;
        /// Language of the page; auto (default) is that of the browser.
        lang: Language, "Language", "", Kind::Choice(&LANGUAGES), NO_LIMITS;
    }
}

/// Of the lanes, of the stimulus, of the electrodes, of the view.
const PARTS: [&[Parameter]; 4] =
    [LaneParameters::TABLE, StimulusParameters::TABLE, ElectrodeParameters::TABLE, ViewParameters::TABLE];

/// All parameters: of the lanes, of the stimulus, of the electrodes, of the view.
pub fn parameters() -> impl Iterator<Item = &'static Parameter> {
    PARTS.into_iter().flatten()
}

/// The parameter with this id.
pub fn parameter(id: &str) -> Option<&'static Parameter> {
    parameters().find(|parameter| parameter.id == id)
}

/// Defaults of the parameter with this id for each fiber, NaN where a rule gives it: to be asked for while this is compiled.
pub(super) const fn defaults(id: &str) -> [f64; FIBER_KINDS] {
    let mut part = 0;
    while part < PARTS.len() {
        let mut row = 0;
        while row < PARTS[part].len() {
            if same(PARTS[part][row].id, id) {
                return PARTS[part][row].defaults();
            }
            row += 1;
        }
        part += 1;
    }
    panic!("no parameter has this id")
}

const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut k = 0;
    while k < one.len() && k < other.len() && one[k] == other[k] {
        k += 1;
    }
    k == one.len() && k == other.len()
}

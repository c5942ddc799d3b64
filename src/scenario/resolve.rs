//! From what was given to what is simulated: the rules for defaults that depend on other parameters.

use crate::fiber::{FiberKind, FiberSpec, MrgMorphology, Myelin};
use crate::membrane::{Conditions, Drugs};
use crate::stimulus::{Electrode, Place, Shape, Waveform};

use super::table::defaults;
use super::{ElectrodeParameters, OfLane, Scenario, Sleep, Tip, Wave};

/// Length of the first lane of several if it is myelinated, mm: twenty internodes of a 10 um fiber.
const SCENE_LENGTH_MM: f64 = 23.0;
/// Diameter of a C fiber that is nobody's counterpart, um.
const LONE_C_DIAMETER_UM: f64 = 1.0;
/// Internodes of a single myelinated lane.
const INTERNODES: f64 = 50.0;

/// The default of the parameter `id`, which has a fixed one, for a fiber.
macro_rules! fixed {
    ($id:literal, $fiber:expr) => {
        (const { defaults($id) })[$fiber as usize]
    };
}

/// A lane with every value decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The fiber; its length is one that it can have.
    pub spec: FiberSpec,
    /// What is left of its myelin, where it has lost some.
    pub myelin: Option<Myelin>,
    /// Electrodes beside the stimulator at the left end.
    pub electrodes: Vec<Electrode>,
    /// Current of the stimulus.
    pub amplitude: Amplitude,
    /// Length of a stimulus pulse, ms.
    pub duration_ms: f64,
    /// Starts of the pulses, ms, ascending.
    pub onsets_ms: Vec<f64>,
    /// Whether stretches at rest sleep.
    pub sleep: Sleep,
    /// Index of the myelinated lane whose bare counterpart this is.
    pub bare_counterpart_of: Option<usize>,
}

/// Current of a stimulus.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amplitude {
    /// In multiples of the fiber's threshold.
    Threshold(f64),
    /// In nA.
    Nanoampere(f64),
}

impl Scenario {
    /// All lanes with every value decided.
    pub fn resolve(&self) -> Vec<Lane> {
        let mut lanes: Vec<Lane> = Vec::with_capacity(self.lanes.len());
        let myelinated = (0..self.lanes.len()).find(|&index| self.fiber(index) == FiberKind::Mrg);
        for (index, given) in self.lanes.iter().enumerate() {
            let fiber = self.fiber(index);
            let membrane = self.membrane(index);
            let follows = myelinated.filter(|_| fiber == FiberKind::C && given.diameter.is_none());
            let diameter_um = given.diameter.unwrap_or_else(|| match follows {
                Some(other) => {
                    let given = self.lanes[other].diameter;
                    let diameter_um = given.unwrap_or(fixed!("diameter", FiberKind::Mrg));
                    MrgMorphology::at(diameter_um).axon_diameter_um
                }
                None if fiber == FiberKind::C => LONE_C_DIAMETER_UM,
                None => fixed!("diameter", fiber),
            });
            let celsius = given.celsius.unwrap_or_else(|| fixed!("celsius", FiberKind::of(membrane)));
            let mut spec = FiberSpec {
                membrane,
                axial_resistivity_ohm_cm: given.resistivity,
                internode_um: given.internode,
                lamellae: given.lamellae,
                conditions: Conditions {
                    celsius,
                    sodium: given.na.unwrap_or(fixed!("na", fiber)),
                    potassium: given.k.unwrap_or(fixed!("k", fiber)),
                    leak: given.leak.unwrap_or(fixed!("leak", fiber)),
                    capacitance: given.capacitance,
                    potassium_out_mm: given.ko,
                    drugs: Drugs {
                        tetrodotoxin_nm: given.ttx.unwrap_or(0.0),
                        tea_mm: given.tea.unwrap_or(0.0),
                        aminopyridine_mm: given.ap4.unwrap_or(0.0),
                        lidocaine_um: given.lidocaine.unwrap_or(0.0),
                    },
                },
                ..FiberSpec::new(fiber, diameter_um, 0.0, celsius)
            };
            spec.length_mm = given.length.unwrap_or_else(|| match lanes.first() {
                _ if fiber == FiberKind::Patch => fixed!("length", fiber),
                Some(first) if first.spec.kind == FiberKind::Patch => single_lane_length_mm(&spec),
                Some(first) => first.spec.length_mm,
                None if self.lanes.len() > 1 && fiber == FiberKind::Mrg => SCENE_LENGTH_MM,
                None => single_lane_length_mm(&spec),
            });
            spec.length_mm = spec.actual_length_mm();
            let electrodes = self.electrodes.iter().filter(|electrode| !cfg!(figure) && electrode.is_at(index));
            lanes.push(Lane {
                spec,
                myelin: given.myelin.as_ref().map(|left| Myelin {
                    fractions: left.fractions(spec.internodes()),
                    spread: given.spread.unwrap_or(fixed!("spread", fiber)),
                }),
                electrodes: electrodes.map(electrode).collect(),
                amplitude: match given.amplitude {
                    Some(na) => Amplitude::Nanoampere(na),
                    None => Amplitude::Threshold(self.stimulus.strength.unwrap_or(fixed!("strength", fiber))),
                },
                duration_ms: given.duration.unwrap_or(fixed!("duration", fiber)),
                onsets_ms: self.stimulus.stim.clone().unwrap_or_else(|| vec![fixed!("stim", fiber)]),
                sleep: given.sleep.unwrap_or_default(),
                bare_counterpart_of: follows,
            });
        }
        lanes
    }
}

impl ElectrodeParameters {
    /// Whether it is at lane `index`.
    pub fn is_at(&self, index: usize) -> bool {
        match self.lane.unwrap_or_default() {
            OfLane::All => true,
            OfLane::One(lane) => lane == index,
        }
    }
}

/// An electrode with every value decided.
fn electrode(given: &ElectrodeParameters) -> Electrode {
    // The limits of an electrode are the same for every fiber.
    const MRG: FiberKind = FiberKind::Mrg;
    let at_mm = given.at.unwrap_or(fixed!("at", MRG));
    Electrode {
        place: match given.tip.unwrap_or_default() {
            Tip::Inside => Place::Inside { at_mm },
            Tip::Outside => Place::Outside {
                at_mm,
                distance_mm: given.distance.unwrap_or(fixed!("distance", MRG)),
                resistivity_ohm_cm: given.medium.unwrap_or(fixed!("medium", MRG)),
            },
        },
        waveform: Waveform {
            shape: match given.wave.unwrap_or_default() {
                Wave::Pulse => Shape::Pulse,
                Wave::Biphasic => Shape::Biphasic { gap_ms: given.gap.unwrap_or(fixed!("gap", MRG)) },
                Wave::Ramp => Shape::Ramp,
                Wave::Sine => Shape::Sine { frequency_hz: given.hz.unwrap_or(fixed!("hz", MRG)) },
                Wave::Noise => Shape::Noise {
                    hold_ms: given.hold.unwrap_or(fixed!("hold", MRG)),
                    seed: given.seed.unwrap_or(fixed!("seed", MRG)) as u64,
                },
            },
            current_na: given.current.unwrap_or(fixed!("current", MRG)),
            delay_ms: given.delay.unwrap_or(fixed!("delay", MRG)),
            width_ms: given.width.unwrap_or(fixed!("width", MRG)),
            count: given.count.unwrap_or(fixed!("count", MRG)) as u32,
            period_ms: given.period.unwrap_or(fixed!("period", MRG)),
        },
    }
}

/// Length over which a spike has settled and can be measured, mm.
fn single_lane_length_mm(spec: &FiberSpec) -> f64 {
    match (spec.node_spacing_um(), spec.kind) {
        (Some(spacing_um), _) => INTERNODES * spacing_um / 1000.0,
        // 100 mm at 476 um.
        (None, FiberKind::Squid) => 100.0 * (spec.diameter_um / 476.0).sqrt(),
        (None, _) => 12.0 * spec.diameter_um.sqrt(),
    }
}

//! From what was given to what is simulated: the rules for defaults that depend on other parameters.

use crate::fiber::FiberKind;

use super::{Scenario, parameter};

/// Length of the first lane of several if it is myelinated, mm: twenty internodes of a 10 um fiber.
const SCENE_LENGTH_MM: f64 = 23.0;
/// Diameter of a C fiber that is nobody's counterpart, um.
const LONE_C_DIAMETER_UM: f64 = 1.0;
/// Internodes of a single myelinated lane.
const INTERNODES: f64 = 50.0;

/// A lane with every value decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// Kind of fiber.
    pub fiber: FiberKind,
    /// Diameter of the axon, or of the whole fiber if it is myelinated, um.
    pub diameter_um: f64,
    /// Length, mm; whole internodes if it is myelinated.
    pub length_mm: f64,
    /// Temperature, C.
    pub celsius: f64,
    /// Current of the stimulus.
    pub amplitude: Amplitude,
    /// Length of a stimulus pulse, ms.
    pub duration_ms: f64,
    /// Starts of the pulses, ms, ascending.
    pub onsets_ms: Vec<f64>,
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
            let fixed = |id| fixed_default(id, fiber);
            let follows = myelinated.filter(|_| fiber == FiberKind::C && given.diameter.is_none());
            let diameter_um = given.diameter.unwrap_or_else(|| match follows {
                Some(other) => {
                    let given = self.lanes[other].diameter;
                    FiberKind::Mrg.axon_diameter_um(given.unwrap_or(fixed_default("diameter", FiberKind::Mrg)))
                }
                None if fiber == FiberKind::C => LONE_C_DIAMETER_UM,
                None => fixed("diameter"),
            });
            let length_mm = given.length.unwrap_or_else(|| match lanes.first() {
                Some(first) => first.length_mm,
                None if self.lanes.len() > 1 && fiber == FiberKind::Mrg => SCENE_LENGTH_MM,
                None => single_lane_length_mm(fiber, diameter_um),
            });
            lanes.push(Lane {
                fiber,
                diameter_um,
                length_mm: fiber.actual_length_mm(diameter_um, length_mm),
                celsius: given.celsius.unwrap_or_else(|| fixed("celsius")),
                amplitude: match given.amplitude {
                    Some(na) => Amplitude::Nanoampere(na),
                    None => Amplitude::Threshold(self.stimulus.strength.unwrap_or_else(|| fixed("strength"))),
                },
                duration_ms: given.duration.unwrap_or_else(|| fixed("duration")),
                onsets_ms: self.stimulus.stim.clone().unwrap_or_else(|| vec![fixed("stim")]),
                bare_counterpart_of: follows,
            });
        }
        lanes
    }
}

/// The default of a parameter that has a fixed one.
fn fixed_default(id: &str, fiber: FiberKind) -> f64 {
    parameter(id).and_then(|parameter| parameter.limits(fiber).default).unwrap_or(f64::NAN)
}

/// Length over which a spike has settled and can be measured, mm.
fn single_lane_length_mm(fiber: FiberKind, diameter_um: f64) -> f64 {
    match fiber {
        FiberKind::Mrg => INTERNODES * crate::fiber::MrgMorphology::at(diameter_um).node_spacing_um / 1000.0,
        FiberKind::C => 12.0 * diameter_um.sqrt(),
        // 100 mm at 476 um.
        FiberKind::Squid => 100.0 * (diameter_um / 476.0).sqrt(),
    }
}

//! What a lane says of itself: what it is, and what was measured in it.

use serde::Serialize;

use crate::fiber::{FiberKind, GeometrySource};
use crate::membrane::MembraneKind;
use crate::scenario::Lane;
use crate::simulation::travel::{NoVelocity, Passage, Travel, travel};
use crate::stimulus::{Electrode, Place};

use super::{LaneState, Site};

/// Steps that a spike must need from 25 % to 75 % of the length to have a velocity: on a shorter fiber, or where the whole
/// fiber fires at once, there is none to speak of.
pub(crate) const SHORTEST_TRAVEL_STEPS: f64 = 4.0;

/// What a lane is, before anything happens in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LaneInfo {
    /// Kind of fiber.
    pub fiber: FiberKind,
    /// Its excitable membrane.
    pub membrane: MembraneKind,
    /// Diameter of the axon, or of the whole fiber if it is myelinated, um.
    pub diameter_um: f64,
    /// Diameter of the axon, um.
    pub axon_diameter_um: f64,
    /// Diameter of the axon at the nodes, um; that of the axon where there are none.
    pub node_diameter_um: f64,
    /// Distance between nodes, um; 0 where there are none.
    pub node_spacing_um: f64,
    /// Where the dimensions of a myelinated fiber come from.
    pub geometry: Option<GeometrySource>,
    /// Lamellae of myelin.
    pub lamellae: Option<f64>,
    /// Diameter of the axon over that of axon and myelin.
    pub g_ratio: Option<f64>,
    /// Length, mm.
    pub length_mm: f64,
    /// Temperature, C.
    pub celsius: f64,
    /// Index of the myelinated lane whose bare counterpart this is.
    pub bare_counterpart_of: Option<usize>,
    /// Threshold for a pulse at the end of a long fiber of this kind, nA; `None` if no pulse makes it conduct.
    pub threshold_na: Option<f64>,
    /// Threshold that the strength of the stimulus is a multiple of, nA: that of the healthy fiber
    /// ([`FiberSpec::healthy`](crate::fiber::FiberSpec::healthy)), or, where that does not conduct, of the published one.
    pub healthy_threshold_na: Option<f64>,
    /// Current of the stimulus, nA.
    pub amplitude_na: f64,
    /// Length of a stimulus pulse, ms.
    pub duration_ms: f64,
    /// Resting potential at mid-length, mV.
    pub rest_mv: f64,
    /// Peak of a conducted spike, mV.
    pub peak_mv: Option<f64>,
    /// Velocity to expect, from the calibration on a shorter stretch, m/s.
    pub expected_velocity_m_per_s: Option<f64>,
    /// Half-width to expect, ms.
    pub expected_half_width_ms: Option<f64>,
    /// Electrodes beside the stimulator.
    pub electrodes: Vec<ElectrodeInfo>,
    /// Time step, ms.
    pub dt_ms: f64,
    /// Number of compartments.
    pub compartments: usize,
}

/// An electrode beside the stimulator, to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ElectrodeInfo {
    /// Distance of its projection onto the fiber from the left end, mm.
    pub at_mm: f64,
    /// Distance from the axis, mm; `None` if its tip is inside.
    pub distance_mm: Option<f64>,
}

/// What was measured in a lane. Fields that have no value are `None`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measurement {
    /// Kind of fiber.
    pub fiber: FiberKind,
    /// Its excitable membrane.
    pub membrane: MembraneKind,
    /// Diameter of the axon, or of the whole fiber if it is myelinated, um.
    pub diameter_um: f64,
    /// Diameter of the axon, um.
    pub axon_diameter_um: f64,
    /// Where the dimensions of a myelinated fiber come from.
    pub geometry: Option<GeometrySource>,
    /// Diameter of the axon over that of axon and myelin.
    pub g_ratio: Option<f64>,
    /// Length, mm.
    pub length_mm: f64,
    /// Temperature, C.
    pub celsius: f64,
    /// Whether a spike has reached 75 % of the length.
    pub conducts: bool,
    /// Spikes that have reached 75 % of the length.
    pub spikes: usize,
    /// Velocity of the first spike between 25 % and 75 % of the length, m/s; of a spike that begins in the middle half, between
    /// 25 % and 75 % of the longer way from there to an end (defined at [`crate::simulation`]).
    pub velocity_m_per_s: Option<f64>,
    /// From where to where that is, mm from the left end.
    pub velocity_between_mm: Option<[f64; 2]>,
    /// Why there is no velocity.
    pub no_velocity: Option<NoVelocity>,
    /// Transmembrane potential at rest at mid-length, mV.
    pub rest_mv: f64,
    /// Peak of the first spike at mid-length, mV.
    pub peak_mv: Option<f64>,
    /// Half-width of the first spike at mid-length, ms.
    pub half_width_ms: Option<f64>,
    /// Lowest voltage within ten half-widths after the peak of that spike, mV; null until they have passed.
    pub after_potential_mv: Option<f64>,
    /// Time at which the first spike reached the far end, ms.
    pub arrival_ms: Option<f64>,
    /// Time at which the latest spike reached the far end, ms.
    pub last_arrival_ms: Option<f64>,
    /// Place of the site farthest from the left end at which a spike has passed, mm: where it stopped, if it did not arrive.
    pub last_fired_mm: Option<f64>,
    /// For a myelinated fiber that node, counted from 1.
    pub last_fired_node: Option<usize>,
    /// Safety factor of each node's first excitation, from the left: the charge that the node puts to use over the charge
    /// that came in along the axon (defined at [`crate::simulation`]). Below 1 it passes on less than it got. Empty for a bare fiber.
    pub safety_factor: Vec<Option<f64>>,
    /// When the fiber, its conditions, or what has stimulated it were last changed, ms; absent if the run is that of the scenario
    /// from time 0. What is measured has happened since then, to a fiber that may remember what was before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_at_ms: Option<f64>,
    /// Threshold for a pulse at the end of a long fiber of this kind, nA; `None` if no pulse makes it conduct.
    pub threshold_na: Option<f64>,
    /// Threshold that the strength of the stimulus is a multiple of, nA: that of the healthy fiber
    /// ([`FiberSpec::healthy`](crate::fiber::FiberSpec::healthy)), or, where that does not conduct, of the published one.
    pub healthy_threshold_na: Option<f64>,
    /// Current of the stimulus, nA.
    pub amplitude_na: f64,
    /// Time step, ms.
    pub dt_ms: f64,
    /// Number of compartments.
    pub compartments: usize,
}

impl ElectrodeInfo {
    fn of(electrode: &Electrode) -> Self {
        let distance_mm = match electrode.place {
            Place::Inside { .. } => None,
            Place::Outside { distance_mm, .. } => Some(distance_mm),
        };
        Self { at_mm: electrode.place.at_mm(), distance_mm }
    }
}

impl LaneState {
    pub(in crate::simulation) fn info(&self) -> LaneInfo {
        let Lane { spec, bare_counterpart_of, .. } = self.lane;
        let morphology = spec.morphology();
        let axon_diameter_um = spec.axon_diameter_um();
        LaneInfo {
            fiber: spec.kind,
            membrane: spec.membrane,
            diameter_um: spec.diameter_um,
            axon_diameter_um,
            node_diameter_um: morphology.map_or(axon_diameter_um, |m| m.node_diameter_um),
            node_spacing_um: spec.node_spacing_um().unwrap_or(0.0),
            geometry: morphology.map(|m| m.source),
            lamellae: morphology.map(|m| m.lamellae),
            g_ratio: spec.g_ratio(),
            length_mm: spec.length_mm,
            celsius: spec.conditions.celsius,
            bare_counterpart_of,
            healthy_threshold_na: self.healthy.map(|c| c.threshold_na),
            threshold_na: self.calibration.map(|c| c.threshold_na),
            amplitude_na: self.stimulus.amplitude_na,
            duration_ms: self.stimulus.duration_ms,
            rest_mv: self.fiber.rest_mv()[self.probes[1].compartment()],
            peak_mv: self.calibration.map(|c| c.peak_mv),
            expected_velocity_m_per_s: self.calibration.and_then(|c| c.velocity_m_per_s),
            expected_half_width_ms: self.calibration.map(|c| c.half_width_ms),
            electrodes: self.lane.electrodes.iter().map(ElectrodeInfo::of).collect(),
            dt_ms: self.fiber.dt_ms(),
            compartments: self.fiber.position_um().len(),
        }
    }

    /// The way of the first spike on which its velocity is measured.
    fn travel(&self) -> Result<Travel, NoVelocity> {
        let position = self.fiber.position_um();
        let site = |site: &Site| Passage { position_um: position[site.compartment], time_ms: site.passed_ms };
        let sites: Vec<Passage> = self.sites.iter().map(site).collect();
        let quarter = |number: usize| Passage {
            position_um: position[self.probes[number].compartment()],
            time_ms: self.first[number].map(|spike| spike.time_ms),
        };
        let length_um = position[0] + position[position.len() - 1];
        travel(&sites, [quarter(0), quarter(2)], length_um, SHORTEST_TRAVEL_STEPS * self.fiber.dt_ms())
    }

    /// What has been measured; with the safety factors, if they are `wanted`.
    pub(in crate::simulation) fn measurement(&self, wanted: bool) -> Measurement {
        let position = self.fiber.position_um();
        let fired = self.sites.iter().rposition(|site| site.passed_ms.is_some());
        let has_nodes = self.lane.spec.internodes() > 0;
        // A figure has none.
        let safe = if wanted && has_nodes && !cfg!(figure) { self.sites.len() } else { 0 };
        let middle = &self.probes[1];
        let conducts = self.spikes > 0;
        let travel = self.travel();
        let shape = self.first[1].filter(|_| conducts);
        let info = self.info();
        Measurement {
            fiber: info.fiber,
            membrane: info.membrane,
            diameter_um: info.diameter_um,
            axon_diameter_um: info.axon_diameter_um,
            geometry: info.geometry,
            g_ratio: info.g_ratio,
            length_mm: info.length_mm,
            celsius: info.celsius,
            conducts,
            spikes: self.spikes,
            velocity_m_per_s: travel.ok().map(|travel| travel.velocity_m_per_s()),
            velocity_between_mm: travel.ok().map(|travel| travel.between_um.map(|um| 1e-3 * um)),
            no_velocity: travel.err(),
            rest_mv: self.fiber.rest_mv()[middle.compartment()],
            peak_mv: shape.map(|spike| spike.peak_mv),
            half_width_ms: shape.map(|spike| spike.half_width_ms),
            after_potential_mv: self.after.filter(|_| conducts).and_then(|after| after.value_mv()),
            arrival_ms: self.arrival_ms,
            last_arrival_ms: self.last_arrival_ms,
            last_fired_mm: fired.map(|site| 1e-3 * position[self.sites[site].compartment]),
            last_fired_node: fired.filter(|_| has_nodes).map(|site| site + 1),
            safety_factor: self.sites[..safe].iter().map(|site| site.excitation.safety_factor()).collect(),
            changed_at_ms: self.changed_at_ms,
            threshold_na: info.threshold_na,
            healthy_threshold_na: info.healthy_threshold_na,
            amplitude_na: info.amplitude_na,
            dt_ms: info.dt_ms,
            compartments: info.compartments,
        }
    }
}

//! What the script is told of one lane.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::fiber::{FiberKind, FiberSpec, MrgMorphology};
use crate::membrane::{Conditions, Drugs, MembraneKind};
use crate::scenario::Lane;
use crate::simulation::{LaneInfo, PATIENCE, QUIET_HALF_WIDTHS, SHORTEST_TRAVEL_STEPS, Simulation, UNKNOWN_MS};
use crate::stimulus::{Electrode, Place, Shape, Waveform};

/// Segment of a 1 um bare cable, um; others follow the square root of the diameter. The coarser of the two grids has twice
/// this. NEURON's grid is of second order: extrapolated, it is within 0.01 % of the velocity of the continuum.
const SEGMENT_UM: f64 = 6.0;
/// Where the search for the lowest rest starts, mV.
const BELOW_EVERY_REST_MV: f64 = -100.0;
/// Internodes, and length of a 1 um bare cable in mm, of the stretch on which thresholds are found.
const STRETCH: (usize, f64) = (14, 3.0);

/// A lane in the terms of its published model.
#[derive(Serialize)]
pub(super) struct LaneSpecification {
    /// What `measure` says of the lane before it is run.
    report: Value,
    structure: Value,
    membrane: Membrane,
    electrodes: Vec<Value>,
    /// Peak of a steadily conducted spike, mV: half way up to it counts as a spike.
    steady_peak_mv: Option<f64>,
    /// A spike that takes less than this from 25 to 75 % has no velocity.
    shortest_travel_ms: f64,
    quiet_ms: f64,
    end_ms: f64,
    /// What differs where the threshold is looked for; null if there is none.
    stretch: Option<Value>,
}

#[derive(Serialize)]
struct Membrane {
    mechanism: &'static str,
    /// Parameters that differ from those in the mechanism's NMODL.
    parameters: Map<String, Value>,
    /// Voltage from which the true rest is looked for, mV.
    start_mv: f64,
    #[serde(skip)]
    source: &'static str,
}

impl LaneSpecification {
    /// Of `lane`, which is lane `index` of `simulation`.
    pub(super) fn new(lane: &Lane, index: usize, simulation: &Simulation) -> Self {
        let info = simulation.info(index);
        let spike = simulation.expected_spike(index);
        let travel_ms = spike.and_then(|spike| spike.travel_ms(&lane.spec)).unwrap_or(UNKNOWN_MS.0);
        let quiet_ms = QUIET_HALF_WIDTHS * spike.map_or(UNKNOWN_MS.1, |spike| spike.half_width_ms);
        let stimulator = |current_na: f64, onsets_ms: &[f64]| {
            let width_ms = lane.duration_ms;
            json!({
                "place": { "kind": "inside", "at_um": 0.0 },
                "waveform": { "shape": "train", "current_na": current_na, "width_ms": width_ms, "onsets_ms": onsets_ms },
            })
        };
        let mut electrodes = vec![stimulator(info.amplitude_na, &lane.onsets_ms)];
        electrodes.extend(lane.electrodes.iter().map(electrode));
        let last_onset_ms = lane.onsets_ms.last().copied().unwrap_or(0.0);
        let ends_ms = lane.electrodes.iter().map(|electrode| electrode.waveform.end_ms());
        let last_end_ms = ends_ms.fold(last_onset_ms + lane.duration_ms, f64::max);
        let stretch = info.threshold_na.and_then(|threshold_na| {
            let (internodes, length_mm) = STRETCH;
            let structure = match (lane.spec.kind, lane.spec.morphology()) {
                (FiberKind::Patch, _) => return None,
                (FiberKind::Frog, _) => json!({ "internodes": internodes }),
                (_, Some(m)) => json!({ "internodes": internodes, "lamellae": vec![m.lamellae; internodes] }),
                (_, None) => json!({ "length_um": 1e3 * length_mm * scale(&lane.spec) }),
            };
            Some(json!({
                "structure": structure,
                "electrodes": [stimulator(threshold_na, &[0.0])],
                "quiet_ms": quiet_ms,
                "end_ms": 10.0 * quiet_ms,
            }))
        });
        Self {
            structure: structure(lane),
            membrane: Membrane::of(lane),
            electrodes,
            steady_peak_mv: spike.map(|spike| spike.peak_mv),
            shortest_travel_ms: SHORTEST_TRAVEL_STEPS * info.dt_ms,
            quiet_ms,
            end_ms: last_end_ms + PATIENCE * travel_ms + 5.0 * quiet_ms,
            stretch,
            report: report(&info),
        }
    }

    /// Name and NMODL of the mechanism with the gated channels.
    pub(super) fn mechanism(&self) -> (&'static str, &'static str) {
        (self.membrane.mechanism, self.membrane.source)
    }
}

/// The keys of `measure` that say what the lane is.
fn report(info: &LaneInfo) -> Value {
    json!({
        "fiber": info.fiber,
        "membrane": info.membrane,
        "diameter_um": info.diameter_um,
        "axon_diameter_um": info.axon_diameter_um,
        "geometry": info.geometry,
        "g_ratio": info.g_ratio,
        "length_mm": info.length_mm,
        "celsius": info.celsius,
        "amplitude_na": info.amplitude_na,
    })
}

impl Membrane {
    fn of(lane: &Lane) -> Self {
        let spec = &lane.spec;
        let (mechanism, start_mv, source) = match spec.membrane {
            MembraneKind::Mrg => ("mrg_node", -80.0, include_str!("mechanisms/mrg_node.mod")),
            MembraneKind::C => ("c_fiber", -60.0, include_str!("mechanisms/c_fiber.mod")),
            MembraneKind::Squid => ("squid", -65.0, include_str!("mechanisms/squid.mod")),
            MembraneKind::Frog => ("frog_node", -70.0, include_str!("mechanisms/frog_node.mod")),
        };
        // A piece of the node of mrg has more than one rest, alone or in a bare internode: the lowest counts.
        let many = spec.kind == FiberKind::Patch || lane.myelin.as_ref().is_some_and(|myelin| myelin.spread > 0.0);
        let start_mv = if many { BELOW_EVERY_REST_MV } else { start_mv };
        let Conditions { sodium, potassium, leak, potassium_out_mm, drugs, .. } = spec.conditions;
        let mut parameters = Map::new();
        for (name, value) in [("sodium", sodium), ("potassium", potassium), ("leak", leak)] {
            if value != 1.0 {
                parameters.insert(name.to_owned(), json!(value));
            }
        }
        let Drugs { tetrodotoxin_nm, tea_mm, aminopyridine_mm, lidocaine_um } = drugs;
        for (name, dose) in
            [("ttx", tetrodotoxin_nm), ("tea", tea_mm), ("ap4", aminopyridine_mm), ("lidocaine", lidocaine_um)]
        {
            if dose != 0.0 {
                parameters.insert(name.to_owned(), json!(dose));
            }
        }
        parameters.extend(potassium_out_mm.map(|mm| ("kout".to_owned(), json!(mm))));
        Self { mechanism, parameters, start_mv, source }
    }
}

/// A bare cable's lengths in those of the cable of 1 um with the published axoplasm: they follow the root of diameter over
/// resistivity.
fn scale(spec: &FiberSpec) -> f64 {
    (spec.diameter_um * spec.kind.axial_resistivity_ohm_cm() / spec.resistivity_ohm_cm()).sqrt()
}

/// Place and waveform of an electrode.
fn electrode(electrode: &Electrode) -> Value {
    let place = match electrode.place {
        Place::Inside { at_mm } => json!({ "kind": "inside", "at_um": 1e3 * at_mm }),
        Place::Outside { at_mm, distance_mm, resistivity_ohm_cm } => json!({
            "kind": "outside",
            "at_um": 1e3 * at_mm,
            "distance_um": 1e3 * distance_mm,
            "resistivity_ohm_cm": resistivity_ohm_cm,
        }),
    };
    let Waveform { shape, current_na, delay_ms, width_ms, count, period_ms } = electrode.waveform;
    let mut waveform = match shape {
        Shape::Pulse => json!({ "shape": "pulse" }),
        Shape::Biphasic { gap_ms } => json!({ "shape": "biphasic", "gap_ms": gap_ms }),
        Shape::Ramp => json!({ "shape": "ramp" }),
        Shape::Sine { frequency_hz } => json!({ "shape": "sine", "frequency_hz": frequency_hz }),
        Shape::Noise { hold_ms, seed } => json!({ "shape": "noise", "hold_ms": hold_ms, "seed": seed }),
    };
    for (key, value) in
        [("current_na", current_na), ("delay_ms", delay_ms), ("width_ms", width_ms), ("period_ms", period_ms)]
    {
        waveform[key] = json!(value);
    }
    waveform["count"] = json!(count);
    json!({ "place": place, "waveform": waveform })
}

fn structure(lane: &Lane) -> Value {
    let spec = &lane.spec;
    let capacitance = spec.conditions.capacitance.unwrap_or(spec.membrane.capacitance());
    if spec.kind == FiberKind::Patch {
        return json!({
            "kind": "patch",
            "diameter_um": spec.diameter_um,
            "length_um": 1e3 * spec.length_mm,
            "capacitance_uf_per_cm2": capacitance,
        });
    }
    if let Some(shape) = spec.insulated() {
        return json!({
            "kind": "insulated",
            "internodes": spec.internodes(),
            "node_diameter_um": shape.axon_diameter_um,
            "node_length_um": shape.node_length_um,
            "node_spacing_um": shape.node_spacing_um,
            "axial_ohm_cm": spec.resistivity_ohm_cm(),
            "capacitance_uf_per_cm2": capacitance,
        });
    }
    let Some(morphology) = spec.morphology() else {
        return json!({
            "kind": "cable",
            "diameter_um": spec.diameter_um,
            "length_um": 1e3 * spec.length_mm,
            "axial_ohm_cm": spec.resistivity_ohm_cm(),
            "capacitance_uf_per_cm2": capacitance,
            "segment_um": SEGMENT_UM * scale(spec),
        });
    };
    let internodes = spec.internodes();
    let (fractions, spread) = match &lane.myelin {
        Some(myelin) => (myelin.fractions.clone(), myelin.spread),
        None => (vec![1.0; internodes], 0.0),
    };
    let lamellae: Vec<f64> = fractions.iter().map(|fraction| fraction * morphology.lamellae).collect();
    json!({
        "kind": "double_cable",
        "internodes": internodes,
        "fiber_diameter_um": morphology.fiber_diameter_um,
        "axon_diameter_um": morphology.axon_diameter_um,
        "node_diameter_um": morphology.node_diameter_um,
        "node_length_um": MrgMorphology::NODE_LENGTH_UM,
        "mysa_length_um": MrgMorphology::MYSA_LENGTH_UM,
        "flut_length_um": morphology.flut_length_um,
        "stin_length_um": morphology.stin_length_um(),
        "stin_elements": MrgMorphology::STIN_ELEMENTS,
        "node_gap_um": 0.002,
        "internode_gap_um": 0.004,
        "axial_ohm_cm": morphology.axial_resistivity_ohm_cm,
        "periaxonal_ohm_cm": 70.0,
        "capacitance_uf_per_cm2": morphology.axolemma_capacitance,
        "mysa_leak_s_per_cm2": 1e-3,
        "flut_leak_s_per_cm2": 1e-4,
        "stin_leak_s_per_cm2": 1e-4,
        "leak_reversal_mv": -80.0,
        "lamella_s_per_cm2": 1e-3,
        "lamella_uf_per_cm2": 0.1,
        // 0: none. Grounded then, with the nodes' membrane at the density of the spread.
        "lamellae": lamellae,
        "spread": spread,
    })
}

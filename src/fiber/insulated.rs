//! The frog's myelinated fiber: nodes joined by axoplasm, in myelin that lets nothing through. The model stands at
//! [`InsulatedFiber`].

use std::f64::consts::PI;
use std::ops::Range;

use crate::cable::solve_tridiagonal;
use crate::membrane::{Conditions, Membrane, RateTable, SiteRows, rest_mv};

use super::source::{Source, driven_along, field_mv, put};
use super::{Fiber, NodeCurrents};

/// Shape of an [`InsulatedFiber`]. All lengths are above 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Insulated {
    /// Diameter of the axon, um.
    pub axon_diameter_um: f64,
    /// Distance between the middles of neighbouring nodes, um.
    pub node_spacing_um: f64,
    /// Length of a node, um.
    pub node_length_um: f64,
    /// Axial resistivity, ohm cm, above 0.
    pub axial_resistivity_ohm_cm: f64,
    /// Nodes, at least 1.
    pub nodes: usize,
}

impl Insulated {
    /// McNeal's proportions for a fiber of outer diameter `D`, `diameter_um`: axon `d = 0.7 D`, nodes `100 D` apart and 2.5 um long,
    /// as PySONIC has them, which cites McNeal 1976 (the paper itself was not at hand). The published `Ra` is 110 ohm cm.
    pub fn frog(diameter_um: f64, axial_resistivity_ohm_cm: f64, nodes: usize) -> Self {
        Self {
            axon_diameter_um: 0.7 * diameter_um,
            node_spacing_um: 100.0 * diameter_um,
            node_length_um: 2.5,
            axial_resistivity_ohm_cm,
            nodes: nodes.max(1),
        }
    }
}

/// A fiber of nodes in myelin that lets nothing through, after McNeal, IEEE Trans Biomed Eng 23:329 (1976), with nodes of
/// membrane `M`.
///
/// Node `k` has the potential `V_k` across its membrane, `V_out,k` outside, and an area of `pi d l` (axon diameter `d`, length `l`
/// of the node); nodes are `L` apart, from middle to middle:
///
/// ```text
/// pi d l (C dV_k/dt + i_ion(V_k)) = G (V_(k-1) - 2 V_k + V_(k+1)) + G (V_out,k-1 - 2 V_out,k + V_out,k+1) + injected
/// G = pi d² / (4 Ra L)
/// ```
///
/// The second difference of the field is McNeal's driving term. Both ends are sealed: the first and the last node have one
/// neighbor. There is nothing else: the internode has neither capacitance nor conductance, so a spike jumps in the strictest
/// sense. The node is part of `L`; its own resistance is not added to that of the axoplasm between.
///
/// With `d` and `L` proportional to the fiber's diameter `D`, and `l` the same in all, both `G` and the node's area are
/// proportional to `D`: every node has the same voltages at the same times, and velocity and threshold are proportional to
/// `D` exactly. With the frog's node that is 2.14 m/s per um at 20 C; PySONIC, another public implementation, states 4.2 at
/// 36 C, where this one has 4.20.
///
/// # Time step
///
/// As at [`crate::fiber`]. The currents of the frog's node are no straight lines in voltage: a step takes their tangent at its
/// start, `i(V) = i(V_0) + i'(V_0) (V - V_0)`, which keeps its second order (`tests/convergence.rs`).
pub struct InsulatedFiber<M, const GATES: usize> {
    table: RateTable<M, GATES>,
    membrane_in: fn(&Conditions) -> M,
    /// Axial conductance between neighbouring nodes, over the membrane area of a node, mS/cm².
    axial: f64,
    /// Membrane area of a node, cm².
    area_cm2: f64,
    position_um: Vec<f64>,
    excitable: Vec<usize>,
    all: Range<usize>,
    rest_mv: Vec<f64>,
    voltage_mv: Vec<f64>,
    /// Voltage plus the field outside.
    internal_mv: Vec<f64>,
    sources: Vec<Source>,
    /// For each source, the current that its field drives into every node, uA/cm² per nA; empty without a field.
    driven: Vec<Vec<f64>>,
    gates: Vec<[f64; GATES]>,
    // Work arrays of one step, mS/cm² and uA/cm².
    beside: Vec<f64>,
    diagonal: Vec<f64>,
    half_step_mv: Vec<f64>,
}

impl<M: Membrane<GATES>, const GATES: usize> InsulatedFiber<M, GATES> {
    /// A fiber at rest. `membrane_in` gives the membrane in any conditions.
    pub fn new(shape: Insulated, membrane_in: fn(&Conditions) -> M, conditions: &Conditions, dt_ms: f64) -> Self {
        let n = shape.nodes.max(1);
        let (d_cm, spacing_cm) = (1e-4 * shape.axon_diameter_um, 1e-4 * shape.node_spacing_um);
        let area_cm2 = PI * d_cm * 1e-4 * shape.node_length_um;
        let conductance_ms = PI * d_cm * d_cm / (4.0 * 1e-3 * shape.axial_resistivity_ohm_cm * spacing_cm);
        let mut fiber = Self {
            table: RateTable::new(membrane_in(conditions), dt_ms),
            membrane_in,
            axial: conductance_ms / area_cm2,
            area_cm2,
            position_um: (0..n).map(|k| k as f64 * shape.node_spacing_um).collect(),
            excitable: (0..n).collect(),
            all: 0..n,
            rest_mv: vec![0.0; n],
            voltage_mv: vec![0.0; n],
            internal_mv: vec![0.0; n],
            sources: vec![Source::STIMULATOR],
            driven: vec![Vec::new()],
            gates: vec![[0.0; GATES]; n],
            beside: vec![0.0; n],
            diagonal: vec![0.0; n],
            half_step_mv: vec![0.0; n],
        };
        fiber.beside.fill(-fiber.axial);
        fiber.find_rest();
        fiber.reset();
        fiber
    }

    fn find_rest(&mut self) {
        let rest = rest_mv(&self.table);
        self.rest_mv.fill(rest);
    }
}

impl<M: Membrane<GATES>, const GATES: usize> Fiber for InsulatedFiber<M, GATES> {
    fn attach(&mut self, sources: Vec<Source>) {
        (self.sources, self.driven) = (Vec::new(), Vec::new());
        for (index, source) in sources.into_iter().enumerate() {
            self.attach_one(index, source);
        }
    }

    fn attach_one(&mut self, index: usize, source: Source) {
        let driven = driven_along(&source, self.voltage_mv.len(), self.axial);
        put(&mut self.sources, index, source);
        put(&mut self.driven, index, driven);
    }

    fn step(&mut self, currents_na: &[f64]) {
        let n = self.voltage_mv.len();
        // Capacitance over half a step: uF/cm² / ms = mS/cm².
        let inertia = 2.0 * self.table.membrane().capacitance() / self.table.dt_ms();
        let (diagonal, rhs) = (&mut self.diagonal, &mut self.half_step_mv);
        rhs.copy_from_slice(&self.voltage_mv);
        self.table.advance_sites(&mut self.gates, SiteRows { inertia, area: 1.0, diagonal, rhs });
        for (k, diagonal) in self.diagonal.iter_mut().enumerate() {
            let neighbours = usize::from(k > 0) + usize::from(k + 1 < n);
            *diagonal += neighbours as f64 * self.axial;
        }
        for ((source, driven), current_na) in self.sources.iter().zip(&self.driven).zip(currents_na) {
            match source {
                Source::Intracellular { compartment, .. } => {
                    self.half_step_mv[*compartment] += 1e-3 * current_na / self.area_cm2; // nA to uA
                }
                Source::Extracellular { .. } => {
                    for (r, driven) in self.half_step_mv.iter_mut().zip(driven) {
                        *r += current_na * driven;
                    }
                }
            }
        }
        solve_tridiagonal(&self.beside, &mut self.diagonal, &self.beside, &mut self.half_step_mv);
        for k in 0..n {
            self.voltage_mv[k] = 2.0 * self.half_step_mv[k] - self.voltage_mv[k];
            self.internal_mv[k] = self.voltage_mv[k] + field_mv(&self.sources, currents_na, k);
        }
    }

    fn reset(&mut self) {
        self.voltage_mv.copy_from_slice(&self.rest_mv);
        self.internal_mv.copy_from_slice(&self.rest_mv);
        let steady = self.table.steady(self.rest_mv[0]);
        self.gates.fill(steady);
        self.half_step_mv.copy_from_slice(&self.rest_mv);
    }

    fn set_conditions(&mut self, conditions: &Conditions, dt_ms: f64) {
        self.table = RateTable::new((self.membrane_in)(conditions), dt_ms);
        self.half_step_mv.copy_from_slice(&self.voltage_mv);
        self.find_rest();
    }

    /// It has few compartments, so that none need sleep.
    fn allow_sleep(&mut self, _: bool) {}

    fn awake(&self) -> &[Range<usize>] {
        std::slice::from_ref(&self.all)
    }

    fn dt_ms(&self) -> f64 {
        self.table.dt_ms()
    }

    fn position_um(&self) -> &[f64] {
        &self.position_um
    }

    fn internal_mv(&self) -> &[f64] {
        &self.internal_mv
    }

    fn transmembrane_mv(&self) -> &[f64] {
        &self.voltage_mv
    }

    fn rest_internal_mv(&self) -> &[f64] {
        &self.rest_mv
    }

    fn rest_mv(&self) -> &[f64] {
        &self.rest_mv
    }

    fn excitable(&self) -> &[usize] {
        &self.excitable
    }

    fn node_currents(&self, node: usize) -> Option<NodeCurrents> {
        let v = *self.voltage_mv.get(node)?;
        let beside = [node.checked_sub(1), Some(node + 1)].into_iter().flatten();
        let inflow = beside.filter_map(|k| self.voltage_mv.get(k)).map(|other| (other - v).max(0.0));
        let to_na = 1e3 * self.area_cm2; // uA/cm²
        Some(NodeCurrents {
            axial_in_na: to_na * self.axial * inflow.sum::<f64>(),
            ionic_out_na: to_na * self.table.membrane().conductance(&self.gates[node], v).current(v),
        })
    }

    fn gates(&self, site: usize) -> &[f64] {
        &self.gates[site]
    }

    fn half_step_mv(&self, site: usize) -> f64 {
        self.half_step_mv[site]
    }

    fn ionic_current_ma_per_cm2(&self, out: &mut [f64]) {
        assert_eq!(out.len(), self.excitable.len(), "one value for each node");
        for ((out, gates), &v) in out.iter_mut().zip(&self.gates).zip(&self.voltage_mv) {
            *out = 1e-3 * self.table.membrane().conductance(gates, v).current(v);
        }
    }
}

//! The MRG double cable: an axon in its myelin, with the thin conducting space between the two.
//!
//! Elements of one period: NODE, MYSA, FLUT, 6 STIN, FLUT, MYSA. Each has the voltages `V_i` inside and `V_e` in the
//! periaxonal space, `V = V_i - V_e`:
//!
//! ```text
//! C dV/dt + I(V)                 = sum G_ax (V_i' - V_i) + injected
//! c_my dV_e/dt + g_my V_e        = C dV/dt + I(V) + sum G_p (V_e' - V_e)      (V_e = 0 at the nodes)
//! ```
//!
//! Only nodes carry gates, so everything between two nodes is linear with constant coefficients. An internode's 20
//! equations are factored once; a step solves them for their own history, then a tridiagonal system for the nodes alone
//! (the Schur complement), then adds each node's share. This is exact elimination, not an approximation.
//!
//! Units: MOhm, uS, nF, hence nA. One compartment an element: that coarse grid is part of the published model.

use crate::cable::{Block, BlockTridiagonal, Pair, solve_tridiagonal};
use crate::membrane::{Membrane, MrgNode, RateTable, rest_mv};

use super::source::{Source, field_mv};
use super::{Fiber, MrgMorphology};

/// Elements between two nodes.
const ELEMENTS: usize = 4 + MrgMorphology::STIN_ELEMENTS;
/// Elements from one node to the next.
const PERIOD: usize = ELEMENTS + 1;

const RESISTIVITY: f64 = 0.7; // MOhm um: 70 ohm cm, of axoplasm and periaxonal space alike
const AXOLEMMA_CAPACITANCE: f64 = 2.0; // uF/cm²
const MYSA_LEAK: f64 = 1.0; // mS/cm²
const INTERNODE_LEAK: f64 = 0.1; // mS/cm², FLUT and STIN
const LEAK_REVERSAL_MV: f64 = -80.0;
const LAMELLA_CAPACITANCE: f64 = 0.1; // uF/cm² of one membrane; a lamella is two
const LAMELLA_CONDUCTANCE: f64 = 1.0; // mS/cm² of one membrane
const MYSA_GAP_UM: f64 = 0.002; // periaxonal space under MYSA and NODE
const INTERNODE_GAP_UM: f64 = 0.004; // under FLUT and STIN

/// A myelinated fiber after McIntyre, Richardson & Grill (2002).
pub struct Myelinated {
    table: RateTable<MrgNode, 4>,
    internode: Internode,
    node_area_cm2: f64,
    position_um: Vec<f64>,
    excitable: Vec<usize>,
    rest_internal_mv: Vec<f64>,
    rest_mv: Vec<f64>,
    /// Potential inside less that of the field outside: all that the equations need.
    inside_mv: Vec<f64>,
    /// Potential inside against the far outside; used while there is a field.
    internal_mv: Vec<f64>,
    sources: Vec<Source>,
    /// For each source, the currents that its field drives along the fiber, nA per nA; none without a field.
    driven: Vec<Option<Driven>>,
    /// Periaxonal potential of each internode, and the transmembrane potential of every compartment.
    periaxonal_mv: Vec<[f64; ELEMENTS]>,
    transmembrane_mv: Vec<f64>,
    gates: Vec<[f64; 4]>,
    // Work arrays of one step.
    interior: Vec<[Pair; ELEMENTS]>,
    nodes: NodeSystem,
}

/// One element of an internode: uS and nF.
#[derive(Clone, Copy, Debug)]
struct Element {
    capacitance: f64,
    leak: f64,
    myelin_capacitance: f64,
    myelin_conductance: f64,
}

/// What all internodes of a fiber share.
#[derive(Clone, Debug)]
struct Internode {
    elements: [Element; ELEMENTS],
    /// Conductances between neighbouring elements, inside and periaxonal, uS.
    coupling: [Pair; ELEMENTS - 1],
    /// Conductances from the first (and, by symmetry, the last) element to the node beside it, uS.
    to_node: Pair,
    /// The internode as it is advanced by half a step.
    stepping: Eliminated,
}

/// An internode solved for its own unknowns, at one time step (or at none, for the steady state).
#[derive(Clone, Debug)]
struct Eliminated {
    factors: BlockTridiagonal,
    /// Response to 1 mV at the node on the left; the response to the right-hand node is its mirror image.
    response: [Pair; ELEMENTS],
    /// Capacitive conductance per element, axolemma and myelin, uS: `C / (dt / 2)`.
    inertia: [Pair; ELEMENTS],
}

/// Axial currents that a field drives, nA per nA of its electrode.
#[derive(Clone, Debug)]
struct Driven {
    nodes: Vec<f64>,
    interior: Vec<[Pair; ELEMENTS]>,
}

/// The tridiagonal system of the nodes.
#[derive(Clone, Debug, Default)]
struct NodeSystem {
    lower: Vec<f64>,
    diagonal: Vec<f64>,
    upper: Vec<f64>,
    rhs: Vec<f64>,
}

impl Internode {
    fn new(m: &MrgMorphology) -> Self {
        use std::f64::consts::PI;
        struct Shape {
            length_um: f64,
            diameter_um: f64,
            gap_um: f64,
            leak: f64,
        }
        let mysa = Shape {
            length_um: MrgMorphology::MYSA_LENGTH_UM,
            diameter_um: m.node_diameter_um,
            gap_um: MYSA_GAP_UM,
            leak: MYSA_LEAK,
        };
        let under_myelin = |length_um| Shape {
            length_um,
            diameter_um: m.axon_diameter_um,
            gap_um: INTERNODE_GAP_UM,
            leak: INTERNODE_LEAK,
        };
        let shape = |k: usize| match k.min(ELEMENTS - 1 - k) {
            0 => Shape { ..mysa },
            1 => under_myelin(m.flut_length_um),
            _ => under_myelin(m.stin_length_um()),
        };
        let node = Shape { length_um: MrgMorphology::NODE_LENGTH_UM, ..mysa };
        // Resistance of a whole element inside, and of its periaxonal ring, MOhm.
        let resistance = |s: &Shape| {
            let (r, outer) = (s.diameter_um / 2.0, s.diameter_um / 2.0 + s.gap_um);
            let along = RESISTIVITY * s.length_um;
            [along / (PI * r * r), along / (PI * (outer * outer - r * r))]
        };
        let join = |a: &Shape, b: &Shape| {
            let (a, b) = (resistance(a), resistance(b));
            [2.0 / (a[0] + b[0]), 2.0 / (a[1] + b[1])]
        };
        let membranes = 2.0 * m.lamellae;
        let elements = std::array::from_fn(|k| {
            let s = shape(k);
            let axolemma_cm2 = 1e-8 * PI * s.diameter_um * s.length_um;
            let myelin_cm2 = 1e-8 * PI * m.fiber_diameter_um * s.length_um;
            // cm² times mS/cm² is mS, times uF/cm² is uF: 1e3 to uS and nF.
            Element {
                capacitance: 1e3 * AXOLEMMA_CAPACITANCE * axolemma_cm2,
                leak: 1e3 * s.leak * axolemma_cm2,
                myelin_capacitance: 1e3 * LAMELLA_CAPACITANCE / membranes * myelin_cm2,
                myelin_conductance: 1e3 * LAMELLA_CONDUCTANCE / membranes * myelin_cm2,
            }
        });
        let coupling = std::array::from_fn(|k| join(&shape(k), &shape(k + 1)));
        let to_node = join(&node, &mysa);
        let stepping = Eliminated::new(&elements, &coupling, to_node, f64::INFINITY);
        Self { elements, coupling, to_node, stepping }
    }

    fn eliminated(&self, dt_ms: f64) -> Eliminated {
        Eliminated::new(&self.elements, &self.coupling, self.to_node, dt_ms)
    }
}

impl Eliminated {
    /// `dt_ms` may be infinite, for the steady state.
    fn new(elements: &[Element; ELEMENTS], coupling: &[Pair; ELEMENTS - 1], to_node: Pair, dt_ms: f64) -> Self {
        let inertia: [Pair; ELEMENTS] =
            elements.map(|e| [2.0 * e.capacitance / dt_ms, 2.0 * e.myelin_capacitance / dt_ms]);
        let diagonal: [Block; ELEMENTS] = std::array::from_fn(|k| {
            let e = &elements[k];
            let left = if k > 0 { coupling[k - 1] } else { to_node };
            let right = if k + 1 < ELEMENTS { coupling[k] } else { to_node };
            let axolemma = inertia[k][0] + e.leak;
            let myelin = inertia[k][1] + e.myelin_conductance;
            let inside = axolemma + left[0] + right[0];
            let outside = axolemma + myelin + left[1] + right[1];
            Block([[inside, -axolemma], [-axolemma, outside]])
        });
        let factors = BlockTridiagonal::factor(&diagonal, coupling);
        // The periaxonal space is at 0 mV at the node, so a node drives its neighbour from inside only.
        let mut response = [[0.0; 2]; ELEMENTS];
        response[0][0] = to_node[0];
        factors.solve(&mut response);
        Self { factors, response, inertia }
    }

    /// The part of the solution that the nodes at either end (mV) account for, at element `k`.
    #[inline]
    fn node_share(&self, k: usize, left_mv: f64, right_mv: f64) -> Pair {
        let (l, r) = (self.response[k], self.response[ELEMENTS - 1 - k]);
        [l[0] * left_mv + r[0] * right_mv, l[1] * left_mv + r[1] * right_mv]
    }
}

impl NodeSystem {
    fn new(nodes: usize) -> Self {
        let zeros = || vec![0.0; nodes];
        Self { lower: zeros(), diagonal: zeros(), upper: zeros(), rhs: zeros() }
    }

    /// Fills in what the internodes contribute and solves; on return `rhs` holds the node voltages.
    ///
    /// On entry `diagonal` and `rhs` hold each node's own conductance (uS) and current (nA), and `interior` the internodes'
    /// solutions for nodes at 0 mV.
    fn solve(&mut self, to_node: f64, internode: &Eliminated, interior: &[[Pair; ELEMENTS]]) {
        let own = to_node * (1.0 - internode.response[0][0]);
        let across = to_node * internode.response[ELEMENTS - 1][0];
        for (k, solution) in interior.iter().enumerate() {
            self.diagonal[k] += own;
            self.diagonal[k + 1] += own;
            self.upper[k] = -across;
            self.lower[k + 1] = -across;
            self.rhs[k] += to_node * solution[0][0];
            self.rhs[k + 1] += to_node * solution[ELEMENTS - 1][0];
        }
        solve_tridiagonal(&self.lower, &mut self.diagonal, &self.upper, &mut self.rhs);
    }
}

impl Myelinated {
    /// A fiber of `internodes` internodes (at least 1), at rest.
    pub fn new(morphology: &MrgMorphology, internodes: usize, celsius: f64, dt_ms: f64) -> Self {
        let internodes = internodes.max(1);
        let compartments = PERIOD * internodes + 1;
        let node_area_cm2 = 1e-8 * std::f64::consts::PI * morphology.node_diameter_um * MrgMorphology::NODE_LENGTH_UM;
        let mut fiber = Self {
            table: RateTable::new(MrgNode::new(celsius), dt_ms),
            internode: Internode::new(morphology),
            node_area_cm2,
            position_um: positions_um(morphology, internodes),
            excitable: (0..=internodes).map(|node| PERIOD * node).collect(),
            rest_internal_mv: vec![0.0; compartments],
            rest_mv: vec![0.0; compartments],
            inside_mv: vec![0.0; compartments],
            internal_mv: vec![0.0; compartments],
            sources: Vec::new(),
            driven: Vec::new(),
            periaxonal_mv: vec![[0.0; ELEMENTS]; internodes],
            transmembrane_mv: vec![0.0; compartments],
            gates: vec![[0.0; 4]; internodes + 1],
            interior: vec![[[0.0; 2]; ELEMENTS]; internodes],
            nodes: NodeSystem::new(internodes + 1),
        };
        fiber.internode.stepping = fiber.internode.eliminated(dt_ms);
        fiber.attach(vec![Source::Intracellular { compartment: 0 }]);
        fiber.find_rest();
        fiber.reset();
        fiber
    }

    fn has_field(&self) -> bool {
        self.driven.iter().any(Option::is_some)
    }

    /// The axial currents that a field outside drives: with potentials taken against the field, it enters the equations
    /// as what flows along axoplasm and periaxonal space between places of different field.
    fn driven_by(&self, field_mv_per_na: &[f64]) -> Driven {
        assert_eq!(field_mv_per_na.len(), self.inside_mv.len(), "one value for each compartment");
        let Internode { coupling, to_node, .. } = &self.internode;
        let nodes = self.periaxonal_mv.len() + 1;
        let mut driven = Driven { nodes: vec![0.0; nodes], interior: vec![[[0.0; 2]; ELEMENTS]; nodes - 1] };
        for i in 0..nodes - 1 {
            let field = &field_mv_per_na[PERIOD * i..=PERIOD * (i + 1)];
            for k in 0..=ELEMENTS {
                // From element k - 1 (or the left node) to element k (or the right node).
                let rise = field[k + 1] - field[k];
                let conductance = if k == 0 || k == ELEMENTS { *to_node } else { coupling[k - 1] };
                let [axoplasm, periaxonal] = conductance.map(|g| g * rise);
                match k.checked_sub(1) {
                    None => driven.nodes[i] += axoplasm,
                    Some(left) => {
                        driven.interior[i][left][0] += axoplasm;
                        driven.interior[i][left][1] += periaxonal;
                    }
                }
                if k == ELEMENTS {
                    driven.nodes[i + 1] -= axoplasm;
                } else {
                    driven.interior[i][k][0] -= axoplasm;
                    driven.interior[i][k][1] -= periaxonal;
                }
            }
        }
        driven
    }

    /// Potential of the periaxonal space, less the field outside, mV, one row an internode and one value an element of it.
    pub fn periaxonal_mv(&self) -> &[[f64; 10]] {
        &self.periaxonal_mv
    }

    /// The true steady state, by Newton's rule on the nodes; the internodes between them are linear.
    fn find_rest(&mut self) {
        let steady = self.internode.eliminated(f64::INFINITY);
        for solution in &mut self.interior {
            for (k, x) in solution.iter_mut().enumerate() {
                let drive = self.internode.elements[k].leak * LEAK_REVERSAL_MV;
                *x = [drive, -drive];
            }
            steady.factors.solve(solution);
        }
        let (table, area) = (&self.table, 1e3 * self.node_area_cm2);
        let current = |v: f64| area * table.membrane().conductance(&table.steady(v)).current(v);
        let mut voltage = vec![rest_mv(&self.table); self.excitable.len()];
        for _ in 0..50 {
            for (node, &v) in voltage.iter().enumerate() {
                let slope = (current(v + 1e-3) - current(v - 1e-3)) / 2e-3;
                self.nodes.diagonal[node] = slope;
                self.nodes.rhs[node] = slope * v - current(v);
            }
            self.nodes.solve(self.internode.to_node[0], &steady, &self.interior);
            let moved = voltage.iter().zip(&self.nodes.rhs).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            voltage.copy_from_slice(&self.nodes.rhs);
            if moved < 1e-12 {
                break;
            }
        }
        for (node, &v) in voltage.iter().enumerate() {
            self.rest_internal_mv[PERIOD * node] = v;
            self.rest_mv[PERIOD * node] = v;
        }
        for (i, solution) in self.interior.iter().enumerate() {
            for (k, own) in solution.iter().enumerate() {
                let nodes = steady.node_share(k, voltage[i], voltage[i + 1]);
                let (inside, outside) = (own[0] + nodes[0], own[1] + nodes[1]);
                self.rest_internal_mv[PERIOD * i + 1 + k] = inside;
                self.rest_mv[PERIOD * i + 1 + k] = inside - outside;
            }
        }
    }
}

impl Fiber for Myelinated {
    fn attach(&mut self, sources: Vec<Source>) {
        self.driven = sources
            .iter()
            .map(|source| match source {
                Source::Intracellular { compartment } => {
                    let compartments = self.inside_mv.len();
                    assert!(*compartment < compartments, "compartment {compartment} of {compartments}");
                    None
                }
                Source::Extracellular { field_mv_per_na } => Some(self.driven_by(field_mv_per_na)),
            })
            .collect();
        self.sources = sources;
    }

    fn step(&mut self, currents_na: &[f64]) {
        let internode = &self.internode.stepping;
        for (i, solution) in self.interior.iter_mut().enumerate() {
            let start = PERIOD * i + 1;
            let transmembrane = &self.transmembrane_mv[start..start + ELEMENTS];
            let periaxonal = &self.periaxonal_mv[i];
            for (k, x) in solution.iter_mut().enumerate() {
                let [axolemma, myelin] = internode.inertia[k];
                let through = axolemma * transmembrane[k] + self.internode.elements[k].leak * LEAK_REVERSAL_MV;
                *x = [through, myelin * periaxonal[k] - through];
            }
            for (source, current_na) in self.sources.iter().zip(currents_na) {
                if let Source::Intracellular { compartment } = source
                    && (start..start + ELEMENTS).contains(compartment)
                {
                    solution[compartment - start][0] += current_na;
                }
            }
            for (driven, current_na) in self.driven.iter().zip(currents_na) {
                let Some(driven) = driven.as_ref().filter(|_| *current_na != 0.0) else { continue };
                for (x, driven) in solution.iter_mut().zip(&driven.interior[i]) {
                    x[0] += current_na * driven[0];
                    x[1] += current_na * driven[1];
                }
            }
            internode.factors.solve(solution);
        }

        let area = 1e3 * self.node_area_cm2; // times mS/cm² is uS
        let inertia = 2.0 * area * self.table.membrane().capacitance() / self.table.dt_ms();
        for (node, gates) in self.gates.iter_mut().enumerate() {
            let v = self.inside_mv[PERIOD * node];
            self.table.advance(v, gates);
            let density = self.table.membrane().conductance(gates);
            self.nodes.diagonal[node] = inertia + area * density.total;
            self.nodes.rhs[node] = inertia * v + area * density.drive;
        }
        for ((source, driven), current_na) in self.sources.iter().zip(&self.driven).zip(currents_na) {
            match (source, driven) {
                (Source::Intracellular { compartment }, _) if compartment % PERIOD == 0 => {
                    self.nodes.rhs[compartment / PERIOD] += current_na;
                }
                (_, Some(driven)) => {
                    for (r, driven) in self.nodes.rhs.iter_mut().zip(&driven.nodes) {
                        *r += current_na * driven;
                    }
                }
                _ => {}
            }
        }
        self.nodes.solve(self.internode.to_node[0], internode, &self.interior);

        for (i, solution) in self.interior.iter().enumerate() {
            let (left, right) = (self.nodes.rhs[i], self.nodes.rhs[i + 1]);
            let start = PERIOD * i + 1;
            for (k, own) in solution.iter().enumerate() {
                let nodes = internode.node_share(k, left, right);
                let inside = 2.0 * (own[0] + nodes[0]) - self.inside_mv[start + k];
                let outside = 2.0 * (own[1] + nodes[1]) - self.periaxonal_mv[i][k];
                self.inside_mv[start + k] = inside;
                self.periaxonal_mv[i][k] = outside;
                self.transmembrane_mv[start + k] = inside - outside;
            }
        }
        for (node, half) in self.nodes.rhs.iter().enumerate() {
            let v = 2.0 * half - self.inside_mv[PERIOD * node];
            self.inside_mv[PERIOD * node] = v;
            self.transmembrane_mv[PERIOD * node] = v;
        }
        if self.has_field() {
            for (k, internal) in self.internal_mv.iter_mut().enumerate() {
                *internal = self.inside_mv[k] + field_mv(&self.sources, currents_na, k);
            }
        }
    }

    fn reset(&mut self) {
        self.inside_mv.copy_from_slice(&self.rest_internal_mv);
        self.internal_mv.copy_from_slice(&self.rest_internal_mv);
        self.transmembrane_mv.copy_from_slice(&self.rest_mv);
        for (i, periaxonal) in self.periaxonal_mv.iter_mut().enumerate() {
            for (k, v) in periaxonal.iter_mut().enumerate() {
                let compartment = PERIOD * i + 1 + k;
                *v = self.rest_internal_mv[compartment] - self.rest_mv[compartment];
            }
        }
        for (node, gates) in self.gates.iter_mut().enumerate() {
            *gates = self.table.steady(self.rest_mv[PERIOD * node]);
        }
    }

    fn set_celsius(&mut self, celsius: f64, dt_ms: f64) {
        self.table = RateTable::new(MrgNode::new(celsius), dt_ms);
        self.internode.stepping = self.internode.eliminated(dt_ms);
        self.find_rest();
    }

    fn dt_ms(&self) -> f64 {
        self.table.dt_ms()
    }

    fn position_um(&self) -> &[f64] {
        &self.position_um
    }

    fn internal_mv(&self) -> &[f64] {
        if self.has_field() { &self.internal_mv } else { &self.inside_mv }
    }

    fn transmembrane_mv(&self) -> &[f64] {
        &self.transmembrane_mv
    }

    fn rest_internal_mv(&self) -> &[f64] {
        &self.rest_internal_mv
    }

    fn rest_mv(&self) -> &[f64] {
        &self.rest_mv
    }

    fn excitable(&self) -> &[usize] {
        &self.excitable
    }

    fn ionic_current_ma_per_cm2(&self, out: &mut [f64]) {
        assert_eq!(out.len(), self.excitable.len(), "one value for each node");
        for ((out, gates), &compartment) in out.iter_mut().zip(&self.gates).zip(&self.excitable) {
            let ionic = self.table.membrane().conductance(gates);
            *out = 1e-3 * ionic.current(self.inside_mv[compartment]);
        }
    }
}

/// Centres of all compartments, um from the centre of the first node.
fn positions_um(m: &MrgMorphology, internodes: usize) -> Vec<f64> {
    let mut lengths = [m.stin_length_um(); ELEMENTS];
    (lengths[0], lengths[1]) = (MrgMorphology::MYSA_LENGTH_UM, m.flut_length_um);
    (lengths[ELEMENTS - 1], lengths[ELEMENTS - 2]) = (lengths[0], lengths[1]);
    let mut positions = Vec::with_capacity(PERIOD * internodes + 1);
    for i in 0..internodes {
        let node = i as f64 * m.node_spacing_um;
        positions.push(node);
        let mut edge = node + MrgMorphology::NODE_LENGTH_UM / 2.0;
        for length in lengths {
            positions.push(edge + length / 2.0);
            edge += length;
        }
    }
    positions.push(internodes as f64 * m.node_spacing_um);
    positions
}

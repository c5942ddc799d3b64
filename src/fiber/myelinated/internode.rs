//! What lies between two nodes: ten elements in their myelin, eliminated down to the two nodes.

use std::f64::consts::PI;

use crate::cable::{Block, BlockTridiagonal, Pair, solve_tridiagonal};
use crate::fiber::MrgMorphology;
use crate::fiber::calm::Calm;

/// Elements between two nodes: MYSA, FLUT, 6 STIN, FLUT, MYSA.
pub(super) const ELEMENTS: usize = 4 + MrgMorphology::STIN_ELEMENTS;

const PERIAXONAL_RESISTIVITY: f64 = 70.0; // ohm cm, as in the axoplasm
const MYSA_LEAK: f64 = 1.0; // mS/cm²
const INTERNODE_LEAK: f64 = 0.1; // mS/cm², FLUT and STIN
/// Reversal of the leak through the axolemma under the myelin, mV.
pub(super) const LEAK_REVERSAL_MV: f64 = -80.0;
const LAMELLA_CAPACITANCE: f64 = 0.1; // uF/cm² of one membrane; a lamella is two
const LAMELLA_CONDUCTANCE: f64 = 1.0; // mS/cm² of one membrane
const MYSA_GAP_UM: f64 = 0.002; // periaxonal space under MYSA and NODE
const INTERNODE_GAP_UM: f64 = 0.004; // under FLUT and STIN

/// One element of an internode: uS and nF.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    /// Area of the axolemma, cm².
    pub area_cm2: f64,
    /// Capacitance of the axolemma.
    pub capacitance: f64,
    /// Leak through the axolemma.
    pub leak: f64,
    myelin_capacitance: f64,
    myelin_conductance: f64,
}

/// An internode with a certain part of its myelin.
#[derive(Clone, Debug)]
pub(super) struct Internode {
    pub elements: [Element; ELEMENTS],
    /// Conductances between neighbouring elements, inside and periaxonal, uS.
    pub coupling: [Pair; ELEMENTS - 1],
    /// Conductances from the first (and, by symmetry, the last) element to the node beside it, uS.
    pub to_node: Pair,
    /// Whether there is no myelin at all, so that the outside of the axolemma is ground.
    pub bare: bool,
}

impl Internode {
    /// An internode of a fiber with the part `myelin` (0 to 1) of its lamellae. Areas keep the published diameters.
    pub fn new(m: &MrgMorphology, myelin: f64) -> Self {
        struct Shape {
            length_um: f64,
            diameter_um: f64,
            gap_um: f64,
            leak: f64,
        }
        let bare = myelin <= 0.0;
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
            let along = |ohm_cm: f64| 1e-2 * ohm_cm * s.length_um; // ohm cm to MOhm um
            [
                along(m.axial_resistivity_ohm_cm) / (PI * r * r),
                along(PERIAXONAL_RESISTIVITY) / (PI * (outer * outer - r * r)),
            ]
        };
        let join = |a: &Shape, b: &Shape| {
            let (a, b) = (resistance(a), resistance(b));
            [2.0 / (a[0] + b[0]), if bare { 0.0 } else { 2.0 / (a[1] + b[1]) }]
        };
        // Two membranes a lamella, in series.
        let membranes = 2.0 * m.lamellae * myelin;
        let elements = std::array::from_fn(|k| {
            let s = shape(k);
            let axolemma_cm2 = 1e-8 * PI * s.diameter_um * s.length_um;
            let myelin_cm2 = 1e-8 * PI * m.fiber_diameter_um * s.length_um;
            // cm² times mS/cm² is mS, times uF/cm² is uF: 1e3 to uS and nF.
            let through_myelin = |per_membrane: f64| {
                if bare { 0.0 } else { 1e3 * per_membrane / membranes * myelin_cm2 }
            };
            Element {
                area_cm2: axolemma_cm2,
                capacitance: 1e3 * m.axolemma_capacitance * axolemma_cm2,
                leak: 1e3 * s.leak * axolemma_cm2,
                myelin_capacitance: through_myelin(LAMELLA_CAPACITANCE),
                myelin_conductance: through_myelin(LAMELLA_CONDUCTANCE),
            }
        });
        let coupling = std::array::from_fn(|k| join(&shape(k), &shape(k + 1)));
        let to_node = join(&node, &mysa);
        Self { elements, coupling, to_node, bare }
    }

    /// Conductances to the left and to the right of element `k`, uS.
    fn beside(&self, k: usize) -> (Pair, Pair) {
        let left = if k > 0 { self.coupling[k - 1] } else { self.to_node };
        let right = if k + 1 < ELEMENTS { self.coupling[k] } else { self.to_node };
        (left, right)
    }
}

/// What an internode does to the equations of the nodes at its ends once its own unknowns are eliminated, uS.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ends {
    /// Conductance added to the left node, and to the right one.
    pub own: [f64; 2],
    /// Conductance between the two.
    pub across: f64,
}

/// A passive internode solved for its own unknowns, at one time step (or at none, for the steady state).
#[derive(Clone, Debug)]
pub(super) struct Eliminated {
    factors: BlockTridiagonal,
    /// Response to 1 mV at the node on the left; the response to the right-hand node is its mirror image.
    response: [Pair; ELEMENTS],
    /// Capacitive conductance per element, axolemma and myelin, uS: `C / (dt / 2)`.
    inertia: [Pair; ELEMENTS],
    /// Leak current at 0 mV per element, nA.
    drive: [f64; ELEMENTS],
    /// 0 for a bare internode, whose outside is ground; else 1.
    outside: f64,
    /// What the nodes see of it.
    pub ends: Ends,
}

impl Eliminated {
    /// `dt_ms` may be infinite, for the steady state.
    pub fn new(internode: &Internode, dt_ms: f64) -> Self {
        let Internode { elements, coupling, to_node, bare } = internode;
        let inertia: [Pair; ELEMENTS] =
            elements.map(|e| [2.0 * e.capacitance / dt_ms, 2.0 * e.myelin_capacitance / dt_ms]);
        let diagonal: [Block; ELEMENTS] = std::array::from_fn(|k| {
            let e = &elements[k];
            let (left, right) = internode.beside(k);
            let axolemma = inertia[k][0] + e.leak;
            let inside = axolemma + left[0] + right[0];
            if *bare {
                return Block([[inside, 0.0], [0.0, 1.0]]);
            }
            let outside = axolemma + inertia[k][1] + e.myelin_conductance + left[1] + right[1];
            Block([[inside, -axolemma], [-axolemma, outside]])
        });
        let factors = BlockTridiagonal::factor(&diagonal, coupling);
        // The periaxonal space is at 0 mV at the node, so a node drives its neighbour from inside only.
        let mut response = [[0.0; 2]; ELEMENTS];
        response[0][0] = to_node[0];
        factors.solve(&mut response);
        let own = to_node[0] * (1.0 - response[0][0]);
        let across = to_node[0] * response[ELEMENTS - 1][0];
        Self {
            factors,
            response,
            inertia,
            drive: elements.map(|e| e.leak * LEAK_REVERSAL_MV),
            outside: if *bare { 0.0 } else { 1.0 },
            ends: Ends { own: [own, own], across },
        }
    }

    /// Right-hand side of element `k`, nA: its history, and the drive of its leak.
    #[inline(always)]
    pub fn history(&self, k: usize, transmembrane_mv: f64, periaxonal_mv: f64) -> Pair {
        let [axolemma, myelin] = self.inertia[k];
        let through = axolemma * transmembrane_mv + self.drive[k];
        [through, self.outside * (myelin * periaxonal_mv - through)]
    }

    /// Replaces right-hand sides by the potentials that they would make with both nodes at 0 mV.
    #[inline]
    pub fn solve(&self, x: &mut [Pair; ELEMENTS]) {
        self.factors.solve(x);
    }

    /// The part of the solution that the nodes at either end (mV) account for, at element `k`.
    #[inline(always)]
    pub fn node_share(&self, k: usize, left_mv: f64, right_mv: f64) -> Pair {
        let (l, r) = (self.response[k], self.response[ELEMENTS - 1 - k]);
        [l[0] * left_mv + r[0] * right_mv, l[1] * left_mv + r[1] * right_mv]
    }
}

/// A bare internode into which channels have spread: its equations change with the gates, so it is eliminated in each step.
#[derive(Clone, Debug)]
pub(super) struct Excitable<const GATES: usize> {
    /// Gates of the nodal membrane in each element.
    pub gates: [[f64; GATES]; ELEMENTS],
    /// What rest is in each element.
    pub calm: Vec<Calm<GATES>>,
    /// Responses to 1 mV at the left node and at the right one.
    response: [[f64; ELEMENTS]; 2],
}

impl<const GATES: usize> Excitable<GATES> {
    pub fn new() -> Self {
        Self { gates: [[0.0; GATES]; ELEMENTS], calm: Vec::new(), response: [[0.0; ELEMENTS]; 2] }
    }

    /// Whether the elements, which have these transmembrane potentials (mV), are at rest.
    pub fn at_rest(&self, v_mv: &[f64]) -> bool {
        self.calm.iter().zip(v_mv).zip(&self.gates).all(|((calm, v_mv), gates)| calm.holds(*v_mv, gates))
    }

    /// Eliminates the internode whose elements have these membrane conductances (uS, capacitive ones included), and replaces
    /// the right-hand sides in `x` (nA) by the potentials that they would make with both nodes at 0 mV.
    pub fn eliminate(&mut self, internode: &Internode, membrane: &[f64; ELEMENTS], x: &mut [Pair; ELEMENTS]) -> Ends {
        let diagonal: [f64; ELEMENTS] = std::array::from_fn(|k| {
            let (left, right) = internode.beside(k);
            membrane[k] + left[0] + right[0]
        });
        let lower: [f64; ELEMENTS] = std::array::from_fn(|k| -internode.beside(k).0[0]);
        let upper: [f64; ELEMENTS] = std::array::from_fn(|k| -internode.beside(k).1[0]);
        let solve = |mut rhs: [f64; ELEMENTS]| {
            solve_tridiagonal(&lower, &mut { diagonal }, &upper, &mut rhs);
            rhs
        };
        let to_node = internode.to_node[0];
        let at = |place: usize| std::array::from_fn(|k| if k == place { to_node } else { 0.0 });
        self.response = [solve(at(0)), solve(at(ELEMENTS - 1))];
        let own = solve(std::array::from_fn(|k| x[k][0]));
        for (x, v) in x.iter_mut().zip(own) {
            *x = [v, 0.0];
        }
        let [left, right] = &self.response;
        Ends {
            own: [to_node * (1.0 - left[0]), to_node * (1.0 - right[ELEMENTS - 1])],
            across: to_node * left[ELEMENTS - 1],
        }
    }

    /// Takes over what was worked out for one that is alike.
    pub fn respond_as(&mut self, other: &Self) {
        self.response = other.response;
    }

    /// Whether the matrix that was eliminated is positive definite. Its off-diagonals are negative, so that it is if, and only
    /// if, one node lifts every element.
    pub fn is_definite(&self) -> bool {
        self.response[1].iter().all(|response| *response > 0.0)
    }

    /// As [`Eliminated::node_share`].
    pub fn node_share(&self, k: usize, left_mv: f64, right_mv: f64) -> Pair {
        [self.response[0][k] * left_mv + self.response[1][k] * right_mv, 0.0]
    }
}

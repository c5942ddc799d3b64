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
//! An internode may have lost part of its myelin, or all of it: then the outside of its axolemma is ground, and channels may
//! have spread into it, at a part of the nodes' density. Such an internode is not linear; it is eliminated in each step.
//!
//! # Bare internodes with channels
//!
//! Demyelinated axons conduct again, slowly and continuously, when sodium channels have spread into the bare axolemma (Foster,
//! Whalen & Waxman, Science 210:661, 1980; Felts, Baker & Smith, J Neurosci 17:7267, 1997: over more than 2.5 mm). Here the
//! whole nodal membrane spreads, at one density: sodium and potassium channels and the leak, besides the leak that the
//! internode has. The leak must come along, because it is what balances the sodium channels that are open at rest: the
//! 3 S/cm² of a node let 0.1 mA/cm² in at -80 mV, and a stretch with the channels alone would rest near -57 mV, blocked.
//!
//! What follows from that, by these equations:
//!
//! - A stretch conducts at 0.9 to 2.3 m/s (2 to 10 um, densities from 0.1 to 1, 37 C), a seventh to a twentieth of the
//!   healthy fiber's velocity, and below 2 m/s at 26 C, as bare axons in the roots of dystrophic mice do (Rasminsky,
//!   Kearney, Aguayo & Bray, Brain Res 143:71, 1978).
//! - Getting in is harder than going on: one node must charge the membrane of a bare axon. Into six
//!   bare internodes a 2 um fiber passes its spike at a fiftieth of the nodes' density, one of 5.7 um at a thirtieth, and one
//!   of 10 um at 0.85. Shorter internodes, cold and less capacitance help.
//! - The stretch may send more spikes out than came in. Without the sink that myelinated internodes are, and with only the
//!   node's slow potassium channels, it stays near -50 mV for some milliseconds after its spike, which excites the nodes on
//!   both sides as soon as they have recovered; such spikes run back, too. Neither finer elements (16 to a STIN) nor finer
//!   steps change that, and NEURON counts the same spikes at the same times. Twice the potassium channels (`k=2`) end it. Real
//!   demyelinated axons have fast potassium channels there, which the model lacks, and do the same when these are blocked
//!   (Targ & Kocsis, Brain Res 363:1, 1986), or without (Burchiel, 1980: extra spikes in demyelinated trigeminal nerve); Baker
//!   & Bostock, J Physiol 451:539 (1992), saw ectopic spikes start at an end of the stretch and run both ways.
//! - The grid is that of the model, an element a STIN. Finer elements make the stretch faster, by 3 to 12 % (2 um), 8 to 24 %
//!   (5.7 um) and 38 % (10 um, full density): the more, the less of a front an element can hold.
//!
//! Only stretches that are awake are solved, by whole units of a node and the internode to its right. What sleeps beside one
//! holds its voltages: the last element of the internode on the left, the node on the right.
//!
//! Units: MOhm, uS, nF, hence nA. One compartment an element: that coarse grid is part of the published model.

mod as_fiber;
mod field;
mod internode;
mod myelin;
mod nodes;
mod rest;
mod settling;
mod sleep;
mod step;

use crate::cable::Pair;
use crate::membrane::{Conditions, Membrane, MrgNode, RateTable};

use super::activity::Activity;
use super::calm::Calm;
use super::source::Source;
use super::{Fiber, MrgMorphology};

use field::Driven;
use internode::{ELEMENTS, Eliminated, Ends, Internode};
use nodes::Nodes;
use settling::Settling;

use myelin::Between;
pub use myelin::Myelin;

/// Elements from one node to the next.
const PERIOD: usize = ELEMENTS + 1;
/// Nodes that fall asleep and wake together, each with the internode to its right.
const BLOCK: usize = 8;

/// A myelinated fiber after McIntyre, Richardson & Grill (2002), with the nodal membrane `M`.
pub struct Myelinated<M = MrgNode, const GATES: usize = 4> {
    table: RateTable<M, GATES>,
    membrane_in: fn(&Conditions) -> M,
    morphology: MrgMorphology,
    /// The kinds of internode that occur, and each as it is advanced by half a step.
    kinds: Vec<(Internode, Eliminated)>,
    /// What lies between the nodes, and what the nodes see of it.
    internodes: Vec<Between<GATES>>,
    ends: Vec<Ends>,
    spread: f64,
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
    gates: Vec<[f64; GATES]>,
    activity: Activity,
    /// Whether the fiber has a rest that lasts; else it fires by itself, and never sleeps.
    rests: bool,
    /// What rest is at each node.
    calm: Vec<Calm<GATES>>,
    /// Whether `internal_mv` has a field in it.
    in_field: bool,
    /// After a sudden change: the next steps are damped.
    settling: Option<Box<Settling<GATES>>>,
    // Work arrays of one step.
    interior: Vec<[Pair; ELEMENTS]>,
    nodes: Nodes,
}

impl<M: Membrane<GATES>, const GATES: usize> Myelinated<M, GATES> {
    /// A fiber with an internode for each of `myelin.fractions`, at rest. `membrane_in` gives the membrane of its nodes in any
    /// conditions.
    ///
    /// # Panics
    /// If there is no internode.
    pub fn new(
        morphology: &MrgMorphology,
        myelin: &Myelin,
        membrane_in: fn(&Conditions) -> M,
        conditions: &Conditions,
        dt_ms: f64,
    ) -> Self {
        let internodes = myelin.fractions.len();
        assert!(internodes > 0, "a fiber has at least one internode");
        let compartments = Self::compartments(internodes);
        let mut fiber = Self {
            table: RateTable::new(membrane_in(conditions), dt_ms),
            membrane_in,
            morphology: *morphology,
            kinds: Vec::new(),
            internodes: Vec::new(),
            ends: vec![Ends::default(); internodes],
            spread: 0.0,
            node_area_cm2: 1e-8 * std::f64::consts::PI * morphology.node_diameter_um * MrgMorphology::NODE_LENGTH_UM,
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
            gates: vec![[0.0; GATES]; internodes + 1],
            activity: Activity::new(internodes + 1, BLOCK),
            rests: true,
            calm: Vec::new(),
            in_field: false,
            settling: None,
            interior: vec![[[0.0; 2]; ELEMENTS]; internodes],
            nodes: Nodes::new(internodes + 1),
        };
        fiber.lay(myelin);
        fiber.attach(vec![Source::STIMULATOR]);
        fiber.find_rest();
        fiber.reset();
        fiber
    }

    /// Compartments of a fiber of so many internodes.
    pub fn compartments(internodes: usize) -> usize {
        PERIOD * internodes + 1
    }

    /// Conductance between a node and the element beside it, uS.
    fn to_node(&self) -> f64 {
        self.kinds[0].0.to_node[0]
    }

    /// Potential of the periaxonal space, less the field outside, mV, one row an internode and one value an element of it.
    pub fn periaxonal_mv(&self) -> &[[f64; 10]] {
        &self.periaxonal_mv
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

//! The MRG double cable: an axon in its myelin, with the thin conducting space between the two. The model stands at
//! [`Myelinated`]; this is how it is solved.
//!
//! Only nodes carry gates, so everything between two nodes is linear with constant coefficients. An internode's 20
//! equations are factored once; a step solves them for their own history, then a tridiagonal system for the nodes alone
//! (the Schur complement), then adds each node's share. This is exact elimination, not an approximation. A bare internode
//! into which channels have spread is not linear; it is eliminated in each step.
//!
//! Only stretches that are awake are solved, by whole units of a node and the internode to its right. What sleeps beside one
//! holds its voltages: the last element of the internode on the left, the node on the right.
//!
//! Units: MOhm, uS, nF, hence nA.

mod as_fiber;
mod field;
mod internode;
mod myelin;
mod nodes;
mod rest;
mod settling;
mod sleep;
mod step;
mod twin;

use crate::cable::Pair;
use crate::membrane::{Conditions, Membrane, MrgNode, RateTable};
use crate::slices::{finish, in_slices, pause};

use super::activity::Activity;
use super::calm::Calm;
use super::source::Source;
use super::{Fiber, MrgMorphology};

use field::Driven;
use internode::{ELEMENTS, Ends};
use nodes::Nodes;
use settling::Settling;

pub use myelin::Myelin;
use myelin::{Between, Kind};

/// Elements from one node to the next.
const PERIOD: usize = ELEMENTS + 1;
/// Nodes that fall asleep and wake together, each with the internode to its right.
const BLOCK: usize = 8;
/// Steps that what drifts back to rest takes at once: 1/16 ms at 37 C.
const STRIDE: u64 = 64;

/// A myelinated fiber after McIntyre, Richardson & Grill, J Neurophysiol 87:995 (2002), with the nodal membrane `M`: an axon in
/// its myelin, with the thin conducting space between the two.
///
/// # Equations
///
/// Elements of one period: NODE, MYSA, FLUT, 6 STIN, FLUT, MYSA, a compartment each ([`MrgMorphology`] has their dimensions).
/// Each has the potentials `V_i` inside and `V_e` in the periaxonal space, against the far outside; `V = V_i - V_e` is what
/// gates feel. `V_out` is the field of electrodes outside the myelin, `'` an element beside, `injected` the current of a tip
/// inside:
///
/// ```text
/// C dV/dt + I(V)                                   = sum G_ax (V_i' - V_i) + injected
/// c_my d(V_e - V_out)/dt + g_my (V_e - V_out)      = C dV/dt + I(V) + sum G_p (V_e' - V_e)      (at nodes V_e = V_out)
/// ```
///
/// Both ends are sealed. For an element of length `L` with `n` lamellae around it, in a fiber of diameter `D`; its own diameter
/// `d` is that of the node in NODE and MYSA, that of the axon in FLUT and STIN:
///
/// ```text
/// axolemma     A = pi d L      C = 2 uF/cm² A      I = A i_ion(V) at a node;  g A (V + 80 mV) elsewhere,
///                                                  g = 1 mS/cm² in MYSA, 0.1 mS/cm² in FLUT and STIN
/// myelin       M = pi D L      c_my = 0.1 uF/cm² M / (2 n)      g_my = 1 mS/cm² M / (2 n)      (two membranes a lamella)
/// axoplasm     R = rho_a L / (pi d² / 4)                        G_ax = 2 / (R + R')            rho_a = 70 ohm cm
/// periaxonal   P = rho_p L / (pi ((d/2 + s)² - (d/2)²))         G_p = 2 / (P + P')             rho_p = 70 ohm cm,
///                                                  s = 2 nm in NODE and MYSA, 4 nm in FLUT and STIN
/// ```
///
/// An internode may have lost part of its lamellae: `n` falls, areas keep the published diameters. One that has lost all is
/// grounded: `V_e = V_out` along it. Capacitance and `rho_a` can be other ones; `rho_p` and the myelin's constants stay.
///
/// # Where paper, files and simulators differ
///
/// - Constants are those of the authors' files (ModelDB 3810). The paper was not at hand; about `alpha_m` see
///   [`MrgNode`](crate::membrane::MrgNode).
/// - The files give every element the diameter `D`, and scale capacitance and conductance by `d / D` and resistivity by
///   `(D / d)²`: the same equations. They hold a node's outside at ground by 1e10 S/cm²; here it is ground. They cut
///   exponentials of less than -100 to 0, which nothing shows.
/// - The files start at -80 mV everywhere. A fiber here starts at its true steady state (10 um: -79.959 mV at the nodes, -79.998 in
///   the STIN), which makes it 0.016 % slower.
/// - The grid belongs to the model. Three segments for each FLUT and STIN would make it 3.2 % slower (10 um).
/// - The implicit Euler rule at the customary step of 0.005 ms makes the fiber 9 % too slow (51.35 for 56.26 m/s at 10 um). What
///   is computed here is within 0.1 % of the limit of small steps ([`Resolution`](super::Resolution)).
///
/// # Bare internodes with channels
///
/// Demyelinated axons conduct again, slowly and continuously, when sodium channels have spread into the bare axolemma (Foster,
/// Whalen & Waxman, Science 210:661, 1980; Felts, Baker & Smith, J Neurosci 17:7267, 1997: over more than 2.5 mm). Here the
/// whole nodal membrane spreads, at one density: sodium and potassium channels and the leak, besides the leak that the
/// internode has. The leak must come along, because it is what balances the sodium channels that are open at rest: the
/// 3 S/cm² of a node let 0.1 mA/cm² in at -80 mV, and a stretch with the channels alone would rest near -57 mV, blocked.
///
/// What follows from that, by these equations:
///
/// - A stretch conducts at 0.9 to 2.3 m/s (2 to 10 um, densities from 0.1 to 1, 37 C), from a seventh (2 um, full density) to a
///   twenty-fourth (10 um) of the healthy fiber's velocity, and below 2 m/s at 26 C, as bare axons in the roots of dystrophic
///   mice do (Rasminsky, Kearney, Aguayo & Bray, Brain Res 143:71, 1978).
/// - Getting in is harder than going on: one node must charge the membrane of a bare axon. Six bare internodes that rest let the
///   spike of a fiber of 2 um pass at any density that was tried (from 0.1), 5.7 um from 0.045, 10 um from 0.85, 16 um at none.
///   Shorter internodes, cold and less capacitance help.
/// - At densities from 0.02 to 0.035 (10 and 16 um), 0.04 (5.7 um) or 0.05 (2 um) a stretch has no lasting rest: it fires by itself.
///   A spike that comes before it does goes through fibers of any diameter then (from 0.0275 at 10 and 16 um), at a twelfth (2 um) to
///   a fifty-fifth (16 um) of their velocity.
/// - The stretch may send more spikes out than came in. Without the sink that myelinated internodes are, and with only the
///   node's slow potassium channels, it stays near -50 mV for some milliseconds after its spike, which excites the nodes on
///   both sides as soon as they have recovered; such spikes run back, too. Neither finer elements (16 to a STIN) nor finer
///   steps change that, and NEURON counts the same spikes at the same times. Twice the potassium channels (`k=2`) end it. Real
///   demyelinated axons have fast potassium channels there, which the model lacks, and do the same when these are blocked
///   (Targ & Kocsis, Brain Res 363:1, 1986), or without (Burchiel, 1980: extra spikes in demyelinated trigeminal nerve); Baker
///   & Bostock, J Physiol 451:539 (1992), saw ectopic spikes start at an end of the stretch and run both ways.
/// - The grid is that of the model, an element a STIN. Finer elements make the stretch faster, by 3 to 12 % (2 um), 8 to 24 %
///   (5.7 um) and 38 % (10 um, full density): the more, the less of a front an element can hold.
pub struct Myelinated<M = MrgNode, const GATES: usize = 4> {
    table: RateTable<M, GATES>,
    membrane_in: fn(&Conditions) -> M,
    morphology: MrgMorphology,
    /// The kinds of internode that occur, and each as it is advanced by half a step.
    kinds: Vec<Kind>,
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
    // Work arrays of one step: in the end potentials in its middle.
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
        finish(Self::build(*morphology, myelin.clone(), membrane_in, *conditions, dt_ms))
    }

    /// [`Self::new`] in slices.
    pub(in crate::fiber) async fn build(
        morphology: MrgMorphology,
        myelin: Myelin,
        membrane_in: fn(&Conditions) -> M,
        conditions: Conditions,
        dt_ms: f64,
    ) -> Self {
        let internodes = myelin.fractions.len();
        assert!(internodes > 0, "a fiber has at least one internode");
        let compartments = Self::compartments(internodes);
        let mut fiber = Self {
            table: RateTable::new(membrane_in(&conditions), dt_ms),
            membrane_in,
            morphology,
            kinds: Vec::new(),
            internodes: Vec::new(),
            ends: vec![Ends::default(); internodes],
            spread: 0.0,
            node_area_cm2: 1e-8 * std::f64::consts::PI * morphology.node_diameter_um * MrgMorphology::NODE_LENGTH_UM,
            position_um: positions_um(&morphology, internodes),
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
            activity: Activity::new(internodes + 1, BLOCK, STRIDE),
            rests: true,
            calm: Vec::new(),
            in_field: false,
            settling: None,
            interior: vec![[[0.0; 2]; ELEMENTS]; internodes],
            nodes: Nodes::new(internodes + 1),
        };
        in_slices!(pause());
        fiber.lay(&myelin);
        fiber.attach(vec![Source::STIMULATOR]);
        in_slices!(pause());
        in_slices!(fiber.find_rest());
        fiber.reset();
        fiber
    }

    /// Compartments of a fiber of so many internodes.
    pub fn compartments(internodes: usize) -> usize {
        PERIOD * internodes + 1
    }

    /// Conductance between a node and the element beside it, uS.
    fn to_node(&self) -> f64 {
        self.kinds[0].internode.to_node[0]
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

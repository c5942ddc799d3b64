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
//! Only stretches that are awake are solved, by whole units of a node and the internode to its right. What sleeps beside one
//! holds its voltages: the last element of the internode on the left, the node on the right.
//!
//! Units: MOhm, uS, nF, hence nA. One compartment an element: that coarse grid is part of the published model.

mod internode;
mod nodes;

use std::ops::Range;

use crate::cable::Pair;
use crate::membrane::{Conditions, Conductance, Membrane, MrgNode, RateTable, rest_from_mv};

use super::activity::Activity;
use super::calm::Calm;
use super::source::{Source, excite, field_mv};
use super::{Fiber, MrgMorphology, NodeCurrents};

use internode::{ELEMENTS, Eliminated, Ends, Excitable, Internode, LEAK_REVERSAL_MV};
use nodes::Nodes;

/// Moves that keep a search from leaving the rest that it is near for another, mV.
const SMALL_MOVE_MV: f64 = 5.0;
/// Elements from one node to the next.
const PERIOD: usize = ELEMENTS + 1;
/// Nodes that fall asleep and wake together, each with the internode to its right.
const BLOCK: usize = 8;
/// Distance from rest that counts as rest, mV. Voltages that sleep stay as they are, so a later spike can find rest shifted by so
/// much, which changes its velocity by 3e-7 of itself.
const CALM_MV: f64 = 1e-4;

/// State of the myelin of a fiber.
#[derive(Clone, Debug, PartialEq)]
pub struct Myelin {
    /// Part of its lamellae that each internode has, 0 to 1, from the stimulated end.
    pub fractions: Vec<f64>,
    /// Density of the nodal membrane, channels and leak, that has spread into internodes without myelin, in parts of the
    /// density at the nodes, 0 to 1.
    pub spread: f64,
}

impl Myelin {
    /// Whole myelin of so many internodes (at least 1).
    pub fn intact(internodes: usize) -> Self {
        Self { fractions: vec![1.0; internodes.max(1)], spread: 0.0 }
    }
}

/// A myelinated fiber after McIntyre, Richardson & Grill (2002), with the nodal membrane `M`.
pub struct Myelinated<M = MrgNode, const GATES: usize = 4> {
    table: RateTable<M, GATES>,
    membrane_in: fn(&Conditions) -> M,
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
    // Work arrays of one step.
    interior: Vec<[Pair; ELEMENTS]>,
    nodes: Nodes,
}

/// An internode: its kind, and its channels if it has any.
#[derive(Clone, Debug)]
struct Between<const GATES: usize> {
    kind: usize,
    channels: Option<Box<Excitable<GATES>>>,
}

/// Axial currents that a field drives, nA per nA of its electrode.
#[derive(Clone, Debug)]
struct Driven {
    nodes: Vec<f64>,
    interior: Vec<[Pair; ELEMENTS]>,
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
        let mut fractions: Vec<f64> = Vec::new();
        let between = myelin.fractions.iter().map(|fraction| {
            let kind = fractions.iter().position(|known| known == fraction).unwrap_or_else(|| {
                fractions.push(*fraction);
                fractions.len() - 1
            });
            let channels = (*fraction <= 0.0 && myelin.spread > 0.0).then(|| Box::new(Excitable::new()));
            Between { kind, channels }
        });
        let between = between.collect();
        let kinds = fractions.iter().map(|&fraction| {
            let internode = Internode::new(morphology, fraction);
            let stepping = Eliminated::new(&internode, dt_ms);
            (internode, stepping)
        });
        let mut fiber = Self {
            table: RateTable::new(membrane_in(conditions), dt_ms),
            membrane_in,
            kinds: kinds.collect(),
            internodes: between,
            ends: vec![Ends::default(); internodes],
            spread: myelin.spread,
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
            interior: vec![[[0.0; 2]; ELEMENTS]; internodes],
            nodes: Nodes::new(internodes + 1),
        };
        fiber.attach(vec![Source::Intracellular { compartment: 0 }]);
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

    fn has_field(&self) -> bool {
        self.driven.iter().any(Option::is_some)
    }

    /// The axial currents that a field outside drives: with potentials taken against the field, it enters the equations
    /// as what flows along axoplasm and periaxonal space between places of different field.
    fn driven_by(&self, field_mv_per_na: &[f64]) -> Driven {
        assert_eq!(field_mv_per_na.len(), self.inside_mv.len(), "one value for each compartment");
        let nodes = self.internodes.len() + 1;
        let mut driven = Driven { nodes: vec![0.0; nodes], interior: vec![[[0.0; 2]; ELEMENTS]; nodes - 1] };
        for i in 0..nodes - 1 {
            let Internode { coupling, to_node, .. } = &self.kinds[self.internodes[i].kind].0;
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

    /// Solves internode `i` for half a step with both its nodes at 0 mV, and notes what the nodes see of it.
    #[inline]
    fn eliminate_internode(&mut self, i: usize, currents_na: &[f64]) {
        let between = &mut self.internodes[i];
        let (internode, stepping) = &self.kinds[between.kind];
        let x = &mut self.interior[i];
        let start = PERIOD * i + 1;
        let transmembrane = &self.transmembrane_mv[start..start + ELEMENTS];
        for (k, x) in x.iter_mut().enumerate() {
            *x = stepping.history(k, transmembrane[k], self.periaxonal_mv[i][k]);
        }
        for ((source, driven), current_na) in self.sources.iter().zip(&self.driven).zip(currents_na) {
            match (source, driven) {
                (Source::Intracellular { compartment }, _) if (start..start + ELEMENTS).contains(compartment) => {
                    x[compartment - start][0] += current_na;
                }
                (_, Some(driven)) if *current_na != 0.0 => {
                    for (x, driven) in x.iter_mut().zip(&driven.interior[i]) {
                        x[0] += current_na * driven[0];
                        x[1] += current_na * driven[1];
                    }
                }
                _ => {}
            }
        }
        self.ends[i] = match &mut between.channels {
            None => {
                stepping.solve(x);
                stepping.ends
            }
            Some(channels) => {
                let membrane = std::array::from_fn(|k| {
                    let element = &internode.elements[k];
                    self.table.advance(transmembrane[k], &mut channels.gates[k]);
                    let density = self.table.membrane().conductance(&channels.gates[k], transmembrane[k]);
                    let area = 1e3 * self.spread * element.area_cm2;
                    x[k][0] += area * density.drive;
                    2.0 * element.capacitance / self.table.dt_ms() + element.leak + area * density.total
                });
                channels.eliminate(internode, &membrane, x)
            }
        };
    }

    /// Takes internode `i` from the half step to the whole one, now that its nodes are known.
    #[inline]
    fn extrapolate_internode(&mut self, i: usize) {
        let between = &self.internodes[i];
        let stepping = &self.kinds[between.kind].1;
        let (left, right) = (self.nodes.rhs[i], self.nodes.rhs[i + 1]);
        let start = PERIOD * i + 1;
        for (k, own) in self.interior[i].iter().enumerate() {
            let share = match &between.channels {
                None => stepping.node_share(k, left, right),
                Some(channels) => channels.node_share(k, left, right),
            };
            let inside = 2.0 * (own[0] + share[0]) - self.inside_mv[start + k];
            let outside = 2.0 * (own[1] + share[1]) - self.periaxonal_mv[i][k];
            self.inside_mv[start + k] = inside;
            self.periaxonal_mv[i][k] = outside;
            self.transmembrane_mv[start + k] = inside - outside;
        }
    }

    /// The true steady state, and what counts as rest there.
    ///
    /// Nodal membrane alone rests near -88 mV, or at an unstable steady state near -61 mV: it is the leak of the internodes
    /// that keeps nodes at -80 mV. Where it has spread over bare internodes there are several steady states, therefore, of
    /// which the lowest is stable, or, about a fiftieth to a thirtieth of the nodes' density, none that lasts: the fiber fires
    /// by itself, and begins where it would rest without what has spread.
    fn find_rest(&mut self) {
        let steady: Vec<Eliminated> =
            self.kinds.iter().map(|(internode, _)| Eliminated::new(internode, f64::INFINITY)).collect();
        self.rests = true;
        if self.internodes.iter().any(|between| between.channels.is_some()) {
            self.find_lowest_rest(&steady);
            self.rests = self.rest_lasts(&steady);
            if !self.rests {
                let spread = std::mem::take(&mut self.spread);
                self.find_rest_near_published(&steady);
                self.spread = spread;
            }
        } else {
            self.find_rest_near_published(&steady);
        }
        self.note_calm(&steady);
    }

    /// By Newton's rule on all that has channels; what lies between is linear.
    fn find_rest_near_published(&mut self, steady: &[Eliminated]) {
        /// After so many rounds the search has gone astray: it begins again, with small moves.
        const ROUNDS: usize = 50;
        /// Rest of the published fiber, mV, roughly.
        const NOMINAL_REST_MV: f64 = -80.0;
        let isolated = rest_from_mv(&self.table, NOMINAL_REST_MV);
        for round in 0..3 * ROUNDS {
            if round == 0 || round == ROUNDS {
                self.rest_internal_mv.fill(isolated);
            }
            let largest_move_mv = if round < ROUNDS { f64::INFINITY } else { SMALL_MOVE_MV };
            let moved = self.seek_rest(steady, Self::tangent, largest_move_mv);
            if moved < 1e-12 || (moved < 1e-6 && round + 1 == ROUNDS) {
                break;
            }
        }
    }

    /// From below every steady state the voltages rise, held back where the current has a falling slope, so that they cannot
    /// pass one; then Newton's rule makes it exact.
    fn find_lowest_rest(&mut self, steady: &[Eliminated]) {
        const ROUNDS: usize = 1000;
        let start_mv = self.below_rest_mv();
        self.rest_internal_mv.fill(start_mv);
        for _ in 0..ROUNDS {
            if self.seek_rest(steady, Self::rising_tangent, SMALL_MOVE_MV) < 1e-3 {
                break;
            }
        }
        for _ in 0..ROUNDS {
            if self.seek_rest(steady, Self::tangent, SMALL_MOVE_MV) < 1e-12 {
                break;
            }
        }
    }

    /// A voltage at which current flows in everywhere, mV: no steady state lies below it.
    fn below_rest_mv(&self) -> f64 {
        const LOWEST_MV: f64 = -230.0; // below every reversal potential
        const STRIDE_MV: f64 = 0.5;
        let voltages = (0..400).map(|k| LOWEST_MV + STRIDE_MV * f64::from(k));
        let outward = voltages.into_iter().find(|&v| Self::steady_current(&self.table, v) > 0.0);
        outward.map_or(LEAK_REVERSAL_MV, |v| LEAK_REVERSAL_MV.min(v - STRIDE_MV))
    }

    /// Current of the nodal membrane with its gates at their steady state, uA/cm².
    fn steady_current(table: &RateTable<M, GATES>, v: f64) -> f64 {
        table.membrane().conductance(&table.steady(v), v).current(v)
    }

    /// The same as a straight line around `v`.
    fn tangent(table: &RateTable<M, GATES>, v: f64) -> Conductance {
        let slope = (Self::steady_current(table, v + 1e-3) - Self::steady_current(table, v - 1e-3)) / 2e-3;
        Conductance { total: slope, drive: slope * v - Self::steady_current(table, v) }
    }

    /// The same, level where it falls.
    fn rising_tangent(table: &RateTable<M, GATES>, v: f64) -> Conductance {
        let total = Self::tangent(table, v).total.max(0.0);
        Conductance { total, drive: total * v - Self::steady_current(table, v) }
    }

    /// The same for a brief change of voltage: gates that need more than a millisecond stay where they are.
    fn brief_tangent(table: &RateTable<M, GATES>, v: f64) -> Conductance {
        const BRIEF_MS: f64 = 1.0;
        let kinetics = table.membrane().kinetics(v);
        let current = |v_near: f64| {
            let (held, follow) = (table.steady(v), table.steady(v_near));
            let gates = std::array::from_fn(|gate| {
                if kinetics[gate].rate_per_ms * BRIEF_MS > 1.0 { follow[gate] } else { held[gate] }
            });
            table.membrane().conductance(&gates, v_near).current(v_near)
        };
        let slope = (current(v + 1e-3) - current(v - 1e-3)) / 2e-3;
        Conductance { total: slope, drive: slope * v - current(v) }
    }

    /// Solves for the steady state of a fiber whose nodal membrane is replaced by a straight line around the present rest.
    /// Afterwards `nodes.rhs` and `interior` hold the solution, `nodes.diagonal` the pivots of the elimination.
    fn solve_steady(&mut self, steady: &[Eliminated], line: fn(&RateTable<M, GATES>, f64) -> Conductance) {
        let (to_node, table, internal) = (self.to_node(), &self.table, &self.rest_internal_mv);
        // Of an area, in 1e3 cm².
        let membrane = |compartment: usize, area: f64| {
            let Conductance { total, drive } = line(table, internal[compartment]);
            Conductance { total: area * total, drive: area * drive }
        };
        for (i, between) in self.internodes.iter_mut().enumerate() {
            let (internode, _) = &self.kinds[between.kind];
            let x = &mut self.interior[i];
            let eliminated = &steady[between.kind];
            for (k, x) in x.iter_mut().enumerate() {
                *x = eliminated.history(k, 0.0, 0.0);
            }
            self.ends[i] = match &mut between.channels {
                None => {
                    eliminated.solve(x);
                    eliminated.ends
                }
                Some(channels) => {
                    let conductances = std::array::from_fn(|k| {
                        let element = &internode.elements[k];
                        let channels = membrane(PERIOD * i + 1 + k, 1e3 * self.spread * element.area_cm2);
                        x[k][0] += channels.drive;
                        element.leak + channels.total
                    });
                    channels.eliminate(internode, &conductances, x)
                }
            };
        }
        for node in 0..self.excitable.len() {
            let Conductance { total, drive } = membrane(PERIOD * node, 1e3 * self.node_area_cm2);
            (self.nodes.diagonal[node], self.nodes.rhs[node]) = (total, drive);
        }
        self.nodes.solve(to_node, &self.ends, &self.interior, 0..self.ends.len(), None);
    }

    /// Takes the rest nearer to the solution of [`Self::solve_steady`], and says by how much at most, mV.
    fn seek_rest(
        &mut self,
        steady: &[Eliminated],
        line: fn(&RateTable<M, GATES>, f64) -> Conductance,
        largest_move_mv: f64,
    ) -> f64 {
        self.solve_steady(steady, line);
        let internal = &mut self.rest_internal_mv;
        let mut moved: f64 = 0.0;
        let mut take = |place: usize, v: f64| {
            let by = (v - internal[place]).clamp(-largest_move_mv, largest_move_mv);
            moved = moved.max(by.abs());
            internal[place] += by;
            internal[place]
        };
        for (node, &v) in self.nodes.rhs.iter().enumerate() {
            self.rest_mv[PERIOD * node] = take(PERIOD * node, v);
        }
        for (i, between) in self.internodes.iter().enumerate() {
            let (left, right) = (self.nodes.rhs[i], self.nodes.rhs[i + 1]);
            for (k, own) in self.interior[i].iter().enumerate() {
                let share = match &between.channels {
                    None => steady[between.kind].node_share(k, left, right),
                    Some(channels) => channels.node_share(k, left, right),
                };
                let place = PERIOD * i + 1 + k;
                self.rest_mv[place] = take(place, own[0] + share[0]) - (own[1] + share[1]);
            }
        }
        moved
    }

    /// Whether every small brief change of voltage decays at the present rest: whether the symmetric matrix of the linearised
    /// fiber is positive definite, which its elimination shows.
    fn rest_lasts(&mut self, steady: &[Eliminated]) -> bool {
        self.solve_steady(steady, Self::brief_tangent);
        self.internodes.iter().flat_map(|between| &between.channels).all(|channels| channels.is_definite())
            && self.nodes.diagonal.iter().all(|pivot| *pivot > 0.0)
    }

    /// Notes what counts as rest.
    fn note_calm(&mut self, steady: &[Eliminated]) {
        // When all nodes move alike, an internode holds each of its nodes by what does not go across.
        let half_load = |i: usize| {
            let Ends { own, across } = steady[self.internodes[i.min(self.internodes.len() - 1)].kind].ends;
            (own[0] - across) / (1e3 * self.node_area_cm2)
        };
        self.calm.clear();
        let mut before = (f64::NAN, f64::NAN);
        for node in 0..self.excitable.len() {
            let rest_mv = self.rest_mv[PERIOD * node];
            let load = half_load(node.saturating_sub(1)) + half_load(node);
            // Away from the ends all nodes are alike.
            let alike = load == before.1 && (rest_mv - before.0).abs() < 1e-6 * CALM_MV;
            let known = self.calm.last().filter(|_| alike).cloned();
            self.calm.push(known.unwrap_or_else(|| {
                before = (rest_mv, load);
                Calm::new(&self.table, rest_mv, load, CALM_MV)
            }));
        }
        for (i, between) in self.internodes.iter_mut().enumerate() {
            if let Some(channels) = &mut between.channels {
                let calm = |k| Calm::new(&self.table, self.rest_mv[PERIOD * i + 1 + k], 0.0, CALM_MV);
                channels.calm = (0..ELEMENTS).map(calm).collect();
            }
        }
    }

    /// Wakes what `self.activity` has found restless; its gates are brought forward by the time that they slept.
    fn rearrange(&mut self) {
        let Self { activity, table, transmembrane_mv, gates, internodes, .. } = self;
        activity.rearrange(|woken, steps| {
            for node in woken {
                let v = &transmembrane_mv[PERIOD * node..];
                table.advance_held(v[0], &mut gates[node], steps);
                let channels = internodes.get_mut(node).and_then(|between| between.channels.as_mut());
                for (k, gates) in channels.into_iter().flat_map(|channels| &mut channels.gates).enumerate() {
                    table.advance_held(v[1 + k], gates, steps);
                }
            }
        });
    }

    /// Finds out which blocks are at rest.
    fn judge(&mut self) {
        if !self.rests {
            return;
        }
        let Self { activity, calm, gates, inside_mv, transmembrane_mv, rest_internal_mv, rest_mv, internodes, .. } =
            self;
        let near = |v: &[f64], rest: &[f64]| v.iter().zip(rest).all(|(v, rest)| (v - rest).abs() <= CALM_MV);
        let unit_at_rest = |node: usize| {
            let v = &transmembrane_mv[PERIOD * node..];
            let channels = internodes.get(node).and_then(|between| between.channels.as_ref());
            calm[node].holds(v[0], &gates[node]) && channels.is_none_or(|channels| channels.at_rest(&v[1..]))
        };
        activity.judge(|mut units| {
            let compartments = PERIOD * units.start..(PERIOD * units.end).min(rest_mv.len());
            let at_rest = near(&inside_mv[compartments.clone()], &rest_internal_mv[compartments.clone()])
                && near(&transmembrane_mv[compartments.clone()], &rest_mv[compartments])
                && units.all(unit_at_rest);
            !at_rest
        });
    }

    /// One step of the nodes `awake` and the internodes to their right.
    fn step_stretch(&mut self, awake: Range<usize>, currents_na: &[f64]) {
        let internodes = awake.start..awake.end.min(self.internodes.len());
        for i in internodes.clone() {
            self.eliminate_internode(i, currents_na);
        }
        let area = 1e3 * self.node_area_cm2; // times mS/cm² is uS
        let inertia = 2.0 * area * self.table.membrane().capacitance() / self.table.dt_ms();
        for node in awake.clone() {
            let (v, gates) = (self.inside_mv[PERIOD * node], &mut self.gates[node]);
            self.table.advance(v, gates);
            let density = self.table.membrane().conductance(gates, v);
            self.nodes.diagonal[node] = inertia + area * density.total;
            self.nodes.rhs[node] = inertia * v + area * density.drive;
        }
        for ((source, driven), current_na) in self.sources.iter().zip(&self.driven).zip(currents_na) {
            match (source, driven) {
                (Source::Intracellular { compartment }, _) => {
                    let node = compartment / PERIOD;
                    if compartment % PERIOD == 0 && awake.contains(&node) {
                        self.nodes.rhs[node] += current_na;
                    }
                }
                (_, Some(driven)) => {
                    for (r, driven) in self.nodes.rhs[awake.clone()].iter_mut().zip(&driven.nodes[awake.clone()]) {
                        *r += current_na * driven;
                    }
                }
                _ => {}
            }
        }
        let to_node = self.to_node();
        if let Some(asleep) = awake.start.checked_sub(1) {
            self.nodes.diagonal[awake.start] += to_node;
            self.nodes.rhs[awake.start] += to_node * self.inside_mv[PERIOD * asleep + ELEMENTS];
        }
        let held = (awake.end == internodes.end).then(|| self.inside_mv[PERIOD * awake.end]);
        self.nodes.solve(to_node, &self.ends, &self.interior, internodes.clone(), held);

        for i in internodes {
            self.extrapolate_internode(i);
        }
        for node in awake {
            let v = 2.0 * self.nodes.rhs[node] - self.inside_mv[PERIOD * node];
            self.inside_mv[PERIOD * node] = v;
            self.transmembrane_mv[PERIOD * node] = v;
        }
    }

    /// Brings `internal_mv` up to date.
    fn see_field(&mut self, currents_na: &[f64], on: bool) {
        if on {
            for (k, internal) in self.internal_mv.iter_mut().enumerate() {
                *internal = self.inside_mv[k] + field_mv(&self.sources, currents_na, k);
            }
        } else if self.in_field {
            self.internal_mv.copy_from_slice(&self.inside_mv);
        } else {
            for awake in self.activity.awake() {
                let compartments = PERIOD * awake.start..(PERIOD * awake.end).min(self.inside_mv.len());
                self.internal_mv[compartments.clone()].copy_from_slice(&self.inside_mv[compartments]);
            }
        }
        self.in_field = on;
    }
}

impl<M: Membrane<GATES>, const GATES: usize> Fiber for Myelinated<M, GATES> {
    fn attach(&mut self, sources: Vec<Source>) {
        if !self.has_field() {
            self.internal_mv.copy_from_slice(&self.inside_mv);
        }
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
        self.internal_mv.copy_from_slice(&self.inside_mv);
        self.in_field = false;
    }

    fn step(&mut self, currents_na: &[f64]) {
        let field_on = excite(&mut self.activity, &self.sources, currents_na, PERIOD);
        self.rearrange();
        for index in 0..self.activity.awake().len() {
            self.step_stretch(self.activity.awake()[index].clone(), currents_na);
        }
        if self.has_field() {
            self.see_field(currents_na, field_on);
        }
        if self.activity.count_step() && !field_on {
            self.judge();
            self.rearrange();
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
        for (i, between) in self.internodes.iter_mut().enumerate() {
            for (k, gates) in between.channels.iter_mut().flat_map(|channels| &mut channels.gates).enumerate() {
                *gates = self.table.steady(self.rest_mv[PERIOD * i + 1 + k]);
            }
        }
        self.in_field = false;
        self.activity.reset();
        if !self.rests {
            self.activity.excite_all();
            self.rearrange();
        }
    }

    fn allow_sleep(&mut self, allowed: bool) {
        self.activity.allow_sleep(allowed);
        self.rearrange();
    }

    fn awake(&self) -> &[Range<usize>] {
        self.activity.awake()
    }

    fn set_conditions(&mut self, conditions: &Conditions, dt_ms: f64) {
        self.activity.excite_all();
        self.rearrange();
        self.table = RateTable::new((self.membrane_in)(conditions), dt_ms);
        for (internode, stepping) in &mut self.kinds {
            *stepping = Eliminated::new(internode, dt_ms);
        }
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

    fn node_currents(&self, node: usize) -> Option<NodeCurrents> {
        let compartment = *self.excitable.get(node)?;
        let v = self.inside_mv[compartment];
        let beside = [compartment.checked_sub(1), Some(compartment + 1)].into_iter().flatten();
        let inflow = beside.filter_map(|k| self.inside_mv.get(k)).map(|other| (other - v).max(0.0));
        let density = self.table.membrane().conductance(&self.gates[node], v).current(v);
        Some(NodeCurrents {
            axial_in_na: self.to_node() * inflow.sum::<f64>(),
            ionic_out_na: 1e3 * self.node_area_cm2 * density,
        })
    }

    fn ionic_current_ma_per_cm2(&self, out: &mut [f64]) {
        assert_eq!(out.len(), self.excitable.len(), "one value for each node");
        for ((out, gates), &compartment) in out.iter_mut().zip(&self.gates).zip(&self.excitable) {
            let v = self.inside_mv[compartment];
            *out = 1e-3 * self.table.membrane().conductance(gates, v).current(v);
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

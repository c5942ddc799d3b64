//! The true rest of a myelinated fiber.

use std::ops::Range;

use crate::cable::Pair;
use crate::membrane::{Conductance, Membrane, RateTable, rest_from_mv};
use crate::slices::{Shared, in_slices, pause};

use super::internode::{ELEMENTS, Eliminated, LEAK_REVERSAL_MV};
use super::myelin::Between;
use super::{Myelinated, PERIOD};

/// Moves that keep a search from leaving the rest that it is near for another, mV.
const SMALL_MOVE_MV: f64 = 5.0;
/// Searches that end so near to each other have found the same rest, mV.
const SAME_REST_MV: f64 = 1e-6;
/// Rounds that a search needs from near a rest, at most.
const NEAR_ROUNDS: usize = 4;
/// Internodes that are solved, or added to the rest, between two pauses: well below a millisecond.
const SLICE: usize = 256;
const LONG_SLICE: usize = 2048;

impl<M: Membrane<GATES>, const GATES: usize> Myelinated<M, GATES> {
    /// The true steady state, and what counts as rest there.
    ///
    /// Nodal membrane alone rests near -88 mV, or at an unstable steady state near -61 mV: it is the leak of the internodes
    /// that keeps nodes at -80 mV. Where it has spread over bare internodes there are several steady states, therefore, of
    /// which the lowest is stable, or, between about an eightieth and a twentieth of the nodes' density (it depends on fiber and
    /// temperature), none that lasts: the fiber fires by itself, and begins where it would rest without what has spread, from where
    /// it drifts for tens of milliseconds, in NEURON as here.
    pub(super) async fn find_rest(&mut self) {
        let steady: Vec<Eliminated> =
            self.kinds.iter().map(|kind| Eliminated::new(&kind.internode, f64::INFINITY)).collect();
        in_slices!(self.eliminate_linear(&steady));
        self.rests = true;
        if self.internodes.iter().any(|between| between.channels().is_some()) {
            in_slices!(self.find_lowest_rest(&steady));
            self.rests = in_slices!(self.rest_lasts(&steady));
            if !self.rests {
                let spread = std::mem::take(&mut self.spread);
                in_slices!(self.find_rest_near_published(&steady));
                self.spread = spread;
            }
        } else if !(self.rest_as_twin(&steady) && in_slices!(self.refine_rest(&steady, NEAR_ROUNDS))) {
            in_slices!(self.find_rest_of_nodes(&steady));
        }
        in_slices!(self.follow_nodes(&steady));
        in_slices!(self.note_calm(&steady));
        // The searches used the array of the half step.
        for (half_step_mv, &compartment) in self.nodes.rhs.iter_mut().zip(&self.excitable) {
            *half_step_mv = self.inside_mv[compartment];
        }
    }

    /// Where all that has channels is the nodes.
    pub(super) async fn find_rest_of_nodes(&mut self, steady: &[Eliminated]) {
        in_slices!(self.find_lowest_rest(steady));
        let nodes_mv = |internal_mv: &[f64]| internal_mv.iter().step_by(PERIOD).copied().collect::<Vec<f64>>();
        let lowest = nodes_mv(&self.rest_internal_mv);
        in_slices!(self.find_rest_near_published(steady));
        // Newton's rule can pass a rest by where potassium is weak, and settle at a depolarised one.
        let same = |(a, b): (&f64, f64)| (a - b).abs() < SAME_REST_MV;
        if !lowest.iter().zip(nodes_mv(&self.rest_internal_mv)).all(same) {
            in_slices!(self.find_lowest_rest(steady));
        }
    }

    /// By Newton's rule on all that has channels; what lies between is linear.
    async fn find_rest_near_published(&mut self, steady: &[Eliminated]) {
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
            let moved = in_slices!(self.seek_rest(steady, Self::tangent, largest_move_mv));
            if moved < 1e-12 || (moved < 1e-6 && round + 1 == ROUNDS) {
                break;
            }
        }
    }

    /// From below every steady state the voltages rise, held back where the current has a falling slope, so that they cannot
    /// pass one; then Newton's rule makes it exact.
    async fn find_lowest_rest(&mut self, steady: &[Eliminated]) {
        const ROUNDS: usize = 1000;
        let start_mv = self.below_rest_mv();
        self.rest_internal_mv.fill(start_mv);
        for _ in 0..ROUNDS {
            if in_slices!(self.seek_rest(steady, Self::rising_tangent, SMALL_MOVE_MV)) < 1e-3 {
                break;
            }
        }
        in_slices!(self.refine_rest(steady, ROUNDS));
    }

    /// Makes exact what is near a rest, in so many rounds at most; whether it has come to it.
    pub(super) async fn refine_rest(&mut self, steady: &[Eliminated], rounds: usize) -> bool {
        for _ in 0..rounds {
            if in_slices!(self.seek_rest(steady, Self::tangent, SMALL_MOVE_MV)) < 1e-12 {
                return true;
            }
        }
        false
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

    /// Eliminates the internodes that are linear: it is the same whatever the nodes do.
    async fn eliminate_linear(&mut self, steady: &[Eliminated]) {
        let solved = steady.iter().map(|kind| {
            let mut x = Self::unsolved(kind);
            kind.solve(&mut x);
            x
        });
        let solved: Vec<[Pair; ELEMENTS]> = solved.collect();
        let own = self.ends.iter_mut().zip(&mut self.interior);
        for (i, (between, (ends, x))) in self.internodes.iter().zip(own).enumerate() {
            (*ends, *x) = (steady[between.kind].ends, solved[between.kind]);
            if i % LONG_SLICE == LONG_SLICE - 1 {
                in_slices!(pause());
            }
        }
    }

    /// Right-hand sides of an internode at its steady state.
    fn unsolved(kind: &Eliminated) -> [Pair; ELEMENTS] {
        std::array::from_fn(|k| kind.history(k, 0.0, 0.0))
    }

    /// Brings the internodes that are linear to where the rest of the nodes holds them.
    async fn follow_nodes(&mut self, steady: &[Eliminated]) {
        for (i, between) in self.internodes.iter().enumerate() {
            if i % LONG_SLICE == LONG_SLICE - 1 {
                in_slices!(pause());
            }
            if between.channels().is_some() {
                continue;
            }
            let place = PERIOD * i;
            let (left, right) = (self.rest_internal_mv[place], self.rest_internal_mv[place + PERIOD]);
            for (k, own) in self.interior[i].iter().enumerate() {
                let share = steady[between.kind].node_share(k, left, right);
                let inside_mv = own[0] + share[0];
                self.rest_internal_mv[place + 1 + k] = inside_mv;
                self.rest_mv[place + 1 + k] = inside_mv - (own[1] + share[1]);
            }
        }
    }

    /// Solves for the steady state of a fiber whose nodal membrane is replaced by a straight line around the present rest.
    /// Afterwards `nodes.rhs` and `interior` hold the solution, `nodes.diagonal` the pivots of the elimination.
    async fn solve_steady(&mut self, steady: &[Eliminated], line: fn(&RateTable<M, GATES>, f64) -> Conductance) {
        let internodes = self.internodes.len();
        for first in (0..internodes).step_by(SLICE) {
            let range = first..(first + SLICE).min(internodes);
            if self.internodes[range.clone()].iter().any(|between| between.channels().is_some()) {
                self.eliminate_excitable(range, steady, line);
                in_slices!(pause());
            }
        }
        let (to_node, table, internal) = (self.to_node(), &self.table, &self.rest_internal_mv);
        // Away from the ends all nodes are alike.
        let (mut before_mv, mut alike) = (f64::NAN, Conductance { total: 0.0, drive: 0.0 });
        for node in 0..self.nodes.rhs.len() {
            if internal[PERIOD * node] != before_mv {
                before_mv = internal[PERIOD * node];
                let (area, Conductance { total, drive }) = (1e3 * self.node_area_cm2, line(table, before_mv));
                alike = Conductance { total: area * total, drive: area * drive };
            }
            (self.nodes.diagonal[node], self.nodes.rhs[node]) = (alike.total, alike.drive);
        }
        in_slices!(pause());
        self.nodes.solve(to_node, &self.ends, &self.interior, 0..self.ends.len(), None);
        in_slices!(pause());
    }

    /// The part of [`Self::solve_steady`] that lies between the nodes and is not linear.
    fn eliminate_excitable(
        &mut self,
        range: Range<usize>,
        steady: &[Eliminated],
        line: fn(&RateTable<M, GATES>, f64) -> Conductance,
    ) {
        let (table, internal) = (&self.table, &self.rest_internal_mv);
        // Of an area, in 1e3 cm².
        let membrane = |compartment: usize, area: f64| {
            let Conductance { total, drive } = line(table, internal[compartment]);
            Conductance { total: area * total, drive: area * drive }
        };
        // What was worked out last: the kind of an internode, its voltages, and itself.
        let mut before: Option<(usize, [f64; ELEMENTS], usize)> = None;
        for i in range {
            let (done, rest) = self.internodes.split_at_mut(i);
            let between = &mut rest[0];
            let kind = between.kind;
            let Some(channels) = between.channels_mut() else { continue };
            let voltages: [f64; ELEMENTS] = std::array::from_fn(|k| internal[PERIOD * i + 1 + k]);
            // Away from the ends of a stretch its internodes are alike.
            if let Some((like, alike, known)) = before
                && (like, alike) == (kind, voltages)
                && let Some(other) = done[known].channels()
            {
                channels.respond_as(other);
                self.interior[i] = self.interior[known];
                self.ends[i] = self.ends[known];
                continue;
            }
            before = Some((kind, voltages, i));
            let internode = &self.kinds[kind].internode;
            let x = &mut self.interior[i];
            *x = Self::unsolved(&steady[kind]);
            let conductances = std::array::from_fn(|k| {
                let element = &internode.elements[k];
                let channels = membrane(PERIOD * i + 1 + k, 1e3 * self.spread * element.area_cm2);
                x[k][0] += channels.drive;
                element.leak + channels.total
            });
            self.ends[i] = channels.eliminate(internode, &conductances, x);
        }
    }

    /// Takes the rest of all that has channels nearer to the solution of [`Self::solve_steady`], and says by how much at most, mV.
    #[cfg_attr(not(figure), inline(never))]
    fn seek_rest<'a>(
        &'a mut self,
        steady: &'a [Eliminated],
        line: fn(&RateTable<M, GATES>, f64) -> Conductance,
        largest_move_mv: f64,
    ) -> Shared<'a, f64> {
        Box::pin(self.move_rest(steady, line, largest_move_mv))
    }

    async fn move_rest(
        &mut self,
        steady: &[Eliminated],
        line: fn(&RateTable<M, GATES>, f64) -> Conductance,
        largest_move_mv: f64,
    ) -> f64 {
        in_slices!(self.solve_steady(steady, line));
        let internal = &mut self.rest_internal_mv;
        let mut moved: f64 = 0.0;
        let mut take = |place: usize, v: f64| {
            let by = (v - internal[place]).max(-largest_move_mv).min(largest_move_mv);
            moved = moved.max(by.abs());
            internal[place] += by;
            internal[place]
        };
        for (node, &v) in self.nodes.rhs.iter().enumerate() {
            self.rest_mv[PERIOD * node] = take(PERIOD * node, v);
        }
        for (i, between) in self.internodes.iter().enumerate() {
            let Some(channels) = between.channels() else { continue };
            let (left, right) = (self.nodes.rhs[i], self.nodes.rhs[i + 1]);
            for (k, own) in self.interior[i].iter().enumerate() {
                let share = channels.node_share(k, left, right);
                let place = PERIOD * i + 1 + k;
                self.rest_mv[place] = take(place, own[0] + share[0]) - (own[1] + share[1]);
            }
        }
        moved
    }

    /// Whether every small brief change of voltage decays at the present rest: whether the symmetric matrix of the linearised
    /// fiber is positive definite, which its elimination shows.
    async fn rest_lasts(&mut self, steady: &[Eliminated]) -> bool {
        in_slices!(self.solve_steady(steady, Self::brief_tangent));
        self.internodes.iter().filter_map(Between::channels).all(|channels| channels.is_definite())
            && self.nodes.diagonal.iter().all(|pivot| *pivot > 0.0)
    }
}

//! One step of the stretches that are awake: the internodes are eliminated, the nodes solved, the shares added.

use std::ops::Range;

use crate::cable::Pair;
use crate::fiber::source::Source;
use crate::membrane::{Membrane, SiteRows};

use super::internode::ELEMENTS;
use super::{BLOCK, Myelinated, PERIOD, STRIDE};

impl<M: Membrane<GATES>, const GATES: usize> Myelinated<M, GATES> {
    /// Solves internode `i` for half of a step of `steps` steps with both its nodes at 0 mV, and notes what the nodes see of it.
    #[inline]
    fn eliminate_internode(&mut self, i: usize, steps: u64, currents_na: &[f64]) {
        let between = &mut self.internodes[i];
        let kind = &self.kinds[between.kind];
        let (internode, stepping) = (&kind.internode, kind.eliminated(steps));
        let x = &mut self.interior[i];
        let start = PERIOD * i + 1;
        let transmembrane = &self.transmembrane_mv[start..start + ELEMENTS];
        for (k, x) in x.iter_mut().enumerate() {
            *x = stepping.history(k, transmembrane[k], self.periaxonal_mv[i][k]);
        }
        for ((source, driven), current_na) in self.sources.iter().zip(&self.driven).zip(currents_na) {
            match (source, driven) {
                (Source::Intracellular { compartment, .. }, _) if (start..start + ELEMENTS).contains(compartment) => {
                    x[compartment - start][0] += current_na;
                }
                (_, Some(driven)) if !cfg!(figure) && *current_na != 0.0 => {
                    for (x, driven) in x.iter_mut().zip(&driven.interior[i]) {
                        x[0] += current_na * driven[0];
                        x[1] += current_na * driven[1];
                    }
                }
                _ => {}
            }
        }
        self.ends[i] = match between.channels_mut() {
            None => {
                stepping.solve(x);
                stepping.ends
            }
            Some(channels) => {
                let (mut total, mut drive) = ([0.0; ELEMENTS], [0.0; ELEMENTS]);
                drive.copy_from_slice(transmembrane);
                if steps == 1 {
                    let rows = SiteRows { inertia: 0.0, area: 1.0, diagonal: &mut total, rhs: &mut drive };
                    self.table.advance_sites(&mut channels.gates, rows);
                } else {
                    // Such internodes take no long steps, but stand beside what does (see `step_long`).
                    for (k, mut gates) in channels.gates.into_iter().enumerate() {
                        self.table.advance_halves(transmembrane[k], &mut gates, steps + 1);
                        let density = self.table.membrane().conductance(&gates, transmembrane[k]);
                        (total[k], drive[k]) = (density.total, density.drive);
                    }
                }
                let membrane = std::array::from_fn(|k| {
                    let element = &internode.elements[k];
                    let area = 1e3 * self.spread * element.area_cm2;
                    x[k][0] += area * drive[k];
                    let dt_ms = steps as f64 * self.table.dt_ms();
                    2.0 * element.capacitance / dt_ms + element.leak + area * total[k]
                });
                channels.eliminate(internode, &membrane, x)
            }
        };
    }

    /// Takes internode `i` from the half step to the whole one, now that its nodes are known.
    #[inline]
    fn extrapolate_internode(&mut self, i: usize, steps: u64) {
        let between = &self.internodes[i];
        let stepping = self.kinds[between.kind].eliminated(steps);
        let (left, right) = (self.nodes.rhs[i], self.nodes.rhs[i + 1]);
        let start = PERIOD * i + 1;
        let halves = self.interior[i].iter_mut().enumerate();
        let lift = |half: &mut Pair, share: Pair| *half = [half[0] + share[0], half[1] + share[1]];
        match between.channels() {
            None => halves.for_each(|(k, half)| lift(half, stepping.node_share(k, left, right))),
            Some(channels) => halves.for_each(|(k, half)| lift(half, channels.node_share(k, left, right))),
        }
        let elements = start..start + ELEMENTS;
        let inside = self.inside_mv[elements.clone()].iter_mut().zip(&mut self.periaxonal_mv[i]);
        let across = self.transmembrane_mv[elements].iter_mut();
        for (((inside, outside), across), half) in inside.zip(across).zip(&self.interior[i]) {
            *inside = 2.0 * half[0] - *inside;
            *outside = 2.0 * half[1] - *outside;
            *across = *inside - *outside;
        }
    }

    /// One step of all that is awake.
    pub(super) fn step_awake(&mut self, currents_na: &[f64]) {
        if self.activity.stride_begins() {
            for index in 0..self.activity.drowsy().len() {
                self.step_long(self.activity.drowsy()[index].clone());
            }
        }
        for index in 0..self.activity.brisk().len() {
            let brisk = self.activity.brisk()[index].clone();
            self.step_stretch(brisk.clone(), brisk, 1, currents_na);
        }
    }

    /// The long step of the units `drowsy`. They are solved together with a block of what is brisk on either side, as if that took
    /// it too, which then is forgotten: what is brisk hears of the drowsy stretch in all its steps, and must not be heard back with a
    /// delay.
    fn step_long(&mut self, drowsy: Range<usize>) {
        let is_brisk = |node: usize| self.activity.slept(node) == 0 && self.activity.part_of_long(node).is_none();
        let with_left = drowsy.start > 0 && is_brisk(drowsy.start - 1);
        let with_right = drowsy.end < self.gates.len() && is_brisk(drowsy.end);
        let first = if with_left { drowsy.start.saturating_sub(BLOCK) } else { drowsy.start };
        let last = if with_right { (drowsy.end + BLOCK).min(self.gates.len()) } else { drowsy.end };
        self.step_stretch(first..last, drowsy, STRIDE, &[]);
    }

    /// Potential inside compartment `compartment`, beside a stretch that steps, in the middle of that step, mV. `half_mv` is that in
    /// the middle of its own last one.
    fn beside_mv(&self, compartment: usize, half_mv: f64, steps: u64) -> f64 {
        let end_mv = self.inside_mv[compartment];
        self.activity.part_of_long(compartment / PERIOD).map_or(end_mv, |part| {
            let left = 1.0 - part - 0.5 * steps as f64 / STRIDE as f64;
            end_mv - 2.0 * left * (end_mv - half_mv)
        })
    }

    /// A step of `steps` steps, one or a long step's, of the nodes `awake` and the internodes to their right, of which `kept` are
    /// changed.
    fn step_stretch(&mut self, awake: Range<usize>, kept: Range<usize>, steps: u64, currents_na: &[f64]) {
        let internodes = awake.start..awake.end.min(self.internodes.len());
        for i in internodes.clone() {
            self.eliminate_internode(i, steps, currents_na);
        }
        let area = 1e3 * self.node_area_cm2; // times mS/cm² is uS
        let inertia = 2.0 * area * self.table.membrane().capacitance() / (steps as f64 * self.table.dt_ms());
        let (diagonal, rhs) = (&mut self.nodes.diagonal[awake.clone()], &mut self.nodes.rhs[awake.clone()]);
        if steps == 1 {
            let inside_mv = self.inside_mv[PERIOD * awake.start..].iter().step_by(PERIOD);
            rhs.iter_mut().zip(inside_mv).for_each(|(rhs, v)| *rhs = *v);
            self.table.advance_sites(&mut self.gates[awake.clone()], SiteRows { inertia, area, diagonal, rhs });
        } else {
            for ((node, diagonal), rhs) in awake.clone().zip(diagonal).zip(rhs) {
                let (v, mut gates) = (self.inside_mv[PERIOD * node], self.gates[node]);
                self.table.advance_halves(v, &mut gates, self.activity.half_steps_to_long(node));
                let density = self.table.membrane().conductance(&gates, v);
                *diagonal = inertia + area * density.total;
                *rhs = inertia * v + area * density.drive;
                if kept.contains(&node) {
                    self.gates[node] = gates;
                }
            }
        }
        for ((source, driven), current_na) in self.sources.iter().zip(&self.driven).zip(currents_na) {
            match (source, driven) {
                (Source::Intracellular { compartment, .. }, _) => {
                    let node = compartment / PERIOD;
                    if compartment % PERIOD == 0 && awake.contains(&node) {
                        self.nodes.rhs[node] += current_na;
                    }
                }
                (_, Some(driven)) if !cfg!(figure) => {
                    for (r, driven) in self.nodes.rhs[awake.clone()].iter_mut().zip(&driven.nodes[awake.clone()]) {
                        *r += current_na * driven;
                    }
                }
                _ => {}
            }
        }
        let to_node = self.to_node();
        if let Some(beside) = awake.start.checked_sub(1) {
            let beside_mv = self.beside_mv(PERIOD * beside + ELEMENTS, self.interior[beside][ELEMENTS - 1][0], steps);
            self.nodes.diagonal[awake.start] += to_node;
            self.nodes.rhs[awake.start] += to_node * beside_mv;
        }
        let beside = (awake.end == internodes.end).then(|| {
            let half_mv = self.nodes.rhs[awake.end];
            (half_mv, self.beside_mv(PERIOD * awake.end, half_mv, steps))
        });
        self.nodes.solve(to_node, &self.ends, &self.interior, internodes, beside.map(|(_, held_mv)| held_mv));

        for i in kept.start..kept.end.min(self.internodes.len()) {
            self.extrapolate_internode(i, steps);
        }
        for node in kept {
            let v = 2.0 * self.nodes.rhs[node] - self.inside_mv[PERIOD * node];
            self.inside_mv[PERIOD * node] = v;
            self.transmembrane_mv[PERIOD * node] = v;
        }
        if let Some((half_mv, _)) = beside {
            self.nodes.rhs[awake.end] = half_mv;
        }
    }
}

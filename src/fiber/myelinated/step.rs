//! One step of the stretches that are awake: the internodes are eliminated, the nodes solved, the shares added.

use std::ops::Range;

use crate::fiber::source::Source;
use crate::membrane::Membrane;

use super::internode::ELEMENTS;
use super::{Myelinated, PERIOD};

impl<M: Membrane<GATES>, const GATES: usize> Myelinated<M, GATES> {
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

    /// One step of all that is awake.
    pub(super) fn step_awake(&mut self, currents_na: &[f64]) {
        for index in 0..self.activity.awake().len() {
            self.step_stretch(self.activity.awake()[index].clone(), currents_na);
        }
    }

    /// One step of the nodes `awake` and the internodes to their right.
    pub(super) fn step_stretch(&mut self, awake: Range<usize>, currents_na: &[f64]) {
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
}

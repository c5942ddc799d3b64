//! Which stretches of a myelinated fiber are at rest or drift back to it, and what becomes of them when they wake.

use crate::fiber::activity::{Mood, Was};
use crate::fiber::calm::{Calm, DRIFT_MV, drifts};
use crate::membrane::Membrane;
use crate::slices::{in_slices, pause};

use super::internode::{ELEMENTS, Eliminated, Ends};
use super::myelin::Between;
use super::{Myelinated, PERIOD, STRIDE};

/// Distance from rest that counts as rest, mV. Voltages that sleep stay as they are, so a later spike can find rest shifted by so
/// much, which changes its velocity by 3e-7 of itself.
const CALM_MV: f64 = 1e-4;
/// Internodes whose rest is noted between two pauses.
const SLICE: usize = 256;

impl<M: Membrane<GATES>, const GATES: usize> Myelinated<M, GATES> {
    /// Notes what counts as rest.
    pub(super) async fn note_calm(&mut self, steady: &[Eliminated]) {
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
            if known.is_none() || node % SLICE == 0 {
                in_slices!(pause());
            }
            self.calm.push(known.unwrap_or_else(|| {
                before = (rest_mv, load);
                Calm::new(&self.table, rest_mv, load, CALM_MV, STRIDE)
            }));
        }
        // Away from the ends of a stretch so are the elements in the same place.
        let mut known: [Option<(f64, Calm<GATES>)>; ELEMENTS] = [const { None }; ELEMENTS];
        for (i, between) in self.internodes.iter_mut().enumerate() {
            let Some(channels) = between.channels_mut() else { continue };
            channels.calm.clear();
            for (k, known) in known.iter_mut().enumerate() {
                let rest_mv = self.rest_mv[PERIOD * i + 1 + k];
                let alike = |(before, _): &&(f64, _)| (rest_mv - before).abs() < 1e-6 * CALM_MV;
                if known.as_ref().filter(alike).is_none() {
                    *known = Some((rest_mv, Calm::new(&self.table, rest_mv, 0.0, CALM_MV, STRIDE)));
                    in_slices!(pause());
                }
                channels.calm.extend(known.as_ref().map(|(_, calm)| calm.clone()));
            }
            if i % SLICE == SLICE - 1 {
                in_slices!(pause());
            }
        }
    }

    /// Wakes what `self.activity` has found restless; its gates are brought forward by the time that they slept.
    pub(super) fn rearrange(&mut self) {
        let Self { activity, table, inside_mv, periaxonal_mv, transmembrane_mv, gates, internodes, .. } = self;
        let (nodes, interior) = (&self.nodes, &self.interior);
        activity.rearrange(|woken, was| {
            for node in woken {
                let steps = match was {
                    Was::Asleep(steps) => steps,
                    Was::Drowsy(ahead) => {
                        // From the end of its long step back to now.
                        let back = 2.0 * ahead as f64 / STRIDE as f64;
                        let at = |end: &mut f64, half: f64| *end -= back * (*end - half);
                        let inside = &mut inside_mv[PERIOD * node..];
                        at(&mut inside[0], nodes.rhs[node]);
                        transmembrane_mv[PERIOD * node] = inside[0];
                        for (k, half) in interior.get(node).into_iter().flatten().enumerate() {
                            let outside = &mut periaxonal_mv[node][k];
                            at(&mut inside[1 + k], half[0]);
                            at(outside, half[1]);
                            transmembrane_mv[PERIOD * node + 1 + k] = inside[1 + k] - *outside;
                        }
                        // The gates are those of the middle of the long step; those that are ahead stay so.
                        let halves = (STRIDE - 1).saturating_sub(2 * ahead);
                        table.advance_halves(transmembrane_mv[PERIOD * node], &mut gates[node], halves);
                        continue;
                    }
                };
                let v = &transmembrane_mv[PERIOD * node..];
                table.advance_held(v[0], &mut gates[node], steps);
                let channels = internodes.get_mut(node).and_then(Between::channels_mut);
                for (k, gates) in channels.into_iter().flat_map(|channels| &mut channels.gates).enumerate() {
                    table.advance_held(v[1 + k], gates, steps);
                }
            }
        });
    }

    /// Finds out which blocks are at rest.
    pub(super) fn judge(&mut self) {
        if !self.rests || self.settling.is_some() {
            return;
        }
        let Self { activity, calm, gates, inside_mv, transmembrane_mv, rest_internal_mv, rest_mv, internodes, .. } =
            self;
        let (periaxonal_mv, nodes, interior) = (&self.periaxonal_mv, &self.nodes, &self.interior);
        let near = |v: &[f64], rest: &[f64]| v.iter().zip(rest).all(|(v, rest)| (v - rest).abs() <= CALM_MV);
        let unit_at_rest = |node: usize| {
            let v = &transmembrane_mv[PERIOD * node..];
            let channels = internodes.get(node).and_then(Between::channels);
            calm[node].holds(v[0], &gates[node]) && channels.is_none_or(|channels| channels.at_rest(&v[1..]))
        };
        let unit_drifts = |node: usize, strides: f64| {
            let moved = |end: f64, half: f64| 2.0 * strides * (end - half);
            let v = &inside_mv[PERIOD * node..];
            let rest = &rest_internal_mv[PERIOD * node..];
            // Channels under the myelin are never far from a node's: there it is not worth it.
            internodes.get(node).is_none_or(|between| between.channels().is_none())
                && calm[node].drifts(v[0], moved(v[0], nodes.rhs[node]))
                && interior.get(node).into_iter().flatten().enumerate().all(|(k, half)| {
                    drifts(v[1 + k] - rest[1 + k], moved(v[1 + k], half[0]))
                        && moved(periaxonal_mv[node][k], half[1]).abs() <= DRIFT_MV
                })
        };
        activity.judge(|mut units, steps| {
            let compartments = PERIOD * units.start..(PERIOD * units.end).min(rest_mv.len());
            let at_rest = near(&inside_mv[compartments.clone()], &rest_internal_mv[compartments.clone()])
                && near(&transmembrane_mv[compartments.clone()], &rest_mv[compartments])
                && units.clone().all(unit_at_rest);
            let strides = STRIDE as f64 / steps as f64;
            if at_rest {
                Mood::Calm
            } else if units.all(|node| unit_drifts(node, strides)) {
                Mood::Drifting
            } else {
                Mood::Restless
            }
        });
    }
}

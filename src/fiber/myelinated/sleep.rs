//! Which stretches of a myelinated fiber are at rest, and what becomes of them when they wake.

use crate::fiber::calm::Calm;
use crate::membrane::Membrane;

use super::internode::{ELEMENTS, Eliminated, Ends};
use super::{Myelinated, PERIOD};

/// Distance from rest that counts as rest, mV. Voltages that sleep stay as they are, so a later spike can find rest shifted by so
/// much, which changes its velocity by 3e-7 of itself.
const CALM_MV: f64 = 1e-4;

impl<M: Membrane<GATES>, const GATES: usize> Myelinated<M, GATES> {
    /// Notes what counts as rest.
    pub(super) fn note_calm(&mut self, steady: &[Eliminated]) {
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
    pub(super) fn rearrange(&mut self) {
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
    pub(super) fn judge(&mut self) {
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
}

//! The rest of a long fiber from that of a shorter one.
//!
//! Far from its ends and from injured internodes a fiber rests alike at every node, and the dozens of rounds in which its rest is sought
//! (`rest.rs`) do the same at each. So they are done on a twin from which most of these stretches are cut out; the fiber itself only
//! makes exact what its twin has found, in a round or two.

use std::mem::swap;

use crate::cable::Pair;
use crate::membrane::Membrane;
use crate::slices::finish;

use super::internode::{ELEMENTS, Eliminated, Ends};
use super::myelin::Between;
use super::nodes::Nodes;
use super::{Myelinated, PERIOD};

/// Internodes that are kept on each side of an end, or of one that differs from its neighbor: twenty length constants of the resting
/// fiber.
const MARGIN: usize = 128;
/// Most internodes of a twin: its rest is found at once, in a millisecond, and in some of them where that takes hundreds of rounds.
const MOST: usize = 1024;

/// All that the search needs of a fiber, and the twin has of its own.
struct Twin<const GATES: usize> {
    internodes: Vec<Between<GATES>>,
    ends: Vec<Ends>,
    interior: Vec<[Pair; ELEMENTS]>,
    nodes: Nodes,
    rest_internal_mv: Vec<f64>,
    rest_mv: Vec<f64>,
}

impl<M: Membrane<GATES>, const GATES: usize> Myelinated<M, GATES> {
    /// Takes the nodes of a fiber, no internode of which has channels, to the rest of its twin, if that is much shorter; whether it is.
    pub(super) fn rest_as_twin(&mut self, steady: &[Eliminated]) -> bool {
        // The fibers of a figure are mostly short: its module is smaller without.
        if cfg!(figure) {
            return false;
        }
        let kept = self.internodes_of_twin();
        if kept.len() > MOST.min(self.internodes.len() / 2) {
            return false;
        }
        let unknown_mv = vec![0.0; Self::compartments(kept.len())];
        let mut twin = Twin {
            internodes: kept.iter().map(|&i| Between::linear(self.internodes[i].kind)).collect(),
            ends: kept.iter().map(|&i| self.ends[i]).collect(),
            interior: kept.iter().map(|&i| self.interior[i]).collect(),
            nodes: Nodes::new(kept.len() + 1),
            rest_internal_mv: unknown_mv.clone(),
            rest_mv: unknown_mv,
        };
        self.change_places(&mut twin);
        finish(self.find_rest_of_nodes(steady));
        self.change_places(&mut twin);
        // What was cut out rests as the node at the cut.
        let mut node = 0;
        for (own, &i) in kept.iter().chain([&self.internodes.len()]).enumerate() {
            while node <= i {
                self.rest_internal_mv[PERIOD * node] = twin.rest_internal_mv[PERIOD * own];
                node += 1;
            }
        }
        true
    }

    fn change_places(&mut self, twin: &mut Twin<GATES>) {
        swap(&mut self.internodes, &mut twin.internodes);
        swap(&mut self.ends, &mut twin.ends);
        swap(&mut self.interior, &mut twin.interior);
        swap(&mut self.nodes, &mut twin.nodes);
        swap(&mut self.rest_internal_mv, &mut twin.rest_internal_mv);
        swap(&mut self.rest_mv, &mut twin.rest_mv);
    }

    /// The internodes of the twin: those within [`MARGIN`] of an end or of a change from one kind to another.
    fn internodes_of_twin(&self) -> Vec<usize> {
        let internodes = self.internodes.len();
        let changes = (1..internodes).filter(|&i| self.internodes[i].kind != self.internodes[i - 1].kind);
        let mut kept = Vec::new();
        let mut next = 0;
        for place in std::iter::once(0).chain(changes).chain([internodes]) {
            let end = (place + MARGIN).min(internodes);
            kept.extend(next.max(place.saturating_sub(MARGIN))..end);
            next = next.max(end);
        }
        kept
    }
}

//! The rest of a long fiber from that of a shorter one.
//!
//! Far from its ends and from injured internodes a fiber rests alike at every node, and the dozens of rounds in which its rest is sought
//! (`rest.rs`) do the same at each. So they are done on a twin from which most of these stretches are cut out; the fiber itself only
//! makes exact what its twin has found, in a round or two.

use crate::membrane::Membrane;
use crate::slices::in_slices;

use super::internode::Eliminated;
use super::{Myelinated, PERIOD};

/// Internodes that are kept on each side of an end, or of one that differs from its neighbor: dozens of length constants of the resting
/// fiber.
const MARGIN: usize = 128;
/// Rounds after which what the twin has found is no help: it was not near the rest of the fiber.
const ROUNDS: usize = 4;

impl<M: Membrane<GATES>, const GATES: usize> Myelinated<M, GATES> {
    /// The rest of a fiber, no internode of which has channels, that has a much shorter twin; whether it was found.
    pub(super) async fn find_rest_of_twin(&mut self, steady: &[Eliminated]) -> bool {
        // The fibers of a figure are short.
        if cfg!(figure) {
            return false;
        }
        let kept = self.internodes_of_twin();
        if 2 * kept.len() > self.internodes.len() {
            return false;
        }
        let mut twin = Self::without_myelin(self.morphology, kept.len(), self.membrane_in, self.table.clone());
        twin.kinds = self.kinds.clone();
        twin.internodes = kept.iter().map(|&i| self.internodes[i].clone()).collect();
        in_slices!(twin.eliminate_linear(steady));
        in_slices!(twin.find_rest_of_nodes(steady));
        let mut next = 0;
        for (own, &i) in kept.iter().enumerate() {
            // What was cut out before it rests as the node at the cut.
            for node in next..=i {
                self.rest_internal_mv[PERIOD * node] = twin.rest_internal_mv[PERIOD * own];
            }
            next = i + 1;
        }
        self.rest_internal_mv[PERIOD * next] = twin.rest_internal_mv[PERIOD * kept.len()];
        in_slices!(self.refine_rest(steady, ROUNDS))
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

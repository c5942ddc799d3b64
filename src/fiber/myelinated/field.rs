//! What a field outside does to a myelinated fiber.

use crate::cable::Pair;
use crate::fiber::source::field_mv;
use crate::membrane::Membrane;

use super::internode::{ELEMENTS, Internode};
use super::{Myelinated, PERIOD};

/// Axial currents that a field drives, nA per nA of its electrode.
#[derive(Clone, Debug)]
pub(super) struct Driven {
    pub nodes: Vec<f64>,
    pub interior: Vec<[Pair; ELEMENTS]>,
}

impl<M: Membrane<GATES>, const GATES: usize> Myelinated<M, GATES> {
    pub(super) fn has_field(&self) -> bool {
        !cfg!(figure) && self.driven.iter().any(Option::is_some)
    }

    /// The axial currents that a field outside drives: with potentials taken against the field, it enters the equations
    /// as what flows along axoplasm and periaxonal space between places of different field.
    pub(super) fn driven_by(&self, field_mv_per_na: &[f64]) -> Driven {
        assert_eq!(field_mv_per_na.len(), self.inside_mv.len(), "one value for each compartment");
        let nodes = self.internodes.len() + 1;
        let mut driven = Driven { nodes: vec![0.0; nodes], interior: vec![[[0.0; 2]; ELEMENTS]; nodes - 1] };
        for i in 0..nodes - 1 {
            let Internode { coupling, to_node, .. } = &self.kinds[self.internodes[i].kind].internode;
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

    /// Brings `internal_mv` up to date.
    pub(super) fn see_field(&mut self, currents_na: &[f64], on: bool) {
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

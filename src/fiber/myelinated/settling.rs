//! The first steps after a sudden change of the myelin.
//!
//! The Crank-Nicolson rule hardly damps what is much faster than a step: it lets it alternate from step to step. Stimuli are too
//! gentle for that to matter, but when myelin goes, potentials beside the node are out of balance by tens of millivolts. The
//! remedy is Rannacher's (Numer Math 43:309, 1984): the first steps are each done as two half steps of the implicit Euler rule,
//! which damps everything fast and, for so few steps, keeps the second order.

use crate::membrane::Membrane;

use super::internode::ELEMENTS;
use super::{Myelinated, PERIOD};

/// Steps that are damped.
const STEPS: u32 = 2;

/// State before a half step, and how many damped steps are to come.
#[derive(Clone, Debug)]
pub(super) struct Settling<const GATES: usize> {
    steps: u32,
    inside_mv: Vec<f64>,
    periaxonal_mv: Vec<[f64; ELEMENTS]>,
    gates: Vec<[f64; GATES]>,
    /// Of channels in internodes.
    spread: Vec<[[f64; GATES]; ELEMENTS]>,
}

impl<M: Membrane<GATES>, const GATES: usize> Myelinated<M, GATES> {
    /// Damps the next steps.
    pub(super) fn settle(&mut self) {
        self.settling = Some(Box::new(Settling {
            steps: STEPS,
            inside_mv: self.inside_mv.clone(),
            periaxonal_mv: self.periaxonal_mv.clone(),
            gates: self.gates.clone(),
            spread: vec![[[0.0; GATES]; ELEMENTS]; self.internodes.len()],
        }));
    }

    /// A step of all that is awake, damped.
    pub(super) fn step_damped(&mut self, mut settling: Box<Settling<GATES>>, currents_na: &[f64]) {
        for half in 0..2 {
            settling.inside_mv.copy_from_slice(&self.inside_mv);
            settling.periaxonal_mv.copy_from_slice(&self.periaxonal_mv);
            settling.gates.copy_from_slice(&self.gates);
            for (kept, between) in settling.spread.iter_mut().zip(&self.internodes) {
                between.channels().into_iter().for_each(|channels| *kept = channels.gates);
            }
            self.step_awake(currents_na);
            // The rule extrapolates the half step, which is implicit Euler's, to the whole one: back to the half.
            let halfway = |after: &mut f64, before: f64| *after = 0.5 * (*after + before);
            for (after, before) in self.inside_mv.iter_mut().zip(&settling.inside_mv) {
                halfway(after, *before);
            }
            for (after, before) in self.periaxonal_mv.iter_mut().zip(&settling.periaxonal_mv) {
                after.iter_mut().zip(before).for_each(|(after, before)| halfway(after, *before));
            }
            self.find_transmembrane();
            // Gates move once.
            if half == 1 {
                self.gates.copy_from_slice(&settling.gates);
                for (kept, between) in settling.spread.iter().zip(&mut self.internodes) {
                    between.channels_mut().into_iter().for_each(|channels| channels.gates = *kept);
                }
            }
        }
        settling.steps -= 1;
        self.settling = Some(settling).filter(|settling| settling.steps > 0);
    }

    /// The voltages across the axolemma, from those inside and under the myelin.
    fn find_transmembrane(&mut self) {
        self.transmembrane_mv.copy_from_slice(&self.inside_mv);
        let internodes = self.transmembrane_mv[1..].chunks_exact_mut(PERIOD);
        for (elements, periaxonal) in internodes.zip(&self.periaxonal_mv) {
            elements.iter_mut().zip(periaxonal).for_each(|(v, outside)| *v -= outside);
        }
    }
}

//! What is left of the myelin, laid on the fiber at its start and while it runs.

use crate::membrane::Membrane;

use super::internode::{ELEMENTS, Eliminated, Excitable, Internode};
use super::{Myelinated, PERIOD, STRIDE};

/// State of the myelin of a fiber.
#[derive(Clone, Debug, PartialEq)]
pub struct Myelin {
    /// Part of its lamellae that each internode has, 0 to 1, from the stimulated end.
    pub fractions: Vec<f64>,
    /// Density of the nodal membrane, channels and leak, that has spread into internodes without myelin, in parts of the
    /// density at the nodes, 0 to 1. What that does is told at [`Myelinated`].
    pub spread: f64,
}

impl Myelin {
    /// Whole myelin of so many internodes (at least 1).
    pub fn intact(internodes: usize) -> Self {
        Self { fractions: vec![1.0; internodes.max(1)], spread: 0.0 }
    }
}

/// A kind of internode.
#[derive(Clone, Debug)]
pub(super) struct Kind {
    pub internode: Internode,
    /// As it is advanced by half a step.
    pub stepping: Eliminated,
    /// By half a long step.
    pub striding: Eliminated,
}

impl Kind {
    pub fn new(internode: Internode, dt_ms: f64) -> Self {
        let stepping = Eliminated::new(&internode, dt_ms);
        let striding = Eliminated::new(&internode, STRIDE as f64 * dt_ms);
        Self { internode, stepping, striding }
    }

    /// As it is advanced by half of a step of `steps` steps, one or a long step's.
    #[inline]
    pub fn eliminated(&self, steps: u64) -> &Eliminated {
        if steps == 1 { &self.stepping } else { &self.striding }
    }
}

/// An internode: its kind, and its channels if it has any.
#[derive(Clone, Debug)]
pub(super) struct Between<const GATES: usize> {
    pub kind: usize,
    channels: Option<Box<Excitable<GATES>>>,
}

impl<const GATES: usize> Between<GATES> {
    /// Without channels.
    pub fn linear(kind: usize) -> Self {
        Self { kind, channels: None }
    }

    /// Its channels, if they have spread into it. Those of a figure have none (`xtask/table.js`).
    #[inline]
    pub fn channels(&self) -> Option<&Excitable<GATES>> {
        self.channels.as_deref().filter(|_| !cfg!(figure))
    }

    /// See [`Self::channels`].
    #[inline]
    pub fn channels_mut(&mut self) -> Option<&mut Excitable<GATES>> {
        self.channels.as_deref_mut().filter(|_| !cfg!(figure))
    }
}

impl<M: Membrane<GATES>, const GATES: usize> Myelinated<M, GATES> {
    /// Gives each internode its kind, and channels where they have spread; those that were there stay as they are.
    pub(super) fn lay(&mut self, myelin: &Myelin) {
        let mut fractions: Vec<f64> = Vec::new();
        let mut before = std::mem::take(&mut self.internodes).into_iter();
        self.internodes.reserve_exact(myelin.fractions.len());
        for (i, fraction) in myelin.fractions.iter().enumerate() {
            let kind = fractions.iter().position(|known| known == fraction).unwrap_or_else(|| {
                fractions.push(*fraction);
                fractions.len() - 1
            });
            let known = before.next().and_then(|between| between.channels);
            let channels = (*fraction <= 0.0 && myelin.spread > 0.0 && !cfg!(figure)).then(|| {
                known.unwrap_or_else(|| {
                    let mut channels = Box::new(Excitable::new());
                    for (k, gates) in channels.gates.iter_mut().enumerate() {
                        *gates = self.table.steady(self.transmembrane_mv[PERIOD * i + 1 + k]);
                    }
                    channels
                })
            });
            self.internodes.push(Between { kind, channels });
        }
        let dt_ms = self.table.dt_ms();
        let kinds = fractions.iter().map(|&fraction| Kind::new(Internode::new(&self.morphology, fraction), dt_ms));
        self.kinds = kinds.collect();
        self.spread = myelin.spread;
    }

    /// Connects the outside of bare axolemma to ground. Its charge stays, and so the voltage across it.
    pub(super) fn ground_bare_internodes(&mut self) {
        for (i, between) in self.internodes.iter().enumerate() {
            if self.kinds[between.kind].internode.bare {
                let elements = PERIOD * i + 1..PERIOD * i + 1 + ELEMENTS;
                self.periaxonal_mv[i] = [0.0; ELEMENTS];
                self.inside_mv[elements.clone()].copy_from_slice(&self.transmembrane_mv[elements]);
            }
        }
    }
}

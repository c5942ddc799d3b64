//! The tridiagonal system of the nodes, once everything between them is eliminated.

use std::ops::Range;

use crate::cable::{Pair, solve_tridiagonal};

use super::internode::{ELEMENTS, Ends};

/// Work arrays of the nodes, one value a node.
#[derive(Clone, Debug, Default)]
pub(super) struct Nodes {
    lower: Vec<f64>,
    /// Before [`Self::solve`]: each node's own conductance, uS.
    pub diagonal: Vec<f64>,
    upper: Vec<f64>,
    /// Before [`Self::solve`]: the current into each node, nA. After it: the potential, mV.
    pub rhs: Vec<f64>,
}

impl Nodes {
    pub fn new(nodes: usize) -> Self {
        let zeros = || vec![0.0; nodes];
        Self { lower: zeros(), diagonal: zeros(), upper: zeros(), rhs: zeros() }
    }

    /// Adds what `internodes` contribute, and solves for the nodes beside them. `interior` holds their solutions for nodes at
    /// 0 mV, `to_node` the conductance (uS) between a node and the element beside it. A last node that is `held` has that
    /// voltage, mV, whatever flows.
    pub fn solve(
        &mut self,
        to_node: f64,
        ends: &[Ends],
        interior: &[[Pair; ELEMENTS]],
        internodes: Range<usize>,
        held: Option<f64>,
    ) {
        let (first, last) = (internodes.start, internodes.end);
        for (k, (ends, solution)) in (first..).zip(ends[internodes.clone()].iter().zip(&interior[internodes])) {
            self.diagonal[k] += ends.own[0];
            self.diagonal[k + 1] += ends.own[1];
            self.upper[k] = -ends.across;
            self.lower[k + 1] = -ends.across;
            self.rhs[k] += to_node * solution[0][0];
            self.rhs[k + 1] += to_node * solution[ELEMENTS - 1][0];
        }
        if let Some(voltage) = held {
            (self.lower[last], self.diagonal[last], self.rhs[last]) = (0.0, 1.0, voltage);
        }
        let nodes = first..last + 1;
        let (lower, upper) = (&self.lower[nodes.clone()], &self.upper[nodes.clone()]);
        solve_tridiagonal(lower, &mut self.diagonal[nodes.clone()], upper, &mut self.rhs[nodes]);
    }
}

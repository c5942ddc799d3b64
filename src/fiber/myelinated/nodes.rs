//! The tridiagonal system of the nodes, once everything between them is eliminated.

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

    /// Adds what the internodes contribute, and solves. `interior` holds their solutions for nodes at 0 mV, `to_node` the
    /// conductance (uS) between a node and the element beside it.
    pub fn solve(&mut self, to_node: f64, ends: &[Ends], interior: &[[Pair; ELEMENTS]]) {
        for (k, (ends, solution)) in ends.iter().zip(interior).enumerate() {
            self.diagonal[k] += ends.own[0];
            self.diagonal[k + 1] += ends.own[1];
            self.upper[k] = -ends.across;
            self.lower[k + 1] = -ends.across;
            self.rhs[k] += to_node * solution[0][0];
            self.rhs[k + 1] += to_node * solution[ELEMENTS - 1][0];
        }
        solve_tridiagonal(&self.lower, &mut self.diagonal, &self.upper, &mut self.rhs);
    }
}

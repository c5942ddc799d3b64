//! Residuals of the linear solvers, for every size from 1 to 1000 and coefficients over six orders of magnitude.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use saltatory::cable::{Block, BlockTridiagonal, Pair, solve_tridiagonal};

use support::{Random, assert_near, solve_dense};

/// Largest residual allowed, as a part of the largest sum of magnitudes in a row. Rounding gives about 1e-16.
const RESIDUAL: f64 = 1e-13;

fn magnitude(random: &mut Random) -> f64 {
    10f64.powf(random.between(-3.0, 3.0))
}

fn sign(random: &mut Random) -> f64 {
    if random.bits() & 1 == 0 { 1.0 } else { -1.0 }
}

/// A tridiagonal system, diagonally dominant, with couplings of either sign.
struct Tridiagonal {
    lower: Vec<f64>,
    diagonal: Vec<f64>,
    upper: Vec<f64>,
    rhs: Vec<f64>,
}

impl Tridiagonal {
    /// Entries that the solver must not read are not numbers.
    fn random(n: usize, random: &mut Random) -> Self {
        let mut off = |absent: usize| -> Vec<f64> {
            (0..n).map(|k| if k == absent { f64::NAN } else { sign(random) * magnitude(random) }).collect()
        };
        let (lower, upper) = (off(0), off(n - 1));
        let size = |x: f64| if x.is_nan() { 0.0 } else { x.abs() };
        let diagonal = (0..n).map(|k| sign(random) * (size(lower[k]) + size(upper[k]) + magnitude(random))).collect();
        let rhs = (0..n).map(|_| sign(random) * magnitude(random)).collect();
        Self { lower, diagonal, upper, rhs }
    }

    fn solve(&self) -> Vec<f64> {
        let (mut diagonal, mut x) = (self.diagonal.clone(), self.rhs.clone());
        solve_tridiagonal(&self.lower, &mut diagonal, &self.upper, &mut x);
        x
    }
}

#[test]
fn tridiagonal_residuals_are_rounding() {
    let mut random = Random(1);
    for n in 1..=1000 {
        let system = Tridiagonal::random(n, &mut random);
        let x = system.solve();
        for k in 0..n {
            let mut terms = vec![system.diagonal[k] * x[k], -system.rhs[k]];
            terms.extend((k > 0).then(|| system.lower[k] * x[k - 1]));
            terms.extend((k + 1 < n).then(|| system.upper[k] * x[k + 1]));
            let sizes: f64 = terms.iter().map(|term| term.abs()).sum();
            assert_near(&format!("n = {n}, row {k}"), terms.iter().sum::<f64>(), 0.0, RESIDUAL * sizes);
        }
    }
}

#[test]
fn tridiagonal_solutions_are_those_of_gaussian_elimination() {
    let mut random = Random(2);
    for n in 1..=40 {
        let system = Tridiagonal::random(n, &mut random);
        let mut dense = vec![vec![0.0; n]; n];
        for k in 0..n {
            dense[k][k] = system.diagonal[k];
            if k > 0 {
                dense[k][k - 1] = system.lower[k];
                dense[k - 1][k] = system.upper[k - 1];
            }
        }
        let largest = system.rhs.iter().map(|x| x.abs()).fold(0.0, f64::max);
        for (x, expected) in system.solve().iter().zip(solve_dense(dense, system.rhs.clone())) {
            assert_near(&format!("n = {n}"), *x, expected, 1e-9 * largest);
        }
    }
}

/// Blocks of a double cable: membranes to ground and between the two spaces, resistors along both.
fn double_cable(n: usize, random: &mut Random) -> (Vec<Block>, Vec<Pair>, Vec<Pair>) {
    let coupling: Vec<Pair> = (1..n).map(|_| [magnitude(random), magnitude(random)]).collect();
    let diagonal = (0..n)
        .map(|k| {
            let along = |space: usize| -> f64 {
                let left = if k > 0 { coupling[k - 1][space] } else { 0.0 };
                left + coupling.get(k).map_or(0.0, |right| right[space])
            };
            let (between, ground) = (magnitude(random), [magnitude(random), magnitude(random)]);
            let own = [0, 1].map(|space| between + ground[space] + along(space));
            Block([[own[0], -between], [-between, own[1]]])
        })
        .collect();
    let rhs = (0..n).map(|_| [sign(random) * magnitude(random), sign(random) * magnitude(random)]).collect();
    (diagonal, coupling, rhs)
}

#[test]
fn block_tridiagonal_residuals_are_rounding() {
    let mut random = Random(3);
    for n in 1..=1000 {
        let (diagonal, coupling, rhs) = double_cable(n, &mut random);
        let factors = BlockTridiagonal::factor(&diagonal, &coupling);
        assert_eq!((factors.len(), factors.is_empty()), (n, false));
        let mut x = rhs.clone();
        factors.solve(&mut x);
        for k in 0..n {
            let Block(columns) = diagonal[k];
            for space in [0, 1] {
                let mut terms = vec![columns[0][space] * x[k][0], columns[1][space] * x[k][1], -rhs[k][space]];
                terms.extend((k > 0).then(|| -coupling[k - 1][space] * x[k - 1][space]));
                terms.extend((k + 1 < n).then(|| -coupling[k][space] * x[k + 1][space]));
                let sizes: f64 = terms.iter().map(|term| term.abs()).sum();
                let what = format!("n = {n}, block {k}, space {space}");
                assert_near(&what, terms.iter().sum::<f64>(), 0.0, RESIDUAL * sizes);
            }
        }
    }
}

/// Factors can be used again, and a second right-hand side does not see the first.
#[test]
fn factors_solve_many_right_hand_sides() {
    let mut random = Random(4);
    let (diagonal, coupling, rhs) = double_cable(20, &mut random);
    let factors = BlockTridiagonal::factor(&diagonal, &coupling);
    let (mut once, mut again) = (rhs.clone(), rhs);
    factors.solve(&mut once);
    factors.solve(&mut vec![[1e6, -1e6]; 20]);
    factors.solve(&mut again);
    assert_eq!(once, again);
}

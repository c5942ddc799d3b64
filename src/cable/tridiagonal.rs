//! Tridiagonal systems, by the Thomas algorithm.

/// Solves `A x = rhs` in place for a diagonally dominant tridiagonal `A` of `n` rows; no pivoting.
///
/// `lower[k]` stands left of `diagonal[k]` (`lower[0]` is not read), `upper[k]` right of it (`upper[n - 1]` is not read).
/// On return `rhs` holds `x`, and `diagonal` is overwritten. All slices have the length of `rhs`; cost is linear.
///
/// # Panics
/// If a slice is shorter than `rhs`.
pub fn solve_tridiagonal(lower: &[f64], diagonal: &mut [f64], upper: &[f64], rhs: &mut [f64]) {
    let n = rhs.len();
    let (lower, diagonal, upper) = (&lower[..n], &mut diagonal[..n], &upper[..n]);
    for k in 1..n {
        let factor = lower[k] / diagonal[k - 1];
        diagonal[k] -= factor * upper[k - 1];
        rhs[k] -= factor * rhs[k - 1];
    }
    let mut next = 0.0;
    for k in (0..n).rev() {
        let above = if k + 1 < n { upper[k] * next } else { 0.0 };
        next = (rhs[k] - above) / diagonal[k];
        rhs[k] = next;
    }
}

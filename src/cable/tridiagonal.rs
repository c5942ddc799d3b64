//! Tridiagonal systems, by the Thomas algorithm from both ends.
//!
//! Each row waits for the division of the row before it. Eliminated from both ends to the middle there are two such chains,
//! which a processor works on at once, and no more arithmetic. Pivots are as good as from one end: those of a symmetric positive
//! definite matrix are all positive in any order.

/// Solves `A x = rhs` in place for a diagonally dominant tridiagonal `A` of `n` rows; no pivoting.
///
/// `lower[k]` stands left of `diagonal[k]` (`lower[0]` is not read), `upper[k]` right of it (`upper[n - 1]` is not read).
/// On return `rhs` holds `x`, and `diagonal` the inverses of the pivots. All slices have the length of `rhs`; cost is linear.
///
/// # Panics
/// If a slice is shorter than `rhs`.
pub fn solve_tridiagonal(lower: &[f64], diagonal: &mut [f64], upper: &[f64], rhs: &mut [f64]) {
    let n = rhs.len();
    let (lower, diagonal, upper) = (&lower[..n], &mut diagonal[..n], &upper[..n]);
    if n == 0 {
        return;
    }
    // Rows before `middle` are eliminated from the left, rows after it from the right; there are as many, or one less.
    let middle = n / 2;
    let mut left = Eliminated::default();
    let mut right = Eliminated::default();
    for k in 0..middle {
        let before = if k > 0 { lower[k] } else { 0.0 };
        left.take(before, upper[k], &mut diagonal[k], &mut rhs[k]);
        let mirror = n - 1 - k;
        if mirror > middle {
            let before = if k > 0 { upper[mirror] } else { 0.0 };
            right.take(before, lower[mirror], &mut diagonal[mirror], &mut rhs[mirror]);
        }
    }
    let from_left = if middle > 0 { lower[middle] * left.inverse } else { 0.0 };
    let from_right = if middle + 1 < n { upper[middle] * right.inverse } else { 0.0 };
    diagonal[middle] = 1.0 / (diagonal[middle] - from_left * left.after - from_right * right.after);
    let mut left_x = (rhs[middle] - from_left * left.rhs - from_right * right.rhs) * diagonal[middle];
    let mut right_x = left_x;
    rhs[middle] = left_x;
    for k in (0..middle).rev() {
        left_x = rhs[k] * diagonal[k] - upper[k] * diagonal[k] * left_x;
        rhs[k] = left_x;
        let mirror = n - 1 - k;
        if mirror > middle {
            right_x = rhs[mirror] * diagonal[mirror] - lower[mirror] * diagonal[mirror] * right_x;
            rhs[mirror] = right_x;
        }
    }
}

/// The last row of a chain: what stands beyond its diagonal, the inverse of its pivot, and its right-hand side.
#[derive(Default)]
struct Eliminated {
    after: f64,
    inverse: f64,
    rhs: f64,
}

impl Eliminated {
    /// Goes on to a row, which has `before` and `after` beside its diagonal.
    #[inline]
    fn take(&mut self, before: f64, after: f64, diagonal: &mut f64, rhs: &mut f64) {
        let pivot = *diagonal - before * self.after * self.inverse;
        *rhs -= before * self.rhs * self.inverse;
        *diagonal = 1.0 / pivot;
        *self = Self { after, inverse: *diagonal, rhs: *rhs };
    }
}

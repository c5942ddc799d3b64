//! Block tridiagonal systems of 2 x 2 blocks, factored once and solved many times.
//!
//! The two unknowns of a block are the two voltages of a double cable (inside, and under the myelin). Neighbouring blocks
//! are joined by resistors, inside to inside and outside to outside, so the blocks off the diagonal are diagonal.

/// A pair of unknowns: `[internal, periaxonal]` for a double cable.
pub type Pair = [f64; 2];

/// A 2 x 2 matrix, by columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Block(pub [Pair; 2]);

impl Block {
    #[inline(always)]
    fn apply(&self, x: Pair) -> Pair {
        let Block([a, b]) = self;
        [a[0] * x[0] + b[0] * x[1], a[1] * x[0] + b[1] * x[1]]
    }

    fn inverse(&self) -> Block {
        let Block([[a, c], [b, d]]) = *self;
        let det = a * d - b * c;
        Block([[d / det, -c / det], [-b / det, a / det]])
    }

    /// This block times the diagonal matrix of `scale`.
    fn times_diagonal(&self, scale: Pair) -> Block {
        let Block([a, b]) = *self;
        Block([[a[0] * scale[0], a[1] * scale[0]], [b[0] * scale[1], b[1] * scale[1]]])
    }
}

/// The factors of a symmetric block tridiagonal matrix.
#[derive(Clone, Debug)]
pub struct BlockTridiagonal {
    rows: Vec<Row>,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    /// What is taken from this row's right-hand side per unit of the row before it.
    eliminate: Block,
    /// Inverse of the pivot.
    pivot_inverse: Block,
    /// What is taken from this row's solution per unit of the row after it.
    substitute: Block,
}

impl BlockTridiagonal {
    /// Factors the matrix with `diagonal` blocks; `coupling[k]` joins block `k` to block `k + 1` (both off-diagonal blocks
    /// are minus the diagonal matrix of it). The matrix must be positive definite.
    ///
    /// # Panics
    /// Unless `coupling` has one entry less than `diagonal`.
    pub fn factor(diagonal: &[Block], coupling: &[Pair]) -> Self {
        assert_eq!(coupling.len() + 1, diagonal.len(), "one coupling between each two blocks");
        let zero = Block([[0.0; 2]; 2]);
        let mut rows: Vec<Row> = Vec::with_capacity(diagonal.len());
        for (k, &block) in diagonal.iter().enumerate() {
            let (eliminate, pivot) = match rows.last() {
                None => (zero, block),
                Some(before) => {
                    // eliminate = -diag(g) P⁻¹, and P⁻¹ is symmetric: the transpose of -(P⁻¹ diag(g)).
                    let g = coupling[k - 1];
                    let Block([[a, c], [b, d]]) = before.pivot_inverse;
                    let eliminate = Block([[-g[0] * a, -g[1] * c], [-g[0] * b, -g[1] * d]]);
                    let fill = eliminate.times_diagonal([-g[0], -g[1]]);
                    let mut pivot = block;
                    for column in 0..2 {
                        for row in 0..2 {
                            pivot.0[column][row] -= fill.0[column][row];
                        }
                    }
                    (eliminate, pivot)
                }
            };
            let pivot_inverse = pivot.inverse();
            let substitute = match coupling.get(k) {
                None => zero,
                Some(g) => pivot_inverse.times_diagonal([-g[0], -g[1]]),
            };
            rows.push(Row { eliminate, pivot_inverse, substitute });
        }
        Self { rows }
    }

    /// Number of blocks.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no blocks; a factored matrix has at least one.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Replaces the right-hand side `x` by the solution.
    ///
    /// # Panics
    /// Unless `x` has [`Self::len`] entries.
    pub fn solve(&self, x: &mut [Pair]) {
        assert_eq!(x.len(), self.rows.len(), "one pair for each block");
        let mut before = [0.0; 2];
        for (row, x) in self.rows.iter().zip(x.iter_mut()) {
            let taken = row.eliminate.apply(before);
            before = [x[0] - taken[0], x[1] - taken[1]];
            *x = before;
        }
        let mut after = [0.0; 2];
        for (row, x) in self.rows.iter().zip(x.iter_mut()).rev() {
            let own = row.pivot_inverse.apply(*x);
            let taken = row.substitute.apply(after);
            after = [own[0] - taken[0], own[1] - taken[1]];
            *x = after;
        }
    }
}

//! What several test files share.
#![allow(dead_code)] // each test file is a crate of its own and uses its own part

pub mod conduction;
pub mod runs;
#[cfg(not(target_arch = "wasm32"))]
pub mod strategies;
#[cfg(not(target_arch = "wasm32"))]
pub mod validation;

use serde_json::Value;

/// The reference results in `tests/reference/reference.json`.
pub fn reference() -> Value {
    serde_json::from_str(include_str!("../reference/reference.json")).expect("reference.json is JSON")
}

/// The rows of a list in the reference.
pub fn rows(reference: &Value, name: &str) -> Vec<Value> {
    reference[name].as_array().unwrap_or_else(|| panic!("no list {name}")).clone()
}

/// A text of a reference row.
pub fn text<'a>(row: &'a Value, name: &str) -> &'a str {
    row[name].as_str().unwrap_or_else(|| panic!("no text {name} in {row}"))
}

/// A number of a reference row that has one.
pub fn number(row: &Value, name: &str) -> Option<f64> {
    row[name].as_f64().or_else(|| row[name]["value"].as_f64())
}

/// Fails unless `value` is within `tolerance` of `expected`.
pub fn assert_near(what: &str, value: f64, expected: f64, tolerance: f64) {
    let off = value - expected;
    assert!(off.abs() <= tolerance, "{what}: {value} against {expected}, off by {off:e}, allowed {tolerance:e}");
}

/// Pseudo-random numbers from a seed (splitmix64: Steele, Lea & Flood, OOPSLA 2014).
pub struct Random(pub u64);

impl Random {
    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// The next number from `low` up to `high`.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// Solves the dense system `a x = b` by Gaussian elimination with partial pivoting.
pub fn solve_dense(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for column in 0..n {
        let pivot = (column..n).max_by(|&i, &j| a[i][column].abs().total_cmp(&a[j][column].abs()));
        let pivot = pivot.expect("a row is left");
        a.swap(column, pivot);
        b.swap(column, pivot);
        let (done, below) = a.split_at_mut(column + 1);
        let row = &done[column];
        for (other, k) in below.iter_mut().zip(column + 1..) {
            let factor = other[column] / row[column];
            if factor != 0.0 {
                for (x, y) in other[column..].iter_mut().zip(&row[column..]) {
                    *x -= factor * y;
                }
                b[k] -= factor * b[column];
            }
        }
    }
    for k in (0..n).rev() {
        let known: f64 = (k + 1..n).map(|j| a[k][j] * b[j]).sum();
        b[k] = (b[k] - known) / a[k][k];
    }
    b
}

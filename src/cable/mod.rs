//! Linear systems of a cable: arrays in, voltages out. Nothing here knows biology.

mod block_tridiagonal;
mod tridiagonal;

pub use block_tridiagonal::{Block, BlockTridiagonal, Pair};
pub use tridiagonal::solve_tridiagonal;

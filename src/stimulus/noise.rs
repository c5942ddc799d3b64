//! Random numbers that are a function of seed and index: no state, so that a run can start anywhere and be repeated.

use super::turns;

/// Normal deviate number `index` of `seed`: mean 0, standard deviation 1. Box-Muller on two SplitMix64 values (Steele, Lea &
/// Flood, OOPSLA 2014).
pub(super) fn gaussian(seed: u64, index: u64) -> f64 {
    let uniform = |stream: u64| {
        let mut z = seed
            .wrapping_mul(0xd134_2543_de82_ef95)
            .wrapping_add((2 * index + stream + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        // 53 bits, moved off 0 so that the logarithm is finite.
        ((z ^ (z >> 31)) >> 11) as f64 * 2_f64.powi(-53) + 2_f64.powi(-54)
    };
    (-2.0 * uniform(0).ln()).sqrt() * turns::cos(uniform(1))
}

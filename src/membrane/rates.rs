//! Functions of voltage that the published rate equations share.

/// `x / (1 - exp(-x / k))`, with its limit `k` at `x = 0`. `L(x, k)` in the models' notation; `exprelr` in NEURON and Arbor
/// is `L(-x, 1)` negated. `x` and `k` in mV.
pub(super) fn linoid(x: f64, k: f64) -> f64 {
    if x == 0.0 { k } else { x / -(-x / k).exp_m1() }
}

/// `1 / (1 + exp(-x / k))`: the Boltzmann curve that rises where `k > 0`.
pub(super) fn sigmoid(x: f64, k: f64) -> f64 {
    1.0 / (1.0 + (-x / k).exp())
}

/// `q10 ^ ((celsius - reference) / 10)`: the factor by which warming speeds a rate up.
pub(super) fn q10_factor(q10: f64, celsius: f64, reference: f64) -> f64 {
    q10.powf((celsius - reference) / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linoid_is_smooth_through_its_singular_point() {
        // Taylor series: k (1 + y/2 + y²/12 - y⁴/720 + …) with y = x / k.
        for y in [-1e-3, -1e-6, -1e-12, 0.0, 1e-12, 1e-6, 1e-3] {
            let series = 10.0 * (1.0 + y / 2.0 + y * y / 12.0);
            assert!((linoid(10.0 * y, 10.0) - series).abs() < 1e-12, "y = {y}");
        }
        assert_eq!(linoid(-1e5, 10.0), 0.0);
        assert_eq!(linoid(1e5, 10.0), 1e5);
    }
}

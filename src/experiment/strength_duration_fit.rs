//! Two laws of strength and duration, fitted to measured thresholds.
//!
//! Both fits make the relative deviations of the current small (least squares), so that short and long pulses count alike.

use serde::Serialize;

/// A fitted law.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Fit {
    /// Threshold of an endless pulse, nA.
    pub rheobase_na: f64,
    /// Width of a pulse whose threshold is twice the rheobase, ms.
    pub chronaxie_ms: f64,
    /// Root mean square of the relative deviations of the law from the thresholds; 0 for a perfect fit.
    pub residual: f64,
}

/// Weiss's law (1901): the charge at threshold is linear in the width, `I w = I_rheobase (w + chronaxie)`. `points` are
/// widths in ms and currents in nA; `None` unless two widths at least are different and the law makes sense of them.
pub fn weiss(points: &[(f64, f64)]) -> Option<Fit> {
    // Least squares for (slope w + intercept) / charge = 1.
    let (mut ww, mut w1, mut one, mut rw, mut r1) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for &(width, current) in points {
        let (a, b) = (1.0 / current, 1.0 / (width * current));
        ww += a * a;
        w1 += a * b;
        one += b * b;
        rw += a;
        r1 += b;
    }
    let determinant = ww * one - w1 * w1;
    // The determinant of one width, or of two that are the same, is 0 but for rounding.
    if determinant <= 1e-12 * ww * one {
        return None;
    }
    let slope = (rw * one - r1 * w1) / determinant;
    let chronaxie_ms = (ww * r1 - w1 * rw) / determinant / slope;
    fit(points, slope, chronaxie_ms, |width| 1.0 + chronaxie_ms / width)
}

/// Lapicque's law (1907): the membrane is a resistor and a capacitor, `I = I_rheobase / (1 - exp(-w / tau))`, `chronaxie =
/// tau ln 2`. As [`weiss`].
pub fn lapicque(points: &[(f64, f64)]) -> Option<Fit> {
    weiss(points)?;
    let law = |tau: f64, width: f64| -1.0 / (-width / tau).exp_m1();
    // For each tau the best rheobase is linear least squares; tau itself is found by golden section over its logarithm.
    let best = |tau: f64| {
        let ratios = points.iter().map(|&(width, current)| law(tau, width) / current);
        let (sum, squares) = ratios.fold((0.0, 0.0), |(sum, squares), ratio| (sum + ratio, squares + ratio * ratio));
        (sum / squares, points.len() as f64 - sum * sum / squares)
    };
    let widths = points.iter().map(|&(width, _)| width);
    let (shortest, longest) = (widths.clone().fold(f64::MAX, f64::min), widths.fold(f64::MIN, f64::max));
    let (mut low, mut high) = ((0.01 * shortest).ln(), (100.0 * longest).ln());
    let golden = 0.5 * (5_f64.sqrt() - 1.0);
    while high - low > 1e-7 {
        let (left, right) = (high - golden * (high - low), low + golden * (high - low));
        if best(left.exp()).1 < best(right.exp()).1 {
            high = right;
        } else {
            low = left;
        }
    }
    let tau = (0.5 * (low + high)).exp();
    fit(points, best(tau).0, tau * std::f64::consts::LN_2, |width| law(tau, width))
}

/// The fit with its residual; `law` is the current in multiples of the rheobase.
fn fit(points: &[(f64, f64)], rheobase_na: f64, chronaxie_ms: f64, law: impl Fn(f64) -> f64) -> Option<Fit> {
    let squares: f64 = points.iter().map(|&(width, current)| (rheobase_na * law(width) / current - 1.0).powi(2)).sum();
    let residual = (squares / points.len() as f64).sqrt();
    let found = Fit { rheobase_na, chronaxie_ms, residual };
    (chronaxie_ms > 0.0 && rheobase_na.is_finite() && residual.is_finite()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTHS: [f64; 6] = [0.05, 0.2, 0.5, 2.0, 5.0, 20.0];

    #[test]
    fn each_law_finds_itself() {
        for rheobase in [0.4, -410.0] {
            let charge = WIDTHS.map(|w| (w, rheobase * (1.0 + 0.7 / w)));
            let found = weiss(&charge).expect("a fit");
            assert!((found.rheobase_na / rheobase - 1.0).abs() < 1e-9, "{found:?}");
            assert!((found.chronaxie_ms - 0.7).abs() < 1e-9 && found.residual < 1e-9, "{found:?}");
            let tau = 0.7 / std::f64::consts::LN_2;
            let exponential = WIDTHS.map(|w| (w, rheobase / (1.0 - (-w / tau).exp())));
            let found = lapicque(&exponential).expect("a fit");
            assert!((found.rheobase_na / rheobase - 1.0).abs() < 1e-6, "{found:?}");
            assert!((found.chronaxie_ms - 0.7).abs() < 1e-6 && found.residual < 1e-6, "{found:?}");
        }
    }

    #[test]
    fn too_little_is_no_fit() {
        for points in [&[][..], &[(0.5, 3.0)], &[(0.5, 3.0), (0.5, 3.1)]] {
            assert_eq!((weiss(points), lapicque(points)), (None, None));
        }
    }
}

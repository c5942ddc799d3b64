//! The boundary between what does not work and what does, to a relative width.

/// Relative width at which every bisection of an experiment stops.
pub(super) const TOLERANCE: f64 = 1e-3;
/// Factor by which a search goes on from one value to the next: small, because what a little more achieves, much more may
/// not. A brief pulse can be so strong that it silences the membrane.
const STRIDE: f64 = 1.25;

/// The smallest value that works, searched around `guess`, up to `most` times it, and down to the same part of it; to 0.1 %.
/// `None` if nothing works up there, or everything down there.
pub(super) async fn smallest(guess: f64, most: f64, mut works: impl AsyncFnMut(f64) -> bool) -> Option<f64> {
    let (mut low, mut high) = (guess, guess);
    if works(guess).await {
        // A good guess is close: the first strides are short.
        let mut stride = 1.0 + 8.0 * TOLERANCE;
        while works(low).await {
            high = low;
            low /= stride;
            stride = (stride * stride).min(STRIDE);
            if low * most < guess {
                return None;
            }
        }
    } else {
        let mut stride = 1.0 + 8.0 * TOLERANCE;
        while !works(high).await {
            low = high;
            high *= stride;
            stride = (stride * stride).min(STRIDE);
            if high > most * guess {
                return None;
            }
        }
    }
    Some(between(low, high, works).await)
}

/// The boundary between `low`, which does not work, and `high`, which does, both above 0: a value that works, less than
/// 0.1 % above one that does not.
pub(super) async fn between(mut low: f64, mut high: f64, mut works: impl AsyncFnMut(f64) -> bool) -> f64 {
    while high - low > TOLERANCE * high {
        let middle = (low * high).sqrt();
        if works(middle).await {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slices::finish;

    #[test]
    fn the_boundary_is_found_from_either_side() {
        for boundary in [0.02, 0.999, 1.0, 1.001, 3.7, 99.0] {
            let found = finish(smallest(1.0, 1e4, async |value| value >= boundary)).expect("a boundary");
            assert!(found >= boundary && found < boundary * (1.0 + 2.0 * TOLERANCE), "{found} for {boundary}");
        }
        assert_eq!(finish(smallest(1.0, 1e3, async |_| false)), None);
        assert_eq!(finish(smallest(1.0, 1e3, async |_| true)), None);
    }

    /// What is too strong does not work either; the boundary from below is still found.
    #[test]
    fn a_window_is_entered_from_below() {
        let found = finish(smallest(1.0, 1e3, async |value| (5.0..8.0).contains(&value))).expect("a boundary");
        assert!((found - 5.0).abs() < 0.01, "{found}");
    }
}

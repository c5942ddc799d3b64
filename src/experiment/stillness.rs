//! When a fiber under steady current has stopped changing.

/// A fiber whose voltage has changed by less everywhere, from one look to the next, stands still, mV.
const STILL_MV: f64 = 0.005;

/// Compares voltages now and then.
#[derive(Clone, Debug, Default)]
pub(super) struct Stillness {
    seen_mv: Vec<f64>,
    seen_ms: f64,
}

impl Stillness {
    /// Takes the voltages at `time_ms`, and says whether they are those of `interval_ms` before. In between it does nothing.
    pub(super) fn look(&mut self, time_ms: f64, interval_ms: f64, v_mv: &[f64]) -> bool {
        if !self.seen_mv.is_empty() && time_ms - self.seen_ms < interval_ms {
            return false;
        }
        let still = self.seen_mv.len() == v_mv.len()
            && self.seen_mv.iter().zip(v_mv).all(|(before, now)| (now - before).abs() < STILL_MV);
        self.seen_mv.clear();
        self.seen_mv.extend_from_slice(v_mv);
        self.seen_ms = time_ms;
        still
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exponential_comes_to_a_stop() {
        // 20 mV exp(-t / 10 ms): over 5 ms it changes by less than 0.005 mV from t = 10 ln(20 (e^0.5 - 1) / 0.005) = 78.6 ms on.
        let mut stillness = Stillness::default();
        let first =
            (0..2000).map(|k| 0.1 * f64::from(k)).find(|&t| stillness.look(t, 5.0, &[-60.0, 20.0 * (-t / 10.0).exp()]));
        assert!(first.is_some_and(|t| (78.6..83.8).contains(&t)), "{first:?} ms");
    }
}

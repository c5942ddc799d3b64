//! Spikes read off a voltage: when they pass, how high and how wide they are.
//!
//! Definitions. A spike at a place is a rise at least half way from rest to the peak of a steadily conducted spike. It
//! passes when the voltage crosses the level midway between rest and its own peak there; its half-width is the time above
//! that level. Times are interpolated linearly between steps. The peak is the top of the parabola through the highest sample
//! and its two neighbors, but no higher than where the lines through the two samples before it and the two after it meet: a
//! concave curve stays below both lines. That changes nothing for a smooth top (the lines meet above the parabola), and keeps
//! the parabola from shooting over a corner, as the end of a pulse at the place makes one. The after-potential is the lowest
//! voltage within ten half-widths after the peak.

use serde::Serialize;

/// A spike that has passed a place.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spike {
    /// Time at which the voltage rose through the level midway between rest and peak, ms.
    pub time_ms: f64,
    /// Time of the peak, to a step, ms.
    pub peak_time_ms: f64,
    /// Highest transmembrane potential, mV.
    pub peak_mv: f64,
    /// Time spent above the level midway between rest and peak, ms.
    pub half_width_ms: f64,
}

/// Samples kept of the past. A spike must pass within so many steps; at the default steps the slowest takes 500.
const KEPT: usize = 8192;
/// A rise above rest that is worth following, mV.
const NOTICED_MV: f64 = 10.0;

/// Watches the voltage of one compartment.
#[derive(Clone, Debug)]
pub struct Probe {
    compartment: usize,
    rest_mv: f64,
    criterion_mv: f64,
    /// The last samples: sample `k` is at `k % KEPT`.
    past: Vec<f64>,
    count: usize,
    /// Sample of the highest voltage of the rise being followed.
    peak_at: Option<usize>,
}

impl Probe {
    /// A probe at `compartment`, whose rest is `rest_mv`; only peaks of at least `criterion_mv` are spikes.
    pub fn new(compartment: usize, rest_mv: f64, criterion_mv: f64) -> Self {
        Self { compartment, rest_mv, criterion_mv, past: vec![rest_mv; KEPT], count: 0, peak_at: None }
    }

    /// The compartment watched.
    pub fn compartment(&self) -> usize {
        self.compartment
    }

    /// Takes the voltage `v_mv` at `time_ms`, one step of `dt_ms` after the last, and returns the spike that ends with it.
    pub fn record(&mut self, time_ms: f64, dt_ms: f64, v_mv: f64) -> Option<Spike> {
        let now = self.count;
        self.past[now % KEPT] = v_mv;
        self.count += 1;
        let rising = now > 0 && v_mv > self.sample(now - 1);
        let peak_at = match self.peak_at {
            None if rising && v_mv > self.rest_mv + NOTICED_MV => now,
            None => return None,
            Some(at) if v_mv > self.sample(at) => now,
            Some(at) => at,
        };
        self.peak_at = Some(peak_at);
        if v_mv >= self.midway(self.sample(peak_at)) {
            return None;
        }
        self.peak_at = None;
        self.finished(peak_at, now, time_ms, dt_ms)
    }

    fn sample(&self, k: usize) -> f64 {
        self.past[k % KEPT]
    }

    fn midway(&self, peak_mv: f64) -> f64 {
        0.5 * (self.rest_mv + peak_mv)
    }

    /// Height of the peak whose highest sample is `top`, by the samples from `oldest` to `newest`.
    fn peak_mv(&self, top: usize, oldest: usize, newest: usize) -> f64 {
        let (before, top_mv, after) = (self.sample(top - 1), self.sample(top), self.sample(top + 1));
        let bend = 2.0 * top_mv - before - after;
        // The parabola has its top on the side of the higher neighbor: `near`, with `far` beyond.
        let (back, near, far) = if after > before {
            (before, after, (top + 2 <= newest).then(|| self.sample(top + 2)))
        } else {
            (after, before, (top >= oldest + 2).then(|| self.sample(top - 2)))
        };
        let Some(far) = far.filter(|_| bend > 0.0) else {
            return top_mv;
        };
        // One line rises by `up` a step from the highest sample, the other falls by `down` a step to `far`.
        let (up, down) = (top_mv - back, near - far);
        let meeting = if up + down > 0.0 { up * (near + down - top_mv) / (up + down) } else { 0.0 };
        let parabola = (after - before).powi(2) / (8.0 * bend);
        top_mv + parabola.min(meeting.max(0.0))
    }

    /// The spike with its peak near sample `peak_at` whose voltage has just, at sample `now`, fallen below midway.
    fn finished(&self, peak_at: usize, now: usize, time_ms: f64, dt_ms: f64) -> Option<Spike> {
        let oldest = self.count.saturating_sub(KEPT);
        if peak_at <= oldest {
            return None;
        }
        let peak_mv = self.peak_mv(peak_at, oldest, now);
        if peak_mv < self.criterion_mv {
            return None;
        }
        let level = self.midway(peak_mv);
        let ago = |k: usize, v: f64| {
            let (low, high) = (self.sample(k - 1), self.sample(k));
            (now - k) as f64 + (high - v) / (high - low)
        };
        let rise = (oldest + 1..=peak_at).rev().find(|&k| self.sample(k - 1) < level)?;
        let fall = (peak_at + 1..=now).find(|&k| self.sample(k) < level)?;
        let (rise_ago, fall_ago) = (ago(rise, level), ago(fall, level));
        Some(Spike {
            time_ms: time_ms - rise_ago * dt_ms,
            peak_time_ms: time_ms - (now - peak_at) as f64 * dt_ms,
            peak_mv,
            half_width_ms: (rise_ago - fall_ago) * dt_ms,
        })
    }
}

/// Half-widths after the peak within which the after-potential lies.
const AFTER_HALF_WIDTHS: f64 = 10.0;

/// Watches what follows a spike at its place.
#[derive(Clone, Copy, Debug)]
pub struct AfterPotential {
    end_ms: f64,
    lowest_mv: f64,
    complete: bool,
}

impl AfterPotential {
    /// Of `spike`, from the moment at which its probe returned it.
    pub fn of(spike: &Spike) -> Self {
        let end_ms = spike.peak_time_ms + AFTER_HALF_WIDTHS * spike.half_width_ms;
        Self { end_ms, lowest_mv: f64::INFINITY, complete: false }
    }

    /// Takes the voltage `v_mv` at `time_ms`.
    pub fn record(&mut self, time_ms: f64, v_mv: f64) {
        self.complete |= time_ms > self.end_ms;
        if !self.complete {
            self.lowest_mv = self.lowest_mv.min(v_mv);
        }
    }

    /// Whether the ten half-widths have not passed yet.
    pub fn is_pending(&self) -> bool {
        !self.complete
    }

    /// The after-potential, mV, once the ten half-widths have passed.
    pub fn value_mv(&self) -> Option<f64> {
        Some(self.lowest_mv).filter(|lowest| self.complete && lowest.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A triangle 100 mV high over rest -60, rising for 1 ms and falling for 3, has a half-width of 2 ms; so has a train of
    /// them, and each is seen once.
    #[test]
    fn triangles_are_measured_exactly() {
        let dt = 1.0 / 64.0;
        let mut probe = Probe::new(0, -60.0, -10.0);
        let mut spikes = Vec::new();
        for k in 0..64 * 20 {
            let t = k as f64 * dt;
            let phase = t % 10.0;
            let v = if phase < 1.0 { -60.0 + 100.0 * phase } else { (40.0 - 100.0 * (phase - 1.0) / 3.0).max(-60.0) };
            spikes.extend(probe.record(t, dt, v));
        }
        assert_eq!(spikes.len(), 2);
        for (spike, start) in spikes.iter().zip([0.0, 10.0]) {
            assert!((spike.peak_mv - 40.0).abs() < 1e-9, "{spike:?}");
            assert!((spike.time_ms - start - 0.5).abs() < 2e-3, "{spike:?}");
            assert!((spike.half_width_ms - 2.0).abs() < 1e-2, "{spike:?}");
        }
    }

    /// A corner on a step is measured exactly, one between two steps at no more than its height; a parabola exactly anywhere.
    #[test]
    fn corners_are_not_overshot_and_smooth_tops_are_exact() {
        let dt = 1.0 / 64.0;
        let corner = |t: f64| if t < 0.0 { 40.0 + 90.0 * t } else { 40.0 - 170.0 * t };
        let smooth = |t: f64| 40.0 - 25.0 * t * t;
        for part in [0.0, 0.1, 0.25, 0.5, 0.7, 0.9] {
            let peak_mv = |curve: &dyn Fn(f64) -> f64| {
                let mut probe = Probe::new(0, -60.0, -10.0);
                let samples = (-160..=160).map(|k| (f64::from(k) + part) * dt);
                let spikes: Vec<Spike> = samples.filter_map(|t| probe.record(t, dt, curve(t).max(-60.0))).collect();
                assert_eq!(spikes.len(), 1);
                spikes[0].peak_mv
            };
            assert!((peak_mv(&smooth) - 40.0).abs() < 1e-9, "{part}: {}", peak_mv(&smooth));
            let highest_sample = corner(part * dt).max(corner((part - 1.0) * dt));
            let allowed = highest_sample - 1e-9..=40.0 + 1e-9;
            assert!(allowed.contains(&peak_mv(&corner)), "{part}: {}", peak_mv(&corner));
        }
    }

    /// Peak at 1 ms, half-width 2 ms: the minimum counts until 21 ms, and not what is lower later.
    #[test]
    fn the_after_potential_is_the_minimum_of_ten_half_widths() {
        let spike = Spike { time_ms: 0.5, peak_time_ms: 1.0, peak_mv: 40.0, half_width_ms: 2.0 };
        let mut after = AfterPotential::of(&spike);
        for (time_ms, v_mv) in [(2.6, -12.0), (5.0, -75.0), (21.0, -66.0)] {
            after.record(time_ms, v_mv);
            assert_eq!((after.is_pending(), after.value_mv()), (true, None));
        }
        after.record(21.1, -90.0);
        assert_eq!((after.is_pending(), after.value_mv()), (false, Some(-75.0)));
    }

    #[test]
    fn small_rises_are_not_spikes() {
        let mut probe = Probe::new(0, -60.0, -10.0);
        let spikes = (0..1000).filter_map(|k| probe.record(k as f64, 1.0, -60.0 + 40.0 * (k as f64 / 9.0).sin()));
        assert_eq!(spikes.count(), 0);
    }
}

//! What happened at one place, sampled where something happens.
//!
//! A sample is kept when the voltage has moved by half a millivolt since the one before, or a gate by a hundredth, or when a
//! longest gap is over. Before a jump, the last sample stands once more, so that a line through the samples does not anticipate
//! it. When the memory is full every second sample is dropped (none at which the voltage turns, if it can be), and from then on twice the distance counts, so
//! that all of a trace is equally dense.

use crate::fiber::Fiber;
use crate::membrane::AnyMembrane;

use super::quantity;

/// Samples that a trace holds at most.
pub const MOST_SAMPLES: usize = 8192;
/// Distance of the voltage that is worth a sample, mV.
const MOVED_MV: f64 = 0.5;
/// What then moves at once has stayed where it was, if it did so for this many times as long: else it was already on its way.
const LONG: f64 = 8.0;
/// Distance of a gate that is worth a sample.
const MOVED_GATE: f64 = 0.01;
/// Those distances are doubled up to so many times; beyond that the past alone becomes coarser.
const MOST_DOUBLINGS: u32 = 3;

/// The recorded past of one place.
#[derive(Clone, Debug)]
pub struct Trace {
    site: usize,
    gates: usize,
    /// Number of columns: time, then the quantities.
    columns: usize,
    /// Column by column, each with room for [`MOST_SAMPLES`].
    values: Vec<f64>,
    len: usize,
    longest_gap_ms: f64,
    /// When the fiber was looked at last, ms.
    seen_ms: f64,
    doublings: u32,
}

impl Trace {
    /// An empty trace of site `site`. A flat stretch has a sample at least every `longest_gap_ms`.
    pub fn new(membrane: &AnyMembrane, site: usize, longest_gap_ms: f64) -> Self {
        let columns = 1 + quantity::quantities(membrane).len();
        let gates = membrane.gate_names().len();
        Self {
            site,
            gates,
            columns,
            values: vec![0.0; columns * MOST_SAMPLES],
            len: 0,
            longest_gap_ms,
            seen_ms: 0.0,
            doublings: 0,
        }
    }

    /// The site recorded, an index into [`Fiber::excitable`].
    pub fn site(&self) -> usize {
        self.site
    }

    /// Forgets everything, and records site `site` from now on.
    pub fn aim(&mut self, site: usize, longest_gap_ms: f64) {
        (self.site, self.len, self.longest_gap_ms, self.doublings) = (site, 0, longest_gap_ms, 0);
    }

    /// Samples kept.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing has been kept.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The samples of a column: 0 for the time, ms, then the quantities; empty if there is no such column.
    pub fn column(&self, column: usize) -> &[f64] {
        let start = column.min(self.columns) * MOST_SAMPLES;
        self.values.get(start..start + self.len).unwrap_or_default()
    }

    /// Looks at the fiber, which is at `time_ms`, and keeps a sample if it is worth one. Allocates nothing.
    #[inline]
    pub fn record(&mut self, time_ms: f64, fiber: &dyn Fiber, membrane: &AnyMembrane) {
        let Some(last) = self.len.checked_sub(1) else {
            return self.keep(time_ms, fiber, membrane);
        };
        let times = f64::from(1 << self.doublings);
        let moved = self.distance(last, fiber);
        let last_ms = self.values[last];
        if moved >= times || time_ms - last_ms >= times * self.longest_gap_ms {
            if moved >= 2.0 * times && self.seen_ms - last_ms > LONG * (time_ms - self.seen_ms) {
                self.stay(last);
            }
            self.keep(time_ms, fiber, membrane);
        }
        self.seen_ms = time_ms;
    }

    /// How far the fiber is from sample `sample`, in distances that are worth one.
    fn distance(&self, sample: usize, fiber: &dyn Fiber) -> f64 {
        let then = |column: usize| self.values[column * MOST_SAMPLES + sample];
        let v_mv = fiber.transmembrane_mv()[fiber.excitable()[self.site]];
        // After the time and two potentials.
        let gates = fiber.gates(self.site)[..self.gates].iter().zip(3..);
        gates.fold((v_mv - then(1)).abs() / MOVED_MV, |farthest, (gate, column)| {
            farthest.max((gate - then(column)).abs() / MOVED_GATE)
        })
    }

    /// Keeps sample `sample` once more, at the time of the last look.
    fn stay(&mut self, sample: usize) {
        if self.len < MOST_SAMPLES {
            for column in self.values.chunks_exact_mut(MOST_SAMPLES) {
                column[self.len] = column[sample];
            }
            self.values[self.len] = self.seen_ms;
            self.len += 1;
        }
    }

    fn keep(&mut self, time_ms: f64, fiber: &dyn Fiber, membrane: &AnyMembrane) {
        if self.len == MOST_SAMPLES {
            self.thin();
        }
        self.values[self.len] = time_ms;
        let row = self.values.iter_mut().skip(MOST_SAMPLES + self.len).step_by(MOST_SAMPLES);
        quantity::read(fiber, membrane, self.site, row);
        self.len += 1;
    }

    /// Drops one sample of each two: the second, unless the voltage turns there.
    fn thin(&mut self) {
        let v_mv = &self.values[MOST_SAMPLES..2 * MOST_SAMPLES];
        let turns = |k: usize| match v_mv.get(k.wrapping_sub(1)..k + 2) {
            Some(&[before, here, after]) => (here - before) * (after - here) < 0.0,
            _ => true,
        };
        let kept: [usize; MOST_SAMPLES / 2] =
            std::array::from_fn(|pair| if turns(2 * pair) || !turns(2 * pair + 1) { 2 * pair } else { 2 * pair + 1 });
        for column in self.values.chunks_exact_mut(MOST_SAMPLES) {
            for (to, &from) in kept.iter().enumerate() {
                column[to] = column[from];
            }
        }
        self.len = MOST_SAMPLES / 2;
        self.doublings = (self.doublings + 1).min(MOST_DOUBLINGS);
    }
}

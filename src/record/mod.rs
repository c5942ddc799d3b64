//! What a lane did: traces at probes, and a picture over place and time. For whoever watches; protocols and sweeps do without.

mod quantity;
mod raster;
mod trace;

pub use quantity::{Quantity, QuantityKind, quantities, read, site_near};
pub use raster::{MOST_COLUMNS, MOST_ROWS, Raster, Stretch};
pub use trace::{MOST_SAMPLES, Trace};

use crate::fiber::Fiber;
use crate::membrane::AnyMembrane;

/// The recorded past of a lane.
#[derive(Clone, Debug)]
pub struct Recorder {
    traces: Vec<Trace>,
    raster: Raster,
}

/// What is to be recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Places of the probes, um.
    pub probes_um: Vec<f64>,
    /// Time that a spike takes from end to end, ms.
    pub travel_ms: f64,
    /// Half-width of a spike, ms.
    pub half_width_ms: f64,
}

impl Recorder {
    /// A recorder of `fiber`, which has this membrane, that has seen nothing.
    pub fn new(fiber: &dyn Fiber, membrane: &AnyMembrane, plan: &Plan) -> Self {
        let mut recorder = Self { traces: Vec::new(), raster: Raster::new(fiber, plan.travel_ms, plan.half_width_ms) };
        recorder.aim(fiber, membrane, plan);
        recorder
    }

    /// Moves the probes to where the plan has them. Those that stay keep what they have recorded.
    pub fn aim(&mut self, fiber: &dyn Fiber, membrane: &AnyMembrane, plan: &Plan) {
        // Also where nothing moves, there is a sample every half-width.
        let gap_ms = plan.half_width_ms;
        self.traces.truncate(plan.probes_um.len());
        for (index, &position_um) in plan.probes_um.iter().enumerate() {
            let site = site_near(fiber, position_um);
            match self.traces.get_mut(index) {
                Some(trace) if trace.site() == site => {}
                Some(trace) => trace.aim(site, gap_ms),
                None => self.traces.push(Trace::new(membrane, site, gap_ms)),
            }
        }
    }

    /// Forgets everything seen.
    pub fn reset(&mut self, fiber: &dyn Fiber, plan: &Plan) {
        for trace in &mut self.traces {
            trace.aim(trace.site(), plan.half_width_ms);
        }
        self.raster.expect(fiber.dt_ms(), plan.travel_ms, plan.half_width_ms);
    }

    /// Looks at the fiber, which is at `time_ms`. Allocates nothing.
    #[inline]
    pub fn record(&mut self, time_ms: f64, fiber: &dyn Fiber, membrane: &AnyMembrane) {
        for trace in &mut self.traces {
            trace.record(time_ms, fiber, membrane);
        }
        self.raster.record(time_ms, fiber);
    }

    /// The traces, one a probe.
    pub fn traces(&self) -> &[Trace] {
        &self.traces
    }

    /// The picture.
    pub fn raster(&self) -> &Raster {
        &self.raster
    }
}

//! The boundary between the engine and JavaScript: this and the files in `wasm/` are the only ones that name wasm-bindgen.
//!
//! A scenario comes in as text; structures go out through serde; arrays go out as pointer and length into the module's
//! memory. Such a view is good until the next call into the module: take it, draw from it, drop it.

use lol_alloc::{FreeListAllocator, LockedAllocator};
use serde::Serialize;
use wasm_bindgen::Clamped;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, ImageData};

use crate::experiment;
use crate::paint::{self, ColorTable, Theme};
use crate::scenario::{Scenario, ScenarioError, parameters};
use crate::simulation;

#[path = "wasm/shared.rs"]
mod shared;
use shared::{thrown, to_js};

/// A plain list of free stretches, a tenth the size of the standard allocator. What is allocated in a frame is small and freed in it,
/// and the rest is allocated when a scenario is built: `tests/browser/soak.test.js` watches that memory stays as it is.
#[global_allocator]
static ALLOCATOR: LockedAllocator<FreeListAllocator> = LockedAllocator::new(FreeListAllocator::new());

/// The table of parameters, without what they mean: `Parameter[]`.
#[wasm_bindgen]
pub fn schema() -> Result<JsValue, JsValue> {
    to_js(&parameters().collect::<Vec<_>>())
}

#[derive(Serialize)]
struct Opened {
    scenario: String,
    notices: Vec<crate::scenario::Notice>,
}

/// Reads a scenario with leniency: `{ scenario: string, notices: Notice[] }`, the text in its shortest form and what could
/// not be taken as given. Never throws for any text.
#[wasm_bindgen]
pub fn open(text: &str) -> Result<JsValue, JsValue> {
    let (scenario, notices) = Scenario::from_text_leniently(text);
    to_js(&Opened { scenario: scenario.text(), notices })
}

/// Color of a membrane `rise_mv` above its rest, as `0xRRGGBB`.
#[wasm_bindgen]
pub fn color(rise_mv: f64, dark: bool) -> u32 {
    paint::packed(rise_mv, Theme::of(dark))
}

/// What is known of fibers, kept from scenario to scenario.
#[wasm_bindgen]
#[derive(Default)]
pub struct Calibrations(experiment::Calibrations);

#[wasm_bindgen]
impl Calibrations {
    /// Nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }
}

/// A scenario on its way to be simulated, in slices, so that the page stays alive.
#[wasm_bindgen]
pub struct Building(simulation::Building);

#[wasm_bindgen]
impl Building {
    /// What has to be known of the scenario's fibers beside what is, and, if it is to begin `anew`, a simulation that records.
    ///
    /// # Errors
    /// If the text is not a scenario.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str, known: &Calibrations, anew: bool) -> Result<Building, JsValue> {
        Ok(Self(simulation::Building::new(text.parse().map_err(thrown)?, &known.0, anew.then_some(true))))
    }

    /// Works off so many slices, mostly well below a millisecond each, and says whether all is made.
    pub fn advance(&mut self, slices: u32) -> bool {
        self.0.advance(slices)
    }

    /// Puts what was found among what is known.
    pub fn keep_in(&self, known: &mut Calibrations) {
        if let Some(made) = self.0.calibrations() {
            known.0 = made.clone();
        }
    }

    /// The simulation, at rest, at time 0; undefined if it is not made, or was not asked for.
    ///
    /// # Errors
    /// An `Error` with `key`, `given` and `allowed` if it cannot be simulated.
    pub fn simulation(self) -> Result<Option<Simulation>, JsValue> {
        Ok(self.0.simulation().transpose().map_err(thrown)?.map(Simulation::of))
    }
}

/// All lanes of a scenario on one clock.
#[wasm_bindgen]
pub struct Simulation {
    inner: simulation::Simulation,
    pixels: Vec<u8>,
    values: Vec<f64>,
    colors: ColorTable,
}

#[wasm_bindgen]
impl Simulation {
    fn of(inner: simulation::Simulation) -> Self {
        Self { inner, pixels: Vec::new(), values: Vec::new(), colors: ColorTable::new(Theme::Light) }
    }

    /// The scenario as it is now, in its shortest form.
    pub fn scenario(&self) -> String {
        self.inner.scenario().text()
    }

    /// Number of lanes.
    pub fn lanes(&self) -> usize {
        self.inner.lanes()
    }

    /// Simulated time, ms.
    pub fn time_ms(&self) -> f64 {
        self.inner.time_ms()
    }

    /// The step of the clock, ms.
    pub fn tick_ms(&self) -> f64 {
        self.inner.tick_ms()
    }

    /// Moves on by `sim_ms` and returns the number of ticks done; what is less than a tick is remembered.
    pub fn advance(&mut self, sim_ms: f64) -> f64 {
        self.inner.advance(sim_ms) as f64
    }

    /// As `advance`, but ends when so much work is done, in compartments times steps; returns how much of `sim_ms` is done.
    pub fn advance_within(&mut self, sim_ms: f64, work: u32) -> f64 {
        self.inner.advance_within(sim_ms, work.into())
    }

    /// Starts a stimulus pulse now, in every lane.
    ///
    /// # Errors
    /// If the scenario holds as many pulses as it can.
    pub fn stimulate(&mut self) -> Result<(), JsValue> {
        self.inner.stimulate().map_err(thrown)
    }

    /// Sets a parameter by its key in the link; an empty value gives it its default again.
    ///
    /// # Errors
    /// If key or value are not allowed; nothing has changed then.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), JsValue> {
        self.inner.set(key, value).map_err(thrown)
    }

    /// What `set_leniently` would make of the scenario, as `open` says it; nothing is changed.
    pub fn changed(&self, key: &str, value: &str) -> Result<JsValue, JsValue> {
        let mut scenario = self.inner.scenario().clone();
        let notices = scenario.set_leniently(key, value).into_iter().collect();
        to_js(&Opened { scenario: scenario.text(), notices })
    }

    /// Takes over what is known, for the next change.
    pub fn learn(&mut self, known: &Calibrations) {
        self.inner.learn(&known.0);
    }

    /// As `set`, but a value out of range is moved to the nearest allowed one: the answer is the notice that says so, or null.
    ///
    /// # Errors
    /// If the scenario that results cannot be simulated; nothing has changed then.
    pub fn set_leniently(&mut self, key: &str, value: &str) -> Result<JsValue, JsValue> {
        to_js(&self.inner.set_leniently(key, value).map_err(thrown)?)
    }

    /// Whether `set_leniently` with these acts at once on the running simulation; else it starts at time 0.
    pub fn acts_live(&self, key: &str, value: &str) -> bool {
        self.inner.acts_live(key, value)
    }

    /// Back to time 0 and rest.
    pub fn reset(&mut self) {
        self.inner.reset();
    }

    /// Spikes that reached a site since the last call: `SpikeEvent[]`.
    pub fn take_events(&mut self) -> Result<JsValue, JsValue> {
        to_js(&self.inner.take_events())
    }

    /// What a lane is: `LaneInfo`.
    pub fn info(&self, lane: usize) -> Result<JsValue, JsValue> {
        to_js(&self.inner.info(self.known(lane)?))
    }

    /// What has been measured in a lane so far: `Measurement`.
    pub fn measure(&self, lane: usize) -> Result<JsValue, JsValue> {
        to_js(&self.inner.measure(self.known(lane)?))
    }

    /// As `measure`, without the safety factors: they are one for each node, and not for every frame.
    pub fn glance(&self, lane: usize) -> Result<JsValue, JsValue> {
        to_js(&self.inner.glance(self.known(lane)?))
    }

    /// Whether a lane has come to rest for good.
    pub fn settled(&self, lane: usize) -> Result<bool, JsValue> {
        Ok(self.inner.settled(self.known(lane)?))
    }

    /// Whether the stimulus of a lane is on.
    pub fn stimulus_on(&self, lane: usize) -> Result<bool, JsValue> {
        Ok(self.inner.stimulus_on(self.known(lane)?))
    }

    /// Number of compartments of a lane: the length of its views.
    pub fn compartments(&self, lane: usize) -> Result<usize, JsValue> {
        Ok(self.inner.position_um(self.known(lane)?).len())
    }

    /// Number of excitable compartments of a lane.
    pub fn excitable_len(&self, lane: usize) -> Result<usize, JsValue> {
        Ok(self.inner.excitable(self.known(lane)?).len())
    }

    /// Where the indices of the excitable compartments begin (u32).
    pub fn excitable_ptr(&self, lane: usize) -> Result<*const usize, JsValue> {
        Ok(self.inner.excitable(self.known(lane)?).as_ptr())
    }

    /// Where the outward ionic current densities at the excitable compartments begin (f64, mA/cm²).
    pub fn ionic_current_ptr(&mut self, lane: usize) -> Result<*const f64, JsValue> {
        let lane = self.known(lane)?;
        Ok(self.inner.ionic_current_ma_per_cm2(lane).as_ptr())
    }

    /// Where the compartments' positions begin (f64, um).
    pub fn position_um_ptr(&self, lane: usize) -> Result<*const f64, JsValue> {
        Ok(self.inner.position_um(self.known(lane)?).as_ptr())
    }

    /// Where the internal potentials begin (f64, mV).
    pub fn internal_mv_ptr(&self, lane: usize) -> Result<*const f64, JsValue> {
        Ok(self.inner.internal_mv(self.known(lane)?).as_ptr())
    }

    /// Where the transmembrane potentials begin (f64, mV).
    pub fn transmembrane_mv_ptr(&self, lane: usize) -> Result<*const f64, JsValue> {
        Ok(self.inner.transmembrane_mv(self.known(lane)?).as_ptr())
    }

    /// Paints the internal (or transmembrane) potential between two places of a lane as one row of `width` pixels, at row
    /// `y` of the canvas.
    #[allow(clippy::too_many_arguments)] // a flat list costs least at this boundary
    pub fn paint_strip(
        &mut self,
        canvas: &CanvasRenderingContext2d,
        lane: usize,
        transmembrane: bool,
        from_um: f64,
        to_um: f64,
        width: usize,
        y: f64,
        dark: bool,
    ) -> Result<(), JsValue> {
        let lane = self.known(lane)?;
        let window = (from_um, to_um);
        paint::lane(&mut self.pixels, &self.inner, lane, transmembrane, window, width, Theme::of(dark));
        put(canvas, &self.pixels, self.pixels.len() / 4, y)
    }

    /// What is known of each excitable place of a lane: `Quantity[]`.
    pub fn quantities(&self, lane: usize) -> Result<JsValue, JsValue> {
        to_js(&self.inner.quantities(self.known(lane)?))
    }

    /// The excitable place nearest to another, um: internodes have no gates.
    pub fn site_um(&self, lane: usize, position_um: f64) -> Result<f64, JsValue> {
        let lane = self.known(lane)?;
        Ok(self.inner.site_um(lane, self.inner.site_near(lane, position_um)))
    }

    /// Where the values of the quantities begin (f64) that hold now at the excitable place nearest to another.
    pub fn values_ptr(&mut self, lane: usize, position_um: f64) -> Result<*const f64, JsValue> {
        let lane = self.known(lane)?;
        self.values = self.inner.values(lane, self.inner.site_near(lane, position_um));
        Ok(self.values.as_ptr())
    }

    /// Part of the sodium channels at the stimulated end that can open, over that at rest.
    pub fn sodium_available(&self, lane: usize) -> Result<f64, JsValue> {
        Ok(self.inner.sodium_available(self.known(lane)?))
    }

    /// Begins to record what happens at the probes and over place and time, or stops and forgets it.
    pub fn record(&mut self, on: bool) {
        self.inner.record(on);
    }

    /// Places that are recorded, um; none unless `record` is on.
    pub fn probes(&self, lane: usize) -> Result<Vec<f64>, JsValue> {
        Ok(self.inner.probes_um(self.known(lane)?))
    }

    /// Number of samples of a probe; 0 if there is no such probe.
    pub fn trace_len(&self, lane: usize, probe: usize) -> Result<usize, JsValue> {
        Ok(self.inner.trace(self.known(lane)?, probe).map_or(0, |trace| trace.len()))
    }

    /// Where the samples of a column begin (f64): 0 for the time, ms, then the quantities in their order.
    pub fn trace_ptr(&self, lane: usize, probe: usize, column: usize) -> Result<*const f64, JsValue> {
        Ok(self.inner.trace(self.known(lane)?, probe).map_or(&[][..], |trace| trace.column(column)).as_ptr())
    }

    /// What the picture over place and time consists of: columns, rows so far, the time from which on it is known, ms, and three
    /// numbers for each stretch: when it begins, ms, the time that each of its rows lasts, ms, and its first row. When the rows
    /// run out some are merged. After the last row of a stretch the fiber has been near rest. Empty unless `record` is on.
    pub fn raster(&self, lane: usize) -> Result<Vec<f64>, JsValue> {
        let raster = self.inner.raster(self.known(lane)?);
        Ok(raster.map_or(Vec::new(), |raster| {
            let mut numbers = vec![raster.columns() as f64, raster.rows() as f64, raster.known_from_ms()];
            for stretch in raster.stretches() {
                numbers.extend([stretch.start_ms, stretch.row_ms, stretch.first_row as f64]);
            }
            numbers
        }))
    }

    /// Paints the picture over place and time from row `first_row` on, a pixel a value, at the row's place on the canvas.
    pub fn paint_raster(
        &mut self,
        canvas: &CanvasRenderingContext2d,
        lane: usize,
        transmembrane: bool,
        first_row: usize,
        dark: bool,
    ) -> Result<(), JsValue> {
        let lane = self.known(lane)?;
        if self.colors.theme() != Theme::of(dark) {
            self.colors = ColorTable::new(Theme::of(dark));
        }
        let Some(raster) = self.inner.raster(lane).filter(|raster| first_row < raster.rows()) else {
            return Ok(());
        };
        paint::raster(&mut self.pixels, raster, first_row, transmembrane, &self.colors);
        put(canvas, &self.pixels, raster.columns(), first_row as f64)
    }

    /// Potential that was recorded at a place and time, mV; undefined off the fiber, in the future, or unless `record` is on.
    pub fn raster_mv(
        &self,
        lane: usize,
        position_um: f64,
        time_ms: f64,
        transmembrane: bool,
    ) -> Result<Option<f64>, JsValue> {
        Ok(self.inner.recorded_mv(self.known(lane)?, position_um, time_ms, transmembrane))
    }

    fn known(&self, lane: usize) -> Result<usize, JsValue> {
        let lanes = self.inner.lanes();
        if lane < lanes {
            return Ok(lane);
        }
        let allowed = ["0 to ", &(lanes - 1).to_string()].concat();
        Err(thrown(ScenarioError::new("lane", &lane.to_string(), allowed)))
    }
}

/// Puts pixels, RGBA, in rows of `width`, on the canvas with the first row at `y`.
fn put(canvas: &CanvasRenderingContext2d, pixels: &[u8], width: usize, y: f64) -> Result<(), JsValue> {
    let height = pixels.len() / (4 * width);
    let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(pixels), width as u32, height as u32)?;
    canvas.put_image_data(&image, 0.0, y)
}

//! The boundary between the engine and a figure in a text: a module half the size of the page's.
//!
//! It is the same engine, compiled for size with `--cfg figure`, and computes the same bits (in fibers of 512 internodes and
//! more the page finds the rest in another way, which agrees to the last digits). It has what figures mostly show:
//! the fibers mrg, c and squid with their injuries, temperatures and drugs, under the stimulator that every fiber has. It lacks
//! all text, frog and patch, lidocaine, further electrodes, events, and close-ups. A scenario comes as numbers
//! (`src/scenario/numbers.rs`), which the figure's JavaScript reads off the text; one that it or this module does not take as it
//! stands, whatever the reason, goes to the whole engine, which takes it or says what is wrong (`www/src/element/engine.js`).
//!
//! Structures go out as numbers in a fixed order, NaN for what has no value; arrays as pointer and length. Beside
//! [`crate::wasm`] the only file that names wasm-bindgen.

use std::cell::RefCell;

use lol_alloc::{FreeListAllocator, LockedAllocator};
use wasm_bindgen::prelude::*;

use crate::experiment::Calibrations;
use crate::fiber::GeometrySource;
use crate::paint::{self, Theme};
use crate::scenario::Scenario;
use crate::simulation::{self, Building};

/// A figure allocates when it is built, and seldom afterwards: a plain list of free stretches does, a tenth the size of the
/// standard allocator.
#[global_allocator]
static ALLOCATOR: LockedAllocator<FreeListAllocator> = LockedAllocator::new(FreeListAllocator::new());

thread_local! {
    /// What is known of fibers: all figures of a page share it.
    static CALIBRATIONS: RefCell<Calibrations> = RefCell::default();
    /// What is being built, and of the scenario of which numbers, as bits.
    static UNDER_WAY: RefCell<Option<(Vec<u64>, Building)>> = const { RefCell::new(None) };
}

/// The first of the views that have a value for each excitable compartment only.
const IONIC_CURRENT: u8 = 3;

/// Whether this module takes the scenario of these numbers.
#[wasm_bindgen]
pub fn takes(numbers: &[f64]) -> bool {
    Scenario::from_numbers(numbers).is_some()
}

/// Works off so many slices, mostly well below a millisecond each, of what has to be found and built before a scenario can begin, and
/// says whether there is nothing left to do: [`Simulation::begin`] is then quick. Another scenario than last time begins anew.
#[wasm_bindgen]
pub fn prepare(numbers: &[f64], slices: u32) -> bool {
    let bits = bits_of(numbers);
    let mut work = match UNDER_WAY.take() {
        Some((of, work)) if of == bits => work,
        _ => {
            // What this module does not take, it need not know.
            let Some(scenario) = Scenario::from_numbers(numbers) else { return true };
            CALIBRATIONS.with_borrow(|known| Building::new(scenario, known, Some(false)))
        }
    };
    let done = work.advance(slices);
    if let Some(made) = work.calibrations() {
        CALIBRATIONS.set(made.clone());
    }
    UNDER_WAY.set(Some((bits, work)));
    done
}

/// Color of a membrane `rise_mv` above its rest, as `0xRRGGBB`.
#[wasm_bindgen]
pub fn color(rise_mv: f64, dark: bool) -> u32 {
    paint::packed(rise_mv, Theme::of(dark))
}

/// All lanes of a scenario on one clock: see [`crate::wasm::Simulation`].
#[wasm_bindgen]
pub struct Simulation {
    inner: simulation::Simulation,
    pixels: Vec<u8>,
}

#[wasm_bindgen]
impl Simulation {
    /// The scenario at rest, at time 0, if this module takes it.
    pub fn begin(numbers: &[f64]) -> Option<Simulation> {
        prepare(numbers, u32::MAX);
        let (_, building) = UNDER_WAY.take()?;
        let inner = building.simulation()?.ok()?;
        Some(Self { inner, pixels: Vec::new() })
    }

    /// A number that is asked for in every frame: 0 the simulated time, ms, 1 the step of the clock, ms, 2 how many lanes there are;
    /// of a lane 3 whether it has come to rest for good, 4 whether its stimulus is on.
    pub fn number(&self, what: u8, lane: usize) -> f64 {
        match what {
            0 => self.inner.time_ms(),
            1 => self.inner.tick_ms(),
            2 => self.inner.lanes() as f64,
            3 => f64::from(self.inner.settled(lane)),
            _ => f64::from(self.inner.stimulus_on(lane)),
        }
    }

    /// Moves on by `sim_ms`, but ends when so much work is done, in compartments times steps; returns how much of `sim_ms` is done.
    pub fn advance_within(&mut self, sim_ms: f64, work: u32) -> f64 {
        self.inner.advance_within(sim_ms, work.into())
    }

    /// Starts stimulus pulses at these times, ms, ascending, in every lane, and at no others.
    pub fn set_onsets(&mut self, onsets_ms: &[f64]) {
        self.inner.set_onsets(onsets_ms);
    }

    /// Back to time 0 and rest.
    pub fn reset(&mut self) {
        self.inner.reset();
    }

    /// What a lane is, or what has been measured in it so far: the numbers that `www/src/element/small.js` names.
    pub fn numbers(&self, lane: usize, measured: bool) -> Vec<f64> {
        if measured { self.measured(lane) } else { self.info(lane) }
    }

    /// Number of values in such a view.
    pub fn view_len(&self, lane: usize, what: u8) -> usize {
        if what < IONIC_CURRENT { self.inner.position_um(lane).len() } else { self.inner.excitable(lane).len() }
    }

    /// Where the values of a lane begin, in the order of its compartments: 0 their positions (f64, um), 1 internal potentials, 2
    /// transmembrane potentials (f64, mV); of the excitable ones 3 the outward ionic current density (f64, mA/cm²), 4 the indices
    /// (u32).
    pub fn view(&mut self, lane: usize, what: u8) -> *const u8 {
        match what {
            0 => self.inner.position_um(lane).as_ptr().cast(),
            1 => self.inner.internal_mv(lane).as_ptr().cast(),
            2 => self.inner.transmembrane_mv(lane).as_ptr().cast(),
            IONIC_CURRENT => self.inner.ionic_current_ma_per_cm2(lane).as_ptr().cast(),
            _ => self.inner.excitable(lane).as_ptr().cast(),
        }
    }

    /// Paints one row of `width` pixels (see [`crate::wasm::Simulation::paint_strip`]) and returns where its RGBA bytes begin.
    pub fn paint(
        &mut self,
        lane: usize,
        transmembrane: bool,
        from_um: f64,
        to_um: f64,
        width: usize,
        dark: bool,
    ) -> *const u8 {
        let window = (from_um, to_um);
        paint::lane(&mut self.pixels, &self.inner, lane, transmembrane, window, width, Theme::of(dark));
        self.pixels.as_ptr()
    }
}

impl Simulation {
    fn info(&self, lane: usize) -> Vec<f64> {
        let info = self.inner.info(lane);
        let geometry = info.geometry.map(|source| match source {
            GeometrySource::Published => 0.0,
            GeometrySource::Interpolated => 1.0,
            GeometrySource::Extension => 2.0,
            GeometrySource::Extrapolated => 3.0,
        });
        vec![
            f64::from(info.fiber as u8),
            f64::from(info.membrane as u8),
            info.diameter_um,
            info.axon_diameter_um,
            info.node_diameter_um,
            info.node_spacing_um,
            known(geometry),
            known(info.lamellae),
            known(info.g_ratio),
            info.length_mm,
            info.celsius,
            index(info.bare_counterpart_of),
            known(info.threshold_na),
            known(info.healthy_threshold_na),
            info.amplitude_na,
            info.duration_ms,
            info.rest_mv,
            known(info.peak_mv),
            known(info.expected_velocity_m_per_s),
            known(info.expected_half_width_ms),
            info.dt_ms,
            info.compartments as f64,
        ]
    }

    fn measured(&self, lane: usize) -> Vec<f64> {
        let measured = self.inner.glance(lane);
        vec![
            f64::from(measured.conducts),
            measured.spikes as f64,
            known(measured.velocity_m_per_s),
            known(measured.peak_mv),
            known(measured.half_width_ms),
            known(measured.arrival_ms),
            known(measured.last_arrival_ms),
            known(measured.last_fired_mm),
            index(measured.last_fired_node),
        ]
    }
}

fn known(value: Option<f64>) -> f64 {
    value.unwrap_or(f64::NAN)
}

fn index(value: Option<usize>) -> f64 {
    known(value.map(|index| index as f64))
}

/// As NaN is a number here that equals itself.
fn bits_of(numbers: &[f64]) -> Vec<u64> {
    numbers.iter().map(|number| number.to_bits()).collect()
}

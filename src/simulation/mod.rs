//! The facade: a scenario, run.
//!
//! What is measured is defined here, at [`crate::measure`] (spikes) and at [`crate::experiment`] (what takes several runs).
//!
//! # Where a spike is
//!
//! At a place a spike is a rise at least half way from rest to the peak that a steadily conducted spike of this fiber has there;
//! of the healthy fiber, where this one conducts none; 50 mV, where neither does. It has been conducted when it passes 75 % of
//! the length. Peak, half-width and after-potential are those of the first spike at mid-length.
//!
//! # Velocity
//!
//! Distance over time between two places, each passed when the voltage crosses the level midway between rest and the peak there.
//! A spike that begins at an end, or in the quarter beside it, is timed at the sites nearest 25 % and 75 % of the length (of two
//! that are equally near, the outer one). One that begins in the middle half runs both ways: it is timed at 25 % and 75 % of the
//! longer of the two ways, from where it was first seen to that end, or of the shorter where that cannot be. In between it must
//! pass one site after the other: where two spikes meet, or an electrode excites a stretch at once, the difference of two times
//! is no velocity, and there is none ([`NoVelocity`]).
//!
//! # Safety factor
//!
//! Of a node: the charge that it puts to use while it is excited over the charge that excited it (Shaw & Rudy, Circ Res 81:727,
//! 1997; Leon & Roberge, Circ Res 69:378, 1991). What charges its own membrane, and what it sends on, is by conservation of
//! charge what came in less what its channels let out again:
//!
//! ```text
//! SF = (Q_C + Q_out) / Q_in = 1 - Q_ion / Q_in
//! ```
//!
//! with the outward ionic charge `Q_ion` and the charge `Q_in` that flows in along the axon, both from a rise of 1 mV to the peak
//! of the first excitation. Above 1 the node adds charge of its own; below 1 it passes on less than it got, and the spike
//! dies. Of a piece of a bare axon it would depend on how long the piece is: it is not defined there.

mod building;
mod change;
mod lane;
mod quarters;
mod record;
mod safety;
mod travel;
mod work;

use std::collections::VecDeque;

use serde::Serialize;

use crate::experiment::{Calibration, Calibrations};
use crate::fiber::Fiber;
use crate::scenario::{Amplitude, Scenario, ScenarioError, write_number};
use crate::slices::{Shared, finish, in_slices, pause};

#[cfg(feature = "cli")]
pub(crate) use lane::SHORTEST_TRAVEL_STEPS;
pub use lane::{ElectrodeInfo, LaneInfo, Measurement};
pub(crate) use lane::{PATIENCE, QUIET_HALF_WIDTHS, UNKNOWN_MS};
pub(crate) use quarters::quarter_sites;
pub use travel::NoVelocity;

pub use building::Building;
pub use work::{MAX_ADVANCE_WORK, MAX_EXPERIMENT_WORK, MAX_WORK, MAX_WORK_AWAKE, WORK_UNIT};
pub(crate) use work::{StepWork, certain_work, most_work, too_much};

use lane::LaneState;

/// Most events that are kept until somebody takes them; older ones are dropped first.
const MAX_EVENTS: usize = 4096;

/// Most time of one call of [`Simulation::advance`], ms: a quarter of an hour of nerve. A power of two, so whole ticks.
pub const MAX_ADVANCE_MS: f64 = 1_048_576.0;

/// A spike that reached a site: a node of a myelinated fiber, or one of 21 equally spaced places of a bare one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SpikeEvent {
    /// Lane, from 0.
    pub lane: usize,
    /// Site, from 0 at the stimulated end.
    pub site: usize,
    /// Place of the site, um from the stimulated end.
    pub position_um: f64,
    /// Time at which the membrane rose through the level midway between rest and the peak of a conducted spike, ms.
    pub time_ms: f64,
}

/// All lanes of a scenario on one clock.
///
/// Each lane has its own time step, a power of two, and does not know of the others: what it computes is the same alone
/// and in company. The clock moves in whole steps of the slowest lane. Nothing here reads a clock or draws a random number.
pub struct Simulation {
    scenario: Scenario,
    lanes: Vec<LaneState>,
    tick_ms: f64,
    /// Time of the last restart of the tick count, ms.
    origin_ms: f64,
    ticks: u64,
    /// How far `advance` has been asked to go, ms.
    target_ms: f64,
    events: VecDeque<SpikeEvent>,
    calibrations: Calibrations,
    recording: bool,
}

impl Simulation {
    /// Builds every lane of `scenario`, at rest, at time 0.
    ///
    /// # Errors
    /// If a lane needs its threshold and has none.
    pub fn new(scenario: &Scenario) -> Result<Self, ScenarioError> {
        Self::with_calibrations(scenario, Calibrations::default())
    }

    /// The same with calibrations made before: without a search, if they were made for this scenario (see [`Building`]).
    ///
    /// # Errors
    /// If a lane needs its threshold and has none.
    pub fn with_calibrations(scenario: &Scenario, calibrations: Calibrations) -> Result<Self, ScenarioError> {
        finish(Self::build(scenario.clone(), calibrations, false))
    }

    /// The same in slices; it records, if `recording`.
    #[inline(never)]
    fn build(
        scenario: Scenario,
        calibrations: Calibrations,
        recording: bool,
    ) -> Shared<'static, Result<Self, ScenarioError>> {
        Box::pin(Self::build_in_slices(scenario, calibrations, recording))
    }

    async fn build_in_slices(
        scenario: Scenario,
        mut calibrations: Calibrations,
        recording: bool,
    ) -> Result<Self, ScenarioError> {
        let mut lanes = Vec::new();
        for (index, lane) in scenario.resolve().into_iter().enumerate() {
            lanes.push(in_slices!(LaneState::build(index, lane, &mut calibrations))?);
            pause().await;
        }
        let mut simulation = Self {
            scenario,
            lanes,
            tick_ms: 1.0,
            origin_ms: 0.0,
            ticks: 0,
            target_ms: 0.0,
            events: VecDeque::with_capacity(if cfg!(figure) { 0 } else { MAX_EVENTS }),
            calibrations,
            recording,
        };
        simulation.find_tick();
        // A figure records nothing. (What an `async fn` never comes to is in the module all the same.)
        #[cfg(not(figure))]
        for lane in 0..simulation.lanes.len() {
            simulation.aim_lane(lane, &simulation.probes_wanted_um());
            pause().await;
        }
        Ok(simulation)
    }

    /// Takes over calibrations that were made elsewhere, for the next change.
    pub fn learn(&mut self, calibrations: &Calibrations) {
        self.calibrations = calibrations.clone();
    }

    /// The calibrations that were made, for the next simulation.
    pub(crate) fn into_calibrations(self) -> Calibrations {
        self.calibrations
    }

    /// The scenario as it is now, with every stimulus and change since the start.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// Number of lanes.
    pub fn lanes(&self) -> usize {
        self.lanes.len()
    }

    /// Simulated time, ms.
    pub fn time_ms(&self) -> f64 {
        self.origin_ms + self.ticks as f64 * self.tick_ms
    }

    /// The step of the clock, ms: the longest time step of all lanes.
    pub fn tick_ms(&self) -> f64 {
        self.tick_ms
    }

    /// Moves on by `sim_ms` (0 or more; anything else, NaN too, is 0) and returns the number of ticks done. Only whole ticks
    /// are done; what is left is remembered. Allocates nothing.
    ///
    /// A call always returns: it moves on by at most [`MAX_ADVANCE_MS`], and ends with the tick that completes
    /// [`MAX_ADVANCE_WORK`]. What it was asked for beyond that is dropped: the ticks done times [`Self::tick_ms`] say how far it
    /// got. Time in which all fibers sleep and no current flows is passed over at once, and changes no bit.
    ///
    /// For times that are whole ticks, `advance(a + b)` and `advance(a); advance(b)` give the same bits.
    pub fn advance(&mut self, sim_ms: f64) -> u64 {
        let (ticks, _) = self.go(sim_ms, MAX_ADVANCE_WORK);
        ticks
    }

    /// As [`Self::advance`], but ends with the tick that completes `work`, in compartments times steps: for who has little time,
    /// and does not know what the scenario costs. Returns how much of `sim_ms` is done, ms.
    pub fn advance_within(&mut self, sim_ms: f64, work: u64) -> f64 {
        let asked_ms = if sim_ms > 0.0 && sim_ms.is_finite() { sim_ms.min(MAX_ADVANCE_MS) } else { 0.0 };
        let from_ms = self.target_ms;
        match self.go(asked_ms, work.min(MAX_ADVANCE_WORK)) {
            (_, true) => asked_ms,
            (_, false) => (self.time_ms() - from_ms).max(0.0).min(asked_ms),
        }
    }

    /// Moves on; the ticks done, and whether that is all that was asked for.
    fn go(&mut self, sim_ms: f64, work: u64) -> (u64, bool) {
        if sim_ms > 0.0 && sim_ms.is_finite() {
            self.target_ms += sim_ms.min(MAX_ADVANCE_MS);
        }
        let due = ((self.target_ms - self.origin_ms) / self.tick_ms).floor() as u64;
        let (before, enough) = (self.ticks, self.work() + work);
        let mut all = true;
        while self.ticks < due {
            let time_ms = self.time_ms();
            if let Some(quiet) = self.quiet_ticks().filter(|&quiet| quiet > 0) {
                self.ticks += quiet.min(due - self.ticks);
                let now_ms = self.time_ms();
                self.lanes.iter_mut().for_each(|lane| lane.rest(time_ms, now_ms));
                continue;
            }
            for lane in &mut self.lanes {
                lane.tick(time_ms, self.tick_ms, &mut self.events);
            }
            self.ticks += 1;
            if self.work() > enough && self.ticks < due {
                self.target_ms = self.time_ms();
                all = false;
                break;
            }
        }
        let time_ms = self.time_ms();
        for lane in &mut self.lanes {
            lane.look(time_ms);
        }
        (self.ticks - before, all)
    }

    /// Ticks from now on in which all fibers sleep and no current flows, if all sleep now; [`u64::MAX`] if no current is to come.
    pub(crate) fn quiet_ticks(&self) -> Option<u64> {
        if !self.lanes.iter().all(LaneState::is_asleep) {
            return None;
        }
        let time_ms = self.time_ms();
        let next_ms = self.lanes.iter().filter_map(|lane| lane.next_current_ms(time_ms)).reduce(f64::min);
        // A tick less, so that rounding does not matter.
        Some(
            next_ms.map_or(u64::MAX, |next_ms| (((next_ms - time_ms) / self.tick_ms).floor() as u64).saturating_sub(1)),
        )
    }

    /// Work done by these lanes since they were built, in compartments times steps: those awake, and what else costs time
    /// (see [`MAX_WORK`]).
    pub fn work(&self) -> u64 {
        self.lanes.iter().map(LaneState::work).sum()
    }

    /// Starts a stimulus pulse now, in every lane. It becomes part of the scenario.
    ///
    /// # Errors
    /// If the scenario holds as many pulses as it can, or the clock is past what it can name.
    pub fn stimulate(&mut self) -> Result<(), ScenarioError> {
        let mut onsets = self.scenario.stimulus.stim.clone().unwrap_or_else(|| vec![0.0]);
        onsets.push(self.time_ms());
        let list: Vec<String> = onsets.iter().map(|&onset_ms| write_number(onset_ms)).collect();
        self.set("stim", &list.join(","))
    }

    /// Starts stimulus pulses at these times, ms, ascending, and at no others.
    #[cfg(figure)]
    pub fn set_onsets(&mut self, onsets_ms: &[f64]) {
        for lane in &mut self.lanes {
            lane.set_onsets(onsets_ms.to_vec());
        }
    }

    /// Back to time 0 and rest. The scenario, stimuli included, stays.
    pub fn reset(&mut self) {
        for lane in &mut self.lanes {
            lane.reset();
        }
        self.events.clear();
        (self.origin_ms, self.ticks, self.target_ms) = (0.0, 0, 0.0);
        // A figure records nothing.
        if !cfg!(figure) {
            self.reset_recorders();
        }
    }

    /// The spikes that reached a site since the last call, in the order of time within each lane.
    pub fn take_events(&mut self) -> Vec<SpikeEvent> {
        self.events.drain(..).collect()
    }

    /// What lane `lane` is: geometry, calibration, step.
    ///
    /// # Panics
    /// If there is no such lane; as do all methods that take one.
    pub fn info(&self, lane: usize) -> LaneInfo {
        self.lanes[lane].info()
    }

    /// What has been measured in lane `lane` so far.
    pub fn measure(&self, lane: usize) -> Measurement {
        self.lanes[lane].measurement(true)
    }

    /// As [`Self::measure`], without the safety factors: a long fiber has many, and few ask for them.
    pub fn glance(&self, lane: usize) -> Measurement {
        self.lanes[lane].measurement(false)
    }

    /// Centre of each compartment, um from the stimulated end.
    pub fn position_um(&self, lane: usize) -> &[f64] {
        self.fiber(lane).position_um()
    }

    /// Potential of the axoplasm against the far outside, mV, one value a compartment.
    pub fn internal_mv(&self, lane: usize) -> &[f64] {
        self.fiber(lane).internal_mv()
    }

    /// Potential across the axolemma, mV, one value a compartment.
    pub fn transmembrane_mv(&self, lane: usize) -> &[f64] {
        self.fiber(lane).transmembrane_mv()
    }

    /// Internal potential at rest, mV, one value a compartment.
    pub fn rest_internal_mv(&self, lane: usize) -> &[f64] {
        self.fiber(lane).rest_internal_mv()
    }

    /// Transmembrane potential at rest, mV, one value a compartment.
    pub fn rest_mv(&self, lane: usize) -> &[f64] {
        self.fiber(lane).rest_mv()
    }

    /// Outward ionic current density at each excitable compartment (see [`Self::excitable`]), mA/cm².
    pub fn ionic_current_ma_per_cm2(&mut self, lane: usize) -> &[f64] {
        self.lanes[lane].ionic_current_ma_per_cm2()
    }

    /// Compartments that carry voltage-gated channels: the nodes of a myelinated fiber, all of a bare one.
    pub fn excitable(&self, lane: usize) -> &[usize] {
        self.fiber(lane).excitable()
    }

    /// Whether lane `lane` has come to rest for good: no stimulus is on or to come, no membrane has been more than a fifth of
    /// a spike above rest for ten half-widths, and the after-potential is known. A fiber that goes on firing by itself counts
    /// as settled three travel times after the last stimulus.
    pub fn settled(&self, lane: usize) -> bool {
        self.lanes[lane].settled(self.time_ms())
    }

    /// Whether the stimulus of lane `lane` is on.
    pub fn stimulus_on(&self, lane: usize) -> bool {
        self.lanes[lane].stimulus_on(self.time_ms())
    }

    /// The conducted spike by which lane `lane` tells what counts as one; `None` if no pulse makes it conduct.
    pub fn expected_spike(&self, lane: usize) -> Option<Calibration> {
        self.lanes[lane].expected_spike()
    }

    fn fiber(&self, lane: usize) -> &dyn Fiber {
        self.lanes[lane].fiber()
    }

    fn find_tick(&mut self) {
        self.tick_ms = self.lanes.iter().map(|lane| lane.fiber().dt_ms()).fold(0.0, f64::max);
    }
}

/// The fiber of lane `index` of `scenario`, alone and at rest, with what is known of it (`calibrations` are kept). Its
/// electrodes are attached; what they carry is the caller's business.
///
/// # Panics
/// If there is no such lane.
pub(crate) fn fiber_alone(
    scenario: &Scenario,
    index: usize,
    calibrations: &mut Calibrations,
) -> Result<(LaneInfo, Box<dyn Fiber>, StepWork), ScenarioError> {
    let mut lane = scenario.resolve().swap_remove(index);
    // A multiple of the threshold would be refused where there is none.
    lane.amplitude = Amplitude::Nanoampere(0.0);
    let state = finish(LaneState::build(index, lane, calibrations))?;
    let info = state.info();
    let (fiber, step_work) = state.into_fiber();
    Ok((info, fiber, step_work))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Little by little, by work, gives the bits of one go by time.
    #[test]
    fn advancing_within_a_budget_of_work_changes_nothing_but_the_number_of_calls() {
        let scenario: Scenario = "a.fiber=mrg&b.fiber=c&b.length=5".parse().expect("a scenario");
        let [mut whole, mut little] = [(); 2].map(|()| Simulation::new(&scenario).expect("it can be built"));
        whole.advance(0.4);
        let (mut left_ms, mut calls) = (0.4, 0);
        while left_ms > 1e-12 {
            let done_ms = little.advance_within(left_ms, 2000);
            assert!(done_ms > 0.0 && done_ms <= left_ms);
            left_ms -= done_ms;
            calls += 1;
        }
        assert!(calls > 10, "{calls} calls");
        assert!((whole.time_ms() - little.time_ms()).abs() < 1.5 * whole.tick_ms());
        // A tick more or less by rounding of what is left: go to the same tick.
        while little.time_ms() < whole.time_ms() {
            little.advance(little.tick_ms());
        }
        assert_eq!(whole.internal_mv(0), little.internal_mv(0));
        assert_eq!(little.advance_within(f64::NAN, 2000), 0.0);
        assert_eq!(little.advance_within(-1.0, 2000), 0.0);
    }
}

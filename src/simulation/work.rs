//! What a run costs, counted: so that whatever is asked for ends, on a fast machine after as much as on a slow one.
//!
//! The unit is one compartment for one step. Each step counts the compartments that are awake (one with a frog's membrane,
//! whose currents need exponentials, for four; one so far from rest that its rates are in no table, for more; more for electrodes
//! outside), what its electrodes' currents take to evaluate, and a few units for what is done once a step. Measured over random
//! scenarios, a unit takes 5 to 15 ns of one core of a small server, so that what a measurement may do takes a minute or two.

use std::ops::Range;

use crate::fiber::{Fiber, FiberKind, Resolution};
use crate::membrane::{MembraneKind, TABLED_MV};
use crate::scenario::{Amplitude, Lane, Scenario, ScenarioError, Sleep, sentence};
use crate::stimulus::{Electrode, Place};

/// Most work of a measurement, in compartments times steps, unless more is allowed: fifteen times that of a spike along a C fiber of
/// 1.8 m, and more than any fiber that there can be takes for one. Four times as much ([`MAX_WORK_AWAKE`]) where `sleep=off` asks
/// for everything to be computed.
pub const MAX_WORK: u64 = 10_000_000_000;
/// Most work of a measurement with `sleep=off`, in compartments times steps, unless more is allowed: twice that of a C fiber of 1.8 m.
pub const MAX_WORK_AWAKE: u64 = 4 * MAX_WORK;
/// Most work of all runs of an experiment, in compartments times steps, unless more is allowed: only rates against current along a
/// whole fiber, each of 2 s of firing, come near it.
pub const MAX_EXPERIMENT_WORK: u64 = 4 * MAX_WORK;
/// Most work of one call of [`super::Simulation::advance`], in compartments times steps.
pub const MAX_ADVANCE_WORK: u64 = 4_000_000_000;
/// What work is counted in.
pub const WORK_UNIT: &str = "compartments times steps";

/// Units for what is done once in a step.
const STEP: u64 = 4;
/// Compartments of other membranes that cost as much as one of a frog's.
const FROG: u64 = 4;
/// Further units of a compartment whose rates are in no table, since its voltage is beyond [`TABLED_MV`].
const BEYOND: u64 = 8;
/// Steps between two looks at how many such compartments there are.
const BEYOND_STEPS: u64 = 16;
/// Compartments that are looked over, asleep or awake, for one unit a step.
const LOOKED_OVER: u64 = 256;
/// Compartments that drift back to rest, in longer steps, for one that is stepped in every step, at the least.
const LONG_STEP: u64 = 16;
/// Electrodes outside whose fields cost as much as a compartment's own equations.
const FIELDS: u64 = 4;

/// Compartments that a current inside keeps awake, at the least.
const WOKEN: f64 = 32.0;

/// Most work of a measurement of `scenario`.
pub(crate) fn most_work(scenario: &Scenario) -> u64 {
    let awake = scenario.lanes.iter().any(|lane| lane.sleep == Some(Sleep::Off));
    if awake { MAX_WORK_AWAKE } else { MAX_WORK }
}

/// What is refused because it takes, or has taken, more than `most` work.
pub(crate) fn too_much(key: &str, given: &str, most: u64) -> ScenarioError {
    let most = format!("{most:e}");
    let allowed = sentence!("{} compartments times steps: fewer, shorter or earlier stimuli, or shorter fibers", most);
    ScenarioError::new(key, given, allowed)
}

/// What a compartment of `membrane` costs, in those of others.
fn weight(membrane: MembraneKind) -> u64 {
    if membrane == MembraneKind::Frog { FROG } else { 1 }
}

/// The work of a step of one fiber.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StepWork {
    step: u64,
    /// A compartment's, in parts of `FIELDS`.
    compartment: u64,
    /// Compartments of each excitable one.
    unit: u64,
    /// Further units for compartments whose rates are in no table.
    beyond: u64,
    /// Steps to the next look at them.
    look: u64,
}

impl StepWork {
    /// Of a step of `fiber`, which is that of `lane`.
    pub fn new(fiber: &dyn Fiber, lane: &Lane) -> Self {
        let (compartments, electrodes, dt_ms) = (fiber.position_um().len(), &lane.electrodes, fiber.dt_ms());
        let stimuli: u64 = electrodes.iter().map(|electrode| electrode.waveform.work(dt_ms)).sum();
        Self {
            step: STEP + stimuli + compartments as u64 / LOOKED_OVER,
            compartment: FIELDS * weight(lane.spec.membrane) + fields(electrodes),
            unit: compartments.div_ceil(fiber.excitable().len()) as u64,
            beyond: 0,
            look: 0,
        }
    }

    /// Of the step just done.
    #[inline]
    pub fn of(&mut self, fiber: &dyn Fiber) -> u64 {
        if self.look == 0 {
            self.look = BEYOND_STEPS;
            let (v_mv, excitable) = (fiber.transmembrane_mv(), fiber.excitable());
            let brisk = fiber.brisk().iter().flat_map(|brisk| &excitable[brisk.clone()]);
            self.beyond = BEYOND * brisk.filter(|&&k| !(TABLED_MV.0..=TABLED_MV.1).contains(&v_mv[k])).count() as u64;
        }
        self.look -= 1;
        let count = |stretches: &[Range<usize>]| stretches.iter().map(ExactSizeIterator::len).sum::<usize>() as u64;
        let (awake, brisk) = (count(fiber.awake()), count(fiber.brisk()));
        let stepped = brisk + (awake - brisk) / LONG_STEP;
        self.step + self.beyond + stepped * self.unit * self.compartment / FIELDS
    }
}

/// Number of electrodes outside.
fn fields(electrodes: &[Electrode]) -> u64 {
    electrodes.iter().filter(|electrode| matches!(electrode.place, Place::Outside { .. })).count() as u64
}

/// The work that `scenario` takes at the very least, and the key of what makes it so much: what its electrodes and pulses keep
/// awake while they are on, and for fibers that do not sleep all compartments up to the last of them.
pub(crate) fn certain_work(scenario: &Scenario) -> (u64, String) {
    let mut most = (0.0, "stim".to_owned());
    for (index, lane) in scenario.resolve().iter().enumerate() {
        let resolution = Resolution::default_for(&lane.spec);
        let all = (weight(lane.spec.membrane) * lane.spec.compartments(resolution) as u64) as f64;
        let never_sleeps = lane.sleep == Sleep::Off || lane.spec.kind == FiberKind::Frog;
        let mut demand = |key: &str, on_ms: f64, end_ms: f64, woken: f64| {
            let step = STEP as f64;
            let work = if never_sleeps { end_ms * (step + all) } else { on_ms * (step + woken.min(all)) };
            if work / resolution.dt_ms > most.0 {
                most = (work / resolution.dt_ms, key.to_owned());
            }
        };
        let pulses = &lane.onsets_ms;
        let next = pulses.iter().skip(1).copied().chain([f64::INFINITY]);
        let on_ms = pulses.iter().zip(next).map(|(onset_ms, next_ms)| (next_ms - onset_ms).min(lane.duration_ms)).sum();
        let silent = matches!(lane.amplitude, Amplitude::Nanoampere(na) | Amplitude::Threshold(na) if na == 0.0);
        let end_ms = pulses.last().map_or(0.0, |onset_ms| onset_ms + lane.duration_ms);
        demand("stim", if silent { 0.0 } else { on_ms }, end_ms, WOKEN);
        let numbers = (1..).zip(&scenario.electrodes).filter(|(_, electrode)| electrode.is_at(index));
        for ((number, _), electrode) in numbers.zip(&lane.electrodes) {
            let outside = matches!(electrode.place, Place::Outside { .. });
            let (on_ms, end_ms) = (electrode.waveform.on_ms(), electrode.waveform.end_ms());
            demand(&format!("e{number}"), on_ms, end_ms, if outside { all } else { WOKEN });
        }
    }
    (most.0 as u64, most.1)
}

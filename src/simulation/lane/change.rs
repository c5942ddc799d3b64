//! A lane that becomes another while it runs.

use crate::experiment::{Calibration, Calibrations};
use crate::fiber::{FiberSpec, Myelin, Resolution, Source};
use crate::membrane::AnyMembrane;
use crate::scenario::{Lane, ScenarioError, Sleep};
use crate::simulation::work::StepWork;
use crate::stimulus::{Electrode, PulseTrain};

use super::{LaneState, calibrated, stimulus};

/// Most bare internodes with channels of a fiber whose membrane and myelin change while it runs.
const MOST_SPREAD: usize = 256;

/// What changes when a lane becomes another (see [`LaneState::can_become`]): found first, so that it can fail, and then made.
pub(in crate::simulation) struct Change {
    lane: Lane,
    stimulus: PulseTrain,
    /// Of this fiber and of the healthy one.
    calibrations: (Option<Calibration>, Option<Calibration>),
    recalibrated: bool,
}

impl LaneState {
    /// Whether `lane` differs from this one only in what can change while it runs.
    pub(in crate::simulation) fn can_become(&self, lane: &Lane) -> bool {
        // What belongs to the build: capacitance, and whether a drug adds a gate.
        let built = |spec: &FiberSpec| (spec.conditions.capacitance, spec.conditions.drugs.lidocaine_um > 0.0);
        let same = FiberSpec { conditions: self.lane.spec.conditions, ..lane.spec } == self.lane.spec;
        let spread = |lane: &Lane| {
            let myelin = lane.myelin.iter().filter(|myelin| myelin.spread > 0.0);
            myelin.flat_map(|myelin| &myelin.fractions).filter(|&&fraction| fraction <= 0.0).count()
        };
        // The rest of so many is not found at once.
        let soon = spread(lane).max(spread(&self.lane)) <= MOST_SPREAD
            || (lane.spec.conditions, &lane.myelin) == (self.lane.spec.conditions, &self.lane.myelin);
        same && soon && built(&lane.spec) == built(&self.lane.spec)
    }

    /// What it takes to become `lane`, which it can.
    pub(in crate::simulation) fn change_to(
        &self,
        lane: Lane,
        made: &mut Calibrations,
    ) -> Result<Change, ScenarioError> {
        let recalibrated =
            lane.spec.conditions != self.lane.spec.conditions || lane.duration_ms != self.lane.duration_ms;
        let calibrations = if recalibrated { calibrated(&lane, made) } else { (self.calibration, self.healthy) };
        Ok(Change { stimulus: stimulus(&lane, calibrations.1)?, calibrations, recalibrated, lane })
    }

    /// Takes over the conditions of the membrane, the myelin, the stimulus and sleep of another lane, at `time_ms`.
    pub(in crate::simulation) fn become_lane(&mut self, change: Change, time_ms: f64) {
        let Change { lane, stimulus, calibrations, recalibrated } = change;
        if !self.has_been(&lane, time_ms) {
            self.changed_at_ms = Some(time_ms);
            self.forget();
        }
        let remyelinated = lane.myelin != self.lane.myelin;
        if remyelinated {
            let intact = || Myelin::intact(lane.spec.internodes());
            self.fiber.set_myelin(lane.myelin.as_ref().unwrap_or(&intact()));
        }
        if lane.spec.conditions != self.lane.spec.conditions {
            self.fiber.set_conditions(&lane.spec.conditions, Resolution::default_for(&lane.spec).dt_ms);
            self.membrane = AnyMembrane::new(lane.spec.membrane, &lane.spec.conditions);
        }
        if lane.electrodes != self.lane.electrodes {
            self.move_electrodes(&lane.electrodes);
            self.step_work = StepWork::new(self.fiber.as_ref(), &lane);
        }
        self.fiber.allow_sleep(lane.sleep == Sleep::On);
        (self.lane, self.stimulus) = (lane, stimulus);
        (self.calibration, self.healthy) = calibrations;
        if recalibrated || remyelinated {
            self.find_levels();
        }
    }

    /// Attaches electrodes in place of those that it has. What the field of one does to a long fiber takes long to find: those that
    /// stay where they are stay attached.
    fn move_electrodes(&mut self, electrodes: &[Electrode]) {
        if electrodes.len() < self.lane.electrodes.len() {
            self.fiber.attach(vec![Source::STIMULATOR]);
            self.lane.electrodes.clear();
        }
        for (index, Electrode { place, .. }) in electrodes.iter().enumerate() {
            if self.lane.electrodes.get(index).is_none_or(|before| before.place != *place) {
                self.fiber.attach_one(index + 1, place.source(self.fiber.position_um()));
            }
        }
    }

    /// Whether up to `time_ms` this lane has been the same as `lane`, but for what changes no result.
    fn has_been(&self, lane: &Lane, time_ms: f64) -> bool {
        let past = |lane: &Lane| lane.onsets_ms.iter().copied().filter(|onset| *onset < time_ms).collect();
        let Lane { onsets_ms, sleep, bare_counterpart_of, .. } = &self.lane;
        let other = Lane { onsets_ms: onsets_ms.clone(), sleep: *sleep, ..lane.clone() };
        let other = Lane { bare_counterpart_of: *bare_counterpart_of, ..other };
        let other = Lane { electrodes: self.lane.electrodes.clone(), ..other };
        let (before, after): (Vec<f64>, Vec<f64>) = (past(&self.lane), past(lane));
        // Electrodes that have yet to begin have done nothing.
        let begun = |lane: &Lane| -> Vec<Electrode> {
            let electrodes = lane.electrodes.iter().cloned();
            electrodes.filter(|electrode| electrode.waveform.delay_ms < time_ms).collect()
        };
        other == self.lane && before == after && begun(&self.lane) == begun(lane)
    }
}

//! One lane: a fiber with its stimulus, probes and records.

use std::collections::VecDeque;

use serde::Serialize;

use crate::experiment::{Calibration, Calibrations};
use crate::fiber::{Fiber, FiberKind, FiberSpec, GeometrySource, Myelin, Resolution, Source};
use crate::measure::{AfterPotential, Probe, Spike};
use crate::membrane::{AnyMembrane, MembraneKind};
use crate::record::{Plan, Recorder};
use crate::scenario::{Amplitude, Lane, ScenarioError, Sleep, words};
use crate::stimulus::{Electrode, Place, PulseTrain};

use super::safety::Excitation;
use super::travel::{NoVelocity, Passage, Travel, travel};
use super::work::StepWork;
use super::{MAX_EVENTS, SpikeEvent, quarter_sites};

/// Sites of a bare fiber at which the passing of a spike is noted.
const BARE_SITES: usize = 21;
/// Part of a spike's height above rest that counts as activity.
const ACTIVE: f64 = 0.2;
/// Half-widths of a spike for which a fiber must have been quiet before it counts as settled.
pub(crate) const QUIET_HALF_WIDTHS: f64 = 10.0;
/// Travel times after the last stimulus beyond which a fiber that goes on firing by itself counts as settled.
pub(crate) const PATIENCE: f64 = 3.0;
/// Travel time and half-width, ms, of a fiber that conducts no spike to take them from.
pub(crate) const UNKNOWN_MS: (f64, f64) = (100.0, 1.0);
/// Steps that a spike must need from 25 % to 75 % of the length to have a velocity: on a shorter fiber, or where the whole
/// fiber fires at once, there is none to speak of.
pub(crate) const SHORTEST_TRAVEL_STEPS: f64 = 4.0;

/// What a lane is, before anything happens in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LaneInfo {
    /// Kind of fiber.
    pub fiber: FiberKind,
    /// Its excitable membrane.
    pub membrane: MembraneKind,
    /// Diameter of the axon, or of the whole fiber if it is myelinated, um.
    pub diameter_um: f64,
    /// Diameter of the axon, um.
    pub axon_diameter_um: f64,
    /// Diameter of the axon at the nodes, um; that of the axon where there are none.
    pub node_diameter_um: f64,
    /// Distance between nodes, um; 0 where there are none.
    pub node_spacing_um: f64,
    /// Where the dimensions of a myelinated fiber come from.
    pub geometry: Option<GeometrySource>,
    /// Lamellae of myelin.
    pub lamellae: Option<f64>,
    /// Diameter of the axon over that of axon and myelin.
    pub g_ratio: Option<f64>,
    /// Length, mm.
    pub length_mm: f64,
    /// Temperature, C.
    pub celsius: f64,
    /// Index of the myelinated lane whose bare counterpart this is.
    pub bare_counterpart_of: Option<usize>,
    /// Threshold for a pulse at the end of a long fiber of this kind, nA; `None` if no pulse makes it conduct.
    pub threshold_na: Option<f64>,
    /// Threshold that the strength of the stimulus is a multiple of, nA: that of the healthy fiber
    /// ([`FiberSpec::healthy`]), or, where that does not conduct, of the published one.
    pub healthy_threshold_na: Option<f64>,
    /// Current of the stimulus, nA.
    pub amplitude_na: f64,
    /// Length of a stimulus pulse, ms.
    pub duration_ms: f64,
    /// Resting potential at mid-length, mV.
    pub rest_mv: f64,
    /// Peak of a conducted spike, mV.
    pub peak_mv: Option<f64>,
    /// Velocity to expect, from the calibration on a shorter stretch, m/s.
    pub expected_velocity_m_per_s: Option<f64>,
    /// Half-width to expect, ms.
    pub expected_half_width_ms: Option<f64>,
    /// Electrodes beside the stimulator.
    pub electrodes: Vec<ElectrodeInfo>,
    /// Time step, ms.
    pub dt_ms: f64,
    /// Number of compartments.
    pub compartments: usize,
}

/// An electrode beside the stimulator, to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ElectrodeInfo {
    /// Distance of its projection onto the fiber from the left end, mm.
    pub at_mm: f64,
    /// Distance from the axis, mm; `None` if its tip is inside.
    pub distance_mm: Option<f64>,
}

/// What was measured in a lane. Fields that have no value are `None`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measurement {
    /// Kind of fiber.
    pub fiber: FiberKind,
    /// Its excitable membrane.
    pub membrane: MembraneKind,
    /// Diameter of the axon, or of the whole fiber if it is myelinated, um.
    pub diameter_um: f64,
    /// Diameter of the axon, um.
    pub axon_diameter_um: f64,
    /// Where the dimensions of a myelinated fiber come from.
    pub geometry: Option<GeometrySource>,
    /// Diameter of the axon over that of axon and myelin.
    pub g_ratio: Option<f64>,
    /// Length, mm.
    pub length_mm: f64,
    /// Temperature, C.
    pub celsius: f64,
    /// Whether a spike has reached 75 % of the length.
    pub conducts: bool,
    /// Spikes that have reached 75 % of the length.
    pub spikes: usize,
    /// Velocity of the first spike between 25 % and 75 % of the length, m/s; of a spike that begins in the middle half, between
    /// 25 % and 75 % of the longer way from there to an end (see `simulation/travel.rs`).
    pub velocity_m_per_s: Option<f64>,
    /// From where to where that is, mm from the left end.
    pub velocity_between_mm: Option<[f64; 2]>,
    /// Why there is no velocity.
    pub no_velocity: Option<NoVelocity>,
    /// Transmembrane potential at rest at mid-length, mV.
    pub rest_mv: f64,
    /// Peak of the first spike at mid-length, mV.
    pub peak_mv: Option<f64>,
    /// Half-width of the first spike at mid-length, ms.
    pub half_width_ms: Option<f64>,
    /// Lowest voltage within ten half-widths after the peak of that spike, mV; null until they have passed.
    pub after_potential_mv: Option<f64>,
    /// Time at which the first spike reached the far end, ms.
    pub arrival_ms: Option<f64>,
    /// Time at which the latest spike reached the far end, ms.
    pub last_arrival_ms: Option<f64>,
    /// Place of the site farthest from the left end at which a spike has passed, mm: where it stopped, if it did not arrive.
    pub last_fired_mm: Option<f64>,
    /// For a myelinated fiber that node, counted from 1.
    pub last_fired_node: Option<usize>,
    /// Safety factor of each node's first excitation, from the left: the charge that the node puts to use over the charge
    /// that came in along the axon (see `simulation/safety.rs`). Below 1 it passes on less than it got. Empty for a bare fiber.
    pub safety_factor: Vec<Option<f64>>,
    /// When the fiber, its conditions, or what has stimulated it were last changed, ms; absent if the run is that of the scenario
    /// from time 0. What is measured has happened since then, to a fiber that may remember what was before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_at_ms: Option<f64>,
    /// Threshold for a pulse at the end of a long fiber of this kind, nA; `None` if no pulse makes it conduct.
    pub threshold_na: Option<f64>,
    /// Threshold that the strength of the stimulus is a multiple of, nA: that of the healthy fiber
    /// ([`FiberSpec::healthy`]), or, where that does not conduct, of the published one.
    pub healthy_threshold_na: Option<f64>,
    /// Current of the stimulus, nA.
    pub amplitude_na: f64,
    /// Time step, ms.
    pub dt_ms: f64,
    /// Number of compartments.
    pub compartments: usize,
}

/// Where the passing of a spike is noted.
#[derive(Clone, Copy, Debug)]
struct Site {
    compartment: usize,
    level_mv: f64,
    before_mv: f64,
    rest_mv: f64,
    /// When the first spike passed, ms.
    passed_ms: Option<f64>,
    excitation: Excitation,
}

/// A fiber being simulated.
pub(super) struct LaneState {
    index: usize,
    lane: Lane,
    fiber: Box<dyn Fiber>,
    /// Its excitable membrane, to read off what flows through it.
    pub(super) membrane: AnyMembrane,
    stimulus: PulseTrain,
    /// Currents of stimulator and electrodes in the step being done, nA.
    currents_na: Vec<f64>,
    calibration: Option<Calibration>,
    /// Of the fiber whose threshold the strength of the stimulus is a multiple of.
    healthy: Option<Calibration>,
    sites: Vec<Site>,
    /// At 25, 50 and 75 % of the length.
    probes: [Probe; 3],
    first: [Option<Spike>; 3],
    /// What follows the first spike at mid-length.
    after: Option<AfterPotential>,
    spikes: usize,
    arrival_ms: Option<f64>,
    last_arrival_ms: Option<f64>,
    last_active_ms: f64,
    changed_at_ms: Option<f64>,
    ionic_current: Vec<f64>,
    step_work: StepWork,
    /// Work done since the lane was built, see `work.rs`.
    work: u64,
    /// What happened at the probes and over place and time, if somebody watches.
    pub(super) recorder: Option<Recorder>,
}

/// What changes when a lane becomes another (see [`LaneState::can_become`]): found first, so that it can fail, and then made.
pub(super) struct Change {
    lane: Lane,
    stimulus: PulseTrain,
    /// Of this fiber and of the healthy one.
    calibrations: (Option<Calibration>, Option<Calibration>),
    recalibrated: bool,
}

impl LaneState {
    pub(super) fn new(index: usize, lane: Lane, calibrations: &mut Calibrations) -> Result<Self, ScenarioError> {
        let resolution = Resolution::default_for(&lane.spec);
        let mut fiber = match &lane.myelin {
            Some(myelin) => lane.spec.build_with(myelin, resolution),
            None => lane.spec.build(resolution),
        };
        fiber.attach(sources(&lane.electrodes, fiber.position_um()));
        fiber.allow_sleep(lane.sleep == Sleep::On);
        let excitable = fiber.excitable();
        let mut compartments: Vec<usize> = match lane.spec.node_spacing_um() {
            Some(_) => excitable.to_vec(),
            None => {
                let last = excitable.len() - 1;
                (0..BARE_SITES).map(|site| excitable[site * last / (BARE_SITES - 1)]).collect()
            }
        };
        compartments.dedup();
        let site = |compartment| Site {
            compartment,
            level_mv: f64::INFINITY,
            before_mv: 0.0,
            rest_mv: 0.0,
            passed_ms: None,
            excitation: Excitation::None,
        };
        let ionic_current = vec![0.0; excitable.len()];
        let (calibration, healthy) = calibrated(&lane, calibrations);
        let mut state = Self {
            index,
            step_work: StepWork::new(fiber.as_ref(), &lane),
            work: 0,
            sites: compartments.into_iter().map(site).collect(),
            probes: quarter_sites(fiber.as_ref()).map(|site| Probe::new(site, 0.0, 0.0)),
            fiber,
            membrane: AnyMembrane::new(lane.spec.membrane, &lane.spec.conditions),
            stimulus: stimulus(&lane, healthy)?,
            currents_na: Vec::new(),
            calibration,
            healthy,
            first: [None; 3],
            after: None,
            spikes: 0,
            arrival_ms: None,
            last_arrival_ms: None,
            last_active_ms: 0.0,
            changed_at_ms: None,
            ionic_current,
            recorder: None,
            lane,
        };
        state.reset();
        Ok(state)
    }

    /// Whether `lane` differs from this one only in what can change while it runs.
    pub(super) fn can_become(&self, lane: &Lane) -> bool {
        // What belongs to the build: capacitance, and whether a drug adds a gate.
        let built = |spec: &FiberSpec| (spec.conditions.capacitance, spec.conditions.drugs.lidocaine_um > 0.0);
        let same = FiberSpec { conditions: self.lane.spec.conditions, ..lane.spec } == self.lane.spec;
        same && built(&lane.spec) == built(&self.lane.spec)
    }

    /// What it takes to become `lane`, which it can.
    pub(super) fn change_to(&self, lane: Lane, made: &mut Calibrations) -> Result<Change, ScenarioError> {
        let recalibrated =
            lane.spec.conditions != self.lane.spec.conditions || lane.duration_ms != self.lane.duration_ms;
        let calibrations = if recalibrated { calibrated(&lane, made) } else { (self.calibration, self.healthy) };
        Ok(Change { stimulus: stimulus(&lane, calibrations.1)?, calibrations, recalibrated, lane })
    }

    /// Takes over the conditions of the membrane, the myelin, the stimulus and sleep of another lane, at `time_ms`.
    pub(super) fn become_lane(&mut self, change: Change, time_ms: f64) {
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
            self.fiber.attach(sources(&lane.electrodes, self.fiber.position_um()));
            self.step_work = StepWork::new(self.fiber.as_ref(), &lane);
        }
        self.fiber.allow_sleep(lane.sleep == Sleep::On);
        (self.lane, self.stimulus) = (lane, stimulus);
        (self.calibration, self.healthy) = calibrations;
        if recalibrated || remyelinated {
            self.find_levels();
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

    /// Starts pulses at these times instead, ms, ascending.
    #[cfg(figure)]
    pub(super) fn set_onsets(&mut self, onsets_ms: Vec<f64>) {
        self.lane.onsets_ms.clone_from(&onsets_ms);
        self.stimulus.onsets_ms = onsets_ms;
    }

    /// Finds what counts as a spike, and all that hangs on it.
    fn find_levels(&mut self) {
        let rest = self.fiber.rest_mv();
        // Without a conducted spike to compare with, a rise of 50 mV counts as one.
        let peak_mv = self.expected_spike().map(|spike| spike.peak_mv);
        let criterion = |rest: f64| 0.5 * (rest + peak_mv.unwrap_or(rest + 100.0));
        for site in &mut self.sites {
            site.rest_mv = rest[site.compartment];
            let risen = site.before_mv >= site.level_mv;
            site.level_mv = criterion(site.rest_mv);
            if risen {
                // A spike that has passed does not pass again because the level is another.
                site.level_mv = site.level_mv.min(site.before_mv);
            }
        }
        for probe in &mut self.probes {
            let rest = rest[probe.compartment()];
            *probe = Probe::new(probe.compartment(), rest, criterion(rest));
        }
    }

    /// A conducted spike of this fiber, or of the healthy one if it conducts none: what counts as a spike is measured by it.
    pub(super) fn expected_spike(&self) -> Option<Calibration> {
        self.calibration.or(self.healthy)
    }

    /// Advances from `time_ms` by `tick_ms`, a whole number of this lane's steps.
    pub(super) fn tick(&mut self, time_ms: f64, tick_ms: f64, events: &mut VecDeque<SpikeEvent>) {
        let dt_ms = self.fiber.dt_ms();
        let steps = (tick_ms / dt_ms).round() as u64;
        for step in 0..steps {
            let start_ms = time_ms + step as f64 * dt_ms;
            let end_ms = start_ms + dt_ms;
            self.currents_na.clear();
            self.currents_na.push(self.stimulus.mean_na(start_ms, end_ms));
            let electrodes = self.lane.electrodes.iter();
            if !cfg!(figure) {
                self.currents_na.extend(electrodes.map(|electrode| electrode.waveform.mean_na(start_ms, end_ms)));
            }
            self.fiber.step(&self.currents_na);
            self.work += self.step_work.of(self.fiber.as_ref());
            self.record(end_ms, dt_ms, events);
            if let (false, Some(recorder)) = (cfg!(figure), &mut self.recorder) {
                recorder.record(end_ms, self.fiber.as_ref(), &self.membrane);
            }
        }
    }

    /// Whether all of the fiber sleeps.
    pub(super) fn is_asleep(&self) -> bool {
        self.fiber.awake().is_empty()
    }

    /// From when on a current may flow, not before `time_ms`, ms; `None` if none is to come.
    pub(super) fn next_current_ms(&self, time_ms: f64) -> Option<f64> {
        let electrodes = self.lane.electrodes.iter().map(|electrode| electrode.waveform.next_ms(time_ms));
        electrodes.chain([self.stimulus.next_ms(time_ms)]).flatten().reduce(f64::min)
    }

    /// Passes over the time from `from_ms` to `to_ms`, a whole number of this lane's steps, in which all of the fiber sleeps
    /// and no current flows. Nothing changes in it, so this is to the bit what [`Self::tick`] would do.
    pub(super) fn rest(&mut self, from_ms: f64, to_ms: f64) {
        let dt_ms = self.fiber.dt_ms();
        self.fiber.rest_for(((to_ms - from_ms) / dt_ms).round() as u64);
        self.work += 1;
        if let Some(after) = &mut self.after {
            let v_mv = self.fiber.transmembrane_mv()[self.probes[1].compartment()];
            after.record(from_ms + dt_ms, v_mv);
            after.record(to_ms, v_mv);
        }
        if let (false, Some(recorder)) = (cfg!(figure), &mut self.recorder) {
            recorder.record(to_ms, self.fiber.as_ref(), &self.membrane);
        }
    }

    /// Work done since the lane was built.
    pub(super) fn work(&self) -> u64 {
        self.work
    }

    fn record(&mut self, time_ms: f64, dt_ms: f64, events: &mut VecDeque<SpikeEvent>) {
        let v = self.fiber.transmembrane_mv();
        let last = self.sites.len() - 1;
        let has_nodes = self.lane.spec.internodes() > 0;
        let excitable = self.fiber.excitable();
        // Nothing passes where the fiber sleeps.
        for awake in self.fiber.awake() {
            let (from, to) = (excitable[awake.start], excitable[awake.end - 1]);
            let first = self.sites.partition_point(|site| site.compartment < from);
            let sites = self.sites.iter_mut().enumerate().skip(first);
            for (number, site) in sites.take_while(|(_, site)| site.compartment <= to) {
                let (before, now) = (site.before_mv, v[site.compartment]);
                site.before_mv = now;
                // A figure has no safety factors.
                if has_nodes && !cfg!(figure) {
                    let currents = || self.fiber.node_currents(number).unwrap_or_default();
                    site.excitation.record(now - site.rest_mv, dt_ms, currents);
                }
                if before >= site.level_mv || now < site.level_mv {
                    continue;
                }
                let crossing_ms = time_ms - dt_ms * (now - site.level_mv) / (now - before);
                site.passed_ms.get_or_insert(crossing_ms);
                if number == last {
                    self.arrival_ms.get_or_insert(crossing_ms);
                    self.last_arrival_ms = Some(crossing_ms);
                }
                // A figure takes no events: it reads arrivals off the measurements.
                if cfg!(figure) {
                    continue;
                }
                if events.len() == MAX_EVENTS {
                    events.pop_front();
                }
                events.push_back(SpikeEvent {
                    lane: self.index,
                    site: number,
                    position_um: self.fiber.position_um()[site.compartment],
                    time_ms: crossing_ms,
                });
            }
        }
        if let Some(after) = &mut self.after {
            after.record(time_ms, v[self.probes[1].compartment()]);
        }
        for (number, probe) in self.probes.iter_mut().enumerate() {
            if let Some(spike) = probe.record(time_ms, dt_ms, v[probe.compartment()]) {
                self.first[number].get_or_insert(spike);
                self.spikes += usize::from(number == 2);
            }
        }
        if self.after.is_none() {
            self.after = self.first[1].as_ref().map(AfterPotential::of);
        }
    }

    /// Notes whether the lane is active.
    pub(super) fn look(&mut self, time_ms: f64) {
        if time_ms < self.stimulated_ms() || self.is_active() {
            self.last_active_ms = time_ms;
        }
    }

    /// End of the last stimulus, ms.
    fn stimulated_ms(&self) -> f64 {
        let electrodes =
            self.lane.electrodes.iter().filter(|_| !cfg!(figure)).map(|electrode| electrode.waveform.end_ms());
        electrodes.fold(self.stimulus.end_ms(), f64::max)
    }

    fn is_active(&self) -> bool {
        let (v, rest) = (self.fiber.transmembrane_mv(), self.fiber.rest_mv());
        let rise = self.expected_spike().map_or(100.0, |c| c.peak_mv - rest[self.probes[1].compartment()]);
        let excitable = self.fiber.excitable();
        let mut awake = self.fiber.awake().iter().flat_map(|awake| &excitable[awake.clone()]);
        awake.any(|&k| v[k] - rest[k] > ACTIVE * rise)
    }

    /// Whether nothing more will happen: see [`super::Simulation::settled`].
    pub(super) fn settled(&self, time_ms: f64) -> bool {
        let (travel_ms, half_width_ms) = self.travel_and_half_width_ms();
        let quiet_ms = QUIET_HALF_WIDTHS * half_width_ms;
        let over = time_ms - self.last_active_ms > quiet_ms
            || time_ms > self.stimulated_ms() + PATIENCE * travel_ms + 5.0 * quiet_ms;
        over && !self.after.is_some_and(|after| after.is_pending())
    }

    /// Time that a spike takes from end to end, and the half-width of one, ms.
    fn travel_and_half_width_ms(&self) -> (f64, f64) {
        self.expected_spike().map_or(UNKNOWN_MS, |c| (self.lane.spec.length_mm / c.velocity_m_per_s, c.half_width_ms))
    }

    pub(super) fn stimulus_on(&self, time_ms: f64) -> bool {
        self.stimulus.is_on(time_ms)
    }

    pub(super) fn reset(&mut self) {
        self.fiber.reset();
        let rest = self.fiber.rest_mv();
        for site in &mut self.sites {
            site.before_mv = rest[site.compartment];
            site.level_mv = f64::INFINITY;
        }
        self.find_levels();
        (self.last_active_ms, self.changed_at_ms) = (0.0, None);
        self.forget();
    }

    /// Forgets what has been measured.
    fn forget(&mut self) {
        for site in &mut self.sites {
            (site.passed_ms, site.excitation) = (None, Excitation::None);
        }
        (self.first, self.after, self.spikes) = ([None; 3], None, 0);
        (self.arrival_ms, self.last_arrival_ms) = (None, None);
    }

    /// How its recorder is to be set up for probes at these places, um.
    pub(super) fn plan(&self, probes_um: Vec<f64>) -> Plan {
        let (travel_ms, half_width_ms) = self.travel_and_half_width_ms();
        Plan { probes_um, travel_ms, half_width_ms }
    }

    /// The site at the middle of its length, um.
    pub(super) fn middle_um(&self) -> f64 {
        self.fiber.position_um()[self.probes[1].compartment()]
    }

    pub(super) fn fiber(&self) -> &dyn Fiber {
        self.fiber.as_ref()
    }

    pub(super) fn into_fiber(self) -> (Box<dyn Fiber>, StepWork) {
        (self.fiber, self.step_work)
    }

    pub(super) fn ionic_current_ma_per_cm2(&mut self) -> &[f64] {
        self.fiber.ionic_current_ma_per_cm2(&mut self.ionic_current);
        &self.ionic_current
    }

    pub(super) fn info(&self) -> LaneInfo {
        let Lane { spec, bare_counterpart_of, .. } = self.lane;
        let morphology = spec.morphology();
        let axon_diameter_um = spec.axon_diameter_um();
        LaneInfo {
            fiber: spec.kind,
            membrane: spec.membrane,
            diameter_um: spec.diameter_um,
            axon_diameter_um,
            node_diameter_um: morphology.map_or(axon_diameter_um, |m| m.node_diameter_um),
            node_spacing_um: spec.node_spacing_um().unwrap_or(0.0),
            geometry: morphology.map(|m| m.source),
            lamellae: morphology.map(|m| m.lamellae),
            g_ratio: spec.g_ratio(),
            length_mm: spec.length_mm,
            celsius: spec.conditions.celsius,
            bare_counterpart_of,
            healthy_threshold_na: self.healthy.map(|c| c.threshold_na),
            threshold_na: self.calibration.map(|c| c.threshold_na),
            amplitude_na: self.stimulus.amplitude_na,
            duration_ms: self.stimulus.duration_ms,
            rest_mv: self.fiber.rest_mv()[self.probes[1].compartment()],
            peak_mv: self.calibration.map(|c| c.peak_mv),
            expected_velocity_m_per_s: self
                .calibration
                .map(|c| c.velocity_m_per_s)
                .filter(|velocity| velocity.is_finite()),
            expected_half_width_ms: self.calibration.map(|c| c.half_width_ms),
            electrodes: self.lane.electrodes.iter().map(ElectrodeInfo::of).collect(),
            dt_ms: self.fiber.dt_ms(),
            compartments: self.fiber.position_um().len(),
        }
    }

    /// The way of the first spike on which its velocity is measured.
    fn travel(&self) -> Result<Travel, NoVelocity> {
        let position = self.fiber.position_um();
        let site = |site: &Site| Passage { position_um: position[site.compartment], time_ms: site.passed_ms };
        let sites: Vec<Passage> = self.sites.iter().map(site).collect();
        let quarter = |number: usize| Passage {
            position_um: position[self.probes[number].compartment()],
            time_ms: self.first[number].map(|spike| spike.time_ms),
        };
        let length_um = position[0] + position[position.len() - 1];
        travel(&sites, [quarter(0), quarter(2)], length_um, SHORTEST_TRAVEL_STEPS * self.fiber.dt_ms())
    }

    pub(super) fn measurement(&self) -> Measurement {
        let position = self.fiber.position_um();
        let fired = self.sites.iter().rposition(|site| site.passed_ms.is_some());
        let nodes = if self.lane.spec.internodes() > 0 { self.sites.len() } else { 0 };
        let middle = &self.probes[1];
        let conducts = self.spikes > 0;
        let travel = self.travel();
        let shape = self.first[1].filter(|_| conducts);
        let info = self.info();
        Measurement {
            fiber: info.fiber,
            membrane: info.membrane,
            diameter_um: info.diameter_um,
            axon_diameter_um: info.axon_diameter_um,
            geometry: info.geometry,
            g_ratio: info.g_ratio,
            length_mm: info.length_mm,
            celsius: info.celsius,
            conducts,
            spikes: self.spikes,
            velocity_m_per_s: travel.ok().map(|travel| travel.velocity_m_per_s()),
            velocity_between_mm: travel.ok().map(|travel| travel.between_um.map(|um| 1e-3 * um)),
            no_velocity: travel.err(),
            rest_mv: self.fiber.rest_mv()[middle.compartment()],
            peak_mv: shape.map(|spike| spike.peak_mv),
            half_width_ms: shape.map(|spike| spike.half_width_ms),
            after_potential_mv: self.after.filter(|_| conducts).and_then(|after| after.value_mv()),
            arrival_ms: self.arrival_ms,
            last_arrival_ms: self.last_arrival_ms,
            last_fired_mm: fired.map(|site| 1e-3 * position[self.sites[site].compartment]),
            last_fired_node: fired.filter(|_| nodes > 0).map(|site| site + 1),
            safety_factor: if cfg!(figure) {
                Vec::new()
            } else {
                self.sites[..nodes].iter().map(|site| site.excitation.safety_factor()).collect()
            },
            changed_at_ms: self.changed_at_ms,
            threshold_na: info.threshold_na,
            healthy_threshold_na: info.healthy_threshold_na,
            amplitude_na: info.amplitude_na,
            dt_ms: info.dt_ms,
            compartments: info.compartments,
        }
    }
}

/// The calibrations of the lane's fiber and of the fiber whose threshold the strength of the stimulus is a multiple of.
fn calibrated(lane: &Lane, calibrations: &mut Calibrations) -> (Option<Calibration>, Option<Calibration>) {
    let Lane { spec, duration_ms, .. } = *lane;
    let own = calibrations.get(&spec, duration_ms);
    (own, spec.standards().iter().find_map(|spec| calibrations.get(spec, duration_ms)))
}

/// The lane's pulses.
fn stimulus(lane: &Lane, healthy: Option<Calibration>) -> Result<PulseTrain, ScenarioError> {
    let amplitude_na = match (lane.amplitude, healthy) {
        (Amplitude::Nanoampere(na), _) => na,
        (Amplitude::Threshold(times), Some(healthy)) => times * healthy.threshold_na,
        (Amplitude::Threshold(times), None) => {
            let allowed = "a current in nA (amplitude): no pulse makes this fiber conduct";
            return Err(ScenarioError::new("strength", &words!(times.to_string()), allowed));
        }
    };
    Ok(PulseTrain { amplitude_na, duration_ms: lane.duration_ms, onsets_ms: lane.onsets_ms.clone() })
}

impl ElectrodeInfo {
    fn of(electrode: &Electrode) -> Self {
        let distance_mm = match electrode.place {
            Place::Inside { .. } => None,
            Place::Outside { distance_mm, .. } => Some(distance_mm),
        };
        Self { at_mm: electrode.place.at_mm(), distance_mm }
    }
}

/// The stimulator at the left end, then the electrodes.
fn sources(electrodes: &[Electrode], position_um: &[f64]) -> Vec<Source> {
    // A figure has the stimulator only.
    let others = electrodes.iter().filter(|_| !cfg!(figure)).map(|electrode| electrode.place.source(position_um));
    std::iter::once(Source::STIMULATOR).chain(others).collect()
}

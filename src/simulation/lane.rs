//! One lane: a fiber with its stimulus, probes and records.

mod change;
mod report;
mod settled;

use std::collections::VecDeque;

use crate::experiment::{Calibration, Calibrations};
use crate::fiber::{Fiber, Resolution};
use crate::measure::{AfterPotential, Probe, Spike};
use crate::membrane::AnyMembrane;
use crate::record::{Plan, Recorder};
use crate::scenario::{Amplitude, Lane, ScenarioError, Sleep, words, write_number};
use crate::slices::{in_slices, pause};
use crate::stimulus::PulseTrain;

use super::safety::Excitation;
use super::work::StepWork;
use super::{MAX_EVENTS, SpikeEvent, quarter_sites};

#[cfg(feature = "cli")]
pub(crate) use report::SHORTEST_TRAVEL_STEPS;
pub use report::{ElectrodeInfo, LaneInfo, Measurement};
pub(crate) use settled::{PATIENCE, QUIET_HALF_WIDTHS, UNKNOWN_MS};

/// Sites of a bare fiber at which the passing of a spike is noted.
const BARE_SITES: usize = 21;
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

impl LaneState {
    /// The lane at rest, in slices.
    pub(super) async fn build(
        index: usize,
        lane: Lane,
        calibrations: &mut Calibrations,
    ) -> Result<Self, ScenarioError> {
        let mut fiber = in_slices!(lane.spec.build_slowly(lane.myelin.clone(), Resolution::default_for(&lane.spec)));
        in_slices!(pause());
        // A figure has the stimulator only.
        #[cfg(not(figure))]
        for (index, electrode) in (1..).zip(&lane.electrodes) {
            fiber.attach_one(index, electrode.place.source(fiber.position_um()));
            in_slices!(pause());
        }
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
        // Nothing passes where the fiber sleeps, or drifts back to rest.
        for brisk in self.fiber.brisk() {
            let (from, to) = (excitable[brisk.start], excitable[brisk.end - 1]);
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
            return Err(ScenarioError::new("strength", &words!(write_number(times)), allowed));
        }
    };
    Ok(PulseTrain { amplitude_na, duration_ms: lane.duration_ms, onsets_ms: lane.onsets_ms.clone() })
}

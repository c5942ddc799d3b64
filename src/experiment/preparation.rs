//! A fiber on the bench: stimulated as a protocol says, and watched.

use crate::fiber::Fiber;
use crate::measure::{Probe, Spike};
use crate::scenario::{Scenario, ScenarioError};
use crate::simulation::{
    LaneInfo, MAX_EXPERIMENT_WORK, PATIENCE, QUIET_HALF_WIDTHS, StepWork, UNKNOWN_MS, fiber_alone, quarter_sites,
    too_much,
};
use crate::stimulus::{Place, Shape, Waveform};

use super::Calibrations;
use super::pulse::Pulse;
use super::stillness::Stillness;
use crate::slices::pause;

/// Rise above rest below which a place is quiet, mV.
const QUIET_MV: f64 = 4.0;
/// Steps between two looks at the whole fiber.
const LOOK: u64 = 32;

/// The fiber of one lane, alone, with one of its electrodes in the hands of the experimenter: the stimulator at the left
/// end, or another. The stimuli have the shape and, unless told otherwise, the length and the sign that the scenario gives that
/// electrode; its times and the other electrodes play no part.
///
/// What is sent is watched where it arrives: at three quarters of the length, and velocities from one quarter on. From an
/// electrode in the last quarter it runs the other way, and from one in the middle half it is watched on the longer way from
/// there to an end, at a quarter and three quarters of that.
///
/// All that is done with it may take [`MAX_EXPERIMENT_WORK`] compartments times steps, some minutes of one core, unless
/// [`Preparation::allow_work`] allows more; every experiment that goes beyond ends there with an error.
pub struct Preparation {
    fiber: Box<dyn Fiber>,
    info: LaneInfo,
    /// Current of every electrode of the fiber during a step, nA; only the last of them is used.
    currents_na: Vec<f64>,
    /// Sign of a current of the electrode that depolarises the fiber.
    depolarising: f64,
    /// Sign of the electrode's current in the scenario.
    given: f64,
    shape: Shape,
    duration_ms: f64,
    /// Excitable compartments near a quarter and three quarters of the way of a spike.
    sites: [usize; 2],
    /// Half way from rest to the peak of a conducted spike at each site, mV.
    levels_mv: [f64; 2],
    quiet_ms: f64,
    travel_ms: f64,
    step_work: StepWork,
    /// Work that may be done, compartments times steps.
    most_work: u64,
    /// What is left of that.
    work_left: u64,
}

impl Preparation {
    /// The fiber of lane `lane` (from 0) at rest.
    ///
    /// # Errors
    /// If the fiber cannot be built.
    ///
    /// # Panics
    /// If there is no such lane.
    pub fn new(scenario: &Scenario, lane: usize) -> Result<Self, ScenarioError> {
        Self::with_calibrations(scenario, lane, &mut Calibrations::default())
    }

    /// The same with calibrations made before.
    pub(super) fn with_calibrations(
        scenario: &Scenario,
        lane: usize,
        made: &mut Calibrations,
    ) -> Result<Self, ScenarioError> {
        let (info, fiber, step_work) = fiber_alone(scenario, lane, made)?;
        Ok(Self::of(info, fiber, step_work))
    }

    /// The same in the hands of the scenario's first electrode at this lane, if it has one there. Returns its number too: see
    /// [`Self::at_electrode`].
    ///
    /// # Errors
    /// If the fiber cannot be built.
    ///
    /// # Panics
    /// If there is no such lane.
    pub fn as_declared(scenario: &Scenario, lane: usize) -> Result<(Self, usize), ScenarioError> {
        let number =
            scenario.electrodes.iter().position(|electrode| electrode.is_at(lane)).map_or(0, |index| index + 1);
        Ok((Self::at_electrode(scenario, lane, number)?, number))
    }

    /// The same in the hands of electrode `number` of the scenario, from 1 as in its text (`e1`); 0 is the stimulator. The
    /// lane's own pulse is then as long as that electrode's `width`, and has its shape. Through an electrode outside it is a
    /// negative current that depolarises, the cathode.
    ///
    /// # Errors
    /// If the fiber cannot be built, or there is no such electrode at this lane.
    ///
    /// # Panics
    /// If there is no such lane.
    pub fn at_electrode(scenario: &Scenario, lane: usize, number: usize) -> Result<Self, ScenarioError> {
        let mut preparation = Self::new(scenario, lane)?;
        let Some(index) = number.checked_sub(1) else { return Ok(preparation) };
        if !scenario.electrodes.get(index).is_some_and(|electrode| electrode.is_at(lane)) {
            let given = format!("e{number}");
            return Err(ScenarioError::new("electrode", &given, "an electrode of the scenario that is at every lane"));
        }
        let before = scenario.electrodes[..index].iter().filter(|electrode| electrode.is_at(lane)).count();
        let electrode = &scenario.resolve()[lane].electrodes[before];
        preparation.currents_na = vec![0.0; before + 2];
        preparation.duration_ms = electrode.waveform.width_ms;
        preparation.shape = electrode.waveform.shape;
        if let Place::Outside { .. } = electrode.place {
            preparation.depolarising = -1.0;
        }
        let current_na = scenario.electrodes[index].current.unwrap_or(0.0);
        preparation.given = if current_na == 0.0 { preparation.depolarising } else { current_na.signum() };
        preparation.watch_from(1e3 * electrode.place.at_mm());
        Ok(preparation)
    }

    fn of(info: LaneInfo, fiber: Box<dyn Fiber>, step_work: StepWork) -> Self {
        let quiet_ms = QUIET_HALF_WIDTHS * info.expected_half_width_ms.unwrap_or(UNKNOWN_MS.1);
        let travel_ms = info.expected_velocity_m_per_s.map_or(UNKNOWN_MS.0, |velocity| info.length_mm / velocity);
        let duration_ms = info.duration_ms;
        let mut preparation = Self {
            fiber,
            info,
            currents_na: vec![0.0],
            depolarising: 1.0,
            given: 1.0,
            shape: Shape::Pulse,
            duration_ms,
            sites: [0; 2],
            levels_mv: [0.0; 2],
            quiet_ms,
            travel_ms,
            step_work,
            most_work: MAX_EXPERIMENT_WORK,
            work_left: MAX_EXPERIMENT_WORK,
        };
        preparation.watch_from(0.0);
        preparation
    }

    /// Puts the sites where a spike from `origin_um` passes.
    fn watch_from(&mut self, origin_um: f64) {
        let position_um = self.fiber.position_um();
        let [start, _, end] = quarter_sites(self.fiber.as_ref());
        self.sites = if origin_um <= position_um[start] {
            [start, end]
        } else if origin_um >= position_um[end] {
            [end, start]
        } else {
            let length_um = position_um[0] + position_um[position_um.len() - 1];
            let end_um = if origin_um <= 0.5 * length_um { length_um } else { 0.0 };
            [0.25, 0.75].map(|part| {
                let place_um = origin_um + part * (end_um - origin_um);
                let distance = |k: &usize| (position_um[*k] - place_um).abs();
                let sites = self.fiber.excitable().iter().copied();
                sites.min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(0)
            })
        };
        self.levels_mv = self.sites.map(|site| {
            let rest_mv = self.fiber.rest_mv()[site];
            // As `measure`: without a conducted spike to compare with, a rise of 50 mV counts as one.
            0.5 * (rest_mv + self.info.peak_mv.unwrap_or(rest_mv + 100.0))
        });
    }

    /// `found`, unless there was not work enough for all that it rests on.
    ///
    /// Where the work is used up every run ends at once, so that a search in many runs ends soon, with a result that means
    /// nothing: each experiment asks here before it tells anybody.
    pub(super) fn checked<T>(&self, found: T) -> Result<T, ScenarioError> {
        if self.work_left > 0 {
            return Ok(found);
        }
        Err(too_much("experiment", &format!("more than {:e}", self.most_work), self.most_work))
    }

    /// Refuses what takes at least `work` more than is left, before it is begun.
    pub(super) fn expect_work(&self, work: u64) -> Result<(), ScenarioError> {
        if work <= self.work_left {
            return Ok(());
        }
        Err(too_much("experiment", &format!("at least {:.1e}", work as f64), self.most_work))
    }

    /// Lets so much work be done from now on, compartments times steps.
    pub fn allow_work(&mut self, work: u64) {
        (self.most_work, self.work_left) = (work, work);
    }

    /// Work that may still be done, compartments times steps; 0 where it was not enough.
    pub fn work_left(&self) -> u64 {
        self.work_left
    }

    /// What the fiber is.
    pub fn info(&self) -> &LaneInfo {
        &self.info
    }

    /// Length of the electrode's own pulse, ms.
    pub fn duration_ms(&self) -> f64 {
        self.duration_ms
    }

    /// Length of the electrode's own stimulus with all its phases, ms.
    pub(super) fn stimulus_ms(&self) -> f64 {
        Pulse::at_once(self.duration_ms, 0.0).waveform(self.shape).length_ms()
    }

    /// Sign of a current of the electrode that depolarises the fiber.
    pub(super) fn depolarising(&self) -> f64 {
        self.depolarising
    }

    /// Sign of the electrode's current in the scenario; where that says nothing, the one that depolarises.
    pub(super) fn given(&self) -> f64 {
        self.given
    }

    /// Shape of its stimuli.
    pub(super) fn shape(&self) -> Shape {
        self.shape
    }

    /// Whether the electrode is the stimulator, for which there is a guess.
    pub(super) fn is_at_stimulator(&self) -> bool {
        self.currents_na.len() == 1
    }

    /// A first guess at the threshold of the stimulator, nA.
    pub(super) fn guess_na(&self) -> f64 {
        self.info.threshold_na.unwrap_or(1.0)
    }

    /// Half-width of a conducted spike, ms; 1 where it is not known.
    pub(super) fn half_width_ms(&self) -> f64 {
        self.quiet_ms / QUIET_HALF_WIDTHS
    }

    /// Membrane area, cm², if it is all in one compartment.
    pub fn area_cm2(&self) -> Option<f64> {
        let area_um2 = std::f64::consts::PI * self.info.diameter_um * 1e3 * self.info.length_mm;
        (self.info.compartments == 1).then_some(1e-8 * area_um2)
    }

    /// `current_na` by membrane area, uA/cm², if the membrane is all in one compartment.
    pub(super) fn density_ua_per_cm2(&self, current_na: f64) -> Option<f64> {
        self.area_cm2().map(|area_cm2| 1e-3 * current_na / area_cm2) // nA to uA
    }

    /// Half way from rest to the peak of a spike, at three quarters of the way, mV.
    pub(super) fn level_mv(&self) -> f64 {
        self.levels_mv[1]
    }

    /// Runs rectangles from rest and shows `watch` the time, ms, and the transmembrane potential at three quarters of the
    /// way, mV, after every step, until it has seen enough or nothing more will come.
    pub(super) async fn watch(&mut self, pulses: &[Pulse], mut watch: impl FnMut(f64, f64) -> bool) {
        let site = self.sites[1];
        self.run(pulses, Shape::Pulse, false, |time_ms, v_mv| watch(time_ms, v_mv[site])).await;
    }

    /// Whether `pulses`, given from rest, send `wanted` spikes past three quarters of the way: upward crossings of the
    /// level half way from rest to the peak of a conducted spike.
    pub(super) async fn conducts(&mut self, pulses: &[Pulse], wanted: usize) -> bool {
        self.conducts_shape(pulses, self.shape, wanted).await
    }

    /// The same with stimuli of another shape than the electrode's own.
    pub(super) async fn conducts_shape(&mut self, pulses: &[Pulse], shape: Shape, wanted: usize) -> bool {
        let (site, level_mv) = (self.sites[1], self.levels_mv[1]);
        let mut before_mv = self.fiber.rest_mv()[site];
        let mut passed = 0;
        self.run(pulses, shape, true, |_, v_mv| {
            passed += usize::from(before_mv < level_mv && v_mv[site] >= level_mv);
            before_mv = v_mv[site];
            passed >= wanted
        })
        .await;
        passed >= wanted
    }

    /// The spikes that `pulses`, given from rest, send past a quarter and three quarters of the way, until `wanted` have
    /// passed both.
    pub(super) async fn spikes(&mut self, pulses: &[Pulse], wanted: usize) -> [Vec<Spike>; 2] {
        let probe = |at: usize| Probe::new(self.sites[at], self.fiber.rest_mv()[self.sites[at]], self.levels_mv[at]);
        let mut probes = [probe(0), probe(1)];
        let mut spikes = [Vec::new(), Vec::new()];
        let dt_ms = self.fiber.dt_ms();
        self.run(pulses, self.shape, false, |time_ms, v_mv| {
            for (probe, spikes) in probes.iter_mut().zip(&mut spikes) {
                spikes.extend(probe.record(time_ms, dt_ms, v_mv[probe.compartment()]));
            }
            spikes.iter().all(|spikes| spikes.len() >= wanted)
        })
        .await;
        spikes
    }

    /// Distance between the places that [`Self::spikes`] watches, mm.
    pub(super) fn distance_mm(&self) -> f64 {
        let position_um = self.fiber.position_um();
        1e-3 * (position_um[self.sites[1]] - position_um[self.sites[0]]).abs()
    }

    /// Runs `pulses` from rest and shows `watch` the time and the transmembrane potentials after every step, until it says
    /// that it has seen enough, nothing more will come, or, if the fiber fires by itself, patience is at an end. Ends, too, where
    /// the work is used up (see [`Self::checked`]).
    ///
    /// With `shorten`, a last rectangle ends as soon as the fiber stands still in it: what follows is what would follow later.
    async fn run(&mut self, pulses: &[Pulse], shape: Shape, shorten: bool, mut watch: impl FnMut(f64, &[f64]) -> bool) {
        if self.work_left == 0 {
            return;
        }
        self.fiber.reset();
        let dt_ms = self.fiber.dt_ms();
        let waveforms: Vec<Waveform> = pulses.iter().map(|pulse| pulse.waveform(shape)).collect();
        // A pulse of no current lasts as long as any other.
        let end_ms = |pulse: &Waveform| pulse.delay_ms + pulse.length_ms();
        let mut last_ms = waveforms.iter().map(end_ms).fold(0.0, f64::max);
        let shorten = shorten && shape == Shape::Pulse;
        let alone_ms =
            waveforms.iter().map(|pulse| if end_ms(pulse) < last_ms { end_ms(pulse) } else { pulse.delay_ms });
        let alone_ms = alone_ms.fold(0.0, f64::max);
        let mut active_ms = last_ms;
        let mut stillness = Stillness::default();
        for step in 0_u64.. {
            let (start_ms, end_ms) = (step as f64 * dt_ms, (step + 1) as f64 * dt_ms);
            if let Some(current_na) = self.currents_na.last_mut() {
                let on = waveforms.iter().filter(|_| start_ms < last_ms);
                *current_na = on.map(|pulse| pulse.mean_na(start_ms, end_ms)).sum();
            }
            self.fiber.step(&self.currents_na);
            self.work_left = self.work_left.saturating_sub(self.step_work.of(self.fiber.as_ref()));
            if self.work_left == 0 || watch(end_ms, self.fiber.transmembrane_mv()) {
                return;
            }
            if step % LOOK == LOOK - 1 {
                pause().await;
            }
            if step % LOOK == 0 && end_ms > last_ms {
                let (v_mv, rest_mv) = (self.fiber.transmembrane_mv(), self.fiber.rest_mv());
                if self.fiber.excitable().iter().any(|&k| v_mv[k] - rest_mv[k] > QUIET_MV) {
                    active_ms = end_ms;
                }
                let given_up_ms = last_ms + PATIENCE * self.travel_ms + 5.0 * self.quiet_ms;
                if end_ms - active_ms > self.quiet_ms || end_ms > given_up_ms {
                    return;
                }
            } else if shorten
                && step % LOOK == 0
                && start_ms > alone_ms
                && stillness.look(end_ms, self.quiet_ms, self.fiber.transmembrane_mv())
            {
                (last_ms, active_ms) = (end_ms, end_ms);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With little work left every experiment ends soon, and says that it did not get enough.
    #[test]
    fn experiments_end_where_the_work_does() {
        use crate::experiment::{Polarity, f_i, firing, follow, recovery, refractory, strength_duration, threshold};
        let scenario: Scenario = "fiber=squid&length=5".parse().expect("a scenario");
        let mut squid = Preparation::new(&scenario, 0).expect("a fiber");
        let mut short = |protocol: &dyn Fn(&mut Preparation) -> Option<ScenarioError>| {
            squid.allow_work(1000);
            let error = protocol(&mut squid).expect("it takes more");
            assert_eq!((error.key.as_str(), squid.work_left), ("experiment", 0), "{error}");
        };
        short(&|squid| threshold(squid, 5.0, Polarity::Depolarising).err());
        short(&|squid| strength_duration(squid, &[0.5, 1.0], Polarity::Depolarising).err());
        short(&|squid| refractory(squid, &[]).err());
        short(&|squid| recovery(squid, &[]).err());
        short(&|squid| follow(squid, 1.5, 10).err());
        short(&|squid| firing(squid, 1.0).err());
        short(&|squid| f_i(squid, &[]).err());
    }
}

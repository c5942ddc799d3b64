//! What the facade tells of a place, and of the past.

use crate::membrane::Membrane;
use crate::record::{self, Quantity, Raster, Recorder, Trace};

use super::Simulation;

impl Simulation {
    /// The quantities that [`Self::values`] gives and that are recorded at the probes of lane `lane`.
    pub fn quantities(&self, lane: usize) -> Vec<Quantity> {
        record::quantities(&self.lanes[lane].membrane)
    }

    /// The site nearest to `position_um`, an index into [`Self::excitable`]: internodes have no gates.
    pub fn site_near(&self, lane: usize, position_um: f64) -> usize {
        record::site_near(self.fiber(lane), position_um)
    }

    /// Place of a site, um.
    ///
    /// # Panics
    /// If there is no such site.
    pub fn site_um(&self, lane: usize, site: usize) -> f64 {
        let fiber = self.fiber(lane);
        fiber.position_um()[fiber.excitable()[site]]
    }

    /// The [`Self::quantities`] at a site, as they are now.
    ///
    /// # Panics
    /// If there is no such site.
    pub fn values(&self, lane: usize, site: usize) -> Vec<f64> {
        let mut values = vec![0.0; self.quantities(lane).len()];
        record::read(self.fiber(lane), &self.lanes[lane].membrane, site, values.iter_mut());
        values
    }

    /// Part of the sodium channels at the stimulated end that can open, over the part at rest: neither inactivated nor
    /// blocked by lidocaine. Below about a half a fiber is refractory.
    pub fn sodium_available(&self, lane: usize) -> f64 {
        let (fiber, membrane) = (self.fiber(lane), &self.lanes[lane].membrane);
        let resting = membrane.kinetics(fiber.rest_mv()[0]).map(|gate| gate.steady);
        let at_rest = membrane.sodium_available(&resting);
        if at_rest > 0.0 { membrane.sodium_available(fiber.gates(0)) / at_rest } else { 0.0 }
    }

    /// Begins to record from now on what happens at the probes and over place and time, or stops and forgets it.
    pub fn record(&mut self, on: bool) {
        self.recording = on;
        for lane in &mut self.lanes {
            lane.recorder = None;
        }
        self.aim();
    }

    /// Moves the probes to where the scenario has them.
    pub(super) fn aim(&mut self) {
        let probes_um = self.probes_wanted_um();
        for lane in 0..self.lanes.len() {
            self.aim_lane(lane, &probes_um);
        }
    }

    /// The same in one lane, with probes wanted at these places, um.
    pub(super) fn aim_lane(&mut self, lane: usize, probes_um: &[f64]) {
        if !self.recording {
            return;
        }
        let (time_ms, lane) = (self.time_ms(), &mut self.lanes[lane]);
        let plan = lane.plan(probes_um.to_vec());
        let mut recorder = lane.recorder.take().unwrap_or_else(|| Recorder::new(lane.fiber(), &lane.membrane, &plan));
        recorder.aim(lane.fiber(), &lane.membrane, &plan);
        recorder.record(time_ms, lane.fiber(), &lane.membrane);
        lane.recorder = Some(recorder);
    }

    /// Forgets what was recorded.
    pub(super) fn reset_recorders(&mut self) {
        let probes_um = self.probes_wanted_um();
        for lane in &mut self.lanes {
            if let Some(mut recorder) = lane.recorder.take() {
                recorder.reset(lane.fiber(), &lane.plan(probes_um.clone()));
                recorder.record(0.0, lane.fiber(), &lane.membrane);
                lane.recorder = Some(recorder);
            }
        }
    }

    /// Places of the probes, um: as the scenario says, or the middle site of the shortest lane.
    pub(super) fn probes_wanted_um(&self) -> Vec<f64> {
        if let Some(places_mm) = &self.scenario.view.probe {
            return places_mm.iter().map(|place_mm| 1e3 * place_mm).collect();
        }
        let length_um = |lane: &super::lane::LaneState| lane.fiber().position_um().last().copied().unwrap_or(0.0);
        let shortest = self.lanes.iter().min_by(|a, b| length_um(a).total_cmp(&length_um(b)));
        shortest.map(|lane| lane.middle_um()).into_iter().collect()
    }

    /// Places that are recorded in lane `lane`, um: the sites nearest to the probes. None unless [`Self::record`] is on.
    pub fn probes_um(&self, lane: usize) -> Vec<f64> {
        let recorder = self.lanes[lane].recorder.iter();
        recorder.flat_map(Recorder::traces).map(|trace| self.site_um(lane, trace.site())).collect()
    }

    /// What was recorded at probe `probe` of lane `lane`, if it is.
    pub fn trace(&self, lane: usize, probe: usize) -> Option<&Trace> {
        self.lanes[lane].recorder.as_ref().and_then(|recorder| recorder.traces().get(probe))
    }

    /// What was recorded over place and time in lane `lane`, if it is.
    pub fn raster(&self, lane: usize) -> Option<&Raster> {
        self.lanes[lane].recorder.as_ref().map(Recorder::raster)
    }

    /// Potential that was recorded at a place of lane `lane` and a time: the highest during a row of the picture. `None` off the
    /// fiber, in the future, and where nothing is recorded or known any more.
    pub fn recorded_mv(&self, lane: usize, position_um: f64, time_ms: f64, transmembrane: bool) -> Option<f64> {
        let raster = self.raster(lane)?;
        let rise_mv = raster.rise_mv(position_um, time_ms, transmembrane);
        let position = self.fiber(lane).position_um();
        let end_um = position[0] + position[position.len() - 1];
        let known =
            (0.0..=end_um).contains(&position_um) && (raster.known_from_ms()..=self.time_ms()).contains(&time_ms);
        let rest = if transmembrane { self.rest_mv(lane) } else { self.rest_internal_mv(lane) };
        let next = position.partition_point(|&position| position < position_um).min(rest.len() - 1);
        known.then(|| rest[next] + rise_mv)
    }
}

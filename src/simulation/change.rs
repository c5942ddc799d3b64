//! A scenario that changes while it runs: in place where its fibers can, else built anew from time 0.

use crate::scenario::{Lane, Notice, Scenario, ScenarioError};
use crate::slices::finish;

use super::Simulation;

impl Simulation {
    /// Sets a parameter by its key (see [`Scenario::set`]). Conditions of the membrane, myelin left, channels in bare internodes,
    /// and stimuli act at once on the running simulation, and measurements begin anew
    /// ([`Measurement::changed_at_ms`](super::Measurement::changed_at_ms)); other changes of the fiber, and those of a fiber with
    /// channels in more than 256 bare internodes, build the lanes anew and start at time 0.
    ///
    /// # Errors
    /// If the key or the value is not allowed. The simulation then goes on as it was.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), ScenarioError> {
        let mut scenario = self.scenario.clone();
        scenario.set(key, value)?;
        self.change_to(scenario)
    }

    /// As [`Self::set`], but a value that is not allowed is moved to the nearest that is (see [`Scenario::set_leniently`]).
    ///
    /// # Errors
    /// If the scenario that results cannot be simulated. The simulation then goes on as it was.
    pub fn set_leniently(&mut self, key: &str, value: &str) -> Result<Option<Notice>, ScenarioError> {
        let mut scenario = self.scenario.clone();
        let notice = scenario.set_leniently(key, value);
        self.change_to(scenario)?;
        Ok(notice)
    }

    /// Whether setting `key` to `value` leniently acts at once on the running simulation; else it starts at time 0. (Lidocaine
    /// adds a gate, so that the first of it starts anew, and more of it acts at once.)
    pub fn acts_live(&self, key: &str, value: &str) -> bool {
        let mut scenario = self.scenario.clone();
        let _ = scenario.set_leniently(key, value);
        self.can_become(&scenario.resolve())
    }

    fn change_to(&mut self, scenario: Scenario) -> Result<(), ScenarioError> {
        let lanes = scenario.resolve();
        if self.can_become(&lanes) {
            let changes = lanes.into_iter().zip(&self.lanes);
            let changes: Vec<_> =
                changes.map(|(new, old)| old.change_to(new, &mut self.calibrations)).collect::<Result<_, _>>()?;
            // Nothing can fail any more.
            let time_ms = self.time_ms();
            for (change, lane) in changes.into_iter().zip(&mut self.lanes) {
                lane.become_lane(change, time_ms);
                if time_ms == 0.0 {
                    // Nothing has happened yet: it is as if it had been built so.
                    lane.reset();
                }
            }
            self.scenario = scenario;
            (self.origin_ms, self.ticks) = (time_ms, 0);
            self.find_tick();
            if time_ms == 0.0 {
                self.reset_recorders();
            }
        } else {
            *self = finish(Self::build(scenario, self.calibrations.clone(), self.recording))?;
        }
        self.aim();
        Ok(())
    }

    /// Whether all lanes can become these while they run.
    fn can_become(&self, lanes: &[Lane]) -> bool {
        lanes.iter().zip(&self.lanes).all(|(new, old)| old.can_become(new))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Calibrations;

    /// A change that the second lane cannot follow leaves the first as it was, too.
    #[test]
    fn a_change_is_made_in_all_lanes_or_in_none() {
        let scenario: Scenario = "a.fiber=squid&a.length=5&b.fiber=c&b.length=1".parse().expect("a scenario");
        let [mut changed, mut control] = [0, 1].map(|_| Simulation::new(&scenario).expect("a simulation"));
        let mut other = scenario.clone();
        for (key, value) in [("a.na", "0.9"), ("b.celsius", "36")] {
            other.set(key, value).expect("allowed");
        }
        let c = other.resolve()[1].spec;
        // What is known already is looked up first.
        changed.calibrations = Calibrations::default();
        for spec in [c.healthy(), c.published(36.0), c.published(c.membrane.native_celsius())] {
            changed.calibrations.pretend_inexcitable(&spec, 0.5);
        }
        changed.advance(0.5);
        control.advance(0.5);
        let error = changed.change_to(other).expect_err("no threshold");
        assert_eq!(error.key, "strength");
        assert_eq!((changed.scenario(), changed.info(0)), (&scenario, control.info(0)));
        for simulation in [&mut changed, &mut control] {
            simulation.advance(2.0);
        }
        for lane in 0..2 {
            assert_eq!(changed.transmembrane_mv(lane), control.transmembrane_mv(lane));
        }
    }
}

//! A scenario on its way to be simulated, in slices: so that a page stays alive, however long its fibers are.

use crate::experiment::Calibrations;
use crate::scenario::{Scenario, ScenarioError};
use crate::slices::Sliced;

use super::Simulation;

/// A scenario on its way to be simulated: what has to be known of its fibers, then, where it is to begin anew, the simulation.
pub struct Building {
    work: Sliced<Made>,
    made: Option<Made>,
}

/// What is known of fibers now, and the simulation if it was asked for.
type Made = (Calibrations, Option<Result<Simulation, ScenarioError>>);

impl Building {
    /// What is known of the fibers of `scenario` already is not found out again. The simulation is built if there is anything to be
    /// said of it: whether it records.
    pub fn new(scenario: Scenario, known: &Calibrations, recording: Option<bool>) -> Self {
        let mut calibrations = known.clone();
        let work = async move {
            for lane in scenario.resolve() {
                calibrations.prepare(&lane).await;
            }
            let simulation = match recording {
                Some(recording) => Some(Simulation::build(scenario, calibrations.clone(), recording).await),
                None => None,
            };
            (calibrations, simulation)
        };
        Self { work: Sliced::new(work), made: None }
    }

    /// Works off so many slices, each some dozens of steps of a short fiber or some thousand compartments of a long one, and says
    /// whether all is made.
    pub fn advance(&mut self, slices: u32) -> bool {
        let made = self.work.advance(slices);
        self.made = self.made.take().or(made);
        self.made.is_some()
    }

    /// What is known of fibers now; `None` before all is made.
    pub fn calibrations(&self) -> Option<&Calibrations> {
        self.made.as_ref().map(|(calibrations, _)| calibrations)
    }

    /// The simulation, at rest, at time 0; `None` before it is made, or if it was not asked for.
    ///
    /// # Errors
    /// As [`Simulation::new`].
    pub fn simulation(self) -> Option<Result<Simulation, ScenarioError>> {
        self.made?.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario(text: &str) -> Scenario {
        text.parse().expect("a scenario")
    }

    /// Works it off slice by slice; the number of slices.
    fn finish(building: &mut Building) -> usize {
        (1..).find(|_| building.advance(1)).expect("it ends")
    }

    /// All voltages of a simulation, and the thresholds of its lanes, as bits.
    fn bits(simulation: &Simulation) -> Vec<Vec<u64>> {
        let of = |values: &[f64]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
        let lane = |lane| {
            let info = simulation.info(lane);
            let thresholds = [info.threshold_na, info.healthy_threshold_na].map(|na| na.unwrap_or(f64::NAN));
            [of(simulation.internal_mv(lane)), of(simulation.rest_mv(lane)), of(&thresholds)]
        };
        (0..simulation.lanes()).flat_map(lane).collect()
    }

    #[test]
    fn what_is_built_in_slices_is_what_is_built_in_one_go() {
        for text in [
            "a.fiber=mrg&a.ttx=2&b.fiber=patch&b.membrane=squid&e1.tip=outside&e1.at=1&e1.current=-1000",
            "fiber=mrg&diameter=2&myelin=20-25:0,30:50&spread=0.5",
            "a.fiber=frog&a.length=10&b.fiber=c&b.length=3",
        ] {
            let scenario = scenario(text);
            let mut building = Building::new(scenario.clone(), &Calibrations::default(), Some(true));
            let slices = finish(&mut building);
            assert!(slices > 100, "{text}: {slices} slices");
            let known = building.calibrations().expect("they are made").clone();
            // A second time there is nothing to search for.
            let mut again = Building::new(scenario.clone(), &known, Some(false));
            let fewer = finish(&mut again);
            assert!(fewer < slices / 2, "{text}: {fewer} of {slices} slices");
            let mut sliced = building.simulation().expect("it is made").expect("it can be built");
            let mut direct = Simulation::new(&scenario).expect("it can be built");
            assert_eq!(bits(&sliced), bits(&direct), "{text}");
            assert!(sliced.raster(0).is_some() && direct.raster(0).is_none());
            assert_eq!(sliced.advance(1.0), direct.advance(1.0));
            assert_eq!(bits(&sliced), bits(&direct), "{text}, after 1 ms");
        }
    }

    /// A long fiber is not built in a few large slices.
    #[test]
    fn the_longer_a_fiber_the_more_slices() {
        let known = {
            let mut building = Building::new(scenario("fiber=mrg&diameter=2"), &Calibrations::default(), Some(false));
            finish(&mut building);
            building.calibrations().expect("they are made").clone()
        };
        let slices = |text: &str| finish(&mut Building::new(scenario(text), &known, Some(false)));
        // Both have a twin on which their rest is sought.
        let [short, long] = [300, 1200].map(|mm| slices(&format!("fiber=mrg&diameter=2&length={mm}")));
        // 49,500 compartments more, each of which is passed a few times: a slice for every 2,500 of them.
        assert!(long > short + 19, "{short} and {long} slices");
        // Every lane, and every electrode outside, has slices of its own.
        let electrodes: Vec<String> = (1..=16).map(|k| format!("e{k}.tip=outside&e{k}.at={k}")).collect();
        let with = slices(&format!("fiber=mrg&diameter=2&length=1200&{}", electrodes.join("&")));
        assert!(with >= long + 16, "{long} and {with} slices");
    }
}

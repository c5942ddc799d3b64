//! What a scenario needs to know of its fibers before it can be built, found out in slices.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use crate::scenario::Scenario;

use super::Calibrations;

/// The calibrations of a scenario on their way: building it afterwards takes no search, so that a page stays alive meanwhile.
pub struct Calibrating {
    work: Pin<Box<dyn Future<Output = Calibrations>>>,
    made: Option<Calibrations>,
}

impl Calibrating {
    /// Begins with what is known already.
    pub fn new(scenario: &Scenario, known: &Calibrations) -> Self {
        let (lanes, mut calibrations) = (scenario.resolve(), known.clone());
        let work = async move {
            for lane in &lanes {
                calibrations.prepare(lane).await;
            }
            calibrations
        };
        Self { work: Box::pin(work), made: None }
    }

    /// Works off so many slices, each some dozens of steps of one fiber, and says whether all is made.
    pub fn advance(&mut self, slices: u32) -> bool {
        let mut context = Context::from_waker(Waker::noop());
        for _ in 0..slices {
            if self.made.is_some() {
                break;
            }
            if let Poll::Ready(made) = self.work.as_mut().poll(&mut context) {
                self.made = Some(made);
            }
        }
        self.made.is_some()
    }

    /// What was made; `None` before that.
    pub fn made(&self) -> Option<&Calibrations> {
        self.made.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::Simulation;

    fn scenario(text: &str) -> Scenario {
        text.parse().expect("a scenario")
    }

    /// The thresholds that a simulation shows, as bits.
    fn thresholds(simulation: &Simulation) -> Vec<[Option<u64>; 2]> {
        let bits = |na: Option<f64>| na.map(f64::to_bits);
        let lanes = (0..simulation.lanes()).map(|lane| simulation.info(lane));
        lanes.map(|info| [bits(info.threshold_na), bits(info.healthy_threshold_na)]).collect()
    }

    #[test]
    fn calibrations_in_slices_are_those_in_one_go() {
        let scenario = scenario("a.fiber=mrg&a.ttx=2&b.fiber=patch&b.membrane=squid");
        let mut calibrating = Calibrating::new(&scenario, &Calibrations::default());
        let slices = (1..).find(|_| calibrating.advance(1)).expect("it ends");
        assert!(slices > 100, "{slices} slices");
        let made = calibrating.made().expect("it is made").clone();
        // Nothing is left to search for: a second time it is done at once.
        assert!(Calibrating::new(&scenario, &made).advance(1));
        let prepared = Simulation::with_calibrations(&scenario, made).expect("it can be built");
        let alone = Simulation::new(&scenario).expect("it can be built");
        assert_eq!(thresholds(&prepared), thresholds(&alone));
        assert!(thresholds(&alone).iter().flatten().all(Option::is_some));
    }
}

//! `saltatory experiment`: a protocol on every lane of a scenario, printed as JSON.

use clap::{Args, Subcommand};
use saltatory::experiment::{
    self, FOLLOW_PULSES, FOLLOW_STRENGTH, FiCurve, Follow, Polarity, Preparation, Recovery, Refractory,
    StrengthDuration, Threshold,
};
use saltatory::fiber::FiberKind;
use saltatory::scenario::MAX_ELECTRODES;
use saltatory::simulation::MAX_EXPERIMENT_WORK;
use saltatory::{Scenario, ScenarioError};
use serde::Serialize;

use super::numbers::{Currents, Times};
use super::work::Work;
use super::{pretty, progress};

#[derive(Subcommand)]
pub enum Experiment {
    /// Smallest pulse that sends a spike past three quarters of the length, to 0.1 %
    Threshold {
        #[command(flatten)]
        on: On,
        #[command(flatten)]
        sign: Sign,
    },
    /// Threshold against pulse length; rheobase, chronaxie; fits of Weiss and of Lapicque
    StrengthDuration {
        #[command(flatten)]
        on: On,
        /// Pulse lengths in ms, as a list 0.1,0.2 or a range 0.1:1:0.1; default: 0.2 to 40 times the lane's own
        #[arg(long, value_name = "MS")]
        widths: Option<Times>,
        #[command(flatten)]
        sign: Sign,
    },
    /// Absolute and relative refractory period; threshold of a second pulse
    Refractory {
        #[command(flatten)]
        on: On,
        /// Intervals in ms at which the threshold of the second pulse is measured, as a list or a range
        #[arg(long, value_name = "MS")]
        intervals: Option<Times>,
    },
    /// Velocity of a second spike against the interval
    Recovery {
        #[command(flatten)]
        on: On,
        /// Intervals in ms, as a list or a range; default: twelve from the absolute refractory period on
        #[arg(long, value_name = "MS")]
        intervals: Option<Times>,
    },
    /// Highest rate of pulses that is followed one to one
    Follow {
        #[command(flatten)]
        on: On,
        /// Strength of the pulses, x threshold
        #[arg(long, value_name = "X", default_value_t = FOLLOW_STRENGTH, value_parser = strength)]
        strength: f64,
        /// Pulses of the train
        #[arg(long, value_name = "N", default_value_t = FOLLOW_PULSES, value_parser = pulses)]
        pulses: usize,
    },
    /// Rate against steady current: rheobase, onset and depolarization block, meant for a patch
    #[command(name = "f-i")]
    FI {
        #[command(flatten)]
        on: On,
        /// Currents in nA, as a list or a range; default: sixteen from the onset to the block
        #[arg(long, value_name = "NA", allow_hyphen_values = true)]
        currents: Option<Currents>,
        /// Currents in uA/cm² of the membrane of a patch, as a list or a range
        #[arg(long, value_name = "UA_PER_CM2", allow_hyphen_values = true, conflicts_with = "currents")]
        densities: Option<Currents>,
    },
}

/// What an experiment is done on.
#[derive(Args)]
pub struct On {
    /// The scenario as it stands in a link; its stimulus times play no part
    #[arg(default_value = "", hide_default_value = true)]
    scenario: String,
    /// The electrode that is used, with its place, shape, width and sign: e1, e2, …, or stimulator, the one at the left end that
    /// every fiber has; default: the scenario's first at the lane, and the stimulator where there is none
    #[arg(long, value_name = "E", value_parser = electrode)]
    electrode: Option<usize>,
    #[command(flatten)]
    work: Work,
}

/// Sign of the current, unless it is that of the electrode's current in the scenario.
#[derive(Args)]
pub struct Sign {
    /// Current of the sign that depolarises at the electrode: positive inside, negative outside
    #[arg(long, alias = "depolarizing", conflicts_with = "hyperpolarising")]
    depolarising: bool,
    /// Current of the sign that hyperpolarises at the electrode: a spike may come at its end (anode break)
    #[arg(long, alias = "hyperpolarizing")]
    hyperpolarising: bool,
}

impl Sign {
    fn polarity(&self) -> Polarity {
        match self {
            Self { hyperpolarising: true, .. } => Polarity::Hyperpolarising,
            Self { depolarising: true, .. } => Polarity::Depolarising,
            _ => Polarity::Given,
        }
    }
}

fn electrode(text: &str) -> Result<usize, String> {
    if text == STIMULATOR {
        return Ok(0);
    }
    let number = text.strip_prefix('e').and_then(|number| number.parse().ok());
    number
        .filter(|number| (1..=MAX_ELECTRODES).contains(number))
        .ok_or_else(|| format!("allowed: e1 to e{MAX_ELECTRODES}, {STIMULATOR}"))
}

/// What number 0 is called.
const STIMULATOR: &str = "stimulator";

fn strength(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number: &f64| (1.0..=20.0).contains(number));
    number.ok_or_else(|| "allowed: 1 to 20 x threshold".to_owned())
}

fn pulses(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| (2..=1000).contains(number));
    number.ok_or_else(|| "allowed: 2 to 1000".to_owned())
}

/// What is printed.
#[derive(Serialize)]
struct Report {
    experiment: &'static str,
    /// The scenario in its shortest form.
    scenario: String,
    lanes: Vec<LaneReport>,
}

#[derive(Serialize)]
struct LaneReport {
    fiber: FiberKind,
    diameter_um: f64,
    length_mm: f64,
    celsius: f64,
    dt_ms: f64,
    compartments: usize,
    /// The electrode that was used.
    electrode: String,
    #[serde(flatten)]
    result: Measured,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Measured {
    Threshold(Threshold),
    StrengthDuration(StrengthDuration),
    Refractory(Refractory),
    Recovery(Recovery),
    Follow(Follow),
    FI(FiCurve),
}

impl Experiment {
    /// Does it, and returns what is to be printed.
    pub fn run(&self) -> Result<String, ScenarioError> {
        let (name, On { scenario, electrode, work }) = match self {
            Self::Threshold { on, .. } => ("threshold", on),
            Self::StrengthDuration { on, .. } => ("strength-duration", on),
            Self::Refractory { on, .. } => ("refractory", on),
            Self::Recovery { on, .. } => ("recovery", on),
            Self::Follow { on, .. } => ("follow", on),
            Self::FI { on, .. } => ("f-i", on),
        };
        let scenario: Scenario = scenario.parse()?;
        // Of all lanes together.
        let mut work_left = work.most_work.unwrap_or(MAX_EXPERIMENT_WORK);
        let lane = |lane| -> Result<LaneReport, ScenarioError> {
            let (mut preparation, number) = match *electrode {
                Some(number) => (Preparation::at_electrode(&scenario, lane, number)?, number),
                None => Preparation::as_declared(&scenario, lane)?,
            };
            preparation.allow_work(work_left);
            let result = self.on(&mut preparation)?;
            work_left = preparation.work_left();
            let info = preparation.info();
            Ok(LaneReport {
                fiber: info.fiber,
                diameter_um: info.diameter_um,
                length_mm: info.length_mm,
                celsius: info.celsius,
                dt_ms: info.dt_ms,
                compartments: info.compartments,
                electrode: if number == 0 { STIMULATOR.to_owned() } else { format!("e{number}") },
                result,
            })
        };
        let spinner = progress::spinner();
        let lanes = (0..scenario.lanes.len()).map(lane).collect::<Result<_, _>>();
        spinner.finish_and_clear();
        Ok(pretty(&Report { experiment: name, scenario: scenario.to_string(), lanes: lanes? }))
    }

    fn on(&self, preparation: &mut Preparation) -> Result<Measured, ScenarioError> {
        let own_ms = preparation.duration_ms();
        let given = |numbers: &Option<Times>| numbers.clone().unwrap_or_default().0;
        Ok(match self {
            Self::Threshold { sign, .. } => {
                Measured::Threshold(experiment::threshold(preparation, own_ms, sign.polarity())?)
            }
            Self::StrengthDuration { widths, sign, .. } => {
                let widths_ms = widths.clone().map_or_else(|| experiment::default_widths_ms(own_ms), |widths| widths.0);
                let measured = experiment::strength_duration(preparation, &widths_ms, sign.polarity())?;
                Measured::StrengthDuration(measured)
            }
            Self::Refractory { intervals, .. } => {
                Measured::Refractory(experiment::refractory(preparation, &given(intervals))?)
            }
            Self::Recovery { intervals, .. } => {
                Measured::Recovery(experiment::recovery(preparation, &given(intervals))?)
            }
            Self::Follow { strength, pulses, .. } => {
                Measured::Follow(experiment::follow(preparation, *strength, *pulses)?)
            }
            Self::FI { currents, densities, .. } => {
                let mut currents_na = currents.clone().unwrap_or_default().0;
                if let Some(Currents(densities)) = densities {
                    let area_cm2 = preparation.area_cm2().ok_or_else(|| {
                        let given = "a fiber of many compartments";
                        ScenarioError::new("--densities", given, "a patch; for a fiber use --currents")
                    })?;
                    currents_na = densities.iter().map(|density| 1e3 * density * area_cm2).collect(); // uA to nA
                }
                Measured::FI(experiment::f_i(preparation, &currents_na)?)
            }
        })
    }
}

//! The points of a sweep.

use serde::Serialize;

use super::axis::{Axis, is_of_lane};
use crate::experiment::{Calibrations, MAX_NUMBERS, Run};
use crate::scenario::{Scenario, ScenarioError};
use crate::simulation::Measurement;

/// Most parameters that a sweep goes over.
pub const MAX_AXES: usize = 2;

/// Most text of the scenarios of all points, bytes; in memory they take some ten times as much.
pub const MAX_GRID_BYTES: usize = 20_000_000;
/// Most nodes of the myelinated fibers of all points. Each has a safety factor in the rows, of 16 bytes.
pub const MAX_GRID_NODES: usize = 10_000_000;

/// A scenario at every point of a line or a grid; the first parameter changes slowest. Each point can be measured by itself,
/// so threads can share them.
#[derive(Clone, Debug)]
pub struct Grid {
    axes: Vec<Axis>,
    points: Vec<Scenario>,
    /// Work that each point may take, if it is not what a measurement may.
    allowed_work: Option<u64>,
}

/// What was measured at one point.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Value of each parameter swept.
    pub values: Vec<f64>,
    /// The point's scenario in its shortest form.
    pub scenario: String,
    /// What was measured in each lane; none if there is an error.
    pub lanes: Vec<Measurement>,
    /// Why the point could not be run.
    pub error: Option<ScenarioError>,
}

impl Grid {
    /// `scenario` at all values of the parameters `axes`: at each point as if `key=value` stood behind the scenario's text.
    ///
    /// # Errors
    /// Unless there are one or two axes, of different keys, of at most [`MAX_NUMBERS`] points together (with at most
    /// [`MAX_GRID_BYTES`] of text and [`MAX_GRID_NODES`]), and every point is a scenario that is allowed.
    pub fn new(scenario: &Scenario, axes: Vec<Axis>) -> Result<Self, ScenarioError> {
        let given = || axes.iter().map(|axis| axis.key.as_str()).collect::<Vec<_>>().join(", ");
        let distinct = axes.iter().enumerate().all(|(k, axis)| axes[..k].iter().all(|other| other.key != axis.key));
        if axes.is_empty() || axes.len() > MAX_AXES || !distinct {
            return Err(ScenarioError::new("over", &given(), "one parameter, or two different ones"));
        }
        let count = axes.iter().try_fold(1_usize, |count, axis| count.checked_mul(axis.values.len()));
        let Some(count) = count.filter(|&count| count <= MAX_NUMBERS) else {
            return Err(ScenarioError::new("over", &given(), format!("at most {MAX_NUMBERS} points")));
        };
        let mut base = scenario.clone();
        for Axis { key, .. } in &axes {
            let prefixed = key.contains('.');
            if is_of_lane(key) && prefixed && base.lanes.len() == 1 {
                return Err(ScenarioError::new("over", key, "a key without a prefix: there is one lane"));
            }
            // A key that does not belong there is left for the points to refuse.
            if !is_of_lane(key) || prefixed || base.lanes.len() == 1 {
                let _ = base.set(key, "");
            }
        }
        let base = base.to_string();
        let point = |index| {
            let pairs = axes.iter().zip(values(&axes, index)).map(|(axis, value)| format!("&{}={value}", axis.key));
            format!("{base}{}", pairs.collect::<String>()).parse()
        };
        let bytes = count * base.len();
        if bytes > MAX_GRID_BYTES {
            let allowed = format!("up to {MAX_GRID_BYTES} bytes of scenarios: fewer points, or a shorter scenario");
            return Err(ScenarioError::new("over", &format!("{bytes} bytes at {count} points"), allowed));
        }
        let points: Vec<Scenario> = (0..count).map(point).collect::<Result<_, _>>()?;
        let nodes = points.iter().flat_map(Scenario::resolve).map(|lane| lane.spec.internodes()).sum::<usize>();
        if nodes > MAX_GRID_NODES {
            let allowed = format!("up to {MAX_GRID_NODES} nodes at all points: fewer points, or shorter fibers");
            return Err(ScenarioError::new("over", &format!("{nodes} nodes"), allowed));
        }
        Ok(Self { axes, points, allowed_work: None })
    }

    /// The same with `most_work`, in compartments times steps, in place of what the measurement of a point may take.
    #[must_use]
    pub fn allowing(self, most_work: u64) -> Self {
        Self { allowed_work: Some(most_work), ..self }
    }

    /// The parameters swept.
    pub fn axes(&self) -> &[Axis] {
        &self.axes
    }

    /// The scenario at each point.
    pub fn points(&self) -> &[Scenario] {
        &self.points
    }

    /// The row of point `index`. `calibrations` are kept from call to call to save time; they do not change the row.
    ///
    /// # Panics
    /// If there is no such point.
    pub fn measure_point(&self, index: usize, calibrations: &mut Calibrations) -> Row {
        match self.run(index, calibrations.clone()) {
            Err(error) => self.row(index, Vec::new(), Some(error)),
            Ok(mut run) => {
                let row = loop {
                    match run.step(u64::MAX) {
                        Ok(false) => {}
                        Ok(true) => break self.row(index, run.measurements(), None),
                        Err(error) => break self.row(index, Vec::new(), Some(error)),
                    }
                };
                *calibrations = run.into_calibrations();
                row
            }
        }
    }

    /// The run that measures point `index`.
    pub(super) fn run(&self, index: usize, calibrations: Calibrations) -> Result<Run, ScenarioError> {
        Run::with_calibrations(self.allowed_work, &self.points[index], calibrations)
    }

    pub(super) fn row(&self, index: usize, lanes: Vec<Measurement>, error: Option<ScenarioError>) -> Row {
        Row { values: values(&self.axes, index), scenario: self.points[index].to_string(), lanes, error }
    }
}

/// Values of the parameters at point `index`; the last changes fastest.
fn values(axes: &[Axis], index: usize) -> Vec<f64> {
    let mut rest = index;
    let mut values: Vec<f64> = Vec::with_capacity(axes.len());
    for axis in axes.iter().rev() {
        values.push(axis.values[rest % axis.values.len()]);
        rest /= axis.values.len();
    }
    values.reverse();
    values
}

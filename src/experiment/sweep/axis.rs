//! What a sweep goes over.

use std::str::FromStr;

use serde::Serialize;

use crate::experiment::numbers::read_numbers;
use crate::scenario::{Kind, Parameter, Part, ScenarioError, parameter, parameters};

/// A parameter and the values that it takes in a sweep.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Axis {
    /// Key of the parameter, with its lane's prefix if it has one.
    pub key: String,
    /// Unit of the values.
    pub unit: &'static str,
    /// The values, in the order asked for.
    pub values: Vec<f64>,
}

impl Axis {
    /// The parameter `key` (a number of the table, see [`parameters`]) with `values`.
    ///
    /// # Errors
    /// If there is no such parameter, or it is not a number that changes what is computed, or there are no values.
    pub fn new(key: &str, values: Vec<f64>) -> Result<Self, ScenarioError> {
        let Some(parameter) = parameter(id(key)).filter(|parameter| can_be_swept(parameter)) else {
            let ids: Vec<&str> = parameters().filter(|row| can_be_swept(row)).map(|row| row.id).collect();
            return Err(ScenarioError::new("over", key, format!("a number: {}", ids.join(", "))));
        };
        if values.is_empty() {
            return Err(ScenarioError::new(key, "", "one value at least"));
        }
        Ok(Self { key: key.to_owned(), unit: parameter.unit, values })
    }
}

fn can_be_swept(parameter: &Parameter) -> bool {
    matches!(parameter.kind, Kind::Number | Kind::Whole) && parameter.part != Part::View
}

/// Whether `key` is one that each lane has.
pub(super) fn is_of_lane(key: &str) -> bool {
    parameter(id(key)).is_some_and(|parameter| parameter.part == Part::Lane)
}

/// A key without its prefix.
fn id(key: &str) -> &str {
    key.split_once('.').map_or(key, |(_, id)| id)
}

impl FromStr for Axis {
    type Err = ScenarioError;

    /// Reads `diameter=5.7,10,16` or `celsius=5:30:1` (see [`read_numbers`]).
    fn from_str(text: &str) -> Result<Self, ScenarioError> {
        let Some((key, values)) = text.split_once('=') else {
            return Err(ScenarioError::new("over", text, "key=list or key=first:last:step"));
        };
        let values = read_numbers(values).map_err(|allowed| ScenarioError::new(key, values, allowed))?;
        Self::new(key, values)
    }
}

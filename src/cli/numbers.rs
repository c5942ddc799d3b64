//! Numbers as an argument: a list `5.7,10,16` or a range `5:30:1`.

use std::str::FromStr;

use saltatory::experiment::read_numbers;

/// Longest pulse or interval that can be asked for, ms.
const LONGEST_MS: f64 = 1e4;
/// Strongest current that can be asked for, nA (the limit of `amplitude`) or uA/cm².
const STRONGEST: f64 = 1e5;

/// Times in ms, above 0.
#[derive(Clone, Debug, Default)]
pub struct Times(pub Vec<f64>);

impl FromStr for Times {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        read(text, |time_ms| time_ms > 0.0 && time_ms <= LONGEST_MS, || format!("above 0 to {LONGEST_MS} ms")).map(Self)
    }
}

/// Currents.
#[derive(Clone, Debug, Default)]
pub struct Currents(pub Vec<f64>);

impl FromStr for Currents {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        read(text, |current| current.abs() <= STRONGEST, || format!("-{STRONGEST} to {STRONGEST}")).map(Self)
    }
}

fn read(text: &str, is_allowed: impl Fn(f64) -> bool, allowed: impl Fn() -> String) -> Result<Vec<f64>, String> {
    let numbers = read_numbers(text).map_err(|allowed| format!("allowed: {allowed}"))?;
    if numbers.iter().all(|&number| is_allowed(number)) { Ok(numbers) } else { Err(format!("allowed: {}", allowed())) }
}

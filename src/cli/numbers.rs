//! Times as an argument: a list `5.7,10,16` or a range `5:30:1`.

use std::str::FromStr;

use saltatory::experiment::read_numbers;

/// Longest pulse or interval that can be asked for, ms.
const LONGEST_MS: f64 = 1e4;

/// Times in ms, above 0.
#[derive(Clone, Debug, Default)]
pub struct Times(pub Vec<f64>);

impl FromStr for Times {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = read_numbers(text).map_err(|allowed| format!("allowed: {allowed}"))?;
        if numbers.iter().all(|&number| number > 0.0 && number <= LONGEST_MS) {
            Ok(Self(numbers))
        } else {
            Err(format!("allowed: above 0 to {LONGEST_MS} ms"))
        }
    }
}

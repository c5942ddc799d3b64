//! Numbers as people write them: a list or a range.

/// Most numbers that a list or a range can have.
pub const MAX_NUMBERS: usize = 10_000;

/// Reads a list `5.7,10,16` or a range `5:30:1` (first, last, step; the last belongs to it if a step falls on it; the step
/// may be negative). The error says what is allowed.
pub fn read_numbers(text: &str) -> Result<Vec<f64>, String> {
    let allowed = || format!("numbers joined by commas, or a range first:last:step; at most {MAX_NUMBERS}");
    let number = |text: &str| {
        let decimal = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
        text.parse().ok().filter(|number: &f64| decimal && number.is_finite())
    };
    if text.contains(':') {
        let parts: Option<Vec<f64>> = text.split(':').map(number).collect();
        let Some([first, last, step]) = parts.as_deref() else { return Err(allowed()) };
        let steps = (last - first) / step;
        // A last number that a step misses by rounding alone is hit.
        let count = (steps + 1e-9).floor() + 1.0;
        if !(count >= 1.0 && count <= MAX_NUMBERS as f64) {
            return Err(allowed());
        }
        return Ok((0..count as usize).map(|k| rounded(first + k as f64 * step)).collect());
    }
    let numbers: Option<Vec<f64>> = text.split(',').take(MAX_NUMBERS + 1).map(number).collect();
    numbers.filter(|numbers| numbers.len() <= MAX_NUMBERS).ok_or_else(allowed)
}

/// To twelve digits: 5.7 + 3 x 0.1 is 6, not 6.000000000000001.
fn rounded(number: f64) -> f64 {
    format!("{number:.11e}").parse().unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_ranges_are_read() {
        assert_eq!(read_numbers("5.7,10,16"), Ok(vec![5.7, 10.0, 16.0]));
        assert_eq!(read_numbers("-1e2"), Ok(vec![-100.0]));
        assert_eq!(read_numbers("5:8:1"), Ok(vec![5.0, 6.0, 7.0, 8.0]));
        assert_eq!(read_numbers("5.7:6.05:0.1"), Ok(vec![5.7, 5.8, 5.9, 6.0]));
        assert_eq!(read_numbers("1:0:-0.5"), Ok(vec![1.0, 0.5, 0.0]));
        assert_eq!(read_numbers("3:3:1"), Ok(vec![3.0]));
    }

    #[test]
    fn all_else_is_refused() {
        let long = "1,".repeat(5_000_000);
        for text in
            ["", ",", "1,,2", "1:2", "1:2:3:4", "1:2:0", "1:2:-1", "0:1:1e-9", "nan", "1,inf", "1:inf:1", "a", &long]
        {
            assert!(read_numbers(text).is_err(), "{}", &text[..text.len().min(20)]);
        }
    }
}

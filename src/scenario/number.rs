//! Numbers of a scenario as text.
//!
//! Every number that a person writes is short: its digits are a whole number below 10^15, and a power of ten that is exact in
//! binary brings them to their place. Such numbers are read and written here with one division, which rounds correctly. All
//! others take the long way (`long_number.rs`). Either gives what the standard
//! library gives, without its 30 kB of code and tables.

use super::long_number;

/// Powers of ten up to here are exact.
const MOST_DECIMALS: i32 = 22;
/// Any two decimal numbers with at most 15 digits differ as f64.
const SHORT: f64 = 1e15;

/// The number that `text` writes in decimal, if it is finite.
#[inline(never)] // It is long, and lists of several kinds read numbers.
pub(super) fn read_number(text: &str) -> Option<f64> {
    let negative = text.starts_with('-');
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
        None => (text, 0),
    };
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, decimals].concat();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (digits, exponent) = (digits.trim_start_matches('0').as_bytes(), exponent - decimals.len() as i64);
    let size = short_number(digits, exponent).unwrap_or_else(|| long_number::nearest(digits, exponent));
    Some(if negative { -size } else { size }).filter(|number| number.is_finite())
}

/// The shortest decimal that reads back as this number.
pub(crate) fn write_number(number: f64) -> String {
    match short_text(number) {
        Some(text) => text,
        None => long_text(number),
    }
}

fn long_text(number: f64) -> String {
    if !number.is_finite() {
        return if number.is_nan() {
            "NaN"
        } else if number < 0.0 {
            "-inf"
        } else {
            "inf"
        }
        .to_owned();
    }
    let (digits, exponent) = long_number::shortest(number.abs());
    let decimals = exponent.min(0).unsigned_abs() as usize;
    let mut text = with_point(digits, decimals, number < 0.0);
    text.extend(std::iter::repeat_n('0', exponent.max(0) as usize));
    text
}

/// A whole number.
pub(super) fn write_whole(number: usize) -> String {
    write_number(number as f64)
}

/// `digits`, the first not 0, times `10^exponent`; `None` if that is not short.
fn short_number(digits: &[u8], exponent: i64) -> Option<f64> {
    let exponent = i32::try_from(exponent).ok().filter(|exponent| exponent.abs() <= MOST_DECIMALS)?;
    let whole = digits.iter().try_fold(0, |whole: u64, digit| {
        Some(10 * whole + u64::from(digit - b'0')).filter(|whole| *whole < SHORT as u64)
    })?;
    let power = power_of_ten(exponent.abs());
    Some(if exponent < 0 { whole as f64 / power } else { whole as f64 * power })
}

/// A whole number with or without a sign; one that is far too large is some other such number.
fn read_exponent(text: &str) -> Option<i64> {
    const LARGE: i64 = 1 << 40;
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let size = digits.bytes().fold(0, |size: i64, digit| LARGE.min(10 * size + i64::from(digit - b'0')));
    Some(if text.starts_with('-') { -size } else { size })
}

/// The text of a number of at most 15 digits; `None` if it has more, or is not finite.
fn short_text(number: f64) -> Option<String> {
    let size = number.abs();
    for decimals in 0..=MOST_DECIMALS {
        let power = power_of_ten(decimals);
        let scaled = (size * power).round();
        if scaled.is_nan() || scaled >= SHORT {
            return None;
        }
        // The digits and the power are exact, so this is the number that the decimal reads back as.
        if scaled / power == size {
            return Some(with_point(scaled as u64, decimals as usize, number.is_sign_negative()));
        }
    }
    None
}

/// `digits` with the point so many places from the right.
fn with_point(mut digits: u64, decimals: usize, negative: bool) -> String {
    let mut reversed = Vec::new();
    while digits > 0 || reversed.len() <= decimals {
        if reversed.len() == decimals && decimals > 0 && !reversed.contains(&b'.') {
            reversed.push(b'.');
            if digits == 0 {
                reversed.push(b'0');
                break;
            }
            continue;
        }
        reversed.push(b'0' + (digits % 10) as u8);
        digits /= 10;
    }
    if negative {
        reversed.push(b'-');
    }
    reversed.iter().rev().map(|&byte| char::from(byte)).collect()
}

/// `10^exponent`, exact for exponents of 0 to [`MOST_DECIMALS`].
fn power_of_ten(exponent: i32) -> f64 {
    (0..exponent).fold(1.0, |power, _| 10.0 * power)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What people and sliders write, and what only looks so.
    const TEXTS: &str = "[+-]?([0-9]{0,17}\\.?[0-9]{0,17})([eE][+-]?[0-9]{0,3})?|[0-9.eE+-]{0,8}|1e400|-?nan|inf|٣";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn texts_are_the_numbers_of_the_standard_library(text in TEXTS) {
            let read = text.parse::<f64>().ok().filter(|number| number.is_finite() && !text.contains('n'));
            prop_assert_eq!(read_number(&text).map(f64::to_bits), read.map(f64::to_bits));
        }

        #[test]
        fn numbers_are_written_as_the_standard_library_does(bits: u64) {
            let number = f64::from_bits(bits);
            prop_assert_eq!(write_number(number), number.to_string());
        }

        #[test]
        fn short_numbers_are_written_as_the_standard_library_does(digits in 0_u64..1_000_000_000_000_000, places in 0_i32..25, bits: u64) {
            for number in [digits as f64 / 10_f64.powi(places), -(digits as f64), f64::from_bits(bits)] {
                if let Some(text) = short_text(number) {
                    prop_assert_eq!(text, number.to_string());
                }
            }
        }

        #[test]
        fn what_has_at_most_fifteen_digits_and_nine_decimals_is_short(digits in 0_u64..1_000_000_000_000_000, places in 0_usize..10) {
            let text = with_point(digits, places, false);
            let number = short_number(text.replace('.', "").trim_start_matches('0').as_bytes(), -(places as i64));
            let number = number.expect("short");
            prop_assert_eq!(number.to_bits(), text.parse::<f64>().expect("a number").to_bits());
            prop_assert_eq!(short_text(number), Some(number.to_string()));
        }
    }

    #[test]
    fn zeros_and_what_is_no_number() {
        for number in [0.0, -0.0, 1.0, 10.0, 0.5, 1e-9, 123456789.0, 999999999999999.0] {
            assert_eq!(short_text(number), Some(number.to_string()));
        }
        for number in [f64::NAN, f64::INFINITY, 1e15, 0.1 + 0.2] {
            assert_eq!(short_text(number), None);
        }
        for text in ["", "-", ".", "e5", "1e", "1e+", "1.2.3", "1e400", "1e99999999999"] {
            assert_eq!(read_number(text), None, "{text}");
        }
    }
}

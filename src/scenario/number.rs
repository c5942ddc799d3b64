//! Numbers of a scenario as text.
//!
//! Every number that a person writes is short: its digits are a whole number below 10^15, and a power of ten that is exact in
//! binary brings them to their place. Such numbers are read and written here with one division, which rounds correctly, so the
//! result is that of the standard library (`tests/numbers.rs`). The standard library, which takes every number, also brings
//! 30 kB of code and tables along; the small module of a figure has only the short way.

/// Powers of ten up to here are exact.
const MOST_DECIMALS: i32 = 22;
/// Any two decimal numbers with at most 15 digits differ as f64.
const SHORT: f64 = 1e15;

/// The number that `text` writes in decimal, if it is finite.
pub(super) fn read_number(text: &str) -> Option<f64> {
    let decimal = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    let read = || short_number(text).or_else(|| if cfg!(figure) { None } else { text.parse().ok() });
    read().filter(|number: &f64| decimal && number.is_finite())
}

/// The shortest decimal that reads back as this number.
pub(crate) fn write_number(number: f64) -> String {
    match short_text(number) {
        Some(text) => text,
        None if cfg!(figure) => short_text(to_short(number)).unwrap_or_default(),
        None => number.to_string(),
    }
}

/// A whole number.
pub(super) fn write_whole(number: usize) -> String {
    write_number(number as f64)
}

/// The number that a short text writes; `None` if the text is not short, or not a number.
fn short_number(text: &str) -> Option<f64> {
    let (negative, text) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let (mut whole, mut exponent, mut digits, mut point) = (0_u64, 0_i32, 0, false);
    let mut bytes = text.iter();
    while let Some(&byte) = bytes.next() {
        match byte {
            b'0'..=b'9' => {
                whole = whole.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
                exponent -= i32::from(point);
                digits += 1;
            }
            b'.' if !point => point = true,
            b'e' | b'E' => {
                exponent = exponent.checked_add(short_exponent(bytes.as_slice())?)?;
                break;
            }
            _ => return None,
        }
    }
    if digits == 0 || whole >= SHORT as u64 || exponent.abs() > MOST_DECIMALS {
        return None;
    }
    let (whole, power) = (whole as f64, power_of_ten(exponent.abs()));
    let number = if exponent < 0 { whole / power } else { whole * power };
    Some(if negative { -number } else { number })
}

fn short_exponent(text: &[u8]) -> Option<i32> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let mut exponent = 0_i32;
    for &byte in digits {
        if !byte.is_ascii_digit() || exponent > 1000 {
            return None;
        }
        exponent = 10 * exponent + i32::from(byte - b'0');
    }
    (!digits.is_empty()).then_some(if negative { -exponent } else { exponent })
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

/// The number, rounded so that it is short: for a figure, whose clock may have more digits than matter.
pub(crate) fn to_short(number: f64) -> f64 {
    let mut decimals = MOST_DECIMALS;
    while decimals > 0 && number.abs() * power_of_ten(decimals) >= SHORT {
        decimals -= 1;
    }
    (number * power_of_ten(decimals)).round() / power_of_ten(decimals)
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
        fn short_texts_are_the_numbers_of_the_standard_library(text in TEXTS) {
            if let Some(number) = short_number(&text) {
                let read: f64 = text.parse().expect("what is short is a number");
                prop_assert_eq!(number.to_bits(), read.to_bits());
            }
            let whole = text.parse::<f64>().ok().filter(|number| number.is_finite() && !text.contains('n'));
            prop_assert_eq!(read_number(&text).map(f64::to_bits), whole.map(f64::to_bits));
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
            let number = short_number(&text).expect("short");
            prop_assert_eq!(number.to_bits(), text.parse::<f64>().expect("a number").to_bits());
            prop_assert_eq!(short_text(number), Some(number.to_string()));
        }

        #[test]
        fn what_is_made_short_is_off_in_the_fifteenth_digit(number in 0.0..1e6) {
            let short = to_short(number);
            prop_assert!(short_text(short).is_some() && (short - number).abs() <= 6e-15 * number.max(1e-7));
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
            assert_eq!(short_number(text), None, "{text}");
        }
    }
}

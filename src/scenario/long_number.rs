//! Numbers of any length as text, to the last bit: whole numbers of any size, and one division of two of them.
//!
//! A decimal is a whole number times or over a power of ten; a binary number is one times or over a power of two. Either is
//! found from the other by dividing two whole numbers and rounding the quotient once. That is slow, and seldom needed: the
//! numbers that people write are short (`number.rs`). The standard library does the same fast, with 30 kB of tables and code,
//! which a reader of the page would have to download.

use std::cmp::Ordering;

/// Digits that are looked at one by one. No number halfway between two others has more than 767; of what follows only
/// counts whether it is 0.
const MOST_DIGITS: usize = 780;
/// Beyond such powers of ten everything is infinite, or 0.
const MOST_EXPONENT: i64 = 400;
/// Digits that tell all numbers apart.
const ENOUGH_DIGITS: i32 = 17;

/// The number nearest to `digits` (`0` to `9`, the first not 0) times `10^exponent`; of two, the even one.
pub(super) fn nearest(digits: &[u8], exponent: i64) -> f64 {
    let (near, rest) = digits.split_at(digits.len().min(MOST_DIGITS));
    let more = rest.iter().any(|&digit| digit != b'0');
    // What is left out is less than a digit.
    let exponent = exponent.saturating_add(rest.len() as i64) - i64::from(more);
    let size = exponent.saturating_add(near.len() as i64);
    if near.is_empty() || size < -MOST_EXPONENT {
        return 0.0;
    }
    if size > MOST_EXPONENT {
        return f64::INFINITY;
    }
    let mut whole = Whole::default();
    for &digit in near.iter().chain(more.then_some(&b'1')) {
        whole.multiply_add(10, u32::from(digit - b'0'));
    }
    // Its size is within bounds, and so are its digits.
    scaled(whole, exponent as i32)
}

/// `whole` times `10^exponent`.
fn scaled(whole: Whole, exponent: i32) -> f64 {
    let (mut above, mut below) = (whole, Whole::from(1));
    let powered = if exponent < 0 { &mut below } else { &mut above };
    (0..exponent.abs()).for_each(|_| powered.multiply_add(10, 0));
    if above.bits() == 0 { 0.0 } else { Quotient::of(above, below).to_f64() }
}

/// The digits of `number` (finite, above 0), as few as tell it apart from all others, and the power of ten that they are
/// multiplied with.
pub(super) fn shortest(number: f64) -> (u64, i32) {
    let bits = number.to_bits();
    let (fraction, exponent) = (bits & (u64::MAX >> 12), (bits >> 52) as i32);
    let (mantissa, power) = if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) };
    let mut best = (0, 0);
    // A decimal with one digit more than `number` has before its point, or one or two more.
    let log2 = 64 - mantissa.leading_zeros() as i32 + power;
    let size = (f64::from(log2) * std::f64::consts::LOG10_2).ceil() as i32;
    for digits in 1..=ENOUGH_DIGITS + 1 {
        let exponent = size - digits;
        let (mut above, mut below) = (Whole::from(mantissa), Whole::from(1));
        if power < 0 {
            below.shift(-power as usize)
        } else {
            above.shift(power as usize)
        }
        let powered = if exponent < 0 { &mut above } else { &mut below };
        (0..exponent.abs()).for_each(|_| powered.multiply_add(10, 0));
        let (low, above_half) = Quotient::of(above, below).floor();
        // The nearer one first.
        let (first, second) = if above_half { (low + 1, low) } else { (low, low + 1) };
        for whole in [first, second] {
            if scaled(Whole::from(whole), exponent) == number {
                return without_zeros(whole, exponent);
            }
        }
        best = (first, exponent);
    }
    best
}

fn without_zeros(mut whole: u64, mut exponent: i32) -> (u64, i32) {
    while whole > 0 && whole.is_multiple_of(10) {
        (whole, exponent) = (whole / 10, exponent + 1);
    }
    (whole, exponent)
}

/// A whole number of any size, its 32-bit digits from the lowest on; the highest is not 0.
#[derive(Clone, Debug, Default, PartialEq)]
struct Whole(Vec<u32>);

impl From<u64> for Whole {
    fn from(number: u64) -> Self {
        let mut whole = Self(vec![number as u32, (number >> 32) as u32]);
        whole.trim();
        whole
    }
}

impl Whole {
    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    /// Length in bits; 0 for 0.
    fn bits(&self) -> usize {
        self.0.last().map_or(0, |last| 32 * self.0.len() - last.leading_zeros() as usize)
    }

    fn multiply_add(&mut self, factor: u32, more: u32) {
        let mut carry = u64::from(more);
        for digit in &mut self.0 {
            carry += u64::from(*digit) * u64::from(factor);
            *digit = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    /// Multiplies it with `2^by`.
    fn shift(&mut self, by: usize) {
        self.multiply_add(1 << (by % 32), 0);
        if !self.0.is_empty() {
            self.0.splice(0..0, std::iter::repeat_n(0, by / 32));
        }
    }

    /// Takes `other` away, if it is not larger, and says whether it did.
    fn take(&mut self, other: &Self) -> bool {
        let longer = self.0.len().cmp(&other.0.len());
        if longer.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev())) == Ordering::Less {
            return false;
        }
        let mut borrow = false;
        let others = other.0.iter().copied().chain(std::iter::repeat(0));
        for (digit, other) in self.0.iter_mut().zip(others) {
            let (less, first) = digit.overflowing_sub(other);
            let (less, second) = less.overflowing_sub(u32::from(borrow));
            (*digit, borrow) = (less, first || second);
        }
        self.trim();
        true
    }
}

/// A quotient of two whole numbers: `leading` times `2^power`, and less than one more if there is a rest.
struct Quotient {
    /// At least 63 bits.
    leading: u64,
    power: i32,
    rest: bool,
}

impl Quotient {
    /// Of two numbers above 0.
    fn of(mut above: Whole, mut below: Whole) -> Self {
        // Made of the same length, they are less than a factor of two apart.
        let (long, short) = (above.bits(), below.bits());
        if long < short {
            above.shift(short - long)
        } else {
            below.shift(long - short)
        }
        let mut leading = 0;
        for _ in 0..64 {
            leading = leading << 1 | u64::from(above.take(&below));
            above.multiply_add(2, 0);
        }
        Self { leading, power: long as i32 - short as i32 - 63, rest: above.bits() > 0 }
    }

    /// The number nearest to it; of two, the even one.
    fn to_f64(&self) -> f64 {
        let exponent = 63 - self.leading.leading_zeros() as i32 + self.power;
        // Numbers below 2^-1022 have fewer than 53 bits.
        let kept = 53.min(exponent + 1075);
        let dropped = (64 - self.leading.leading_zeros()) as i32 - kept;
        if exponent > 1023 {
            return f64::INFINITY;
        }
        if kept < 0 || dropped > 64 {
            return 0.0;
        }
        let whole = u128::from(self.leading);
        let (mantissa, half) = ((whole >> dropped) as u64, 1 << (dropped - 1));
        let left = whole & (2 * half - 1);
        let up = left > half || (left == half && (self.rest || mantissa % 2 == 1));
        // The leading bit of a full mantissa adds one to the exponent, and so does one that is carried.
        let field = if kept == 53 { (exponent + 1022) as u64 } else { 0 };
        f64::from_bits((field << 52) + mantissa + u64::from(up))
    }

    /// The largest whole number that is not above it (which is below 2^63), and whether it is at least a half above that.
    fn floor(&self) -> (u64, bool) {
        let down = -self.power;
        if down > 64 {
            return (0, false);
        }
        let whole = u128::from(self.leading);
        ((whole >> down) as u64, whole >> (down - 1) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(digits: &str, exponent: i64) -> f64 {
        nearest(digits.trim_start_matches('0').as_bytes(), exponent)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn decimals_are_read_as_the_standard_library_does(digits in "[0-9]{1,40}", exponent in -380_i64..330) {
            let expected: f64 = format!("{digits}e{exponent}").parse().expect("a number");
            prop_assert_eq!(read(&digits, exponent).to_bits(), expected.to_bits());
        }

        #[test]
        fn shortest_digits_are_those_of_the_standard_library(bits: u64) {
            let number = f64::from_bits(bits & (u64::MAX >> 1));
            if number.is_finite() && number > 0.0 {
                let (digits, exponent) = shortest(number);
                let expected = format!("{number:e}");
                let (mantissa, power) = expected.split_once('e').expect("an exponent");
                let (whole, places) = (mantissa.replace('.', ""), mantissa.len().saturating_sub(2) as i32);
                let power: i32 = power.parse().expect("a whole number");
                prop_assert_eq!((digits.to_string(), exponent), (whole, power - places));
            }
        }

    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        /// Halfway between two numbers, and a bit to either side of it, in all digits.
        #[test]
        fn ties_go_to_the_even_number(bits in 0_u64..0x7fe0_0000_0000_0000, off in 0_usize..3) {
            let (low, high) = (f64::from_bits(bits), f64::from_bits(bits + 1));
            // Exact: the mean of two neighbors has one bit more.
            let text = format!("{low:.1100}");
            let (whole, decimals) = text.split_once('.').expect("a point");
            let upper = format!("{high:.1100}").replace('.', "");
            let sum = add(&format!("{whole}{decimals}"), &upper);
            let digits = [halved(&sum) + "0", halved(&sum) + "1", halved(&sum)][off].clone();
            let exponent = -1100 - i64::from(off < 2) - 1;
            let expected: f64 = format!("{digits}e{exponent}").parse().expect("a number");
            prop_assert_eq!(read(&digits, exponent).to_bits(), expected.to_bits());
        }
    }

    /// Five times the sum: with one decimal more, its half.
    fn halved(sum: &str) -> String {
        let mut carry = 0;
        let mut digits: Vec<u8> = Vec::new();
        for digit in sum.bytes().rev() {
            carry += 5 * u32::from(digit - b'0');
            digits.push(b'0' + (carry % 10) as u8);
            carry /= 10;
        }
        digits.push(b'0' + carry as u8);
        digits.iter().rev().map(|&digit| char::from(digit)).collect()
    }

    fn add(a: &str, b: &str) -> String {
        let (mut carry, width) = (0, a.len().max(b.len()) + 1);
        let digit = |text: &str, k: usize| text.bytes().rev().nth(k).map_or(0, |digit| digit - b'0');
        let digits: Vec<u8> = (0..width)
            .map(|k| {
                carry += digit(a, k) + digit(b, k);
                let this = carry % 10;
                carry /= 10;
                b'0' + this
            })
            .collect();
        digits.iter().rev().map(|&digit| char::from(digit)).collect()
    }

    #[test]
    fn the_ends_of_the_range() {
        for (digits, exponent) in [
            ("17976931348623157", 292),
            ("17976931348623158", 292),
            ("17976931348623159", 292),
            ("1", 309),
            ("5", -324),
            ("24703282292062327", -340),
            ("24703282292062328", -340),
            ("22250738585072014", -324),
            ("22250738585072011", -324),
            ("9007199254740993", 0),
            ("1", -100_000),
            ("1", 100_000),
        ] {
            let expected: f64 = format!("{digits}e{exponent}").parse().expect("a number");
            assert_eq!(read(digits, exponent).to_bits(), expected.to_bits(), "{digits}e{exponent}");
        }
        // Powers of two, whose neighbors are nearer below than above.
        for power in -1074..1024 {
            let number = 2_f64.powi(power);
            let (digits, exponent) = shortest(number);
            assert_eq!(read(&digits.to_string(), exponent.into()), number, "2^{power}");
            let length =
                format!("{number:e}").bytes().take_while(|byte| *byte != b'e').filter(u8::is_ascii_digit).count();
            assert_eq!(digits.to_string().len(), length, "2^{power}");
        }
    }
}

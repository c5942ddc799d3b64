//! Sines and cosines of angles in whole turns.
//!
//! A frequency times a time is an angle in turns, from which whole ones are taken without any error. What is left of it, an eighth
//! at most once quarters are taken too, needs a short series. (The standard library first has to divide by pi, for angles of any
//! size: in the module that a reader downloads that is 5 kB more.)

/// Terms of the series: at an eighth of a turn the next is below 1e-17.
const TERMS: u32 = 8;

/// `sin(2 pi turns)`.
pub(super) fn sin(turns: f64) -> f64 {
    quarters_on(turns, 0)
}

/// `cos(2 pi turns)`.
pub(super) fn cos(turns: f64) -> f64 {
    quarters_on(turns, 1)
}

/// The sine of an angle and so many quarters of a turn.
fn quarters_on(turns: f64, quarters: i32) -> f64 {
    let part = turns - turns.round();
    let nearest = (4.0 * part).round();
    let angle = std::f64::consts::TAU * (part - 0.25 * nearest);
    // sin x = x (1 - x²/(2 3) (1 - x²/(4 5) (1 - ...))), and cos x = 1 - x²/(1 2) (1 - x²/(3 4) (1 - ...))
    let series = |first: f64| {
        (0..TERMS).rev().fold(1.0, |sum, term| {
            let k = first + 2.0 * f64::from(term);
            1.0 - angle * angle / (k * (k + 1.0)) * sum
        })
    };
    match (nearest as i32 + quarters).rem_euclid(4) {
        0 => angle * series(2.0),
        1 => series(1.0),
        2 => -angle * series(2.0),
        _ => -series(1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_those_of_the_standard_library() {
        for k in -40_000..40_000 {
            let turns = f64::from(k) / 9973.0;
            let angle = std::f64::consts::TAU * turns;
            // An angle of four turns is rounded by 2e-15 before the library sees it.
            assert!((sin(turns) - angle.sin()).abs() < 4e-15, "{turns}");
            assert!((cos(turns) - angle.cos()).abs() < 4e-15, "{turns}");
        }
    }

    #[test]
    fn whole_turns_and_their_parts_are_exact() {
        for whole in [0.0, 1.0, -3.0, 1e9, -1e15] {
            let [zero, quarter, half] = [0.0, 0.25, 0.5].map(|part| (sin(whole + part), cos(whole + part)));
            assert_eq!((zero, quarter), ((0.0, 1.0), (1.0, 0.0)));
            assert_eq!((half.0.abs(), half.1), (0.0, -1.0));
        }
        assert!((sin(1.0 / 12.0) - 0.5).abs() < 1e-16 && (cos(1.0 / 6.0) - 0.5).abs() < 2e-16);
    }
}

//! The resting potential of an isolated patch.

use super::{Membrane, RateTable};

/// Width of a step of the search, mV, and most of them: past every reversal potential there is.
const STRIDE_MV: f64 = 0.5;
const STRIDES: usize = 1000;

/// Voltage at which no ionic current flows with every gate at its steady state, mV, to machine precision.
///
/// Where there are several, the one that the published membrane's rest is drawn to when the conditions are changed slowly:
/// the first in the direction of the current there. A membrane without any current stays where it is.
pub fn rest_mv<M: Membrane<GATES>, const GATES: usize>(table: &RateTable<M, GATES>) -> f64 {
    rest_from_mv(table, table.membrane().nominal_rest_mv())
}

/// As [`rest_mv`], for a membrane that is at `start` mV.
pub fn rest_from_mv<M: Membrane<GATES>, const GATES: usize>(table: &RateTable<M, GATES>, start: f64) -> f64 {
    let current = |v| {
        let gates = table.steady(v);
        table.membrane().conductance(&gates, v).current(v)
    };
    // Outward current makes the inside more negative.
    let outward = current(start) > 0.0;
    let stride = if outward { -STRIDE_MV } else { STRIDE_MV };
    let at = |k: usize| start + stride * k as f64;
    let Some(passed) = (1..=STRIDES).find(|&k| (current(at(k)) > 0.0) != outward) else {
        return start;
    };
    let (mut low, mut high) = (at(passed).min(at(passed - 1)), at(passed).max(at(passed - 1)));
    loop {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            return middle;
        }
        if current(middle) <= 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CFiber, Conditions, Passive, Squid};
    use super::*;

    #[test]
    fn squid_rests_where_neuron_finds_it() {
        // reference.json, hh_squid_cable.vrest: NEURON 9.0.2, exact rates.
        let rest = rest_mv(&RateTable::new(Squid::new(&Conditions::at(6.3)), 0.01));
        assert!((rest - -64.974_052_451_626_68).abs() < 1e-4, "{rest}");
    }

    #[test]
    fn c_fiber_rests_at_minus_sixty_at_any_temperature() {
        for celsius in [20.0, 35.0, 37.0, 44.0] {
            let rest = rest_mv(&RateTable::new(CFiber::new(&Conditions::at(celsius)), 0.005));
            assert!((rest - -60.0).abs() < 1e-4, "{celsius} C: {rest}");
        }
    }

    #[test]
    fn a_leak_rests_at_its_reversal() {
        let rest = rest_mv(&RateTable::new(Passive { leak: 0.1, rest_mv: -70.0, capacitance: 1.0 }, 0.01));
        assert!((rest - -70.0).abs() < 1e-9);
    }
}

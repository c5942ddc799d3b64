//! The resting potential of an isolated patch.

use super::{Membrane, RateTable};

/// Voltage at which no ionic current flows with every gate at its steady state, mV, to machine precision.
///
/// Found by bisection between the bounds that the membrane gives; at each the current has the sign that restores the rest.
pub fn rest_mv<M: Membrane<GATES>, const GATES: usize>(table: &RateTable<M, GATES>) -> f64 {
    let current = |v| table.membrane().conductance(&table.steady(v)).current(v);
    let (mut low, mut high) = M::REST_BRACKET_MV;
    loop {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            return middle;
        }
        if current(middle) < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CFiber, Passive, Squid};
    use super::*;

    #[test]
    fn squid_rests_where_neuron_finds_it() {
        // reference.json, hh_squid_cable.vrest: NEURON 9.0.2, exact rates.
        let rest = rest_mv(&RateTable::new(Squid::new(6.3), 0.01));
        assert!((rest - -64.974_052_451_626_68).abs() < 1e-4, "{rest}");
    }

    #[test]
    fn c_fiber_rests_at_minus_sixty_at_any_temperature() {
        for celsius in [20.0, 35.0, 37.0, 44.0] {
            let rest = rest_mv(&RateTable::new(CFiber::new(celsius), 0.005));
            assert!((rest - -60.0).abs() < 1e-4, "{celsius} C: {rest}");
        }
    }

    #[test]
    fn a_leak_rests_at_its_reversal() {
        let rest = rest_mv(&RateTable::new(Passive { leak: 0.1, rest_mv: -70.0, capacitance: 1.0 }, 0.01));
        assert!((rest - -70.0).abs() < 1e-9);
    }
}

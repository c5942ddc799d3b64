//! How safely a spike is handed from node to node: the safety factor, defined at [`crate::simulation`].

use crate::fiber::NodeCurrents;

/// Rise above rest at which a node's excitation begins, mV.
const BEGIN_MV: f64 = 1.0;
/// Rises that end below this height are no attempt to fire, mV.
const ATTEMPT_MV: f64 = 8.0;

/// The first excitation of one node.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Excitation {
    /// Nothing has come yet.
    #[default]
    None,
    /// The voltage is rising.
    Rising {
        /// Charge that came in along the axon, pC.
        inward_pc: f64,
        /// Outward ionic charge, pC.
        ionic_pc: f64,
        /// Voltage in the step before, mV.
        before_mv: f64,
    },
    /// It is over, with this safety factor, if charge came in along the axon at all.
    Over(Option<f64>),
}

impl Excitation {
    /// Takes one step of `dt_ms` that ended with `rise_mv` above rest.
    pub fn record(&mut self, rise_mv: f64, dt_ms: f64, currents: impl FnOnce() -> NodeCurrents) {
        *self = match *self {
            Self::None if rise_mv > BEGIN_MV => Self::Rising { inward_pc: 0.0, ionic_pc: 0.0, before_mv: rise_mv },
            Self::Rising { inward_pc, ionic_pc, before_mv } if rise_mv >= before_mv => {
                let NodeCurrents { axial_in_na, ionic_out_na } = currents();
                Self::Rising {
                    inward_pc: inward_pc + dt_ms * axial_in_na,
                    ionic_pc: ionic_pc + dt_ms * ionic_out_na,
                    before_mv: rise_mv,
                }
            }
            Self::Rising { before_mv, .. } if before_mv < ATTEMPT_MV => Self::None,
            Self::Rising { inward_pc, ionic_pc, .. } => {
                Self::Over((inward_pc > 0.0).then_some(1.0 - ionic_pc / inward_pc))
            }
            same => same,
        };
    }

    /// The safety factor, once it is known.
    pub fn safety_factor(&self) -> Option<f64> {
        if let Self::Over(factor) = *self { factor } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A rise over ten steps with constant currents, then a fall.
    fn factor(height_mv: f64, axial_in_na: f64, ionic_out_na: f64) -> Option<f64> {
        let mut excitation = Excitation::default();
        for rise in (0..=10).chain([5]) {
            let currents = || NodeCurrents { axial_in_na, ionic_out_na };
            excitation.record(height_mv * f64::from(rise) / 10.0, 0.1, currents);
        }
        excitation.safety_factor()
    }

    #[test]
    fn charge_that_the_node_adds_makes_it_safe() {
        // In: 1 nA. The node's channels add 0.7 nA of their own, or take 0.2 away.
        assert!((factor(100.0, 1.0, -0.7).expect("a factor") - 1.7).abs() < 1e-12);
        assert!((factor(20.0, 1.0, 0.2).expect("a factor") - 0.8).abs() < 1e-12);
    }

    #[test]
    fn what_is_no_attempt_or_is_not_fed_along_the_axon_has_none() {
        assert_eq!(factor(5.0, 1.0, -0.7), None);
        assert_eq!(factor(100.0, 0.0, -0.7), None);
    }
}

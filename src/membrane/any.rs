//! Any of the membranes behind one type: that of the fibers that a scenario names.
//!
//! A fiber's code is made once for each type of membrane that it has, so with this one it is there once. Which membrane it is
//! is decided once a stretch ([`Membrane::advance_sites`]), whose loop is made for each membrane: so it is as fast as a fiber made
//! for it, and computes the same.

#[cfg(not(figure))]
use super::names::NONSPECIFIC;
use super::names::{LEAK, PERSISTENT_SODIUM, POTASSIUM, SODIUM};
#[cfg(not(figure))]
use super::{Anesthetized, FrogNode};
use super::{
    CFiber, Channel, Conditions, Currents, GateKinetics, MOST_CHANNELS, Membrane, MembraneKind, MrgNode, Rows,
    SiteRows, Squid,
};

/// Gates of the membrane that has most. (A figure has no lidocaine, which adds one.)
pub const MOST_GATES: usize = if cfg!(figure) { 4 } else { 5 };

/// A gate that is not there: closed, and at its steady state.
const ABSENT: GateKinetics = GateKinetics { steady: 0.0, rate_per_ms: 1.0 };

/// One of the published membranes, under use-dependent block where there is a drug that does it.
#[derive(Clone, Debug)]
pub struct AnyMembrane(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Mrg(MrgNode),
    C(CFiber),
    Squid(Squid),
    #[cfg(not(figure))]
    Frog(FrogNode),
    #[cfg(not(figure))]
    BlockedMrg(Anesthetized<MrgNode>),
    #[cfg(not(figure))]
    BlockedC(Anesthetized<CFiber>),
    #[cfg(not(figure))]
    BlockedSquid(Anesthetized<Squid>),
    #[cfg(not(figure))]
    BlockedFrog(Anesthetized<FrogNode>),
}

/// Does the same with whatever membrane it is.
macro_rules! with_membrane {
    ($any:expr, $membrane:ident => $body:expr) => {
        match &$any.0 {
            Kind::Mrg($membrane) => $body,
            Kind::C($membrane) => $body,
            Kind::Squid($membrane) => $body,
            #[cfg(not(figure))]
            Kind::Frog($membrane) => $body,
            #[cfg(not(figure))]
            Kind::BlockedMrg($membrane) => $body,
            #[cfg(not(figure))]
            Kind::BlockedC($membrane) => $body,
            #[cfg(not(figure))]
            Kind::BlockedSquid($membrane) => $body,
            #[cfg(not(figure))]
            Kind::BlockedFrog($membrane) => $body,
        }
    };
}

impl AnyMembrane {
    /// A membrane of this kind in its conditions.
    #[cfg(figure)]
    pub fn new(kind: MembraneKind, given: &Conditions) -> Self {
        Self(match kind {
            MembraneKind::Mrg => Kind::Mrg(MrgNode::new(given)),
            MembraneKind::C => Kind::C(CFiber::new(given)),
            // A figure asks for no frog: see `FiberSpec::is_in_figure`.
            MembraneKind::Squid | MembraneKind::Frog => Kind::Squid(Squid::new(given)),
        })
    }

    /// A membrane of this kind in its conditions.
    #[cfg(not(figure))]
    pub fn new(kind: MembraneKind, given: &Conditions) -> Self {
        Self(match (kind, given.drugs.lidocaine_um > 0.0) {
            (MembraneKind::Mrg, false) => Kind::Mrg(MrgNode::new(given)),
            (MembraneKind::C, false) => Kind::C(CFiber::new(given)),
            (MembraneKind::Squid, false) => Kind::Squid(Squid::new(given)),
            (MembraneKind::Frog, false) => Kind::Frog(FrogNode::new(given)),
            (MembraneKind::Mrg, true) => Kind::BlockedMrg(Anesthetized::new(MrgNode::new(given), given)),
            (MembraneKind::C, true) => Kind::BlockedC(Anesthetized::new(CFiber::new(given), given)),
            (MembraneKind::Squid, true) => Kind::BlockedSquid(Anesthetized::new(Squid::new(given), given)),
            (MembraneKind::Frog, true) => Kind::BlockedFrog(Anesthetized::new(FrogNode::new(given), given)),
        })
    }

    /// How a membrane of this kind is made from its conditions.
    pub fn maker(kind: MembraneKind) -> fn(&Conditions) -> Self {
        match kind {
            MembraneKind::Mrg => |given| Self::new(MembraneKind::Mrg, given),
            MembraneKind::C => |given| Self::new(MembraneKind::C, given),
            MembraneKind::Squid => |given| Self::new(MembraneKind::Squid, given),
            MembraneKind::Frog => |given| Self::new(MembraneKind::Frog, given),
        }
    }

    /// Names of the gates that it has, as in the source of its model.
    pub fn gate_names(&self) -> &'static [&'static str] {
        with_membrane!(self, membrane => names(membrane))
    }

    /// Its channels.
    pub fn channels(&self) -> &'static [Channel] {
        match &self.0 {
            Kind::Mrg(_) => &[SODIUM, PERSISTENT_SODIUM, POTASSIUM, LEAK],
            #[cfg(not(figure))]
            Kind::BlockedMrg(_) => &[SODIUM, PERSISTENT_SODIUM, POTASSIUM, LEAK],
            #[cfg(not(figure))]
            Kind::Frog(_) | Kind::BlockedFrog(_) => &[SODIUM, POTASSIUM, NONSPECIFIC, LEAK],
            _ => &[SODIUM, POTASSIUM, LEAK],
        }
    }

    /// Outward current at `v_mv` through each of [`Self::channels`], uA/cm²; after the last there are zeros. They add up to
    /// [`Membrane::conductance`].
    pub fn channel_currents(&self, gates: &[f64; MOST_GATES], v_mv: f64) -> [f64; MOST_CHANNELS] {
        let Currents { sodium, potassium, leak } = self.currents(gates, v_mv);
        let [sodium, potassium, leak] = [sodium, potassium, leak].map(|channels| channels.current(v_mv));
        let persistent = |node: &MrgNode, free: f64| {
            let persistent = free * node.persistent_current(gates[0], v_mv);
            [sodium - persistent, persistent, potassium, leak]
        };
        #[cfg(not(figure))]
        let nonspecific = |node: &FrogNode| {
            let ohmic = node.leak_current(v_mv);
            [sodium, potassium, leak - ohmic, ohmic]
        };
        match &self.0 {
            Kind::Mrg(node) => persistent(node, 1.0),
            #[cfg(not(figure))]
            Kind::BlockedMrg(node) => persistent(node.drugless(), 1.0 - gates[4]),
            #[cfg(not(figure))]
            Kind::Frog(node) => nonspecific(node),
            #[cfg(not(figure))]
            Kind::BlockedFrog(node) => nonspecific(node.drugless()),
            _ => [sodium, potassium, leak, 0.0],
        }
    }

    /// Part of the sodium channels that can open: neither inactivated nor blocked.
    pub fn sodium_available(&self, gates: &[f64]) -> f64 {
        let gate = |name: &str| self.gate_names().iter().position(|known| *known == name).map(|gate| gates[gate]);
        gate("h").unwrap_or(1.0) * (1.0 - gate("b").unwrap_or(0.0))
    }
}

fn names<M: Membrane<GATES>, const GATES: usize>(_: &M) -> &'static [&'static str] {
    const { &M::GATE_NAMES }
}

fn widened<const GATES: usize>(kinetics: [GateKinetics; GATES]) -> [GateKinetics; MOST_GATES] {
    std::array::from_fn(|gate| kinetics.get(gate).copied().unwrap_or(ABSENT))
}

fn currents<const GATES: usize>(membrane: &impl Membrane<GATES>, gates: &[f64; MOST_GATES], v_mv: f64) -> Currents {
    membrane.currents(&std::array::from_fn(|gate| gates[gate]), v_mv)
}

impl Membrane<MOST_GATES> for AnyMembrane {
    const GATE_NAMES: [&'static str; MOST_GATES] = [""; MOST_GATES];

    fn nominal_rest_mv(&self) -> f64 {
        with_membrane!(self, membrane => membrane.nominal_rest_mv())
    }

    fn capacitance(&self) -> f64 {
        with_membrane!(self, membrane => membrane.capacitance())
    }

    fn kinetics(&self, v_mv: f64) -> [GateKinetics; MOST_GATES] {
        with_membrane!(self, membrane => widened(membrane.kinetics(v_mv)))
    }

    fn currents(&self, gates: &[f64; MOST_GATES], v_mv: f64) -> Currents {
        with_membrane!(self, membrane => currents(membrane, gates, v_mv))
    }

    fn gates(&self) -> usize {
        self.gate_names().len()
    }

    fn advance_sites<const PLACES: usize>(&self, rows: &Rows, gates: &mut [[f64; PLACES]], out: SiteRows<'_>) {
        with_membrane!(self, membrane => membrane.advance_sites(rows, gates, out));
    }
}

#[cfg(test)]
mod tests {
    use super::super::RateTable;
    use super::*;

    #[test]
    fn it_is_the_membrane_that_it_stands_for() {
        let given = Conditions::at(37.0);
        let (own, any) = (CFiber::new(&given), AnyMembrane::maker(MembraneKind::C)(&given));
        let gates = [0.1, 0.2, 0.3, 0.4, 0.9];
        for v_mv in [-90.0, -60.0, -20.0, 30.0] {
            assert_eq!(any.kinetics(v_mv)[..4], own.kinetics(v_mv));
            assert_eq!(any.kinetics(v_mv)[4], ABSENT);
            assert_eq!(any.currents(&gates, v_mv), own.currents(&[0.1, 0.2, 0.3, 0.4], v_mv));
        }
        let [own, any] = [own_steps(RateTable::new(own, 0.01)), own_steps(RateTable::new(any, 0.01))];
        assert_eq!(own, any);
    }

    /// Some steps at and beyond the table's voltages, site by site and all at once: gates and rows of the equations, bit by bit.
    fn own_steps<M: Membrane<GATES>, const GATES: usize>(table: RateTable<M, GATES>) -> Vec<u64> {
        let voltages = [-400.0, -150.0, -80.0, -61.234, 0.0, 35.7, 99.97, 100.0, 300.0, 5000.0];
        let (mut one_by_one, mut gates) = ([[0.1; GATES]; 10], [[0.1; GATES]; 10]);
        let mut bits = Vec::new();
        for _ in 0..3 {
            let (mut diagonal, mut rhs) = ([0.0; 10], voltages);
            let out = SiteRows { inertia: 7.0, area: 0.3, diagonal: &mut diagonal, rhs: &mut rhs };
            table.advance_sites(&mut gates, out);
            for (k, gates) in one_by_one.iter_mut().enumerate() {
                table.advance(voltages[k], gates);
                let ionic = table.membrane().conductance(gates, voltages[k]);
                assert_eq!(diagonal[k].to_bits(), (7.0 + 0.3 * ionic.total).to_bits());
                assert_eq!(rhs[k].to_bits(), (7.0 * voltages[k] + 0.3 * ionic.drive).to_bits());
            }
            // Of the first four: a place that is no gate of the membrane is none of its loop's.
            let four = |gates: [[f64; GATES]; 10]| gates.into_iter().flat_map(|gates| gates.into_iter().take(4));
            assert!(four(gates).eq(four(one_by_one)));
            bits.extend(diagonal.iter().chain(&rhs).map(|value| value.to_bits()));
            bits.extend(four(gates).map(f64::to_bits));
        }
        bits
    }

    #[test]
    fn it_has_the_names_and_the_capacitance() {
        let given = Conditions::at(37.0);
        let (own, any) = (CFiber::new(&given), AnyMembrane::maker(MembraneKind::C)(&given));
        assert_eq!(any.capacitance(), own.capacitance());
        assert_eq!(any.gate_names(), ["m", "h", "n", "l"]);
    }
}

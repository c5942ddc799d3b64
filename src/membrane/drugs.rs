//! Drugs on the axon, and how much of them does what. Constants and sources stand at [`Drugs`].

use super::{Conditions, Conductance, Currents, GateKinetics, Membrane, MembraneKind};

/// Doses of drugs on the axon, none by default; and how much of them does what.
///
/// Each binds one-to-one (Hill coefficient 1): at concentration `c` the part `1 / (1 + c / Kd)` of the channels is left. That
/// is all for tetrodotoxin, TEA and 4-aminopyridine, which are taken to be in equilibrium. A local anesthetic binds and
/// leaves in the course of many spikes: [`Anesthetized`]. Constants are used at every temperature and voltage.
///
/// | drug | target | membrane | Kd | what was read, and where it says so |
/// |---|---|---|---|---|
/// | tetrodotoxin | sodium channel | mrg | 3.8 nM | Rosker et al., Am J Physiol Cell Physiol 293:C783 (2007), abstract: Nav1.6, the channel of mammalian nodes, 3.8 ± 1.5 nM |
/// | | | frog | 3.6 nM | Schwarz, Ulbricht & Wagner, J Physiol 233:167 (1973), abstract: node of *Xenopus*, as the model is; 3.3 to 4.1 nM, one-to-one |
/// | | | c | 4 nM | Sangameswaran et al., J Biol Chem 272:14805 (1997), abstract: Nav1.7 (PN1), 4.3 ± 0.9 nM; Rosker et al.: 5.5 ± 1.4 nM |
/// | | | squid | 5.1 nM | Toxicon 23:725 (1985), abstract: 4-epitetrodotoxin halves the current at 13.2 nM and is 0.39 times as potent |
/// | TEA | slow potassium (Kv7) | mrg | 3.8 mM | Hadley et al., Br J Pharmacol 129:413 (2000), abstract: KCNQ2 + KCNQ3 |
/// | | delayed rectifier | c | 1.64 mM | small trigeminal neurons of the rat: 2 mM takes 55 % of the sustained current; "about 50 %" in Yoshida & Matsumoto, J Pharmacol Exp Ther (2005), doi 10.1124/jpet.105.084988, abstracts |
/// | | | frog | 0.4 mM | no source at hand: the value that is quoted of Hille, J Gen Physiol 50:1287 (1967), which was not read; Vierhaus & Ulbricht, Pflügers Arch 326:88 (1971), abstract, find 1 mM effective; Armstrong & Hille, J Gen Physiol 59:388 (1972), abstract: outside, TEA blocks at any time and voltage alike, as here |
/// | | the same, from inside | squid | 1 mM | order of magnitude only: Armstrong, J Gen Physiol 50:491 (1966), abstract, sees block from 0.3 mM up |
/// | 4-aminopyridine | delayed rectifier | frog | 0.013 mM | Ulbricht & Wagner, Pflügers Arch 367:77 (1976), abstract: 53 uM leaves a fifth, at rest; a long depolarisation lifts part of the block |
/// | | | squid | 1 mM | order of magnitude only: Meves & Pichon, J Physiol 268:511 (1977), abstract, "markedly" less from 1 to 10 mM; 0.8 mM in *Aplysia*, Hermann & Gorman, J Gen Physiol 78:63 (1981), abstract; strong, long and frequent depolarisation lifts part of the block (Yeh et al., Biophys J 16:77, 1976, abstract), which is left out |
/// | lidocaine | sodium channel | all | 440 uM rested, 10 uM inactivated, repair 1.5 s | Bean, Cohen & Tsien, J Gen Physiol 81:613 (1983), abstract: "> 300", "~ 10", 1 to 2 s; the 440 itself is of a fit in the paper that was not seen |
///
/// Hille, J Gen Physiol 51:199 (1968), has "about 1 nM" of tetrodotoxin for nodes of another frog. Cooperative binding (a Hill
/// coefficient of 1.74, from the frog's node) has been described too, and is left out. Slow potassium channels of the rat's
/// node are blocked by 10 mM TEA and not by 4-aminopyridine (Röper & Schwarz, J Physiol 416:93, 1989, abstract).
/// Neurons of the rat's spinal cord lose half of their sodium current at rest in 112 uM lidocaine already (Anesthesiology
/// 88:172, 1998, abstract): channels differ, and the two constants used here belong together.
///
/// So 4-aminopyridine has no target in mrg (its nodes have slow potassium channels only; the fast ones of a mammalian fiber
/// are under the myelin, and the model has none), and none that it prefers in c. TEA acts on the squid axon from inside only:
/// its dose is that in the axoplasm. The real C fiber also has sodium channels that resist tetrodotoxin; the model has none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Drugs {
    /// Tetrodotoxin, nM.
    pub tetrodotoxin_nm: f64,
    /// Tetraethylammonium, mM; in the axoplasm of a squid axon.
    pub tea_mm: f64,
    /// 4-aminopyridine, mM.
    pub aminopyridine_mm: f64,
    /// Lidocaine, uM.
    pub lidocaine_um: f64,
}

impl Drugs {
    /// No drug.
    pub const NONE: Self = Self { tetrodotoxin_nm: 0.0, tea_mm: 0.0, aminopyridine_mm: 0.0, lidocaine_um: 0.0 };

    /// Part of a membrane's sodium channels that tetrodotoxin leaves.
    pub fn sodium_left(&self, membrane: MembraneKind) -> f64 {
        let dissociation_nm = match membrane {
            MembraneKind::Mrg => 3.8,
            MembraneKind::C => 4.0,
            MembraneKind::Squid => 5.1,
            MembraneKind::Frog => 3.6,
        };
        left(self.tetrodotoxin_nm, dissociation_nm)
    }

    /// Part of a membrane's potassium channels that TEA and 4-aminopyridine leave; they bind to different places.
    pub fn potassium_left(&self, membrane: MembraneKind) -> f64 {
        let (tea_mm, aminopyridine_mm) = match membrane {
            MembraneKind::Mrg => (3.8, f64::INFINITY),
            MembraneKind::C => (1.64, f64::INFINITY),
            MembraneKind::Squid => (1.0, 1.0),
            MembraneKind::Frog => (0.4, 0.013),
        };
        left(self.tea_mm, tea_mm) * left(self.aminopyridine_mm, aminopyridine_mm)
    }
}

/// Part of the receptors that a concentration leaves free.
fn left(concentration: f64, dissociation: f64) -> f64 {
    1.0 / (1.0 + concentration / dissociation)
}

/// Dissociation constant of lidocaine from rested channels, uM. (The paper's fit; "more than 300" in its abstract.)
const RESTED_UM: f64 = 440.0;
/// From inactivated channels, uM.
const INACTIVATED_UM: f64 = 10.0;
/// Time that lidocaine stays on a channel, ms: block is repaired with 1 to 2 s.
const DWELL_MS: f64 = 1500.0;

/// A membrane in lidocaine, which blocks its sodium channels more the more they are used.
///
/// The modulated receptor (Hille, J Gen Physiol 69:497, 1977; Hondeghem & Katzung 1977) with the constants of Bean, Cohen &
/// Tsien (1983): inactivated channels bind 44 times as well as rested ones, one drug molecule a channel. With `h` the part of
/// the channels that is not inactivated in the steady state of the voltage, the blocked part `b` obeys
///
/// ```text
/// db/dt = k c (1 - b) - b / dwell,    k = (h / 440 uM + (1 - h) / 10 uM) / dwell
/// ```
///
/// so at a constant voltage it comes to the paper's `1 / (1 + Kd / c)` with `1 / Kd = h / 440 uM + (1 - h) / 10 uM`. The dwell
/// time is taken to be that of their repair at any voltage. It is one gate more, with rates that depend on voltage alone.
/// The constants are those of heart at 10 to 17 C; the paper finds nerve alike, and temperature is left out.
#[derive(Clone, Debug)]
pub struct Anesthetized<M> {
    membrane: M,
    lidocaine_um: f64,
}

impl<M> Anesthetized<M> {
    /// `membrane` in the lidocaine of `conditions`.
    pub fn new(membrane: M, conditions: &Conditions) -> Self {
        Self { membrane, lidocaine_um: conditions.drugs.lidocaine_um }
    }

    /// The membrane without the drug.
    #[cfg(not(figure))]
    pub(super) fn drugless(&self) -> &M {
        &self.membrane
    }

    /// Kinetics of the block where the part `available` of the channels is not inactivated.
    fn block(&self, available: f64) -> GateKinetics {
        let inverse_um = available / RESTED_UM + (1.0 - available) / INACTIVATED_UM;
        GateKinetics::from_rates(self.lidocaine_um * inverse_um / DWELL_MS, 1.0 / DWELL_MS)
    }
}

macro_rules! with_block {
    ($gates:literal, $more:literal) => {
        impl<M: Membrane<$gates>> Membrane<$more> for Anesthetized<M> {
            const GATE_NAMES: [&'static str; $more] = {
                let mut names = ["b"; $more];
                let mut gate = 0;
                while gate < $gates {
                    names[gate] = M::GATE_NAMES[gate];
                    gate += 1;
                }
                names
            };
            const INACTIVATION: Option<usize> = M::INACTIVATION;

            fn nominal_rest_mv(&self) -> f64 {
                self.membrane.nominal_rest_mv()
            }

            fn capacitance(&self) -> f64 {
                self.membrane.capacitance()
            }

            fn kinetics(&self, v_mv: f64) -> [GateKinetics; $more] {
                let own = self.membrane.kinetics(v_mv);
                let available = M::INACTIVATION.map_or(1.0, |gate| own[gate].steady);
                std::array::from_fn(|gate| if gate < $gates { own[gate] } else { self.block(available) })
            }

            #[inline]
            fn currents(&self, gates: &[f64; $more], v_mv: f64) -> Currents {
                let own = self.membrane.currents(&std::array::from_fn(|gate| gates[gate]), v_mv);
                let free = 1.0 - gates[$gates];
                let Conductance { total, drive } = own.sodium;
                Currents { sodium: Conductance { total: free * total, drive: free * drive }, ..own }
            }
        }
    };
}

with_block!(3, 4);
with_block!(4, 5);

#[cfg(test)]
mod tests {
    use super::super::{CFiber, FrogNode, MrgNode, RateTable, Squid};
    use super::*;

    const KINDS: [MembraneKind; 4] = [MembraneKind::Mrg, MembraneKind::C, MembraneKind::Squid, MembraneKind::Frog];

    /// Half of the channels at the dissociation constant, a third at twice of it, an eleventh at ten times.
    #[test]
    fn doses_have_the_response_of_one_to_one_binding() {
        for (kind, nm) in KINDS.into_iter().zip([3.8, 4.0, 5.1, 3.6]) {
            for (times, left) in [(0.0, 1.0), (0.1, 10.0 / 11.0), (1.0, 0.5), (2.0, 1.0 / 3.0), (10.0, 1.0 / 11.0)] {
                let drugs = Drugs { tetrodotoxin_nm: times * nm, ..Drugs::NONE };
                assert!((drugs.sodium_left(kind) - left).abs() < 1e-12, "{kind:?}");
                assert_eq!(drugs.potassium_left(kind), 1.0);
            }
        }
        for (kind, mm) in KINDS.into_iter().zip([3.8, 1.64, 1.0, 0.4]) {
            let drugs = Drugs { tea_mm: 3.0 * mm, ..Drugs::NONE };
            assert!((drugs.potassium_left(kind) - 0.25).abs() < 1e-12, "{kind:?}");
            assert_eq!(drugs.sodium_left(kind), 1.0);
        }
        let ap = |kind| Drugs { aminopyridine_mm: 0.053, ..Drugs::NONE }.potassium_left(kind);
        // Ulbricht & Wagner: about a fifth at 53 uM.
        assert!((ap(MembraneKind::Frog) - 0.2).abs() < 0.01);
        assert_eq!([ap(MembraneKind::Mrg), ap(MembraneKind::C)], [1.0, 1.0]);
    }

    /// The conductance of every open channel is that of a membrane with so many channels less.
    #[test]
    fn conductances_fall_with_the_dose() {
        let drugs = Drugs { tetrodotoxin_nm: 7.0, tea_mm: 2.0, aminopyridine_mm: 0.02, lidocaine_um: 0.0 };
        let at = |kind: MembraneKind| {
            let dosed = Conditions { drugs, ..Conditions::at(kind.native_celsius()) };
            let (sodium, potassium) = (drugs.sodium_left(kind), drugs.potassium_left(kind));
            (dosed, Conditions { sodium, potassium, ..Conditions::at(kind.native_celsius()) })
        };
        let gates = [0.3, 0.4, 0.5, 0.6];
        let (a, b) = at(MembraneKind::Squid);
        let squid = [a, b].map(|given| Squid::new(&given).currents(&[0.3, 0.4, 0.5], -30.0));
        let (a, b) = at(MembraneKind::C);
        let c = [a, b].map(|given| CFiber::new(&given).currents(&gates, -30.0));
        let (a, b) = at(MembraneKind::Mrg);
        let mrg = [a, b].map(|given| MrgNode::new(&given).currents(&gates, -30.0));
        let (a, b) = at(MembraneKind::Frog);
        let frog = [a, b].map(|given| FrogNode::new(&given).currents(&gates, -30.0));
        for [dosed, fewer] in [squid, c, mrg, frog] {
            assert_eq!(dosed, fewer);
        }
    }

    /// The membrane in lidocaine under voltage clamp: gates from the rate table, hold and pulse in turn.
    struct Clamp {
        table: RateTable<Anesthetized<Squid>, 4>,
        gates: [f64; 4],
    }

    const HOLD_MV: f64 = -100.0;
    const PULSE_MV: f64 = 0.0;
    const DT_MS: f64 = 1.0 / 16.0;

    impl Clamp {
        fn new(lidocaine_um: f64) -> Self {
            let drugs = Drugs { lidocaine_um, ..Drugs::NONE };
            let conditions = Conditions { drugs, ..Conditions::at(6.3) };
            let table = RateTable::new(Anesthetized::new(Squid::new(&conditions), &conditions), DT_MS);
            let gates = table.steady(HOLD_MV);
            Self { table, gates }
        }

        fn hold(&mut self, v_mv: f64, for_ms: f64) {
            for _ in 0..(for_ms / DT_MS).round() as u64 {
                self.table.advance(v_mv, &mut self.gates);
            }
        }

        /// The blocked part after `count` pulses of 20 ms, one every `period_ms`.
        fn train(mut self, count: usize, period_ms: f64) -> f64 {
            for _ in 0..count {
                self.hold(PULSE_MV, 20.0);
                self.hold(HOLD_MV, period_ms - 20.0);
            }
            self.gates[3]
        }
    }

    /// Half of the channels at 440 uM where none is inactivated, and at 10 uM where all are (Bean, Cohen & Tsien 1983).
    #[test]
    fn steady_block_is_that_of_the_paper() {
        let block = |um, v_mv| Clamp::new(um).table.steady(v_mv)[3];
        assert!((block(440.0, -140.0) - 0.5).abs() < 1e-3);
        assert!((block(10.0, 40.0) - 0.5).abs() < 1e-3);
        // Half inactivated: 1 / Kd is halfway between.
        let half_mv = -62.34; // h of Hodgkin & Huxley is a half there
        let available = Squid::new(&Conditions::at(6.3)).kinetics(half_mv)[1].steady;
        let inverse = available / 440.0 + (1.0 - available) / 10.0;
        assert!((available - 0.5).abs() < 0.01 && (block(20.0, half_mv) - 20.0 / (20.0 + 1.0 / inverse)).abs() < 1e-3);
    }

    /// Use: ten pulses a second leave far fewer channels than one in ten seconds, which leaves nearly those of rest. Both are
    /// what the two exponentials of binding and repair come to.
    #[test]
    fn block_depends_on_use() {
        let um = 100.0;
        let rested = Clamp::new(um).gates[3];
        let [slow, fast] = [(12, 10_000.0), (120, 100.0)].map(|(count, period)| Clamp::new(um).train(count, period));
        let expected = |period_ms: f64| {
            let clamp = Clamp::new(um);
            let kinetics = |v_mv| clamp.table.membrane().kinetics(v_mv)[3];
            let (pulse, hold) = (kinetics(PULSE_MV), kinetics(HOLD_MV));
            let (p, q) = ((-20.0 * pulse.rate_per_ms).exp(), (-(period_ms - 20.0) * hold.rate_per_ms).exp());
            // The fixed point of a pulse followed by a pause, at the end of the pause.
            (hold.steady * (1.0 - q) + pulse.steady * (1.0 - p) * q) / (1.0 - p * q)
        };
        assert!((slow - expected(10_000.0)).abs() < 1e-3, "{slow} against {}", expected(10_000.0));
        assert!((fast - expected(100.0)).abs() < 1e-3, "{fast} against {}", expected(100.0));
        assert!(slow - rested < 0.01, "{slow} at 0.1 Hz, {rested} at rest");
        assert!(fast - rested > 0.3, "{fast} at 10 Hz, {rested} at rest");
    }
}

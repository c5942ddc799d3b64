//! What it means that a membrane is at rest, or drifts back to it: how far voltage and gates may be from it, and how they may move.

use crate::membrane::{Membrane, RateTable};

/// Most that a voltage may move in a long step, mV.
pub(super) const DRIFT_MV: f64 = 0.02;
/// Most that its distance from rest may grow in a long step, in parts of itself: far less than in the foot of a spike.
const GROWTH: f64 = 0.05;
/// Growth in a long step that is no foot of a spike, mV: where that is no longer calm, it grows by more.
const CREEP_MV: f64 = 1e-4;

/// Whether a voltage that is `off_mv` from rest, to which the last long step, or a short one as long as one, has brought it by
/// `moved_mv`, drifts.
#[inline]
pub(super) fn drifts(off_mv: f64, moved_mv: f64) -> bool {
    moved_mv.abs() <= DRIFT_MV && moved_mv * off_mv.signum() <= CREEP_MV.max(GROWTH * off_mv.abs())
}

/// The rest of a membrane, and how far from it counts as rest: a distance of the voltage in mV, and of a gate in the shift of
/// the resting potential that it would hold up.
#[derive(Clone, Debug)]
pub(super) struct Calm<const GATES: usize> {
    rest_mv: f64,
    /// Largest distance that counts as rest, mV; below 0 where the rest is not stable, so that nothing does.
    within_mv: f64,
    gates: [f64; GATES],
    /// Rate at which a small distance of the voltage from rest decays, 1/ms.
    rate_per_ms: f64,
    /// Whether it returns to rest in long steps, too.
    drifts: bool,
    /// Shift of the resting potential per unit of each gate, mV.
    worth_mv: [f64; GATES],
}

impl<const GATES: usize> Calm<GATES> {
    /// For the membrane of `table`, at rest at `rest_mv`, and distances up to `within_mv`. `load` is the conductance through
    /// which what lies beside the membrane holds it at rest, mS/cm². A long step is `stride` steps.
    pub(super) fn new<M: Membrane<GATES>>(
        table: &RateTable<M, GATES>,
        rest_mv: f64,
        load: f64,
        within_mv: f64,
        stride: u64,
    ) -> Self {
        const NUDGE: f64 = 1e-6;
        let gates = table.steady(rest_mv);
        let rest = table.membrane().conductance(&gates, rest_mv);
        let worth_mv = std::array::from_fn(|gate| {
            let mut nudged = gates;
            nudged[gate] += NUDGE;
            let current = table.membrane().conductance(&nudged, rest_mv).current(rest_mv) - rest.current(rest_mv);
            (current / NUDGE / rest.total).abs()
        });
        let within_mv = if is_stable(table, rest_mv, load, &gates, 1) { within_mv } else { -1.0 };
        let drifts = within_mv > 0.0 && is_stable(table, rest_mv, load, &gates, stride);
        let rate_per_ms = rest.total / table.membrane().capacitance();
        Self { rest_mv, within_mv, gates, rate_per_ms, drifts, worth_mv }
    }

    /// A voltage that was `v_mv`, left to itself for `time_ms`.
    pub(super) fn relaxed_mv(&self, v_mv: f64, time_ms: f64) -> f64 {
        self.rest_mv + (-time_ms * self.rate_per_ms).exp() * (v_mv - self.rest_mv)
    }

    /// Whether a voltage drifts that was brought to `v_mv` in a way that makes `moved_mv` in a long step.
    #[inline]
    pub(super) fn drifts(&self, v_mv: f64, moved_mv: f64) -> bool {
        self.drifts && drifts(v_mv - self.rest_mv, moved_mv)
    }

    /// Whether voltage and gates are at rest.
    #[inline]
    pub(super) fn holds(&self, v_mv: f64, gates: &[f64; GATES]) -> bool {
        let near = |off_mv: f64| off_mv.abs() <= self.within_mv;
        near(v_mv - self.rest_mv) && (0..GATES).all(|gate| near(self.worth_mv[gate] * (gates[gate] - self.gates[gate])))
    }
}

/// Whether a patch of the membrane, with its load, returns to its rest from nearby. What fires by itself, or stays silent only as long as
/// nothing touches it, must not sleep. A step is `steps` of those of the table.
fn is_stable<M: Membrane<GATES>, const GATES: usize>(
    table: &RateTable<M, GATES>,
    rest_mv: f64,
    load: f64,
    rest: &[f64; GATES],
    steps: u64,
) -> bool {
    const NUDGE: f64 = 1e-5;
    /// The step is applied two to this many times: some hours.
    const DOUBLINGS: u32 = 32;
    // One step of voltage and gates, away from rest, as the fibers do it.
    let step = |off: &[f64]| {
        let (v, mut gates) = (rest_mv + off[0], *rest);
        gates.iter_mut().zip(&off[1..]).for_each(|(gate, off)| *gate += off);
        table.advance_held(v, &mut gates, steps);
        let inertia = 2.0 * table.membrane().capacitance() / (steps as f64 * table.dt_ms());
        let ionic = table.membrane().conductance(&gates, v);
        let half = (inertia * v + ionic.drive + load * rest_mv) / (inertia + ionic.total + load);
        let mut after = vec![2.0 * half - v - rest_mv];
        after.extend(gates.iter().zip(rest).map(|(gate, rest)| gate - rest));
        after
    };
    let size = GATES + 1;
    let column = |k: usize| {
        let nudged = |by: f64| step(&(0..size).map(|j| if j == k { by } else { 0.0 }).collect::<Vec<_>>());
        nudged(NUDGE).iter().zip(nudged(-NUDGE)).map(|(up, down)| (up - down) / (2.0 * NUDGE)).collect::<Vec<_>>()
    };
    let mut power: Vec<Vec<f64>> = (0..size).map(column).collect();
    for _ in 0..DOUBLINGS {
        let entry = |row: usize, column: usize| (0..size).map(|k| power[k][row] * power[column][k]).sum();
        power = (0..size).map(|column| (0..size).map(|row| entry(row, column)).collect()).collect();
    }
    power.iter().flatten().all(|entry: &f64| entry.abs() < 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::membrane::{CFiber, Conditions, MrgNode, Squid, rest_mv};

    const WITHIN_MV: f64 = 1e-4;

    fn rest_is_calm<M: Membrane<GATES>, const GATES: usize>(membrane: M, rest: f64, load: f64) -> [f64; GATES] {
        let table = RateTable::new(membrane, 1.0 / 256.0);
        let (calm, gates) = (Calm::new(&table, rest, load, WITHIN_MV, 16), table.steady(rest));
        assert!(calm.holds(rest, &gates) && calm.holds(rest + 0.99 * WITHIN_MV, &gates));
        for off in [1.01 * WITHIN_MV, -1.01 * WITHIN_MV, f64::NAN] {
            assert!(!calm.holds(rest + off, &gates), "{off}");
            for gate in 0..GATES {
                let mut moved = gates;
                moved[gate] += off / calm.worth_mv[gate];
                assert!(!calm.holds(rest, &moved), "gate {gate}, {off}");
            }
        }
        calm.worth_mv
    }

    /// Hodgkin & Huxley's axon fires by itself where its rest is raised far enough: in 20 mM potassium, twice the normal.
    #[test]
    fn what_fires_by_itself_is_never_at_rest() {
        let at = |potassium_out_mm| {
            let conditions = Conditions { potassium_out_mm: Some(potassium_out_mm), ..Conditions::at(6.3) };
            let table = RateTable::new(Squid::new(&conditions), 1.0 / 64.0);
            let rest = rest_mv(&table);
            Calm::new(&table, rest, 0.0, WITHIN_MV, 16).holds(rest, &table.steady(rest))
        };
        assert_eq!([5.0, 10.0, 20.0].map(at), [true, true, false]);
    }

    #[test]
    fn distances_are_told_in_millivolts() {
        rest_is_calm(Squid::new(&Conditions::at(6.3)), -64.974052, 0.0);
        // g_Ks (V - E_K) over the node's conductance, from the paper's constants at V = -80 mV: 80 x 10 over about 9 mS/cm².
        let [.., s] = rest_is_calm(MrgNode::new(&Conditions::at(37.0)), -80.0, 20.0);
        assert!((60.0..120.0).contains(&s), "{s}");
        // Hardly any potassium channel is open at rest: the slow gate of the C fiber holds up next to nothing.
        let [.., l] = rest_is_calm(CFiber::new(&Conditions::at(37.0)), -60.0, 0.0);
        assert!(l < 0.01, "{l}");
    }
}

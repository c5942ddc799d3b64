//! Gates advanced over one time step by a table of their exact solution.

use super::{Conductance, Membrane};

/// First and last tabulated voltage, mV; beyond them the equations themselves are evaluated.
pub(crate) const RANGE_MV: (f64, f64) = (-150.0, 100.0);
/// Spacing of the table, mV. It changes a velocity by less than 1e-5 of itself (`tests/convergence.rs`).
const SPACING_MV: f64 = 0.05;
/// Voltages beyond this are cut to it before an exponential sees them, so that no rate overflows, mV.
const EXTREME_MV: f64 = 1000.0;

/// How one gate moves in one step: `x <- x + (target - decay x)`.
#[derive(Clone, Copy, Debug, Default)]
struct Relaxation {
    target: f64,
    decay: f64,
}

impl Relaxation {
    /// Of a gate that is not there: it stays closed.
    const EMPTY: Self = Self { target: 0.0, decay: 1.0 };

    #[inline(always)]
    fn towards(&self, other: &Self, weight: f64) -> Self {
        Self {
            target: self.target + weight * (other.target - self.target),
            decay: self.decay + weight * (other.decay - self.decay),
        }
    }
}

#[inline(always)]
fn relax(gate: &mut f64, Relaxation { target, decay }: Relaxation) {
    *gate += target - decay * *gate;
}

/// The gates of one membrane at one temperature and one time step, advanced by a table of their exact solution.
///
/// At a fixed voltage a gate relaxes exponentially: over a step of `dt`
///
/// ```text
/// x(t + dt) = x(t) + (1 - exp(-dt rate(V))) (steady(V) - x(t))        rate = alpha + beta, steady = alpha / (alpha + beta)
/// ```
///
/// Both `1 - exp(-dt rate)` and that times `steady` are smooth in voltage, so they are tabulated once, every 0.05 mV from -150 to
/// 100 mV, and interpolated linearly: three to four times faster than evaluating the exponentials of every compartment at every
/// step, and less than 1e-5 of a velocity away from it (`tests/convergence.rs`). Beyond the table the equations themselves
/// are evaluated.
#[derive(Clone, Debug)]
pub struct RateTable<M, const GATES: usize> {
    membrane: M,
    rows: Rows,
}

impl<M: Membrane<GATES>, const GATES: usize> RateTable<M, GATES> {
    /// Tabulates `membrane` for steps of `dt_ms`.
    pub fn new(membrane: M, dt_ms: f64) -> Self {
        let gates = membrane.gates();
        let mut rows = Rows { dt_ms, gates, relaxations: Vec::new() };
        let count = ((RANGE_MV.1 - RANGE_MV.0) / SPACING_MV).round() as usize + 1;
        rows.relaxations.reserve_exact(count * gates);
        for row in 0..count {
            let exact = rows.exact(&membrane, RANGE_MV.0 + row as f64 * SPACING_MV);
            rows.relaxations.extend(&exact[..gates]);
        }
        Self { membrane, rows }
    }

    /// The membrane that is tabulated.
    pub fn membrane(&self) -> &M {
        &self.membrane
    }

    /// Time step, ms.
    pub fn dt_ms(&self) -> f64 {
        self.rows.dt_ms
    }

    /// Advances `gates` by one step with the voltage held at `v_mv`.
    #[inline]
    pub fn advance(&self, v_mv: f64, gates: &mut [f64; GATES]) {
        gates.iter_mut().zip(self.at(v_mv)).for_each(|(gate, relaxation)| relax(gate, relaxation));
    }

    /// Advances the gates of many sites by one step, each with its voltage held, and writes their rows of the equations: see
    /// [`SiteRows`]. To the bit what [`Self::advance`] and [`Membrane::conductance`] do one by one.
    #[inline]
    pub fn advance_sites(&self, gates: &mut [[f64; GATES]], out: SiteRows<'_>) {
        self.membrane.advance_sites(&self.rows, gates, out);
    }

    /// Advances `gates` by `steps` steps at once with the voltage held at `v_mv` throughout.
    pub fn advance_held(&self, v_mv: f64, gates: &mut [f64; GATES], steps: u64) {
        let steps = i32::try_from(steps).unwrap_or(i32::MAX);
        for (gate, Relaxation { target, decay }) in gates.iter_mut().zip(self.at(v_mv)) {
            let steady = target / decay;
            *gate = steady + (1.0 - decay).powi(steps) * (*gate - steady);
        }
    }

    /// The same for `halves` half steps.
    pub fn advance_halves(&self, v_mv: f64, gates: &mut [f64; GATES], halves: u64) {
        let steps = i32::try_from(halves / 2).unwrap_or(i32::MAX);
        let odd = !halves.is_multiple_of(2);
        for (gate, Relaxation { target, decay }) in gates.iter_mut().zip(self.at(v_mv)) {
            let (steady, keep) = (target / decay, 1.0 - decay);
            let half = if odd { keep.sqrt() } else { 1.0 };
            *gate = steady + keep.powi(steps) * half * (*gate - steady);
        }
    }

    /// Gates at their steady state for `v_mv`: exactly those that [`Self::advance`] leaves as they are.
    pub fn steady(&self, v_mv: f64) -> [f64; GATES] {
        self.at(v_mv).map(|relaxation| relaxation.target / relaxation.decay)
    }

    fn at(&self, v_mv: f64) -> [Relaxation; GATES] {
        let here = self.rows.place(v_mv).and_then(|place| self.rows.between(place, self.rows.gates));
        here.map_or_else(
            || self.rows.exact(&self.membrane, v_mv),
            |(low, high, weight)| {
                std::array::from_fn(|gate| match (low.get(gate), high.get(gate)) {
                    (Some(low), Some(high)) => low.towards(high, weight),
                    _ => Relaxation::EMPTY,
                })
            },
        )
    }
}

/// What each of many sites adds to the equations of the membranes' voltages, by the rule of half a step (see [`crate::fiber`]):
/// the capacitance over half a step, and the conductance of the channels.
#[derive(Debug)]
pub struct SiteRows<'a> {
    /// Capacitance over half a step, uS (or per area, mS/cm²).
    pub inertia: f64,
    /// Membrane area that takes a conductance per area to the unit of `inertia`.
    pub area: f64,
    /// Comes to be `inertia` and the conductance of the channels.
    pub diagonal: &'a mut [f64],
    /// Holds the voltages, mV, and comes to be `inertia` times that, and the drive of the channels.
    pub rhs: &'a mut [f64],
}

/// The table itself: a row a voltage.
#[derive(Clone, Debug)]
pub struct Rows {
    dt_ms: f64,
    /// Gates in a row.
    gates: usize,
    relaxations: Vec<Relaxation>,
}

impl Rows {
    /// Advances many sites of `membrane`, whose gates have `PLACES` places: its own come first.
    #[inline]
    pub(super) fn advance_sites<M: Membrane<GATES>, const GATES: usize, const PLACES: usize>(
        &self,
        membrane: &M,
        gates: &mut [[f64; PLACES]],
        SiteRows { inertia, area, diagonal, rhs }: SiteRows<'_>,
    ) {
        for ((gates, diagonal), rhs) in gates.iter_mut().zip(diagonal).zip(rhs) {
            let Some(gates) = gates.first_chunk_mut::<GATES>() else { continue };
            let v = *rhs;
            match self.place(v).and_then(|place| self.between(place, GATES)) {
                Some((low, high, weight)) => {
                    // Written out, because compiled for size a loop stays one.
                    let mut one = |gate: usize| relax(&mut gates[gate], low[gate].towards(&high[gate], weight));
                    if GATES > 0 {
                        one(0);
                    }
                    if GATES > 1 {
                        one(1);
                    }
                    if GATES > 2 {
                        one(2);
                    }
                    if GATES > 3 {
                        one(3);
                    }
                    (4..GATES).for_each(one);
                }
                None => gates.iter_mut().zip(self.exact(membrane, v)).for_each(|(gate, exact)| relax(gate, exact)),
            }
            let Conductance { total, drive } = membrane.conductance(gates, v);
            *diagonal = inertia + area * total;
            *rhs = inertia * v + area * drive;
        }
    }

    /// Where in the table a voltage is, in rows; `None` if it is none, or before the first row.
    #[inline(always)]
    fn place(&self, v_mv: f64) -> Option<f64> {
        let place = (v_mv - RANGE_MV.0) * (1.0 / SPACING_MV);
        (place >= 0.0).then_some(place)
    }

    /// The rows on either side of a place, and where between them it is; `None` beyond the last.
    #[inline(always)]
    fn between(&self, place: f64, gates: usize) -> Option<(&[Relaxation], &[Relaxation], f64)> {
        let row = place as usize;
        let start = row.saturating_mul(gates);
        let both = self.relaxations.get(start..start.saturating_add(2 * gates))?;
        let (low, high) = both.split_at_checked(gates)?;
        Some((low, high, place - row as f64))
    }

    #[cold]
    fn exact<M: Membrane<GATES>, const GATES: usize>(&self, membrane: &M, v_mv: f64) -> [Relaxation; GATES] {
        membrane.kinetics(v_mv.clamp(-EXTREME_MV, EXTREME_MV)).map(|gate| {
            let decay = -(-self.dt_ms * gate.rate_per_ms).exp_m1();
            Relaxation { target: decay * gate.steady, decay }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CFiber, Conditions, GateKinetics, MrgNode, Squid};
    use super::*;

    /// Largest error of a gate's value after one step from 0 or 1, over all voltages that are tabulated and a bit more.
    fn worst<M: Membrane<GATES> + Clone, const GATES: usize>(membrane: M, dt_ms: f64) -> f64 {
        let table = RateTable::new(membrane.clone(), dt_ms);
        let mut worst: f64 = 0.0;
        for k in 0..20_000 {
            let v = RANGE_MV.0 - 20.0 + 0.0147 * f64::from(k);
            let exact = membrane.kinetics(v);
            for start in [0.0, 1.0] {
                let mut gates = [start; GATES];
                table.advance(v, &mut gates);
                for (gate, GateKinetics { steady, rate_per_ms }) in gates.iter().zip(exact) {
                    worst = worst.max((gate - (steady + (start - steady) * (-dt_ms * rate_per_ms).exp())).abs());
                }
            }
        }
        worst
    }

    /// Linear interpolation is off by at most spacing²/8 times the curvature.
    #[test]
    fn interpolated_steps_are_those_of_the_equations() {
        for (name, error) in [
            ("squid", worst(Squid::new(&Conditions::at(6.3)), 1.0 / 64.0)),
            ("squid, warm", worst(Squid::new(&Conditions::at(33.0)), 1.0 / 2048.0)),
            ("mrg", worst(MrgNode::new(&Conditions::at(37.0)), 1.0 / 1024.0)),
            ("mrg, cold", worst(MrgNode::new(&Conditions::at(20.0)), 1.0 / 512.0)),
            ("c", worst(CFiber::new(&Conditions::at(37.0)), 1.0 / 256.0)),
            ("c, cold", worst(CFiber::new(&Conditions::at(5.0)), 1.0 / 32.0)),
        ] {
            assert!(error < 2e-6, "{name}: {error:e}");
        }
    }

    #[test]
    fn many_steps_at_a_held_voltage_are_one() {
        let table = RateTable::new(CFiber::new(&Conditions::at(37.0)), 1.0 / 256.0);
        for (v, steps) in [(-60.0, 0), (-60.0, 1), (-59.9, 100_000), (0.0, 1000)] {
            let (mut at_once, mut one_by_one) = ([0.3; 4], [0.3; 4]);
            table.advance_held(v, &mut at_once, steps);
            for _ in 0..steps {
                table.advance(v, &mut one_by_one);
            }
            for (a, b) in at_once.iter().zip(one_by_one) {
                assert!((a - b).abs() < 1e-12, "{a} against {b} after {steps} steps at {v} mV");
            }
        }
        // Half steps: two are one.
        let (mut halves, mut whole) = ([0.3; 4], [0.3; 4]);
        table.advance_halves(-55.0, &mut halves, 3);
        table.advance_halves(-55.0, &mut halves, 7);
        table.advance_held(-55.0, &mut whole, 5);
        for (a, b) in halves.iter().zip(whole) {
            assert!((a - b).abs() < 1e-12, "{a} against {b}");
        }
        // Centuries of sleep.
        let mut gates = [1.0; 4];
        table.advance_held(-60.0, &mut gates, u64::MAX);
        assert_eq!(gates, table.steady(-60.0));
    }

    #[test]
    fn steady_gates_stay() {
        let table = RateTable::new(MrgNode::new(&Conditions::at(37.0)), 0.001);
        for v in [-500.0, -150.0, -79.97, -21.4, 0.0, 99.99, 100.0, 5000.0] {
            let steady = table.steady(v);
            let mut gates = steady;
            for _ in 0..1000 {
                table.advance(v, &mut gates);
            }
            for (gate, steady) in gates.iter().zip(steady) {
                assert!((gate - steady).abs() < 1e-12 && (0.0..=1.0).contains(gate), "{v} mV: {gate} against {steady}");
            }
        }
    }

    #[test]
    fn what_is_not_a_voltage_reaches_the_equations() {
        let table = RateTable::new(Squid::new(&Conditions::at(6.3)), 0.01);
        for v in [f64::NEG_INFINITY, f64::INFINITY, 1e300, -1e300] {
            let mut gates = [0.5; 3];
            table.advance(v, &mut gates);
            assert!(gates.iter().all(|gate| (0.0..=1.0).contains(gate)), "{v}: {gates:?}");
        }
    }
}

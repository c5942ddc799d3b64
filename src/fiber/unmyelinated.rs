//! A bare axon: a uniform cable. The model stands at [`Unmyelinated`].
//!
//! Only stretches that are awake are solved. What sleeps relaxes, each compartment by itself; this is worked out where it is
//! needed, at the edge of a stretch and when it wakes.

use std::ops::Range;

use crate::cable::solve_tridiagonal;
use crate::membrane::{Conditions, Membrane, RateTable, SiteRows, rest_mv};

use super::Fiber;
use super::activity::{Activity, Mood, Was};
use super::calm::Calm;
use super::source::{Source, driven_along, excite, field_mv, put};

/// Compartments that fall asleep and wake together. The foot of a spike grows by a factor of e over five (squid) to nine (C
/// fiber) of them, so beyond a quiet block it is less than a hundredth of what counts as rest.
const BLOCK: usize = 32;

/// Distance from rest that counts as rest, mV. What sleeps relaxes as it would awake, but for what flows along the axon and for
/// gates that follow the voltage: a few percent of this.
const CALM_MV: f64 = 1e-3;

/// Steps that what drifts back to rest takes at once: 1/16 ms for a C fiber at 37 C.
const STRIDE: u64 = 16;

/// A uniform bare axon with membrane `M`: the cable equation (Hodgkin & Rushton, Proc R Soc B 133:444, 1946; with the currents of
/// a membrane, Hodgkin & Huxley, J Physiol 117:500, 1952, equation 29).
///
/// ```text
/// C dV/dt + i_ion(V) = d / (4 Ra) d²(V + V_out)/dx² + injected / (pi d dx)        dV/dx = 0 at both ends
/// ```
///
/// with the diameter `d`, the resistivity `Ra` of the axoplasm, and the potential `V_out` of electrodes outside. So the
/// velocity is proportional to `sqrt(d / Ra)`, and the threshold of a current at an end to `d^1.5`.
///
/// # In space
///
/// In space the fourth-order compact rule (Numerov's) is used: with `D` the second difference and `M = 1 + D/12`,
/// `M (C dV/dt + I) = d / (4 Ra dx²) D V`. It costs what the usual second difference costs, is tridiagonal like it, and
/// reaches the velocity of the continuous cable on a grid several times coarser (`tests/convergence.rs`). Both ends are
/// sealed: the cable is mirrored at its end faces, which keeps the rule's order and the total charge.
///
/// A point source makes the slope of the voltage jump where it is, so the rule cannot take it as one more term of `I`. Let `J` be
/// its current over the membrane area of a compartment, and `s` its distance from the center of compartment `k`, in
/// compartments. Where `V''` is that of a kink, its second difference `D V` and `M V''` differ by what comes out if the rows
/// `k - 1`, `k` and `k + 1` take parts of `J` with the moments of the hat function at `s`: sum 1, center `s`, spread `1/6` about it.
/// These are `(1/6 + s² - s) / 2`, `5/6 - s²` and `(1/6 + s² + s) / 2`: for a source at the center M itself, `1/12, 10/12, 1/12`; for
/// one at a sealed end, with the mirror image folded in, `25/24, -1/24`. They conserve charge, and elsewhere the voltage is that of
/// the continuous cable to fourth order (third, where the source is neither at the center nor at an end of its compartment:
/// `tests/passive.rs`). The compartment of the source itself has, while the current flows, the voltage of a place a small part of
/// a compartment aside: for a source at an end, 1/24 nearer to it.
pub struct Unmyelinated<M, const GATES: usize> {
    table: RateTable<M, GATES>,
    membrane_in: fn(&Conditions) -> M,
    /// Axial conductance between neighbours, over the membrane area of one compartment, mS/cm².
    axial: f64,
    /// Membrane area of one compartment, cm².
    area_cm2: f64,
    position_um: Vec<f64>,
    excitable: Vec<usize>,
    rest_mv: Vec<f64>,
    voltage_mv: Vec<f64>,
    /// Voltage plus the field outside; used while there is a field.
    internal_mv: Vec<f64>,
    sources: Vec<Source>,
    /// For each source, the current that its field drives into every compartment, uA/cm² per nA; empty without a field.
    driven: Vec<Vec<f64>>,
    gates: Vec<[f64; GATES]>,
    activity: Activity,
    calm: Calm<GATES>,
    /// Whether `internal_mv` has a field in it.
    in_field: bool,
    // Work arrays of one step, all mS/cm² or uA/cm²: kept so that stepping allocates nothing.
    lower: Vec<f64>,
    diagonal: Vec<f64>,
    upper: Vec<f64>,
    half_step_mv: Vec<f64>,
}

/// Shape and grid of a bare axon.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cable {
    /// Diameter, um, above 0.
    pub diameter_um: f64,
    /// Length, um, above 0.
    pub length_um: f64,
    /// Axial resistivity, ohm cm, above 0.
    pub axial_resistivity_ohm_cm: f64,
    /// Compartments, at least 1.
    pub compartments: usize,
}

impl<M: Membrane<GATES>, const GATES: usize> Unmyelinated<M, GATES> {
    /// A cable at rest. `membrane_in` gives the membrane in any conditions.
    pub fn new(cable: Cable, membrane_in: fn(&Conditions) -> M, conditions: &Conditions, dt_ms: f64) -> Self {
        let n = cable.compartments.max(1);
        let dx_um = cable.length_um / n as f64;
        let (d_cm, dx_cm) = (1e-4 * cable.diameter_um, 1e-4 * dx_um);
        let table = RateTable::new(membrane_in(conditions), dt_ms);
        let mut fiber = Self {
            activity: Activity::new(n, BLOCK, STRIDE),
            calm: Calm::new(&table, rest_mv(&table), 0.0, CALM_MV, STRIDE),
            in_field: false,
            table,
            membrane_in,
            axial: d_cm / (4.0 * 1e-3 * cable.axial_resistivity_ohm_cm * dx_cm * dx_cm),
            area_cm2: std::f64::consts::PI * d_cm * dx_cm,
            position_um: (0..n).map(|k| (k as f64 + 0.5) * dx_um).collect(),
            excitable: (0..n).collect(),
            rest_mv: vec![0.0; n],
            voltage_mv: vec![0.0; n],
            internal_mv: vec![0.0; n],
            sources: Vec::new(),
            driven: Vec::new(),
            gates: vec![[0.0; GATES]; n],
            lower: vec![0.0; n],
            diagonal: vec![0.0; n],
            upper: vec![0.0; n],
            half_step_mv: vec![0.0; n],
        };
        fiber.attach(vec![Source::STIMULATOR]);
        fiber.find_rest();
        fiber.reset();
        fiber
    }

    /// Sets the voltage of every compartment, mV, gates at their steady state. For tests against closed forms.
    ///
    /// # Panics
    /// If `voltage_mv` has another length than the fiber.
    pub fn set_voltage(&mut self, voltage_mv: &[f64]) {
        self.voltage_mv.copy_from_slice(voltage_mv);
        for (gates, &v) in self.gates.iter_mut().zip(voltage_mv) {
            *gates = self.table.steady(v);
        }
        self.activity.excite_all();
        self.activity.rearrange(|_, _| ());
    }

    fn has_field(&self) -> bool {
        !cfg!(figure) && self.sources.iter().any(|source| matches!(source, Source::Extracellular { .. }))
    }

    fn find_rest(&mut self) {
        let rest = rest_mv(&self.table);
        self.rest_mv.fill(rest);
        self.calm = Calm::new(&self.table, rest, 0.0, CALM_MV, STRIDE);
    }

    /// Wakes what `self.activity` has found restless.
    fn rearrange(&mut self) {
        let Self { activity, table, calm, voltage_mv, half_step_mv, gates, .. } = self;
        let stride = activity.stride();
        activity.rearrange(|woken, was| {
            for k in woken {
                match was {
                    Was::Asleep(steps) => relax(table, calm, &mut voltage_mv[k], &mut gates[k], steps),
                    Was::Drowsy(ahead) => {
                        voltage_mv[k] = before_end(ahead, stride, voltage_mv[k], half_step_mv[k]);
                        // The gates are those of the middle of the long step; those that are ahead stay so.
                        table.advance_halves(voltage_mv[k], &mut gates[k], (stride - 1).saturating_sub(2 * ahead));
                    }
                }
            }
        });
    }

    /// Row sum `a = C/h + g` and right-hand side `r = C/h V + g E` of a compartment of this voltage and these gates, for a step of
    /// `steps` steps.
    fn row(table: &RateTable<M, GATES>, steps: u64, v: f64, gates: &[f64; GATES]) -> (f64, f64) {
        let inertia = Self::inertia(table, steps);
        let ionic = table.membrane().conductance(gates, v);
        (inertia + ionic.total, inertia * v + ionic.drive)
    }

    /// Capacitance over half a step of `steps` steps: uF/cm² / ms = mS/cm².
    fn inertia(table: &RateTable<M, GATES>, steps: u64) -> f64 {
        2.0 * table.membrane().capacitance() / (steps as f64 * table.dt_ms())
    }

    /// The row of compartment `k` beside a stretch that takes a step of `steps` steps, and its voltage in the middle of that.
    fn beside(&self, k: usize, steps: u64) -> ((f64, f64), f64) {
        let (mut v, mut gates) = (self.voltage_mv[k], self.gates[k]);
        if let Some(part) = self.activity.part_of_long(k) {
            let at = |part: f64| v - 2.0 * (1.0 - part) * (v - self.half_step_mv[k]);
            let middle = part + 0.5 * steps as f64 / self.activity.stride() as f64;
            return (Self::row(&self.table, steps, at(part), &gates), at(middle));
        }
        relax(&self.table, &self.calm, &mut v, &mut gates, self.activity.slept(k));
        (Self::row(&self.table, steps, v, &gates), v)
    }

    /// One step of the compartments `brisk`, a stretch with quieter neighbours or the fiber's ends on either side.
    fn step_stretch(&mut self, brisk: Range<usize>, currents_na: &[f64]) {
        let (diagonal, rhs) = (&mut self.upper[brisk.clone()], &mut self.half_step_mv[brisk.clone()]);
        rhs.copy_from_slice(&self.voltage_mv[brisk.clone()]);
        let rows = SiteRows { inertia: Self::inertia(&self.table, 1), area: 1.0, diagonal, rhs };
        self.table.advance_sites(&mut self.gates[brisk.clone()], rows);
        self.solve_stretch(brisk.clone(), 1, currents_na);
        self.extrapolate(brisk);
    }

    /// The long step of the compartments `drowsy`. They are solved together with a block of what is brisk on either side, as if that
    /// took it too, which then is forgotten: what is brisk hears of the drowsy stretch in all its steps, and must not be heard back
    /// with a delay.
    fn step_long(&mut self, drowsy: Range<usize>) {
        let stride = self.activity.stride();
        let is_brisk = |k: usize| self.activity.slept(k) == 0 && self.activity.part_of_long(k).is_none();
        let with_left = drowsy.start > 0 && is_brisk(drowsy.start - 1);
        let with_right = drowsy.end < self.voltage_mv.len() && is_brisk(drowsy.end);
        let first = if with_left { drowsy.start.saturating_sub(BLOCK) } else { drowsy.start };
        let last = if with_right { (drowsy.end + BLOCK).min(self.voltage_mv.len()) } else { drowsy.end };
        for k in first..last {
            let (v, mut gates) = (self.voltage_mv[k], self.gates[k]);
            self.table.advance_halves(v, &mut gates, self.activity.half_steps_to_long(k));
            (self.upper[k], self.half_step_mv[k]) = Self::row(&self.table, stride, v, &gates);
            if drowsy.contains(&k) {
                self.gates[k] = gates;
            }
        }
        self.solve_stretch(first..last, stride, &[]);
        self.extrapolate(drowsy);
    }

    /// From the middle of a step to its end.
    fn extrapolate(&mut self, stretch: Range<usize>) {
        for (v, half) in self.voltage_mv[stretch.clone()].iter_mut().zip(&self.half_step_mv[stretch]) {
            *v = 2.0 * *half - *v;
        }
    }

    /// Solves a stretch for the middle of a step of `steps` steps. Before, `upper` holds the row sums (see [`Self::row`]) and
    /// `half_step_mv` the right-hand sides.
    fn solve_stretch(&mut self, awake: Range<usize>, steps: u64, currents_na: &[f64]) {
        let (n, first, last) = (self.voltage_mv.len(), awake.start, awake.end - 1);
        let left = (first > 0).then(|| self.beside(first - 1, steps));
        let right = (last + 1 < n).then(|| self.beside(last + 1, steps));
        let (lower, diagonal) = (&mut self.lower[awake.clone()], &mut self.diagonal[awake.clone()]);
        let (upper, half_step_mv) = (&mut self.upper[awake.clone()], &mut self.half_step_mv[awake.clone()]);
        // Row k of 12 (M a - axial D): with the mirror images at the fiber's ends folded into the first and last row.
        let coupling = 12.0 * self.axial;
        let count = upper.len();
        let (end, lower, diagonal, half_step_mv) =
            (count - 1, &mut lower[..count], &mut diagonal[..count], &mut half_step_mv[..count]);
        let ends = [0, end].map(|k| (upper[k], half_step_mv[k]));
        let mut before = left.map_or(ends[0], |(row, _)| row);
        let beyond = right.map_or(ends[1], |(row, _)| row);
        let mut this = ends[0];
        for k in 0..count {
            let after = if k + 1 < count { (upper[k + 1], half_step_mv[k + 1]) } else { beyond };
            lower[k] = before.0 - coupling;
            diagonal[k] = 10.0 * this.0 + 2.0 * coupling;
            upper[k] = after.0 - coupling;
            half_step_mv[k] = before.1 + 10.0 * this.1 + after.1;
            (before, this) = (this, after);
        }
        match left {
            Some((_, v)) => half_step_mv[0] -= lower[0] * v,
            None => diagonal[0] += ends[0].0 - coupling,
        }
        match right {
            Some((_, v)) => half_step_mv[end] -= upper[end] * v,
            None => diagonal[end] += ends[1].0 - coupling,
        }
        for (source, &current_na) in self.sources.iter().zip(currents_na) {
            if let Source::Intracellular { compartment, offset } = *source
                && current_na != 0.0
            {
                let density = 1e-3 * current_na / self.area_cm2; // nA to uA
                for (row, weight) in source_rows(compartment, offset, n) {
                    if awake.contains(&row) {
                        half_step_mv[row - first] += 12.0 * density * weight;
                    }
                }
            }
        }
        // What a field drives is an axial current, which the rule takes as it takes the axial term: without M.
        for (driven, &current_na) in self.driven.iter().zip(currents_na) {
            if !cfg!(figure) && current_na != 0.0 && !driven.is_empty() {
                for (r, density) in half_step_mv.iter_mut().zip(&driven[awake.clone()]) {
                    *r += 12.0 * current_na * density;
                }
            }
        }
        solve_tridiagonal(lower, diagonal, upper, half_step_mv);
    }

    /// Brings `internal_mv` up to date.
    fn see_field(&mut self, currents_na: &[f64], on: bool) {
        if on {
            for k in 0..self.internal_mv.len() {
                self.internal_mv[k] = self.voltage_mv[k] + field_mv(&self.sources, currents_na, k);
            }
        } else if self.in_field {
            self.internal_mv.copy_from_slice(&self.voltage_mv);
        } else {
            for awake in self.activity.awake() {
                self.internal_mv[awake.clone()].copy_from_slice(&self.voltage_mv[awake.clone()]);
            }
        }
        self.in_field = on;
    }
}

/// Rows of the compact rule that a current into `compartment` of `n`, `offset` of its length from its center, enters, and the
/// part of it that each takes (see the module's notes on point sources).
fn source_rows(compartment: usize, offset: f64, n: usize) -> [(usize, f64); 3] {
    let beside = |side: f64| 0.5 * (1.0 / 6.0 + offset * (offset + side));
    let center = 5.0 / 6.0 - offset * offset;
    // At the ends the row beyond is the mirror image of the last.
    [(compartment.saturating_sub(1), beside(-1.0)), (compartment, center), ((compartment + 1).min(n - 1), beside(1.0))]
}

/// A voltage `ahead` steps before the end of a step of `stride` steps, from those at its end and in its middle.
fn before_end(ahead: u64, stride: u64, end_mv: f64, half_mv: f64) -> f64 {
    end_mv - 2.0 * ahead as f64 / stride as f64 * (end_mv - half_mv)
}

/// Lets a compartment relax by itself for `steps` steps.
fn relax<M: Membrane<GATES>, const GATES: usize>(
    table: &RateTable<M, GATES>,
    calm: &Calm<GATES>,
    v_mv: &mut f64,
    gates: &mut [f64; GATES],
    steps: u64,
) {
    *v_mv = calm.relaxed_mv(*v_mv, steps as f64 * table.dt_ms());
    table.advance_held(*v_mv, gates, steps);
}

impl<M: Membrane<GATES>, const GATES: usize> Fiber for Unmyelinated<M, GATES> {
    fn attach(&mut self, sources: Vec<Source>) {
        (self.sources, self.driven) = (Vec::new(), Vec::new());
        for (index, source) in sources.into_iter().enumerate() {
            self.attach_one(index, source);
        }
    }

    fn attach_one(&mut self, index: usize, source: Source) {
        let driven = driven_along(&source, self.voltage_mv.len(), self.axial);
        put(&mut self.sources, index, source);
        put(&mut self.driven, index, driven);
        self.internal_mv.copy_from_slice(&self.voltage_mv);
        self.in_field = false;
    }

    fn step(&mut self, currents_na: &[f64]) {
        let field_on = excite(&mut self.activity, &self.sources, currents_na, 1);
        self.rearrange();
        if self.activity.stride_begins() {
            for index in 0..self.activity.drowsy().len() {
                self.step_long(self.activity.drowsy()[index].clone());
            }
        }
        for index in 0..self.activity.brisk().len() {
            self.step_stretch(self.activity.brisk()[index].clone(), currents_na);
        }
        if self.has_field() {
            self.see_field(currents_na, field_on);
        }
        if self.activity.count_step() && !field_on {
            let Self { activity, calm, voltage_mv, half_step_mv, gates, .. } = self;
            activity.judge(|block, steps| {
                let strides = STRIDE as f64 / steps as f64;
                let drifts = |k: usize| calm.drifts(voltage_mv[k], 2.0 * strides * (voltage_mv[k] - half_step_mv[k]));
                if block.clone().all(|k| calm.holds(voltage_mv[k], &gates[k])) {
                    Mood::Calm
                } else if block.into_iter().all(drifts) {
                    Mood::Drifting
                } else {
                    Mood::Restless
                }
            });
            self.rearrange();
        }
    }

    fn rest_for(&mut self, steps: u64) {
        if !self.activity.sleep_on(steps) {
            (0..steps).for_each(|_| self.step(&[]));
        }
    }

    fn reset(&mut self) {
        self.voltage_mv.copy_from_slice(&self.rest_mv);
        self.internal_mv.copy_from_slice(&self.rest_mv);
        let steady = self.table.steady(self.rest_mv[0]);
        self.gates.fill(steady);
        self.half_step_mv.copy_from_slice(&self.rest_mv);
        self.in_field = false;
        self.activity.reset();
    }

    fn allow_sleep(&mut self, allowed: bool) {
        self.activity.allow_sleep(allowed);
        self.rearrange();
    }

    fn awake(&self) -> &[Range<usize>] {
        self.activity.awake()
    }

    fn brisk(&self) -> &[Range<usize>] {
        self.activity.brisk()
    }

    fn set_conditions(&mut self, conditions: &Conditions, dt_ms: f64) {
        // A figure begins anew with every change.
        if cfg!(figure) {
            return;
        }
        self.activity.excite_all();
        self.rearrange();
        self.table = RateTable::new((self.membrane_in)(conditions), dt_ms);
        self.half_step_mv.copy_from_slice(&self.voltage_mv);
        self.find_rest();
    }

    fn dt_ms(&self) -> f64 {
        self.table.dt_ms()
    }

    fn position_um(&self) -> &[f64] {
        &self.position_um
    }

    fn internal_mv(&self) -> &[f64] {
        if self.has_field() { &self.internal_mv } else { &self.voltage_mv }
    }

    fn transmembrane_mv(&self) -> &[f64] {
        &self.voltage_mv
    }

    fn rest_internal_mv(&self) -> &[f64] {
        &self.rest_mv
    }

    fn rest_mv(&self) -> &[f64] {
        &self.rest_mv
    }

    fn excitable(&self) -> &[usize] {
        &self.excitable
    }

    fn gates(&self, site: usize) -> &[f64] {
        &self.gates[site]
    }

    fn half_step_mv(&self, site: usize) -> f64 {
        self.half_step_mv[site]
    }

    fn ionic_current_ma_per_cm2(&self, out: &mut [f64]) {
        assert_eq!(out.len(), self.excitable.len(), "one value for each excitable compartment");
        for ((out, gates), &v) in out.iter_mut().zip(&self.gates).zip(&self.voltage_mv) {
            *out = 1e-3 * self.table.membrane().conductance(gates, v).current(v);
        }
    }
}

//! A bare axon: a uniform cable, `C dV/dt + I(V) = (d / 4 Ra) d²V/dx²`.
//!
//! In space the fourth-order compact rule (Numerov's) is used: with `D` the second difference and `M = 1 + D/12`,
//! `M (C dV/dt + I) = d / (4 Ra dx²) D V`. It costs what the usual second difference costs, is tridiagonal like it, and
//! reaches the velocity of the continuous cable on a grid several times coarser (`tests/convergence.rs`). Both ends are
//! sealed: the cable is mirrored at its end faces, which keeps the rule's order and the total charge.

use crate::cable::solve_tridiagonal;
use crate::membrane::{Conditions, Membrane, RateTable, rest_mv};

use super::Fiber;
use super::source::{Source, field_mv};

/// A uniform bare axon with membrane `M`.
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
        let mut fiber = Self {
            table: RateTable::new(membrane_in(conditions), dt_ms),
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
        fiber.attach(vec![Source::Intracellular { compartment: 0 }]);
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
    }

    fn has_field(&self) -> bool {
        self.sources.iter().any(|source| matches!(source, Source::Extracellular { .. }))
    }

    fn find_rest(&mut self) {
        let rest = rest_mv(&self.table);
        self.rest_mv.fill(rest);
    }
}

impl<M: Membrane<GATES>, const GATES: usize> Fiber for Unmyelinated<M, GATES> {
    fn attach(&mut self, sources: Vec<Source>) {
        let n = self.voltage_mv.len();
        self.driven = sources
            .iter()
            .map(|source| match source {
                Source::Intracellular { compartment } => {
                    assert!(*compartment < n, "compartment {compartment} of {n}");
                    Vec::new()
                }
                Source::Extracellular { field_mv_per_na: field } => {
                    assert_eq!(field.len(), n, "one value for each compartment");
                    // The inside follows the field along the axon; sealed ends let nothing in.
                    let flow = |k: usize, other: usize| self.axial * (field[other] - field[k]);
                    (0..n).map(|k| flow(k, k.saturating_sub(1)) + flow(k, (k + 1).min(n - 1))).collect()
                }
            })
            .collect();
        self.sources = sources;
    }

    fn step(&mut self, currents_na: &[f64]) {
        let n = self.voltage_mv.len();
        // Capacitance over half a step: uF/cm² / ms = mS/cm².
        let inertia = 2.0 * self.table.membrane().capacitance() / self.table.dt_ms();
        // `upper` holds the row sums a = C/h + g for now, `half_step_mv` their right-hand sides r = C/h V + g E + i.
        for k in 0..n {
            let v = self.voltage_mv[k];
            self.table.advance(v, &mut self.gates[k]);
            let ionic = self.table.membrane().conductance(&self.gates[k], v);
            self.upper[k] = inertia + ionic.total;
            self.half_step_mv[k] = inertia * v + ionic.drive;
        }
        for (source, current_na) in self.sources.iter().zip(currents_na) {
            if let Source::Intracellular { compartment } = source {
                self.half_step_mv[*compartment] += 1e-3 * current_na / self.area_cm2; // nA to uA
            }
        }

        // Row k of 12 (M a - axial D): with the mirror images at the ends folded into the first and last row.
        let coupling = 12.0 * self.axial;
        let (mut a_before, mut r_before) = (self.upper[0], self.half_step_mv[0]);
        for k in 0..n {
            let (a, r) = (self.upper[k], self.half_step_mv[k]);
            let (a_after, r_after) = if k + 1 < n { (self.upper[k + 1], self.half_step_mv[k + 1]) } else { (a, r) };
            let mut diagonal = 10.0 * a + 2.0 * coupling;
            if k == 0 {
                diagonal += a - coupling;
            }
            if k + 1 == n {
                diagonal += a - coupling;
            }
            self.lower[k] = a_before - coupling;
            self.diagonal[k] = diagonal;
            self.upper[k] = a_after - coupling;
            self.half_step_mv[k] = r_before + 10.0 * r + r_after;
            (a_before, r_before) = (a, r);
        }
        // What a field drives is an axial current, which the rule takes as it takes the axial term: without M.
        for (driven, &current_na) in self.driven.iter().zip(currents_na) {
            if current_na != 0.0 {
                for (r, density) in self.half_step_mv.iter_mut().zip(driven) {
                    *r += 12.0 * current_na * density;
                }
            }
        }
        solve_tridiagonal(&self.lower, &mut self.diagonal, &self.upper, &mut self.half_step_mv);
        for (v, half) in self.voltage_mv.iter_mut().zip(&self.half_step_mv) {
            *v = 2.0 * half - *v;
        }
        if self.has_field() {
            for k in 0..n {
                self.internal_mv[k] = self.voltage_mv[k] + field_mv(&self.sources, currents_na, k);
            }
        }
    }

    fn reset(&mut self) {
        self.voltage_mv.copy_from_slice(&self.rest_mv);
        self.internal_mv.copy_from_slice(&self.rest_mv);
        let steady = self.table.steady(self.rest_mv[0]);
        self.gates.fill(steady);
    }

    fn set_conditions(&mut self, conditions: &Conditions, dt_ms: f64) {
        self.table = RateTable::new((self.membrane_in)(conditions), dt_ms);
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

    fn ionic_current_ma_per_cm2(&self, out: &mut [f64]) {
        assert_eq!(out.len(), self.excitable.len(), "one value for each excitable compartment");
        for ((out, gates), &v) in out.iter_mut().zip(&self.gates).zip(&self.voltage_mv) {
            *out = 1e-3 * self.table.membrane().conductance(gates, v).current(v);
        }
    }
}

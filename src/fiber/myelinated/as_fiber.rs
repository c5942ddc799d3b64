//! A myelinated fiber as every fiber is used: stepped, reset and read.

use std::ops::Range;

use crate::fiber::source::{Source, excite, put};
use crate::fiber::{Fiber, NodeCurrents};
use crate::membrane::{Conditions, Membrane, RateTable};
use crate::slices::finish;

use super::myelin::Kind;
use super::{Myelin, Myelinated, PERIOD};

impl<M: Membrane<GATES>, const GATES: usize> Fiber for Myelinated<M, GATES> {
    fn attach(&mut self, sources: Vec<Source>) {
        (self.sources, self.driven) = (Vec::new(), Vec::new());
        for (index, source) in sources.into_iter().enumerate() {
            self.attach_one(index, source);
        }
    }

    fn attach_one(&mut self, index: usize, source: Source) {
        let driven = match &source {
            Source::Intracellular { compartment, .. } => {
                let compartments = self.inside_mv.len();
                assert!(*compartment < compartments, "compartment {compartment} of {compartments}");
                None
            }
            // A figure has no electrode outside.
            Source::Extracellular { .. } if cfg!(figure) => None,
            Source::Extracellular { field_mv_per_na } => Some(self.driven_by(field_mv_per_na)),
        };
        put(&mut self.sources, index, source);
        put(&mut self.driven, index, driven);
        self.internal_mv.copy_from_slice(&self.inside_mv);
        self.in_field = false;
    }

    fn step(&mut self, currents_na: &[f64]) {
        let field_on = excite(&mut self.activity, &self.sources, currents_na, PERIOD);
        self.rearrange();
        match self.settling.take() {
            // A figure begins anew with every change.
            Some(settling) if !cfg!(figure) => self.step_damped(settling, currents_na),
            _ => self.step_awake(currents_na),
        }
        if self.has_field() {
            self.see_field(currents_na, field_on);
        }
        if self.activity.count_step() && !field_on {
            self.judge();
            self.rearrange();
        }
    }

    fn rest_for(&mut self, steps: u64) {
        if !self.activity.sleep_on(steps) {
            (0..steps).for_each(|_| self.step(&[]));
        }
    }

    fn reset(&mut self) {
        self.inside_mv.copy_from_slice(&self.rest_internal_mv);
        self.internal_mv.copy_from_slice(&self.rest_internal_mv);
        self.transmembrane_mv.copy_from_slice(&self.rest_mv);
        for (i, periaxonal) in self.periaxonal_mv.iter_mut().enumerate() {
            for (k, v) in periaxonal.iter_mut().enumerate() {
                let compartment = PERIOD * i + 1 + k;
                *v = self.rest_internal_mv[compartment] - self.rest_mv[compartment];
            }
        }
        for (node, gates) in self.gates.iter_mut().enumerate() {
            *gates = self.table.steady(self.rest_mv[PERIOD * node]);
            self.nodes.rhs[node] = self.rest_mv[PERIOD * node];
        }
        for (i, between) in self.internodes.iter_mut().enumerate() {
            for (k, gates) in between.channels_mut().into_iter().flat_map(|channels| &mut channels.gates).enumerate() {
                *gates = self.table.steady(self.rest_mv[PERIOD * i + 1 + k]);
            }
        }
        (self.in_field, self.settling) = (false, None);
        self.activity.reset();
        if !self.rests {
            self.activity.excite_all();
            self.rearrange();
        }
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
        if cfg!(figure) {
            return;
        }
        self.activity.excite_all();
        self.rearrange();
        self.table = RateTable::new((self.membrane_in)(conditions), dt_ms);
        for kind in &mut self.kinds {
            *kind = Kind::new(kind.internode.clone(), dt_ms);
        }
        finish(self.find_rest());
    }

    fn set_myelin(&mut self, myelin: &Myelin) {
        if cfg!(figure) {
            return;
        }
        assert_eq!(myelin.fractions.len(), self.internodes.len(), "one value for each internode");
        self.activity.excite_all();
        self.rearrange();
        self.lay(myelin);
        self.ground_bare_internodes();
        // What a field drives depends on what lies between the nodes.
        let sources = std::mem::take(&mut self.sources);
        self.attach(sources);
        finish(self.find_rest());
        self.settle();
    }

    fn dt_ms(&self) -> f64 {
        self.table.dt_ms()
    }

    fn position_um(&self) -> &[f64] {
        &self.position_um
    }

    fn internal_mv(&self) -> &[f64] {
        if self.has_field() { &self.internal_mv } else { &self.inside_mv }
    }

    fn transmembrane_mv(&self) -> &[f64] {
        &self.transmembrane_mv
    }

    fn rest_internal_mv(&self) -> &[f64] {
        &self.rest_internal_mv
    }

    fn rest_mv(&self) -> &[f64] {
        &self.rest_mv
    }

    fn excitable(&self) -> &[usize] {
        &self.excitable
    }

    fn node_currents(&self, node: usize) -> Option<NodeCurrents> {
        let compartment = *self.excitable.get(node).filter(|_| !cfg!(figure))?;
        let v = self.inside_mv[compartment];
        let beside = [compartment.checked_sub(1), Some(compartment + 1)].into_iter().flatten();
        let inflow = beside.filter_map(|k| self.inside_mv.get(k)).map(|other| (other - v).max(0.0));
        let density = self.table.membrane().conductance(&self.gates[node], v).current(v);
        Some(NodeCurrents {
            axial_in_na: self.to_node() * inflow.sum::<f64>(),
            ionic_out_na: 1e3 * self.node_area_cm2 * density,
        })
    }

    fn gates(&self, site: usize) -> &[f64] {
        &self.gates[site]
    }

    fn half_step_mv(&self, site: usize) -> f64 {
        self.nodes.rhs[site]
    }

    fn ionic_current_ma_per_cm2(&self, out: &mut [f64]) {
        assert_eq!(out.len(), self.excitable.len(), "one value for each node");
        for ((out, gates), &compartment) in out.iter_mut().zip(&self.gates).zip(&self.excitable) {
            let v = self.inside_mv[compartment];
            *out = 1e-3 * self.table.membrane().conductance(gates, v).current(v);
        }
    }
}

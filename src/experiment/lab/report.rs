//! The table that an experiment fills.

use serde::Serialize;

use super::Protocol;
use crate::scenario::{Scenario, ScenarioError};

/// What an experiment has found so far.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The experiment.
    pub protocol: Protocol,
    /// The fiber on the bench, as a scenario in its shortest form.
    pub scenario: String,
    /// What the cells of a row are; the first is what was varied, the second what the experiment is about.
    pub columns: &'static [Column],
    /// What was measured, ascending in the first column.
    pub rows: Vec<TableRow>,
    /// Numbers that the experiment comes down to.
    pub facts: Vec<Fact>,
    /// Part of the work that is done, 0 to 1: an estimate that only grows.
    pub progress: f64,
    /// Whether all is done.
    pub done: bool,
    /// Why it could not be done to the end, if so.
    pub error: Option<ScenarioError>,
}

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Column {
    /// Its name.
    pub id: &'static str,
    /// Unit of its cells.
    pub unit: &'static str,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TableRow {
    /// A cell for each column; null where there is nothing to measure.
    pub cells: Vec<Option<f64>>,
    /// The scenario that shows this row, if there is one.
    pub scenario: Option<String>,
    /// Whether a spike arrived, and yet has no velocity: it did not pass the nodes in turn
    /// ([`crate::simulation::NoVelocity::Met`]).
    pub untimed: bool,
    /// Why it could not be measured.
    pub error: Option<ScenarioError>,
}

/// A number that an experiment comes down to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Fact {
    /// Its name.
    pub id: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// The number; null if there is none to be found.
    pub value: Option<f64>,
    /// The values of the first column that it is taken between.
    pub between: Option<[f64; 2]>,
}

const fn column(id: &'static str, unit: &'static str) -> Column {
    Column { id, unit }
}

const SWEPT: [Column; 5] = [
    column("velocity_m_per_s", "m/s"),
    column("peak_mv", "mV"),
    column("half_width_ms", "ms"),
    column("safety_factor", ""),
    column("last_fired_mm", "mm"),
];

/// A sweep's columns behind the parameter that is swept.
const fn swept(id: &'static str, unit: &'static str) -> [Column; 6] {
    let [velocity, peak, width, safety, last] = SWEPT;
    [column(id, unit), velocity, peak, width, safety, last]
}

const DIAMETER: [Column; 6] = swept("diameter_um", "um");
const TEMPERATURE: [Column; 6] = swept("celsius", "C");
const DEMYELINATION: [Column; 6] = swept("myelin_percent", "%");
const STRENGTH_DURATION: [Column; 3] =
    [column("duration_ms", "ms"), column("threshold_na", "nA"), column("charge_pc", "pC")];
const RECOVERY: [Column; 4] = [
    column("interval_ms", "ms"),
    column("ratio", ""),
    column("velocity_m_per_s", "m/s"),
    column("spike_interval_ms", "ms"),
];
const F_I: [Column; 7] = [
    column("density_ua_per_cm2", "uA/cm2"),
    column("rate_hz", "Hz"),
    column("amplitude_na", "nA"),
    column("spikes", ""),
    column("latency_ms", "ms"),
    column("highest_mv", "mV"),
    column("lowest_mv", "mV"),
];

impl Report {
    pub(super) fn new(protocol: Protocol, scenario: &Scenario) -> Self {
        let columns: &[Column] = match protocol {
            Protocol::Diameter => &DIAMETER,
            Protocol::Temperature => &TEMPERATURE,
            Protocol::Demyelination => &DEMYELINATION,
            Protocol::StrengthDuration => &STRENGTH_DURATION,
            Protocol::Recovery => &RECOVERY,
            Protocol::FI => &F_I,
        };
        let scenario = scenario.to_string();
        Self {
            protocol,
            scenario,
            columns,
            rows: Vec::new(),
            facts: Vec::new(),
            progress: 0.0,
            done: false,
            error: None,
        }
    }

    /// Puts a row in its place; one for the same value of the first column is replaced.
    pub(super) fn put(&mut self, row: TableRow) {
        let value = |row: &TableRow| row.cells[0].unwrap_or(f64::NAN);
        let place = self.rows.partition_point(|before| value(before) < value(&row));
        match self.rows.get_mut(place) {
            Some(same) if value(same) == value(&row) => *same = row,
            _ => self.rows.insert(place, row),
        }
    }

    pub(super) fn fact(&mut self, id: &'static str, unit: &'static str, value: Option<f64>) {
        self.facts.push(Fact { id, unit, value, between: None });
    }

    /// So much is done at least.
    pub(super) fn reached(&mut self, progress: f64) {
        self.progress = self.progress.max(progress.min(1.0));
    }

    pub(super) fn finish(&mut self, outcome: Result<(), ScenarioError>) {
        (self.progress, self.done, self.error) = (1.0, true, outcome.err());
    }

    /// Cells of column `index` beside those of the first, where there are both.
    pub(super) fn pairs(&self, index: usize) -> Vec<(f64, f64)> {
        self.rows.iter().filter_map(|row| row.cells[0].zip(row.cells[index])).collect()
    }
}

//! Sweeps: a scenario measured over values of one parameter, or of a pair.

mod axis;
mod grid;

use super::{Calibrations, Run};

pub use axis::Axis;
pub use grid::{Grid, MAX_AXES, MAX_GRID_BYTES, MAX_GRID_NODES, Row};

/// A sweep on its way: [`super::measure`] at every point of a [`Grid`], in order.
///
/// It holds no thread and reads no clock: [`Self::step`] works off a slice, so that whoever drives it can look at the rows
/// that are done, show the progress, or stop.
pub struct Sweep {
    grid: Grid,
    rows: Vec<Row>,
    /// The point after the last row, on its way.
    run: Option<Run>,
    calibrations: Calibrations,
    cancelled: bool,
}

impl Sweep {
    /// A sweep over `grid`, not begun.
    pub fn new(grid: Grid) -> Self {
        Self { grid, rows: Vec::new(), run: None, calibrations: Calibrations::default(), cancelled: false }
    }

    /// What is swept.
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// The rows that are done, in the order of the points.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Whether there is nothing left to do.
    pub fn is_done(&self) -> bool {
        self.cancelled || self.rows.len() == self.grid.points().len()
    }

    /// Gives up what is not done; the rows stay.
    pub fn cancel(&mut self) {
        self.cancelled = true;
        self.run = None;
    }

    /// Works on for about `ticks` ticks of the clock of one point (see [`Run::step`]), or to the end of that point, and says
    /// whether the sweep is done. The rows do not depend on how it is sliced.
    pub fn step(&mut self, ticks: u64) -> bool {
        if self.is_done() {
            return true;
        }
        let index = self.rows.len();
        let run = match self.run.take() {
            Some(run) => Ok(run),
            None => self.grid.run(index, self.calibrations.clone()),
        };
        match run.and_then(|mut run| run.step(ticks).map(|done| (run, done))) {
            Err(error) => self.rows.push(self.grid.row(index, Vec::new(), Some(error))),
            Ok((run, false)) => self.run = Some(run),
            Ok((run, true)) => {
                self.rows.push(self.grid.row(index, run.measurements(), None));
                self.calibrations = run.into_calibrations();
            }
        }
        self.is_done()
    }
}

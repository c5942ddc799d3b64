//! `saltatory sweep`: a scenario at many values, on all cores, printed as a table.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use clap::{Args, ValueEnum};
use saltatory::experiment::{Axis, Calibrations, Grid, Row};
use saltatory::simulation::Measurement;
use saltatory::{Scenario, ScenarioError};
use serde::Serialize;
use serde_json::{Map, Value};

use super::work::Work;
use super::{pretty, progress, table};

/// Most threads that can be asked for.
const MAX_THREADS: usize = 256;

#[derive(Args)]
pub struct Over {
    /// The scenario as it stands in a link.
    #[arg(default_value = "", hide_default_value = true)]
    scenario: String,
    /// A parameter and its values: a list diameter=5.7,10,16 or a range celsius=5:30:1 (first:last:step). Twice for a grid.
    #[arg(long, value_name = "KEY=VALUES", required = true)]
    over: Vec<String>,
    /// Threads to work on; they do not change what is printed. Default: as many as there are cores.
    #[arg(long, value_name = "N", value_parser = threads)]
    threads: Option<usize>,
    /// For each point.
    #[command(flatten)]
    work: Work,
    /// What is printed.
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A line for each lane at each point.
    Csv,
    /// An object for each point.
    Json,
}

fn threads(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| (1..=MAX_THREADS).contains(number));
    number.ok_or_else(|| format!("allowed: 1 to {MAX_THREADS}"))
}

/// What `--format json` prints.
#[derive(Serialize)]
struct Report<'a> {
    /// The scenario in its shortest form.
    scenario: String,
    over: &'a [Axis],
    points: Vec<Point<'a>>,
}

#[derive(Serialize)]
struct Point<'a> {
    /// Key and value of each parameter swept.
    at: Map<String, Value>,
    scenario: &'a str,
    lanes: &'a [Measurement],
    /// Why the point could not be run.
    error: Option<&'a ScenarioError>,
}

impl Over {
    /// Does it, and returns what is to be printed.
    pub fn run(&self) -> Result<String, ScenarioError> {
        let scenario: Scenario = self.scenario.parse()?;
        let axes = self.over.iter().map(|text| text.parse()).collect::<Result<_, _>>()?;
        let mut grid = Grid::new(&scenario, axes)?;
        if let Some(most_work) = self.work.most_work {
            grid = grid.allowing(most_work);
        }
        let cores = || thread::available_parallelism().map_or(1, usize::from);
        let rows = measure_all(&grid, self.threads.unwrap_or_else(cores));
        Ok(match self.format {
            Format::Csv => table::csv(grid.axes(), &rows),
            Format::Json => {
                let at = |row: &Row| {
                    let pairs = grid.axes().iter().zip(&row.values);
                    pairs.map(|(axis, &value)| (axis.key.clone(), value.into())).collect()
                };
                let points = rows.iter().map(|row| Point {
                    at: at(row),
                    scenario: &row.scenario,
                    lanes: &row.lanes,
                    error: row.error.as_ref(),
                });
                let points = points.collect();
                pretty(&Report { scenario: scenario.to_string(), over: grid.axes(), points })
            }
        })
    }
}

/// Every row of `grid`, in order. Threads take the next point whenever they have finished one.
fn measure_all(grid: &Grid, threads: usize) -> Vec<Row> {
    let bar = progress::bar(grid.points().len());
    let next = AtomicUsize::new(0);
    let (done, rows) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..threads.min(grid.points().len()) {
            let (done, next) = (done.clone(), &next);
            scope.spawn(move || {
                let mut calibrations = Calibrations::default();
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= grid.points().len() {
                        break;
                    }
                    // Fails only if nobody waits for rows any more.
                    let _ = done.send((index, grid.measure_point(index, &mut calibrations)));
                }
            });
        }
        drop(done);
        let mut found: Vec<(usize, Row)> = rows.iter().inspect(|_| bar.inc(1)).collect();
        bar.finish_and_clear();
        found.sort_by_key(|&(index, _)| index);
        found.into_iter().map(|(_, row)| row).collect()
    })
}

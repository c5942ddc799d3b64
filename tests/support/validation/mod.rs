//! The engine against everything that it has to agree with, as rows of one table: tests assert them, `cargo xtask validate`
//! prints them.

pub mod closed_forms;
pub mod neuron;
pub mod protocols;
pub mod published;
pub mod waveforms;

use std::fmt;

/// Largest difference that is allowed.
#[derive(Clone, Copy, Debug)]
pub enum Bound {
    /// As a part of the reference.
    Relative(f64),
    /// In the quantity's own unit.
    Absolute(f64),
}

/// A quantity, as the engine has it and as it should be.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is, with its unit.
    pub quantity: String,
    /// This engine's value; `None` where it has none.
    pub ours: Option<f64>,
    /// The value to agree with.
    pub reference: f64,
    /// How far apart they may be.
    pub bound: Bound,
    /// Where the reference comes from.
    pub source: String,
}

impl Row {
    /// This engine's value minus the reference, in the unit of the bound.
    fn difference(&self) -> Option<f64> {
        let off = self.ours? - self.reference;
        Some(match self.bound {
            Bound::Relative(_) if off == 0.0 => 0.0,
            Bound::Relative(_) => off / self.reference.abs(),
            Bound::Absolute(_) => off,
        })
    }

    /// Whether the bound is kept. A missing value or one that is not a number misses it.
    pub fn holds(&self) -> bool {
        let (Bound::Relative(bound) | Bound::Absolute(bound)) = self.bound;
        self.difference().is_some_and(|off| off.abs() <= bound)
    }

    /// The columns of the table.
    fn cells(&self) -> [String; 7] {
        let (difference, bound) = match self.bound {
            Bound::Relative(bound) => {
                let off = self.difference().map_or_else(|| "none".to_owned(), |off| format!("{:+.3} %", 100.0 * off));
                (off, format!("{} %", short(100.0 * bound)))
            }
            Bound::Absolute(bound) => {
                let off = self.difference().map_or_else(|| "none".to_owned(), |off| format!("{off:+.5}"));
                (off, short(bound))
            }
        };
        let ours = self.ours.map_or_else(|| "none".to_owned(), significant);
        let verdict = if self.holds() { "" } else { "MISSED" };
        let reference = significant(self.reference);
        [self.quantity.clone(), ours, reference, difference, bound, verdict.to_owned(), cut(&self.source)]
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [quantity, ours, reference, difference, bound, _, source] = self.cells();
        write!(f, "{quantity}: {ours} against {reference}, {difference}, allowed {bound} ({source})")
    }
}

/// The beginning of a long text.
fn cut(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        text.to_owned()
    } else {
        text.chars().take(LONGEST - 1).chain(['…']).collect()
    }
}

/// A number with seven significant digits.
fn significant(value: f64) -> String {
    let magnitude = if value == 0.0 { 0 } else { value.abs().log10().floor() as i32 };
    format!("{value:.*}", (6 - magnitude).clamp(0, 9) as usize)
}

/// A bound without the digits of its binary fraction.
fn short(value: f64) -> String {
    let rounded = format!("{value:.6}");
    rounded.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Fails, with all of them, if rows miss their bounds; or if there are none.
pub fn assert_rows(rows: &[Row]) {
    assert!(!rows.is_empty(), "nothing was compared");
    let missed: Vec<String> = rows.iter().filter(|row| !row.holds()).map(Row::to_string).collect();
    assert!(missed.is_empty(), "{} of {} rows:\n{}", missed.len(), rows.len(), missed.join("\n"));
}

/// The rows as a Markdown table with aligned columns.
pub fn table(rows: &[Row]) -> String {
    let head = ["quantity", "this engine", "reference", "difference", "bound", "", "source"].map(str::to_owned);
    let cells: Vec<[String; 7]> = std::iter::once(head).chain(rows.iter().map(Row::cells)).collect();
    let width = |column: usize| cells.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 7] = std::array::from_fn(width);
    let line = |row: &[String; 7]| {
        let padded: Vec<String> = (0..7)
            .map(|k| {
                let (cell, width) = (&row[k], widths[k]);
                if (1..5).contains(&k) { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
            })
            .collect();
        format!("| {} |\n", padded.join(" | "))
    };
    let rule = format!("|{}|\n", widths.map(|width| "-".repeat(width + 2)).join("|"));
    let body: String = cells[1..].iter().map(line).collect();
    line(&cells[0]) + &rule + &body
}

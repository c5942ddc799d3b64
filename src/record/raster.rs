//! The space-time picture of a lane: position across, time down, how far the potential rose above rest.
//!
//! A row holds the highest rise that was seen at each place during its time, so that no spike falls between two rows. What
//! comes after a pause begins a [`Stretch`] of its own, with rows as short as those of the first. When the rows run out, pairs
//! are merged and rows last twice as long: those of the earlier stretches, as long as the last has no more rows than they.
//! Where a fiber sleeps nothing is looked at: it is at rest there.

use std::ops::Range;

use crate::fiber::Fiber;

/// Rows at most.
pub const MOST_ROWS: usize = 512;
/// Columns at most.
pub const MOST_COLUMNS: usize = 1024;
/// Rows that a spike is expected to travel for.
const ROWS_OF_TRAVEL: f64 = 200.0;
/// Looks at the fiber during the half-width of a spike: its peak is missed by less than a hundredth of its height.
const LOOKS_A_HALF_WIDTH: f64 = 16.0;
/// Rises and falls smaller than this begin no stretch, and do not make the rows coarser once they have run out, mV:
/// after-potentials can last long.
const NOTABLE_MV: f64 = 5.0;
/// Stretches at most: with more, the first is forgotten. Fewer than half of the rows, so that merging always finds some.
const MOST_STRETCHES: usize = 128;
/// A pause lasts at least this part of a spike's travel and half-width. It costs nothing to take one for two: what belongs
/// together is then in two stretches, side by side.
const PAUSE: f64 = 0.5;
/// A stored unit is this many mV; the largest rise that can be stored is 512 mV.
const UNIT_MV: f64 = 1.0 / 64.0;

/// Where a column lies between two compartments: the value is that of `right - 1` and of `right`, mixed.
#[derive(Clone, Copy, Debug)]
struct Place {
    right: u32,
    weight: f32,
}

/// Rows of equal time that follow each other; what comes between two stretches was near rest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Start of the first row, ms.
    pub start_ms: f64,
    /// Time that a row lasts, ms. The last row ends early where the next stretch begins.
    pub row_ms: f64,
    /// The first row, among those of all stretches. The last is before the first of the next stretch.
    pub first_row: usize,
}

/// Rises above rest, recorded over place and time.
#[derive(Clone, Debug)]
pub struct Raster {
    places: Vec<Place>,
    length_um: f64,
    /// Rises of the internal and of the transmembrane potential, row by row.
    planes: [Vec<i16>; 2],
    rows: usize,
    /// Never empty, in the order of their times.
    stretches: Vec<Stretch>,
    known_from_ms: f64,
    first_row_ms: f64,
    longest_look_ms: f64,
    next_look_ms: f64,
    pause_ms: f64,
    /// When something notable was seen last.
    notable_ms: f64,
}

impl Raster {
    /// An empty picture of a fiber whose spikes are expected to travel for `travel_ms` and to last `half_width_ms`.
    pub fn new(fiber: &dyn Fiber, travel_ms: f64, half_width_ms: f64) -> Self {
        let position = fiber.position_um();
        let columns = position.len().clamp(1, MOST_COLUMNS);
        let length_um = position[0] + position[position.len() - 1];
        let sites = fiber.excitable();
        let edge_um = |column: usize| column as f64 / columns as f64 * length_um;
        let place = |column: usize| {
            // A node is far narrower than a column: the column that it is in shows it, or the nodes would come and go.
            let site = sites.partition_point(|&site| position[site] < edge_um(column));
            if let Some(&node) = sites.get(site)
                && sites.len() < position.len()
                && (position[node] < edge_um(column + 1) || column + 1 == columns)
            {
                return Place { right: node as u32 + 1, weight: 0.0 };
            }
            let x = (column as f64 + 0.5) / columns as f64 * length_um;
            // A column beyond the first or last centre has its value.
            let right = position.partition_point(|&position| position < x).clamp(1, position.len().max(2) - 1);
            let (left_um, right_um) = (position[right - 1], position.get(right).copied().unwrap_or(f64::INFINITY));
            Place { right: right as u32, weight: ((x - left_um) / (right_um - left_um)).clamp(0.0, 1.0) as f32 }
        };
        let mut raster = Self {
            places: (0..columns).map(place).collect(),
            length_um,
            planes: [0, 1].map(|_| vec![0; columns * MOST_ROWS]),
            rows: 0,
            stretches: Vec::with_capacity(MOST_STRETCHES),
            known_from_ms: 0.0,
            first_row_ms: 0.0,
            longest_look_ms: 0.0,
            next_look_ms: 0.0,
            pause_ms: 0.0,
            notable_ms: 0.0,
        };
        raster.expect(fiber.dt_ms(), travel_ms, half_width_ms);
        raster
    }

    /// Forgets everything, and expects spikes of this travel time and half-width from now on.
    pub fn expect(&mut self, dt_ms: f64, travel_ms: f64, half_width_ms: f64) {
        self.longest_look_ms = half_width_ms / LOOKS_A_HALF_WIDTH;
        // A patch fires all at once: its spike is what is seen.
        let shown_ms = travel_ms.max(2.0 * half_width_ms);
        self.first_row_ms = (shown_ms / ROWS_OF_TRAVEL / dt_ms).ceil().max(1.0) * dt_ms;
        self.pause_ms = PAUSE * (travel_ms + half_width_ms);
        self.clear();
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        (self.rows, self.next_look_ms, self.notable_ms, self.known_from_ms) = (0, 0.0, 0.0, 0.0);
        self.stretches.clear();
        self.stretches.push(Stretch { start_ms: 0.0, row_ms: self.first_row_ms, first_row: 0 });
    }

    /// Columns, evenly spread over the length.
    pub fn columns(&self) -> usize {
        self.places.len()
    }

    /// Rows that hold something, of all stretches; after them the fiber has been near rest.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The stretches of time that the rows are of, in their order, at least one.
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// Time from which on everything is known, ms: above 0 once more has happened than there is room for.
    pub fn known_from_ms(&self) -> f64 {
        self.known_from_ms
    }

    /// Rises of a row, mV, from left to right: of the transmembrane potential, or of the internal one.
    pub fn row_mv(&self, row: usize, transmembrane: bool) -> impl Iterator<Item = f64> {
        let columns = self.columns();
        let start = row.min(self.rows) * columns;
        let end = (start + columns).min(self.rows * columns);
        self.planes[usize::from(transmembrane)][start..end].iter().map(|&units| UNIT_MV * f64::from(units))
    }

    /// Rise at a place and a time, mV: 0 where nothing is recorded.
    pub fn rise_mv(&self, position_um: f64, time_ms: f64, transmembrane: bool) -> f64 {
        let columns = self.columns();
        let column = (position_um / self.length_um * columns as f64) as usize;
        // A time before the first stretch is in none.
        let next = self.stretches.partition_point(|stretch| stretch.start_ms <= time_ms);
        let Some(stretch) = next.checked_sub(1).map(|k| self.stretches[k]) else { return 0.0 };
        let row = stretch.first_row + ((time_ms - stretch.start_ms) / stretch.row_ms) as usize;
        if row >= self.stretches.get(next).map_or(self.rows, |next| next.first_row) {
            return 0.0;
        }
        self.row_mv(row, transmembrane).nth(column.min(columns - 1)).unwrap_or(0.0)
    }

    /// Looks at the fiber, which is at `time_ms`, if it is time to. Allocates nothing.
    #[inline]
    pub fn record(&mut self, time_ms: f64, fiber: &dyn Fiber) {
        if time_ms >= self.next_look_ms {
            self.look(time_ms, fiber);
        }
    }

    fn look(&mut self, time_ms: f64, fiber: &dyn Fiber) {
        if fiber.awake().is_empty() {
            self.next_look_ms = time_ms + self.last().row_ms.min(self.longest_look_ms);
            return;
        }
        let notable = is_notable(fiber);
        if notable {
            if time_ms - self.notable_ms > self.pause_ms {
                self.begin(time_ms);
            }
            self.notable_ms = time_ms;
        }
        self.next_look_ms = time_ms + self.last().row_ms.min(self.longest_look_ms);
        let mut row = self.row_at(time_ms);
        while row >= MOST_ROWS {
            if !notable {
                return;
            }
            self.make_room();
            row = self.row_at(time_ms);
        }
        let columns = self.columns();
        let begun = self.rows > row;
        if !begun {
            for plane in &mut self.planes {
                plane[self.rows * columns..(row + 1) * columns].fill(0);
            }
            self.rows = row + 1;
        }
        let potentials = [
            (fiber.internal_mv(), fiber.rest_internal_mv()), //
            (fiber.transmembrane_mv(), fiber.rest_mv()),
        ];
        for awake in fiber.awake() {
            let seen = self.seen(awake, fiber);
            for (plane, (v, rest)) in self.planes.iter_mut().zip(potentials) {
                let cells = &mut plane[row * columns..][seen.clone()];
                for (cell, place) in cells.iter_mut().zip(&self.places[seen.clone()]) {
                    let rise = (place.rise_mv(v, rest) / UNIT_MV) as i16;
                    *cell = if begun { rise.max(*cell) } else { rise };
                }
            }
        }
    }

    fn last(&self) -> Stretch {
        self.stretches[self.stretches.len() - 1]
    }

    /// The row of `time_ms` in the last stretch, if there were as many.
    fn row_at(&self, time_ms: f64) -> usize {
        let Stretch { start_ms, row_ms, first_row } = self.last();
        first_row + ((time_ms - start_ms) / row_ms) as usize
    }

    /// Begins a stretch.
    fn begin(&mut self, start_ms: f64) {
        if self.last().first_row == self.rows {
            // The last has no row yet.
            self.stretches.pop();
        } else if self.stretches.len() == MOST_STRETCHES {
            self.forget();
        }
        self.stretches.push(Stretch { start_ms, row_ms: self.first_row_ms, first_row: self.rows });
    }

    /// Forgets the first stretch, of several.
    fn forget(&mut self) {
        let Stretch { start_ms, first_row: gone, .. } = self.stretches[1];
        for plane in &mut self.planes {
            plane.copy_within(gone * self.places.len()..self.rows * self.places.len(), 0);
        }
        self.stretches.remove(0);
        for stretch in &mut self.stretches {
            stretch.first_row -= gone;
        }
        self.rows -= gone;
        self.known_from_ms = start_ms;
    }

    /// Makes one row of each two: of the stretches before the last, unless that has more rows than they.
    fn make_room(&mut self) {
        let count = self.stretches.len();
        let before = self.last().first_row;
        let halved = if before >= self.rows - before { 0..count - 1 } else { count - 1..count };
        let mut rows = 0;
        for k in 0..count {
            let first = self.stretches[k].first_row;
            let end = self.stretches.get(k + 1).map_or(self.rows, |next| next.first_row);
            self.stretches[k].first_row = rows;
            if halved.contains(&k) {
                self.merge(first..end, rows);
                self.stretches[k].row_ms *= 2.0;
                rows += (end - first).div_ceil(2);
            } else {
                for plane in &mut self.planes {
                    plane.copy_within(first * self.places.len()..end * self.places.len(), rows * self.places.len());
                }
                rows += end - first;
            }
        }
        self.rows = rows;
    }

    /// Puts one row for each two of `rows` to `to`, which is not behind their first.
    fn merge(&mut self, rows: Range<usize>, to: usize) {
        let columns = self.columns();
        for plane in &mut self.planes {
            for (row, first) in rows.clone().step_by(2).enumerate() {
                // The last row may stand alone.
                let second = (first + 1).min(rows.end - 1);
                for column in 0..columns {
                    plane[(to + row) * columns + column] =
                        plane[first * columns + column].max(plane[second * columns + column]);
                }
            }
        }
    }

    /// The columns of a stretch that is awake.
    fn seen(&self, awake: &Range<usize>, fiber: &dyn Fiber) -> Range<usize> {
        let sites = fiber.excitable();
        let from = sites[awake.start];
        let to = sites.get(awake.end).copied().unwrap_or(usize::MAX);
        let first = self.places.partition_point(|place| (place.right as usize) < from);
        let last = self.places.partition_point(|place| (place.right as usize) < to);
        first..last
    }
}

/// Whether the membrane is anywhere so far from rest that it is worth a row.
fn is_notable(fiber: &dyn Fiber) -> bool {
    let (v, rest) = (fiber.transmembrane_mv(), fiber.rest_mv());
    let mut awake = fiber.awake().iter().flat_map(|awake| &fiber.excitable()[awake.clone()]);
    awake.any(|&k| (v[k] - rest[k]).abs() > NOTABLE_MV)
}

impl Place {
    #[inline]
    fn rise_mv(self, v: &[f64], rest: &[f64]) -> f64 {
        let (right, weight) = (self.right as usize, f64::from(self.weight));
        let rise = |k: usize| v[k] - rest[k];
        if weight == 0.0 { rise(right - 1) } else { rise(right - 1) * (1.0 - weight) + rise(right) * weight }
    }
}

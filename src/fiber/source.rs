//! How an electrode acts on a fiber.

use super::activity::Activity;

/// The effect of an electrode per nA of its current.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// Injects its current into one compartment.
    Intracellular {
        /// The compartment, from 0 at the left end.
        compartment: usize,
        /// Place of the tip along that compartment: from -0.5, its left end, by 0, its center, to 0.5, its right end. Bare axons
        /// take account of it; myelinated ones have the compartments of their published models.
        offset: f64,
    },
    /// Changes the potential outside the fiber (outside its myelin, if it has any).
    Extracellular {
        /// Potential outside each compartment, mV per nA.
        field_mv_per_na: Vec<f64>,
    },
}

impl Source {
    /// The stimulator that every fiber has: its current enters at the left end.
    pub const STIMULATOR: Self = Self::Intracellular { compartment: 0, offset: -0.5 };
}

/// What the field of `source` drives into each of the `compartments` of a uniform cable, per nA of the source, in the unit of `axial`, the
/// conductance between neighbours, times mV; nothing for a source inside.
///
/// # Panics
/// As [`Fiber::attach`](super::Fiber::attach).
pub(super) fn driven_along(source: &Source, compartments: usize, axial: f64) -> Vec<f64> {
    match source {
        Source::Intracellular { compartment, .. } => {
            assert!(*compartment < compartments, "compartment {compartment} of {compartments}");
            Vec::new()
        }
        // A figure has no electrode outside.
        Source::Extracellular { .. } if cfg!(figure) => Vec::new(),
        Source::Extracellular { field_mv_per_na: field } => {
            assert_eq!(field.len(), compartments, "one value for each compartment");
            // The inside follows the field along the axon; sealed ends let nothing in.
            let flow = |k: usize, other: usize| axial * (field[other] - field[k]);
            let both = |k: usize| flow(k, k.saturating_sub(1)) + flow(k, (k + 1).min(compartments - 1));
            (0..compartments).map(both).collect()
        }
    }
}

/// Replaces an item, or adds one after the last.
pub(super) fn put<T>(items: &mut Vec<T>, index: usize, item: T) {
    if index == items.len() {
        items.push(item);
    } else {
        items[index] = item;
    }
}

/// Makes everything restless that electrodes with a current act on: where it is injected, and all of a fiber in a field. A unit
/// is `compartments_per_unit` compartments. Returns whether there is a field.
#[inline]
pub(super) fn excite(
    activity: &mut Activity,
    sources: &[Source],
    currents_na: &[f64],
    compartments_per_unit: usize,
) -> bool {
    let mut field_on = false;
    for (source, &current_na) in sources.iter().zip(currents_na) {
        match source {
            _ if current_na == 0.0 => {}
            Source::Extracellular { .. } if cfg!(figure) => {}
            Source::Intracellular { compartment, .. } => activity.excite(compartment / compartments_per_unit),
            Source::Extracellular { .. } => field_on = true,
        }
    }
    if field_on {
        activity.excite_all();
    }
    field_on
}

/// The field that all extracellular sources make together at the centre of compartment `k`, mV.
pub(super) fn field_mv(sources: &[Source], currents_na: &[f64], k: usize) -> f64 {
    let of = |(source, current): (&Source, &f64)| match source {
        Source::Extracellular { field_mv_per_na } => current * field_mv_per_na[k],
        Source::Intracellular { .. } => 0.0,
    };
    sources.iter().zip(currents_na).map(of).sum()
}

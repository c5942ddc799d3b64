//! How an electrode acts on a fiber.

/// The effect of an electrode per nA of its current.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// Injects its current into one compartment.
    Intracellular {
        /// The compartment, from 0 at the left end.
        compartment: usize,
    },
    /// Changes the potential outside the fiber (outside its myelin, if it has any).
    Extracellular {
        /// Potential outside each compartment, mV per nA.
        field_mv_per_na: Vec<f64>,
    },
}

/// The field that all extracellular sources make together at the centre of compartment `k`, mV.
pub(super) fn field_mv(sources: &[Source], currents_na: &[f64], k: usize) -> f64 {
    let of = |(source, current): (&Source, &f64)| match source {
        Source::Extracellular { field_mv_per_na } => current * field_mv_per_na[k],
        Source::Intracellular { .. } => 0.0,
    };
    sources.iter().zip(currents_na).map(of).sum()
}

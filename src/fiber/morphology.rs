//! The published geometry of the MRG fiber: McIntyre, Richardson & Grill 2002, table 1 and the authors' files.

/// One row: fiber diameter, axon diameter, node diameter, node spacing, FLUT length (all um), lamellae of myelin.
type Row = [f64; 6];

const TABLE: [Row; 9] = [
    [5.7, 3.4, 1.9, 500.0, 35.0, 80.0],
    [7.3, 4.6, 2.4, 750.0, 38.0, 100.0],
    [8.7, 5.8, 2.8, 1000.0, 40.0, 110.0],
    [10.0, 6.9, 3.3, 1150.0, 46.0, 120.0],
    [11.5, 8.1, 3.7, 1250.0, 50.0, 130.0],
    [12.8, 9.2, 4.2, 1350.0, 54.0, 135.0],
    [14.0, 10.4, 4.7, 1400.0, 56.0, 140.0],
    [15.0, 11.5, 5.0, 1450.0, 58.0, 145.0],
    [16.0, 12.7, 5.5, 1500.0, 60.0, 150.0],
];

/// The nine published fiber diameters, um.
pub const MRG_DIAMETERS_UM: [f64; 9] = [5.7, 7.3, 8.7, 10.0, 11.5, 12.8, 14.0, 15.0, 16.0];

/// Dimensions of a myelinated fiber of one diameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MrgMorphology {
    /// Outer diameter of the myelin, um.
    pub fiber_diameter_um: f64,
    /// Diameter of the axon under the myelin (FLUT and STIN), um.
    pub axon_diameter_um: f64,
    /// Diameter of the axon at the node and beside it (NODE and MYSA), um.
    pub node_diameter_um: f64,
    /// Distance between the centres of neighbouring nodes, um.
    pub node_spacing_um: f64,
    /// Length of a FLUT element, um.
    pub flut_length_um: f64,
    /// Number of myelin lamellae.
    pub lamellae: f64,
}

impl MrgMorphology {
    /// Length of a node, um.
    pub const NODE_LENGTH_UM: f64 = 1.0;
    /// Length of a MYSA element, um.
    pub const MYSA_LENGTH_UM: f64 = 3.0;
    /// STIN elements in an internode.
    pub const STIN_ELEMENTS: usize = 6;

    /// Morphology for a fiber diameter in um: a published row exactly, or, between two of them, linear interpolation of
    /// every column. Outside 5.7 to 16 um the nearest two rows are extrapolated; the scenario table does not allow that yet.
    pub fn at(fiber_diameter_um: f64) -> Self {
        let above = TABLE.iter().position(|row| row[0] >= fiber_diameter_um).unwrap_or(TABLE.len() - 1);
        let (low, high) = (TABLE[above.max(1) - 1], TABLE[above.max(1)]);
        let weight = (fiber_diameter_um - low[0]) / (high[0] - low[0]);
        // Written so that both ends of the interval give their row to the last bit.
        let [_, axon, node, spacing, flut, lamellae] =
            std::array::from_fn(|column| low[column] * (1.0 - weight) + high[column] * weight);
        Self {
            fiber_diameter_um,
            axon_diameter_um: axon,
            node_diameter_um: node,
            node_spacing_um: spacing,
            flut_length_um: flut,
            lamellae,
        }
    }

    /// Length of a STIN element, um: what the node, two MYSA and two FLUT leave of the node spacing, in six parts.
    pub fn stin_length_um(&self) -> f64 {
        let rest = self.node_spacing_um - Self::NODE_LENGTH_UM - 2.0 * Self::MYSA_LENGTH_UM - 2.0 * self.flut_length_um;
        rest / Self::STIN_ELEMENTS as f64
    }

    /// Whole internodes nearest to `length_mm`, at least four (below that there is no middle half to measure in).
    pub fn internodes(&self, length_mm: f64) -> usize {
        ((1000.0 * length_mm / self.node_spacing_um).round() as usize).max(4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_rows_come_back_exactly() {
        for (row, diameter) in TABLE.iter().zip(MRG_DIAMETERS_UM) {
            let m = MrgMorphology::at(diameter);
            let back = [
                m.fiber_diameter_um,
                m.axon_diameter_um,
                m.node_diameter_um,
                m.node_spacing_um,
                m.flut_length_um,
                m.lamellae,
            ];
            assert_eq!(*row, back);
        }
    }

    #[test]
    fn between_rows_every_column_is_interpolated() {
        // 6.5 um is half way from 5.7 to 7.3 um.
        let m = MrgMorphology::at(6.5);
        for (value, expected) in [
            (m.axon_diameter_um, 4.0),
            (m.node_diameter_um, 2.15),
            (m.node_spacing_um, 625.0),
            (m.flut_length_um, 36.5),
            (m.lamellae, 90.0),
        ] {
            assert!((value - expected).abs() < 1e-9, "{value} against {expected}");
        }
    }

    #[test]
    fn elements_fill_the_node_spacing() {
        // Last column of the table in the model's description, for 10 and 16 um.
        assert!((MrgMorphology::at(10.0).stin_length_um() - 175.1667).abs() < 1e-4);
        assert!((MrgMorphology::at(16.0).stin_length_um() - 228.8333).abs() < 1e-4);
    }
}

//! The geometry of the MRG fiber, as a table and what lies between its rows. All of it is told at [`MrgMorphology`].

use serde::Serialize;

use crate::membrane::MembraneKind;

/// One row: fiber diameter, axon diameter, node diameter, node spacing, FLUT length (all um), lamellae of myelin.
type Row = [f64; 6];

/// The nine rows of the paper, and before them two for thin fibers that later authors added (`MRG_DISCRETE` in
/// wmglab-duke/pyfibers).
const TABLE: [Row; 11] = [
    [1.0, 0.8, 0.7, 100.0, 5.0, 15.0],
    [2.0, 1.6, 1.4, 200.0, 10.0, 30.0],
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

/// Where the dimensions of a fiber come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum GeometrySource {
    /// A row of the 2002 paper.
    Published,
    /// Between two rows of the paper.
    Interpolated,
    /// Thinner than the paper's fibers: rows that later authors added (1 and 2 um), or between them and the paper's first.
    Extension,
    /// Thicker than the paper's fibers: its last two rows, extended as straight lines.
    Extrapolated,
}

/// Dimensions of a myelinated fiber of one diameter, and what its axoplasm and axolemma are made of.
///
/// McIntyre, Richardson & Grill, J Neurophysiol 87:995 (2002), as in the authors' files (ModelDB 3810), and two rows for thin
/// fibers that later authors added (`MRG_DISCRETE` in wmglab-duke/pyfibers). All in um; `n` is the number of lamellae:
///
/// | fiber `D` | axon `d` | node | node spacing `L` | FLUT | `n` | STIN | lamella `t` | source |
/// |---|---|---|---|---|---|---|---|---|
/// | 1 | 0.8 | 0.7 | 100 | 5 | 15 | 13.83 | 0.0067 | extension |
/// | 2 | 1.6 | 1.4 | 200 | 10 | 30 | 28.83 | 0.0067 | extension |
/// | 5.7 | 3.4 | 1.9 | 500 | 35 | 80 | 70.50 | 0.0144 | 2002 |
/// | 7.3 | 4.6 | 2.4 | 750 | 38 | 100 | 111.17 | 0.0135 | 2002 |
/// | 8.7 | 5.8 | 2.8 | 1000 | 40 | 110 | 152.17 | 0.0132 | 2002 |
/// | 10 | 6.9 | 3.3 | 1150 | 46 | 120 | 175.17 | 0.0129 | 2002 |
/// | 11.5 | 8.1 | 3.7 | 1250 | 50 | 130 | 190.50 | 0.0131 | 2002 |
/// | 12.8 | 9.2 | 4.2 | 1350 | 54 | 135 | 205.83 | 0.0133 | 2002 |
/// | 14 | 10.4 | 4.7 | 1400 | 56 | 140 | 213.50 | 0.0129 | 2002 |
/// | 15 | 11.5 | 5 | 1450 | 58 | 145 | 221.17 | 0.0121 | 2002 |
/// | 16 | 12.7 | 5.5 | 1500 | 60 | 150 | 228.83 | 0.0110 | 2002 |
///
/// NODE and MYSA have the diameter of the node and are 1 and 3 um long; FLUT and STIN have that of the axon. The last columns
/// follow from the others:
///
/// ```text
/// STIN = (L - 1 - 2 3 - 2 FLUT) / 6        t = (D - d) / (2 n)        g = d / (d + 2 n t)
/// ```
///
/// so that `g = d / D` with all lamellae, and more where `n` is smaller, `t` staying that of the row.
///
/// # What is decided here
///
/// - Between two rows each of the columns `d`, node, `L`, FLUT and `n` is interpolated linearly in `D`, from 16 to 20 um extrapolated
///   from the last two. That rule is part of the definition: it gives 31.3 m/s at 6.5 um and 121 m/s at 20 um, another rule
///   would give others.
/// - The files also have a column of g-ratios, which they use nowhere (0.605 at 5.7 um, 0.791 at 16). It is not quite `d / D` (0.596,
///   0.794); the g-ratio that is shown here is the one above.
/// - The paper has no fibers below 5.7 um. The output says which rows a fiber comes from ([`GeometrySource`]).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MrgMorphology {
    /// Outer diameter of the myelin, um; where lamellae are added or taken off, that of the row.
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
    /// Thickness of a lamella, um: what the row's diameters and number of lamellae imply.
    pub lamella_um: f64,
    /// Where the dimensions come from.
    pub source: GeometrySource,
    /// Resistivity of the axoplasm, ohm cm.
    pub axial_resistivity_ohm_cm: f64,
    /// Specific capacitance of the axolemma, uF/cm².
    pub axolemma_capacitance: f64,
}

impl MrgMorphology {
    /// Length of a node, um.
    pub const NODE_LENGTH_UM: f64 = 1.0;
    /// Length of a MYSA element, um.
    pub const MYSA_LENGTH_UM: f64 = 3.0;
    /// STIN elements in an internode.
    pub const STIN_ELEMENTS: usize = 6;

    /// Morphology for a fiber diameter from 1 to 20 um: a row exactly, or, between two of them, linear interpolation of
    /// every column; above 16 um the last two rows are extended as straight lines. See [`GeometrySource`].
    pub fn at(fiber_diameter_um: f64) -> Self {
        let above = TABLE.iter().position(|row| row[0] >= fiber_diameter_um);
        let high = above.unwrap_or(TABLE.len() - 1).max(1);
        let (low, high) = (TABLE[high - 1], TABLE[high]);
        let weight = (fiber_diameter_um - low[0]) / (high[0] - low[0]);
        // Written so that both ends of the interval give their row to the last bit.
        let [_, axon, node, spacing, flut, lamellae] =
            std::array::from_fn(|column| low[column] * (1.0 - weight) + high[column] * weight);
        let source = if MRG_DIAMETERS_UM.contains(&fiber_diameter_um) {
            GeometrySource::Published
        } else if fiber_diameter_um < MRG_DIAMETERS_UM[0] {
            GeometrySource::Extension
        } else if above.is_some() {
            GeometrySource::Interpolated
        } else {
            GeometrySource::Extrapolated
        };
        Self {
            fiber_diameter_um,
            axon_diameter_um: axon,
            node_diameter_um: node,
            node_spacing_um: spacing,
            flut_length_um: flut,
            lamellae,
            lamella_um: (fiber_diameter_um - axon) / (2.0 * lamellae),
            source,
            axial_resistivity_ohm_cm: 70.0,
            axolemma_capacitance: MembraneKind::Mrg.capacitance(),
        }
    }

    /// The same fiber with nodes `internode_um` apart and `lamellae` of myelin, where given.
    ///
    /// Another internode is longer or shorter in its STIN elements. Where that leaves a STIN shorter than a FLUT, all eight
    /// are equally long.
    pub fn changed(self, internode_um: Option<f64>, lamellae: Option<f64>) -> Self {
        let node_spacing_um = internode_um.unwrap_or(self.node_spacing_um);
        let between = node_spacing_um - Self::NODE_LENGTH_UM - 2.0 * Self::MYSA_LENGTH_UM;
        Self {
            node_spacing_um,
            flut_length_um: self.flut_length_um.min(between / (Self::STIN_ELEMENTS as f64 + 2.0)),
            lamellae: lamellae.unwrap_or(self.lamellae),
            ..self
        }
    }

    /// Diameter of the axon over that of axon and myelin, with the lamellae that there are.
    pub fn g_ratio(&self) -> f64 {
        self.axon_diameter_um / (self.axon_diameter_um + 2.0 * self.lamellae * self.lamella_um)
    }

    /// Length of a STIN element, um: what the node, two MYSA and two FLUT leave of the node spacing, in six parts.
    pub fn stin_length_um(&self) -> f64 {
        let rest = self.node_spacing_um - Self::NODE_LENGTH_UM - 2.0 * Self::MYSA_LENGTH_UM - 2.0 * self.flut_length_um;
        rest / Self::STIN_ELEMENTS as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_rows_come_back_exactly() {
        for (row, diameter) in TABLE[2..].iter().zip(MRG_DIAMETERS_UM) {
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
    fn outside_the_published_rows_it_says_so() {
        use GeometrySource::{Extension, Extrapolated, Interpolated, Published};
        for (diameter, source, axon, spacing) in [
            (1.0, Extension, 0.8, 100.0),
            (1.5, Extension, 1.2, 150.0),
            (2.0, Extension, 1.6, 200.0),
            // Half way from 2 to 5.7 um.
            (3.85, Extension, 2.5, 350.0),
            (5.7, Published, 3.4, 500.0),
            (6.5, Interpolated, 4.0, 625.0),
            (16.0, Published, 12.7, 1500.0),
            // Four steps on from 15 and 16 um: 12.7 + 4 x 1.2, 1500 + 4 x 50.
            (20.0, Extrapolated, 17.5, 1700.0),
        ] {
            let m = MrgMorphology::at(diameter);
            assert_eq!(m.source, source, "{diameter} um");
            assert!((m.axon_diameter_um - axon).abs() < 1e-9, "{diameter} um: {m:?}");
            assert!((m.node_spacing_um - spacing).abs() < 1e-9, "{diameter} um: {m:?}");
        }
    }

    /// 10 um: (10 - 6.9) / 240 = 12.9 nm a lamella, within the 11 to 14 nm of the table.
    #[test]
    fn the_g_ratio_follows_the_lamellae() {
        let m = MrgMorphology::at(10.0);
        assert!((m.lamella_um - 0.012_917).abs() < 1e-6);
        assert!((m.g_ratio() - 0.69).abs() < 1e-12);
        assert!((m.changed(None, Some(60.0)).g_ratio() - 6.9 / 8.45).abs() < 1e-12);
        assert_eq!(m.changed(None, Some(0.0)).g_ratio(), 1.0);
        for diameter in MRG_DIAMETERS_UM {
            assert!((0.011..0.0145).contains(&MrgMorphology::at(diameter).lamella_um), "{diameter} um");
        }
    }

    #[test]
    fn an_internode_can_have_any_length() {
        let m = MrgMorphology::at(16.0);
        for (spacing, flut) in [(1500.0, 60.0), (3000.0, 60.0), (487.0, 60.0), (407.0, 50.0), (47.0, 5.0)] {
            let changed = m.changed(Some(spacing), None);
            assert_eq!(changed.flut_length_um, flut, "{spacing} um");
            let filled = 7.0 + 2.0 * flut + 6.0 * changed.stin_length_um();
            assert!((filled - spacing).abs() < 1e-9 && changed.stin_length_um() > 0.0, "{spacing} um");
        }
        assert_eq!(m.changed(None, None), m);
    }

    #[test]
    fn elements_fill_the_node_spacing() {
        // Last column of the table in the model's description, for 10 and 16 um.
        assert!((MrgMorphology::at(10.0).stin_length_um() - 175.1667).abs() < 1e-4);
        assert!((MrgMorphology::at(16.0).stin_length_um() - 228.8333).abs() < 1e-4);
    }
}

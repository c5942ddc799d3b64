//! Where the velocity of a spike is measured.

use crate::fiber::Fiber;

/// The excitable compartments nearest a quarter, half and three quarters of a fiber's length; of two that are equally near,
/// the outer one (and the left one at the middle).
pub(crate) fn quarter_sites(fiber: &dyn Fiber) -> [usize; 3] {
    let position = fiber.position_um();
    // A bare fiber's compartments are centred half a compartment from its ends, a myelinated one's end at node centres.
    let length = position[0] + position[position.len() - 1];
    let nearest = |target: f64, from_right: bool| {
        let closer = |a: &usize, b: &usize| {
            // To the nanometre, so that a tie is one whatever rounding does.
            let distance = |k: usize| (1e3 * (position[k] - target).abs()).round();
            distance(*a).total_cmp(&distance(*b))
        };
        let sites = fiber.excitable().iter().copied();
        // `min_by` keeps the first of equals.
        let found = if from_right { sites.rev().min_by(closer) } else { sites.min_by(closer) };
        found.unwrap_or(0)
    };
    [nearest(0.25 * length, false), nearest(0.5 * length, false), nearest(0.75 * length, true)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fiber::{FiberKind, FiberSpec, Resolution};

    fn sites(kind: FiberKind, diameter_um: f64, length_mm: f64) -> [usize; 3] {
        let spec = FiberSpec::new(kind, diameter_um, length_mm, 20.0);
        quarter_sites(spec.build(Resolution::default_for(&spec)).as_ref())
    }

    /// Of 51 nodes, node 12 and node 38 (ties outward), whatever the diameter.
    #[test]
    fn velocity_is_measured_between_the_nodes_nearest_the_quarters() {
        for k in 0..=103 {
            let diameter_um = 5.7 + 0.1 * f64::from(k);
            let spacing_mm = crate::fiber::MrgMorphology::at(diameter_um).node_spacing_um / 1000.0;
            let found = sites(FiberKind::Mrg, diameter_um, 50.0 * spacing_mm);
            assert_eq!(found, [12, 25, 38].map(|node| 11 * node), "{diameter_um} um");
        }
        // Four internodes: every quarter is a node.
        assert_eq!(sites(FiberKind::Mrg, 10.0, 4.6), [11, 22, 33]);
    }

    #[test]
    fn a_bare_fiber_is_measured_at_its_middle_compartment() {
        // 21 compartments, the fewest: centres at 1/42, 3/42 … of the length, so 11/42 is nearest a quarter.
        assert_eq!(sites(FiberKind::C, 20.0, 1.0), [5, 10, 15]);
    }
}

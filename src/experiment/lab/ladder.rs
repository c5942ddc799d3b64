//! The values that the sweeps go over, for each fiber.

use crate::fiber::FiberKind;

/// Diameters, um. Those of mrg between 5.7 and 16 are the rows of the published table.
pub(super) fn diameters_um(fiber: FiberKind) -> &'static [f64] {
    match fiber {
        FiberKind::Mrg => &[1.0, 2.0, 3.0, 4.0, 5.7, 7.3, 8.7, 10.0, 11.5, 12.8, 14.0, 15.0, 16.0, 18.0, 20.0],
        FiberKind::C => &[0.2, 0.3, 0.4, 0.5, 0.7, 1.0, 1.2, 1.5, 2.0],
        FiberKind::Squid => &[30.0, 50.0, 100.0, 200.0, 300.0, 476.0, 718.0, 1000.0],
        FiberKind::Frog => &[2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 15.0, 20.0],
        FiberKind::Patch => &[],
    }
}

/// Temperatures, C, and the two of them that a Q10 is taken between.
pub(super) fn temperatures(fiber: FiberKind) -> (&'static [f64], [f64; 2]) {
    match fiber {
        FiberKind::Mrg => {
            (&[20.0, 22.0, 24.5, 27.0, 29.5, 32.0, 34.5, 37.0, 39.0, 41.0, 44.0, 47.0, 50.0], [27.0, 37.0])
        }
        FiberKind::C => (&[5.0, 10.0, 15.0, 20.0, 25.0, 27.0, 30.0, 35.0, 37.0, 40.0, 43.0, 46.0, 50.0], [27.0, 37.0]),
        FiberKind::Squid => (&[0.0, 3.0, 6.3, 10.0, 14.0, 18.5, 22.0, 25.0, 28.0, 31.0, 34.0, 37.0, 40.0], [6.3, 18.5]),
        FiberKind::Frog => (&[0.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 35.0, 40.0, 45.0], [10.0, 20.0]),
        FiberKind::Patch => (&[], [0.0, 0.0]),
    }
}

/// Percent of its myelin that one internode has left.
pub(super) const MYELIN_PERCENT: [f64; 14] =
    [100.0, 70.0, 50.0, 30.0, 20.0, 14.0, 10.0, 7.0, 5.0, 4.0, 3.0, 2.0, 1.0, 0.5];

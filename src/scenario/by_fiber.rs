//! Limits of a parameter for each fiber, as the table states them.

use crate::fiber::FiberKind;

use super::parameter::Limits;

/// Limits with a fixed default.
pub(super) const fn within(min: f64, max: f64, default: f64) -> Limits {
    Limits { min, max, default: Some(default) }
}

/// Limits whose default follows a rule that the parameter's doc states.
pub(super) const fn by_rule(min: f64, max: f64) -> Limits {
    Limits { min, max, default: None }
}

pub(super) const NOTHING: Limits = Limits::NOTHING;

/// Limits of a parameter for each fiber.
pub(super) struct ByFiber {
    pub limits: [Limits; FIBER_KINDS],
    pub by_membrane: bool,
}

/// The limits of each fiber, in the order of [`FiberKind::ALL`].
pub(super) const fn each(limits: [Limits; FIBER_KINDS]) -> ByFiber {
    ByFiber { limits, by_membrane: false }
}

/// The same limits for every fiber.
pub(super) const fn all(limits: Limits) -> ByFiber {
    each([limits; FIBER_KINDS])
}

/// Limits of a parameter of myelin that can be changed: for mrg only.
pub(super) const fn myelin(limits: Limits) -> ByFiber {
    each([limits, NOTHING, NOTHING, NOTHING, NOTHING])
}

/// Limits of a parameter of the excitable membrane. Those of a patch are those of its membrane.
pub(super) const fn of_membrane(mrg: Limits, c: Limits, squid: Limits, frog: Limits) -> ByFiber {
    let widest = by_rule(
        mrg.min.min(c.min).min(squid.min).min(frog.min), //
        mrg.max.max(c.max).max(squid.max).max(frog.max),
    );
    ByFiber { limits: [mrg, c, squid, frog, widest], by_membrane: true }
}

pub(super) const FIBER_KINDS: usize = FiberKind::ALL.len();
pub(super) const NO_LIMITS: ByFiber = all(by_rule(0.0, 0.0));

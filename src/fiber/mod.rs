//! Fibers: morphology turned into compartments, and compartments stepped in time.
//!
//! | fiber | model | what one voltage is of |
//! |---|---|---|
//! | mrg | [`Myelinated`]: double cable, McIntyre, Richardson & Grill 2002 | an element of the published grid, inside and under the myelin |
//! | c, squid | [`Unmyelinated`]: the cable equation | a compartment of the grid ([`Resolution`]) |
//! | frog | [`InsulatedFiber`]: nodes in perfect myelin, McNeal 1976 | a node |
//! | patch | [`Unmyelinated`] with one compartment | all of it |
//!
//! # In time
//!
//! All fibers use the same staggered scheme of second order (Hines, Int J Biomed Comput 15:69, 1984; NEURON's `secondorder = 2`).
//! Voltages live at whole steps, gates at half steps. One step from `t` to `t + dt`, for `C dV/dt = f(V, x)` with gates
//! `dx/dt = r(V) (x_inf(V) - x)`:
//!
//! ```text
//! 1.  x(t + dt/2) = x(t - dt/2) + (1 - exp(-dt r)) (x_inf - x(t - dt/2))      r, x_inf at V(t): exact for a voltage that is held
//! 2.  C (V(t + dt/2) - V(t)) / (dt/2) = f(V(t + dt/2), x(t + dt/2))           implicit, and linear in V now that x is known
//! 3.  V(t + dt) = 2 V(t + dt/2) - V(t)                                        with 2, the Crank-Nicolson rule
//! ```
//!
//! Under myelin the two potentials of all elements are the unknowns of 2. Currents of electrodes enter 2 as their mean over the
//! step ([`crate::stimulus::overlap`]). Gates start at their steady state at rest, where it does not matter that they are half a
//! step off.
//!
//! The implicit Euler rule (NEURON's default) is 2 with `dt` for `dt/2` and no 3. It is of first order: at the steps that are in
//! use it makes a squid axon 1.0 % (6.3 C, 0.025 ms) and an mrg fiber 9 % (0.005 ms) too slow. So results are compared with
//! converged ones, or with those of the same scheme.
//!
//! The Crank-Nicolson rule hardly damps what is much faster than a step. Where myelin is taken off while a fiber runs, two steps
//! are each done as two half steps of the implicit Euler rule instead (Rannacher, Numer Math 43:309, 1984).
//!
//! Stretches at rest can sleep ([`Fiber::allow_sleep`]): they stay as they are while the rest of the fiber is stepped. Those that only
//! drift back to rest take longer steps, by the same scheme.

mod activity;
mod calm;
mod insulated;
mod kind;
mod morphology;
mod myelinated;
mod resolution;
mod source;
mod spec;
mod unmyelinated;

pub use insulated::{Insulated, InsulatedFiber};
pub use kind::FiberKind;
pub use morphology::{GeometrySource, MRG_DIAMETERS_UM, MrgMorphology};
pub use myelinated::{Myelin, Myelinated};
pub use resolution::Resolution;
pub use source::Source;
pub use spec::FiberSpec;
pub use unmyelinated::{Cable, Unmyelinated};

use std::ops::Range;

use crate::membrane::Conditions;

/// Currents at a node of Ranvier.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NodeCurrents {
    /// Current that flows into the node along the axon, nA: from the left, from the right, or both.
    pub axial_in_na: f64,
    /// Current that flows out of it through its channels and leak, nA.
    pub ionic_out_na: f64,
}

/// A fiber that can be stepped. Compartments run from the stimulated end (index 0) to the far end.
pub trait Fiber {
    /// Replaces the electrodes. A new fiber has one, intracellular, in its first compartment.
    ///
    /// # Panics
    /// If a compartment does not exist or a field has not one value a compartment.
    fn attach(&mut self, sources: Vec<Source>);

    /// Replaces one of the electrodes, or adds one after the last.
    ///
    /// # Panics
    /// If there is no such electrode, or as [`Self::attach`].
    fn attach_one(&mut self, index: usize, source: Source);

    /// Advances by one time step, throughout which the electrodes carry `currents_na`, nA, in the order of
    /// [`Self::attach`]; those left out carry none. Positive currents flow out of the electrode.
    fn step(&mut self, currents_na: &[f64]);

    /// Passes `steps` steps without any current: to the bit what so many calls of [`Self::step`] do, but for free where all of
    /// the fiber sleeps. Nothing that sleeps is computed: it relaxes for as long as it slept, the slow gate of a drug
    /// included, when it wakes.
    fn rest_for(&mut self, steps: u64) {
        for _ in 0..steps {
            self.step(&[]);
        }
    }

    /// Returns to the resting state.
    fn reset(&mut self);

    /// Lets stretches at rest sleep, or keeps everything awake, as it is in a new fiber.
    ///
    /// A stretch sleeps while its voltages are within 1e-3 mV of rest (1e-4 in a myelinated fiber), its gates as near to theirs
    /// in the shift of the resting potential that they would hold up, and a margin on either side is as quiet. It is shown as
    /// it fell asleep until something comes near: a spike, an electrode's current, other conditions. Then its gates (and a
    /// bare axon's voltages) have relaxed for as long as it slept.
    ///
    /// A stretch in which no voltage moves by more than 0.02 mV in 16 steps (64 in a myelinated fiber), or grows as the foot of a
    /// spike does, with as quiet a margin, takes one long step for that many. It is shown as it will be at the end of that.
    ///
    /// So no voltage is off by more than 0.022 mV, or while a spike passes by what it moves in 1e-4 ms, and no velocity by more
    /// than 1e-6 of itself (`tests/sleep.rs`).
    fn allow_sleep(&mut self, allowed: bool);

    /// What is awake: ascending ranges of indices into [`Self::excitable`].
    fn awake(&self) -> &[Range<usize>];

    /// What of it is stepped in every step; the rest of what is awake drifts back to rest, in longer steps.
    fn brisk(&self) -> &[Range<usize>] {
        self.awake()
    }

    /// Changes the conditions of the membrane and the time step, keeping voltages and gates as they are. The capacitance
    /// must stay: it belongs to the geometry.
    fn set_conditions(&mut self, conditions: &Conditions, dt_ms: f64);

    /// Changes what is left of the myelin, keeping the voltage across every axolemma and all gates as they are. Where myelin is
    /// gone the outside of the axolemma is ground at once; where it comes back the space under it begins at ground. Gates of
    /// channels that spread begin at their steady state. Fibers other than mrg have no myelin to change, and stay as they are.
    ///
    /// # Panics
    /// Unless there is a value for each internode.
    fn set_myelin(&mut self, myelin: &Myelin) {
        let _ = myelin;
    }

    /// Time step, ms.
    fn dt_ms(&self) -> f64;

    /// Centre of each compartment, um from the stimulated end.
    fn position_um(&self) -> &[f64];

    /// Potential of the axoplasm against the far outside, mV, one value a compartment.
    fn internal_mv(&self) -> &[f64];

    /// Potential across the axolemma (internal minus periaxonal), mV, one value a compartment.
    fn transmembrane_mv(&self) -> &[f64];

    /// Internal potential at rest, mV, one value a compartment.
    fn rest_internal_mv(&self) -> &[f64];

    /// Transmembrane potential at rest, mV, one value a compartment.
    fn rest_mv(&self) -> &[f64];

    /// Compartments that carry voltage-gated channels: the nodes of a myelinated fiber, all of a bare one.
    fn excitable(&self) -> &[usize];

    /// Currents at node `node` (an index into [`Self::excitable`]); `None` for a bare fiber, which has no nodes.
    fn node_currents(&self, node: usize) -> Option<NodeCurrents> {
        let _ = node;
        None
    }

    /// The gates at site `site` (an index into [`Self::excitable`]), 0 to 1, in the order of the membrane's names; there may be
    /// places for more. While a site sleeps, they are those with which it fell asleep.
    ///
    /// # Panics
    /// If there is no such site.
    fn gates(&self, site: usize) -> &[f64];

    /// Transmembrane potential at site `site` in the middle of the last step, mV. (Gates are those of that time.)
    ///
    /// # Panics
    /// If there is no such site.
    fn half_step_mv(&self, site: usize) -> f64;

    /// Writes the outward ionic current density at each excitable compartment into `out`, mA/cm².
    ///
    /// # Panics
    /// Unless `out` has the length of [`Self::excitable`].
    fn ionic_current_ma_per_cm2(&self, out: &mut [f64]);
}

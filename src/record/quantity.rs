//! The numbers that describe the state of a fiber at one place, and their names.

use serde::Serialize;

use crate::fiber::Fiber;
use crate::membrane::{AnyMembrane, MOST_GATES, Membrane, gate_label};

/// What a quantity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuantityKind {
    /// A potential, mV.
    Voltage,
    /// A gate, 0 to 1.
    Gate,
    /// An outward current density, mA/cm².
    Current,
}

/// A number that describes the state of a fiber at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Quantity {
    /// Short name, unique in a fiber: `v`, `v_in`, the gates' own, `i_na` and the like.
    pub id: &'static str,
    /// Name in words.
    pub label: &'static str,
    /// Unit; empty for a gate.
    pub unit: &'static str,
    /// What it is.
    pub kind: QuantityKind,
}

/// The quantities of a fiber with this membrane: transmembrane and internal potential, gates, currents by channel, capacitive current.
pub fn quantities(membrane: &AnyMembrane) -> Vec<Quantity> {
    use QuantityKind::{Current, Gate, Voltage};
    let voltage = |id, label| Quantity { id, label, unit: "mV", kind: Voltage };
    let gate = |id: &&'static str| Quantity { id, label: gate_label(id), unit: "", kind: Gate };
    let current = |id, label| Quantity { id, label, unit: "mA/cm2", kind: Current };
    let mut list = vec![voltage("v", "Transmembrane potential"), voltage("v_in", "Internal potential")];
    list.extend(membrane.gate_names().iter().map(gate));
    list.extend(membrane.channels().iter().map(|channel| current(channel.id, channel.label)));
    list.push(current("i_c", "Capacitive current"));
    list
}

/// Writes the values of [`quantities`] at site `site` (an index into [`Fiber::excitable`]) into `out`, as far as it reaches.
/// `membrane` is that of the fiber. Gates are those of half a step ago, and the capacitive current is a mean over the last
/// step.
///
/// # Panics
/// If there is no such site.
pub fn read<'a>(fiber: &dyn Fiber, membrane: &AnyMembrane, site: usize, mut out: impl Iterator<Item = &'a mut f64>) {
    let compartment = fiber.excitable()[site];
    let v_mv = fiber.transmembrane_mv()[compartment];
    let known = fiber.gates(site);
    let gates: [f64; MOST_GATES] = std::array::from_fn(|gate| known.get(gate).copied().unwrap_or(0.0));
    let mut put = |value: f64| {
        if let Some(out) = out.next() {
            *out = value;
        }
    };
    put(v_mv);
    put(fiber.internal_mv()[compartment]);
    gates[..membrane.gate_names().len()].iter().for_each(|gate| put(*gate));
    let to_ma = 1e-3; // uA
    let channels = membrane.channel_currents(&gates, v_mv);
    channels[..membrane.channels().len()].iter().for_each(|current| put(to_ma * current));
    put(to_ma * membrane.capacitance() * (v_mv - fiber.half_step_mv(site)) / (0.5 * fiber.dt_ms()));
}

/// The site nearest to `position_um`; of two that are equally near, the left one.
pub fn site_near(fiber: &dyn Fiber, position_um: f64) -> usize {
    let (position, sites) = (fiber.position_um(), fiber.excitable());
    let right = sites.partition_point(|&site| position[site] < position_um);
    let distance = |site: usize| (position[sites[site]] - position_um).abs();
    match right {
        0 => 0,
        right if right == sites.len() || distance(right - 1) <= distance(right) => right - 1,
        right => right,
    }
}

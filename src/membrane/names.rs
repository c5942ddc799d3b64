//! What the gates and channels of the membranes are called.

/// Most channels that a membrane tells apart.
pub const MOST_CHANNELS: usize = 4;

/// A kind of channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Name of its current.
    pub id: &'static str,
    /// The same in words.
    pub label: &'static str,
}

const fn channel(id: &'static str, label: &'static str) -> Channel {
    Channel { id, label }
}

pub(super) const SODIUM: Channel = channel("i_na", "Sodium current");
pub(super) const PERSISTENT_SODIUM: Channel = channel("i_nap", "Persistent sodium current");
pub(super) const POTASSIUM: Channel = channel("i_k", "Potassium current");
#[cfg(not(figure))]
pub(super) const NONSPECIFIC: Channel = channel("i_p", "Nonspecific current");
pub(super) const LEAK: Channel = channel("i_leak", "Leak current");

/// What the gate of this name does; the membranes agree in their names.
pub fn gate_label(name: &str) -> &'static str {
    match name {
        "m" => "Sodium activation",
        "h" => "Sodium inactivation",
        "mp" => "Persistent sodium activation",
        "n" => "Potassium activation",
        "l" => "Potassium inactivation",
        "s" => "Slow potassium activation",
        "p" => "Nonspecific activation",
        "b" => "Sodium channels blocked",
        _ => "Gate",
    }
}

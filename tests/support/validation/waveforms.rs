//! Whole spikes against traces: the root mean square of the difference at the best shift in time.

use super::super::runs::{middle, rms_at_best_shift, simulation, trace};
use super::{Bound, Row};

/// Spikes at mid-length.
pub fn rows() -> Vec<Row> {
    vec![
        compared(
            "squid 476 um 6.3 C",
            include_str!("../../reference/squid_476um_6.3C_middle.csv"),
            "fiber=squid&diameter=476&length=100&celsius=6.3&amplitude=2830&stim=1",
            18.0,
            "NEURON, CVODE, N=2001",
        ),
        compared(
            "c 1 um 37 C",
            include_str!("../../reference/c_1um_37C_middle.csv"),
            "fiber=c&diameter=1&length=12&amplitude=0.15&stim=1",
            20.0,
            "NEURON, CVODE, N=2001",
        ),
        compared(
            "mrg 10 um 37 C",
            include_str!("../../reference/mrg_10um_37C_node50.csv"),
            "fiber=mrg&diameter=10&length=115&amplitude=2&stim=1",
            7.0,
            "independent solver, Crank-Nicolson 0.000625 ms",
        ),
        compared(
            "frog 10 um 20 C",
            include_str!("../../reference/frog_10um_20C_node25.csv"),
            "fiber=frog&diameter=10&length=50&amplitude=1.3827667236328125&stim=1",
            8.0,
            "NEURON, CVODE",
        ),
        compared(
            "squid patch 6.3 C",
            include_str!("../../reference/squid_patch_6.3C_20uAcm2.csv"),
            "fiber=patch&duration=1&amplitude=62.83185307179586&stim=1",
            18.0,
            "NEURON, CVODE",
        ),
    ]
}

fn compared(name: &str, csv: &str, scenario: &str, end_ms: f64, source: &str) -> Row {
    let mut simulation = simulation(scenario);
    let compartment = middle(&simulation);
    Row {
        quantity: format!("{name}, waveform, RMS mV"),
        ours: Some(rms_at_best_shift(&samples(csv), &trace(&mut simulation, compartment, end_ms))),
        reference: 0.0,
        bound: Bound::Absolute(0.5),
        source: source.to_owned(),
    }
}

/// A trace of two columns: time, ms, and voltage, mV.
fn samples(csv: &str) -> Vec<(f64, f64)> {
    let row = |line: &str| {
        let (time, v) = line.split_once(',').expect("two columns");
        (time.parse().expect("time"), v.parse().expect("voltage"))
    };
    csv.lines().skip(1).map(row).collect()
}

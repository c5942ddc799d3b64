//! What follows from the cable equation itself: how fibers of one kind scale, and the passive cable of Rallpack 1.

use std::f64::consts::PI;

use saltatory::fiber::{Cable, Fiber, FiberKind, FiberSpec, Resolution, Unmyelinated};
use saltatory::membrane::{Conditions, Passive};

use super::super::runs::measured;
use super::{Bound, Row};

/// Velocity grows as `d^0.5`, threshold as `d^1.5`: exactly so in a uniform cable, whose equation becomes that of another
/// diameter when lengths are measured in units of `sqrt(d)`. Fibers of a full scenario, each against one of 1 um.
pub fn scaling() -> Vec<Row> {
    let mut compared = Vec::new();
    for (kind, diameters) in [(FiberKind::Squid, [10.0, 100.0, 476.0, 1000.0]), (FiberKind::C, [0.2, 0.5, 5.0, 16.0])] {
        let at = |diameter: f64| format!("fiber={}&diameter={diameter}", kind.id());
        let velocity = |diameter: f64| measured(&at(diameter))[0].velocity_m_per_s;
        let (unit_velocity, unit_threshold) = (velocity(1.0), Some(threshold_na(kind, 1.0)));
        for diameter in diameters {
            for (what, ours, unit, power) in [
                ("velocity, m/s", velocity(diameter), unit_velocity, 0.5),
                ("threshold, nA", Some(threshold_na(kind, diameter)), unit_threshold, 1.5),
            ] {
                compared.push(Row {
                    quantity: format!("{} {diameter} um, {what}", kind.id()),
                    ours,
                    reference: unit.map_or(f64::NAN, |unit| unit * diameter.powf(power)),
                    bound: Bound::Relative(1e-3),
                    source: format!("1 um times d^{power}"),
                });
            }
        }
    }
    compared
}

/// Threshold of a stretch of fiber, nA, by bisection to 0.001 %. (The engine's own thresholds of uniform cables are those of
/// a 1 um one, scaled: they could not fail this.)
fn threshold_na(kind: FiberKind, diameter_um: f64) -> f64 {
    const DURATION_MS: f64 = 0.5;
    let (celsius, length_mm, guess_na, patience_ms) = match kind {
        FiberKind::Squid => (6.3, 2.5, 0.18, 40.0),
        _ => (37.0, 2.0, 0.14, 15.0),
    };
    let spec = FiberSpec::new(kind, diameter_um, length_mm * diameter_um.sqrt(), celsius);
    let resolution = Resolution::default_for(&spec);
    let mut fiber = spec.build(resolution);
    let far = 3 * fiber.position_um().len() / 4;
    let mut conducts = |amplitude_na: f64| {
        fiber.reset();
        (0..(patience_ms / resolution.dt_ms) as usize).any(|step| {
            let on = (step as f64 + 0.5) * resolution.dt_ms < DURATION_MS;
            fiber.step(&[if on { amplitude_na } else { 0.0 }]);
            fiber.transmembrane_mv()[far] > fiber.rest_mv()[far] + 30.0
        })
    };
    let scale = guess_na * diameter_um.powf(1.5);
    let (mut low, mut high) = (0.7 * scale, 1.4 * scale);
    assert!(!conducts(low) && conducts(high), "{kind:?} {diameter_um} um: the guess is far off");
    while high - low > 1e-5 * high {
        let middle = 0.5 * (low + high);
        if conducts(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}

/// Rallpack 1 (Bhalla, Bilitch & Bower, Trends Neurosci 15:453, 1992): a passive cable 1 mm long and 1 um thick in 1000
/// compartments, 0.1 nA into one end for 250 ms, voltages at both ends. RMS of the difference from the closed form, as a
/// part of the largest voltage. (The engine has an odd number of compartments wherever it chooses it: 1001.)
pub fn rallpack() -> Vec<Row> {
    const LENGTH_UM: f64 = 1000.0;
    const DIAMETER_UM: f64 = 1.0;
    const RESISTIVITY: f64 = 100.0; // ohm cm
    const LEAK: f64 = 0.025; // mS/cm²: 40,000 ohm cm²
    const TAU_MS: f64 = 40.0;
    const REST_MV: f64 = -65.0;
    const INJECTED_NA: f64 = 0.1;
    const DT_MS: f64 = 0.05;

    let compartments = 1001;
    let shape =
        Cable { diameter_um: DIAMETER_UM, length_um: LENGTH_UM, axial_resistivity_ohm_cm: RESISTIVITY, compartments };
    let membrane = |_: &Conditions| Passive { leak: LEAK, rest_mv: REST_MV, capacitance: 1.0 };
    let mut fiber = Unmyelinated::new(shape, membrane, &Conditions::at(37.0), DT_MS);

    // lambda = sqrt(d / (4 Ra g)), R = 4 Ra lambda / (pi d²) of a semi-infinite cable.
    let d_cm = 1e-4 * DIAMETER_UM;
    let lambda_cm = (d_cm / (4.0 * RESISTIVITY * 1e-3 * LEAK)).sqrt();
    let scale_mv = INJECTED_NA * 1e-6 * 4.0 * RESISTIVITY * lambda_cm / (PI * d_cm * d_cm);
    let length = 1e-4 * LENGTH_UM / lambda_cm;
    // The steady hyperbolic cosine less its Fourier series, each term decaying at its own rate (Rall, Biophys J 9:1483,
    // 1969). At the injected end 1,000 terms leave 1e-3 / pi² of the scale at time 0, where nothing is compared.
    let exact = |x: f64, t_ms: f64| {
        let steady = (length - x).cosh() / length.sinh();
        let term = |n: u32| {
            let k = f64::from(n) * PI / length;
            let weight = if n == 0 { 1.0 } else { 2.0 };
            weight / length * (k * x).cos() / (1.0 + k * k) * (-(1.0 + k * k) * t_ms / TAU_MS).exp()
        };
        scale_mv * (steady - (0..200).map(term).sum::<f64>())
    };

    let (steps, largest) = ((250.0 / DT_MS) as usize, exact(0.0, 1e9));
    let mut squares = [0.0; 2];
    for step in 1..=steps {
        fiber.step(&[INJECTED_NA]);
        let v = fiber.internal_mv();
        for ((end, x), square) in [(0, 0.0), (compartments - 1, length)].into_iter().zip(&mut squares) {
            *square += (v[end] - REST_MV - exact(x, step as f64 * DT_MS)).powi(2);
        }
    }
    let row = |(end, square): (&str, f64)| Row {
        quantity: format!("Rallpack 1, {end} end, RMS over largest"),
        ours: Some((square / steps as f64).sqrt() / largest),
        reference: 0.0,
        bound: Bound::Absolute(1e-3),
        source: "closed form".to_owned(),
    };
    ["injected", "far"].into_iter().zip(squares).map(row).collect()
}

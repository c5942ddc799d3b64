//! The bare cable with a membrane that only leaks, against closed forms of the cable equation
//! `tau dV/dt = lambda² d²V/dx² - V` (Jack, Noble & Tsien, Electric Current Flow in Excitable Cells, 1975, chapters 3-4).
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::f64::consts::PI;

use saltatory::fiber::{Cable, Fiber, FiberKind, FiberSpec, Resolution, Source, Unmyelinated};
use saltatory::membrane::{Conditions, Passive};
use saltatory::stimulus::Place;

use support::assert_near;

const REST_MV: f64 = -70.0;
const LEAK: f64 = 0.1; // mS/cm²
const TAU_MS: f64 = 10.0; // 1 uF/cm² / 0.1 mS/cm²
const DIAMETER_UM: f64 = 4.0;
const RESISTIVITY: f64 = 100.0; // ohm cm
// lambda = sqrt(d / (4 Ra g)) = sqrt(4e-4 cm / (4 x 100 ohm cm x 1e-4 S/cm²)) = 0.1 cm.
const LAMBDA_UM: f64 = 1000.0;

fn membrane(_: &Conditions) -> Passive {
    Passive { leak: LEAK, rest_mv: REST_MV, capacitance: 1.0 }
}

fn cable(length_um: f64, compartments: usize, dt_ms: f64) -> Unmyelinated<Passive, 0> {
    let cable = Cable { diameter_um: DIAMETER_UM, length_um, axial_resistivity_ohm_cm: RESISTIVITY, compartments };
    Unmyelinated::new(cable, membrane, &Conditions::at(37.0), dt_ms)
}

/// Compartment membrane area, cm².
fn area_cm2(length_um: f64, compartments: usize) -> f64 {
    1e-8 * PI * DIAMETER_UM * length_um / compartments as f64
}

const LENGTH_UM: f64 = 2.0 * LAMBDA_UM;
const MODE: f64 = 2.0;
/// `1 + (n pi lambda / L)²`: how many times faster than `tau` the mode decays.
const SPEED: f64 = 1.0 + MODE * PI * LAMBDA_UM / LENGTH_UM * MODE * PI * LAMBDA_UM / LENGTH_UM;

/// A sealed cable started as 10 mV `cos(n pi x / L)` over rest: largest distance, after `steps` steps, from the same cosine
/// times `left`, mV.
fn cosine_error(compartments: usize, dt_ms: f64, steps: usize, left: f64) -> f64 {
    let mut fiber = cable(LENGTH_UM, compartments, dt_ms);
    let cosine = |x: &f64| 10.0 * (MODE * PI * x / LENGTH_UM).cos();
    let shape: Vec<f64> = fiber.position_um().iter().map(cosine).collect();
    let start: Vec<f64> = shape.iter().map(|v| REST_MV + v).collect();
    fiber.set_voltage(&start);
    for _ in 0..steps {
        fiber.step(&[0.0]);
    }
    let off = |(v, cosine): (&f64, &f64)| (v - REST_MV - left * cosine).abs();
    fiber.internal_mv().iter().zip(&shape).map(off).fold(0.0, f64::max)
}

/// Orders of convergence that errors at successive halvings show.
fn orders(errors: &[f64]) -> Vec<f64> {
    errors.windows(2).map(|pair| (pair[0] / pair[1]).log2()).collect()
}

#[test]
fn a_cosine_decays_with_second_order_in_time() {
    // 401 compartments: the grid's own error, (n pi / N)^4 / 240 of the rate, is 2.5e-10.
    let end_ms = 2.0;
    let exact = (-SPEED * end_ms / TAU_MS).exp();
    let errors: Vec<f64> = [16, 32, 64, 128, 256, 512]
        .into_iter()
        .map(|steps| cosine_error(401, end_ms / f64::from(steps), steps as usize, exact))
        .collect();
    for order in orders(&errors) {
        assert!((1.9..2.1).contains(&order), "order {order} in {errors:?}");
    }
    assert!(errors[5] < 1e-5, "{errors:?}");
}

#[test]
fn a_cosine_decays_with_fourth_order_in_space() {
    // The Crank-Nicolson rule turns a decay `s` into the factor (1 - s dt / 2) / (1 + s dt / 2): with it in place of the
    // exponential, what is left is the error of the grid. Voltages are point values at the centres of compartments.
    let (dt_ms, steps) = (TAU_MS / 1024.0, 200);
    let half = 0.5 * SPEED * dt_ms / TAU_MS;
    let exact = ((1.0 - half) / (1.0 + half)).powi(steps);
    let errors: Vec<f64> =
        [6, 12, 24, 48, 96].map(|compartments| cosine_error(compartments, dt_ms, steps as usize, exact)).to_vec();
    // The first pair is not in the asymptotic range yet: (n pi / 6)² is 1.1.
    for order in &orders(&errors)[1..] {
        assert!((3.9..4.1).contains(order), "order {order} in {errors:?}");
    }
    assert!(errors[4] < 1e-6, "{errors:?}");
}

/// Steady voltages of a cable of four length constants with 0.1 nA at `source_um`: the largest distance from the closed form
/// `V(x) = I R cosh(min(x, s) / lambda) cosh((L - max(x, s)) / lambda) / sinh(L / lambda)`, with `R = 4 Ra lambda / (pi d²)`, mV; and
/// that of the compartment of the source from the closed form's value `aside` compartments nearer to the source.
fn point_source_error(compartments: usize, source_um: f64, aside: f64) -> (f64, f64) {
    let (length_um, injected_na) = (4.0 * LAMBDA_UM, 0.1);
    let d_cm = 1e-4 * DIAMETER_UM;
    let resistance_mohm = 1e-6 * 4.0 * RESISTIVITY * 1e-4 * LAMBDA_UM / (PI * d_cm * d_cm);
    let exact = |x_um: f64| {
        let (left, right) = (x_um.min(source_um) / LAMBDA_UM, (length_um - x_um.max(source_um)) / LAMBDA_UM);
        injected_na * resistance_mohm * left.cosh() * right.cosh() / (length_um / LAMBDA_UM).sinh()
    };
    let mut fiber = cable(length_um, compartments, TAU_MS / 50.0);
    let source = Place::Inside { at_mm: 1e-3 * source_um }.source(fiber.position_um());
    let Source::Intracellular { compartment: at, .. } = source else { panic!("inside") };
    fiber.attach(vec![source]);
    for _ in 0..3000 {
        fiber.step(&[injected_na]);
    }
    let dx_um = length_um / compartments as f64;
    let off = |k: usize, x_um: f64| (fiber.internal_mv()[k] - REST_MV - exact(x_um)).abs();
    let elsewhere = (0..compartments).filter(|&k| k != at).map(|k| off(k, fiber.position_um()[k])).fold(0.0, f64::max);
    let x_um = fiber.position_um()[at];
    (elsewhere, off(at, x_um + aside * dx_um * (source_um - x_um).signum()))
}

/// At the ends it is the current that flows into the axon there. The largest voltage is 8 mV.
#[test]
fn a_current_at_either_end_acts_there() {
    for source_um in [0.0, 4.0 * LAMBDA_UM] {
        let errors = [10, 20, 40, 80].map(|compartments| point_source_error(compartments, source_um, 1.0 / 24.0));
        let elsewhere = errors.map(|(elsewhere, _)| elsewhere);
        assert!(elsewhere[3] < 1e-5, "{errors:?}");
        for order in &orders(&elsewhere)[1..] {
            assert!((3.5..4.5).contains(order), "order {order} in {errors:?}");
        }
        // The first compartment shows the voltage of a place a twenty-fourth of it nearer to the end, to third order.
        let here = errors.map(|(_, here)| here);
        for order in &orders(&here)[1..] {
            assert!(*order > 1.8, "order {order} in {errors:?}");
        }
        assert!(here[3] < 1e-3, "{errors:?}");
    }
}

/// Within the axon a current acts where it is, not in the middle of a compartment: with sources 0.2, 0.1, 0.3 and 0.1 of one
/// away from the nearest middle. To third order; where it is in the middle or at an end of a compartment, to fourth.
#[test]
fn a_current_within_the_axon_acts_at_its_place() {
    for source_um in [0.33 * 4.0 * LAMBDA_UM, 0.67 * 4.0 * LAMBDA_UM] {
        let errors = [10, 20, 40, 80].map(|compartments| point_source_error(compartments, source_um, 0.0).0);
        let order = (errors[0] / errors[3]).log2() / 3.0;
        assert!(order > 2.9 && errors[3] < 1e-5, "order {order} in {errors:?}");
    }
}

/// In every step, what flows in at the electrode leaves through the membrane: as ionic and as capacitive current.
#[test]
fn charge_is_conserved() {
    let (compartments, injected_na, dt_ms) = (37, 0.1, 0.25);
    let mut fiber = cable(LENGTH_UM, compartments, dt_ms);
    let area = area_cm2(LENGTH_UM, compartments);
    for step in 0..400 {
        let before = fiber.internal_mv().to_vec();
        fiber.step(&[injected_na]);
        let density = |(v0, v1): (&f64, &f64)| (v1 - v0) / dt_ms + LEAK * (0.5 * (v0 + v1) - REST_MV); // uA/cm²
        let out_na = 1e3 * area * before.iter().zip(fiber.internal_mv()).map(density).sum::<f64>();
        assert_near(&format!("current in step {step}, nA"), out_na, injected_na, 1e-9 * injected_na);
    }
}

/// Rest is a fixed point of the step. What is left is rounding: 2e-8 mV for the myelinated fiber, where 12 uS couple a node
/// that holds 0.2 pF.
#[test]
fn a_resting_cable_stays_at_rest() {
    let check = |fiber: &mut dyn Fiber| {
        let rest = fiber.rest_mv().to_vec();
        for _ in 0..20_000 {
            fiber.step(&[0.0]);
        }
        for (k, (v, rest)) in fiber.transmembrane_mv().iter().zip(&rest).enumerate() {
            assert_near(&format!("compartment {k}"), *v, *rest, 1e-7);
        }
    };
    check(&mut cable(LENGTH_UM, 51, 0.1));
    for (kind, celsius) in [(FiberKind::Squid, 6.3), (FiberKind::C, 37.0), (FiberKind::Mrg, 37.0)] {
        let spec = FiberSpec::new(kind, 10.0, 10.0, celsius);
        check(spec.build(Resolution::default_for(&spec)).as_mut());
    }
}

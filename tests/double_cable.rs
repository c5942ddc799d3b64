//! The myelinated fiber against its equations written out a second time: every unknown in one dense matrix, from the
//! published description of the MRG model (McIntyre, Richardson & Grill 2002; authors' files, ModelDB 3810).
//!
//! Units here: cm, mV, ms, uF, mS, kOhm, uA. The engine's are others (uS, nF, nA), and it eliminates internodes first.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::f64::consts::PI;

use saltatory::fiber::{Fiber, MrgMorphology, Myelin, Myelinated};
use saltatory::membrane::{Conditions, MrgNode};

use support::{assert_near, solve_dense};

/// A row of the geometry table: fiber, axon and node diameter, node spacing, FLUT length (um), lamellae.
type Geometry = [f64; 6];
const D_5_7: Geometry = [5.7, 3.4, 1.9, 500.0, 35.0, 80.0];
const D_10: Geometry = [10.0, 6.9, 3.3, 1150.0, 46.0, 120.0];
const D_16: Geometry = [16.0, 12.7, 5.5, 1500.0, 60.0, 150.0];

const RHO: f64 = 0.07; // kOhm cm, axoplasm and periaxonal space
const UM: f64 = 1e-4; // cm

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Node,
    Mysa,
    Flut,
    Stin,
}

/// One element: what crosses its membranes, and half of what resists along it.
struct Element {
    part: Part,
    area_cm2: f64,
    capacitance_uf: f64,
    leak_ms: f64,
    myelin_uf: f64,
    myelin_ms: f64,
    axoplasm_kohm: f64,
    periaxonal_kohm: f64,
}

impl Element {
    fn new([fiber, axon, node, spacing, flut, lamellae]: Geometry, part: Part) -> Self {
        let (length, diameter, gap, leak_density) = match part {
            Part::Node => (1.0, node, 0.002, 0.0),
            Part::Mysa => (3.0, node, 0.002, 1.0), // 0.001 S/cm²
            Part::Flut => (flut, axon, 0.004, 0.1),
            Part::Stin => ((spacing - 1.0 - 6.0 - 2.0 * flut) / 6.0, axon, 0.004, 0.1),
        };
        let (length, diameter, gap) = (length * UM, diameter * UM, gap * UM);
        let area_cm2 = PI * diameter * length;
        let myelin_cm2 = if part == Part::Node { 0.0 } else { PI * fiber * UM * length };
        let ring = PI * ((diameter / 2.0 + gap).powi(2) - (diameter / 2.0).powi(2));
        Self {
            part,
            area_cm2,
            capacitance_uf: 2.0 * area_cm2,
            leak_ms: leak_density * area_cm2,
            myelin_uf: 0.1 / (2.0 * lamellae) * myelin_cm2,
            myelin_ms: 1.0 / (2.0 * lamellae) * myelin_cm2,
            axoplasm_kohm: RHO * length / (PI * diameter * diameter / 4.0),
            periaxonal_kohm: RHO * length / ring,
        }
    }
}

/// The table "Numbers for D = 10 um" of the model's description: area (cm²), C (nF), leak (nS), myelin C (pF) and G (nS),
/// resistance of axoplasm and periaxonal space (MOhm). This checks the assembly below, which checks the engine.
#[test]
fn elements_of_10_um_are_those_of_the_description() {
    for (part, expected) in [
        (Part::Node, [1.036726e-7, 2.073451e-4, 0.0, 0.0, 0.0, 0.0818428, 33.7397]),
        (Part::Mysa, [3.110177e-7, 6.220353e-4, 0.311018, 0.000392699, 0.00392699, 0.245528, 101.219]),
        (Part::Flut, [9.971415e-6, 1.994283e-2, 0.997142, 0.00602139, 0.0602139, 0.861128, 371.146]),
        (Part::Stin, [3.797086e-5, 7.594172e-2, 3.79709, 0.0229293, 0.229293, 3.27915, 1413.31]),
    ] {
        let e = Element::new(D_10, part);
        let values = [
            e.area_cm2,
            1e3 * e.capacitance_uf,
            1e6 * e.leak_ms,
            1e6 * e.myelin_uf,
            1e6 * e.myelin_ms,
            1e-3 * e.axoplasm_kohm,
            1e-3 * e.periaxonal_kohm,
        ];
        for (column, (value, expected)) in values.into_iter().zip(expected).enumerate() {
            assert_near(&format!("column {column}"), value, expected, 5e-6 * expected);
        }
    }
}

fn linoid(x: f64, k: f64) -> f64 {
    if x == 0.0 { k } else { x / (1.0 - (-x / k).exp()) }
}

/// Opening and closing rates of mp, m, h and s at 37 C, 1/ms.
fn rates(v: f64) -> [(f64, f64); 4] {
    let (q_m, q_h, q_s) = (2.2f64.powf(1.7), 2.9f64.powf(1.7), 3f64.powf(0.1));
    [
        (q_m * 0.01 * linoid(v + 27.0, 10.2), q_m * 0.00025 * linoid(-(v + 34.0), 10.0)),
        (q_m * 1.86 * linoid(v + 21.4, 10.3), q_m * 0.086 * linoid(-(v + 25.7), 9.16)),
        (q_h * 0.062 * linoid(-(v + 114.0), 11.0), q_h * 2.3 / (1.0 + (-(v + 31.8) / 13.4).exp())),
        (q_s * 0.3 / (1.0 + (-(v + 53.0) / 5.0).exp()), q_s * 0.03 / (1.0 + (-(v + 90.0)).exp())),
    ]
}

/// Total conductance of a node, mS/cm², and its sum of conductance times reversal, uA/cm².
fn node_conductance([mp, m, h, s]: [f64; 4]) -> (f64, f64) {
    let sodium = 10.0 * mp.powi(3) + 3000.0 * m.powi(3) * h;
    (sodium + 80.0 * s + 7.0, 50.0 * sodium - 90.0 * (80.0 * s + 7.0))
}

/// A fiber as a list of elements, with `V_i` and `V_e` of each; `V_e` of a node is an unknown that is always 0.
struct Reference {
    elements: Vec<Element>,
    inside: Vec<f64>,
    outside: Vec<f64>,
    gates: Vec<[f64; 4]>,
}

impl Reference {
    fn new(geometry: Geometry, internodes: usize) -> Self {
        use Part::{Flut, Mysa, Node, Stin};
        let period = [Node, Mysa, Flut, Stin, Stin, Stin, Stin, Stin, Stin, Flut, Mysa];
        let parts = period.iter().copied().cycle().take(11 * internodes).chain([Node]);
        let elements: Vec<Element> = parts.map(|part| Element::new(geometry, part)).collect();
        let mut fiber = Self {
            inside: vec![-80.0; elements.len()],
            outside: vec![0.0; elements.len()],
            gates: vec![[0.0; 4]; internodes + 1],
            elements,
        };
        fiber.settle();
        fiber
    }

    /// Solves the equations of section 4 with every `C dV/dt` as `C (V - V_old) / duration` (`None`: steady state).
    /// `node(n)` gives the conductance and drive of node `n`.
    fn solve(
        &self,
        duration: Option<f64>,
        node: impl Fn(usize) -> (f64, f64),
        injected_ua: f64,
    ) -> (Vec<f64>, Vec<f64>) {
        let n = self.elements.len();
        let (mut a, mut b) = (vec![vec![0.0; 2 * n]; 2 * n], vec![0.0; 2 * n]);
        let inertia = |capacitance: f64| duration.map_or(0.0, |duration| capacitance / duration);
        for (k, e) in self.elements.iter().enumerate() {
            let (i, o) = (2 * k, 2 * k + 1);
            let (g, drive) = match e.part {
                Part::Node => {
                    let (g, drive) = node(k / 11);
                    (e.area_cm2 * g, e.area_cm2 * drive)
                }
                _ => (e.leak_ms, e.leak_ms * -80.0),
            };
            // Current out through the axolemma: c (V - V_old) + g V - drive, with V = V_i - V_e.
            let c = inertia(e.capacitance_uf);
            let known = c * (self.inside[k] - self.outside[k]) + drive;
            a[i][i] += c + g;
            a[i][o] -= c + g;
            b[i] += known;
            if e.part == Part::Node {
                a[o] = vec![0.0; 2 * n];
                a[o][o] = 1.0;
            } else {
                a[o][i] -= c + g;
                a[o][o] += c + g + inertia(e.myelin_uf) + e.myelin_ms;
                b[o] += inertia(e.myelin_uf) * self.outside[k] - known;
            }
            for other in [k.checked_sub(1), (k + 1 < n).then_some(k + 1)].into_iter().flatten() {
                let neighbour = &self.elements[other];
                let axial = 2.0 / (e.axoplasm_kohm + neighbour.axoplasm_kohm);
                a[i][i] += axial;
                a[i][2 * other] -= axial;
                if e.part != Part::Node {
                    let along = 2.0 / (e.periaxonal_kohm + neighbour.periaxonal_kohm);
                    a[o][o] += along;
                    a[o][2 * other + 1] -= along;
                }
            }
        }
        b[0] += injected_ua;
        let x = solve_dense(a, b);
        (x.iter().step_by(2).copied().collect(), x.iter().skip(1).step_by(2).copied().collect())
    }

    /// The steady state, by Newton's rule.
    fn settle(&mut self) {
        let steady = |v: f64| rates(v).map(|(alpha, beta)| alpha / (alpha + beta));
        let current = |v: f64| {
            let (g, drive) = node_conductance(steady(v));
            g * v - drive
        };
        for _ in 0..20 {
            let linearised = |node: usize| {
                let v = self.inside[11 * node];
                let slope = (current(v + 1e-4) - current(v - 1e-4)) / 2e-4;
                (slope, slope * v - current(v))
            };
            (self.inside, self.outside) = self.solve(None, linearised, 0.0);
        }
        for (node, gates) in self.gates.iter_mut().enumerate() {
            *gates = steady(self.inside[11 * node]);
        }
    }

    /// One step of the staggered Crank-Nicolson rule.
    fn step(&mut self, dt_ms: f64, injected_na: f64) {
        for (node, gates) in self.gates.iter_mut().enumerate() {
            for (gate, (alpha, beta)) in gates.iter_mut().zip(rates(self.inside[11 * node])) {
                let steady = alpha / (alpha + beta);
                *gate = steady + (*gate - steady) * (-dt_ms * (alpha + beta)).exp();
            }
        }
        let gates = &self.gates;
        let half = self.solve(Some(dt_ms / 2.0), |node| node_conductance(gates[node]), 1e-3 * injected_na);
        for (v, half) in self.inside.iter_mut().zip(half.0).chain(self.outside.iter_mut().zip(half.1)) {
            *v = 2.0 * half - *v;
        }
    }
}

/// Largest difference of `V_i`, and of `V_i - V_e`, mV.
fn difference(reference: &Reference, fiber: &Myelinated) -> f64 {
    let (inside, outside) = (&reference.inside, &reference.outside);
    let voltages = (fiber.internal_mv(), fiber.transmembrane_mv());
    let at = |k: usize| (voltages.0[k] - inside[k]).abs().max((voltages.1[k] - (inside[k] - outside[k])).abs());
    (0..inside.len()).map(at).fold(0.0, f64::max)
}

fn pair(geometry: Geometry, internodes: usize, dt_ms: f64) -> (Reference, Myelinated) {
    let fiber = Myelinated::new(
        &MrgMorphology::at(geometry[0]),
        &Myelin::intact(internodes),
        MrgNode::new,
        &Conditions::at(37.0),
        dt_ms,
    );
    (Reference::new(geometry, internodes), fiber)
}

#[test]
fn rest_is_the_steady_state() {
    for geometry in [D_5_7, D_10, D_16] {
        let (reference, fiber) = pair(geometry, 5, 0.001);
        let off = difference(&reference, &fiber);
        assert!(off < 1e-5, "{geometry:?}: {off:e} mV");
    }
}

#[test]
fn a_spike_is_that_of_the_full_equations() {
    for (geometry, internodes, dt_ms) in [(D_10, 4, 1.0 / 512.0), (D_5_7, 1, 1.0 / 1024.0), (D_16, 3, 1.0 / 128.0)] {
        let (mut reference, mut fiber) = pair(geometry, internodes, dt_ms);
        let mut currents = vec![0.0; internodes + 1];
        let (mut first, mut worst, mut peak) = (0.0, 0.0f64, f64::MIN);
        for step in 0..(0.8 / dt_ms) as usize {
            let injected_na = if (step as f64 + 0.5) * dt_ms < 0.1 { 2.0 } else { 0.0 };
            reference.step(dt_ms, injected_na);
            fiber.step(&[injected_na]);
            worst = worst.max(difference(&reference, &fiber));
            fiber.ionic_current_ma_per_cm2(&mut currents);
            for (node, current) in currents.iter().enumerate() {
                let (g, drive) = node_conductance(reference.gates[node]);
                let expected = 1e-3 * (g * reference.inside[11 * node] - drive); // uA to mA
                assert_near("ionic current of a node, mA/cm²", *current, expected, 1e-3);
            }
            peak = peak.max(fiber.transmembrane_mv()[11 * internodes]);
            if step == 0 {
                first = worst;
            }
        }
        assert!(peak > 0.0, "a spike reached the last node: {peak} mV");
        assert!(first < 2e-5, "{geometry:?}: {first:e} mV in the first step");
        assert!(worst < 1e-3, "{geometry:?}: {worst:e} mV"); // measured 2e-4: the rate table
    }
}

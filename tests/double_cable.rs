//! The myelinated fiber against its equations written out a second time: every unknown in one dense matrix, from the
//! published description of the MRG model (McIntyre, Richardson & Grill 2002; authors' files, ModelDB 3810).
//!
//! Units here: cm, mV, ms, uF, mS, kOhm, uA. The engine's are others (uS, nF, nA), and it eliminates internodes first.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::f64::consts::PI;

use saltatory::fiber::{Fiber, MrgMorphology, Myelin, Myelinated, Source};
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

/// One element: what crosses its membranes, and what resists along it.
struct Element {
    length_um: f64,
    /// Density of the nodal membrane, in parts of that of a node.
    channels: f64,
    /// Whether the outside of its axolemma is the outside of the fiber: nodes, and internodes without myelin.
    bare: bool,
    area_cm2: f64,
    capacitance_uf: f64,
    leak_ms: f64,
    myelin_uf: f64,
    myelin_ms: f64,
    axoplasm_kohm: f64,
    periaxonal_kohm: f64,
}

impl Element {
    /// An element with the part `left` of its myelin; if that is none, with `spread` of the nodal membrane.
    fn new([fiber, axon, node, spacing, flut, lamellae]: Geometry, part: Part, left: f64, spread: f64) -> Self {
        let bare = part == Part::Node || left == 0.0;
        let (length, diameter, gap, leak_density) = match part {
            Part::Node => (1.0, node, 0.002, 0.0),
            Part::Mysa => (3.0, node, 0.002, 1.0), // 0.001 S/cm²
            Part::Flut => (flut, axon, 0.004, 0.1),
            Part::Stin => ((spacing - 1.0 - 6.0 - 2.0 * flut) / 6.0, axon, 0.004, 0.1),
        };
        let (length_um, membranes) = (length, 2.0 * left * lamellae);
        let (length, diameter, gap) = (length * UM, diameter * UM, gap * UM);
        let area_cm2 = PI * diameter * length;
        let myelin = |per_membrane: f64| if bare { 0.0 } else { per_membrane / membranes * PI * fiber * UM * length };
        let ring = PI * ((diameter / 2.0 + gap).powi(2) - (diameter / 2.0).powi(2));
        Self {
            length_um,
            channels: if part == Part::Node {
                1.0
            } else if bare {
                spread
            } else {
                0.0
            },
            bare,
            area_cm2,
            capacitance_uf: 2.0 * area_cm2,
            leak_ms: leak_density * area_cm2,
            myelin_uf: myelin(0.1),
            myelin_ms: myelin(1.0),
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
        let e = Element::new(D_10, part, 1.0, 0.0);
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

fn steady(v: f64) -> [f64; 4] {
    rates(v).map(|(alpha, beta)| alpha / (alpha + beta))
}

/// Total conductance of a node, mS/cm², and its sum of conductance times reversal, uA/cm².
fn node_conductance([mp, m, h, s]: [f64; 4]) -> (f64, f64) {
    let sodium = 10.0 * mp.powi(3) + 3000.0 * m.powi(3) * h;
    (sodium + 80.0 * s + 7.0, 50.0 * sodium - 90.0 * (80.0 * s + 7.0))
}

/// An electrode that is on for the first 0.1 ms.
#[derive(Clone, Copy, Debug)]
enum Electrode {
    /// In an element: its current, nA.
    Inside(usize, f64),
    /// A point source beside the fiber: place along it and distance from it, um, and current, nA, in 300 ohm cm.
    Outside(f64, f64, f64),
}

/// What a fiber is in a test.
#[derive(Clone, Debug)]
struct Case {
    geometry: Geometry,
    /// Part of its myelin that each internode has.
    myelin: Vec<f64>,
    /// Density of the nodal membrane where there is none.
    spread: f64,
    electrodes: Vec<Electrode>,
}

impl Case {
    /// An intact fiber with 2 nA into its first node.
    fn intact(geometry: Geometry, internodes: usize) -> Self {
        Self { geometry, myelin: vec![1.0; internodes], spread: 0.0, electrodes: vec![Electrode::Inside(0, 2.0)] }
    }
}

/// A fiber as a list of elements, with `V_i` and `V_e` of each, and the field outside; all against the far outside.
/// Where the axolemma is bare, `V_e` is an unknown that is always equal to the field.
struct Reference {
    elements: Vec<Element>,
    inside: Vec<f64>,
    outside: Vec<f64>,
    field: Vec<f64>,
    /// Gates of each element; without meaning where there are no channels.
    gates: Vec<[f64; 4]>,
}

impl Reference {
    /// The fiber at the steady state that Newton's rule finds from -80 mV everywhere.
    fn new(case: &Case) -> Self {
        use Part::{Flut, Mysa, Node, Stin};
        let period = [Node, Mysa, Flut, Stin, Stin, Stin, Stin, Stin, Stin, Flut, Mysa];
        let of = |(part, left)| Element::new(case.geometry, part, left, case.spread);
        let all = case.myelin.iter().flat_map(|&left| period.map(|part| (part, left))).chain([(Node, 1.0)]);
        let elements: Vec<Element> = all.map(of).collect();
        let n = elements.len();
        let mut fiber = Self {
            elements,
            inside: vec![-80.0; n],
            outside: vec![0.0; n],
            field: vec![0.0; n],
            gates: vec![[0.0; 4]; n],
        };
        fiber.settle();
        fiber
    }

    /// Centre of each element, um from that of the first.
    fn position_um(&self) -> Vec<f64> {
        let ends = self.elements.iter().scan(0.0, |end, e| {
            *end += e.length_um;
            Some(*end - 0.5 * e.length_um)
        });
        ends.map(|centre| centre - 0.5 * self.elements[0].length_um).collect()
    }

    fn transmembrane(&self, k: usize) -> f64 {
        self.inside[k] - self.outside[k]
    }

    /// Solves the equations of section 4 with every `C dV/dt` as `C (V - V_old) / duration` (`None`: steady state), in the
    /// field `field` outside: it takes the place of ground outside the myelin, where there is any, and of the axolemma,
    /// where there is none. `channels(k)` gives conductance and drive of the nodal membrane in element `k`.
    fn solve(
        &self,
        duration: Option<f64>,
        channels: impl Fn(usize) -> (f64, f64),
        injected_na: &[f64],
        field: &[f64],
    ) -> (Vec<f64>, Vec<f64>) {
        let n = self.elements.len();
        let (mut a, mut b) = (vec![vec![0.0; 2 * n]; 2 * n], vec![0.0; 2 * n]);
        let inertia = |capacitance: f64| duration.map_or(0.0, |duration| capacitance / duration);
        for (k, e) in self.elements.iter().enumerate() {
            let (i, o) = (2 * k, 2 * k + 1);
            let (mut g, mut drive) = (e.leak_ms, e.leak_ms * -80.0);
            if e.channels > 0.0 {
                let (density, density_drive) = channels(k);
                g += e.area_cm2 * e.channels * density;
                drive += e.area_cm2 * e.channels * density_drive;
            }
            // Current out through the axolemma: c (V - V_old) + g V - drive, with V = V_i - V_e.
            let c = inertia(e.capacitance_uf);
            let known = c * self.transmembrane(k) + drive;
            a[i][i] += c + g;
            a[i][o] -= c + g;
            b[i] += known + 1e-3 * injected_na[k];
            if e.bare {
                a[o][o] = 1.0;
                b[o] = field[k];
            } else {
                // Current out through the myelin: c_my (U - U_old) + g_my U, with U = V_e - V_out.
                let through = inertia(e.myelin_uf) + e.myelin_ms;
                a[o][i] -= c + g;
                a[o][o] += c + g + through;
                b[o] += inertia(e.myelin_uf) * (self.outside[k] - self.field[k]) + through * field[k] - known;
            }
            for other in [k.checked_sub(1), (k + 1 < n).then_some(k + 1)].into_iter().flatten() {
                let neighbour = &self.elements[other];
                let axial = 2.0 / (e.axoplasm_kohm + neighbour.axoplasm_kohm);
                a[i][i] += axial;
                a[i][2 * other] -= axial;
                if !e.bare {
                    let along = 2.0 / (e.periaxonal_kohm + neighbour.periaxonal_kohm);
                    a[o][o] += along;
                    a[o][2 * other + 1] -= along;
                }
            }
        }
        let x = solve_dense(a, b);
        (x.iter().step_by(2).copied().collect(), x.iter().skip(1).step_by(2).copied().collect())
    }

    /// The steady state, by Newton's rule.
    fn settle(&mut self) {
        let current = |v: f64| {
            let (g, drive) = node_conductance(steady(v));
            g * v - drive
        };
        let nothing = vec![0.0; self.elements.len()];
        for _ in 0..40 {
            let linearised = |k: usize| {
                let v = self.inside[k];
                let slope = (current(v + 1e-4) - current(v - 1e-4)) / 2e-4;
                (slope, slope * v - current(v))
            };
            (self.inside, self.outside) = self.solve(None, linearised, &nothing, &nothing);
        }
        self.open_gates();
    }

    /// Takes all gates to their steady state.
    fn open_gates(&mut self) {
        for (gates, v) in self.gates.iter_mut().zip(&self.inside) {
            *gates = steady(*v);
        }
    }

    /// One step of the staggered Crank-Nicolson rule. What goes on from step to step is the voltage across each capacitor:
    /// axolemma and myelin.
    fn step(&mut self, dt_ms: f64, injected_na: &[f64], field: &[f64]) {
        for k in 0..self.elements.len() {
            let v = self.transmembrane(k);
            for (gate, (alpha, beta)) in self.gates[k].iter_mut().zip(rates(v)) {
                let steady = alpha / (alpha + beta);
                *gate = steady + (*gate - steady) * (-dt_ms * (alpha + beta)).exp();
            }
        }
        let gates = &self.gates;
        let half = self.solve(Some(dt_ms / 2.0), |k| node_conductance(gates[k]), injected_na, field);
        for (k, &field) in field.iter().enumerate() {
            let axolemma = 2.0 * (half.0[k] - half.1[k]) - self.transmembrane(k);
            let myelin = 2.0 * (half.1[k] - field) - (self.outside[k] - self.field[k]);
            self.outside[k] = field + myelin;
            self.inside[k] = self.outside[k] + axolemma;
        }
        self.field.copy_from_slice(field);
    }
}

/// Largest difference of `V_i`, and of `V_i - V_e`, mV.
fn difference(reference: &Reference, fiber: &Myelinated) -> f64 {
    let voltages = (fiber.internal_mv(), fiber.transmembrane_mv());
    let at = |k: usize| {
        let inside = (voltages.0[k] - reference.inside[k]).abs();
        inside.max((voltages.1[k] - reference.transmembrane(k)).abs())
    };
    (0..reference.inside.len()).map(at).fold(0.0, f64::max)
}

/// Potential of a point source in 300 ohm cm: `rho I / (4 pi r)`.
fn point_source_mv_per_na(along_um: f64, distance_um: f64) -> f64 {
    let r_cm = UM * along_um.hypot(distance_um);
    1e-6 * 300.0 / (4.0 * PI * r_cm) // ohm cm nA over cm is nV
}

fn pair(case: &Case, dt_ms: f64) -> (Reference, Myelinated) {
    let mut fiber = Myelinated::new(
        &MrgMorphology::at(case.geometry[0]),
        &Myelin { fractions: case.myelin.clone(), spread: case.spread },
        MrgNode::new,
        &Conditions::at(37.0),
        dt_ms,
    );
    let mut reference = Reference::new(case);
    if case.spread > 0.0 {
        // Nodal membrane in large areas has several steady states, or none that lasts: take where the engine begins.
        reference.inside.copy_from_slice(fiber.internal_mv());
        for (k, outside) in reference.outside.iter_mut().enumerate() {
            *outside = fiber.internal_mv()[k] - fiber.transmembrane_mv()[k];
        }
        let start = (reference.inside.clone(), reference.outside.clone());
        reference.settle();
        if difference(&reference, &fiber) > 1e-3 {
            (reference.inside, reference.outside) = start;
            reference.open_gates();
        }
    }
    let source = |electrode: &Electrode| match *electrode {
        Electrode::Inside(compartment, _) => Source::Intracellular { compartment, offset: 0.0 },
        Electrode::Outside(at_um, distance_um, _) => {
            let field = |&x_um: &f64| point_source_mv_per_na(x_um - at_um, distance_um);
            Source::Extracellular { field_mv_per_na: reference.position_um().iter().map(field).collect() }
        }
    };
    fiber.attach(case.electrodes.iter().map(source).collect());
    (reference, fiber)
}

/// Runs both for 0.8 ms and fails if they part; returns the peaks of the nodes, mV.
fn assert_alike(case: &Case, dt_ms: f64) -> Vec<f64> {
    let (mut reference, mut fiber) = pair(case, dt_ms);
    let (n, nodes) = (reference.elements.len(), case.myelin.len() + 1);
    // Where nodal membrane has spread, the steady state is less sharply defined: its slope is nearly flat.
    let start = if case.spread > 0.0 { 1e-4 } else { 2e-5 };
    let rest = difference(&reference, &fiber);
    assert!(rest < start, "{case:?}: {rest:e} mV at rest");
    let mut currents = vec![0.0; nodes];
    let (mut first, mut worst, mut peaks) = (0.0, 0.0f64, vec![f64::MIN; nodes]);
    let position_um = reference.position_um();
    for step in 0..(0.8 / dt_ms) as usize {
        let on = if (step as f64 + 0.5) * dt_ms < 0.1 { 1.0 } else { 0.0 };
        let (mut injected_na, mut field, mut carried) = (vec![0.0; n], vec![0.0; n], Vec::new());
        for electrode in &case.electrodes {
            match *electrode {
                Electrode::Inside(element, na) => {
                    injected_na[element] += on * na;
                    carried.push(on * na);
                }
                Electrode::Outside(at_um, distance_um, na) => {
                    for (field, x_um) in field.iter_mut().zip(&position_um) {
                        *field += on * na * point_source_mv_per_na(x_um - at_um, distance_um);
                    }
                    carried.push(on * na);
                }
            }
        }
        reference.step(dt_ms, &injected_na, &field);
        fiber.step(&carried);
        worst = worst.max(difference(&reference, &fiber));
        fiber.ionic_current_ma_per_cm2(&mut currents);
        for (node, current) in currents.iter().enumerate() {
            let (g, drive) = node_conductance(reference.gates[11 * node]);
            let expected = 1e-3 * (g * reference.transmembrane(11 * node) - drive); // uA to mA
            assert_near("ionic current of a node, mA/cm²", *current, expected, 1e-3);
        }
        for (node, peak) in peaks.iter_mut().enumerate() {
            *peak = peak.max(fiber.transmembrane_mv()[11 * node]);
        }
        if step == 0 {
            first = worst;
        }
    }
    assert!(first < start, "{case:?}: {first:e} mV in the first step");
    assert!(worst < 1e-3, "{case:?}: {worst:e} mV"); // measured 2e-4: the rate table
    peaks
}

#[test]
fn rest_is_the_steady_state() {
    for geometry in [D_5_7, D_10, D_16] {
        let (reference, fiber) = pair(&Case::intact(geometry, 5), 0.001);
        let off = difference(&reference, &fiber);
        assert!(off < 1e-5, "{geometry:?}: {off:e} mV");
    }
}

#[test]
fn a_spike_is_that_of_the_full_equations() {
    for (geometry, internodes, dt_ms) in [(D_10, 4, 1.0 / 512.0), (D_5_7, 1, 1.0 / 1024.0), (D_16, 3, 1.0 / 128.0)] {
        let peaks = assert_alike(&Case::intact(geometry, internodes), dt_ms);
        assert!(peaks[internodes] > 0.0, "a spike reached the last node: {peaks:?} mV");
    }
}

/// Part of the myelin, none of it, and none with nodal membrane spread into the internode.
#[test]
fn injured_internodes_are_those_of_the_full_equations() {
    for (geometry, myelin, spread) in [
        (D_10, vec![1.0, 0.05, 0.05, 1.0], 0.0),
        (D_10, vec![1.0, 0.0, 0.3, 1.0], 0.0),
        (D_10, vec![1.0, 0.0, 0.0, 1.0], 0.02),
        (D_10, vec![1.0, 0.0, 1.0], 0.3),
        (D_5_7, vec![1.0, 0.0, 0.0], 0.01),
        (D_16, vec![1.0, 0.5, 0.0], 0.1),
    ] {
        let electrodes = vec![Electrode::Inside(0, 10.0)];
        let case = Case { geometry, myelin, spread, electrodes };
        let peaks = assert_alike(&case, 1.0 / 512.0);
        assert!(peaks[1] > -70.0, "{case:?}: the second node rises: {peaks:?} mV");
    }
}

#[test]
fn electrodes_inside_act_as_in_the_full_equations() {
    for electrodes in [
        vec![Electrode::Inside(22, 2.0)],
        vec![Electrode::Inside(16, 3.0)],
        vec![Electrode::Inside(1, 2.0), Electrode::Inside(22, -1.0), Electrode::Inside(32, 0.5)],
    ] {
        for (myelin, spread) in [(vec![1.0; 3], 0.0), (vec![1.0, 0.0, 0.05], 0.01)] {
            let case = Case { myelin, spread, electrodes: electrodes.clone(), geometry: D_10 };
            let peaks = assert_alike(&case, 1.0 / 512.0);
            let spike = peaks.iter().any(|&peak| peak > 0.0);
            assert!(spike || spread > 0.0, "{electrodes:?}: {peaks:?} mV");
        }
    }
}

#[test]
fn electrodes_outside_act_as_in_the_full_equations() {
    // 1 mm away: a cathode and an anode of 0.4 mA over a node, a cathode of 1 mA over the middle of an internode.
    for (at_um, na) in [(2300.0, -4e5), (2300.0, 4e5), (1725.0, -1e6)] {
        for (myelin, spread) in [(vec![1.0; 3], 0.0), (vec![1.0, 0.0, 0.05], 0.01)] {
            let electrodes = vec![Electrode::Outside(at_um, 1000.0, na), Electrode::Inside(0, 0.1)];
            let case = Case { myelin, spread, electrodes, geometry: D_10 };
            let peaks = assert_alike(&case, 1.0 / 512.0);
            assert!(na > 0.0 || spread > 0.0 || peaks[2] > 0.0, "a cathode excites the node beside it: {peaks:?} mV");
        }
    }
}

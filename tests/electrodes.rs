//! Electrodes: fields against closed forms, and what every physiologist knows they do.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::f64::consts::PI;

use saltatory::Scenario;
use saltatory::fiber::{Cable, Fiber, Source, Unmyelinated};
use saltatory::membrane::{Conditions, Passive};
use saltatory::simulation::NoVelocity;
use serde_json::Value;

use support::runs::{measured, rms_at_best_shift, simulation};
use support::{assert_near, number, rows};

// A passive cable of 4 um: lambda = sqrt(d / (4 Ra g)) = sqrt(4e-4 cm / (4 x 100 ohm cm x 1e-4 S/cm²)) = 0.1 cm.
const LAMBDA_UM: f64 = 1000.0;
const LENGTH_UM: f64 = 4.0 * LAMBDA_UM;
const REST_MV: f64 = -70.0;

/// Steady transmembrane potential, mV above rest, of the passive cable in the field `field_mv` of the place in um; and the
/// largest distance from `exact`.
fn error_in_field(compartments: usize, field_mv: impl Fn(f64) -> f64, exact: impl Fn(f64) -> f64) -> f64 {
    let cable = Cable { diameter_um: 4.0, length_um: LENGTH_UM, axial_resistivity_ohm_cm: 100.0, compartments };
    let membrane = |_: &Conditions| Passive { leak: 0.1, rest_mv: REST_MV, capacitance: 1.0 };
    let mut fiber = Unmyelinated::<_, 0>::new(cable, membrane, &Conditions::at(37.0), 0.2);
    let position_um = fiber.position_um().to_vec();
    fiber.attach(vec![Source::Extracellular { field_mv_per_na: position_um.iter().map(|&x| field_mv(x)).collect() }]);
    // 30 time constants of 10 ms.
    for _ in 0..1500 {
        fiber.step(&[1.0]);
    }
    let mut worst = 0.0f64;
    for (k, &x) in position_um.iter().enumerate() {
        let v = fiber.transmembrane_mv()[k];
        worst = worst.max((v - REST_MV - exact(x)).abs());
        // Inside against the far outside: what is across the membrane, and the field.
        assert_near("internal, mV", fiber.internal_mv()[k], v + field_mv(x), 1e-9);
    }
    worst
}

fn orders(errors: &[f64]) -> Vec<f64> {
    errors.windows(2).map(|pair| (pair[0] / pair[1]).log2()).collect()
}

/// `lambda² V'' = V - lambda² F''` with `V' = -F'` at sealed ends. A cosine that ends level, `F = A cos(q x)`, makes
/// `V = -A (lambda q)² / (1 + (lambda q)²) cos(q x)`: the compact rule gives it with fourth order.
#[test]
fn a_cosine_field_is_followed_with_fourth_order() {
    let q = 3.0 * PI / LENGTH_UM;
    let part = (LAMBDA_UM * q).powi(2) / (1.0 + (LAMBDA_UM * q).powi(2));
    let field = |x: f64| 10.0 * (q * x).cos();
    let errors = [12, 24, 48, 96].map(|n| error_in_field(n, field, |x| -part * field(x)));
    for order in &orders(&errors)[1..] {
        assert!((3.8..4.2).contains(order), "order {order} in {errors:?}");
    }
    assert!(errors[3] < 1e-5, "{errors:?}");
}

/// A uniform field `F = -E x` acts at the sealed ends only: `V = E lambda sinh((x - L/2) / lambda) / cosh(L / 2 lambda)`. There
/// it is of second order, because the mirror image of a slope has a corner.
#[test]
fn a_uniform_field_charges_the_ends() {
    let e = 10.0 / LAMBDA_UM;
    let middle = LENGTH_UM / 2.0;
    let exact = |x: f64| e * LAMBDA_UM * ((x - middle) / LAMBDA_UM).sinh() / (middle / LAMBDA_UM).cosh();
    let errors = [12, 24, 48, 96].map(|n| error_in_field(n, |x| -e * x, exact));
    for order in &orders(&errors)[1..] {
        assert!((1.85..2.1).contains(order), "order {order} in {errors:?}");
    }
    // Of 10 mV, at a step of a twenty-fourth of the length constant.
    assert!(errors[3] < 1e-3, "{errors:?}");
}

/// Whether a spike reaches three quarters of the only lane.
fn conducts(text: &str) -> bool {
    measured(text)[0].conducts
}

/// A cathode outside excites below the current at which an anode does, two to eight times: Rattay, IEEE Trans Biomed Eng
/// 36:676 (1989) finds 4 to 8. And a current can be too strong for the cathode: far from it the axon is hyperpolarised, and
/// the spike cannot leave.
#[test]
fn outside_a_cathode_excites_and_an_anode_needs_more() {
    let mrg =
        |na: f64| format!("fiber=mrg&length=23&strength=0&e1.tip=outside&e1.at=11.5&e1.width=0.1&e1.current={na}");
    let squid = |na: f64| {
        format!("fiber=squid&length=60&strength=0&e1.tip=outside&e1.at=30&e1.distance=3&e1.width=0.5&e1.current={na}")
    };
    let fibers: [(&dyn Fn(f64) -> String, f64); 2] = [(&mrg, 1e5), (&squid, 1e5)];
    for (text, low_na) in fibers {
        let threshold = |sign: f64| {
            let (mut low, mut high) = (low_na, 64.0 * low_na);
            while high > 1.02 * low {
                let middle = (low * high).sqrt();
                if conducts(&text(sign * middle)) { high = middle } else { low = middle }
            }
            high
        };
        let (cathodic, anodic) = (threshold(-1.0), threshold(1.0));
        assert!(cathodic > low_na && anodic < 64.0 * low_na, "{cathodic} nA, {anodic} nA");
        assert!((2.0..10.0).contains(&(anodic / cathodic)), "{cathodic} nA, {anodic} nA");
    }
    assert!(conducts(&mrg(-3.2e6)) && !conducts(&mrg(-1.28e7)), "a strong cathode blocks what it excites");
}

/// A cathode that has been on for a while blocks a spike that comes to it, from a certain current on: it holds the membrane
/// depolarised, with its sodium channels inactivated, and the flanks hyperpolarised. (Where it begins it excites, once; where it
/// ends, the squid axon fires once more.) An anode lets the spike pass at currents that in the squid axon are as strong. NEURON's
/// boundaries, by the scripts of `export neuron` at steps of 2 %, are in the comments; the scenarios on either side of them are among
/// its stored rows (`tests/neuron.rs`).
#[test]
fn a_cathode_blocks_a_passing_spike_and_an_anode_lets_it_pass() {
    let mrg = |current_na: f64| {
        format!(
            "fiber=mrg&length=23&strength=0&e1.tip=outside&e1.at=11.5&e1.width=12&e1.current={current_na}\
             &e2.wave=sine&e2.hz=5000&e2.width=0.1&e2.delay=8&e2.current=1.2"
        )
    };
    let squid = |current_na: f64| {
        format!(
            "fiber=squid&strength=0&e1.tip=outside&e1.at=60&e1.distance=2&e1.width=60&e1.current={current_na}\
             &e2.wave=sine&e2.hz=1000&e2.width=0.5&e2.delay=30&e2.current=9000"
        )
    };
    // Spikes at each of 21 sites from the moment the test spike starts until the electrode is switched off.
    let passed = |text: String, from_ms: f64, to_ms: f64| {
        let mut fiber = simulation(&text);
        fiber.advance(from_ms);
        fiber.take_events();
        fiber.advance(to_ms - from_ms);
        let mut seen = [0; 21];
        fiber.take_events().iter().for_each(|event| seen[event.site] += 1);
        seen
    };
    let through = [1; 21];
    let stopped = |seen: [i32; 21]| seen[..9] == [1; 9] && seen[14..] == [0; 7];
    // NEURON: between 0.4850 and 0.4948 mA.
    assert_eq!(passed(mrg(-4.75e5), 8.0, 12.0), through);
    assert!(stopped(passed(mrg(-5.05e5), 8.0, 12.0)));
    assert_eq!(passed(mrg(2e5), 8.0, 12.0), through);
    // NEURON: between 1.367 and 1.395 mA.
    assert_eq!(passed(squid(-1.34e6), 30.0, 60.0), through);
    assert!(stopped(passed(squid(-1.42e6), 30.0, 60.0)));
    assert_eq!(passed(squid(1.42e6), 30.0, 60.0), through);
}

/// From the middle a spike runs both ways, and its velocity is that of one of them: as from an end, within 0.5 %. Two spikes
/// that meet have none, and neither has a fiber that is excited at once: the reason is given.
#[test]
fn a_spike_has_the_velocity_of_the_way_that_it_ran() {
    let lane = |text: &str| measured(text)[0].clone();
    for (end, middle, right) in [
        ("fiber=mrg", "fiber=mrg&strength=0&e1.at=28.75&e1.width=0.1", "fiber=mrg&strength=0&e1.at=57.5&e1.width=0.1"),
        (
            "fiber=squid",
            "fiber=squid&strength=0&e1.at=45&e1.current=6000",
            "fiber=squid&strength=0&e1.at=100&e1.current=3000",
        ),
    ] {
        let expected = lane(end).velocity_m_per_s.expect("a velocity");
        for text in [middle, right] {
            let lane = lane(text);
            let name = format!("{text}: {:?} {:?}", lane.velocity_between_mm, lane.no_velocity);
            assert_near(&name, lane.velocity_m_per_s.expect(&name), expected, 0.005 * expected);
        }
        let [from_mm, to_mm] = lane(right).velocity_between_mm.expect("places");
        assert!(from_mm > to_mm, "from the right end it runs to the left");
    }
    for text in [
        "fiber=squid&e1.at=100&e1.current=3000",
        "fiber=mrg&e1.at=57.5&e1.width=0.1&e1.current=2",
        "fiber=c&e1.at=12&e1.current=0.3&e1.delay=0.5",
    ] {
        let lane = lane(text);
        assert_eq!((lane.velocity_m_per_s, lane.no_velocity), (None, Some(NoVelocity::Met)), "{text}");
    }
    assert_eq!(lane("fiber=patch").no_velocity, Some(NoVelocity::TooShort));
    assert_eq!(lane("fiber=mrg&strength=0.5").no_velocity, Some(NoVelocity::NotPassed));
}

/// A short piece of axon is one isopotential membrane: the end of a hyperpolarising pulse excites it from NEURON's threshold
/// on. Its area is `pi 476 um 1 mm`. Allowed: 1 %.
#[test]
fn the_end_of_an_anodal_pulse_excites_where_neuron_says() {
    let protocols: Value =
        serde_json::from_str(include_str!("reference/protocols.json")).expect("protocols.json is JSON");
    let area_cm2 = PI * 476e-4 * 0.1;
    for row in rows(&protocols["squid_point"], "anode_break") {
        let duration_ms = number(&row, "duration_ms").expect("a duration");
        let threshold_na = 1e3 * area_cm2 * number(&row, "threshold_ua_per_cm2").expect("a threshold");
        let fires = |na: f64| {
            let text = format!("fiber=squid&length=1&strength=0&e1.at=0.5&e1.current={na}&e1.width={duration_ms}");
            let mut patch = simulation(&text);
            let mut peak = f64::MIN;
            while patch.time_ms() < duration_ms + 30.0 {
                patch.advance(0.25);
                peak = peak.max(patch.transmembrane_mv(0)[10]);
            }
            peak > 0.0
        };
        assert!(fires(-1.01 * threshold_na), "{duration_ms} ms, 1 % above threshold");
        assert!(!fires(-0.99 * threshold_na), "{duration_ms} ms, 1 % below threshold");
    }
}

/// Two spikes that meet end each other; before and while they do, the voltage is that of NEURON. Allowed: 0.5 mV.
#[test]
fn colliding_spikes_annihilate_as_in_neuron() {
    const PLACES: [f64; 5] = [0.25, 0.4, 0.5, 0.6, 0.75];
    let mut squid = simulation(
        "fiber=squid&diameter=476&length=100&celsius=6.3&amplitude=2830&stim=1\
         &e1.at=100&e1.current=2830&e1.width=0.5&e1.delay=1",
    );
    let position_um = squid.position_um(0).to_vec();
    let at = |v: &[f64], part: f64| {
        let x = part * 1e5;
        let k = position_um.partition_point(|&p| p <= x) - 1;
        v[k] + (x - position_um[k]) / (position_um[k + 1] - position_um[k]) * (v[k + 1] - v[k])
    };
    let tick_ms = squid.tick_ms();
    let mut ours = PLACES.map(|part| vec![at(squid.transmembrane_mv(0), part)]);
    while squid.time_ms() < 20.0 {
        squid.advance(tick_ms);
        for (ours, part) in ours.iter_mut().zip(PLACES) {
            ours.push(at(squid.transmembrane_mv(0), part));
        }
    }
    let csv = include_str!("reference/squid_collision_6.3C.csv");
    for (column, (ours, part)) in ours.into_iter().zip(PLACES).enumerate() {
        let row = |line: &str| {
            let mut numbers = line.split(',').map(|text| text.parse::<f64>().expect("a number"));
            let time_ms = numbers.next().expect("a time");
            (time_ms, numbers.nth(column).expect("a voltage"))
        };
        let theirs: Vec<(f64, f64)> = csv.lines().skip(1).map(row).collect();
        let rms = rms_at_best_shift(&theirs, &(tick_ms, ours));
        assert!(rms < 0.5, "at {part}: {rms} mV");
    }
    // Each place saw one spike: none went on to the other end.
    let mut seen = [0; 21];
    squid.take_events().iter().for_each(|event| seen[event.site] += 1);
    assert_eq!(seen, [1; 21]);
}

/// NEURON: no second spike within 6 ms of a first, whatever the current; an interval of 30 ms is as good as rest.
#[test]
fn a_second_pulse_in_the_refractory_period_fails() {
    for (period_ms, spikes) in [(5.0, 1), (30.0, 2)] {
        let lane = measured(&format!("fiber=squid&strength=0&e1.current=2830&e1.count=2&e1.period={period_ms}"));
        assert_eq!(lane[0].spikes, spikes, "{period_ms} ms");
    }
}

/// A current inside the axon that reverses takes out what it put in, so it needs more to excite.
#[test]
fn a_biphasic_pulse_needs_more_than_its_first_phase() {
    let pulse = |wave: &str, na: f64| {
        conducts(&format!("fiber=mrg&length=12&strength=0&e1.current={na}&e1.width=0.05&e1.wave={wave}"))
    };
    let threshold = |wave: &str| (1..).map(|k| 0.05 * f64::from(k)).find(|&na| pulse(wave, na)).expect("a threshold");
    let (mono, both) = (threshold("pulse"), threshold("biphasic"));
    assert!(both > 1.05 * mono && both < 4.0 * mono, "{mono} nA and {both} nA");
}

/// Every shape, inside and outside, on every fiber: finite, and the same bits again; noise differs with its seed.
#[test]
fn every_shape_is_finite_and_repeats_itself() {
    let run = |text: &str| {
        let mut simulation = simulation(text);
        simulation.advance(3.0);
        let v = simulation.internal_mv(0).to_vec();
        assert!(v.iter().all(|v| v.is_finite()), "{text}");
        v
    };
    for fiber in ["fiber=mrg&length=10", "fiber=c&length=2", "fiber=squid&length=20"] {
        for tip in ["inside", "outside"] {
            for wave in ["pulse", "biphasic", "ramp", "sine", "noise"] {
                let current = if tip == "inside" { 1.0 } else { -1e5 };
                let text = format!(
                    "{fiber}&strength=0&e1.tip={tip}&e1.at=1&e1.wave={wave}&e1.current={current}&e1.width=2&e1.hold=0.05"
                );
                assert!(run(&text) == run(&text), "{text}");
                if wave == "noise" {
                    assert!(run(&text) != run(&format!("{text}&e1.seed=2")), "{text}");
                }
            }
        }
    }
}

#[test]
fn electrodes_off_the_fiber_are_refused() {
    for (text, key, given, allowed) in [
        ("fiber=mrg&e1.at=58", "e1.at", "58", "0 to 57.5 mm, the end of the fiber"),
        ("fiber=c&e2.tip=outside&e2.at=12.5", "e2.at", "12.5", "0 to 12 mm, the end of the fiber"),
        ("fiber=c&e1.at=-1", "e1.at", "-1", "0 to 2000 mm"),
        ("fiber=c&e1.at=nan", "e1.at", "nan", "0 to 2000 mm"),
        ("a.fiber=mrg&b.fiber=c&b.length=5&e1.at=10", "e1.at", "10", "0 to 5 mm, the end of the fiber"),
        ("fiber=c&e1.lane=b", "e1.lane", "b", "all, a to a"),
        ("fiber=c&e1.distance=0", "e1.distance", "0", "0.01 to 100 mm"),
        ("fiber=c&e1.wave=square", "e1.wave", "square", "pulse, biphasic, ramp, sine, noise"),
        ("fiber=c&e1.current=inf", "e1.current", "inf", "-100000000 to 100000000 nA"),
    ] {
        let error = text.parse::<Scenario>().expect_err(text);
        assert_eq!(
            (error.key.as_str(), error.given.as_str(), error.allowed.to_string().as_str()),
            (key, given, allowed),
            "{text}"
        );
    }
    for text in ["e0.at=1", "e17.at=1", "e01.at=1", "e1.fiber=c", "at=1"] {
        assert_eq!(text.parse::<Scenario>().expect_err(text).key, text.split('=').next().unwrap_or_default());
    }
    // On one lane only, its own length counts.
    assert!("a.fiber=mrg&b.fiber=c&b.length=5&e1.at=10&e1.lane=a".parse::<Scenario>().is_ok());
}

/// An electrode is set while the fiber runs: no voltage jumps, and its current flows from then on. One that would be off the
/// fiber is refused, and so is a change that would leave one off it.
#[test]
fn an_electrode_acts_on_the_running_fiber() {
    for (current, tip) in [("1", "inside"), ("-400000", "outside")] {
        let mut fiber = simulation("fiber=mrg&length=23&strength=0&e1.at=11.5&e1.delay=4&e1.width=0.1&e1.current=0");
        fiber.advance(2.0);
        assert_eq!(fiber.measure(0).spikes, 0);
        let before = (fiber.internal_mv(0).to_vec(), fiber.transmembrane_mv(0).to_vec());
        fiber.set("e1.tip", tip).expect("allowed");
        fiber.set("e1.current", current).expect("allowed");
        assert_eq!(fiber.time_ms(), 2.0);
        assert!(fiber.internal_mv(0) == before.0 && fiber.transmembrane_mv(0) == before.1, "{tip}");
        fiber.advance(4.0);
        let sites: Vec<usize> = fiber.take_events().iter().map(|event| event.site).collect();
        assert!(sites.contains(&0) && sites.contains(&20), "{tip}: a spike to either end: {sites:?}");
        let text = fiber.scenario().to_string();
        assert_eq!(fiber.set("e1.at", "24").expect_err("off the fiber").key, "e1.at");
        assert_eq!(fiber.set("length", "10").expect_err("off the fiber").key, "e1.at");
        assert_eq!(fiber.scenario().to_string(), text);
    }
    // In mid-spike, too.
    let mut fiber = simulation("fiber=squid&length=40");
    fiber.advance(2.0);
    let before = fiber.internal_mv(0).to_vec();
    fiber.set("e1.tip", "outside").expect("allowed");
    assert!(fiber.internal_mv(0) == before);
}

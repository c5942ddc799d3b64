//! Fibers that sleep at rest against the same fibers kept awake: same steps, same grid, nothing lost.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use saltatory::fiber::{Fiber, FiberKind, FiberSpec, Resolution, Source};
use saltatory::measure::{Probe, Spike};
use saltatory::membrane::Conditions;

use support::assert_near;
use support::runs::{measured, simulation};

/// The promise: no voltage is off by more than this, mV: what it may move in a long step, and twice what counts as rest.
const VOLTAGE_MV: f64 = 0.022;
/// A place is on its way through a spike if it is so far from rest, mV; there a spike that is early by a little is allowed.
const SPIKING_MV: f64 = 0.5;
/// And no velocity by more than this part of itself.
const VELOCITY: f64 = 1e-6;

/// A fiber, coarser than by default so that it is quickly computed.
#[derive(Clone, Copy, Debug)]
struct Study {
    kind: FiberKind,
    diameter_um: f64,
    length_mm: f64,
    celsius: f64,
    /// A pulse that makes a spike, nA and ms.
    pulse: (f64, f64),
    /// Length over velocity, about.
    travel_ms: f64,
    /// What a spike may be off while it passes, mV: what it moves in 1e-4 ms (of 120), or in 2e-5 ms.
    spike_mv: f64,
}

const C: Study = Study {
    kind: FiberKind::C,
    diameter_um: 1.0,
    length_mm: 60.0,
    celsius: 37.0,
    pulse: (0.25, 0.5),
    travel_ms: 120.0,
    spike_mv: 0.1,
};
const SQUID: Study = Study {
    kind: FiberKind::Squid,
    diameter_um: 1.0,
    length_mm: 60.0,
    celsius: 6.3,
    pulse: (0.3, 0.5),
    travel_ms: 100.0,
    spike_mv: 0.02,
};
const MRG: Study = Study {
    kind: FiberKind::Mrg,
    diameter_um: 5.7,
    length_mm: 60.0,
    celsius: 37.0,
    pulse: (2.0, 0.125),
    travel_ms: 2.2,
    spike_mv: 0.02,
};

impl Study {
    fn build(&self) -> Box<dyn Fiber> {
        let spec = FiberSpec::new(self.kind, self.diameter_um, self.length_mm, self.celsius);
        spec.build(Resolution::default_for(&spec).refined(0.5, 0.5))
    }
}

/// A change made to a fiber while it runs.
type Change<'a> = (f64, &'a dyn Fn(&mut dyn Fiber));

/// What is done to a fiber.
struct Script<'a> {
    sources: Vec<Source>,
    /// Starts of the pulses of each source, ms.
    onsets_ms: &'a [&'a [f64]],
    /// Their currents, in those of the study's pulse.
    strength: f64,
    change: Option<Change<'a>>,
    end_ms: f64,
}

/// What came of it.
struct Outcome {
    /// Spikes at a quarter, half and three quarters of the length.
    spikes: [Vec<Spike>; 3],
    /// Part of the fiber that was computed, on average.
    computed: f64,
    asleep_at_end: bool,
}

/// Runs `script` on two fibers in step, one of which may sleep, and compares their voltages all along.
fn compare(study: &Study, script: &Script) -> [Outcome; 2] {
    let mut fibers = [study.build(), study.build()];
    let excitable = fibers[0].excitable().to_vec();
    let sites = [1, 2, 3].map(|quarter| excitable[quarter * (excitable.len() - 1) / 4]);
    let rest = fibers[0].rest_mv().to_vec();
    let mut probes = [0; 2].map(|_| sites.map(|site| Probe::new(site, rest[site], rest[site] + 30.0)));
    let mut outcomes = [0; 2].map(|_| Outcome { spikes: Default::default(), computed: 0.0, asleep_at_end: false });
    for (fiber, sleeps) in fibers.iter_mut().zip([true, false]) {
        fiber.attach(script.sources.clone());
        fiber.allow_sleep(sleeps);
        fiber.reset();
    }
    let (mut time_ms, mut changed) = (0.0, false);
    for step in 0.. {
        if let Some((_, change)) = script.change.filter(|&(at_ms, _)| !changed && time_ms >= at_ms) {
            fibers.iter_mut().for_each(|fiber| change(fiber.as_mut()));
            changed = true;
        }
        let dt_ms = fibers[0].dt_ms();
        let on = |onset: &f64| (*onset..onset + study.pulse.1).contains(&(time_ms + 0.5 * dt_ms));
        let currents: Vec<f64> = script
            .onsets_ms
            .iter()
            .map(|onsets| if onsets.iter().any(on) { script.strength * study.pulse.0 } else { 0.0 })
            .collect();
        time_ms += dt_ms;
        for ((fiber, probes), outcome) in fibers.iter_mut().zip(&mut probes).zip(&mut outcomes) {
            fiber.step(&currents);
            let awake: usize = fiber.awake().iter().map(ExactSizeIterator::len).sum();
            outcome.computed += awake as f64 / excitable.len() as f64 * dt_ms / script.end_ms;
            outcome.asleep_at_end = awake == 0;
            for (probe, spikes) in probes.iter_mut().zip(&mut outcome.spikes) {
                spikes.extend(probe.record(time_ms, dt_ms, fiber.transmembrane_mv()[probe.compartment()]));
            }
        }
        if step % 37 == 0 {
            let [sleeper, plain] = &fibers;
            let what = |k: usize| format!("{study:?}: place {k} at {time_ms} ms");
            for (sleeper, plain, rest) in [
                (sleeper.internal_mv(), plain.internal_mv(), plain.rest_internal_mv()),
                (sleeper.transmembrane_mv(), plain.transmembrane_mv(), plain.rest_mv()),
            ] {
                for (k, (a, b)) in sleeper.iter().zip(plain).enumerate() {
                    let spiking = (b - rest[k]).abs() > SPIKING_MV;
                    assert_near(&what(k), *a, *b, if spiking { study.spike_mv } else { VOLTAGE_MV });
                }
            }
            let [sleeper, plain] = [sleeper, plain].map(|fiber| {
                let mut current = vec![0.0; excitable.len()];
                fiber.ionic_current_ma_per_cm2(&mut current);
                current
            });
            // What so small a voltage drives through all channels that a membrane has, in mS/cm².
            let most = if study.kind == FiberKind::Mrg { 3100.0 } else { 160.0 };
            for (k, (a, b)) in sleeper.iter().zip(&plain).enumerate() {
                assert_near(&what(k), *a, *b, 1e-3 * most * study.spike_mv);
            }
        }
        if time_ms >= script.end_ms {
            break;
        }
    }
    outcomes
}

/// Same spikes at the same times: each passes with the same velocity.
fn assert_same(study: &Study, script: &Script, spikes: [usize; 3]) -> Outcome {
    let [sleeper, plain] = compare(study, script);
    let counts = [&sleeper, &plain].map(|outcome| outcome.spikes.each_ref().map(Vec::len));
    assert_eq!(counts, [spikes; 2], "{study:?}: spikes at the quarters");
    for (a, b) in sleeper.spikes.iter().flatten().zip(plain.spikes.iter().flatten()) {
        let off = (a.time_ms - b.time_ms) / study.travel_ms;
        println!("{study:?}: off by {off:e} of the travel time");
        assert_near("time of a spike, over the time it travels", off, 0.0, VELOCITY);
        assert_near("peak", a.peak_mv, b.peak_mv, VOLTAGE_MV);
        assert_near("half-width", a.half_width_ms, b.half_width_ms, 1e-5 * b.half_width_ms);
    }
    println!("{study:?}: {:.3} of the fiber computed", sleeper.computed);
    assert!(plain.computed > 0.999 && !plain.asleep_at_end);
    sleeper
}

fn at(compartment: usize) -> Source {
    Source::Intracellular { compartment, offset: 0.0 }
}

/// The last one finds a fiber that has gone back to sleep.
#[test]
fn spikes_follow_each_other() {
    let sources = || vec![at(0)];
    let trains: [(Study, &[f64], f64); 3] =
        [(C, &[0.0, 12.0, 220.0], 450.0), (SQUID, &[0.0, 20.0, 170.0], 330.0), (MRG, &[0.0, 3.0, 350.0], 353.0)];
    for (study, onsets_ms, end_ms) in trains {
        let script = Script { sources: sources(), onsets_ms: &[onsets_ms], strength: 1.0, change: None, end_ms };
        let outcome = assert_same(&study, &script, [3; 3]);
        let (most, asleep) = if study.kind == FiberKind::Mrg { (0.95, false) } else { (0.6, true) };
        assert!(outcome.computed < most && outcome.asleep_at_end == asleep, "{study:?}: {}", outcome.computed);
    }
}

/// Two spikes run towards each other, meet off the middle and end. Each has passed one quarter; one was first at the middle.
#[test]
fn spikes_collide() {
    for (study, late_ms, end_ms) in [(C, 20.0, 250.0), (SQUID, 20.0, 160.0), (MRG, 0.5, 3.0)] {
        let last = study.build().position_um().len() - 1;
        let script = Script {
            sources: vec![at(0), at(last)],
            onsets_ms: &[&[0.0], &[late_ms]],
            strength: 1.0,
            change: None,
            end_ms,
        };
        let outcome = assert_same(&study, &script, [1; 3]);
        assert_eq!(outcome.asleep_at_end, study.kind != FiberKind::Mrg, "{study:?}");
    }
}

/// In the middle of a sleeping fiber starts a spike in either direction; in a myelinated one under the myelin too.
#[test]
fn a_late_stimulus_wakes_the_middle() {
    for (study, late_ms, end_ms) in [(C, 50.0, 250.0), (SQUID, 50.0, 200.0), (MRG, 2.0, 5.0)] {
        let middle = study.build().position_um().len() / 2;
        let script =
            Script { sources: vec![at(middle)], onsets_ms: &[&[late_ms]], strength: 3.0, change: None, end_ms };
        let outcome = assert_same(&study, &script, [1; 3]);
        assert!(outcome.computed < 0.75, "{study:?}: {}", outcome.computed);
    }
}

/// A field outside as that of a point electrode 0.1 mm from a place at a third of the length: potentials fall off as 1/r.
fn electrode(study: &Study, mv_per_na: f64) -> Source {
    let fiber = study.build();
    let position_um = fiber.position_um();
    let beside_um = position_um[fiber.excitable()[fiber.excitable().len() / 3]];
    let field = |x_um: &f64| mv_per_na * 100.0 / (x_um - beside_um).hypot(100.0);
    Source::Extracellular { field_mv_per_na: position_um.iter().map(field).collect() }
}

#[test]
fn a_field_wakes_the_fiber() {
    for (study, mv_per_na, late_ms, end_ms) in [(C, 1e3, 20.0, 250.0), (SQUID, 1e3, 20.0, 160.0), (MRG, 1e2, 1.0, 4.0)]
    {
        let script = Script {
            sources: vec![electrode(&study, mv_per_na)],
            onsets_ms: &[&[late_ms]],
            strength: -1.0,
            change: None,
            end_ms,
        };
        let outcome = assert_same(&study, &script, [1; 3]);
        assert!(outcome.computed < 0.95, "{study:?}: {}", outcome.computed);
    }
}

/// Before a field comes and after it has gone a fiber sleeps, though its electrode is there all the time.
#[test]
fn a_fiber_sleeps_beside_an_electrode_without_a_current() {
    for (study, mv_per_na, late_ms, settled_ms) in
        [(C, 10.0, 5.0, 60.0), (SQUID, 10.0, 5.0, 60.0), (MRG, 1.0, 1.0, 250.0)]
    {
        let mut fiber = study.build();
        fiber.attach(vec![electrode(&study, mv_per_na)]);
        fiber.allow_sleep(true);
        fiber.reset();
        let awake = |fiber: &dyn Fiber| fiber.awake().iter().map(ExactSizeIterator::len).sum::<usize>();
        let run = |fiber: &mut dyn Fiber, for_ms: f64, na: f64| {
            for _ in 0..(for_ms / fiber.dt_ms()).round() as usize {
                fiber.step(&[na]);
            }
        };
        run(fiber.as_mut(), late_ms, 0.0);
        assert_eq!(awake(fiber.as_ref()), 0, "{study:?}: before");
        run(fiber.as_mut(), study.pulse.1, study.pulse.0);
        assert_eq!(awake(fiber.as_ref()), fiber.excitable().len(), "{study:?}: in the field");
        run(fiber.as_mut(), settled_ms, 0.0);
        assert_eq!(awake(fiber.as_ref()), 0, "{study:?}: after");
    }
}

/// Another temperature, while one spike is on its way and after it has gone, and time for its rest to settle.
#[test]
fn a_temperature_reaches_what_sleeps() {
    for (study, celsius, shorter, change_ms, late_ms, end_ms) in
        [(C, 35.0, 1.0, 230.0, 250.0, 400.0), (SQUID, 10.0, 0.5, 50.0, 150.0, 260.0), (MRG, 35.0, 0.5, 1.0, 3.0, 7.0)]
    {
        let dt_ms = shorter * study.build().dt_ms();
        let change = |fiber: &mut dyn Fiber| fiber.set_conditions(&Conditions::at(celsius), dt_ms);
        let script = Script {
            sources: vec![at(0)],
            onsets_ms: &[&[0.0, late_ms]],
            strength: 1.0,
            change: Some((change_ms, &change)),
            end_ms,
        };
        assert_same(&study, &script, [2; 3]);
    }
}

/// What sleeps can be woken for good, and put to sleep again.
#[test]
fn sleep_is_switched_while_the_fiber_runs() {
    let toggle = |fiber: &mut dyn Fiber| {
        fiber.allow_sleep(false);
        assert_eq!(fiber.awake().iter().map(ExactSizeIterator::len).sum::<usize>(), fiber.excitable().len());
        fiber.allow_sleep(true);
    };
    for (study, end_ms) in [(C, 250.0), (SQUID, 160.0)] {
        let script =
            Script { sources: vec![at(0)], onsets_ms: &[&[0.0]], strength: 1.0, change: Some((60.0, &toggle)), end_ms };
        let [sleeper, _] = compare(&study, &script);
        assert!(sleeper.asleep_at_end && sleeper.spikes.iter().all(|spikes| spikes.len() == 1), "{study:?}");
    }
}

/// A C fiber of 1 um and 1.8 m, twice as long as from the spine to the toes: with the whole wake of a spike in it, one part in
/// 30 is computed, and before that less.
#[test]
fn a_spike_costs_what_it_covers() {
    let spec = FiberSpec::new(FiberKind::C, 1.0, 1800.0, 37.0);
    let mut fiber = spec.build(Resolution::default_for(&spec));
    fiber.allow_sleep(true);
    fiber.reset();
    let compartments = fiber.position_um().len();
    assert_eq!(compartments, 100_001);
    let (dt_ms, mut most, mut brisk, mut step) = (fiber.dt_ms(), 0, 0, 0);
    // Long enough for the start to fall asleep.
    while fiber.awake().first().is_none_or(|awake| awake.start < 640) {
        fiber.step(&[if f64::from(step) * dt_ms < 0.5 { 0.25 } else { 0.0 }]);
        step += 1;
        most = most.max(fiber.awake().iter().map(ExactSizeIterator::len).sum());
        brisk = brisk.max(fiber.brisk().iter().map(ExactSizeIterator::len).sum());
        assert!(f64::from(step) * dt_ms < 150.0, "the start is still awake");
    }
    println!("{most} of {compartments} compartments awake, {brisk} brisk, after {} ms", f64::from(step) * dt_ms);
    assert!(30 * most < compartments && 200 * brisk < compartments, "{most}, {brisk}");
}

/// The after-potential of a myelinated fiber lasts a quarter of a second. Long steps take it through that: all that is computed in
/// single steps after the spike's arrival is less than the fiber for 12 ms. (Its kind of fiber is that of the race.)
#[test]
fn an_after_potential_costs_little() {
    let spec = FiberSpec::new(FiberKind::Mrg, 20.0, 900.0, 37.0);
    let mut fiber = spec.build(Resolution::default_for(&spec));
    fiber.allow_sleep(true);
    fiber.reset();
    let (dt_ms, nodes) = (fiber.dt_ms(), fiber.excitable().len() as f64);
    let (mut time_ms, mut brisk_ms, mut most_mv): (f64, f64, f64) = (0.0, 0.0, 0.0);
    while time_ms < 300.0 && (time_ms < 1.0 || !fiber.awake().is_empty()) {
        let last = fiber.transmembrane_mv().len() - 1;
        let before_mv = fiber.transmembrane_mv()[last];
        fiber.step(&[if time_ms < 0.1 { 5.0 } else { 0.0 }]);
        time_ms += dt_ms;
        let brisk: usize = fiber.brisk().iter().map(ExactSizeIterator::len).sum();
        brisk_ms += dt_ms * brisk as f64 / nodes;
        if fiber.brisk().is_empty() {
            // What is seen of it has no step that could be seen.
            most_mv = most_mv.max((fiber.transmembrane_mv()[last] - before_mv).abs());
        }
    }
    println!("asleep after {time_ms} ms, of which {brisk_ms} in single steps; largest move {most_mv} mV");
    assert!((200.0..300.0).contains(&time_ms) && brisk_ms < 12.0 && most_mv > 1e-4 && most_mv <= VOLTAGE_MV);
}

/// The switch in a scenario, and the clock: any way of cutting the time up gives the same bits, and so does a second run.
#[test]
fn scenarios_sleep_too() {
    let [slept, plain] =
        ["on", "off"].map(|sleep| measured(&format!("fiber=c&length=60&stim=0,200&sleep={sleep}"))[0].clone());
    assert_eq!((slept.spikes, plain.spikes), (2, 2));
    let velocity = [&slept, &plain].map(|lane| lane.velocity_m_per_s.unwrap_or(f64::NAN));
    assert_near("m/s", velocity[0] / velocity[1], 1.0, VELOCITY);

    let mut runner = simulation("fiber=c&length=60&stim=0,200");
    let mut run = |cuts: &[f64]| {
        runner.reset();
        for cut in cuts {
            runner.advance(cut * runner.tick_ms());
        }
        let current = runner.ionic_current_ma_per_cm2(0).to_vec();
        let values = [runner.internal_mv(0), runner.transmembrane_mv(0), &current].concat();
        (values.into_iter().map(f64::to_bits).collect::<Vec<_>>(), runner.take_events(), runner.measure(0))
    };
    let ticks = 60_000.0;
    let at_once = run(&[ticks]);
    assert!(run(&[1.0, 37.0, 20_000.0, ticks - 20_038.0]) == at_once);
    assert!(run(&vec![16.0; 3750]) == at_once);
}

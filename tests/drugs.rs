//! Drugs on fibers: what they do to conduction and to the spike. (How much of what binds is in `src/membrane/drugs.rs`.)
#![cfg(not(target_arch = "wasm32"))]

mod support;

use saltatory::simulation::Measurement;

use support::assert_near;
use support::runs::{measured, simulation};

fn one(text: &str) -> Measurement {
    measured(text).remove(0)
}

/// A dose of tetrodotoxin is a density of channels: 1 / (1 + c / Kd) of them, with Kd 3.8 nM (mrg), 4 (c), 5.1 (squid), 3.6 (frog).
#[test]
fn tetrodotoxin_is_fewer_channels() {
    for (fiber, dissociation_nm) in [("mrg", 3.8), ("c", 4.0), ("squid", 5.1), ("frog", 3.6)] {
        let base = format!("fiber={fiber}&diameter=10&strength=4");
        let dosed = one(&format!("{base}&ttx={}", 0.25 * dissociation_nm));
        let fewer = one(&format!("{base}&na={}", 1.0 / 1.25));
        assert!(dosed.conducts, "{fiber}: {dosed:?}");
        let shown = |lane: &Measurement| {
            [lane.velocity_m_per_s, lane.peak_mv, lane.threshold_na].map(|x| x.unwrap_or(f64::NAN))
        };
        for (dosed, fewer) in shown(&dosed).into_iter().zip(shown(&fewer)) {
            assert_near(fiber, dosed / fewer, 1.0, 1e-9);
        }
    }
}

/// More and more tetrodotoxin: conduction slows by and by, and then ends while the spike still runs.
#[test]
fn tetrodotoxin_slows_and_then_blocks() {
    for (fiber, dissociation_nm) in [("mrg", 3.8), ("c", 4.0), ("squid", 5.1), ("frog", 3.6)] {
        let at = |dose: f64| one(&format!("fiber={fiber}&diameter=10&strength=4&ttx={}", dose * dissociation_nm));
        let lanes: Vec<Measurement> = [0.0, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0].map(at).to_vec();
        let conducting = lanes.iter().take_while(|lane| lane.conducts).count();
        assert!((3..lanes.len()).contains(&conducting), "{fiber}: {conducting}");
        assert!(lanes[conducting..].iter().all(|lane| !lane.conducts && lane.spikes == 0), "{fiber}");
        let velocity = |lane: &Measurement| lane.velocity_m_per_s.unwrap_or(f64::NAN);
        assert!(lanes[..conducting].windows(2).all(|pair| velocity(&pair[1]) < velocity(&pair[0])), "{fiber}");
        assert!(velocity(&lanes[conducting - 1]) > 0.2 * velocity(&lanes[0]), "{fiber}");
        // All had the same stimulus: that of the healthy fiber.
        assert!(lanes.iter().all(|lane| lane.amplitude_na == lanes[0].amplitude_na), "{fiber}");
    }
}

/// Without their potassium channels spikes last longer: TEA on every membrane, 4-aminopyridine where it has a target.
#[test]
fn potassium_blockers_widen_the_spike() {
    for (fiber, dose) in [
        ("squid", "tea=1"),
        ("squid", "ap4=1"),
        ("frog", "tea=0.4"),
        ("frog", "ap4=0.013"),
        ("c", "tea=1.64"),
        ("mrg", "tea=3.8"),
    ] {
        let (healthy, dosed) = (one(&format!("fiber={fiber}")), one(&format!("fiber={fiber}&{dose}")));
        let half = one(&format!("fiber={fiber}&k=0.5"));
        let width = |lane: &Measurement| lane.half_width_ms.unwrap_or(f64::NAN);
        assert!(width(&dosed) > width(&healthy), "{fiber}, {dose}: {} against {}", width(&dosed), width(&healthy));
        assert_near(&format!("{fiber}, {dose}: half-width"), width(&dosed), width(&half), 1e-9);
    }
}

#[test]
fn aminopyridine_is_refused_where_it_has_no_target() {
    for (text, allowed) in [
        ("ap4=1", "nothing for mrg"),
        ("fiber=c&ap4=1", "nothing for c"),
        ("fiber=patch&membrane=mrg&ap4=1", "nothing for mrg"),
    ] {
        let error = text.parse::<saltatory::Scenario>().expect_err(text);
        assert_eq!((error.key.as_str(), error.allowed.to_string().as_str()), ("ap4", allowed), "{text}");
    }
    assert!("fiber=patch&membrane=frog&ap4=1".parse::<saltatory::Scenario>().is_ok());
}

/// Peaks of the responses of a patch to pulses that start at `onsets_ms`, mV.
fn peaks(scenario: &str, onsets_ms: &[f64]) -> Vec<f64> {
    let list: Vec<String> = onsets_ms.iter().map(f64::to_string).collect();
    let mut simulation = simulation(&format!("{scenario}&stim={}", list.join(",")));
    let tick_ms = simulation.tick_ms();
    onsets_ms
        .iter()
        .map(|onset| {
            let wait = onset - simulation.time_ms();
            simulation.advance(wait);
            let mut peak = f64::MIN;
            for _ in 0..(20.0 / tick_ms) as usize {
                simulation.advance(tick_ms);
                peak = peak.max(simulation.transmembrane_mv(0)[0]);
            }
            peak
        })
        .collect()
}

/// Lidocaine takes little from spikes that come every ten seconds, and more and more from those that come ten times a second;
/// after a pause of ten seconds (seven times the repair of 1.5 s) nothing of that is left.
#[test]
fn lidocaine_depends_on_use() {
    let patch = "fiber=patch&membrane=c&duration=5&strength=2";
    let seldom: Vec<f64> = (0..6).map(|k| 10_000.0 * f64::from(k)).collect();
    let often: Vec<f64> = (0..60).map(|k| 100.0 * f64::from(k)).chain([16_000.0]).collect();
    let free = peaks(patch, &often);
    let lost = |peaks: &[f64], k: usize| peaks[0] - peaks[k];
    assert!(lost(&free, 59).abs() < 0.1, "without lidocaine: {:?}", lost(&free, 59));
    let dosed = format!("{patch}&lidocaine=50");
    let (seldom, often) = (peaks(&dosed, &seldom), peaks(&dosed, &often));
    assert!(free[0] - seldom[0] > 3.0, "block at rest: {} of {} mV", seldom[0], free[0]);
    assert!(lost(&seldom, 5).abs() < 0.1, "at 0.1 Hz: {seldom:?}");
    assert!(lost(&often, 59) > 2.0, "at 10 Hz: {} then {}", often[0], often[59]);
    assert!(often[..60].windows(2).all(|pair| pair[1] < pair[0] + 0.01), "{often:?}");
    assert!(lost(&often, 60).abs() < 0.1, "after a pause: {} against {}", often[60], often[0]);
}

/// A fiber at rest in lidocaine stays at rest, and conducts more slowly the more there is, until it does not.
#[test]
fn lidocaine_blocks_conduction() {
    for fiber in ["mrg", "c", "squid", "frog"] {
        let at = |um: f64| one(&format!("fiber={fiber}&diameter=10&strength=4&lidocaine={um}"));
        let lanes = [0.0, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0].map(at);
        let conducting = lanes.iter().take_while(|lane| lane.conducts).count();
        assert!((3..lanes.len()).contains(&conducting), "{fiber}: {conducting}");
        assert!(lanes[conducting..].iter().all(|lane| !lane.conducts), "{fiber}");
        let velocity = |lane: &Measurement| lane.velocity_m_per_s.unwrap_or(f64::NAN);
        assert!(lanes[..conducting].windows(2).all(|pair| velocity(&pair[1]) < velocity(&pair[0])), "{fiber}");
    }
    let mut quiet = simulation("fiber=squid&lidocaine=100&strength=0");
    let rest = quiet.rest_mv(0).to_vec();
    quiet.advance(50.0);
    for (v, rest) in quiet.transmembrane_mv(0).iter().zip(rest) {
        assert_near("mV", *v, rest, 1e-6);
    }
}

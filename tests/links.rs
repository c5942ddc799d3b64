//! Links of version 1 and what they mean. These are promises: a link that is out in the world must mean the same for ever,
//! so a failing test here means that the code is wrong, or that it is time for `v=2`.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use saltatory::Scenario;
use saltatory::fiber::FiberKind::{self, C, Frog, Mrg, Patch, Squid};
use saltatory::fiber::FiberSpec;
use saltatory::membrane::{Conditions, Drugs, MembraneKind};
use saltatory::scenario::{Amplitude, Lane, MAX_TEXT_BYTES, Shown, Sleep, parameters};

use support::assert_near;
use support::runs::{measured, scenario};

/// A lane with the default stimulus: 1.5 times threshold at 0 ms.
fn lane(fiber: FiberKind, diameter_um: f64, length_mm: f64) -> Lane {
    let (celsius, duration_ms) = match fiber {
        Mrg => (37.0, 0.1),
        C => (37.0, 0.5),
        Squid | Patch => (6.3, 0.5),
        Frog => (20.0, 0.1),
    };
    let amplitude = Amplitude::Threshold(1.5);
    let onsets_ms = vec![0.0];
    let spec = FiberSpec::new(fiber, diameter_um, length_mm, celsius);
    Lane {
        spec,
        myelin: None,
        electrodes: Vec::new(),
        amplitude,
        duration_ms,
        onsets_ms,
        sleep: Sleep::On,
        bare_counterpart_of: None,
    }
}

/// A C fiber with the axon diameter of lane 0.
fn counterpart(diameter_um: f64, length_mm: f64) -> Lane {
    Lane { bare_counterpart_of: Some(0), ..lane(C, diameter_um, length_mm) }
}

/// The same lane at another temperature.
fn warmed(celsius: f64, lane: Lane) -> Lane {
    let spec = FiberSpec { conditions: Conditions { celsius, ..lane.spec.conditions }, ..lane.spec };
    Lane { spec, ..lane }
}

/// Link, its shortest form, its lanes.
fn golden() -> Vec<(&'static str, &'static str, Vec<Lane>)> {
    let scene = || vec![lane(Mrg, 10.0, 23.0), counterpart(6.9, 23.0)];
    let strength = |times: f64, lane: Lane| Lane { amplitude: Amplitude::Threshold(times), ..lane };
    vec![
        ("", "v=1", scene()),
        ("v=1", "v=1", scene()),
        ("#v=1&slow=1000&show=transmembrane", "v=1&slow=1000&show=transmembrane", scene()),
        ("strength=0&show=internal", "v=1&strength=0", scene().into_iter().map(|lane| strength(0.0, lane)).collect()),
        (
            "probe=3,1.5&from=0.5&to=6&moment=0.25&panel=traces&hide=controls&lang=de",
            "v=1&probe=1.5,3&from=0.5&to=6&moment=0.25&panel=traces&hide=controls&lang=de",
            scene(),
        ),
        ("from=0&panel=spacetime&hide=nothing&lang=auto", "v=1", scene()),
        ("a.diameter=10&b.fiber=c", "v=1", scene()),
        ("fiber=mrg", "v=1&fiber=mrg", vec![lane(Mrg, 10.0, 57.5)]),
        ("fiber=c", "v=1&fiber=c", vec![lane(C, 1.0, 12.0)]),
        ("fiber=squid", "v=1&fiber=squid", vec![lane(Squid, 476.0, 100.0)]),
        ("diameter=16", "v=1&diameter=16", vec![lane(Mrg, 16.0, 75.0)]),
        // Whole internodes: 9 of 1.15 mm, and at least 4.
        ("fiber=mrg&length=10", "v=1&length=10", vec![lane(Mrg, 10.0, 10.35)]),
        ("length=1", "v=1&length=1", vec![lane(Mrg, 10.0, 4.6)]),
        // Between published diameters everything is interpolated: nodes 0.625 mm apart at 6.5 um.
        ("diameter=6.5&fiber=mrg", "v=1&diameter=6.5", vec![lane(Mrg, 6.5, 31.25)]),
        (
            "celsius=18.5&fiber=squid&amplitude=2490&stim=1",
            "v=1&fiber=squid&celsius=18.5&amplitude=2490&stim=1",
            vec![Lane {
                amplitude: Amplitude::Nanoampere(2490.0),
                onsets_ms: vec![1.0],
                ..warmed(18.5, lane(Squid, 476.0, 100.0))
            }],
        ),
        (
            "fiber=c&diameter=0.25&stim=20%2C0,10&strength=3&duration=1&length=6",
            "v=1&fiber=c&diameter=0.25&length=6&duration=1&strength=3&stim=0,10,20",
            vec![Lane { duration_ms: 1.0, onsets_ms: vec![0.0, 10.0, 20.0], ..strength(3.0, lane(C, 0.25, 6.0)) }],
        ),
        // The bare lane follows the diameter of the axon in the myelin, and the length in whole internodes.
        ("a.diameter=16", "v=1&a.diameter=16", vec![lane(Mrg, 16.0, 22.5), counterpart(12.7, 22.5)]),
        (
            "b.diameter=1.5&b.celsius=35",
            "v=1&b.diameter=1.5&b.celsius=35",
            vec![lane(Mrg, 10.0, 23.0), warmed(35.0, lane(C, 1.5, 23.0))],
        ),
        (
            "c.fiber=squid",
            "v=1&c.fiber=squid",
            vec![lane(Mrg, 10.0, 23.0), counterpart(6.9, 23.0), lane(Squid, 476.0, 23.0)],
        ),
        (
            "a.fiber=squid&b.fiber=squid&b.celsius=18.5",
            "v=1&a.fiber=squid&b.fiber=squid&b.celsius=18.5",
            vec![lane(Squid, 476.0, 100.0), warmed(18.5, lane(Squid, 476.0, 100.0))],
        ),
        ("a.fiber=c", "v=1&a.fiber=c", vec![lane(C, 1.0, 12.0), lane(C, 1.0, 12.0)]),
        (
            "e.fiber=mrg",
            "v=1&e.fiber=mrg",
            vec![
                lane(Mrg, 10.0, 23.0),
                counterpart(6.9, 23.0),
                lane(Mrg, 10.0, 23.0),
                lane(Mrg, 10.0, 23.0),
                lane(Mrg, 10.0, 23.0),
            ],
        ),
        // Nodes 1 mm apart at 10 um; 3 mm at 30 um, and at least four internodes.
        ("fiber=frog", "v=1&fiber=frog", vec![lane(Frog, 10.0, 50.0)]),
        ("fiber=frog&diameter=30&length=10", "v=1&fiber=frog&diameter=30&length=10", vec![lane(Frog, 30.0, 12.0)]),
        ("fiber=patch&membrane=squid", "v=1&fiber=patch", vec![lane(Patch, 100.0, 1.0)]),
        (
            "membrane=c&fiber=patch&celsius=45&capacitance=1",
            "v=1&fiber=patch&membrane=c&celsius=45",
            vec![{
                let patch = warmed(45.0, lane(Patch, 100.0, 1.0));
                Lane { spec: FiberSpec { membrane: MembraneKind::C, ..patch.spec }, ..patch }
            }],
        ),
        // What is as published is left out.
        (
            "fiber=squid&na=1&k=0.5&ko=20&ttx=5&tea=1&ap4=0&lidocaine=10&capacitance=1&resistivity=35.4",
            "v=1&fiber=squid&k=0.5&ko=20&ttx=5&tea=1&lidocaine=10",
            vec![{
                let lane = lane(Squid, 476.0, 100.0);
                let drugs = Drugs { tetrodotoxin_nm: 5.0, tea_mm: 1.0, lidocaine_um: 10.0, ..Drugs::NONE };
                let conditions =
                    Conditions { potassium: 0.5, potassium_out_mm: Some(20.0), drugs, ..lane.spec.conditions };
                Lane { spec: FiberSpec { conditions, ..lane.spec }, ..lane }
            }],
        ),
        // Nodes 2 mm apart: 50 of them are 100 mm. 60 lamellae are half of those of 10 um.
        (
            "internode=2000&lamellae=60",
            "v=1&internode=2000&lamellae=60",
            vec![{
                let lane = lane(Mrg, 10.0, 100.0);
                Lane { spec: FiberSpec { internode_um: Some(2000.0), lamellae: Some(60.0), ..lane.spec }, ..lane }
            }],
        ),
        // 23 mm are 23 internodes of 1 mm.
        (
            "c.diameter=8.7",
            "v=1&c.diameter=8.7",
            vec![lane(Mrg, 10.0, 23.0), counterpart(6.9, 23.0), lane(Mrg, 8.7, 23.0)],
        ),
    ]
}

#[test]
fn links_mean_what_they_always_meant() {
    for (link, shortest, lanes) in golden() {
        let scenario = scenario(link);
        assert_eq!(scenario.resolve(), lanes, "{link}");
        assert_eq!(scenario.to_string(), shortest, "{link}");
        assert_eq!(support::runs::scenario(shortest), scenario, "{link}");
    }
}

#[test]
fn an_empty_link_is_the_default_scene() {
    assert_eq!(scenario(""), Scenario::default());
    assert_eq!(scenario("").view.show.unwrap_or_default(), Shown::Internal);
    assert_eq!(scenario("slow=250").view.slow, Some(250.0));
}

/// What these links measured when version 1 came out. (How right that is, `tests/reference.rs` says.)
#[test]
fn links_measure_what_they_always_measured() {
    for (link, velocities) in [
        ("", vec![56.235_896_705, 1.301_064_288_2]),
        ("fiber=squid&celsius=18.5", vec![18.726_835_53]),
        ("fiber=c", vec![0.495_306_656_94]),
    ] {
        let lanes = measured(link);
        assert_eq!(lanes.len(), velocities.len(), "{link}");
        for (lane, expected) in lanes.iter().zip(velocities) {
            let velocity = lane.velocity_m_per_s.unwrap_or(f64::NAN);
            assert_near(&format!("{link}: m/s"), velocity, expected, 1e-6 * expected);
        }
    }
}

fn known_keys() -> String {
    let ids: Vec<&str> = parameters().map(|parameter| parameter.id).collect();
    format!("the keys v, {}", ids.join(", "))
}

/// Each message names the key, what was given, and what is allowed.
#[test]
fn errors_say_what_is_allowed() {
    for (link, key, message) in [
        ("diameter=0.9", "diameter", "0.9 given, allowed: 1 to 20 um"),
        ("fiber=c&diameter=21", "diameter", "21 given, allowed: 0.2 to 20 um"),
        ("diameter=-0.5&fiber=squid", "diameter", "-0.5 given, allowed: 1 to 1500 um"),
        ("diameter=ten", "diameter", "ten given, allowed: 1 to 20 um"),
        ("diameter=", "diameter", "nothing given, allowed: 1 to 20 um"),
        ("b.celsius=51", "b.celsius", "51 given, allowed: 5 to 50 C"),
        ("celsius=19.9", "celsius", "19.9 given, allowed: 20 to 50 C"),
        ("fiber=squid&celsius=40.1", "celsius", "40.1 given, allowed: 0 to 40 C"),
        ("fiber=squid&lamellae=10", "lamellae", "10 given, allowed: nothing for squid"),
        ("fiber=patch&celsius=41", "celsius", "41 given, allowed: 0 to 40 C"),
        ("fiber=patch&membrane=mrg&celsius=6.3", "celsius", "6.3 given, allowed: 20 to 50 C"),
        ("fiber=squid&membrane=c", "membrane", "c given, allowed: nothing for squid"),
        ("ko=0", "ko", "0 given, allowed: 0.5 to 200 mM"),
        ("na=-1", "na", "-1 given, allowed: 0 to 10 x"),
        ("length=0.9", "length", "0.9 given, allowed: 1 to 2000 mm"),
        ("amplitude=NaN", "amplitude", "NaN given, allowed: -100000 to 100000 nA"),
        ("duration=0.01", "duration", "0.01 given, allowed: 0.02 to 10 ms"),
        ("strength=20.5", "strength", "20.5 given, allowed: 0 to 20 x threshold"),
        ("stim=1,2,x", "stim", "1,2,x given, allowed: up to 100 numbers joined by commas, each 0 to 100000 ms"),
        ("stim=,", "stim", ", given, allowed: up to 100 numbers joined by commas, each 0 to 100000 ms"),
        ("slow=0.5", "slow", "0.5 given, allowed: 1 to 10000 x"),
        ("probe=1,2,3,4,5", "probe", "1,2,3,4,5 given, allowed: up to 4 numbers joined by commas, each 0 to 2000 mm"),
        ("from=5&to=5", "from", "5 given, allowed: less than 5 mm, where the picture ends"),
        ("moment=-1", "moment", "-1 given, allowed: 0 to 100000 ms"),
        ("panel=tv", "panel", "tv given, allowed: spacetime, traces, phase, experiments, guide"),
        ("show=both", "show", "both given, allowed: internal, transmembrane"),
        ("fiber=toad", "fiber", "toad given, allowed: mrg, c, squid, frog, patch"),
        ("f.fiber=Mrg", "f.fiber", "Mrg given, allowed: mrg, c, squid, frog, patch"),
        ("v=2", "v", "2 given, allowed: 1"),
        ("fiber=c&fiber=squid", "fiber", "squid given, allowed: once"),
        (
            "a.fiber=c&diameter=2",
            "diameter",
            "2 given, allowed: with a lane's prefix (a.diameter) beside keys that have one",
        ),
        ("colour=red", "colour", &format!("red given, allowed: {}", known_keys())),
        ("g.diameter=10", "g.diameter", &format!("10 given, allowed: {}", known_keys())),
        ("a.strength=2", "a.strength", &format!("2 given, allowed: {}", known_keys())),
    ] {
        let error = link.parse::<Scenario>().expect_err(link);
        assert_eq!(error.key, key, "{link}");
        assert_eq!(error.to_string(), format!("{key}: {message}"), "{link}");
    }
}

#[test]
fn long_text_is_refused_and_shortened_in_messages() {
    let error = format!("stim={}", "1".repeat(MAX_TEXT_BYTES)).parse::<Scenario>().expect_err("too long");
    assert_eq!(error.to_string(), "scenario: 20005 bytes given, allowed: up to 20000 bytes");
    let error = format!("fiber={}", "x".repeat(1000)).parse::<Scenario>().expect_err("no such fiber");
    assert_eq!(error.given, format!("{}…", "x".repeat(40)));
}

/// What the page does with a link that is not right: the nearest that is, and a notice.
#[test]
fn lenient_reading_takes_the_nearest_allowed_and_says_so() {
    for (link, shortest, instead) in [
        ("diameter=0.3", "v=1&diameter=1", vec!["1 is used"]),
        ("diameter=99&celsius=-300", "v=1&diameter=20&celsius=20", vec!["20 is used", "20 is used"]),
        ("fiber=c&diameter=thick", "v=1&fiber=c", vec!["the default is used"]),
        ("fiber=toad&diameter=9", "v=1&diameter=9", vec!["the default is used"]),
        ("stim=5,-1,x", "v=1&stim=0,5", vec!["0,5 is used"]),
        ("stim=x", "v=1", vec!["the default is used"]),
        ("probe=9,-1,8,7,6&moment=1e6", "v=1&probe=0,7,8,9&moment=100000", vec!["0,7,8,9 is used", "100000 is used"]),
        ("from=9&to=3", "v=1", vec!["the whole length is shown"]),
        ("color=red&strength=2", "v=1&strength=2", vec!["it is ignored"]),
        ("v=9&diameter=9", "v=1&diameter=9", vec!["it is read as version 1"]),
        ("diameter=9&diameter=8", "v=1&diameter=8", vec!["the last value is used"]),
        ("b.diameter=2&diameter=9", "v=1&b.diameter=2", vec!["it is ignored"]),
        ("%FF%00=%&&=", "v=1", vec!["it is ignored"]),
    ] {
        let (scenario, notices) = Scenario::from_text_leniently(link);
        assert_eq!(scenario.to_string(), shortest, "{link}");
        let said: Vec<String> = notices.iter().map(|notice| notice.instead.to_string()).collect();
        assert_eq!(said, instead, "{link}");
    }
}

/// Setting one key of a scenario, as controls do.
#[test]
fn setting_a_key_is_as_strict_as_a_link() {
    let mut edited = scenario("");
    for (key, value, after) in [
        ("a.diameter", "16", "v=1&a.diameter=16"),
        ("b.fiber", "squid", "v=1&a.diameter=16&b.fiber=squid"),
        ("b.diameter", "100", "v=1&a.diameter=16&b.fiber=squid&b.diameter=100"),
        // 100 um is too thick for a C fiber: back to the default.
        ("b.fiber", "c", "v=1&a.diameter=16"),
        ("strength", "2", "v=1&a.diameter=16&strength=2"),
        ("a.diameter", "", "v=1&strength=2"),
    ] {
        edited.set(key, value).unwrap_or_else(|error| panic!("{key}={value}: {error}"));
        assert_eq!(edited.to_string(), after);
    }
    for (key, value) in [("a.diameter", "0.3"), ("c.diameter", "10"), ("fibre", "mrg"), ("strength", "much")] {
        let before = edited.clone();
        let error = edited.set(key, value).expect_err(key);
        assert_eq!(error.key, key);
        assert_eq!(edited, before);
    }
}

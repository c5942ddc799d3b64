//! Links with every key, and what they measured when their keys landed. These are promises, as in `tests/links.rs`: a link
//! that is out in the world opens for ever to the same simulation. (How right that is, `tests/reference.rs` says.)
#![cfg(not(target_arch = "wasm32"))]

mod support;

use saltatory::Scenario;
use saltatory::scenario::{Kind, Part, parameters};

use support::assert_near;
use support::runs::{measured, scenario};

/// Spikes, velocity in m/s, and peak in mV of a lane.
type Run = (usize, Option<f64>, Option<f64>);

/// Link, its shortest form, and the runs of its lanes.
fn golden() -> Vec<(&'static str, &'static str, Vec<Run>)> {
    vec![
        ("fiber=mrg", "v=1&fiber=mrg", vec![(1, Some(56.216_854_606), Some(29.127_416))]),
        ("v=1&fiber=frog", "v=1&fiber=frog", vec![(1, Some(21.398_936_145), Some(43.744_855))]),
        (
            "a.diameter=16&b.diameter=2&strength=3",
            "v=1&a.diameter=16&b.diameter=2&strength=3",
            vec![(1, Some(93.819_474_477), Some(29.640_210)), (1, Some(0.700_469_760), Some(15.754_775))],
        ),
        ("fiber=patch&membrane=squid", "v=1&fiber=patch", vec![(1, None, Some(39.291_855))]),
        (
            "fiber=patch&membrane=c&length=0.5&lidocaine=50&stim=0,100",
            "v=1&fiber=patch&membrane=c&length=0.5&lidocaine=50&stim=0,100",
            vec![(2, None, Some(6.660_298))],
        ),
        (
            "fiber=patch&membrane=mrg&diameter=20",
            "v=1&fiber=patch&membrane=mrg&diameter=20",
            vec![(11, None, Some(49.249_385))],
        ),
        (
            "fiber=patch&membrane=frog&tea=0.5",
            "v=1&fiber=patch&membrane=frog&tea=0.5",
            vec![(1, None, Some(46.660_027))],
        ),
        (
            "fiber=mrg&diameter=2&myelin=20-21:0,30:50&spread=0.5",
            "v=1&diameter=2&myelin=20-21:0,30:50&spread=0.5",
            vec![(1, Some(5.642_473_768), Some(31.294_023))],
        ),
        (
            "fiber=mrg&leak=1.5&na=0.9&k=1.2&capacitance=2.2&resistivity=80&ko=6&ttx=0.5&internode=1000&lamellae=100&celsius=35",
            "v=1&celsius=35&na=0.9&k=1.2&leak=1.5&capacitance=2.2&resistivity=80&ko=6&ttx=0.5&internode=1000&lamellae=100",
            vec![(1, Some(38.302_280_859), Some(25.168_585))],
        ),
        (
            "fiber=frog&ap4=0.01&duration=0.2&amplitude=3",
            "v=1&fiber=frog&amplitude=3&duration=0.2&ap4=0.01",
            vec![(1, Some(21.442_306_132), Some(44.366_812))],
        ),
        (
            "fiber=squid&length=40&sleep=off&celsius=18.5",
            "v=1&fiber=squid&length=40&celsius=18.5&sleep=off",
            vec![(1, Some(18.747_045_328), Some(25.489_369))],
        ),
        (
            "fiber=c&length=5&sleep=on&diameter=0.8",
            "v=1&fiber=c&diameter=0.8&length=5",
            vec![(1, Some(0.443_015_985), Some(15.754_766))],
        ),
        (
            "fiber=squid&length=60&strength=0&e1.tip=inside&e1.lane=a&e1.at=60&e1.wave=pulse&e1.current=3000&e1.delay=0.5&e1.width=1&e1.count=2&e1.period=15",
            "v=1&fiber=squid&length=60&strength=0&e1.lane=a&e1.at=60&e1.current=3000&e1.delay=0.5&e1.width=1&e1.count=2&e1.period=15",
            vec![(2, Some(12.310_811_377), Some(37.954_235))],
        ),
        (
            "fiber=mrg&strength=0&e1.tip=outside&e1.lane=all&e1.at=5.75&e1.distance=1.5&e1.medium=500&e1.wave=biphasic&e1.current=-500000&e1.width=0.2&e1.gap=0.05",
            "v=1&fiber=mrg&strength=0&e1.tip=outside&e1.at=5.75&e1.distance=1.5&e1.medium=500&e1.wave=biphasic&e1.current=-500000&e1.width=0.2&e1.gap=0.05",
            vec![(1, Some(56.282_670_216), Some(29.163_980))],
        ),
        (
            "fiber=squid&length=40&strength=0&e1.wave=ramp&e1.current=6000&e1.width=2",
            "v=1&fiber=squid&length=40&strength=0&e1.wave=ramp&e1.current=6000&e1.width=2",
            vec![(1, Some(12.336_369_633), Some(37.934_911))],
        ),
        (
            "fiber=patch&strength=0&e1.wave=sine&e1.current=100&e1.hz=60&e1.width=50",
            "v=1&fiber=patch&strength=0&e1.wave=sine&e1.current=100&e1.width=50&e1.hz=60",
            vec![(4, None, Some(41.126_292))],
        ),
        (
            "fiber=patch&strength=0&e1.wave=noise&e1.current=200&e1.hold=0.5&e1.seed=7&e1.width=50",
            "v=1&fiber=patch&strength=0&e1.wave=noise&e1.current=200&e1.width=50&e1.hold=0.5&e1.seed=7",
            vec![(5, None, Some(42.080_703))],
        ),
        (
            "a.length=10&c.fiber=squid&d.fiber=frog&e.fiber=c&f.fiber=mrg&f.diameter=5.7&e16.at=5&e16.current=-0.1&e2.lane=f&e2.current=0.5&e2.at=5",
            "v=1&a.length=10&c.fiber=squid&d.fiber=frog&e.fiber=c&f.diameter=5.7&e2.lane=f&e2.at=5&e2.current=0.5&e16.at=5&e16.current=-0.1",
            vec![
                (4, Some(72.854_709_807), Some(30.226_377)),
                (1, Some(1.300_477_241), Some(15.767_521)),
                (1, Some(17.126_702_562), Some(39.094_513)),
                (1, Some(20.961_869_724), Some(43.470_768)),
                (1, Some(1.300_477_241), Some(15.767_521)),
                (4, Some(31.243_839_167), Some(34.332_006)),
            ],
        ),
        (
            "slow=500&show=transmembrane&probe=2,4&from=1&to=9&moment=0.3&panel=phase&hide=all&lang=en&a.length=10",
            "v=1&a.length=10&slow=500&show=transmembrane&probe=2,4&from=1&to=9&moment=0.3&panel=phase&hide=all&lang=en",
            vec![(1, Some(56.882_776_382), Some(29.184_631)), (1, Some(1.301_066_067), Some(15.754_791))],
        ),
    ]
}

#[test]
fn links_open_to_the_simulation_that_they_always_opened_to() {
    for (link, shortest, runs) in golden() {
        assert_eq!(scenario(link).to_string(), shortest, "{link}");
        assert_eq!(scenario(shortest), scenario(link), "{link}");
        let lanes = measured(link);
        assert_eq!(lanes.len(), runs.len(), "{link}");
        for (letter, (lane, (spikes, velocity, peak))) in ('a'..).zip(lanes.iter().zip(runs)) {
            let what = format!("{link}: lane {letter}");
            assert_eq!(lane.spikes, spikes, "{what}: spikes");
            for (name, unit, found, expected, tolerance) in
                [("velocity", "m/s", lane.velocity_m_per_s, velocity, 1e-6), ("peak", "mV", lane.peak_mv, peak, 1e-5)]
            {
                assert_eq!(found.is_some(), expected.is_some(), "{what}: {name}");
                let (found, expected) = (found.unwrap_or_default(), expected.unwrap_or_default());
                assert_near(&format!("{what}: {name}, {unit}"), found, expected, tolerance * expected.abs());
            }
        }
    }
}

/// A key, or a word, that comes later needs a link here before it is out in the world.
#[test]
fn every_key_and_every_word_stands_in_a_link_here() {
    let pairs: Vec<(String, &str)> = golden()
        .iter()
        .flat_map(|(link, _, _)| link.split('&'))
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, value)| (key.rsplit('.').next().unwrap_or(key).to_owned(), value))
        .collect();
    let stands = |key: &str, word: Option<&str>| {
        pairs.iter().any(|(known, value)| known == key && word.is_none_or(|word| *value == word))
    };
    for parameter in parameters() {
        let id = parameter.id;
        assert!(stands(id, None), "no golden link has the key {id}");
        if let Kind::Choice(words) = parameter.kind {
            for word in words.iter().filter(|_| !matches!(parameter.part, Part::View) && id != "lane") {
                assert!(stands(id, Some(word.id)), "no golden link has {id}={}", word.id);
            }
        }
    }
    assert!(stands("v", Some("1")));
}

/// What is shown is part of a link, too: every word of it is kept, whatever else is read.
#[test]
fn every_word_of_a_view_is_kept() {
    for parameter in parameters().filter(|parameter| parameter.part == Part::View) {
        let Kind::Choice(words) = parameter.kind else { continue };
        for (index, word) in words.iter().enumerate() {
            let text = format!("v=1&{}={}", parameter.id, word.id);
            // The first is what is meant where none is given.
            let shortest = if index == 0 { "v=1" } else { &text };
            assert_eq!(text.parse::<Scenario>().map(|scenario| scenario.to_string()).as_deref(), Ok(shortest));
        }
    }
}

//! Everything that `measure` prints of a fiber that may sleep, against the same fiber kept awake: above all where spikes are blocked,
//! creep or barely pass, and what drifts back to rest takes long steps.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::fmt::Write;

use serde_json::Value;

use support::Random;
use support::runs::measured;

/// Most that a number may differ by: the after-potential by what long steps may move a voltage (see `tests/sleep.rs`), all others,
/// relatively, by next to nothing. (Measured over 136 such scenarios: 0.009 mV; 4e-8.)
const AFTER_POTENTIAL_MV: f64 = 0.022;
const RELATIVE: f64 = 1e-6;

/// Fails unless two measurements say the same.
fn assert_same(what: &str, key: &str, slept: &Value, plain: &Value) {
    match (slept, plain) {
        (Value::Object(a), Value::Object(b)) => {
            assert_eq!(a.len(), b.len(), "{what}: {key}");
            b.iter().for_each(|(key, plain)| assert_same(what, key, &a[key], plain));
        }
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len(), "{what}: {key}");
            a.iter().zip(b).for_each(|(slept, plain)| assert_same(what, key, slept, plain));
        }
        (Value::Number(a), Value::Number(b)) => {
            let [a, b] = [a, b].map(|number| number.as_f64().unwrap_or(f64::NAN));
            let most = if key == "after_potential_mv" { AFTER_POTENTIAL_MV } else { RELATIVE * b.abs() };
            assert!((a - b).abs() <= most, "{what}: {key} {a} asleep, {b} awake");
        }
        _ => assert_eq!(slept, plain, "{what}: {key}"),
    }
}

/// Measures `text` both ways; says whether a spike came through.
fn compare(text: &str) -> bool {
    let [slept, plain] = ["on", "off"].map(|sleep| measured(&format!("{text}&sleep={sleep}")));
    let json = |lanes: &Vec<_>| serde_json::to_value(lanes).expect("it can be written");
    assert_same(text, "lanes", &json(&slept), &json(&plain));
    plain[0].conducts
}

/// Each block that there is, on either side of where it begins, and slow conduction through it.
#[test]
fn blocked_and_slow_spikes_are_those_of_the_plain_scheme() {
    let texts = [
        "fiber=mrg&length=15&myelin=5-8:0",
        "fiber=mrg&length=15&myelin=5-8:0&spread=0.01",
        "fiber=mrg&diameter=2&length=4&myelin=8-12:0&spread=0.5",
        "fiber=mrg&diameter=2&length=4&myelin=8-12:0&spread=0.3",
        "fiber=mrg&diameter=1&length=3&myelin=3-9:10",
        "fiber=mrg&length=15&ttx=20",
        "fiber=mrg&length=15&ttx=35",
        "fiber=mrg&length=15&celsius=20&myelin=6-9:5",
        "fiber=mrg&length=15&celsius=22&na=0.3",
        "fiber=mrg&length=15&ko=12",
        "fiber=mrg&length=15&lidocaine=200",
        "fiber=mrg&length=15&e1.tip=outside&e1.at=7.5&e1.current=1500000&e1.width=20",
        "fiber=mrg&length=15&e1.at=7.5&e1.current=-5&e1.width=20",
        "fiber=mrg&length=15&strength=0.97",
        "fiber=c&length=4&ttx=8",
        "fiber=c&length=4&celsius=5",
        "fiber=c&length=4&celsius=44",
        "fiber=c&length=4&e1.tip=outside&e1.at=3&e1.distance=0.1&e1.current=200000&e1.width=30",
        "fiber=squid&length=30&na=0.45",
        "fiber=squid&length=30&celsius=32",
        "fiber=squid&length=30&strength=0.99",
        "fiber=patch&membrane=mrg&ttx=10",
    ];
    let passed = texts.iter().filter(|text| compare(text)).count();
    assert!((6..=16).contains(&passed), "{passed} of {} conduct: no test of both", texts.len());
}

/// Any fiber, healthy or not.
#[test]
fn so_are_those_of_any_fiber() {
    let mut random = Random(1);
    for _ in 0..24 {
        let (fiber, length_mm, celsius, ko) = [
            ("mrg", (5.0, 15.0), (20.0, 42.0), 4.0),
            ("c", (2.0, 5.0), (8.0, 45.0), 4.0),
            ("squid", (10.0, 30.0), (1.0, 32.0), 10.0),
        ][random.bits() as usize % 3];
        let mut text = format!("fiber={fiber}&length={:.2}", random.between(length_mm.0, length_mm.1));
        for (key, low, high) in [
            ("celsius", celsius.0, celsius.1),
            ("na", 0.2, 1.5),
            ("k", 0.3, 3.0),
            ("leak", 0.5, 3.0),
            ("ko", 0.5 * ko, 3.0 * ko),
            ("ttx", 0.5, 15.0),
            ("lidocaine", 5.0, 300.0),
        ] {
            if random.bits().is_multiple_of(3) {
                write!(text, "&{key}={:.3}", random.between(low, high)).expect("it can be written");
            }
        }
        if fiber == "mrg" {
            let (left, spread) = (random.bits() % 2 * 30, 0.1 * (random.bits() % 4) as f64);
            write!(text, "&myelin=2-4:{left}&spread={spread}").expect("it can be written");
        }
        compare(&text);
    }
}

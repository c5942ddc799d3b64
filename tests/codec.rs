//! Invariants of reading and writing scenarios, over random links and random text.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use proptest::prelude::*;
use saltatory::Scenario;
use saltatory::fiber::FiberKind;
use saltatory::scenario::{Kind, Part, parameters};

use support::strategies::{limits, link};

/// A link with some characters dropped, repeated or replaced.
fn mutated() -> impl Strategy<Value = String> {
    let edit = (any::<prop::sample::Index>(), 0..3, any::<char>());
    let character =
        prop_oneof![Just('&'), Just('='), Just('.'), Just(','), Just('-'), Just('e'), Just('%'), any::<char>()];
    (link(), prop::collection::vec((edit, character), 1..8)).prop_map(|(link, edits)| {
        let mut text: Vec<char> = link.chars().collect();
        for ((index, how, any), likely) in edits {
            if text.is_empty() {
                break;
            }
            let at = index.index(text.len());
            match how {
                0 => drop(text.remove(at)),
                1 => text.insert(at, likely),
                _ => text[at] = if any.is_ascii() { any } else { likely },
            }
        }
        text.into_iter().collect()
    })
}

/// Whatever was read, what is written of it reads back strictly, as the same scenario and the same text.
fn assert_writes_back(scenario: &Scenario) {
    let text = scenario.to_string();
    let again: Scenario = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(&again, scenario, "{text}");
    assert_eq!(again.to_string(), text);
    assert_eq!(again.resolve(), scenario.resolve());
}

/// A parameter of numbers, with a fiber whose limits are meant.
fn numeric() -> impl Strategy<Value = (&'static str, Part, FiberKind)> {
    let numbers: Vec<_> = parameters().filter(|p| !matches!(p.kind, Kind::Choice(_))).map(|p| (p.id, p.part)).collect();
    (prop::sample::select(numbers), prop::sample::select(FiberKind::ALL.to_vec()))
        .prop_map(|((id, part), fiber)| (id, part, fiber))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn valid_links_are_read_and_written_back(link in link()) {
        let scenario: Scenario = link.parse().unwrap_or_else(|error| panic!("{link}: {error}"));
        assert_writes_back(&scenario);
        prop_assert!(scenario.to_string().len() <= "v=1&".len() + link.len(), "{} is longer than {}", scenario, link);
        let (lenient, notices) = Scenario::from_text_leniently(&link);
        prop_assert_eq!(&lenient, &scenario);
        prop_assert_eq!(notices, vec![]);
    }

    #[test]
    fn any_text_is_read_leniently(text in "\\PC*") {
        assert_writes_back(&Scenario::from_text_leniently(&text).0);
    }

    #[test]
    fn damaged_links_are_read_leniently(text in mutated()) {
        let (scenario, notices) = Scenario::from_text_leniently(&text);
        assert_writes_back(&scenario);
        // Strict and lenient reading agree on what is wrong.
        match text.parse::<Scenario>() {
            Ok(strict) => {
                prop_assert_eq!(strict, scenario);
                prop_assert_eq!(notices, vec![]);
            }
            Err(error) => prop_assert_eq!(&error, &notices[0].error),
        }
    }

    #[test]
    fn halves_of_two_links_are_read_leniently((a, b) in (link(), link()), (k, l) in any::<(prop::sample::Index, prop::sample::Index)>()) {
        // Links are ASCII. So values come to fibers that have no such parameter, and keys into values.
        let text = [&a[..k.index(a.len())], &b[l.index(b.len())..]].concat();
        assert_writes_back(&Scenario::from_text_leniently(&text).0);
    }

    #[test]
    fn values_out_of_range_are_refused_by_name(
        (id, part, fiber) in numeric(),
        // Numbers nearer to 0 than 1e-9 are 0.
        beyond in prop_oneof![Just(2e-9), 1e-6..1e6, Just(f64::MAX)],
        up in any::<bool>(),
        prefixed in any::<bool>(),
    ) {
        let limits = limits(id, fiber);
        let value = if up {
            (limits.max + beyond).max(limits.max.next_up())
        } else {
            (limits.min - beyond).min(limits.min.next_down())
        };
        let (prefix, key) = match part {
            Part::Lane if prefixed => ("d.", format!("d.{id}")),
            _ => ("", id.to_owned()),
        };
        let text = format!("{prefix}fiber={}&{key}={value}", fiber.id());
        let error = text.parse::<Scenario>().expect_err("out of range");
        prop_assert_eq!(&error.key, &key);
        let (scenario, notices) = Scenario::from_text_leniently(&text);
        prop_assert_eq!(notices.len(), 1);
        assert_writes_back(&scenario);
    }

    #[test]
    fn what_is_not_a_number_is_refused_by_name(
        (id, _, fiber) in numeric(),
        text in "[a-zA-Z_ ]{1,12}|NaN|inf|-inf|1e999|0x10|1,5,x",
    ) {
        let error = format!("fiber={}&{id}={text}", fiber.id()).parse::<Scenario>().expect_err("not a number");
        prop_assert_eq!(error.key, id);
    }
}

/// What does not say how much myelin is left is read as all of it, or as nothing in a fiber that has none.
#[test]
fn myelin_without_a_percentage_is_read_leniently() {
    for (text, written) in [
        ("fiber=mrg&myelin=3:50=1", "v=1&myelin=3:100"),
        ("fiber=frog&myelin=3:50=1", "v=1&fiber=frog&myelin=3:0"),
        ("fiber=c&myelin=3:,8-12:50", "v=1&fiber=c"),
    ] {
        let (scenario, notices) = Scenario::from_text_leniently(text);
        assert_eq!(notices.first().map(|notice| notice.error.key.as_str()), Some("myelin"), "{text}");
        assert_eq!(scenario.to_string(), written, "{text}");
        assert_writes_back(&scenario);
    }
}

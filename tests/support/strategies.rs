//! Random scenarios over the full ranges of every parameter.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use saltatory::fiber::FiberKind;
use saltatory::membrane::MembraneKind;
use saltatory::scenario::{Kind, Limits, MAX_ELECTRODES, MAX_PROBES, parameter};

/// Limits of a parameter; those of a patch are those of a patch of squid axon.
pub fn limits(id: &str, fiber: FiberKind) -> Limits {
    let parameter = parameter(id).unwrap_or_else(|| panic!("no parameter {id}"));
    parameter.limits(if parameter.by_membrane { FiberKind::of(fiber.membrane()) } else { fiber })
}

/// Numbers within the limits of a parameter: its ends, evenly spread, and evenly spread in magnitude.
pub fn number(id: &str, fiber: FiberKind) -> BoxedStrategy<f64> {
    let Limits { min, max, .. } = limits(id, fiber);
    if min == max {
        return Just(min).boxed();
    }
    let smallest = if min > 0.0 { min } else { 1e-3 };
    let magnitude = (smallest.ln()..=max.ln()).prop_map(move |x| x.exp().clamp(min, max));
    prop_oneof![1 => Just(min), 1 => Just(max), 2 => min..=max, 12 => magnitude].boxed()
}

/// One lane, or one electrode, with its values written out, as key and text.
pub type Keys = Vec<(&'static str, String)>;

/// Longest fiber, mm: several of the thinnest of those are still far from the cap on compartments, and quick to run.
const LONGEST_MM: f64 = 60.0;

/// What differs from the published fiber: each is given in some of the lanes that have it.
const OVERRIDES: [&str; 13] = [
    "na",
    "k",
    "leak",
    "capacitance",
    "resistivity",
    "ko",
    "ttx",
    "tea",
    "ap4",
    "lidocaine",
    "internode",
    "lamellae",
    "spread",
];
/// Internodes that a myelinated fiber has at any length.
const FEWEST_INTERNODES: usize = 4;

/// Myelin left in the internodes that every fiber has.
fn myelin() -> BoxedStrategy<String> {
    let percent = prop_oneof![2 => Just(0.0), 1 => Just(100.0), 2 => 0.0..=100.0, 1 => 1e-6..1.0];
    vec(percent, 1..=FEWEST_INTERNODES)
        .prop_map(|left| {
            let of = |(percent, number): (&f64, i32)| format!("{number}:{percent}");
            left.iter().zip(1..).map(of).collect::<Vec<_>>().join(",")
        })
        .boxed()
}

/// An electrode at every lane (no fiber but a patch is shorter than 0.8 mm: of 1 mm, whole internodes), any of its keys left out; half of the currents are
/// of a size that does not overwhelm a fiber.
pub fn electrode() -> BoxedStrategy<Keys> {
    const NUMBERS: [&str; 9] = ["distance", "medium", "current", "delay", "width", "gap", "period", "hz", "hold"];
    let drawn = |id: &'static str| number(id, FiberKind::Mrg).prop_map(move |value| (id, value.to_string()));
    let numbers = NUMBERS.map(|id| option::weighted(0.7, drawn(id)).boxed()).to_vec();
    let word = |id: &'static str, words: Vec<&'static str>| {
        option::of(proptest::sample::select(words).prop_map(move |word| (id, word.to_owned()))).boxed()
    };
    let whole = |id: &'static str, most: u32| option::of((1..=most).prop_map(move |n| (id, n.to_string()))).boxed();
    let others = vec![
        word("tip", vec!["inside", "outside"]),
        word("wave", vec!["pulse", "biphasic", "ramp", "sine", "noise"]),
        option::of((0.0..=0.8).prop_map(|at: f64| ("at", at.to_string()))).boxed(),
        option::of(prop_oneof![-10.0..10.0, -1e6..1e6].prop_map(|na: f64| ("current", na.to_string()))).boxed(),
        word("delay", vec!["0"]),
        whole("count", 10_000),
        whole("seed", u32::MAX),
    ];
    (numbers, others)
        .prop_map(|(numbers, others)| {
            let others: Keys = others.into_iter().flatten().collect();
            let given = |id: &str| others.iter().any(|(other, _)| *other == id);
            let mut keys: Keys = numbers.into_iter().flatten().filter(|(id, _)| !given(id)).collect();
            keys.extend(others);
            // An electrode is there if one of its keys is.
            if keys.is_empty() {
                keys.push(("tip", "inside".to_owned()));
            }
            keys
        })
        .boxed()
}

/// A lane of any fiber, the current in nA in half of them. A patch says its membrane in its second pair.
pub fn lane() -> BoxedStrategy<Keys> {
    let of = |(fiber, membrane): (FiberKind, MembraneKind)| {
        let patch = fiber == FiberKind::Patch;
        let drawn = move |id: &'static str| {
            let by_membrane = parameter(id).is_some_and(|parameter| parameter.by_membrane);
            let limiting = if patch && by_membrane { FiberKind::of(membrane) } else { fiber };
            let longest = if id == "length" { LONGEST_MM } else { f64::INFINITY };
            number(id, limiting).prop_map(move |value| (id, value.min(longest)))
        };
        let always = ["diameter", "length", "celsius", "duration"].map(drawn);
        let amplitude = option::of(prop_oneof![number("amplitude", fiber), -2.0..2.0].prop_map(|na| ("amplitude", na)));
        let had = OVERRIDES.into_iter().filter(move |id| !limits(id, fiber).is_nothing());
        let overrides: Vec<_> = had.map(|id| option::weighted(0.25, drawn(id))).collect();
        let myelinated = !limits("myelin", fiber).is_nothing();
        let myelin =
            option::of(myelin()).prop_map(move |left| left.filter(|_| myelinated).map(|left| ("myelin", left)));
        (always, amplitude, overrides, myelin).prop_map(move |(always, amplitude, overrides, myelin)| {
            let numbers = always.into_iter().chain(amplitude).chain(overrides.into_iter().flatten());
            let membrane = patch.then(|| ("membrane", FiberKind::of(membrane).id().to_owned()));
            let words = [("fiber", fiber.id().to_owned())].into_iter().chain(membrane);
            words.chain(numbers.map(|(id, value)| (id, value.to_string()))).chain(myelin).collect()
        })
    };
    let fibers = proptest::sample::select(FiberKind::ALL.to_vec());
    let membranes =
        proptest::sample::select(vec![MembraneKind::Mrg, MembraneKind::C, MembraneKind::Squid, MembraneKind::Frog]);
    (fibers, membranes).prop_flat_map(of).boxed()
}

/// These electrodes where all of these lanes can have them: a patch is all at one place.
pub fn fitting(lanes: &[Keys], mut electrodes: Vec<Keys>) -> Vec<Keys> {
    if lanes.iter().any(|lane| lane[0].1 == FiberKind::Patch.id()) {
        electrodes.iter_mut().for_each(|electrode| electrode.retain(|(id, _)| *id != "at"));
    }
    electrodes
}

/// Starts of pulses: `stim`.
pub fn onsets(most: usize) -> BoxedStrategy<String> {
    let join = |times: Vec<f64>| times.iter().map(f64::to_string).collect::<Vec<_>>().join(",");
    vec(prop_oneof![number("stim", FiberKind::Mrg), 0.0..2.0], 1..=most).prop_map(join).boxed()
}

/// Any of the keys that say how a scenario is shown.
fn view() -> BoxedStrategy<Keys> {
    let drawn = |id: &'static str| number(id, FiberKind::Mrg);
    let probes = vec(drawn("probe"), 1..=MAX_PROBES)
        .prop_map(|places| places.iter().map(f64::to_string).collect::<Vec<_>>().join(","));
    let word = |id: &'static str| {
        let Some(Kind::Choice(choices)) = parameter(id).map(|parameter| parameter.kind) else {
            panic!("{id}: no words")
        };
        option::of(proptest::sample::select(choices).prop_map(move |choice| (id, choice.id.to_owned())))
    };
    let edges = (option::of(drawn("from")), option::of(drawn("to")))
        // The picture begins before it ends.
        .prop_map(|(from, to)| (from.filter(|from| to.is_none_or(|to| *from < to)), to));
    (option::of(probes), edges, option::of(drawn("moment")), word("panel"), word("hide"), word("lang"))
        .prop_map(|(probes, (from, to), moment, panel, hide, lang)| {
            let number = |id, value: Option<f64>| value.map(|value| (id, value.to_string()));
            let probes = probes.map(|places| ("probe", places));
            let keys = [probes, number("from", from), number("to", to), number("moment", moment), panel, hide, lang];
            keys.into_iter().flatten().collect()
        })
        .boxed()
}

/// The text of a scenario of these lanes, electrodes and shared keys; lanes have a prefix unless there is one only.
pub fn text(lanes: &[Keys], electrodes: &[Keys], shared: &[(&str, String)]) -> String {
    let mut pairs = Vec::new();
    for (lane, letter) in lanes.iter().zip('a'..) {
        let prefix = if lanes.len() > 1 { format!("{letter}.") } else { String::new() };
        pairs.extend(lane.iter().map(|(id, value)| format!("{prefix}{id}={value}")));
    }
    for (electrode, number) in electrodes.iter().zip(1..) {
        pairs.extend(electrode.iter().map(|(id, value)| format!("e{number}.{id}={value}")));
    }
    pairs.extend(shared.iter().map(|(id, value)| format!("{id}={value}")));
    pairs.join("&")
}

/// Valid links: one to six lanes, any of their keys left out, and up to sixteen electrodes, in any order.
pub fn link() -> BoxedStrategy<String> {
    let most = match parameter("stim").map(|stim| stim.kind) {
        Some(Kind::List { most }) => most,
        kind => panic!("stim is {kind:?}"),
    };
    let lanes = vec(lane(), 1..=6).prop_flat_map(|lanes| {
        // At least the fiber and the membrane stand for the lane, so that other values keep the limits they were drawn from.
        let keep = |lane: Keys| {
            let words = lane.iter().take_while(|(id, _)| ["fiber", "membrane"].contains(id)).count();
            let (words, numbers) = (lane[..words].to_vec(), lane[words..].to_vec());
            let count = numbers.len();
            proptest::sample::subsequence(numbers, 0..=count)
                .prop_map(move |kept| words.iter().cloned().chain(kept).collect::<Keys>())
        };
        lanes.into_iter().map(keep).collect::<Vec<_>>()
    });
    let shared = (
        option::of(number("strength", FiberKind::Mrg)),
        option::of(onsets(most)),
        option::of(number("slow", FiberKind::Mrg)),
        option::of(proptest::sample::select(vec!["internal", "transmembrane"])),
        view(),
        any::<bool>(),
    );
    let electrodes = prop_oneof![3 => vec(electrode(), 0..=2), 1 => vec(electrode(), 3..=MAX_ELECTRODES)];
    (lanes, electrodes, shared)
        .prop_flat_map(|(lanes, electrodes, (strength, onsets, slow, show, view, version))| {
            let shared: Vec<(&str, String)> = [
                strength.map(|value| ("strength", value.to_string())),
                onsets.map(|value| ("stim", value)),
                slow.map(|value| ("slow", value.to_string())),
                show.map(|value| ("show", value.to_owned())),
                version.then(|| ("v", "1".to_owned())),
            ]
            .into_iter()
            .flatten()
            .chain(view)
            .collect();
            let text = text(&lanes, &fitting(&lanes, electrodes), &shared);
            Just(text.split('&').map(str::to_owned).collect::<Vec<_>>()).prop_shuffle()
        })
        .prop_map(|pairs| pairs.join("&"))
        .boxed()
}

//! Random scenarios over the full ranges of every parameter.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use saltatory::fiber::FiberKind;
use saltatory::membrane::MembraneKind;
use saltatory::scenario::{Kind, Limits, parameter};

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

/// One lane with its values written out, as key and text.
pub type Lane = Vec<(&'static str, String)>;

/// Longest fiber, mm: several of the thinnest of those are still far from the cap on compartments, and quick to run.
const LONGEST_MM: f64 = 60.0;

/// What differs from the published fiber: each is given in some of the lanes that have it.
const OVERRIDES: [&str; 12] =
    ["na", "k", "leak", "capacitance", "resistivity", "ko", "ttx", "tea", "ap4", "lidocaine", "internode", "lamellae"];

/// A lane of any fiber, the current in nA in half of them. A patch says its membrane in its second pair.
pub fn lane() -> BoxedStrategy<Lane> {
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
        (always, amplitude, overrides).prop_map(move |(always, amplitude, overrides)| {
            let numbers = always.into_iter().chain(amplitude).chain(overrides.into_iter().flatten());
            let membrane = patch.then(|| ("membrane", FiberKind::of(membrane).id().to_owned()));
            let words = [("fiber", fiber.id().to_owned())].into_iter().chain(membrane);
            words.chain(numbers.map(|(id, value)| (id, value.to_string()))).collect()
        })
    };
    let fibers = proptest::sample::select(FiberKind::ALL.to_vec());
    let membranes =
        proptest::sample::select(vec![MembraneKind::Mrg, MembraneKind::C, MembraneKind::Squid, MembraneKind::Frog]);
    (fibers, membranes).prop_flat_map(of).boxed()
}

/// Starts of pulses: `stim`.
pub fn onsets(most: usize) -> BoxedStrategy<String> {
    let join = |times: Vec<f64>| times.iter().map(f64::to_string).collect::<Vec<_>>().join(",");
    vec(prop_oneof![number("stim", FiberKind::Mrg), 0.0..2.0], 1..=most).prop_map(join).boxed()
}

/// The text of a scenario of these lanes and shared keys; lanes have a prefix unless there is one only.
pub fn text(lanes: &[Lane], shared: &[(&str, String)]) -> String {
    let mut pairs = Vec::new();
    for (lane, letter) in lanes.iter().zip('a'..) {
        let prefix = if lanes.len() > 1 { format!("{letter}.") } else { String::new() };
        pairs.extend(lane.iter().map(|(id, value)| format!("{prefix}{id}={value}")));
    }
    pairs.extend(shared.iter().map(|(id, value)| format!("{id}={value}")));
    pairs.join("&")
}

/// Valid links: one to six lanes, any of their keys left out, in any order.
pub fn link() -> BoxedStrategy<String> {
    let most = match parameter("stim").map(|stim| stim.kind) {
        Some(Kind::List { most }) => most,
        kind => panic!("stim is {kind:?}"),
    };
    let lanes = vec(lane(), 1..=6).prop_flat_map(|lanes| {
        // At least the fiber and the membrane stand for the lane, so that other values keep the limits they were drawn from.
        let keep = |lane: Lane| {
            let words = lane.iter().take_while(|(id, _)| ["fiber", "membrane"].contains(id)).count();
            let (words, numbers) = (lane[..words].to_vec(), lane[words..].to_vec());
            let count = numbers.len();
            proptest::sample::subsequence(numbers, 0..=count)
                .prop_map(move |kept| words.iter().cloned().chain(kept).collect::<Lane>())
        };
        lanes.into_iter().map(keep).collect::<Vec<_>>()
    });
    let shared = (
        option::of(number("strength", FiberKind::Mrg)),
        option::of(onsets(most)),
        option::of(number("slow", FiberKind::Mrg)),
        option::of(proptest::sample::select(vec!["internal", "transmembrane"])),
        any::<bool>(),
    );
    (lanes, shared)
        .prop_flat_map(|(lanes, (strength, onsets, slow, show, version))| {
            let shared: Vec<(&str, String)> = [
                strength.map(|value| ("strength", value.to_string())),
                onsets.map(|value| ("stim", value)),
                slow.map(|value| ("slow", value.to_string())),
                show.map(|value| ("show", value.to_owned())),
                version.then(|| ("v", "1".to_owned())),
            ]
            .into_iter()
            .flatten()
            .collect();
            let text = text(&lanes, &shared);
            Just(text.split('&').map(str::to_owned).collect::<Vec<_>>()).prop_shuffle()
        })
        .prop_map(|pairs| pairs.join("&"))
        .boxed()
}

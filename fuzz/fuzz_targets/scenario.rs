//! Any text is a scenario or is refused: reading never panics, and what it gives is allowed, finite and stable.
//!
//! `cargo +nightly fuzz run scenario` (cargo-fuzz; see CONTRIBUTING.md).
#![no_main]

use libfuzzer_sys::fuzz_target;
use saltatory::Scenario;

fuzz_target!(|text: &str| {
    let strict = text.parse::<Scenario>();
    let (lenient, notices) = Scenario::from_text_leniently(text);
    assert_eq!(strict.is_ok(), notices.is_empty(), "strict and lenient reading disagree");
    if let Ok(scenario) = &strict {
        assert_eq!(*scenario, lenient);
    }
    // What was taken is allowed, and reads back as the same.
    let written = lenient.to_string();
    let again: Scenario = written.parse().expect("a scenario that was written is allowed");
    assert_eq!(again, lenient, "{written}");
    assert_eq!(again.to_string(), written);
    for lane in lenient.resolve() {
        assert!(lane.spec.diameter_um.is_finite() && lane.spec.length_mm.is_finite());
        assert!(lane.spec.length_mm > 0.0 && lane.duration_ms > 0.0);
    }
});

//! The default stimulus sends a spike down every fiber, at the ends of the ranges in which it can be asked for; of
//! temperatures, of those in which the model conducts.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use saltatory::fiber::FiberKind;

use support::runs::measured;
use support::strategies::limits;

/// Ends of the ranges of diameter and temperature, the smallest length, and for the largest diameter a length of 200 mm: longer
/// or thinner takes minutes, and a bare fiber is a thicker, longer one up to scale.
fn corners(fiber: FiberKind) -> Vec<String> {
    let ends = |id: &str| {
        let limits = limits(id, fiber);
        [limits.min, limits.max]
    };
    let [thin, thick] = ends("diameter");
    let [short, _] = ends("length");
    let shapes = [
        format!("diameter={thin}"),
        format!("diameter={thick}"),
        format!("diameter={thin}&length={short}"),
        format!("diameter={thick}&length={short}"),
        format!("diameter={thick}&length=200"),
    ];
    let at = |celsius: f64| shapes.clone().map(|shape| format!("fiber={}&{shape}&celsius={celsius}", fiber.id()));
    let [cold, hot] = ends("celsius");
    [cold, hot.min(hottest(fiber))].map(at).concat()
}

/// Highest temperature at which the model conducts, C: in NEURON 9.0.2 squid axons block between 33 and 34 C, and C fibers
/// above 44 C.
fn hottest(fiber: FiberKind) -> f64 {
    match fiber {
        FiberKind::Squid => 33.0,
        FiberKind::C => 44.0,
        FiberKind::Mrg | FiberKind::Frog | FiberKind::Patch => f64::INFINITY,
    }
}

/// Heat blocks where it does in NEURON. The strength of the stimulus is then in multiples of the threshold in comfort.
#[test]
fn heat_blocks() {
    for text in ["fiber=squid&celsius=34", "fiber=c&celsius=46"] {
        let lane = &measured(text)[0];
        assert!(!lane.conducts && lane.threshold_na.is_none(), "{text}: {lane:?}");
        let healthy = lane.healthy_threshold_na.unwrap_or(f64::NAN);
        assert!((lane.amplitude_na / healthy - 1.5).abs() < 1e-12, "{text}: {lane:?}");
    }
}

fn assert_conduct(fiber: FiberKind) {
    for text in corners(fiber) {
        let lane = &measured(&text)[0];
        println!("{text}: {} spikes, {:?} m/s, {:?} mV", lane.spikes, lane.velocity_m_per_s, lane.peak_mv);
        assert!(lane.conducts && lane.spikes >= 1, "{text}: {lane:?}");
        assert!(lane.arrival_ms.is_some(), "{text}: it did not arrive");
    }
}

#[test]
fn myelinated_fibers_conduct() {
    assert_conduct(FiberKind::Mrg);
}

#[test]
fn c_fibers_conduct() {
    assert_conduct(FiberKind::C);
}

#[test]
fn squid_axons_conduct() {
    assert_conduct(FiberKind::Squid);
}

#[test]
fn frog_fibers_conduct() {
    assert_conduct(FiberKind::Frog);
}

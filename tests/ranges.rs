//! The default stimulus sends a spike down every fiber, at the ends of the ranges in which it can be asked for.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use saltatory::fiber::FiberKind;

use support::runs::measured;
use support::strategies::limits;

/// Ends of the ranges of diameter, length and temperature. The longest fiber has the largest diameter only: a bare one of
/// 0.2 um and 200 mm takes minutes, and is a thicker, longer one up to scale.
fn corners(fiber: FiberKind) -> Vec<String> {
    let ends = |id: &str| {
        let limits = limits(id, fiber);
        [limits.min, limits.max]
    };
    let [thin, thick] = ends("diameter");
    let [short, long] = ends("length");
    let shapes = [
        format!("diameter={thin}"),
        format!("diameter={thick}"),
        format!("diameter={thin}&length={short}"),
        format!("diameter={thick}&length={short}"),
        format!("diameter={thick}&length={long}"),
    ];
    let at = |celsius: f64| shapes.clone().map(|shape| format!("fiber={}&{shape}&celsius={celsius}", fiber.id()));
    ends("celsius").map(at).concat()
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

//! What changes a membrane: densities of channels, capacitance, axoplasm, potassium. Against closed forms.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use saltatory::membrane::{CFiber, Conditions, FrogNode, Membrane, MrgNode, RateTable, Squid, rest_mv};
use saltatory::simulation::Measurement;

use support::assert_near;
use support::runs::{measured, simulation};

fn one(text: &str) -> Measurement {
    measured(text).remove(0)
}

/// `k T / e` at 6.3, 20 and 37 C, mV.
const THERMAL_MV: [f64; 3] = [24.081_13, 25.261_72, 26.726_66];

/// Voltage at which the potassium current of open channels reverses, mV.
fn reversal_mv<M: Membrane<GATES>, const GATES: usize>(membrane: &M) -> f64 {
    let current = |v: f64| membrane.currents(&[0.9; GATES], v).potassium.current(v);
    let (mut low, mut high) = (-200.0, 100.0);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if current(middle) < 0.0 { low = middle } else { high = middle }
    }
    low
}

/// Twice the potassium outside moves its reversal by `k T / e x ln 2`, whatever the model makes of its current.
#[test]
fn potassium_reverses_by_nernst() {
    let at = |celsius, ko| Conditions { potassium_out_mm: Some(ko), ..Conditions::at(celsius) };
    let squid = |ko| reversal_mv(&Squid::new(&at(6.3, ko)));
    let frog = |ko| reversal_mv(&FrogNode::new(&at(20.0, ko)));
    let c = |ko| reversal_mv(&CFiber::new(&at(37.0, ko)));
    let mrg = |ko| reversal_mv(&MrgNode::new(&at(37.0, ko)));
    for (shift, thermal) in [
        (squid(20.0) - -77.0, THERMAL_MV[0]), // from 10 mM
        (frog(5.0) - frog(2.5), THERMAL_MV[1]),
        (c(8.0) - -90.0, THERMAL_MV[2]), // from 4 mM
        (mrg(8.0) - -90.0, THERMAL_MV[2]),
    ] {
        assert_near("mV", shift, thermal * f64::ln(2.0), 1e-3);
    }
    // Frog: the paper's concentrations are 2.5 mM outside and 120 inside.
    assert_near("mV", frog(2.5), THERMAL_MV[1] * f64::ln(2.5 / 120.0), 2e-3);
}

/// With no channels but the leak, the rest is the leak's reversal; twice the densities of everything leave the rest alone.
#[test]
fn the_rest_follows_the_conductances() {
    let rest = |conditions: Conditions| rest_mv(&RateTable::new(Squid::new(&conditions), 0.01));
    let published = Conditions::at(6.3);
    assert_near("leak alone", rest(Conditions { sodium: 0.0, potassium: 0.0, ..published }), -54.3, 1e-9);
    let doubled = Conditions { sodium: 2.0, potassium: 2.0, leak: 2.0, ..published };
    assert_near("everything doubled", rest(doubled), rest(published), 1e-9);
    // A squid axon in potassium: the more, the less negative, up to where potassium holds it (Hodgkin & Keynes, J Physiol
    // 128:61, 1955: 55 mV a decade at most).
    let rests: Vec<f64> = [2.5, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0]
        .map(|ko| rest(Conditions { potassium_out_mm: Some(ko), ..published }))
        .to_vec();
    assert!(rests.windows(2).all(|pair| pair[0] < pair[1]), "{rests:?}");
    let slope = (rests[6] - rests[4]) / f64::log10(4.0);
    assert!((40.0..56.0).contains(&slope), "{slope} mV a decade");
}

/// Four times the resistivity of the axoplasm is half the velocity of a cable, and half the threshold at its end.
#[test]
fn velocity_follows_the_root_of_the_axoplasm() {
    for (fiber, resistivity, length_mm) in
        [("fiber=squid&diameter=100", 35.4, 50.0), ("fiber=c&diameter=4", 100.0, 20.0)]
    {
        let at = |factor: f64| {
            let length = length_mm / f64::sqrt(factor);
            one(&format!("{fiber}&resistivity={}&length={length}", factor * resistivity))
        };
        let (thin, thick) = (at(1.0), at(4.0));
        let ratio =
            |of: fn(&Measurement) -> Option<f64>| of(&thick).unwrap_or(f64::NAN) / of(&thin).unwrap_or(f64::NAN);
        assert_near(&format!("{fiber}: velocity"), ratio(|lane| lane.velocity_m_per_s), 0.5, 1e-6);
        assert_near(&format!("{fiber}: threshold"), ratio(|lane| lane.threshold_na), 0.5, 1e-6);
        assert_near(&format!("{fiber}: peak"), ratio(|lane| lane.peak_mv), 1.0, 1e-6);
    }
}

/// Twice the capacitance and twice every conductance is the same membrane, of which there is twice as much: the cable behaves
/// as one of half the diameter, with velocity and peak as there.
#[test]
fn twice_the_membrane_is_half_the_diameter() {
    let twice = "na=2&k=2&leak=2&capacitance=2";
    let (more, thin) = (
        one(&format!("fiber=squid&diameter=100&length=40&{twice}")), //
        one("fiber=squid&diameter=50&length=40"),
    );
    let velocities =
        [more, thin].map(|lane| (lane.velocity_m_per_s.unwrap_or(f64::NAN), lane.peak_mv.unwrap_or(f64::NAN)));
    assert_near("velocity", velocities[0].0 / velocities[1].0, 1.0, 2e-4);
    assert_near("peak", velocities[0].1, velocities[1].1, 0.01);
}

/// A frog's fiber of any diameter is the same up to scale.
#[test]
fn a_frog_fiber_is_proportional_to_its_diameter() {
    let at = |diameter: f64| one(&format!("fiber=frog&diameter={diameter}&length={}", 2.0 * diameter));
    let unit = at(1.0);
    for diameter in [2.0, 12.5, 30.0] {
        let other = at(diameter);
        let ratio = |of: fn(&Measurement) -> Option<f64>| {
            of(&other).unwrap_or(f64::NAN) / of(&unit).unwrap_or(f64::NAN) / diameter
        };
        assert_near(&format!("{diameter} um: velocity"), ratio(|lane| lane.velocity_m_per_s), 1.0, 1e-9);
        assert_near(&format!("{diameter} um: threshold"), ratio(|lane| lane.threshold_na), 1.0, 1e-9);
    }
}

/// The strength of a stimulus is in multiples of the healthy fiber's threshold: what blocks a fiber leaves its stimulus alone.
#[test]
fn a_stimulus_does_not_know_of_the_block() {
    for fiber in ["squid", "c", "mrg", "frog"] {
        let base = format!("fiber={fiber}&diameter=10");
        let healthy = one(&base);
        assert!(healthy.conducts && healthy.threshold_na == healthy.healthy_threshold_na, "{fiber}: {healthy:?}");
        for changed in ["na=0", "na=0.7", "k=0", "ko=8", "leak=3"] {
            let lane = one(&format!("{base}&{changed}"));
            assert_eq!(lane.amplitude_na, healthy.amplitude_na, "{fiber}, {changed}");
            assert_eq!(lane.healthy_threshold_na, healthy.threshold_na, "{fiber}, {changed}");
        }
        let blocked = one(&format!("{base}&na=0"));
        assert_eq!((blocked.conducts, blocked.threshold_na), (false, None), "{fiber}");
    }
}

/// Fewer sodium channels: slower and slower, then nothing (Hodgkin, Phil Trans R Soc B 270:297, 1975, has the velocity fall
/// with the density of channels where there are fewer than the best number).
#[test]
fn conduction_fails_all_at_once_as_channels_go() {
    for fiber in ["squid", "c", "mrg", "frog"] {
        let lanes: Vec<Measurement> = (0..=18)
            .map(|k| one(&format!("fiber={fiber}&diameter=10&strength=4&na={}", 1.0 - 0.05 * f64::from(k))))
            .collect();
        let conducting = lanes.iter().take_while(|lane| lane.conducts).count();
        assert!((3..lanes.len()).contains(&conducting), "{fiber}: {conducting}");
        assert!(lanes[conducting..].iter().all(|lane| !lane.conducts), "{fiber}");
        let velocity = |lane: &Measurement| lane.velocity_m_per_s.unwrap_or(f64::NAN);
        let falling = lanes[..conducting].windows(2).all(|pair| velocity(&pair[1]) < velocity(&pair[0]));
        assert!(falling, "{fiber}: the velocity does not fall");
        // It does not fall to nothing: conduction ends while the spike still runs.
        assert!(velocity(&lanes[conducting - 1]) > 0.2 * velocity(&lanes[0]), "{fiber}");
    }
}

/// Changes of the membrane act on a running fiber, and a link with the change made from the start rests where it leads.
#[test]
fn potassium_acts_at_once() {
    let mut changed = simulation("fiber=squid&strength=0");
    changed.advance(5.0);
    let before = changed.transmembrane_mv(0).to_vec();
    changed.set("ko", "12").expect("allowed");
    assert_eq!((changed.time_ms(), changed.transmembrane_mv(0)), (5.0, &before[..]));
    changed.advance(100.0);
    let rest = simulation("fiber=squid&ko=12").info(0).rest_mv;
    assert_near("mV", changed.transmembrane_mv(0)[100], rest, 0.01);
}

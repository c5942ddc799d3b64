//! What lies on the bench: the fiber of one lane, alone.

use super::Protocol;
use crate::fiber::FiberKind;
use crate::scenario::{LaneParameters, Scenario, ScenarioError};

/// Internodes of a fiber that is run hundreds of times: a spike settles within a few.
const INTERNODES: f64 = 20.0;

/// The fiber of lane `lane` of `scenario` as `protocol` wants it.
pub(super) fn set_up(protocol: Protocol, scenario: &Scenario, lane: usize) -> Result<Scenario, ScenarioError> {
    let lanes = scenario.lanes.len();
    let Some(given) = scenario.lanes.get(lane) else {
        return Err(ScenarioError::new("lane", &lane.to_string(), format!("0 to {}", lanes - 1)));
    };
    let spec = scenario.resolve().swap_remove(lane).spec;
    let refused = |allowed| Err(ScenarioError::new("fiber", spec.kind.id(), allowed));
    match (protocol, spec.kind) {
        (Protocol::FI, _) => {
            let own = |given: Option<f64>| given.filter(|_| spec.kind == FiberKind::Patch);
            return Ok(alone(LaneParameters {
                fiber: Some(FiberKind::Patch),
                membrane: Some(spec.membrane),
                diameter: own(given.diameter),
                length: own(given.length),
                amplitude: None,
                duration: None,
                resistivity: None,
                internode: None,
                lamellae: None,
                myelin: None,
                spread: None,
                ..given.clone()
            }));
        }
        (Protocol::StrengthDuration, _) => {}
        (_, FiberKind::Patch) => return refused("a fiber: nothing travels along a patch"),
        (Protocol::Demyelination, kind) if kind != FiberKind::Mrg => {
            return refused("mrg: only its myelin can be taken off");
        }
        _ => {}
    }
    let repeated = matches!(protocol, Protocol::StrengthDuration | Protocol::Recovery);
    let length = match spec.node_spacing_um() {
        Some(spacing_um) if repeated => Some(1e-3 * INTERNODES * spacing_um),
        _ if spec.kind == FiberKind::Patch => given.length,
        _ => None,
    };
    let injured = protocol != Protocol::Demyelination;
    Ok(alone(LaneParameters {
        fiber: Some(spec.kind),
        diameter: Some(spec.diameter_um),
        length,
        amplitude: None,
        myelin: given.myelin.clone().filter(|_| injured),
        ..given.clone()
    }))
}

/// A scenario of one lane, in its shortest form.
fn alone(lane: LaneParameters) -> Scenario {
    let long = Scenario { lanes: vec![lane], ..Scenario::default() };
    // What does not fit a shorter fiber, or is the default, falls away.
    Scenario::from_text_leniently(&long.to_string()).0
}

/// `bench` with more said of it; `None` where that is not allowed.
pub(super) fn with(bench: &Scenario, more: &str) -> Option<Scenario> {
    format!("{bench}&{more}").parse().ok()
}

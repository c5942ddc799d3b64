//! Between which places the velocity of a spike is measured, and when it has none: as defined at [`crate::simulation`].

use serde::Serialize;

/// Why a lane has no velocity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum NoVelocity {
    /// No spike has run the whole way.
    #[serde(rename = "no spike has passed both places")]
    NotPassed,
    /// Something else has excited the fiber on the way.
    #[serde(rename = "excited at several places: no one spike has passed both")]
    Met,
    /// It takes less time than a few steps.
    #[serde(rename = "too short: the fiber fires at once")]
    TooShort,
}

/// A place at which a spike was seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Passage {
    /// Distance from the left end, um.
    pub position_um: f64,
    /// When the first spike passed, ms.
    pub time_ms: Option<f64>,
}

/// Time and distance of one spike's way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Travel {
    /// From where to where, um from the left end, in the direction of the spike.
    pub between_um: [f64; 2],
    /// Time that it took, ms, more than 0.
    pub time_ms: f64,
}

impl Travel {
    /// m/s.
    pub fn velocity_m_per_s(&self) -> f64 {
        let [from_um, to_um] = self.between_um;
        1e-3 * (to_um - from_um).abs() / self.time_ms // um/ms is mm/s
    }
}

/// The way of the first spike along a fiber whose ends are at 0 and `length_um`, seen at `sites` (ascending) and, more exactly, at
/// `quarters`: 25 and 75 % of the length. It must take more than `shortest_ms`.
pub(super) fn travel(
    sites: &[Passage],
    quarters: [Passage; 2],
    length_um: f64,
    shortest_ms: f64,
) -> Result<Travel, NoVelocity> {
    let seen = sites.iter().filter_map(|site| site.time_ms.map(|time_ms| (site.position_um, time_ms)));
    let (origin_um, _) = seen.min_by(|a, b| a.1.total_cmp(&b.1)).ok_or(NoVelocity::NotPassed)?;
    let [left, right] = quarters;
    if origin_um <= left.position_um {
        return passed(sites, left, right, shortest_ms);
    }
    if origin_um >= right.position_um {
        return passed(sites, right, left, shortest_ms);
    }
    let mut ends_um = [length_um, 0.0];
    ends_um.sort_by(|a, b| (b - origin_um).abs().total_cmp(&(a - origin_um).abs()));
    let [longer, shorter] = ends_um.map(|end_um| {
        let at = |part: f64| nearest(sites, origin_um, part * (end_um - origin_um), part < 0.5);
        passed(sites, at(0.25)?, at(0.75)?, shortest_ms)
    });
    longer.or_else(|reason| shorter.map_err(|_| reason))
}

/// The site nearest to the place `away_um` from `origin_um`; of two that are equally near, to the nanometre, the one `inward`, nearer
/// to the origin, or the other.
fn nearest(sites: &[Passage], origin_um: f64, away_um: f64, inward: bool) -> Result<Passage, NoVelocity> {
    let distance = |site: &&Passage| (1e3 * (site.position_um - origin_um - away_um).abs()).round();
    let outward = |site: &&Passage| (site.position_um - origin_um).abs() * if inward { 1.0 } else { -1.0 };
    let closer = |a: &&Passage, b: &&Passage| {
        distance(a).total_cmp(&distance(b)).then_with(|| outward(a).total_cmp(&outward(b)))
    };
    sites.iter().min_by(closer).copied().ok_or(NoVelocity::NotPassed)
}

/// The way from `start` to `end`, if a spike passed every site between them in turn.
fn passed(sites: &[Passage], start: Passage, end: Passage, shortest_ms: f64) -> Result<Travel, NoVelocity> {
    let (Some(start_ms), Some(end_ms)) = (start.time_ms, end.time_ms) else { return Err(NoVelocity::NotPassed) };
    let (low_um, high_um) = (start.position_um.min(end.position_um), start.position_um.max(end.position_um));
    let between = sites.iter().filter(|site| (low_um..=high_um).contains(&site.position_um));
    let mut times: Vec<Option<f64>> = between.map(|site| site.time_ms).collect();
    if end.position_um < start.position_um {
        times.reverse();
    }
    if times.windows(2).any(|pair| pair[0] >= pair[1]) {
        return Err(NoVelocity::Met);
    }
    let travel = Travel { between_um: [start.position_um, end.position_um], time_ms: end_ms - start_ms };
    if travel.time_ms > shortest_ms { Ok(travel) } else { Err(NoVelocity::TooShort) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 21 sites over 20 mm, passed at `time_ms` of their place in mm.
    fn found(time_ms: impl Fn(f64) -> Option<f64>) -> Result<Travel, NoVelocity> {
        let at = |mm: f64| Passage { position_um: 1e3 * mm, time_ms: time_ms(mm) };
        let sites: Vec<Passage> = (0..=20).map(|mm| at(f64::from(mm))).collect();
        travel(&sites, [at(5.0), at(15.0)], 20e3, 0.05)
    }

    /// 2 m/s, from wherever it begins, and where it was timed.
    #[test]
    fn a_spike_is_timed_on_the_longer_way_from_its_origin() {
        for (origin_mm, between_mm) in [
            (0.0, [5.0, 15.0]),
            (5.0, [5.0, 15.0]),
            (8.0, [11.0, 17.0]),
            (10.0, [12.0, 18.0]),
            (12.0, [9.0, 3.0]),
            (15.0, [15.0, 5.0]),
            (20.0, [15.0, 5.0]),
        ] {
            let travel = found(|mm| Some(0.5 * (mm - origin_mm).abs())).expect("a velocity");
            assert_eq!(
                (travel.velocity_m_per_s(), travel.between_um.map(|um| 1e-3 * um)),
                (2.0, between_mm),
                "{origin_mm} mm"
            );
        }
    }

    #[test]
    fn what_one_spike_did_not_run_has_no_velocity() {
        // From both ends, the right one a little later: 0.05 ms from 25 to 75 % would be 200 m/s.
        let both = |mm: f64| Some(f64::min(0.5 * mm, 0.6 + 0.5 * (20.0 - mm)));
        assert_eq!(found(both), Err(NoVelocity::Met));
        assert_eq!(found(|mm| (mm < 14.5).then_some(mm)), Err(NoVelocity::NotPassed));
        assert_eq!(found(|_| None), Err(NoVelocity::NotPassed));
        assert_eq!(found(|mm| Some(1e-3 * mm)), Err(NoVelocity::TooShort));
        // Two places at once, as an anode does: on the longer way it is the spike of the second.
        let anode = |mm: f64| Some(f64::min((mm - 9.0).abs(), (mm - 11.0).abs()));
        assert_eq!(found(anode).expect("a velocity").between_um, [12e3, 17e3]);
        // Blocked on the longer way, it is timed on the shorter.
        let blocked = |mm: f64| (mm < 13.5).then_some((mm - 9.0).abs());
        assert_eq!(found(blocked).expect("a velocity").between_um, [7e3, 2e3]);
    }
}

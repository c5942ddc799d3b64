//! Values that are allowed each by itself, but not together.

use crate::fiber::{FiberSpec, Resolution};

use super::number::{write_number, write_whole};
use super::{Notice, OfLane, Scenario, ScenarioError, Sentence, sentence};

/// Most compartments of all lanes together. A simulation takes 100 to 260 bytes for each, and 16 (24 in mrg) for each electrode
/// outside. Measured: four C fibers of 993,812 compartments take 122 MB, with sixteen electrodes outside 377 MB.
pub const MAX_COMPARTMENTS: usize = 1_000_000;

impl Scenario {
    /// Moves what does not fit the fibers to the nearest that does, and says so: fibers too long to be held, electrodes off their fiber or at a lane that
    /// is not there, injury to internodes that are not there, and a picture that ends before it begins.
    pub(super) fn reconcile(&mut self) -> Vec<Notice> {
        let mut notices = Vec::new();
        let mut note = |key: String, given: String, allowed: Sentence, instead: Sentence| {
            notices.push(Notice { error: ScenarioError::new(key, &given, allowed), instead });
        };
        let mut specs = self.specs();
        let compartments: usize = specs.iter().map(|spec| spec.compartments(Resolution::default_for(spec))).sum();
        if compartments > MAX_COMPARTMENTS {
            let allowed =
                sentence!("up to {} compartments in all lanes: shorter or fewer fibers", write_whole(MAX_COMPARTMENTS));
            let instead = "the default lengths are used".into();
            note("length".to_owned(), [&write_whole(compartments), " compartments"].concat(), allowed, instead);
            for lane in &mut self.lanes {
                lane.length = None;
            }
            specs = self.specs();
        }
        let longest_mm = |of: OfLane| match of {
            OfLane::All => specs.iter().map(|spec| spec.length_mm).fold(f64::INFINITY, f64::min),
            OfLane::One(lane) => specs[lane].length_mm,
        };
        for (index, electrode) in self.electrodes.iter_mut().enumerate() {
            let key = |id: &str| ["e", &write_whole(index + 1), id].concat();
            if let Some(OfLane::One(lane)) = electrode.lane
                && lane >= specs.len()
            {
                let letter = char::from(b'a' + lane as u8);
                let last = char::from(b'a' + (specs.len() - 1) as u8);
                let allowed = sentence!("all, a to {}", last.to_string());
                note(key(".lane"), letter.to_string(), allowed, "all is used".into());
                electrode.lane = None;
            }
            let end_mm = longest_mm(electrode.lane.unwrap_or_default());
            if let Some(at_mm) = electrode.at.filter(|&at_mm| at_mm > end_mm) {
                let end = write_number(end_mm);
                let allowed = sentence!("0 to {} mm, the end of the fiber", end);
                note(key(".at"), write_number(at_mm), allowed, sentence!("{} is used", end));
                electrode.at = Some(end_mm);
            }
        }
        if let (Some(from_mm), Some(to_mm)) = (self.view.from, self.view.to)
            && from_mm >= to_mm
        {
            let allowed = sentence!("less than {} mm, where the picture ends", write_number(to_mm));
            let instead = "the whole length is shown".into();
            note("from".to_owned(), write_number(from_mm), allowed, instead);
            (self.view.from, self.view.to) = (None, None);
        }
        let several = self.lanes.len() > 1;
        for (index, (lane, spec)) in self.lanes.iter_mut().zip(&specs).enumerate() {
            let internodes = spec.internodes();
            let Some(myelin) = lane.myelin.take() else { continue };
            if myelin.last() <= internodes {
                lane.myelin = Some(myelin);
                continue;
            }
            let letter = char::from(b'a' + index as u8);
            let key = if several { [&letter.to_string(), ".myelin"].concat() } else { "myelin".to_owned() };
            let allowed = sentence!("internodes 1 to {}", write_whole(internodes));
            let instead = "the others are ignored".into();
            let given = ["internode ", &write_whole(myelin.last())].concat();
            note(key, given, allowed, instead);
            lane.myelin = myelin.up_to(internodes);
        }
        notices
    }

    fn specs(&self) -> Vec<FiberSpec> {
        self.resolve().into_iter().map(|lane| lane.spec).collect()
    }
}

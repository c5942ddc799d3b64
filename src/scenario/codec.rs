//! Scenario text: read strictly, read with leniency, written in its shortest form.

use std::fmt;
use std::str::FromStr;

use super::{LaneParameters, MAX_LANES, Notice, Part, Scenario, ScenarioError, default_fiber, parameter, parameters};

/// Longest text that is read, bytes.
pub const MAX_TEXT_BYTES: usize = 20_000;

/// Version of the grammar and of the defaults.
const VERSION: &str = "1";

impl FromStr for Scenario {
    type Err = ScenarioError;

    /// Reads a scenario, and refuses the first thing in it that is not allowed. A leading `#` or `?` is passed over.
    fn from_str(text: &str) -> Result<Self, ScenarioError> {
        let (scenario, notices) = Self::from_text_leniently(text);
        match notices.into_iter().next() {
            Some(notice) => Err(notice.error),
            None => Ok(scenario),
        }
    }
}

impl fmt::Display for Scenario {
    /// Writes the shortest text that reads back as the same scenario: `v=1`, then all that is not default.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "v={VERSION}")?;
        let several = self.lanes.len() > 1;
        for (index, lane) in self.lanes.iter().enumerate() {
            let mut lane = lane.clone();
            // The last lane says that it is there, and so does a lane that stands alone.
            let counts = !several || (index >= 2 && index + 1 == self.lanes.len());
            lane.fiber = Some(self.fiber(index)).filter(|&fiber| fiber != default_fiber(index));
            if counts && lane == LaneParameters::default() {
                lane.fiber = Some(self.fiber(index));
            }
            for (id, value) in lane.write() {
                if several {
                    write!(f, "&{}.{id}={value}", prefix(index))?;
                } else {
                    write!(f, "&{id}={value}")?;
                }
            }
        }
        for (id, value) in self.stimulus.write().into_iter().chain(self.view.write()) {
            write!(f, "&{id}={value}")?;
        }
        Ok(())
    }
}

fn prefix(index: usize) -> char {
    (b'a' + index as u8) as char
}

/// What could not be taken as given.
#[derive(Default)]
struct Notices(Vec<Notice>);

impl Notices {
    fn add(&mut self, key: &str, given: &str, allowed: String, instead: String) {
        self.0.push(Notice { error: ScenarioError::new(key, given, allowed), instead });
    }
}

/// A key of the text, taken apart.
#[derive(Clone, Copy, PartialEq)]
struct Key<'a> {
    lane: Option<usize>,
    id: &'a str,
}

impl<'a> Key<'a> {
    fn parse(key: &'a str) -> Self {
        match key.split_once('.') {
            Some((letter, id)) => match letter.as_bytes() {
                &[letter @ b'a'..=b'z'] if usize::from(letter - b'a') < MAX_LANES => {
                    Self { lane: Some(usize::from(letter - b'a')), id }
                }
                _ => Self { lane: None, id: key },
            },
            None => Self { lane: None, id: key },
        }
    }

    /// The part of the scenario that it belongs to, if there is such a parameter there.
    fn part(&self) -> Option<Part> {
        let part = parameter(self.id)?.part;
        (self.lane.is_none() || part == Part::Lane).then_some(part)
    }
}

impl Scenario {
    /// Reads a scenario and takes what can be taken: values out of range are moved to the nearest allowed one, unknown keys
    /// are passed over. Each such step is in the notices. Never fails.
    pub fn from_text_leniently(text: &str) -> (Self, Vec<Notice>) {
        let mut notices = Notices::default();
        let text = text.trim().trim_start_matches(['#', '?']);
        if text.len() > MAX_TEXT_BYTES {
            let given = format!("{} bytes", text.len());
            notices.add(
                "scenario",
                &given,
                format!("up to {MAX_TEXT_BYTES} bytes"),
                "the default scene is shown".into(),
            );
            return (Self::default(), notices.0);
        }

        let mut pairs: Vec<(String, String)> = Vec::new();
        for (key, value) in form_urlencoded::parse(text.as_bytes()) {
            if key.is_empty() && value.is_empty() {
                continue;
            }
            match pairs.iter_mut().find(|(known, _)| *known == key) {
                Some((_, earlier)) => {
                    notices.add(&key, &value, "once".into(), "the last value is used".into());
                    *earlier = value.into_owned();
                }
                None => pairs.push((key.into_owned(), value.into_owned())),
            }
        }

        let lane_keys = || pairs.iter().map(|(key, _)| Key::parse(key)).filter(|key| key.part() == Some(Part::Lane));
        let last = lane_keys().filter_map(|key| key.lane).max();
        let single = last.is_none() && lane_keys().next().is_some();
        let lanes = if single { 1 } else { last.map_or(2, |last| (last + 1).max(2)) };
        let mut scenario = Self { lanes: vec![LaneParameters::default(); lanes], ..Self::default() };

        // Fibers first: the limits of the others depend on them.
        let (fibers, others): (Vec<_>, Vec<_>) = pairs.iter().partition(|(key, _)| Key::parse(key).id == "fiber");
        for (name, value) in fibers.into_iter().chain(others) {
            let key = Key::parse(name);
            if name == "v" {
                if value != VERSION {
                    notices.add(name, value, VERSION.into(), format!("it is read as version {VERSION}"));
                }
                continue;
            }
            match key.part() {
                None => notices.add(name, value, known_keys(), "it is ignored".into()),
                Some(Part::Lane) if !single && key.lane.is_none() => {
                    let allowed = format!("with a lane's prefix (a.{name}) beside keys that have one");
                    notices.add(name, value, allowed, "it is ignored".into());
                }
                Some(part) => {
                    let lane = key.lane.unwrap_or(0);
                    if let Err(taken) = scenario.read(part, lane, key.id, value) {
                        notices.add(name, value, scenario.allowed(lane, key.id), format!("{taken} is used"));
                    } else if value.is_empty() {
                        notices.add(name, value, scenario.allowed(lane, key.id), "the default is used".into());
                    }
                }
            }
        }
        scenario.forget_default_fibers();
        (scenario, notices.0)
    }

    /// A fiber that is the default is not kept, so that scenarios that mean the same are equal.
    fn forget_default_fibers(&mut self) {
        for (index, lane) in self.lanes.iter_mut().enumerate() {
            lane.fiber = lane.fiber.filter(|&fiber| fiber != default_fiber(index));
        }
    }

    fn read(&mut self, part: Part, lane: usize, id: &str, text: &str) -> Result<(), String> {
        let fiber = self.fiber(lane);
        match part {
            Part::Lane => self.lanes[lane].read(id, text, fiber),
            Part::Stimulus => self.stimulus.read(id, text, fiber),
            Part::View => self.view.read(id, text, fiber),
        }
    }

    fn allowed(&self, lane: usize, id: &str) -> String {
        parameter(id).map(|parameter| parameter.allowed(self.fiber(lane))).unwrap_or_default()
    }
}

fn known_keys() -> String {
    let ids: Vec<&str> = std::iter::once("v").chain(parameters().map(|parameter| parameter.id)).collect();
    format!("the keys {}", ids.join(", "))
}

/// See [`Scenario::set`]: the scenario is changed only if there is nothing to note.
pub(super) fn set(scenario: &mut Scenario, name: &str, value: &str) -> Option<Notice> {
    let mut changed = scenario.clone();
    let notice = set_leniently(&mut changed, name, value);
    if notice.is_none() {
        *scenario = changed;
    }
    notice
}

/// See [`Scenario::set_leniently`].
pub(super) fn set_leniently(scenario: &mut Scenario, name: &str, value: &str) -> Option<Notice> {
    let key = Key::parse(name);
    let lane = key.lane.unwrap_or(0);
    let part = key.part().filter(|&part| part != Part::Lane || lane < scenario.lanes.len());
    let Some(part) = part else {
        let error = ScenarioError::new(name, value, known_keys());
        return Some(Notice { error, instead: "it is ignored".into() });
    };
    let before = scenario.fiber(lane);
    let notice = scenario.read(part, lane, key.id, value).err().map(|taken| {
        let error = ScenarioError::new(name, value, scenario.allowed(lane, key.id));
        Notice { error, instead: format!("{taken} is used") }
    });
    let fiber = scenario.fiber(lane);
    if fiber != before {
        // Another fiber has other limits: what no longer fits goes back to its default.
        for (id, text) in scenario.lanes[lane].write() {
            if scenario.lanes[lane].read(id, &text, fiber).is_err() {
                let _ = scenario.lanes[lane].read(id, "", fiber);
            }
        }
    }
    scenario.forget_default_fibers();
    notice
}

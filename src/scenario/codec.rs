//! Scenario text: read strictly, read with leniency, written in its shortest form.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::fiber::FiberKind;

use super::number::write_whole;
use super::parameter::Value as _;
use super::{
    ElectrodeParameters, MAX_ELECTRODES, MAX_LANES, Notice, Part, Scenario, ScenarioError, Sentence, Tip,
    default_fiber, parameter, parameters, sentence,
};

/// Longest text that is read, bytes.
pub const MAX_TEXT_BYTES: usize = 20_000;

/// The parameter that comes first in every lane.
const FIBER: &str = "fiber";
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
        f.write_str(&self.text())
    }
}

impl Scenario {
    /// The shortest text that reads back as the same scenario, as [`fmt::Display`] writes it.
    pub(crate) fn text(&self) -> String {
        let mut text = ["v=", VERSION].concat();
        let several = self.lanes.len() > 1;
        for (index, lane) in self.lanes.iter().enumerate() {
            let mut pairs = lane.write();
            // The last lane says that it is there, and so does a lane that stands alone.
            let counts = !several || (index >= 2 && index + 1 == self.lanes.len());
            let fiber = self.fiber(index);
            pairs.retain(|&(id, _)| id != FIBER);
            if fiber != default_fiber(index) || (counts && pairs.is_empty()) {
                pairs.insert(0, (FIBER, fiber.id().to_owned()));
            }
            let prefix = [b'a' + index as u8, b'.'].map(char::from);
            for (id, value) in pairs {
                text.push('&');
                text.extend(prefix.iter().filter(|_| several));
                push_pair(&mut text, id, &value);
            }
        }
        for (id, value) in self.stimulus.write() {
            text.push('&');
            push_pair(&mut text, id, &value);
        }
        for (index, electrode) in self.electrodes.iter().enumerate() {
            let mut pairs = electrode.write();
            // The last electrode says that it is there.
            if pairs.is_empty() && index + 1 == self.electrodes.len() {
                pairs.push(("tip", Tip::Inside.write()));
            }
            for (id, value) in pairs {
                text.push_str("&e");
                text.push_str(&write_whole(index + 1));
                text.push('.');
                push_pair(&mut text, id, &value);
            }
        }
        for (id, value) in self.view.write() {
            text.push('&');
            push_pair(&mut text, id, &value);
        }
        text
    }
}

fn push_pair(text: &mut String, id: &str, value: &str) {
    text.push_str(id);
    text.push('=');
    text.push_str(value);
}

/// What could not be taken as given.
#[derive(Default)]
struct Notices(Vec<Notice>);

impl Notices {
    fn add(&mut self, key: &str, given: &str, allowed: Sentence, instead: Sentence) {
        self.0.push(Notice { error: ScenarioError::new(key, given, allowed), instead });
    }
}

/// A key of the text, taken apart.
#[derive(Clone, Copy, PartialEq)]
struct Key<'a> {
    owner: Owner,
    id: &'a str,
}

/// Whose a key is, by its prefix.
#[derive(Clone, Copy, PartialEq)]
enum Owner {
    Nobody,
    Lane(usize),
    Electrode(usize),
}

impl<'a> Key<'a> {
    fn parse(key: &'a str) -> Self {
        let prefixed = key.split_once('.').and_then(|(prefix, id)| Some((owner(prefix)?, id)));
        let (owner, id) = prefixed.unwrap_or((Owner::Nobody, key));
        Self { owner, id }
    }

    /// The part of the scenario that it belongs to, if there is such a parameter there.
    fn part(&self) -> Option<Part> {
        let part = parameter(self.id)?.part;
        let fits = match self.owner {
            Owner::Nobody => part != Part::Electrode,
            Owner::Lane(_) => part == Part::Lane,
            Owner::Electrode(_) => part == Part::Electrode,
        };
        fits.then_some(part)
    }

    /// The lane it is about; the first, if it names none.
    fn lane(&self) -> usize {
        if let Owner::Lane(lane) = self.owner { lane } else { 0 }
    }
}

fn owner(prefix: &str) -> Option<Owner> {
    match prefix.as_bytes() {
        &[letter @ b'a'..=b'z'] => Some(usize::from(letter - b'a')).filter(|&lane| lane < MAX_LANES).map(Owner::Lane),
        [b'e', digits @ ..] if digits.iter().all(u8::is_ascii_digit) && digits.first() != Some(&b'0') => {
            let number: usize = prefix.get(1..)?.parse().ok()?;
            (1..=MAX_ELECTRODES).contains(&number).then(|| Owner::Electrode(number - 1))
        }
        _ => None,
    }
}

impl Scenario {
    /// Reads a scenario and takes what can be taken: values out of range are moved to the nearest allowed one, unknown keys
    /// are passed over. Each such step is in the notices. Never fails.
    pub fn from_text_leniently(text: &str) -> (Self, Vec<Notice>) {
        let mut notices = Notices::default();
        let text = text.trim().trim_start_matches(['#', '?']);
        if text.len() > MAX_TEXT_BYTES {
            let given = bytes(text.len());
            let allowed = sentence!("up to {} bytes", write_whole(MAX_TEXT_BYTES));
            notices.add("scenario", &given, allowed, "the default scene is shown".into());
            return (Self::default(), notices.0);
        }

        let mut pairs: Vec<(String, String)> = Vec::new();
        for (key, value) in decoded(text) {
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
        let lane_of = |key: Key| if let Owner::Lane(lane) = key.owner { Some(lane) } else { None };
        let last = lane_keys().filter_map(lane_of).max();
        let single = last.is_none() && lane_keys().next().is_some();
        let lanes = if single { 1 } else { last.map_or(2, |last| (last + 1).max(2)) };
        let mut scenario = Self::default();
        scenario.lanes.resize_with(lanes, Default::default);
        for (name, _) in &pairs {
            let key = Key::parse(name);
            if let (Owner::Electrode(electrode), Some(_)) = (key.owner, key.part()) {
                let count = scenario.electrodes.len().max(electrode + 1);
                scenario.electrodes.resize_with(count, Default::default);
            }
        }

        // Fibers and membranes first: the limits of the others depend on them.
        let of = |id: &'static str| pairs.iter().filter(move |(key, _)| Key::parse(key).id == id);
        let others = pairs.iter().filter(|(key, _)| !["fiber", "membrane"].contains(&Key::parse(key).id));
        for (name, value) in of("fiber").chain(of("membrane")).chain(others) {
            let key = Key::parse(name);
            if name == "v" {
                if value != VERSION {
                    let instead = sentence!("it is read as version {}", VERSION);
                    notices.add(name, value, VERSION.into(), instead);
                }
                continue;
            }
            match key.part() {
                None => notices.add(name, value, known_keys(), "it is ignored".into()),
                Some(Part::Lane) if !single && key.owner == Owner::Nobody => {
                    let allowed = sentence!("with a lane's prefix (a.{}) beside keys that have one", name);
                    notices.add(name, value, allowed, "it is ignored".into());
                }
                Some(part) => {
                    if let Err(taken) = scenario.read(part, key, value) {
                        notices.add(name, value, scenario.allowed(key), taken_instead(&taken));
                    } else if value.is_empty() {
                        notices.add(name, value, scenario.allowed(key), "the default is used".into());
                    }
                }
            }
        }
        scenario.forget_default_fibers();
        notices.0.extend(scenario.reconcile());
        (scenario, notices.0)
    }

    /// A fiber that is the default is not kept, so that scenarios that mean the same are equal.
    fn forget_default_fibers(&mut self) {
        for (index, lane) in self.lanes.iter_mut().enumerate() {
            lane.fiber = lane.fiber.filter(|&fiber| fiber != default_fiber(index));
        }
    }

    fn read(&mut self, part: Part, key: Key, text: &str) -> Result<(), Option<String>> {
        let fiber = self.limiting(key);
        match (part, key.owner) {
            (Part::Lane, _) => self.lanes[key.lane()].read(key.id, text, fiber),
            (Part::Stimulus, _) => self.stimulus.read(key.id, text, fiber),
            (Part::View, _) => self.view.read(key.id, text, fiber),
            (Part::Electrode, Owner::Electrode(electrode)) => self.electrodes[electrode].read(key.id, text, fiber),
            (Part::Electrode, _) => Err(None),
        }
    }

    fn allowed(&self, key: Key) -> Sentence {
        parameter(key.id).map(|parameter| parameter.allowed(self.limiting(key))).unwrap_or_default()
    }

    /// The fiber whose limits hold for a key: its lane's, but those of a patch's membrane are the membrane's.
    fn limiting(&self, key: Key) -> FiberKind {
        match self.fiber(key.lane()) {
            FiberKind::Patch if parameter(key.id).is_some_and(|parameter| parameter.by_membrane) => {
                FiberKind::of(self.membrane(key.lane()))
            }
            fiber => fiber,
        }
    }
}

fn bytes(length: usize) -> String {
    [&write_whole(length), " bytes"].concat()
}

/// Keys and values, with what a browser encodes decoded.
fn decoded(text: &str) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    form_urlencoded::parse(text.as_bytes())
}

/// What happens with a value that is not allowed: the nearest is taken, or none, and so the default.
fn taken_instead(nearest: &Option<String>) -> Sentence {
    match nearest {
        Some(value) => sentence!("{} is used", value),
        None => "the default is used".into(),
    }
}

fn known_keys() -> Sentence {
    let ids: Vec<&str> = std::iter::once("v").chain(parameters().map(|parameter| parameter.id)).collect();
    sentence!("the keys {}", ids.join(", "))
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
    let mut changed = scenario.clone();
    // As long as the whole text may be, so that what is read next is short.
    let length = name.len() + value.len();
    let notice = if length <= MAX_TEXT_BYTES { change(&mut changed, name, value) } else { None };
    // What can be set, must be a link that opens.
    let length = if length <= MAX_TEXT_BYTES { changed.text().len() } else { length };
    if length > MAX_TEXT_BYTES {
        let allowed = sentence!("up to {} bytes in the whole scenario", write_whole(MAX_TEXT_BYTES));
        let error = ScenarioError::new(name, &bytes(length), allowed);
        return Some(Notice { error, instead: "it is ignored".into() });
    }
    *scenario = changed;
    notice
}

fn change(scenario: &mut Scenario, name: &str, value: &str) -> Option<Notice> {
    let key = Key::parse(name);
    let lane = key.lane();
    let exists = match key.owner {
        // One electrode more than there are can be set: it is added.
        Owner::Electrode(electrode) => electrode <= scenario.electrodes.len(),
        Owner::Lane(_) | Owner::Nobody => lane < scenario.lanes.len(),
    };
    let Some(part) = key.part().filter(|_| exists) else {
        let error = ScenarioError::new(name, value, known_keys());
        return Some(Notice { error, instead: "it is ignored".into() });
    };
    if key.owner == Owner::Electrode(scenario.electrodes.len()) {
        scenario.electrodes.push(ElectrodeParameters::default());
    }
    let before = (scenario.fiber(lane), scenario.membrane(lane));
    let notice = scenario.read(part, key, value).err().map(|taken| {
        let error = ScenarioError::new(name, value, scenario.allowed(key));
        Notice { error, instead: taken_instead(&taken) }
    });
    if before != (scenario.fiber(lane), scenario.membrane(lane)) {
        // Another fiber has other limits: what no longer fits goes back to its default.
        for (id, text) in scenario.lanes[lane].write() {
            let key = Key { id, ..key };
            if scenario.read(Part::Lane, key, &text).is_err() {
                let _ = scenario.read(Part::Lane, key, "");
            }
        }
    }
    scenario.forget_default_fibers();
    let first = scenario.reconcile().into_iter().next();
    notice.or(first)
}

//! Text into a [`Draft`], with everything that could not be read.
//!
//! The top level is taken apart into borrowed raw values first, then each
//! element of each list is read on its own, because serde stops at the first
//! error of whatever it reads.

use super::code::Code;
use super::diagnostic::Diagnostic;
use super::draft::{Draft, Places};
use super::explain::{explain, too_deep};
use super::findings::Findings;
use super::locate::{Step, children, key_name, locate, node_from};
use super::near::nearest;
use super::section::Section;
use super::syntax::syntax;
use super::tokens::deeper_than;
use ron::error::SpannedError;
use ron::value::RawValue;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

/// Bytes that a scenario may have.
const LARGEST: usize = 4 * 1024 * 1024;

/// Brackets inside each other. ron counts up to four levels for two brackets
/// and stops at 128 of them, without telling where.
const DEEPEST: usize = 48;

/// Elements that a list may have.
const LONGEST: usize = 20_000;

/// Profiles that a scenario may have: it is loaded once for each.
const PROFILES: usize = 20;

/// How RON is read: `Some(x)` may be written `x`.
pub(super) fn options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

/// A key and its raw value, both borrowed from the text.
struct Entry<'t> {
    key: &'t str,
    value: &'t RawValue,
}

/// The whole text as a struct of whatever fields it has.
struct Entries<'t>(Vec<Entry<'t>>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Entries<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a scenario in parentheses")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(Key(key)) = map.next_key()? {
                    entries.push(Entry {
                        key,
                        value: map.next_value()?,
                    });
                }
                Ok(Entries(entries))
            }
        }
        from.deserialize_struct("Scenario", &[], Fields)
    }
}

/// A field's name as it stands in the text.
struct Key<'t>(&'t str);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Word;
        impl<'de> Visitor<'de> for Word {
            type Value = Key<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a section")
            }
            fn visit_borrowed_str<E>(self, word: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(word))
            }
        }
        from.deserialize_identifier(Word)
    }
}

/// The place of a part of the text that was borrowed from it.
fn place(text: &str, part: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize)
        .saturating_sub(text.as_ptr() as usize)
        .min(text.len());
    start..(start + part.len()).min(text.len())
}

/// Why a text cannot be taken apart; nothing when it can.
fn stops(text: &str) -> Option<SpannedError> {
    // Whatever this lets through is read again with more care.
    options().from_str::<Entries<'_>>(text).err()
}

/// Reads a text. Nothing when it cannot be taken apart at all.
pub(super) fn read<'t>(text: &'t str, findings: &mut Findings) -> Option<Draft<'t>> {
    if text.len() > LARGEST {
        findings.add(
            Diagnostic::new(
                Code::TooLarge,
                0..0,
                format!(
                    "the text has {} bytes; a scenario may have {LARGEST}",
                    text.len()
                ),
            )
            .hint("is this a scenario? Long texts do not belong into one"),
        );
        return None;
    }
    if let Some(bracket) = deeper_than(text, DEEPEST) {
        findings.add(too_deep(bracket));
        return None;
    }
    let entries = match options().from_str::<Entries<'t>>(text) {
        Ok(Entries(entries)) => entries,
        Err(error) => {
            findings.add(syntax(text, &error, stops));
            return None;
        }
    };
    let mut reader = Reader {
        draft: Draft::empty(text),
        findings,
    };
    for entry in &entries {
        reader.section(entry);
    }
    reader.missing();
    Some(reader.draft)
}

struct Reader<'t, 'f> {
    draft: Draft<'t>,
    findings: &'f mut Findings,
}

impl<'t> Reader<'t, '_> {
    fn section(&mut self, entry: &Entry<'t>) {
        let key = place(self.draft.text, entry.key);
        let Some(section) = Section::named(entry.key) else {
            let mut finding = Diagnostic::new(
                Code::UnknownField,
                key,
                format!("a scenario has no section `{}`", entry.key),
            )
            .label("unknown section");
            if let Some(name) =
                nearest(entry.key, Section::ALL.iter().map(|section| section.name()))
            {
                finding = finding.hint(format!("did you mean `{name}`?"));
            }
            return self.findings.add(finding);
        };
        if let Some(first) = self.draft.places.get(&section) {
            let first = first.key.clone();
            return self.findings.add(
                Diagnostic::new(
                    Code::DuplicateField,
                    key,
                    format!("the section `{}` is written twice", entry.key),
                )
                .label("written again here")
                .related(first, "first written here")
                .hint("put both into one"),
            );
        }
        let value = place(self.draft.text, entry.value.get_ron());
        let places = Places {
            key,
            value: value.clone(),
            items: Vec::new(),
        };
        self.draft.places.insert(section, places);
        match section {
            Section::Head => self.draft.head = self.one(section, &value),
            Section::Terms => {
                self.draft.terms = self.one(section, &value).unwrap_or_default();
                self.repeated_terms(value.start);
            }
            Section::Clock => self.draft.clock = self.one(section, &value),
            Section::Rubric => self.draft.rubric = self.one(section, &value).unwrap_or_default(),
            Section::Scenes => self.draft.scenes = self.list(section, &value),
            Section::Deadlines => self.draft.deadlines = self.list(section, &value),
            Section::TimeBoxes => self.draft.time_boxes = self.list(section, &value),
            Section::Severity => self.draft.severity = self.list(section, &value),
            Section::Incidents => self.draft.incidents = self.list(section, &value),
            Section::Channels => self.draft.channels = self.list(section, &value),
            Section::Topics => self.draft.topics = self.list(section, &value),
            Section::Services => self.draft.services = self.list(section, &value),
            Section::Variables => self.draft.variables = self.list(section, &value),
            Section::Flows => self.draft.flows = self.list(section, &value),
            Section::Thresholds => self.draft.thresholds = self.list(section, &value),
            Section::Roles => self.draft.roles = self.list(section, &value),
            Section::Responsibilities => self.draft.responsibilities = self.list(section, &value),
            Section::Facts => self.draft.facts = self.list(section, &value),
            Section::Options => self.draft.options = self.list(section, &value),
            Section::Staff => self.draft.staff = self.list(section, &value),
            Section::Strain => self.draft.strain = self.one(section, &value).unwrap_or_default(),
            Section::Variants => self.draft.variants = self.list(section, &value),
            Section::Profiles => self.draft.profiles = self.list(section, &value),
            Section::Profile => self.draft.profile = self.one(section, &value),
            Section::Dice => self.draft.dice = self.one(section, &value).unwrap_or_default(),
            Section::Tools => self.draft.tools = self.list(section, &value),
            Section::Actions => self.draft.actions = self.list(section, &value),
            Section::Complications => self.draft.complications = self.list(section, &value),
            Section::Gates => self.draft.gates = self.list(section, &value),
            Section::Retrospective => {
                self.draft.retrospective = self.one(section, &value).unwrap_or_default();
            }
            Section::Milestones => self.draft.milestones = self.list(section, &value),
            Section::Injects => self.draft.injects = self.list(section, &value),
            Section::Endings => self.draft.endings = self.list(section, &value),
            Section::Jargon => self.draft.jargon = self.list(section, &value),
        }
    }

    /// Sections that every scenario has and this one has not.
    fn missing(&mut self) {
        let absent =
            |section: &Section| section.required() && !self.draft.places.contains_key(section);
        let sections: Vec<Section> = Section::ALL.iter().copied().filter(absent).collect();
        if sections.is_empty() {
            return;
        }
        let names: Vec<String> = sections
            .iter()
            .map(|section| format!("`{}`", section.name()))
            .collect();
        let opening = node_from(self.draft.text, 0).map_or(0..0, |node| node.head);
        self.findings.add(
            Diagnostic::new(
                Code::MissingField,
                opening,
                format!("missing sections: {}", names.join(", ")),
            )
            .label("in this scenario"),
        );
        self.draft.holes.extend(sections);
    }

    /// Terms given twice: a map keeps the last one without a word.
    fn repeated_terms(&mut self, at: usize) {
        let text = self.draft.text;
        let terms = node_from(text, at).map_or_else(Vec::new, |node| children(text, &node));
        let mut given: BTreeMap<&str, Range<usize>> = BTreeMap::new();
        for key in terms.into_iter().filter_map(|child| child.key) {
            let name = key_name(text, &key);
            if let Some(first) = given.get(name) {
                self.findings.add(
                    Diagnostic::new(
                        Code::DuplicateField,
                        key,
                        format!("the term `{name}` is given twice"),
                    )
                    .label("given again here")
                    .related(first.clone(), "first given here"),
                );
            } else {
                given.insert(name, key);
            }
        }
    }

    /// Reads one value; a finding and nothing when it cannot be read.
    fn value<T: Deserialize<'t>>(&mut self, section: Section, at: &Range<usize>) -> Option<T> {
        let (text, raw) = (self.draft.text, &self.draft.text[at.clone()]);
        let options = options();
        let mut from = match ron::Deserializer::from_str_with_options(raw, &options) {
            Ok(from) => from,
            Err(error) => {
                self.findings.add(syntax(text, &error, stops));
                return None;
            }
        };
        let mut track = serde_path_to_error::Track::new();
        let read = T::deserialize(serde_path_to_error::Deserializer::new(
            &mut from, &mut track,
        ));
        match read.and_then(|value| from.end().map(|()| value)) {
            Ok(value) => Some(value),
            Err(code) => {
                let error = from.span_error(code);
                self.findings
                    .add(explain(text, at, section, &track.path(), &error));
                None
            }
        }
    }

    /// A section that is one value.
    fn one<T: Deserialize<'t>>(&mut self, section: Section, at: &Range<usize>) -> Option<T> {
        let value = self.value(section, at);
        if value.is_none() {
            self.draft.holes.insert(section);
        }
        value
    }

    /// A section that is a list, each element on its own.
    fn list<T: Deserialize<'t>>(&mut self, section: Section, at: &Range<usize>) -> Vec<T> {
        let Some(raws) = self.one::<Vec<&RawValue>>(section, at) else {
            return Vec::new();
        };
        let most = match section {
            Section::Profiles => PROFILES,
            _ => LONGEST,
        };
        if raws.len() > most {
            self.draft.holes.insert(section);
            let key = self.draft.section(section);
            self.findings.add(
                Diagnostic::new(
                    Code::TooMany,
                    key,
                    format!(
                        "`{}` has {} elements; it may have {most}",
                        section.name(),
                        raws.len()
                    ),
                )
                .label("this list"),
            );
            return Vec::new();
        }
        let mut values = Vec::with_capacity(raws.len());
        let mut items = Vec::with_capacity(raws.len());
        for raw in raws {
            let item = place(self.draft.text, raw.get_ron());
            match self.value(section, &item) {
                Some(value) => {
                    values.push(value);
                    items.push(item);
                }
                None => self.lose(section, &item),
            }
        }
        if let Some(places) = self.draft.places.get_mut(&section) {
            places.items = items;
        }
        values
    }

    /// Remembers the id of an element that could not be read.
    fn lose(&mut self, section: Section, item: &Range<usize>) {
        let text = self.draft.text;
        let id = locate(text, item.start, [Step::Field("id")])
            .map(|node| &text[node.range])
            .and_then(|quoted| quoted.strip_prefix('"')?.strip_suffix('"'));
        match id {
            Some(id) => {
                self.draft.lost.insert((section, id));
            }
            None => {
                self.draft.holes.insert(section);
            }
        }
    }
}

//! Where an element of a scenario stands in its text, for findings that come
//! from playing it: they know an element by its id.
//!
//! All profiles are looked at, whichever is chosen. Absent on purpose: any
//! judgement of what is found there.

use super::draft::{Draft, Trail};
use super::findings::Findings;
use super::read::read;
use super::section::Section;
use crate::model::*;
use std::collections::BTreeMap;
use std::ops::Range;

/// An element that a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// An inject; its trigger is pointed at.
    Inject(InjectId),
    /// A fact.
    Fact(FactId),
    /// A milestone.
    Milestone(MilestoneId),
    /// An option.
    Course(OptionId),
    /// An ending.
    Ending(Name),
    /// A deadline.
    Deadline(DeadlineId),
    /// A variant of the story.
    Variant(VariantId),
    /// A way of holding it.
    Profile(ProfileId),
    /// All endings.
    Endings,
    /// All incidents.
    Incidents,
}

/// The places of the elements of one text.
#[derive(Debug)]
pub struct Elements<'t> {
    draft: Draft<'t>,
    found: BTreeMap<Element, (Section, usize)>,
}

impl<'t> Elements<'t> {
    /// Reads a text; nothing when it cannot be taken apart.
    pub fn of(text: &'t str) -> Option<Self> {
        let draft = read(text, &mut Findings::default())?;
        let mut found = BTreeMap::new();
        let mut put = |section: Section, elements: Vec<Element>| {
            for (item, element) in elements.into_iter().enumerate() {
                found.entry(element).or_insert((section, item));
            }
        };
        let injects = draft.injects.iter().map(|part| Element::Inject(part.id));
        put(Section::Injects, injects.collect());
        let facts = draft.facts.iter().map(|part| Element::Fact(part.id));
        put(Section::Facts, facts.collect());
        let milestones = draft.milestones.iter();
        let milestones = milestones.map(|part| Element::Milestone(part.id));
        put(Section::Milestones, milestones.collect());
        let options = draft.options.iter().map(|part| Element::Course(part.id));
        put(Section::Options, options.collect());
        let endings = draft.endings.iter().map(|part| Element::Ending(part.id));
        put(Section::Endings, endings.collect());
        let deadlines = draft.deadlines.iter();
        let deadlines = deadlines.map(|part| Element::Deadline(part.id));
        put(Section::Deadlines, deadlines.collect());
        let variants = draft.variants.iter();
        let variants = variants.map(|part| Element::Variant(part.id));
        put(Section::Variants, variants.collect());
        let profiles = draft.profiles.iter();
        let profiles = profiles.map(|part| Element::Profile(part.id));
        put(Section::Profiles, profiles.collect());
        Some(Self { draft, found })
    }

    /// All of an element; nothing for a section, or what is not in the text.
    pub fn whole(&self, element: Element) -> Option<Range<usize>> {
        let (section, item) = self.found.get(&element)?;
        let items = &self.draft.places.get(section)?.items;
        items.get(*item).cloned()
    }

    /// Where an element is pointed at: at what makes it happen, else at its id.
    pub fn place(&self, element: Element) -> Range<usize> {
        let Some((section, item)) = self.found.get(&element) else {
            return self.draft.section(match element {
                Element::Incidents => Section::Incidents,
                _ => Section::Endings,
            });
        };
        let field = match element {
            Element::Inject(_) => "trigger",
            Element::Ending(_) => "when",
            _ => "id",
        };
        self.draft.place(&Trail::of(*section, *item).field(field))
    }
}

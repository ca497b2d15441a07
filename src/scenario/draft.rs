//! A scenario between reading and checking: what could be read, and where
//! each element stands in the text.
//!
//! Unlike a [`Document`] it may have holes: an element that could not be read
//! is missing from its list, and `lost` or `holes` tell so, lest its absence
//! is blamed on whoever names it.

use super::locate::{Node, Step, children, first_token, key_name, locate};
use super::parts::*;
use super::section::Section;
use super::whole::Document;
use crate::model::{InjectId, Name, ProfileId};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Elements of more bytes are pointed at as a whole: following a path reads
/// the element again, once a finding.
const FAR: usize = 32 * 1024;

/// Where a section and its elements stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// The section's name in the text.
    pub(super) key: Range<usize>,
    /// The section's value.
    pub(super) value: Range<usize>,
    /// Each element that could be read, in order.
    pub(super) items: Vec<Range<usize>>,
}

/// Where something stands: an element of a section, and a path into it.
#[derive(Clone, Debug)]
pub(super) struct Trail {
    pub(super) section: Section,
    /// The element's place in its list; 0 for a section that is no list.
    pub(super) item: usize,
    pub(super) steps: Vec<Step<'static>>,
}

impl Trail {
    /// The element itself.
    pub(super) fn of(section: Section, item: usize) -> Self {
        Self {
            section,
            item,
            steps: Vec::new(),
        }
    }

    /// A field of it.
    pub(super) fn field(mut self, name: &'static str) -> Self {
        self.steps.push(Step::Field(name));
        self
    }

    /// The nth of it.
    pub(super) fn item(mut self, nth: usize) -> Self {
        self.steps.push(Step::Item(nth));
        self
    }
}

/// What could be read of a scenario.
#[derive(Debug)]
pub(super) struct Draft<'t> {
    pub(super) text: &'t str,
    pub(super) places: BTreeMap<Section, Places>,
    /// Ids of elements that are there, but could not be read.
    pub(super) lost: BTreeSet<(Section, &'t str)>,
    /// Sections of which something is missing without a known id.
    pub(super) holes: BTreeSet<Section>,
    pub(super) head: Option<Head>,
    pub(super) terms: BTreeMap<Name, String>,
    pub(super) clock: Option<Clock>,
    pub(super) scenes: Vec<Scene>,
    pub(super) deadlines: Vec<Deadline>,
    pub(super) time_boxes: Vec<TimeBox>,
    pub(super) severity: Vec<SeverityRule>,
    pub(super) incidents: Vec<Incident>,
    pub(super) channels: Vec<Channel>,
    pub(super) topics: Vec<Topic>,
    pub(super) services: Vec<Service>,
    pub(super) variables: Vec<Variable>,
    pub(super) flows: Vec<Flow>,
    pub(super) thresholds: Vec<Threshold>,
    pub(super) roles: Vec<Role>,
    pub(super) staff: Vec<Engineer>,
    pub(super) strain: Strain,
    pub(super) responsibilities: Vec<Responsibility>,
    pub(super) facts: Vec<Fact>,
    pub(super) options: Vec<Course>,
    pub(super) variants: Vec<Variant>,
    pub(super) profiles: Vec<Profile>,
    pub(super) profile: Option<ProfileId>,
    /// Whether it is another one than the text itself chooses.
    pub(super) another: bool,
    /// For each element that belongs to some profiles, whichever is chosen: to
    /// which.
    pub(super) profiled: Vec<Vec<ProfileId>>,
    pub(super) dice: DiceRules,
    pub(super) tools: Vec<Tool>,
    pub(super) actions: Vec<Action>,
    pub(super) complications: Vec<InjectId>,
    pub(super) milestones: Vec<Milestone>,
    pub(super) injects: Vec<Inject>,
    pub(super) endings: Vec<Ending>,
    pub(super) jargon: Vec<String>,
    pub(super) rubric: Rubric,
    pub(super) gates: Vec<Gate>,
    pub(super) retrospective: Retrospective,
}

impl<'t> Draft<'t> {
    /// Nothing read yet.
    pub(super) fn empty(text: &'t str) -> Self {
        Self {
            text,
            places: BTreeMap::new(),
            lost: BTreeSet::new(),
            holes: BTreeSet::new(),
            head: None,
            terms: BTreeMap::new(),
            clock: None,
            scenes: Vec::new(),
            deadlines: Vec::new(),
            time_boxes: Vec::new(),
            severity: Vec::new(),
            incidents: Vec::new(),
            channels: Vec::new(),
            topics: Vec::new(),
            services: Vec::new(),
            variables: Vec::new(),
            flows: Vec::new(),
            thresholds: Vec::new(),
            roles: Vec::new(),
            staff: Vec::new(),
            strain: Strain::default(),
            responsibilities: Vec::new(),
            facts: Vec::new(),
            options: Vec::new(),
            variants: Vec::new(),
            profiles: Vec::new(),
            profile: None,
            another: false,
            profiled: Vec::new(),
            dice: DiceRules::default(),
            tools: Vec::new(),
            actions: Vec::new(),
            complications: Vec::new(),
            milestones: Vec::new(),
            injects: Vec::new(),
            endings: Vec::new(),
            jargon: Vec::new(),
            rubric: Rubric::default(),
            gates: Vec::new(),
            retrospective: Retrospective::default(),
        }
    }

    /// Whether every element of a section could be read.
    pub(super) fn whole(&self, section: Section) -> bool {
        !self.holes.contains(&section) && !self.lost.iter().any(|(lost, _)| *lost == section)
    }

    /// Whether everything could be read, so that what is not there was not
    /// written.
    pub(super) fn complete(&self) -> bool {
        self.holes.is_empty() && self.lost.is_empty()
    }

    /// The name of a section in the text; the text's beginning when the
    /// section is not there.
    pub(super) fn section(&self, section: Section) -> Range<usize> {
        self.places
            .get(&section)
            .map_or(0..0, |places| places.key.clone())
    }

    fn node(&self, trail: &Trail) -> Option<Node> {
        let places = self.places.get(&trail.section)?;
        let item = places.items.get(trail.item).unwrap_or(&places.value);
        if item.len() > FAR {
            return first_token(self.text, item.start);
        }
        locate(self.text, item.start, trail.steps.iter().copied())
    }

    /// The place at the end of a trail; the nearest one on the way when the
    /// author left it out.
    pub(super) fn place(&self, trail: &Trail) -> Range<usize> {
        match self.node(trail) {
            // A value over many lines is pointed at by its beginning.
            Some(node) if self.text[node.range.clone()].contains('\n') => node.head,
            Some(node) => node.range,
            None => self.section(trail.section),
        }
    }

    /// The name of a field at the end of a trail, or the place of what should
    /// have it.
    pub(super) fn key(&self, trail: &Trail, field: &str) -> Range<usize> {
        self.node(trail)
            .and_then(|node| {
                let mut inside = children(self.text, &node)
                    .into_iter()
                    .filter_map(|child| child.key);
                inside.find(|key| key_name(self.text, key) == field)
            })
            .unwrap_or_else(|| self.place(trail))
    }

    /// Everything at its place in a document, when head and clock are there.
    pub(super) fn into_document(self) -> Option<Document> {
        Some(Document {
            head: self.head?,
            terms: self.terms,
            clock: self.clock?,
            scenes: self.scenes,
            deadlines: self.deadlines,
            time_boxes: self.time_boxes,
            severity: self.severity,
            incidents: self.incidents,
            channels: self.channels,
            topics: self.topics,
            services: self.services,
            variables: self.variables,
            flows: self.flows,
            thresholds: self.thresholds,
            roles: self.roles,
            staff: self.staff,
            strain: self.strain,
            responsibilities: self.responsibilities,
            facts: self.facts,
            options: self.options,
            variants: self.variants,
            profiles: self.profiles,
            profile: self.profile,
            dice: self.dice,
            tools: self.tools,
            actions: self.actions,
            complications: self.complications,
            milestones: self.milestones,
            injects: self.injects,
            endings: self.endings,
            jargon: self.jargon,
            rubric: self.rubric,
            gates: self.gates,
            retrospective: self.retrospective,
        })
    }
}

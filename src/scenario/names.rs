//! Which ids there are, and where each one is given.

use super::draft::{Draft, Trail};
use super::section::Section;
use std::collections::BTreeMap;

/// The ids of a draft by section. The objectives count as the head's.
#[derive(Debug, Default)]
pub(super) struct Names<'d> {
    given: BTreeMap<Section, BTreeMap<&'d str, Trail>>,
    /// Ids given again: the first and the later place.
    pub(super) twice: Vec<(&'d str, Trail, Trail)>,
}

impl<'d> Names<'d> {
    /// All ids of a draft.
    pub(super) fn of(draft: &'d Draft<'_>) -> Self {
        let mut names = Self::default();
        if let Some(head) = &draft.head {
            for (nth, objective) in head.objectives.iter().enumerate() {
                let trail = Trail::of(Section::Head, 0).field("objectives").item(nth);
                names.add(objective.id.as_str(), trail.field("id"));
            }
        }
        names.list(
            Section::Scenes,
            draft.scenes.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::Deadlines,
            draft.deadlines.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::TimeBoxes,
            draft.time_boxes.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::Incidents,
            draft.incidents.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::Channels,
            draft.channels.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::Topics,
            draft.topics.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::Services,
            draft.services.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::Variables,
            draft.variables.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::Flows,
            draft.flows.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::Thresholds,
            draft.thresholds.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::Roles,
            draft.roles.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::Staff,
            draft.staff.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::Responsibilities,
            draft.responsibilities.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::Facts,
            draft.facts.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::Options,
            draft.options.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::Variants,
            draft.variants.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::Profiles,
            draft.profiles.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::Tools,
            draft.tools.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::Actions,
            draft.actions.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::Gates,
            draft.gates.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::Milestones,
            draft.milestones.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::Injects,
            draft.injects.iter().map(|part| part.id.as_str()),
        );
        names.list(
            Section::Endings,
            draft.endings.iter().map(|part| part.id.as_str()),
        );
        names
    }

    fn list(&mut self, section: Section, ids: impl Iterator<Item = &'d str>) {
        for (item, id) in ids.enumerate() {
            self.add(id, Trail::of(section, item).field("id"));
        }
    }

    fn add(&mut self, id: &'d str, trail: Trail) {
        let given = self.given.entry(trail.section).or_default();
        match given.get(id) {
            Some(first) => self.twice.push((id, first.clone(), trail)),
            None => {
                given.insert(id, trail);
            }
        }
    }

    /// Where an id of a section is first given.
    pub(super) fn get(&self, section: Section, id: &str) -> Option<&Trail> {
        self.given.get(&section)?.get(id)
    }

    /// All ids of a section.
    pub(super) fn all(&self, section: Section) -> impl Iterator<Item = &'d str> + '_ {
        self.given
            .get(&section)
            .into_iter()
            .flat_map(|ids| ids.keys().copied())
    }

    /// The sections, other than this one, in which there is such an id.
    pub(super) fn elsewhere(&self, section: Section, id: &str) -> Option<Section> {
        let mut sections = self
            .given
            .iter()
            .filter(|(other, ids)| **other != section && ids.contains_key(id));
        sections.next().map(|(other, _)| *other)
    }
}

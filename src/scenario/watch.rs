//! What the conditions of a scenario depend on, gathered once, so that the
//! engine looks at a moment, a level or a pattern only when it can matter.

use super::parts::*;
use super::whole::Document;
use crate::model::{Quantity, Span, VarId};

/// What conditions depend on.
#[derive(Default)]
pub(super) struct Watch {
    pub(super) patterns: Vec<MovePattern>,
    pub(super) absences: Vec<(usize, Span)>,
    pub(super) moments: Vec<Moment>,
    pub(super) levels: Vec<(VarId, Is, Quantity)>,
}

impl Watch {
    /// Gathers from every condition of a document.
    pub(super) fn over(doc: &Document) -> Self {
        let mut watch = Self::default();
        let maybe = doc
            .scenes
            .iter()
            .filter_map(|part| part.done.as_ref())
            .chain(doc.deadlines.iter().filter_map(|part| part.met.as_ref()))
            .chain(doc.incidents.iter().map(|part| &part.resolved))
            .chain(doc.variables.iter().filter_map(|part| part.shown.as_ref()))
            .chain(doc.flows.iter().map(|part| &part.during))
            .chain(doc.facts.iter().filter_map(|part| part.when.as_ref()))
            .chain(doc.options.iter().filter_map(|part| part.requires.as_ref()))
            .chain(doc.options.iter().filter_map(|part| part.excluded.as_ref()))
            .chain(doc.milestones.iter().filter_map(|part| part.when.as_ref()))
            .chain(doc.endings.iter().map(|part| &part.when))
            .chain(doc.roles.iter().flat_map(|part| {
                part.persona
                    .objections
                    .iter()
                    .filter_map(|objection| objection.when.as_ref())
            }))
            .chain(doc.injects.iter().filter_map(|part| match &part.trigger {
                Trigger::When(when) => Some(when),
                _ => None,
            }));
        for condition in maybe {
            watch.add(condition);
        }
        for threshold in &doc.thresholds {
            watch
                .levels
                .push((threshold.var, threshold.is, threshold.value));
        }
        watch
    }

    fn add(&mut self, condition: &Condition) {
        match condition {
            Condition::At(moment) if !self.moments.contains(moment) => self.moments.push(*moment),
            Condition::Var(var, is, value) => self.levels.push((*var, *is, *value)),
            Condition::Made(pattern) => {
                self.pattern(pattern);
            }
            Condition::NotMade(pattern, span) => {
                let at = self.pattern(pattern);
                if !self.absences.contains(&(at, *span)) {
                    self.absences.push((at, *span));
                }
            }
            Condition::All(all) | Condition::Any(all) => all.iter().for_each(|one| self.add(one)),
            Condition::Not(not) => self.add(not),
            _ => {}
        }
    }

    /// The place of a pattern, which is added if it is new.
    fn pattern(&mut self, pattern: &MovePattern) -> usize {
        let known = self.patterns.iter().position(|known| known == pattern);
        known.unwrap_or_else(|| {
            self.patterns.push(pattern.clone());
            self.patterns.len() - 1
        })
    }
}

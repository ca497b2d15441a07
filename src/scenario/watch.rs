//! What the conditions of a scenario depend on, gathered once, so that the
//! engine looks at a moment, a level, a pattern or the ring of a message only
//! when it can matter.

use super::draft::Draft;
use super::parts::*;
use super::walk::{Seen, walk};
use crate::model::{Quantity, Span, VarId};
use crate::text::Saying;
use std::collections::BTreeSet;

/// What conditions depend on.
#[derive(Default)]
pub(super) struct Watch {
    pub(super) patterns: Vec<MovePattern>,
    pub(super) absences: Vec<(usize, Span)>,
    pub(super) moments: Vec<Moment>,
    pub(super) levels: Vec<(VarId, Is, Quantity)>,
    pub(super) sayings: BTreeSet<Saying>,
}

impl Watch {
    /// Gathers from every condition of a draft.
    pub(super) fn over(draft: &Draft<'_>) -> Self {
        let mut watch = Self::default();
        walk(draft, &mut |_, seen| match seen {
            Seen::Condition(condition) => watch.condition(condition),
            Seen::Pattern(pattern) => watch
                .sayings
                .extend(pattern.says.iter().chain(&pattern.lacks)),
            _ => {}
        });
        for threshold in &draft.thresholds {
            watch
                .levels
                .push((threshold.var, threshold.is, threshold.value));
        }
        let demands = draft.injects.iter().filter_map(|part| part.demand.as_ref());
        for demand in demands.filter(|demand| !demand.needs.is_empty()) {
            watch
                .sayings
                .extend(demand.needs.iter().chain(&demand.lacks));
            watch.sayings.insert(Saying::Vague);
        }
        watch
    }

    /// A condition itself: those inside it are walked by as well.
    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::At(moment) if !self.moments.contains(moment) => self.moments.push(*moment),
            Condition::Var(var, is, value) => self.levels.push((*var, *is, *value)),
            Condition::Made(pattern) | Condition::MadeSince(pattern, _) => {
                self.pattern(pattern);
            }
            Condition::NotMade(pattern, span) => {
                let at = self.pattern(pattern);
                if !self.absences.contains(&(at, *span)) {
                    self.absences.push((at, *span));
                }
            }
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

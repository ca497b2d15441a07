//! Whether a condition holds, and whether a move fits a pattern.

use super::event::Moved;
use super::state::{InjectStage, LastMade, PromiseStage, State};
use crate::model::*;
use crate::scenario::{Cell, Condition, Is, MovePattern, OptionStage, Scenario, Since};

impl State {
    /// Whether a condition holds now.
    pub fn holds(&self, scenario: &Scenario, condition: &Condition) -> bool {
        match condition {
            Condition::Always => true,
            Condition::At(moment) => self.now >= scenario.at(*moment),
            Condition::Var(var, is, value) => {
                self.value(scenario, *var).is_some_and(|now| match is {
                    Is::AtLeast => now.milli >= value.milli,
                    Is::AtMost => now.milli <= value.milli,
                })
            }
            Condition::Milestone(id) => self.milestones.contains_key(id),
            Condition::Told(fact) => self.told.contains_key(fact),
            Condition::Knows(seat, fact) => self.knows(*seat, *fact),
            Condition::Made(pattern) => self.last_made(scenario, pattern).is_some(),
            Condition::MadeSince(pattern, since) => self.since(*since).is_some_and(|since| {
                self.last_made(scenario, pattern)
                    .is_some_and(|last| last.at >= since)
            }),
            Condition::NotMade(pattern, span) => {
                let last = self.last_made(scenario, pattern);
                let since = last.map_or(SimTime::ZERO, |last| last.played);
                self.played().since(since) >= *span
            }
            Condition::Option(option, stage) => self.stage_holds(*option, *stage),
            Condition::Scene(scene) => self.scene == Some(*scene) && self.cut.is_none(),
            Condition::Released(inject) => {
                matches!(self.injects.get(inject), Some(InjectStage::Released(_)))
            }
            Condition::Missed(deadline) => self.deadlines.get(deadline) == Some(&false),
            Condition::Hands(incident, skill, count) => {
                self.hands(scenario, *incident, *skill) >= usize::from(*count)
            }
            Condition::WornOut(staff) => self.engineer(*staff).is_some_and(|of| of.worn),
            Condition::Opened(incident) => self.has_opened(scenario, *incident),
            Condition::Resolved(incident) => self.resolved.contains_key(incident),
            Condition::Answered(inject) => self
                .asks
                .values()
                .any(|ask| ask.inject == Some(*inject) && ask.answered.is_some()),
            Condition::Broken(channel) => self.promises.values().any(|promise| {
                promise.channel == *channel && promise.stage == PromiseStage::Broken
            }),
            Condition::Variant(variant) => self.variant == Some(*variant),
            Condition::Profile(profile) => scenario.profile == Some(*profile),
            Condition::Turn(nth) => self.turns.begun >= *nth,
            Condition::Done(action) => self.tries(*action).done.is_some(),
            Condition::Tried(action, times) => self.tries(*action).all >= *times,
            Condition::Entries(kind, least) => {
                self.entries.get(kind).copied().unwrap_or(0) >= *least
            }
            Condition::All(all) => all.iter().all(|one| self.holds(scenario, one)),
            Condition::Any(any) => any.iter().any(|one| self.holds(scenario, one)),
            Condition::Not(not) => !self.holds(scenario, not),
        }
    }

    /// `Found` and `Decided` hold from then on; the stages of work hold while
    /// they last.
    fn stage_holds(&self, option: OptionId, stage: OptionStage) -> bool {
        let Some(of) = self.options.get(&option) else {
            return false;
        };
        match stage {
            OptionStage::Found => of.stage != OptionStage::Hidden,
            OptionStage::Decided => self.decisions.iter().any(|(chosen, ..)| *chosen == option),
            stage => of.stage == stage,
        }
    }

    /// When that happened; nothing while it has not.
    fn since(&self, since: Since) -> Option<SimTime> {
        match since {
            Since::Inject(id) => match self.injects.get(&id)? {
                InjectStage::Released(at) => Some(*at),
                _ => None,
            },
            Since::Milestone(id) => self.milestones.get(&id).copied(),
            Since::Scene => Some(self.scene_began),
        }
    }

    /// When such a move was last made.
    fn last_made(&self, scenario: &Scenario, pattern: &MovePattern) -> Option<LastMade> {
        let at = scenario
            .patterns
            .iter()
            .position(|known| known == pattern)?;
        *self.pattern_last.get(at)?
    }
}

/// Whether a move fits a pattern; `answers` is the seat whose message it
/// replies to.
pub(super) fn fits(
    scenario: &Scenario,
    pattern: &MovePattern,
    moved: &Moved,
    answers: Option<SeatId>,
) -> bool {
    let any = |wanted: bool, found: bool| !wanted || found;
    any(
        !pattern.kinds.is_empty(),
        pattern.kinds.contains(&moved.kind()),
    ) && any(!pattern.by.is_empty(), pattern.by.contains(&moved.seat))
        && any(
            !pattern.to.is_empty(),
            pattern
                .to
                .iter()
                .any(|seat| moved.to.contains(seat) || answers == Some(*seat)),
        )
        && any(
            !pattern.channel.is_empty(),
            moved
                .channel
                .is_some_and(|channel| pattern.channel.contains(&channel)),
        )
        && any(
            !pattern.topics.is_empty(),
            if pattern.every {
                let mut topics = pattern.topics.iter();
                topics.all(|topic| moved.topics.contains(topic))
            } else {
                let mut topics = pattern.topics.iter();
                topics.any(|topic| moved.topics.contains(topic))
            },
        )
        && pattern.says.iter().all(|does| moved.says.contains(does))
        && !pattern.lacks.iter().any(|does| moved.says.contains(does))
        && any(
            !pattern.option.is_empty(),
            moved
                .act
                .option()
                .is_some_and(|option| pattern.option.contains(&option)),
        )
        && any(
            !pattern.fact.is_empty(),
            pattern
                .fact
                .iter()
                .any(|fact| moved.act.facts().contains(fact)),
        )
        && any(
            !pattern.cells.is_empty(),
            pattern
                .cells
                .iter()
                .any(|cell| about_cell(scenario, moved, *cell)),
        )
        && any(
            !pattern.entry.is_empty(),
            moved
                .act
                .entry()
                .is_some_and(|entry| pattern.entry.contains(&entry.kind())),
        )
        && any(
            !pattern.action.is_empty(),
            moved
                .act
                .action()
                .is_some_and(|action| pattern.action.contains(&action)),
        )
        && any(pattern.technical, moved.technical)
}

fn about_cell(scenario: &Scenario, moved: &Moved, cell: Cell) -> bool {
    let by_topic = moved
        .topics
        .iter()
        .filter_map(|topic| scenario.topics.get(*topic))
        .any(|topic| topic.cell == Some(cell));
    let by_fact = moved
        .act
        .facts()
        .iter()
        .filter_map(|fact| scenario.facts.get(*fact))
        .any(|fact| fact.cells.iter().any(|(_, c)| *c == cell));
    by_topic || by_fact
}

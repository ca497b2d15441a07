//! What fallen dice bring: word of what was found, changes, complications.

use super::{Out, Todo};
use crate::engine::chance::Draws;
use crate::engine::decide::may_come;
use crate::engine::event::{Event, ReleasedBy};
use crate::engine::state::State;
use crate::model::*;
use crate::scenario::{ActionKind, Scenario};

impl Out<'_> {
    /// A roll's consequences. They come after all rolls of the turn, so that no
    /// result helps another.
    pub(super) fn rolled(&mut self, seat: SeatId, action: ActionId, of: Seq, succeeded: bool) {
        let Some(part) = self.scenario.actions.get(action) else {
            return;
        };
        if succeeded {
            // Only what is so can be found.
            let new = |fact: &&FactId| {
                let so = self.scenario.facts.get(**fact).is_some_and(|part| {
                    part.when
                        .as_ref()
                        .is_none_or(|when| self.state.holds(self.scenario, when))
                });
                so && !self.state.told().contains_key(fact)
            };
            let told: Vec<FactId> = part.tells.iter().filter(new).copied().collect();
            for fact in told {
                self.event(Event::Told {
                    fact,
                    from: seat,
                    of,
                    read: false,
                });
            }
            self.effects(&part.on_success);
            return;
        }
        self.effects(&part.on_failure);
        if part.kind == ActionKind::Changing {
            let nth = u32::from(self.state.tries(action).all);
            self.todo.push(Todo::Complication(Name::from(action), nth));
        }
    }

    /// An interrupt that nobody acted on brings another.
    pub(super) fn ignored(&mut self, inject: InjectId) {
        let turn = self.state.turns_begun();
        self.todo.push(Todo::Complication(Name::from(inject), turn));
    }
}

/// One of the complications that can still come, drawn under the key of what
/// brought it.
pub(in crate::engine) fn complication(
    state: &State,
    scenario: &Scenario,
    cause: Name,
    nth: u32,
) -> Option<Event> {
    let can = |id: &&InjectId| state.waits(**id) && may_come(state, scenario, **id);
    let waiting: Vec<InjectId> = scenario.complications.iter().filter(can).copied().collect();
    let nth = nth.to_string();
    let mut draws = Draws::of(state.seed(), &["complication", cause.as_str(), &nth]);
    let drawn = draws.below(u64::try_from(waiting.len()).unwrap_or(0));
    let inject = *waiting.get(usize::try_from(drawn).ok()?)?;
    Some(Event::Released {
        inject,
        how: ReleasedBy::Complication,
    })
}

//! Who had to be heard before a decision (handbook, "Who may decide what"): one
//! that is a business question as well is the commander's to make *after* an
//! executive was consulted. Asking a room in which one sits for objections is
//! enough; so is putting it to them, even if no answer came in time. Absent on
//! purpose: a refusal. The call stands, and that nobody was heard stands too.

use super::Out;
use crate::engine::event::Event;
use crate::engine::listen;
use crate::model::*;
use crate::scenario::{Authority, Purpose};

impl Out<'_> {
    /// Records a decision that an executive was to hear first and did not.
    pub(super) fn unheard(&mut self, seq: Seq, by: SeatId, option: OptionId) {
        let business = self
            .state
            .course(self.scenario, option)
            .is_some_and(|course| course.authority.contains(&Authority::Business));
        if !business {
            return;
        }
        let executives: Vec<SeatId> = self
            .scenario
            .roles
            .iter()
            .filter(|role| role.authority.contains(&Authority::Business))
            .map(|role| role.id)
            .filter(|seat| self.state.seated(self.scenario, *seat))
            .collect();
        // One who decides such questions needs to ask nobody.
        let Some(first) = executives
            .first()
            .copied()
            .filter(|_| !executives.contains(&by))
        else {
            return;
        };
        let consulted = executives
            .iter()
            .any(|seat| self.asked_to_object(*seat, option) || self.put_to(*seat, seq, option));
        if !consulted {
            self.event(Event::Unheard {
                option,
                seat: first,
                of: seq,
            });
        }
    }

    /// Whether somebody asked for objections where a seat could hear it, once
    /// the option was on the table.
    fn asked_to_object(&self, seat: SeatId, option: OptionId) -> bool {
        let found = self.state.found_at(option);
        self.state.asks().values().any(|ask| {
            ask.objections
                && ask.to.contains(&seat)
                && ask.from.seat() != Some(seat)
                && found.is_some_and(|found| ask.at >= found)
        })
    }

    /// Whether an option was spoken of with a seat before a move: words meant
    /// for them or for executives that name it, or words of their own.
    fn put_to(&self, seat: SeatId, before: Seq, option: OptionId) -> bool {
        let Some(course) = self.state.course(self.scenario, option) else {
            return false;
        };
        let executives = |channel: Option<ChannelId>| {
            channel
                .filter(|id| self.state.reads(self.scenario, seat, *id))
                .and_then(|id| self.scenario.channels.get(id))
                .is_some_and(|part| part.purpose == Purpose::Executives)
        };
        self.state.messages().range(..before).any(|(_, message)| {
            let with_them = message.seat == Some(seat)
                || message.seat.is_some()
                    && (message.to.contains(&seat) || executives(message.channel));
            with_them && listen::names(course, &message.text)
        })
    }
}

//! The parts of a scenario as a host calls them.

use super::numbers::Numbers;
use crate::model::*;
use crate::report::labels::by;
use crate::scenario::*;

/// Finds the words for ids.
#[derive(Clone, Copy)]
pub(super) struct Words<'s> {
    pub(super) scenario: &'s Scenario,
    pub(super) numbers: &'s Numbers,
}

impl<'s> Words<'s> {
    pub(super) fn new(scenario: &'s Scenario, numbers: &'s Numbers) -> Self {
        Self { scenario, numbers }
    }

    /// "Store lead".
    pub(super) fn seat(self, id: SeatId) -> &'s str {
        self.scenario
            .roles
            .get(id)
            .map_or("", |role| role.title.as_str())
    }

    /// "Store lead or Incident Commander".
    pub(super) fn seats(self, ids: &[SeatId]) -> String {
        either(ids.iter().map(|id| self.seat(*id)))
    }

    /// "War room".
    pub(super) fn channel(self, id: ChannelId) -> &'s str {
        self.scenario
            .channels
            .get(id)
            .map_or("", |channel| channel.title.as_str())
    }

    /// "“4 h”": a fact by its short words.
    pub(super) fn fact(self, id: FactId) -> String {
        let short = self
            .scenario
            .facts
            .get(id)
            .map_or("", |fact| fact.short.as_str());
        format!("“{short}”")
    }

    /// "A (New certificate)".
    pub(super) fn option(self, id: OptionId) -> String {
        self.scenario
            .options
            .get(id)
            .map_or_else(String::new, |one| format!("{} ({})", one.letter, one.name))
    }

    /// "no. 4".
    pub(super) fn inject(self, id: InjectId) -> String {
        format!("no. {}", self.numbers.number(id))
    }

    pub(super) fn topic(self, id: TopicId) -> &'s str {
        self.scenario
            .topics
            .get(id)
            .map_or("", |topic| topic.label.as_str())
    }

    pub(super) fn var(self, id: VarId) -> &'s str {
        self.scenario
            .variables
            .get(id)
            .map_or("", |var| var.label.as_str())
    }

    pub(super) fn incident(self, id: IncidentId) -> &'s str {
        self.scenario
            .incidents
            .get(id)
            .map_or("", |incident| incident.title.as_str())
    }

    pub(super) fn milestone(self, id: MilestoneId) -> &'s str {
        self.scenario
            .milestones
            .get(id)
            .map_or("", |milestone| milestone.title.as_str())
    }

    pub(super) fn deadline(self, id: DeadlineId) -> &'s str {
        self.scenario
            .deadlines
            .get(id)
            .map_or("", |deadline| deadline.label.as_str())
    }

    pub(super) fn engineer(self, id: StaffId) -> &'s str {
        self.scenario
            .staff
            .get(id)
            .map_or("", |engineer| engineer.name.as_str())
    }

    /// What the clock shows then: to the second where that is not a full
    /// minute.
    pub(super) fn clock(self, at: SimTime) -> String {
        let shown = self.scenario.shows(at);
        match at.0 % 60_000 {
            0 => shown.to_string(),
            _ => shown.with_seconds(),
        }
    }

    /// A moment on the clock.
    pub(super) fn moment(self, moment: Moment) -> String {
        self.clock(self.scenario.at(moment))
    }

    /// Who speaks in an inject.
    pub(super) fn sender(self, from: &Sender) -> String {
        match from {
            Sender::Seat(seat) => self.seat(*seat).to_owned(),
            Sender::Other(who) => who.clone(),
        }
    }

    /// Who hears it, and how.
    pub(super) fn receivers(self, inject: &Inject) -> String {
        let medium = by(inject.medium);
        match &inject.to {
            Receivers::Channel(channel) => format!("{medium} to {}", self.channel(*channel)),
            Receivers::Seats(seats) => {
                let seats = both(seats.iter().map(|seat| self.seat(*seat)));
                format!("{medium} to {seats} alone")
            }
        }
    }
}

/// "a, b or c".
pub(super) fn either(parts: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    listed(parts, "or")
}

/// "a, b and c".
pub(super) fn both(parts: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    listed(parts, "and")
}

fn listed(parts: impl IntoIterator<Item = impl AsRef<str>>, last: &str) -> String {
    let parts: Vec<_> = parts.into_iter().collect();
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    match parts.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((end, before)) => format!("{} {last} {end}", before.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{both, either};

    #[test]
    fn lists_read_as_people_say_them() {
        assert_eq!(either([] as [&str; 0]), "");
        assert_eq!(either(["a"]), "a");
        assert_eq!(both(["a", "b"]), "a and b");
        assert_eq!(either(["a", "b", "c"]), "a, b or c");
    }
}

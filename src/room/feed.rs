//! What each audience has been shown: one densely numbered log an audience,
//! the same after a restart because it is folded from the same steps.
//!
//! Invariant: it holds synced events only. Bounded: the last
//! [`KEPT`] lines an audience; who needs older ones gets a reset.

use super::request::Numbered;
use crate::engine::{Part, Recorded, State};
use crate::model::{Audience, ChannelId, PlayerId};
use crate::scenario::Scenario;
use crate::view::{Item, Line, item};
use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// Lines kept for each audience.
const KEPT: usize = 4_096;
/// Messages of each channel that a reset repeats (design, section 9).
const RECENT: usize = 50;

/// A place in an audience's log. As text, for the id of an event stream:
/// `2.table.17`, `2.seat:ic.17`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// How often the room had been opened when the line was sent.
    pub epoch: u64,
    /// Whose log it is. Somebody who changed seats meanwhile cannot go on.
    pub audience: Audience,
    /// The line's number; 0 before the first.
    pub n: u64,
}

/// A text that is no [`Mark`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("That is no place in a stream; begin anew without one.")]
pub struct BadMark;

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { epoch, n, .. } = self;
        match self.audience {
            Audience::Host => write!(f, "{epoch}.host.{n}"),
            Audience::Evaluator => write!(f, "{epoch}.evaluator.{n}"),
            Audience::Table => write!(f, "{epoch}.table.{n}"),
            Audience::Lobby => write!(f, "{epoch}.lobby.{n}"),
            Audience::Seat(seat) => write!(f, "{epoch}.seat:{seat}.{n}"),
        }
    }
}

impl FromStr for Mark {
    type Err = BadMark;
    fn from_str(text: &str) -> Result<Self, BadMark> {
        let mut parts = text.splitn(3, '.');
        let mut part = || parts.next().ok_or(BadMark);
        let epoch = part()?.parse().map_err(|_| BadMark)?;
        let audience = match part()? {
            "host" => Audience::Host,
            "evaluator" => Audience::Evaluator,
            "table" => Audience::Table,
            "lobby" => Audience::Lobby,
            other => {
                let seat = other.strip_prefix("seat:").ok_or(BadMark)?;
                Audience::Seat(seat.parse().map_err(|_| BadMark)?)
            }
        };
        let n = part()?.parse().map_err(|_| BadMark)?;
        Ok(Self { epoch, audience, n })
    }
}

/// The logs of all audiences.
#[derive(Debug)]
pub(super) struct Feed {
    logs: BTreeMap<Audience, Log>,
}

#[derive(Debug, Default)]
struct Log {
    /// Lines that are no longer kept.
    gone: u64,
    lines: VecDeque<Arc<Item>>,
}

impl Log {
    fn last(&self) -> u64 {
        self.gone + self.lines.len() as u64
    }

    fn push(&mut self, item: Item) {
        if self.lines.len() == KEPT {
            self.lines.pop_front();
            self.gone += 1;
        }
        self.lines.push_back(Arc::new(item));
    }

    fn after(&self, n: u64) -> impl DoubleEndedIterator<Item = Numbered> + '_ {
        let skip = usize::try_from(n.saturating_sub(self.gone)).unwrap_or(usize::MAX);
        let first = self.gone + 1;
        self.lines
            .iter()
            .enumerate()
            .skip(skip)
            .map(move |(at, item)| Numbered {
                n: first + at as u64,
                item: item.clone(),
            })
    }
}

impl Feed {
    pub(super) fn new(scenario: &Scenario) -> Self {
        let fixed = [
            Audience::Host,
            Audience::Evaluator,
            Audience::Table,
            Audience::Lobby,
        ];
        let seats = scenario.roles.iter().map(|role| Audience::Seat(role.id));
        let logs = fixed
            .into_iter()
            .chain(seats)
            .map(|audience| (audience, Log::default()));
        Self {
            logs: logs.collect(),
        }
    }

    /// Whether there is such an audience in this scenario.
    pub(super) fn has(&self, audience: Audience) -> bool {
        self.logs.contains_key(&audience)
    }

    /// Shows one event to everybody whose it is.
    pub(super) fn show(&mut self, scenario: &Scenario, state: &State, recorded: &Recorded) {
        for (audience, log) in &mut self.logs {
            if let Some(item) = item(scenario, state, recorded, *audience) {
                log.push(item);
            }
        }
    }

    /// The number of the last line.
    pub(super) fn last(&self, audience: Audience) -> u64 {
        self.logs.get(&audience).map_or(0, Log::last)
    }

    /// Lines after a number; none when some of them are not kept any more, or
    /// when the number lies ahead.
    pub(super) fn after(&self, audience: Audience, n: u64) -> Option<Vec<Numbered>> {
        let log = self.logs.get(&audience)?;
        (log.gone..=log.last())
            .contains(&n)
            .then(|| log.after(n).collect())
    }

    /// At most `limit` lines that come before number `before`, oldest first.
    pub(super) fn before(&self, audience: Audience, before: u64, limit: usize) -> Vec<Numbered> {
        let Some(log) = self.logs.get(&audience) else {
            return Vec::new();
        };
        let mut lines: Vec<Numbered> = log
            .after(0)
            .rev()
            .skip_while(|line| line.n >= before)
            .take(limit)
            .collect();
        lines.reverse();
        lines
    }

    /// The latest messages of each channel, oldest first, in at most `budget`
    /// bytes of JSON.
    pub(super) fn recent(&self, audience: Audience, budget: usize) -> Vec<Numbered> {
        let Some(log) = self.logs.get(&audience) else {
            return Vec::new();
        };
        let mut seen: BTreeMap<(bool, Option<ChannelId>), usize> = BTreeMap::new();
        let mut left = budget;
        let mut lines = Vec::new();
        for line in log.after(0).rev() {
            let of = match &line.item.line {
                Line::Message { channel, .. } => (true, *channel),
                Line::Notice { .. } => (false, None),
            };
            let count = seen.entry(of).or_default();
            if *count == RECENT {
                continue;
            }
            *count += 1;
            let size = serde_json::to_vec(&line).map_or(budget, |json| json.len() + 1);
            // One line beyond the whole budget does not take the others with it;
            // else what there is of a channel has no gap.
            if size > budget {
                continue;
            }
            if size > left {
                break;
            }
            left -= size;
            lines.push(line);
        }
        lines.reverse();
        lines
    }
}

/// The point of view of somebody who joined; none once they have left.
pub fn audience_of(state: &State, player: PlayerId) -> Option<Audience> {
    let person = state.people().get(&player).filter(|person| !person.gone)?;
    Some(match (person.part, person.seat) {
        (_, Some(seat)) => Audience::Seat(seat),
        (Part::Player, None) => Audience::Lobby,
        (Part::Evaluator, None) => Audience::Evaluator,
        (Part::Scribe | Part::Observer, None) => Audience::Table,
    })
}

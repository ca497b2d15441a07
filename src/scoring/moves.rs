//! Moves as the ledger takes them in, and what the rules made of their words:
//! lines of the board, options that came up.

use super::entries::{Act, Decision, Found, Telling, Written};
use super::ledger::Ledger;
use super::reading::{self, Known, Reading, read};
use crate::engine::{BoardLine, Move, Moved, Recorded};
use crate::model::*;
use crate::scenario::{Purpose, Scenario};

/// The same words so soon after each other are said twice; later they say that
/// nothing has changed.
const NO_NEWS: Span = Span::minutes(5);

/// The same call so soon after itself is one decision, said and tapped.
const SAID_AND_TAPPED: Span = Span::minutes(5);

impl Ledger {
    /// A decision; the same one once more adds its words to it, unless work on
    /// it has ended since: to try again is to decide again.
    pub(super) fn decided(&mut self, option: OptionId, of: Seq, at: SimTime) {
        let seat = |seq: &Seq| self.acts.get(seq).map(|act| act.moved.seat);
        let same = self.decisions.last().is_some_and(|last| {
            let near = at.since(last.at).max(last.at.since(at)) <= SAID_AND_TAPPED;
            let tried = self
                .works
                .iter()
                .any(|work| work.option == option && work.over.is_some_and(|over| over >= last.at));
            last.option == option && near && !tried && seat(&last.of) == seat(&of)
        });
        match self.decisions.last_mut().filter(|_| same) {
            Some(last) => {
                last.again.push(of);
                last.at = last.at.min(at);
            }
            None => self.decisions.push(Decision {
                option,
                of,
                at,
                again: Vec::new(),
            }),
        }
    }

    pub(super) fn moved(&mut self, scenario: &Scenario, recorded: &Recorded, moved: &Moved) {
        let seq = recorded.seq;
        self.step = Some((seq, recorded.at, recorded.by));
        let at = moved.made_at(recorded.at);
        let purpose = moved
            .channel
            .and_then(|id| scenario.channels.get(id))
            .map(|channel| channel.purpose);
        let known = Known {
            told: &self.told,
            decisions: &self.decisions,
            works: &self.works,
            adopted: &self.adopted,
        };
        let reading = if moved.persona {
            Reading::default()
        } else {
            read(scenario, &known, moved, at)
        };
        let mut act = Act {
            seq,
            at,
            commanding: moved.seat == self.commander,
            purpose,
            repeats: false,
            echoes: false,
            moved: moved.clone(),
            reading,
        };
        if purpose == Some(Purpose::WarRoom) {
            self.told_again(&act);
        }
        if matches!(moved.act, Move::Update { .. }) {
            let same = |other: &Act| {
                other.moved.channel == act.moved.channel
                    && other.reading.gist == act.reading.gist
                    && other.is_update()
            };
            let before = self.acts.values().filter(|other| same(other));
            let last = before.map(|other| other.at).max();
            act.repeats = last.is_some();
            act.echoes = last.is_some_and(|last| act.at.since(last) < NO_NEWS);
            if !act.echoes && act.tells() {
                self.keeps_promises(scenario, &act);
            }
        }
        self.acts.insert(seq, act);
    }

    /// A fact first read out of words and then named is no longer a reading.
    fn told_again(&mut self, act: &Act) {
        if !matches!(act.moved.act, Move::Tell { .. }) {
            return;
        }
        for fact in act.moved.act.facts() {
            if let Some(tellings) = self.told.get_mut(fact) {
                tellings.push(Telling {
                    from: act.moved.seat,
                    at: act.at,
                    of: act.seq,
                    read: false,
                });
            }
        }
    }

    pub(super) fn written(
        &mut self,
        scenario: &Scenario,
        line: BoardLine,
        text: &str,
        seq: Seq,
        at: SimTime,
    ) {
        let gist: String = text
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        let of = self.step.map_or(seq, |(of, ..)| of);
        let at = self.step_time(at);
        let known = Known {
            told: &self.told,
            decisions: &self.decisions,
            works: &self.works,
            adopted: &self.adopted,
        };
        let said_before = self
            .board
            .iter()
            .any(|other| other.line == line && other.gist == gist);
        let changed = !said_before && reading::names_something(scenario, &known, text, at);
        let read = reading::board(scenario, &known, text, at);
        self.board.push(Written {
            line,
            gist,
            at,
            of,
            changed,
            read,
        });
    }

    pub(super) fn option_found(
        &mut self,
        scenario: &Scenario,
        option: OptionId,
        seq: Seq,
        at: SimTime,
    ) {
        let of = self.step.map_or(seq, |(of, ..)| of);
        let at = self.step_time(at);
        let by_name = self.acts.get(&of).is_some_and(|act| {
            let fills = |fact: &FactId| {
                scenario
                    .facts
                    .get(*fact)
                    .is_some_and(|fact| fact.cells.iter().any(|(of, _)| *of == option))
            };
            let price = match &act.moved.act {
                Move::Decide(decide) => decide.price.as_slice(),
                _ => &[],
            };
            matches!(act.moved.act, Move::Propose { .. })
                || act.moved.act.facts().iter().chain(price).any(fills)
        });
        self.news.push(at);
        self.found.entry(option).or_insert(Found {
            at,
            of,
            read: !by_name,
        });
    }
}

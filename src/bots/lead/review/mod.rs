//! The review, where a scene is one: what it is for, what each saw, how it came
//! about, what helped, what changes (handbook, "Postmortem": systems, not
//! people).
//!
//! As many items of the agenda wait as scenes are still to come, so that a
//! review in one scene runs through all of them and one that has a scene for
//! each keeps step with it.

mod wall;

use super::ask::question;
use super::memory::{Raised, Tag};
use super::{Asks, Effort, Lead, Step};
use crate::bots::{Deed, words};
use crate::engine::{Move, ReviewVerb};
use crate::model::*;
use crate::scenario::MoveKind;
use crate::text::{self, TimeKind};
use crate::view::{PlayerView, SeatView};
use std::collections::BTreeSet;
use wall::Wall;

/// Answers are waited for so long before the next item begins.
const LISTENS: Span = Span::seconds(75);

/// An item of the agenda.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    #[default]
    Aim,
    Timeline,
    Causes,
    Helped,
    Actions,
}

impl Part {
    const ALL: [Self; 5] = [
        Self::Aim,
        Self::Timeline,
        Self::Causes,
        Self::Helped,
        Self::Actions,
    ];

    fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|part| *part > self)
    }
}

/// How far the review has come.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    began: bool,
    framed: bool,
    part: Part,
    /// Seats that were asked in this part, and the room.
    asked: BTreeSet<SeatId>,
    asked_all: bool,
    asked_at: SimTime,
    /// What was said in this part stands on the wall.
    put_down: bool,
    /// Remarks that were met.
    met: usize,
    wall: Wall,
}

impl Lead {
    /// What this is for and how people speak in it, before anything else.
    pub(super) fn frame(&mut self, view: &PlayerView) -> Option<Step> {
        if !self.enter(view) || self.memory.agenda.framed || !self.habits.compares {
            return None;
        }
        self.memory.agenda.framed = true;
        let text = "So that it does not happen again. Blameless: nobody is on trial. We assume \
                    good intent, nobody is interrupted, and we ask what made it possible";
        let entry = ReviewVerb::Frame {
            text: text.to_owned(),
        };
        Some(Step::new(
            Effort::Sentence,
            Deed::new(Move::Review { entry }),
        ))
    }

    /// Whoever speaks unasked is thanked, and turned from people to what they
    /// had in front of them; what they remember is looked up.
    pub(super) fn meet(&mut self, view: &PlayerView) -> Option<Step> {
        if !self.habits.answers || !self.habits.compares || !self.enter(view) {
            return None;
        }
        let said = (!self.memory.raised.is_empty()).then(|| self.memory.raised.remove(0))?;
        let name = words::name_of(view, said.seat);
        let starts = view.common.clock_start;
        let dated = text::times(&said.text, starts)
            .iter()
            .any(|of| matches!(of.kind, TimeKind::Clock(_)));
        // Nobody remembers a question.
        let step = match dated && !said.text.contains('?') {
            true => {
                let says = format!(
                    "Thank you, {name}. Who has that in a log or an archive, to the minute: “{}”?",
                    said.text
                );
                question(says, Vec::new())
            }
            false => self.turn_to_systems(&name, &said),
        };
        self.memory.agenda.met += 1;
        Some(step)
    }

    fn turn_to_systems(&self, name: &str, said: &Raised) -> Step {
        let says = match self.memory.agenda.met % 2 {
            0 => format!(
                "{name}, thank you for telling us. Nobody is on trial here: with what people \
                 knew then, it made sense. What we look for is what made it possible."
            ),
            _ => format!(
                "Thank you for saying so, {name}. We assume good intent, and we ask what in the \
                 system let it through."
            ),
        };
        let deed = Deed::new(Move::Say).text(says).to([said.seat]);
        Step::new(Effort::Sentence, deed.reply(Some(said.seq)))
    }

    /// The agenda, item by item.
    pub(super) fn review(&mut self, view: &PlayerView) -> Option<Step> {
        if !self.enter(view) {
            return None;
        }
        let agenda = &mut self.memory.agenda;
        agenda.wall.hear(view, agenda.part);
        loop {
            if let Some(entry) = self.memory.agenda.wall.next.pop_front() {
                let deed = Deed::new(Move::Review { entry });
                return Some(Step::new(Effort::Sentence, deed));
            }
            if let Some(step) = self.offered(view) {
                return Some(step);
            }
            let step = match self.memory.agenda.part {
                Part::Aim => None,
                Part::Timeline => self.ask_for_sights(view),
                Part::Causes => self.ask_for_reasons(view),
                Part::Helped => self.ask_what_helped(view),
                Part::Actions => return None,
            };
            if step.is_some() {
                return step;
            }
            if !self.put_down(view)? {
                self.go_on(view)?;
            }
        }
    }

    /// When the answers are in.
    pub(super) fn moments_to_review(&self) -> Option<SimTime> {
        let agenda = &self.memory.agenda;
        agenda.began.then(|| agenda.asked_at + LISTENS)
    }

    /// Whether there is a review to lead; one that begins starts from what was
    /// written down on the way.
    fn enter(&mut self, view: &PlayerView) -> bool {
        let leads = view.common.reviewing && view.legal.contains(&MoveKind::Review);
        let agenda = &mut self.memory.agenda;
        if leads && !agenda.began {
            agenda.began = true;
            agenda.wall = Wall::new(view);
            // What was offered in the thick of it is no longer asked for.
            self.memory.offers.clear();
        }
        leads
    }

    /// Once people have answered, what they said goes onto the wall; whether
    /// there was anything to put down. None: they are listened to.
    fn put_down(&mut self, view: &PlayerView) -> Option<bool> {
        let agenda = &mut self.memory.agenda;
        if view.common.now < agenda.asked_at + LISTENS && agenda.part != Part::Aim {
            return None;
        }
        if std::mem::replace(&mut agenda.put_down, true) {
            return Some(false);
        }
        match agenda.part {
            Part::Causes => agenda.wall.causes(),
            Part::Helped => agenda.wall.helped(&self.memory.diary),
            Part::Aim | Part::Timeline | Part::Actions => return Some(false),
        }
        Some(true)
    }

    /// The next item, if its time has come.
    fn go_on(&mut self, view: &PlayerView) -> Option<()> {
        let next = self.memory.agenda.part.next()?;
        let scenes = view.common.scenes.iter();
        let ahead = scenes.rev().take_while(|of| !of.current).count();
        let later = Part::ALL.into_iter().filter(|part| *part > next).count();
        if later < ahead {
            return None;
        }
        let leads = self.asks_of(view).into_iter().filter(|of| !of.stakeholder);
        let owners: Vec<String> = leads.map(|of| of.title.clone()).collect();
        let checked = self.habits.compares;
        let agenda = &mut self.memory.agenda;
        agenda.part = next;
        agenda.asked.clear();
        agenda.asked_all = false;
        agenda.put_down = false;
        match next {
            Part::Timeline => agenda.wall.recall(view, &self.memory.diary),
            Part::Actions => agenda.wall.actions(&owners, checked),
            Part::Aim | Part::Causes | Part::Helped => {}
        }
        Some(())
    }

    /// Who has not been asked in this part yet.
    fn to_hear<'a>(&self, view: &'a PlayerView) -> Option<&'a SeatView> {
        let asked = &self.memory.agenda.asked;
        let mut seats = self.asks_of(view).into_iter();
        seats.find(|seat| !asked.contains(&seat.id))
    }

    /// Each by name, the silent ones too; then the room, for corrections.
    fn ask_for_sights(&mut self, view: &PlayerView) -> Option<Step> {
        if let Some(seat) = self.to_hear(view) {
            let says = format!(
                "{}, from where you sit: what did you see and when, what does your log say, to \
                 the minute, and what are we missing?",
                words::name(seat)
            );
            return Some(self.ask_seat(view, seat.id, says));
        }
        let says = "Corrections, please, from everybody: who remembers it otherwise, and what is \
                    missing?";
        self.ask_room(view, says)
    }

    /// Each again: how it came about, not who.
    fn ask_for_reasons(&mut self, view: &PlayerView) -> Option<Step> {
        let seat = self.to_hear(view)?;
        let says = format!(
            "{}, how did it come about: what caused it, why did nothing stop it, and what was \
             decided once that we all agreed to? What are the lessons?",
            words::name(seat)
        );
        Some(self.ask_seat(view, seat.id, says))
    }

    /// What went well is worth as much, and whoever tells it is thanked for
    /// what they did.
    fn ask_what_helped(&mut self, view: &PlayerView) -> Option<Step> {
        let says = "What went well: what helped, what worked, and who did it? And what can each \
                    of you take on this week?";
        let asked = self.ask_room(view, says);
        asked.or_else(|| self.praise(view))
    }

    fn praise(&mut self, view: &PlayerView) -> Option<Step> {
        if !self.habits.compares {
            return None;
        }
        let (seat, told) = self.memory.helped.pop()?;
        let name = words::name_of(view, seat);
        let says = format!("Well done, {name}, and thank you. That goes on the wall: {told}");
        self.memory.agenda.wall.praised.push(told);
        let deed = Deed::new(Move::Say).text(says).to([seat]);
        Some(Step::new(Effort::Sentence, deed))
    }

    fn ask_seat(&mut self, view: &PlayerView, seat: SeatId, says: String) -> Step {
        self.memory.agenda.asked.insert(seat);
        self.memory.agenda.asked_at = view.common.now;
        question(says, Vec::new())
            .addressed(seat)
            .tagged(Tag::First(seat))
    }

    /// A question to the whole room, once in each part.
    fn ask_room(&mut self, view: &PlayerView, says: &str) -> Option<Step> {
        let asks = self.habits.asks == Asks::Everybody && self.habits.compares;
        let agenda = &mut self.memory.agenda;
        if !asks || std::mem::replace(&mut agenda.asked_all, true) {
            return None;
        }
        agenda.asked_at = view.common.now;
        let about = match agenda.part {
            Part::Helped => Tag::Helped,
            _ => Tag::Other,
        };
        Some(question(says.to_owned(), Vec::new()).tagged(about))
    }
}

//! Drawing out what others know (handbook: "facts come out only when the right
//! lead is asked"): each lead about time, loss, risk and what users feel of
//! what they own, everybody else about people and money, the room about
//! another way, the thread about the cause.

use super::memory::Tag;
use super::{Asks, Effort, Lead, Step};
use crate::bots::{Deed, words};
use crate::engine::Move;
use crate::model::*;
use crate::scenario::{Cell, OptionStage, Purpose};
use crate::view::{OptionView, PlayerView, SeatView};
use std::collections::BTreeSet;

/// What each lead is asked first.
pub const FIRST_QUESTION: &str = "what can we do from your side? How long does it take, what do \
                                  we lose, how risky is it, and what do people feel?";
/// Before this nobody asks for yet another way.
const EARLY: Span = Span::seconds(150);
/// After this an answer is not waited for.
const ANSWER: Span = Span::seconds(70);
/// Topics that one question may name.
const TOPICS: usize = 12;

impl Lead {
    /// The seats that it asks: all of them, or every other one.
    pub(super) fn asks_of<'a>(&self, view: &'a PlayerView) -> Vec<&'a SeatView> {
        let others = || view.seats.iter().filter(|of| of.id != self.seat);
        let leads = others().filter(|of| !of.stakeholder);
        let stakeholders = others().filter(|of| of.stakeholder);
        let every = match self.habits.asks {
            Asks::Everybody => 1,
            Asks::Half => 2,
            Asks::Nobody => return Vec::new(),
        };
        leads
            .step_by(every)
            .chain(stakeholders.step_by(every))
            .collect()
    }

    /// When an answer is no longer waited for, and another way is asked for.
    pub(super) fn moments_to_ask(&self, view: &PlayerView) -> Vec<SimTime> {
        let waits = view.waiting.iter().map(|ask| ask.at + ANSWER);
        waits.chain([SimTime::ZERO + EARLY]).collect()
    }

    /// The first question to each seat; in later scenes to the leads, who know
    /// other things by then.
    pub(super) fn ask_each(&mut self, view: &PlayerView) -> Option<Step> {
        if !in_the_thick(view) {
            return None;
        }
        let later = self.memory.later;
        let seat = self
            .asks_of(view)
            .into_iter()
            .find(|of| !(self.memory.asked.contains(&of.id) || later && of.stakeholder))?;
        Some(self.first_question(seat))
    }

    /// Whoever was just given a part of the work is asked at once: they look
    /// things up while the others get theirs.
    pub(super) fn brief(&mut self, view: &PlayerView) -> Option<Step> {
        if !self.habits.compares || !in_the_thick(view) {
            return None;
        }
        let given = |of: &&SeatView| {
            !(of.stakeholder || of.answers_for.is_empty() || self.memory.asked.contains(&of.id))
        };
        let seat = self.asks_of(view).into_iter().find(given)?;
        Some(self.first_question(seat))
    }

    fn first_question(&mut self, seat: &SeatView) -> Step {
        let later = self.memory.later;
        let name = words::name(seat);
        let says = match (seat.stakeholder, later) {
            (false, false) => format!("{name}, {FIRST_QUESTION}"),
            (false, true) => format!(
                "{name}, where does it stand, and what can we do now? How long does it take, \
                 what do we lose, and how risky is it?"
            ),
            (true, _) => format!(
                "{name}, what do you see from your side: how many people are affected, \
                 what do people say, and what does it cost us?"
            ),
        };
        let id = seat.id;
        self.memory.asked.insert(id);
        self.memory.raised.retain(|of| of.seat != id);
        question(says, Vec::new())
            .addressed(id)
            .tagged(Tag::First(id))
    }

    /// Everything that is not on the table yet: what somebody offered, another
    /// way, the people, the blanks.
    pub(super) fn dig(&mut self, view: &PlayerView) -> Option<Step> {
        if self.habits.asks == Asks::Nobody || !in_the_thick(view) {
            return None;
        }
        let step = self.offered(view).or_else(|| self.another(view));
        step.or_else(|| self.crews(view))
            .or_else(|| self.blanks(view))
    }

    /// The cells of the matrix that nobody has filled.
    fn blanks(&mut self, view: &PlayerView) -> Option<Step> {
        let (option, seat) = self.blank(view)?;
        let id = option.id;
        self.memory.dug.insert((id, seat));
        let says = format!(
            "{}, on {}: how long, what do we lose, how risky is it, and what do people feel?",
            words::name_of(view, seat),
            option.name.to_lowercase()
        );
        let topics = topics_of(view, id);
        Some(
            question(says, topics)
                .addressed(seat)
                .tagged(Tag::About(id)),
        )
    }

    /// A way out with a blank cell, and who can still be asked about it: its
    /// owner, then the other leads, then those who know what people feel.
    fn blank<'a>(&self, view: &'a PlayerView) -> Option<(&'a OptionView, SeatId)> {
        let asks = self.asks_of(view);
        let open = view.options.iter().filter(|option| {
            self.is_open(option)
                && option.cells.iter().any(|cell| cell.text.is_none())
                && !waits(view, option)
        });
        open.filter_map(|option| Some((option, self.whom(option, &asks)?)))
            .next()
    }

    fn whom(&self, option: &OptionView, asks: &[&SeatView]) -> Option<SeatId> {
        let blank = |of: Cell| words::cell(option, of).is_none();
        let felt_alone = Cell::ALL
            .into_iter()
            .all(|of| blank(of) == (of == Cell::Impact));
        let mut seats: Vec<&SeatView> = asks.to_vec();
        seats.sort_by_key(|of| (of.id != option.owner, of.stakeholder != felt_alone));
        let all = self.habits.compares;
        seats
            .into_iter()
            .filter(|of| all || of.id == option.owner)
            .map(|of| of.id)
            .find(|seat| !self.memory.dug.contains(&(option.id, *seat)))
    }

    /// Leads with people behind them are asked whom they could spare, and who
    /// is tired.
    fn crews(&mut self, view: &PlayerView) -> Option<Step> {
        if self.habits.asks != Asks::Everybody {
            return None;
        }
        let leads = |of: &&SeatView| view.engineers.iter().any(|person| person.lead == of.id);
        let asked = &self.memory.crews;
        let seat = self
            .asks_of(view)
            .into_iter()
            .filter(leads)
            .find(|of| !asked.contains(&of.id))?;
        let says = format!(
            "{}, which engineers can you spare, who else of yours has done something other, \
             and who is tired: how long have they been on?",
            words::name(seat)
        );
        let id = seat.id;
        self.memory.crews.insert(id);
        Some(question(says, Vec::new()).addressed(id))
    }

    /// Whether a way out could still be chosen.
    pub(super) fn is_open(&self, option: &OptionView) -> bool {
        option.stage == OptionStage::Found && !self.memory.considered.contains(&option.id)
    }

    /// Whether nothing more is to be learned before one decides.
    pub(super) fn gathered(&self, view: &PlayerView) -> bool {
        // In later scenes only the leads are asked again.
        let asked = |of: &&SeatView| {
            self.memory.asked.contains(&of.id) || self.memory.later && of.stakeholder
        };
        self.blank(view).is_none()
            && self.asks_of(view).iter().all(asked)
            && !view.options.iter().any(|of| waits(view, of))
    }

    /// What somebody said they could speak about, as far as it is new.
    pub(super) fn offered(&mut self, view: &PlayerView) -> Option<Step> {
        let (seat, text) = self.memory.offers.pop()?;
        let facts = || view.card.iter().flat_map(|card| &card.facts);
        let heard = |label: &String| facts().any(|fact| fact.topics.contains(label));
        let labels = view
            .form
            .subjects
            .iter()
            .filter(|of| text.contains(&of.label) && !heard(&of.label));
        let topics: Vec<TopicId> = labels
            .filter_map(|of| TopicId::new(&of.id).ok())
            .take(TOPICS)
            .collect();
        if topics.is_empty() {
            return None;
        }
        let says = format!(
            "{}, please tell us about that: what do you know?",
            words::name_of(view, seat)
        );
        Some(question(says, topics).addressed(seat))
    }

    /// A lead brought something up that nobody had asked for.
    pub(super) fn back(&mut self, view: &PlayerView) -> Option<Step> {
        if self.habits.asks == Asks::Nobody || !in_the_thick(view) {
            return None;
        }
        let lead = |seat: SeatId| view.seats.iter().any(|of| of.id == seat && !of.stakeholder);
        let asks = self.asks_of(view);
        let of = self
            .memory
            .raised
            .iter()
            .position(|of| lead(of.seat) && asks.iter().any(|seat| seat.id == of.seat))?;
        let of = self.memory.raised.swap_remove(of);
        let said = of.text.to_lowercase();
        let mentioned = view.form.subjects.iter().filter(|subject| {
            let label = subject
                .label
                .trim_start_matches("the ")
                .trim_start_matches("a ");
            said.contains(&label.to_lowercase())
        });
        let mut topics: Vec<TopicId> = mentioned
            .filter_map(|of| TopicId::new(&of.id).ok())
            .collect();
        topics.truncate(TOPICS);
        let by = words::clock(view, view.common.now + Span::minutes(4));
        let says = format!(
            "{}, what does that mean for us, what can we do about it, and how long does it take? \
             In one line by {by}, please.",
            words::name_of(view, of.seat)
        );
        let mut step = question(says, topics).addressed(of.seat);
        if view
            .channels
            .iter()
            .any(|channel| Some(channel.id) == of.channel)
        {
            step.deed = step.deed.channel(of.channel);
        }
        step.deed = step.deed.reply(Some(of.seq));
        Some(step)
    }

    /// Whether there is another way: two of them side by side, or something
    /// that buys time.
    fn another(&mut self, view: &PlayerView) -> Option<Step> {
        let early = view.common.now < SimTime::ZERO + EARLY;
        if self.memory.another
            || early
            || self.habits.asks != Asks::Everybody
            || view.options.is_empty()
        {
            return None;
        }
        self.memory.another = true;
        let says = "Everybody: is there another way out? Could two of these run side by side, \
                    or can we isolate the damage and buy time?";
        Some(question(says.to_owned(), Vec::new()))
    }

    /// One line on the cause, in the thread, without going into it.
    pub(super) fn thread(&mut self, view: &PlayerView) -> Option<Step> {
        if self.memory.thread || self.habits.asks != Asks::Everybody || !in_the_thick(view) {
            return None;
        }
        let thread = words::channel(view, Purpose::Technical)?;
        self.memory.thread = true;
        let by = words::clock(view, view.common.now + Span::minutes(4));
        let says = format!(
            "By {by}, one line each in here, please: what is broken, what caused it, and is it getting worse?"
        );
        let mut step = question(says, Vec::new());
        step.deed = step.deed.channel(Some(thread.id));
        Some(step)
    }

    /// Passes on to the room what one was asked and does not know.
    pub(super) fn search(&mut self, view: &PlayerView) -> Option<Step> {
        if self.habits.asks == Asks::Nobody {
            return None;
        }
        let held = |ask: &&crate::view::AskView| {
            self.memory.held.contains_key(&ask.ask) && !self.memory.searched.contains(&ask.ask)
        };
        let ask = view.asked.iter().find(held)?;
        self.memory.searched.insert(ask.ask);
        let labelled = |label: &String| {
            let subject = view.form.subjects.iter().find(|of| of.label == *label)?;
            TopicId::new(&subject.id).ok()
        };
        let topics: Vec<TopicId> = ask
            .topics
            .iter()
            .filter_map(labelled)
            .take(TOPICS)
            .collect();
        let asked = match ask.text.is_empty() {
            true => words::list(&ask.topics),
            false => format!("“{}”", ask.text),
        };
        let says = format!("{} asks: {asked} Who knows?", words::capital(&ask.from));
        Some(question(says, topics))
    }
}

/// Whether something is going on, rather than looked back on.
fn in_the_thick(view: &PlayerView) -> bool {
    !view.form.incidents.is_empty() && !view.common.reviewing
}

pub(super) fn question(says: String, topics: Vec<TopicId>) -> Step {
    let ask = Move::Ask {
        topics,
        objections: false,
    };
    Step::new(Effort::Sentence, Deed::new(ask).text(says))
}

impl Step {
    pub(super) fn addressed(mut self, seat: SeatId) -> Self {
        self.deed = self.deed.to([seat]);
        self
    }
}

/// Whether an answer about a way out may still come.
fn waits(view: &PlayerView, option: &OptionView) -> bool {
    let name = option.name.to_lowercase();
    let fresh = |at: SimTime| view.common.now < at + ANSWER;
    view.waiting
        .iter()
        .any(|ask| fresh(ask.at) && ask.text.contains(&name))
}

/// What a question about a way out names: the subjects of the facts that fill
/// its cells, as far as they are no other option's, and every aspect.
fn topics_of(view: &PlayerView, option: OptionId) -> Vec<TopicId> {
    let facts = || view.card.iter().flat_map(|card| &card.facts);
    let about = |of: OptionId| {
        facts()
            .filter(move |fact| fact.cells.iter().any(|(id, _)| *id == of))
            .flat_map(|fact| fact.topics.iter())
            .collect::<BTreeSet<&String>>()
    };
    let mine = about(option);
    let others: BTreeSet<&String> = view
        .options
        .iter()
        .filter(|of| of.id != option)
        .flat_map(|of| about(of.id))
        .collect();
    let id = |choice: &crate::view::Choice| TopicId::new(&choice.id).ok();
    let subjects = || view.form.subjects.iter();
    let own = || subjects().filter(|of| mine.contains(&of.label) && !others.contains(&of.label));
    let shared = || subjects().filter(|of| mine.contains(&of.label));
    let mut topics: Vec<TopicId> = own().filter_map(id).collect();
    if topics.is_empty() {
        topics = shared().filter_map(id).collect();
    }
    // In certification the form names none: then the words do.
    if !topics.is_empty() {
        topics.extend(view.form.aspects.iter().filter_map(id));
        topics.truncate(TOPICS);
    }
    topics
}

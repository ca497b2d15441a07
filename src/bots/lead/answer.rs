//! What is asked of the commander is answered at once: with what is known,
//! else with a time by which it will be, and that time is kept (handbook, "six
//! rules for executives": never an unknown without what is being done about
//! it). Objections get a reply.

use super::{Effort, Lead, Step};
use crate::bots::{Deed, words};
use crate::engine::Move;
use crate::model::*;
use crate::scenario::Purpose;
use crate::view::{AskView, FactView, PlayerView};

/// Facts in one answer: more is not heard.
const FACTS: usize = 2;
/// How long somebody is asked to wait.
const HOLD: Span = Span::minutes(5);
/// Nobody's decision but one's own (handbook, exercise 3: own the outcome).
pub(super) const OWNS: &str = "It was my decision, and I answer for it";
/// So much before its time a promised answer is given.
const BEFORE: Span = Span::seconds(60);

impl Lead {
    /// When promised answers are due.
    pub(super) fn moments_to_answer(&self) -> Vec<SimTime> {
        self.memory
            .held
            .values()
            .map(|until| *until - BEFORE)
            .collect()
    }

    pub(super) fn answer(&mut self, view: &PlayerView) -> Option<Step> {
        if !self.habits.answers {
            return None;
        }
        view.asked.iter().find_map(|ask| self.answer_to(view, ask))
    }

    fn answer_to(&mut self, view: &PlayerView, ask: &AskView) -> Option<Step> {
        if ask.objections {
            return None;
        }
        if ask.message.is_none() {
            return self.answer_outside(view, ask);
        }
        let memory = &mut self.memory;
        // An answer is the reply: whoever asked is not met a second time.
        memory.raised.retain(|of| Some(of.seq) != ask.message);
        // Whoever was asked to wait gets what they asked for as soon as it is known.
        if !memory.told.contains(&ask.ask) {
            let facts = fitting(view, ask);
            if !facts.is_empty() {
                memory.told.insert(ask.ask);
                return Some(self.tell(view, ask, &facts));
            }
        }
        let held = self.memory.held.get(&ask.ask).copied();
        // Whoever does not work on it is helped by where it stands; whoever
        // does needs what they asked for, and that may take a while.
        let helped = self.outside(view, ask) || ask.topics.is_empty();
        match held {
            Some(until) if view.common.now + BEFORE < until => None,
            Some(_) if self.memory.kept.insert(ask.ask) => Some(self.say(view, ask)),
            Some(_) => None,
            None if helped && self.memory.replied.insert(ask.ask) => Some(self.say(view, ask)),
            None => {
                let until = words::minute(view, view.common.now + HOLD);
                self.memory.held.insert(ask.ask, until);
                Some(self.hold(view, ask, until))
            }
        }
    }

    /// Somebody outside asked where one does not read, on the phone perhaps:
    /// those who speak with people outside are told what to say.
    fn answer_outside(&mut self, view: &PlayerView, ask: &AskView) -> Option<Step> {
        let speakers = view
            .seats
            .iter()
            .filter(|of| of.stakeholder && of.id != self.seat);
        let speakers: Vec<SeatId> = speakers.map(|of| of.id).collect();
        let facts = fitting(view, ask);
        if ask.seat.is_some() || speakers.is_empty() {
            return None;
        }
        if facts.is_empty() {
            let until = words::minute(view, view.common.now + HOLD);
            self.memory.held.entry(ask.ask).or_insert(until);
            return None;
        }
        if !self.memory.told.insert(ask.ask) {
            return None;
        }
        let opens = format!("For {}, our customers and the press:", ask.from);
        let lines: Vec<&str> = facts.iter().map(|fact| fact.line.as_str()).collect();
        let says = format!("{opens} {}", lines.join(" "));
        let facts = facts.iter().map(|fact| fact.id).collect();
        let mut deed = Deed::new(Move::Tell { facts })
            .text(opens)
            .words(says)
            .to(speakers);
        deed.play.private = true;
        Some(Step::new(Effort::Sentence, deed))
    }

    fn tell(&mut self, view: &PlayerView, ask: &AskView, facts: &[&FactView]) -> Step {
        let outside = self.outside(view, ask);
        let opens = match outside && !view.common.reviewing {
            true => format!("{}, what our customers have from this:", asker(view, ask)),
            false => format!("{}:", asker(view, ask)),
        };
        let lines: Vec<&str> = facts.iter().map(|fact| fact.line.as_str()).collect();
        let says = format!("{opens} {}", lines.join(" "));
        let facts = facts.iter().map(|fact| fact.id).collect();
        let deed = Deed::new(Move::Tell { facts }).text(opens).words(says);
        Step::new(Effort::Sentence, back(ask, deed))
    }

    fn hold(&self, view: &PlayerView, ask: &AskView, until: SimTime) -> Step {
        let by = words::clock(view, until);
        let says = format!(
            "{}, I find that out. You have it by {by}.",
            asker(view, ask)
        );
        let back_by = Some(by);
        let deed = Deed::new(Move::Acknowledge { back_by }).text(says);
        Step::new(Effort::Quick, back(ask, deed))
    }

    /// Where it stands: who is hurt, what is done about it and by whom, and when
    /// they hear again (handbook, "six rules for executives").
    fn say(&mut self, view: &PlayerView, ask: &AskView) -> Step {
        let outside = self.outside(view, ask);
        let mut says = format!("{}, I lead this. ", asker(view, ask));
        if outside && !looks_back(view) {
            let impact = words::impact(view, 1);
            says += &format!("Our customers are affected: {impact}. I know what is at stake. ");
        }
        says += &format!("{}.", self.status(view));
        let owner = self.owner(view);
        if owner != self.seat {
            says += &format!(" {} has it.", words::name_of(view, owner));
        }
        if outside && !self.memory.later && !looks_back(view) {
            says += " Please let the engineers work, and ask me.";
        }
        if self.owns_outcome() {
            says += &format!(" {OWNS}.");
        }
        if self.habits.rhythm {
            self.memory.promised_in.extend(ask.channel);
            let promised = self.memory.next_word.filter(|at| *at > view.common.now);
            let next = promised.unwrap_or_else(|| self.next_moment(view));
            self.memory.next_word = Some(next);
            says += &format!(" You hear more by {}.", words::clock(view, next));
        }
        Step::new(Effort::Sentence, back(ask, Deed::new(Move::Say).text(says)))
    }

    /// Whether there is an outcome to answer for: the call was made in a scene
    /// before this one.
    pub(super) fn owns_outcome(&self) -> bool {
        self.habits.answers && self.memory.later && self.memory.latest().is_some()
    }

    /// Whether somebody asks who does not work on it: they hear what it means
    /// for customers.
    fn outside(&self, view: &PlayerView, ask: &AskView) -> bool {
        match ask.seat {
            Some(seat) => view.seats.iter().any(|of| of.id == seat && of.stakeholder),
            None => true,
        }
    }

    /// A reply to whoever objected.
    pub(super) fn reply(&mut self, view: &PlayerView) -> Option<Step> {
        if !self.habits.answers || self.memory.objections.is_empty() {
            return None;
        }
        let of = self.memory.objections.remove(0);
        let name = words::name_of(view, of.seat);
        let stakeholder = view
            .seats
            .iter()
            .any(|seat| seat.id == of.seat && seat.stakeholder);
        let means = match self.memory.latest().and_then(|of| of.trigger.as_ref()) {
            Some(trigger) => format!("We watch it, and turn to plan B if {trigger}."),
            None => "It goes into the call, with its price.".to_owned(),
        };
        let customers = match stakeholder {
            true => " Customers hear from us with a time.",
            false => "",
        };
        let says = format!("{name}, that is a fair point. {means}{customers}");
        let deed = Deed::new(Move::Say).text(says).to([of.seat]);
        let deed = deed.reply(Some(of.seq));
        Some(Step::new(Effort::Quick, deed.channel(of.channel)))
    }
}

/// Whether what hurt people lies before this exercise: it is only looked back
/// on.
pub(super) fn looks_back(view: &PlayerView) -> bool {
    view.common.reviewing && view.common.severity.is_none()
}

/// The answer goes where the question stands.
fn back(ask: &AskView, mut deed: Deed) -> Deed {
    deed = deed.reply(ask.message).channel(ask.channel);
    match (ask.channel, ask.seat) {
        (None, Some(seat)) => {
            deed.play.private = true;
            deed.to([seat])
        }
        (Some(_), Some(seat)) => deed.to([seat]),
        (_, None) => deed,
    }
}

fn asker(view: &PlayerView, ask: &AskView) -> String {
    match ask.seat {
        Some(seat) => words::name_of(view, seat),
        None => words::capital(&ask.from),
    }
}

/// What one knows that answers a question, best first: it shares what the
/// question is about, and a side of it if both name one.
fn fitting<'a>(view: &'a PlayerView, ask: &AskView) -> Vec<&'a FactView> {
    let is_aspect = |label: &String| view.form.aspects.iter().any(|of| of.label == *label);
    let (sides, subjects): (Vec<&String>, Vec<&String>) =
        ask.topics.iter().partition(|label| is_aspect(label));
    let public = words::channel(view, Purpose::Customers).map(|of| of.id);
    let outside = ask.seat.is_none() || ask.channel.is_some() && ask.channel == public;
    let shares = |fact: &FactView, asked: &[&String]| {
        let named = |label: &&&String| fact.topics.contains(label);
        asked.iter().filter(named).count()
    };
    let fits = |fact: &&FactView| {
        let side =
            || sides.is_empty() || shares(fact, &sides) > 0 || !fact.topics.iter().any(is_aspect);
        shares(fact, &subjects) > 0 && side() && !(fact.technical && outside)
    };
    let facts = view.card.iter().flat_map(|card| &card.facts);
    let mut facts: Vec<&FactView> = facts.filter(fits).collect();
    facts.sort_by_key(|fact| std::cmp::Reverse(shares(fact, &subjects)));
    facts.truncate(FACTS);
    facts
}

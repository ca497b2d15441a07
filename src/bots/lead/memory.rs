//! What a leader keeps in mind: what was said, what it asked, what it promised.

use super::review::Agenda;
use crate::model::*;
use crate::scenario::MoveKind;
use crate::view::{Item, Line, Tone};
use std::collections::{BTreeMap, BTreeSet};

/// What a move of one's own was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// The first question to a seat in this scene.
    First(SeatId),
    /// A question about a way out.
    About(OptionId),
    /// The question whether anybody objects.
    Objections,
    /// The question what helped.
    Helped,
    /// Anything else.
    Other,
}

/// Ways out that were put to the room: one, or one an incident.
#[derive(Clone, Debug)]
pub(super) struct Proposal {
    pub(super) options: Vec<OptionId>,
    /// When the room was asked for objections.
    pub(super) asked: Option<SimTime>,
}

/// What was decided about an incident.
#[derive(Clone, Debug)]
pub(super) struct Call {
    /// None where the scenario's ways out belong to none.
    pub(super) incident: Option<IncidentId>,
    pub(super) option: OptionId,
    pub(super) at: SimTime,
    pub(super) plan_b: Option<OptionId>,
    /// What sets plan B off.
    pub(super) trigger: Option<String>,
    /// When what was chosen is to be done.
    pub(super) done_by: SimTime,
}

/// A task that is still to be given.
#[derive(Clone, Debug)]
pub(super) struct Task {
    pub(super) seat: SeatId,
    pub(super) what: String,
    pub(super) option: Option<OptionId>,
    pub(super) by: SimTime,
    /// Whether it belongs in the technical thread.
    pub(super) technical: bool,
}

/// Word that is going round: who has not had it yet, and when the next comes.
#[derive(Clone, Debug)]
pub(super) struct Round {
    pub(super) left: Vec<ChannelId>,
    pub(super) next: SimTime,
}

/// Somebody's message that asks for a reply by what it is.
#[derive(Clone, Debug)]
pub(super) struct Raised {
    pub(super) seq: Seq,
    pub(super) seat: SeatId,
    pub(super) text: String,
    pub(super) channel: Option<ChannelId>,
}

#[derive(Debug, Default)]
pub(super) struct Memory {
    /// It has read the page once.
    pub(super) ready: bool,
    pub(super) scene: Option<SceneId>,
    pub(super) scene_at: SimTime,
    /// It is not the first scene.
    pub(super) later: bool,
    /// The last move, until its line comes back.
    pub(super) pending: Option<Tag>,
    /// Own moves by their message.
    own: BTreeMap<Seq, Tag>,
    /// Who replied to one's question for objections.
    pub(super) no_objection: BTreeSet<SeatId>,
    /// Seats asked in this scene.
    pub(super) asked: BTreeSet<SeatId>,
    /// Who was asked about which way out.
    pub(super) dug: BTreeSet<(OptionId, SeatId)>,
    /// Leads who were asked about their people.
    pub(super) crews: BTreeSet<SeatId>,
    /// What seats said they could speak about.
    pub(super) offers: Vec<(SeatId, String)>,
    /// Reports of seats that no question asked for.
    pub(super) raised: Vec<Raised>,
    /// Objections without a reply.
    pub(super) objections: Vec<Raised>,
    /// Questions that were asked to wait, until when.
    pub(super) held: BTreeMap<Seq, SimTime>,
    /// Questions passed on to the room.
    pub(super) searched: BTreeSet<Seq>,
    /// Questions answered with facts, with words.
    pub(super) told: BTreeSet<Seq>,
    pub(super) replied: BTreeSet<Seq>,
    /// Questions that waited and got what was promised.
    pub(super) kept: BTreeSet<Seq>,
    /// Whether the room was asked for another way; whether the thread was
    /// asked in this scene.
    pub(super) another: bool,
    pub(super) thread: bool,
    pub(super) proposal: Option<Proposal>,
    /// Ways out that were there at a decision.
    pub(super) considered: BTreeSet<OptionId>,
    /// What was decided, the latest last: one an incident.
    calls: Vec<Call>,
    pub(super) tasks: Vec<Task>,
    pub(super) round: Option<Round>,
    /// When the next word is promised, and where besides the usual places.
    pub(super) next_word: Option<SimTime>,
    pub(super) promised_in: BTreeSet<ChannelId>,
    /// Something happened that people outside should hear.
    pub(super) news: bool,
    /// Rounds of word that went out, and when the last one began.
    pub(super) rounds: u32,
    pub(super) round_at: SimTime,
    /// Whether people outside have heard of the last decision.
    pub(super) told_choice: bool,
    /// Work that is known to be over, well or badly.
    pub(super) finished: BTreeSet<OptionId>,
    /// Incidents that monitoring was asked about in this scene, and after how
    /// much work.
    pub(super) verified: BTreeSet<(String, usize)>,
    /// An incident was handed over whole.
    pub(super) handed: bool,
    /// When engineers were last moved.
    pub(super) moved: BTreeMap<StaffId, SimTime>,
    /// What happened, for the review.
    pub(super) diary: Vec<(SimTime, String)>,
    pub(super) agenda: Agenda,
    /// Who told what helped, in their words.
    pub(super) helped: Vec<(SeatId, String)>,
    /// Incidents that monitoring says are over.
    pub(super) over: Vec<String>,
}

impl Memory {
    /// What was decided about an incident.
    pub(super) fn call(&self, incident: Option<IncidentId>) -> Option<&Call> {
        self.calls.iter().find(|of| of.incident == incident)
    }

    /// Everything that was decided and still counts, the latest last.
    pub(super) fn calls(&self) -> &[Call] {
        &self.calls
    }

    /// The latest decision.
    pub(super) fn latest(&self) -> Option<&Call> {
        self.calls.last()
    }

    /// A decision: it takes the place of the last one about the same incident.
    pub(super) fn decided(&mut self, call: Call) {
        self.calls.retain(|of| of.incident != call.incident);
        self.calls.push(call);
    }

    /// A new scene: the leads know other things now.
    pub(super) fn new_scene(&mut self, scene: Option<SceneId>, now: SimTime, first: bool) {
        self.scene = scene;
        self.scene_at = now;
        if first {
            return;
        }
        self.later = true;
        self.asked.clear();
        self.thread = false;
        self.raised.clear();
        self.news = true;
        self.verified.clear();
    }

    /// Takes in a line; whether somebody else speaks.
    pub(super) fn hear(&mut self, me: SeatId, item: &Item) -> bool {
        match &item.line {
            Line::Message {
                from,
                kind,
                text,
                reply_to,
                channel,
                ..
            } => {
                if from.seat == Some(me) && kind.is_some() {
                    if let Some(tag) = self.pending.take() {
                        self.own.insert(item.seq, tag);
                    }
                    return false;
                }
                if let Some(seat) = from.seat {
                    self.said(seat, item.seq, *kind, text, *reply_to, *channel);
                }
                true
            }
            Line::Notice { text, tone } => {
                if let Some(rest) = text.strip_prefix("Monitoring says: ")
                    && *tone == Tone::Good
                {
                    let title = rest.trim_end_matches(" is over.");
                    self.over.push(title.to_owned());
                }
                false
            }
        }
    }

    fn said(
        &mut self,
        seat: SeatId,
        seq: Seq,
        kind: Option<MoveKind>,
        text: &str,
        reply_to: Option<Seq>,
        channel: Option<ChannelId>,
    ) {
        let about = reply_to.and_then(|of| self.own.get(&of)).copied();
        let raised = || Raised {
            seq,
            seat,
            text: text.to_owned(),
            channel,
        };
        if about == Some(Tag::Objections) {
            self.no_objection.insert(seat);
        }
        match kind {
            Some(MoveKind::Object) => {
                let raised = raised();
                self.objections.push(raised);
            }
            // "I can tell you about …": what to ask next.
            Some(MoveKind::Say) if matches!(about, Some(Tag::First(_))) => {
                self.offers.push((seat, text.to_owned()));
            }
            Some(MoveKind::Tell) if about == Some(Tag::Helped) => {
                self.helped.push((seat, text.to_owned()));
            }
            // Nobody asked for it.
            None => {
                let raised = raised();
                self.raised.push(raised);
            }
            _ => {}
        }
    }
}

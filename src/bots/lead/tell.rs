//! Word to everybody outside, on the clock and in their words, and the board
//! that everybody inside reads (handbook: "every update names impact, action,
//! owner and the next time").

use super::answer::{OWNS, looks_back};
use super::memory::{Call, Round};
use super::{Effort, Lead, Step};
use crate::bots::{Deed, words};
use crate::engine::{BoardLine, Move};
use crate::model::*;
use crate::scenario::{DeadlineKind, OptionStage, Purpose};
use crate::view::{DeadlineState, OptionView, PlayerView};

/// The handbook's rhythm.
const RHYTHM: Span = Span::minutes(15);
/// So much before its time promised word goes out.
const BEFORE: Span = Span::seconds(75);
/// Between two rounds of word that nobody was promised.
const BETWEEN: Span = Span::minutes(4);
/// Without a decision people hear something after this.
const SILENCE: Span = Span::minutes(10);
/// A board older than this is looked at again.
const STALE: Span = Span::minutes(9);
/// In a new scene one looks round before one speaks.
const LOOKS: Span = Span::seconds(25);

impl Lead {
    /// When word is due, and when the board is old.
    pub(super) fn moments_to_tell(&self, view: &PlayerView) -> Vec<SimTime> {
        let memory = &self.memory;
        let word = memory.next_word.map(|next| next - BEFORE);
        let board = view
            .board
            .iter()
            .filter_map(|of| of.at)
            .map(|at| at + STALE);
        let marks = [
            SimTime::ZERO + SILENCE,
            memory.scene_at + LOOKS,
            memory.round_at + BETWEEN,
        ];
        word.into_iter().chain(board).chain(marks).collect()
    }

    /// Word whose time has come.
    pub(super) fn promised(&mut self, view: &PlayerView) -> Option<Step> {
        let due = self
            .memory
            .next_word
            .is_some_and(|next| view.common.now + BEFORE >= next);
        if self.memory.round.is_none() && due && self.habits.rhythm {
            self.begin_round(view);
        }
        match due {
            true => self.send(view),
            false => None,
        }
    }

    /// Word about what is new.
    pub(super) fn inform(&mut self, view: &PlayerView) -> Option<Step> {
        let now = view.common.now;
        if self.memory.round.is_none() && self.wants_to_tell(now) {
            self.memory.news = false;
            self.begin_round(view);
        }
        self.send(view)
    }

    fn wants_to_tell(&self, now: SimTime) -> bool {
        let memory = &self.memory;
        if !self.habits.rhythm {
            return memory.rounds == 0 && memory.latest().is_some();
        }
        let silent = memory.rounds == 0 && now >= SimTime::ZERO + SILENCE;
        let settled = now >= memory.scene_at + LOOKS;
        let fresh = memory.rounds > 0 && now < memory.round_at + BETWEEN;
        let begun = memory.latest().is_some() && !memory.told_choice;
        let news = memory.news && (begun || memory.rounds > 0 && !fresh);
        settled && (news || silent)
    }

    fn begin_round(&mut self, view: &PlayerView) {
        let audiences = [Purpose::Executives, Purpose::Customers];
        let channels = audiences
            .into_iter()
            .filter_map(|of| words::channel(view, of));
        let mut left: Vec<ChannelId> = channels.map(|of| of.id).collect();
        if !self.habits.rhythm {
            left.truncate(1);
        }
        // Where word was promised, it comes.
        for channel in std::mem::take(&mut self.memory.promised_in) {
            if !left.contains(&channel) {
                left.push(channel);
            }
        }
        if left.is_empty() {
            left.extend(words::channel(view, Purpose::WarRoom).map(|of| of.id));
        }
        let next = self.next_moment(view);
        self.memory.rounds += 1;
        self.memory.round_at = view.common.now;
        self.memory.told_choice = self.memory.latest().is_some();
        self.memory.round = Some(Round { left, next });
    }

    /// When the next word comes: at the mark on the clock if one is near, else
    /// by the rhythm.
    pub(super) fn next_moment(&self, view: &PlayerView) -> SimTime {
        let now = view.common.now;
        let near = now + Span::minutes(6)..now + RHYTHM + Span::minutes(1);
        let marked = view
            .common
            .deadlines
            .iter()
            .filter(|of| of.kind == DeadlineKind::Update && of.state == DeadlineState::Ahead)
            .map(|of| of.at)
            .find(|at| near.contains(at));
        marked.unwrap_or_else(|| words::minute(view, now + RHYTHM))
    }

    fn send(&mut self, view: &PlayerView) -> Option<Step> {
        let round = self.memory.round.as_mut()?;
        let next = round.next;
        let channel = (!round.left.is_empty()).then(|| round.left.remove(0));
        let Some(channel) = channel else {
            self.memory.round = None;
            return None;
        };
        if round.left.is_empty() {
            self.memory.round = None;
        }
        if self.habits.rhythm {
            self.memory.next_word = Some(next);
        }
        let public = words::channel(view, Purpose::Customers).is_some_and(|of| of.id == channel);
        let impact = match public {
            _ if looks_back(view) => "It is over: nobody is affected any more".to_owned(),
            true => format!("Some customers are affected: {}", words::impact(view, 1)),
            false => format!("Our customers are affected: {}", words::impact(view, 3)),
        };
        let owner = self.owner(view);
        let name = words::name_of(view, owner);
        let mut working = self.working(view, public);
        if self.owns_outcome() {
            working += &format!(". {OWNS}");
        }
        let at = words::clock(view, next);
        let mut says = format!("{impact}. {working}. {name} leads that.");
        if self.habits.rhythm {
            says += &format!(" Next update at {at}.");
        }
        let deed = Deed::new(Move::Update {
            impact,
            action: working,
            owner: Some(owner),
            next_at: self.habits.rhythm.then_some(at),
        });
        Some(Step::new(
            Effort::Thought,
            deed.words(says).channel(Some(channel)),
        ))
    }

    /// Who is on it.
    pub(super) fn owner(&self, view: &PlayerView) -> SeatId {
        self.chosen(view).map_or(self.seat, |of| of.owner)
    }

    /// The latest decision.
    fn chosen<'a>(&self, view: &'a PlayerView) -> Option<&'a OptionView> {
        let latest = self.memory.latest()?.option;
        view.options.iter().find(|of| of.id == latest)
    }

    /// What is being done, for people outside.
    pub(super) fn working(&self, view: &PlayerView, public: bool) -> String {
        let running = view
            .options
            .iter()
            .filter(|of| of.stage == OptionStage::Running);
        let running: Vec<String> = running.map(|of| of.name.to_lowercase()).collect();
        let done = view
            .options
            .iter()
            .filter(|of| of.stage == OptionStage::Succeeded);
        let done: Vec<String> = done.map(|of| of.name.to_lowercase()).collect();
        let chosen = self.chosen(view);
        let by = self.memory.latest().map(|of| of.done_by);
        let by = by.filter(|by| *by > view.common.now);
        let by = by.map_or_else(String::new, |by| {
            format!(", expected by {}", words::clock(view, by))
        });
        let also = match done.is_empty() || public {
            true => String::new(),
            false => format!("; done so far: {}", words::list(&done)),
        };
        match (running.is_empty(), chosen) {
            (false, _) => format!("We are working on {}{by}{also}", words::list(&running)),
            (true, Some(chosen)) if done.is_empty() => {
                format!(
                    "We have decided and are preparing {}{by}",
                    chosen.name.to_lowercase()
                )
            }
            (true, Some(_)) => format!("We are checking what was done: {}", words::list(&done)),
            (true, None) if view.common.reviewing => {
                "We are finding out how it came about, and what we change".to_owned()
            }
            (true, None) => {
                "We are gathering every way out and checking what each costs".to_owned()
            }
        }
    }

    /// Where things stand, in one sentence without its full stop.
    pub(super) fn status(&self, view: &PlayerView) -> String {
        let name = |id: OptionId| {
            let option = view.options.iter().find(|of| of.id == id);
            option.map_or_else(String::new, |of| of.name.clone())
        };
        let open = |of: &&Call| {
            let shown = view.form.incidents.iter();
            of.incident
                .is_none_or(|id| shown.clone().any(|of| of.id == id.as_str()))
        };
        let stands = |of: &Call| {
            let by = words::clock(view, of.done_by);
            let plan_b = of.plan_b.map(name);
            let plan_b = plan_b.map_or_else(String::new, |of| format!("; plan B is {of}"));
            format!("{} is decided, due by {by}{plan_b}", name(of.option))
        };
        let calls: Vec<String> = self
            .memory
            .calls()
            .iter()
            .filter(open)
            .map(stands)
            .collect();
        if !calls.is_empty() {
            return calls.join(". ");
        }
        if view.common.reviewing {
            return "We look at what happened, how it came about and what we change".into();
        }
        let by = view
            .common
            .deadlines
            .iter()
            .find(|of| of.kind == DeadlineKind::Decision);
        match by.filter(|_| self.memory.calls().is_empty()) {
            Some(by) => format!(
                "We gather every way out and decide by {}",
                words::clock(view, by.at)
            ),
            None if self.memory.calls().is_empty() => "We gather every way out, then decide".into(),
            None => "What was decided is done".into(),
        }
    }

    /// The board: every line filled, and true.
    pub(super) fn note(&mut self, view: &PlayerView) -> Option<Step> {
        let now = view.common.now;
        let line = view.board.iter().find_map(|of| {
            let old = of
                .at
                .is_none_or(|at| at < self.memory.scene_at || now.since(at) >= STALE);
            // The impact is never the same: it is put in words only when it is old.
            let moves = of.line != BoardLine::Impact || old;
            let wanted = moves.then(|| self.line(view, of.line)).flatten()?;
            (wanted != of.text).then_some((of, wanted))
        });
        let (of, text) = line?;
        let deed = Deed::new(Move::Note {
            line: of.line,
            base: of.revision,
        });
        Some(Step::new(Effort::Sentence, deed.text(text)))
    }

    fn line(&self, view: &PlayerView, line: BoardLine) -> Option<String> {
        match line {
            BoardLine::Impact => {
                let severity = view.common.severity.as_ref()?;
                let now = words::clock(view, view.common.now);
                Some(format!(
                    "{} at {now}: {}",
                    severity.label,
                    words::impact(view, 3)
                ))
            }
            BoardLine::Owner => {
                let mut held = String::new();
                for of in &view.form.responsibilities {
                    let Some(seat) = of.seat else { continue };
                    if !held.is_empty() {
                        held += ", ";
                    }
                    held += &of.label;
                    held += " ";
                    held += &words::name_of(view, seat);
                }
                (!held.is_empty()).then_some(held)
            }
            BoardLine::Plan => Some(self.status(view)),
            BoardLine::NextUpdate => {
                let first = || {
                    let marks = view.common.deadlines.iter();
                    let mark = marks
                        .filter(|of| of.kind == DeadlineKind::Update)
                        .map(|of| of.at)
                        .min();
                    mark.unwrap_or(SimTime::ZERO + RHYTHM)
                };
                let next = self.memory.next_word.unwrap_or_else(first);
                Some(format!(
                    "{}, executives and customers",
                    words::clock(view, next)
                ))
            }
        }
    }
}

//! Somebody who leads an incident: the handbook's line as habits, not as a
//! script.
//!
//! At each look the first step that has something to do makes the move
//! ([`STEPS`]): order, answers, options, the call, word to everybody, the
//! board. What differs between the policies is in [`Habits`]. Absent on
//! purpose: anything that a scenario would have to tell beforehand.

mod answer;
mod ask;
mod choose;
mod close;
mod dice;
mod memory;
mod opening;
mod review;
mod staff;
mod tell;

pub use ask::FIRST_QUESTION;

use super::draws::Draws;
use super::{Bot, Deed, Turn, words};
use crate::engine::{CutPlan, Informs, Phase, Refusal};
use crate::model::*;
use crate::scenario::{OptionStage, Purpose};
use crate::view::{Item, Line, OptionView, PlayerView};
use memory::{Call, Memory, Tag};

/// How somebody leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Habits {
    /// Speaks instead of filling in forms.
    aloud: bool,
    /// How many times as long everything takes.
    slow: u64,
    /// Whom it asks.
    asks: Asks,
    /// Whether it answers what is asked of it.
    answers: bool,
    /// Whether it holds ways out against each other, aloud, before it decides.
    compares: bool,
    /// Whether it names a plan B.
    fallback: bool,
    /// Whether word goes out on the clock, or once.
    rhythm: bool,
}

/// Whom somebody asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    Everybody,
    Half,
    Nobody,
}

impl Habits {
    pub(super) const STRONG: Self = Self {
        aloud: false,
        slow: 1,
        asks: Asks::Everybody,
        answers: true,
        compares: true,
        fallback: true,
        rhythm: true,
    };
    pub(super) const TALKER: Self = Self {
        aloud: true,
        ..Self::STRONG
    };
    pub(super) const NOVICE: Self = Self {
        slow: 2,
        asks: Asks::Half,
        compares: false,
        fallback: false,
        rhythm: false,
        ..Self::STRONG
    };
    pub(super) const FORM_FILLER: Self = Self {
        asks: Asks::Nobody,
        answers: false,
        ..Self::STRONG
    };
}

/// How long a move keeps its maker busy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effort {
    /// A tap or a nod: 6 to 9 s.
    Quick,
    /// A sentence: 8 to 12 s.
    Sentence,
    /// Several, with thought: 15 to 22 s.
    Thought,
}

/// A move that a step came up with.
struct Step {
    deed: Deed,
    effort: Effort,
    tag: Tag,
}

impl Step {
    fn new(effort: Effort, deed: Deed) -> Self {
        Self {
            deed,
            effort,
            tag: Tag::Other,
        }
    }

    fn tagged(mut self, tag: Tag) -> Self {
        self.tag = tag;
        self
    }
}

/// What is looked at first comes first.
const STEPS: [fn(&mut Lead, &PlayerView) -> Option<Step>; 23] = [
    Lead::declare,
    Lead::frame,
    Lead::brief,
    Lead::assign,
    Lead::channels,
    Lead::answer,
    Lead::reply,
    Lead::meet,
    Lead::promised,
    Lead::ask_each,
    Lead::order,
    Lead::decide,
    Lead::act,
    Lead::staff,
    Lead::dig,
    Lead::hand_over,
    Lead::inform,
    Lead::close,
    Lead::note,
    Lead::search,
    Lead::back,
    Lead::thread,
    Lead::review,
];

/// Before the first move people read what stands there, in seconds.
const READS: (u64, u64) = (14, 22);
/// The box for order in the room (handbook, exercise 1).
const ORDER: Span = Span::minutes(2);
/// From hearing something to doing something about it, in seconds.
const NOTICES: (u64, u64) = (2, 5);
/// Looks up at least so often, and never more often than this.
const GLANCE: (Span, Span) = (Span::seconds(2), Span::minutes(2));
/// What is said aloud is written down so much later.
const LAG: Span = Span::seconds(4);

/// Somebody who leads.
pub(super) struct Lead {
    seat: SeatId,
    habits: Habits,
    draws: Draws,
    memory: Memory,
}

impl Lead {
    pub(super) fn new(seat: SeatId, habits: Habits, draws: Draws) -> Self {
        Self {
            seat,
            habits,
            draws,
            memory: Memory::default(),
        }
    }

    /// A moment since STARTEX that somebody slow takes longer to reach.
    fn slowed(&self, at: SimTime) -> SimTime {
        SimTime(at.0.saturating_mul(self.habits.slow))
    }

    fn seconds(&mut self, (least, most): (u64, u64)) -> Span {
        Span(self.draws.seconds(least, most).0 * self.habits.slow)
    }

    fn next(&mut self, view: &PlayerView) -> Option<Step> {
        STEPS.iter().find_map(|step| step(self, view))
    }

    /// Somebody who takes a chair over reads what was decided before, and sees
    /// to it that it is done.
    fn catch_up(&mut self, view: &PlayerView) {
        let decided: Vec<&OptionView> = view.options.iter().filter(|of| of.decided).collect();
        if decided.is_empty() {
            return;
        }
        let now = view.common.now;
        self.memory.considered = view.options.iter().map(|of| of.id).collect();
        self.memory.news = true;
        for chosen in decided {
            self.memory.decided(Call {
                incident: chosen.incident,
                option: chosen.id,
                at: now,
                plan_b: None,
                trigger: None,
                done_by: now + words::takes(chosen).unwrap_or(Span::minutes(30)),
            });
            if chosen.stage == OptionStage::Decided && !self.under_way(view) {
                let check = words::clock(view, now + Span::minutes(15));
                self.tasks(view, chosen, None, check);
            }
        }
    }

    /// How long until the clock alone gives it something to do.
    fn until_alarm(&self, view: &PlayerView) -> Span {
        let now = view.common.now;
        let ahead = self.alarms(view).filter(|at| *at > now);
        let next = ahead.min().map_or(GLANCE.1, |at| at.since(now));
        next.clamp(GLANCE.0, GLANCE.1)
    }

    /// The moments that each part of the work waits for.
    fn alarms(&self, view: &PlayerView) -> impl Iterator<Item = SimTime> {
        let mut all = self.moments_to_tell(view);
        all.extend(self.moments_to_decide(view));
        all.extend(self.moments_to_ask(view));
        all.extend(self.moments_to_answer());
        all.extend(self.moments_to_review());
        all.into_iter()
    }

    /// Takes in what the page shows now: a new scene, a way out that is new.
    fn look(&mut self, view: &PlayerView) {
        let scene = view.common.scene.as_ref().map(|scene| scene.id);
        if scene != self.memory.scene {
            let first = self.memory.scene.is_none();
            self.memory.new_scene(scene, view.common.now, first);
        }
        let over =
            |stage: OptionStage| matches!(stage, OptionStage::Succeeded | OptionStage::Failed);
        for option in view.options.iter().filter(|of| over(of.stage)) {
            if self.memory.finished.insert(option.id) {
                self.memory.news = true;
                let came = match option.stage {
                    OptionStage::Succeeded => "was done",
                    _ => "broke off",
                };
                let noted = format!("{} {came}", option.name);
                self.memory.diary.push((view.common.now, noted));
            }
        }
    }
}

impl Bot for Lead {
    fn hear(&mut self, item: &Item) -> Option<Span> {
        let others = self.memory.hear(self.seat, item);
        let said = matches!(item.line, Line::Message { .. });
        (others && said).then(|| self.seconds(NOTICES))
    }

    fn turn(&mut self, view: &PlayerView) -> Turn {
        if view.common.phase != Phase::Play || view.legal.is_empty() {
            return Turn::rest(GLANCE.1);
        }
        if !self.memory.ready {
            self.memory.ready = true;
            self.catch_up(view);
            // Whoever takes twice the box for order looks on for one of them.
            let looks_on = Span(ORDER.0 * (self.habits.slow - 1));
            return Turn::absorbed(self.seconds(READS) + looks_on);
        }
        self.look(view);
        if view.common.commander != self.seat {
            return Turn::rest(GLANCE.1);
        }
        let Some(step) = self.next(view) else {
            return Turn::rest(self.until_alarm(view));
        };
        let busy = match step.effort {
            Effort::Quick => (6, 9),
            Effort::Sentence => (8, 12),
            Effort::Thought => (15, 22),
        };
        let busy = self.seconds(busy);
        self.memory.pending = Some(step.tag);
        let deed = match self.habits.aloud {
            true => step.deed.spoken(LAG),
            false => step.deed,
        };
        Turn::act(deed, busy)
    }

    fn refused(&mut self, _: &Refusal) {
        self.memory.pending = None;
    }

    fn cut_plan(&mut self, view: &PlayerView) -> CutPlan {
        if !self.habits.rhythm {
            let running = self.status(view);
            return CutPlan {
                running,
                ..CutPlan::default()
            };
        }
        let audiences = [Purpose::Executives, Purpose::Customers];
        let informs = audiences
            .into_iter()
            .filter_map(|purpose| words::channel(view, purpose))
            .map(|channel| Informs {
                seat: self.seat,
                channel: channel.id,
                every: Span::minutes(15),
            })
            .collect();
        CutPlan {
            running: self.status(view),
            informs,
            wake: match self.memory.latest().and_then(|of| of.trigger.as_ref()) {
                Some(trigger) => capital_sentence(trigger),
                None => "Anything gets worse, or a promised time passes".to_owned(),
            },
        }
    }
}

fn capital_sentence(text: &str) -> String {
    words::capital(text.trim_end_matches('.'))
}

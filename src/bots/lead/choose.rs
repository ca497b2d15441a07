//! The call: in its box, compared, with its facts, its price, a plan B with
//! what sets it off, and the next check (handbook, exercise 1); then orders
//! with one name and a time.

use super::memory::{Call, Proposal, Tag, Task};
use super::{Effort, Lead, Step};
use crate::bots::{Deed, words};
use crate::engine::{Decide, Fallback, Move};
use crate::model::*;
use crate::scenario::{Cell, DeadlineKind, OptionStage, Purpose};
use crate::text;
use crate::view::{OptionView, PlayerView};

/// People have so long to object.
const OBJECT: Span = Span::seconds(55);
/// A call is prepared so long before its box opens.
const PREPARE: Span = Span::seconds(80);
/// After this nobody waits for more facts before the box closes.
const CLOSES: Span = Span::seconds(150);
/// Without a box: when the ways out should be known, and when to call.
const UNBOXED: (Span, Span) = (Span::minutes(5), Span::minutes(9));
/// A new way out is looked into for so long.
const LOOK_INTO: Span = Span::seconds(150);
/// Work that was ordered has begun by then, or does not begin.
const BEGINS: Span = Span::minutes(3);
/// Facts that a decision cites.
const CITES: usize = 4;

impl Lead {
    /// When a call is to be prepared or made.
    pub(super) fn moments_to_decide(&self, view: &PlayerView) -> Vec<SimTime> {
        let (from, latest) = self.window(view);
        let proposal = self.memory.proposal.as_ref().and_then(|of| of.asked);
        let objected = proposal.map(|asked| asked + OBJECT);
        let marks = [
            from - PREPARE,
            from,
            latest,
            self.memory.scene_at + LOOK_INTO,
        ];
        marks.into_iter().chain(objected).collect()
    }

    pub(super) fn decide(&mut self, view: &PlayerView) -> Option<Step> {
        if view.form.incidents.is_empty() {
            return None;
        }
        match self.memory.proposal.clone() {
            Some(proposal) => self.pursue(view, proposal),
            None => self.propose(view),
        }
    }

    /// Puts the best way out to the room: one for each incident that waits for
    /// a call.
    fn propose(&mut self, view: &PlayerView) -> Option<Step> {
        let due = self.due(view);
        let first = *due.first()?;
        self.memory.proposal = Some(Proposal {
            options: due.iter().map(|of| of.id).collect(),
            asked: None,
        });
        self.memory.no_objection.clear();
        if !self.habits.compares || !self.habits.answers {
            return self.call_next(view);
        }
        let put = |option: &&OptionView| match best(view, &self.others(view, option)) {
            Some(other) => format!("{}, with {} as plan B", option.name, other.name),
            None => option.name.clone(),
        };
        let puts: Vec<String> = due.iter().map(put).collect();
        let says = format!("I propose {}.", puts.join("; and "));
        let act = Move::Propose {
            option: Some(first.id),
        };
        Some(Step::new(Effort::Sentence, Deed::new(act).text(says)))
    }

    /// Asks for objections, gives people time, then calls.
    fn pursue(&mut self, view: &PlayerView, proposal: Proposal) -> Option<Step> {
        let now = view.common.now;
        let Some(asked) = proposal.asked else {
            self.memory.proposal = Some(Proposal {
                asked: Some(now),
                ..proposal
            });
            let act = Move::Ask {
                topics: Vec::new(),
                objections: true,
            };
            let says = "Any objections? From everybody, please.";
            let step = Step::new(Effort::Quick, Deed::new(act).text(says));
            return Some(step.tagged(Tag::Objections));
        };
        let mut others = view.seats.iter().filter(|of| of.id != self.seat);
        let heard = others.all(|of| self.memory.no_objection.contains(&of.id));
        let (opens, _) = self.window(view);
        let early = self.memory.calls().is_empty() && now < opens;
        if early || !heard && now < asked + OBJECT {
            return None;
        }
        self.call_next(view)
    }

    /// Calls the first of those that were put to the room.
    fn call_next(&mut self, view: &PlayerView) -> Option<Step> {
        let startable = |id: OptionId| view.form.startable.iter().any(|s| s.id == id.as_str());
        loop {
            let proposal = self.memory.proposal.as_mut()?;
            let next = (!proposal.options.is_empty()).then(|| proposal.options.remove(0));
            let Some(next) = next else {
                self.memory.proposal = None;
                return None;
            };
            if proposal.options.is_empty() {
                self.memory.proposal = None;
            }
            let option = view.options.iter().find(|of| of.id == next);
            if let Some(option) = option.filter(|of| startable(of.id)) {
                return self.call(view, option);
            }
        }
    }

    /// Incidents whose ways out are chosen apart from each other; none for
    /// ways out that belong to no incident.
    fn fronts(view: &PlayerView) -> impl Iterator<Item = Option<IncidentId>> {
        let open = view.form.incidents.iter();
        let open = open.filter_map(|of| IncidentId::new(&of.id).ok());
        open.map(Some).chain([None])
    }

    /// The ways out to choose now, if it is time to choose: at most one an
    /// incident.
    fn due<'a>(&self, view: &'a PlayerView) -> Vec<&'a OptionView> {
        Self::fronts(view)
            .filter_map(|front| self.due_on(view, front))
            .collect()
    }

    fn due_on<'a>(
        &self,
        view: &'a PlayerView,
        front: Option<IncidentId>,
    ) -> Option<&'a OptionView> {
        let now = view.common.now;
        let startable =
            |of: &&OptionView| view.form.startable.iter().any(|s| s.id == of.id.as_str());
        let on_it = view.options.iter().filter(|of| of.incident == front);
        let candidates: Vec<&OptionView> = on_it.filter(startable).collect();
        let Some(call) = self.memory.call(front) else {
            let (from, latest) = self.window(view);
            let early = match self.habits.compares {
                true => from - PREPARE,
                false => from,
            };
            let ready = || now >= early && (self.gathered(view) || !self.habits.compares);
            return match now >= latest || ready() {
                true => best(view, &candidates),
                false => None,
            };
        };
        if self.may_be_over(view, front) {
            return None;
        }
        // A new way out, or one of the old ones once the chosen one has failed.
        let just_ordered = now < call.at + BEGINS;
        let works = just_ordered || self.works_on(view, front);
        let fresh: Vec<&OptionView> = match works {
            true => candidates
                .into_iter()
                .filter(|of| self.is_open(of))
                .collect(),
            false => candidates
                .into_iter()
                .filter(|of| of.id != call.option || of.stage == OptionStage::Failed)
                .collect(),
        };
        let settled = self.memory.tasks.is_empty() && self.memory.round.is_none();
        let waited = now >= self.memory.scene_at + LOOK_INTO;
        if fresh.is_empty() || !(settled && waited && self.gathered(view)) {
            return None;
        }
        let pick = best(view, &fresh)?;
        // Nothing that costs more than what is under way.
        (!works || loss(pick) == 0).then_some(pick)
    }

    /// Whether anybody works on a way out of an incident.
    fn works_on(&self, view: &PlayerView, front: Option<IncidentId>) -> bool {
        let running = |of: &OptionView| of.stage == OptionStage::Running && of.incident == front;
        view.options.iter().any(running)
    }

    /// Whether anybody works on a way out.
    pub(super) fn under_way(&self, view: &PlayerView) -> bool {
        let running = |of: &OptionView| of.stage == OptionStage::Running;
        view.options.iter().any(running)
    }

    /// When the call is prepared at the earliest and at the latest.
    fn window(&self, view: &PlayerView) -> (SimTime, SimTime) {
        let boxed = view
            .common
            .deadlines
            .iter()
            .find(|of| of.kind == DeadlineKind::Decision);
        let (from, latest) = match boxed {
            Some(of) => (of.opens.unwrap_or(of.at), of.at - CLOSES),
            None => (SimTime::ZERO + UNBOXED.0, SimTime::ZERO + UNBOXED.1),
        };
        (self.slowed(from), self.slowed(latest))
    }

    fn others<'a>(&self, view: &'a PlayerView, option: &OptionView) -> Vec<&'a OptionView> {
        view.options
            .iter()
            .filter(|of| of.id != option.id && !option.combines.contains(&of.id))
            .filter(|of| of.incident == option.incident)
            .filter(|of| matches!(of.stage, OptionStage::Found | OptionStage::Decided))
            .collect()
    }

    fn call(&mut self, view: &PlayerView, option: &OptionView) -> Option<Step> {
        let now = view.common.now;
        let others = self.others(view, option);
        let plan_b = best(view, &others).filter(|_| self.habits.fallback);
        let done_by = now + words::takes(option).unwrap_or(Span::minutes(30)) + Span::minutes(1);
        let done = words::clock(view, done_by);
        let trigger = format!("{} breaks off or is not done by {done}", option.name);
        let soon = words::takes(option).map_or(Span::minutes(30), |of| of.min(Span::minutes(30)));
        let check = words::clock(view, now + soon + Span::minutes(1));
        let told = |cell: Cell| fact(option, cell);
        let price: Vec<FactId> = [Cell::Impact, Cell::Risk]
            .into_iter()
            .filter_map(told)
            .collect();
        let mut facts: Vec<FactId> = [Cell::Time, Cell::Loss]
            .into_iter()
            .filter_map(told)
            .collect();
        let against = others
            .iter()
            .flat_map(|of| [fact(of, Cell::Loss), fact(of, Cell::Time)]);
        facts.extend(against.flatten().take(CITES.saturating_sub(facts.len())));
        let because = because(option, plan_b);
        let mut says = format!("We go with {}", option.name);
        if self.habits.compares && !others.is_empty() {
            let names: Vec<String> = others.iter().map(|of| of.name.clone()).collect();
            says += &format!(" rather than {}", names.join(" or "));
        }
        says += &format!(", because {because}.");
        let shorts = [Cell::Impact, Cell::Risk]
            .into_iter()
            .filter_map(|of| words::cell(option, of));
        let shorts: Vec<String> = shorts.map(str::to_owned).collect();
        if !shorts.is_empty() {
            says += &format!(" The price we accept: {}.", shorts.join("; "));
        }
        if let Some(other) = plan_b {
            says += &format!(" If {trigger}, plan B is {}.", other.name);
        }
        says += &format!(" We check again at {check}.");
        let decide = Decide {
            option: option.id,
            over: match self.habits.compares {
                true => others.iter().map(|of| of.id).take(6).collect(),
                false => Vec::new(),
            },
            facts,
            price,
            fallback: plan_b.map(|of| Fallback {
                option: of.id,
                trigger: trigger.clone(),
            }),
            check_at: Some(check),
            because,
            base: view.form.decisions,
        };
        self.tasks(view, option, plan_b, check);
        let memory = &mut self.memory;
        memory.considered = view.options.iter().map(|of| of.id).collect();
        memory.decided(Call {
            incident: option.incident,
            option: option.id,
            at: now,
            plan_b: plan_b.map(|of| of.id),
            trigger: plan_b.is_some().then_some(trigger),
            done_by,
        });
        let noted = format!("The commander decided on {}", option.name);
        memory.diary.push((now, noted));
        memory.news = true;
        memory.told_choice = false;
        let deed = Deed::new(Move::Decide(decide)).words(says);
        Some(Step::new(Effort::Thought, deed))
    }

    /// Who does what until when.
    pub(super) fn tasks(
        &mut self,
        view: &PlayerView,
        option: &OptionView,
        plan_b: Option<&OptionView>,
        check: ClockTime,
    ) {
        let now = view.common.now;
        let parts: Vec<&OptionView> = match option.combines.is_empty() {
            true => vec![option],
            false => view
                .options
                .iter()
                .filter(|of| option.combines.contains(&of.id))
                .collect(),
        };
        let startable =
            |of: &&OptionView| view.form.startable.iter().any(|s| s.id == of.id.as_str());
        let starts = parts.into_iter().filter(startable).map(|part| Task {
            seat: part.owner,
            what: format!("Start: {}", part.name),
            option: Some(part.id),
            by: now + words::takes(part).unwrap_or(Span::minutes(30)) + Span::minutes(1),
            technical: false,
        });
        self.memory.tasks.extend(starts);
        if let Some(other) = plan_b.filter(|of| of.owner != self.seat) {
            self.memory.tasks.push(Task {
                seat: other.owner,
                what: format!(
                    "Keep {} ready, and say at once what could take it from us",
                    other.name
                ),
                option: None,
                by: now + check.after(words::clock(view, now)),
                technical: true,
            });
        }
    }

    pub(super) fn order(&mut self, view: &PlayerView) -> Option<Step> {
        if self.memory.tasks.is_empty() {
            return None;
        }
        let task = self.memory.tasks.remove(0);
        let by = words::clock(view, task.by);
        let name = words::name_of(view, task.seat);
        let what = task.what.clone();
        let says = format!("{name}: {what}, by {by}, please.");
        let thread = words::channel(view, Purpose::Technical);
        let thread = thread.filter(|of| task.technical && of.readers.contains(&task.seat));
        let deed = Deed::new(Move::Order {
            task: task.what,
            option: task.option,
            by: Some(by),
        });
        let deed = deed.words(says).to([task.seat]);
        Some(Step::new(
            Effort::Quick,
            deed.channel(thread.map(|of| of.id)),
        ))
    }
}

fn fact(option: &OptionView, cell: Cell) -> Option<FactId> {
    option.cells.iter().find(|of| of.cell == cell)?.fact
}

/// Why this one, in the words of the matrix.
fn because(option: &OptionView, other: Option<&OptionView>) -> String {
    let part = |of: &OptionView, cell: Cell, what: &str| {
        words::cell(of, cell).map(|text| format!("{what} {text}"))
    };
    let own = [
        part(option, Cell::Time, "it takes"),
        part(option, Cell::Loss, "it loses"),
    ];
    let own: Vec<String> = own.into_iter().flatten().collect();
    let against = other.and_then(|of| {
        part(of, Cell::Loss, "loses")
            .or_else(|| part(of, Cell::Time, "takes"))
            .map(|text| format!("{} {text}", of.name))
    });
    match (own.is_empty(), against) {
        (true, None) => "it is the best that we know of".to_owned(),
        (true, Some(against)) => against,
        (false, None) => words::list(&own),
        (false, Some(against)) => format!("{}, while {against}", words::list(&own)),
    }
}

/// The way out that costs least: in data, then in risk, then in time until
/// something helps; of two alike the one that has two legs.
fn best<'a>(_: &PlayerView, options: &[&'a OptionView]) -> Option<&'a OptionView> {
    let time = |of: &OptionView| {
        let lengths = words::cell(of, Cell::Time)
            .map(words::lengths)
            .unwrap_or_default();
        lengths.into_iter().min().unwrap_or(Span::minutes(240))
    };
    let cost = |of: &&&OptionView| {
        (
            loss(of),
            risk(of),
            time(of),
            of.combines.is_empty(),
            of.letter,
        )
    };
    options.iter().min_by_key(cost).copied()
}

/// What is lost, from none (0) upwards.
fn loss(option: &OptionView) -> u64 {
    let Some(text) = words::cell(option, Cell::Loss).map(str::to_lowercase) else {
        return 50;
    };
    let begins = |with: &[&str]| with.iter().any(|word| text.starts_with(word));
    if begins(&["none", "nothing", "no data", "no loss", "no more"]) {
        return 0;
    }
    if begins(&["all", "everything"]) {
        return 101;
    }
    let share = percent(&text).map(|share| match text.contains("saved") {
        true => 100_u64.saturating_sub(share),
        false => share,
    });
    let hours = || {
        words::lengths(&text)
            .first()
            .map(|of| of.whole_minutes() / 6)
    };
    1 + share.or_else(hours).unwrap_or(30)
}

/// How risky it is, from low (1) upwards.
fn risk(option: &OptionView) -> u8 {
    let Some(text) = words::cell(option, Cell::Risk).map(str::to_lowercase) else {
        return 3;
    };
    let worded = [("none", 0), ("low", 1), ("medium", 2), ("high", 4)];
    let found = worded.iter().find(|(word, _)| text.contains(word));
    let odds = || match percent(&text).filter(|_| text.contains("works"))? {
        90.. => Some(1),
        70.. => Some(2),
        50.. => Some(4),
        _ => Some(5),
    };
    let worded = found.map(|(_, risk)| *risk);
    worded.or_else(odds).unwrap_or(2)
}

/// The first share that a text names, in per cent.
fn percent(text: &str) -> Option<u64> {
    let figures = text::figures(text).into_iter();
    let mut shares = figures.filter(|of| of.quantity.unit == Unit::Percent);
    let share = shares.next()?;
    u64::try_from(share.quantity.milli / 1000).ok()
}

//! Gates: limits that a certification asks for beside the points (handbook,
//! Certification). They are measured, and never mixed into a score.
//!
//! A fold like the ledger, but over states as well: what was open and who was
//! of use between two events. Absent on purpose: any weight.

use super::reading::{SAYS, tells};
use super::score::Score;
use crate::engine::{Event, INFORMED, Move, Moved, Recorded, ReviewVerb, State};
use crate::model::*;
use crate::scenario::{Condition, EntryKind, Gate, Measure, Produced, Scenario};
use crate::text::{self, PhraseKind, owns};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How a gate came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GateResult {
    /// Which.
    pub id: GateId,
    /// What people call it.
    pub title: String,
    /// The limit, in the author's words.
    pub limit: String,
    /// Whether it was passed; open before ENDEX, or while what it rests on has
    /// not been confirmed.
    pub passed: Option<bool>,
    /// What was measured, in words.
    pub measured: Vec<String>,
}

/// Measures an exercise while it runs: events are pushed once each, in order,
/// with the state right after them.
#[derive(Clone, Debug)]
pub struct Gates {
    scenario: Arc<Scenario>,
    /// Conditions of gates as they stood at ENDEX, in the author's order.
    held: Option<Vec<bool>>,
    began: SimTime,
    ended: SimTime,
    /// Since when the present split of engineers stands, and how many of them
    /// were of no use; none while no incident stands open.
    since: SimTime,
    useless: Option<u64>,
    /// Milliseconds of engineers' time while an incident stood open.
    worked: u64,
    /// Of them free, on the way or worn out.
    idle: u64,
    moves: u32,
    updates: BTreeMap<ChannelId, Vec<SimTime>>,
    /// Time cuts through which somebody was to keep a channel informed.
    covered: Vec<(ChannelId, SimTime, SimTime)>,
    cut: Option<(SimTime, Vec<ChannelId>)>,
    /// Whether an incident has come up yet.
    begun: bool,
    /// When the last incident that had come up was over.
    over: Option<SimTime>,
    entries: BTreeMap<EntryKind, u32>,
    /// What stands in the review already.
    written: BTreeSet<(EntryKind, String)>,
    systemic: u32,
    blame: u32,
}

impl Gates {
    /// Nothing has happened yet.
    pub fn new(scenario: Arc<Scenario>) -> Self {
        Self {
            scenario,
            held: None,
            began: SimTime::ZERO,
            ended: SimTime::ZERO,
            since: SimTime::ZERO,
            useless: None,
            worked: 0,
            idle: 0,
            moves: 0,
            updates: BTreeMap::new(),
            covered: Vec::new(),
            cut: None,
            begun: false,
            over: None,
            entries: BTreeMap::new(),
            written: BTreeSet::new(),
            systemic: 0,
            blame: 0,
        }
    }

    /// Takes in the next event, and the state that it left.
    pub fn push(&mut self, state: &State, recorded: &Recorded) {
        if self.scenario.gates.is_empty() {
            return;
        }
        let at = recorded.at;
        match &recorded.event {
            Event::Started { .. } => self.began = at,
            Event::Moved(moved) => self.informed(moved, at),
            Event::StaffMoved { .. } => self.moves += 1,
            Event::CutBegan { from, plan, .. } => {
                let often = plan.informs.iter().filter(|of| of.every <= INFORMED);
                let channels = often.map(|informs| informs.channel);
                self.cut = Some((*from, channels.collect()));
            }
            Event::CutEnded { .. } => {
                if let Some((from, channels)) = self.cut.take() {
                    let through = |channel| (channel, from, at);
                    self.covered.extend(channels.into_iter().map(through));
                }
            }
            Event::Reviewed { entry, .. } => self.reviewed(entry),
            Event::Ended { .. } => {
                self.ended = at;
                let mut held = Vec::new();
                for gate in &self.scenario.gates {
                    conditions(&gate.met, &mut |condition| {
                        held.push(state.holds(&self.scenario, condition));
                    });
                }
                self.held = Some(held);
            }
            _ => {}
        }
        self.staff(state, at);
    }

    /// An update that tells something.
    fn informed(&mut self, moved: &Moved, at: SimTime) {
        let (Move::Update { .. }, Some(channel)) = (&moved.act, moved.channel) else {
            return;
        };
        let clock = self.scenario.shows(moved.made_at(at));
        let parts = text::update_parts(&moved.line, clock, &[]);
        if tells(&moved.act, parts.impact.is_some() || parts.action.is_some()) {
            let times = self.updates.entry(channel).or_default();
            times.push(moved.made_at(at));
        }
    }

    fn reviewed(&mut self, entry: &ReviewVerb) {
        let blames = |hit: &crate::text::PhraseHit| hit.kind == PhraseKind::Blames;
        if owns(entry.text()).iter().any(blames) {
            self.blame += 1;
        }
        // A word or two say nothing, and what was said stands already.
        let words = entry.text().trim().to_lowercase();
        if text::word_count(&words) < SAYS || !self.written.insert((entry.kind(), words)) {
            return;
        }
        *self.entries.entry(entry.kind()).or_default() += 1;
        if matches!(entry, ReviewVerb::AddCause { systemic: true, .. }) {
            self.systemic += 1;
        }
    }

    /// Counts the time since the last event, and looks at who is of use now.
    fn staff(&mut self, state: &State, at: SimTime) {
        let all = self.scenario.staff.len() as u64;
        if let Some(useless) = self.useless {
            let passed = at.since(self.since).0;
            self.worked += passed * all;
            self.idle += passed * useless;
        }
        self.since = at;
        if self.held.is_some() {
            self.useless = None;
            return;
        }
        let open = |incident: IncidentId| {
            state.has_opened(&self.scenario, incident) && !state.resolved().contains_key(&incident)
        };
        let any = self.scenario.incidents.iter().any(|part| open(part.id));
        // Before the first has come up, nothing is over.
        self.begun |= any;
        self.over = match any || !self.begun {
            true => None,
            false => self.over.or(Some(at)),
        };
        let useful = |part: &&crate::scenario::Engineer| {
            state
                .engineer(part.id)
                .is_some_and(|of| of.of_use() && of.on.is_some_and(open))
        };
        let useful = self.scenario.staff.iter().filter(useful).count() as u64;
        self.useless = any.then_some(all - useful);
    }

    /// How each gate came out; `score` is that of the same events.
    pub fn results(&self, score: &Score) -> Vec<GateResult> {
        let mut held = self.held.iter().flatten().copied();
        let gates = self.scenario.gates.iter();
        gates
            .map(|gate| self.result(gate, score, &mut held))
            .collect()
    }

    fn result(
        &self,
        gate: &Gate,
        score: &Score,
        held: &mut dyn Iterator<Item = bool>,
    ) -> GateResult {
        let mut measured = Vec::new();
        let passed = self.measure(&gate.met, score, held, &mut measured);
        GateResult {
            id: gate.id,
            title: gate.title.clone(),
            limit: gate.limit.clone(),
            passed: passed.filter(|_| self.held.is_some()),
            measured,
        }
    }

    fn measure(
        &self,
        measure: &Measure,
        score: &Score,
        held: &mut dyn Iterator<Item = bool>,
        words: &mut Vec<String>,
    ) -> Option<bool> {
        match measure {
            Measure::Holds(_) => {
                let holds = held.next();
                words.extend(holds.map(|holds| if holds { "yes" } else { "no" }.to_owned()));
                holds
            }
            Measure::Idle(share) => {
                let idle = (self.idle * 100_000).checked_div(self.worked)?;
                words.push(format!(
                    "{}% of the engineers' time without use",
                    (idle + 500) / 1000
                ));
                Some(i64::try_from(idle).is_ok_and(|idle| idle <= share.milli))
            }
            Measure::Moves(most) => {
                words.push(format!("engineers moved {} times", self.moves));
                Some(self.moves <= *most)
            }
            Measure::Gap(channel, most) => {
                let gap = self.longest(*channel);
                let title = self.scenario.channels.get(*channel);
                let title = title.map_or("", |channel| channel.title.as_str());
                words.push(format!("{title}: longest without an update {gap}"));
                Some(gap <= *most)
            }
            Measure::Credit(criterion, share) => {
                let of = score.criteria.iter().find(|of| of.id == *criterion)?;
                if !of.counts() {
                    words.push(format!("{}: could not be observed", of.label));
                    return None;
                }
                let credit = of.counted();
                words.push(format!("{}: {}%", of.label, credit.low / 10));
                let needed = u32::try_from(share.milli / 100).unwrap_or(0);
                match (credit.low >= needed, credit.high >= needed) {
                    (true, _) => Some(true),
                    (_, false) => Some(false),
                    (false, true) => None,
                }
            }
            Measure::Postmortem(needed) => {
                words.push(self.produced());
                Some(self.enough(needed))
            }
            Measure::All(parts) => {
                // Every part is measured, so that people read all of it.
                let each: Vec<Option<bool>> = parts
                    .iter()
                    .map(|part| self.measure(part, score, held, words))
                    .collect();
                if each.contains(&Some(false)) {
                    Some(false)
                } else if each.contains(&None) {
                    None
                } else {
                    Some(true)
                }
            }
        }
    }

    /// The longest time without an update in a channel, from STARTEX until the
    /// last incident was over.
    fn longest(&self, channel: ChannelId) -> Span {
        let end = self.over.unwrap_or(self.ended);
        let mut times = vec![self.began];
        times.extend(self.updates.get(&channel).into_iter().flatten().copied());
        times.retain(|at| *at <= end);
        times.push(end);
        times.sort_unstable();
        let gap = |from: SimTime, to: SimTime| {
            let covered: u64 = self
                .covered
                .iter()
                .filter(|(of, ..)| *of == channel)
                .map(|(_, cut, until)| (*until).min(to).since((*cut).max(from)).0)
                .sum();
            Span(to.since(from).0.saturating_sub(covered))
        };
        let gaps = times.windows(2).map(|pair| gap(pair[0], pair[1]));
        gaps.max().unwrap_or(Span::ZERO)
    }

    fn count(&self, kind: EntryKind) -> u32 {
        self.entries.get(&kind).copied().unwrap_or(0)
    }

    fn enough(&self, needed: &Produced) -> bool {
        self.count(EntryKind::AddMoment) >= needed.moments
            && self.count(EntryKind::AddWhy) >= needed.whys
            && self.count(EntryKind::AddCause) >= needed.causes
            && self.systemic >= needed.systemic
            && self.count(EntryKind::AddAction) >= needed.actions
            && self.blame <= needed.blame
    }

    fn produced(&self) -> String {
        format!(
            "{} moments, {} whys, {} causes ({} systemic), {} actions, {} blaming",
            self.count(EntryKind::AddMoment),
            self.count(EntryKind::AddWhy),
            self.count(EntryKind::AddCause),
            self.systemic,
            self.count(EntryKind::AddAction),
            self.blame
        )
    }
}

/// The conditions of a measure, in the author's order.
fn conditions<'m>(measure: &'m Measure, see: &mut dyn FnMut(&'m Condition)) {
    match measure {
        Measure::Holds(condition) => see(condition),
        Measure::All(parts) => parts.iter().for_each(|part| conditions(part, see)),
        Measure::Idle(_)
        | Measure::Moves(_)
        | Measure::Gap(_, _)
        | Measure::Credit(_, _)
        | Measure::Postmortem(_) => {}
    }
}

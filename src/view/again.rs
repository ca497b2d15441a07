//! A page that is looked at again: what still stands is kept, what has changed
//! is written anew.
//!
//! A bot looks at its page hundreds of times in an exercise, and most of it
//! stands from one look to the next. Invariant: a page looked at again is the
//! page made anew; every debug build holds the two against each other. So a
//! field that is added to a page and forgotten here fails the first rehearsal
//! in which it changes. Absent on purpose: any say in what a page shows.

use super::common::{common, deadline, marks};
use super::fitting::fitting;
use super::matrix::{lacks, options};
use super::people::{board, seats};
use super::seat::{
    AskView, CardView, Choice, FactView, PlayerView, answers_for, ask_view, channels, choices,
    fact_view, form, heard_of, named, offered, orders, startable, stoppable, waits_for,
    waits_for_others,
};
use super::staff::{clock_of, engineers, incidents};
use super::turn::{actions, turn};
use super::world::{metric, metrics, services, shown};
use crate::engine::{Ask, Phase, State, legal_moves};
use crate::model::*;
use crate::scenario::{Course, Incident, Scenario};
use std::collections::BTreeSet;

/// What the slow parts of a page depend on. Facts, options and revisions only
/// grow more.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    phase: Phase,
    told: usize,
    known: usize,
    found: usize,
    adopted: usize,
    held: u32,
    holders: Vec<Option<PlayerId>>,
    technical: Option<ChannelId>,
    commander: SeatId,
    scene: Option<SceneId>,
    over: bool,
    cut: bool,
}

impl Stamp {
    pub(super) fn of(scenario: &Scenario, state: &State, seat: SeatId) -> Self {
        let seats = state.seats();
        Self {
            phase: state.phase(),
            told: state.told().len(),
            known: seats.get(&seat).map_or(0, |of| of.known.len()),
            found: state
                .courses(scenario)
                .filter(|of| state.found(of.id))
                .count(),
            adopted: state.courses(scenario).count(),
            held: state.held().values().map(|of| of.revision).sum(),
            holders: seats.values().map(|of| of.holder).collect(),
            technical: state.technical_channel(),
            commander: state.commander(),
            scene: state.scene().map(|(scene, _)| scene),
            over: state.scene_over(),
            cut: state.cut().is_some(),
        }
    }
}

/// Somebody on a seat who looks again.
pub(super) struct Again<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) state: &'a State,
    pub(super) seat: SeatId,
    /// At the last look, and now.
    pub(super) was: &'a Stamp,
    pub(super) is: &'a Stamp,
}

impl Again<'_> {
    /// Whether a page can be kept at all: both looks fall into play.
    pub(super) fn applies(&self) -> bool {
        self.was.phase == Phase::Play && self.is.phase == Phase::Play
    }

    fn same<T: PartialEq>(&self, what: impl Fn(&Stamp) -> T) -> bool {
        what(self.was) == what(self.is)
    }

    fn same_people(&self) -> bool {
        self.was.holders == self.is.holders
    }

    fn same_options(&self) -> bool {
        self.same(|of| (of.found, of.adopted))
    }

    /// Brings the page up to now.
    pub(super) fn look(&self, view: &mut PlayerView) {
        let (scenario, state, seat) = (self.scenario, self.state, self.seat);
        self.common(view);
        self.card(view);
        self.seats(view);
        self.board(view);
        self.options(view);
        self.world(view);
        if !(self.same_people() && self.same(|of| (of.technical, of.commander))) {
            view.channels = channels(scenario, state, |channel| {
                state.reads(scenario, seat, channel)
            });
        }
        let asks = || state.asks().iter();
        let asked = asks().filter(|(_, ask)| waits_for(ask, seat));
        self.asks(&mut view.asked, asked, Some(seat));
        let waiting = asks().filter(|(_, ask)| waits_for_others(ask, seat));
        self.asks(&mut view.waiting, waiting, None);
        view.orders = orders(scenario, state, seat);
        view.legal = legal_moves(state, scenario, seat);
        view.fitting = fitting(scenario, state, seat, &view.legal, !view.asked.is_empty());
        view.actions = actions(scenario, state, seat);
        self.form(view);
    }

    fn common(&self, view: &mut PlayerView) {
        let (scenario, state) = (self.scenario, self.state);
        let common_view = &mut view.common;
        if self.is.cut || !self.same(|of| (of.scene, of.over, of.cut)) {
            *common_view = common(scenario, state, false);
            return;
        }
        common_view.now = state.now();
        common_view.clock = scenario.shows(state.now()).on_the_wall();
        common_view.pace = state.pace();
        common_view.running = state.running();
        common_view.paused = state.paused().map(str::to_owned);
        common_view.emergency = state.emergency();
        common_view.commander = state.commander();
        common_view.turn = turn(scenario, state);
        let declared = state.severity();
        let severity_stands = match (&common_view.severity, declared) {
            (Some(shown), Some(of)) => {
                (shown.severity, shown.at) == (of.severity, of.at) && shown.impact == of.impact
            }
            (None, None) => true,
            _ => false,
        };
        if !severity_stands {
            *common_view = common(scenario, state, false);
            return;
        }
        let marks = marks(scenario, state);
        let stands = marks.len() == common_view.deadlines.len()
            && marks
                .iter()
                .zip(&common_view.deadlines)
                .all(|(mark, shown)| mark.is(shown));
        if !stands {
            common_view.deadlines = marks.iter().map(|mark| deadline(scenario, mark)).collect();
        }
    }

    /// The card: facts that the seat knows by now, and which of them are told.
    fn card(&self, view: &mut PlayerView) {
        let (scenario, state) = (self.scenario, self.state);
        let Some(shown) = &mut view.card else {
            return;
        };
        if !self.same(|of| of.held) {
            shown.answers_for = answers_for(scenario, state, self.seat);
        }
        if !self.same(|of| of.known) {
            self.facts(shown);
        }
        if !self.same(|of| of.told) {
            for fact in &mut shown.facts {
                fact.told = state.told().contains_key(&fact.id);
            }
        }
    }

    /// Puts new facts among those that are shown: one's own first, then in the
    /// author's order.
    fn facts(&self, shown: &mut CardView) {
        let (scenario, state, seat) = (self.scenario, self.state, self.seat);
        let Some(known) = state.seats().get(&seat).map(|of| &of.known) else {
            return;
        };
        let place = |fact: &FactView| (!fact.own, scenario.facts.place(fact.id).unwrap_or(0));
        let mut places: Vec<(bool, usize)> = shown.facts.iter().map(place).collect();
        for (nth, fact) in scenario.facts.iter().enumerate() {
            let place = (fact.holder != seat, nth);
            if let Err(at) = places.binary_search(&place)
                && known.contains(&fact.id)
            {
                places.insert(at, place);
                let view = fact_view(scenario, state, seat, fact);
                shown.facts.insert(at, view);
            }
        }
    }

    fn seats(&self, view: &mut PlayerView) {
        let (scenario, state) = (self.scenario, self.state);
        if !(self.same_people() && self.same(|of| of.held)) {
            view.seats = seats(scenario, state);
            return;
        }
        for seat in &mut view.seats {
            seat.commands = state.commander() == seat.id;
            seat.last_heard = state.seats().get(&seat.id).and_then(|of| of.last_heard);
        }
    }

    fn board(&self, view: &mut PlayerView) {
        let mut lines = view.board.iter();
        let stands =
            |of: &super::people::BoardLineView| self.state.board_revision(of.line) == of.revision;
        if !lines.all(stands) {
            view.board = board(self.state);
        }
    }

    fn options(&self, view: &mut PlayerView) {
        let (scenario, state) = (self.scenario, self.state);
        if !(self.same_options() && self.same(|of| of.told)) {
            view.options = options(scenario, state);
            return;
        }
        for option in &mut view.options {
            let mut decisions = state.decisions().iter();
            option.stage = state.stage(option.id);
            option.running_since = state.run(option.id).map(|run| run.since);
            option.decided = decisions.any(|(of, ..)| *of == option.id);
            option.lacks = lacks(scenario, state, option.id);
        }
    }

    fn world(&self, view: &mut PlayerView) {
        let (scenario, state) = (self.scenario, self.state);
        let health = |id| state.health(id);
        let stands = |of: &super::world::ServiceView| health(of.id).is_none_or(|h| h == of.health);
        if !view.services.iter().all(stands) {
            view.services = services(scenario, state);
        }
        let mut vars = shown(scenario, state);
        let mut stand = view.metrics.len();
        for (place, of) in view.metrics.iter_mut().enumerate() {
            match vars.next() {
                Some(var) if var.id == of.id => metric(scenario, state, var, of),
                _ => {
                    stand = place;
                    break;
                }
            }
        }
        if stand < view.metrics.len() || vars.next().is_some() {
            view.metrics = metrics(scenario, state, false);
        }
        let opened = || {
            let parts = scenario.incidents.iter();
            parts.filter(|part| state.has_opened(scenario, part.id))
        };
        if opened()
            .map(|of| of.id)
            .ne(view.incidents.iter().map(|of| of.id))
        {
            view.incidents = incidents(scenario, state);
        }
        for incident in &mut view.incidents {
            incident.lead = state.leads().get(&incident.id).copied();
            incident.resolved = clock_of(scenario, state.resolved(), incident.id);
        }
        view.engineers = engineers(scenario, state);
    }

    /// Questions that wait: those that waited before keep their words.
    fn asks<'s>(
        &self,
        shown: &mut Vec<AskView>,
        waiting: impl Iterator<Item = (&'s Seq, &'s Ask)>,
        by: Option<SeatId>,
    ) {
        let (scenario, state) = (self.scenario, self.state);
        let mut kept = std::mem::take(shown).into_iter().peekable();
        for (seq, ask) in waiting {
            while kept.next_if(|of| of.ask < *seq).is_some() {}
            let Some(mut of) = kept.next_if(|of| of.ask == *seq) else {
                shown.push(ask_view(scenario, state, *seq, ask, by));
                continue;
            };
            let until = ask.held_until;
            of.held_until = until.map(|until| scenario.shows(until).to_string());
            of.rungs = ask.rungs;
            if !self.same(|of| (of.known, of.told)) {
                of.answers = super::seat::answers(scenario, state, ask, by);
            }
            shown.push(of);
        }
    }

    fn form(&self, view: &mut PlayerView) {
        let (scenario, state, seat) = (self.scenario, self.state, self.seat);
        let known = self.same(|of| of.known) && self.same_options();
        let heard_of = match known {
            true => BTreeSet::new(),
            false => heard_of(scenario, state, seat),
        };
        let form_view = &mut view.form;
        if !known {
            let [subjects, aspects] = offered(scenario, state, &heard_of);
            for (topics, shown) in [
                (subjects, &mut form_view.subjects),
                (aspects, &mut form_view.aspects),
            ] {
                let ids = topics.iter().map(|of| of.id.as_str());
                if ids.ne(shown.iter().map(|of| of.id.as_str())) {
                    *shown = choices(topics);
                }
            }
        }
        let open = |of: &&Incident| {
            state.has_opened(scenario, of.id) && !state.resolved().contains_key(&of.id)
        };
        let open = scenario.incidents.iter().filter(open);
        let same_incidents = open
            .map(|of| of.id.as_str())
            .eq(form_view.incidents.iter().map(|of| of.id.as_str()));
        if !(self.same_people() && same_incidents) {
            let topics = [&mut form_view.subjects, &mut form_view.aspects].map(std::mem::take);
            let heard_of = super::seat::heard_of(scenario, state, seat);
            *form_view = form(scenario, state, Some(seat), topics, &heard_of);
            return;
        }
        for part in &mut form_view.responsibilities {
            let holding = state.held().get(&part.id);
            part.seat = holding.map(|of| of.seat);
            part.taken_on = holding.is_some_and(|of| of.taken_on);
            part.revision = holding.map_or(0, |of| of.revision);
        }
        if !known {
            let nameable =
                |course: &&Course| state.found(course.id) || heard_of.contains(&course.id);
            offer(
                &mut form_view.nameable,
                state.courses(scenario).filter(nameable),
            );
        }
        let courses = || state.courses(scenario);
        let seat = Some(seat);
        let can_start = courses().filter(|of| startable(scenario, state, seat, of));
        offer(&mut form_view.startable, can_start);
        let can_stop = courses().filter(|of| stoppable(state, seat, of));
        offer(&mut form_view.stoppable, can_stop);
        form_view.decisions = u32::try_from(state.decisions().len()).unwrap_or(u32::MAX);
        form_view.handovers = state.handovers();
    }
}

/// What a form offers, unless it offers just that.
fn offer<'c>(shown: &mut Vec<Choice>, courses: impl Iterator<Item = &'c Course>) {
    let courses: Vec<&Course> = courses.collect();
    let ids = courses.iter().map(|of| of.id.as_str());
    if ids.ne(shown.iter().map(|of| of.id.as_str())) {
        *shown = courses.into_iter().map(named).collect();
    }
}

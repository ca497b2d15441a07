//! The host's book: the list of injects, what is expected now, what is going
//! on behind the scenes.

use super::snapshot::{TableView, table};
use super::world::{MetricView, metrics};
use crate::engine::{InjectStage, Part, State};
use crate::model::*;
use crate::scenario::{Inject, Scenario, Sender, Trigger};
use serde::Serialize;

/// The present, for the host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HostView {
    /// What the table shows.
    pub table: TableView,
    /// The MSEL, in the order of the clock.
    pub injects: Vec<InjectView>,
    /// What should happen now, and what did not.
    pub expectations: Vec<ExpectationView>,
    /// Who is in the room.
    pub people: Vec<PersonView>,
    /// What falls due next.
    pub agenda: Vec<AgendaLine>,
    /// Work that is going on, with how it will end.
    pub work: Vec<AgendaLine>,
    /// All figures.
    pub metrics: Vec<MetricView>,
    /// Seats and how often each was heard.
    pub moves: Vec<(SeatId, u32)>,
    /// The aim of the scene.
    pub aim: String,
    /// The variant that was drawn, if the story has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// The seed, for whoever wants to play it again.
    pub seed: u64,
}

/// A line of the MSEL.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InjectView {
    /// Its id.
    pub id: InjectId,
    /// In a few words.
    pub title: String,
    /// Who speaks.
    pub from: String,
    /// Their seat, if it is one.
    pub seat: Option<SeatId>,
    /// The words.
    pub text: String,
    /// How it stands.
    pub state: InjectState,
    /// When it was or will be released, in milliseconds since STARTEX.
    pub at: Option<SimTime>,
    /// The same as a clock time, or what it waits for.
    pub when: String,
    /// What it trains.
    pub objective: Option<String>,
}

/// How an inject stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum InjectState {
    /// It was released.
    Released,
    /// Its moment is known.
    Waiting,
    /// It comes when something is so.
    Conditional,
    /// It comes when a move does not.
    Armed,
    /// It never comes.
    Cancelled,
}

/// A move that should come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExpectationView {
    /// The inject it belongs to.
    pub inject: InjectId,
    /// Its place among that inject's.
    pub nth: u8,
    /// What should happen.
    pub text: String,
    /// How it stands.
    pub state: ExpectationStage,
    /// Its limit.
    pub due: Option<SimTime>,
    /// When its inject was released.
    pub since: Option<SimTime>,
}

/// How an expectation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExpectationStage {
    /// It did not come in time.
    Missed,
    /// There is time left.
    Open,
    /// It came.
    Met,
}

/// Somebody in the room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonView {
    /// Who.
    pub player: PlayerId,
    /// What others call them.
    pub name: String,
    /// Their real job.
    pub family: JobFamily,
    /// The same in words.
    pub job: &'static str,
    /// What they came for.
    pub part: Part,
    /// Where they sit.
    pub seat: Option<SeatId>,
}

/// Something that is coming.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgendaLine {
    /// When.
    pub at: SimTime,
    /// The same as a clock time.
    pub clock: String,
    /// What.
    pub text: String,
}

pub(super) fn host(scenario: &Scenario, state: &State) -> HostView {
    let mut injects: Vec<InjectView> = scenario
        .injects
        .iter()
        .map(|inject| inject_view(scenario, state, inject))
        .collect();
    injects.sort_by_key(|inject| (inject.at.is_none(), inject.at));
    let role = |seat: SeatId| {
        scenario
            .roles
            .get(seat)
            .map_or("", |role| role.title.as_str())
    };
    HostView {
        table: table(scenario, state, true),
        injects,
        expectations: expectations(scenario, state),
        people: state
            .people()
            .iter()
            .filter(|(_, person)| !person.gone)
            .map(|(player, person)| PersonView {
                player: *player,
                name: person.name.clone(),
                family: person.family,
                job: person.family.label(),
                part: person.part,
                seat: person.seat,
            })
            .collect(),
        agenda: agenda(scenario, state),
        work: state
            .running_options()
            .filter(|(_, run)| run.done_at < SimTime::FAR)
            .filter_map(|(option, run)| {
                let course = state.course(scenario, option)?;
                let ends = if run.succeeds { "succeeds" } else { "fails" };
                let by = role(course.owner);
                Some(AgendaLine {
                    at: run.done_at,
                    clock: scenario.shows(run.done_at).to_string(),
                    text: format!("{}, {} ({by}): {ends}", course.letter, course.name),
                })
            })
            .collect(),
        metrics: metrics(scenario, state, true),
        moves: state
            .seats()
            .iter()
            .map(|(seat, of)| (*seat, of.moves))
            .collect(),
        aim: state
            .scene()
            .and_then(|(scene, _)| scenario.scenes.get(scene))
            .map_or_else(String::new, |scene| scene.aim.clone()),
        variant: state
            .variant()
            .and_then(|id| scenario.variants.get(id))
            .map(|variant| variant.title.clone()),
        seed: state.seed(),
    }
}

fn inject_view(scenario: &Scenario, state: &State, inject: &Inject) -> InjectView {
    let stage = state.inject(inject.id).unwrap_or(InjectStage::Waiting);
    let due = state.inject_due(inject.id).or(match inject.trigger {
        Trigger::At(moment) => Some(scenario.at(moment)),
        _ => None,
    });
    let armed = scenario
        .injects
        .iter()
        .flat_map(|other| &other.expects)
        .find(|expected| expected.contingency == Some(inject.id));
    let (inject_state, at) = match (stage, due) {
        (InjectStage::Released(at), _) => (InjectState::Released, Some(at)),
        (InjectStage::Cancelled, _) => (InjectState::Cancelled, None),
        (InjectStage::Waiting, Some(due)) => (InjectState::Waiting, Some(due)),
        (InjectStage::Waiting, None) if armed.is_some() => (InjectState::Armed, None),
        (InjectStage::Waiting, None) => (InjectState::Conditional, None),
    };
    let (seat, from) = match &inject.from {
        Sender::Seat(seat) => {
            let role = scenario.roles.get(*seat);
            (
                Some(*seat),
                role.map_or_else(String::new, |role| role.character.clone()),
            )
        }
        Sender::Other(name) => (None, name.clone()),
    };
    let when = match (at, &inject.trigger) {
        (Some(at), _) => scenario.shows(at).on_the_wall(),
        (None, Trigger::Armed) => armed.map_or("by your hand".to_owned(), |missed| {
            format!("if not: {}", missed.text)
        }),
        (None, Trigger::Between(from, to)) => {
            format!(
                "{}–{}",
                scenario.shows(scenario.at(*from)),
                scenario.shows(scenario.at(*to))
            )
        }
        (None, Trigger::AfterInject(other, span)) => {
            let other = scenario
                .injects
                .get(*other)
                .map_or("", |part| part.title.as_str());
            format!("{span} after: {other}")
        }
        (None, Trigger::AfterOption(option, ..)) => {
            let name = scenario
                .options
                .get(*option)
                .map_or("", |part| part.name.as_str());
            format!("after: {name}")
        }
        (None, _) => "when it is so".to_owned(),
    };
    InjectView {
        id: inject.id,
        title: inject.title.clone(),
        from,
        seat,
        text: inject.text.clone(),
        state: inject_state,
        at,
        when,
        objective: inject.objective.and_then(|id| {
            scenario
                .head
                .objectives
                .iter()
                .find(|o| o.id == id)
                .map(|o| o.text.clone())
        }),
    }
}

fn expectations(scenario: &Scenario, state: &State) -> Vec<ExpectationView> {
    let mut all = Vec::new();
    for inject in &scenario.injects {
        for (nth, expected) in (0u8..).zip(&inject.expects) {
            let Some(stage) = state.expectation(inject.id, nth) else {
                continue;
            };
            let since = match state.inject(inject.id) {
                Some(InjectStage::Released(at)) => Some(at),
                _ => None,
            };
            let (stage, due) = match stage {
                Ok(due) => (ExpectationStage::Open, Some(due)),
                Err(true) => (ExpectationStage::Met, None),
                Err(false) => (ExpectationStage::Missed, None),
            };
            let text = expected.text.clone();
            all.push(ExpectationView {
                inject: inject.id,
                nth,
                text,
                state: stage,
                due,
                since,
            });
        }
    }
    all.sort_by_key(|view| (view.state, view.due));
    all
}

fn agenda(scenario: &Scenario, state: &State) -> Vec<AgendaLine> {
    use crate::engine::DueItem;
    state
        .agenda()
        .filter_map(|(at, item)| {
            let text = match item {
                DueItem::Inject { inject } => scenario
                    .injects
                    .get(inject)
                    .map(|part| part.title.clone())?,
                DueItem::Work { option } => state
                    .course(scenario, option)
                    .map(|c| format!("{} ends", c.name))?,
                DueItem::Persona { seat, .. } => scenario
                    .roles
                    .get(seat)
                    .map(|role| format!("{} speaks", role.character))?,
                DueItem::Patience { .. } => "somebody loses patience".to_owned(),
                DueItem::Deadline { deadline } => scenario
                    .deadlines
                    .get(deadline)
                    .map(|part| part.label.clone())?,
                DueItem::Promise { .. } => "a promised update is due".to_owned(),
                DueItem::SceneEnd { .. } => "the scene ends".to_owned(),
                DueItem::CutEnd => "the cut ends".to_owned(),
                DueItem::TurnEnd => "the turn ends".to_owned(),
                DueItem::StaffReady { staff } => scenario
                    .staff
                    .get(staff)
                    .map(|part| format!("{} is of use again", part.name))?,
                DueItem::Stress { staff } => {
                    let name = &scenario.staff.get(staff)?.name;
                    match state.engineer(staff)?.worn {
                        true => format!("{name} is back"),
                        false => format!("{name} is worn out"),
                    }
                }
                DueItem::Expectation { .. } | DueItem::Look | DueItem::Level { .. } => return None,
            };
            Some(AgendaLine {
                at,
                clock: scenario.shows(at).on_the_wall(),
                text,
            })
        })
        .take(20)
        .collect()
}

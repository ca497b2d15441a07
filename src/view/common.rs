//! What everybody in the room sees: clock, phase, severity, deadlines.

use super::turn::{TurnView, turn};
use crate::engine::{Phase, PromiseStage, State};
use crate::model::*;
use crate::scenario::{DeadlineKind, Purpose, Scenario};
use serde::Serialize;

/// The frame of every screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommonView {
    /// The exercise's title.
    pub title: String,
    /// Where the room stands.
    pub phase: Phase,
    /// Moment of the exercise, in milliseconds since STARTEX.
    pub now: SimTime,
    /// What the story's clock showed at STARTEX, in milliseconds after midnight.
    pub clock_start: ClockTime,
    /// What it shows now: `02:11:20`.
    pub clock: String,
    /// Hundredths of real pace.
    pub pace: Pace,
    /// Whether the clock runs.
    pub running: bool,
    /// Why it stands still.
    pub paused: Option<String>,
    /// Something real has stopped everything.
    pub emergency: bool,
    /// Certification: no totals for anybody.
    pub certification: bool,
    /// The scene being played.
    pub scene: Option<SceneView>,
    /// All scenes, in order.
    pub scenes: Vec<SceneView>,
    /// A time cut that is running.
    pub cut: Option<CutView>,
    /// Severity as declared.
    pub severity: Option<SeverityView>,
    /// Labelled moments, soonest first, fallen ones last.
    pub deadlines: Vec<DeadlineView>,
    /// The seat in command.
    pub commander: SeatId,
    /// The turn being played, where dice decide.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn: Option<TurnView>,
    /// Whether the table builds its review in this scene.
    pub reviewing: bool,
    /// Whether there is an outage here: something with a severity that hurts
    /// people by the minute. A review looks back on one and has none.
    pub outage: bool,
    /// How the story ended, after ENDEX: headline and text.
    pub ending: Option<(String, String)>,
}

/// A scene.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SceneView {
    /// Its id.
    pub id: SceneId,
    /// One word.
    pub title: String,
    /// Before, now or over.
    pub current: bool,
    /// It has reached its end and waits for the host.
    pub over: bool,
    /// Whether a time cut leads out of it.
    pub cut_to: Option<String>,
    /// What the host says at that cut: for the host before it, for everybody
    /// once the scene has reached its end.
    pub cut_line: Option<String>,
}

/// A time cut.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CutView {
    /// From when.
    pub from: String,
    /// Until when, unless something wakes the commander.
    pub to: String,
    /// What is running.
    pub running: String,
    /// Who keeps whom informed, as lines.
    pub informs: Vec<String>,
    /// What would wake the commander.
    pub wake: String,
}

/// Severity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeverityView {
    /// 1 to 4.
    pub severity: Severity,
    /// `SEV-1`.
    pub label: String,
    /// `critical`.
    pub word: String,
    /// Whom it hurts and how.
    pub impact: String,
    /// When it was declared.
    pub at: SimTime,
}

/// A labelled moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeadlineView {
    /// What it is about, in a few words.
    pub label: String,
    /// What kind of mark it gets.
    pub kind: DeadlineKind,
    /// When.
    pub at: SimTime,
    /// `02:30`; a window as `02:13–02:17`.
    pub clock: String,
    /// Where a window opens, in milliseconds since STARTEX.
    pub opens: Option<SimTime>,
    /// How it stands.
    pub state: DeadlineState,
}

/// How a labelled moment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeadlineState {
    /// It lies ahead.
    Ahead,
    /// It is a window, and open.
    Open,
    /// It passed and was met.
    Met,
    /// It passed unmet.
    Missed,
}

/// The frame; with `ahead`, what the host may read before the others.
pub(super) fn common(scenario: &Scenario, state: &State, ahead: bool) -> CommonView {
    let current = state.scene().map(|(scene, _)| scene);
    let cutting = state.cut().is_some();
    let scene_view = |scene: &crate::scenario::Scene| SceneView {
        id: scene.id,
        title: scene.title.clone(),
        current: current == Some(scene.id),
        over: current == Some(scene.id) && state.scene_over(),
        cut_to: scene
            .cut
            .as_ref()
            .map(|cut| scenario.shows(scenario.at(cut.to)).to_string()),
        cut_line: scene
            .cut
            .as_ref()
            .filter(|_| ahead || (current == Some(scene.id) && (state.scene_over() || cutting)))
            .map(|cut| cut.line.clone()),
    };
    let scenes: Vec<SceneView> = scenario.scenes.iter().map(scene_view).collect();
    let ended = state.phase() > Phase::Play;
    let ending = state.ending().filter(|_| ended).and_then(|id| {
        let ending = scenario.endings.iter().find(|ending| ending.id == id)?;
        Some((ending.title.clone(), ending.text.clone()))
    });
    CommonView {
        title: scenario.head.title.clone(),
        phase: state.phase(),
        now: state.now(),
        clock_start: scenario.clock.start,
        clock: scenario.shows(state.now()).on_the_wall(),
        pace: state.pace(),
        running: state.running(),
        paused: state.paused().map(str::to_owned),
        emergency: state.emergency(),
        certification: state.certification(),
        scene: scenes.iter().find(|scene| scene.current).cloned(),
        scenes,
        cut: state.cut().map(|cut| CutView {
            from: scenario.shows(cut.from).to_string(),
            to: scenario.shows(cut.to).to_string(),
            running: cut.plan.running.clone(),
            informs: cut
                .plan
                .informs
                .iter()
                .map(|informs| {
                    let seat = scenario
                        .roles
                        .get(informs.seat)
                        .map_or("somebody", |r| r.title.as_str());
                    let channel = scenario
                        .channels
                        .get(informs.channel)
                        .map_or("everybody", |c| c.title.as_str());
                    format!("{seat} to {channel}, every {}", informs.every)
                })
                .collect(),
            wake: cut.plan.wake.clone(),
        }),
        severity: state.severity().map(|declared| SeverityView {
            severity: declared.severity,
            label: declared.severity.to_string(),
            word: declared.severity.word().to_owned(),
            impact: declared.impact.clone(),
            at: declared.at,
        }),
        deadlines: deadlines(scenario, state),
        commander: state.commander(),
        turn: turn(scenario, state),
        reviewing: state.reviewing(scenario),
        outage: outage(scenario, state),
        ending,
    }
}

/// Not in a scene of review, nor anywhere in an exercise of nothing else.
fn outage(scenario: &Scenario, state: &State) -> bool {
    let mut scenes = scenario.scenes.iter();
    let only_review = !scenario.scenes.is_empty() && scenes.all(|scene| scene.review);
    !only_review && !state.reviewing(scenario)
}

fn deadlines(scenario: &Scenario, state: &State) -> Vec<DeadlineView> {
    let marks = marks(scenario, state);
    marks.iter().map(|mark| deadline(scenario, mark)).collect()
}

/// A labelled moment without its words.
#[derive(Clone, Copy)]
pub(super) struct Mark<'a> {
    label: &'a str,
    kind: DeadlineKind,
    at: SimTime,
    opens: Option<SimTime>,
    state: DeadlineState,
}

impl Mark<'_> {
    /// Whether this is how it is shown.
    pub(super) fn is(&self, shown: &DeadlineView) -> bool {
        (self.kind, self.at, self.opens, self.state)
            == (shown.kind, shown.at, shown.opens, shown.state)
            && self.label == shown.label
    }
}

/// A labelled moment as it is shown.
pub(super) fn deadline(scenario: &Scenario, mark: &Mark<'_>) -> DeadlineView {
    let until = scenario.shows(mark.at);
    DeadlineView {
        label: mark.label.to_owned(),
        kind: mark.kind,
        at: mark.at,
        clock: match mark.opens {
            Some(from) => format!("{}–{until}", scenario.shows(from)),
            None => until.to_string(),
        },
        opens: mark.opens,
        state: mark.state,
    }
}

/// Deadlines of the author's, the decision window, and promised updates.
pub(super) fn marks<'a>(scenario: &'a Scenario, state: &State) -> Vec<Mark<'a>> {
    let now = state.now();
    let mut all: Vec<Mark<'a>> = scenario
        .deadlines
        .iter()
        .map(|deadline| {
            let at = state.deadline_at(scenario, deadline);
            let met = || {
                deadline
                    .met
                    .as_ref()
                    .is_some_and(|met| state.holds(scenario, met))
            };
            let state = match state.deadlines().get(&deadline.id) {
                Some(true) => DeadlineState::Met,
                Some(false) => DeadlineState::Missed,
                None if met() => DeadlineState::Met,
                None => DeadlineState::Ahead,
            };
            Mark {
                label: &deadline.label,
                kind: deadline.kind,
                at,
                opens: None,
                state,
            }
        })
        .collect();
    let window = scenario
        .time_boxes
        .iter()
        .find(|part| part.kind == crate::scenario::TimeBoxKind::Decision);
    if let Some(window) = window {
        let (from, until) = (scenario.at(window.from), scenario.at(window.until));
        let state = match () {
            () if !state.decisions().is_empty() => DeadlineState::Met,
            () if now > until => DeadlineState::Missed,
            () if now >= from => DeadlineState::Open,
            () => DeadlineState::Ahead,
        };
        all.retain(|deadline| deadline.kind != DeadlineKind::Decision);
        all.push(Mark {
            label: &window.label,
            kind: DeadlineKind::Decision,
            at: until,
            opens: Some(from),
            state,
        });
    }
    // A review goes by its agenda: it measures nobody, and what is over is over.
    let reviewing = state.reviewing(scenario);
    for window in scenario.time_boxes.iter().filter(|_| reviewing) {
        let (from, until) = (scenario.at(window.from), scenario.at(window.until));
        if window.kind == crate::scenario::TimeBoxKind::Other && now < until {
            all.push(Mark {
                label: &window.label,
                kind: DeadlineKind::Decision,
                at: until,
                opens: Some(from),
                state: if now >= from {
                    DeadlineState::Open
                } else {
                    DeadlineState::Ahead
                },
            });
        }
    }
    for promise in state
        .promises()
        .values()
        .filter(|promise| promise.stage == PromiseStage::Open)
    {
        let audience = scenario.channels.get(promise.channel);
        // Everybody sees what everybody was promised; the rest is the console's.
        if audience.is_some_and(|channel| channel.purpose == Purpose::WarRoom) {
            all.push(Mark {
                label: "next update",
                kind: DeadlineKind::Update,
                at: promise.due,
                opens: None,
                state: DeadlineState::Ahead,
            });
        }
    }
    all.sort_by_key(|deadline| {
        (
            matches!(deadline.state, DeadlineState::Met | DeadlineState::Missed),
            deadline.at,
        )
    });
    all
}

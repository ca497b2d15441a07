//! Everything an audience may see of the present.

use super::book::{HostView, host};
use super::common::{CommonView, common};
use super::matrix::{OptionView, hidden, options};
use super::people::{BoardLineView, SeatView, board, seats};
use super::seat::{ChannelView, PlayerView, channels, player};
use super::staff::{EngineerView, IncidentView, engineers, incidents};
use super::world::{MetricView, ServiceView, metrics, services};
use crate::engine::{Part, State};
use crate::model::*;
use crate::scenario::Scenario;
use crate::scoring::Criterion;
use serde::Serialize;

/// The present, as an audience may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "audience", rename_all = "kebab-case")]
pub enum Snapshot {
    /// For the shared screen, observers and evaluators.
    Table(Box<TableView>),
    /// For somebody who has joined, with or without a seat.
    Player(Box<PlayerView>),
    /// For the host.
    Host(Box<HostView>),
}

/// The present, for the shared screen: only shared truth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableView {
    /// The frame of every screen.
    pub common: CommonView,
    /// The seats.
    pub seats: Vec<SeatView>,
    /// People in the lobby without a seat, by name.
    pub lobby: Vec<String>,
    /// The state board.
    pub board: Vec<BoardLineView>,
    /// The option matrix.
    pub options: Vec<OptionView>,
    /// How many options that people are expected to find are still hidden;
    /// not told in certification.
    pub hidden_options: Option<usize>,
    /// The system.
    pub services: Vec<ServiceView>,
    /// Figures that the room was told.
    pub metrics: Vec<MetricView>,
    /// Incidents that have come up.
    pub incidents: Vec<IncidentView>,
    /// The engineers behind the roles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub engineers: Vec<EngineerView>,
    /// Where technical talk belongs, by title.
    pub technical: Option<String>,
    /// Where an evaluator listens, which is everywhere; empty for everybody else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<ChannelView>,
    /// What an evaluator rates; empty for everybody else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<CriterionView>,
}

/// Something to rate: without the automatic score, which would lead the hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CriterionView {
    /// What is sent.
    pub id: &'static str,
    /// What is shown.
    pub label: &'static str,
    /// Its points.
    pub points: u32,
}

/// The present, as `audience` may see it; `me` is the person who looks, if
/// somebody does.
pub fn snapshot(
    scenario: &Scenario,
    state: &State,
    audience: Audience,
    me: Option<PlayerId>,
) -> Snapshot {
    match audience {
        Audience::Host => Snapshot::Host(Box::new(host(scenario, state))),
        Audience::Table => Snapshot::Table(Box::new(table(scenario, state, false))),
        Audience::Evaluator => {
            let mut view = table(scenario, state, false);
            view.criteria = criteria();
            view.channels = channels(scenario, state, |_| true);
            Snapshot::Table(Box::new(view))
        }
        Audience::Seat(seat) => Snapshot::Player(Box::new(player(scenario, state, Some(seat), me))),
        Audience::Lobby => Snapshot::Player(Box::new(player(scenario, state, None, me))),
    }
}

/// The table; with `ahead`, what the host may read before the others.
pub(super) fn table(scenario: &Scenario, state: &State, ahead: bool) -> TableView {
    TableView {
        common: common(scenario, state, ahead),
        seats: seats(scenario, state),
        lobby: state
            .people()
            .values()
            .filter(|p| !p.gone && p.seat.is_none() && p.part == Part::Player)
            .map(|p| p.name.clone())
            .collect(),
        board: board(state),
        options: options(scenario, state),
        hidden_options: (!state.certification()).then(|| hidden(scenario, state)),
        services: services(scenario, state),
        metrics: metrics(scenario, state, false),
        incidents: incidents(scenario, state),
        engineers: engineers(scenario, state),
        technical: state
            .technical_channel()
            .and_then(|id| scenario.channels.get(id))
            .map(|channel| channel.title.clone()),
        channels: Vec::new(),
        criteria: Vec::new(),
    }
}

fn criteria() -> Vec<CriterionView> {
    Criterion::ALL
        .into_iter()
        .map(|criterion| CriterionView {
            id: criterion.key(),
            label: criterion.label(),
            points: criterion.points(),
        })
        .collect()
}

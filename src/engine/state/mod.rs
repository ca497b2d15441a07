//! What is so, right now. Fields are private to the engine: others read
//! through the methods here, and only `apply` writes.

mod people;
mod read;
mod talk;
mod turn;
mod work;

pub use people::{Holding, Person, SeatState};
pub use talk::{
    Ask, Board, BoardEntry, Declaration, Message, Objection, Order, Promise, PromiseStage,
};
pub use turn::{Act, Roll, Tries, Turn};
pub use work::{InjectStage, Run, StaffState};

pub(super) use turn::Turns;
pub(super) use work::{ExpectationState, LastMade, Level, OptionState};

use super::command::CutPlan;
use super::schedule::Schedule;
use crate::model::*;
use crate::scenario::{Cell, Course, EntryKind, Hands, Health, Scenario};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The stretch of an exercise that a room is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// People join and take seats.
    Lobby,
    /// Roles are read, rules are explained.
    Briefing,
    /// Between STARTEX and ENDEX.
    Play,
    /// The talk right after ENDEX.
    HotWash,
    /// The retrospective.
    Review,
    /// Over.
    Closed,
}

/// A time cut that is running.
#[derive(Clone, Debug, Serialize)]
pub struct Cut {
    /// The moment it was declared.
    pub from: SimTime,
    /// Where it leads if nothing wakes the commander.
    pub to: SimTime,
    /// What the table stated.
    pub plan: CutPlan,
}

/// Everything that the rules know of one exercise.
#[derive(Clone, Debug)]
pub struct State {
    pub(super) seq: Seq,
    pub(super) now: SimTime,
    pub(super) seed: u64,
    pub(super) certification: bool,

    // clock
    pub(super) phase: Phase,
    pub(super) paused: Option<String>,
    pub(super) emergency: bool,
    pub(super) pace: Pace,
    pub(super) paces: BTreeSet<Pace>,
    pub(super) cut: Option<Cut>,
    pub(super) skipped: Span,
    pub(super) scene: Option<SceneId>,
    pub(super) scene_began: SimTime,
    pub(super) scene_over: bool,
    pub(super) ending: Option<Name>,
    pub(super) schedule: Schedule,

    // people
    pub(super) people: BTreeMap<PlayerId, Person>,
    pub(super) seats: BTreeMap<SeatId, SeatState>,
    pub(super) commander: SeatId,
    pub(super) handovers: u32,
    pub(super) held: BTreeMap<ResponsibilityId, Holding>,

    // talk
    pub(super) messages: BTreeMap<Seq, Message>,
    pub(super) asks: BTreeMap<Seq, Ask>,
    pub(super) orders: BTreeMap<Seq, Order>,
    pub(super) promises: BTreeMap<Seq, Promise>,
    pub(super) objections: BTreeMap<Seq, Objection>,
    pub(super) told: BTreeMap<FactId, Seq>,
    pub(super) board: Board,
    pub(super) severity: Option<Declaration>,
    pub(super) technical: Option<ChannelId>,
    pub(super) pattern_last: Vec<Option<LastMade>>,
    pub(super) asked_of: BTreeMap<(SeatId, TopicId), u32>,

    // options and work
    pub(super) options: BTreeMap<OptionId, OptionState>,
    pub(super) adopted: Vec<(Course, Vec<(Cell, String)>)>,
    pub(super) decisions: Vec<(OptionId, Seq, SimTime)>,
    pub(super) proposed: Option<OptionId>,
    pub(super) staff: BTreeMap<StaffId, StaffState>,
    pub(super) more_hands: BTreeMap<OptionId, Vec<Hands>>,
    pub(super) leads: BTreeMap<IncidentId, SeatId>,

    // world
    pub(super) levels: BTreeMap<VarId, Level>,
    pub(super) flows: BTreeSet<FlowId>,
    pub(super) crossed: BTreeSet<ThresholdId>,
    pub(super) services: BTreeMap<ServiceId, Health>,
    pub(super) milestones: BTreeMap<MilestoneId, SimTime>,
    pub(super) injects: BTreeMap<InjectId, InjectStage>,
    pub(super) inject_due: BTreeMap<InjectId, SimTime>,
    pub(super) expectations: BTreeMap<(InjectId, u8), ExpectationState>,
    pub(super) deadlines: BTreeMap<DeadlineId, bool>,
    pub(super) postponed: BTreeMap<DeadlineId, SimTime>,
    pub(super) opened: BTreeMap<IncidentId, SimTime>,
    pub(super) variant: Option<VariantId>,
    pub(super) resolved: BTreeMap<IncidentId, SimTime>,
    pub(super) improvised: u32,
    pub(super) stuck: bool,
    pub(super) confirmed: BTreeMap<Seq, bool>,
    pub(super) turns: Turns,
    pub(super) entries: BTreeMap<EntryKind, u32>,
}

impl State {
    /// The state before anybody joins.
    pub fn new(scenario: &Scenario, seed: u64, certification: bool) -> Self {
        let start = |t: &crate::scenario::Variable| (t.id, Level::still(t.start));
        Self {
            seq: Seq(0),
            now: SimTime::ZERO,
            seed,
            certification,
            phase: Phase::Lobby,
            paused: None,
            emergency: false,
            pace: Pace::REAL,
            paces: BTreeSet::new(),
            cut: None,
            skipped: Span::ZERO,
            scene: None,
            scene_began: SimTime::ZERO,
            scene_over: false,
            ending: None,
            schedule: Schedule::default(),
            people: BTreeMap::new(),
            seats: scenario
                .roles
                .iter()
                .map(|role| (role.id, SeatState::new(scenario, role.id)))
                .collect(),
            commander: scenario.commander,
            handovers: 0,
            held: BTreeMap::new(),
            messages: BTreeMap::new(),
            asks: BTreeMap::new(),
            orders: BTreeMap::new(),
            promises: BTreeMap::new(),
            objections: BTreeMap::new(),
            told: BTreeMap::new(),
            board: Board::default(),
            severity: None,
            technical: None,
            pattern_last: vec![None; scenario.patterns.len()],
            asked_of: BTreeMap::new(),
            options: scenario
                .options
                .iter()
                .map(|course| (course.id, OptionState::default()))
                .collect(),
            adopted: Vec::new(),
            decisions: Vec::new(),
            proposed: None,
            staff: scenario
                .staff
                .iter()
                .map(|part| (part.id, StaffState::new(part)))
                .collect(),
            more_hands: BTreeMap::new(),
            leads: BTreeMap::new(),
            levels: scenario.variables.iter().map(start).collect(),
            flows: BTreeSet::new(),
            crossed: BTreeSet::new(),
            services: scenario.services.iter().map(|s| (s.id, s.health)).collect(),
            milestones: BTreeMap::new(),
            injects: scenario
                .injects
                .iter()
                .map(|inject| (inject.id, InjectStage::Waiting))
                .collect(),
            inject_due: BTreeMap::new(),
            expectations: BTreeMap::new(),
            deadlines: BTreeMap::new(),
            postponed: BTreeMap::new(),
            opened: BTreeMap::new(),
            variant: None,
            resolved: BTreeMap::new(),
            improvised: 0,
            stuck: false,
            confirmed: BTreeMap::new(),
            turns: Turns::default(),
            entries: BTreeMap::new(),
        }
    }
}

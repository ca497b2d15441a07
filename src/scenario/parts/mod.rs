//! The elements of the language, as an author writes them.
//!
//! Each type is what its RON element deserialises to; what one element says
//! about another is checked when the [`Scenario`](super::Scenario) is built.

mod channel;
mod clock;
mod condition;
mod dice;
mod effect;
mod fact;
mod gate;
mod head;
mod incident;
mod inject;
mod option;
mod profile;
mod retrospective;
mod role;
mod rubric;
mod staff;
mod variant;
mod world;

pub use channel::{Channel, Purpose};
pub use clock::{
    Clock, ClockMode, Deadline, DeadlineKind, Moment, Scene, SceneCut, TimeBox, TimeBoxKind,
};
pub use condition::{Condition, Is, Milestone, MoveKind, MovePattern, OptionStage, Since};
pub use dice::{Action, ActionKind, DiceRules, Target, Tool};
pub use effect::Effect;
pub use fact::{Cell, Fact, Topic, TopicKind};
pub use gate::{Gate, Measure, Produced};
pub use head::{Difficulty, Head, Objective, PlayerRange};
pub use incident::{Incident, SeverityRule};
pub use inject::{Demand, Expectation, Inject, Medium, Receivers, Sender, Trigger};
pub use option::{Case, Course, Duration3};
pub use profile::Profile;
pub use retrospective::{
    Bone, EntryKind, Finding, Horizon, ReferenceAction, ReferenceCause, ReferenceMoment,
    Retrospective,
};
pub use role::{Authority, Glyph, Manner, Objection, Persona, Role, Rung};
pub use rubric::{Responsibility, Rubric};
pub use staff::{Engineer, Hands, Strain, Unlisted};
pub use variant::Variant;
pub use world::{Ending, Flow, Health, Service, Threshold, Variable};

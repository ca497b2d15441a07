//! The elements of the language, as an author writes them.
//!
//! Each type is what its RON element deserialises to; what one element says
//! about another is checked when the [`Scenario`](super::Scenario) is built.

mod channel;
mod clock;
mod condition;
mod effect;
mod fact;
mod head;
mod incident;
mod inject;
mod option;
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
pub use effect::Effect;
pub use fact::{Cell, Fact, Topic, TopicKind};
pub use head::{Difficulty, Head, Objective, PlayerRange};
pub use incident::{Incident, SeverityRule};
pub use inject::{Demand, Expectation, Inject, Medium, Receivers, Sender, Trigger};
pub use option::{Case, Course, Duration3};
pub use role::{Authority, Glyph, Manner, Objection, Persona, Role, Rung};
pub use rubric::{Responsibility, Rubric};
pub use staff::{Engineer, Hands, Strain};
pub use variant::Variant;
pub use world::{Ending, Flow, Health, Service, Threshold, Variable};

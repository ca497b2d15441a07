//! What each audience may know: the only way out of the engine towards a
//! person (design, invariant 6).
//!
//! [`item`] turns one recorded event into the line that an audience sees of
//! it, or none. [`snapshot`] is everything an audience may see of the present.
//! Absent on purpose: any field that an audience may not have, hidden by the
//! receiver. What is not theirs is not in the value.

mod again;
mod book;
mod common;
mod fitting;
mod item;
mod matrix;
mod notice;
mod page;
mod people;
mod record;
mod seat;
mod snapshot;
mod staff;
mod turn;
mod world;

pub use book::{
    AgendaLine, ExpectationStage, ExpectationView, HostView, InjectState, InjectView, PersonView,
};
pub use common::{CommonView, CutView, DeadlineState, DeadlineView, SceneView, SeverityView};
pub use item::{Item, Line, Speaker, Tone, item};
pub use matrix::{CellView, OptionView};
pub use notice::NoticeKind;
pub use page::Page;
pub use people::{BoardLineView, SeatView, colour_of};
pub use record::record;
pub use seat::{
    AskView, CardView, ChannelView, Choice, FactView, Form, OrderView, PlayerView,
    ResponsibilityView,
};
pub use snapshot::{CriterionView, Snapshot, TableView, snapshot};
pub use staff::{EngineerView, IncidentView};
pub use turn::{ActView, ActionView, HandView, TurnView};
pub use world::{MetricView, ServiceView};

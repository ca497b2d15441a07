//! What the table shows, as plain data.
//!
//! Filled by the view layer, which decides what the room may know; drawn by the
//! panels beside this file. Words arrive ready to print, in few words; nothing
//! here is computed from rules, and no time is read.

use crate::game::draw::{Deadline, Glyph, Health, Plate, Portrait, Speech};

/// A seat, as the table tells seats apart. Stable for an exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SeatKey(pub u16);

/// Everything that lies on or round the table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableModel {
    /// What the table as a whole is doing.
    pub phase: Phase,
    /// The exercise's clock: "02:11".
    pub clock: String,
    /// Since STARTEX: "T+6 min".
    pub elapsed: String,
    /// The scene: "decide". Empty shows none.
    pub scene: String,
    /// Deadlines of the legend, soonest first; three fit.
    pub deadlines: Vec<LegendEntry>,
    /// The rim, which is the clock.
    pub rim: Rim,
    /// The declared severity, once there is one.
    pub severity: Option<Severity>,
    /// Seats in the order in which people sit: right side from the top, then left side from the top.
    pub seats: Vec<Seat>,
    /// Who has talked to whom.
    pub web: Vec<Exchange>,
    /// What is being said now.
    pub talk: Vec<Talk>,
    /// Names of the rows of the option cards: "time", "data lost", "risk", "users".
    pub rows: [String; 4],
    /// Options found so far.
    pub options: Vec<OptionCard>,
    /// The turn, where dice decide; it lies where option cards would.
    pub turn: Option<TurnCard>,
    /// Words on the face-down card for options not yet found: "one left". Empty shows no such card.
    pub face_down: String,
    /// The service map.
    pub services: Vec<Service>,
    /// Impact figures; three fit.
    pub metrics: Vec<Metric>,
    /// The inject that was delivered last, while it is in the hand.
    pub inject: Option<Inject>,
    /// Whether things may move.
    pub motion: bool,
}

/// What the table as a whole is doing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Phase {
    /// People arrive. The table is set, without cards.
    #[default]
    Lobby,
    /// Roles are read. As the lobby, with every seat named.
    Briefing,
    /// Play.
    Play,
    /// The clock stands.
    Paused,
    /// A time cut is being made.
    Cut(Cut),
    /// A real emergency: the exercise has stopped.
    Emergency,
    /// The exercise is over.
    Endex(Ending),
}

/// How the story ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ending {
    /// "Bridged, not mended". Empty when it was left open.
    pub title: String,
    /// What became of it, in some sentences.
    pub text: String,
}

/// The card of a time cut.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cut {
    /// "02:20 to 06:15".
    pub title: String,
    /// What runs, who tells whom and when, what would wake the IC: short lines.
    pub lines: Vec<String>,
}

/// How a deadline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DeadlineState {
    /// Still ahead.
    #[default]
    Ahead,
    /// The next one, or open now: lamp.
    Next,
    /// Passed unmet: severity 2, with its word.
    Passed,
}

/// A line of the legend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegendEntry {
    /// Its shape, the same as on the rim.
    pub mark: Deadline,
    /// "02:15–02:17".
    pub time: String,
    /// "decide".
    pub label: String,
    /// How it stands.
    pub state: DeadlineState,
}

/// The rim: sixty minutes, twelve o'clock is the full hour. Minutes may have fractions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rim {
    /// When the room opened; the gold arc starts there.
    pub opened: Option<f32>,
    /// The needle.
    pub now: Option<f32>,
    /// Deadlines within the hour.
    pub marks: Vec<RimMark>,
}

/// A deadline on the rim.
#[derive(Debug, Clone, PartialEq)]
pub struct RimMark {
    /// Its shape.
    pub mark: Deadline,
    /// Its minute.
    pub at: f32,
    /// The last minute of a window.
    pub until: Option<f32>,
    /// How it stands.
    pub state: DeadlineState,
}

/// The declared severity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Severity {
    /// 1 the worst, to 4.
    pub level: u8,
    /// "critical · logins fail".
    pub impact: String,
}

/// A seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Which.
    pub key: SeatKey,
    /// Whether it is the incident commander's, at the head, in the light.
    pub head: bool,
    /// "Database lead".
    pub role: String,
    /// "Tomas".
    pub person: String,
    /// The real job that the person plays away from; empty shows none.
    pub away_from: String,
    /// Played by the program.
    pub persona: bool,
    /// Speaking now.
    pub speaking: bool,
    /// Voice ring, 0 to 1000.
    pub voice: u16,
    /// Minutes of silence, once that is worth saying.
    pub quiet_minutes: Option<u16>,
    /// Job family.
    pub plate: Plate,
    /// Role.
    pub glyph: Glyph,
    /// Colour, by index.
    pub colour: usize,
}

impl Seat {
    /// Its portrait.
    #[must_use]
    pub fn portrait(&self) -> Portrait {
        Portrait {
            plate: self.plate,
            glyph: self.glyph,
            colour: self.colour,
            persona: self.persona,
        }
    }
}

/// How often two seats have talked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exchange {
    /// One.
    pub from: SeatKey,
    /// The other.
    pub to: SeatKey,
    /// How often.
    pub count: u16,
}

/// Something being said now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk {
    /// Who speaks.
    pub from: SeatKey,
    /// Who is meant.
    pub to: SeatKey,
    /// Ask, tell, order, object.
    pub speech: Speech,
    /// At most two words.
    pub chip: String,
}

/// A cell of an option card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// "10 min".
    pub big: String,
    /// "all down"; may be empty.
    pub small: String,
}

/// An option on the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionCard {
    /// "A".
    pub letter: String,
    /// "Restore".
    pub name: String,
    /// Who owns it.
    pub owner: Option<Portrait>,
    /// Time, loss, risk, users; `None` is not known yet.
    pub cells: [Option<Cell>; 4],
    /// The cell that was filled just now, and the colour of who filled it.
    pub landing: Option<(usize, usize)>,
    /// Decided for.
    pub chosen: bool,
    /// Hands that its work is waiting for: "lacks 1 database"; mostly empty.
    pub lacks: String,
}

/// A turn on the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurnCard {
    /// "Turn 3, until 14:15".
    pub title: String,
    /// What to do while nobody has taken dice.
    pub words: String,
    /// Dice that nobody has taken.
    pub free: u8,
    /// What seats do with it.
    pub acts: Vec<ActCard>,
}

/// What a seat does with its turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActCard {
    /// Who does it.
    pub owner: Portrait,
    /// "Tracing".
    pub tool: String,
    /// What is done.
    pub name: String,
    /// Its dice, with their faces once they fell.
    pub dice: Vec<Option<u8>>,
    /// What the dice came to: "14". Empty until they fell.
    pub sum: String,
    /// "10 needed", "10 needed, adds 2".
    pub needed: String,
    /// Whether it worked, once they fell.
    pub succeeded: Option<bool>,
}

/// Where a service's words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LabelSide {
    /// Under the mark.
    #[default]
    Below,
    /// Right of the mark.
    Right,
}

/// A service on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Stable for an exercise.
    pub id: u16,
    /// "users table".
    pub label: String,
    /// Its state in a word: "corrupt".
    pub word: String,
    /// A note above it: "new cluster"; may be empty.
    pub note: String,
    /// Shape and colour.
    pub health: Health,
    /// Place in design units from the map's corner (40, 860), 0 to 440 by 0 to 190.
    pub at: (u16, u16),
    /// Where its words stand.
    pub side: LabelSide,
    /// What it leans on.
    pub links: Vec<Link>,
}

/// A line of the service map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// To which service.
    pub to: u16,
    /// Carries something now: solid; else dotted.
    pub live: bool,
}

/// An impact figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metric {
    /// "1,240".
    pub value: String,
    /// "failed a minute".
    pub label: String,
    /// The last readings, 0 to 1000, at most eight.
    pub trend: Vec<u16>,
    /// Severity whose colour the trend takes; 0 for none.
    pub level: u8,
}

/// An inject in the hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inject {
    /// Which; a new number slides in.
    pub number: u32,
    /// Still in the hand: tilted, with ghosts of its way. For some six seconds, then it lies straight.
    pub landing: bool,
    /// Its sender's; none for somebody who has no seat.
    pub portrait: Option<Portrait>,
    /// The sender's seat, where the card comes from; `None` comes from the edge.
    pub from: Option<SeatKey>,
    /// "jane-vp".
    pub sender: String,
    /// "all".
    pub receiver: String,
    /// "02:11".
    pub time: String,
    /// What it says. Two lines fit as drawn, some ninety letters at most; the rest is cut.
    pub text: String,
}

impl TableModel {
    /// The seat of a key.
    #[must_use]
    pub fn seat(&self, key: SeatKey) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.key == key)
    }

    /// Whether cards, talk and figures lie on the table.
    #[must_use]
    pub fn in_play(&self) -> bool {
        matches!(self.phase, Phase::Play | Phase::Paused | Phase::Cut(_))
    }
}

//! From what the view lets the table know to what the table draws.
//!
//! [`Teller`] remembers what a snapshot cannot say: who has just spoken, who
//! talks to whom how often, which figure went where. It hears only the lines
//! of [`Audience::Table`](crate::model::Audience::Table), so nothing else can
//! reach the table. Time comes in as an argument.

use super::draw::{self, Deadline, Portrait, Speech};
use super::map;
use super::table::model::*;
use crate::model::{SeatId, Seq, SimTime, Span, VarId};
use crate::scenario::{DeadlineKind, MoveKind, OptionStage};
use crate::view::{self, Item, Line, TableView};
use std::collections::{BTreeMap, VecDeque};

/// Real milliseconds for which a line of talk is drawn before it sinks into
/// the web (look, "Talk").
const TALK_MS: u64 = 8_000;
/// Real milliseconds for which an inject is in the hand.
const HAND_MS: u64 = 6_000;
/// Real milliseconds for which somebody counts as speaking.
const SPEAKING_MS: u64 = 4_000;
/// Incident time in which a voice ring drains (look, "Portraits").
const RING: Span = Span::minutes(5);
/// Letters of a declared impact that fit beside its mark.
const IMPACT: usize = 34;
/// Incident time between two readings of a figure.
const READING: Span = Span::minutes(2);

/// Remembers what was said.
#[derive(Debug, Default)]
pub struct Teller {
    web: BTreeMap<(SeatId, SeatId), u16>,
    talk: VecDeque<Spoken>,
    speaking: Option<(SeatId, u64)>,
    inject: Option<Heard>,
    readings: BTreeMap<VarId, VecDeque<(SimTime, i64)>>,
    landed: Option<(Seq, u64)>,
}

/// A line of talk.
#[derive(Debug)]
struct Spoken {
    from: SeatId,
    to: SeatId,
    speech: Speech,
    chip: String,
    real_ms: u64,
}

/// An inject that everybody heard.
#[derive(Debug)]
struct Heard {
    item: Item,
    real_ms: u64,
}

impl Teller {
    /// Hears a line of the table's stream.
    pub fn hear(&mut self, item: &Item, commander: SeatId, real_ms: u64) {
        let Line::Message {
            from,
            to,
            kind,
            medium,
            text,
            ..
        } = &item.line
        else {
            return;
        };
        if medium.is_some() {
            self.inject = Some(Heard {
                item: item.clone(),
                real_ms,
            });
        }
        let Some(seat) = from.seat else {
            return;
        };
        self.speaking = Some((seat, real_ms));
        self.landed = Some((item.seq, real_ms));
        let Some(kind) = kind else {
            return;
        };
        // What is said to nobody in particular is said to the commander, and
        // the commander's to all goes to nobody in particular.
        let receivers: Vec<SeatId> = match to.as_slice() {
            [] if seat == commander => Vec::new(),
            [] => vec![commander],
            some => some.to_vec(),
        };
        for to in receivers.into_iter().filter(|to| *to != seat) {
            let pair = if seat < to { (seat, to) } else { (to, seat) };
            *self.web.entry(pair).or_default() += 1;
            let chip = chip(*kind, text);
            self.talk.push_back(Spoken {
                from: seat,
                to,
                speech: speech(*kind),
                chip,
                real_ms,
            });
        }
        while self.talk.len() > 3 {
            self.talk.pop_front();
        }
    }

    /// Takes readings of the figures.
    pub fn read(&mut self, table: &TableView) {
        for metric in &table.metrics {
            let readings = self.readings.entry(metric.id).or_default();
            let due = readings
                .back()
                .is_none_or(|(at, _)| table.common.now >= *at + READING);
            if due {
                readings.push_back((table.common.now, metric.milli));
            }
            while readings.len() > 8 {
                readings.pop_front();
            }
        }
    }

    /// Whether something of it changes by the mere passing of real time.
    pub fn restless(&self, real_ms: u64) -> bool {
        let young = |since: u64, span: u64| real_ms.saturating_sub(since) < span + 500;
        self.talk.iter().any(|talk| young(talk.real_ms, TALK_MS))
            || self
                .speaking
                .is_some_and(|(_, since)| young(since, SPEAKING_MS))
            || self
                .inject
                .as_ref()
                .is_some_and(|heard| young(heard.real_ms, HAND_MS))
    }

    /// What the table draws at a moment.
    pub fn table(&self, view: &TableView, now: SimTime, real_ms: u64, motion: bool) -> TableModel {
        let common = &view.common;
        let order = seating(view);
        let key = |seat: SeatId| {
            let at = order.iter().position(|of| of.id == seat)?;
            u16::try_from(at).ok().map(SeatKey)
        };
        let clock = common.clock_start.plus(Span(now.0));
        let started = common.phase >= crate::engine::Phase::Play;
        TableModel {
            phase: phase(view),
            clock: clock.to_string(),
            elapsed: if started { elapsed(now) } else { String::new() },
            scene: common
                .scene
                .as_ref()
                .map_or_else(String::new, |scene| scene.title.clone()),
            deadlines: legend(view),
            rim: rim(view, now),
            severity: common.severity.as_ref().map(|declared| Severity {
                level: declared.severity.level(),
                impact: impact(declared),
            }),
            seats: order
                .iter()
                .filter_map(|seat| Some(self.seat(seat, key(seat.id)?, now, real_ms)))
                .collect(),
            web: self
                .web
                .iter()
                .filter_map(|((from, to), count)| {
                    Some(Exchange {
                        from: key(*from)?,
                        to: key(*to)?,
                        count: *count,
                    })
                })
                .collect(),
            talk: self
                .talk
                .iter()
                .filter(|talk| real_ms.saturating_sub(talk.real_ms) < TALK_MS)
                .filter_map(|talk| {
                    Some(Talk {
                        from: key(talk.from)?,
                        to: key(talk.to)?,
                        speech: talk.speech,
                        chip: talk.chip.clone(),
                    })
                })
                .collect(),
            rows: crate::scenario::Cell::ALL.map(|cell| cell.label().to_owned()),
            turn: common.turn.as_ref().map(|of| turn(view, of)),
            options: view
                .options
                .iter()
                .filter(|_| common.turn.is_none())
                .map(|option| self.option(view, option, real_ms))
                .collect(),
            face_down: match view.hidden_options.filter(|_| common.turn.is_none()) {
                None | Some(0) => String::new(),
                Some(1) => "one left".to_owned(),
                Some(n) => format!("{n} left"),
            },
            services: map::services(view),
            metrics: view
                .metrics
                .iter()
                .take(3)
                .map(|metric| self.metric(metric))
                .collect(),
            inject: self.inject(view, &key, real_ms),
            motion,
        }
    }

    fn seat(&self, seat: &view::SeatView, key: SeatKey, now: SimTime, real_ms: u64) -> Seat {
        let speaking = self.speaking.is_some_and(|(of, since)| {
            of == seat.id && real_ms.saturating_sub(since) < SPEAKING_MS
        });
        let silent = now.since(seat.last_heard.unwrap_or(SimTime::ZERO));
        let left = RING.0.saturating_sub(silent.0);
        let voice = if seat.last_heard.is_some() {
            left * 1000 / RING.0
        } else {
            0
        };
        let quiet = silent.whole_minutes();
        Seat {
            key,
            head: seat.commands,
            role: seat.title.clone(),
            person: seat.name.clone().unwrap_or_else(|| seat.character.clone()),
            away_from: seat.away_from.clone().unwrap_or_default(),
            persona: seat.persona,
            speaking,
            voice: u16::try_from(voice).unwrap_or(1000),
            // A persona waits to be asked; only people can be overlooked.
            quiet_minutes: (!seat.persona && !seat.commands && quiet >= 4)
                .then(|| u16::try_from(quiet).unwrap_or(u16::MAX)),
            plate: plate(seat.plate),
            glyph: glyph(seat.glyph),
            colour: usize::from(seat.colour),
        }
    }

    fn option(&self, view: &TableView, option: &view::OptionView, real_ms: u64) -> OptionCard {
        let portrait_of = |seat: SeatId| view.seats.iter().find(|of| of.id == seat).map(portrait);
        let fresh = self
            .landed
            .filter(|(_, since)| real_ms.saturating_sub(*since) < HAND_MS)
            .and_then(|(seq, _)| option.cells.iter().position(|cell| cell.of == Some(seq)));
        let landing = fresh.and_then(|at| {
            let by = option.cells.get(at)?.told_by?;
            Some((at, portrait_of(by)?.colour))
        });
        OptionCard {
            letter: option.letter.to_string(),
            name: option.name.clone(),
            owner: portrait_of(option.owner),
            cells: option
                .cells
                .each_ref()
                .map(|cell| cell.text.as_deref().map(split_cell)),
            landing,
            chosen: option.decided || option.stage == OptionStage::Running,
            lacks: option.lacking(),
        }
    }

    fn metric(&self, metric: &view::MetricView) -> Metric {
        let readings: Vec<i64> = self
            .readings
            .get(&metric.id)
            .map(|all| all.iter().map(|(_, milli)| *milli).collect())
            .unwrap_or_default();
        let (low, high) = (
            readings.iter().min().copied().unwrap_or(0),
            readings.iter().max().copied().unwrap_or(0),
        );
        let scaled = |milli: &i64| {
            let span = (high - low).max(1);
            u16::try_from((milli - low).saturating_mul(1000) / span).unwrap_or(0)
        };
        Metric {
            value: metric.value.clone(),
            label: metric.label.clone(),
            trend: if high > low {
                readings.iter().map(scaled).collect()
            } else {
                Vec::new()
            },
            level: if metric.trend > 0 { 1 } else { 0 },
        }
    }

    fn inject(
        &self,
        view: &TableView,
        key: &dyn Fn(SeatId) -> Option<SeatKey>,
        real_ms: u64,
    ) -> Option<Inject> {
        let heard = self.inject.as_ref()?;
        let Line::Message { from, text, .. } = &heard.item.line else {
            return None;
        };
        let seat = from
            .seat
            .and_then(|id| view.seats.iter().find(|seat| seat.id == id));
        Some(Inject {
            number: u32::try_from(heard.item.seq.0).unwrap_or(0),
            landing: real_ms.saturating_sub(heard.real_ms) < HAND_MS,
            portrait: seat.map(portrait),
            from: from.seat.and_then(key),
            sender: from.name.clone(),
            receiver: "all".to_owned(),
            time: heard.item.clock.clone(),
            text: brief(text, 150),
        })
    }
}

/// A turn with its dice.
fn turn(view: &TableView, of: &view::TurnView) -> TurnCard {
    let act = |act: &view::ActView| -> Option<ActCard> {
        let owner = view.seats.iter().find(|seat| seat.id == act.seat)?;
        let fallen: u32 = act.fell.iter().map(|die| u32::from(*die)).sum();
        Some(ActCard {
            owner: portrait(owner),
            tool: act.tool.clone(),
            name: act.title.clone(),
            dice: (0..usize::from(act.dice))
                .map(|nth| act.fell.get(nth).copied())
                .collect(),
            sum: match act.succeeded {
                Some(_) => (fallen + u32::from(act.bonus)).to_string(),
                None => String::new(),
            },
            needed: match act.bonus {
                0 => format!("{} needed", act.target),
                bonus => format!("{} needed, adds {bonus}", act.target),
            },
            succeeded: act.succeeded,
        })
    };
    let state = match (of.rolled, of.over) {
        (true, _) => "rolled",
        (false, true) => "time is up",
        (false, false) => "talk, then take dice",
    };
    TurnCard {
        title: format!("Turn {}, until {}", of.nth, of.ends),
        words: state.to_owned(),
        free: if of.rolled { 0 } else { of.left },
        acts: of.acts.iter().filter_map(act).take(5).collect(),
    }
}

/// Seats in the order in which people sit: the commander, then the right side
/// (who does the work), then the left side (whom it is done for).
fn seating(view: &TableView) -> Vec<&view::SeatView> {
    let side = |seat: &view::SeatView| match (seat.commands, seat.plate) {
        (true, _) => 0,
        (false, crate::model::Plate::Square | crate::model::Plate::Circle) => 1,
        (false, _) => 2,
    };
    let mut order: Vec<&view::SeatView> = view.seats.iter().collect();
    order.sort_by_key(|seat| side(seat));
    order
}

fn phase(view: &TableView) -> Phase {
    let common = &view.common;
    use crate::engine::Phase as Room;
    match common.phase {
        _ if common.emergency => Phase::Emergency,
        Room::Lobby => Phase::Lobby,
        Room::Briefing => Phase::Briefing,
        Room::Play => match &common.cut {
            Some(cut) => {
                let mut lines = Vec::new();
                if !cut.running.is_empty() {
                    lines.push(format!("Running: {}", cut.running));
                }
                lines.extend(cut.informs.iter().cloned());
                if !cut.wake.is_empty() {
                    lines.push(format!("Wake the IC: {}", cut.wake));
                }
                Phase::Cut(Cut {
                    title: format!("{} to {}", cut.from, cut.to),
                    lines,
                })
            }
            None if common.paused.is_some() => Phase::Paused,
            None => Phase::Play,
        },
        Room::HotWash | Room::Review | Room::Closed => {
            let ending = common.ending.clone().unwrap_or_default();
            Phase::Endex(Ending {
                title: ending.0,
                text: ending.1,
            })
        }
    }
}

fn mark(kind: DeadlineKind) -> Deadline {
    match kind {
        DeadlineKind::Decision => Deadline::Decide,
        DeadlineKind::Update => Deadline::Update,
        DeadlineKind::Penalty | DeadlineKind::Breach => Deadline::Penalty,
    }
}

fn deadline_state(of: &view::DeadlineView, next: bool) -> DeadlineState {
    match of.state {
        view::DeadlineState::Missed => DeadlineState::Passed,
        view::DeadlineState::Open => DeadlineState::Next,
        view::DeadlineState::Ahead if next => DeadlineState::Next,
        view::DeadlineState::Ahead | view::DeadlineState::Met => DeadlineState::Ahead,
    }
}

/// What lies ahead, and what was missed; what was met is gone.
fn due(view: &TableView) -> impl Iterator<Item = &view::DeadlineView> {
    let started = view.common.phase >= crate::engine::Phase::Play;
    let shown = move |of: &&view::DeadlineView| started && of.state != view::DeadlineState::Met;
    view.common.deadlines.iter().filter(shown)
}

fn legend(view: &TableView) -> Vec<LegendEntry> {
    due(view)
        .take(3)
        .enumerate()
        .map(|(at, of)| LegendEntry {
            mark: mark(of.kind),
            time: of.clock.clone(),
            label: of.label.clone(),
            state: deadline_state(of, at == 0),
        })
        .collect()
}

/// The minute of the hour that the clock shows, with its fraction.
#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds within an hour fit an f32 well enough to draw"
)]
fn minute(view: &TableView, at: SimTime) -> f32 {
    let start = view.common.clock_start;
    let ms = u64::from(start.minute()) * 60_000 + u64::from(start.second()) * 1000 + at.0;
    (ms % 3_600_000) as f32 / 60_000.0
}

fn rim(view: &TableView, now: SimTime) -> Rim {
    let started = view.common.phase >= crate::engine::Phase::Play;
    let within = |at: SimTime| at >= now && at.since(now) < Span::minutes(55);
    Rim {
        // The gold arc is the last hour at most: older is not on this dial.
        opened: (started && now < SimTime::ZERO + Span::minutes(60))
            .then(|| minute(view, SimTime::ZERO)),
        now: started.then(|| minute(view, now)),
        marks: due(view)
            .filter(|of| within(of.at))
            .enumerate()
            .map(|(at, of)| RimMark {
                mark: mark(of.kind),
                at: minute(view, of.opens.unwrap_or(of.at)),
                until: of.opens.map(|_| minute(view, of.at)),
                state: deadline_state(of, at == 0),
            })
            .collect(),
    }
}

/// "T+9 min", "T+3 h 32 min".
fn elapsed(now: SimTime) -> String {
    let minutes = now.0 / 60_000;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("T+{minutes} min"),
        (hours, minutes) => format!("T+{hours} h {minutes} min"),
    }
}

/// The word of a severity and its impact where both have room, else the impact.
fn impact(declared: &view::SeverityView) -> String {
    let both = format!("{} · {}", declared.word, declared.impact);
    if both.chars().count() <= IMPACT {
        both
    } else {
        brief(&declared.impact, IMPACT)
    }
}

/// "2 h of all data" is "2 h" in large and the rest in small.
fn split_cell(text: &str) -> Cell {
    let cut = [": ", ", ", " of ", " for ", " down", " per "]
        .iter()
        .filter_map(|m| text.find(m))
        .min();
    match cut {
        Some(at) if text.len() > 10 => Cell {
            big: text[..at].trim_end_matches([':', ',']).to_owned(),
            small: text[at..].trim_start_matches([':', ',', ' ']).to_owned(),
        },
        _ => match text.char_indices().filter(|(_, c)| *c == ' ').nth(1) {
            // Two words in large, what is more in small.
            Some((at, _)) if text.chars().count() > 11 => Cell {
                big: text[..at].to_owned(),
                small: text[at + 1..].to_owned(),
            },
            _ => Cell {
                big: text.to_owned(),
                small: String::new(),
            },
        },
    }
}

fn speech(kind: MoveKind) -> Speech {
    match kind {
        MoveKind::Ask => Speech::Ask,
        MoveKind::Order | MoveKind::Assign | MoveKind::HandOver => Speech::Order,
        MoveKind::Object => Speech::Object,
        _ => Speech::Tell,
    }
}

/// At most two words for a line of talk.
fn chip(kind: MoveKind, text: &str) -> String {
    let word = match kind {
        MoveKind::Ask => {
            let last: Vec<&str> = text
                .trim_end_matches(['?', '.', ' '])
                .split_whitespace()
                .rev()
                .take(1)
                .collect();
            return last
                .first()
                .map_or_else(|| "asks".to_owned(), |w| format!("{w}?"));
        }
        MoveKind::Tell | MoveKind::Say => {
            let figure = crate::text::figures(text).into_iter().next();
            return figure.map_or_else(|| "tells".to_owned(), |f| f.quantity.to_string());
        }
        MoveKind::Order => "orders",
        MoveKind::Assign => "assigns",
        MoveKind::Object => "objects",
        MoveKind::Acknowledge => "on it",
        MoveKind::Report => "reports",
        MoveKind::Propose => "proposes",
        MoveKind::Escalate => "escalates",
        MoveKind::HandOver => "hands over",
        MoveKind::Reassign => "sends",
        MoveKind::Act => "acts",
        MoveKind::Review => "reviews",
        MoveKind::Start => "starts",
        MoveKind::Stop => "stops",
        MoveKind::Decide => "decides",
        MoveKind::Update => "updates",
        _ => "says",
    };
    word.to_owned()
}

/// A text of at most `most` characters, cut at a word.
fn brief(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.trim_end_matches('.').to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let at = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..at].trim_end_matches([',', '.', ';', ':']))
}

/// The portrait of a seat.
pub fn portrait(seat: &view::SeatView) -> Portrait {
    Portrait {
        plate: plate(seat.plate),
        glyph: glyph(seat.glyph),
        colour: usize::from(seat.colour),
        persona: seat.persona,
    }
}

fn plate(plate: crate::model::Plate) -> draw::Plate {
    match plate {
        crate::model::Plate::Circle => draw::Plate::Command,
        crate::model::Plate::Square => draw::Plate::Technical,
        crate::model::Plate::Hexagon => draw::Plate::Business,
        crate::model::Plate::Drop => draw::Plate::FrontLine,
    }
}

fn glyph(glyph: crate::scenario::Glyph) -> draw::Glyph {
    use crate::scenario::Glyph as Sign;
    match glyph {
        Sign::Target => draw::Glyph::Commander,
        Sign::HalfTarget => draw::Glyph::Deputy,
        Sign::Lines => draw::Glyph::Scribe,
        Sign::Bars => draw::Glyph::Database,
        Sign::Brackets => draw::Glyph::Application,
        Sign::Pulse => draw::Glyph::Reliability,
        Sign::Grid => draw::Glyph::Infrastructure,
        Sign::Payments => draw::Glyph::Payments,
        Sign::Key => draw::Glyph::Security,
        Sign::Sun => draw::Glyph::Product,
        Sign::Chevrons => draw::Glyph::VicePresident,
        Sign::CrownChevron => draw::Glyph::ChiefExecutive,
        Sign::Scales => draw::Glyph::Legal,
        Sign::Columns => draw::Glyph::Finance,
        Sign::Headset => draw::Glyph::Support,
        Sign::Arcs => draw::Glyph::Communications,
        Sign::Press => draw::Glyph::Press,
    }
}

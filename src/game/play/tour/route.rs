//! The stops of a tour, in order.

use super::Game;
use crate::engine::{HostVerb, RiskPreset};
use crate::game::ui::console::{CutDraft, Dialog, MiddleTab, Spoke};
use crate::game::ui::forms::MoveForm;
use crate::game::ui::hot_wash::HotWashTab;
use crate::game::ui::review::Step;
use crate::game::ui::what_if::{Ask, Way};
use crate::game::ui::{Intent, Screen};
use crate::model::{ClockTime, Name, SeatId, Span};
use crate::scenario::MoveKind;
use std::collections::VecDeque;

/// How often the rest is played for a picture: enough to see a spread.
const RUNS: u64 = 40;

/// A stop.
pub(super) enum Stop {
    /// Takes a picture of a window, at every size. The name begins with
    /// `table` when it is the table's.
    Picture(&'static str),
    /// Takes one at one size: the table's large, others small, where least fits.
    Glance(&'static str),
    /// Asks for something, as a button would.
    Ask(Box<Intent>),
    /// Opens a form, a tab, a dialog.
    Set(fn(&mut Game)),
    /// People join.
    Gather,
    /// Plays the script until the story's clock shows this.
    PlayUntil(ClockTime),
    /// Waits until "what if" has been played.
    Wonder,
    /// Lets a time cut run.
    PassCut,
    /// Lets some frames pass.
    Rest(u32),
}

fn at(hour: u32, minute: u32) -> Stop {
    Stop::PlayUntil(ClockTime::new(hour, minute))
}

fn ask(intent: Intent) -> Stop {
    Stop::Ask(Box::new(intent))
}

fn host(verb: HostVerb) -> Stop {
    ask(Intent::Host(verb))
}

fn seat(id: &str) -> Option<SeatId> {
    SeatId::new(id).ok()
}

/// The whole way: the first exercise from the start screen to the report, then
/// a practice alone, then the others at a telling moment each.
pub(super) fn stops() -> VecDeque<Stop> {
    let mut stops: VecDeque<Stop> = first().into();
    stops.extend(alone());
    stops.extend(ceo());
    stops.extend(corruption());
    stops.extend(postmortem());
    stops.extend(friday());
    stops.extend(queue());
    stops
}

fn rest() -> Stop {
    Stop::Rest(8)
}

/// Hosts a table for a scenario; its people come and sit down.
fn table(scenario: &str) -> [Stop; 4] {
    let host = Name::new(scenario).map(|scenario| Intent::HostTable {
        scenario,
        certification: false,
    });
    let host = host.unwrap_or(Intent::Navigate(Screen::Start));
    [ask(host), rest(), Stop::Gather, rest()]
}

fn practise(scenario: &str) -> Stop {
    let practise = Name::new(scenario).map(|scenario| Intent::PractiseAlone { scenario });
    ask(practise.unwrap_or(Intent::Navigate(Screen::Start)))
}

fn first() -> Vec<Stop> {
    let mut stops = vec![
        rest(),
        Stop::Picture("start"),
        Stop::Picture("table-start"),
        Stop::Set(|game| game.locals.start.scroll = Some(4_000.0)),
        Stop::Glance("start-below"),
    ];
    stops.extend(table("db-migration"));
    stops.extend([
        Stop::Picture("lobby"),
        Stop::Picture("table-lobby"),
        host(HostVerb::Brief),
        rest(),
        Stop::Picture("table-briefing"),
        host(HostVerb::Start),
        at(2, 9),
        rest(),
        Stop::Picture("table-asking"),
        Stop::Picture("console-asking"),
        at(2, 14),
        rest(),
        Stop::Picture("table"),
        Stop::Picture("console"),
        Stop::Set(|game| game.locals.console.middle = MiddleTab::Matrix),
        Stop::Picture("console-options"),
        Stop::Set(|game| game.locals.console.middle = MiddleTab::RunSheet),
        Stop::Picture("console-run-sheet"),
        Stop::Set(|game| {
            let local = &mut game.locals.console;
            local.middle = MiddleTab::default();
            local.capture.seat = seat("database");
            local.capture.kind = Some(Spoke::Tells);
            local.capture.words = "the check alone takes an hour".to_owned();
        }),
        Stop::Picture("console-capture"),
        Stop::Set(|game| {
            game.locals.console.capture = Default::default();
            game.locals.console.dialog = Some(Dialog::Adopt {
                name: "Read only".to_owned(),
                owner: seat("application"),
                minutes: 20,
                loss: String::new(),
                impact: "nobody can change anything".to_owned(),
                risk: RiskPreset::Medium,
                from: None,
            });
        }),
        Stop::Picture("console-adopt"),
        Stop::Set(|game| game.locals.console.dialog = None),
        host(HostVerb::Pause {
            why: "a word on roles".to_owned(),
        }),
        rest(),
        Stop::Picture("table-paused"),
        host(HostVerb::Resume),
        at(2, 19),
        Stop::Set(|game| game.locals.console.dialog = Some(Dialog::Cut(CutDraft::default()))),
        Stop::Picture("console-cut"),
        Stop::Set(|game| game.locals.console.dialog = None),
        // The script cuts at 02:20 and at 02:57.
        at(2, 22),
        rest(),
        Stop::Picture("table-cut"),
        Stop::PassCut,
        at(2, 51),
        rest(),
        Stop::Picture("table-landing"),
        at(3, 10),
        Stop::PassCut,
        at(5, 37),
        rest(),
        Stop::Picture("table-wall"),
        Stop::Picture("console-wall"),
        at(5, 44),
        rest(),
        Stop::Picture("hot-wash"),
        Stop::Picture("table-endex"),
        Stop::Set(wonder),
        Stop::Glance("hot-wash-playing"),
        Stop::Wonder,
        Stop::Picture("hot-wash-what-if"),
        host(HostVerb::Review),
        rest(),
        ask(Intent::Export),
        rest(),
        Stop::Picture("review"),
        ask(Intent::Navigate(Screen::Start)),
        rest(),
    ]);
    stops
}

fn alone() -> Vec<Stop> {
    vec![
        practise("db-migration"),
        rest(),
        Stop::Picture("seat-before"),
        host(HostVerb::Start),
        at(2, 11),
        rest(),
        Stop::Picture("seat"),
        Stop::Picture("table-alone"),
        Stop::Set(|game| game.locals.seat.form = Some(MoveForm::new(MoveKind::Decide))),
        Stop::Picture("seat-decide"),
        Stop::Set(|game| game.locals.seat.form = None),
        // Leaving and coming back: the clock stands where it was.
        ask(Intent::Navigate(Screen::Start)),
        rest(),
        Stop::Picture("start-again"),
        Stop::Set(resume),
        rest(),
        Stop::Picture("seat-resumed"),
        host(HostVerb::Resume),
        rest(),
        host(HostVerb::RealEmergency),
        rest(),
        Stop::Picture("seat-emergency"),
        Stop::Picture("table-emergency"),
        ask(Intent::Navigate(Screen::Start)),
        rest(),
    ]
}

/// The chief executive stands in the war room and has had one answer.
fn ceo() -> Vec<Stop> {
    let mut stops: Vec<Stop> = table("ceo-war-room").into();
    stops.extend([
        Stop::Glance("lobby-ceo"),
        host(HostVerb::Start),
        at(14, 11),
        rest(),
        Stop::Glance("table-ceo"),
        Stop::Glance("console-ceo"),
        host(HostVerb::End),
        rest(),
        Stop::Glance("hot-wash-ceo"),
        ask(Intent::Navigate(Screen::Start)),
        rest(),
    ]);
    stops
}

/// Just before the call is made.
fn corruption() -> Vec<Stop> {
    let mut stops: Vec<Stop> = table("corruption-dilemma").into();
    stops.extend([
        Stop::Glance("lobby-corruption"),
        host(HostVerb::Start),
        at(10, 9),
        rest(),
        Stop::Glance("table-corruption"),
        Stop::Glance("console-corruption"),
        host(HostVerb::End),
        rest(),
        Stop::Glance("hot-wash-corruption"),
        ask(Intent::Navigate(Screen::Start)),
        rest(),
    ]);
    stops
}

/// Whys and causes have been found; afterwards they lie beside the author's.
fn postmortem() -> Vec<Stop> {
    let mut stops: Vec<Stop> = table("postmortem-lead").into();
    stops.extend([
        Stop::Picture("lobby-postmortem"),
        host(HostVerb::Start),
        at(10, 33),
        rest(),
        Stop::Glance("table-postmortem"),
        Stop::Glance("console-postmortem"),
        host(HostVerb::End),
        rest(),
        host(HostVerb::Review),
        rest(),
        Stop::Set(|game| {
            game.locals.review.step = Step::Whys;
            game.locals.review.compare = true;
        }),
        Stop::Picture("review-postmortem"),
        ask(Intent::Navigate(Screen::Start)),
        rest(),
    ]);
    stops
}

/// Three at once, then the gates of the certification.
fn friday() -> Vec<Stop> {
    let mut stops: Vec<Stop> = table("friday-multi-incident").into();
    stops.extend([
        Stop::Glance("lobby-friday"),
        host(HostVerb::Start),
        at(18, 13),
        rest(),
        Stop::Glance("table-friday"),
        Stop::Glance("console-friday"),
        host(HostVerb::End),
        rest(),
        Stop::Set(|game| game.locals.hot_wash.tab = HotWashTab::Gates),
        Stop::Picture("hot-wash-friday"),
        ask(Intent::Navigate(Screen::Start)),
        rest(),
    ]);
    stops
}

/// A turn: dice on what seats do, then how they fell; and a seat with a die in
/// its hand.
fn queue() -> Vec<Stop> {
    let mut stops: Vec<Stop> = table("queue-mystery").into();
    stops.extend([
        Stop::Glance("lobby-queue"),
        host(HostVerb::Start),
        at(14, 1),
        rest(),
        Stop::Glance("table-queue-talk"),
        Stop::PlayUntil(ClockTime::new(14, 3).plus(Span::seconds(45))),
        rest(),
        Stop::Glance("table-queue-dice"),
        Stop::PlayUntil(ClockTime::new(14, 4).plus(Span::seconds(10))),
        rest(),
        Stop::Picture("table-queue"),
        Stop::Glance("console-queue"),
        host(HostVerb::End),
        rest(),
        Stop::Glance("hot-wash-queue"),
        ask(Intent::Navigate(Screen::Start)),
        rest(),
        practise("queue-mystery"),
        rest(),
        host(HostVerb::Start),
        at(14, 1),
        Stop::Set(|game| game.locals.seat.form = Some(MoveForm::new(MoveKind::Act))),
        rest(),
        Stop::Glance("seat-queue"),
    ]);
    stops
}

/// Asks what another way would have come to at the main decision.
fn wonder(game: &mut Game) {
    let Some(live) = game.held.as_ref().map(|held| &held.live) else {
        return;
    };
    let fork = live.forks().iter().find(|fork| fork.authors);
    let asked = fork.and_then(|fork| {
        let other = |way: &&Way| way.refused.is_none() && way.option != fork.chosen;
        let way = fork.ways.iter().find(other)?;
        Some(Ask {
            before: fork.before,
            option: way.option,
            runs: RUNS,
        })
    });
    let local = &mut game.locals.hot_wash;
    local.tab = HotWashTab::WhatIf;
    local.what_if.option = asked.map(|ask| ask.option);
    local.what_if.runs = RUNS;
    game.intents.extend(asked.map(Intent::WhatIf));
}

/// Takes the first room up again that the start screen offers.
fn resume(game: &mut Game) {
    let room = game.start.recent.first().map(|recent| recent.code.clone());
    game.intents
        .extend(room.map(|room| Intent::Resume { room }));
}

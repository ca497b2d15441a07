//! The game without its windows: rooms are opened, left and taken up again by
//! the intents that buttons send.

use super::{Game, Outside, carry, version, wonder};
use crate::engine::{Capture, Command, Decide, HostVerb, Move, Phase, Play};
use crate::game::session::{Chair, Live};
use crate::game::ui::version::{Told, VersionModel};
use crate::game::ui::what_if::{Ask, Way, Wonder};
use crate::game::ui::{Intent, Screen};
use crate::model::{FactId, Name, OptionId, SeatId, Span};
use crate::room::ManualClock;
use crate::scenario::Choices;
use crate::storage::DataFolder;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A game over a folder of its own, which goes with it.
struct Desk {
    game: Game,
    hand: ManualClock,
    folder: PathBuf,
}

impl Desk {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("warroom-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        Self::at(folder)
    }

    /// With an author's own scenario.
    fn with(name: &str, file: &str, text: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("warroom-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let own = DataFolder::at(&folder).scenarios();
        std::fs::create_dir_all(&own).unwrap();
        std::fs::write(own.join(file), text).unwrap();
        Self::at(folder)
    }

    fn at(folder: PathBuf) -> Self {
        let hand = ManualClock::default();
        let game = Game::new(Outside {
            folder: DataFolder::at(&folder),
            bind: Ipv4Addr::LOCALHOST,
            hand: Some(hand.clone()),
            seed: Some(1),
        });
        Self { game, hand, folder }
    }

    fn ask(&mut self, intent: Intent) {
        carry::out(&mut self.game, intent, None, 0);
    }

    fn live(&self) -> &Live {
        &self.game.held.as_ref().unwrap().live
    }

    /// What the lobby shows of its version.
    fn version(&self) -> VersionModel {
        let held = self.game.held.as_ref().unwrap();
        held.version.as_ref().unwrap().model.clone()
    }

    /// Waits until the lobby tells so of its version.
    fn told(&mut self, what: &str, so: impl Fn(&VersionModel) -> bool) {
        self.until(what, |game| {
            let version = game.held.as_ref().unwrap().version.as_ref();
            version.is_some_and(|version| so(&version.model))
        });
    }

    /// A seat has said something, and the host writes it down.
    fn said(&mut self, seat: SeatId, act: Move) {
        let capture = Capture {
            seat,
            ago: Span::ZERO,
            play: Play::new(act),
        };
        self.ask(Intent::Command(Command::Capture(capture)));
    }

    /// Puts a question and waits for what comes of it.
    fn wonder(&mut self, ask: Ask) -> Wonder {
        self.ask(Intent::WhatIf(ask));
        let begun = Instant::now();
        while wonder::look(&mut self.game) {
            assert!(begun.elapsed() < Duration::from_secs(60), "{ask:?}");
            std::thread::sleep(Duration::from_millis(5));
        }
        self.game.wonder.clone()
    }

    /// Takes in what the room sends until it is so.
    fn until(&mut self, what: &str, so: impl Fn(&Game) -> bool) {
        let begun = Instant::now();
        while !so(&self.game) {
            assert!(begun.elapsed() < Duration::from_secs(20), "never: {what}");
            self.hand.advance(50);
            if let Some(held) = &mut self.game.held {
                let _ = held.live.handle().tick().wait();
                version::look(held);
                held.live.drain(0);
            }
            carry::reread(&mut self.game);
            carry::follow(&mut self.game);
        }
    }

    fn phase(&mut self, phase: Phase) {
        self.until(&format!("{phase:?}"), |game| {
            let view = game.held.as_ref().and_then(|held| held.live.host_view());
            view.is_some_and(|view| view.table.common.phase == phase)
        });
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if let Some(held) = self.game.held.take() {
            carry::leave(held);
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn scenario() -> Name {
    Name::new("db-migration").unwrap()
}

#[test]
fn practising_alone_takes_one_press_and_no_socket() {
    let mut desk = Desk::new("alone");
    desk.ask(Intent::PractiseAlone {
        scenario: scenario(),
    });
    let held = desk.game.held.as_ref().unwrap();
    assert_eq!(held.live.chair, Chair::Alone);
    assert!(held.server.is_none(), "nothing listens");
    desk.until("a card", |game| {
        let seat = game.held.as_ref().and_then(|held| held.live.seat_view());
        seat.is_some_and(|seat| seat.card.is_some())
    });
    assert_eq!(desk.game.screen, Screen::Seat);
    desk.ask(Intent::Host(HostVerb::Start));
    desk.phase(Phase::Play);
    let seat = desk.game.held.as_ref().unwrap().live.seat_view().unwrap();
    assert!(seat.legal.len() > seat.fitting.len() && !seat.fitting.is_empty());
}

#[test]
fn a_table_listens_shows_its_code_and_follows_the_phase() {
    let mut desk = Desk::new("table");
    desk.ask(Intent::HostTable {
        scenario: scenario(),
        certification: false,
    });
    let held = desk.game.held.as_ref().unwrap();
    let port = held.server.as_ref().unwrap().addr().port();
    let room = &desk.game.room;
    assert!(room.addresses[0].contains(&format!(":{port}/r/")));
    assert!(room.qr.len() >= 21, "the smallest QR code has 21 modules");
    assert_eq!(desk.game.screen, Screen::Lobby);
    desk.ask(Intent::Host(HostVerb::Brief));
    desk.ask(Intent::Host(HostVerb::Start));
    desk.phase(Phase::Play);
    assert_eq!(desk.game.screen, Screen::Console);
    desk.ask(Intent::Host(HostVerb::End));
    desk.phase(Phase::HotWash);
    assert_eq!(desk.game.screen, Screen::HotWash);
}

#[test]
fn a_room_that_was_left_is_offered_and_resumes_paused_with_its_whole_story() {
    let mut desk = Desk::new("resume");
    desk.ask(Intent::PractiseAlone {
        scenario: scenario(),
    });
    desk.ask(Intent::Host(HostVerb::Start));
    desk.phase(Phase::Play);
    desk.hand.advance(300_000);
    desk.until("five minutes", |game| {
        game.held
            .as_ref()
            .is_some_and(|held| held.live.story().len() > 12)
    });
    let before = desk.game.held.as_ref().unwrap().live.story().to_vec();
    desk.ask(Intent::Navigate(Screen::Start));
    assert!(desk.game.held.is_none());
    let [recent] = desk.game.start.recent.as_slice() else {
        panic!("one room, not {:?}", desk.game.start.recent);
    };
    assert!(recent.left.contains("min played"), "{}", recent.left);
    let room = recent.code.clone();

    desk.ask(Intent::Resume { room });
    desk.until("paused", |game| {
        let view = game.held.as_ref().and_then(|held| held.live.host_view());
        view.is_some_and(|view| view.table.common.paused.is_some())
    });
    let held = desk.game.held.as_ref().unwrap();
    assert_eq!(held.live.chair, Chair::Alone);
    assert_eq!(held.live.story()[..before.len()], before[..]);
    assert_eq!(desk.game.screen, Screen::Seat);
}

#[test]
fn the_report_is_written_and_says_where() {
    let mut desk = Desk::new("report");
    desk.ask(Intent::PractiseAlone {
        scenario: scenario(),
    });
    desk.ask(Intent::Host(HostVerb::Start));
    desk.phase(Phase::Play);
    desk.ask(Intent::Host(HostVerb::End));
    desk.phase(Phase::HotWash);
    desk.ask(Intent::Export);
    let place = PathBuf::from(desk.game.room.report.clone().unwrap().unwrap());
    for paper in ["report.md", "report.html", "events.csv", "host/report.md"] {
        assert!(place.join(paper).is_file(), "{paper}");
    }
}

#[test]
fn what_cannot_be_opened_says_why() {
    let mut desk = Desk::new("damaged");
    desk.ask(Intent::Resume {
        room: "BCDFGH".to_owned(),
    });
    assert!(matches!(&desk.game.start.opening, Some(Err(why)) if why.contains("BCDFGH")));
    assert!(desk.game.held.is_none());
}

#[test]
fn what_if_is_played_beside_the_frames_and_touches_no_journal() {
    let mut desk = Desk::new("what-if");
    desk.ask(Intent::HostTable {
        scenario: scenario(),
        certification: false,
    });
    desk.ask(Intent::Host(HostVerb::Start));
    desk.phase(Phase::Play);
    let [restore, failover] = ["restore", "failover"].map(|id| OptionId::new(id).unwrap());
    let scenario = desk.live().handle().current();
    for fact in ["restore-time", "failover-time"].map(|id| FactId::new(id).unwrap()) {
        let holder = scenario.facts.get(fact).unwrap().holder;
        desk.said(holder, Move::Tell { facts: vec![fact] });
    }
    desk.said(scenario.commander, Move::Decide(Decide::on(restore, 0)));
    desk.until("a decision", |game| {
        !game.held.as_ref().unwrap().live.forks().is_empty()
    });
    desk.ask(Intent::Host(HostVerb::End));
    desk.phase(Phase::HotWash);

    let [fork] = desk.live().forks() else {
        panic!("{:?}", desk.live().forks());
    };
    let fork = fork.clone();
    assert!(fork.chosen == restore && fork.authors);
    let (unheard, named): (Vec<&Way>, Vec<&Way>) =
        fork.ways.iter().partition(|way| way.refused.is_some());
    let named: Vec<OptionId> = named.into_iter().map(|way| way.option).collect();
    assert!(named.contains(&restore) && named.contains(&failover));
    let unheard = *unheard.first().unwrap();
    let journal = desk.game.held.as_ref().unwrap().journal.clone();
    let before = std::fs::read(&journal).unwrap();
    let ask = |option, runs| Ask {
        before: fork.before,
        option,
        runs,
    };
    let Wonder::Came { summary, .. } = desk.wonder(ask(failover, 3)) else {
        panic!("{:?}", desk.game.wonder);
    };
    let mut options = summary.options.iter();
    let decided = options.find(|of| of.id == failover).unwrap().decided;
    assert_eq!((summary.runs, decided.runs), (3, 3));
    // Nobody had spoken of it yet.
    let Wonder::Refused(why) = desk.wonder(ask(unheard.option, 3)) else {
        panic!("{:?}", desk.game.wonder);
    };
    let said = format!("{} could not be decided on", unheard.name);
    assert!(why.starts_with(&said), "{why}");
    // Given up, it leaves nothing behind.
    desk.ask(Intent::WhatIf(ask(failover, 100_000)));
    assert!(wonder::look(&mut desk.game));
    desk.ask(Intent::StopWhatIf);
    assert!(!wonder::look(&mut desk.game));
    assert_eq!(desk.game.wonder, Wonder::Nothing);
    assert_eq!(std::fs::read(&journal).unwrap(), before);
}

const MINIMAL: &str = include_str!("../../../tests/fixtures/scenarios/minimal.ron");

/// Whether an inject of the scenario in the room says so.
fn speaks_of(desk: &Desk, words: &str) -> bool {
    let scenario = desk.live().handle().current();
    scenario.injects.iter().any(|one| one.text.contains(words))
}

#[test]
fn a_lobby_takes_the_hosts_words_and_every_save_that_loads() {
    let mut desk = Desk::with("version", "mine.ron", MINIMAL);
    let file = DataFolder::at(&desk.folder).scenarios().join("mine.ron");
    let own = desk.game.stories.iter().find(|story| story.path.is_some());
    let scenario = own.unwrap().id().unwrap();
    desk.ask(Intent::HostTable {
        scenario,
        certification: false,
    });
    let shop = Name::new("shop").unwrap();
    assert_eq!(desk.version().terms[&shop], "web shop");

    // The host's own word, for everybody who waits.
    let terms = [(shop, "ticket office".to_owned())].into();
    desk.ask(Intent::Choose(Choices {
        terms,
        profile: None,
    }));
    desk.told("the word", |model| model.told == Told::Taken { lost: 0 });
    assert_eq!(desk.version().words[&shop], "ticket office");
    assert!(speaks_of(&desk, "the ticket office"));

    // A save that does not load is told with its line, and changes nothing.
    let broken = MINIMAL.replacen("roles:", "rolls:", 1);
    std::fs::write(&file, &broken).unwrap();
    desk.told("what is broken", |model| {
        matches!(&model.told, Told::Broken(troubles) if troubles.iter().all(|of| of.line > 1))
    });
    assert_eq!(desk.version().words[&shop], "ticket office");

    // One that loads is in the room, with the host's word.
    let other = MINIMAL.replace("title: \"Bad deploy\"", "title: \"Worse deploy\"");
    std::fs::write(&file, other).unwrap();
    desk.told("the save", |model| model.told == Told::Taken { lost: 0 });
    desk.until("the title", |game| {
        let view = game.held.as_ref().unwrap().live.host_view();
        view.is_some_and(|view| view.table.common.title == "Worse deploy")
    });
    assert!(speaks_of(&desk, "the ticket office"));
    assert_eq!(desk.game.epoch, desk.live().epoch());

    // What is greyed out goes by the new version, and so does what is played.
    assert_eq!(desk.live().check(&Command::Host(HostVerb::Start)), Ok(()));
    desk.ask(Intent::Host(HostVerb::Start));
    desk.phase(Phase::Play);
    assert!(desk.live().check(&Command::Host(HostVerb::Start)).is_err());
    desk.until("the end of the lobby", |game| {
        game.held.as_ref().unwrap().version.is_none()
    });
}

#[test]
fn exercises_lie_in_the_order_in_which_people_should_meet_them() {
    let desk = Desk::new("order");
    let cards = desk.game.start.scenarios.iter();
    let ids: Vec<&str> = cards.map(|card| card.id.as_str()).collect();
    // As the README tells of them.
    let readme = include_str!("../../../README.md");
    let mut told: Vec<&str> = ids.clone();
    told.sort_by_key(|id| readme.find(&format!("| `{id}` |")).unwrap());
    assert_eq!(ids, told);
    assert_eq!(ids.len(), 6);
}

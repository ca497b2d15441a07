//! Opens the console on a played stretch, takes pictures at three sizes and quits.
//!
//! `cargo run --example console -- FOLDER [SCREEN]`, under a display or `xvfb-run`.

mod fixture;

use std::path::PathBuf;

use bevy::prelude::*;
use bevy_egui::EguiContext;
use warroom::engine::{Actor, Command};
use warroom::game::rest::{NextFrame, Pace};
use warroom::game::shot::{self, ShotTaken};
use warroom::game::ui::console::{ConsoleLocal, ConsoleModel, Spoke, console_ui};
use warroom::game::ui::hot_wash::{HotWashLocal, HotWashModel, hot_wash_ui};
use warroom::game::ui::lobby::{LobbyLocal, LobbyModel, lobby_ui};
use warroom::game::ui::review::{ReviewLocal, ReviewModel, review_ui};
use warroom::game::ui::seat::{SeatLocal, SeatModel, seat_ui};
use warroom::game::ui::start::{ScenarioCard, StartLocal, StartModel, Trouble, start_ui};
use warroom::game::windows::{ConsoleCamera, ConsoleUi, ConsoleWindow};
use warroom::game::{GameSet, Sizes, app};
use warroom::scoring::When;

const SIZES: [(f32, f32); 3] = [(1600.0, 1000.0), (1280.0, 720.0), (1920.0, 1080.0)];
const SCREENS: [&str; 6] = ["console", "start", "lobby", "seat", "hot-wash", "review"];

#[derive(Resource)]
struct Plan {
    folder: PathBuf,
    frame: u32,
    step: usize,
    waiting: bool,
}

/// Everything shown, and the drafts.
struct Stage {
    exercise: fixture::Exercise,
    local: ConsoleLocal,
    start: StartLocal,
    lobby: LobbyLocal,
    seat: SeatLocal,
    hot_wash: HotWashLocal,
    review: ReviewLocal,
}

fn main() -> AppExit {
    let folder = std::env::args()
        .nth(1)
        .map_or_else(|| PathBuf::from("."), PathBuf::from);
    let exercise = fixture::six_minutes();
    let mut local = ConsoleLocal::default();
    local.capture.seat = exercise.scenario().roles.iter().nth(2).map(|role| role.id);
    local.capture.kind = Some(Spoke::Tells);
    local.capture.ago = 20;
    local.capture.words = "the load may hurt after an hour".to_owned();
    app(Sizes {
        table: UVec2::new(320, 180),
        console: Some(UVec2::new(1600, 1000)),
    })
    .insert_non_send(Stage {
        exercise,
        local,
        start: StartLocal::default(),
        lobby: LobbyLocal::default(),
        seat: SeatLocal::default(),
        hot_wash: HotWashLocal::default(),
        review: ReviewLocal::default(),
    })
    .insert_resource(Plan {
        folder,
        frame: 0,
        step: 0,
        waiting: false,
    })
    .add_systems(ConsoleUi, show)
    .add_systems(Update, follow_plan.in_set(GameSet::Model))
    .run()
}

fn show(
    mut context: Single<&mut EguiContext, With<ConsoleCamera>>,
    mut stage: NonSendMut<Stage>,
    plan: Res<Plan>,
) {
    let context = context.get_mut().clone();
    let mut root = egui::Ui::new(context, egui::Id::new("console"), egui::UiBuilder::new());
    let ui = &mut root;
    let Stage {
        exercise,
        local,
        start,
        lobby,
        seat,
        hot_wash,
        review,
    } = &mut *stage;
    let exercise = &*exercise;
    let (view, lore, room) = (exercise.host_view(), exercise.lore(), exercise.room());
    let score = exercise.score(When::SoFar(exercise.engine.state().now()));
    let journal = exercise.journal.as_slice();
    let notes = exercise.notes();
    let check = |command: &Command| exercise.engine.check(Actor::Host, command);
    let out = &mut Vec::new();
    let seats = &view.table.seats;
    match SCREENS[(plan.step / 6).min(SCREENS.len() - 1)] {
        "start" => {
            let card = ScenarioCard::of(&exercise.scenario().head);
            let trouble = Trouble {
                file: "scenarios/mine.ron".to_owned(),
                line: 118,
                message: "no role is called `dba`".to_owned(),
                hint: Some("did you mean `db`?".to_owned()),
            };
            let scenarios = vec![card.clone(), card];
            start_ui(
                ui,
                &StartModel {
                    scenarios,
                    troubles: vec![trouble],
                    ..StartModel::default()
                },
                start,
                out,
            );
        }
        "lobby" => {
            let families: Vec<_> = exercise
                .scenario()
                .roles
                .iter()
                .map(|role| (role.id, role.family))
                .collect();
            let (room, families, minutes) =
                (&room, families.as_slice(), exercise.scenario().head.minutes);
            let model = LobbyModel {
                view: &view,
                room,
                families,
                minutes,
                refusal: None,
                check: &check,
            };
            lobby_ui(ui, &model, lobby, out);
        }
        "seat" => {
            let commander = exercise.scenario().commander;
            let me = exercise.engine.state().holder(commander);
            let mine = exercise.seat_view(commander, me);
            let check_mine = |command: &Command| match me {
                Some(me) => exercise.engine.check(Actor::Person(me), command),
                None => Ok(()),
            };
            let model = SeatModel {
                view: &mine,
                journal,
                lore: &lore,
                refusal: None,
                check: &check_mine,
                keeps_time: Some(&check),
            };
            seat.form.get_or_insert_with(|| {
                warroom::game::ui::forms::MoveForm::new(warroom::scenario::MoveKind::Decide)
            });
            seat_ui(ui, &model, seat, out);
        }
        "hot-wash" => {
            let common = &view.table.common;
            let model = HotWashModel {
                common,
                seats,
                journal,
                score: &score,
                lore: &lore,
                check: &check,
            };
            hot_wash.selected = hot_wash
                .selected
                .or(score.evidence.first().map(|evidence| evidence.of));
            hot_wash_ui(ui, &model, hot_wash, out);
        }
        "review" => {
            let title = &view.table.common.title;
            let (entries, reference) = (&[], &[]);
            let model = ReviewModel {
                title,
                journal,
                entries,
                reference,
                lore: &lore,
                room: &room,
                check: &check,
            };
            review_ui(ui, &model, review, out);
        }
        _ => {
            let (view, score, notes, room, lore) = (&view, &score, notes.as_slice(), &room, &lore);
            let model = ConsoleModel {
                view,
                journal,
                score,
                notes,
                room,
                lore,
                refusal: None,
                check: &check,
            };
            console_ui(ui, &model, local, out);
        }
    }
}

fn follow_plan(
    mut commands: Commands,
    plan: ResMut<Plan>,
    mut console: Query<(Entity, &mut Window), With<ConsoleWindow>>,
    (mut taken, mut exit): (MessageReader<ShotTaken>, MessageWriter<AppExit>),
    mut next: ResMut<NextFrame>,
) {
    let plan = plan.into_inner();
    next.ask(Pace::Moving);
    for shot in taken.read() {
        if let Some(problem) = &shot.problem {
            error!("{problem}");
        }
        plan.waiting = false;
    }
    plan.frame += 1;
    if plan.frame < 12 || plan.waiting {
        return;
    }
    let Ok((entity, mut window)) = console.single_mut() else {
        return;
    };
    plan.frame = 0;
    let Some(screen) = SCREENS.get(plan.step / 6) else {
        exit.write(AppExit::Success);
        return;
    };
    let (width, height) = SIZES[plan.step / 2 % 3];
    if plan.step % 2 == 0 {
        window.resolution.set(width, height);
    } else {
        shot::take(
            &mut commands,
            entity,
            plan.folder.join(format!("{screen}-{height}.png")),
        );
        plan.waiting = true;
    }
    plan.step += 1;
}

//! Opens both windows on a sample, takes pictures at two sizes and quits.
//!
//! `cargo run --example lamplight -- FOLDER`, under a display or `xvfb-run`.

mod sample;

use std::path::PathBuf;

use bevy::prelude::*;
use bevy_egui::EguiContext;
use warroom::game::draw::{Ground, Health, State, paint};
use warroom::game::rest::{NextFrame, Pace};
use warroom::game::shot::{self, ShotTaken};
use warroom::game::table::TableScene;
use warroom::game::theme::Weight;
use warroom::game::windows::{
    ConsoleCamera, ConsoleUi, ConsoleWindow, TableUi, TableUiCamera, TableWindow,
};
use warroom::game::{GameSet, Sizes, app};

#[derive(Resource)]
struct Plan {
    folder: PathBuf,
    frame: u32,
    step: usize,
    waiting: usize,
}

fn main() -> AppExit {
    let folder = std::env::args()
        .nth(1)
        .map_or_else(|| PathBuf::from("."), PathBuf::from);
    app(Sizes::default())
        .insert_resource(TableScene(sample::table()))
        .insert_resource(Plan {
            folder,
            frame: 0,
            step: 0,
            waiting: 0,
        })
        .add_systems(ConsoleUi, console_ui)
        .add_systems(TableUi, table_ui)
        .add_systems(Update, follow_plan.in_set(GameSet::Model))
        .run()
}

fn console_ui(mut context: Single<&mut EguiContext, With<ConsoleCamera>>) {
    let context = context.get_mut().clone();
    let mut root = egui::Ui::new(context, egui::Id::new("console"), egui::UiBuilder::new());
    egui::CentralPanel::default().show(&mut root, |ui| {
        ui.heading("Portraits, marks and states by the same meshes");
        for (size, ground) in [
            (94.0, Ground::Dark),
            (22.0, Ground::Dark),
            (16.0, Ground::Dark),
            (72.0, Ground::Paper),
        ] {
            ui.horizontal(|ui| {
                for portrait in sample::portraits() {
                    paint::icon_ui(ui, size, 108.0, |sheet| portrait.draw(sheet, ground, 1.0));
                }
            });
        }
        ui.horizontal(|ui| {
            for health in [
                Health::Well,
                Health::Recovering,
                Health::Failing,
                Health::Down,
                Health::Idle,
            ] {
                paint::icon_ui(ui, 48.0, 84.0, |sheet| health.draw(sheet));
            }
            for state in [
                State::Met,
                State::Open,
                State::Late,
                State::Missed,
                State::Due,
                State::Waiting,
                State::Sent,
                State::Armed,
                State::Fires,
            ] {
                paint::icon_ui(ui, 16.0, 16.0, |sheet| state.draw(sheet));
            }
        });
        ui.horizontal(|ui| {
            let _ = ui.button("Release");
            let _ = ui.selectable_label(true, "decide");
            ui.label(egui::RichText::new("02:11:20").font(Weight::Light.at(32.0)));
            ui.label(egui::RichText::new("Database lead").font(Weight::SemiBold.at(13.0)));
        });
    });
}

fn table_ui(mut context: Single<&mut EguiContext, With<TableUiCamera>>) {
    egui::Window::new("On the table").show(context.get_mut(), |ui| {
        ui.label("egui over the scene");
        let _ = ui.button("Start");
    });
}

fn follow_plan(
    mut commands: Commands,
    plan: ResMut<Plan>,
    mut scene: ResMut<TableScene>,
    mut table: Query<(Entity, &mut Window), With<TableWindow>>,
    console: Query<Entity, With<ConsoleWindow>>,
    (mut taken, mut exit): (MessageReader<ShotTaken>, MessageWriter<AppExit>),
    (mut next, mut overlay): (ResMut<NextFrame>, Query<&mut Camera, With<TableUiCamera>>),
) {
    let plan = plan.into_inner();
    next.ask(Pace::Moving);
    for shot in taken.read() {
        match &shot.problem {
            Some(problem) => error!("{problem}"),
            None => info!("{} written", shot.path.display()),
        }
        plan.waiting -= 1;
    }
    plan.frame += 1;
    if plan.frame < 12 || plan.waiting > 0 {
        return;
    }
    let Ok((table, mut window)) = table.single_mut() else {
        return;
    };
    let scenes = sample::scenes();
    let mut shoot = |window: Entity, name: &str| {
        shot::take(&mut commands, window, plan.folder.join(name));
        plan.waiting += 1;
    };
    match plan.step {
        0 => {
            shoot(table, "table.png");
            if let Ok(console) = console.single() {
                shoot(console, "console.png");
            }
        }
        1 => window.resolution.set(1280.0, 720.0),
        2 => shoot(table, "table-720.png"),
        step if step < 3 + 2 * scenes.len() => {
            let (name, model) = &scenes[(step - 3) / 2];
            if (step - 3) % 2 == 0 {
                scene.0 = model.clone();
            } else {
                shoot(table, &format!("table-{name}.png"));
            }
        }
        // Egui over the scene, in a window with room at the sides.
        step if step == 3 + 2 * scenes.len() => {
            scene.0 = sample::table();
            window.resolution.set(1280.0, 960.0);
            for mut camera in &mut overlay {
                camera.is_active = true;
            }
        }
        step if step == 4 + 2 * scenes.len() => shoot(table, "table-egui.png"),
        _ => {
            exit.write(AppExit::Success);
        }
    }
    plan.step += 1;
    plan.frame = 0;
}

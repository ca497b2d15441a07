//! The two windows: the *table* for the room, the *console* for the host.
//!
//! | Camera | Window | Layer | Paints |
//! |---|---|---|---|
//! | [`TableCamera`] | table | [`TABLE_LAYER`] | the scene, in a 1920×1080 design space |
//! | [`TableUiCamera`] | table | none | egui over it: start screen, lobby ([`TableUi`]) |
//! | [`ConsoleCamera`] | console | none | egui ([`ConsoleUi`]) |
//!
//! The scene blends in gamma space, as its drawings were made; egui's pipeline
//! can't, so egui on the table has a camera of its own. Each context has its
//! own schedule, which may run twice a frame: send commands from responses only.
//! `AutoNoVsync` everywhere: a hidden window with vsync stalls every other one.

use bevy::camera::visibility::RenderLayers;
use bevy::camera::{
    CameraOutputMode, ClearColorConfig, CompositingSpace, RenderTarget, ScalingMode,
};
use bevy::core_pipeline::tonemapping::{DebandDither, Tonemapping};
use bevy::ecs::schedule::ScheduleLabel;
use bevy::prelude::*;
use bevy::render::render_resource::BlendState;
use bevy::window::{
    ExitCondition, PresentMode, PrimaryWindow, WindowRef, WindowResizeConstraints, WindowResolution,
};
use bevy_egui::{EguiGlobalSettings, EguiPlugin, EguiSchedule};

use super::draw::Pixels;
use super::theme::colour;
use super::theme::scale::{DESIGN_HEIGHT, DESIGN_WIDTH};

/// Layer of the table scene.
pub const TABLE_LAYER: usize = 1;
/// A layer that nothing is on: cameras that only carry egui look at it.
const EMPTY_LAYER: usize = 31;

/// Schedule of the console's egui.
#[derive(ScheduleLabel, Debug, Clone, PartialEq, Eq, Hash)]
pub struct ConsoleUi;

/// Schedule of the table's egui.
#[derive(ScheduleLabel, Debug, Clone, PartialEq, Eq, Hash)]
pub struct TableUi;

/// The window that the room sees.
#[derive(Component, Debug)]
pub struct TableWindow;

/// The window that only the host sees.
#[derive(Component, Debug)]
pub struct ConsoleWindow;

/// Paints the scene.
#[derive(Component, Debug)]
pub struct TableCamera;

/// Carries the table's egui context.
#[derive(Component, Debug)]
pub struct TableUiCamera;

/// Carries the console's egui context.
#[derive(Component, Debug)]
pub struct ConsoleCamera;

/// Sizes of the windows in logical pixels.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// The table.
    pub table: UVec2,
    /// The console; `None` opens no console.
    pub console: Option<UVec2>,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            table: UVec2::new(1920, 1080),
            console: Some(UVec2::new(1600, 1000)),
        }
    }
}

/// The smallest console in which every panel has room.
pub const LEAST_CONSOLE: UVec2 = UVec2::new(1000, 600);

/// What [`bevy::window::WindowPlugin`] must be given so that its primary window is the table.
#[must_use]
pub fn window_plugin(sizes: Sizes) -> WindowPlugin {
    WindowPlugin {
        primary_window: Some(window("warroom: the table", sizes.table)),
        exit_condition: ExitCondition::OnPrimaryClosed,
        ..default()
    }
}

fn window(title: &str, size: UVec2) -> Window {
    Window {
        title: title.to_owned(),
        name: Some("warroom".to_owned()),
        resolution: WindowResolution::new(size.x, size.y),
        present_mode: PresentMode::AutoNoVsync,
        ..default()
    }
}

/// Opens the windows and keeps the scene's scale.
pub(super) struct WindowsPlugin(pub(super) Sizes);

impl Plugin for WindowsPlugin {
    fn build(&self, app: &mut App) {
        let sizes = self.0;
        app.add_plugins(EguiPlugin::default())
            .insert_resource(ClearColor(colour::ROOM.bevy()))
            .add_systems(
                Startup,
                move |commands: Commands, table: Query<Entity, With<PrimaryWindow>>| {
                    open(commands, table, sizes);
                },
            )
            .add_systems(First, measure);
        app.init_schedule(ConsoleUi).init_schedule(TableUi);
        app.world_mut()
            .resource_mut::<EguiGlobalSettings>()
            .auto_create_primary_context = false;
    }
}

fn open(mut commands: Commands, table: Query<Entity, With<PrimaryWindow>>, sizes: Sizes) {
    for table in &table {
        commands.entity(table).insert(TableWindow);
        let target = || RenderTarget::Window(WindowRef::Entity(table));
        commands.spawn((
            TableCamera,
            Camera2d,
            Camera {
                order: 0,
                ..default()
            },
            Projection::from(OrthographicProjection {
                // As `FixedVertical` from 16:9 on; narrower windows shrink the
                // scene instead of cutting its corners off.
                scaling_mode: ScalingMode::AutoMin {
                    min_width: DESIGN_WIDTH,
                    min_height: DESIGN_HEIGHT,
                },
                ..OrthographicProjection::default_2d()
            }),
            target(),
            CompositingSpace::Srgb,
            Msaa::Off,
            Tonemapping::None,
            DebandDither::Disabled,
            RenderLayers::layer(TABLE_LAYER),
        ));
        commands.spawn((
            TableUiCamera,
            Camera2d,
            Camera {
                order: 1,
                clear_color: ClearColorConfig::Custom(Color::NONE),
                output_mode: CameraOutputMode::Write {
                    blend_state: Some(BlendState::PREMULTIPLIED_ALPHA_BLENDING),
                    clear_color: ClearColorConfig::None,
                },
                // Switched on by whoever shows egui on the table.
                is_active: false,
                ..default()
            },
            target(),
            Msaa::Off,
            EguiSchedule::new(TableUi),
            RenderLayers::layer(EMPTY_LAYER),
        ));
    }
    let Some(size) = sizes.console else {
        return;
    };
    let console = commands
        .spawn((
            ConsoleWindow,
            Window {
                resize_constraints: WindowResizeConstraints {
                    min_width: LEAST_CONSOLE.x as f32,
                    min_height: LEAST_CONSOLE.y as f32,
                    ..default()
                },
                ..window("warroom: the console", size)
            },
        ))
        .id();
    commands.spawn((
        ConsoleCamera,
        Camera2d,
        Camera {
            order: 2,
            ..default()
        },
        RenderTarget::Window(WindowRef::Entity(console)),
        Msaa::Off,
        EguiSchedule::new(ConsoleUi),
        RenderLayers::layer(EMPTY_LAYER),
    ));
}

/// Tells the drawing how large a design unit is, so that edges and words stay crisp.
fn measure(table: Query<&Window, With<TableWindow>>, mut pixels: ResMut<Pixels>) {
    for window in &table {
        let scale = |width: f32, height: f32| (width / DESIGN_WIDTH).min(height / DESIGN_HEIGHT);
        let physical = scale(
            window.physical_width() as f32,
            window.physical_height() as f32,
        );
        if physical > 0.0 {
            pixels.set_if_neq(Pixels {
                physical,
                logical: scale(window.width(), window.height()),
            });
        }
    }
}

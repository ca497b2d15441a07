//! The table: one scene, drawn from a [`TableModel`].
//!
//! Set [`TableScene`] in [`GameSet::Model`]; the panels follow. Each panel is
//! one entity, found by what it shows, and is redrawn only when what it shows
//! changed. Absent on purpose: rules, and any knowledge of seats beyond the model.

mod cards;
mod corners;
mod cover;
mod dice;
mod fit;
mod inject;
mod layout;
pub mod model;
mod motion;
mod rim;
mod room;
mod seats;
mod talk;

use std::collections::HashMap;

use bevy::camera::visibility::RenderLayers;
use bevy::prelude::*;

use super::GameSet;
use super::draw::{Drawing, On, Sheet, place};
use super::windows::TABLE_LAYER;

pub use model::TableModel;
use model::{Phase, SeatKey};

/// What the table shows now. Write it only when it differs.
#[derive(Resource, Debug, Clone, PartialEq, Default)]
pub struct TableScene(pub TableModel);

/// A panel, named by what it shows.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Panel {
    Ground,
    Glow(SeatKey),
    Track,
    Needle,
    Exercise,
    Pool(SeatKey),
    Web,
    Labels,
    Option(usize),
    FaceDown,
    Turn,
    Act(usize),
    Head(SeatKey),
    Talk,
    Seat(SeatKey),
    Ghosts,
    Inject(u32),
    Clock,
    Legend,
    Severity,
    Metrics,
    Services,
    Cover,
}

impl Panel {
    /// Depth, back to front. Within one depth panels do not overlap.
    fn depth(self) -> f32 {
        match self {
            Self::Ground => 0.0,
            Self::Glow(_) => 1.0,
            Self::Track => 2.0,
            Self::Needle => 3.0,
            Self::Exercise => 4.0,
            Self::Pool(_) => 5.0,
            Self::Web => 6.0,
            Self::Labels | Self::Turn => 7.0,
            Self::Option(_) | Self::FaceDown | Self::Act(_) => 8.0,
            Self::Head(_) => 9.0,
            Self::Talk => 10.0,
            Self::Seat(_) => 11.0,
            Self::Ghosts => 12.0,
            Self::Inject(_) => 13.0,
            Self::Clock | Self::Legend | Self::Severity | Self::Metrics | Self::Services => 14.0,
            Self::Cover => 20.0,
        }
    }

    fn place(self) -> Transform {
        match self {
            Self::Inject(_) => place(inject::REST, 0.0, self.depth()),
            _ => place(Vec2::ZERO, 0.0, self.depth()),
        }
    }
}

/// Entities of the panels.
#[derive(Resource, Default)]
struct Panels(HashMap<Panel, Entity>);

/// Draws the table.
pub fn plugin(app: &mut App) {
    app.init_resource::<TableScene>()
        .init_resource::<Panels>()
        .add_systems(
            Update,
            draw_panels
                .in_set(GameSet::Draw)
                .run_if(resource_changed::<TableScene>),
        )
        .add_plugins(motion::plugin);
}

/// Every panel of a scene with its drawing.
fn drawings(model: &TableModel) -> Vec<(Panel, Sheet)> {
    let mut all = Vec::new();
    let mut add = |panel: Panel, draw: &dyn Fn(&mut Sheet)| {
        let mut sheet = Sheet::new();
        draw(&mut sheet);
        all.push((panel, sheet));
    };
    add(Panel::Ground, &|sheet| room::ground(model, sheet));
    add(Panel::Cover, &|sheet| cover::cover(model, sheet));
    if model.phase == Phase::Emergency {
        return all;
    }
    add(Panel::Track, &|sheet| rim::track(model, sheet));
    add(Panel::Needle, &|sheet| rim::needle(model, sheet));
    add(Panel::Exercise, &|sheet| room::exercise(model, sheet));
    add(Panel::Clock, &|sheet| room::clock(model, sheet));
    add(Panel::Legend, &|sheet| rim::legend(model, sheet));
    add(Panel::Severity, &|sheet| room::severity(model, sheet));
    add(Panel::Services, &|sheet| corners::services(model, sheet));
    add(Panel::Metrics, &|sheet| corners::metrics(model, sheet));

    let spots = layout::spots(model);
    for (key, spot) in &spots {
        let Some(seat) = model.seat(*key) else {
            continue;
        };
        if spot.head {
            add(Panel::Head(*key), &|sheet| seats::head(seat, sheet));
            continue;
        }
        add(Panel::Glow(*key), &|sheet| seats::glow(seat, *spot, sheet));
        add(Panel::Pool(*key), &|sheet| seats::pool(seat, *spot, sheet));
        add(Panel::Seat(*key), &|sheet| seats::seat(seat, *spot, sheet));
    }
    add(Panel::Web, &|sheet| talk::web(model, &spots, sheet));
    if !model.in_play() {
        return all;
    }
    add(Panel::Talk, &|sheet| talk::live(model, &spots, sheet));
    if let Some(turn) = &model.turn {
        add(Panel::Turn, &|sheet| dice::turn(turn, sheet));
        for (index, act) in turn.acts.iter().enumerate() {
            add(Panel::Act(index), &|sheet| {
                dice::act(act, index, model, sheet)
            });
        }
    }
    let row = cards::row(model);
    let decided = model.options.iter().any(|option| option.chosen);
    add(Panel::Labels, &|sheet| cards::labels(model, row, sheet));
    for (index, option) in model.options.iter().enumerate() {
        let dimmed = decided && !option.chosen;
        add(Panel::Option(index), &|sheet| {
            cards::option(option, index, row, dimmed, sheet)
        });
    }
    if !model.face_down.is_empty() {
        add(Panel::FaceDown, &|sheet| {
            cards::face_down(&model.face_down, model.options.len(), row, sheet)
        });
    }
    if let Some(inject) = &model.inject {
        if inject.landing {
            let origin = inject::origin(inject, &spots);
            add(Panel::Ghosts, &|sheet| inject::ghosts(origin, sheet));
        }
        add(Panel::Inject(inject.number), &|sheet| {
            inject::card(inject, sheet)
        });
    }
    all
}

fn draw_panels(
    mut commands: Commands,
    scene: Res<TableScene>,
    mut panels: ResMut<Panels>,
    mut shown: Query<&mut Drawing, With<Panel>>,
) {
    let mut before = std::mem::take(&mut panels.0);
    for (panel, sheet) in drawings(&scene.0) {
        let entity = match before.remove(&panel) {
            Some(entity) => {
                if let Ok(mut drawing) = shown.get_mut(entity) {
                    drawing.set_if_neq(Drawing(sheet));
                }
                entity
            }
            None => commands
                .spawn((
                    panel,
                    Drawing(sheet),
                    On(RenderLayers::layer(TABLE_LAYER)),
                    panel.place(),
                ))
                .id(),
        };
        panels.0.insert(panel, entity);
    }
    for gone in before.into_values() {
        commands.entity(gone).despawn();
    }
}

#[cfg(test)]
mod tests;

//! What moves on the table: an inject sliding in from its sender's seat. Under
//! 300 ms, only for what changed, and not at all when motion is off.

use std::time::Duration;

use bevy::prelude::*;

use crate::game::GameSet;
use crate::game::draw::place;
use crate::game::rest::{NextFrame, Pace};

use super::layout::{spot, spots};
use super::{Panel, TableScene, inject};

/// How long an inject slides.
const SLIDE: Duration = Duration::from_millis(280);

/// A panel on its way.
#[derive(Component)]
struct Sliding {
    from: Vec2,
    since: Duration,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (start_slides, slide).chain().in_set(GameSet::Move))
        .add_systems(Update, keep_ticking.in_set(GameSet::Model));
}

fn keep_ticking(scene: Res<TableScene>, mut next: ResMut<NextFrame>) {
    if scene.0.rim.now.is_some() && scene.0.in_play() {
        next.ask(Pace::Ticking);
    }
}

fn start_slides(
    mut commands: Commands,
    added: Query<(Entity, &Panel), Added<Panel>>,
    scene: Res<TableScene>,
    time: Res<Time>,
) {
    let Some(inject) = scene.0.inject.as_ref().filter(|_| scene.0.motion) else {
        return;
    };
    for (entity, panel) in &added {
        if *panel == Panel::Inject(inject.number) {
            let sender = inject.from.and_then(|key| spot(&spots(&scene.0), key));
            let from = sender.map_or(Vec2::new(970.0, 1200.0), |spot| spot.at);
            commands.entity(entity).insert(Sliding { from, since: time.elapsed() });
        }
    }
}

fn slide(
    mut commands: Commands,
    mut sliding: Query<(Entity, &Panel, &Sliding, &mut Transform)>,
    time: Res<Time>,
    mut next: ResMut<NextFrame>,
) {
    for (entity, panel, slide, mut transform) in &mut sliding {
        let share = time.elapsed().saturating_sub(slide.since).as_secs_f32() / SLIDE.as_secs_f32();
        if share >= 1.0 {
            *transform = panel.place();
            commands.entity(entity).remove::<Sliding>();
            continue;
        }
        let eased = cubic_out(share);
        let turn = inject::TILT - 8.5 * (1.0 - eased);
        *transform = place(slide.from.lerp(inject::REST, eased), turn, panel.depth());
        next.ask(Pace::Moving);
    }
}

fn cubic_out(share: f32) -> f32 {
    1.0 - (1.0 - share.clamp(0.0, 1.0)).powi(3)
}

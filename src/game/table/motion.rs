//! What moves on the table: an inject sliding in from its sender's seat. Under
//! 300 ms, only for what changed, and not at all when motion is off.

use std::time::Duration;

use bevy::prelude::*;

use crate::game::GameSet;
use crate::game::draw::place;
use crate::game::rest::{NextFrame, Pace};

use super::layout::spots;
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
            let from = inject::origin(inject, &spots(&scene.0));
            commands.entity(entity).insert(Sliding {
                from,
                since: time.elapsed(),
            });
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
        let turn = -8.5 * (1.0 - eased);
        *transform = place(slide.from.lerp(inject::REST, eased), turn, panel.depth());
        next.ask(Pace::Moving);
    }
}

fn cubic_out(share: f32) -> f32 {
    1.0 - (1.0 - share.clamp(0.0, 1.0)).powi(3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::table::model::{Inject, Phase, TableModel};

    fn scene(motion: bool) -> TableScene {
        TableScene(TableModel {
            phase: Phase::Play,
            motion,
            inject: Some(Inject {
                number: 1,
                landing: true,
                portrait: None,
                from: None,
                sender: "ada".to_owned(),
                receiver: "all".to_owned(),
                time: "02:11".to_owned(),
                text: "Numbers.".to_owned(),
            }),
            ..TableModel::default()
        })
    }

    fn app(motion: bool) -> (App, Entity) {
        let mut app = App::new();
        app.init_resource::<Time>()
            .init_resource::<NextFrame>()
            .insert_resource(scene(motion))
            .add_systems(Update, (start_slides, slide).chain());
        let panel = Panel::Inject(1);
        let card = app.world_mut().spawn((panel, panel.place())).id();
        (app, card)
    }

    fn at(app: &App, card: Entity) -> Transform {
        app.world()
            .get::<Transform>(card)
            .copied()
            .unwrap_or_default()
    }

    #[test]
    fn a_new_inject_starts_at_its_sender_and_ends_at_rest() {
        let (mut app, card) = app(true);
        app.update();
        assert_ne!(at(&app, card), Panel::Inject(1).place());
        app.world_mut().resource_mut::<Time>().advance_by(SLIDE);
        app.update();
        assert_eq!(at(&app, card), Panel::Inject(1).place());
    }

    #[test]
    fn without_motion_it_lies_there_at_once() {
        let (mut app, card) = app(false);
        app.update();
        assert_eq!(at(&app, card), Panel::Inject(1).place());
    }
}

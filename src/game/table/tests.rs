//! Panels follow the model, and only what changed is drawn again.

use super::model::{Inject, Seat};
use super::*;

fn seat(key: u16, head: bool) -> Seat {
    Seat {
        key: SeatKey(key),
        head,
        role: format!("Role {key}"),
        person: "Ada".to_owned(),
        away_from: "Design".to_owned(),
        persona: false,
        speaking: false,
        voice: 500,
        quiet_minutes: None,
        plate: Default::default(),
        glyph: Default::default(),
        colour: usize::from(key),
    }
}

fn model() -> TableModel {
    TableModel {
        phase: Phase::Play,
        clock: "02:11".to_owned(),
        seats: vec![seat(0, true), seat(1, false), seat(2, false)],
        ..TableModel::default()
    }
}

#[derive(Resource, Default)]
struct Redrawn(Vec<Panel>);

fn note(mut redrawn: ResMut<Redrawn>, panels: Query<&Panel, Changed<Drawing>>) {
    redrawn.0 = panels.iter().copied().collect();
}

fn app(model: TableModel) -> App {
    let mut app = App::new();
    app.insert_resource(TableScene(model))
        .init_resource::<Panels>()
        .init_resource::<Redrawn>()
        .add_systems(Update, (draw_panels, note).chain());
    app.update();
    app
}

fn changed(app: &mut App, model: TableModel) -> Vec<Panel> {
    app.insert_resource(TableScene(model));
    app.update();
    app.world().resource::<Redrawn>().0.clone()
}

#[test]
fn a_new_minute_redraws_only_the_clock() {
    let mut app = app(model());
    let next = TableModel {
        clock: "02:12".to_owned(),
        ..model()
    };
    assert_eq!(changed(&mut app, next), [Panel::Clock]);
}

#[test]
fn who_speaks_lights_only_their_seat() {
    let mut app = app(model());
    let mut next = model();
    next.seats[1].speaking = true;
    let mut panels = changed(&mut app, next);
    panels.sort_by(|a, b| a.depth().total_cmp(&b.depth()));
    let key = SeatKey(1);
    assert_eq!(
        panels,
        [Panel::Glow(key), Panel::Pool(key), Panel::Seat(key)]
    );
}

#[test]
fn an_inject_that_is_gone_takes_its_panel_with_it() {
    let mut with = model();
    with.inject = Some(Inject {
        number: 4,
        landing: true,
        portrait: None,
        from: None,
        sender: "ada".to_owned(),
        receiver: "all".to_owned(),
        time: "02:11".to_owned(),
        text: "Numbers.".to_owned(),
    });
    let mut app = app(with);
    assert!(
        app.world()
            .resource::<Panels>()
            .0
            .contains_key(&Panel::Inject(4))
    );
    changed(&mut app, model());
    assert!(
        !app.world()
            .resource::<Panels>()
            .0
            .contains_key(&Panel::Inject(4))
    );
}

#[test]
fn a_real_emergency_leaves_nothing_of_the_exercise() {
    let mut model = model();
    model.phase = Phase::Emergency;
    let panels: Vec<Panel> = drawings(&model)
        .into_iter()
        .map(|(panel, _)| panel)
        .collect();
    assert_eq!(panels, [Panel::Ground, Panel::Cover]);
}

#[test]
fn a_full_table_stays_within_its_triangles() {
    // Software renderers feel every triangle; twelve seats is the most.
    let mut model = model();
    model.seats = (0..12).map(|key| seat(key, key == 0)).collect();
    model.face_down = "one left".to_owned();
    let mut most = Vec::new();
    for (panel, sheet) in drawings(&model) {
        let mut triangles = crate::game::draw::mesh::Triangles::default();
        for mark in sheet.marks() {
            triangles.add(mark, 1.0);
        }
        most.push((triangles.indices.len() / 3, panel));
    }
    let total: usize = most.iter().map(|(count, _)| count).sum();
    most.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    assert!(
        total < 50_000,
        "{total} triangles, most in {:?}",
        &most[..4]
    );
}

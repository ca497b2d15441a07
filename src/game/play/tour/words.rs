//! The words that a window shows, read from what was painted, so that a test
//! can look at a picture without looking at pixels.

use crate::game::draw::Drawing;
use crate::game::draw::sheet::Mark;
use crate::game::windows::{ConsoleCamera, TableUiCamera};
use bevy::ecs::system::SystemParam;
use bevy::prelude::*;
use bevy_egui::EguiContext;
use egui::{Rect, Shape};

/// Words of each window's egui, as painted last.
#[derive(Resource, Default)]
pub(super) struct Seen {
    pub(super) console: Vec<String>,
    table: Vec<String>,
}

/// Reads the console.
pub(super) fn read_console(
    mut seen: ResMut<Seen>,
    mut contexts: Query<&mut EguiContext, With<ConsoleCamera>>,
) {
    if let Ok(mut context) = contexts.single_mut() {
        seen.console = painted(context.get_mut());
    }
}

/// Reads what egui paints over the table.
pub(super) fn read_table(
    mut seen: ResMut<Seen>,
    mut contexts: Query<(&mut EguiContext, &Camera), With<TableUiCamera>>,
) {
    if let Ok((mut context, _)) = contexts.single_mut() {
        seen.table = painted(context.get_mut());
    }
}

/// Every line of words that can be seen, from the top. One that is cut off by
/// the window's edge, or smaller than may be, says so.
fn painted(context: &egui::Context) -> Vec<String> {
    let window = context.content_rect();
    let layers: Vec<egui::LayerId> = context.memory(|memory| memory.layer_ids().collect());
    let mut found: Vec<(Rect, String)> = Vec::new();
    context.graphics(|graphics| {
        let background = egui::LayerId::background();
        for layer in layers.iter().chain([&background]) {
            let Some(list) = graphics.get(*layer) else {
                continue;
            };
            for clipped in list.all_entries() {
                gather(&clipped.shape, clipped.clip_rect, window, &mut found);
            }
        }
    });
    found.sort_by(|(a, _), (b, _)| {
        let key = |rect: &Rect| (rect.top() / 4.0).round();
        key(a)
            .total_cmp(&key(b))
            .then(a.left().total_cmp(&b.left()))
    });
    found.dedup();
    found.into_iter().map(|(_, words)| words).collect()
}

fn gather(shape: &Shape, clip: Rect, window: Rect, found: &mut Vec<(Rect, String)>) {
    match shape {
        Shape::Vec(shapes) => {
            for shape in shapes {
                gather(shape, clip, window, found);
            }
        }
        Shape::Text(text) => {
            let rect = text.galley.rect.translate(text.pos.to_vec2());
            let seen = rect.intersect(clip);
            if text.galley.text().trim().is_empty() || !seen.is_positive() {
                return;
            }
            let words = text.galley.text().replace('\n', " ");
            let outside = rect.left() < window.left() - 1.0 || rect.right() > window.right() + 1.0;
            let mark = if outside { "OUTSIDE " } else { "" };
            found.push((rect, format!("{mark}{words}")));
        }
        _ => {}
    }
}

/// What the table draws.
#[derive(SystemParam)]
pub(super) struct Drawn<'w, 's> {
    drawings: Query<'w, 's, &'static Drawing>,
}

impl Drawn<'_, '_> {
    /// Every line of words on the table, with those of egui over it.
    pub(super) fn table(&self, seen: &Seen) -> Vec<String> {
        let mut lines: Vec<String> = self
            .drawings
            .iter()
            .flat_map(|drawing| drawing.0.marks())
            .filter_map(|mark| match mark {
                Mark::Words(words) if !words.text.trim().is_empty() => Some(words.text.clone()),
                _ => None,
            })
            .collect();
        lines.sort();
        lines.extend(seen.table.iter().cloned());
        lines
    }
}

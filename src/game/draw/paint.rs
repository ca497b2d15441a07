//! Paints sheets in egui, so that a portrait or a mark looks the same on the
//! console as on the table.

use bevy::math::Vec2;
use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{Painter, Pos2, Rect, Sense, Ui};

use super::mesh::Triangles;
use super::sheet::Sheet;

/// Paints the shapes of `sheet`, its origin at `origin`, scaled. Words are left
/// to egui's own labels and are not painted.
pub fn paint(painter: &Painter, origin: Pos2, scale: f32, sheet: &Sheet) {
    let pixel = 1.0 / (painter.pixels_per_point() * scale).max(0.01);
    let mut triangles = Triangles::default();
    for mark in sheet.marks() {
        triangles.add(mark, pixel);
    }
    let place = |at: Vec2| Pos2::new(origin.x + at.x * scale, origin.y + at.y * scale);
    let vertices = triangles.corners.into_iter().map(|(at, colour)| Vertex {
        pos: place(at),
        uv: WHITE_UV,
        color: colour.egui(),
    });
    let mesh = Mesh {
        vertices: vertices.collect(),
        indices: triangles.indices,
        ..Mesh::default()
    };
    painter.add(mesh);
}

/// Takes a square of `size` points in the layout and paints into it a sheet
/// that was drawn about its origin on a box of `span` units.
pub fn icon_ui(ui: &mut Ui, size: f32, span: f32, draw: impl FnOnce(&mut Sheet)) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(egui::vec2(size, size), Sense::hover());
    paint_icon(ui.painter(), rect, span, draw);
    response
}

/// Paints such a sheet into a square that is already there.
pub fn paint_icon(painter: &Painter, square: Rect, span: f32, draw: impl FnOnce(&mut Sheet)) {
    let mut sheet = Sheet::new();
    draw(&mut sheet);
    paint(painter, square.center(), square.width() / span, &sheet);
}

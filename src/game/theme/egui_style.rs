//! The tokens as an egui style. Flat fills, one-pixel strokes, small corners,
//! no shadows, and no blinking cursor: a blinking one keeps the app drawing.

use std::sync::Arc;

use bevy::prelude::*;
use bevy_egui::{EguiContext, EguiPreUpdateSet};
use egui::style::WidgetVisuals;
use egui::{CornerRadius, FontData, FontDefinitions, FontFamily, Stroke, TextStyle};

use super::colour::{self, Colour};
use super::fonts::Weight;
use super::scale::console;

/// Dresses every egui context once, before its first pass.
pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        PreUpdate,
        dress_new_contexts
            .after(EguiPreUpdateSet::InitContexts)
            .before(EguiPreUpdateSet::BeginPass),
    );
}

fn dress_new_contexts(mut contexts: Query<&mut EguiContext, Added<EguiContext>>) {
    for mut context in &mut contexts {
        dress(context.get_mut());
    }
}

/// Gives a context the fonts and the style. Also for tests without Bevy.
pub fn dress(context: &egui::Context) {
    context.set_fonts(fonts());
    context.set_theme(egui::Theme::Dark);
    context.all_styles_mut(|style| {
        style.visuals = visuals();
        style.text_styles = [
            (TextStyle::Small, Weight::Regular.at(console::SMALL)),
            (TextStyle::Body, Weight::Regular.at(console::BODY)),
            (TextStyle::Button, Weight::Regular.at(console::BODY)),
            (TextStyle::Monospace, Weight::Regular.at(console::BODY)),
            (TextStyle::Heading, Weight::SemiBold.at(console::HEADING)),
        ]
        .into();
        style.animation_time = 0.0;
        style.spacing.item_spacing = egui::vec2(8.0, 4.0);
        style.spacing.button_padding = egui::vec2(12.0, 5.0);
        style.spacing.interact_size.y = console::ROWS[0];
    });
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    for weight in Weight::ALL {
        let name = weight.name().to_owned();
        fonts.font_data.insert(
            name.clone(),
            Arc::new(FontData::from_static(weight.bytes())),
        );
        let mut chain = vec![name];
        chain.extend(
            fonts
                .families
                .get(&FontFamily::Proportional)
                .into_iter()
                .flatten()
                .cloned(),
        );
        fonts.families.insert(weight.family(), chain);
    }
    // After the loop, so that the named families fall back to egui's own faces.
    let regular = fonts
        .families
        .get(&Weight::Regular.family())
        .cloned()
        .unwrap_or_default();
    fonts
        .families
        .insert(FontFamily::Proportional, regular.clone());
    fonts.families.insert(FontFamily::Monospace, regular);
    fonts
}

fn widget(fill: Colour, line: Colour, words: Colour) -> WidgetVisuals {
    WidgetVisuals {
        bg_fill: fill.egui(),
        weak_bg_fill: fill.egui(),
        bg_stroke: Stroke::new(1.0, line.egui()),
        corner_radius: CornerRadius::same(console::CORNER),
        fg_stroke: Stroke::new(1.0, words.egui()),
        expansion: 0.0,
    }
}

fn visuals() -> egui::Visuals {
    let mut visuals = egui::Visuals::dark();
    visuals.panel_fill = colour::PANEL.egui();
    visuals.extreme_bg_color = colour::ROOM.egui();
    visuals.faint_bg_color = colour::STRIPE.egui();
    visuals.code_bg_color = colour::ROOM.egui();
    visuals.window_fill = colour::RAISED.egui();
    visuals.window_stroke = Stroke::new(1.0, colour::LINE.egui());
    visuals.window_corner_radius = CornerRadius::same(console::CORNER);
    visuals.menu_corner_radius = CornerRadius::same(console::CORNER);
    visuals.window_shadow = egui::Shadow::NONE;
    visuals.popup_shadow = egui::Shadow::NONE;
    visuals.selection.bg_fill = colour::TINT.egui();
    visuals.selection.stroke = Stroke::new(1.0, colour::LAMP.egui());
    visuals.hyperlink_color = colour::LAMP.egui();
    visuals.warn_fg_color = colour::severity(2).egui();
    visuals.error_fg_color = colour::severity(1).egui();
    visuals.weak_text_color = Some(colour::TEXT2.egui());
    visuals.text_cursor.blink = false;
    visuals.text_cursor.stroke = Stroke::new(2.0, colour::LAMP.egui());
    visuals.widgets.noninteractive = widget(colour::PANEL, colour::LINE, colour::TEXT);
    visuals.widgets.inactive = widget(colour::WIDGET, colour::LINE_STRONG, colour::TEXT);
    visuals.widgets.hovered = widget(colour::WIDGET_HOVERED, colour::LINE_STRONG, colour::TEXT);
    visuals.widgets.active = widget(colour::LAMP, colour::LAMP, colour::INK);
    visuals.widgets.open = widget(colour::TINT, colour::LAMP, colour::LAMP);
    visuals
}

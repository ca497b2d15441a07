//! Buttons that name their key, and the few ways they can look.

use egui::{
    Align2, Color32, CornerRadius, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    WidgetType, pos2, vec2,
};

use crate::game::draw::Sheet;
use crate::game::theme::scale::console;
use crate::game::theme::{Weight, colour};

use super::marks::icon_in;
use super::words::{Ink, body};

/// How a button looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// On a panel.
    #[default]
    Plain,
    /// Chosen.
    On,
    /// Has something to send: filled with lamplight.
    Lit,
    /// On paper, the first thing to do.
    Ink,
    /// On paper.
    Paper,
    /// Real emergency, and nothing else.
    Danger,
}

/// What paints a button's mark about its origin on a box of 16.
type Mark<'a> = Box<dyn FnOnce(&mut Sheet) + 'a>;

/// A button with a word, maybe a mark before it, and the key that does the same.
pub struct KeyButton<'a> {
    label: &'a str,
    key: &'a str,
    look: Look,
    strong: bool,
    height: f32,
    width: Option<f32>,
    refused: Option<String>,
    mark: Option<(Mark<'a>, f32)>,
    progress: f32,
    tight: bool,
}

impl<'a> KeyButton<'a> {
    /// A plain one; `key` may be empty.
    #[must_use]
    pub fn new(label: &'a str, key: &'a str) -> Self {
        Self {
            label,
            key,
            look: Look::Plain,
            strong: false,
            height: console::BUTTON,
            width: None,
            refused: None,
            mark: None,
            progress: 0.0,
            tight: false,
        }
    }

    /// Looks so.
    #[must_use]
    pub fn look(mut self, look: Look) -> Self {
        self.look = look;
        self.strong = matches!(look, Look::Lit | Look::Danger);
        self
    }

    /// Is so high.
    #[must_use]
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// Is exactly so wide.
    #[must_use]
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// The first choice among its neighbours.
    #[must_use]
    pub fn strong(mut self) -> Self {
        self.strong = true;
        self
    }

    /// Stands close to its words.
    #[must_use]
    pub fn tight(mut self) -> Self {
        self.tight = true;
        self
    }

    /// Can't be pressed, and says why.
    #[must_use]
    pub fn refused(mut self, why: Option<String>) -> Self {
        self.refused = why;
        self
    }

    /// Carries a mark drawn on a box of `span`.
    #[must_use]
    pub fn mark(mut self, span: f32, draw: impl FnOnce(&mut Sheet) + 'a) -> Self {
        self.mark = Some((Box::new(draw), span));
        self
    }

    /// Fills up while it is held: 0 to 1.
    #[must_use]
    pub fn progress(mut self, share: f32) -> Self {
        self.progress = share.clamp(0.0, 1.0);
        self
    }

    fn pad(&self) -> f32 {
        match (self.width, self.tight) {
            (Some(_), _) => 7.0,
            (None, true) => 9.0,
            (None, false) => 12.0,
        }
    }

    /// Shows it.
    pub fn show(mut self, ui: &mut Ui) -> Response {
        let mark = self.mark.take();
        let weight = if self.strong {
            Weight::SemiBold
        } else {
            Weight::Regular
        };
        let pad = self.pad();
        let key_width = key_width(self.key);
        let natural = pad * 2.0
            + weight.width(self.label, console::BODY)
            + if self.key.is_empty() {
                0.0
            } else {
                key_width + 6.0
            }
            + if mark.is_some() { 22.0 } else { 0.0 };
        let size = vec2(self.width.unwrap_or(natural.ceil()), self.height);
        let enabled = self.refused.is_none() && ui.is_enabled();
        let sense = if enabled {
            Sense::click()
        } else {
            Sense::hover()
        };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        let label = self.label;
        response.widget_info(|| {
            WidgetInfo::selected(WidgetType::Button, enabled, self.look == Look::On, label)
        });
        if ui.is_rect_visible(rect) {
            let words = rect.left() + pad + if mark.is_some() { 22.0 } else { 0.0 };
            self.paint(
                ui,
                rect,
                &response,
                weight,
                (words, rect.right() - pad),
                enabled,
            );
            if let Some((draw, span)) = mark {
                let at = pos2(rect.left() + pad + 8.0, rect.center().y);
                icon_in(ui, Rect::from_center_size(at, vec2(16.0, 16.0)), span, draw);
            }
        }
        match self.refused {
            Some(why) if !why.is_empty() => response.on_hover_ui(|ui| {
                ui.set_max_width(320.0);
                ui.label(body(why, Ink::Text));
            }),
            _ => response,
        }
    }

    fn paint(
        &self,
        ui: &Ui,
        rect: Rect,
        response: &Response,
        weight: Weight,
        ends: (f32, f32),
        enabled: bool,
    ) {
        let key_width = key_width(self.key);
        let (mut fill, mut line, mut words) = match self.look {
            Look::Plain => (colour::WIDGET, colour::LINE_STRONG, colour::TEXT),
            Look::On => (colour::TINT, colour::LAMP, colour::LAMP),
            Look::Lit => (colour::LAMP, colour::LAMP, colour::INK),
            Look::Ink => (colour::INK, colour::INK, colour::PAPER),
            Look::Paper => (colour::PAPER, colour::HOLE_EDGE, colour::INK),
            Look::Danger => (colour::ROOM, colour::severity(1), colour::severity(1)),
        };
        if response.hovered() && enabled {
            match self.look {
                Look::Plain => fill = colour::WIDGET_HOVERED,
                Look::Paper => fill = colour::HOLE,
                Look::Ink => fill = colour::INK2,
                Look::Danger => fill = colour::WIDGET,
                Look::On | Look::Lit => {}
            }
        }
        if !enabled {
            let ground = if matches!(self.look, Look::Ink | Look::Paper) {
                colour::PAPER
            } else {
                colour::PANEL
            };
            fill = ground.mix(fill, 0.4);
            line = ground.mix(line, 0.6);
            words = ground.mix(words, 0.5);
        }
        let corner = CornerRadius::same(console::CORNER);
        let painter = ui.painter();
        painter.rect(
            rect,
            corner,
            fill.egui(),
            Stroke::new(1.0, line.egui()),
            StrokeKind::Inside,
        );
        if self.progress > 0.0 {
            let filled =
                Rect::from_min_size(rect.min, vec2(rect.width() * self.progress, rect.height()));
            painter.rect_filled(filled, corner, colour::severity(1).alpha(0.35).egui());
        }
        if response.has_focus() {
            painter.rect_stroke(
                rect.expand(2.0),
                corner,
                Stroke::new(2.0, colour::LAMP.egui()),
                StrokeKind::Outside,
            );
        }
        let (x, right) = ends;
        let clip_right = if self.key.is_empty() {
            right
        } else {
            right - key_width - 4.0
        };
        let clip = Rect::from_min_max(pos2(x, rect.top()), pos2(clip_right.max(x), rect.bottom()));
        painter.with_clip_rect(clip.intersect(ui.clip_rect())).text(
            pos2(x, rect.center().y),
            Align2::LEFT_CENTER,
            self.label,
            weight.at(console::BODY),
            words.egui(),
        );
        if !self.key.is_empty() {
            let cap = Rect::from_center_size(
                pos2(right - key_width / 2.0, rect.center().y),
                vec2(key_width, 18.0),
            );
            let (ground, edge, ink) = match self.look {
                Look::Plain | Look::Danger => (
                    colour::ROOM.egui(),
                    colour::LINE_STRONG.egui(),
                    colour::TEXT2.egui(),
                ),
                Look::On => (
                    colour::ROOM.egui(),
                    colour::LAMP.egui(),
                    colour::LAMP.egui(),
                ),
                _ => (Color32::TRANSPARENT, words.alpha(0.6).egui(), words.egui()),
            };
            painter.rect(
                cap,
                CornerRadius::same(console::CORNER_KEY),
                ground,
                Stroke::new(1.0, edge),
                StrokeKind::Inside,
            );
            painter.text(
                cap.center(),
                Align2::CENTER_CENTER,
                self.key,
                Weight::Regular.at(console::SMALL),
                ink,
            );
        }
    }
}

fn key_width(key: &str) -> f32 {
    (Weight::Regular.width(key, console::SMALL) + 8.0)
        .max(18.0)
        .ceil()
}

/// Widths of buttons in one row of `total`, four apart: as wide as their words
/// and keys, the rest shared out. `None` when their keys have no room.
#[must_use]
pub fn fit_row(total: f32, gap: f32, buttons: &[(&str, &str, bool)]) -> Option<Vec<f32>> {
    let natural = |(label, key, marked): &(&str, &str, bool)| {
        let key = if key.is_empty() {
            0.0
        } else {
            key_width(key) + 4.0
        };
        14.0 + Weight::Regular.width(label, console::BODY).ceil()
            + 1.0
            + key
            + if *marked { 22.0 } else { 0.0 }
    };
    let widths: Vec<f32> = buttons.iter().map(natural).collect();
    let left = total - widths.iter().sum::<f32>() - gap * (buttons.len().saturating_sub(1)) as f32;
    let share = (left / buttons.len().max(1) as f32).floor();
    (left >= 0.0).then(|| widths.into_iter().map(|width| width + share).collect())
}

/// Choices side by side, in the direction of the layout, of which one is on. Answers the one that was pressed.
pub fn segment_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    height: f32,
    on: Option<T>,
    choices: &[(T, &str)],
    refused: &dyn Fn(T) -> Option<String>,
) -> Option<T> {
    let mut pressed = None;
    let gap = std::mem::replace(&mut ui.spacing_mut().item_spacing.x, -1.0);
    for (choice, label) in choices {
        let look = if on == Some(*choice) {
            Look::On
        } else {
            Look::Plain
        };
        let button = KeyButton::new(label, "")
            .height(height)
            .look(look)
            .refused(refused(*choice));
        if button.show(ui).clicked() {
            pressed = Some(*choice);
        }
    }
    ui.spacing_mut().item_spacing.x = gap;
    pressed
}

/// A small cap that names a key, after words that say what it does.
pub fn chip(ui: &mut Ui, at: Rect, key: &str) {
    let cap = Rect::from_center_size(at.center(), vec2(key_width(key), 18.0));
    ui.painter().rect(
        cap,
        CornerRadius::same(console::CORNER_KEY),
        colour::ROOM.egui(),
        Stroke::new(1.0, colour::LINE_STRONG.egui()),
        StrokeKind::Inside,
    );
    ui.painter().text(
        cap.center(),
        Align2::CENTER_CENTER,
        key,
        Weight::Regular.at(console::SMALL),
        colour::TEXT2.egui(),
    );
}

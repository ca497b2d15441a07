//! Colours as named tokens, and the one colour type that every painter shares.
//!
//! Values are gamma-encoded sRGB, as a designer writes them. They are turned
//! into Bevy's linear colours or egui's bytes at the edge, never stored so.
//! Severity colours and orchid mean one thing each; nothing else uses them.

use bevy::color::{Color, Srgba};

/// A gamma-encoded sRGB colour with straight alpha, each part 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colour {
    /// Red.
    pub r: f32,
    /// Green.
    pub g: f32,
    /// Blue.
    pub b: f32,
    /// Opacity.
    pub a: f32,
}

impl Colour {
    /// An opaque colour from `0xRRGGBB`.
    #[must_use]
    pub const fn hex(rgb: u32) -> Self {
        Self {
            r: ((rgb >> 16) & 0xFF) as f32 / 255.0,
            g: ((rgb >> 8) & 0xFF) as f32 / 255.0,
            b: (rgb & 0xFF) as f32 / 255.0,
            a: 1.0,
        }
    }

    /// The same colour at another opacity.
    #[must_use]
    pub const fn alpha(self, a: f32) -> Self {
        Self { a, ..self }
    }

    /// A blend in gamma space, alpha included: `t` 0 is `self`, 1 is `other`.
    #[must_use]
    pub fn mix(self, other: Self, t: f32) -> Self {
        let at = |from: f32, to: f32| from + (to - from) * t;
        Self {
            r: at(self.r, other.r),
            g: at(self.g, other.g),
            b: at(self.b, other.b),
            a: at(self.a, other.a),
        }
    }

    /// For Bevy.
    #[must_use]
    pub const fn bevy(self) -> Color {
        Color::Srgba(Srgba::new(self.r, self.g, self.b, self.a))
    }

    /// Linear red, green, blue and straight alpha, for measuring light.
    #[must_use]
    pub fn linear(self) -> [f32; 4] {
        let linear = bevy::color::LinearRgba::from(Srgba::new(self.r, self.g, self.b, self.a));
        [linear.red, linear.green, linear.blue, linear.alpha]
    }

    /// For egui.
    #[must_use]
    pub fn egui(self) -> egui::Color32 {
        let byte = |part: f32| (part.clamp(0.0, 1.0) * 255.0).round() as u8;
        egui::Color32::from_rgba_unmultiplied(
            byte(self.r),
            byte(self.g),
            byte(self.b),
            byte(self.a),
        )
    }
}

/// Background of everything.
pub const ROOM: Colour = Colour::hex(0x0B0D12);
/// The room when the exercise is over: the lights come up.
pub const ROOM_AFTER: Colour = Colour::hex(0x1A1E26);
/// Console panels.
pub const PANEL: Colour = Colour::hex(0x12151B);
/// Capture bar, windows.
pub const RAISED: Colour = Colour::hex(0x1A1E26);
/// Every second row of a table.
pub const STRIPE: Colour = Colour::hex(0x151920);
/// Buttons.
pub const WIDGET: Colour = Colour::hex(0x232833);
/// Buttons under the pointer.
pub const WIDGET_HOVERED: Colour = Colour::hex(0x2C3240);
/// Rim of the table.
pub const BEZEL: Colour = Colour::hex(0x171A21);
/// Edge of the rim.
pub const BEZEL_EDGE: Colour = Colour::hex(0x363C49);
/// Disc behind a portrait.
pub const PLATE: Colour = Colour::hex(0x0F1117);
/// Edge of that disc.
pub const PLATE_EDGE: Colour = Colour::hex(0x2E3440);
/// Hairlines.
pub const LINE: Colour = Colour::hex(0x2A2F3A);
/// Borders of buttons.
pub const LINE_STRONG: Colour = Colour::hex(0x414957);
/// Links of the service map that carry nothing now.
pub const LINK_IDLE: Colour = Colour::hex(0x59606E);
/// Words.
pub const TEXT: Colour = Colour::hex(0xECE6D8);
/// Words that explain.
pub const TEXT2: Colour = Colour::hex(0xB4B0A4);
/// The console's smallest words.
pub const TEXT3: Colour = Colour::hex(0x8F8E88);
/// Now, due, quiet, selected.
pub const LAMP: Colour = Colour::hex(0xFFE3A6);
/// Behind what is selected; lamp words on it.
pub const TINT: Colour = Colour::hex(0x352F22);
/// The room's own time so far, along the rim.
pub const GOLD: Colour = Colour::hex(0x8F8261);
/// Every minute of the rim.
pub const TICK: Colour = Colour::hex(0x4A505D);
/// Every fifth minute of the rim.
pub const TICK_STRONG: Colour = Colour::hex(0x8C8B86);
/// The table's surface from its light outwards: (share of the radius, colour).
pub const TABLE: [(f32, Colour); 4] = [
    (0.0, Colour::hex(0xF1E7D2)),
    (0.55, Colour::hex(0xE9DDC4)),
    (0.88, Colour::hex(0xD9CBAD)),
    (1.0, Colour::hex(0xC6B693)),
];
/// A hairline printed on the table.
pub const TABLE_PRINT: Colour = Colour::hex(0x8A7B57);
/// The web of who has talked to whom.
pub const WEB: Colour = Colour::hex(0x6B5C38);
/// Where the web meets a seat.
pub const KNOT: Colour = Colour::hex(0xA89870);
/// Cards, the ask.
pub const PAPER: Colour = Colour::hex(0xFFFBF1);
/// An inject card: a little brighter than the cards that lie on the table.
pub const PAPER_INJECT: Colour = Colour::hex(0xFFFDF7);
/// Words on paper.
pub const INK: Colour = Colour::hex(0x191B22);
/// Words on paper that explain.
pub const INK2: Colour = Colour::hex(0x5A5446);
/// Marks on a plate.
pub const GLYPH: Colour = Colour::hex(0x12141A);
/// Marks on an ink plate.
pub const GLYPH_PAPER: Colour = Colour::hex(0xF6EDDA);
/// An unknown cell: the table shows through.
pub const HOLE: Colour = Colour::hex(0xE9DDC4);
/// Its dashed edge.
pub const HOLE_EDGE: Colour = Colour::hex(0x857A60);
/// Lines on cards.
pub const RULE: Colour = Colour::hex(0xD8CBAE);
/// The back of a card, and its print.
pub const CARD_BACK: Colour = Colour::hex(0x20242D);
/// The frame printed on the back of a card.
pub const CARD_BACK_FRAME: Colour = Colour::hex(0x5E583F);
/// The rosette printed on the back of a card.
pub const CARD_BACK_PRINT: Colour = Colour::hex(0xB7A774);
/// Words on the back of a card.
pub const CARD_BACK_TEXT: Colour = Colour::hex(0xD6CDB4);
/// Shadow of a card that lies on the table.
pub const SHADOW: Colour = Colour::hex(0x4A3B18);
/// Shadow of a card in the hand.
pub const SHADOW_HAND: Colour = Colour::hex(0x3D3012);
/// Severity 1 to 4.
pub const SEVERITY: [Colour; 4] = [
    Colour::hex(0xEB6534),
    Colour::hex(0xF0AE2B),
    Colour::hex(0x7CC4F0),
    Colour::hex(0x9FB0C8),
];
/// Met, told, saved.
pub const OK: Colour = Colour::hex(0x3CC79E);
/// The same on paper.
pub const OK_PAPER: Colour = Colour::hex(0x00704F);
/// The word EXERCISE and its line, nothing else.
pub const EXERCISE: Colour = Colour::hex(0xD98CBB);
/// Words on an orchid band.
pub const EXERCISE_INK: Colour = Colour::hex(0x12141A);

/// Colours of the seats, by index; the first is the incident commander's.
pub const SEATS: [Colour; 7] = [
    Colour::hex(0xFFF6E3),
    Colour::hex(0x3B94DA),
    Colour::hex(0x3CC79E),
    Colour::hex(0xEBDD5C),
    Colour::hex(0xC9BEFF),
    Colour::hex(0xC9935F),
    Colour::hex(0x93A0B4),
];

/// The same seats on the bright table and on paper.
pub const SEATS_ON_PAPER: [Colour; 7] = [
    INK,
    Colour::hex(0x0069A6),
    OK_PAPER,
    Colour::hex(0x6B6000),
    Colour::hex(0x5B4FA8),
    Colour::hex(0x8A6A3C),
    Colour::hex(0x4A5568),
];

/// Colour of a seat on a dark ground; indices past the last start again.
#[must_use]
pub fn seat(index: usize) -> Colour {
    SEATS[index % SEATS.len()]
}

/// Colour of a seat on the table or on paper.
#[must_use]
pub fn seat_on_paper(index: usize) -> Colour {
    SEATS_ON_PAPER[index % SEATS_ON_PAPER.len()]
}

/// Colour of a severity level, 1 the worst; other levels count as 4.
#[must_use]
pub fn severity(level: u8) -> Colour {
    let index = usize::from(level.saturating_sub(1)).min(SEVERITY.len() - 1);
    SEVERITY[index]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Colour) -> f32 {
        let [r, g, b, _] = colour.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(one: Colour, other: Colour) -> f32 {
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn words_keep_the_contrast_that_was_measured() {
        assert!(contrast(TEXT, PANEL) > 14.0);
        assert!(contrast(TEXT2, PANEL) > 8.0);
        assert!(contrast(LAMP, TINT) > 10.0);
        assert!(contrast(INK, TABLE[3].1) > 8.0);
        assert!(contrast(EXERCISE, BEZEL) > 6.9);
    }

    #[test]
    fn every_seat_reads_on_its_plate_and_on_the_table() {
        for index in 0..SEATS.len() {
            assert!(
                contrast(seat(index), PLATE) > 5.5,
                "seat {index} on its plate"
            );
            assert!(
                contrast(seat_on_paper(index), PAPER) > 4.5,
                "seat {index} on paper"
            );
        }
    }
}

//! Type steps and spacing. Five sizes a surface, an 8-pixel grid.

/// Sizes on the table, in its 1920×1080 design space.
pub mod table {
    /// What may be missed: names, labels.
    pub const SMALL: f32 = 22.0;
    /// The smallest that must be read from four metres.
    pub const BODY: f32 = 28.0;
    /// Cells, EXERCISE.
    pub const CELL: f32 = 40.0;
    /// Impact figures, severity.
    pub const FIGURE: f32 = 64.0;
    /// The clock, light.
    pub const CLOCK: f32 = 120.0;
}

/// Sizes on the console, in egui points.
pub mod console {
    /// Evidence, keys, times.
    pub const SMALL: f32 = 11.0;
    /// Rows and buttons.
    pub const BODY: f32 = 13.0;
    /// Headings.
    pub const HEADING: f32 = 15.0;
    /// Due in.
    pub const FIGURE: f32 = 20.0;
    /// The clock, light.
    pub const CLOCK: f32 = 32.0;

    /// Width of the left panel.
    pub const LEFT: f32 = 376.0;
    /// Width of the right panel.
    pub const RIGHT: f32 = 400.0;
    /// Height of the top bar.
    pub const TOP: f32 = 64.0;
    /// Height of the bottom bar.
    pub const BOTTOM: f32 = 40.0;
    /// Padding of a panel.
    pub const PAD: f32 = 16.0;
    /// Heights of rows: dense, plain, tall.
    pub const ROWS: [f32; 3] = [22.0, 28.0, 34.0];
    /// Height of a button.
    pub const BUTTON: f32 = 32.0;
    /// Corners: panels and buttons, keys, the one lit card.
    pub const CORNER: u8 = 4;
    /// Corners of a key.
    pub const CORNER_KEY: u8 = 3;
    /// Corners of the one lit card.
    pub const CORNER_LIT: u8 = 6;
}

/// The grid.
pub const GRID: f32 = 8.0;
/// Margins of the table.
pub const TABLE_MARGIN: f32 = 40.0;
/// Width of the table's design space.
pub const DESIGN_WIDTH: f32 = 1920.0;
/// Height of the table's design space.
pub const DESIGN_HEIGHT: f32 = 1080.0;

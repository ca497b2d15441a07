//! A link as a QR code: modules for the game to draw, or an SVG picture.

use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// Light modules around a code, as the standard asks.
const QUIET: usize = 4;

/// A code as a square of modules, without its quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    size: usize,
    dark: Vec<bool>,
}

impl Matrix {
    /// Modules in a row.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Whether a module is dark; outside of the code none is.
    pub fn dark(&self, row: usize, column: usize) -> bool {
        row < self.size
            && column < self.size
            && self
                .dark
                .get(row * self.size + column)
                .copied()
                .unwrap_or(false)
    }
}

/// A text that no QR code holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The link is too long for a QR code.")]
pub struct TooLong;

/// The code of a link. It bears smudges on 15% of it.
///
/// # Errors
/// When the link is longer than a code holds.
pub fn matrix(link: &str) -> Result<Matrix, TooLong> {
    let code = QrCode::with_error_correction_level(link, EcLevel::M).map_err(|_| TooLong)?;
    let size = code.width();
    let dark = code
        .into_colors()
        .into_iter()
        .map(|module| module == Color::Dark)
        .collect();
    Ok(Matrix { size, dark })
}

/// The code of a link as an SVG picture, one unit a module, quiet zone
/// included: dark on white whatever the page's theme, since cameras need it.
///
/// # Errors
/// As [`matrix`].
pub fn svg(link: &str) -> Result<String, TooLong> {
    let code = matrix(link)?;
    let side = code.size + 2 * QUIET;
    let mut path = String::new();
    for row in 0..code.size {
        for column in (0..code.size).filter(|column| code.dark(row, *column)) {
            // Writing into a string cannot fail.
            let _ = write!(path, "M{},{}h1v1h-1z", column + QUIET, row + QUIET);
        }
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" \
         shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"QR code of the link to join\">\
         <path fill=\"#fff\" d=\"M0,0h{side}v{side}h-{side}z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_finders_and_the_picture_has_every_module() {
        let code = matrix("http://192.168.0.7:4000/r/BCDFGH").unwrap();
        let last = code.size() - 1;
        for (row, column) in [(0, 0), (0, last), (last, 0), (3, 3), (3, last - 3)] {
            assert!(code.dark(row, column), "{row},{column}");
        }
        assert!(!code.dark(1, 1) && !code.dark(last + 1, 0));
        let dark =
            (0..code.size()).flat_map(|row| (0..code.size()).map(move |column| (row, column)));
        let dark = dark
            .filter(|(row, column)| code.dark(*row, *column))
            .count();
        let picture = svg("http://192.168.0.7:4000/r/BCDFGH").unwrap();
        assert_eq!(picture.matches("h1v1h-1z").count(), dark);
        assert_eq!(matrix(&"x".repeat(4_000)), Err(TooLong));
    }
}

//! How wide words will be, before they are laid out.
//!
//! Reads the advance widths out of a TrueType file. Kerning is left out: what
//! this is for (the width of a chip, a gap after a name) forgives a pixel.

use std::collections::BTreeMap;

/// Advance widths of one font, in thousandths of its size.
#[derive(Debug, Clone, Default)]
pub struct Metrics {
    advances: BTreeMap<char, f32>,
    fallback: f32,
}

impl Metrics {
    /// Reads a TrueType font. A file that can't be read gives average widths:
    /// words stay legible, only chips lose their fit.
    #[must_use]
    pub fn read(ttf: &[u8]) -> Self {
        Self::try_read(ttf).unwrap_or(Self {
            advances: BTreeMap::new(),
            fallback: 0.56,
        })
    }

    fn try_read(ttf: &[u8]) -> Option<Self> {
        let file = Reader(ttf);
        let per_em = f32::from(file.u16(file.table(*b"head")? + 18)?);
        let long = usize::from(file.u16(file.table(*b"hhea")? + 34)?);
        let hmtx = file.table(*b"hmtx")?;
        let cmap = file.table(*b"cmap")?;
        let map = file.segment_map(cmap)?;
        let mut advances = BTreeMap::new();
        let wanted = (0x20u16..0x250).chain(0x2010..0x2030);
        for code in wanted {
            let Some(glyph) = file.glyph(map, code).filter(|glyph| *glyph != 0) else {
                continue;
            };
            let index = usize::from(glyph).min(long.saturating_sub(1));
            let advance = f32::from(file.u16(hmtx + index * 4)?) / per_em;
            if let Some(letter) = char::from_u32(u32::from(code)) {
                advances.insert(letter, advance);
            }
        }
        Some(Self {
            advances,
            fallback: 0.6,
        })
    }

    /// Width of `words` at `size`, with `spacing` added after each letter.
    #[must_use]
    pub fn width(&self, words: &str, size: f32, spacing: f32) -> f32 {
        words
            .chars()
            .map(|letter| self.advances.get(&letter).unwrap_or(&self.fallback) * size + spacing)
            .sum()
    }
}

/// Big-endian reads that answer `None` past the end.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn u16(&self, at: usize) -> Option<u16> {
        let bytes = self.0.get(at..at + 2)?;
        Some(u16::from_be_bytes([bytes[0], bytes[1]]))
    }

    fn u32(&self, at: usize) -> Option<usize> {
        Some(usize::from(self.u16(at)?) << 16 | usize::from(self.u16(at + 2)?))
    }

    fn table(&self, tag: [u8; 4]) -> Option<usize> {
        let count = usize::from(self.u16(4)?);
        (0..count)
            .map(|index| 12 + index * 16)
            .find(|at| self.0.get(*at..*at + 4) == Some(tag.as_slice()))
            .and_then(|at| self.u32(at + 8))
    }

    /// The format 4 subtable, which every font for Latin text carries.
    fn segment_map(&self, cmap: usize) -> Option<usize> {
        let count = usize::from(self.u16(cmap + 2)?);
        (0..count)
            .filter_map(|index| self.u32(cmap + 4 + index * 8 + 4))
            .map(|offset| cmap + offset)
            .find(|at| self.u16(*at) == Some(4))
    }

    fn glyph(&self, map: usize, code: u16) -> Option<u16> {
        let doubled = usize::from(self.u16(map + 6)?);
        let (ends, starts) = (map + 14, map + 16 + doubled);
        let (deltas, ranges) = (starts + doubled, starts + 2 * doubled);
        let segment = (0..doubled)
            .step_by(2)
            .find(|at| self.u16(ends + at).is_some_and(|end| end >= code))?;
        let start = self.u16(starts + segment)?;
        if start > code {
            return None;
        }
        let delta = self.u16(deltas + segment)?;
        let range = usize::from(self.u16(ranges + segment)?);
        if range == 0 {
            return Some(code.wrapping_add(delta));
        }
        let glyph = self.u16(ranges + segment + range + 2 * usize::from(code - start))?;
        Some(if glyph == 0 {
            0
        } else {
            glyph.wrapping_add(delta)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::theme::Weight;

    #[test]
    fn figures_are_tabular() {
        for weight in Weight::ALL {
            let metrics = Metrics::read(weight.bytes());
            for figure in '0'..='9' {
                let width = metrics.width(&figure.to_string(), 1000.0, 0.0);
                assert!(
                    (width - 600.0).abs() < 0.5,
                    "{figure} in {weight:?} is {width}"
                );
            }
        }
    }

    #[test]
    fn spacing_counts_for_every_letter() {
        let metrics = Metrics::read(Weight::Regular.bytes());
        let plain = metrics.width("restore", 28.0, 0.0);
        let tight = metrics.width("restore", 28.0, -1.0);
        assert!((plain - tight - 7.0).abs() < 0.01);
    }

    #[test]
    fn a_broken_file_still_gives_a_width() {
        assert!(Metrics::read(&[1, 2, 3]).width("abc", 10.0, 0.0) > 0.0);
    }
}

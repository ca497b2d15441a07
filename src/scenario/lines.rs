//! Lines and columns of a text.

/// A place as people count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

/// The line and column of a byte; past the end, those of the end.
pub fn line_column(text: &str, byte: usize) -> LineColumn {
    let before = &text[..floor(text, byte)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    LineColumn {
        line: 1 + before.bytes().filter(|b| *b == b'\n').count(),
        column: 1 + before[line_start..].chars().count(),
    }
}

/// The byte of a line and column; the end of the line or of the text when it
/// is shorter.
pub(super) fn byte_at(text: &str, place: LineColumn) -> usize {
    let mut start = 0;
    for _ in 1..place.line {
        match text[start..].find('\n') {
            Some(at) => start += at + 1,
            None => return text.len(),
        }
    }
    let line = text[start..].split('\n').next().unwrap_or_default();
    start
        + line
            .char_indices()
            .nth(place.column.saturating_sub(1))
            .map_or(line.len(), |(at, _)| at)
}

/// The nearest character boundary at or before a byte.
pub(super) fn floor(text: &str, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_go_both_ways() {
        let text = "é\nab→c\n";
        let place = line_column(text, 8);
        assert_eq!(place, LineColumn { line: 2, column: 4 });
        assert_eq!(byte_at(text, place), 8);
        assert_eq!(line_column(text, 99), LineColumn { line: 3, column: 1 });
        assert_eq!(
            byte_at(
                text,
                LineColumn {
                    line: 2,
                    column: 99
                }
            ),
            9
        );
        assert_eq!(byte_at(text, LineColumn { line: 9, column: 1 }), text.len());
        assert_eq!(floor(text, 1), 0);
    }
}

//! Words that must fit: cut with a sign that there is more, broken into lines,
//! or set in the largest step that has room.

use crate::game::draw::Pen;

/// As much as fits, and a sign that there is more.
pub(super) fn cut(words: &str, width: f32, pen: Pen) -> String {
    let mut stem = words.to_owned();
    let mut cut = stem.clone();
    while pen.width(&cut) > width && stem.pop().is_some() {
        cut = format!("{}…", stem.trim_end());
    }
    cut
}

/// Breaks words into at most `most` lines; the last one says that there is more.
pub(super) fn wrapped(text: &str, width: f32, most: usize, pen: Pen) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if pen.width(line) + pen.width(" ") + pen.width(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while pen.width(last) + pen.width(" …") > width && last.pop().is_some() {}
            last.truncate(last.trim_end().len());
            last.push_str(" …");
        }
    }
    lines
}

/// The words in the first of `pens`, the largest, that has room for them; in
/// the last one they are cut.
pub(super) fn largest(words: &str, width: f32, pens: &[Pen]) -> Option<(String, Pen)> {
    let fits = pens.iter().find(|pen| pen.width(words) <= width);
    match fits {
        Some(pen) => Some((words.to_owned(), *pen)),
        None => pens.last().map(|pen| (cut(words, width, *pen), *pen)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::theme::colour;

    #[test]
    fn words_break_between_words_and_long_text_ends() {
        let pen = Pen::bold(28.0, colour::INK);
        let lines = wrapped("Options, time for each, and numbers.", 324.0, 3, pen);
        assert_eq!(lines, ["Options, time for each,", "and numbers."]);
        let long = wrapped(&"word ".repeat(200), 324.0, 3, pen);
        assert_eq!(long.len(), 3);
        assert!(long[2].ends_with('…'));
    }

    #[test]
    fn what_is_too_wide_is_set_smaller_and_then_cut() {
        let pens = [40.0, 28.0, 22.0].map(|size| Pen::bold(size, colour::INK));
        let set = |words: &str| largest(words, 150.0, &pens);
        assert_eq!(set("4 h").map(|(_, pen)| pen.size), Some(40.0));
        assert_eq!(
            set("degraded, then").map(|(_, pen)| pen.size),
            Some(22.0),
            "as wide as a card"
        );
        let (words, pen) = set("degraded, then normal again").unwrap();
        assert!(words.ends_with('…') && pen.width(&words) <= 150.0);
    }
}

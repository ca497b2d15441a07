//! Lines, tables and escaping.

use crate::report::aar::Ref;
use std::fmt::Write;

/// Text that grows line by line.
pub(super) struct Out(pub(super) String);

impl Out {
    pub(super) fn line(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }
    pub(super) fn blank(&mut self) {
        self.0.push('\n');
    }
    pub(super) fn heading(&mut self, text: &str) {
        // Writing into a string cannot fail.
        let _ = writeln!(self.0, "## {text}\n");
    }
    pub(super) fn list(&mut self, title: &str, items: &[String]) {
        if items.is_empty() {
            return;
        }
        self.line(&format!("**{title}**"));
        self.blank();
        for item in items {
            self.line(&format!("- {}", md(item)));
        }
        self.blank();
    }
    pub(super) fn table(&mut self, columns: &[&str], rows: impl Iterator<Item = Vec<String>>) {
        self.line(&format!("| {} |", columns.join(" | ")));
        self.line(&format!("|{}", " --- |".repeat(columns.len())));
        for row in rows {
            self.line(&format!("| {} |", row.join(" | ")));
        }
        self.blank();
    }
}

pub(super) fn link(at: Option<&Ref>) -> String {
    at.map_or_else(String::new, |at| {
        format!(" ([{}](#m{}))", at.clock, at.seq.0)
    })
}

/// Words as Markdown that says just these words, on one line.
pub(super) fn md(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            match c {
                '<' => out.push_str("&lt;"),
                '&' => out.push_str("&amp;"),
                '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => out.extend(['\\', c]),
                _ => out.push(c),
            }
        }
    }
    let begins = |c: char| matches!(c, '#' | '>' | '+' | '-' | '=');
    if out.starts_with(begins) {
        out.insert(0, '\\');
    }
    // "1. " would begin a list.
    let digits = out.len() - out.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 && out[digits..].starts_with(['.', ')']) {
        out.insert(digits, '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::md;

    #[test]
    fn nobodys_words_become_markup() {
        assert_eq!(
            md("<script>alert(1)</script>"),
            "&lt;script>alert(1)&lt;/script>"
        );
        assert_eq!(
            md("![x](http://a) | *b*\n# c"),
            "!\\[x\\](http://a) \\| \\*b\\* # c"
        );
        assert_eq!(md("# head"), "\\# head");
        assert_eq!(md("1. one"), "1\\. one");
        assert_eq!(md("5% at 02:03"), "5% at 02:03");
    }
}

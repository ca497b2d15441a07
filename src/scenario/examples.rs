//! How a value looks that was written as another kind of thing.

use ron::error::Error;

/// What to write instead, where the value itself tells.
pub(super) fn instead(error: &Error, value: &str) -> Option<String> {
    let bare = value.trim_matches(['"', '\'']);
    let quoted = bare.len() < value.len();
    let plain = !bare.is_empty() && !bare.contains(['"', '\n', '(', ')', '[', ']', '{', '}']);
    match error {
        Error::ExpectedInteger if quoted && bare.parse::<u64>().is_ok() => {
            Some(format!("without the quotes: `{bare}`"))
        }
        Error::ExpectedBoolean => match bare.to_ascii_lowercase().as_str() {
            "true" | "yes" => Some("write `true`".to_owned()),
            "false" | "no" => Some("write `false`".to_owned()),
            _ => None,
        },
        Error::ExpectedString if !quoted && plain => Some(format!("in quotes: `\"{bare}\"`")),
        Error::ExpectedChar if bare.chars().count() == 1 => {
            Some(format!("in single quotes: `'{bare}'`"))
        }
        Error::ExpectedArray if plain && value.len() < 60 => {
            Some(format!("in brackets: `[{value}]`"))
        }
        _ => None,
    }
}

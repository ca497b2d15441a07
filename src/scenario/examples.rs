//! How a value looks that was written as another kind of thing.
//!
//! What was meant follows from the field that the value stands in and the words
//! of the language around it. Each hint is one that can be written as it is:
//! what leads into the next finding is no help.

use super::comma::{is_number, is_word};
use super::section::Section;
use crate::model::{Quantity, Unit};
use ron::error::Error;
use serde_path_to_error::{Path, Segment};

/// Values of more bytes are not repeated in a hint.
const LONGEST: usize = 120;

/// Where a value stands.
pub(super) struct Spot<'p> {
    section: Section,
    /// The field that it stands in, and the field around that.
    field: &'p str,
    around: &'p str,
    /// Words of the language that hold it, within its field, outermost first.
    words: Vec<&'p str>,
    /// Its place in the innermost list or word.
    nth: usize,
}

impl<'p> Spot<'p> {
    pub(super) fn of(section: Section, path: &'p Path) -> Self {
        let mut spot = Self {
            section,
            field: section.name(),
            around: "",
            words: Vec::new(),
            nth: 0,
        };
        for segment in path.iter() {
            match segment {
                Segment::Map { key } => {
                    (spot.around, spot.field) = (spot.field, key);
                    spot.words.clear();
                    spot.nth = 0;
                }
                Segment::Enum { variant } => {
                    spot.words.push(variant);
                    spot.nth = 0;
                }
                Segment::Seq { index } => spot.nth = *index,
                Segment::Unknown => {}
            }
        }
        spot
    }

    pub(super) fn field(&self) -> &'p str {
        self.field
    }

    pub(super) fn nth(&self) -> usize {
        self.nth
    }

    /// The innermost word that holds the value.
    pub(super) fn word(&self) -> &'p str {
        self.words.last().copied().unwrap_or_default()
    }
}

/// What to write instead, where the value itself tells.
pub(super) fn instead(error: &Error, spot: &Spot<'_>, value: &str) -> Option<String> {
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
        Error::ExpectedString if !quoted && plain => {
            Some(format!("in quotes: `\"{}\"`", figure(spot, bare)))
        }
        Error::ExpectedChar if bare.chars().count() == 1 => {
            Some(format!("in single quotes: `'{bare}'`"))
        }
        Error::ExpectedArray if plain && value.len() < 60 => {
            Some(format!("in brackets: `[{value}]`"))
        }
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => {
            // One value stands for all three; a word lacks its parentheses.
            let three = (spot.field == "duration" && plain).then(|| named(spot, &[value; 3]));
            let word = || form(value, &[]).or_else(|| row(spot, &[]));
            three.flatten().or_else(word)
        }
        _ => None,
    }
}

/// A bare number as the figure, length or moment that it must be there.
fn figure(spot: &Spot<'_>, number: &str) -> String {
    let parsed = number.parse::<Quantity>().ok();
    let Some(n) = parsed.filter(|of| is_number(number) && of.unit == Unit::Count) else {
        return number.to_owned();
    };
    // A length is made of whole numbers.
    let long = |minutes: Quantity| match (minutes.milli / 1000, minutes.milli % 1000) {
        (whole, 0) => format!("{whole} min"),
        (whole, part) => format!("{}s", whole * 60 + (part * 60 + 500) / 1000),
    };
    match (spot.word(), spot.field) {
        ("Idle" | "Credit" | "Tire", _)
        | ("", "chance" | "figure_tolerance" | "stress" | "moved" | "worn_out" | "back") => {
            // A share of one is the same in hundredths.
            let milli = match n.milli {
                of @ 0..=1000 => of * 100,
                of => of,
            };
            let unit = Unit::Percent;
            Quantity { milli, unit, ..n }.to_string()
        }
        ("At" | "Between", _) | ("", "at" | "from" | "until" | "limit" | "to") => {
            format!("+{}", long(n))
        }
        (
            "NotMade" | "AfterInject" | "AfterOption" | "AfterMilestone" | "AfterScene"
            | "Postpone" | "Gap" | "Turns",
            _,
        )
        | (
            "",
            "within" | "after" | "switching" | "roles_full" | "roles_half" | "board_age"
            | "contradiction" | "settle" | "promise_grace",
        ) => long(n),
        ("", "min" | "mode" | "max" | "duration")
            if spot.around == "duration" || spot.field == "duration" =>
        {
            long(n)
        }
        ("", "delay") => format!("{number}s"),
        ("", "rate") => format!("{number}/h"),
        ("", "load" | "rest") => format!("{number}%/h"),
        ("", "start") if spot.section == Section::Clock && (0..24_000).contains(&n.milli) => {
            format!("{:02}:00", n.milli / 1000)
        }
        _ => number.to_owned(),
    }
}

/// What to write where a word of the language is expected and a text in quotes
/// stands.
pub(super) fn unquoted(spot: &Spot<'_>, text: &str) -> Option<String> {
    let bare = || is_word(text).then(|| format!("without the quotes: `{text}`"));
    said(spot, text).or_else(bare)
}

/// Words that hold what could stand in their place.
const GROUPS: [&str; 5] = ["All", "Any", "Not", "When", "Holds"];

/// The word around a name or a time that an author most likely means.
pub(super) fn said(spot: &Spot<'_>, text: &str) -> Option<String> {
    let direct = spot.words.iter().all(|word| GROUPS.contains(word));
    if !direct || text.len() > LONGEST {
        return None;
    }
    let time = text.starts_with(|c: char| c.is_ascii_digit() || c == '+');
    let condition = || match text.to_ascii_lowercase().as_str() {
        "always" => "Always".to_owned(),
        _ if time => format!("At(\"{text}\")"),
        _ => format!("Milestone(\"{text}\")"),
    };
    let gate = spot.section == Section::Gates && !spot.words.contains(&"Holds");
    let words = match spot.field {
        "from" if is_id(text) => {
            format!("say who speaks: `Seat(\"{text}\")` for a role, `Other(\"{text}\")` for others")
        }
        "from" => format!("say who speaks: `Other(\"{text}\")`"),
        "to" => format!(
            "say who hears it: `Channel(\"{text}\")` for a channel, `Seats([\"{text}\"])` for a role"
        ),
        "trigger" if spot.words.is_empty() => match text.to_ascii_lowercase().as_str() {
            "armed" => "without the quotes: `Armed`".to_owned(),
            _ if time => format!("say what it is: `At(\"{text}\")`"),
            _ => format!("say what releases it: `AfterInject(\"{text}\", \"2 min\")`"),
        },
        "met" if gate => format!("say how it is measured: `Holds({})`", condition()),
        "trigger" | "when" | "only" | "shown" | "during" | "until" | "requires" | "excluded"
        | "done" | "opened" | "resolved" | "met" => match condition() {
            always if always == "Always" => "without the quotes: `Always`".to_owned(),
            other => format!("say what it is: `{other}`"),
        },
        "effects" | "on_start" | "on_success" | "on_failure" | "on_stop" | "answered" => format!(
            "say what happens: `Reach(\"{text}\")` for a milestone, `Release(\"{text}\")` for an inject"
        ),
        _ => return None,
    };
    Some(words)
}

/// Whether a text could be an id.
fn is_id(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// Words of the language that hold more than one value, or one that has no
/// field's name beside it, with an example of each.
const FORMS: &[(&str, &[&str])] = &[
    ("Add", &["\"callers\"", "\"40\""]),
    ("AfterInject", &["\"alarm\"", "\"2 min\""]),
    ("AfterMilestone", &["\"riding\"", "\"2 min\""]),
    ("AfterOption", &["\"reload\"", "Succeeded", "\"2 min\""]),
    ("AfterScene", &["\"platform\"", "\"2 min\""]),
    ("At", &["\"+2 min\""]),
    ("Between", &["\"+2 min\"", "\"+5 min\""]),
    ("Credit", &["\"timely\"", "\"50%\""]),
    ("Entries", &["AddCause", "3"]),
    ("Gap", &["\"screens\"", "\"15 min\""]),
    ("Hands", &["\"machines\"", "\"backend\"", "1"]),
    ("Health", &["\"checkout\"", "Degraded"]),
    ("If", &["Milestone(\"riding\")", "[Release(\"radio\")]"]),
    ("Knows", &["\"desk\"", "\"refused\""]),
    ("Learn", &["\"desk\"", "\"refused\""]),
    ("Made", &["(kinds: [update])"]),
    ("MadeSince", &["(kinds: [update])", "Inject(\"alarm\")"]),
    ("Need", &["\"reload\"", "\"backend\"", "1"]),
    ("NotMade", &["(kinds: [update])", "\"5 min\""]),
    ("Option", &["\"reload\"", "Succeeded"]),
    ("Postpone", &["\"promise\"", "\"5 min\""]),
    ("Set", &["\"callers\"", "\"40\""]),
    ("Tire", &["\"anna\"", "\"10%\""]),
    ("Tried", &["\"trace\"", "2"]),
    ("Turns", &["\"5 min\""]),
    ("Var", &["\"callers\"", "AtLeast", "\"40\""]),
];

/// The whole of a word that holds several values, with those that are written.
pub(super) fn form(word: &str, given: &[&str]) -> Option<String> {
    let (_, values) = FORMS.iter().find(|(known, _)| *known == word)?;
    Some(format!(
        "write all of it: `{word}({})`",
        filled(values, given)
    ))
}

/// Fields that hold a few values without names, with an example of each.
const ROWS: &[(&str, &str, &[&str])] = &[
    (
        "lines",
        "what is said at the start, on success, on failure, or `\"\"`",
        &["\"It begins.\"", "\"It is done.\"", "\"\""],
    ),
    (
        "delay",
        "the shortest and the longest",
        &["\"15s\"", "\"40s\""],
    ),
    (
        "cells",
        "an option and what is known of it",
        &["\"reload\"", "time"],
    ),
];

/// The whole of a field that holds a few values without names.
pub(super) fn row(spot: &Spot<'_>, given: &[&str]) -> Option<String> {
    let (_, what, values) = ROWS.iter().find(|(known, ..)| *known == spot.field)?;
    Some(format!("{what}: `({})`", filled(values, given)))
}

/// What is given, and examples of the rest and of what is long.
fn filled(values: &[&str], given: &[&str]) -> String {
    let given = given.iter().map(Some).chain(std::iter::repeat(None));
    let all = values.iter().zip(given).map(|(value, given)| {
        let given = given.filter(|given| given.len() <= LONGEST && !given.contains('\n'));
        *given.unwrap_or(value)
    });
    all.collect::<Vec<&str>>().join(", ")
}

/// Fields whose values have names, in the order of the guide.
const NAMED: &[(&str, &[&str])] = &[
    ("duration", &["min", "mode", "max"]),
    ("players", &["min", "max"]),
    ("cut", &["to", "line"]),
];

/// Values without names with the names that they lack.
pub(super) fn named(spot: &Spot<'_>, given: &[&str]) -> Option<String> {
    let (_, names) = NAMED.iter().find(|(known, _)| *known == spot.field)?;
    let value = |given: &str| match spot.field == "duration" && is_number(given) {
        true => format!("\"{}\"", figure(spot, given)),
        false => given.to_owned(),
    };
    let pairs = names.iter().zip(given);
    let pairs: Vec<String> = pairs
        .map(|(name, given)| format!("{name}: {}", value(given)))
        .collect();
    (given.len() == names.len()).then(|| format!("with their names: `({})`", pairs.join(", ")))
}

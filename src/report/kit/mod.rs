//! A scenario on paper: all that a table without phones and screens needs.
//!
//! Four pages that stand alone, made to be printed: what to do with them, a
//! card for each role, sheets for the middle of the table, and the host's run
//! sheet. They are made of the scenario alone, before anybody plays, so that
//! they hold for every exercise with it.
//!
//! Invariants: every printed page says EXERCISE; a card holds what its seat
//! knows at STARTEX and nothing more, because nothing on it is secret; what
//! comes later is a slip in the host's sheet; everything from a scenario goes
//! through the templates' escaping. Absent on purpose: chance (the host rolls
//! dice), and any score (the host judges by the rubric).

mod actions;
mod cards;
mod causes;
mod conditions;
mod effects;
mod injects;
mod numbers;
mod options;
mod review;
mod rubric;
mod sheet;
mod slips;
mod words;

use super::EXERCISE;
use super::html::fonts;
use super::papers::PaperError;
use crate::scenario::{Bone, Cell, Horizon, Profile, Scenario, SeverityRule};
use actions::{Deed, complications, deeds};
use askama::Template;
use cards::{Card, cards};
use numbers::Numbers;
use options::{Way, ways};
use review::reference;
use rubric::{Line, rubric};
use sheet::{Seen, Sheet, seen, sheet};
use slips::{Slip, slips};
use words::Words;

/// Rows of a matrix that nobody has filled in: room for one that the table
/// thinks of itself.
const SPARE: usize = 1;
/// Fewest and most rows of it, so that it fits on its page.
const ROWS: (usize, usize) = (3, 6);
/// Millimetres that its rows share: the height of a page across, on A4 as on
/// Letter, less what stands above them.
const HEIGHT: usize = 132;

/// `index.html`, `role-cards.html`, `table.html` and `run-sheet.html`, each
/// with its bytes.
///
/// # Errors
/// When a template fails; into memory it never does.
pub fn kit(scenario: &Scenario) -> Result<[(&'static str, Vec<u8>); 4], PaperError> {
    let numbers = Numbers::of(scenario);
    let words = Words::new(scenario, &numbers);
    let paper = Paper::of(scenario);
    let slips = slips(&words);
    let cards = cards(&words);
    let rubric = match scenario.rubric.scored {
        true => rubric(&words),
        false => Vec::new(),
    };
    let index = Index {
        paper: &paper,
        scenario,
        cards: &cards,
        slips: slips.len(),
        judged: !rubric.is_empty(),
    };
    let role_cards = RoleCards {
        paper: &paper,
        cards: &cards,
    };
    let to_find = scenario.options.iter().filter(|one| one.discoverable);
    let rows = (to_find.count() + SPARE).clamp(ROWS.0, ROWS.1);
    let table = Table {
        paper: &paper,
        columns: Cell::ALL.map(Cell::label),
        letters: ('A'..).take(rows).collect(),
        decides: !scenario.options.is_empty(),
        reviews: scenario.scenes.iter().any(|scene| scene.review),
        bones: Bone::ALL.map(Bone::word),
        horizons: Horizon::ALL.map(Horizon::word),
        row: HEIGHT / rows,
        responsibilities: scenario
            .responsibilities
            .iter()
            .map(|one| one.label.as_str())
            .collect(),
        severity: &scenario.severity,
        channels: cards::channels(&words),
        engineers: seen(&words),
        begins: scenario.clock.start.to_string(),
        deeds: deeds(&words),
        pool: scenario.dice.pool,
        proficient: scenario.dice.proficient,
        retry: scenario.dice.retry,
    };
    let run_sheet = RunSheet {
        paper: &paper,
        scenario,
        sheet: sheet(&words, &numbers),
        ways: ways(&words),
        columns: Cell::ALL.map(Cell::label),
        cards: &cards,
        slips: &slips,
        rubric,
        deeds: deeds(&words),
        complications: complications(&words),
        reference: reference(&words),
    };
    Ok([
        ("index.html", index.render()?.into_bytes()),
        ("role-cards.html", role_cards.render()?.into_bytes()),
        ("table.html", table.render()?.into_bytes()),
        ("run-sheet.html", run_sheet.render()?.into_bytes()),
    ])
}

/// What every page begins with.
struct Paper {
    title: String,
    scenario: String,
    exercise: &'static str,
    light: String,
    regular: String,
    semi_bold: String,
}

impl Paper {
    fn of(scenario: &Scenario) -> Self {
        let [light, regular, semi_bold] = fonts();
        Self {
            title: scenario.head.title.clone(),
            scenario: format!(
                "{}, version {}{}",
                scenario.head.id,
                scenario.head.version,
                profile(scenario)
            ),
            exercise: EXERCISE,
            light,
            regular,
            semi_bold,
        }
    }
}

/// The way in which it is held, where there are several.
fn profile(scenario: &Scenario) -> String {
    let chosen = |one: &&Profile| Some(one.id) == scenario.profile;
    let profile = scenario.profiles.iter().find(chosen);
    profile.map_or_else(String::new, |one| format!(", held as “{}”", one.title))
}

/// What to print, and how to play without a screen.
#[derive(Template)]
#[template(path = "kit/index.html")]
struct Index<'a> {
    paper: &'a Paper,
    scenario: &'a Scenario,
    cards: &'a [Card],
    slips: usize,
    /// Whether the run sheet has a rubric.
    judged: bool,
}

/// A card for each role.
#[derive(Template)]
#[template(path = "kit/role-cards.html")]
struct RoleCards<'a> {
    paper: &'a Paper,
    cards: &'a [Card],
}

/// What lies in the middle of the table; blank, so that it gives nothing away.
#[derive(Template)]
#[template(path = "kit/table.html")]
struct Table<'a> {
    paper: &'a Paper,
    columns: [&'static str; 4],
    letters: Vec<char>,
    /// Whether there are ways out to choose from.
    decides: bool,
    /// Whether a scene is for a review.
    reviews: bool,
    bones: [&'static str; 5],
    horizons: [&'static str; 3],
    /// The height of a row in millimetres.
    row: usize,
    responsibilities: Vec<&'a str>,
    severity: &'a [SeverityRule],
    channels: Vec<cards::Place>,
    /// Whom one can send somewhere else.
    engineers: Vec<Seen>,
    /// What the clock shows at STARTEX.
    begins: String,
    /// What a seat can do with its turn, where dice decide.
    deeds: Vec<Deed>,
    pool: u8,
    proficient: u8,
    retry: u8,
}

/// What the host holds in their hand.
#[derive(Template)]
#[template(path = "kit/run-sheet.html")]
struct RunSheet<'a> {
    paper: &'a Paper,
    scenario: &'a Scenario,
    sheet: Sheet,
    ways: Vec<Way>,
    columns: [&'static str; 4],
    cards: &'a [Card],
    slips: &'a [Slip],
    /// Empty where nothing is scored.
    rubric: Vec<Line>,
    deeds: Vec<Deed>,
    complications: Vec<String>,
    /// The author's review, to hold the table's against.
    reference: Vec<(&'static str, Vec<String>)>,
}

//! Somebody knows what the option matrix asks.

use crate::model::OptionId;
use crate::scenario::code::Code;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::parts::{Cell, Course};
use crate::scenario::section::Section;
use std::collections::BTreeSet;

pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) {
    let filled: BTreeSet<(OptionId, Cell)> = draft
        .facts
        .iter()
        .flat_map(|fact| fact.cells.iter().copied())
        .collect();
    for (item, course) in draft.options.iter().enumerate() {
        // What is known of its parts is known of a combination.
        let has = |cell: Cell| {
            let parts = course.combines.iter();
            parts
                .chain([&course.id])
                .any(|id| filled.contains(&(*id, cell)))
        };
        let missing: Vec<Cell> = Cell::ALL.into_iter().filter(|cell| !has(*cell)).collect();
        let trail = Trail::of(Section::Options, item).field("id");
        if missing.len() == Cell::ALL.len() {
            let message = format!("no fact describes the option `{}`", course.id);
            findings.at(draft, Code::Undescribed, &trail, message, |finding| {
                finding.hint(how(course, Cell::Time))
            });
        } else if course.discoverable && !missing.is_empty() {
            let cells: Vec<&str> = missing.iter().map(|cell| cell.label()).collect();
            let first = missing.first().copied().unwrap_or(Cell::Time);
            let message = format!(
                "nobody can tell this about `{}`: {}",
                course.id,
                cells.join(", ")
            );
            findings.at(draft, Code::EmptyCell, &trail, message, |finding| {
                finding.hint(format!(
                    "{}, or write `discoverable: false`",
                    how(course, first)
                ))
            });
        }
    }
}

fn how(course: &Course, cell: Cell) -> String {
    let word = match cell {
        Cell::Time => "time",
        Cell::Loss => "loss",
        Cell::Risk => "risk",
        Cell::Impact => "impact",
    };
    format!(
        "name it in the `cells` of a fact: `(\"{}\", {word})`",
        course.id
    )
}

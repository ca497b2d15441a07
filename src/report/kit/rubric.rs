//! The rubric as a sheet to fill in by hand: what earns full points, with the
//! scenario's own thresholds (design, section 8).

use super::words::Words;
use crate::scenario::{TimeBox, TimeBoxKind};
use crate::scoring::{Criterion, Group};

/// One criterion.
pub(super) struct Line {
    /// The heading of its group, on the group's first line.
    pub(super) group: Option<(&'static str, u32)>,
    pub(super) label: &'static str,
    pub(super) points: u32,
    /// What earns all of them.
    pub(super) full: String,
}

/// The thirteen criteria, in the handbook's order.
pub(super) fn rubric(words: &Words<'_>) -> Vec<Line> {
    let mut before: Option<Group> = None;
    let line = |criterion: Criterion| {
        let group = criterion.group();
        let first = before != Some(group);
        before = Some(group);
        let of_group = Criterion::ALL.iter().filter(|one| one.group() == group);
        let points = of_group.map(|one| one.points()).sum();
        Line {
            group: first.then(|| (group.label(), points)),
            label: criterion.label(),
            points: criterion.points(),
            full: full(words, criterion),
        }
    };
    Criterion::ALL.into_iter().map(line).collect()
}

fn full(words: &Words<'_>, criterion: Criterion) -> String {
    let scenario = words.scenario;
    let of = &scenario.rubric;
    let time_box = |kind: TimeBoxKind| scenario.time_boxes.iter().find(|one| one.kind == kind);
    let by = |one: Option<&TimeBox>| {
        one.map_or_else(String::new, |one| {
            format!(" by {}", words.moment(one.until))
        })
    };
    match criterion {
        Criterion::ClearRoles => {
            let required = scenario.responsibilities.iter().filter(|one| one.required);
            let names: Vec<&str> = required.map(|one| one.label.as_str()).collect();
            format!(
                "Each has one holder, who said yes, within {} (half: within {}): {}.",
                of.roles_full,
                of.roles_half,
                names.join(", ")
            )
        }
        Criterion::SingleSource => format!(
            "The state board is never older than {}. No contradiction stands longer than {}.",
            of.board_age, of.contradiction
        ),
        Criterion::TechnicalOrganised => {
            "A rule says where technical talk belongs, and it is kept.".to_owned()
        }
        Criterion::AllVoices => {
            "Every seat was asked, or heard and answered, before the decision. No objection was \
             passed over."
                .to_owned()
        }
        Criterion::NoChaos => {
            "Orders name one person and a time. No two people do the same work.".to_owned()
        }
        Criterion::DecisionsDocumented => {
            "Written down, a fifth each: the option, why, the owner, the time, the next check."
                .to_owned()
        }
        Criterion::OptionsQuickly => {
            let found = scenario
                .options
                .iter()
                .filter(|one| one.discoverable)
                .count();
            let by = by(time_box(TimeBoxKind::Options));
            format!("All {found} ways out are on the table{by}. Late ones count half.")
        }
        Criterion::TradeOffs => {
            "For each way out the table knew time, loss, risk and users. A misquoted figure earns \
             nothing."
                .to_owned()
        }
        Criterion::Timely => {
            let one = time_box(TimeBoxKind::Decision);
            let limit = one
                .and_then(|one| one.limit)
                .map_or_else(String::new, |limit| {
                    format!(" It is worth nothing from {} on.", words.moment(limit))
                });
            format!("The decision was made{}.{limit}", by(one))
        }
        Criterion::Justified => {
            "A quarter each: compared with a rejected way; two true facts; the price named; a plan \
             B with its trigger."
                .to_owned()
        }
        Criterion::ClearUpdates => format!(
            "A quarter each: impact, action, owner, next time. A fifth less above {} words a \
             sentence.",
            of.sentence_words
        ),
        Criterion::LevelOfDetail => format!(
            "Executives hear at most {} unexplained terms in 100 words, and what it means for \
             them. The technical thread hears specifics.",
            of.executive_jargon
        ),
        Criterion::Expectations => format!(
            "Half: promised updates came, at most {} late. Half: questions of stakeholders were \
             settled within {}; a time for the answer settles them, too.",
            of.promise_grace, of.settle
        ),
    }
}

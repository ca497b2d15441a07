//! A report as Markdown (CommonMark with tables), for a wiki or a mail.
//!
//! Invariant: words of an exercise are escaped, so that nobody's chat becomes
//! a heading, a link or HTML.

mod out;
mod people;
mod scored;

use super::EXERCISE;
use super::aar::{Aar, Edition, Moment};
use super::decisions::{Decision, MatrixRow};
use crate::view::Tone;
use out::{Out, link, md};
use people::{participants, retrospective};
use scored::{score, to_gain};

/// The report as Markdown.
pub fn markdown(aar: &Aar) -> String {
    let mut out = Out(String::new());
    head(&mut out, aar);
    out.heading("What happened");
    for point in &aar.summary {
        out.line(&format!("{}{}", md(&point.words), link(point.at.as_ref())));
        out.blank();
    }
    to_gain(&mut out, aar);
    key_moments(&mut out, aar);
    for decision in &aar.decisions {
        one_decision(&mut out, decision);
    }
    gates(&mut out, aar);
    measures(&mut out, aar);
    retrospective(&mut out, &aar.retrospective);
    compared(&mut out, aar);
    participants(&mut out, aar);
    score(&mut out, aar);
    if !aar.observations.is_empty() {
        out.heading("The host's notes");
        for note in &aar.observations {
            let who = if note.seat.is_empty() {
                "The room".to_owned()
            } else {
                md(&note.seat)
            };
            out.line(&format!(
                "- **{who}**: {}{}",
                md(&note.words),
                link(note.at.as_ref())
            ));
        }
        out.blank();
    }
    timeline(&mut out, aar);
    out.line(&format!(
        "**{EXERCISE}.** Nothing in this report happened outside an exercise."
    ));
    out.0
}

fn head(out: &mut Out, aar: &Aar) {
    let head = &aar.head;
    out.line(&format!("**{EXERCISE}**"));
    out.blank();
    out.line(&format!("# After-action report: {}", md(&head.title)));
    out.blank();
    if aar.edition == Edition::Host {
        out.line("*The host's copy: it holds notes about people. Keep it to yourself.*");
        out.blank();
    }
    out.line(&md(&head.summary));
    out.blank();
    let closed = head
        .closed
        .as_deref()
        .map_or("not ended".to_owned(), |closed| format!("to {closed}"));
    let day = if head.day.is_empty() {
        String::new()
    } else {
        format!("{}, ", md(&head.day))
    };
    let mut lines = vec![
        (
            "Played",
            format!("{} (UTC), room {}", head.date, md(&head.room)),
        ),
        (
            "In the story",
            format!("{day}{} {closed}; {}", head.opened, head.length),
        ),
        ("Pace", head.speeds.clone()),
        ("Counts for", head.certification.clone()),
        ("Trained", md(&head.objectives.join("; "))),
        ("Scenario", md(&head.scenario)),
    ];
    lines.extend(head.forked.as_ref().map(|from| ("Forked from", md(from))));
    for (label, text) in lines.into_iter().filter(|(_, text)| !text.is_empty()) {
        out.line(&format!("- **{label}**: {text}"));
    }
    out.blank();
}

/// The limits of a certification, one row each.
fn gates(out: &mut Out, aar: &Aar) {
    if aar.gates.is_empty() {
        return;
    }
    out.heading("Gates");
    out.table(
        &["Gate", "Limit", "Measured", "Passed"],
        aar.gates.iter().map(|gate| {
            let measured: Vec<String> = gate.measured.iter().map(|words| md(words)).collect();
            vec![
                md(&gate.title),
                md(&gate.limit),
                measured.join("; "),
                passed(gate.passed).to_owned(),
            ]
        }),
    );
}

/// Whether a gate was passed, in a word.
pub(super) fn passed(passed: Option<bool>) -> &'static str {
    match passed {
        Some(true) => "passed",
        Some(false) => "not passed",
        None => "open",
    }
}

/// The team's review beside the author's.
fn compared(out: &mut Out, aar: &Aar) {
    if aar.compared.is_empty() {
        return;
    }
    out.heading("Beside the reference");
    for part in &aar.compared {
        let (found, all) = (part.found(), part.reference.len());
        out.line(&format!("**{}: {found} of {all}**", part.part));
        out.blank();
        for of in &part.reference {
            let mark = if of.found.is_some() {
                "found"
            } else {
                "not found"
            };
            out.line(&format!("- {mark}: {}", md(&of.text)));
        }
        for own in &part.own {
            out.line(&format!("- the team's own: {}", md(own)));
        }
        out.blank();
    }
}

fn key_moments(out: &mut Out, aar: &Aar) {
    let mut rows = aar.key_moments().peekable();
    if rows.peek().is_none() {
        return;
    }
    out.heading("Key moments");
    out.table(
        &["Clock", "Who", "What"],
        rows.map(|moment| {
            vec![
                format!("[{}](#m{})", moment.clock, moment.seq.0),
                who(moment),
                md(&moment.short()),
            ]
        }),
    );
}

fn one_decision(out: &mut Out, decision: &Decision) {
    let nth = if decision.nth == 0 {
        String::new()
    } else {
        format!(" {}", decision.nth)
    };
    out.heading(&format!("Decision{nth}: {}", md(&decision.option)));
    out.line(&format!(
        "By {}, {} after the room opened{}.",
        md(&decision.by),
        decision.after,
        link(decision.at.as_ref())
    ));
    out.blank();
    if !decision.because.is_empty() {
        out.line(&format!("> Because {}", md(&decision.because)));
        out.blank();
    }
    if !decision.matrix.is_empty() {
        let columns: Vec<&str> = std::iter::once("Known by then")
            .chain(MatrixRow::columns())
            .collect();
        out.table(
            &columns,
            decision.matrix.iter().map(|row| {
                let name = format!("{} ({})", md(&row.name), md(&row.letter));
                let name = if row.chosen {
                    format!("**{name}** (chosen)")
                } else {
                    name
                };
                let cells = row
                    .cells
                    .iter()
                    .map(|cell| cell.as_deref().map_or("—".to_owned(), md));
                std::iter::once(name).chain(cells).collect()
            }),
        );
    }
    let list = |items: &[String]| {
        items
            .iter()
            .map(|item| md(item))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let or = |text: String, none: &str| {
        if text.is_empty() {
            none.to_owned()
        } else {
            text
        }
    };
    out.line(&format!(
        "- **Compared with**: {}",
        or(md(&decision.over.join(", ")), "nothing")
    ));
    out.line(&format!(
        "- **Facts cited**: {}",
        or(list(&decision.facts), "none")
    ));
    out.line(&format!(
        "- **Price accepted**: {}",
        or(list(&decision.price), "none named")
    ));
    let fallback = decision.fallback.as_ref();
    let fallback = fallback.map_or("none".to_owned(), |(option, trigger)| {
        format!("{}, if {}", md(option), md(trigger))
    });
    out.line(&format!("- **Plan B**: {fallback}"));
    out.line(&format!(
        "- **Next check**: {}",
        decision.check_at.as_deref().unwrap_or("none set")
    ));
    if !decision.unheard.is_empty() {
        let whose: Vec<String> = decision
            .unheard
            .iter()
            .map(|point| format!("{}{}", md(&point.words), link(point.at.as_ref())))
            .collect();
        out.line(&format!(
            "- **Objections not answered by then**: {}",
            whose.join(", ")
        ));
    }
    out.blank();
    if !decision.outcomes.is_empty() {
        out.line("What came of it:");
        out.blank();
        for outcome in &decision.outcomes {
            out.line(&format!(
                "- {}{}",
                md(&outcome.words),
                link(outcome.at.as_ref())
            ));
        }
        out.blank();
    }
}

fn measures(out: &mut Out, aar: &Aar) {
    if aar.measures.is_empty() {
        return;
    }
    out.heading("Measures");
    out.table(
        &["Measure", "Value", "Goal", "State", "Note"],
        aar.measures.iter().map(|measure| {
            let value = measure.value.as_deref().unwrap_or("—");
            let value = match measure.tone {
                Tone::Late | Tone::Bad if measure.value.is_some() => format!("**{value}**"),
                _ => value.to_owned(),
            };
            vec![
                md(&measure.label),
                format!("{value}{}", link(measure.at.as_ref())),
                measure.goal.clone(),
                measure.state.to_owned(),
                md(&measure.note),
            ]
        }),
    );
}

fn timeline(out: &mut Out, aar: &Aar) {
    out.heading("Timeline");
    if aar.story().next().is_none() {
        out.line("Nothing has happened.");
        out.blank();
        return;
    }
    out.table(
        &["Clock", "Who", "What"],
        aar.story().map(|moment| {
            let star = if moment.starred { "★ " } else { "" };
            let clock = format!("<a id=\"m{}\"></a>{star}{}", moment.seq.0, moment.clock);
            vec![clock, who(moment), said(moment)]
        }),
    );
}

/// "Incident Commander → Database lead".
fn who(moment: &Moment) -> String {
    let persona = if moment.persona { " (persona)" } else { "" };
    match (moment.who.is_empty(), moment.to.is_empty()) {
        (true, _) => String::new(),
        (false, true) => format!("{}{persona}", md(&moment.who)),
        (false, false) => format!(
            "{}{persona} → {}",
            md(&moment.who),
            md(&moment.to.join(", "))
        ),
    }
}

/// What was done, the words, and what they set off.
fn said(moment: &Moment) -> String {
    let label = match (moment.label.as_str(), moment.spoken) {
        ("", _) => String::new(),
        (label, true) => format!("*{}, aloud*: ", md(label)),
        (label, false) => format!("*{}*: ", md(label)),
    };
    let marks: Vec<String> = moment.marks.iter().map(|mark| md(&mark.words)).collect();
    match marks.as_slice() {
        [] => format!("{label}{}", md(&moment.words)),
        _ => format!("{label}{} *({})*", md(&moment.words), marks.join("; ")),
    }
}

//! A report as Markdown (CommonMark with tables), for a wiki or a mail.
//!
//! Invariant: words of an exercise are escaped, so that nobody's chat becomes
//! a heading, a link or HTML.

use super::EXERCISE;
use super::aar::{Aar, Edition, Moment, Participant, Point, Ref, Retrospective};
use super::decisions::{Decision, MatrixRow};
use super::scored::{CriterionLine, gain, points, range};
use crate::view::Tone;
use std::fmt::Write;

/// The report as Markdown.
pub fn markdown(aar: &Aar) -> String {
    let mut out = Out(String::new());
    head(&mut out, aar);
    out.heading("What happened");
    for point in &aar.summary {
        out.line(&format!("{}{}", md(&point.words), link(point.at.as_ref())));
        out.blank();
    }
    key_moments(&mut out, aar);
    for decision in &aar.decisions {
        one_decision(&mut out, decision);
    }
    measures(&mut out, aar);
    score(&mut out, aar);
    participants(&mut out, aar);
    retrospective(&mut out, &aar.retrospective);
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

/// Text that grows line by line.
struct Out(String);

impl Out {
    fn line(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }
    fn blank(&mut self) {
        self.0.push('\n');
    }
    fn heading(&mut self, text: &str) {
        // Writing into a string cannot fail.
        let _ = writeln!(self.0, "## {text}\n");
    }
    fn list(&mut self, title: &str, items: &[String]) {
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
    fn table(&mut self, columns: &[&str], rows: impl Iterator<Item = Vec<String>>) {
        self.line(&format!("| {} |", columns.join(" | ")));
        self.line(&format!("|{}", " --- |".repeat(columns.len())));
        for row in rows {
            self.line(&format!("| {} |", row.join(" | ")));
        }
        self.blank();
    }
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
                said(moment),
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
                let name = format!("{}, {}", md(&row.letter), md(&row.name));
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
        or(md(&decision.over.join("; ")), "nothing")
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
        &["Measure", "Value", "Goal", "Note"],
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
                md(&measure.note),
            ]
        }),
    );
}

fn score(out: &mut Out, aar: &Aar) {
    let score = &aar.score;
    out.heading(&format!(
        "Score: {} of {}",
        range(score.total),
        points(score.max)
    ));
    if score.total.low != score.total.high {
        out.line(
            "A range, because part of it was read out of words or captured speech: the low end counts \
             that half, the high end as if the host had confirmed all of it.",
        );
        out.blank();
    }
    if score.observed < score.max {
        out.line(&format!(
            "What could not come up is left out: {} of {} points were observed, scaled up to {}.",
            points(score.observed),
            points(score.max),
            points(score.max)
        ));
        out.blank();
    }
    if !score.to_gain.is_empty() {
        out.line("Most to gain:");
        out.blank();
        for (label, lost, missing) in &score.to_gain {
            let missing = if missing.is_empty() {
                String::new()
            } else {
                format!(": {}", md(missing))
            };
            out.line(&format!(
                "- {} ({} points){missing}",
                md(label),
                points(*lost)
            ));
        }
        out.blank();
    }
    for group in &score.groups {
        out.line(&format!(
            "### {}: {} of {}",
            group.label,
            range(group.points),
            points(group.max)
        ));
        out.blank();
        for line in score
            .criteria
            .iter()
            .filter(|line| line.group == group.label)
        {
            criterion(out, line);
        }
    }
}

fn criterion(out: &mut Out, line: &CriterionLine) {
    let basis = match line.basis.as_slice() {
        [] => String::new(),
        basis => format!(" *({})*", basis.join(", ")),
    };
    let earned = match (&line.unobserved, &line.overridden) {
        (Some(_), None) => "not observed".to_owned(),
        _ => format!("{} of {}", range(line.points), points(line.max)),
    };
    out.line(&format!("- **{}**: {earned}{basis}", md(&line.label)));
    if let Some((percent, why, automatic)) = &line.overridden {
        out.line(&format!(
            "  - Overridden to {percent}%: {} The automatic score was {}.",
            md(why),
            range(*automatic)
        ));
    }
    if let Some(why) = &line.unobserved {
        out.line(&format!("  - {}", md(why)));
    }
    for proof in &line.evidence {
        let worth = match (gain(proof.low), gain(proof.high)) {
            (low, high) if low == high => low,
            (low, high) => format!("{low} to {high}"),
        };
        out.line(&format!(
            "  - {worth}: {}{}",
            md(&proof.shows),
            link(proof.at.as_ref())
        ));
    }
    for missing in &line.missing {
        out.line(&format!("  - Missing: {}", md(missing)));
    }
    for (percent, text) in &line.ratings {
        out.line(&format!(
            "  - Rated {percent}% by an evaluator: {}",
            md(text)
        ));
    }
    out.blank();
}

fn participants(out: &mut Out, aar: &Aar) {
    if aar.participants.is_empty() {
        return;
    }
    out.heading("Who played");
    let host = aar.edition == Edition::Host;
    let mut columns = vec!["Role", "Played by", "Away from"];
    if host {
        columns.push("Moves");
    }
    out.table(
        &columns,
        aar.participants.iter().map(|seat| {
            let mut row = vec![md(&seat.title), players(seat), away(seat)];
            if host {
                row.push(
                    seat.moves
                        .map_or_else(String::new, |moves| moves.to_string()),
                );
            }
            row
        }),
    );
}

fn players(seat: &Participant) -> String {
    if seat.persona {
        return format!("persona ({})", md(&seat.character));
    }
    seat.people
        .iter()
        .map(|(name, _)| md(name))
        .collect::<Vec<_>>()
        .join(", then ")
}

fn away(seat: &Participant) -> String {
    seat.people
        .iter()
        .map(|(_, job)| md(job))
        .collect::<Vec<_>>()
        .join(", ")
}

fn retrospective(out: &mut Out, said: &Retrospective) {
    out.heading("Retrospective");
    if said.is_empty() {
        out.line("None was held.");
        out.blank();
        return;
    }
    out.list("Frame", &said.frame);
    if !said.moments.is_empty() {
        out.line("**Moments that the record does not have**");
        out.blank();
        for (clock, words) in &said.moments {
            out.line(&format!("- {clock}: {}", md(words)));
        }
        out.blank();
    }
    if !said.starred.is_empty() {
        out.line("**Moments to talk about**");
        out.blank();
        for Point { words, at } in &said.starred {
            out.line(&format!("- {}{}", md(words), link(at.as_ref())));
        }
        out.blank();
    }
    if !said.whys.is_empty() {
        out.line("**Why**");
        out.blank();
        for (nth, why) in (1..).zip(&said.whys) {
            out.line(&format!("{nth}. {}", md(why)));
        }
        out.blank();
    }
    if !said.causes.is_empty() {
        out.line("**Causes**");
        out.blank();
        let rows = said.causes.iter().flat_map(|(bone, causes)| {
            causes.iter().map(move |cause| {
                let kind = if cause.systemic {
                    "systemic"
                } else {
                    "proximate"
                };
                vec![bone.clone(), kind.to_owned(), md(&cause.words)]
            })
        });
        out.table(&["Bone", "Kind", "Cause"], rows);
    }
    out.list("What helped", &said.worked);
    out.list("What hindered", &said.hindered);
    out.list("What surprised", &said.surprises);
    if !said.feedback.is_empty() {
        out.line("**From one role to another**");
        out.blank();
        for (to, words) in &said.feedback {
            out.line(&format!("- To {}: {}", md(to), md(words)));
        }
        out.blank();
    }
    out.heading("Improvement plan");
    if said.plan.is_empty() {
        out.line("No action was agreed.");
        out.blank();
        return;
    }
    out.table(
        &["When", "Action", "Owner", "Due", "Done when"],
        said.plan.iter().map(|line| {
            vec![
                line.horizon.clone(),
                md(&line.action),
                md(&line.owner),
                md(&line.due),
                md(&line.check),
            ]
        }),
    );
}

fn timeline(out: &mut Out, aar: &Aar) {
    out.heading("Timeline");
    if aar.timeline.is_empty() {
        out.line("Nothing has happened.");
        out.blank();
        return;
    }
    out.table(
        &["Clock", "Who", "What"],
        aar.timeline.iter().map(|moment| {
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

fn link(at: Option<&Ref>) -> String {
    at.map_or_else(String::new, |at| {
        format!(" ([{}](#m{}))", at.clock, at.seq.0)
    })
}

/// Words as Markdown that says just these words, on one line.
fn md(text: &str) -> String {
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

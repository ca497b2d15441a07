//! Who played, and what they said about it afterwards.

use super::out::{Out, link, md};
use crate::report::aar::{Aar, Edition, Participant, Point, Retrospective};

pub(super) fn participants(out: &mut Out, aar: &Aar) {
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

pub(super) fn retrospective(out: &mut Out, said: &Retrospective) {
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

//! Each inject reaches somebody, asks somebody, and can be answered.

use crate::model::SeatId;
use crate::scenario::code::Code;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::parts::Receivers;
use crate::scenario::section::Section;

pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) {
    for (item, inject) in draft.injects.iter().enumerate() {
        let trail = Trail::of(Section::Injects, item);
        if matches!(&inject.to, Receivers::Seats(seats) if seats.is_empty()) {
            let message = format!("nobody hears `{}`", inject.id);
            findings.at(
                draft,
                Code::Nobody,
                &trail.clone().field("to"),
                message,
                |finding| finding,
            );
        }
        if inject
            .demand
            .as_ref()
            .is_some_and(|demand| demand.of.is_empty())
        {
            let message = format!("`{}` demands an answer of nobody", inject.id);
            findings.at(
                draft,
                Code::Nobody,
                &trail.clone().field("demand").field("of"),
                message,
                |finding| finding,
            );
        }
        unheard(draft, item, findings);
        if !inject.tells.is_empty() && inject.text.trim().is_empty() {
            let message = format!("`{}` tells a fact and says nothing", inject.id);
            let trail = trail.clone().field("tells");
            findings.at(draft, Code::Wordless, &trail, message, |finding| {
                finding.hint("give it a `text`, or let an effect `Learn` the fact")
            });
        }
        for (nth, expectation) in inject.expects.iter().enumerate() {
            if expectation.any.is_empty() {
                let trail = trail.clone().field("expects").item(nth).field("any");
                let message = "no move can meet this expectation";
                findings.at(draft, Code::NoMove, &trail, message, |finding| {
                    finding.hint("describe at least one move: `any: [(kinds: [ask])]`")
                });
            }
        }
    }
}

/// One at least of those who are to answer reads where it is asked; another may
/// come to read it, as whoever takes over command does.
fn unheard(draft: &Draft<'_>, item: usize, findings: &mut Findings) {
    let Some(inject) = draft.injects.get(item) else {
        return;
    };
    let hears = |seat: &SeatId| match &inject.to {
        Receivers::Seats(seats) => seats.is_empty() || seats.contains(seat),
        Receivers::Channel(id) => {
            let mut channels = draft.channels.iter();
            channels
                .find(|of| of.id == *id)
                .is_none_or(|of| of.reads(*seat))
        }
    };
    let Some(demand) = &inject.demand else { return };
    if demand.of.is_empty() || demand.of.iter().any(hears) {
        return;
    }
    let trail = |field| Trail::of(Section::Injects, item).field(field);
    let message = format!("nobody who is asked hears `{}`", inject.id);
    let of = trail("demand").field("of");
    findings.at(draft, Code::Unheard, &of, message, |finding| {
        finding
            .related(draft.place(&trail("to")), "it goes here")
            .hint("ask somebody who reads it, or send it where they do")
    });
}

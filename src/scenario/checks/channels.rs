//! One war room, and everybody in it.

use crate::scenario::code::Code;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::parts::Purpose;
use crate::scenario::section::Section;

pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) {
    let mut rooms = draft
        .channels
        .iter()
        .enumerate()
        .filter(|(_, channel)| channel.purpose == Purpose::WarRoom);
    let trail = |item| Trail::of(Section::Channels, item);
    let Some((first, room)) = rooms.next() else {
        if draft.whole(Section::Channels) {
            let at = draft.section(Section::Channels);
            findings.add(
                Diagnostic::new(Code::WarRoom, at, "no channel is the war room")
                    .hint("write `purpose: WarRoom` in the channel of decisions"),
            );
        }
        return;
    };
    for (item, channel) in rooms {
        let message = format!("`{}` is a second war room", channel.id);
        findings.at(
            draft,
            Code::WarRoom,
            &trail(item).field("purpose"),
            message,
            |finding| {
                finding.related(
                    draft.place(&trail(first).field("purpose")),
                    "this is the war room already",
                )
            },
        );
    }
    let absent: Vec<&str> = draft
        .roles
        .iter()
        .filter(|role| !room.reads(role.id))
        .map(|role| role.id.as_str())
        .collect();
    if !absent.is_empty() {
        let message = format!("not in the war room: {}", absent.join(", "));
        findings.at(
            draft,
            Code::LeftOut,
            &trail(first).field("members"),
            message,
            |finding| finding.hint("leave `members` out, and everybody is in it"),
        );
    }
}

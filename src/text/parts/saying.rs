//! What words can be heard to do: tell the impact, name a time, show a plan,
//! take a worry seriously, draw a line, own an outcome.
//!
//! The first six are what the handbook asks of an answer to an executive
//! (exercise 2, six rules). **Heuristics**, as all of `parts`: cue words, found
//! rather than understood. Invariant: sayings come in the order of the enum,
//! each once. Absent on purpose: whether what is said is true.

use super::{action, fallback, owner};
use crate::model::Unit;
use crate::text::deflect::PhraseKind;
use crate::text::notes::{Names, Notes, names as listed, notes};
use crate::text::phrase::Phrases;
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use std::sync::LazyLock;

/// Something that words do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Saying {
    /// They tell whom it hurts and how.
    Impact,
    /// They say how long, or by when.
    Timeline,
    /// They show what is being done, or what is done if that fails.
    Plan,
    /// They take the other's worry seriously.
    Concern,
    /// They draw a line politely: who is to be left to work, who speaks.
    Boundary,
    /// They name when the next word comes.
    #[serde(alias = "next_time")]
    NextTime,
    /// They say who does it.
    Owner,
    /// They quote a figure other than a time.
    Figure,
    /// They take an outcome upon the speaker.
    Owns,
    /// They put it down to circumstance or orders.
    Excuses,
    /// They name a person's failing as the cause.
    Blames,
    /// They leave an unknown standing without what is done about it.
    Vague,
}

impl Saying {
    /// What is missing where nobody says it, in the words of whoever asks.
    pub fn wanted(self) -> &'static str {
        match self {
            Self::Impact => "who is hit and how",
            Self::Timeline => "how long",
            Self::Plan => "what you do about it",
            Self::Concern => "that you see what is at stake",
            Self::Boundary => "what your people need from me",
            Self::NextTime => "when I hear from you next",
            Self::Owner => "who is on it",
            Self::Figure => "a figure",
            Self::Owns => "whose call it was",
            Self::Excuses | Self::Blames | Self::Vague => "a straight answer",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cue {
    Concern,
    Boundary,
    Unknown,
    /// Looks like a concern and tells a cause.
    Cause,
}

static CUES: LazyLock<Phrases<Cue>> = LazyLock::new(|| {
    let concern = [
        "i understand",
        "we understand",
        "understood",
        "i hear you",
        "i see why",
        "i see what this",
        "i know how",
        "i know it is",
        "i know it's",
        "i know that it is",
        "i know that it's",
        "i know this is",
        "i know that this is",
        "i know what this",
        "i know what that",
        "i know you",
        "i appreciate",
        "i take this seriously",
        "we take this seriously",
        "i share your",
        "you are right",
        "you're right",
        "right to ask",
        "right to worry",
        "right to be",
        "fair question",
        "fair point",
        "good question",
        "your concern",
        "your worry",
        "your frustration",
        "the worst day",
        "matters most",
        "this matters",
        "that matters",
        "a bad moment",
        "the worst moment",
        "what is at stake",
        "what's at stake",
        "how much is at stake",
        "how much this",
        "how important",
    ];
    let boundary = [
        "let them work",
        "let them finish",
        "let the team work",
        "let the engineers work",
        "let the engineers",
        "leave the engineers",
        "leave them to",
        "leave the team",
        "keep the engineers",
        "keep the team",
        "keep them focused",
        "keep them on",
        "keep them working",
        "give the team",
        "give them",
        "give us until",
        "give me until",
        "give us room",
        "give me room",
        "need them focused",
        "need the team",
        "need them on",
        "stay focused",
        "stay with the work",
        "focused on",
        "without interruption",
        "undisturbed",
        "uninterrupted",
        "not interrupt",
        "don't interrupt",
        "questions to me",
        "questions through me",
        "questions come to me",
        "ask me rather",
        "ask me not",
        "come to me",
        "come through me",
        "go through me",
        "through me",
        "i speak for",
        "i am your contact",
        "i'm your contact",
        "single contact",
        "one contact",
        "i will come to you",
        "i'll come to you",
        "no call now",
        "no meeting now",
        "no all hands",
        "not an all hands",
        "not a meeting",
        "not in this room",
        "instead of a call",
        "instead of an all hands",
        "instead of a meeting",
        "rather than a call",
        "rather than pull",
        "not pull",
        "won't pull",
        "would cost us",
        "please hold",
        "please stay out",
        "i ask you to",
        "i need you to",
        "what i need from you",
        "back to their desks",
        "back to work",
        "free them",
        "release them",
        "release the engineers",
    ];
    let unknown = [
        "don't know",
        "do not know",
        "no idea",
        "not sure",
        "not certain",
        "unknown",
        "can't say",
        "cannot say",
        "can't tell",
        "cannot tell",
        "unclear",
        "hard to say",
        "no eta",
        "no estimate",
        "no timeline",
        "not known",
        "haven't found",
        "have not found",
        "could be anything",
        "might be anything",
        "looking into it",
        "as soon as possible",
        "asap",
        "when we know more",
        "we'll see",
        "hopefully",
        "soon",
    ];
    let cause = [
        "i know it is not",
        "i know it's not",
        "i know it is because",
        "i know it's because",
        "i know it is due",
        "i know it is the cache",
        "i know it is the database",
        "i know it is the deploy",
        "i know it is the release",
        "i know it's the cache",
        "i know it's the database",
        "i know it's the deploy",
        "i know it's the release",
    ];
    let each = concern.map(|p| (p, Cue::Concern)).into_iter();
    let each = each.chain(cause.map(|p| (p, Cue::Cause)));
    let each = each.chain(boundary.map(|p| (p, Cue::Boundary)));
    Phrases::new(each.chain(unknown.map(|p| (p, Cue::Unknown))))
});

/// What a message does. `names` are the ways in which people at the table may
/// be named.
pub fn sayings(text: &str, names: &[&str]) -> Vec<Saying> {
    let (notes, names) = (notes(text), listed(names));
    let heard = notes.sayings.get(&names, || said(&notes, &names).into());
    heard.to_vec()
}

fn said(notes: &Rc<Notes>, names: &Rc<Names>) -> Vec<Saying> {
    let reading = notes.reading();
    let times = notes.times();
    let parts = notes.parts();
    let cue = |wanted: Cue| {
        CUES.all(&reading)
            .any(|found| found.value() == Some(wanted))
    };
    let phrase = |kind: PhraseKind| notes.phrases().iter().any(|hit| hit.kind == kind);
    // An "if" with a time is a plan of its own, whatever way back it names.
    let way_back =
        fallback::fallback(&reading, times, &[], None).is_some_and(|way| way.trigger.is_some());
    let by_name = || action::by_name(&reading, &names.people).is_some();
    let plan = way_back || parts.action.is_some() || by_name();
    // "Since 14:03" says when it began, not how long it will take.
    let ahead = times.iter().any(|time| {
        let word = reading.word_from(time.start);
        let since = word > 0 && reading.is(word - 1, &["since", "from", "began", "started"]);
        !since && !time.is_past()
    });
    let figures = notes.figures();
    let figure = figures
        .iter()
        .any(|figure| figure.quantity.unit != Unit::Second);
    let all = [
        (Saying::Impact, parts.impact.is_some()),
        (Saying::Timeline, ahead),
        (Saying::Plan, plan),
        (Saying::Concern, cue(Cue::Concern)),
        (Saying::Boundary, cue(Cue::Boundary)),
        (Saying::NextTime, parts.next.is_some()),
        (
            Saying::Owner,
            owner::owner(&reading, &names.phrases).is_some(),
        ),
        (Saying::Figure, figure),
        (Saying::Owns, phrase(PhraseKind::Owns)),
        (Saying::Excuses, phrase(PhraseKind::Excuses)),
        (Saying::Blames, phrase(PhraseKind::Blames)),
        (Saying::Vague, cue(Cue::Unknown) && !plan),
    ];
    all.into_iter()
        .filter_map(|(saying, heard)| heard.then_some(saying))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Saying::*;
    use super::*;

    #[track_caller]
    fn check(text: &str, has: &[Saying], lacks: &[Saying]) {
        let heard = sayings(text, &["Marek"]);
        for saying in has {
            assert!(heard.contains(saying), "{text}: no {saying:?} in {heard:?}");
        }
        for saying in lacks {
            assert!(!heard.contains(saying), "{text}: {saying:?} in {heard:?}");
        }
    }

    #[test]
    fn a_good_answer_to_an_executive_keeps_the_six_rules() {
        check(
            "I know what this launch means. Since 14:03 no visitor can load the page. We are investigating two \
             causes and expect one in 10 to 15 minutes; if we have none by 14:25 we roll back to the previous \
             version. Please leave the engineers to it and send questions to me. Next update 14:27.",
            &[Impact, Timeline, Plan, Concern, Boundary, NextTime],
            &[Vague, Blames, Excuses],
        );
    }

    #[test]
    fn a_vague_answer_leaves_the_unknown_standing() {
        check(
            "We don't know yet, hard to say.",
            &[Vague],
            &[Impact, Plan, NextTime, Boundary, Concern],
        );
        check("It could be anything. Soon, hopefully.", &[Vague], &[Plan]);
        check(
            "We don't know the cause yet; we are checking the cache.",
            &[Plan],
            &[Vague],
        );
        check("", &[], &[Vague, Impact, Plan]);
    }

    #[test]
    fn what_is_at_stake_is_seen() {
        check(
            "I know it is launch day and the partners are waiting.",
            &[Concern],
            &[],
        );
        check("I know it's the worst hour for you.", &[Concern], &[]);
        check("I know it is the database.", &[], &[Concern]);
        check("I know it is not the release.", &[], &[Concern]);
        check("I don't know it is launch day.", &[], &[Concern]);
        check("Marek restores the table.", &[Plan], &[]);
    }

    #[test]
    fn owning_and_its_opposite() {
        check(
            "I made the call. It cost six hours and $8M.",
            &[Owns, Figure, Timeline],
            &[Excuses],
        );
        check("I was told to do it.", &[Excuses], &[Owns]);
    }

    #[test]
    fn when_it_began_is_no_timeline_and_a_time_is_no_figure() {
        check(
            "100% of visitors since 14:03.",
            &[Impact, Figure],
            &[Timeline],
        );
        check("Give me a minute.", &[Timeline], &[Figure]);
    }

    #[test]
    fn a_line_is_drawn_only_where_one_is_meant() {
        check("The engineers are in the thread.", &[], &[Boundary]);
        check("Give the team until 14:25.", &[Boundary], &[]);
        check(
            "All hands now costs us the ten minutes; let them work.",
            &[Boundary],
            &[],
        );
    }
}

//! Clear, concise updates: "impact, action, owner, next time: a quarter each; ×
//! 0.8 over 25 words a sentence" (design, section 8), the mean over the updates
//! that were made or due.
//!
//! Due: by the scenario's first deadline for word, then every 15 minutes of
//! play (handbook, exercise 1: "first update after it 02:30, then every 15
//! min"). An update that says again what its channel has read earns nothing; it
//! keeps the rhythm all the same, unless it follows the other at once: no news
//! is word, too. A field of one or two words that name nothing says nothing, and
//! a next time that is over an hour of play away is none. Two messages within a
//! minute are one update.

use crate::engine::{BREATH, Move};
use crate::model::{SimTime, Span};
use crate::scenario::{DeadlineKind, Purpose};
use crate::scoring::case::Case;
use crate::scoring::entries::Act;
use crate::scoring::reading::SAYS;
use crate::scoring::tally::{QUARTER, Standing, Tally, best};
use crate::text;

/// The handbook's rhythm.
const RHYTHM: Span = Span::minutes(15);
/// The parts of an update.
const PARTS: [&str; 4] = [
    "the impact",
    "what is being done",
    "who does it",
    "when the next word comes",
];
/// What is left of an update with a sentence that is too long.
const LONG: u64 = 800;

pub(super) fn tally(case: &Case<'_>) -> Tally {
    let inside = |act: &&Act| act.is_update() && act.purpose != Some(Purpose::Technical);
    let word: Vec<&Act> = case
        .ledger
        .counting()
        .filter(inside)
        .filter(|act| !act.echoes)
        .collect();
    let late = missed(case, &word);
    let updates = in_breaths(word.into_iter().filter(|act| !act.repeats));
    let all = updates.len() as u64 + late.len() as u64;
    if all == 0 {
        return Tally::unobserved("No update was due yet.");
    }
    let mut tally = Tally::default();
    for acts in &updates {
        one(case, acts, QUARTER / all, &mut tally);
    }
    for what in late {
        tally.miss(what);
    }
    tally
}

/// Updates as their channel reads them: one that goes on within a breath is the
/// one before, in two messages.
fn in_breaths<'a>(word: impl Iterator<Item = &'a Act>) -> Vec<Vec<&'a Act>> {
    let mut updates: Vec<Vec<&Act>> = Vec::new();
    for act in word {
        let goes_on = |acts: &&mut Vec<&Act>| {
            acts.first().is_some_and(|first| {
                let apart = act.at.since(first.at).max(first.at.since(act.at));
                first.moved.channel == act.moved.channel
                    && first.moved.seat == act.moved.seat
                    && apart < BREATH
            })
        };
        match updates.iter_mut().rev().find(goes_on) {
            Some(acts) => acts.push(act),
            None => updates.push(vec![act]),
        }
    }
    updates
}

/// Updates that were due and did not come.
fn missed(case: &Case<'_>, updates: &[&Act]) -> Vec<String> {
    let grace = case.scenario.rubric.promise_grace;
    let first = updates.iter().map(|act| act.at).min();
    let mut late = Vec::new();
    for deadline in case
        .scenario
        .deadlines
        .iter()
        .filter(|part| part.kind == DeadlineKind::Update)
    {
        let (fell, met) = match case.ledger.deadlines.get(&deadline.id) {
            Some(fell) => *fell,
            None => continue,
        };
        // The act counts, not the form: what was said aloud before the deadline
        // may be captured after it.
        // One update answers for the deadlines that fall within its rhythm.
        let just_before = |act: &&&Act| act.at <= fell && fell.since(act.at) < RHYTHM;
        if !met && !updates.iter().any(|act| just_before(&act)) {
            late.push(format!(
                "No update by {} ({}).",
                case.clock(fell),
                deadline.label
            ));
        }
    }
    if first.is_none()
        && late.is_empty()
        && case.played(case.now).since(SimTime::ZERO) >= RHYTHM + grace
    {
        late.push(format!("No update in the first {RHYTHM}."));
    }
    let mut times: Vec<SimTime> = updates.iter().map(|act| act.at).collect();
    times.sort_unstable();
    let until = times.iter().copied().skip(1).chain([case.now]);
    for (from, to) in times.iter().zip(until) {
        let gap = case.waited(*from, to);
        for _ in 0..gap.0 / (RHYTHM + grace).0 {
            late.push(format!(
                "After {} no update followed within {RHYTHM}.",
                case.clock(*from)
            ));
        }
    }
    late
}

/// One update, in one message or in several: each part by the message that
/// shows it best.
fn one(case: &Case<'_>, acts: &[&Act], quarter: u64, tally: &mut Tally) {
    let (Some(first), Some(longest)) = (
        acts.first(),
        acts.iter().map(|act| act.reading.longest).max(),
    ) else {
        return;
    };
    let at = case.clock(first.at);
    let long = longest > case.scenario.rubric.sentence_words;
    let brevity = if long { LONG } else { 1000 };
    if long {
        tally.miss(format!("{at}: a sentence of {longest} words."));
    }
    for (nth, what) in PARTS.into_iter().enumerate() {
        let found = acts.iter().filter_map(|act| {
            let standing = parts(case, act)[nth]?;
            Some((standing, act.seq))
        });
        match best(found) {
            Some((standing, seq)) => tally.earn(
                quarter,
                standing.times(brevity),
                seq,
                format!("{at}: the update says {what}."),
            ),
            None => tally.miss(format!("{at}: the update does not say {what}.")),
        }
    }
    if acts
        .iter()
        .any(|act| next(act, case).is_some_and(|next| case.far(act.at, next)))
    {
        tally.miss(format!("{at}: the next word is more than an hour away."));
    }
}

/// How the parts of a message stand, in the order of [`PARTS`].
fn parts(case: &Case<'_>, act: &Act) -> [Option<Standing>; 4] {
    let Move::Update {
        impact,
        action,
        owner,
        next_at,
    } = &act.moved.act
    else {
        return [None; 4];
    };
    let field = |words: &str, read: bool| -> Option<Standing> {
        if !words.trim().is_empty() && case.names_something(words, act.at) {
            Some(case.ledger.standing(act.seq, false))
        } else if read || text::word_count(words) >= SAYS {
            Some(case.ledger.standing(act.seq, true))
        } else {
            None
        }
    };
    let given = |there: bool, read: bool| -> Option<Standing> {
        (there || read).then(|| case.ledger.standing(act.seq, !there))
    };
    // Word that nobody can wait for is no next word.
    let comes = next(act, case).filter(|next| !case.far(act.at, *next));
    [
        field(impact, act.reading.impact),
        field(action, act.reading.action),
        given(owner.is_some(), act.reading.owner),
        comes.map(|_| case.ledger.standing(act.seq, next_at.is_none())),
    ]
}

/// When the next word comes, by the field or by the words.
fn next(act: &Act, case: &Case<'_>) -> Option<SimTime> {
    let field = match &act.moved.act {
        Move::Update { next_at, .. } => *next_at,
        _ => None,
    };
    field
        .map(|at| case.scenario.next(at, act.at))
        .or(act.reading.next)
}

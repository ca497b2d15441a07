//! What the exercises showed, told as findings at the places of the text.

use super::options::Verdict;
use super::rests::Rests;
use super::sum::Sum;
use super::unwon;
use super::wish::Goal;
use crate::bots::FIRST_QUESTION;
use crate::model::*;
use crate::scenario::{Code, Diagnostic, Element, Elements, Scenario, TopicKind};
use crate::text;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The findings, in the order of the text. What a finding by form has told
/// already (`known`) is not told again.
pub(super) fn findings(
    text: &str,
    scenarios: &[&Scenario],
    sum: &Sum,
    known: &[Diagnostic],
) -> Vec<Diagnostic> {
    let Some(elements) = Elements::of(text) else {
        return Vec::new();
    };
    let rests = Rests::of(scenarios, sum.unreached().collect());
    let mut found = unwon::findings(&elements, scenarios, sum);
    let blamed = unwon::blamed(scenarios, sum);
    let missed = sum
        .unreached()
        .filter(|goal| sum.telling(*goal) && !rests.on_others(*goal))
        .filter(|goal| !matches!(goal, Goal::Met(id) if blamed.contains(id)))
        .filter_map(|goal| missed(scenarios, sum, goal))
        .filter(|(element, code, ..)| {
            let whole = elements.whole(*element);
            !known.iter().any(|finding| {
                let inside = |whole: &std::ops::Range<usize>| whole.contains(&finding.span.start);
                by_form(*code).contains(&finding.code) && whole.as_ref().is_some_and(inside)
            })
        })
        .map(|(element, code, message, hint)| {
            Diagnostic::new(code, elements.place(element), message).hint(&*hint)
        });
    found.extend(missed);
    for verdict in &sum.verdicts {
        let one = compared(&elements, sum, verdict);
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found.extend(unlosable(&elements, sum));
    found.extend(unasked(&elements, scenarios, sum));
    found.sort_by_key(|one| (one.span.start, one.code));
    found
}

/// The findings by form that say the same of an element.
fn by_form(code: Code) -> &'static [Code] {
    match code {
        Code::NotReleased => &[Code::NeverReleased, Code::NeverArmed, Code::TriggerCycle],
        Code::NotTold => &[Code::NeverKnown],
        Code::NotReached => &[Code::NeverReached],
        Code::NotStarted => &[Code::NeverStarted],
        Code::NotEnded => &[Code::NeverTold],
        Code::NotMet => &[Code::NeverHolds],
        Code::NotFound => &[Code::Undescribed],
        _ => &[],
    }
}

fn missed(
    scenarios: &[&Scenario],
    sum: &Sum,
    goal: Goal,
) -> Option<(Element, Code, String, Cow<'static, str>)> {
    let none = format!("in none of {} exercises", sum.with(goal));
    let (element, code, message, hint) = match goal {
        Goal::Inject(id) => (
            Element::Inject(id),
            Code::NotReleased,
            format!("the inject `{id}` was released {none}"),
            "what it waits for never came together; ask for less, or let something else release it",
        ),
        Goal::Fact(id) => {
            let facts = scenarios.iter().filter_map(|of| of.facts.get(id));
            let late = facts.clone().any(|fact| fact.when.is_some());
            let hint = match late {
                true => "nobody ever knew it: what its `when` asks for never came together",
                false => "its holder was asked about exactly that; is anybody on that seat?",
            };
            let message = format!("the fact `{id}` was told {none}");
            (Element::Fact(id), Code::NotTold, message, hint)
        }
        Goal::Milestone(id) => (
            Element::Milestone(id),
            Code::NotReached,
            format!("the milestone `{id}` was reached {none}"),
            "what its `when` asks for never came together, and no effect reached it",
        ),
        Goal::Course(id) => (
            Element::Course(id),
            Code::NotStarted,
            format!("work on the option `{id}` began {none}"),
            "what it requires never held while nothing excluded it",
        ),
        Goal::Ending(id) => match sum.held.get(&id) {
            Some(held) => (
                Element::Ending(id),
                Code::NotEnded,
                format!(
                    "the ending `{id}` held in {} and was told in none",
                    count(u32::try_from(*held).unwrap_or(u32::MAX), "exercise")
                ),
                "one before it held as well each time: let that one ask for more, or put this \
                 one first",
            ),
            None => (
                Element::Ending(id),
                Code::NotEnded,
                format!("the ending `{id}` held {none}"),
                "what it asks for never came together when play ended; ask for less",
            ),
        },
        Goal::Met(id) => {
            let fell = sum.missed.get(&id).copied().unwrap_or(0);
            (
                Element::Deadline(id),
                Code::NotMet,
                format!(
                    "the deadline `{id}` was missed in each of the {fell} exercises in which it fell"
                ),
                "however it was played, what meets it came too late: give it more time, or leave \
                 `met` out if it is a date that nobody can change",
            )
        }
        Goal::Found(id) => return Some(unfound(scenarios, sum, id)),
        Goal::Won(_) => return None,
    };
    Some((element, code, message, hint.into()))
}

/// An option that comes up at larger tables alone, or at none.
fn unfound(
    scenarios: &[&Scenario],
    sum: &Sum,
    id: OptionId,
) -> (Element, Code, String, Cow<'static, str>) {
    let exercises = sum.with(Goal::Found(id));
    let least = scenarios.first().map_or(0, |of| of.head.players.min);
    let players = sum.players.get(&id).copied().filter(|players| *players > 0);
    let told = scenarios.iter().flat_map(|of| of.facts.iter());
    let told = told.filter(|fact| fact.cells.iter().any(|(of, _)| *of == id));
    let holders: BTreeSet<SeatId> = told.map(|fact| fact.holder).collect();
    let holders: Vec<String> = holders.iter().map(|seat| format!("`{seat}`")).collect();
    let (message, hint) = match players {
        Some(players) => (
            format!(
                "the option `{id}` comes up only with {players} players or more: in none of \
                 {exercises} exercises with {least}"
            ),
            format!(
                "what is known of it is with {}, and an empty chair tells nothing (`from_players`): \
                 let a seat that is always there know one of its facts",
                holders.join(" and ")
            )
            .into(),
        ),
        None if holders.is_empty() => (
            format!("the option `{id}` came up in none of {exercises} exercises"),
            "no fact has a cell of it, so that nobody can put it forward, and it is missed \
             whenever options are counted: name it in the `cells` of a fact, or write \
             `discoverable: false`"
                .into(),
        ),
        None => (
            format!("the option `{id}` came up in none of {exercises} exercises"),
            "somebody has to tell a fact with a cell of it, or to put it forward who knows one".into(),
        ),
    };
    (Element::Course(id), Code::NotFound, message, hint)
}

/// So many of something.
pub(super) fn count(n: u32, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

fn compared(elements: &Elements<'_>, sum: &Sum, verdict: &Verdict) -> Diagnostic {
    let place = |id: &OptionId| elements.place(Element::Course(*id));
    match verdict {
        Verdict::AlwaysBest(id, others) => {
            let others: Vec<String> = others.iter().map(|id| format!("`{id}`")).collect();
            let label = format!(
                "better than {}, and no dearer on paper",
                others.join(" and ")
            );
            let message = format!(
                "the option `{id}` came out best in each of {} exercises",
                sum.compared
            );
            Diagnostic::new(Code::AlwaysBest, place(id), message)
                .label(label)
                .hint("give it a price, a chance to fail, or a rival that is quicker or loses less")
        }
        Verdict::NeverBest(id, better) => {
            let message = format!(
                "the option `{id}` came out worse than `{better}` in each of {} exercises",
                sum.compared
            );
            Diagnostic::new(Code::NeverBest, place(id), message)
                .label("and no cheaper on paper")
                .related(place(better), "better each time")
                .hint(
                    "give it something that the other lacks, or write `discoverable: false` if \
                     nobody should choose it",
                )
        }
    }
}

fn unlosable(elements: &Elements<'_>, sum: &Sum) -> Option<Diagnostic> {
    if sum.adrift == 0 || sum.adrift != sum.unhurt {
        return None;
    }
    let message = format!(
        "nothing was lost in {} exercises that nobody led",
        sum.adrift
    );
    let at = elements.place(Element::Endings);
    let hint = "with a silent commander, and with one who moves at random, every incident was over \
                and no deadline missed: let something get worse by itself";
    Some(Diagnostic::new(Code::NotLost, at, message).hint(hint))
}

/// What a commander asks first brought no option onto the table: people at a
/// table ask in such words, too.
fn unasked(elements: &Elements<'_>, scenarios: &[&Scenario], sum: &Sum) -> Option<Diagnostic> {
    let mut options = scenarios.iter().flat_map(|of| of.options.iter());
    let first = options.find(|option| option.discoverable)?;
    if sum.strong == 0 || sum.learned > 0 {
        return None;
    }
    let message = format!(
        "no option came up in {} exercises that a strong commander led",
        sum.strong
    );
    let at = elements.place(Element::Course(first.id));
    let heard: BTreeSet<String> = scenarios.iter().flat_map(|of| swallowed(of)).collect();
    let heard: Vec<String> = heard.into_iter().collect();
    let hint = match heard.is_empty() {
        true => format!(
            "asked “{FIRST_QUESTION}” nobody told a fact with a cell of one: who knows one and \
             sits at every table?"
        ),
        false => format!(
            "asked “{FIRST_QUESTION}” people speak of {} alone, because its words are in there: \
             give that topic a label and synonyms that nobody says without meaning it",
            heard.join(" and ")
        ),
    };
    Some(Diagnostic::new(Code::Unasked, at, message).hint(hint))
}

/// Subjects that the first question is taken to be about.
fn swallowed(scenario: &Scenario) -> impl Iterator<Item = String> {
    let heard = text::topics(FIRST_QUESTION, &scenario.topic_index).into_iter();
    heard.filter_map(|hit| {
        let topic = scenario.topics.get(hit.topic)?;
        (topic.kind == TopicKind::Subject).then(|| format!("`{}`", topic.id))
    })
}

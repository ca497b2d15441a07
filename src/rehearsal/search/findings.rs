//! What the exercises showed, told as findings at the places of the text.

use super::Sum;
use super::options::Verdict;
use super::wish::Goal;
use crate::scenario::{Code, Diagnostic, Element, Elements, Scenario};
use std::borrow::Cow;

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
    let mut found: Vec<Diagnostic> = sum
        .unreached()
        .map(|goal| missed(scenarios, sum, goal))
        .filter(|(element, code, ..)| {
            let whole = elements.whole(*element);
            !known.iter().any(|finding| {
                let inside = |whole: &std::ops::Range<usize>| whole.contains(&finding.span.start);
                by_form(*code).contains(&finding.code) && whole.as_ref().is_some_and(inside)
            })
        })
        .map(|(element, code, message, hint)| {
            Diagnostic::new(code, elements.place(element), message).hint(&*hint)
        })
        .collect();
    for verdict in &sum.verdicts {
        let one = compared(&elements, sum, *verdict);
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found.extend(unlosable(&elements, sum));
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
        _ => &[],
    }
}

fn missed(
    scenarios: &[&Scenario],
    sum: &Sum,
    goal: Goal,
) -> (Element, Code, String, Cow<'static, str>) {
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
        Goal::Ending(id) => {
            let held = sum.held.get(&id).copied().unwrap_or(0);
            let held = count(u32::try_from(held).unwrap_or(u32::MAX), "exercise");
            let message = format!("the ending `{id}` held in {held} and was told in none");
            let hint = "one before it held as well each time: let that one ask for more, or put \
                        this one first";
            (Element::Ending(id), Code::NotEnded, message, hint)
        }
        Goal::Won => {
            let best = sum.best.unwrap_or_default();
            let hint = format!(
                "to win is to see every incident over and no contract broken; the best exercise \
                 left {} open and broke {}",
                count(best.open, "incident"),
                count(best.breaches, "contract")
            );
            let message = format!("none of {} exercises was won", sum.exercises);
            return (Element::Incidents, Code::NotWon, message, hint.into());
        }
    };
    (element, code, message, hint.into())
}

fn count(n: u32, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

fn compared(elements: &Elements<'_>, sum: &Sum, verdict: Verdict) -> Diagnostic {
    let place = |id| elements.place(Element::Course(id));
    match verdict {
        Verdict::AlwaysBest(id) => {
            let message = format!(
                "the option `{id}` came out best in each of {} exercises",
                sum.compared
            );
            Diagnostic::new(Code::AlwaysBest, place(id), message)
                .label("better than every other, and no dearer on paper")
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

//! Slips: what a seat comes to know during play. A card holds only what it
//! knows at STARTEX; the host hands these out at their moment.

use super::causes::{causes, each};
use super::words::Words;
use crate::model::{FactId, SeatId};
use crate::scenario::Effect;

/// One slip.
pub(super) struct Slip {
    /// Whom it is handed to.
    pub(super) to: String,
    /// What it says.
    pub(super) line: String,
    /// In a few words.
    pub(super) short: String,
    /// When it is handed over.
    pub(super) when: String,
}

/// All of a scenario: facts that are known later, and what effects teach in
/// silence.
pub(super) fn slips(words: &Words<'_>) -> Vec<Slip> {
    let mut slips: Vec<Slip> = Vec::new();
    for fact in &words.scenario.facts {
        if let Some(when) = &fact.when {
            let when = format!("As soon as {}.", words.when(when));
            slips.extend(slip(words, fact.holder, fact.id, when));
        }
    }
    causes(words, &mut |effects, cause| {
        each(effects, &mut |effect| {
            if let Effect::Learn(seat, fact) = effect {
                slips.extend(slip(words, *seat, *fact, format!("With {}.", cause())));
            }
        });
    });
    slips
}

fn slip(words: &Words<'_>, seat: SeatId, fact: FactId, when: String) -> Option<Slip> {
    let fact = words.scenario.facts.get(fact)?;
    Some(Slip {
        to: words.seat(seat).to_owned(),
        line: fact.line.clone(),
        short: fact.short.clone(),
        when,
    })
}

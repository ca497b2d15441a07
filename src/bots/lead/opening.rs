//! Order in the room: how bad it is, who answers for what, where talk belongs
//! (handbook, exercise 1: "order established in 2 min").

use super::{Effort, Lead, Step};
use crate::bots::{Deed, words};
use crate::engine::Move;
use crate::model::*;
use crate::scenario::{Health, Purpose};
use crate::view::{PlayerView, ResponsibilityView};

impl Lead {
    pub(super) fn declare(&mut self, view: &PlayerView) -> Option<Step> {
        if view.common.severity.is_some() || view.common.reviewing {
            return None;
        }
        let severity = severity(view);
        let impact = words::impact(view, 2);
        let deed = Deed::new(Move::Declare { severity, impact });
        Some(Step::new(Effort::Quick, deed))
    }

    pub(super) fn assign(&mut self, view: &PlayerView) -> Option<Step> {
        let open = view
            .form
            .responsibilities
            .iter()
            .filter(|of| of.seat.is_none());
        let (part, seat) = open
            .filter(|of| of.required || !of.suits.is_empty())
            .find_map(|of| Some((of, self.fitting(view, of)?)))?;
        let says = format!("{}, you have {}.", words::name_of(view, seat), part.label);
        let deed = Deed::new(Move::Assign {
            responsibility: part.id,
            seat,
            base: part.revision,
        });
        Some(Step::new(Effort::Quick, deed.words(says)))
    }

    /// Whom a responsibility suits: what the form offers, else a title that
    /// says so, else somebody who has nothing yet.
    fn fitting(&self, view: &PlayerView, part: &ResponsibilityView) -> Option<SeatId> {
        let free = |seat: SeatId| {
            let held = &view.form.responsibilities;
            seat != self.seat && held.iter().all(|of| of.seat != Some(seat))
        };
        let suits = || part.suits.iter().copied().filter(|seat| *seat != self.seat);
        if let Some(seat) = suits().find(|seat| free(*seat)).or_else(|| suits().next()) {
            return Some(seat);
        }
        let label = part.label.to_lowercase();
        let named = |title: &str| {
            let title = title.to_lowercase();
            title
                .split(' ')
                .any(|word| word.len() > 3 && label.contains(word))
        };
        let seats = || view.seats.iter().filter(|of| free(of.id));
        let found = seats()
            .find(|of| named(&of.title))
            .or_else(|| seats().next());
        found.filter(|_| part.required).map(|of| of.id)
    }

    pub(super) fn channels(&mut self, view: &PlayerView) -> Option<Step> {
        if view.common.reviewing || view.channels.iter().any(|of| of.technical_rule) {
            return None;
        }
        let thread = words::channel(view, Purpose::Technical)?;
        let says = format!(
            "Technical talk goes to the {}, please. Decisions stay here.",
            thread.title
        );
        let technical = thread.id;
        let deed = Deed::new(Move::SetChannels { technical }).words(says);
        Some(Step::new(Effort::Quick, deed))
    }
}

/// How bad it is: what the written criteria on one's card say, else what the
/// services look like. In doubt high: it is easier to take back.
fn severity(view: &PlayerView) -> Severity {
    let facts = view.card.iter().flat_map(|card| &card.facts);
    let written = facts.filter(|fact| fact.own).find_map(|fact| {
        let named = |of: &Severity| fact.line.contains(&of.to_string());
        Severity::ALL.into_iter().find(named)
    });
    let broken =
        |of: &crate::view::ServiceView| matches!(of.health, Health::Failing | Health::Down);
    let seen = match view.services.is_empty() || view.services.iter().any(broken) {
        true => Severity::Sev1,
        false => Severity::Sev2,
    };
    written.unwrap_or(seen)
}

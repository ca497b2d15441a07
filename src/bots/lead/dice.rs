//! Turns with dice: whoever presses is answered first, then one looks, and
//! changes something only once the looking is done; always with as few of the
//! shared dice as make it likely.

use super::{Effort, Lead, Step};
use crate::bots::Deed;
use crate::engine::Move;
use crate::model::{ActionId, Aim, SeatId};
use crate::scenario::MoveKind;
use crate::view::{ActionView, HandView, PlayerView, TurnView};

/// A chance that is good enough to take, in per cent.
const LIKELY: u8 = 62;
/// Turns of looking before something is changed.
const LOOKS: u32 = 4;

impl Lead {
    pub(super) fn act(&mut self, view: &PlayerView) -> Option<Step> {
        let turn = view.common.turn.as_ref()?;
        if turn.rolled || turn.over || turn.left == 0 || !view.legal.contains(&MoveKind::Act) {
            return None;
        }
        let (action, hand, dice) = self.next_act(view, turn)?;
        let act = Move::Act {
            action,
            dice,
            hand: (hand != self.seat).then_some(hand),
        };
        Some(Step::new(Effort::Quick, Deed::new(act)))
    }

    fn next_act(&self, view: &PlayerView, turn: &TurnView) -> Option<(ActionId, SeatId, u8)> {
        let free = |seat: SeatId| turn.acts.iter().all(|act| act.seat != seat);
        let open = |of: &&ActionView| turn.acts.iter().all(|act| act.action != of.id);
        let rank = |of: &ActionView| match of.kind {
            Aim::Answer => 0,
            Aim::Look if self.habits.compares && turn.nth <= LOOKS => 1,
            Aim::Change => 2,
            Aim::Look => 3,
        };
        let needed = |hand: &HandView| (1..=turn.left).find(|dice| hand.chance(*dice) >= LIKELY);
        let ready = view.actions.iter().filter(open).filter_map(|of| {
            let hands = of.hands.iter().filter(|hand| free(hand.seat));
            let hand = hands.max_by_key(|hand| hand.bonus)?;
            Some((of, hand.seat, needed(hand)))
        });
        let first = turn.acts.is_empty();
        let (of, hand, dice) = ready
            // Dice that are left over go on nothing unlikely.
            .filter(|(_, _, dice)| first || dice.is_some())
            .min_by_key(|(of, _, dice)| (rank(of), dice.unwrap_or(u8::MAX)))?;
        Some((of.id, hand, dice.unwrap_or(turn.left)))
    }
}

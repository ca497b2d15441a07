//! Turns with dice: whoever presses is answered first, then one looks, and
//! changes something only once the looking is done; always with as few of the
//! shared dice as make it likely.

use super::{Effort, Lead, Step};
use crate::bots::Deed;
use crate::engine::Move;
use crate::model::{ActionId, SeatId};
use crate::scenario::MoveKind;
use crate::view::{ActionView, PlayerView, TurnView};

/// A chance that is good enough to take, in per cent.
const LIKELY: u64 = 62;
/// Turns of looking before something is changed.
const LOOKS: u32 = 4;
const FACES: usize = 6;

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
            "answers an interrupt" => 0,
            "looks" if self.habits.compares && turn.nth <= LOOKS => 1,
            "changes something" => 2,
            _ => 3,
        };
        let best_hand = |of: &ActionView| {
            let hands = of.hands.iter().filter(|(seat, _)| free(*seat)).copied();
            hands.max_by_key(|(_, bonus)| *bonus)
        };
        let needed = |of: &ActionView, bonus: u8| {
            (1..=turn.left).find(|dice| chance(*dice, bonus, of.target) >= LIKELY)
        };
        let ready = view.actions.iter().filter(open).filter_map(|of| {
            let (hand, bonus) = best_hand(of)?;
            let dice = needed(of, bonus);
            Some((of, hand, dice))
        });
        let first = turn.acts.is_empty();
        let (of, hand, dice) = ready
            // Dice that are left over go on nothing unlikely.
            .filter(|(_, _, dice)| first || dice.is_some())
            .min_by_key(|(of, _, dice)| (rank(of), dice.unwrap_or(u8::MAX)))?;
        Some((of.id, hand, dice.unwrap_or(turn.left)))
    }
}

/// The chance, in per cent, that dice and bonus reach a target.
fn chance(dice: u8, bonus: u8, target: u8) -> u64 {
    let mut ways = vec![1_u64];
    for _ in 0..dice {
        let mut next = vec![0; ways.len() + FACES];
        for (sum, many) in ways.iter().enumerate() {
            for face in 1..=FACES {
                next[sum + face] += many;
            }
        }
        ways = next;
    }
    let needed = usize::from(target.saturating_sub(bonus));
    let good: u64 = ways.iter().skip(needed).sum();
    good * 100 / ways.iter().sum::<u64>().max(1)
}

#[cfg(test)]
mod tests {
    use super::chance;

    #[test]
    fn chances_are_those_of_the_table() {
        // One die: 4 or more in half; two dice: 7 or more in 21 of 36.
        assert_eq!((chance(1, 0, 4), chance(2, 0, 7)), (50, 58));
        assert_eq!((chance(1, 2, 3), chance(1, 0, 7)), (100, 0));
    }
}

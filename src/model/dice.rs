//! Six-sided dice: how likely they are to reach a sum, and what an action that
//! is taken with them is for.

use serde::{Serialize, Serializer};

const FACES: usize = 6;
/// Dice whose ways to fall fit into a number.
const MOST: u8 = 24;

/// The chances, in per cent and to the nearest one, that one die and a bonus
/// reach a target, that two do, and so on up to a pool. The ways to fall are
/// counted for up to 24 dice; more than that are as likely as 24.
pub fn chances(pool: u8, bonus: u8, target: u8) -> Vec<u8> {
    let needed = usize::from(target.saturating_sub(bonus));
    // Ways in which the dice so far fall to each sum.
    let mut ways = vec![1_u64];
    let mut all = Vec::with_capacity(usize::from(pool));
    for _ in 0..pool.min(MOST) {
        let mut next = vec![0; ways.len() + FACES];
        for (sum, many) in ways.iter().enumerate() {
            for face in 1..=FACES {
                next[sum + face] += many;
            }
        }
        ways = next;
        let good: u64 = ways.iter().skip(needed).sum();
        all.push(percent(good, ways.iter().sum()));
    }
    let last = all.last().copied().unwrap_or(0);
    all.resize(usize::from(pool), last);
    all
}

fn percent(good: u64, all: u64) -> u8 {
    let share = (u128::from(good) * 100 + u128::from(all) / 2) / u128::from(all.max(1));
    u8::try_from(share).unwrap_or(100)
}

/// What an action is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aim {
    /// To find something out.
    Look,
    /// To change something.
    Change,
    /// To answer an interrupt.
    Answer,
}

impl Aim {
    /// As it is shown: "looks".
    pub fn label(self) -> &'static str {
        match self {
            Self::Look => "looks",
            Self::Change => "changes something",
            Self::Answer => "answers an interrupt",
        }
    }
}

impl Serialize for Aim {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.label())
    }
}

#[cfg(test)]
mod tests {
    use super::chances;

    #[test]
    fn chances_are_those_of_the_table() {
        // One die: 4 or more in half; two dice: 7 or more in 21 of 36; three
        // dice: 10 or more in 135 of 216, which is 62.5%.
        assert_eq!(chances(1, 0, 4), [50]);
        assert_eq!(chances(3, 0, 7)[1], 58);
        assert_eq!(chances(3, 0, 10), [0, 17, 63]);
        assert_eq!((chances(1, 2, 3), chances(1, 0, 7)), (vec![100], vec![0]));
        let many = chances(255, 0, 13);
        assert_eq!((many.len(), many[254]), (255, 100));
    }
}

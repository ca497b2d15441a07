//! Six-sided dice: how likely they are to reach a sum, and what an action that
//! is taken with them is for.

use serde::{Serialize, Serializer};

const FACES: usize = 6;

/// The chance, in per cent and to the nearest one, that so many dice and a
/// bonus reach a target.
pub fn chance(dice: u8, bonus: u8, target: u8) -> u8 {
    // Ways in which the dice so far fall to each sum.
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
    let all: u64 = ways.iter().sum::<u64>().max(1);
    u8::try_from((good * 100 + all / 2) / all).unwrap_or(100)
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
    use super::chance;

    #[test]
    fn chances_are_those_of_the_table() {
        // One die: 4 or more in half; two dice: 7 or more in 21 of 36; three
        // dice: 10 or more in 135 of 216, which is 62.5%.
        assert_eq!((chance(1, 0, 4), chance(2, 0, 7)), (50, 58));
        assert_eq!(chance(3, 0, 10), 63);
        assert_eq!((chance(1, 2, 3), chance(1, 0, 7)), (100, 0));
        assert_eq!((chance(0, 0, 1), chance(0, 2, 1)), (0, 100));
    }
}

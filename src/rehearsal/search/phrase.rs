//! Words that do one thing and as little else as possible, so that a move can
//! be made that says what a pattern listens for.

use crate::text::Saying;

/// A sentence that does it. English, as everything that `text` reads.
pub(super) fn phrase(saying: Saying) -> &'static str {
    match saying {
        Saying::Impact => "Customers cannot pay.",
        Saying::Timeline => "It takes 10 minutes.",
        Saying::Plan => "We are rolling back.",
        Saying::Concern => "I understand.",
        Saying::Boundary => "Please let them work.",
        Saying::NextTime => "Next update in 10 minutes.",
        Saying::Owner => "Owner: operations.",
        Saying::Figure => "It is 40%.",
        Saying::Owns => "I made the call.",
        Saying::Excuses => "I was told to do it.",
        Saying::Blames => "It is their fault.",
        Saying::Vague => "Hard to say.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sayings;

    #[test]
    fn each_sentence_does_what_it_is_for_and_little_else() {
        use Saying::*;
        let all = [
            Impact, Timeline, Plan, Concern, Boundary, NextTime, Owner, Figure, Owns, Excuses,
            Blames, Vague,
        ];
        for saying in all {
            let heard = sayings(phrase(saying), &[]);
            // Whoever names when the next word comes names a time.
            let besides = heard.iter().filter(|of| **of != saying);
            let besides: Vec<&Saying> = besides.collect();
            match saying {
                NextTime => assert_eq!(besides, [&Timeline]),
                _ => assert!(besides.is_empty(), "{saying:?} besides {besides:?}"),
            }
            assert!(heard.contains(&saying), "{saying:?}: {heard:?}");
        }
    }
}

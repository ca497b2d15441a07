//! Time with its quiet stretches squeezed, so that hours in which nothing
//! happened leave room for the minutes in which everything did.

/// A stretch without moments that is squeezed, in milliseconds.
const QUIET: u64 = 10 * 60_000;
/// What is left of it.
const LEFT: u64 = 90_000;

/// Which stretches are squeezed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Squeeze(Vec<(u64, u64)>);

impl Squeeze {
    /// From the times of all moments, in order, in milliseconds.
    pub(super) fn of(moments: impl Iterator<Item = u64>) -> Self {
        let mut gaps = Vec::new();
        let mut last = None;
        for at in moments {
            if let Some(last) = last.replace(at)
                && at.saturating_sub(last) > QUIET
            {
                gaps.push((last, at));
            }
        }
        Self(gaps)
    }

    /// Where a moment lies once they are.
    pub(super) fn place(&self, at: u64) -> u64 {
        let mut gone = 0;
        for (from, to) in &self.0 {
            if at <= *from {
                break;
            }
            if at < *to {
                return from - gone + (at - from) * LEFT / (to - from);
            }
            gone += to - from - LEFT;
        }
        at - gone
    }

    /// Whether a moment lies in a stretch that is squeezed.
    pub(super) fn hides(&self, at: u64) -> bool {
        self.0.iter().any(|(from, to)| (*from..*to).contains(&at))
    }

    /// Every squeezed stretch: where its middle lies, and how long it was.
    pub(super) fn gaps(&self) -> impl Iterator<Item = (u64, u64)> {
        self.0
            .iter()
            .map(|(from, to)| (self.place(*from) + LEFT / 2, to - from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: u64 = 60_000;

    #[test]
    fn hours_without_a_moment_take_little_room() {
        let squeeze = Squeeze::of([0, 5, 14, 40, 42, 205, 210].into_iter().map(|m| m * MINUTE));
        assert_eq!(squeeze.place(14 * MINUTE), 14 * MINUTE);
        assert_eq!(squeeze.place(40 * MINUTE), 14 * MINUTE + LEFT);
        assert_eq!(squeeze.place(210 * MINUTE), 21 * MINUTE + 2 * LEFT);
        assert!(squeeze.hides(100 * MINUTE) && !squeeze.hides(41 * MINUTE));
        let gaps: Vec<_> = squeeze.gaps().map(|(_, long)| long / MINUTE).collect();
        assert_eq!(gaps, [26, 163]);
        let places: Vec<u64> = (0..=210).map(|m| squeeze.place(m * MINUTE)).collect();
        assert!(places.is_sorted());
    }
}

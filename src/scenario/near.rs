//! "Did you mean": the nearest of some names.

/// Longer words are not compared: an id has at most 31 characters.
const LONGEST: usize = 40;

/// So many names are compared; a list so long is written by a program.
const MOST: usize = 2_000;

/// The name nearest to a word, if one is near: at most a third of its letters
/// are wrong, or one begins with the other.
pub(super) fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let bound = word.chars().count().div_ceil(3);
    let lower = word.to_lowercase();
    let letters: Vec<char> = lower.chars().collect();
    names
        .into_iter()
        .take(MOST)
        .filter(|name| *name != word && name.len() <= LONGEST)
        .filter_map(|name| {
            let begins = lower.len() > 2
                && name.len() > 2
                && (name.starts_with(&lower) || lower.starts_with(name));
            let far = distance(&letters, name, bound);
            far.or(begins.then_some(bound)).map(|far| (far, name))
        })
        .min_by(|a, b| a.cmp(b))
        .map(|(_, name)| name)
}

/// How many letters must be added, dropped, changed or swapped with the next,
/// capitals aside; nothing when more than `bound`.
fn distance(a: &[char], b: &str, bound: usize) -> Option<usize> {
    if a.len().abs_diff(b.chars().count()) > bound {
        return None;
    }
    let b: Vec<char> = b.chars().flat_map(char::to_lowercase).collect();
    let mut before = vec![0; b.len() + 1];
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut row = before.clone();
    for (i, x) in a.iter().enumerate() {
        row[0] = i + 1;
        let mut least = row[0];
        for (j, y) in b.iter().enumerate() {
            let mut best = (above[j] + usize::from(x != y))
                .min(above[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                best = best.min(before[j - 1] + 1);
            }
            row[j + 1] = best;
            least = least.min(best);
        }
        // A swap may still mend one.
        if least > bound + 1 {
            return None;
        }
        std::mem::swap(&mut before, &mut above);
        std::mem::swap(&mut above, &mut row);
    }
    above.last().copied().filter(|far| *far <= bound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_understood() {
        let names = ["restore", "rebuild", "failover"];
        assert_eq!(nearest("restroe", names), Some("restore"));
        assert_eq!(nearest("Restore", names), Some("restore"));
        assert_eq!(nearest("fail", names), Some("failover"));
        assert_eq!(nearest("rollback", names), None);
        assert_eq!(nearest("", names), None);
        assert_eq!(nearest(&"x".repeat(9999), names), None);
    }
}

//! Room codes: short, easy to say, hard to mistake.
//!
//! Six letters without vowels (no words come about), without `L` and with no
//! digits (so no O/0, I/1): 19 letters, 47 million codes. With the limits on
//! guessing (`limits`) a stranger needs weeks to hit one that is open.

use super::auth::{NoChance, random};

const LETTERS: &[u8; 19] = b"BCDFGHJKMNPQRSTVWXZ";
const LENGTH: usize = 6;

/// A code for a new room.
///
/// # Errors
/// When the system gives no random bytes.
pub fn fresh_code() -> Result<String, NoChance> {
    let mut code = String::with_capacity(LENGTH);
    while code.len() < LENGTH {
        for byte in random::<16>()? {
            // Bytes beyond the last whole multiple would favour some letters.
            if byte < 19 * 13 && code.len() < LENGTH {
                code.push(char::from(LETTERS[usize::from(byte % 19)]));
            }
        }
    }
    Ok(code)
}

/// Whether somebody who typed `typed` means the room `code`: case, spaces and
/// dashes do not matter.
pub fn same_code(typed: &str, code: &str) -> bool {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|c| !c.is_whitespace() && *c != '-');
        letters.flat_map(char::to_uppercase).take(64).collect()
    };
    typed.len() <= 64 && plain(typed) == plain(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unambiguous_and_forgiving() {
        for _ in 0..200 {
            let code = fresh_code().unwrap();
            assert_eq!(code.len(), LENGTH);
            assert!(!code.contains(['O', '0', 'I', '1', 'L', 'U']), "{code}");
        }
        assert!(same_code(" bcd-fgh", "BCDFGH"));
        assert!(!same_code("BCDFG", "BCDFGH"));
        assert!(!same_code("", "BCDFGH"));
    }
}

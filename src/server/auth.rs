//! Tokens: 128 random bits that stand for a person or for the host.
//!
//! Invariant: outside of the moment in which a token is made or shown to its
//! owner, only its blake3 hash exists here and in the journal. Hashes compare
//! in constant time.

use std::fmt;

/// Tells one token's hash from those of others.
const CONTEXT: &[u8] = b"warroom token 1:";

/// The system gave no random bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The system gives no random numbers, so no safe token can be made. Nothing was opened.")]
pub struct NoChance;

/// A text that is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("A token has 32 hex digits.")]
pub struct BadToken;

/// A secret of 128 bits. It has no `Display`: whoever shows it says so with
/// [`reveal`](Self::reveal).
#[derive(Clone)]
pub struct Token([u8; 16]);

impl Token {
    /// A new one.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn fresh() -> Result<Self, NoChance> {
        random().map(Self)
    }

    /// The token of somebody who joined with a secret key of their own: the
    /// same secret and key give the same token.
    pub(super) fn of_key(secret: &[u8; 32], key: &str) -> Self {
        let mut bytes = [0; 16];
        let hash = blake3::keyed_hash(secret, key.as_bytes());
        bytes.copy_from_slice(&hash.as_bytes()[..16]);
        Self(bytes)
    }

    /// Reads 32 hex digits.
    ///
    /// # Errors
    /// When the text is anything else.
    pub fn parse(text: &str) -> Result<Self, BadToken> {
        if text.len() != 32 || !text.is_ascii() {
            return Err(BadToken);
        }
        let mut bytes = [0; 16];
        for (byte, at) in bytes.iter_mut().zip((0..32).step_by(2)) {
            let pair = text.get(at..at + 2).filter(|pair| !pair.starts_with('+'));
            *byte = pair
                .and_then(|pair| u8::from_str_radix(pair, 16).ok())
                .ok_or(BadToken)?;
        }
        Ok(Self(bytes))
    }

    /// Its 32 hex digits, for its owner's eyes.
    pub fn reveal(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// What may be kept of it.
    pub fn hash(&self) -> TokenHash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(CONTEXT).update(&self.0);
        TokenHash(hasher.finalize())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(secret)")
    }
}

/// The hash of a token. Equality takes the same time whatever differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenHash(blake3::Hash);

impl TokenHash {
    /// Reads hex; none when it is no hash, such as the empty text of somebody
    /// who plays on the host's own machine.
    pub fn parse(hex: &str) -> Option<Self> {
        blake3::Hash::from_hex(hex).ok().map(Self)
    }

    /// As the journal has it.
    pub fn hex(&self) -> String {
        self.0.to_hex().to_string()
    }
}

/// Random bytes of the system.
pub(super) fn random<const N: usize>() -> Result<[u8; N], NoChance> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| NoChance)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_its_text_and_nothing_else_does() {
        let token = Token::fresh().unwrap();
        let text = token.reveal();
        assert_eq!(Token::parse(&text).unwrap().hash(), token.hash());
        assert_eq!(TokenHash::parse(&token.hash().hex()), Some(token.hash()));
        assert!(!format!("{token:?}{:?}", token.hash()).contains(&text));
        for bad in [
            "",
            "0",
            &text[1..],
            &format!("{text}0"),
            &"é".repeat(16),
            &"+1".repeat(16),
        ] {
            assert!(Token::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(TokenHash::parse(""), None);
    }

    #[test]
    fn the_same_key_gives_the_same_token_under_one_secret_only() {
        let (a, b) = ([1; 32], [2; 32]);
        assert_eq!(Token::of_key(&a, "k").hash(), Token::of_key(&a, "k").hash());
        assert_ne!(Token::of_key(&a, "k").hash(), Token::of_key(&b, "k").hash());
        assert_ne!(Token::of_key(&a, "k").hash(), Token::of_key(&a, "l").hash());
    }
}

//! What a host chooses of a scenario, as arguments of the verbs that begin
//! with one.

use super::printer::Trouble;
use crate::model::{Name, ProfileId};
use crate::scenario::Choices;
use std::collections::BTreeMap;

/// The choices, to be flattened into a verb's arguments.
#[derive(clap::Args, Clone, Debug, Default)]
pub(super) struct ChoiceArgs {
    /// Swap a term of the scenario for your own word: `--set database=Postgres`. May be repeated.
    #[arg(long, value_name = "TERM=WORD", value_parser = swap)]
    set: Vec<(Name, String)>,
    /// Hold it in another of its ways, where it has several: `--profile debrief`.
    #[arg(long, value_name = "ID")]
    profile: Option<ProfileId>,
}

impl ChoiceArgs {
    /// Whether nothing was chosen.
    pub(super) fn is_empty(&self) -> bool {
        self.set.is_empty() && self.profile.is_none()
    }

    /// The choices.
    ///
    /// # Errors
    /// When a term is given two words.
    pub(super) fn choices(&self) -> Result<Choices, Trouble> {
        let mut terms = BTreeMap::new();
        for (name, word) in &self.set {
            let before = terms.insert(*name, word.clone());
            if before.is_some_and(|before| before != *word) {
                let why = format!("--set gives `{name}` two words. Give it one.");
                return Err(Trouble::Usage(why));
            }
        }
        let profile = self.profile;
        Ok(Choices { terms, profile })
    }
}

/// One `TERM=WORD`.
fn swap(text: &str) -> Result<(Name, String), String> {
    let (name, word) = text
        .split_once('=')
        .ok_or("write a term, `=` and your word for it: database=Postgres")?;
    let name = Name::new(name).map_err(|why| why.to_string())?;
    Ok((name, word.to_owned()))
}

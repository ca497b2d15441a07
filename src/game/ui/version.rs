//! The version of the scenario that the lobby holds: the host's own words for
//! its terms, the way in which it is held, and what became of the last save.

use egui::Ui;
use std::collections::BTreeMap;

use super::intent::Intent;
use super::kit::{Ink, KeyButton, Look, body, bold, choose_ui, field_ui, heading, small};
use super::start::Trouble;
use crate::model::{Name, ProfileId};
use crate::scenario::{Choices, Profile};

/// Troubles that are told; the rest is counted.
const TROUBLES: usize = 5;

/// What the host may choose, and what was chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VersionModel {
    /// The author's words that may be swapped.
    pub terms: BTreeMap<Name, String>,
    /// Ways of holding it; none or several.
    pub profiles: Vec<Profile>,
    /// The one that is held.
    pub profile: Option<ProfileId>,
    /// The host's own words, as they stand in the room.
    pub words: BTreeMap<Name, String>,
    /// The file that is followed.
    pub file: Option<String>,
    /// What became of the last change or save.
    pub told: Told,
}

/// What became of a change of the version.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Told {
    /// Nothing was changed.
    #[default]
    Nothing,
    /// It is in the room; so many requests of the lobby do not go with it.
    Taken {
        /// Requests that were dropped.
        lost: usize,
    },
    /// It was not taken, in a sentence. The version before it stays.
    Refused(String),
    /// It does not load. The version before it stays.
    Broken(Vec<Trouble>),
}

impl VersionModel {
    /// Whether there is anything to choose or to follow.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.profiles.len() < 2 && self.file.is_none()
    }

    /// What is chosen now.
    #[must_use]
    pub fn choices(&self) -> Choices {
        let several = self.profiles.len() > 1;
        Choices {
            terms: self.words.clone(),
            profile: self.profile.filter(|_| several),
        }
    }
}

/// Words that are not sent yet.
#[derive(Debug, Default)]
pub struct VersionLocal {
    /// A word for each term that was touched.
    pub words: BTreeMap<Name, String>,
    /// The way that was picked.
    pub profile: Option<ProfileId>,
}

impl VersionLocal {
    /// What is chosen once this is sent. A word that is left out, or is the
    /// author's, is no choice.
    fn choices(&self, model: &VersionModel) -> Choices {
        let before = model.choices();
        let word = |(name, authors): (&Name, &String)| {
            let draft = self.words.get(name).or_else(|| before.terms.get(name))?;
            let word = draft.trim();
            (!word.is_empty() && word != authors).then(|| (*name, word.to_owned()))
        };
        Choices {
            terms: model.terms.iter().filter_map(word).collect(),
            profile: self.profile.or(before.profile),
        }
    }
}

/// What a save or a choice has broken, where nobody overlooks it.
pub(super) fn broken_ui(ui: &mut Ui, model: &VersionModel) {
    let Told::Broken(troubles) = &model.told else {
        return;
    };
    let file = model.file.as_deref().unwrap_or("The scenario");
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    ui.label(bold(format!("{name} does not load"), Ink::Severity(2)))
        .on_hover_text(file);
    ui.label(small(
        "The last good version stays in the room. Save it again once it is mended.",
        Ink::Second,
    ));
    ui.add_space(6.0);
    for trouble in troubles.iter().take(TROUBLES) {
        let words = format!("Line {}: {}", trouble.line, trouble.message);
        ui.label(body(words, Ink::Text));
        if let Some(hint) = &trouble.hint {
            ui.label(small(hint.as_str(), Ink::Second));
        }
        ui.add_space(4.0);
    }
    if troubles.len() > TROUBLES {
        let more = super::kit::plural(troubles.len() - TROUBLES, "more", "more");
        ui.label(small(format!("and {more}"), Ink::Second));
    }
    ui.add_space(10.0);
}

/// The fields, and what became of the last change.
pub(super) fn version_ui(
    ui: &mut Ui,
    model: &VersionModel,
    local: &mut VersionLocal,
    out: &mut Vec<Intent>,
) {
    ui.label(heading("This exercise", Ink::Text));
    ui.add_space(6.0);
    for (name, authors) in &model.terms {
        let held = model.words.get(name).cloned().unwrap_or_default();
        let draft = local.words.entry(*name).or_insert(held);
        field_ui(ui, &format!("Your word for “{name}”"), draft, authors);
    }
    if model.profiles.len() > 1 {
        let mut chosen = local.profile.or(model.profile);
        let ways: Vec<_> = model
            .profiles
            .iter()
            .map(|profile| (Some(profile.id), profile.title.clone()))
            .collect();
        choose_ui(ui, "Held as", &mut chosen, &ways);
        if chosen != model.profile || local.profile.is_some() {
            local.profile = chosen;
        }
        let of = model
            .profiles
            .iter()
            .find(|profile| Some(profile.id) == chosen);
        if let Some(profile) = of {
            ui.label(small(profile.text.as_str(), Ink::Second));
            ui.add_space(8.0);
        }
    }
    if !model.terms.is_empty() || model.profiles.len() > 1 {
        let wanted = local.choices(model);
        let changed = wanted != model.choices();
        let look = if changed { Look::Lit } else { Look::Plain };
        let same = (!changed).then(|| "It stands in the room as it is here.".to_owned());
        if KeyButton::new("Put it into the room", "")
            .look(look)
            .refused(same)
            .show(ui)
            .clicked()
        {
            out.push(Intent::Choose(wanted));
        }
        ui.add_space(6.0);
    }
    match &model.told {
        Told::Nothing | Told::Broken(_) => {}
        Told::Taken { lost: 0 } => {
            ui.label(small("It is in the room. Everybody sees it.", Ink::Ok));
        }
        Told::Taken { lost } => {
            let words = format!(
                "It is in the room. {} of the lobby do not go with it and are dropped: look at who sits where.",
                super::kit::plural(*lost, "request", "requests")
            );
            ui.label(small(words, Ink::Lamp));
        }
        Told::Refused(why) => {
            ui.label(small(why.as_str(), Ink::Severity(2)));
            ui.label(small("The version before it stays.", Ink::Second));
        }
    }
    if let Some(file) = &model.file {
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
        ui.label(small(
            format!("Until the briefing, saving {name} reloads it here."),
            Ink::Third,
        ))
        .on_hover_text(file);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Name {
        Name::new(text).unwrap()
    }

    #[test]
    fn only_words_of_ones_own_are_chosen() {
        let model = VersionModel {
            terms: [
                (name("database"), "Cassandra"),
                (name("shop"), "grocery app"),
            ]
            .map(|(name, word)| (name, word.to_owned()))
            .into(),
            words: [(name("shop"), "ticket office".to_owned())].into(),
            ..VersionModel::default()
        };
        let wanted = |words: &[(&str, &str)]| {
            let words = words
                .iter()
                .map(|(of, word)| (name(of), (*word).to_owned()));
            let local = VersionLocal {
                words: words.collect(),
                profile: None,
            };
            local.choices(&model).terms
        };
        assert_eq!(wanted(&[]), model.words, "nothing was touched");
        assert_eq!(wanted(&[("shop", " ")]), BTreeMap::new());
        assert_eq!(wanted(&[("shop", "grocery app")]), BTreeMap::new());
        let both = wanted(&[("database", " Postgres ")]);
        assert_eq!(both[&name("database")], "Postgres");
        assert_eq!(both.len(), 2);
    }
}

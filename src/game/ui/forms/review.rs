//! The form of an entry of the review, in a scene that is for it.

use egui::Ui;

use super::super::kit::{Ink, area_ui, body, choose_ui, field_ui};
use super::MoveForm;
use crate::engine::ReviewVerb;
use crate::model::ClockTime;
use crate::scenario::{Bone, EntryKind, Horizon};

impl MoveForm {
    /// The entry of the review that is filled in.
    pub(super) fn entry(&self, time: Option<ClockTime>) -> Result<ReviewVerb, String> {
        let text = self.text.trim().to_owned();
        let [owner, due, check] = self.more.each_ref().map(|words| words.trim().to_owned());
        Ok(match self.entry {
            EntryKind::Frame => ReviewVerb::Frame { text },
            EntryKind::AddMoment => ReviewVerb::AddMoment {
                at: time.ok_or("When was it?")?,
                text,
            },
            EntryKind::AddWhy => ReviewVerb::AddWhy { text },
            EntryKind::AddCause => ReviewVerb::AddCause {
                bone: self.bone,
                systemic: self.systemic,
                text,
            },
            EntryKind::Worked => ReviewVerb::Worked { text },
            EntryKind::Hindered => ReviewVerb::Hindered { text },
            EntryKind::AddAction => ReviewVerb::AddAction {
                priority: self.horizon,
                owner,
                due,
                check,
                text,
            },
            EntryKind::Surprise | EntryKind::Star | EntryKind::Feedback => {
                ReviewVerb::Surprise { text }
            }
        })
    }
}

/// The entries that a scene for the review offers, with what each is called.
const ENTRIES: [(EntryKind, &str); 8] = [
    (EntryKind::Frame, "what it is for"),
    (EntryKind::AddMoment, "a moment"),
    (EntryKind::AddWhy, "a why"),
    (EntryKind::AddCause, "a cause"),
    (EntryKind::Worked, "what helped"),
    (EntryKind::Hindered, "what hindered"),
    (EntryKind::Surprise, "a surprise"),
    (EntryKind::AddAction, "an action"),
];

pub(super) fn review_ui(ui: &mut Ui, form: &mut MoveForm) {
    let entries = ENTRIES.map(|(kind, words)| (kind, words.to_owned()));
    choose_ui(ui, "Which part", &mut form.entry, &entries);
    match form.entry {
        EntryKind::AddMoment => {
            field_ui(ui, "When", &mut form.time, "14:05");
        }
        EntryKind::AddCause => {
            let bones = Bone::ALL.map(|bone| (bone, bone.word().to_owned()));
            choose_ui(ui, "Which bone", &mut form.bone, &bones);
            let words = body("It would cause other incidents, too", Ink::Text);
            ui.checkbox(&mut form.systemic, words);
        }
        EntryKind::AddAction => {
            let soon = Horizon::ALL.map(|of| (of, of.word().to_owned()));
            choose_ui(ui, "How soon", &mut form.horizon, &soon);
            for ((label, hint), words) in [
                ("Who sees to it", ""),
                ("By", "2026-12-01"),
                ("Done when", "how one will know"),
            ]
            .into_iter()
            .zip(&mut form.more)
            {
                field_ui(ui, label, words, hint);
            }
        }
        _ => {}
    }
    area_ui(ui, "The words", &mut form.text, 3);
}

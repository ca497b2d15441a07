//! The time cut: before the clock turns, the table states what is running,
//! who tells whom and how often, and what would wake the commander.

use egui::Ui;

use crate::engine::{CutPlan, HostVerb, Informs};
use crate::game::ui::kit::{Ink, KeyButton, area_ui, body, choose_ui, field_ui, small};
use crate::game::ui::lore::Lore;
use crate::model::{ChannelId, SeatId, Span};
use crate::view::{OptionView, SceneView};

/// The plan as far as it was written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CutDraft {
    /// What is running.
    pub running: String,
    /// What would wake the commander.
    pub wake: String,
    /// Who tells whom, and how often.
    pub informs: Vec<Informs>,
    seat: Option<SeatId>,
    channel: Option<ChannelId>,
    every: Option<u64>,
}

/// What the form needs to know.
#[derive(Clone, Copy)]
pub(in crate::game::ui) struct CutStage<'a> {
    /// The scene that ends.
    pub(in crate::game::ui) scene: Option<&'a SceneView>,
    /// Options on the table.
    pub(in crate::game::ui) options: &'a [OptionView],
    /// Seats and channels.
    pub(in crate::game::ui) lore: &'a Lore,
}

impl CutDraft {
    /// Begins with the work that is going on.
    pub(in crate::game::ui) fn of(stage: CutStage<'_>) -> Self {
        let options = stage
            .options
            .iter()
            .filter(|option| option.running_since.is_some());
        let running: Vec<String> = options
            .map(|option| format!("{}, {}", option.letter, option.name))
            .collect();
        Self {
            running: running.join("; "),
            ..Self::default()
        }
    }

    /// What is asked of the room.
    #[must_use]
    pub fn verb(&self) -> HostVerb {
        HostVerb::Cut {
            plan: CutPlan {
                running: self.running.trim().to_owned(),
                informs: self.informs.clone(),
                wake: self.wake.trim().to_owned(),
            },
        }
    }
}

pub(in crate::game::ui) fn cut_ui(ui: &mut Ui, stage: CutStage<'_>, draft: &mut CutDraft) {
    if let Some(line) = stage.scene.and_then(|scene| scene.cut_line.as_ref()) {
        ui.label(body(format!("Say: “{line}”"), Ink::Text));
        ui.add_space(12.0);
    }
    area_ui(ui, "What is running", &mut draft.running, 2);
    ui.label(small("Who tells whom, and how often", Ink::Second));
    ui.add_space(2.0);
    let mut gone = None;
    for (index, informs) in draft.informs.iter().enumerate() {
        ui.horizontal(|ui| {
            let line = format!(
                "{} to {}, every {}",
                stage.lore.short(informs.seat),
                stage.lore.channel(informs.channel),
                informs.every
            );
            ui.label(body(line, Ink::Text));
            if KeyButton::new("Take out", "")
                .height(24.0)
                .show(ui)
                .clicked()
            {
                gone = Some(index);
            }
        });
    }
    if let Some(index) = gone {
        draft.informs.remove(index);
    }
    let seats: Vec<_> = stage
        .lore
        .shorts
        .iter()
        .map(|(id, short)| (Some(*id), short.clone()))
        .collect();
    choose_ui(ui, "", &mut draft.seat, &seats);
    let channels: Vec<_> = stage
        .lore
        .channels
        .iter()
        .map(|(id, title)| (Some(*id), title.clone()))
        .collect();
    choose_ui(ui, "", &mut draft.channel, &channels);
    let spans: Vec<_> = [15, 30, 60]
        .into_iter()
        .map(|minutes| (Some(minutes), format!("every {minutes} min")))
        .collect();
    choose_ui(ui, "", &mut draft.every, &spans);
    if let (Some(seat), Some(channel), Some(every)) = (draft.seat, draft.channel, draft.every) {
        draft.informs.push(Informs {
            seat,
            channel,
            every: Span::minutes(every),
        });
        (draft.seat, draft.channel, draft.every) = (None, None, None);
    }
    field_ui(
        ui,
        "What would wake the incident commander",
        &mut draft.wake,
        "the restore stalls; customers call the press",
    );
}

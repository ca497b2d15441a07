//! The console's dialogs: improvise, speak as, adjudicate, adopt, time cut,
//! ENDEX. Each is a draft of one verb; Escape puts it away.

use egui::{Align, Key, Layout, Ui};

use super::cut::{CutDraft, cut_ui};
use super::{ConsoleLocal, ConsoleModel};
use crate::engine::{Adopt, Command, HostVerb, Move, Play, RiskPreset};
use crate::game::ui::intent::Intent;
use crate::game::ui::kit::{
    Ink, KeyButton, Look, area_ui, body, choose_ui, field_ui, heading, small,
};
use crate::game::ui::lore::medium_word;
use crate::game::ui::model::speaker;
use crate::model::{ChannelId, SeatId, Seq, Span};
use crate::scenario::{Medium, Receivers, Sender};

/// A dialog with its draft.
#[derive(Debug, Clone, PartialEq)]
pub enum Dialog {
    /// Says something that no author wrote.
    Improvise {
        /// A seat that speaks; none: somebody else.
        seat: Option<SeatId>,
        /// Who else speaks.
        name: String,
        /// Who hears it.
        channel: Option<ChannelId>,
        /// By what means.
        medium: Medium,
        /// The words.
        words: String,
    },
    /// Speaks for a persona.
    SpeakAs {
        /// Whose seat.
        seat: Option<SeatId>,
        /// The words.
        words: String,
    },
    /// Rolls for something that no rule covers.
    Adjudicate {
        /// What is at stake.
        what: String,
        /// The chance, fixed before the roll.
        percent: u8,
    },
    /// Makes a proposal an option.
    Adopt {
        /// At most two words.
        name: String,
        /// Whose people do it.
        owner: Option<SeatId>,
        /// How long it takes, in minutes.
        minutes: u64,
        /// What is lost.
        loss: String,
        /// What users feel.
        impact: String,
        /// How risky it is.
        risk: RiskPreset,
        /// The proposal.
        from: Option<Seq>,
    },
    /// The declared jump to the next scene.
    Cut(CutDraft),
    /// Ends the exercise.
    End,
}

impl Dialog {
    /// The dialog that a letter opens; `selected` is the moment that it is about.
    pub(super) fn by_key(
        key: &str,
        model: &ConsoleModel<'_>,
        selected: Option<Seq>,
    ) -> Option<Self> {
        Some(match key {
            "I" => Self::Improvise {
                seat: None,
                name: String::new(),
                channel: model.lore.channels.first().map(|(id, _)| *id),
                medium: Medium::Phone,
                words: String::new(),
            },
            "S" => Self::SpeakAs {
                seat: model
                    .view
                    .table
                    .seats
                    .iter()
                    .find(|seat| seat.persona)
                    .map(|seat| seat.id),
                words: String::new(),
            },
            "J" => Self::Adjudicate {
                what: String::new(),
                percent: 50,
            },
            "P" => Self::adopt(model, selected),
            "T" => {
                let last = model
                    .view
                    .table
                    .common
                    .scene
                    .as_ref()
                    .is_none_or(|scene| scene.cut_to.is_none());
                if last { Self::End } else { Self::cut(model) }
            }
            _ => return None,
        })
    }

    /// The time cut, beginning with the work that is going on.
    #[must_use]
    pub fn cut(model: &ConsoleModel<'_>) -> Self {
        Self::Cut(CutDraft::of(model.cut_stage()))
    }

    /// A proposal becomes an option.
    #[must_use]
    pub fn adopt(model: &ConsoleModel<'_>, from: Option<Seq>) -> Self {
        let seat = from.and_then(|from| {
            let item = model.journal.iter().find(|item| item.seq == from)?;
            speaker(item)
        });
        Self::Adopt {
            name: String::new(),
            owner: seat,
            minutes: 30,
            loss: "none".to_owned(),
            impact: String::new(),
            risk: RiskPreset::Medium,
            from,
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::Improvise { .. } => "Improvise an inject",
            Self::SpeakAs { .. } => "Speak as a persona",
            Self::Adjudicate { .. } => "Adjudicate",
            Self::Adopt { .. } => "Adopt a proposal",
            Self::Cut(_) => "Time cut",
            Self::End => "ENDEX",
        }
    }

    fn act(&self) -> &'static str {
        match self {
            Self::Improvise { .. } => "Release",
            Self::SpeakAs { .. } => "Say it",
            Self::Adjudicate { .. } => "Roll",
            Self::Adopt { .. } => "Put it on the table",
            Self::Cut(_) => "Cut",
            Self::End => "End the exercise",
        }
    }

    /// What is asked of the room, once there is enough of it.
    ///
    /// # Errors
    /// With what is missing, in a sentence.
    pub fn verb(&self) -> Result<HostVerb, &'static str> {
        Ok(match self {
            Self::Improvise {
                seat,
                name,
                channel,
                medium,
                words,
            } => HostVerb::Improvise {
                from: seat.map_or_else(|| Sender::Other(name.trim().to_owned()), Sender::Seat),
                to: Receivers::Channel(channel.ok_or("Who hears it?")?),
                medium: *medium,
                text: words.trim().to_owned(),
            },
            Self::SpeakAs { seat, words } => HostVerb::SpeakAs {
                seat: seat
                    .ok_or("Every seat is held by a person: capture what they say instead.")?,
                play: Play {
                    text: words.trim().to_owned(),
                    ..Play::new(Move::Say)
                },
            },
            Self::Adjudicate { what, percent } => HostVerb::Adjudicate {
                what: what.trim().to_owned(),
                percent: *percent,
            },
            Self::Adopt {
                name,
                owner,
                minutes,
                loss,
                impact,
                risk,
                from,
            } => HostVerb::Adopt(Adopt {
                name: name.trim().to_owned(),
                owner: owner.ok_or("Whose people do it?")?,
                time: Span::minutes(*minutes),
                loss: loss.trim().to_owned(),
                impact: impact.trim().to_owned(),
                risk: *risk,
                from: *from,
            }),
            Self::Cut(draft) => draft.verb(),
            Self::End => HostVerb::End,
        })
    }
}

pub(super) fn dialogs_ui(
    ui: &mut Ui,
    model: &ConsoleModel<'_>,
    local: &mut ConsoleLocal,
    out: &mut Vec<Intent>,
) {
    let Some(mut dialog) = local.dialog.take() else {
        return;
    };
    let mut close = false;
    let modal = egui::Modal::new(egui::Id::new("console dialog"))
        .backdrop_color(crate::game::theme::colour::ROOM.alpha(0.6).egui())
        .frame(egui::Frame::window(ui.style()).inner_margin(20))
        .show(ui.ctx(), |ui| {
            ui.set_width(520.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.label(heading(dialog.title(), Ink::Text));
            ui.add_space(12.0);
            body_ui(ui, model, &mut dialog);
            ui.add_space(8.0);
            close = foot_ui(ui, model, &dialog, out);
        });
    let escaped = ui.input(|input| input.key_pressed(Key::Escape));
    if !(close || escaped || modal.should_close()) {
        local.dialog = Some(dialog);
    }
}

/// The verb's button and the way out; answers whether the dialog is done with.
fn foot_ui(ui: &mut Ui, model: &ConsoleModel<'_>, dialog: &Dialog, out: &mut Vec<Intent>) -> bool {
    let verb = dialog.verb();
    let refused = match &verb {
        Err(why) => Some((*why).to_owned()),
        Ok(verb) => (model.check)(&Command::Host(verb.clone()))
            .err()
            .map(|refusal| refusal.why),
    };
    if let Some(why) = &refused {
        ui.label(small(why.as_str(), Ink::Second));
        ui.add_space(8.0);
    }
    let mut close = false;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let look = if refused.is_none() {
            Look::Lit
        } else {
            Look::Plain
        };
        let sends = ui.input(|input| input.modifiers.command && input.key_pressed(Key::Enter));
        let button = KeyButton::new(dialog.act(), "")
            .look(look)
            .refused(refused.clone())
            .show(ui);
        if let (Ok(verb), true) = (&verb, refused.is_none() && (button.clicked() || sends)) {
            out.push(Intent::Host(verb.clone()));
            close = true;
        }
        if KeyButton::new("Leave it", "Esc").show(ui).clicked() {
            close = true;
        }
    });
    close
}

fn body_ui(ui: &mut Ui, model: &ConsoleModel<'_>, dialog: &mut Dialog) {
    let all: Vec<_> = model
        .lore
        .shorts
        .iter()
        .map(|(id, short)| (Some(*id), short.clone()))
        .collect();
    match dialog {
        Dialog::Improvise {
            seat,
            name,
            channel,
            medium,
            words,
        } => {
            let mut speakers = all;
            speakers.push((None, "somebody else".to_owned()));
            choose_ui(ui, "Who speaks", seat, &speakers);
            if seat.is_none() {
                field_ui(ui, "Their name", name, "a journalist");
            }
            let channels: Vec<_> = model
                .lore
                .channels
                .iter()
                .map(|(id, title)| (Some(*id), title.clone()))
                .collect();
            choose_ui(ui, "Who hears it", channel, &channels);
            let media = [
                Medium::Phone,
                Medium::Chat,
                Medium::Email,
                Medium::Alert,
                Medium::Press,
                Medium::Ticket,
            ];
            let media = media.map(|medium| (medium, medium_word(medium).to_owned()));
            choose_ui(ui, "By what means", medium, &media);
            area_ui(ui, "The words", words, 3);
        }
        Dialog::SpeakAs { seat, words } => {
            let personas: Vec<_> = model
                .view
                .table
                .seats
                .iter()
                .filter(|seat| seat.persona)
                .map(|seat| {
                    (
                        Some(seat.id),
                        format!("{} ({})", model.lore.short(seat.id), seat.character),
                    )
                })
                .collect();
            choose_ui(ui, "Whose persona", seat, &personas);
            area_ui(ui, "What they say in the war room", words, 3);
        }
        Dialog::Adjudicate { what, percent } => {
            ui.label(body("For what no rule covers. The odds are fixed before the roll, and everybody sees both.", Ink::Second));
            ui.add_space(8.0);
            field_ui(
                ui,
                "What is at stake",
                what,
                "the vendor answers at three in the morning",
            );
            let odds = [10u8, 25, 50, 75, 90].map(|odds| (odds, format!("{odds}%")));
            choose_ui(ui, "The chance that it comes off", percent, &odds);
        }
        Dialog::Adopt {
            name,
            owner,
            minutes,
            loss,
            impact,
            risk,
            ..
        } => {
            field_ui(ui, "Name, at most two words", name, "read-only mode");
            choose_ui(ui, "Whose people do it", owner, &all);
            let times = [
                (10, "10 min"),
                (30, "30 min"),
                (60, "1 h"),
                (120, "2 h"),
                (240, "4 h"),
            ];
            choose_ui(
                ui,
                "Time",
                minutes,
                &times.map(|(minutes, word)| (minutes, word.to_owned())),
            );
            let presets =
                ["none", "some minutes", "2 h"].map(|words| (words.to_owned(), words.to_owned()));
            choose_ui(ui, "Data lost", loss, &presets);
            field_ui(ui, "Or in words", loss, "");
            field_ui(
                ui,
                "What users feel",
                impact,
                "nobody can write for half an hour",
            );
            let risks = [RiskPreset::Low, RiskPreset::Medium, RiskPreset::High];
            let risks = risks.map(|risk| {
                (
                    risk,
                    format!("{}, {}% to succeed", risk.word(), risk.percent()),
                )
            });
            choose_ui(ui, "Risk", risk, &risks);
        }
        Dialog::Cut(draft) => {
            cut_ui(ui, model.cut_stage(), draft);
            if KeyButton::new("ENDEX instead…", "")
                .height(28.0)
                .show(ui)
                .clicked()
            {
                *dialog = Dialog::End;
            }
        }
        Dialog::End => {
            ui.label(body(
                "Play ends on every screen, and the hot wash begins. This can't be taken back.",
                Ink::Text,
            ));
        }
    }
}

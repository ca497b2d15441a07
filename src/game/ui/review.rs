//! The retrospective: from moments to causes to actions, each with an owner, a
//! date and a check. Who sat where is left aside: systems, not people.

use egui::{Rect, ScrollArea, Ui, pos2, vec2};

use super::compared::{compared_ui, found};
use super::intent::{Intent, Screen};
use super::kit::{
    Ink, KeyButton, Look, area_ui, body, bold, choose_ui, field_ui, heading, heading_ui, inside,
    light, small,
};
use super::lore::Lore;
use super::model::{Check, RoomModel};
use crate::engine::{Command, ReviewVerb};
use crate::game::theme::colour;
use crate::game::theme::scale::console;
use crate::model::{SeatId, Seq};
use crate::scenario::{Bone, Horizon};
use crate::scoring::Compared;
use crate::view::{Item, Line};

/// Everything that the retrospective shows.
#[derive(Clone, Copy)]
pub struct ReviewModel<'a> {
    /// The exercise's title.
    pub title: &'a str,
    /// What happened, oldest first; entries of the review among it.
    pub journal: &'a [Item],
    /// Entries so far, oldest first.
    pub entries: &'a [ReviewVerb],
    /// The table's entries beside the author's, part by part: shown once
    /// asked for. Empty where the author wrote none.
    pub compared: &'a [Compared],
    /// Short names of seats.
    pub lore: &'a Lore,
    /// The room from outside: where the report was written.
    pub room: &'a RoomModel,
    /// The room's rule.
    pub check: Check<'a>,
}

/// What is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "each name is the step of the retrospective")]
pub enum Step {
    #[default]
    Frame,
    Moments,
    Whys,
    Causes,
    Went,
    Actions,
    Feedback,
}

impl Step {
    /// The parts of the author's review that are about the same.
    fn parts(self) -> &'static [&'static str] {
        match self {
            Self::Moments => &["Timeline"],
            Self::Whys => &["Why"],
            Self::Causes => &["Causes"],
            Self::Went => &["What helped", "What hindered"],
            Self::Actions => &["Actions"],
            Self::Frame | Self::Feedback => &[],
        }
    }

    const ALL: [(Self, &'static str, &'static str); 7] = [
        (
            Self::Frame,
            "Frame",
            "What is looked at, what for, and that nobody is blamed.",
        ),
        (
            Self::Moments,
            "Moments",
            "What the journal does not have; stars mark what to talk about.",
        ),
        (
            Self::Whys,
            "Five whys",
            "Each answer asks the next why. Stop at something one can change.",
        ),
        (
            Self::Causes,
            "Causes",
            "On the bones of the fish: what lay behind what was seen?",
        ),
        (
            Self::Went,
            "Helped, hindered, surprised",
            "What to keep, what to change, what nobody expected.",
        ),
        (
            Self::Actions,
            "Actions",
            "Few. Each with an owner, a date, and how one will know.",
        ),
        (
            Self::Feedback,
            "Feedback",
            "A word from one role to another. Only they read it.",
        ),
    ];
}

/// Drafts of every form.
#[derive(Debug)]
pub struct ReviewLocal {
    /// The step.
    pub step: Step,
    /// The words.
    pub text: String,
    /// A time of day.
    pub at: String,
    /// The moment to star.
    pub star: Option<Seq>,
    /// The bone of a cause.
    pub bone: Bone,
    /// Systemic rather than proximate.
    pub systemic: bool,
    /// Helped, hindered or surprised.
    pub went: Went,
    /// How soon.
    pub priority: Horizon,
    /// Who sees to it.
    pub owner: String,
    /// By when, `2026-12-01`.
    pub due: String,
    /// How one will know.
    pub done_when: String,
    /// To whom a word goes.
    pub to: Option<SeatId>,
    /// The author's own answers are shown.
    pub compare: bool,
}

/// How something went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each name is its word")]
pub enum Went {
    Helped,
    Hindered,
    Surprised,
}

impl Default for ReviewLocal {
    fn default() -> Self {
        Self {
            step: Step::Frame,
            text: String::new(),
            at: String::new(),
            star: None,
            bone: Bone::Process,
            systemic: true,
            went: Went::Helped,
            priority: Horizon::Month,
            owner: String::new(),
            due: String::new(),
            done_when: String::new(),
            to: None,
            compare: false,
        }
    }
}

impl ReviewLocal {
    /// The entry, once there is enough of it.
    ///
    /// # Errors
    /// With what is missing, in a sentence.
    pub fn verb(&self) -> Result<ReviewVerb, String> {
        let text = self.text.trim().to_owned();
        if text.is_empty() {
            return Err("The words are missing.".to_owned());
        }
        Ok(match self.step {
            Step::Frame => ReviewVerb::Frame { text },
            Step::Moments => {
                let at = self
                    .at
                    .trim()
                    .parse()
                    .map_err(|why: crate::model::BadTime| why.to_string())?;
                ReviewVerb::AddMoment { at, text }
            }
            Step::Whys => ReviewVerb::AddWhy { text },
            Step::Causes => ReviewVerb::AddCause {
                bone: self.bone,
                systemic: self.systemic,
                text,
            },
            Step::Went => match self.went {
                Went::Helped => ReviewVerb::Worked { text },
                Went::Hindered => ReviewVerb::Hindered { text },
                Went::Surprised => ReviewVerb::Surprise { text },
            },
            Step::Actions => ReviewVerb::AddAction {
                priority: self.priority,
                owner: self.owner.trim().to_owned(),
                due: self.due.trim().to_owned(),
                check: self.done_when.trim().to_owned(),
                text,
            },
            Step::Feedback => ReviewVerb::Feedback {
                to: self.to.ok_or("To which role?")?,
                text,
            },
        })
    }
}

/// Shows the retrospective.
pub fn review_ui(
    ui: &mut Ui,
    model: &ReviewModel<'_>,
    local: &mut ReviewLocal,
    out: &mut Vec<Intent>,
) {
    let window = ui.max_rect();
    ui.painter().rect_filled(window, 0, colour::LINE.egui());
    let left = (window.width() * 0.19).clamp(240.0, 300.0);
    let right = (window.width() * 0.34).clamp(360.0, 560.0);
    let rects = [
        Rect::from_min_max(window.min, pos2(window.left() + left, window.bottom())),
        Rect::from_min_max(
            pos2(window.left() + left + 1.0, window.top()),
            pos2(window.right() - right - 1.0, window.bottom()),
        ),
        Rect::from_min_max(pos2(window.right() - right, window.top()), window.max),
    ];
    for rect in rects {
        ui.painter().rect_filled(rect, 0, colour::ROOM_AFTER.egui());
    }
    let [steps, form, entries] = rects;
    ui.push_id("steps", |ui| {
        inside(ui, steps.shrink(16.0), |ui| steps_ui(ui, model, local, out))
    });
    ui.push_id("form", |ui| {
        inside(ui, form.shrink(24.0), |ui| step_ui(ui, model, local, out))
    });
    ui.push_id("entries", |ui| {
        inside(ui, entries, |ui| entries_ui(ui, model))
    });
}

fn steps_ui(ui: &mut Ui, model: &ReviewModel<'_>, local: &mut ReviewLocal, out: &mut Vec<Intent>) {
    ui.label(light("Retrospective", 20.0, Ink::Text));
    ui.label(small(model.title, Ink::Second));
    ui.add_space(16.0);
    let width = ui.available_width();
    for (step, title, _) in Step::ALL {
        let look = if local.step == step {
            Look::On
        } else {
            Look::Plain
        };
        if KeyButton::new(title, "")
            .width(width)
            .look(look)
            .show(ui)
            .clicked()
            && local.step != step
        {
            local.step = step;
            local.text.clear();
        }
        ui.add_space(4.0);
    }
    if local.compare && !model.compared.is_empty() {
        ui.add_space(8.0);
        let words = format!("The author’s review: {}", found(model.compared));
        ui.label(small(words, Ink::Second));
    }
    ui.add_space(20.0);
    let look = if model.room.report.is_none() && !model.entries.is_empty() {
        Look::Lit
    } else {
        Look::Plain
    };
    if KeyButton::new("Write the report", "")
        .width(width)
        .height(36.0)
        .look(look)
        .show(ui)
        .clicked()
    {
        out.push(Intent::Export);
    }
    ui.add_space(6.0);
    match &model.room.report {
        None => ui.label(small(
            "As text, a page, tables, and dates for a calendar.",
            Ink::Third,
        )),
        Some(Ok(place)) => {
            ui.label(small(format!("Written to {place}"), Ink::Ok));
            let yours = "Yours, with notes and feedback, is in its folder “host”.";
            ui.label(small(yours, Ink::Third))
        }
        Some(Err(why)) => ui.label(small(format!("Not written: {why}"), Ink::Severity(2))),
    };
    ui.add_space(16.0);
    if KeyButton::new("Back to the hot wash", "")
        .width(width)
        .show(ui)
        .clicked()
    {
        out.push(Intent::Navigate(Screen::HotWash));
    }
    ui.add_space(4.0);
    if KeyButton::new("To the start", "")
        .width(width)
        .show(ui)
        .clicked()
    {
        out.push(Intent::Navigate(Screen::Start));
    }
}

fn step_ui(ui: &mut Ui, model: &ReviewModel<'_>, local: &mut ReviewLocal, out: &mut Vec<Intent>) {
    let Some((step, title, hint)) = Step::ALL.into_iter().find(|(step, ..)| *step == local.step)
    else {
        return;
    };
    ui.label(heading(title, Ink::Text));
    ui.label(body(hint, Ink::Second));
    ui.add_space(16.0);
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            fields_ui(ui, model, local, step);
            let verb = local.verb();
            let refused = match &verb {
                Err(why) => Some(why.clone()),
                Ok(verb) => (model.check)(&Command::Review(verb.clone()))
                    .err()
                    .map(|refusal| refusal.why),
            };
            if let Some(why) = refused.as_ref().filter(|_| !local.text.trim().is_empty()) {
                ui.label(small(why.as_str(), Ink::Severity(2)));
                ui.add_space(6.0);
            }
            let look = if refused.is_none() {
                Look::Lit
            } else {
                Look::Plain
            };
            let can = refused.is_none();
            let pressed = KeyButton::new("Add", "")
                .height(36.0)
                .look(look)
                .refused(refused)
                .show(ui)
                .clicked();
            let sends =
                ui.input(|input| input.modifiers.command && input.key_pressed(egui::Key::Enter));
            if let (Ok(verb), true) = (verb, can && (pressed || sends)) {
                out.push(Intent::Review(verb));
                local.text.clear();
            }
            compare_ui(ui, model, local, step);
            if step == Step::Moments {
                star_ui(ui, model, local, out);
            }
        });
}

/// The author's answers to the same, for whoever has given their own.
fn compare_ui(ui: &mut Ui, model: &ReviewModel<'_>, local: &mut ReviewLocal, step: Step) {
    let parts = || {
        let of = |part: &&Compared| step.parts().contains(&part.part);
        model.compared.iter().filter(of)
    };
    if parts().next().is_none() {
        return;
    }
    ui.add_space(24.0);
    ui.checkbox(
        &mut local.compare,
        body("Compare with the author’s review", Ink::Second),
    );
    if !local.compare {
        return;
    }
    for part in parts() {
        compared_ui(ui, part);
    }
    ui.add_space(8.0);
    ui.label(small(
        "Matched by words and times. It is there to talk about, not a mark: what is yours alone may be the better answer.",
        Ink::Third,
    ));
}

fn fields_ui(ui: &mut Ui, model: &ReviewModel<'_>, local: &mut ReviewLocal, step: Step) {
    match step {
        Step::Frame | Step::Whys => {}
        Step::Moments => {
            field_ui(ui, "When", &mut local.at, "02:14");
        }
        Step::Causes => {
            let bones = Bone::ALL.map(|bone| (bone, format!("{bone:?}")));
            choose_ui(ui, "Which bone", &mut local.bone, &bones);
            let kinds = [
                (true, "systemic: would trip anybody".to_owned()),
                (false, "proximate: set this one off".to_owned()),
            ];
            choose_ui(ui, "What kind of cause", &mut local.systemic, &kinds);
        }
        Step::Went => {
            let kinds = [
                (Went::Helped, "helped"),
                (Went::Hindered, "hindered"),
                (Went::Surprised, "surprised"),
            ];
            choose_ui(
                ui,
                "It",
                &mut local.went,
                &kinds.map(|(kind, word)| (kind, word.to_owned())),
            );
        }
        Step::Actions => {
            let soon = [
                (Horizon::Week, "this week"),
                (Horizon::Month, "this month"),
                (Horizon::Quarter, "this quarter"),
            ];
            choose_ui(
                ui,
                "How soon",
                &mut local.priority,
                &soon.map(|(horizon, word)| (horizon, word.to_owned())),
            );
            field_ui(ui, "Who sees to it", &mut local.owner, "one name");
            field_ui(ui, "By when", &mut local.due, "2026-12-01");
            field_ui(
                ui,
                "Done when",
                &mut local.done_when,
                "a drill restores one table in an hour",
            );
        }
        Step::Feedback => {
            let seats: Vec<_> = model
                .lore
                .shorts
                .iter()
                .map(|(id, short)| (Some(*id), short.clone()))
                .collect();
            choose_ui(ui, "To", &mut local.to, &seats);
        }
    }
    let label = match step {
        Step::Frame => "What are we here to learn?",
        Step::Moments => "What happened",
        Step::Whys => "Because",
        Step::Causes => "The cause",
        Step::Went => "What",
        Step::Actions => "What is to be done",
        Step::Feedback => "The words",
    };
    area_ui(ui, label, &mut local.text, 4);
}

fn star_ui(ui: &mut Ui, model: &ReviewModel<'_>, local: &mut ReviewLocal, out: &mut Vec<Intent>) {
    ui.add_space(20.0);
    ui.label(bold("Star a moment", Ink::Text));
    ui.add_space(4.0);
    let looks = super::console::JournalRow::default;
    let said = model
        .journal
        .iter()
        .rev()
        .filter(|item| matches!(item.line, Line::Message { .. }))
        .take(40);
    for item in said {
        let marked = local.star == Some(item.seq);
        let row = super::console::JournalRow { marked, ..looks() };
        if super::console::journal_row_ui(ui, item, &[], model.lore, row).clicked() {
            local.star = Some(item.seq);
            out.push(Intent::Review(ReviewVerb::Star { of: item.seq }));
        }
    }
}

fn entries_ui(ui: &mut Ui, model: &ReviewModel<'_>) {
    heading_ui(
        ui,
        "So far",
        &super::kit::plural(model.entries.len(), "entry", "entries"),
        "",
    );
    let rest =
        Rect::from_min_max(ui.cursor().min, ui.max_rect().max).shrink2(vec2(console::PAD, 0.0));
    inside(ui, rest, |ui| {
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                if model.entries.is_empty() {
                    ui.label(body("Nothing yet. Begin with the frame.", Ink::Third));
                }
                for entry in model.entries {
                    let (word, words) = entry_words(entry);
                    ui.label(small(word, Ink::Second));
                    ui.label(body(words, Ink::Text));
                    ui.add_space(8.0);
                }
            });
    });
}

fn entry_words(entry: &ReviewVerb) -> (String, String) {
    let (word, text) = match entry {
        ReviewVerb::Frame { text } => ("frame".to_owned(), text.clone()),
        ReviewVerb::AddMoment { at, text } => (at.to_string(), text.clone()),
        ReviewVerb::Star { of } => ("starred".to_owned(), of.to_string()),
        ReviewVerb::AddWhy { text } => ("because".to_owned(), text.clone()),
        ReviewVerb::AddCause {
            bone,
            systemic,
            text,
        } => {
            let kind = if *systemic { "systemic" } else { "proximate" };
            (
                format!("{kind} cause, {}", format!("{bone:?}").to_lowercase()),
                text.clone(),
            )
        }
        ReviewVerb::Worked { text } => ("helped".to_owned(), text.clone()),
        ReviewVerb::Hindered { text } => ("hindered".to_owned(), text.clone()),
        ReviewVerb::Surprise { text } => ("surprised".to_owned(), text.clone()),
        ReviewVerb::AddAction {
            owner,
            due,
            check,
            text,
            ..
        } => (
            format!("{owner}, by {due}"),
            format!("{text} Done when {check}."),
        ),
        // From one role to another: not the room's to read.
        ReviewVerb::Feedback { .. } => (
            "feedback".to_owned(),
            "in the report's edition for the host".to_owned(),
        ),
    };
    (word, text)
}

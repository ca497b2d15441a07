//! What if: another decision at a moment of the exercise, and how the rest
//! might have gone, many times over. Said in words that a host can read aloud.
//!
//! Absent on purpose: the playing itself, which somebody else does beside the
//! frames.

use egui::{Rect, ScrollArea, Sense, Ui, pos2, vec2};

use super::console::{points, range};
use super::intent::Intent;
use super::kit::{
    Ink, KeyButton, Look, Slot, bar, body, bold, column_ui, heading, inside, range_bar, row, small,
};
use crate::game::theme::colour;
use crate::game::theme::scale::console;
use crate::model::{ClockTime, OptionId, Seq, SimTime};
use crate::rehearsal::{OutcomeSummary, Share, Summary};

/// How often the rest is played unless somebody says otherwise.
pub const RUNS: u64 = 200;
/// Endings that are shown one by one.
const ENDINGS: usize = 6;

/// A decision, with what else could have been decided there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fork {
    /// The last event before it.
    pub before: Seq,
    /// When it was made.
    pub at: SimTime,
    /// What was decided.
    pub chosen: OptionId,
    /// Whether that is one of the author's options, not one that was adopted.
    pub authors: bool,
    /// Every option there was, what was decided among them.
    pub ways: Vec<Way>,
}

/// An option at a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Which.
    pub option: OptionId,
    /// What people call it.
    pub name: String,
    /// Why it could not have been decided on then.
    pub refused: Option<String>,
}

impl Fork {
    /// What people call an option of it.
    pub fn name(&self, option: OptionId) -> &str {
        let way = self.ways.iter().find(|way| way.option == option);
        way.map_or("another way", |way| way.name.as_str())
    }

    /// The first other way that was on the table then.
    fn other(&self) -> Option<OptionId> {
        let other = |way: &&Way| way.option != self.chosen && way.refused.is_none();
        self.ways.iter().find(other).map(|way| way.option)
    }

    fn label(&self, start: ClockTime) -> String {
        format!("{} {}", clock(start, self.at), self.name(self.chosen))
    }
}

/// What is to be played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The last event that stands.
    pub before: Seq,
    /// What is decided instead.
    pub option: OptionId,
    /// How many times the rest is played.
    pub runs: u64,
}

/// How the last question stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Wonder {
    /// Nothing was asked.
    #[default]
    Nothing,
    /// It is being played.
    Playing {
        /// What was asked.
        ask: Ask,
        /// How many are through.
        played: u64,
    },
    /// It was played.
    Came {
        /// What was asked.
        ask: Ask,
        /// What it came to.
        summary: Box<Summary>,
    },
    /// It cannot be played, in a sentence.
    Refused(String),
}

/// Everything that the panel shows.
#[derive(Clone, Copy)]
pub struct WhatIfModel<'a> {
    /// Every decision of the exercise.
    pub forks: &'a [Fork],
    /// How the last question stands.
    pub wonder: &'a Wonder,
    /// The headline of the team's own ending.
    pub ending: Option<&'a str>,
    /// The team's own total: certain, and if all is confirmed.
    pub total: (f32, f32),
    /// What the story's clock showed at STARTEX.
    pub start: ClockTime,
}

impl WhatIfModel<'_> {
    /// The decision that is turned: the one picked, else the first on one of
    /// the author's options, else the first.
    fn fork(&self, local: &WhatIfLocal) -> Option<&Fork> {
        let picked = |fork: &&Fork| Some(fork.before) == local.before;
        let forks = || self.forks.iter();
        forks()
            .find(picked)
            .or_else(|| forks().find(|fork| fork.authors))
            .or_else(|| forks().next())
    }
}

/// The question that is being put.
#[derive(Debug)]
pub struct WhatIfLocal {
    /// The decision; none: the main one.
    pub before: Option<Seq>,
    /// What instead; none: the first other way that was on the table.
    pub option: Option<OptionId>,
    /// How many times.
    pub runs: u64,
}

impl Default for WhatIfLocal {
    fn default() -> Self {
        Self {
            before: None,
            option: None,
            runs: RUNS,
        }
    }
}

/// Shows the question, and what came of the last one.
pub fn what_if_ui(
    ui: &mut Ui,
    model: &WhatIfModel<'_>,
    local: &mut WhatIfLocal,
    out: &mut Vec<Intent>,
) {
    let rest = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
    inside(ui, rest, |ui| {
        let area = ScrollArea::vertical().id_salt("what if");
        area.auto_shrink([false, false]).show(ui, |ui| {
            column_ui(ui, console::PAD, |ui| {
                ui.add_space(12.0);
                let Some(fork) = model.fork(local) else {
                    ui.label(body(
                        "Nothing was decided in this exercise, so there is nothing to decide otherwise.",
                        Ink::Second,
                    ));
                    return;
                };
                let playing = matches!(model.wonder, Wonder::Playing { .. });
                if !playing {
                    question_ui(ui, model, fork, local, out);
                }
                answer_ui(ui, model, out);
                ui.add_space(24.0);
            });
        });
    });
}

fn question_ui(
    ui: &mut Ui,
    model: &WhatIfModel<'_>,
    fork: &Fork,
    local: &mut WhatIfLocal,
    out: &mut Vec<Intent>,
) {
    if model.forks.len() > 1 {
        let mut picked = Some(fork.before);
        let forks: Vec<_> = model
            .forks
            .iter()
            .map(|fork| (Some(fork.before), fork.label(model.start)))
            .collect();
        super::kit::choose_ui(ui, "Which decision", &mut picked, &forks);
        if picked != Some(fork.before) {
            local.before = picked;
            local.option = None;
        }
    } else {
        ui.label(small("The decision", Ink::Second));
        ui.label(bold(fork.label(model.start), Ink::Text));
        ui.add_space(8.0);
    }
    let picked = local.option.or_else(|| fork.other());
    ui.label(small("What instead", Ink::Second));
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        let (own, others): (Vec<&Way>, Vec<&Way>) =
            fork.ways.iter().partition(|way| way.option == fork.chosen);
        for way in others.into_iter().chain(own) {
            // Decided again, only luck differs.
            let label = match way.option == fork.chosen {
                true => format!("{} once more", way.name),
                false => way.name.clone(),
            };
            let look = match picked == Some(way.option) {
                true => Look::On,
                false => Look::Plain,
            };
            if KeyButton::new(&label, "")
                .height(28.0)
                .look(look)
                .refused(way.refused.clone())
                .show(ui)
                .clicked()
            {
                local.option = Some(way.option);
            }
        }
    });
    let refused = fork.ways.iter().filter(|way| way.refused.is_some());
    let names: Vec<&str> = refused.map(|way| way.name.as_str()).collect();
    if !names.is_empty() {
        ui.add_space(4.0);
        let words = format!(
            "Not on the table then, so nobody could decide on it: {}.",
            names.join(", ")
        );
        ui.label(small(words, Ink::Third));
    }
    ui.add_space(12.0);
    let label = format!("Play the rest {} times", local.runs);
    let ask = picked.map(|option| Ask {
        before: fork.before,
        option,
        runs: local.runs,
    });
    let look = if ask.is_some() {
        Look::Lit
    } else {
        Look::Plain
    };
    let missing = ask
        .is_none()
        .then(|| "No other way was on the table then.".to_owned());
    if KeyButton::new(&label, "")
        .height(36.0)
        .look(look)
        .refused(missing)
        .show(ui)
        .clicked()
        && let Some(ask) = ask
    {
        out.push(Intent::WhatIf(ask));
    }
    ui.add_space(6.0);
    ui.label(small(
        "A practised commander, a bot, decides it just there and plays on; personas hold the other seats. What was \
         drawn before stands, what comes after is luck.",
        Ink::Third,
    ));
}

fn answer_ui(ui: &mut Ui, model: &WhatIfModel<'_>, out: &mut Vec<Intent>) {
    match model.wonder {
        Wonder::Nothing => {}
        Wonder::Playing { ask, played } => {
            let chosen = decided(model, ask).map_or("", |fork| fork.name(ask.option));
            ui.label(heading(format!("What if: {chosen}"), Ink::Text));
            ui.add_space(8.0);
            let (slot, response) = row(ui, 16.0, Sense::hover());
            let share = *played as f32 / ask.runs.max(1) as f32;
            let words = format!("{played} of {} played", ask.runs);
            response.widget_info(|| {
                egui::WidgetInfo::labeled(egui::WidgetType::ProgressIndicator, true, &words)
            });
            let cell = slot.0.with_max_x(slot.0.left() + slot.0.width().min(480.0));
            bar(ui, cell, 8.0, share, colour::LAMP);
            ui.add_space(4.0);
            ui.label(body(words.as_str(), Ink::Second));
            ui.add_space(8.0);
            if KeyButton::new("Cancel", "").show(ui).clicked() {
                out.push(Intent::StopWhatIf);
            }
        }
        Wonder::Refused(why) => {
            ui.add_space(16.0);
            ui.label(bold("That cannot be played", Ink::Severity(2)));
            ui.label(body(why.as_str(), Ink::Text));
        }
        Wonder::Came { ask, summary } => {
            let Some(fork) = decided(model, ask) else {
                return;
            };
            ui.add_space(20.0);
            spread_ui(ui, model, fork, ask, summary);
        }
    }
}

fn decided<'a>(model: &WhatIfModel<'a>, ask: &Ask) -> Option<&'a Fork> {
    model.forks.iter().find(|fork| fork.before == ask.before)
}

/// What it came to: to be read aloud, and as bars beside the team's own.
fn spread_ui(ui: &mut Ui, model: &WhatIfModel<'_>, fork: &Fork, ask: &Ask, summary: &Summary) {
    let mut words = said(model, fork, ask, summary).into_iter();
    if let Some(first) = words.next() {
        ui.label(heading(first, Ink::Text));
        ui.add_space(6.0);
    }
    for sentence in words {
        ui.label(body(sentence, Ink::Text));
        ui.add_space(4.0);
    }
    ui.add_space(14.0);
    let all = format!("How it ends, of {} times", summary.runs);
    ui.label(small(all, Ink::Second));
    ui.add_space(2.0);
    for outcome in summary.outcomes.iter().take(ENDINGS) {
        let own = Some(outcome.title.as_str()) == model.ending;
        let share = outcome.share.per_mille as f32 / 1000.0;
        let (ink, tone) = match own {
            true => (Ink::Lamp, colour::LAMP),
            false => (Ink::Text, colour::TEXT2),
        };
        let (cell, mut slot) = bar_row(ui, &outcome.title, ink);
        bar(ui, cell, 10.0, share, tone);
        slot.cell(ui, 40.0, body(outcome.share.runs.to_string(), Ink::Text));
        if own {
            slot.rest(ui, small("as yours did", Ink::Lamp));
        }
    }
    let Some(score) = &summary.score else {
        return;
    };
    ui.add_space(14.0);
    ui.label(small("Score, of 100", Ink::Second));
    ui.add_space(2.0);
    let point = |milli: u32| milli as f32 / 1000.0;
    let (low, high) = (point(score.p10), point(score.p90));
    let (cell, slot) = bar_row(ui, "eight in ten of these", Ink::Text);
    range_bar(ui, cell, Some((low, high)), 100.0);
    let half = point(score.p50);
    let x = cell.left() + cell.width() * (half / 100.0).clamp(0.0, 1.0);
    let mark = Rect::from_center_size(pos2(x, cell.center().y), vec2(2.0, 14.0));
    ui.painter().rect_filled(mark, 0, colour::TEXT.egui());
    let words = format!("{}, half {}", range(low, high), points(half));
    slot.rest(ui, body(words, Ink::Text));
    let (low, high) = model.total;
    let (cell, slot) = bar_row(ui, "yours", Ink::Lamp);
    range_bar(ui, cell, Some((low, high)), 100.0);
    slot.rest(ui, body(range(low, high), Ink::Lamp));
}

/// A row of a table of bars: what it is about, the place of the bar, and what
/// is left for words.
fn bar_row(ui: &mut Ui, title: &str, ink: Ink) -> (Rect, Slot) {
    let (mut slot, _) = row(ui, 26.0, Sense::hover());
    let width = slot.0.width().min(820.0);
    slot.0.max.x = slot.0.left() + width;
    slot.cell(ui, width * 0.38, body(title, ink));
    (slot.left(width * 0.36), slot)
}

/// What a host reads aloud, sentence by sentence.
fn said(model: &WhatIfModel<'_>, fork: &Fork, ask: &Ask, summary: &Summary) -> Vec<String> {
    let at = clock(model.start, fork.at);
    let chosen = fork.name(fork.chosen);
    let mut words = vec![match ask.option == fork.chosen {
        true => format!("What if at {at} it had been {chosen} once more, with other luck?"),
        false => format!(
            "What if at {at} it had been {} instead of {chosen}?",
            fork.name(ask.option)
        ),
    }];
    words.push(endings(&summary.outcomes, summary.runs));
    words.push(match model.ending {
        None => "Your own story was left open.".to_owned(),
        Some(own) => {
            let came = summary.outcomes.iter().find(|of| of.title == own);
            match came.filter(|of| of.share.runs > 0) {
                Some(of) => format!(
                    "Yours ended “{own}”. Here that comes {}.",
                    often(of.share, summary.runs)
                ),
                None => format!("Yours ended “{own}”. Here that does not come once."),
            }
        }
    });
    let point = |milli: u32| points((milli as f32 / 1000.0).round());
    if let Some(score) = &summary.score {
        words.push(format!(
            "Half of these exercises earn {} points or more; one in ten earns no more than {}, one in ten {} or more. \
             Yours earned {}.",
            point(score.p50),
            point(score.p10),
            point(score.p90),
            range(model.total.0, model.total.1)
        ));
    }
    words.push(
        "A bot commanded from there: this shows what was in the cards, not what you would have done."
            .to_owned(),
    );
    words
}

/// "Played on 200 times, it ends “A” 124 times, and the others in 2 more ways."
fn endings(outcomes: &[OutcomeSummary], runs: u64) -> String {
    let mut named: Vec<String> = outcomes
        .iter()
        .take(3)
        .map(|of| format!("“{}” {}", of.title, often(of.share, runs)))
        .collect();
    let rest = outcomes.len().saturating_sub(named.len());
    if rest > 0 {
        named.push(match rest {
            1 => "and once in a while in another way".to_owned(),
            rest => format!("and the others in {rest} more ways"),
        });
    }
    format!("Played on {runs} times, it ends {}.", named.join(", "))
}

/// A share of all runs in spoken words: counted, so that the parts add up to
/// the whole.
fn often(share: Share, all: u64) -> String {
    match share.runs {
        runs if runs == all => "every time".to_owned(),
        0 => "not once".to_owned(),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        runs => format!("{runs} times"),
    }
}

/// `02:16` of a moment.
fn clock(start: ClockTime, at: SimTime) -> String {
    start.plus(at.since(SimTime::ZERO)).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Name;
    use crate::rehearsal::{DecisionSummary, ScoreSummary};

    fn option(id: &str) -> OptionId {
        OptionId::new(id).unwrap()
    }

    fn fork() -> Fork {
        let way = |id: &str, name: &str| Way {
            option: option(id),
            name: name.to_owned(),
            refused: None,
        };
        Fork {
            before: Seq(40),
            at: SimTime(11 * 60_000),
            chosen: option("hybrid"),
            authors: true,
            ways: vec![way("hybrid", "Hybrid"), way("failover", "Fail over")],
        }
    }

    fn summary(endings: &[(&str, u64)]) -> Summary {
        let share = |runs| Share {
            runs,
            per_mille: runs * 5,
        };
        let outcomes = endings.iter().map(|(title, runs)| OutcomeSummary {
            id: Name::new("x").ok(),
            title: (*title).to_owned(),
            share: share(*runs),
        });
        Summary {
            runs: 200,
            score: Some(ScoreSummary {
                mean: 70_000,
                p10: 55_400,
                p50: 71_000,
                p90: 88_000,
                by_criterion: Vec::new(),
            }),
            outcomes: outcomes.collect(),
            deadlines: Vec::new(),
            injects: Vec::new(),
            options: Vec::new(),
            actions: Vec::new(),
            decision: DecisionSummary {
                made: share(200),
                p10: 0,
                p50: 0,
                p90: 0,
            },
            gates: Vec::new(),
        }
    }

    fn model<'a>(forks: &'a [Fork], ending: Option<&'a str>) -> WhatIfModel<'a> {
        WhatIfModel {
            forks,
            wonder: &Wonder::Nothing,
            ending,
            total: (80.0, 86.5),
            start: "02:05".parse().unwrap(),
        }
    }

    fn ask(id: &str) -> Ask {
        Ask {
            before: Seq(40),
            option: option(id),
            runs: 200,
        }
    }

    #[test]
    fn a_host_can_read_it_aloud() {
        let forks = [fork()];
        let came = summary(&[("Data lost", 124), ("Back by dawn", 74), ("A breach", 1)]);
        let words = said(
            &model(&forks, Some("Back by dawn")),
            &forks[0],
            &ask("failover"),
            &came,
        );
        assert_eq!(
            words[..4],
            [
                "What if at 02:16 it had been Fail over instead of Hybrid?",
                "Played on 200 times, it ends “Data lost” 124 times, “Back by dawn” 74 times, “A breach” once.",
                "Yours ended “Back by dawn”. Here that comes 74 times.",
                "Half of these exercises earn 71 points or more; one in ten earns no more than 55, one in ten 88 or \
                 more. Yours earned 80–86.5.",
            ]
        );
    }

    #[test]
    fn an_ending_that_never_came_and_an_open_one_are_said_so() {
        let forks = [fork()];
        let came = summary(&[("Data lost", 200)]);
        let words = said(
            &model(&forks, Some("Saved")),
            &forks[0],
            &ask("hybrid"),
            &came,
        );
        assert!(
            words[0].ends_with("Hybrid once more, with other luck?"),
            "{words:?}"
        );
        assert!(words[1].ends_with("“Data lost” every time."), "{words:?}");
        assert!(words[2].ends_with("does not come once."), "{words:?}");
        let open = said(&model(&forks, None), &forks[0], &ask("hybrid"), &came);
        assert_eq!(open[2], "Your own story was left open.");
    }

    #[test]
    fn the_main_decision_is_the_first_on_an_option_of_the_authors() {
        let adopted = Fork {
            before: Seq(20),
            authors: false,
            ..fork()
        };
        let forks = [adopted, fork()];
        let shown = model(&forks, None);
        let main = shown.fork(&WhatIfLocal::default()).unwrap();
        assert_eq!(main.before, Seq(40));
        let picked = WhatIfLocal {
            before: Some(Seq(20)),
            ..WhatIfLocal::default()
        };
        assert_eq!(shown.fork(&picked).unwrap().before, Seq(20));
    }
}

//! What never changes during an exercise and only the host's panels need:
//! channels, short names of seats, whom an inject is for and what it expects.
//! Made once from the scenario.

use std::collections::BTreeMap;

use crate::model::{ChannelId, ClockTime, CriterionId, InjectId, SceneId, SeatId, SimTime, Span};
use crate::scenario::{DeadlineKind, Medium, Receivers, Scenario};

/// The lore of one scenario.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lore {
    /// Its id, as the console's title.
    pub id: String,
    /// Channels with their titles.
    pub channels: Vec<(ChannelId, String)>,
    /// One or two words for each seat, in the author's order.
    pub shorts: Vec<(SeatId, String)>,
    /// What the host knows of each inject beforehand.
    pub injects: BTreeMap<InjectId, InjectLore>,
    /// What the story's clock shows at STARTEX.
    pub start: ClockTime,
    /// Criteria of the rubric, by id.
    pub criteria: Vec<CriterionId>,
    /// The run sheet, by time.
    pub run: Vec<RunLine>,
}

/// A line of the run sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunLine {
    /// When it begins.
    pub from: SimTime,
    /// When it ends, if it lasts.
    pub until: Option<SimTime>,
    /// What it is.
    pub part: RunPart,
    /// In a few words.
    pub title: String,
    /// What the host should know of it.
    pub words: String,
}

/// What a line of the run sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RunPart {
    /// A scene.
    Scene(SceneId),
    /// A deadline or a time box.
    Mark,
    /// The time cut out of a scene, or ENDEX.
    Cut,
}

/// What the host knows of an inject before it comes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InjectLore {
    /// "phone".
    pub medium: &'static str,
    /// "to Support".
    pub to: String,
    /// What it should produce, and how soon.
    pub expects: Vec<(String, Span)>,
}

impl Lore {
    /// Reads it out of a scenario.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let shorts: Vec<(SeatId, String)> = scenario
            .roles
            .iter()
            .map(|role| (role.id, short_title(&role.title)))
            .collect();
        let name = |seat: &SeatId| {
            shorts
                .iter()
                .find(|(id, _)| id == seat)
                .map_or_else(String::new, |(_, short)| short.clone())
        };
        let injects = scenario.injects.iter().map(|inject| {
            let to = match &inject.to {
                Receivers::Channel(channel) => scenario
                    .channels
                    .get(*channel)
                    .map_or_else(String::new, |part| format!("in {}", part.title)),
                Receivers::Seats(seats) => {
                    format!(
                        "to {}",
                        seats.iter().map(name).collect::<Vec<_>>().join(", ")
                    )
                }
            };
            let expects = inject
                .expects
                .iter()
                .map(|part| (part.text.clone(), part.within))
                .collect();
            (
                inject.id,
                InjectLore {
                    medium: medium_word(inject.medium),
                    to,
                    expects,
                },
            )
        });
        Self {
            id: scenario.head.id.to_string(),
            channels: scenario
                .channels
                .iter()
                .map(|part| (part.id, part.title.clone()))
                .collect(),
            injects: injects.collect(),
            start: scenario.clock.start,
            criteria: Vec::new(),
            run: run_sheet(scenario),
            shorts,
        }
    }

    /// One or two words for a seat.
    #[must_use]
    pub fn short(&self, seat: SeatId) -> &str {
        self.shorts
            .iter()
            .find(|(id, _)| *id == seat)
            .map_or("somebody", |(_, short)| short.as_str())
    }

    /// A channel's title.
    #[must_use]
    pub fn channel(&self, channel: ChannelId) -> &str {
        self.channels
            .iter()
            .find(|(id, _)| *id == channel)
            .map_or("a channel", |(_, title)| title.as_str())
    }
}

/// Scenes, their marks on the clock, and how one leads to the next. Of what
/// falls on the same moment a scene comes first and its end last.
fn run_sheet(scenario: &Scenario) -> Vec<RunLine> {
    let mut lines = Vec::new();
    for scene in &scenario.scenes {
        let until = scenario.at(scene.until);
        lines.push(RunLine {
            from: scenario.at(scene.from),
            until: Some(until),
            part: RunPart::Scene(scene.id),
            title: scene.title.clone(),
            words: scene.aim.clone(),
        });
        let (title, words) = match &scene.cut {
            Some(cut) => (
                format!("Time cut to {}", scenario.shows(scenario.at(cut.to))),
                cut.line.clone(),
            ),
            None => ("ENDEX".to_owned(), "Then the hot wash.".to_owned()),
        };
        lines.push(RunLine {
            from: until,
            until: None,
            part: RunPart::Cut,
            title,
            words,
        });
    }
    lines.extend(scenario.time_boxes.iter().map(|time_box| RunLine {
        from: scenario.at(time_box.from),
        until: Some(scenario.at(time_box.until)),
        part: RunPart::Mark,
        title: time_box.label.clone(),
        words: "time box".to_owned(),
    }));
    lines.extend(scenario.deadlines.iter().map(|deadline| {
        let words = match deadline.kind {
            DeadlineKind::Penalty => "deadline: a penalty falls due",
            DeadlineKind::Breach => "deadline: a contract is broken",
            DeadlineKind::Update => "deadline: word is owed",
            DeadlineKind::Decision => "deadline: the call is due",
        };
        RunLine {
            from: scenario.at(deadline.at),
            until: None,
            part: RunPart::Mark,
            title: deadline.label.clone(),
            words: words.to_owned(),
        }
    }));
    lines.sort_by_key(|line| (line.from, line.part));
    lines
}

/// "Database lead" as a key cap has room for it: "Database".
fn short_title(title: &str) -> String {
    let lower = title.to_lowercase();
    if lower == "incident commander" {
        return "IC".to_owned();
    }
    let dull = [
        "lead",
        "engineer",
        "manager",
        "representative",
        "of",
        "the",
        "head",
        "officer",
    ];
    let words: Vec<&str> = title
        .split_whitespace()
        .filter(|word| !dull.contains(&word.to_lowercase().as_str()))
        .collect();
    match words.as_slice() {
        [] => title.to_owned(),
        [first, second, ..] if first.len() <= 3 => {
            format!("{first} {}", second.chars().take(3).collect::<String>())
        }
        [first, ..] => (*first).to_owned(),
    }
}

/// By what means an inject arrives, in a word.
#[must_use]
pub fn medium_word(medium: Medium) -> &'static str {
    match medium {
        Medium::Chat => "chat",
        Medium::Alert => "alert",
        Medium::Email => "e-mail",
        Medium::Phone => "phone",
        Medium::Press => "press",
        Medium::Ticket => "ticket",
        Medium::Metric => "metric",
    }
}

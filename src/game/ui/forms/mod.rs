//! One quick form for every kind of move. A form is a draft: what it offers
//! comes from the view's [`Form`](crate::view::Form), what may be sent is the
//! room's to say.

mod dice;
mod review;

use egui::Ui;

use dice::dice_ui;
use review::review_ui;

use super::console::verb_of;
use super::kit::{Ink, area_ui, body, choose_ui, field_ui, small};
use crate::engine::{BoardLine, Decide, Fallback, Move, Play};
use crate::model::{
    ActionId, ChannelId, ClockTime, FactId, IncidentId, OptionId, ResponsibilityId, SeatId, Seq,
    Severity, StaffId, TopicId,
};
use crate::scenario::{Bone, EntryKind, Horizon, MoveKind, Purpose};
use crate::view::{Choice, PlayerView};

/// A move that is being filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct MoveForm {
    /// Which move.
    pub kind: MoveKind,
    /// The words.
    pub text: String,
    /// To whom.
    pub to: Option<SeatId>,
    /// Where; the war room when absent.
    pub channel: Option<ChannelId>,
    /// The message it answers.
    pub reply_to: Option<Seq>,
    /// How bad.
    pub severity: Severity,
    /// Topics asked about.
    pub topics: Vec<TopicId>,
    /// Asks for objections.
    pub objections: bool,
    /// Facts told or cited.
    pub facts: Vec<FactId>,
    /// Facts that are the price of a decision.
    pub price: Vec<FactId>,
    /// The option it is about.
    pub option: Option<OptionId>,
    /// Compared with.
    pub over: Vec<OptionId>,
    /// The other option, if it goes wrong.
    pub fallback: Option<OptionId>,
    /// What sets that off.
    pub trigger: String,
    /// A time of day: by when, back by, next update, next check.
    pub time: String,
    /// Answerable for what.
    pub responsibility: Option<ResponsibilityId>,
    /// Who is answerable, or owns the action of an update.
    pub owner: Option<SeatId>,
    /// Which line of the board.
    pub line: BoardLine,
    /// Which incident.
    pub incident: Option<IncidentId>,
    /// Which engineer.
    pub staff: Option<StaffId>,
    /// What is done with the turn.
    pub action: Option<ActionId>,
    /// With how many dice.
    pub dice: u8,
    /// Whose turn it takes, where that is a persona's.
    pub hand: Option<SeatId>,
    /// Which entry of the review.
    pub entry: EntryKind,
    /// Which bone a cause sits on.
    pub bone: Bone,
    /// Whether a cause is systemic.
    pub systemic: bool,
    /// How soon an action is due.
    pub horizon: Horizon,
    /// Second and third fields: impact and action; conditions, actions, needs.
    pub more: [String; 3],
}

impl MoveForm {
    /// An empty form.
    #[must_use]
    pub fn new(kind: MoveKind) -> Self {
        Self {
            kind,
            text: String::new(),
            to: None,
            channel: None,
            reply_to: None,
            severity: Severity::Sev2,
            topics: Vec::new(),
            objections: false,
            facts: Vec::new(),
            price: Vec::new(),
            option: None,
            over: Vec::new(),
            fallback: None,
            trigger: String::new(),
            time: String::new(),
            responsibility: None,
            owner: None,
            line: BoardLine::Impact,
            incident: None,
            staff: None,
            action: None,
            dice: 1,
            hand: None,
            entry: EntryKind::AddWhy,
            bone: Bone::Process,
            systemic: false,
            horizon: Horizon::Month,
            more: Default::default(),
        }
    }

    /// A form that answers a message.
    #[must_use]
    pub fn reply(
        kind: MoveKind,
        to: Option<SeatId>,
        channel: Option<ChannelId>,
        message: Option<Seq>,
    ) -> Self {
        Self {
            to,
            channel,
            reply_to: message,
            ..Self::new(kind)
        }
    }

    fn clock(&self) -> Result<Option<ClockTime>, String> {
        match self.time.trim() {
            "" => Ok(None),
            text => text
                .parse()
                .map(Some)
                .map_err(|why: crate::model::BadTime| why.to_string()),
        }
    }

    /// The move, once there is enough of it.
    ///
    /// # Errors
    /// With what is missing, in a sentence.
    pub fn play(&self, view: &PlayerView) -> Result<Play, String> {
        let option = || self.option.ok_or_else(|| "Which option?".to_owned());
        let incident = || self.incident.ok_or_else(|| "Which incident?".to_owned());
        let words = |words: &String| words.trim().to_owned();
        let time = self.clock()?;
        let act = match self.kind {
            MoveKind::Declare => Move::Declare {
                severity: self.severity,
                impact: words(&self.more[0]),
            },
            MoveKind::Assign => {
                let responsibility = self.responsibility.ok_or("For what?")?;
                let base = view
                    .form
                    .responsibilities
                    .iter()
                    .find(|part| part.id == responsibility);
                let seat = self.owner.ok_or("Who is answerable?")?;
                Move::Assign {
                    responsibility,
                    seat,
                    base: base.map_or(0, |part| part.revision),
                }
            }
            MoveKind::SetChannels => Move::SetChannels {
                technical: self.channel.ok_or("Which channel?")?,
            },
            MoveKind::Ask => Move::Ask {
                topics: self.topics.clone(),
                objections: self.objections,
            },
            MoveKind::Tell => Move::Tell {
                facts: self.facts.clone(),
            },
            MoveKind::Order => Move::Order {
                task: words(&self.text),
                option: self.option,
                by: time,
            },
            MoveKind::Acknowledge => Move::Acknowledge { back_by: time },
            MoveKind::Report => {
                let [conditions, actions, needs] = &self.more;
                Move::Report {
                    conditions: words(conditions),
                    actions: words(actions),
                    needs: words(needs),
                }
            }
            MoveKind::Propose => Move::Propose {
                option: self.option,
            },
            MoveKind::Object => Move::Object {
                option: self.option,
            },
            MoveKind::Decide => Move::Decide(Decide {
                option: option()?,
                over: self
                    .over
                    .iter()
                    .copied()
                    .filter(|over| Some(*over) != self.option)
                    .collect(),
                facts: self.facts.clone(),
                price: self.price.clone(),
                fallback: self.fallback.map(|option| Fallback {
                    option,
                    trigger: words(&self.trigger),
                }),
                check_at: time,
                because: words(&self.text),
                base: view.form.decisions,
            }),
            MoveKind::Start => Move::Start { option: option()? },
            MoveKind::Stop => Move::Stop { option: option()? },
            MoveKind::Update => Move::Update {
                impact: words(&self.more[0]),
                action: words(&self.more[1]),
                owner: self.owner,
                next_at: time,
            },
            MoveKind::Escalate => Move::Escalate,
            MoveKind::HandOver => Move::HandOver {
                incident: self.incident,
                summary: words(&self.text),
                base: view.form.handovers,
            },
            MoveKind::Note => {
                let base = view.board.iter().find(|line| line.line == self.line);
                Move::Note {
                    line: self.line,
                    base: base.map_or(0, |line| line.revision),
                }
            }
            MoveKind::Verify => Move::Verify {
                incident: incident()?,
            },
            MoveKind::Resolve => Move::Resolve {
                incident: incident()?,
            },
            MoveKind::Reassign => Move::Reassign {
                staff: self.staff.ok_or("Who is sent?")?,
                incident: self.incident,
            },
            MoveKind::Act => {
                let action = self.action.ok_or("Which action?")?;
                let hands = view.actions.iter().find(|of| of.id == action);
                let mine = hands
                    .is_some_and(|of| of.hands.iter().any(|hand| Some(hand.seat) == view.seat));
                let first = hands.and_then(|of| of.hands.first()).map(|hand| hand.seat);
                Move::Act {
                    action,
                    dice: self.dice,
                    hand: self.hand.or(first.filter(|_| !mine)),
                }
            }
            MoveKind::Review => Move::Review {
                entry: self.entry(time)?,
            },
            MoveKind::Say => Move::Say,
        };
        let channel = if self.kind == MoveKind::SetChannels {
            None
        } else {
            self.channel
        };
        // Words that a field holds already are not said twice.
        let held = matches!(
            self.kind,
            MoveKind::Decide | MoveKind::HandOver | MoveKind::Order | MoveKind::Review
        );
        let text = if held {
            String::new()
        } else {
            words(&self.text)
        };
        Ok(Play {
            channel,
            to: self.to.into_iter().collect(),
            reply_to: self.reply_to,
            text,
            ..Play::new(act)
        })
    }
}

/// Shows the form's fields.
pub fn form_ui(ui: &mut Ui, view: &PlayerView, form: &mut MoveForm) {
    let offer = &view.form;
    let seats: Vec<(Option<SeatId>, String)> = view
        .seats
        .iter()
        .filter(|seat| Some(seat.id) != view.seat)
        .map(|seat| (Some(seat.id), seat.title.clone()))
        .collect();
    let everybody: Vec<(Option<SeatId>, String)> = std::iter::once((None, "everybody".to_owned()))
        .chain(seats.iter().cloned())
        .collect();
    match form.kind {
        MoveKind::Declare => {
            let levels = Severity::ALL
                .map(|severity| (severity, format!("{severity}, {}", severity.word())));
            choose_ui(ui, "How bad", &mut form.severity, &levels);
            let chosen = offer.severities.iter();
            let chosen = chosen.filter(|of| of.severity == form.severity);
            for line in chosen.flat_map(|of| &of.criteria) {
                ui.label(small(line.as_str(), Ink::Third));
            }
            ui.add_space(4.0);
            field_ui(
                ui,
                "Whom it hurts and how",
                &mut form.more[0],
                "5% cannot log in",
            );
        }
        MoveKind::Assign => {
            let parts: Vec<_> = offer
                .responsibilities
                .iter()
                .map(|part| (Some(part.id), part.label.clone()))
                .collect();
            choose_ui(ui, "Answerable for", &mut form.responsibility, &parts);
            choose_ui(ui, "Who", &mut form.owner, &seats);
        }
        MoveKind::SetChannels => {
            let channels = view
                .channels
                .iter()
                .filter(|channel| channel.purpose == Purpose::Technical);
            let channels: Vec<_> = channels
                .map(|channel| (Some(channel.id), channel.title.clone()))
                .collect();
            choose_ui(ui, "Technical talk goes to", &mut form.channel, &channels);
        }
        MoveKind::Ask => {
            choose_ui(ui, "Whom", &mut form.to, &everybody);
            toggles_ui(ui, "About", &mut form.topics, &offer.subjects);
            toggles_ui(ui, "", &mut form.topics, &offer.aspects);
            area_ui(ui, "In your own words", &mut form.text, 2);
            ui.checkbox(&mut form.objections, body("Ask for objections", Ink::Text));
        }
        MoveKind::Tell => {
            facts_ui(ui, "What you know", view, &mut form.facts);
            choose_ui(ui, "To", &mut form.to, &everybody);
            channel_ui(ui, view, form);
            area_ui(ui, "In your own words", &mut form.text, 2);
        }
        MoveKind::Order => {
            choose_ui(ui, "Who does it", &mut form.to, &seats);
            area_ui(ui, "The task", &mut form.text, 2);
            options_ui(
                ui,
                "Starts the work on",
                &mut form.option,
                &found(view),
                true,
            );
            field_ui(ui, "By when", &mut form.time, "02:30");
        }
        MoveKind::Acknowledge => {
            choose_ui(ui, "To", &mut form.to, &everybody);
            field_ui(ui, "“I don’t know, back by …”", &mut form.time, "02:15");
            field_ui(ui, "In your own words", &mut form.text, "");
        }
        MoveKind::Report => {
            for (label, words) in ["How things stand", "What is being done", "What is needed"]
                .iter()
                .zip(&mut form.more)
            {
                field_ui(ui, label, words, "");
            }
        }
        MoveKind::Propose | MoveKind::Object => {
            options_ui(ui, "Which", &mut form.option, &offer.nameable, true);
            area_ui(ui, "In your own words", &mut form.text, 2);
        }
        MoveKind::Decide => decide_ui(ui, view, form),
        MoveKind::Start => options_ui(ui, "Which", &mut form.option, &offer.startable, false),
        MoveKind::Stop => options_ui(ui, "Which", &mut form.option, &offer.stoppable, false),
        MoveKind::Update => {
            channel_ui(ui, view, form);
            if !view.common.certification {
                field_ui(
                    ui,
                    "Whom it hurts and how",
                    &mut form.more[0],
                    "one user in twenty cannot log in",
                );
                field_ui(ui, "What is being done", &mut form.more[1], "");
                choose_ui(ui, "By whom", &mut form.owner, &everybody);
                field_ui(ui, "Next update at", &mut form.time, "02:45");
            }
            area_ui(ui, "In your own words", &mut form.text, 3);
        }
        MoveKind::Escalate => {
            choose_ui(ui, "To whom", &mut form.to, &seats);
            area_ui(ui, "Why", &mut form.text, 2);
        }
        MoveKind::HandOver => {
            choose_ui(ui, "To whom", &mut form.to, &seats);
            let incidents: Vec<(Option<IncidentId>, String)> = parsed(&offer.incidents);
            if incidents.len() > 1 {
                let all = incidents_or("Everything", incidents);
                choose_ui(ui, "What", &mut form.incident, &all);
            }
            area_ui(ui, "The state of things", &mut form.text, 3);
        }
        MoveKind::Note => {
            let lines = BoardLine::ALL.map(|line| (line, line.label().to_owned()));
            choose_ui(ui, "Which line of the board", &mut form.line, &lines);
            area_ui(ui, "What it says from now on", &mut form.text, 2);
        }
        MoveKind::Verify | MoveKind::Resolve => {
            let incidents: Vec<_> = parsed(&offer.incidents);
            choose_ui(ui, "Which incident", &mut form.incident, &incidents);
        }
        MoveKind::Reassign => {
            let who: Vec<_> = view
                .engineers
                .iter()
                .map(|one| (Some(one.id), format!("{}, {}", one.name, one.looks)))
                .collect();
            choose_ui(ui, "Who", &mut form.staff, &who);
            let all = incidents_or("Nothing for now", parsed(&offer.incidents));
            choose_ui(ui, "Goes to", &mut form.incident, &all);
            area_ui(ui, "In your own words", &mut form.text, 2);
        }
        MoveKind::Act => dice_ui(ui, view, form),
        MoveKind::Review => review_ui(ui, form),
        MoveKind::Say => {
            choose_ui(ui, "To", &mut form.to, &everybody);
            channel_ui(ui, view, form);
            area_ui(ui, "The words", &mut form.text, 3);
        }
    }
}

/// Incidents to choose from, and what it means to choose none.
fn incidents_or(
    none: &str,
    incidents: Vec<(Option<IncidentId>, String)>,
) -> Vec<(Option<IncidentId>, String)> {
    std::iter::once((None, none.to_owned()))
        .chain(incidents)
        .collect()
}

/// The word on a move's button: what one does, not what somebody does.
#[must_use]
pub fn move_word(kind: MoveKind) -> String {
    let third = match kind {
        MoveKind::SetChannels => return "Set channels".to_owned(),
        MoveKind::HandOver => return "Hand over".to_owned(),
        MoveKind::Verify => return "Verify".to_owned(),
        MoveKind::Note => return "Write on the board".to_owned(),
        MoveKind::Act => return "Take dice".to_owned(),
        MoveKind::Review => return "Add to the review".to_owned(),
        _ => verb_of(kind),
    };
    let stem = third.strip_suffix('s').unwrap_or(third);
    let mut letters = stem.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn decide_ui(ui: &mut Ui, view: &PlayerView, form: &mut MoveForm) {
    let found = found(view);
    options_ui(ui, "What you choose", &mut form.option, &found, false);
    if view.common.certification {
        area_ui(ui, "Your decision, in one statement", &mut form.text, 4);
        return;
    }
    toggles_ui(ui, "Compared with", &mut form.over, &found);
    facts_ui(ui, "Facts it rests on", view, &mut form.facts);
    facts_ui(ui, "Its price, accepted openly", view, &mut form.price);
    options_ui(ui, "If it goes wrong", &mut form.fallback, &found, true);
    if form.fallback.is_some() {
        field_ui(
            ui,
            "What sets that off",
            &mut form.trigger,
            "no progress by 03:00",
        );
    }
    field_ui(ui, "Looked at again at", &mut form.time, "02:45");
    area_ui(ui, "Because", &mut form.text, 2);
}

fn found(view: &PlayerView) -> Vec<Choice> {
    let choice = |option: &crate::view::OptionView| Choice {
        id: option.id.to_string(),
        label: format!("{}, {}", option.letter, option.name),
    };
    view.options.iter().map(choice).collect()
}

fn channel_ui(ui: &mut Ui, view: &PlayerView, form: &mut MoveForm) {
    let channels: Vec<_> = view
        .channels
        .iter()
        .map(|channel| {
            (
                Some(channel.id).filter(|_| channel.purpose != Purpose::WarRoom),
                channel.title.clone(),
            )
        })
        .collect();
    choose_ui(ui, "Where", &mut form.channel, &channels);
}

/// Ids are what the view wrote: what can't be read is left out.
fn parsed<T: std::str::FromStr>(choices: &[Choice]) -> Vec<(Option<T>, String)> {
    choices
        .iter()
        .filter_map(|choice| {
            choice
                .id
                .parse()
                .ok()
                .map(|id| (Some(id), choice.label.clone()))
        })
        .collect()
}

fn options_ui(
    ui: &mut Ui,
    label: &str,
    chosen: &mut Option<OptionId>,
    choices: &[Choice],
    none: bool,
) {
    let mut offered = parsed(choices);
    if offered.is_empty() {
        ui.label(body(format!("{label}: nothing to choose now."), Ink::Third));
        return;
    }
    if none {
        offered.push((None, "none of these".to_owned()));
    }
    choose_ui(ui, label, chosen, &offered);
}

/// Several of a list.
fn toggles_ui<T: std::str::FromStr + PartialEq>(
    ui: &mut Ui,
    label: &str,
    chosen: &mut Vec<T>,
    choices: &[Choice],
) {
    if choices.is_empty() {
        return;
    }
    if !label.is_empty() {
        ui.label(small(label, Ink::Second));
        ui.add_space(2.0);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        for choice in choices {
            let Ok(id) = choice.id.parse::<T>() else {
                continue;
            };
            let place = chosen.iter().position(|of| *of == id);
            let look = if place.is_some() {
                super::kit::Look::On
            } else {
                super::kit::Look::Plain
            };
            if super::kit::KeyButton::new(&choice.label, "")
                .height(28.0)
                .look(look)
                .show(ui)
                .clicked()
            {
                match place {
                    Some(place) => drop(chosen.remove(place)),
                    None => chosen.push(id),
                }
            }
        }
    });
    ui.add_space(8.0);
}

fn facts_ui(ui: &mut Ui, label: &str, view: &PlayerView, chosen: &mut Vec<FactId>) {
    let Some(card) = &view.card else {
        return;
    };
    let choice = |fact: &crate::view::FactView| Choice {
        id: fact.id.to_string(),
        label: fact_label(view, fact),
    };
    let choices: Vec<Choice> = card.facts.iter().map(choice).collect();
    toggles_ui(ui, label, chosen, &choices);
}

/// "B time: 10 min", where the fact fills a cell of an option on the table.
fn fact_label(view: &PlayerView, fact: &crate::view::FactView) -> String {
    let letter = |option: &OptionId| {
        view.options
            .iter()
            .find(|of| of.id == *option)
            .map(|of| of.letter)
    };
    let place = fact
        .cells
        .iter()
        .find_map(|(option, cell)| Some(format!("{} {}", letter(option)?, cell.label())));
    place.map_or_else(
        || fact.short.clone(),
        |place| format!("{place}: {}", fact.short),
    )
}

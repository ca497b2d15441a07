//! What the panels show beside the view of the present: the room's outside,
//! scores, and the book of notes. Plain data, made by whoever shows a panel.

use crate::engine::{Command, Refusal};
use crate::model::{CriterionId, SeatId, Seq, SimTime};
use crate::scoring::{Criterion, Score};
use crate::view::{Item, Line};

/// Whether whoever holds this screen may do something now; the room's own rule.
pub type Check<'a> = &'a dyn Fn(&Command) -> Result<(), Refusal>;

/// The room, seen from outside the exercise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoomModel {
    /// Four letters that people type.
    pub code: String,
    /// Addresses to join by, the likeliest first.
    pub addresses: Vec<String>,
    /// The address as squares of a QR code, row by row.
    pub qr: Vec<Vec<bool>>,
    /// Seats and others that are connected.
    pub connected: ConnectionModel,
    /// A device other than this machine has reached the server.
    pub reached: bool,
    /// Steps that are safely on disk.
    pub steps: u64,
    /// What keeps the journal from being written.
    pub trouble: Option<String>,
    /// Whether the table shows the code.
    pub code_shown: bool,
    /// How the report stands: where it was written, or why it could not be.
    pub report: Option<Result<String, String>>,
}

/// Who is connected.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConnectionModel {
    /// Seats whose holders are connected.
    pub seats: Vec<SeatId>,
    /// What else is: "evaluator", "table on screen 2".
    pub others: Vec<String>,
}

/// The score so far, or at the end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScoreModel {
    /// Groups of criteria, in the rubric's order.
    pub groups: Vec<ScoreGroup>,
    /// Lowest and highest total, and the points that could be had until now.
    pub total: (f32, f32, f32),
    /// What the points rest on, oldest first.
    pub evidence: Vec<EvidenceModel>,
    /// Certification: nobody sees totals before the end.
    pub hidden: bool,
    /// The scenario does not apply the rubric.
    pub unscored: bool,
}

/// A group of criteria.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScoreGroup {
    /// "Coordination".
    pub title: String,
    /// Its points.
    pub max: f32,
    /// Its criteria.
    pub rows: Vec<ScoreRow>,
}

/// A criterion.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreRow {
    /// Its id.
    pub id: CriterionId,
    /// "clear roles".
    pub label: String,
    /// Points that are certain.
    pub low: f32,
    /// Points if everything in doubt is confirmed.
    pub high: f32,
    /// Its points.
    pub max: f32,
    /// How many moments it rests on.
    pub evidence: usize,
    /// It could not come up yet.
    pub not_yet: bool,
    /// What was missing, in a sentence.
    pub missing: String,
}

/// A moment that points rest on.
#[derive(Clone, Debug, PartialEq)]
pub struct EvidenceModel {
    /// The moment.
    pub of: Seq,
    /// When it was.
    pub at: SimTime,
    /// Whose it was.
    pub seat: Option<SeatId>,
    /// The criterion.
    pub criterion: CriterionId,
    /// What was seen, and how many points it is worth.
    pub text: String,
    /// It was read out of text, or is disputed: somebody must confirm it.
    pub doubtful: bool,
    /// Confirmed or struck by the host.
    pub settled: Option<bool>,
}

/// An entry of the host's and evaluators' book.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteModel {
    /// When.
    pub at: SimTime,
    /// Whose behaviour.
    pub seat: Option<SeatId>,
    /// The moment it is tied to.
    pub of: Option<Seq>,
    /// What it says.
    pub text: String,
    /// What kind of entry it is.
    pub conduct: Conduct,
}

/// Kinds of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conduct {
    /// A behaviour, without judgement.
    Note,
    /// A rating of a criterion, in per cent.
    Rating(u8),
    /// A starred moment.
    Star,
    /// Somebody disputes what was captured or read.
    Dispute,
}

impl ScoreModel {
    /// From a score and the journal that it rests on. `hidden` keeps live
    /// totals from everybody.
    #[must_use]
    pub fn of(score: &Score, journal: &[Item], hidden: bool) -> Self {
        let point = |milli: u32| milli as f32 / 1_000.0;
        let mut model = Self {
            total: (
                point(score.total.low),
                point(score.total.high),
                point(score.observed),
            ),
            hidden,
            unscored: !score.applies(),
            ..Self::default()
        };
        for criterion in &score.criteria {
            let title = criterion.group.label();
            if model.groups.last().is_none_or(|group| group.title != title) {
                model.groups.push(ScoreGroup {
                    title: title.to_owned(),
                    ..ScoreGroup::default()
                });
            }
            let range = criterion.milli_points();
            let row = ScoreRow {
                id: criterion.id,
                label: short_label(criterion.criterion).to_owned(),
                low: point(range.low),
                high: point(range.high),
                max: criterion.points as f32,
                evidence: criterion.evidence.len(),
                not_yet: !criterion.counts(),
                missing: criterion
                    .unobserved
                    .iter()
                    .chain(&criterion.missing)
                    .cloned()
                    .collect::<Vec<_>>()
                    .join("\n"),
            };
            if let Some(group) = model.groups.last_mut() {
                group.max += row.max;
                group.rows.push(row);
            }
            for evidence in &criterion.evidence {
                let moment = journal.iter().find(|item| item.seq == evidence.seq);
                model.evidence.push(EvidenceModel {
                    of: evidence.seq,
                    at: moment.map_or(SimTime::ZERO, |item| item.at),
                    seat: moment.and_then(speaker),
                    criterion: criterion.id,
                    text: format!("{}: {}", short_label(criterion.criterion), evidence.shows),
                    doubtful: evidence.low != evidence.high,
                    settled: None,
                });
            }
        }
        model.evidence.sort_by_key(|evidence| evidence.of);
        model
    }
}

/// A criterion in the few words that a row of the console has room for.
#[must_use]
pub fn short_label(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::ClearRoles => "clear roles",
        Criterion::SingleSource => "single source of truth",
        Criterion::TechnicalOrganised => "technical talk organised",
        Criterion::AllVoices => "all voices",
        Criterion::NoChaos => "no chaos or overlap",
        Criterion::DecisionsDocumented => "decisions documented",
        Criterion::OptionsQuickly => "options gathered",
        Criterion::TradeOffs => "trade-offs",
        Criterion::Timely => "timely",
        Criterion::Justified => "justified",
        Criterion::ClearUpdates => "clear, concise updates",
        Criterion::LevelOfDetail => "level of detail",
        Criterion::Expectations => "expectations managed",
    }
}

/// The seat that speaks in a line, if one does.
pub(super) fn speaker(item: &Item) -> Option<SeatId> {
    match &item.line {
        Line::Message { from, .. } => from.seat,
        Line::Notice { .. } => None,
    }
}

//! What can be known, and the subjects by which people ask for it.

use super::Condition;
use crate::model::{FactId, OptionId, Quantity, SeatId, TopicId};
use serde::{Deserialize, Serialize};

/// Something a seat knows and can tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Named by conditions, effects and moves.
    pub id: FactId,
    /// The seat that knows it from the start (or once it is tellable).
    pub holder: SeatId,
    /// One sentence that a layperson can say aloud.
    pub line: String,
    /// At most four words for a card or a cell: "4 h", "Nothing is lost". A fact
    /// that fills several cells can have a part for each, in their order:
    /// "Low risk; none pay".
    pub short: String,
    /// Its figure, if it has one.
    #[serde(default)]
    pub value: Option<Quantity>,
    /// Subjects and aspects it is about.
    pub topics: Vec<TopicId>,
    /// The cells of the option matrix that it fills.
    #[serde(default)]
    pub cells: Vec<(OptionId, Cell)>,
    /// Whether it belongs in the technical thread.
    #[serde(default)]
    pub technical: bool,
    /// When its holder knows it; from the start when absent.
    #[serde(default)]
    pub when: Option<Condition>,
}

impl Fact {
    /// What its short words say: part by part where each cell that it fills has
    /// one, else in one piece.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        let each = self.short.split(';').count() == self.cells.len();
        let parts = self.short.split(';').filter(move |_| each);
        let whole = (!each).then_some(self.short.as_str());
        parts.chain(whole).map(str::trim)
    }

    /// What stands in a cell that it fills: its own part of the short words
    /// where each cell has one, else all of them.
    pub fn cell(&self, option: OptionId, cell: Cell) -> &str {
        let nth = self.cells.iter().position(|of| *of == (option, cell));
        nth.and_then(|nth| self.parts().nth(nth))
            .unwrap_or(&self.short)
    }
}

/// What is asked of each option (handbook, exercise 1: options).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cell {
    /// How long it takes.
    Time,
    /// What data is lost.
    Loss,
    /// How risky it is.
    Risk,
    /// What users feel.
    Impact,
}

impl Cell {
    /// In the order of the matrix.
    pub const ALL: [Self; 4] = [Self::Time, Self::Loss, Self::Risk, Self::Impact];

    /// The row's name on the table.
    pub fn label(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Loss => "data lost",
            Self::Risk => "risk",
            Self::Impact => "users",
        }
    }
}

/// A subject or an aspect that questions and facts share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Named by facts, moves and patterns.
    pub id: TopicId,
    /// What a chip says: "the restore".
    pub label: String,
    /// Whether it is a thing or a side of one.
    pub kind: TopicKind,
    /// Words and phrases that mean it.
    #[serde(default)]
    pub synonyms: Vec<String>,
    /// The row of the matrix that an aspect stands for.
    #[serde(default)]
    pub cell: Option<Cell>,
}

/// Whether a topic is a thing or a side of one. "How long does the restore
/// take" names the subject *restore* and the aspect *time*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TopicKind {
    /// A thing one can ask about.
    Subject,
    /// A side that several things have.
    Aspect,
}

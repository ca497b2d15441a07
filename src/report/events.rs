//! The timeline as rows, for whoever wants to count.
//!
//! Invariants: every row says EXERCISE, a spreadsheet runs nothing that a
//! player typed, and rows are in the order of the journal.

use super::EXERCISE;
use super::aar::Aar;

/// The columns.
const COLUMNS: [&str; 9] = [
    "seq",
    "clock",
    "seat",
    "kind",
    "channel",
    "text",
    "evidence_for",
    "to",
    "mark",
];

/// The events of a report as CSV with a head line; UTF-8, rows end in CRLF
/// (RFC 4180).
///
/// # Errors
/// When a row cannot be written; into memory it always can.
pub fn events_csv(aar: &Aar) -> Result<Vec<u8>, csv::Error> {
    let mut rows: Vec<(u64, [String; 9])> = Vec::new();
    for moment in &aar.timeline {
        // What a mark proves is said at the mark.
        let own = moment.evidence.iter().filter(|label| {
            !moment
                .marks
                .iter()
                .any(|mark| mark.evidence.contains(label))
        });
        let own: Vec<&str> = own.map(String::as_str).collect();
        rows.push((
            moment.seq.0,
            [
                moment.seq.0.to_string(),
                moment.clock.clone(),
                safe(&moment.who),
                moment.kind.clone(),
                safe(&moment.channel),
                safe(&moment.words),
                own.join("; "),
                safe(&moment.to.join("; ")),
                EXERCISE.to_owned(),
            ],
        ));
        for mark in &moment.marks {
            rows.push((
                mark.seq.0,
                [
                    mark.seq.0.to_string(),
                    moment.clock.clone(),
                    safe(&moment.who),
                    mark.kind.clone(),
                    safe(&moment.channel),
                    safe(&mark.words),
                    mark.evidence.join("; "),
                    String::new(),
                    EXERCISE.to_owned(),
                ],
            ));
        }
    }
    rows.sort_by_key(|(seq, _)| *seq);
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    out.write_record(COLUMNS)?;
    for (_, row) in rows {
        out.write_record(row)?;
    }
    out.into_inner()
        .map_err(|why| csv::Error::from(why.into_error()))
}

/// Words that a spreadsheet takes as words: one that begins like a formula
/// gets an apostrophe before it (OWASP, "CSV injection").
fn safe(text: &str) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

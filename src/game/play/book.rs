//! What the console shows beside the view of the present: the score so far,
//! the notes, the room from outside.

use super::Game;
use crate::engine::{Event, ReviewVerb};
use crate::game::ui::{
    Conduct, ConnectionModel, EvidenceModel, NoteModel, RoomModel, ScoreGroup, ScoreModel, ScoreRow,
};
use crate::model::SimTime;
use crate::scoring::{Group, Score, When};
use crate::server;

/// Brings the models up to what has come in.
pub(super) fn refresh(game: &mut Game) {
    let Some(held) = &game.held else {
        return;
    };
    let live = &held.live;
    if live.scored() != game.score.0
        && let Some(view) = live.host_view()
    {
        let ended = view.table.common.phase > crate::engine::Phase::Play;
        let when = if ended {
            When::Final
        } else {
            When::SoFar(view.table.common.now)
        };
        let hidden = view.table.common.certification && !ended;
        game.score = (live.scored(), score_model(&live.score(when), hidden));
    }
    let header = live.handle().header();
    let shown = std::mem::take(&mut game.room);
    let mut room = RoomModel {
        code: header.room.clone(),
        steps: live.steps,
        code_shown: shown.code_shown,
        report: shown.report,
        ..RoomModel::default()
    };
    if let Some(server) = &held.server {
        let link = server::join_url(server.addr(), &header.room);
        room.qr = squares(&link);
        room.addresses = vec![link];
        room.reached = server.reached() > 0;
    }
    if let Some(view) = live.host_view() {
        room.connected = ConnectionModel {
            seats: view
                .people
                .iter()
                .filter_map(|person| person.seat)
                .collect(),
            others: Vec::new(),
        };
    }
    game.room = room;
}

fn squares(link: &str) -> Vec<Vec<bool>> {
    let Ok(matrix) = server::matrix(link) else {
        return Vec::new();
    };
    let n = matrix.size();
    (0..n)
        .map(|row| (0..n).map(|column| matrix.dark(row, column)).collect())
        .collect()
}

/// Notes, ratings, stars and disputes for the book.
pub(super) fn notes(game: &Game) -> Vec<NoteModel> {
    let Some(held) = &game.held else {
        return Vec::new();
    };
    let note = |at: SimTime, seat, of, text: &str, conduct| NoteModel {
        at,
        seat,
        of,
        text: text.to_owned(),
        conduct,
    };
    held.live
        .notes()
        .iter()
        .filter_map(|recorded| {
            let at = recorded.at;
            Some(match &recorded.event {
                Event::Observed { seat, of, text } => note(at, *seat, *of, text, Conduct::Note),
                Event::Rated {
                    criterion,
                    percent,
                    text,
                } => {
                    let text = format!("{criterion}: {text}");
                    note(at, None, None, &text, Conduct::Rating(*percent))
                }
                Event::Disputed { of, why, .. } => note(at, None, Some(*of), why, Conduct::Dispute),
                Event::Reviewed {
                    entry: ReviewVerb::Star { of },
                } => note(at, None, Some(*of), "starred", Conduct::Star),
                _ => return None,
            })
        })
        .collect()
}

/// Thousandths of a point as points.
#[expect(clippy::cast_precision_loss, reason = "at most 100,000 thousandths")]
fn points(milli: u32) -> f32 {
    milli as f32 / 1000.0
}

fn score_model(score: &Score, hidden: bool) -> ScoreModel {
    let groups = Group::ALL
        .into_iter()
        .map(|group| {
            let rows: Vec<ScoreRow> = score
                .criteria
                .iter()
                .filter(|criterion| criterion.group == group)
                .map(|criterion| {
                    let range = criterion.milli_points();
                    ScoreRow {
                        id: criterion.id,
                        label: criterion.label.to_owned(),
                        low: points(range.low),
                        high: points(range.high),
                        max: points(criterion.points * 1000),
                        evidence: criterion.evidence.len(),
                        not_yet: !criterion.counts(),
                        missing: criterion.missing.join(" "),
                    }
                })
                .collect();
            let max = rows.iter().map(|row| row.max).sum();
            ScoreGroup {
                title: group.label().to_owned(),
                max,
                rows,
            }
        })
        .collect();
    let mut evidence: Vec<EvidenceModel> = score
        .criteria
        .iter()
        .flat_map(|criterion| {
            criterion.evidence.iter().map(|evidence| EvidenceModel {
                of: evidence.seq,
                at: SimTime::ZERO,
                seat: None,
                criterion: criterion.id,
                text: evidence.shows.clone(),
                doubtful: evidence.low != evidence.high,
                settled: None,
            })
        })
        .collect();
    evidence.sort_by_key(|evidence| evidence.of);
    ScoreModel {
        groups,
        total: (
            points(score.total.low),
            points(score.total.high),
            points(score.observed),
        ),
        evidence,
        hidden,
    }
}

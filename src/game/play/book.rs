//! What the screens show beside the view of the present: the score so far,
//! the notes, the room from outside.

use super::Game;
use crate::engine::{Event, Phase, ReviewVerb};
use crate::game::session::Live;
use crate::game::ui::{Conduct, ConnectionModel, NoteModel, RoomModel, ScoreModel};
use crate::model::SimTime;
use crate::scoring::{GateResult, When};
use crate::server;

/// Brings the models up to what has come in.
pub(super) fn refresh(game: &mut Game) {
    let Some(held) = &game.held else {
        return;
    };
    let live = &held.live;
    if live.scored() != game.score.0
        && let Some((score, gates)) = score(live)
    {
        game.score = (live.scored(), score);
        game.gates = gates;
        game.compared = if over(live) {
            live.compared()
        } else {
            Vec::new()
        };
    }
    game.notes = notes(live);
    let header = live.handle().header();
    let shown = std::mem::take(&mut game.room);
    let mut room = RoomModel {
        code: header.room.clone(),
        steps: live.steps(),
        code_shown: shown.code_shown,
        report: shown.report,
        qr: shown.qr,
        addresses: shown.addresses,
        trouble: live.storage_trouble().then(|| {
            "The journal cannot be written. The clock stands until it can; nothing is lost."
                .to_owned()
        }),
        ..RoomModel::default()
    };
    if let Some(server) = &held.server {
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

/// The addresses by which a room is joined, and the first as squares.
pub(super) fn doors(server: &server::ServerHandle, code: &str) -> (Vec<String>, Vec<Vec<bool>>) {
    let links = server::join_urls(server.addr(), code);
    let squares = links.first().map_or_else(Vec::new, |link| squares(link));
    (links, squares)
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

/// Whether ENDEX has been.
fn over(live: &Live) -> bool {
    let phase = live.host_view().map(|view| view.table.common.phase);
    phase.is_some_and(|phase| phase > Phase::Play)
}

/// The score until now, or at the end; in certification without totals until
/// then. Gates are measured at the end.
fn score(live: &Live) -> Option<(ScoreModel, Vec<GateResult>)> {
    let common = &live.host_view()?.table.common;
    let ended = over(live);
    let when = if ended {
        When::Final
    } else {
        When::SoFar(common.now)
    };
    let hidden = common.certification && !ended;
    let score = live.score(when);
    let mut model = ScoreModel::of(&score, live.story(), hidden);
    for evidence in &mut model.evidence {
        evidence.settled = live.confirmed().get(&evidence.of).copied();
    }
    let gates = if ended {
        live.gates(&score)
    } else {
        Vec::new()
    };
    Some((model, gates))
}

/// Notes, ratings, stars and disputes for the book.
fn notes(live: &Live) -> Vec<NoteModel> {
    let note = |at: SimTime, seat, of, text: &str, conduct| NoteModel {
        at,
        seat,
        of,
        text: text.to_owned(),
        conduct,
    };
    live.notes()
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
                    ..
                } => note(at, None, Some(*of), "starred", Conduct::Star),
                _ => return None,
            })
        })
        .collect()
}

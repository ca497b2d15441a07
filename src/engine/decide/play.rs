//! A play becomes a move: its words, channel, topics.

use crate::engine::command::{Move, Play};
use crate::engine::event::{Event, Moved, Spoken};
use crate::engine::line::line;
use crate::engine::listen;
use crate::engine::state::State;
use crate::model::SeatId;
use crate::scenario::Scenario;

/// The move of a seat, as everybody hears it.
pub(in crate::engine) fn said(
    state: &State,
    scenario: &Scenario,
    seat: SeatId,
    mut play: Play,
    spoken: Option<Spoken>,
) -> Event {
    // "Database, what does the restore cost us?" names the option by its words.
    if let Move::Propose { option } | Move::Object { option } = &mut play.act
        && option.is_none()
    {
        *option = listen::option_in(state, scenario, &play.text);
    }
    let line = line(state, scenario, &play);
    let topics = listen::topics(scenario, &play, &line);
    let technical = listen::technical(scenario, &play, &line);
    let says = listen::says(scenario, &line);
    let channel = if play.private {
        None
    } else {
        play.channel.or(Some(scenario.war_room))
    };
    Event::Moved(Moved {
        seat,
        act: play.act,
        channel,
        to: play.to,
        reply_to: play.reply_to,
        line,
        topics,
        says,
        technical,
        spoken,
        persona: state.is_persona(seat) && spoken.is_none(),
    })
}

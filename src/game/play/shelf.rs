//! What the start screen shows: scenarios, rooms that were left, and what is
//! wrong with scenarios that do not load.

use super::open::Story;
use crate::game::ui::start::{RecentRoom, ScenarioCard, StartModel, Trouble};
use crate::scenario::{Diagnostic, Grade, line_column};
use crate::storage::{self, DataFolder, JournalHead};
use std::time::{SystemTime, UNIX_EPOCH};

/// Rooms that are offered to be taken up again.
const RECENT: usize = 4;

/// Makes the model; it is kept until something is read again.
pub(super) fn model(stories: &[Story], folder: &DataFolder) -> StartModel {
    let cards = stories.iter().filter_map(|story| {
        let scenario = story.loaded.scenario.as_ref()?;
        Some(ScenarioCard::of(&scenario.head))
    });
    let mut model = StartModel {
        scenarios: ScenarioCard::laid_out(cards),
        troubles: stories.iter().flat_map(troubles).collect(),
        folder: folder.scenarios().display().to_string(),
        ..StartModel::default()
    };
    match storage::journals(&folder.journals()) {
        Ok(heads) => {
            model.recent = heads.iter().filter_map(recent).take(RECENT).collect();
            model.troubles.extend(heads.iter().filter_map(damaged));
        }
        Err(error) => model.troubles.push(Trouble {
            file: folder.journals().display().to_string(),
            line: 0,
            message: error.to_string(),
            hint: None,
        }),
    }
    model
}

fn troubles(story: &Story) -> impl Iterator<Item = Trouble> {
    let errors = story
        .loaded
        .diagnostics
        .iter()
        .filter(|found| found.code.grade() == Grade::Error);
    errors.map(|found| trouble(&story.file, &story.text, found))
}

/// A finding about a scenario's text, as people read it.
pub(super) fn trouble(file: &str, text: &str, found: &Diagnostic) -> Trouble {
    Trouble {
        file: file.to_owned(),
        line: line_column(text, found.span.start).line,
        message: found.message.clone(),
        hint: found.hint.clone(),
    }
}

fn recent(head: &JournalHead) -> Option<RecentRoom> {
    let header = head.header.as_ref().ok().filter(|_| !head.in_use)?;
    let played = match head.last {
        Some(last) if last.0 >= 60_000 => format!("{} min played", last.0 / 60_000),
        _ => "not begun".to_owned(),
    };
    Some(RecentRoom {
        code: header.room.clone(),
        title: header.title.clone(),
        left: format!("{played}, left {}", ago(head.modified)),
    })
}

/// A journal whose header cannot be read is told, not hidden.
fn damaged(head: &JournalHead) -> Option<Trouble> {
    let message = head.header.as_ref().err()?.clone();
    Some(Trouble {
        file: head.path.display().to_string(),
        line: 1,
        message,
        hint: Some("Move it out of the folder, or put a copy of it back.".to_owned()),
    })
}

/// How long ago a moment was, as people say it.
fn ago(unix_ms: u64) -> String {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let minutes = u64::try_from(now.as_millis())
        .unwrap_or(u64::MAX)
        .saturating_sub(unix_ms)
        / 60_000;
    match minutes {
        0..2 => "just now".to_owned(),
        2..60 => format!("{minutes} min ago"),
        60..120 => "an hour ago".to_owned(),
        120..2_880 => format!("{} hours ago", minutes / 60),
        _ => format!("{} days ago", minutes / 1_440),
    }
}

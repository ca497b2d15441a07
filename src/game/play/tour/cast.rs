//! The exercises that are toured: who comes to the table, and the script that
//! the commander plays.

use crate::engine::Part;
use crate::model::JobFamily;

/// A person: name, real job, part, and the seat that is theirs beforehand.
pub(super) struct Guest {
    pub(super) name: &'static str,
    pub(super) family: JobFamily,
    pub(super) part: Part,
    pub(super) seat: Option<&'static str>,
}

/// Who plays an exercise, and what the commander does.
pub(super) struct Cast {
    /// The scenario's id.
    pub(super) scenario: &'static str,
    /// The strong line, which the tests of the scoring play, too.
    pub(super) script: &'static str,
    pub(super) guests: &'static [Guest],
}

const fn player(name: &'static str, family: JobFamily, seat: &'static str) -> Guest {
    Guest {
        name,
        family,
        part: Part::Player,
        seat: Some(seat),
    }
}

const fn watcher(name: &'static str, family: JobFamily, part: Part) -> Guest {
    Guest {
        name,
        family,
        part,
        seat: None,
    }
}

/// A table of five: what they are asked, they answer from their cards.
const FIVE: &[Guest] = &[
    player("Ines", JobFamily::Qa, "ic"),
    player("Tomas", JobFamily::Support, "database"),
    player("Aiko", JobFamily::Product, "sre"),
    player("Ravi", JobFamily::Backend, "support"),
    player("Noor", JobFamily::Frontend, "product"),
];

/// One who commands, and two who look on; personas hold the other seats.
const ONE: &[Guest] = &[
    player("Ines", JobFamily::Qa, "ic"),
    watcher("Noor", JobFamily::Frontend, Part::Evaluator),
    watcher("Ravi", JobFamily::Backend, Part::Scribe),
];

const LEAD: &[Guest] = &[
    player("Ines", JobFamily::Qa, "lead"),
    watcher("Noor", JobFamily::Frontend, Part::Evaluator),
    watcher("Ravi", JobFamily::Backend, Part::Scribe),
];

macro_rules! script {
    ($name:literal) => {
        include_str!(concat!("../../../../tests/plans/", $name, ".ron"))
    };
}

/// Every exercise that comes with the game.
const CASTS: [Cast; 6] = [
    Cast {
        scenario: "db-migration",
        script: script!("strong"),
        guests: FIVE,
    },
    Cast {
        scenario: "ceo-war-room",
        script: script!("ceo-strong"),
        guests: ONE,
    },
    Cast {
        scenario: "corruption-dilemma",
        script: script!("corruption-strong"),
        guests: ONE,
    },
    Cast {
        scenario: "postmortem-lead",
        script: script!("postmortem-strong"),
        guests: LEAD,
    },
    Cast {
        scenario: "friday-multi-incident",
        script: script!("friday-strong"),
        guests: ONE,
    },
    Cast {
        scenario: "queue-mystery",
        script: script!("queue-strong"),
        guests: ONE,
    },
];

/// Who plays a scenario.
pub(super) fn cast(scenario: &str) -> Option<&'static Cast> {
    CASTS.iter().find(|cast| cast.scenario == scenario)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SeatId;
    use crate::rehearsal::plan;
    use crate::scenario::load;
    use crate::storage;

    #[test]
    fn every_exercise_has_a_cast_that_fits_it() {
        for builtin in storage::builtins() {
            let scenario = load(&builtin.text).scenario.unwrap();
            let cast = cast(&builtin.name).unwrap();
            assert!(!plan::read(cast.script).unwrap().is_empty());
            for guest in cast.guests {
                let Some(seat) = guest.seat else { continue };
                let role = scenario.roles.get(SeatId::new(seat).unwrap()).unwrap();
                // Nobody gets a role of their own job.
                assert_ne!(role.family, guest.family, "{}: {seat}", builtin.name);
            }
        }
    }
}

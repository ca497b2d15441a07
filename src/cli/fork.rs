//! `warroom fork`: what if another decision had been made.

use super::journal;
use super::printer::{Done, Trouble, say, tell};
use super::summary::{Since, as_json, bar, in_words};
use crate::bots::Policy;
use crate::journal::{Journal, fork};
use crate::model::{OptionId, Seq, SimTime};
use crate::rehearsal::{WhatIf, before_the_decision, what_if};
use crate::scenario::{Scenario, load};
use serde_json::{Value, json};

/// Continue a journal from a moment with another decision, many times.
///
/// What was drawn before the moment stands; what is first drawn after it is drawn anew with each
/// seed. A bot commands from there on and personas hold the other seats. The journal is not changed.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  warroom fork BCDFGH --choose failover\n  warroom fork BCDFGH --at 214 --choose failover\n  \
                        warroom fork journals/BCDFGH.jsonl --at 214 --choose restore --runs 1000 --json\n\n\
                        `warroom score BCDFGH --json` names the moments of an exercise by number."
)]
pub(super) struct Args {
    /// A journal's file, or a room's code.
    #[arg(value_name = "JOURNAL")]
    journal: String,
    /// The last event that stands; without it, the one before the first decision. What happened in
    /// one step stands or falls whole: of the step that goes on behind this event nothing stands.
    #[arg(long, value_name = "SEQ")]
    at: Option<u64>,
    /// The id of the option that is decided there; without it the bot decides.
    #[arg(long, value_name = "OPTION")]
    choose: Option<String>,
    /// How many ways the rest is played.
    #[arg(long, default_value_t = 200, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    runs: u64,
    /// Seed of the rest's chance.
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u64,
    /// Who commands from there on: strong, talker, novice, form-filler, random or silent.
    #[arg(long, default_value = "strong", value_name = "POLICY")]
    policy: Policy,
    /// Print one JSON object instead.
    #[arg(long)]
    pub(super) json: bool,
}

/// Runs the verb.
pub(super) fn run(args: &Args) -> Result<Done, Trouble> {
    let path = journal::find(&args.journal)?;
    let journal = journal::load(&path)?;
    let scenario = load(&journal.header.scenario).scenario;
    let option = |name: &String| {
        let why = |_| {
            Trouble::Failed(format!(
                "`{name}` is no option's id.{}",
                ids(scenario.as_ref())
            ))
        };
        OptionId::new(name).map_err(why)
    };
    let choose = args.choose.as_ref().map(option).transpose()?;
    let first = || {
        before_the_decision(&journal).ok_or_else(|| {
            Trouble::Failed(
                "Nobody decided anything in this exercise. Name a moment: --at SEQ.".to_owned(),
            )
        })
    };
    let at = args.at.map(Seq).map_or_else(first, Ok)?;
    let what = WhatIf {
        at,
        choose,
        policy: args.policy,
        runs: args.runs,
        seed: args.seed,
    };
    let bar = bar(args.runs, args.json);
    let has = |id| scenario.as_ref().is_some_and(|of| of.options.has(id));
    let known = || match choose {
        Some(id) if !has(id) => ids(scenario.as_ref()),
        _ => String::new(),
    };
    let summary = what_if(&journal, &what, || bar.inc(1))
        .map_err(|error| Trouble::Failed(format!("{error}{}", known())))?;
    bar.finish_and_clear();
    let kept = Kept::of(&journal, at);
    if args.json {
        let mut all = as_json(&summary);
        all.insert("journal".to_owned(), json!(journal.header.room));
        all.insert("at".to_owned(), json!(at));
        all.insert("last_kept".to_owned(), json!(kept.last));
        all.insert("choose".to_owned(), json!(choose));
        all.insert("policy".to_owned(), json!(args.policy));
        all.insert("seed".to_owned(), json!(args.seed));
        say(&Value::Object(all));
        return Ok(Done::Fine);
    }
    let chosen = args.choose.as_deref().unwrap_or("whatever the bot decides");
    let clock = scenario.map_or_else(String::new, |of| {
        format!(" ({})", of.shows(kept.at).on_the_wall())
    });
    let times = match args.runs {
        1 => "once".to_owned(),
        many => format!("{many} times"),
    };
    tell(&format!(
        "{}: on from after event {}{clock} with {chosen}, {times}, seed {}\n",
        journal.header.title, kept.last, args.seed
    ));
    let recorded = |of: Seq| {
        let mut events = journal.steps.iter().flat_map(|step| &step.events);
        events.any(|one| one.seq == of)
    };
    if kept.last < at && recorded(at) {
        tell(&format!(
            "Event {at} is not kept: its step goes on behind it, and falls whole.\n"
        ));
    }
    in_words(&summary, Since::Fork);
    Ok(Done::Fine)
}

/// The last event that stands, and when that was: whole steps stand or fall.
struct Kept {
    last: Seq,
    at: SimTime,
}

impl Kept {
    fn of(journal: &Journal, at: Seq) -> Self {
        let (header, steps) = fork(journal, at, &journal.header.room, 0, None);
        Self {
            last: header.forked.map_or(at, |of| of.at),
            at: steps.last().map_or(SimTime::ZERO, |step| step.at),
        }
    }
}

/// What could be chosen, as a sentence to put behind another one.
fn ids(scenario: Option<&Scenario>) -> String {
    let Some(scenario) = scenario else {
        return String::new();
    };
    let ids: Vec<&str> = scenario.options.iter().map(|of| of.id.as_str()).collect();
    match ids.as_slice() {
        [] => " The scenario has no options.".to_owned(),
        ids => format!(" The scenario's options: {}.", ids.join(", ")),
    }
}

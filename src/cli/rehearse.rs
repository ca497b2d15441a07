//! `warroom rehearse`: many exercises with bots, summarised.

use super::choices::ChoiceArgs;
use super::printer::{Done, Trouble, say, tell};
use super::scenario;
use super::summary::{Since, UNSCORED, as_json, bar, in_words, percent, points};
use crate::bots::{BadPolicy, Policy};
use crate::rehearsal::{PolicyRun, Rehearsal, rehearse};
use serde_json::{Map, Value, json};
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Instant;

/// Play many exercises with bots and sum them up.
///
/// A bot commands and sees only what its seat may see; personas hold the other seats. The same
/// seed gives the same summary on any number of cores (RAYON_NUM_THREADS sets it).
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  warroom rehearse db-migration\n  \
                        warroom rehearse scenarios/db-migration.ron --runs 1000 --policy all\n  \
                        warroom rehearse db-migration --policy novice --seed 11 --json\n\n\
                        Policies, fixed by behaviour: strong plays the handbook's strong line;\n\
                        talker the same, spoken and captured; novice takes twice every time box,\n\
                        asks half of the leads, decides without comparing, names no fallback, and\n\
                        sends one update without a next time; form-filler fills every field and\n\
                        asks and answers nobody; random draws among the legal moves at the pace of\n\
                        a person; silent never moves.")]
pub(super) struct Args {
    /// A scenario's file, or the name of one in `scenarios/` or of one that comes with the program.
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    /// Exercises of each policy.
    #[arg(long, default_value_t = 200, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    runs: u64,
    /// Seed of all chance.
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u64,
    /// Who commands: strong, talker, novice, form-filler, random, silent, or all of them.
    #[arg(long, default_value = "strong", value_name = "POLICY")]
    policy: Which,
    #[command(flatten)]
    choices: ChoiceArgs,
    /// Print one JSON object instead. With one policy it is the summary; with `all`, `policies` has
    /// one summary by name.
    #[arg(long)]
    pub(super) json: bool,
}

/// One policy, or each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    One(Policy),
    All,
}

impl FromStr for Which {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "all" => Ok(Self::All),
            text => text
                .parse()
                .map(Self::One)
                .map_err(|of: BadPolicy| format!("{of}; `all` is each of them")),
        }
    }
}

/// Runs the verb.
pub(super) fn run(args: &Args) -> Result<Done, Trouble> {
    let (_, scenario) = scenario::read(&args.scenario, &args.choices.choices()?)?;
    let policies = match args.policy {
        Which::One(policy) => vec![policy],
        Which::All => Policy::ALL.to_vec(),
    };
    let what = Rehearsal {
        scenario: Arc::new(scenario),
        runs: args.runs,
        seed: args.seed,
        policies,
    };
    let exercises = args.runs * what.policies.len() as u64;
    let bar = bar(exercises, args.json);
    let begun = Instant::now();
    let runs = rehearse(&what, || bar.inc(1));
    let elapsed = begun.elapsed().as_secs_f64();
    bar.finish_and_clear();
    let cores = rayon::current_num_threads();
    // Far fewer exercises are ever played than a float counts exactly.
    let per_second = exercises as f64 / elapsed.max(1e-9);
    if args.json {
        let mut all = Map::new();
        all.insert("scenario".to_owned(), json!(what.scenario.head.id));
        all.insert("version".to_owned(), json!(what.scenario.head.version));
        all.insert("seed".to_owned(), json!(args.seed));
        all.insert("runs".to_owned(), json!(args.runs));
        match (args.policy, runs.as_slice()) {
            (Which::One(policy), [one]) => {
                all.insert("policy".to_owned(), json!(policy));
                all.extend(as_json(&one.summary));
            }
            _ => {
                let each =
                    |of: &PolicyRun| (of.policy.to_string(), Value::Object(as_json(&of.summary)));
                let each: Map<String, Value> = runs.iter().map(each).collect();
                all.insert("policies".to_owned(), Value::Object(each));
            }
        }
        all.insert("exercises_per_second".to_owned(), json!(per_second));
        all.insert("elapsed_s".to_owned(), json!(elapsed));
        all.insert("cores".to_owned(), json!(cores));
        say(&Value::Object(all));
        return Ok(Done::Fine);
    }
    let each = match (args.runs, runs.len()) {
        (1, 1) => "1 exercise".to_owned(),
        (many, 1) => format!("{many} exercises"),
        (1, _) => "1 exercise of each policy".to_owned(),
        (many, _) => format!("{many} exercises of each policy"),
    };
    let title = &what.scenario.head.title;
    tell(&format!("{title}: {each}, seed {}\n", args.seed));
    match runs.as_slice() {
        [one] => {
            tell(&format!("policy       {}", one.policy));
            in_words(&one.summary, Since::Startex);
        }
        all => table(all),
    }
    let cores = match cores {
        1 => "one core".to_owned(),
        many => format!("{many} cores"),
    };
    tell(&format!(
        "\n{exercises} exercises in {elapsed:.2} s on {cores}: {per_second:.0} a second"
    ));
    Ok(Done::Fine)
}

/// The policies beside each other.
fn table(runs: &[PolicyRun]) {
    let Some(first) = runs.first() else { return };
    let scored = first.summary.score.is_some();
    match scored {
        true => tell("policy         mean   p10   p50   p90   first outcome"),
        false => tell(&format!("{UNSCORED}\n\npolicy       first outcome")),
    }
    for of in runs {
        let outcome = of.summary.outcomes.first();
        let outcome = outcome.map_or("", |of| of.title.as_str());
        tell(&match &of.summary.score {
            Some(score) => format!(
                "{:12} {:>6} {:>5} {:>5} {:>5}   {outcome}",
                of.policy,
                points(score.mean),
                points(score.p10),
                points(score.p50),
                points(score.p90),
            ),
            None => format!("{:12} {outcome}", of.policy),
        });
    }
    let heads = runs.iter().map(|of| format!("{:>12}", of.policy.key()));
    let heads: String = heads.collect();
    if !first.summary.gates.is_empty() {
        tell(&format!("\n{:42}{heads}", "gate passed"));
    }
    for (nth, gate) in first.summary.gates.iter().enumerate() {
        let cells = runs.iter().filter_map(|of| of.summary.gates.get(nth));
        let cells: String = cells
            .map(|of| format!("{:>12}", percent(of.passed)))
            .collect();
        tell(&format!("  {:40}{cells}", gate.title));
    }
    let Some(score) = &first.summary.score else {
        return;
    };
    tell("\np50 by criterion");
    tell(&format!("{:42}{heads}   of", ""));
    for (nth, criterion) in score.by_criterion.iter().enumerate() {
        let scores = runs.iter().filter_map(|of| of.summary.score.as_ref());
        let cells = scores.filter_map(|of| of.by_criterion.get(nth));
        let cells: String = cells.map(|of| format!("{:>12}", points(of.p50))).collect();
        tell(&format!(
            "  {:40}{cells}   {:>2}",
            criterion.label, criterion.max
        ));
    }
}

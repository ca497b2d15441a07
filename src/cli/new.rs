//! `warroom new`: a small scenario of one's own to begin with.

use super::printer::{Done, Trouble, say, tell};
use super::scenario::FOLDER;
use crate::model::Name;
use crate::storage::{self, DataFolder, StorageError, write_new};
use serde_json::json;
use std::path::PathBuf;

/// What a new scenario begins as: a whole exercise with comments that teach.
const TEMPLATE: &str = include_str!("new.ron");
/// The template's own id and title, each written once.
const ID: &str = "id: \"cold-store\"";
const TITLE: &str = "title: \"Cold store\"";

/// Write a small scenario to begin with.
///
/// It plays as it stands and passes `check`; its comments say what each piece is for. An existing
/// file is never overwritten.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  warroom new first-night\n  warroom new first-night --dir drafts\n  \
                        warroom new first-night && warroom serve scenarios/first-night.ron"
)]
pub(super) struct Args {
    /// The scenario's id, which names its file: a-z, 0-9 and -.
    #[arg(value_name = "NAME")]
    name: String,
    /// The folder to write into; it is made when it is not there.
    #[arg(long, value_name = "DIR", default_value = FOLDER)]
    dir: PathBuf,
    /// Print one JSON object instead.
    #[arg(long)]
    pub(super) json: bool,
}

/// Runs the verb.
pub(super) fn run(args: &Args) -> Result<Done, Trouble> {
    let name = named(&args.name)?;
    if args.dir.exists() && !args.dir.is_dir() {
        let why = format!("{} is no folder.", args.dir.display());
        return Err(Trouble::Usage(why));
    }
    let title = title(name);
    let path = args.dir.join(format!("{name}.ron"));
    if !path.exists() && storage::builtin(name.as_str()).is_some() {
        let why = format!("A scenario `{name}` comes with the program; choose another name.");
        return Err(Trouble::Usage(why));
    }
    write_new(&path, scenario(name, &title).as_bytes()).map_err(|why| match why {
        StorageError::Exists(_) => Trouble::Usage(why.to_string()),
        _ => Trouble::failed(why),
    })?;
    let path = path.display();
    if args.json {
        say(&json!({ "written": path.to_string(), "id": name, "title": title }));
    } else {
        let offered = DataFolder::find().map_or_else(
            |_| String::new(),
            |folder| {
                let scenarios = folder.scenarios();
                format!(
                    "\nPlay it:      put it into {}, and start warroom",
                    scenarios.display()
                )
            },
        );
        tell(&format!(
            "Wrote {path}.\n\nCheck it:     warroom check {path}\n\
             Rehearse it:  warroom rehearse {path} --policy all{offered}"
        ));
    }
    Ok(Done::Fine)
}

/// The scenario's id.
fn named(text: &str) -> Result<Name, Trouble> {
    let begins = |text: &str| text.starts_with(|c: char| c.is_ascii_lowercase());
    let why = match Name::new(text) {
        Ok(name) if begins(text) => return Ok(name),
        Ok(_) => format!("`{text}` does not begin with a letter, so it is no good file name."),
        Err(why) => format!("{why}."),
    };
    // What they probably meant, if that is an id.
    let near: Vec<String> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let near = near.join("-");
    let hint = match Name::new(&near) {
        Ok(name) if begins(&near) => format!(" Try `{name}`."),
        _ => String::new(),
    };
    Err(Trouble::Usage(format!("{why}{hint}")))
}

/// The scenario's title: its id in words.
fn title(name: Name) -> String {
    let words: Vec<&str> = name.as_str().split('-').filter(|w| !w.is_empty()).collect();
    let words = words.join(" ");
    let first: String = words.chars().take(1).flat_map(char::to_uppercase).collect();
    format!("{first}{}", words.chars().skip(1).collect::<String>())
}

/// The template under a name of its own. An id needs no escaping.
fn scenario(name: Name, title: &str) -> String {
    TEMPLATE
        .replacen(ID, &format!("id: \"{name}\""), 1)
        .replacen(TITLE, &format!("title: \"{title}\""), 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::load;

    #[test]
    fn the_template_loads_under_any_name_without_a_finding() {
        assert_eq!(TEMPLATE.matches(ID).count(), 1);
        assert_eq!(TEMPLATE.matches(TITLE).count(), 1);
        for (name, called) in [
            ("first-night", "First night"),
            ("a", "A"),
            ("x-1--2-", "X 1 2"),
        ] {
            let name = named(name).unwrap();
            let text = scenario(name, &title(name));
            let loaded = load(&text);
            let told: Vec<String> = loaded
                .diagnostics
                .iter()
                .map(|one| one.render("new.ron", &text))
                .collect();
            assert!(told.is_empty(), "{}", told.join("\n"));
            let head = loaded.scenario.unwrap().head;
            assert_eq!((head.id, head.title.as_str()), (name, called));
        }
    }

    #[test]
    fn a_name_that_is_no_id_is_told_with_one_that_is() {
        let why = |text: &str| match named(text) {
            Err(Trouble::Usage(why)) => why,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            why("Bad Friday!"),
            "`Bad Friday!` has `B`; an id is made of a-z, 0-9 and -. Try `bad-friday`."
        );
        assert!(why("../etc/x").ends_with("Try `etc-x`."));
        assert!(why("-x").contains("begin with a letter"));
        assert!(why("7").ends_with("file name."));
        assert_eq!(why(""), "an id cannot be empty.");
        assert!(why(&"a".repeat(32)).contains("longer than 31"));
    }
}

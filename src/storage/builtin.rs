//! The scenarios that come with the program, inside it.

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "scenarios/"]
#[allow_missing = true]
struct Files;

/// A scenario of the program's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Builtin {
    /// Its file name without the end: `bad-deploy`.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// All of them, by name.
pub fn builtins() -> Vec<Builtin> {
    let mut all: Vec<Builtin> = Files::iter().filter_map(|file| load(&file)).collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

/// One of them.
pub fn builtin(name: &str) -> Option<Builtin> {
    load(&format!("{name}.ron"))
}

fn load(file: &str) -> Option<Builtin> {
    let name = file.strip_suffix(".ron")?.to_owned();
    let text = String::from_utf8(Files::get(file)?.data.into_owned()).ok()?;
    Some(Builtin { name, text })
}

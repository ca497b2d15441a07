//! The program itself: what it prints, how it ends, how it goes on.
#![cfg(unix)]

use super::client::{Client, PATIENCE};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Instant;
use warroom::journal::{Journal, read};

const MINIMAL: &str = "tests/fixtures/scenarios/minimal.ron";

/// A data folder of one test, gone afterwards.
struct Data(PathBuf);

impl Data {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("warroom-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn journal(&self, room: &str) -> Journal {
        read(&std::fs::read(self.0.join("journals").join(format!("{room}.jsonl"))).unwrap())
            .unwrap()
    }
}

impl Drop for Data {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn program(data: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_warroom"));
    command
        .args(args)
        .env("WARROOM_DATA", data)
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// A running `serve`, killed if a test fails.
struct Serving {
    child: Child,
    line: Value,
}

impl Serving {
    fn start(data: &Path, args: &[&str]) -> Self {
        let mut child = program(data, &[&["serve"], args].concat()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap())
            .read_line(&mut line)
            .unwrap();
        let line = serde_json::from_str(&line).unwrap_or_else(|_| {
            let mut said = String::new();
            let _ = child.stderr.take().unwrap().read_to_string(&mut said);
            panic!("{line:?} {said}")
        });
        Self { child, line }
    }

    fn text(&self, field: &str) -> &str {
        self.line[field].as_str().unwrap()
    }

    fn host(&self) -> Client {
        let addr = self.text("addr").parse().unwrap();
        Client::new(addr, self.text("room"), Some(self.text("host_token")))
    }

    fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args([name, &pid])
                .status()
                .unwrap()
                .success()
        );
    }

    fn ends(mut self) -> Option<i32> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        panic!("it does not end");
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_ends_when_asked_and_goes_on_paused_with_the_same_tokens() {
    let data = Data::new("resume");
    let serving = Serving::start(
        &data.0,
        &[MINIMAL, "--json", "--seed", "7", "--pace", "1000"],
    );
    assert_eq!(serving.line.as_object().unwrap().len(), 4);
    let room = serving.text("room").to_owned();
    // The header is on the disk before anybody can join.
    let header = data.journal(&room).header;
    assert_eq!((header.seed, header.room.as_str()), (7, room.as_str()));
    let host = serving.host();
    let ada = host.join("Ada", "qa", "player", None);
    host.host(json!({"verb": "deal"})).ok();
    host.host(json!({"verb": "start"})).ok();
    let mut stream = ada.stream("");
    stream.until("reset", |data| data["view"]["common"]["pace"] == 1000);
    ada.say("before the stop").ok();
    serving.signal("-TERM");
    stream.until("closed", |_| true);
    assert_eq!(serving.ends(), Some(0));
    let journal = data.journal(&room);
    assert!(journal.torn.is_none());
    assert!(warroom::journal::verify(&journal).unwrap().verified);

    let serving = Serving::start(&data.0, &["--resume", &room, "--json"]);
    assert_eq!(serving.text("room"), room);
    let addr = serving.text("addr").parse().unwrap();
    let ada = Client { addr, ..ada };
    let first_host = Client { addr, ..host };
    let view = ada.get("view").ok();
    assert_eq!(view["seat"], "ic");
    assert!(view["common"]["paused"].is_string(), "{view}");
    first_host.host(json!({"verb": "resume"})).ok();
    ada.say("after the stop").ok();
    // Two programs cannot write one journal.
    let twice = program(&data.0, &["serve", "--resume", &room])
        .output()
        .unwrap();
    assert_eq!(twice.status.code(), Some(1));
    serving.host().host(json!({"verb": "close"})).ok();
    assert_eq!(serving.ends(), Some(0));
    assert!(data.journal(&room).torn.is_none());
}

#[test]
fn sigint_ends_it_too() {
    let data = Data::new("sigint");
    let serving = Serving::start(&data.0, &[MINIMAL, "--json"]);
    serving.signal("-INT");
    assert_eq!(serving.ends(), Some(0));
}

impl Serving {
    /// The next line of JSON.
    fn next(&mut self) -> Value {
        let mut line = String::new();
        let out = self.child.stdout.as_mut().unwrap();
        // Byte by byte: a reader with a buffer would keep what comes after.
        let mut byte = [0];
        while out.read(&mut byte).unwrap() == 1 && byte[0] != b'\n' {
            line.push(char::from(byte[0]));
        }
        serde_json::from_str(&line).unwrap_or_else(|why| panic!("{why}: {line:?}"))
    }
}

#[test]
fn a_host_s_words_are_in_the_journal_and_in_what_is_played() {
    let data = Data::new("words");
    let args = [
        MINIMAL,
        "--json",
        "--seed",
        "7",
        "--set",
        "shop=ticket \"office\"",
    ];
    let serving = Serving::start(&data.0, &args);
    let room = serving.text("room").to_owned();
    serving.signal("-TERM");
    assert_eq!(serving.ends(), Some(0));
    let journal = data.journal(&room);
    let author = std::fs::read_to_string(MINIMAL).unwrap();
    assert_eq!(
        journal.header.scenario,
        author.replace("\"web shop\"", "\"ticket \\\"office\\\"\"")
    );
    let engine = warroom::journal::replay(&journal.header, &journal.steps).unwrap();
    let injects = &engine.scenario().injects;
    assert!(
        injects
            .iter()
            .any(|one| one.text.contains("ticket \"office\""))
    );
}

#[test]
fn a_save_in_the_lobby_reloads_and_play_keeps_its_version() {
    let data = Data::new("reload");
    let path = data.0.join("mine.ron");
    let text = std::fs::read_to_string(MINIMAL).unwrap();
    let save = |title: &str| {
        let titled = text.replace("\"Bad deploy\"", &format!("\"{title}\""));
        std::fs::write(&path, titled).unwrap();
    };
    save("First");
    let file = path.to_str().unwrap();
    let mut serving = Serving::start(
        &data.0,
        &[file, "--json", "--seed", "7", "--set", "shop=office"],
    );
    let (room, host) = (serving.text("room").to_owned(), serving.host());
    let ada = host.join("Ada", "qa", "player", None);
    host.host(json!({"verb": "deal"})).ok();
    let mut stream = ada.stream("");
    stream.until("reset", |data| data["view"]["common"]["title"] == "First");

    save("Second one");
    let told = serving.next();
    assert_eq!(told["title"], "Second one", "{told}");
    assert_eq!((&told["findings"], &told["lost"]), (&json!([]), &json!(0)));
    stream.until("reset", |data| {
        data["view"]["common"]["title"] == "Second one" && data["view"]["seat"] == "ic"
    });
    // A broken save is told with its lines; the last good version stands.
    std::fs::write(&path, text.replace("holder: \"dev\"", "holder: \"dve\"")).unwrap();
    let told = serving.next();
    assert!(told["error"].as_str().unwrap().contains("errors"), "{told}");
    assert_eq!(told["findings"][0]["hint"], "did you mean `dev`?");
    assert_eq!(ada.get("view").ok()["common"]["title"], "Second one");
    // From STARTEX on the exercise keeps its version.
    host.host(json!({"verb": "start"})).ok();
    save("Too late");
    let told = serving.next();
    assert!(
        told["error"]
            .as_str()
            .unwrap()
            .contains("keeps the scenario"),
        "{told}"
    );
    serving.signal("-TERM");
    assert_eq!(serving.ends(), Some(0));
    let journal = data.journal(&room);
    assert_eq!(journal.header.title, "Second one");
    assert!(journal.header.scenario.contains("\"shop\": \"office\""));
    assert!(warroom::journal::verify(&journal).unwrap().verified);
}

fn run(args: &[&str]) -> Output {
    let data = Data::new(&format!(
        "run-{}",
        args.join("-").replace(['/', '.', ':'], "_")
    ));
    program(&data.0, args).output().unwrap()
}

#[test]
fn what_cannot_be_served_is_said_with_its_exit_code() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let cases: [(&[&str], i32, &str); 12] = [
        (
            &["serve", MINIMAL, "--set", "shoop=office"],
            2,
            "Did you mean `shop`?",
        ),
        (&["serve", MINIMAL, "--set", "shop"], 2, "database=Postgres"),
        (
            &["serve", "--resume", "NOROOM", "--set", "shop=office"],
            2,
            "leave --set out",
        ),
        (
            &["serve", "nowhere.ron"],
            2,
            "There is no scenario nowhere.ron",
        ),
        (
            &["serve", "tests/fixtures/scenarios/names.ron"],
            1,
            "error[E",
        ),
        (&["serve", MINIMAL, "--bind", &taken], 1, "is in use"),
        (
            &["serve", MINIMAL, "--bind", "203.0.113.1:0"],
            1,
            "no address of this machine",
        ),
        (
            &["serve", MINIMAL, "--certification", "--pace", "1000"],
            1,
            "1×",
        ),
        (
            &["serve", "--resume", "NOROOM"],
            2,
            "There is no journal NOROOM",
        ),
        (&["serve", "--resume", MINIMAL], 1, "line 1"),
        (&["serve"], 2, "Usage"),
        (&["dance"], 2, "dance"),
    ];
    for (args, code, says) in cases {
        let data = Data::new("unserved");
        let output = program(&data.0, args).output().unwrap();
        let left = std::fs::read_dir(data.0.join("journals")).map_or(0, Iterator::count);
        assert_eq!(left, 0, "{args:?} leaves a room that nobody was told of");
        let text = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{args:?}: {text}");
        assert!(text.contains(says), "{args:?}: {text}");
        assert!(output.stdout.is_empty(), "{args:?}");
    }
    let output = run(&["serve", "tests/fixtures/scenarios/names.ron", "--json"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(json["findings"][0]["code"].is_string() && json["findings"][0]["at"]["line"].is_u64());
}

/// The minimal scenario with a contract that nobody can keep.
fn lost_contract() -> String {
    let text = std::fs::read_to_string(MINIMAL).unwrap();
    let breach = "    deadlines: [\n        (id: \"contract\", label: \"contract\", at: \"02:04\", kind: Breach, \
                  met: Milestone(\"fixed\")),\n";
    text.replace("    deadlines: [\n", breach)
}

/// A file of this text, in a folder of its own.
fn data_file(name: &str, text: &str) -> (Data, String) {
    let data = Data::new(name);
    let path = data.0.join("scenario.ron");
    std::fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (data, path)
}

#[test]
fn check_tells_all_findings_and_its_exit_code() {
    assert_eq!(run(&["check", MINIMAL]).status.code(), Some(0));
    let broken = run(&["check", "tests/fixtures/scenarios/names.ron"]);
    assert_eq!(broken.status.code(), Some(1));
    let text = String::from_utf8_lossy(&broken.stdout);
    assert!(
        text.contains("error[E") && text.contains("names.ron:"),
        "{text}"
    );
    let json = run(&[
        "check",
        MINIMAL,
        "tests/fixtures/scenarios/names.ron",
        "--json",
    ]);
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["ok"], false);
    assert_eq!(json["files"].as_array().unwrap().len(), 2);
    assert_eq!(json["files"][0]["errors"], json!([]));
    assert_eq!(json["files"][0]["warnings"], json!([]));
    // A sound file is played, a broken one is not, and none with `--quick`.
    assert!(json["files"][0]["searched"]["exercises"].as_u64() > Some(20));
    assert_eq!(json["files"][0]["searched"]["complete"], true);
    assert!(json["files"][1]["searched"].is_null());
    // What comes with the program goes by its name.
    let named = run(&["check", "queue-mystery", "--quick"]);
    assert_eq!(named.status.code(), Some(0));
    let quick = run(&["check", MINIMAL, "--quick", "--json"]);
    let quick: Value = serde_json::from_slice(&quick.stdout).unwrap();
    assert!(quick["files"][0]["searched"].is_null());
    // What playing shows is a warning, and can be denied.
    let lost = data_file("lost", &lost_contract());
    let lost = ["check", lost.1.as_str(), "--search-runs", "1"];
    let told = run(&lost);
    assert_eq!(told.status.code(), Some(0));
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(
        told.contains("warning[W1008]") && told.contains("exercises played"),
        "{told}"
    );
    let denied = run(&[&lost[..], &["--deny", "warnings"]].concat());
    assert_eq!(denied.status.code(), Some(1));
    let errors = json["files"][1]["errors"].as_array().unwrap();
    assert!(errors.iter().all(|one| one["at"]["line"].is_u64()) && errors.len() > 3);
    // What cannot be parsed is a finding with its place, whatever is wrong with it.
    let data = Data::new("unreadable");
    for (name, bytes, line) in [
        ("cut.ron", &b"(head: (\n  id: \"x\""[..], 2),
        ("empty.ron", b"", 1),
        ("bytes.ron", b"(\n\n\xff)", 3),
    ] {
        let path = data.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        let output = run(&["check", path.to_str().unwrap(), "--json"]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        let json: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(json["files"][0]["errors"][0]["at"]["line"], line, "{json}");
        let drawn = run(&["check", path.to_str().unwrap()]);
        assert_eq!(drawn.status.code(), Some(1), "{name}");
        let place = format!("{name}:{line}:");
        assert!(
            String::from_utf8_lossy(&drawn.stdout).contains(&place),
            "{drawn:?}"
        );
    }
    assert_eq!(run(&["check", "nowhere.ron"]).status.code(), Some(2));
    assert_eq!(run(&["check"]).status.code(), Some(2));
}

#[test]
fn help_shows_examples_everywhere() {
    for verb in [
        None,
        Some("check"),
        Some("serve"),
        Some("replay"),
        Some("score"),
        Some("report"),
        Some("new"),
        Some("kit"),
        Some("rehearse"),
        Some("fork"),
    ] {
        let args: Vec<&str> = verb.into_iter().chain(["--help"]).collect();
        let output = run(&args);
        let text = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert!(text.contains("Examples:\n  warroom "), "{args:?}: {text}");
    }
}

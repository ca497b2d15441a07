//! Measures what the windows cost: frames a second while something moves, then
//! frames and processor time while only a waker thread stirs, once a second.
//!
//! `cargo run --example pulse -- [WIDTH HEIGHT]`, under a display or `xvfb-run`.

#[path = "lamplight/sample.rs"]
#[expect(dead_code, reason = "shared with lamplight, which shows more of it")]
mod sample;

use std::time::{Duration, Instant};

use bevy::prelude::*;
use bevy_egui::EguiContext;
use warroom::game::rest::{NextFrame, Pace, Waker};
use warroom::game::table::TableScene;
use warroom::game::windows::{ConsoleCamera, ConsoleUi};
use warroom::game::{Sizes, app};

const SPAN: Duration = Duration::from_secs(10);

#[derive(Resource)]
struct Pulse {
    phase: u8,
    since: Instant,
    frames: u32,
    processor: f64,
}

fn main() -> AppExit {
    let numbers: Vec<u32> = std::env::args()
        .skip(1)
        .filter_map(|word| word.parse().ok())
        .collect();
    let size = match numbers[..] {
        [width, height] => UVec2::new(width, height),
        _ => UVec2::new(1280, 720),
    };
    let mut table = sample::table();
    table.rim.now = None;
    if std::env::var_os("EMPTY").is_some() {
        table = Default::default();
        table.phase = warroom::game::table::model::Phase::Emergency;
    }
    app(Sizes {
        table: size,
        console: std::env::var_os("ONE").is_none().then_some(size),
    })
    .insert_resource(TableScene(table))
    .insert_resource(Pulse {
        phase: 0,
        since: Instant::now(),
        frames: 0,
        processor: 0.0,
    })
    .add_systems(ConsoleUi, label)
    .add_systems(Update, count)
    .run()
}

fn label(mut context: Single<&mut EguiContext, With<ConsoleCamera>>) {
    egui::Area::new(egui::Id::new("pulse")).show(context.get_mut(), |ui| ui.heading("pulse"));
}

fn count(
    mut pulse: ResMut<Pulse>,
    mut next: ResMut<NextFrame>,
    waker: Option<Res<Waker>>,
    mut exit: MessageWriter<AppExit>,
) {
    pulse.frames += 1;
    let elapsed = pulse.since.elapsed();
    if pulse.phase < 2 {
        next.ask(Pace::Moving);
    }
    // Phase 0 warms up, 1 moves, 2 rests.
    if elapsed < SPAN {
        return;
    }
    let used = processor_seconds() - pulse.processor;
    match pulse.phase {
        1 => println!(
            "moving: {:.1} frames a second",
            f64::from(pulse.frames) / elapsed.as_secs_f64()
        ),
        2 => {
            println!(
                "resting: {} frames and {used:.2} s of processor in {:.1} s",
                pulse.frames,
                elapsed.as_secs_f64()
            );
            exit.write(AppExit::Success);
        }
        _ => {}
    }
    if let (1, Some(waker)) = (pulse.phase, waker) {
        let waker = waker.clone();
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(Duration::from_secs(1));
                waker.wake();
            }
        });
    }
    *pulse = Pulse {
        phase: pulse.phase + 1,
        since: Instant::now(),
        frames: 0,
        processor: processor_seconds(),
    };
}

/// User and system time of this process, where `/proc` tells it.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<f64> = stat
        .split_whitespace()
        .skip(13)
        .take(2)
        .filter_map(|field| field.parse().ok())
        .collect();
    fields.iter().sum::<f64>() / 100.0
}

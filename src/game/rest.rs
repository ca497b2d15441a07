//! Rest: the app draws when something changed, and sleeps otherwise.
//!
//! It wakes for input, for a [`Waker`] (the room's thread), and at the
//! [`Pace`] that somebody asked for. A limiter keeps a fast mouse from drawing
//! a thousand frames a second. Absent on purpose: vsync, see `windows`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use bevy::prelude::*;
use bevy::winit::{EventLoopProxyWrapper, UpdateMode, WinitSettings, WinitUserEvent};
use bevy_egui::{EguiInput, EguiPreUpdateSet};

/// Shortest time between two frames.
const FRAME: Duration = Duration::from_micros(15_600);

/// How soon the next frame comes when nothing wakes the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Pace {
    /// Nothing moves: five seconds.
    #[default]
    Still,
    /// A clock is shown: a fifth of a second.
    Ticking,
    /// Something moves: every frame.
    Moving,
}

impl Pace {
    fn wait(self) -> Duration {
        match self {
            Self::Still => Duration::from_secs(5),
            Self::Ticking => Duration::from_millis(200),
            Self::Moving => FRAME,
        }
    }
}

/// Collects what the systems of one frame ask for; the fastest wins.
#[derive(Resource, Debug, Default)]
pub struct NextFrame(Pace);

impl NextFrame {
    /// Asks for a next frame no later than `pace` says. Ask again each frame.
    pub fn ask(&mut self, pace: Pace) {
        self.0 = self.0.max(pace);
    }
}

/// Wakes the app from another thread. Cheap to clone, safe to call often: the
/// event loop is told once until a frame has begun.
#[derive(Resource, Clone)]
pub struct Waker {
    pending: Arc<AtomicBool>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Waker {
    /// Wakes the app. After the window has closed this does nothing.
    pub fn wake(&self) {
        if !self.pending.swap(true, Ordering::AcqRel) {
            (self.wake)();
        }
    }
}

/// Order of resting within `Last`.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RestSet;

/// Sets the reactive mode up and keeps egui from spinning.
pub(super) fn plugin(app: &mut App) {
    app.insert_resource(settings(Pace::Moving))
        .init_resource::<NextFrame>()
        .add_systems(PreStartup, offer_waker)
        .add_systems(First, hear_waker)
        .add_systems(
            PreUpdate,
            drop_idle_modifiers
                .after(EguiPreUpdateSet::ProcessInput)
                .before(EguiPreUpdateSet::BeginPass),
        )
        .add_systems(Last, (settle_pace, limit_frames).chain().in_set(RestSet));
}

fn settings(pace: Pace) -> WinitSettings {
    let mode = UpdateMode::Reactive {
        wait: pace.wait(),
        react_to_device_events: false,
        react_to_user_events: true,
        react_to_window_events: true,
    };
    WinitSettings {
        focused_mode: mode,
        unfocused_mode: mode,
    }
}

fn offer_waker(mut commands: Commands, proxy: Option<Res<EventLoopProxyWrapper>>) {
    let Some(proxy) = proxy else {
        return;
    };
    let proxy = (**proxy).clone();
    commands.insert_resource(Waker {
        pending: Arc::default(),
        // The only error is that the loop has ended, and then nobody waits.
        wake: Arc::new(move || {
            let _ = proxy.send_event(WinitUserEvent::WakeUp);
        }),
    });
}

/// From here on a wake counts for the next frame, not for this one.
fn hear_waker(waker: Option<Res<Waker>>) {
    if let Some(waker) = waker {
        waker.pending.store(false, Ordering::Release);
    }
}

/// `bevy_egui` 0.42 tells every context its modifiers each frame, and egui
/// answers each telling with a repaint, for ever. Only changes may pass.
fn drop_idle_modifiers(
    mut inputs: Query<(Entity, &mut EguiInput)>,
    mut known: Local<Vec<(Entity, egui::Modifiers)>>,
) {
    known.retain(|(entity, _)| inputs.contains(*entity));
    for (entity, mut input) in &mut inputs {
        let last = known
            .iter()
            .position(|(known, _)| *known == entity)
            .unwrap_or_else(|| {
                known.push((entity, egui::Modifiers::default()));
                known.len() - 1
            });
        input.events.retain(|event| match event {
            egui::Event::ModifiersChanged(now) => {
                std::mem::replace(&mut known[last].1, *now) != *now
            }
            _ => true,
        });
    }
}

fn settle_pace(
    mut asked: ResMut<NextFrame>,
    mut current: Local<Option<Pace>>,
    mut winit: ResMut<WinitSettings>,
) {
    let pace = std::mem::take(&mut asked.0);
    // Winit draws an extra frame whenever its settings change: change them rarely.
    if *current != Some(pace) {
        *current = Some(pace);
        *winit = settings(pace);
    }
}

fn limit_frames(mut last: Local<Option<Instant>>) {
    if let Some(left) = last.and_then(|last| FRAME.checked_sub(last.elapsed())) {
        std::thread::sleep(left);
    }
    *last = Some(Instant::now());
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;

    #[test]
    fn the_fastest_pace_wins() {
        let mut next = NextFrame::default();
        next.ask(Pace::Moving);
        next.ask(Pace::Ticking);
        assert_eq!(next.0, Pace::Moving);
    }

    #[test]
    fn a_waker_rings_once_until_it_was_heard() {
        let rings = Arc::new(AtomicUsize::new(0));
        let heard = rings.clone();
        let waker = Waker {
            pending: Arc::default(),
            wake: Arc::new(move || {
                heard.fetch_add(1, Ordering::Relaxed);
            }),
        };
        waker.wake();
        waker.clone().wake();
        assert_eq!(rings.load(Ordering::Relaxed), 1);
        waker.pending.store(false, Ordering::Release);
        waker.wake();
        assert_eq!(rings.load(Ordering::Relaxed), 2);
    }

    #[test]
    fn only_changed_modifiers_reach_egui() {
        let mut app = App::new();
        app.add_systems(Update, drop_idle_modifiers);
        let context = app.world_mut().spawn(EguiInput::default()).id();
        let mut told = |modifiers: egui::Modifiers| {
            let mut input = egui::RawInput::default();
            input.events.push(egui::Event::ModifiersChanged(modifiers));
            app.world_mut().entity_mut(context).insert(EguiInput(input));
            app.update();
            app.world()
                .get::<EguiInput>(context)
                .map_or(0, |input| input.events.len())
        };
        assert_eq!(told(egui::Modifiers::NONE), 0);
        assert_eq!(told(egui::Modifiers::SHIFT), 1);
        assert_eq!(told(egui::Modifiers::SHIFT), 0);
        assert_eq!(told(egui::Modifiers::NONE), 1);
    }
}

//! IBM Plex Sans in three weights, carried inside the program so that it runs
//! from any folder. One face a weight: no synthetic bold, no italics.

use bevy::prelude::*;

use super::metrics::Metrics;

/// A weight of the one family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// 300: the clock.
    Light,
    /// 400: what explains.
    Regular,
    /// 600: what is known.
    SemiBold,
}

impl Weight {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Light, Self::Regular, Self::SemiBold];

    /// The font file.
    #[must_use]
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Light => include_bytes!("../../../assets/fonts/IBMPlexSans-Light.ttf"),
            Self::Regular => include_bytes!("../../../assets/fonts/IBMPlexSans-Regular.ttf"),
            Self::SemiBold => include_bytes!("../../../assets/fonts/IBMPlexSans-SemiBold.ttf"),
        }
    }

    /// Its name as an egui font family.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "plex-light",
            Self::Regular => "plex-regular",
            Self::SemiBold => "plex-semibold",
        }
    }

    /// Its egui family.
    #[must_use]
    pub fn family(self) -> egui::FontFamily {
        egui::FontFamily::Name(self.name().into())
    }

    /// An egui font of this weight, size in points.
    #[must_use]
    pub fn at(self, size: f32) -> egui::FontId {
        egui::FontId::new(size, self.family())
    }

    /// Width of `words` at `size` in this weight.
    #[must_use]
    pub fn width(self, words: &str, size: f32) -> f32 {
        self.metrics().width(words, size, 0.0)
    }

    fn metrics(self) -> &'static Metrics {
        static METRICS: std::sync::OnceLock<[Metrics; 3]> = std::sync::OnceLock::new();
        let all = METRICS.get_or_init(|| Self::ALL.map(|weight| Metrics::read(weight.bytes())));
        match self {
            Self::Light => &all[0],
            Self::Regular => &all[1],
            Self::SemiBold => &all[2],
        }
    }
}

/// Handles of the three faces in Bevy.
#[derive(Resource, Debug, Clone)]
pub struct Fonts([Handle<Font>; 3]);

impl Fonts {
    /// The face of a weight.
    #[must_use]
    pub fn face(&self, weight: Weight) -> Handle<Font> {
        let [light, regular, semibold] = &self.0;
        match weight {
            Weight::Light => light.clone(),
            Weight::Regular => regular.clone(),
            Weight::SemiBold => semibold.clone(),
        }
    }
}

impl FromWorld for Fonts {
    fn from_world(world: &mut World) -> Self {
        let mut fonts = world.resource_mut::<Assets<Font>>();
        Self(Weight::ALL.map(|weight| fonts.add(Font::from_bytes(weight.bytes().to_vec()))))
    }
}

/// Adds the faces once Bevy's text is there.
pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Fonts>();
}

//! The one material of every shape: vertex colours, untouched.
//!
//! It belongs to cameras that blend in gamma space. On any other camera its
//! colours would be too bright.

use bevy::asset::embedded_asset;
use bevy::prelude::*;
use bevy::render::render_resource::AsBindGroup;
use bevy::shader::ShaderRef;
use bevy::sprite_render::{AlphaMode2d, Material2d, Material2dPlugin};

/// Paints vertex colours as they are.
#[derive(Asset, AsBindGroup, TypePath, Debug, Clone, Default)]
pub(super) struct InkMaterial {}

impl Material2d for InkMaterial {
    fn fragment_shader() -> ShaderRef {
        "embedded://warroom/game/draw/ink.wgsl".into()
    }

    fn alpha_mode(&self) -> AlphaMode2d {
        AlphaMode2d::Blend
    }
}

/// The handle that all shapes share.
#[derive(Resource)]
pub(super) struct Ink(pub(super) Handle<InkMaterial>);

impl FromWorld for Ink {
    fn from_world(world: &mut World) -> Self {
        Self(
            world
                .resource_mut::<Assets<InkMaterial>>()
                .add(InkMaterial {}),
        )
    }
}

pub(super) fn plugin(app: &mut App) {
    embedded_asset!(app, "ink.wgsl");
    app.add_plugins(Material2dPlugin::<InkMaterial>::default())
        .init_resource::<Ink>();
}

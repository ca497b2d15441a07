//! Shows sheets in Bevy: one entity a panel, one child a run of shapes or a
//! line of words.
//!
//! A panel keeps its entities. When its [`Drawing`] changes, meshes and words
//! are rewritten in place, and only surplus children are despawned; when it
//! doesn't, nothing is touched. Absent on purpose: textures. Every glow,
//! shadow and portrait is a mesh, crisp at every size of window.

use bevy::asset::RenderAssetUsages;
use bevy::camera::visibility::{NoFrustumCulling, RenderLayers};
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::prelude::*;
use bevy::sprite::Anchor;
use bevy::text::{LetterSpacing, LineHeight, TextLayoutInfo};

use crate::game::theme::Fonts;
use crate::game::theme::scale::{DESIGN_HEIGHT, DESIGN_WIDTH};

use super::ink::Ink;
use super::mesh::Triangles;
use super::sheet::{Align, Mark, Sheet, Words};

/// Share of the size that Plex Sans stands above and below its baseline.
const ASCENT: f32 = 1.025;
const DESCENT: f32 = 0.275;
/// Depth between two marks of one panel; panels lie whole units apart.
const STEP: f32 = 0.001;

/// What a panel shows. Set it with [`DetectChangesMut::set_if_neq`].
#[derive(Component, Debug, Clone, PartialEq, Default)]
#[require(Transform, Visibility, Leaves)]
pub struct Drawing(pub Sheet);

/// The layers that a panel's marks are painted on.
#[derive(Component, Debug, Clone)]
pub struct On(pub RenderLayers);

/// Pixels a design unit, of the window that panels are shown in.
#[derive(Resource, Debug, Clone, Copy, PartialEq)]
pub struct Pixels {
    /// Physical pixels a design unit.
    pub physical: f32,
    /// Logical pixels a design unit.
    pub logical: f32,
}

impl Default for Pixels {
    fn default() -> Self {
        Self {
            physical: 1.0,
            logical: 1.0,
        }
    }
}

/// Order of drawing.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ShowSet;

/// Shows drawings that changed.
pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Pixels>()
        .add_systems(Update, show_changed.in_set(ShowSet))
        .add_systems(
            PostUpdate,
            align_words
                .after(bevy::sprite::update_text2d_layout)
                .after(TransformSystems::Propagate),
        );
}

/// Where a panel whose own origin is `at` stands, turned clockwise.
#[must_use]
pub fn place(at: Vec2, turn: f32, depth: f32) -> Transform {
    Transform::from_xyz(at.x - DESIGN_WIDTH / 2.0, DESIGN_HEIGHT / 2.0 - at.y, depth)
        .with_rotation(Quat::from_rotation_z(-turn.to_radians()))
}

/// Children of a panel, in paint order.
#[derive(Component, Default)]
struct Leaves(Vec<Leaf>);

enum Leaf {
    Shapes(Entity, Handle<Mesh>),
    Words(Entity),
}

impl Leaf {
    fn entity(&self) -> Entity {
        match self {
            Self::Shapes(entity, _) | Self::Words(entity) => *entity,
        }
    }
}

/// A run of shapes, or one line of words.
enum Layer<'a> {
    Shapes(Triangles),
    Words(&'a Words),
}

fn layers(sheet: &Sheet, pixel: f32) -> Vec<Layer<'_>> {
    let mut layers = Vec::new();
    for mark in sheet.marks() {
        if let Mark::Words(words) = mark {
            layers.push(Layer::Words(words));
            continue;
        }
        if !matches!(layers.last(), Some(Layer::Shapes(_))) {
            layers.push(Layer::Shapes(Triangles::default()));
        }
        if let Some(Layer::Shapes(shapes)) = layers.last_mut() {
            shapes.add(mark, pixel);
        }
    }
    layers
}

fn show_changed(
    mut commands: Commands,
    mut panels: Query<(Entity, Ref<Drawing>, &On, &mut Leaves)>,
    mut meshes: ResMut<Assets<Mesh>>,
    (fonts, ink, pixels): (Res<Fonts>, Res<Ink>, Res<Pixels>),
) {
    for (panel, drawing, on, mut leaves) in &mut panels {
        if !drawing.is_changed() && !pixels.is_changed() {
            continue;
        }
        let mut before = std::mem::take(&mut leaves.0).into_iter();
        for (index, layer) in layers(&drawing.0, 1.0 / pixels.physical)
            .into_iter()
            .enumerate()
        {
            let depth = STEP * (index + 1) as f32;
            let old = before.next();
            leaves.0.push(match (layer, old) {
                (Layer::Shapes(shapes), Some(Leaf::Shapes(entity, handle))) => {
                    if let Some(mut mesh) = meshes.get_mut(&handle) {
                        *mesh = bevy_mesh(&shapes);
                    }
                    Leaf::Shapes(entity, handle)
                }
                (Layer::Words(words), Some(Leaf::Words(entity))) => {
                    commands
                        .entity(entity)
                        .insert(words_bundle(words, &fonts, *pixels, depth));
                    Leaf::Words(entity)
                }
                (layer, old) => {
                    if let Some(old) = old {
                        commands.entity(old.entity()).despawn();
                    }
                    let common = (ChildOf(panel), on.0.clone(), NoFrustumCulling);
                    match layer {
                        Layer::Shapes(shapes) => {
                            let handle = meshes.add(bevy_mesh(&shapes));
                            let shown = (
                                Mesh2d(handle.clone()),
                                MeshMaterial2d(ink.0.clone()),
                                Transform::from_xyz(0.0, 0.0, depth),
                            );
                            Leaf::Shapes(commands.spawn((common, shown)).id(), handle)
                        }
                        Layer::Words(words) => {
                            let shown = words_bundle(words, &fonts, *pixels, depth);
                            Leaf::Words(commands.spawn((common, shown)).id())
                        }
                    }
                }
            });
        }
        for surplus in before {
            commands.entity(surplus.entity()).despawn();
        }
    }
}

fn bevy_mesh(shapes: &Triangles) -> Mesh {
    let places: Vec<[f32; 3]> = shapes
        .corners
        .iter()
        .map(|(place, _)| [place.x, -place.y, 0.0])
        .collect();
    let colours: Vec<[f32; 4]> = shapes
        .corners
        .iter()
        .map(|(_, colour)| [colour.r, colour.g, colour.b, colour.a])
        .collect();
    Mesh::new(
        PrimitiveTopology::TriangleList,
        RenderAssetUsages::default(),
    )
    .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, places)
    .with_inserted_attribute(Mesh::ATTRIBUTE_COLOR, colours)
    .with_inserted_indices(Indices::U32(shapes.indices.clone()))
}

/// Words are set at the size of their pixels and scaled back, so that they are
/// rasterised at the resolution at which they will be seen.
fn words_bundle(words: &Words, fonts: &Fonts, pixels: Pixels, depth: f32) -> impl Bundle {
    let logical = pixels.logical.max(0.01);
    let size = words.size * logical;
    let to_physical = pixels.physical / logical;
    let physical = size * to_physical;
    let (above, below) = ((physical * ASCENT).round(), (physical * DESCENT).round());
    let leading = ((physical * (ASCENT + DESCENT) - above - below) / 2.0).floor();
    let baseline = (above + leading) / pixels.physical;
    let anchor = match words.align {
        Align::Start => Anchor::TOP_LEFT,
        Align::Middle => Anchor::TOP_CENTER,
        Align::End => Anchor::TOP_RIGHT,
    };
    let turn = Rot2::degrees(words.turn);
    let top = words.at - turn * Vec2::new(0.0, baseline);
    (
        Text2d::new(words.text.clone()),
        TextFont::from(fonts.face(words.weight)).with_font_size(size),
        TextColor(words.colour.bevy()),
        TextLayout::no_wrap(),
        LineHeight::RelativeToFont(ASCENT + DESCENT),
        LetterSpacing::Px(words.spacing * logical),
        anchor,
        Transform::from_xyz(top.x, -top.y, depth)
            .with_rotation(Quat::from_rotation_z(-words.turn.to_radians()))
            .with_scale(Vec3::new(1.0 / logical, 1.0 / logical, 1.0)),
    )
}

/// Words that were laid out again or stand elsewhere.
type Moved = Or<(Changed<TextLayoutInfo>, Changed<GlobalTransform>)>;

/// Puts the letters of upright words on whole pixels. Between pixels they blur.
fn align_words(
    mut words: Query<(&mut TextLayoutInfo, &Anchor, &GlobalTransform), Moved>,
    pixels: Res<Pixels>,
) {
    for (mut layout, anchor, global) in &mut words {
        let across = global.affine().matrix3.x_axis;
        if across.y.abs() > 1e-4 || layout.scale_factor <= 0.0 {
            continue;
        }
        let corner = (Anchor::TOP_LEFT.0 - anchor.as_vec()) * layout.size * across.x;
        let top_left = (global.translation().truncate() + corner) * pixels.physical;
        let layout = layout.bypass_change_detection();
        for glyph in &mut layout.glyphs {
            let half = glyph.atlas_info.rect.size() / 2.0;
            let left = top_left.x + glyph.position.x - half.x;
            let top = -top_left.y + glyph.position.y - half.y;
            glyph.position.x += left.round() - left;
            glyph.position.y += top.round() - top;
        }
    }
}

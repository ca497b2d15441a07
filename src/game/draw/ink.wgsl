// Vertex colours as they are. They are gamma-encoded and so is what they are
// painted on (CompositingSpace::Srgb), so nothing is converted for each pixel.
#import bevy_sprite::mesh2d_vertex_output::VertexOutput

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    return in.color;
}

//! What the integration tests share.

pub mod exercise;
pub mod plan;

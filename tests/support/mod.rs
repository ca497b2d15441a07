//! What the integration tests share.

#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "each test takes what it needs, and a test may panic"
)]

pub mod exercise;
pub mod plan;

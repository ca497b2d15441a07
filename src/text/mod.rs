pub mod word; pub mod sentence; mod reading; mod phrase; mod number; mod clock; mod duration; pub mod figures; pub mod times;
pub mod glossary; pub mod jargon; pub mod topics; pub mod hedge; pub mod deflect;
pub use glossary::Glossary; pub use topics::{topics,TopicIndex}; pub use figures::figures; pub use jargon::jargon;

//! Dateline.
pub mod diagnostic;
pub mod model;
pub mod scenario;
pub mod snapshot;
pub mod text;

//! Dateline.
pub mod app;
pub mod cli;
pub mod diagnostic;
pub mod export;
pub mod format;
pub mod frame;
pub mod model;
pub mod scenario;
pub mod snapshot;
pub mod terminal;
pub mod text;
pub mod ui;

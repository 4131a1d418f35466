//! The scenario that is built into the program, so that the first command needs no file.
//!
//! The edge opens it when no file is named; tests hold it against its facts.

use super::load::{Loaded, text};
use crate::diagnostic::Diagnostic;

/// Its name, as it stands in reports.
pub const NAME: &str = "afghanistan-2021.toml";

/// Its text.
pub const TEXT: &str = include_str!("../../scenarios/afghanistan-2021.toml");

/// Loads the scenario that is built in.
pub fn load() -> Result<Loaded, Vec<Diagnostic>> {
    text(NAME, TEXT)
}

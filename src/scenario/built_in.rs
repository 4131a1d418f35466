//! The scenario that is built into the program, so that the first command needs no file.
//!
//! The edge opens it when no file is named; tests hold it against its facts.

use super::load::{Loaded, load_text};
use crate::diagnostic::Diagnostic;

/// The name of the built-in scenario in reports.
pub const NAME: &str = "afghanistan-2021.toml";

/// The text of the built-in scenario.
pub const TEXT: &str = include_str!("../../scenarios/afghanistan-2021.toml");

/// Loads the built-in scenario.
pub fn load_built_in() -> Result<Loaded, Vec<Diagnostic>> {
    load_text(NAME, TEXT)
}

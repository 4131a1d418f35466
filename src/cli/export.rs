//! `dateline export`: the facts at a moment for another program.
//!
//! The public's cursor: what is withheld or embargoed never leaves by here.

use std::process::ExitCode;

use super::arguments::{Export, ExportFormat};
use super::open;
use super::output::{Failure, print_with};
use crate::export::json;
use crate::model::cursor::Audience;
use crate::snapshot;

/// Folds the log for the public and writes it.
pub(super) fn run(arguments: &Export) -> Result<ExitCode, Failure> {
    let loaded = open::scenario(arguments.file.as_deref())?;
    let cursor = open::cursor(&loaded.scenario, &arguments.moment, Audience::Public)?;
    let snapshot = snapshot::at(&loaded.scenario, cursor);
    match arguments.format {
        ExportFormat::Json => print_with(|to| json::write(&snapshot, to))?,
    }
    Ok(ExitCode::SUCCESS)
}

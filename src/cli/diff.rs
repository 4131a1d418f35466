//! `dateline diff`: the change ledger between two moments.
//!
//! The public's cursors: what is withheld or embargoed never leaves by here.

use std::process::ExitCode;

use super::arguments::{Diff, DiffFormat};
use super::open;
use super::output::{Failure, print, print_with};
use crate::export::diff::{Compared, document, json};
use crate::export::document::{markdown, text};
use crate::model::cursor::{Audience, Cursor};
use crate::snapshot::{Fold, ledger};

/// Compares the two moments and writes what lies between them.
pub(super) fn run(arguments: &Diff) -> Result<ExitCode, Failure> {
    let loaded = open::scenario_in(arguments.file.as_deref(), arguments.clock.zone)?;
    let scenario = &loaded.scenario;
    let asked = &arguments.clock;
    let clock = open::clock(
        scenario,
        &asked.known,
        asked.now.as_deref(),
        Audience::Public,
    )?;
    let end = |name: &str, when: &str| -> Result<Fold<'_>, Failure> {
        let as_of = open::moment(scenario, name, when)?;
        Ok(Fold::at(scenario, Cursor { as_of, ..clock }))
    };
    let (from, to) = (end("FROM", &arguments.from)?, end("TO", &arguments.to)?);
    let ledger = ledger::between(&from, &to);
    let compared = Compared {
        from: &from,
        to: &to,
        ledger: &ledger,
    };
    match arguments.format {
        DiffFormat::Text => {
            let document = document(compared, arguments.ascii);
            print(&text::write(&document, arguments.ascii))?;
        }
        DiffFormat::Md => {
            let document = document(compared, arguments.ascii);
            print(&markdown::write(&document))?;
        }
        DiffFormat::Json => print_with(|to| json::write(compared, to))?,
    }
    Ok(ExitCode::SUCCESS)
}

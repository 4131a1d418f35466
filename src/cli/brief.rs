//! `dateline brief`: the situation report at a moment.
//!
//! The public's cursor: what is withheld or embargoed never leaves by here.

use std::process::ExitCode;

use super::arguments::{Brief, BriefFormat};
use super::open;
use super::output::{Failure, print_data};
use crate::export::brief;
use crate::export::document::{html, markdown, text};
use crate::model::cursor::{Audience, Cursor};
use crate::snapshot::narrowed::Filtered;
use crate::snapshot::{self, Fold, ledger};

/// Folds the log at both moments and writes the report.
pub(super) fn run(arguments: &Brief) -> Result<ExitCode, Failure> {
    let loaded = open::scenario_in(arguments.file.as_deref(), arguments.moment.zone)?;
    let cursor = open::read_cursor(&loaded.scenario, &arguments.moment, Audience::Public)?;
    let scenario = &loaded.scenario.public_at(cursor.now);
    let snapshot = snapshot::at(scenario, cursor);
    let mut since = cursor.day_before(scenario.zone());
    let ledger = match arguments.since.as_deref() {
        None => snapshot.changes.clone(),
        Some(text) => {
            let first = open::read_typed(scenario, "--since", text)?.first;
            if first > cursor.as_of {
                let problem = format!("--since '{text}' is later than the report's own moment");
                return Err(Failure::Usage(problem));
            }
            let as_of = first.second_before();
            since = Cursor { as_of, ..since };
            ledger::compare_folds(&Fold::at(scenario, since), &Fold::at(scenario, cursor))
        }
    };
    let conditions = open::read_filter(scenario, &arguments.listed)?;
    let older = snapshot::at(scenario, since);
    let reported = (&since, &ledger);
    let document = match Filtered::between(&older, &snapshot, &ledger, &conditions) {
        Some(filtered) => brief::document_filtered(&snapshot, reported, &filtered, arguments.ascii),
        None => brief::compose_brief(&snapshot, reported, arguments.ascii),
    };
    print_data(&match arguments.format {
        BriefFormat::Text => text::write(&document, arguments.ascii),
        BriefFormat::Md => markdown::write(&document),
        BriefFormat::Html => html::write(&document),
    })?;
    Ok(ExitCode::SUCCESS)
}

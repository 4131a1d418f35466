//! `dateline export`: the facts at a moment, or tables of the log, for another program.
//!
//! The public's cursor: what is withheld or embargoed never leaves by here.

use std::process::ExitCode;

use super::arguments::{Export, ExportFormat};
use super::open;
use super::output::{Failure, print_with};
use crate::export::table::{ExportTable, LogExtent};
use crate::export::{csv, geojson, json, ndjson};
use crate::model::cursor::{Audience, Cursor};
use crate::model::scenario::Scenario;
use crate::snapshot::filter::Filter;
use crate::snapshot::filtered_log::FilteredLog;
use crate::snapshot::query::{self, ListOrder};
use crate::snapshot::{self, visibility};

/// Writes what is asked for.
pub(super) fn run(arguments: &Export) -> Result<ExitCode, Failure> {
    let table = find_table(arguments)?;
    let loaded = open::scenario_in(arguments.file.as_deref(), arguments.moment.zone)?;
    let opens = open::read_cursor(&loaded.scenario, &arguments.moment, Audience::Public)?;
    let scenario = &loaded.scenario.public_at(opens.now);
    let conditions = open::read_filter(scenario, &arguments.listed)?;
    let filter = Filter::from_conditions(&conditions, scenario);
    let cursor = match table {
        Some(_) => find_end(scenario, arguments, opens),
        None => opens,
    };
    let since = arguments.since.as_deref();
    let since =
        since.map(|text| open::read_typed(scenario, "--since", text).map(|typed| typed.first));
    // Without conditions the log is only read once, row by row.
    let retained = (!conditions.is_empty())
        .then(|| FilteredLog::from_filter(&snapshot::at(scenario, cursor), &filter));
    let log = LogExtent {
        scenario,
        cursor,
        since: since.transpose()?,
        retained: retained.as_ref(),
    };
    match (arguments.format, table) {
        (ExportFormat::Geojson, _) => print_with(|to| geojson::write(&log, &conditions, to))?,
        (format, Some(table)) => {
            print_with(|to| match format {
                ExportFormat::Csv => csv::write(&log, table, to),
                ExportFormat::Ndjson => ndjson::write_lines(&log, table, to),
                _ => ndjson::write_array(&log, table, to),
            })?;
        }
        (_, None) => {
            let snapshot = snapshot::at(scenario, cursor);
            let listing = query::list_snapshot(&snapshot, &filter, ListOrder::default());
            print_with(|to| json::write_listed(&snapshot, &listing, &conditions, to))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The table that is asked for, if these arguments go together.
fn find_table(arguments: &Export) -> Result<Option<ExportTable>, Failure> {
    let problem = match (arguments.format, arguments.table) {
        (ExportFormat::Csv | ExportFormat::Ndjson, None) => {
            "this format needs a table: add --table places, events, figures, claims or sources"
        }
        (ExportFormat::Geojson, Some(ExportTable::Places)) => return Ok(None),
        (ExportFormat::Geojson, Some(_)) => {
            "geojson is of places alone: leave --table out, or choose another --format"
        }
        (_, None) if arguments.since.is_some() => {
            "--since needs a table: add --table places, events, figures, claims or sources"
        }
        (_, table) => return Ok(table),
    };
    Err(Failure::Usage(problem.to_owned()))
}

/// A table goes to the end of the log unless a moment is given.
fn find_end(scenario: &Scenario, arguments: &Export, cursor: Cursor) -> Cursor {
    if arguments.moment.at.is_some() {
        return cursor;
    }
    Cursor {
        as_of: visibility::end_of_log(scenario, &cursor),
        ..cursor
    }
}

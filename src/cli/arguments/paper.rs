//! The arguments of what leaves the program as a document or as data.
//!
//! Declared once for parsing and `--help`, like those beside this file.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::common::{BackgroundName, KnownClock, ListOptions, MomentOptions, parse_size};
use crate::export::table::ExportTable;

/// `dateline export`
#[derive(Args, Debug)]
#[command(after_help = EXPORTS)]
pub struct Export {
    /// The scenario file, or - for standard input; the built-in scenario if left out
    pub file: Option<PathBuf>,
    /// Which moment.
    #[command(flatten)]
    pub moment: MomentOptions,
    /// What to list.
    #[command(flatten)]
    pub listed: ListOptions,
    /// Only what happened or was recorded from the first second of this moment on; for tables
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub since: Option<String>,
    /// One table of the log; all of it, unless --at or --since says otherwise
    #[arg(long, value_parser = table_parser())]
    pub table: Option<ExportTable>,
    /// The form
    #[arg(long, value_enum, default_value_t)]
    pub format: ExportFormat,
}

const EXPORTS: &str = "\
Examples:
  dateline export --at 2021-08-13 | jq .tally                 the facts at a moment, as one object
  dateline export --table figures --format csv > figures.csv  every reading, for a spreadsheet
  dateline export --table claims --since 2021-08-12 --format ndjson
  dateline export --table events --filter \"kind control; grade B\" --format csv
  dateline export --at 2021-08-13 --format geojson            places with their holders

Without --table, --at is where the scenario opens if left out. The columns are in the README.";

/// The form of an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// One JSON object, or an array of a table's rows
    #[default]
    Json,
    /// A table as one JSON object a line
    Ndjson,
    /// A table as CSV, safe to open in a spreadsheet
    Csv,
    /// Places with their holders as `GeoJSON`
    Geojson,
}

/// Reads the name of a table.
fn table_parser() -> impl TypedValueParser<Value = ExportTable> {
    let names = PossibleValuesParser::new(ExportTable::WORDS.map(|(word, _)| word));
    names.try_map(|name| {
        let mut tables = ExportTable::WORDS.into_iter();
        let found = tables.find(|(word, _)| *word == name);
        found.map(|(_, table)| table).ok_or("no such table")
    })
}

/// `dateline brief`
#[derive(Args, Debug)]
#[command(after_help = BRIEFS)]
pub struct Brief {
    /// The scenario file, or - for standard input; the built-in scenario if left out
    pub file: Option<PathBuf>,
    /// Which moment.
    #[command(flatten)]
    pub moment: MomentOptions,
    /// What to list.
    #[command(flatten)]
    pub listed: ListOptions,
    /// What is called new and changed is so from the first second of this moment on; since the end of the day before,
    /// if left out
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub since: Option<String>,
    /// The form
    #[arg(long, value_enum, default_value_t)]
    pub format: BriefFormat,
    /// Write text in ASCII alone; in other forms the signs
    #[arg(long)]
    pub ascii: bool,
}

const BRIEFS: &str = "\
Examples:
  dateline brief --at 2021-08-13                          the situation at the end of a day
  dateline brief --at \"2021-08-13 12:00\" --known then    as it could be written at noon
  dateline brief --at 2021-08-13 --filter \"region south\"  its lists of one region; tallies are of all
  dateline brief --at 2021-08-15 --since 2021-08-08 --format html > report.html";

/// The form of a situation report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum BriefFormat {
    /// Plain text
    #[default]
    Text,
    /// Markdown
    Md,
    /// One HTML file without a script, with the map; it prints on A4
    Html,
}

/// `dateline diff`
#[derive(Args, Debug)]
#[command(after_help = DIFFS)]
pub struct Diff {
    /// The first moment
    #[arg(allow_hyphen_values = true)]
    pub from: String,
    /// The second moment; it may be the earlier one
    #[arg(allow_hyphen_values = true)]
    pub to: String,
    /// The scenario file, or - for standard input; the built-in scenario if left out
    pub file: Option<PathBuf>,
    /// As known when.
    #[command(flatten)]
    pub clock: KnownClock,
    /// What to list.
    #[command(flatten)]
    pub listed: ListOptions,
    /// The form
    #[arg(long, value_enum, default_value_t)]
    pub format: DiffFormat,
    /// Write text in ASCII alone; in other forms the signs
    #[arg(long)]
    pub ascii: bool,
}

const DIFFS: &str = "\
Examples:
  dateline diff 2021-08-12 2021-08-13               what changed from one day to the next
  dateline diff 2021-08-12 2021-08-13 --known then  each date as it was known then
  dateline diff 2021-08-12 2021-08-13 --filter \"region south; grade B\"
  dateline diff 2021-08-06 2021-08-15 --format json | jq '.changed.places[].name'";

/// The form of a ledger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// Plain text
    #[default]
    Text,
    /// Markdown
    Md,
    /// One JSON object
    Json,
}

/// `dateline cast`
#[derive(Args, Debug)]
#[command(after_help = CASTS)]
pub struct Cast {
    /// The scenario file, or - for standard input; the built-in scenario if left out
    pub file: Option<PathBuf>,
    /// The first moment; the scenario's first day, if left out
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub from: Option<String>,
    /// The last moment; the scenario's last day, if left out
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub to: Option<String>,
    /// As known when.
    #[command(flatten)]
    pub clock: KnownClock,
    /// Columns and rows
    #[arg(long, value_name = "COLUMNSxROWS", default_value = "120x40", value_parser = parse_size)]
    pub size: (u16, u16),
    /// Draw with ASCII alone
    #[arg(long)]
    pub ascii: bool,
    /// The background for which colours are chosen, and that players show
    #[arg(long, value_enum, default_value_t)]
    pub background: BackgroundName,
}

const CASTS: &str = "\
Examples:
  dateline cast --from 2021-08-06 --to 2021-08-15 > fall.cast  to play with asciinema
  dateline cast --known then --size 80x24 > then.cast          all days, as they were known";

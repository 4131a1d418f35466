//! The log as tables: what a row is and which columns it has, each column declared once with its value.
//!
//! `csv`, `objects` and `geojson` write the rows, one at a time: a log of a million events is never
//! held as text. What a row says comes from the fold at the cursor alone. Names and order of columns
//! are stable, since programs that are not ours read them.

mod claims;
mod events;
mod figures;
mod parts;
mod places;
mod provenance;
mod sources;

use std::fmt::Write as _;
use std::io;

use parts::Column;
pub use parts::{Cell, LogExtent};

/// Which table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportTable {
    /// One row a place, with its state.
    Places,
    /// One row an event.
    Events,
    /// One row a reading, or end of a series.
    Figures,
    /// One row a claim.
    Claims,
    /// One row a source that anything in the log names.
    Sources,
}

impl ExportTable {
    /// Every table with its name.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("places", Self::Places),
        ("events", Self::Events),
        ("figures", Self::Figures),
        ("claims", Self::Claims),
        ("sources", Self::Sources),
    ];
}

/// Gets each row of a table.
pub type Take<'t> = &'t mut dyn FnMut(&[Cell<'_>]) -> io::Result<()>;

/// The names of a table's columns, in order.
pub fn column_names(table: ExportTable) -> Vec<&'static str> {
    describe_columns(table)
        .into_iter()
        .map(|(name, _)| name)
        .collect()
}

/// Gives each row of a table, in the order of the file or of the log.
///
/// # Errors
///
/// What the taker gives; no more rows are made then.
pub fn each_row(log: &LogExtent<'_>, table: ExportTable, take: Take<'_>) -> io::Result<()> {
    match table {
        ExportTable::Places => {
            let states = places::list_states(log);
            write_rows(log, &places::place_columns(), states.iter(), take)
        }
        ExportTable::Events => write_rows(
            log,
            &events::event_columns(),
            events::list_events(log),
            take,
        ),
        ExportTable::Figures => write_rows(
            log,
            &figures::figure_columns(),
            figures::list_rows(log),
            take,
        ),
        ExportTable::Claims => write_rows(
            log,
            &claims::claim_columns(),
            claims::list_claims(log),
            take,
        ),
        ExportTable::Sources => write_rows(
            log,
            &sources::source_columns(),
            sources::list_sources(log),
            take,
        ),
    }
}

fn write_rows<Key: Copy>(
    log: &LogExtent<'_>,
    columns: &[Column<Key>],
    keys: impl Iterator<Item = Key>,
    take: Take<'_>,
) -> io::Result<()> {
    for key in keys {
        let cells = columns.iter().map(|column| (column.cell)(log, key));
        take(&cells.collect::<Vec<_>>())?;
    }
    Ok(())
}

/// The name and meaning of each column of a table, in order.
fn describe_columns(table: ExportTable) -> Vec<(&'static str, &'static str)> {
    fn names_and_meanings<Key>(columns: Vec<Column<Key>>) -> Vec<(&'static str, &'static str)> {
        let columns = columns.into_iter();
        columns
            .map(|column| (column.name, column.meaning))
            .collect()
    }
    match table {
        ExportTable::Places => names_and_meanings(places::place_columns()),
        ExportTable::Events => names_and_meanings(events::event_columns()),
        ExportTable::Figures => names_and_meanings(figures::figure_columns()),
        ExportTable::Claims => names_and_meanings(claims::claim_columns()),
        ExportTable::Sources => names_and_meanings(sources::source_columns()),
    }
}

/// Returns the columns of every table in Markdown, for the manual: their order, then what each name means.
pub fn write_markdown() -> String {
    let mut out = String::from("| table | columns |\n| --- | --- |\n");
    let mut meanings: Vec<(&str, &str)> = Vec::new();
    for (word, table) in ExportTable::WORDS {
        let described = describe_columns(table);
        let names: Vec<String> = described
            .iter()
            .map(|(name, _)| format!("`{name}`"))
            .collect();
        let _ = writeln!(out, "| `{word}` | {} |", names.join(" "));
        let known: Vec<&str> = meanings.iter().map(|(name, _)| *name).collect();
        meanings.extend(described.iter().filter(|(name, _)| !known.contains(name)));
    }
    out.push_str("\n| column | what |\n| --- | --- |\n");
    for (name, meaning) in meanings {
        let _ = writeln!(out, "| `{name}` | {meaning} |");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_name_of_a_column_means_the_same_in_every_table() {
        let mut meanings: BTreeMap<&str, &str> = BTreeMap::new();
        for (_, table) in ExportTable::WORDS {
            let mut names = Vec::new();
            for (name, meaning) in describe_columns(table) {
                assert!(!names.contains(&name), "{name} stands twice");
                names.push(name);
                assert_eq!(*meanings.entry(name).or_insert(meaning), meaning, "{name}");
            }
        }
    }
}

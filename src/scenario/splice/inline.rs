//! Inserts an event into an inline list, `event = [{ ... }, { ... }]`.
//!
//! `addition` calls it for files with such a log. Commas and the comments behind them stay with their events.

use crate::model::zone::TimeZone;
use toml::de::{DeTable, DeValue};

use super::Insertion;
use super::table_extent::{EventTimes, TableExtent};

/// The events of an inline list, and the range between its brackets.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::scenario) struct InlineEvents {
    pub(in crate::scenario) events: Vec<TableExtent>,
    open: usize,
    close: usize,
}

/// Returns the list of events above all tables, if the file has one.
pub(in crate::scenario) fn find_inline_events(
    above_tables: &str,
    zone: TimeZone,
) -> Option<InlineEvents> {
    if !above_tables.contains("event") {
        return None;
    }
    let (table, errors) = DeTable::parse_recoverable(above_tables);
    if !errors.is_empty() {
        return None;
    }
    let table = table.into_inner();
    let list = table.get("event")?;
    let DeValue::Array(rows) = list.get_ref() else {
        return None;
    };
    let events = rows.iter().map(|row| {
        let table = row.get_ref().as_table();
        TableExtent {
            begin: row.span().start,
            header: row.span().start,
            end: row.span().end,
            when: table.and_then(|table| EventTimes::of_table(table, above_tables, zone)),
        }
    });
    Some(InlineEvents {
        events: events.collect(),
        open: list.span().start + 1,
        close: list.span().end.saturating_sub(1),
    })
}

/// Inserts an event into the list, before the one with index `row`.
pub(in crate::scenario) fn insert(
    text: &str,
    listed: &InlineEvents,
    row: usize,
    (event, line_end): (&str, &str),
) -> Vec<Insertion> {
    let put = |at: usize, before: &str, behind: &str| Insertion {
        at,
        text: format!("{before}{event}{behind}"),
        holds: Some((0, before.len()..before.len() + event.len())),
    };
    let Some(above) = row
        .checked_sub(1)
        .and_then(|above| listed.events.get(above))
    else {
        let Some(first) = listed.events.first() else {
            return vec![put(listed.open, "", "")];
        };
        let indent = find_indent(text, first.begin);
        let parting =
            indent.map_or_else(|| ", ".to_owned(), |indent| format!(",{line_end}{indent}"));
        return vec![put(first.begin, "", &parting)];
    };
    let next = listed
        .events
        .get(row)
        .map_or(listed.close, |next| next.begin);
    let comma = find_comma(text, above.end, next);
    let behind = comma.map_or(above.end, |comma| comma + 1);
    let rest = text.get(behind..next).unwrap_or_default();
    let line = rest.split_inclusive('\n').next().unwrap_or_default();
    let ends_line =
        line.ends_with('\n') && (line.trim().is_empty() || line.trim().starts_with('#'));
    let lead = if comma.is_none() { "," } else { "" };
    let tail = if comma.is_some() { "," } else { "" };
    if !ends_line {
        return vec![put(behind, &format!("{lead} "), tail)];
    }
    // On a line of its own, behind what is said of the one above.
    let line_start = behind + line.len() - if line.ends_with("\r\n") { 2 } else { 1 };
    let indent = find_indent(text, above.begin).unwrap_or("  ");
    let own = put(line_start, &format!("{line_end}{indent}"), tail);
    if comma.is_some() {
        return vec![own];
    }
    let parting = Insertion {
        at: above.end,
        text: ",".to_owned(),
        holds: None,
    };
    vec![parting, own]
}

/// Returns the blanks before the first thing on a line; `None` if something precedes it.
fn find_indent(text: &str, at: usize) -> Option<&str> {
    let before = text.get(..at)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let blanks = before.get(start..)?;
    (start > 0 && blanks.trim().is_empty()).then_some(blanks)
}

/// Returns the offset of the comma between two offsets, outside comments.
fn find_comma(text: &str, from: usize, to: usize) -> Option<usize> {
    let mut is_comment = false;
    for (at, letter) in text.get(from..to)?.char_indices() {
        match letter {
            '#' => is_comment = true,
            '\n' => is_comment = false,
            ',' if !is_comment => return Some(from + at),
            _ => {}
        }
    }
    None
}

//! The extents of the tables in a text, with their comments and the times of their events.
//!
//! `addition` asks for them before it inserts an event. Each table is parsed on its own and dropped, so that a log of
//! any length never becomes one tree.

use crate::model::date::Date;
use crate::model::zone::TimeZone;
use toml::de::{DeTable, DeValue};

use crate::model::moment::Moment;
use crate::scenario::split::{self, Cut};

/// The effective and recorded times of an event, with their days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scenario) struct EventTimes {
    pub(in crate::scenario) day: Date,
    pub(in crate::scenario) at: i64,
    pub(in crate::scenario) known_day: Date,
    pub(in crate::scenario) known: i64,
}

impl EventTimes {
    /// Reads the times from moments as written; `None` if they are invalid.
    pub(in crate::scenario) fn parse_times(
        at: &str,
        recorded_at: Option<&str>,
        zone: TimeZone,
    ) -> Option<Self> {
        let at = Moment::parse(at, zone).ok()?;
        let known = recorded_at
            .map_or(Ok(at), |text| Moment::parse(text, zone))
            .ok()?;
        Some(Self {
            day: at.day_in(zone),
            at: at.effective_at().0,
            known_day: known.day_in(zone),
            known: known.effective_at().0,
        })
    }

    /// Reads the times from the table of an event.
    pub(in crate::scenario) fn of_table(
        table: &DeTable<'_>,
        text: &str,
        zone: TimeZone,
    ) -> Option<Self> {
        let written = |key: &str| {
            let value = table.get(key)?;
            match value.get_ref() {
                DeValue::String(text) => Some(text.to_string()),
                _ => text.get(value.span()).map(str::to_owned),
            }
        };
        Self::parse_times(&written("at")?, written("recorded_at").as_deref(), zone)
    }
}

/// The extent of a table in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scenario) struct TableExtent {
    /// The first byte of the comments right above its header.
    pub(in crate::scenario) begin: usize,
    /// The first byte of its header.
    pub(in crate::scenario) header: usize,
    /// The byte behind its last line and the comments right below.
    pub(in crate::scenario) end: usize,
    /// The times, if it is an event.
    pub(in crate::scenario) when: Option<EventTimes>,
}

/// The tables of a text.
#[derive(Debug, Default)]
pub(in crate::scenario) struct TextTables {
    /// The events, in the order in which they stand.
    pub(in crate::scenario) events: Vec<TableExtent>,
    /// The sources.
    pub(in crate::scenario) sources: Vec<TableExtent>,
    /// The offsets of all other tables.
    pub(in crate::scenario) others: Vec<usize>,
}

impl TextTables {
    /// Returns whether no other table follows the last of these.
    pub(in crate::scenario) fn is_last(&self, standings: &[TableExtent]) -> bool {
        let last = |standings: &[TableExtent]| standings.last().map_or(0, |last| last.header);
        let furthest = last(&self.events).max(last(&self.sources));
        last(standings) >= furthest.max(self.others.last().copied().unwrap_or(0))
    }
}

/// Finds the tables of a text; `None` if their ends are unclear.
pub(in crate::scenario) fn find_tables(text: &str, zone: TimeZone) -> Option<TextTables> {
    let cuts = split::find_cuts(text)?;
    let mut tables = TextTables::default();
    let mut floor = usize::from(text.starts_with('\u{feff}')) * 3;
    for (number, Cut { at, .. }) in cuts.iter().enumerate() {
        let from = *at as usize;
        let to = cuts
            .get(number + 1)
            .map_or(text.len(), |next| next.at as usize);
        let piece = text.get(from..to)?;
        let (table, errors) = DeTable::parse_recoverable(piece);
        let table = table.into_inner();
        let rows = |name: &str| table.get(name).and_then(|rows| rows.get_ref().as_array());
        if !errors.is_empty() {
            tables.others.push(from);
            floor = to;
            continue;
        }
        let last = table
            .iter()
            .map(|(_, value)| find_end_of(value.get_ref(), value.span().end));
        let last = from + last.max().unwrap_or(0);
        let end = end_of_block(text, last, to);
        let standing = |when| TableExtent {
            begin: begin_of_block(text, from, floor),
            header: from,
            end,
            when,
        };
        // A plain table that follows in the same piece belongs to neither.
        let is_alone = table.len() == 1;
        if let Some(event) = rows("event")
            .and_then(|rows| rows.first())
            .filter(|_| is_alone)
        {
            let event = event.get_ref().as_table();
            let when = event.and_then(|event| EventTimes::of_table(event, piece, zone));
            tables.events.push(standing(when));
        } else if rows("source").is_some() && is_alone {
            tables.sources.push(standing(None));
        } else {
            tables.others.push(from);
        }
        floor = end;
    }
    Some(tables)
}

/// Returns the furthest offset that a value or one inside it reaches.
fn find_end_of(value: &DeValue<'_>, end: usize) -> usize {
    let inner = match value {
        DeValue::Array(rows) => rows
            .iter()
            .map(|row| find_end_of(row.get_ref(), row.span().end))
            .max(),
        DeValue::Table(table) => table
            .iter()
            .map(|(_, value)| find_end_of(value.get_ref(), value.span().end))
            .max(),
        _ => None,
    };
    inner.map_or(end, |inner| inner.max(end))
}

/// Returns the offset behind the last line of a table and the comments right below it, unless these lead up to the
/// next table.
fn end_of_block(text: &str, last: usize, to: usize) -> usize {
    let line_behind = |at: usize| {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        memchr::memchr(b'\n', rest).map_or(text.len(), |end| at + end + 1)
    };
    let end = line_behind(last);
    let mut at = end;
    while at < to {
        let next = line_behind(at);
        let line = text.get(at..next).unwrap_or_default().trim();
        if line.is_empty() {
            return at;
        }
        if !line.starts_with('#') {
            return end;
        }
        at = next;
    }
    // What runs up to the next header is about that.
    if to == text.len() { at } else { end }
}

/// Returns the offset of the comments right above a header, not before `floor`.
pub(in crate::scenario) fn begin_of_block(text: &str, header: usize, floor: usize) -> usize {
    let mut begin = header;
    while begin > floor {
        let before = text.get(floor..begin).unwrap_or_default();
        let body = before.strip_suffix('\n').unwrap_or(before);
        let start = floor + body.rfind('\n').map_or(0, |at| at + 1);
        let line = text.get(start..begin).unwrap_or_default().trim();
        // The first lines of a file may be about all of it.
        if !line.starts_with('#') || line.starts_with("#:") || line.starts_with("#!") {
            break;
        }
        begin = start;
    }
    begin
}

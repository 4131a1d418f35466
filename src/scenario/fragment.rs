//! A fragment of TOML with events to be added: its pieces, and their ids.
//!
//! `addition` calls it for `dateline add --from`. A piece is put into the file as it was written, comments included;
//! only its line endings follow the file, and an event without an id gets a line with one.

use crate::model::zone::TimeZone;
use toml::de::{DeTable, DeValue};

use super::entry::{generated_id, quote};
use super::source_map::FragmentPiece;
use super::splice::table_extent::{EventTimes, TableExtent, TextTables, find_tables};
use super::splice::{self, Insertion};
use super::split;
use super::syntax;
use crate::diagnostic::{Diagnostic, Problem, SourceFile, Span, locate_problems};
use crate::model::scenario::Scenario;
use crate::text::sanitize_text;

const HELP: &str = "a fragment holds [[event]] tables, and [[source]] tables that they name";

/// Returns the times of the events in a fragment, in its order, or every problem in it.
pub(super) fn read_event_times(
    name: &str,
    text: &str,
    zone: TimeZone,
) -> Result<Vec<Option<EventTimes>>, Vec<Diagnostic>> {
    let found = read_tables(name, text, zone)?;
    Ok(found.events.iter().map(|event| event.when).collect())
}

/// Finds the events and sources in a fragment, and reports everything else in it.
fn read_tables(name: &str, text: &str, zone: TimeZone) -> Result<TextTables, Vec<Diagnostic>> {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut problems = Vec::new();
    let (_, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let reported = syntax::explain_piece_error(error, text);
        let span = Span {
            file: 0,
            start: reported.span.start,
            end: reported.span.end,
        };
        problems
            .push(Problem::new_error("syntax", span, reported.message).with_help(reported.help));
    }
    let refuse = |at: usize, message: &str| {
        let end = text
            .get(at..)
            .and_then(|rest| rest.find('\n'))
            .map_or(text.len(), |end| at + end);
        let span = Span {
            file: 0,
            start: at,
            end: end.max(at + 1),
        };
        Problem::new_error("fragment", span, message).with_help(HELP)
    };
    let above = split::above_tables(text);
    let key = above
        .lines()
        .map(str::trim)
        .find(|line| !line.trim_start_matches('\u{feff}').is_empty() && !line.starts_with('#'));
    if let Some(at) = key
        .filter(|_| problems.is_empty())
        .and_then(|line| text.find(line))
    {
        problems.push(refuse(at, "there is a key above all [[event]] tables"));
    }
    let tables = find_tables(text, zone).unwrap_or_default();
    if problems.is_empty() {
        problems.extend(
            tables
                .others
                .iter()
                .map(|at| refuse(*at, "only events can be added")),
        );
    }
    if problems.is_empty() && tables.events.is_empty() {
        let at = text.len() - bare.len();
        problems.push(refuse(at, "there is no [[event]] here"));
    }
    if problems.is_empty() {
        return Ok(tables);
    }
    let source = SourceFile {
        name: sanitize_text(name, false).into_owned(),
        text,
    };
    Err(locate_problems(problems, &[source]))
}

/// Places the pieces of a fragment among the tables of a file, in order.
pub(super) fn place_pieces(
    name: &str,
    fragment: &str,
    (text, tables): (&str, &TextTables),
    (zone, scenario): (TimeZone, Option<&Scenario>),
) -> Result<(Vec<FragmentPiece>, Vec<Insertion>), Vec<Diagnostic>> {
    let found = read_tables(name, fragment, zone)?;
    let line_end = splice::line_end(text);
    let mut all: Vec<(bool, TableExtent)> =
        found.events.iter().map(|event| (true, *event)).collect();
    all.extend(found.sources.iter().map(|source| (false, *source)));
    all.sort_by_key(|(_, standing)| standing.header);
    let ends = all
        .iter()
        .skip(1)
        .map(|(_, next)| next.begin)
        .chain([fragment.len()]);
    let mut taken: Vec<String> = Vec::new();
    let mut pieces = Vec::new();
    let mut spots = Vec::new();
    let first = fragment.len()
        - fragment
            .trim_start_matches(['\u{feff}', '\r', '\n', ' '])
            .len();
    let mut from = first;
    for (number, ((is_event, standing), end)) in
        all.iter().zip(ends.collect::<Vec<usize>>()).enumerate()
    {
        let its = fragment.get(from..end).unwrap_or_default().trim_end();
        let header = standing.header.saturating_sub(from);
        let is_taken = |id: &str| {
            taken.iter().any(|other| other == id)
                || scenario.is_some_and(|scenario| scenario.event_by_id(id).is_some())
        };
        let (its, more) = if *is_event {
            with_id(its, header, zone, &is_taken)
        } else {
            (its.to_owned(), None)
        };
        taken.extend(list_event_ids(&its).into_iter().map(|(_, id)| id));
        let position = if *is_event {
            find_event_position(standing.when, tables)
        } else {
            find_source_position(tables)
        };
        let its = its.replace("\r\n", "\n").replace('\n', line_end);
        spots.push((
            position,
            *is_event,
            standing.when.map(|when| when.at),
            number,
            its.clone(),
        ));
        pieces.push(FragmentPiece {
            from,
            text: its,
            more,
        });
        from = end;
    }
    Ok((pieces, group_insertions(text, tables, spots)))
}

/// Returns the spot at which an event is inserted.
pub(super) fn find_event_position(
    when: Option<EventTimes>,
    tables: &TextTables,
) -> splice::LogPosition {
    splice::find_position(when, &tables.events, tables.is_last(&tables.events))
}

/// Returns the spot at which a source is inserted: behind the other sources, or above the log.
pub(super) fn find_source_position(tables: &TextTables) -> splice::LogPosition {
    match tables.events.first() {
        Some(_) if tables.sources.is_empty() => splice::LogPosition::Before(0),
        _ => splice::find_position(None, &tables.sources, tables.is_last(&tables.sources)),
    }
}

/// A table with its spot: whether it is an event, its effective time, its number, its text.
pub(super) type Spotted = (splice::LogPosition, bool, Option<i64>, usize, String);

/// Groups the tables that go to the same spot into insertions, in the order of the events.
pub(super) fn group_insertions(
    text: &str,
    tables: &TextTables,
    mut spots: Vec<Spotted>,
) -> Vec<Insertion> {
    spots.sort_by_key(|(_, is_event, at, number, _)| (*is_event, *at, *number));
    let mut insertions = Vec::new();
    while let Some((position, is_event, ..)) = spots.first().cloned() {
        // At the end sources and events follow each other.
        let is_here = |other: &Spotted| {
            other.0 == position && (other.1 == is_event || position == splice::LogPosition::End)
        };
        let (here, rest): (Vec<Spotted>, Vec<Spotted>) = spots.into_iter().partition(is_here);
        spots = rest;
        let standings = if is_event || tables.sources.is_empty() {
            &tables.events
        } else {
            &tables.sources
        };
        let here = here
            .into_iter()
            .map(|(_, _, _, number, its)| (number, its))
            .collect();
        insertions.extend(splice::insert(text, (position, standings), here));
    }
    insertions.sort_by_key(|insertion| insertion.at);
    insertions
}

/// Adds a line with an id to an event that has none, and returns the number of that line.
fn with_id(
    piece: &str,
    header: usize,
    zone: TimeZone,
    is_taken: &dyn Fn(&str) -> bool,
) -> (String, Option<usize>) {
    let (table, _) = DeTable::parse_recoverable(piece);
    let table = table.into_inner();
    let event = table
        .get("event")
        .and_then(|rows| rows.get_ref().as_array());
    let event = event
        .and_then(|rows| rows.first())
        .and_then(|event| event.get_ref().as_table());
    let Some(event) = event.filter(|event| !event.contains_key("id")) else {
        return (piece.to_owned(), None);
    };
    let written = |key: &str| {
        let value = event.get(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            _ => piece.get(value.span()).map(str::to_owned),
        }
    };
    let (at, headline) = (
        written("at").unwrap_or_default(),
        written("headline").unwrap_or_default(),
    );
    let id = generated_id::make_id(&at, &headline, zone, is_taken);
    let line = piece.get(header..).and_then(|rest| rest.find('\n'));
    let behind = line.map_or(piece.len(), |end| header + end + 1);
    let (before, rest) = piece.split_at_checked(behind).unwrap_or((piece, ""));
    let before = if before.ends_with('\n') {
        before.to_owned()
    } else {
        format!("{before}\n")
    };
    let more = before.matches('\n').count();
    (
        format!("{before}id = {}\n{rest}", quote::quote_line(&id)),
        Some(more),
    )
}

/// Returns the ids of the events in a text, each with the offset of its header.
pub(super) fn list_event_ids(text: &str) -> Vec<(usize, String)> {
    let is_inline = text.starts_with('{');
    let whole = if is_inline {
        format!("event = [{text}]")
    } else {
        text.to_owned()
    };
    let (table, _) = DeTable::parse_recoverable(&whole);
    let table = table.into_inner();
    let rows = table
        .get("event")
        .and_then(|rows| rows.get_ref().as_array());
    let rows = rows.into_iter().flat_map(|rows| rows.iter());
    rows.filter_map(|row| {
        let id = row.get_ref().as_table()?.get("id")?.get_ref().as_str()?;
        Some((if is_inline { 0 } else { row.span().start }, id.to_owned()))
    })
    .collect()
}

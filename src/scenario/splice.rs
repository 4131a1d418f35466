//! Finds the place of a new event in a text and inserts it: every other byte stays unchanged.
//!
//! `addition` calls it with events that are written already. An event goes behind those that came before it if the log
//! is in order, and to the end otherwise. Comments stay with their tables: those right behind an event with that
//! event, those right above a header with the table below. Nothing is parsed and written again.

pub(super) mod inline;
pub(super) mod table_extent;

use std::ops::Range;

use table_extent::{EventTimes, TableExtent};

/// A text to be put into another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Insertion {
    /// The offset in the old text.
    pub(super) at: usize,
    /// The text.
    pub(super) text: String,
    /// The index of the added table and its range in the text; the rest is blank lines around it.
    pub(super) holds: Option<(usize, Range<usize>)>,
}

/// Returns the line ending that most of the text uses.
pub(super) fn line_end(text: &str) -> &'static str {
    let all = memchr::memchr_iter(b'\n', text.as_bytes()).count();
    let windows = memchr::memmem::find_iter(text.as_bytes(), b"\r\n").count();
    if windows * 2 > all { "\r\n" } else { "\n" }
}

/// Returns whether the equals signs of the last event are aligned.
pub(super) fn is_aligned(text: &str, standings: &[TableExtent]) -> bool {
    let last = standings
        .last()
        .and_then(|last| text.get(last.header..last.end));
    let lines = last.unwrap_or_default().lines().skip(1);
    let keys = lines.filter_map(|line| line.split_once('='));
    let mut keys =
        keys.filter(|(key, _)| key.starts_with(|letter: char| letter.is_ascii_lowercase()));
    keys.any(|(key, _)| key.ends_with("  "))
}

/// A place in the log of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LogPosition {
    /// Right behind an event.
    Behind(usize),
    /// Right before an event.
    Before(usize),
    /// At the end of the text.
    End,
}

/// Finds the place for a new event.
pub(super) fn find_position(
    new: Option<EventTimes>,
    standings: &[TableExtent],
    is_last_table: bool,
) -> LogPosition {
    let count = standings.len();
    let row = find_index(new, standings);
    if row == count {
        return match count.checked_sub(1) {
            Some(last) if !is_last_table => LogPosition::Behind(last),
            _ => LogPosition::End,
        };
    }
    let day = |row: usize| {
        standings
            .get(row)
            .and_then(|standing| standing.when)
            .map(|when| when.day)
    };
    let before = row.checked_sub(1);
    let day_before = before.and_then(day);
    // An event that opens a day stands below the heading that the day may have.
    let opens_day = day(row) == new.map(|new| new.day) && day_before != day(row);
    match before {
        Some(before) if !opens_day => LogPosition::Behind(before),
        _ => LogPosition::Before(row),
    }
}

/// Returns the index at which a new event goes among the others; their number stands for the end.
pub(super) fn find_index(new: Option<EventTimes>, standings: &[TableExtent]) -> usize {
    let count = standings.len();
    let Some(new) = new else { return count };
    let known: Option<Vec<EventTimes>> = standings.iter().map(|standing| standing.when).collect();
    let Some(log) = known else { return count };
    if !log.windows(2).all(|pair| is_quiet(pair[0], pair[1])) {
        return count;
    }
    let is_by_record =
        !log.is_sorted_by_key(|when| when.day) && log.is_sorted_by_key(|when| when.known_day);
    let key = |when: &EventTimes| {
        if is_by_record {
            (when.known_day, when.known)
        } else {
            (when.day, when.at)
        }
    };
    let mut row = log
        .iter()
        .rposition(|when| key(when).0 <= key(&new).0)
        .map_or(0, |last| last + 1);
    // Among those of its day, behind those that came before it.
    while row > 0
        && log
            .get(row - 1)
            .is_some_and(|above| key(above).0 == key(&new).0 && key(above) > key(&new))
    {
        row -= 1;
    }
    let fits = |row: &usize| {
        let above = row.checked_sub(1).and_then(|above| log.get(above));
        above.is_none_or(|above| is_quiet(*above, new))
            && log.get(*row).is_none_or(|below| is_quiet(new, *below))
    };
    if fits(&row) {
        return row;
    }
    let mut others: Vec<usize> = (0..=count).filter(fits).collect();
    others.sort_by_key(|other| other.abs_diff(row));
    others.first().copied().unwrap_or(count)
}

/// Returns whether an event may follow another without being out of order.
fn is_quiet(above: EventTimes, below: EventTimes) -> bool {
    below.day >= above.day || below.known_day >= above.known_day
}

/// Inserts whole tables at a spot, in order, each with its number, with blank lines around them.
pub(super) fn insert(
    text: &str,
    (position, standings): (LogPosition, &[TableExtent]),
    tables: Vec<(usize, String)>,
) -> Vec<Insertion> {
    let end = line_end(text);
    let at = match position {
        LogPosition::Behind(row) => standings.get(row).map(|standing| standing.end),
        LogPosition::Before(row) => standings.get(row).map(|standing| standing.begin),
        LogPosition::End => None,
    };
    let at = at.unwrap_or(text.len());
    let (before, behind) = text.split_at_checked(at).unwrap_or((text, ""));
    let is_blank = |line: &str| line.trim().is_empty();
    let above = before.strip_prefix('\u{feff}').unwrap_or(before);
    let mut lead = String::new();
    let has_end = above.is_empty() || above.ends_with('\n');
    if !has_end {
        lead.push_str(end);
    }
    let last_line = above.trim_end_matches(['\n', '\r']).len();
    let breaks = above
        .get(last_line..)
        .unwrap_or_default()
        .matches('\n')
        .count();
    if !above.is_empty() && !(has_end && (breaks > 1 || last_line == 0)) {
        lead.push_str(end);
    }
    let needs_tail = !behind.is_empty() && !behind.lines().next().is_some_and(is_blank);
    let count = tables.len();
    let mut insertions = Vec::with_capacity(count);
    for (place, (number, table)) in tables.into_iter().enumerate() {
        let mut body = table;
        if !body.ends_with('\n') {
            body.push_str(end);
        }
        let is_last = place + 1 == count;
        // A text that does not end with a line break still does not.
        if is_last && behind.is_empty() && !has_end {
            body.truncate(body.trim_end_matches(['\n', '\r']).len());
        }
        let start = lead.len();
        let holds = start..start + body.len();
        let tail = if is_last && needs_tail { end } else { "" };
        insertions.push(Insertion {
            at,
            text: format!("{lead}{body}{tail}"),
            holds: Some((number, holds)),
        });
        end.clone_into(&mut lead);
    }
    insertions
}

/// Returns the text with all insertions, which must be in order.
pub(super) fn insert_all(text: &str, insertions: &[Insertion]) -> String {
    let more: usize = insertions
        .iter()
        .map(|insertion| insertion.text.len())
        .sum();
    let mut out = String::with_capacity(text.len() + more);
    let mut from = 0;
    for insertion in insertions {
        out.push_str(text.get(from..insertion.at).unwrap_or_default());
        out.push_str(&insertion.text);
        from = insertion.at;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// The origin of a byte in the new text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Was {
    /// An offset in the old text.
    Old(usize),
    /// The number of an added table, and an offset in it.
    New(usize, usize),
}

/// Returns the origin of an offset in the new text.
pub(super) fn origin_of(at: usize, insertions: &[Insertion]) -> Was {
    let mut added = 0;
    for insertion in insertions {
        let start = insertion.at + added;
        if at < start {
            break;
        }
        if at < start + insertion.text.len() {
            return match &insertion.holds {
                Some((number, range)) => {
                    let inside = (at - start).clamp(range.start, range.end);
                    Was::New(*number, inside - range.start)
                }
                None => Was::Old(insertion.at),
            };
        }
        added += insertion.text.len();
    }
    Was::Old(at - added)
}

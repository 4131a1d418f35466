//! Parses an event again without the part that has a wrong shape, so that this part does not hide other mistakes.
//!
//! `parse` calls it when an event could not be read and that has been reported. The rest is judged like any event; a
//! text with errors never becomes a model, so nobody sees an event without that part.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The keys without which there is no event.
const NEEDED: [&str; 3] = ["id", "at", "headline"];

/// Parses the row of a list that begins at an offset again.
pub(super) fn parse_row<'i>(
    text: &'i str,
    name: &str,
    start: usize,
) -> Option<Spanned<DeValue<'i>>> {
    let (table, _) = DeTable::parse_recoverable(text);
    let (_, rows) = table
        .into_inner()
        .into_iter()
        .find(|(key, _)| key.get_ref() == name)?;
    let DeValue::Array(rows) = rows.into_inner() else {
        return None;
    };
    rows.into_iter().find(|row| row.span().start == start)
}

/// Removes the list item or key that contains a mistake; returns false if the event needs it.
pub(super) fn take_out(row: &mut DeValue<'_>, wrong: &Range<usize>) -> bool {
    let DeValue::Table(table) = row else {
        return false;
    };
    let holds = |span: &Range<usize>| span.start <= wrong.start && wrong.end <= span.end;
    let mut found = table.iter_mut().filter(|(_, value)| holds(&value.span()));
    let Some((key, value)) = found.next() else {
        return false;
    };
    if let DeValue::Array(items) = value.get_mut() {
        let before = items.len();
        let all = std::mem::replace(items, std::iter::empty().collect());
        *items = all
            .into_iter()
            .filter(|item| !(item.get_ref().is_table() && holds(&item.span())))
            .collect();
        if items.len() < before {
            return true;
        }
    }
    if NEEDED.contains(&key.get_ref().as_ref()) {
        return false;
    }
    let key = key.get_ref().clone();
    table.remove(key.as_ref()).is_some()
}

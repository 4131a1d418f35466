//! Writes an entered event as TOML: a table under `[[event]]`, or an inline table.
//!
//! `addition` calls it with a function that resolves spellings. Each range of the written text is linked to the part
//! of the entry that it came from, so that problems in the text can be reported in the entry.

use std::ops::Range;

use super::grammar::{self, EntryFault, ItemSlot, SlotKind};
use super::source::NewSource;
use super::{EntryKey, EntryTable, EventEntry, KEYS, KeyRow, quote};
use crate::text::fit;

/// The style of the text around the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scenario) struct TextStyle {
    /// The line ending.
    pub(in crate::scenario) line_end: &'static str,
    /// True if the equals signs of a table are aligned.
    pub(in crate::scenario) is_aligned: bool,
    /// True if the event is an inline table in a list.
    pub(in crate::scenario) is_inline: bool,
}

/// A link from a range of the written text to the part of the entry that it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::scenario) struct TextLink {
    /// The bytes of the written text.
    pub(in crate::scenario) range: Range<usize>,
    /// The index of the part of the entry.
    pub(in crate::scenario) part: usize,
    /// The bytes of the part's text.
    pub(in crate::scenario) typed: Range<usize>,
}

/// An entry or a source written as TOML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::scenario) struct Written {
    pub(in crate::scenario) text: String,
    pub(in crate::scenario) marks: Vec<TextLink>,
}

/// The faults of an entry, each with the index of its part.
pub(in crate::scenario) type Faults = Vec<(usize, EntryFault)>;

/// A function that resolves a spelling to an id, or returns `None` for an id itself.
pub(in crate::scenario) type AliasResolver<'m> = &'m dyn Fn(EntryTable, &str) -> Option<String>;

/// The longest line of an item that stands behind its key.
const LONGEST_LINE: usize = 110;

/// Writes a source as a table.
pub(in crate::scenario) fn write_source(source: &NewSource, style: TextStyle) -> Written {
    let id = Written {
        text: quote::quote_line(&source.id),
        marks: Vec::new(),
    };
    let keys = source.slots.iter().map(|slot| {
        let mut value = Written::default();
        let text = if slot.kind == SlotKind::Moment {
            quote::write_moment(&slot.value)
        } else {
            quote::quote_line(&slot.value)
        };
        value.append_value(&text, source.part, slot.range.clone());
        (slot.key, value)
    });
    let style = TextStyle {
        is_inline: false,
        ..style
    };
    join_table(
        "source",
        std::iter::once(("id", id)).chain(keys).collect(),
        style,
    )
}

/// Writes an entry as a table, with a made id if it has none, and with sources that were written before.
pub(in crate::scenario) fn write(
    entry: &EventEntry,
    (made_id, sources): (&str, &[NewSource]),
    style: TextStyle,
    resolve: AliasResolver<'_>,
) -> Result<Written, Faults> {
    let mut faults = Vec::new();
    let mut lines: Vec<(&str, Written)> = Vec::new();
    for row in &KEYS {
        let parts = entry.parts.iter().enumerate();
        let parts: Vec<(usize, &str)> = parts
            .filter(|(_, part)| part.key == row.key && !part.text.trim().is_empty())
            .map(|(number, part)| (number, part.text.as_str()))
            .collect();
        if row.key == EntryKey::NewSource {
            continue;
        }
        if row.key == EntryKey::Source && !sources.is_empty() {
            lines.push((row.toml, sources_of(&parts, sources, resolve)));
            continue;
        }
        if parts.is_empty() {
            if row.key == EntryKey::Id {
                let id = Written {
                    text: quote::quote_line(made_id),
                    marks: Vec::new(),
                };
                lines.push((row.toml, id));
            }
            continue;
        }
        match write_value(row, &parts, style, resolve) {
            Ok(value) => lines.push((row.toml, value)),
            Err(mut its) => faults.append(&mut its),
        }
    }
    if faults.is_empty() {
        Ok(join_table("event", lines, style))
    } else {
        Err(faults)
    }
}

/// Joins the lines of a table.
fn join_table(table: &str, lines: Vec<(&str, Written)>, style: TextStyle) -> Written {
    let longest = lines.iter().map(|(key, _)| key.len()).max().unwrap_or(0);
    let mut out = Written::default();
    let count = lines.len();
    if style.is_inline {
        out.text.push_str("{ ");
    } else {
        for part in ["[[", table, "]]"] {
            out.text.push_str(part);
        }
    }
    for (number, (key, value)) in lines.into_iter().enumerate() {
        if !style.is_inline {
            out.text.push_str(style.line_end);
        }
        out.text.push_str(key);
        if style.is_aligned && !style.is_inline {
            out.text.push_str(&" ".repeat(longest - key.len()));
        }
        out.text.push_str(" = ");
        out.append_written(value);
        if style.is_inline {
            out.text
                .push_str(if number + 1 < count { ", " } else { " }" });
        }
    }
    if !style.is_inline {
        out.text.push_str(style.line_end);
    }
    out
}

impl Written {
    /// Appends other written text with its marks.
    fn append_written(&mut self, other: Self) {
        let before = self.text.len();
        self.text.push_str(&other.text);
        self.marks
            .extend(other.marks.into_iter().map(|mark| TextLink {
                range: mark.range.start + before..mark.range.end + before,
                ..mark
            }));
    }

    /// Appends a value with the range from which it was entered.
    fn append_value(&mut self, text: &str, part: usize, typed: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(text);
        self.marks.push(TextLink {
            range: start..self.text.len(),
            part,
            typed,
        });
    }
}

/// Writes the value of a key.
fn write_value(
    row: &KeyRow,
    parts: &[(usize, &str)],
    style: TextStyle,
    resolve: AliasResolver<'_>,
) -> Result<Written, Faults> {
    let line_end = style.line_end;
    let mut out = Written::default();
    let (number, text) = parts.last().copied().unwrap_or_default();
    let trimmed = text.trim();
    let start = text.len() - text.trim_start().len();
    let typed = start..start + trimmed.len();
    let mut whole = |text: &str| out.append_value(text, number, typed.clone());
    match row.key {
        EntryKey::Kind => whole(&write_id(EntryTable::Kind, trimmed, resolve)),
        EntryKey::At | EntryKey::RecordedAt | EntryKey::EmbargoedUntil => {
            whole(&quote::write_moment(trimmed));
        }
        EntryKey::Id | EntryKey::Headline | EntryKey::PubStatus | EntryKey::After => {
            whole(&quote::quote_line(trimmed));
        }
        EntryKey::Credibility | EntryKey::Urgency => whole(&quote::write_integer(trimmed)),
        EntryKey::Body | EntryKey::Note | EntryKey::EditorNote if style.is_inline => {
            whole(&quote::quote_line(&quote::one_break(text.trim_end())));
        }
        EntryKey::Body | EntryKey::Note | EntryKey::EditorNote => {
            whole(&quote::quote_block(text.trim_end(), line_end));
        }
        EntryKey::Place => return Ok(write_ids(EntryTable::Place, parts, resolve)),
        EntryKey::Source | EntryKey::NewSource => {
            return Ok(write_ids(EntryTable::Source, parts, resolve));
        }
        EntryKey::Tag => return Ok(write_list(parts, &quote::quote_line)),
        EntryKey::Corrects => {
            out = write_item(row.key, number, text, resolve).map_err(|fault| vec![fault])?;
        }
        EntryKey::Claim | EntryKey::Figure | EntryKey::Statement | EntryKey::Deadline => {
            return write_items(row, parts, style, resolve);
        }
    }
    Ok(out)
}

fn write_id(table: EntryTable, typed: &str, resolve: AliasResolver<'_>) -> String {
    quote::quote_line(resolve(table, typed).as_deref().unwrap_or(typed))
}

fn write_ids(table: EntryTable, parts: &[(usize, &str)], resolve: AliasResolver<'_>) -> Written {
    write_list(parts, &|typed| write_id(table, typed, resolve))
}

/// Writes the sources of an event: the named ones, then the new ones.
fn sources_of(parts: &[(usize, &str)], new: &[NewSource], resolve: AliasResolver<'_>) -> Written {
    let mut out = write_ids(EntryTable::Source, parts, resolve);
    out.text.pop();
    for source in new {
        if out.text.len() > 1 {
            out.text.push_str(", ");
        }
        out.append_value(&quote::quote_line(&source.id), source.part, 0..0);
    }
    out.text.push(']');
    out
}

/// Writes a list of texts; one part may hold several, separated by commas.
fn write_list(parts: &[(usize, &str)], write: &dyn Fn(&str) -> String) -> Written {
    let mut out = Written::default();
    out.text.push('[');
    for (number, text) in parts {
        let mut start = 0;
        for piece in text.split(',') {
            let typed = piece.trim();
            let from = start + piece.len() - piece.trim_start().len();
            start += piece.len() + 1;
            if typed.is_empty() {
                continue;
            }
            if out.text.len() > 1 {
                out.text.push_str(", ");
            }
            out.append_value(&write(typed), *number, from..from + typed.len());
        }
    }
    out.text.push(']');
    out
}

/// Writes a list of items: on one line if there is one and it is short, otherwise one a line.
fn write_items(
    row: &KeyRow,
    parts: &[(usize, &str)],
    style: TextStyle,
    resolve: AliasResolver<'_>,
) -> Result<Written, Faults> {
    let (mut items, mut faults) = (Vec::new(), Vec::new());
    for (number, text) in parts {
        match write_item(row.key, *number, text, resolve) {
            Ok(item) => items.push(item),
            Err(fault) => faults.push(fault),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut out = Written::default();
    let is_short =
        |item: &Written| fit::measure_width(&item.text) + row.toml.len() + 5 <= LONGEST_LINE;
    if style.is_inline || items.len() == 1 && items.iter().all(is_short) {
        out.text.push('[');
        for (number, item) in items.into_iter().enumerate() {
            if number > 0 {
                out.text.push_str(", ");
            }
            out.append_written(item);
        }
        out.text.push(']');
        return Ok(out);
    }
    out.text.push('[');
    for item in items {
        out.text.push_str(style.line_end);
        out.text.push_str("  ");
        out.append_written(item);
        out.text.push(',');
    }
    out.text.push_str(style.line_end);
    out.text.push(']');
    Ok(out)
}

/// Writes an item as an inline table.
fn write_item(
    key: EntryKey,
    part: usize,
    text: &str,
    resolve: AliasResolver<'_>,
) -> Result<Written, (usize, EntryFault)> {
    let slots = grammar::read(key, text).map_err(|fault| (part, fault))?;
    let mut out = Written::default();
    out.text.push_str("{ ");
    for (number, slot) in slots.iter().enumerate() {
        if number > 0 {
            out.text.push_str(", ");
        }
        out.text.push_str(slot.key);
        out.text.push_str(" = ");
        if slot.kind == SlotKind::Sources {
            let sources = write_list(&[(part, slot.value.as_str())], &|typed| {
                write_id(EntryTable::Source, typed, resolve)
            });
            let moved = |mark: TextLink| TextLink {
                typed: mark.typed.start + slot.range.start..mark.typed.end + slot.range.start,
                ..mark
            };
            out.append_written(Written {
                marks: sources.marks.into_iter().map(moved).collect(),
                ..sources
            });
        } else {
            out.append_value(&write_slot(slot, resolve), part, slot.range.clone());
        }
    }
    out.text.push_str(" }");
    // What is wrong with the item as a whole is told of all of it.
    let all = TextLink {
        range: 0..out.text.len(),
        part,
        typed: 0..text.len(),
    };
    out.marks.push(all);
    Ok(out)
}

fn write_slot(slot: &ItemSlot, resolve: AliasResolver<'_>) -> String {
    let value = slot.value.as_str();
    match slot.kind {
        SlotKind::Id(EntryTable::Event | EntryTable::Deadline)
        | SlotKind::Line
        | SlotKind::Sources => quote::quote_line(value),
        SlotKind::Id(table) => write_id(table, value, resolve),
        SlotKind::Moment => quote::write_moment(value),
        SlotKind::Integer => quote::write_integer(value),
        SlotKind::Raw => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::entry::EntryPart;

    const PLAIN: TextStyle = TextStyle {
        line_end: "\n",
        is_aligned: false,
        is_inline: false,
    };

    fn entry(parts: &[(EntryKey, &str)]) -> EventEntry {
        let part = |(key, text): &(EntryKey, &str)| EntryPart {
            key: *key,
            text: (*text).to_owned(),
        };
        EventEntry {
            parts: parts.iter().map(part).collect(),
        }
    }

    #[test]
    fn an_event_is_written_as_an_editor_would() {
        let entry = entry(&[
            (EntryKey::At, "2021-08-12 late evening"),
            (EntryKey::RecordedAt, "2021-08-13T03:27:00+04:30"),
            (EntryKey::Headline, "Kandahar falls"),
            (EntryKey::Kind, "control"),
            (EntryKey::Source, "voa-0813, ft-0813"),
            (EntryKey::Credibility, "2"),
            (EntryKey::Claim, "kandahar=taliban"),
            (EntryKey::Claim, "kandahar=government:denied:claimed"),
            (EntryKey::Figure, "troops=~16000:in-place"),
        ]);
        let written = write(&entry, ("made", &[]), PLAIN, &|_, _| None).expect("it can be read");
        insta::assert_snapshot!(written.text, @r#"
        [[event]]
        id = "made"
        at = "2021-08-12 late evening"
        recorded_at = 2021-08-13T03:27:00+04:30
        kind = "control"
        headline = "Kandahar falls"
        sources = ["voa-0813", "ft-0813"]
        credibility = 2
        claims = [
          { place = "kandahar", party = "taliban" },
          { place = "kandahar", party = "government", status = "denied", basis = "claimed" },
        ]
        figures = [{ series = "troops", value = 16_000, qualifier = "about", status = "in-place" }]
        "#);
        for mark in &written.marks {
            let typed = entry.parts[mark.part].text.get(mark.typed.clone());
            assert!(typed.is_some() && written.text.get(mark.range.clone()).is_some());
        }
        let inline = TextStyle {
            is_inline: true,
            ..PLAIN
        };
        let written = write(&entry, ("made", &[]), inline, &|_, _| None).expect("it can be read");
        assert_eq!(written.text.lines().count(), 1);
        let aligned = TextStyle {
            is_aligned: true,
            line_end: "\r\n",
            ..PLAIN
        };
        let written = write(&entry, ("made", &[]), aligned, &|_, _| None).expect("it can be read");
        assert!(written.text.contains("\r\nid          = \"made\"\r\n"));
        assert_eq!(
            written.text.matches('\n').count(),
            written.text.matches("\r\n").count()
        );
    }
}

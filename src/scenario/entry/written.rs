//! Writes an entered event as TOML: a table under `[[event]]`, or an inline table.
//!
//! `addition` calls it with a function that resolves spellings. Each range of the written text is linked to the part
//! of the entry that it came from, so that problems in the text can be reported in the entry.

use std::ops::Range;

use super::grammar::{self, Fault, Kind, Slot};
use super::source::NewSource;
use super::{Entry, KEYS, Key, KeyRow, Table, quote};
use crate::text::fit;

/// The style of the text around the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scenario) struct Style {
    /// The line ending.
    pub(in crate::scenario) line_end: &'static str,
    /// True if the equals signs of a table are aligned.
    pub(in crate::scenario) is_aligned: bool,
    /// True if the event is an inline table in a list.
    pub(in crate::scenario) is_inline: bool,
}

/// A link from a range of the written text to the part of the entry that it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::scenario) struct Mark {
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
    pub(in crate::scenario) marks: Vec<Mark>,
}

/// The faults of an entry, each with the index of its part.
pub(in crate::scenario) type Faults = Vec<(usize, Fault)>;

/// A function that resolves a spelling to an id, or returns `None` for an id itself.
pub(in crate::scenario) type Meant<'m> = &'m dyn Fn(Table, &str) -> Option<String>;

/// The longest line of an item that stands behind its key.
const LONGEST_LINE: usize = 110;

/// Writes a source as a table.
pub(in crate::scenario) fn write_source(source: &NewSource, style: Style) -> Written {
    let id = Written {
        text: quote::line(&source.id),
        marks: Vec::new(),
    };
    let keys = source.slots.iter().map(|slot| {
        let mut value = Written::default();
        let text = if slot.kind == Kind::Moment {
            quote::moment(&slot.value)
        } else {
            quote::line(&slot.value)
        };
        value.value(&text, source.part, slot.range.clone());
        (slot.key, value)
    });
    let style = Style {
        is_inline: false,
        ..style
    };
    joined(
        "source",
        std::iter::once(("id", id)).chain(keys).collect(),
        style,
    )
}

/// Writes an entry as a table, with a made id if it has none, and with sources that were written before.
pub(in crate::scenario) fn write(
    entry: &Entry,
    (made_id, sources): (&str, &[NewSource]),
    style: Style,
    meant: Meant<'_>,
) -> Result<Written, Faults> {
    let mut faults = Vec::new();
    let mut lines: Vec<(&str, Written)> = Vec::new();
    for row in &KEYS {
        let parts = entry.parts.iter().enumerate();
        let parts: Vec<(usize, &str)> = parts
            .filter(|(_, part)| part.key == row.key && !part.text.trim().is_empty())
            .map(|(number, part)| (number, part.text.as_str()))
            .collect();
        if row.key == Key::NewSource {
            continue;
        }
        if row.key == Key::Source && !sources.is_empty() {
            lines.push((row.toml, sources_of(&parts, sources, meant)));
            continue;
        }
        if parts.is_empty() {
            if row.key == Key::Id {
                let id = Written {
                    text: quote::line(made_id),
                    marks: Vec::new(),
                };
                lines.push((row.toml, id));
            }
            continue;
        }
        match value(row, &parts, style, meant) {
            Ok(value) => lines.push((row.toml, value)),
            Err(mut its) => faults.append(&mut its),
        }
    }
    if faults.is_empty() {
        Ok(joined("event", lines, style))
    } else {
        Err(faults)
    }
}

/// Joins the lines of a table.
fn joined(table: &str, lines: Vec<(&str, Written)>, style: Style) -> Written {
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
        out.append(value);
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
    fn append(&mut self, other: Self) {
        let before = self.text.len();
        self.text.push_str(&other.text);
        self.marks.extend(other.marks.into_iter().map(|mark| Mark {
            range: mark.range.start + before..mark.range.end + before,
            ..mark
        }));
    }

    /// Appends a value with the range from which it was entered.
    fn value(&mut self, text: &str, part: usize, typed: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(text);
        self.marks.push(Mark {
            range: start..self.text.len(),
            part,
            typed,
        });
    }
}

/// Writes the value of a key.
fn value(
    row: &KeyRow,
    parts: &[(usize, &str)],
    style: Style,
    meant: Meant<'_>,
) -> Result<Written, Faults> {
    let line_end = style.line_end;
    let mut out = Written::default();
    let (number, text) = parts.last().copied().unwrap_or_default();
    let trimmed = text.trim();
    let start = text.len() - text.trim_start().len();
    let typed = start..start + trimmed.len();
    let mut whole = |text: &str| out.value(text, number, typed.clone());
    match row.key {
        Key::Kind => whole(&id(Table::Kind, trimmed, meant)),
        Key::At | Key::RecordedAt | Key::EmbargoedUntil => whole(&quote::moment(trimmed)),
        Key::Id | Key::Headline | Key::PubStatus | Key::After => whole(&quote::line(trimmed)),
        Key::Credibility | Key::Urgency => whole(&quote::integer(trimmed)),
        Key::Body | Key::Note | Key::EditorNote if style.is_inline => {
            whole(&quote::line(&quote::one_break(text.trim_end())));
        }
        Key::Body | Key::Note | Key::EditorNote => whole(&quote::block(text.trim_end(), line_end)),
        Key::Place => return Ok(ids(Table::Place, parts, meant)),
        Key::Source | Key::NewSource => return Ok(ids(Table::Source, parts, meant)),
        Key::Tag => return Ok(list(parts, &quote::line)),
        Key::Corrects => out = item(row.key, number, text, meant).map_err(|fault| vec![fault])?,
        Key::Claim | Key::Figure | Key::Statement | Key::Deadline => {
            return items(row, parts, style, meant);
        }
    }
    Ok(out)
}

fn id(table: Table, typed: &str, meant: Meant<'_>) -> String {
    quote::line(meant(table, typed).as_deref().unwrap_or(typed))
}

fn ids(table: Table, parts: &[(usize, &str)], meant: Meant<'_>) -> Written {
    list(parts, &|typed| id(table, typed, meant))
}

/// Writes the sources of an event: the named ones, then the new ones.
fn sources_of(parts: &[(usize, &str)], new: &[NewSource], meant: Meant<'_>) -> Written {
    let mut out = ids(Table::Source, parts, meant);
    out.text.pop();
    for source in new {
        if out.text.len() > 1 {
            out.text.push_str(", ");
        }
        out.value(&quote::line(&source.id), source.part, 0..0);
    }
    out.text.push(']');
    out
}

/// Writes a list of texts; one part may hold several, separated by commas.
fn list(parts: &[(usize, &str)], write: &dyn Fn(&str) -> String) -> Written {
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
            out.value(&write(typed), *number, from..from + typed.len());
        }
    }
    out.text.push(']');
    out
}

/// Writes a list of items: on one line if there is one and it is short, otherwise one a line.
fn items(
    row: &KeyRow,
    parts: &[(usize, &str)],
    style: Style,
    meant: Meant<'_>,
) -> Result<Written, Faults> {
    let (mut items, mut faults) = (Vec::new(), Vec::new());
    for (number, text) in parts {
        match item(row.key, *number, text, meant) {
            Ok(item) => items.push(item),
            Err(fault) => faults.push(fault),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut out = Written::default();
    let is_short = |item: &Written| fit::width(&item.text) + row.toml.len() + 5 <= LONGEST_LINE;
    if style.is_inline || items.len() == 1 && items.iter().all(is_short) {
        out.text.push('[');
        for (number, item) in items.into_iter().enumerate() {
            if number > 0 {
                out.text.push_str(", ");
            }
            out.append(item);
        }
        out.text.push(']');
        return Ok(out);
    }
    out.text.push('[');
    for item in items {
        out.text.push_str(style.line_end);
        out.text.push_str("  ");
        out.append(item);
        out.text.push(',');
    }
    out.text.push_str(style.line_end);
    out.text.push(']');
    Ok(out)
}

/// Writes an item as an inline table.
fn item(key: Key, part: usize, text: &str, meant: Meant<'_>) -> Result<Written, (usize, Fault)> {
    let slots = grammar::read(key, text).map_err(|fault| (part, fault))?;
    let mut out = Written::default();
    out.text.push_str("{ ");
    for (number, slot) in slots.iter().enumerate() {
        if number > 0 {
            out.text.push_str(", ");
        }
        out.text.push_str(slot.key);
        out.text.push_str(" = ");
        if slot.kind == Kind::Sources {
            let sources = list(&[(part, slot.value.as_str())], &|typed| {
                id(Table::Source, typed, meant)
            });
            let moved = |mark: Mark| Mark {
                typed: mark.typed.start + slot.range.start..mark.typed.end + slot.range.start,
                ..mark
            };
            out.append(Written {
                marks: sources.marks.into_iter().map(moved).collect(),
                ..sources
            });
        } else {
            out.value(&single(slot, meant), part, slot.range.clone());
        }
    }
    out.text.push_str(" }");
    // What is wrong with the item as a whole is told of all of it.
    let all = Mark {
        range: 0..out.text.len(),
        part,
        typed: 0..text.len(),
    };
    out.marks.push(all);
    Ok(out)
}

fn single(slot: &Slot, meant: Meant<'_>) -> String {
    let value = slot.value.as_str();
    match slot.kind {
        Kind::Id(Table::Event | Table::Deadline) | Kind::Line | Kind::Sources => quote::line(value),
        Kind::Id(table) => id(table, value, meant),
        Kind::Moment => quote::moment(value),
        Kind::Integer => quote::integer(value),
        Kind::Raw => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::entry::Part;

    const PLAIN: Style = Style {
        line_end: "\n",
        is_aligned: false,
        is_inline: false,
    };

    fn entry(parts: &[(Key, &str)]) -> Entry {
        let part = |(key, text): &(Key, &str)| Part {
            key: *key,
            text: (*text).to_owned(),
        };
        Entry {
            parts: parts.iter().map(part).collect(),
        }
    }

    #[test]
    fn an_event_is_written_as_an_editor_would() {
        let entry = entry(&[
            (Key::At, "2021-08-12 late evening"),
            (Key::RecordedAt, "2021-08-13T03:27:00+04:30"),
            (Key::Headline, "Kandahar falls"),
            (Key::Kind, "control"),
            (Key::Source, "voa-0813, ft-0813"),
            (Key::Credibility, "2"),
            (Key::Claim, "kandahar=taliban"),
            (Key::Claim, "kandahar=government:denied:claimed"),
            (Key::Figure, "troops=~16000:in-place"),
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
        let inline = Style {
            is_inline: true,
            ..PLAIN
        };
        let written = write(&entry, ("made", &[]), inline, &|_, _| None).expect("it can be read");
        assert_eq!(written.text.lines().count(), 1);
        let aligned = Style {
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

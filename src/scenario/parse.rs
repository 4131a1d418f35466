//! One piece of a scenario's text into raw tables, with every problem of syntax and shape.
//!
//! `load` calls it for each piece. TOML's own parser recovers from a syntax error, so a piece gives
//! all of them; then every table is read by itself, so that one that is wrong does not hide the next.
//! What the values mean is judged in `validate`.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Error, ValueDeserializer};

use super::names::nearest;
use super::raw::{
    Field, RawEvent, RawKind, RawMark, RawParty, RawPerson, RawPlace, RawScenario, RawSeries,
    RawSource,
};
use crate::diagnostic::{Problem, Span};

/// Where a piece lies: in which file, and how far from its start.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin {
    pub(super) file: u32,
    pub(super) base: usize,
}

impl Origin {
    /// A span of the piece as a span of the file.
    pub(super) fn span(self, range: Range<usize>) -> Span {
        Span {
            file: self.file,
            start: self.base + range.start,
            end: self.base + range.end,
        }
    }
}

/// A raw table with the piece that it came from.
#[derive(Debug)]
pub(super) struct Row<T> {
    pub(super) origin: Origin,
    pub(super) raw: Spanned<T>,
}

impl<T> Row<T> {
    /// Where the table stands.
    pub(super) fn span(&self) -> Span {
        self.origin.span(self.raw.span())
    }
}

/// Everything that one or more pieces hold.
#[derive(Debug, Default)]
pub(super) struct Tables<'i> {
    pub(super) format: Vec<Row<i64>>,
    pub(super) include: Vec<Row<Vec<Field<'i>>>>,
    pub(super) scenario: Vec<Row<RawScenario<'i>>>,
    pub(super) parties: Vec<Row<RawParty<'i>>>,
    pub(super) places: Vec<Row<RawPlace<'i>>>,
    pub(super) persons: Vec<Row<RawPerson<'i>>>,
    pub(super) sources: Vec<Row<RawSource<'i>>>,
    pub(super) series: Vec<Row<RawSeries<'i>>>,
    pub(super) kinds: Vec<Row<RawKind<'i>>>,
    pub(super) marks: Vec<Row<RawMark<'i>>>,
    pub(super) events: Vec<Row<RawEvent<'i>>>,
    /// Ids of tables that could not be read, so that what refers to them is not called unknown.
    pub(super) broken: Vec<(&'static str, String)>,
}

/// The tables that a scenario may have, by the word in their header.
const KNOWN: [&str; 11] = [
    "format", "include", "scenario", "party", "place", "person", "source", "series", "kind",
    "mark", "event",
];

/// Reads one piece; what it holds is added to `into`, what is wrong with it to `problems`.
pub(super) fn piece<'i>(
    text: &'i str,
    origin: Origin,
    into: &mut Tables<'i>,
    problems: &mut Vec<Problem>,
) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let faults: Vec<usize> = errors
        .iter()
        .filter_map(|error| Some(error.span()?.start))
        .collect();
    for error in &errors {
        let span = error.span().unwrap_or_default();
        problems.push(Problem::error(
            "syntax",
            origin.span(span),
            format!("not TOML: {}", error.message()),
        ));
    }
    let mut reader = Reader {
        origin,
        faults,
        starts: Vec::new(),
        problems,
    };
    let table = table.into_inner();
    reader.starts = starts(&table);
    for (key, value) in table {
        reader.entry(&key, value, into);
    }
}

/// Where the tables of a piece begin, sorted.
fn starts(table: &DeTable<'_>) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    for (_, value) in table {
        match value.get_ref() {
            DeValue::Array(rows) => starts.extend(rows.iter().map(|row| row.span().start)),
            _ => starts.push(value.span().start),
        }
    }
    starts.sort_unstable();
    starts
}

struct Reader<'p> {
    origin: Origin,
    /// Where the syntax errors of the piece are.
    faults: Vec<usize>,
    /// Where its tables begin.
    starts: Vec<usize>,
    problems: &'p mut Vec<Problem>,
}

impl Reader<'_> {
    fn entry<'i>(
        &mut self,
        key: &Spanned<std::borrow::Cow<'i, str>>,
        value: Spanned<DeValue<'i>>,
        into: &mut Tables<'i>,
    ) {
        match key.get_ref().as_ref() {
            "format" => into
                .format
                .extend(self.one(value, "format", &mut into.broken)),
            "include" => into
                .include
                .extend(self.one(value, "include", &mut into.broken)),
            "scenario" => into
                .scenario
                .extend(self.one(value, "scenario", &mut into.broken)),
            "party" => self.rows(value, "party", &mut into.parties, &mut into.broken),
            "place" => self.rows(value, "place", &mut into.places, &mut into.broken),
            "person" => self.rows(value, "person", &mut into.persons, &mut into.broken),
            "source" => self.rows(value, "source", &mut into.sources, &mut into.broken),
            "series" => self.rows(value, "series", &mut into.series, &mut into.broken),
            "kind" => self.rows(value, "kind", &mut into.kinds, &mut into.broken),
            "mark" => self.rows(value, "mark", &mut into.marks, &mut into.broken),
            "event" => self.rows(value, "event", &mut into.events, &mut into.broken),
            unknown => {
                let help = nearest(unknown, KNOWN.into_iter()).map_or_else(
                    || format!("a scenario has {}", KNOWN.join(", ")),
                    |known| format!("did you mean '{known}'?"),
                );
                self.problems.push(
                    Problem::error(
                        "unknown-key",
                        self.origin.span(key.span()),
                        format!("unknown key '{unknown}'"),
                    )
                    .help(help),
                );
            }
        }
    }

    fn rows<'i, T: Deserialize<'i>>(
        &mut self,
        value: Spanned<DeValue<'i>>,
        name: &'static str,
        into: &mut Vec<Row<T>>,
        broken: &mut Vec<(&'static str, String)>,
    ) {
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(rows) => {
                for row in rows {
                    into.extend(self.one(row, name, broken));
                }
            }
            other => {
                let message = format!(
                    "'{name}' must be a list of tables, not {}",
                    other.type_str()
                );
                let help = format!("write [[{name}]] with double brackets");
                self.problems
                    .push(Problem::error("shape", self.origin.span(span), message).help(help));
            }
        }
    }

    /// Reads one table; its first problem of shape is reported, unless a syntax error in it explains that.
    fn one<'i, T: Deserialize<'i>>(
        &mut self,
        value: Spanned<DeValue<'i>>,
        name: &'static str,
        broken: &mut Vec<(&'static str, String)>,
    ) -> Option<Row<T>> {
        let span = value.span();
        let id = id_of(value.get_ref());
        let next = self
            .starts
            .get(self.starts.partition_point(|start| *start <= span.start))
            .copied()
            .unwrap_or(usize::MAX);
        if self
            .faults
            .iter()
            .any(|fault| (span.start..next).contains(fault))
        {
            broken.extend(id.map(|id| (name, id)));
            return None;
        }
        match Spanned::<T>::deserialize(ValueDeserializer::from(value)) {
            Ok(raw) => Some(Row {
                origin: self.origin,
                raw,
            }),
            Err(error) => {
                self.problems.push(shape(&error, span, self.origin, name));
                broken.extend(id.map(|id| (name, id)));
                None
            }
        }
    }
}

fn id_of(value: &DeValue<'_>) -> Option<String> {
    value
        .as_table()?
        .iter()
        .find(|(key, _)| key.get_ref() == "id")?
        .1
        .get_ref()
        .as_str()
        .map(str::to_owned)
}

/// A table's name as it stands in its header.
pub(super) fn header(name: &str) -> String {
    match name {
        "format" | "include" => format!("'{name}'"),
        "scenario" => "[scenario]".to_owned(),
        _ => format!("[[{name}]]"),
    }
}

/// A problem of shape in the words of this format rather than of the parser.
fn shape(error: &Error, table: Range<usize>, origin: Origin, name: &str) -> Problem {
    let message = error.message();
    let span = origin.span(error.span().unwrap_or(table));
    let quoted = |text: &str| text.split('`').nth(1).map(str::to_owned);
    if let (true, Some(key)) = (message.starts_with("unknown field"), quoted(message)) {
        let expected: Vec<&str> = message.split('`').skip(3).step_by(2).collect();
        let help = nearest(&key, expected.iter().copied()).map_or_else(
            || format!("the keys here are {}", expected.join(", ")),
            |known| format!("did you mean '{known}'?"),
        );
        return Problem::error(
            "unknown-key",
            span,
            format!("unknown key '{key}' in {}", header(name)),
        )
        .help(help);
    }
    if let (true, Some(key)) = (message.starts_with("missing field"), quoted(message)) {
        return Problem::error(
            "missing-key",
            span,
            format!("'{key}' is missing in {}", header(name)),
        )
        .help(format!("add a line {key} = ..."));
    }
    Problem::error(
        "shape",
        span,
        format!("{} in {}", message.replace('`', "'"), header(name)),
    )
}

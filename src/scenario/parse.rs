//! One piece of a scenario's text into raw tables, with every problem of syntax and shape.
//!
//! `load` calls it for each piece. TOML's own parser recovers from a syntax error, so a piece gives
//! all of them; then every table is read by itself, so that one that is wrong does not hide the next.
//! What the values mean is judged in `validate`; how a problem is worded, in `explain` and `syntax`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Error, ValueDeserializer};

use super::raw::{
    Field, RawEvent, RawKind, RawMark, RawParty, RawPerson, RawPlace, RawScenario, RawSeries,
    RawSource,
};
use super::{explain, syntax};
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

/// Tables that could not be read, so that what refers to them is not called unknown as well.
#[derive(Debug, Default)]
pub(super) struct Lost {
    ids: BTreeSet<(&'static str, String)>,
    unnamed: BTreeSet<&'static str>,
    everything: bool,
}

impl Lost {
    /// Notes a table by the word in its header and its id, if that could be read.
    pub(super) fn add(&mut self, name: &'static str, id: Option<&str>) {
        match id {
            Some(id) => drop(self.ids.insert((name, id.to_owned()))),
            None => drop(self.unnamed.insert(name)),
        }
    }

    /// Whether a table with this word may have been lost.
    pub(super) fn any(&self, name: &str) -> bool {
        self.may_be_unnamed(name) || self.ids(name).next().is_some()
    }

    /// Whether a table was lost whose id is not known.
    pub(super) fn may_be_unnamed(&self, name: &str) -> bool {
        self.everything || self.unnamed.contains(name)
    }

    /// The ids that are known of lost tables.
    pub(super) fn ids<'l>(&'l self, name: &'l str) -> impl Iterator<Item = &'l str> {
        self.ids
            .iter()
            .filter(move |(table, _)| *table == name)
            .map(|(_, id)| id.as_str())
    }

    /// Adds what was lost elsewhere.
    pub(super) fn absorb(&mut self, other: Self) {
        self.ids.extend(other.ids);
        self.unnamed.extend(other.unnamed);
        self.everything |= other.everything;
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
    pub(super) lost: Lost,
    /// Keys of no meaning at the top of the file, each reported once however often it stands.
    pub(super) unknown: BTreeMap<String, Problem>,
    /// Tables that are written as a list in one line, by file, word and place.
    pub(super) inline: Vec<(&'static str, Span)>,
    /// Tables that are written with `[[headers]]`, by file and word.
    pub(super) headed: BTreeSet<(u32, &'static str)>,
}

impl Tables<'_> {
    /// Adds what later pieces hold.
    pub(super) fn absorb(&mut self, other: Self) {
        self.format.extend(other.format);
        self.include.extend(other.include);
        self.scenario.extend(other.scenario);
        self.parties.extend(other.parties);
        self.places.extend(other.places);
        self.persons.extend(other.persons);
        self.sources.extend(other.sources);
        self.series.extend(other.series);
        self.kinds.extend(other.kinds);
        self.marks.extend(other.marks);
        self.events.extend(other.events);
        self.lost.absorb(other.lost);
        for (key, problem) in other.unknown {
            self.unknown.entry(key).or_insert(problem);
        }
        self.inline.extend(other.inline);
        self.headed.extend(other.headed);
    }

    /// Whether there is nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        let rows = self.format.len() + self.include.len() + self.scenario.len();
        rows == 0
            && self.headed.is_empty()
            && self.inline.is_empty()
            && self.unknown.is_empty()
            && self.lost.ids.is_empty()
            && self.lost.unnamed.is_empty()
            && !self.lost.everything
    }
}

/// Reads one piece; what it holds is added to `into`, what is wrong with it to `problems`.
pub(super) fn piece<'i>(
    text: &'i str,
    origin: Origin,
    into: &mut Tables<'i>,
    problems: &mut Vec<Problem>,
) {
    let (table, errors) = DeTable::parse_recoverable(text);
    read(table.into_inner(), &errors, text, origin, into, problems);
}

/// Reads several pieces that follow each other at once, which is faster; not if they have an error
/// of syntax, since then each must be read for itself to keep the error to its own piece.
pub(super) fn several<'i>(
    text: &'i str,
    origin: Origin,
    into: &mut Tables<'i>,
    problems: &mut Vec<Problem>,
) -> bool {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        read(table.into_inner(), &errors, text, origin, into, problems);
    }
    errors.is_empty()
}

fn read<'i>(
    table: DeTable<'i>,
    errors: &[Error],
    text: &'i str,
    origin: Origin,
    into: &mut Tables<'i>,
    problems: &mut Vec<Problem>,
) {
    let mut reader = Reader {
        text,
        origin,
        faults: Vec::new(),
        starts: Vec::new(),
        problems,
    };
    if !errors.is_empty() {
        reader.starts = starts(&table);
        into.lost.everything |= reader.syntax(errors);
    }
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

struct Reader<'p, 'i> {
    text: &'i str,
    origin: Origin,
    /// Where the syntax errors of the piece are, sorted.
    faults: Vec<usize>,
    /// Where its tables begin; known only if there are faults.
    starts: Vec<usize>,
    problems: &'p mut Vec<Problem>,
}

impl<'i> Reader<'_, 'i> {
    /// Reports syntax errors; whether any table may have been swallowed by one.
    fn syntax(&mut self, errors: &[Error]) -> bool {
        let mut errors: Vec<&Error> = errors.iter().collect();
        errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
        let mut swallowed = false;
        let mut bracket_in = None;
        for error in errors {
            let fault = syntax::tell(error, self.text);
            let start = error.span().map_or(0, |span| span.start);
            self.faults.push(start);
            let table = self.starts.partition_point(|begin| *begin <= start);
            swallowed |= fault.swallows || table == 0;
            // One bracket that is missing makes the parser miss others up to the end of the table.
            if fault.is_bracket && bracket_in == Some(table) {
                continue;
            }
            if fault.is_bracket {
                bracket_in = Some(table);
            }
            let problem = Problem::error("syntax", self.origin.span(fault.span), fault.message);
            self.problems.push(problem.help(fault.help));
        }
        swallowed
    }

    fn entry(
        &mut self,
        key: &Spanned<Cow<'i, str>>,
        value: Spanned<DeValue<'i>>,
        into: &mut Tables<'i>,
    ) {
        let name = key.get_ref().as_ref();
        let lost = &mut into.lost;
        match name {
            "format" => return into.format.extend(self.one(value, "format", lost)),
            "include" => return into.include.extend(self.one(value, "include", lost)),
            "scenario" => return into.scenario.extend(self.one(value, "scenario", lost)),
            _ => {}
        }
        let Some(name) = explain::LISTS.into_iter().find(|list| *list == name) else {
            return self.unknown(key, into);
        };
        if self.is_header(&key.span()) {
            into.headed.insert((self.origin.file, name));
        } else {
            into.inline.push((name, self.origin.span(key.span())));
        }
        let lost = &mut into.lost;
        match name {
            "party" => self.rows(value, name, &mut into.parties, lost),
            "place" => self.rows(value, name, &mut into.places, lost),
            "person" => self.rows(value, name, &mut into.persons, lost),
            "source" => self.rows(value, name, &mut into.sources, lost),
            "series" => self.rows(value, name, &mut into.series, lost),
            "kind" => self.rows(value, name, &mut into.kinds, lost),
            "mark" => self.rows(value, name, &mut into.marks, lost),
            _ => self.rows(value, name, &mut into.events, lost),
        }
    }

    /// Whether a key stands in a header rather than before an equals sign.
    fn is_header(&self, key: &Range<usize>) -> bool {
        let before = self.text.get(..key.start).unwrap_or_default();
        before.trim_end_matches([' ', '\t']).ends_with('[')
    }

    fn unknown(&mut self, key: &Spanned<Cow<'i, str>>, into: &mut Tables<'i>) {
        let is_stray = self
            .faults
            .first()
            .is_some_and(|fault| *fault <= key.span().start);
        // Behind a header that is broken, the keys of its table seem to stand at the top.
        if is_stray {
            return;
        }
        let typed = key.get_ref().as_ref();
        let (message, help) = explain::unknown(typed, self.is_header(&key.span()));
        let problem =
            Problem::error("unknown-key", self.origin.span(key.span()), message).help(help);
        into.unknown.entry(typed.to_owned()).or_insert(problem);
        if let Some(name) = explain::meant(typed) {
            into.lost.add(name, None);
        }
    }

    fn rows<T: Deserialize<'i>>(
        &mut self,
        value: Spanned<DeValue<'i>>,
        name: &'static str,
        into: &mut Vec<Row<T>>,
        lost: &mut Lost,
    ) {
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(rows) => {
                for row in rows {
                    into.extend(self.one(row, name, lost));
                }
            }
            other => {
                lost.add(name, id_of(&other).as_deref());
                if self.has_fault(span.start) {
                    return;
                }
                let (message, help) = explain::not_rows(&other, name);
                let problem = Problem::error("shape", self.origin.span(span), message);
                self.problems.push(problem.help(help));
            }
        }
    }

    /// Reads one table; its first problem of shape is reported, unless a syntax error in it explains that.
    fn one<T: Deserialize<'i>>(
        &mut self,
        value: Spanned<DeValue<'i>>,
        name: &'static str,
        lost: &mut Lost,
    ) -> Option<Row<T>> {
        let span = value.span();
        let id = id_of(value.get_ref());
        if self.has_fault(span.start) {
            lost.add(name, id.as_deref());
            return None;
        }
        let wrong = match explain::not_tables(&value, name) {
            Some(wrong) => wrong,
            None => match self.table(value) {
                Ok(raw) => {
                    return Some(Row {
                        origin: self.origin,
                        raw,
                    });
                }
                Err(error) => explain::shape(&error, self.text, span, name),
            },
        };
        self.problems.push(
            Problem::error(wrong.code, self.origin.span(wrong.span), wrong.message)
                .help(wrong.help),
        );
        lost.add(name, id.as_deref());
        None
    }

    fn table<T: Deserialize<'i>>(
        &self,
        mut value: Spanned<DeValue<'i>>,
    ) -> Result<Spanned<T>, Error> {
        moments_as_typed(value.get_mut(), self.text);
        Spanned::deserialize(ValueDeserializer::from(value))
    }

    /// Whether a syntax error lies in the table that begins here.
    fn has_fault(&self, start: usize) -> bool {
        if self.faults.is_empty() {
            return false;
        }
        let next = self.starts.partition_point(|begin| *begin <= start);
        let end = self.starts.get(next).copied().unwrap_or(usize::MAX);
        self.faults.iter().any(|fault| (start..end).contains(fault))
    }
}

/// The keys whose values are moments.
const MOMENTS: [&str; 8] = [
    "at",
    "recorded_at",
    "on",
    "published",
    "since",
    "days",
    "opens_at",
    "embargoed_until",
];

/// Puts the text of TOML's own dates in their place, so that all moments are read in one way.
fn moments_as_typed<'i>(table: &mut DeValue<'i>, text: &'i str) {
    let DeValue::Table(table) = table else {
        return;
    };
    for (key, value) in table.iter_mut() {
        let is_moment = MOMENTS.contains(&key.get_ref().as_ref());
        if is_moment {
            moment_as_typed(value, text);
        }
        if let DeValue::Array(items) = value.get_mut() {
            for item in items.iter_mut() {
                if is_moment {
                    moment_as_typed(item, text);
                }
                moments_as_typed(item.get_mut(), text);
            }
        }
    }
}

fn moment_as_typed<'i>(value: &mut Spanned<DeValue<'i>>, text: &'i str) {
    if let (DeValue::Datetime(_), Some(typed)) = (value.get_ref(), text.get(value.span())) {
        *value.get_mut() = DeValue::String(Cow::Borrowed(typed));
    }
}

fn id_of<'i>(value: &DeValue<'i>) -> Option<Cow<'i, str>> {
    match value.as_table()?.get("id")?.get_ref() {
        DeValue::String(id) => Some(id.clone()),
        _ => None,
    }
}

//! Parses one piece of a scenario's text into raw tables, with every problem of syntax and shape.
//!
//! `load` calls it for each piece. TOML's parser recovers from a syntax error, so a piece yields all of them; then
//! every table is read by itself, so that an error in one does not hide the next. The meaning of values is judged in
//! `validate`; problems are worded in `explain` and `syntax`.

mod included;
mod moments;
mod reparse;
mod unknown;
mod unread_tables;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Error, ValueDeserializer};

pub(super) use unread_tables::Lost;

use super::explain::Misshape;
use super::lint::{LintNotes, text};
use super::raw::{
    FieldText, RawEvent, RawKind, RawMark, RawParty, RawPerson, RawPlace, RawScenario, RawSeries,
    RawSource,
};
use super::shape::SchemaShape;
use super::span_base::SpanBase;
use super::syntax::brackets::{BracketVerdict, Brackets};
use super::{explain, syntax};
use crate::diagnostic::{Problem, Span};
use crate::model::id::Id;

/// The code of problems with missing brackets, reported once a file.
pub(super) const BRACKETS: &str = "brackets";

/// A raw table with the piece it came from.
#[derive(Debug)]
pub(super) struct ParsedRow<T> {
    pub(super) origin: SpanBase,
    pub(super) raw: Spanned<T>,
}

impl<T> ParsedRow<T> {
    /// Returns the place of the table.
    pub(super) fn table_span(&self) -> Span {
        self.origin.to_file_span(self.raw.span())
    }
}

/// The tables of one or more pieces.
#[derive(Debug, Default)]
pub(super) struct ParsedTables<'i> {
    pub(super) format: Vec<ParsedRow<i64>>,
    pub(super) include: Vec<ParsedRow<Vec<FieldText<'i>>>>,
    pub(super) scenario: Vec<ParsedRow<RawScenario<'i>>>,
    pub(super) parties: Vec<ParsedRow<RawParty<'i>>>,
    pub(super) places: Vec<ParsedRow<RawPlace<'i>>>,
    pub(super) persons: Vec<ParsedRow<RawPerson<'i>>>,
    pub(super) sources: Vec<ParsedRow<RawSource<'i>>>,
    pub(super) series: Vec<ParsedRow<RawSeries<'i>>>,
    pub(super) kinds: Vec<ParsedRow<RawKind<'i>>>,
    pub(super) marks: Vec<ParsedRow<RawMark<'i>>>,
    pub(super) events: Vec<ParsedRow<RawEvent<'i>>>,
    pub(super) lost: Lost,
    /// The unknown keys at the top of the file, each reported once.
    pub(super) unknown: BTreeMap<String, Problem>,
    /// The tables written as a list in one line, by name and place.
    pub(super) inline: Vec<(&'static str, Span)>,
    /// The tables written with `[[headers]]`, by file and name.
    pub(super) headed: BTreeSet<(u32, &'static str)>,
    /// The findings of the lints; `None` if they were not asked for.
    pub(super) notes: Option<LintNotes>,
}

impl ParsedTables<'_> {
    /// Adds the tables of later pieces.
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
        if let Some((notes, others)) = self.notes.as_mut().zip(other.notes) {
            notes.absorb(others);
        }
    }

    /// Returns whether nothing was read at all.
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

/// Reads one piece into `into` and adds its problems.
pub(super) fn read_piece<'i>(
    text: &'i str,
    origin: SpanBase,
    into: &mut ParsedTables<'i>,
    problems: &mut Vec<Problem>,
) {
    let (table, errors) = DeTable::parse_recoverable(text);
    read(table.into_inner(), &errors, text, origin, into, problems);
}

/// Reads several consecutive pieces at once, which is faster. Returns false and reads nothing if they have a syntax
/// error, since each must then be read by itself to keep the error to its own piece.
pub(super) fn read_several<'i>(
    text: &'i str,
    origin: SpanBase,
    into: &mut ParsedTables<'i>,
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
    origin: SpanBase,
    into: &mut ParsedTables<'i>,
    problems: &mut Vec<Problem>,
) {
    let mut reader = TableReader {
        text,
        origin,
        faults: Vec::new(),
        starts: Vec::new(),
        problems,
    };
    if !errors.is_empty() {
        reader.starts = list_starts(&table);
        reader.report_syntax(errors, &mut into.lost);
    } else if let Some(notes) = &mut into.notes {
        // What the parser makes of a text with errors is not what was written.
        text::read(&table, text, origin, notes);
    }
    for (key, value) in table {
        reader.read_entry(&key, value, into);
    }
}

/// Returns the offsets of the tables of a piece, sorted.
fn list_starts(table: &DeTable<'_>) -> Vec<usize> {
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

/// The most parts of one event that are reported as having a wrong shape.
const MOST_WRONG: usize = 10;

struct TableReader<'p, 'i> {
    text: &'i str,
    origin: SpanBase,
    /// The offsets of the syntax errors in the piece, sorted.
    faults: Vec<usize>,
    /// The offsets of its tables, known only if there are syntax errors.
    starts: Vec<usize>,
    problems: &'p mut Vec<Problem>,
}

impl<'i> TableReader<'_, 'i> {
    /// Reports syntax errors, and records the tables that they may have hidden.
    fn report_syntax(&mut self, errors: &[Error], lost: &mut Lost) {
        let mut errors: Vec<&Error> = errors.iter().collect();
        errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
        let mut brackets = Brackets::new(self.text, &explain::LISTS);
        let mut bracket_in = None;
        // The end of the line that was looked at last, and whether it is told already.
        let (mut line_end, mut is_reported) = (None, false);
        for error in errors {
            let start = error.span().map_or(0, |span| span.start);
            self.faults.push(start);
            let mut cause = None;
            if line_end.is_none_or(|end| start > end) {
                let (mistake, end) = syntax::of_line(error, self.text);
                line_end = Some(end);
                cause = mistake;
                if cause.is_none() {
                    match brackets.judge_error(error) {
                        BracketVerdict::Other => {}
                        BracketVerdict::Reported => {
                            is_reported = true;
                            continue;
                        }
                        BracketVerdict::Fault(span, reported, name) => {
                            self.report_brackets(span, reported, &name, lost);
                            is_reported = true;
                            continue;
                        }
                    }
                }
                is_reported = cause.is_some();
            } else if is_reported {
                continue;
            }
            let fault = cause.unwrap_or_else(|| syntax::explain_piece_error(error, self.text));
            let table = self.starts.partition_point(|begin| *begin <= start);
            lost.everything |= fault.swallows || table == 0;
            // One bracket that is missing makes the parser miss others up to the end of the table.
            if fault.is_bracket && bracket_in == Some(table) {
                continue;
            }
            if fault.is_bracket {
                bracket_in = Some(table);
            }
            let problem = Problem::new_error(
                "syntax",
                self.origin.to_file_span(fault.span),
                fault.message,
            );
            self.problems.push(problem.with_help(fault.help));
        }
    }

    /// Reports missing brackets of a list of tables, of which the parser then reads none or one.
    fn report_brackets(
        &mut self,
        span: Range<usize>,
        (message, help): (String, String),
        name: &str,
        lost: &mut Lost,
    ) {
        self.faults.push(span.start);
        self.faults.sort_unstable();
        let problem = Problem::new_error(BRACKETS, self.origin.to_file_span(span), message);
        self.problems.push(problem.with_help(help));
        if let Some(name) = explain::LISTS.into_iter().find(|list| *list == name) {
            lost.add_table(name, None);
        }
    }

    fn read_entry(
        &mut self,
        key: &Spanned<Cow<'i, str>>,
        value: Spanned<DeValue<'i>>,
        into: &mut ParsedTables<'i>,
    ) {
        let name = key.get_ref().as_ref();
        let lost = &mut into.lost;
        match name {
            "format" => return into.format.extend(self.read_one(value, "format", lost)),
            "include" => return into.include.extend(self.read_one(value, "include", lost)),
            "scenario" => return into.scenario.extend(self.read_one(value, "scenario", lost)),
            _ => {}
        }
        let Some(name) = explain::LISTS.into_iter().find(|list| *list == name) else {
            return self.report_unknown(key, into);
        };
        let is_header = self.is_header(&key.span());
        if is_header {
            into.headed.insert((self.origin.file, name));
        } else {
            into.inline
                .push((name, self.origin.to_file_span(key.span())));
        }
        let lost = &mut into.lost;
        let value = (value, is_header);
        match name {
            "party" => self.read_rows(value, name, &mut into.parties, lost),
            "place" => self.read_rows(value, name, &mut into.places, lost),
            "person" => self.read_rows(value, name, &mut into.persons, lost),
            "source" => self.read_rows(value, name, &mut into.sources, lost),
            "series" => self.read_rows(value, name, &mut into.series, lost),
            "kind" => self.read_rows(value, name, &mut into.kinds, lost),
            "mark" => self.read_rows(value, name, &mut into.marks, lost),
            _ => self.read_rows(value, name, &mut into.events, lost),
        }
    }

    /// Returns whether a key stands in a header rather than before an equals sign.
    fn is_header(&self, key: &Range<usize>) -> bool {
        let before = self.text.get(..key.start).unwrap_or_default();
        before.trim_end_matches([' ', '\t']).ends_with('[')
    }

    fn report_unknown(&mut self, key: &Spanned<Cow<'i, str>>, into: &mut ParsedTables<'i>) {
        let is_stray = self
            .faults
            .first()
            .is_some_and(|fault| *fault <= key.span().start);
        // Behind a header that is broken, the keys of its table seem to stand at the top.
        if is_stray {
            return;
        }
        let typed = key.get_ref().as_ref();
        let (message, help) = explain::explain_unknown(typed, self.is_header(&key.span()));
        let problem =
            Problem::new_error("unknown-key", self.origin.to_file_span(key.span()), message)
                .with_help(help);
        into.unknown.entry(typed.to_owned()).or_insert(problem);
        if let Some(name) = explain::suggest_table(typed) {
            into.lost.add_table(name, None);
        }
    }

    fn read_rows<T: Deserialize<'i> + SchemaShape>(
        &mut self,
        (value, is_header): (Spanned<DeValue<'i>>, bool),
        name: &'static str,
        into: &mut Vec<ParsedRow<T>>,
        lost: &mut Lost,
    ) {
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(rows) => {
                for row in rows {
                    into.extend(self.read_one(row, name, lost));
                }
            }
            other => {
                self.record_unread(name, id_of(&other), lost);
                if self.has_fault(span.start) {
                    return;
                }
                let rest = self.text.get(span.start..).unwrap_or_default();
                let (code, message, help) = if other.is_table() && is_header {
                    let (message, help) = explain::wrong_header(rest, name);
                    (BRACKETS, message, help)
                } else {
                    let (message, help) = explain::not_rows(&other, name);
                    ("shape", message, help)
                };
                let problem = Problem::new_error(code, self.origin.to_file_span(span), message);
                self.problems.push(problem.with_help(help));
            }
        }
    }

    /// Reads one table. Reports its unknown keys and the first problem of shape, unless a syntax error in it explains
    /// that.
    fn read_one<T: Deserialize<'i> + SchemaShape>(
        &mut self,
        mut value: Spanned<DeValue<'i>>,
        name: &'static str,
        lost: &mut Lost,
    ) -> Option<ParsedRow<T>> {
        let span = value.span();
        let id = id_of(value.get_ref());
        if self.has_fault(span.start) {
            self.record_unread(name, id, lost);
            return None;
        }
        for wrong in unknown::remove_unknown(value.get_mut(), T::FORM, name) {
            self.report_shape(wrong);
        }
        let wrong = match explain::not_tables(&value, name) {
            Some(wrong) => wrong,
            None => match self.read_table(value) {
                Ok(raw) => {
                    return Some(ParsedRow {
                        origin: self.origin,
                        raw,
                    });
                }
                Err(error) => explain::explain_shape(&error, self.text, span.clone(), name),
            },
        };
        let at = wrong.span.clone();
        self.report_shape(wrong);
        let rest = self.read_rest(name, (span, at));
        if rest.is_none() {
            self.record_unread(name, id, lost);
        }
        rest
    }

    /// Reads the rest of an event without its wrong parts, and reports other problems in it.
    fn read_rest<T: Deserialize<'i> + SchemaShape>(
        &mut self,
        name: &'static str,
        (span, first): (Range<usize>, Range<usize>),
    ) -> Option<ParsedRow<T>> {
        if name != "event" {
            return None;
        }
        let mut wrong = vec![first];
        while wrong.len() < MOST_WRONG {
            let mut row = reparse::parse_row(self.text, name, span.start)?;
            let _ = unknown::remove_unknown(row.get_mut(), T::FORM, name);
            let is_rid = |at: &Range<usize>| reparse::take_out(row.get_mut(), at);
            if !wrong.iter().all(is_rid) || explain::not_tables(&row, name).is_some() {
                return None;
            }
            match self.read_table(row) {
                Ok(raw) => {
                    let origin = self.origin;
                    return Some(ParsedRow { origin, raw });
                }
                Err(error) => {
                    let next = explain::explain_shape(&error, self.text, span.clone(), name);
                    wrong.push(next.span.clone());
                    self.report_shape(next);
                }
            }
        }
        None
    }

    fn report_shape(&mut self, wrong: Misshape) {
        let span = self.origin.to_file_span(wrong.span);
        let problem = Problem::new_error(wrong.code, span, wrong.message);
        self.problems.push(problem.with_help(wrong.help));
    }

    /// Records a table that cannot be used.
    fn record_unread(
        &self,
        name: &'static str,
        id: Option<(Cow<'i, str>, Range<usize>)>,
        lost: &mut Lost,
    ) {
        // What is no id is reported as such when the table is mended, not as used twice now.
        let place = |id: &str, span| Id::parse(id).map(|_| self.origin.to_file_span(span));
        match id {
            Some((id, span)) => lost.add_table(name, Some((&id, place(&id, span)))),
            None => lost.add_table(name, None),
        }
    }

    fn read_table<T: Deserialize<'i>>(
        &self,
        mut value: Spanned<DeValue<'i>>,
    ) -> Result<Spanned<T>, Error> {
        moments::as_typed(value.get_mut(), self.text);
        Spanned::deserialize(ValueDeserializer::from(value))
    }

    /// Returns whether a syntax error lies in the table that begins here.
    fn has_fault(&self, start: usize) -> bool {
        if self.faults.is_empty() {
            return false;
        }
        let next = self.starts.partition_point(|begin| *begin <= start);
        let end = self.starts.get(next).copied().unwrap_or(usize::MAX);
        self.faults.iter().any(|fault| (start..end).contains(fault))
    }
}

/// Returns the id of a table and its place, whatever else is wrong with the table.
fn id_of<'i>(value: &DeValue<'i>) -> Option<(Cow<'i, str>, Range<usize>)> {
    let id = value.as_table()?.get("id")?;
    match id.get_ref() {
        DeValue::String(text) => Some((text.clone(), id.span())),
        _ => None,
    }
}

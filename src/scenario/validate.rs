//! Turns raw tables into the model: ids into keys, safe text, resolved moments, with nonsense refused.
//!
//! `load` has every table but the log validated first, then each event, in any order and on any thread, and then the
//! log assembled. Every problem is recorded and the work goes on, so that one report is enough. Nothing here reads
//! files or prints.

mod after;
pub(super) mod events;
mod figures;
mod heading;
mod items;
pub(super) mod log;
mod rows;
mod series;
pub(super) mod tables;

use toml::Spanned;

use super::names::{self, IdLookup, IdTable, find_nearest};
use super::raw::value::{Name, RawMoment, TextBlock, Worded};
use super::raw::{FieldText, Maybe, RawAllow, RawWhen, RawWords};
use super::span_base::SpanBase;
use super::syntax::mistakes::{DATE_HELP, date_in_another_form};
use crate::diagnostic::{Problem, SourceFile, Span};
use crate::model::abbreviations;
use crate::model::calendar::UnixTime;
use crate::model::figure::Measure;
use crate::model::id::{Id, SeriesKey, SourceKey};
use crate::model::moment::{Moment, MomentError};
use crate::model::zone::TimeZone;
use crate::text::{Text, quote_text};

/// The ids of every table that an event can refer to, and the zone of its moments.
pub(super) struct World {
    pub(super) zone: TimeZone,
    /// True if that is the scenario's own zone; otherwise moments without a zone cannot be compared.
    pub(super) is_zone_known: bool,
    pub(super) parties: IdTable,
    pub(super) places: IdTable,
    pub(super) persons: IdTable,
    pub(super) sources: IdTable,
    /// The publication times of sources, by row.
    pub(super) published: Vec<Option<UnixTime>>,
    pub(super) series: IdTable,
    pub(super) kinds: IdTable,
    /// The rules for the readings of each series, by row.
    pub(super) rules: Vec<Rules>,
}

/// The most unknown ids for which a suggestion is looked up.
const MOST_ADVISED: usize = 200;

impl World {
    /// Adds advice to problems with unknown ids, in the order of the files; since comparing takes long, only the first
    /// of very many get a suggestion.
    pub(super) fn advise_ids(&self, problems: &mut [Problem], files: &[SourceFile<'_>]) {
        let mut unknown: Vec<&mut Problem> = problems
            .iter_mut()
            .filter(|problem| problem.unknown_of.is_some())
            .collect();
        unknown.sort_by_key(|problem| problem.span);
        for (number, problem) in unknown.into_iter().enumerate() {
            let Some(what) = problem.unknown_of.take() else {
                continue;
            };
            let names = match what {
                "party" => &self.parties,
                "place" => &self.places,
                "person" => &self.persons,
                "source" => &self.sources,
                "series" => &self.series,
                _ => &self.kinds,
            };
            let span = problem.span;
            let file = files.get(span.file as usize);
            let typed = file.and_then(|file| file.text.get(span.start..span.end));
            let typed = typed.unwrap_or_default().trim_matches(['"', '\'']);
            problem.help = Some(if number < MOST_ADVISED {
                names.advise_id(typed, what)
            } else {
                names::advise_declaring(what)
            });
        }
    }

    /// Returns the publication time of the first of some sources; `None` if there are none or one has no date.
    fn first_out(&self, sources: &[SourceKey]) -> Option<UnixTime> {
        let published = |source: &SourceKey| self.published.get(source.row()).copied().flatten();
        let mut first = None;
        for source in sources {
            let out = published(source)?;
            first = Some(first.map_or(out, |first: UnixTime| first.min(out)));
        }
        first
    }
}

/// The largest absolute value of a number: more than there are people or square metres of land to count.
const MOST: f64 = 1e15;

/// The rules of a series for its readings.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    /// True if a reading may have a status.
    is_force: bool,
    /// True if it is a share in percent.
    is_share: bool,
    /// The measure, if it could be read.
    measure: Option<Measure>,
    /// The number of places that it counts among, if the log can count them too.
    counted: Option<CountedPlaces>,
    /// The series to whose last reading its increments add.
    adds_to: Option<SeriesKey>,
}

/// The number of places that a series counts among.
#[derive(Clone, Copy)]
pub(super) enum CountedPlaces {
    /// The places of the scenario.
    Places(u32),
    /// The number that the series gives.
    Of(u32),
}

/// Reports an id that two tables of a kind have, at the second of them.
fn used_twice(what: &str, id: &str, one: Span, other: Span) -> Problem {
    let message = format!("the {what} id '{}' is used twice", quote_text(id));
    Problem::new_error("duplicate-id", one.max(other), message)
        .with_help("give one of them another id")
        .with_related(one.min(other), "first used here")
}

/// The parts of a day, as written.
const PARTS: [&str; 7] = [
    "early",
    "morning",
    "midday",
    "afternoon",
    "evening",
    "late evening",
    "night",
];

/// Returns advice on a text that is no moment: the nearest word, if one is near.
fn moment_help(typed: &str, error: &MomentError) -> String {
    if *error == MomentError::NotADate && date_in_another_form(typed.trim()).is_some() {
        return DATE_HELP.to_owned();
    }
    let MomentError::Unknown(words) = error else {
        return error.word_advice();
    };
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let (last, _) = words
        .rsplit_once(' ')
        .map_or((words.as_str(), ""), |(_, last)| (last, ""));
    if let Some(known) = abbreviations::find_abbreviation(last) {
        return known.word_advice();
    }
    let known = find_nearest(words, PARTS.into_iter())
        .or_else(|| find_nearest(words, TimeZone::list_names()))
        .or_else(|| find_nearest(first, PARTS.into_iter()).filter(|_| !rest.is_empty()));
    known.map_or_else(
        || error.word_advice(),
        |known| format!("did you mean '{known}'?"),
    )
}

/// A reader of raw fields that records a problem for each that is wrong.
pub(super) struct FieldChecker<'p> {
    pub(super) origin: SpanBase,
    pub(super) problems: &'p mut Vec<Problem>,
}

impl FieldChecker<'_> {
    fn to_span<T>(&self, field: &Spanned<T>) -> Span {
        self.origin.to_file_span(field.span())
    }

    fn add_problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Reads a text of one line; an empty one is refused.
    fn read_line(&mut self, field: &FieldText<'_>, what: &str) -> Text {
        let text = Text::from_line(field.get_ref().trim_matches([' ', '\t', '\r', '\n']));
        if text.is_blank() {
            let problem = Problem::new_error(
                "empty-text",
                self.to_span(field),
                format!("'{what}' is empty"),
            );
            self.add_problem(
                problem.with_help("write something, or leave the key out where it may be left out"),
            );
        }
        text
    }

    fn maybe_line(&mut self, field: &Maybe<'_>, what: &str) -> Option<Text> {
        field.as_ref().map(|field| self.read_line(field, what))
    }

    fn read_lines(&mut self, fields: &RawWords<'_>, what: &str) -> Box<[Text]> {
        fields
            .iter()
            .flatten()
            .map(|field| self.read_line(field, what))
            .collect()
    }

    fn read_id(&mut self, field: &FieldText<'_, Name>) -> Option<Id> {
        let id = Id::parse(field.get_ref());
        if id.is_none() {
            let message = format!("'{}' is not an id", quote_text(field.get_ref()));
            self.add_problem(
                Problem::new_error("bad-id", self.to_span(field), message)
                    .with_help("an id is lower-case letters and digits in words joined by single hyphens, such as sar-e-pol"),
            );
        }
        id
    }

    /// Declares the id of the next row of a table.
    fn declare_id(
        &mut self,
        names: &mut IdTable,
        field: &FieldText<'_, Name>,
        row: usize,
        what: &str,
    ) -> Option<Id> {
        let Some(id) = self.read_id(field) else {
            names.lose_bad(field.get_ref());
            return None;
        };
        let span = self.to_span(field);
        match names.declare_id(id.clone(), row, span) {
            Ok(()) => Some(id),
            Err(first) => {
                self.add_problem(used_twice(what, id.as_str(), span, first));
                None
            }
        }
    }

    /// Returns the row that an id refers to.
    fn find_row<K>(
        &mut self,
        field: &FieldText<'_, K>,
        names: &IdTable,
        what: &'static str,
    ) -> Option<usize> {
        let id = field.get_ref();
        match names.find_id(id) {
            IdLookup::Row(row) => return Some(row),
            IdLookup::Lost => return None,
            IdLookup::Unknown => {}
        }
        let message = format!("unknown {what} '{}'", quote_text(id));
        let problem = Problem::new_error("unknown-id", self.to_span(field), message);
        self.add_problem(Problem {
            unknown_of: Some(what),
            ..problem
        });
        None
    }

    fn read_moment(&mut self, field: &Spanned<RawMoment<'_>>, zone: TimeZone) -> Option<Moment> {
        match Moment::parse(&field.get_ref().0, zone) {
            Ok(moment) => Some(moment),
            Err(error) => {
                let typed = &field.get_ref().0;
                self.add_problem(
                    Problem::new_error("bad-moment", self.to_span(field), error.to_string())
                        .with_help(moment_help(typed, &error)),
                );
                None
            }
        }
    }

    /// Reads a remark, which may have several lines.
    fn read_note(field: &Maybe<'_, TextBlock>) -> Option<Text> {
        field
            .as_ref()
            .map(|field| Text::from_block(field.get_ref()))
            .filter(|text| !text.is_blank())
    }

    /// Refuses lints that are allowed without a reason.
    fn check_reasons(&mut self, allow: &RawAllow<'_>) {
        for (code, reason) in allow.iter().flat_map(|reasons| &reasons.0) {
            if reason.get_ref().trim().is_empty() {
                let message = format!("'{}' is allowed without a reason", code.0);
                let problem = Problem::new_error("empty-text", self.to_span(reason), message);
                self.add_problem(
                    problem.with_help("say why in a few words, for whoever reads the file next"),
                );
            }
        }
    }

    fn maybe_moment(&mut self, field: &RawWhen<'_>, zone: TimeZone) -> Option<Moment> {
        field
            .as_ref()
            .and_then(|field| self.read_moment(field, zone))
    }

    /// Reads one of the words that a key takes.
    fn read_word<T: Worded>(&mut self, field: &FieldText<'_, T>, what: &str) -> Option<T> {
        if let Some(value) = field.as_value() {
            return Some(value);
        }
        let typed = field.get_ref();
        let known: Vec<&str> = T::WORDS.iter().map(|(word, _)| *word).collect();
        let help = match find_nearest(typed, known.iter().copied()) {
            Some(word) => format!("did you mean '{word}'?"),
            None => format!("'{what}' is one of {}", known.join(", ")),
        };
        self.add_problem(
            Problem::new_error(
                "bad-word",
                self.to_span(field),
                format!(
                    "'{}' is not one of the words for '{what}'",
                    quote_text(typed)
                ),
            )
            .with_help(help),
        );
        None
    }

    fn maybe_word<T: Worded>(&mut self, field: &Maybe<'_, T>, what: &str) -> Option<T> {
        field.as_ref().and_then(|field| self.read_word(field, what))
    }

    /// Reads a number within its limits.
    fn read_number(
        &mut self,
        field: &Spanned<f64>,
        what: &str,
        limits: std::ops::RangeInclusive<f64>,
    ) -> Option<f64> {
        let value = *field.get_ref();
        if limits.contains(&value) {
            // Negative zero is a zero, and shown as one.
            return Some(value + 0.0);
        }
        let message = format!("'{what}' cannot be {value}");
        let help = format!("it lies between {} and {}", limits.start(), limits.end());
        self.add_problem(
            Problem::new_error("bad-number", self.to_span(field), message).with_help(help),
        );
        None
    }
}

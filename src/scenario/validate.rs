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

use super::names::{self, Found, Names, nearest};
use super::origin::Origin;
use super::raw::value::{Block, Name, RawMoment, Worded};
use super::raw::{Allow, Field, Maybe, When, Words};
use super::syntax::mistakes::{DATE_HELP, date_in_another_form};
use crate::diagnostic::{Problem, SourceFile, Span};
use crate::model::abbreviations;
use crate::model::calendar::UnixTime;
use crate::model::figure::Measure;
use crate::model::id::{Id, SeriesKey, SourceKey};
use crate::model::moment::{Moment, MomentError};
use crate::model::zone::TimeZone;
use crate::text::{Text, quoted};

/// The ids of every table that an event can refer to, and the zone of its moments.
pub(super) struct World {
    pub(super) zone: TimeZone,
    /// True if that is the scenario's own zone; otherwise moments without a zone cannot be compared.
    pub(super) is_zone_known: bool,
    pub(super) parties: Names,
    pub(super) places: Names,
    pub(super) persons: Names,
    pub(super) sources: Names,
    /// The publication times of sources, by row.
    pub(super) published: Vec<Option<UnixTime>>,
    pub(super) series: Names,
    pub(super) kinds: Names,
    /// The rules for the readings of each series, by row.
    pub(super) rules: Vec<Rules>,
}

/// The most unknown ids for which a suggestion is looked up.
const MOST_ADVISED: usize = 200;

impl World {
    /// Adds advice to problems with unknown ids, in the order of the files; since comparing takes long, only the first
    /// of very many get a suggestion.
    pub(super) fn advise(&self, problems: &mut [Problem], files: &[SourceFile<'_>]) {
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
                names.advice(typed, what)
            } else {
                names::declare(what)
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
    counted: Option<Counted>,
    /// The series to whose last reading its increments add.
    adds_to: Option<SeriesKey>,
}

/// The number of places that a series counts among.
#[derive(Clone, Copy)]
pub(super) enum Counted {
    /// The places of the scenario.
    Places(u32),
    /// The number that the series gives.
    Of(u32),
}

/// Reports an id that two tables of a kind have, at the second of them.
fn used_twice(what: &str, id: &str, one: Span, other: Span) -> Problem {
    let message = format!("the {what} id '{}' is used twice", quoted(id));
    Problem::error("duplicate-id", one.max(other), message)
        .help("give one of them another id")
        .related(one.min(other), "first used here")
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
        return error.help();
    };
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let (last, _) = words
        .rsplit_once(' ')
        .map_or((words.as_str(), ""), |(_, last)| (last, ""));
    if let Some(known) = abbreviations::find(last) {
        return known.help();
    }
    let known = nearest(words, PARTS.into_iter())
        .or_else(|| nearest(words, TimeZone::names()))
        .or_else(|| nearest(first, PARTS.into_iter()).filter(|_| !rest.is_empty()));
    known.map_or_else(|| error.help(), |known| format!("did you mean '{known}'?"))
}

/// A reader of raw fields that records a problem for each that is wrong.
pub(super) struct Check<'p> {
    pub(super) origin: Origin,
    pub(super) problems: &'p mut Vec<Problem>,
}

impl Check<'_> {
    fn span<T>(&self, field: &Spanned<T>) -> Span {
        self.origin.span(field.span())
    }

    fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Reads a text of one line; an empty one is refused.
    fn line(&mut self, field: &Field<'_>, what: &str) -> Text {
        let text = Text::line(field.get_ref().trim_matches([' ', '\t', '\r', '\n']));
        if text.is_blank() {
            let problem =
                Problem::error("empty-text", self.span(field), format!("'{what}' is empty"));
            self.report(
                problem.help("write something, or leave the key out where it may be left out"),
            );
        }
        text
    }

    fn maybe_line(&mut self, field: &Maybe<'_>, what: &str) -> Option<Text> {
        field.as_ref().map(|field| self.line(field, what))
    }

    fn lines(&mut self, fields: &Words<'_>, what: &str) -> Box<[Text]> {
        fields
            .iter()
            .flatten()
            .map(|field| self.line(field, what))
            .collect()
    }

    fn id(&mut self, field: &Field<'_, Name>) -> Option<Id> {
        let id = Id::parse(field.get_ref());
        if id.is_none() {
            let message = format!("'{}' is not an id", quoted(field.get_ref()));
            self.report(
                Problem::error("bad-id", self.span(field), message)
                    .help("an id is lower-case letters and digits in words joined by single hyphens, such as sar-e-pol"),
            );
        }
        id
    }

    /// Declares the id of the next row of a table.
    fn declare(
        &mut self,
        names: &mut Names,
        field: &Field<'_, Name>,
        row: usize,
        what: &str,
    ) -> Option<Id> {
        let Some(id) = self.id(field) else {
            names.lose_bad(field.get_ref());
            return None;
        };
        let span = self.span(field);
        match names.declare(id.clone(), row, span) {
            Ok(()) => Some(id),
            Err(first) => {
                self.report(used_twice(what, id.as_str(), span, first));
                None
            }
        }
    }

    /// Returns the row that an id refers to.
    fn row<K>(&mut self, field: &Field<'_, K>, names: &Names, what: &'static str) -> Option<usize> {
        let id = field.get_ref();
        match names.find(id) {
            Found::Row(row) => return Some(row),
            Found::Lost => return None,
            Found::Unknown => {}
        }
        let message = format!("unknown {what} '{}'", quoted(id));
        let problem = Problem::error("unknown-id", self.span(field), message);
        self.report(Problem {
            unknown_of: Some(what),
            ..problem
        });
        None
    }

    fn moment(&mut self, field: &Spanned<RawMoment<'_>>, zone: TimeZone) -> Option<Moment> {
        match Moment::parse(&field.get_ref().0, zone) {
            Ok(moment) => Some(moment),
            Err(error) => {
                let typed = &field.get_ref().0;
                self.report(
                    Problem::error("bad-moment", self.span(field), error.to_string())
                        .help(moment_help(typed, &error)),
                );
                None
            }
        }
    }

    /// Reads a remark, which may have several lines.
    fn note(field: &Maybe<'_, Block>) -> Option<Text> {
        field
            .as_ref()
            .map(|field| Text::block(field.get_ref()))
            .filter(|text| !text.is_blank())
    }

    /// Refuses lints that are allowed without a reason.
    fn reasons(&mut self, allow: &Allow<'_>) {
        for (code, reason) in allow.iter().flat_map(|reasons| &reasons.0) {
            if reason.get_ref().trim().is_empty() {
                let message = format!("'{}' is allowed without a reason", code.0);
                let problem = Problem::error("empty-text", self.span(reason), message);
                self.report(
                    problem.help("say why in a few words, for whoever reads the file next"),
                );
            }
        }
    }

    fn maybe_moment(&mut self, field: &When<'_>, zone: TimeZone) -> Option<Moment> {
        field.as_ref().and_then(|field| self.moment(field, zone))
    }

    /// Reads one of the words that a key takes.
    fn word<T: Worded>(&mut self, field: &Field<'_, T>, what: &str) -> Option<T> {
        if let Some(value) = field.word() {
            return Some(value);
        }
        let typed = field.get_ref();
        let known: Vec<&str> = T::WORDS.iter().map(|(word, _)| *word).collect();
        let help = match nearest(typed, known.iter().copied()) {
            Some(word) => format!("did you mean '{word}'?"),
            None => format!("'{what}' is one of {}", known.join(", ")),
        };
        self.report(
            Problem::error(
                "bad-word",
                self.span(field),
                format!("'{}' is not one of the words for '{what}'", quoted(typed)),
            )
            .help(help),
        );
        None
    }

    fn maybe_word<T: Worded>(&mut self, field: &Maybe<'_, T>, what: &str) -> Option<T> {
        field.as_ref().and_then(|field| self.word(field, what))
    }

    /// Reads a number within its limits.
    fn number(
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
        self.report(Problem::error("bad-number", self.span(field), message).help(help));
        None
    }
}

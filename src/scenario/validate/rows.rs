//! Parties, places, people, sources and marks: one function from a raw table to the model's type.
//!
//! Called by `tables`, which declares the ids; series have a file of their own.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::model::zone::TimeZone;

use super::Check;
use super::events::Target;
use crate::diagnostic::Problem;
use crate::model::id::{Id, PartyKey};
use crate::model::scenario::{Capital, Mark, Party, Person, Place, Source};
use crate::scenario::names::Names;
use crate::scenario::parse::Row;
use crate::scenario::raw::{RawMark, RawParty, RawPerson, RawPlace, RawSource};
use crate::text::{fit, quoted, safe};

/// A number of people that no place has.
const MOST_PEOPLE: u64 = 10_000_000_000;

impl Check<'_> {
    pub(super) fn party(&mut self, row: &Row<RawParty<'_>>, id: Id) -> Option<Party> {
        let raw = row.raw.get_ref();
        let name = self.line(&raw.name, "name");
        let colour = self.maybe_line(&raw.colour, "colour");
        let Some(letter) = letter(raw.letter.get_ref()) else {
            let message = format!("'{}' is not one letter", quoted(raw.letter.get_ref()));
            let problem = Problem::error("bad-letter", self.span(&raw.letter), message);
            self.report(
                problem.help("a party's letter is one letter or digit, one cell wide, such as T"),
            );
            return None;
        };
        Some(Party {
            id,
            name,
            letter,
            colour,
        })
    }

    pub(super) fn place(&mut self, row: &Row<RawPlace<'_>>, id: Id) -> Place {
        let raw = row.raw.get_ref();
        let code = self.maybe_line(&raw.code, "code");
        let long = code.as_ref().filter(|code| fit::width(code) > 3);
        if let (Some(code), Some(field)) = (long, &raw.code) {
            let message = format!("the code '{}' is too long", quoted(code));
            let problem = Problem::error("bad-code", self.span(field), message);
            self.report(problem.help("a code has at most three letters, for the map"));
        }
        let capital = raw.capital.as_ref().map(|capital| Capital {
            name: self.line(&capital.name, "name"),
            latitude: capital
                .lat
                .as_ref()
                .and_then(|value| self.number(value, "lat", -90.0..=90.0)),
            longitude: capital
                .lon
                .as_ref()
                .and_then(|value| self.number(value, "lon", -180.0..=180.0)),
        });
        let population = self.population(raw);
        Place {
            id,
            name: self.line(&raw.name, "name"),
            code,
            capital,
            aliases: self.lines(&raw.aliases, "aliases"),
            region: self.maybe_line(&raw.region, "region"),
            tile: raw.tile.as_ref().and_then(|field| self.tile(field)),
            major: raw.major.unwrap_or(false),
            population,
            note: Self::note(&raw.note),
            holder: None,
            distinct_name: None,
            distinct_seat: None,
            shared_start: 0,
        }
    }

    fn population(&mut self, raw: &RawPlace<'_>) -> Option<u64> {
        let field = raw.population.as_ref()?;
        let typed = *field.get_ref();
        let count = u64::try_from(typed).ok();
        let count = count.filter(|count| *count <= MOST_PEOPLE);
        if count.is_none() {
            let message = format!("'population' cannot be {typed}");
            let problem = Problem::error("bad-number", self.span(field), message);
            self.report(problem.help(format!("it lies between 0 and {MOST_PEOPLE}")));
        }
        count
    }

    fn tile(&mut self, field: &toml::Spanned<Vec<i64>>) -> Option<(u8, u8)> {
        let cell = |value: &i64| u8::try_from(*value).ok().filter(|value| *value < 64);
        let tile = match field.get_ref().as_slice() {
            [column, row] => cell(column).zip(cell(row)),
            _ => None,
        };
        if tile.is_some() {
            return tile;
        }
        let problem = Problem::error(
            "bad-tile",
            self.span(field),
            "'tile' must be a column and a row",
        );
        self.report(problem.help("write tile = [2, 5], each from 0 to 63"));
        None
    }

    pub(super) fn person(&mut self, row: &Row<RawPerson<'_>>, id: Id, parties: &Names) -> Person {
        let raw = row.raw.get_ref();
        Person {
            id,
            name: self.line(&raw.name, "name"),
            aliases: self.lines(&raw.aliases, "aliases"),
            role: self.maybe_line(&raw.role, "role"),
            party: raw
                .party
                .as_ref()
                .and_then(|party| self.row(party, parties, "party"))
                .and_then(PartyKey::new),
        }
    }

    pub(super) fn source(&mut self, row: &Row<RawSource<'_>>, id: Id, zone: TimeZone) -> Source {
        let raw = row.raw.get_ref();
        Source {
            id,
            publisher: self.line(&raw.publisher, "publisher"),
            short: self.maybe_line(&raw.short, "short"),
            title: self.maybe_line(&raw.title, "title"),
            published: self.maybe_moment(&raw.published, zone),
            url: self.maybe_line(&raw.url, "url"),
            reliability: self
                .maybe_word(&raw.reliability, "reliability")
                .unwrap_or_default(),
        }
    }

    /// Reads a bookmark and the id of its event, which is resolved when all events are read.
    pub(super) fn mark(
        &mut self,
        row: &Row<RawMark<'_>>,
        id: Id,
        zone: TimeZone,
    ) -> Option<(Mark, Option<Target>)> {
        let raw = row.raw.get_ref();
        let label = self.line(&raw.label, "label");
        let note = Self::note(&raw.note);
        let event = raw.event.as_ref().map(|event| Target {
            id: event.get_ref().to_string().into(),
            span: self.span(event),
        });
        let mark = Mark {
            id,
            at: self.moment(&raw.at, zone)?,
            label,
            note,
            event: None,
        };
        Some((mark, event))
    }
}

/// Returns the letter of a party if it is visible and takes one cell.
fn letter(typed: &str) -> Option<char> {
    let mut letters = typed.chars();
    let letter = letters.next().filter(|letter| letter.is_alphanumeric())?;
    let is_seen = fit::width(typed) == 1 && safe(typed, false) == typed;
    (is_seen && letters.next().is_none()).then_some(letter)
}

/// Reports parties that share a letter, since they would look the same on screen.
pub(super) fn distinct_letters(rows: &[Row<RawParty<'_>>], problems: &mut Vec<Problem>) {
    let mut taken: BTreeMap<String, &Row<RawParty<'_>>> = BTreeMap::new();
    for row in rows {
        let raw = row.raw.get_ref();
        let Some(letter) = letter(raw.letter.get_ref()) else {
            continue;
        };
        let span = |row: &Row<RawParty<'_>>| row.origin.span(row.raw.get_ref().letter.span());
        match taken.entry(letter.to_lowercase().collect()) {
            Entry::Vacant(free) => drop(free.insert(row)),
            Entry::Occupied(first) => {
                let name = &first.get().raw.get_ref().name.get_ref().0;
                let message = format!("the letter {letter} is taken by '{}'", quoted(name));
                problems.push(
                    Problem::error("bad-letter", span(row), message)
                        .help("give each party a letter of its own")
                        .related(span(first.get()), "taken here"),
                );
            }
        }
    }
}

//! Parties, places, people, sources and marks: one function from a raw table to the model's type.
//!
//! Called by `tables`, which declares the ids; series have a file of their own.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::model::zone::TimeZone;

use super::FieldChecker;
use super::events::DraftTarget;
use crate::diagnostic::Problem;
use crate::model::id::{Id, PartyKey};
use crate::model::scenario::{Bookmark, Capital, Party, Person, Place, Source};
use crate::scenario::names::IdTable;
use crate::scenario::parse::ParsedRow;
use crate::scenario::raw::{RawMark, RawParty, RawPerson, RawPlace, RawSource};
use crate::text::{fit, quote_text, sanitize_text};

/// A number of people that no place has.
const MOST_PEOPLE: u64 = 10_000_000_000;

impl FieldChecker<'_> {
    pub(super) fn read_party(&mut self, row: &ParsedRow<RawParty<'_>>, id: Id) -> Option<Party> {
        let raw = row.raw.get_ref();
        let name = self.read_line(&raw.name, "name");
        let colour = self.maybe_line(&raw.colour, "colour");
        let Some(letter) = read_letter(raw.letter.get_ref()) else {
            let message = format!("'{}' is not one letter", quote_text(raw.letter.get_ref()));
            let problem = Problem::new_error("bad-letter", self.to_span(&raw.letter), message);
            self.add_problem(
                problem
                    .with_help("a party's letter is one letter or digit, one cell wide, such as T"),
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

    pub(super) fn read_place(&mut self, row: &ParsedRow<RawPlace<'_>>, id: Id) -> Place {
        let raw = row.raw.get_ref();
        let code = self.maybe_line(&raw.code, "code");
        let long = code.as_ref().filter(|code| fit::measure_width(code) > 3);
        if let (Some(code), Some(field)) = (long, &raw.code) {
            let message = format!("the code '{}' is too long", quote_text(code));
            let problem = Problem::new_error("bad-code", self.to_span(field), message);
            self.add_problem(problem.with_help("a code has at most three letters, for the map"));
        }
        let capital = raw.capital.as_ref().map(|capital| Capital {
            name: self.read_line(&capital.name, "name"),
            latitude: capital
                .lat
                .as_ref()
                .and_then(|value| self.read_number(value, "lat", -90.0..=90.0)),
            longitude: capital
                .lon
                .as_ref()
                .and_then(|value| self.read_number(value, "lon", -180.0..=180.0)),
        });
        let population = self.read_population(raw);
        Place {
            id,
            name: self.read_line(&raw.name, "name"),
            code,
            capital,
            aliases: self.read_lines(&raw.aliases, "aliases"),
            region: self.maybe_line(&raw.region, "region"),
            tile: raw.tile.as_ref().and_then(|field| self.read_tile(field)),
            major: raw.major.unwrap_or(false),
            population,
            note: Self::read_note(&raw.note),
            holder: None,
            distinct_name: None,
            distinct_seat: None,
            shared_start: 0,
        }
    }

    fn read_population(&mut self, raw: &RawPlace<'_>) -> Option<u64> {
        let field = raw.population.as_ref()?;
        let typed = *field.get_ref();
        let count = u64::try_from(typed).ok();
        let count = count.filter(|count| *count <= MOST_PEOPLE);
        if count.is_none() {
            let message = format!("'population' cannot be {typed}");
            let problem = Problem::new_error("bad-number", self.to_span(field), message);
            self.add_problem(problem.with_help(format!("it lies between 0 and {MOST_PEOPLE}")));
        }
        count
    }

    fn read_tile(&mut self, field: &toml::Spanned<Vec<i64>>) -> Option<(u8, u8)> {
        let cell = |value: &i64| u8::try_from(*value).ok().filter(|value| *value < 64);
        let tile = match field.get_ref().as_slice() {
            [column, row] => cell(column).zip(cell(row)),
            _ => None,
        };
        if tile.is_some() {
            return tile;
        }
        let problem = Problem::new_error(
            "bad-tile",
            self.to_span(field),
            "'tile' must be a column and a row",
        );
        self.add_problem(problem.with_help("write tile = [2, 5], each from 0 to 63"));
        None
    }

    pub(super) fn read_person(
        &mut self,
        row: &ParsedRow<RawPerson<'_>>,
        id: Id,
        parties: &IdTable,
    ) -> Person {
        let raw = row.raw.get_ref();
        Person {
            id,
            name: self.read_line(&raw.name, "name"),
            aliases: self.read_lines(&raw.aliases, "aliases"),
            role: self.maybe_line(&raw.role, "role"),
            party: raw
                .party
                .as_ref()
                .and_then(|party| self.find_row(party, parties, "party"))
                .and_then(PartyKey::new),
        }
    }

    pub(super) fn read_source(
        &mut self,
        row: &ParsedRow<RawSource<'_>>,
        id: Id,
        zone: TimeZone,
    ) -> Source {
        let raw = row.raw.get_ref();
        Source {
            id,
            publisher: self.read_line(&raw.publisher, "publisher"),
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
    pub(super) fn read_bookmark(
        &mut self,
        row: &ParsedRow<RawMark<'_>>,
        id: Id,
        zone: TimeZone,
    ) -> Option<(Bookmark, Option<DraftTarget>)> {
        let raw = row.raw.get_ref();
        let label = self.read_line(&raw.label, "label");
        let note = Self::read_note(&raw.note);
        let event = raw.event.as_ref().map(|event| DraftTarget {
            id: event.get_ref().to_string().into(),
            span: self.to_span(event),
        });
        let mark = Bookmark {
            id,
            at: self.read_moment(&raw.at, zone)?,
            label,
            note,
            event: None,
        };
        Some((mark, event))
    }
}

/// Returns the letter of a party if it is visible and takes one cell.
fn read_letter(typed: &str) -> Option<char> {
    let mut letters = typed.chars();
    let letter = letters.next().filter(|letter| letter.is_alphanumeric())?;
    let is_seen = fit::measure_width(typed) == 1 && sanitize_text(typed, false) == typed;
    (is_seen && letters.next().is_none()).then_some(letter)
}

/// Reports parties that share a letter, since they would look the same on screen.
pub(super) fn distinct_letters(rows: &[ParsedRow<RawParty<'_>>], problems: &mut Vec<Problem>) {
    let mut taken: BTreeMap<String, &ParsedRow<RawParty<'_>>> = BTreeMap::new();
    for row in rows {
        let raw = row.raw.get_ref();
        let Some(letter) = read_letter(raw.letter.get_ref()) else {
            continue;
        };
        let span = |row: &ParsedRow<RawParty<'_>>| {
            row.origin.to_file_span(row.raw.get_ref().letter.span())
        };
        match taken.entry(letter.to_lowercase().collect()) {
            Entry::Vacant(free) => drop(free.insert(row)),
            Entry::Occupied(first) => {
                let name = &first.get().raw.get_ref().name.get_ref().0;
                let message = format!("the letter {letter} is taken by '{}'", quote_text(name));
                problems.push(
                    Problem::new_error("bad-letter", span(row), message)
                        .with_help("give each party a letter of its own")
                        .with_related(span(first.get()), "taken here"),
                );
            }
        }
    }
}

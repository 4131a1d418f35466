//! Everything but the log: the heading, parties, places, people, sources, series, kinds and marks.
//!
//! `load` calls [`tables`] once all tables of all files are parsed; it yields the model's tables and
//! the [`World`] in which events look up their references.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::{BROKEN, Check, Rules, World};
use crate::diagnostic::{Problem, Span};
use crate::model::calendar;
use crate::model::figure::Series;
use crate::model::grade::Reliability;
use crate::model::id::{Id, PartyKey};
use crate::model::moment::{Moment, Precision};
use crate::model::scenario::{
    Capital, Heading, Kind, Mark, Party, Person, Place, Source, USUAL_KINDS,
};
use crate::scenario::names::Names;
use crate::scenario::parse::{Origin, Row, Tables};
use crate::scenario::raw::{Field, RawMark, RawParty, RawPerson, RawPlace, RawScenario, RawSource};
use crate::text::{Text, fit};

/// The version of the format that this program reads.
pub(crate) const FORMAT: i64 = 1;

/// The longest ribbon, in days: a hundred years.
const MOST_DAYS: i64 = 36_525;

/// The model's tables, without the log.
pub(in crate::scenario) struct Checked {
    pub(in crate::scenario) heading: Option<Heading>,
    pub(in crate::scenario) parties: Vec<Party>,
    pub(in crate::scenario) places: Vec<Place>,
    pub(in crate::scenario) persons: Vec<Person>,
    pub(in crate::scenario) sources: Vec<Source>,
    pub(in crate::scenario) series: Vec<Series>,
    pub(in crate::scenario) kinds: Vec<Kind>,
    pub(in crate::scenario) marks: Vec<Mark>,
}

/// Validates every table but the log's.
pub(in crate::scenario) fn tables(
    raw: &Tables<'_>,
    problems: &mut Vec<Problem>,
) -> (Checked, World) {
    format(raw, problems);
    let (heading, zone) = match heading_row(raw, problems) {
        Some(row) => Check {
            origin: row.origin,
            problems,
        }
        .heading(row.raw.get_ref()),
        None => (None, Tz::UTC),
    };
    let mut world = World {
        zone,
        parties: broken(raw, "party"),
        places: broken(raw, "place"),
        persons: broken(raw, "person"),
        sources: broken(raw, "source"),
        series: broken(raw, "series"),
        kinds: broken(raw, "kind"),
        rules: Vec::new(),
    };
    let parties = fold(
        &raw.parties,
        &mut world.parties,
        "party",
        problems,
        |raw| &raw.id,
        |check, row, id| check.party(row, id),
    );
    distinct_letters(&raw.parties, &parties, problems);
    let mut places = fold(
        &raw.places,
        &mut world.places,
        "place",
        problems,
        |raw| &raw.id,
        |check, row, id| check.place(row, id),
    );
    holders(&raw.places, &mut places, &world, problems);
    let persons = fold(
        &raw.persons,
        &mut world.persons,
        "person",
        problems,
        |raw| &raw.id,
        |check, row, id| check.person(row, id, &world.parties),
    );
    let sources = fold(
        &raw.sources,
        &mut world.sources,
        "source",
        problems,
        |raw| &raw.id,
        |check, row, id| check.source(row, id, zone),
    );
    let series = fold(
        &raw.series,
        &mut world.series,
        "series",
        problems,
        |raw| &raw.id,
        |check, row, id| check.series(row, id, &world.parties, zone),
    );
    world.rules = raw
        .series
        .iter()
        .map(|row| Rules::of(row.raw.get_ref(), raw.places.len()))
        .collect();
    let kinds = kinds(raw, &mut world.kinds, problems);
    let mut marks_seen = Names::default();
    let marks = fold(
        &raw.marks,
        &mut marks_seen,
        "mark",
        problems,
        |raw| &raw.id,
        |check, row, id| check.mark(row, id, zone),
    );
    (
        Checked {
            heading,
            parties,
            places,
            persons,
            sources,
            series,
            kinds,
            marks,
        },
        world,
    )
}

/// The ids of tables that could not be read, so that references to them are found.
fn broken(raw: &Tables<'_>, name: &str) -> Names {
    let mut names = Names::default();
    for (table, id) in &raw.broken {
        if let (true, Some(id)) = (*table == name, Id::parse(id)) {
            // A second broken table with the same id has been reported as broken already.
            let _ = names.declare(id, BROKEN, Span::default());
        }
    }
    names
}

/// Validates the rows of one table; a row that fails leaves its id declared.
fn fold<R, T>(
    rows: &[Row<R>],
    names: &mut Names,
    what: &str,
    problems: &mut Vec<Problem>,
    id_of: impl for<'r> Fn(&'r R) -> &'r Field<'r>,
    mut build: impl FnMut(&mut Check<'_>, &Row<R>, Id) -> Option<T>,
) -> Vec<T> {
    let mut built = Vec::with_capacity(rows.len());
    for (number, row) in rows.iter().enumerate() {
        let mut check = Check {
            origin: row.origin,
            problems,
        };
        if let Some(id) = check.declare(names, id_of(row.raw.get_ref()), number, what) {
            built.extend(build(&mut check, row, id));
        }
    }
    built
}

fn format(raw: &Tables<'_>, problems: &mut Vec<Problem>) {
    once(&raw.format, "format", problems);
    match raw.format.first() {
        Some(row) if *row.raw.get_ref() != FORMAT => {
            let message = format!(
                "format {} is not one that this program reads",
                row.raw.get_ref()
            );
            problems.push(
                Problem::error("format", row.span(), message)
                    .help(format!("write format = {FORMAT}, or use a newer dateline")),
            );
        }
        Some(_) => {}
        None if raw.broken.iter().any(|(table, _)| *table == "format") => {}
        None => problems.push(
            Problem::error(
                "missing-key",
                Span::default(),
                "'format' is missing at the top of the file",
            )
            .help(format!("begin the file with format = {FORMAT}")),
        ),
    }
}

/// Reports what may stand only once and does not.
fn once<T>(rows: &[Row<T>], name: &str, problems: &mut Vec<Problem>) {
    if let [first, rest @ ..] = rows {
        for row in rest {
            let message = format!("'{name}' stands twice");
            problems.push(
                Problem::error("duplicate-id", row.span(), message)
                    .help("keep one of them")
                    .related(first.span(), "first here"),
            );
        }
    }
}

fn heading_row<'t, 'i>(
    raw: &'t Tables<'i>,
    problems: &mut Vec<Problem>,
) -> Option<&'t Row<RawScenario<'i>>> {
    once(&raw.scenario, "scenario", problems);
    let first = raw.scenario.first();
    if first.is_none() && !raw.broken.iter().any(|(table, _)| *table == "scenario") {
        problems.push(
            Problem::error(
                "missing-key",
                Span::default(),
                "the file has no [scenario] table",
            )
            .help("add [scenario] with id, title, zone and days"),
        );
    }
    first
}

impl Check<'_> {
    /// The heading, and the zone of the scenario's moments even where the rest of it is wrong.
    fn heading(&mut self, raw: &RawScenario<'_>) -> (Option<Heading>, Tz) {
        let zone = raw.zone.get_ref().parse::<Tz>().ok();
        if zone.is_none() {
            let message = format!("'{}' is not a time zone", raw.zone.get_ref().0);
            let problem = Problem::error("bad-zone", self.span(&raw.zone), message);
            self.report(problem.help("write an IANA name such as Asia/Kabul or UTC"));
        }
        let used = zone.unwrap_or(Tz::UTC);
        let days = self.days(raw, used);
        let opens_at = self.maybe_moment(&raw.opens_at, used);
        if let (Some((first, last)), Some(opens), Some(field)) = (days, opens_at, &raw.opens_at) {
            if !(first..=last).contains(&opens.day_in(used)) {
                let problem = Problem::error(
                    "bad-moment",
                    self.span(field),
                    "'opens_at' lies outside 'days'",
                );
                self.report(problem.help(format!("choose a day from {first} to {last}")));
            }
        }
        let labels = raw.labels.as_ref();
        let control = raw.control.as_ref();
        let place_label = labels.and_then(|labels| self.maybe_line(&labels.place, "place"));
        let tally_label = labels.and_then(|labels| self.maybe_line(&labels.tally, "tally"));
        let scope = control.and_then(|control| self.maybe_line(&control.scope, "scope"));
        let means = control.and_then(|control| self.maybe_line(&control.means, "means"));
        let id = self.id(&raw.id);
        let title = self.line(&raw.title, "title");
        let note = self.note(&raw.note);
        let heading = id.zip(zone).zip(days).map(|((id, zone), days)| Heading {
            id,
            title,
            zone,
            days,
            opens_at,
            place_label: place_label.unwrap_or_else(|| Text::line("place")),
            tally_label: tally_label.unwrap_or_else(|| Text::line("Places")),
            control_scope: scope.unwrap_or_else(|| Text::line("place")),
            control_means: means,
            note,
        });
        (heading, used)
    }

    fn days(&mut self, raw: &RawScenario<'_>, zone: Tz) -> Option<(NaiveDate, NaiveDate)> {
        let span = self.span(&raw.days);
        let [first, last] = raw.days.get_ref().as_slice() else {
            let problem = Problem::error("bad-moment", span, "'days' must be two dates");
            self.report(problem.help("write days = [2021-04-14, 2021-09-07]"));
            return None;
        };
        let mut day = |field| -> Option<NaiveDate> {
            let moment: Moment = self.moment(field, zone)?;
            if moment.precision() != Precision::Day {
                let problem =
                    Problem::error("bad-moment", self.span(field), "'days' takes whole days");
                self.report(problem.help("write a date alone"));
                return None;
            }
            Some(moment.day_in(zone))
        };
        let (first, last) = day(first).zip(day(last))?;
        if !(0..MOST_DAYS).contains(&calendar::days_between(first, last)) {
            let problem = Problem::error(
                "bad-moment",
                span,
                "'days' must go forward, for a hundred years at most",
            );
            self.report(problem.help("put the first day before the last one"));
            return None;
        }
        Some((first, last))
    }

    fn party(&mut self, row: &Row<RawParty<'_>>, id: Id) -> Option<Party> {
        let raw = row.raw.get_ref();
        let name = self.line(&raw.name, "name");
        let colour = self.maybe_line(&raw.colour, "colour");
        let mut letters = raw.letter.get_ref().chars();
        let letter = letters
            .next()
            .filter(|letter| letter.is_alphanumeric() && fit::width(&letter.to_string()) == 1);
        let (Some(letter), None) = (letter, letters.next()) else {
            let message = format!("'{}' is not one letter", raw.letter.get_ref().0);
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

    fn place(&mut self, row: &Row<RawPlace<'_>>, id: Id) -> Option<Place> {
        let raw = row.raw.get_ref();
        let code = self.maybe_line(&raw.code, "code");
        if let (Some(text), Some(field)) = (&code, &raw.code) {
            if fit::width(text) > 3 {
                let problem = Problem::error(
                    "bad-code",
                    self.span(field),
                    format!("the code '{text}' is too long"),
                );
                self.report(problem.help("a code has at most three letters, for the map"));
            }
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
        let population = raw.population.as_ref().and_then(|field| {
            let count = u64::try_from(*field.get_ref())
                .ok()
                .filter(|count| *count <= 10_000_000_000);
            if count.is_none() {
                let problem = Problem::error(
                    "bad-number",
                    self.span(field),
                    format!("'population' cannot be {}", field.get_ref()),
                );
                self.report(problem.help("write how many people live there"));
            }
            count
        });
        Some(Place {
            id,
            name: self.line(&raw.name, "name"),
            code,
            capital,
            aliases: self.lines(&raw.aliases, "aliases"),
            region: self.maybe_line(&raw.region, "region"),
            tile: raw.tile.as_ref().and_then(|field| self.tile(field)),
            major: raw.major.unwrap_or(false),
            population,
            note: self.note(&raw.note),
            holder: None,
        })
    }

    fn tile(&mut self, field: &toml::Spanned<Vec<i64>>) -> Option<(u8, u8)> {
        let cell = |value: &i64| u8::try_from(*value).ok().filter(|value| *value < 64);
        if let [column, row] = field.get_ref().as_slice() {
            if let Some(tile) = cell(column).zip(cell(row)) {
                return Some(tile);
            }
        }
        let problem = Problem::error(
            "bad-tile",
            self.span(field),
            "'tile' must be a column and a row",
        );
        self.report(problem.help("write tile = [2, 5], each from 0 to 63"));
        None
    }

    fn person(&mut self, row: &Row<RawPerson<'_>>, id: Id, parties: &Names) -> Option<Person> {
        let raw = row.raw.get_ref();
        Some(Person {
            id,
            name: self.line(&raw.name, "name"),
            aliases: self.lines(&raw.aliases, "aliases"),
            role: self.maybe_line(&raw.role, "role"),
            party: raw
                .party
                .as_ref()
                .and_then(|party| self.row(party, parties, "party"))
                .and_then(PartyKey::new),
        })
    }

    fn source(&mut self, row: &Row<RawSource<'_>>, id: Id, zone: Tz) -> Option<Source> {
        let raw = row.raw.get_ref();
        let letters = [
            ("A", Reliability::A),
            ("B", Reliability::B),
            ("C", Reliability::C),
            ("D", Reliability::D),
            ("E", Reliability::E),
            ("F", Reliability::F),
        ];
        Some(Source {
            id,
            publisher: self.line(&raw.publisher, "publisher"),
            short: self.maybe_line(&raw.short, "short"),
            title: self.maybe_line(&raw.title, "title"),
            published: self.maybe_moment(&raw.published, zone),
            url: self.maybe_line(&raw.url, "url"),
            reliability: self
                .maybe_word(&raw.reliability, &letters, "reliability")
                .unwrap_or_default(),
        })
    }

    fn mark(&mut self, row: &Row<RawMark<'_>>, id: Id, zone: Tz) -> Option<Mark> {
        let raw = row.raw.get_ref();
        let label = self.line(&raw.label, "label");
        let note = self.note(&raw.note);
        Some(Mark {
            id,
            at: self.moment(&raw.at, zone)?,
            label,
            note,
        })
    }
}

/// Reports parties that share a letter, which would be one and the same on screen.
fn distinct_letters(rows: &[Row<RawParty<'_>>], parties: &[Party], problems: &mut Vec<Problem>) {
    for (number, party) in parties.iter().enumerate() {
        let same = |other: &&Party| other.letter.to_lowercase().eq(party.letter.to_lowercase());
        if let Some(first) = parties.iter().take(number).find(same) {
            let find = |id: &Id| {
                rows.iter()
                    .find(|row| **row.raw.get_ref().id.get_ref() == *id.as_str())
            };
            if let (Some(row), Some(before)) = (find(&party.id), find(&first.id)) {
                let span = row.origin.span(row.raw.get_ref().letter.span());
                let related = before.origin.span(before.raw.get_ref().letter.span());
                let message = format!("the letter {} is taken by {}", party.letter, first.name);
                problems.push(
                    Problem::error("bad-letter", span, message)
                        .help("give each party a letter of its own")
                        .related(related, "taken here"),
                );
            }
        }
    }
}

/// Who held each place before the log; parties are known only after all of them are read.
fn holders(
    rows: &[Row<RawPlace<'_>>],
    places: &mut [Place],
    world: &World,
    problems: &mut Vec<Problem>,
) {
    for (row, place) in rows.iter().zip(places) {
        let mut check = Check {
            origin: row.origin,
            problems,
        };
        let holder = row.raw.get_ref().holder.as_ref();
        place.holder = holder
            .and_then(|holder| check.row(holder, &world.parties, "party"))
            .and_then(PartyKey::new);
    }
}

/// The usual kinds, each with the scenario's own label where it gives one, then the scenario's own.
fn kinds(raw: &Tables<'_>, names: &mut Names, problems: &mut Vec<Problem>) -> Vec<Kind> {
    let mut declared = Names::default();
    let own = fold(
        &raw.kinds,
        &mut declared,
        "kind",
        problems,
        |raw| &raw.id,
        |check, row, id| {
            let label = check.maybe_line(&row.raw.get_ref().label, "label");
            Some(Kind {
                label: label.unwrap_or_else(|| Text::line(&id.as_str().replace('-', " "))),
                id,
            })
        },
    );
    let usual = USUAL_KINDS
        .iter()
        .filter(|word| declared.row(word).is_none());
    let usual = usual.filter_map(|word| {
        Some(Kind {
            id: Id::parse(word)?,
            label: Text::line(word),
        })
    });
    let kinds: Vec<Kind> = usual.chain(own).collect();
    for (row, kind) in kinds.iter().enumerate() {
        // A kind that could not be read keeps its mark as broken.
        let _ = names.declare(kind.id.clone(), row, Span::default());
    }
    kinds
}

/// Where a file as a whole is meant.
pub(in crate::scenario) fn whole(file: u32) -> Span {
    Origin { file, base: 0 }.span(0..0)
}

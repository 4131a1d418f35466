//! Validates everything but the log: the heading, parties, places, people, sources, series, kinds and marks.
//!
//! `load` calls it once all tables of all files are parsed; the result is the model's tables, and the names in which
//! events look up their references.

use crate::model::zone::TimeZone;

use super::events::Target;
use super::rows::distinct_letters;
use super::{Check, Rules, World, used_twice};
use crate::diagnostic::{Problem, Span};
use crate::model::figure::Series;
use crate::model::id::{Id, PartyKey};
use crate::model::scenario::{Heading, Kind, Mark, Party, Person, Place, Source, USUAL_KINDS};
use crate::scenario::names::{Found, Names};
use crate::scenario::namesakes::tell_apart;
use crate::scenario::parse::{Row, Tables};
use crate::scenario::raw::value::Name;
use crate::scenario::raw::{Allow, Field, RawPlace, RawScenario};
use crate::text::Text;

/// The version of the format that this program reads.
pub(in crate::scenario) const FORMAT: i64 = 1;

/// The model's tables, without the log.
pub(in crate::scenario) struct Checked {
    pub(in crate::scenario) heading: Option<Heading>,
    pub(in crate::scenario) parties: Vec<Party>,
    pub(in crate::scenario) places: Vec<Place>,
    pub(in crate::scenario) persons: Vec<Person>,
    pub(in crate::scenario) sources: Vec<Source>,
    pub(in crate::scenario) series: Vec<Series>,
    pub(in crate::scenario) kinds: Vec<Kind>,
    pub(in crate::scenario) marks: Vec<(Mark, Option<Target>)>,
}

/// Validates every table but the log's.
pub(in crate::scenario) fn tables(
    raw: &Tables<'_>,
    problems: &mut Vec<Problem>,
) -> (Checked, World) {
    format(raw, problems);
    let (heading, zone) = heading(raw, problems);
    let mut world = World {
        zone: zone.unwrap_or(TimeZone::UTC),
        is_zone_known: zone.is_some(),
        parties: lost(raw, "party"),
        places: lost(raw, "place"),
        persons: lost(raw, "person"),
        sources: lost(raw, "source"),
        published: Vec::new(),
        series: lost(raw, "series"),
        kinds: lost(raw, "kind"),
        rules: Vec::new(),
    };
    let zone = world.zone;
    let names = &mut world.parties;
    let parties = fold(&raw.parties, names, "party", problems, |check, row, id| {
        check.party(row, id)
    });
    distinct_letters(&raw.parties, problems);
    let names = &mut world.places;
    let mut places = fold(&raw.places, names, "place", problems, |check, row, id| {
        Some(check.place(row, id))
    });
    holders(&raw.places, &mut places, &world.parties, problems);
    tell_apart(&mut places, &mut world.places);
    let by_party = &world.parties;
    let names = &mut world.persons;
    let persons = fold(&raw.persons, names, "person", problems, |check, row, id| {
        Some(check.person(row, id, by_party))
    });
    let names = &mut world.sources;
    let sources = fold(&raw.sources, names, "source", problems, |check, row, id| {
        Some(check.source(row, id, zone))
    });
    let published = |source: &Source| source.published.map(|at| at.start());
    world.published = sources.iter().map(published).collect();
    let names = &mut world.series;
    let series = fold(&raw.series, names, "series", problems, |check, row, id| {
        check.series(row, id, by_party, zone)
    });
    world.rules = rules(raw, &world.series, problems);
    let kinds = kinds(raw, &mut world.kinds, problems);
    let names = &mut lost(raw, "mark");
    let marks = fold(&raw.marks, names, "mark", problems, |check, row, id| {
        check.mark(row, id, zone)
    });
    let checked = Checked {
        heading,
        parties,
        places,
        persons,
        sources,
        series,
        kinds,
        marks,
    };
    (checked, world)
}

/// Returns the rules for the readings of each series, once all series are declared.
fn rules(raw: &Tables<'_>, series: &Names, problems: &mut Vec<Problem>) -> Vec<Rules> {
    let rows = raw.series.iter();
    rows.map(|row| {
        let mut check = Check {
            origin: row.origin,
            problems,
        };
        check.rules(row.raw.get_ref(), series, raw.places.len())
    })
    .collect()
}

/// Returns a name table that holds the ids of unread tables.
fn lost(raw: &Tables<'_>, name: &str) -> Names {
    let mut names = Names::default();
    for (id, places) in raw.lost.ids(name) {
        names.lose(id, places);
    }
    if raw.lost.may_be_unnamed(name) {
        names.open();
    }
    names
}

/// Validates the rows of one table; a row that fails leaves its id declared.
fn fold<R: Named, T>(
    rows: &[Row<R>],
    names: &mut Names,
    what: &str,
    problems: &mut Vec<Problem>,
    mut build: impl FnMut(&mut Check<'_>, &Row<R>, Id) -> Option<T>,
) -> Vec<T> {
    let mut done = Vec::with_capacity(rows.len());
    for (number, row) in rows.iter().enumerate() {
        let mut check = Check {
            origin: row.origin,
            problems,
        };
        check.reasons(row.raw.get_ref().allow());
        if let Some(id) = check.declare(names, row.raw.get_ref().id(), number, what) {
            done.extend(build(&mut check, row, id));
        }
    }
    for (id, places) in names.lost() {
        let declared = names.place(id).into_iter();
        let places = declared.chain(places.iter().copied());
        twice(what, id, places.collect(), problems);
    }
    done
}

/// Reports every use of an id after the first, for ids of tables that could not be read.
pub(super) fn twice(what: &str, id: &str, mut places: Vec<Span>, problems: &mut Vec<Problem>) {
    places.sort_unstable();
    if let [first, rest @ ..] = places.as_slice() {
        problems.extend(
            rest.iter()
                .map(|again| used_twice(what, id, *again, *first)),
        );
    }
}

/// A raw table that has an id and may allow lints.
trait Named {
    fn id(&self) -> &Field<'_, Name>;

    fn allow(&self) -> &Allow<'_>;
}

macro_rules! named {
    ($($raw:ident)*) => {$(
        impl Named for crate::scenario::raw::$raw<'_> {
            fn id(&self) -> &Field<'_, Name> {
                &self.id
            }

            fn allow(&self) -> &Allow<'_> {
                &self.allow
            }
        }
    )*};
}

named! { RawParty RawPlace RawPerson RawSource RawSeries RawKind RawMark }

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
        None if raw.lost.any("format") => {}
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

/// Reports repetitions of a key or table that may stand only once.
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

/// Reads the heading and its zone, each if it is right.
fn heading(raw: &Tables<'_>, problems: &mut Vec<Problem>) -> (Option<Heading>, Option<TimeZone>) {
    once(&raw.scenario, "scenario", problems);
    let row: Option<&Row<RawScenario<'_>>> = raw.scenario.first();
    if let Some(row) = row {
        let mut check = Check {
            origin: row.origin,
            problems,
        };
        return check.heading(row.raw.get_ref());
    }
    if !raw.lost.any("scenario") {
        let message = "the file has no [scenario] table";
        problems.push(
            Problem::error("missing-key", Span::default(), message)
                .help("add [scenario] with id, title, zone and days"),
        );
    }
    (None, None)
}

/// Sets the holder of each place before the log, once all parties are read.
fn holders(
    rows: &[Row<RawPlace<'_>>],
    places: &mut [Place],
    parties: &Names,
    problems: &mut Vec<Problem>,
) {
    // Where a place was refused the rows and the places do not match, and then there is no scenario.
    let mut places = places.iter_mut();
    for row in rows {
        let mut check = Check {
            origin: row.origin,
            problems,
        };
        let holder = row.raw.get_ref().holder.as_ref();
        let holder = holder
            .and_then(|holder| check.row(holder, parties, "party"))
            .and_then(PartyKey::new);
        if let Some(place) = places.next() {
            place.holder = holder;
        }
    }
}

/// Returns the kinds: the usual ones, then those that the scenario declares.
fn kinds(raw: &Tables<'_>, names: &mut Names, problems: &mut Vec<Problem>) -> Vec<Kind> {
    let mut declared = lost(raw, "kind");
    let own = fold(
        &raw.kinds,
        &mut declared,
        "kind",
        problems,
        |check, row, id| {
            let label = check.maybe_line(&row.raw.get_ref().label, "label");
            let label = label.unwrap_or_else(|| Text::line(&id.as_str().replace('-', " ")));
            let urgency = check.urgency(row.raw.get_ref().urgency.as_ref());
            Some(Kind { id, label, urgency })
        },
    );
    let usual = USUAL_KINDS
        .iter()
        .filter(|word| !matches!(declared.find(word), Found::Row(_)));
    let usual = usual.filter_map(|word| {
        Some(Kind {
            id: Id::parse(word)?,
            label: Text::line(word),
            urgency: None,
        })
    });
    let kinds: Vec<Kind> = usual.chain(own).collect();
    for (row, kind) in kinds.iter().enumerate() {
        // Every kind is in the list once, so that this cannot fail.
        let _ = names.declare(kind.id.clone(), row, Span::default());
    }
    for (id, _) in declared.lost() {
        names.lose(id, &[]);
    }
    kinds
}

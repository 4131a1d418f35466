//! Validates everything but the log: the heading, parties, places, people, sources, series, kinds and marks.
//!
//! `load` calls it once all tables of all files are parsed; the result is the model's tables, and the names in which
//! events look up their references.

use crate::model::zone::TimeZone;

use super::events::DraftTarget;
use super::rows::distinct_letters;
use super::{FieldChecker, Rules, World, used_twice};
use crate::diagnostic::{Problem, Span};
use crate::model::figure::Series;
use crate::model::id::{Id, PartyKey};
use crate::model::scenario::{
    Bookmark, EventKind, Heading, Party, Person, Place, Source, USUAL_KINDS,
};
use crate::scenario::names::{IdLookup, IdTable};
use crate::scenario::namesakes::tell_apart;
use crate::scenario::parse::{ParsedRow, ParsedTables};
use crate::scenario::raw::value::Name;
use crate::scenario::raw::{FieldText, RawAllow, RawPlace, RawScenario};
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
    pub(in crate::scenario) kinds: Vec<EventKind>,
    pub(in crate::scenario) marks: Vec<(Bookmark, Option<DraftTarget>)>,
}

/// Validates every table but the log's.
pub(in crate::scenario) fn validate_tables(
    raw: &ParsedTables<'_>,
    problems: &mut Vec<Problem>,
) -> (Checked, World) {
    check_format(raw, problems);
    let (heading, zone) = read_heading(raw, problems);
    let mut world = World {
        zone: zone.unwrap_or(TimeZone::UTC),
        is_zone_known: zone.is_some(),
        parties: list_unread(raw, "party"),
        places: list_unread(raw, "place"),
        persons: list_unread(raw, "person"),
        sources: list_unread(raw, "source"),
        published: Vec::new(),
        series: list_unread(raw, "series"),
        kinds: list_unread(raw, "kind"),
        rules: Vec::new(),
    };
    let zone = world.zone;
    let names = &mut world.parties;
    let parties = validate_rows(&raw.parties, names, "party", problems, |check, row, id| {
        check.read_party(row, id)
    });
    distinct_letters(&raw.parties, problems);
    let names = &mut world.places;
    let mut places = validate_rows(&raw.places, names, "place", problems, |check, row, id| {
        Some(check.read_place(row, id))
    });
    set_holders(&raw.places, &mut places, &world.parties, problems);
    tell_apart(&mut places, &mut world.places);
    let by_party = &world.parties;
    let names = &mut world.persons;
    let persons = validate_rows(&raw.persons, names, "person", problems, |check, row, id| {
        Some(check.read_person(row, id, by_party))
    });
    let names = &mut world.sources;
    let sources = validate_rows(&raw.sources, names, "source", problems, |check, row, id| {
        Some(check.read_source(row, id, zone))
    });
    let published = |source: &Source| source.published.map(|at| at.start());
    world.published = sources.iter().map(published).collect();
    let names = &mut world.series;
    let series = validate_rows(&raw.series, names, "series", problems, |check, row, id| {
        check.read_series(row, id, by_party, zone)
    });
    world.rules = list_rules(raw, &world.series, problems);
    let kinds = read_kinds(raw, &mut world.kinds, problems);
    let names = &mut list_unread(raw, "mark");
    let marks = validate_rows(&raw.marks, names, "mark", problems, |check, row, id| {
        check.read_bookmark(row, id, zone)
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
fn list_rules(raw: &ParsedTables<'_>, series: &IdTable, problems: &mut Vec<Problem>) -> Vec<Rules> {
    let rows = raw.series.iter();
    rows.map(|row| {
        let mut check = FieldChecker {
            origin: row.origin,
            problems,
        };
        check.read_rules(row.raw.get_ref(), series, raw.places.len())
    })
    .collect()
}

/// Returns a name table that holds the ids of unread tables.
fn list_unread(raw: &ParsedTables<'_>, name: &str) -> IdTable {
    let mut names = IdTable::default();
    for (id, places) in raw.lost.list_ids(name) {
        names.record_unread(id, places);
    }
    if raw.lost.may_be_unnamed(name) {
        names.record_unknown_id();
    }
    names
}

/// Validates the rows of one table; a row that fails leaves its id declared.
fn validate_rows<R: IdentifiedTable, T>(
    rows: &[ParsedRow<R>],
    names: &mut IdTable,
    what: &str,
    problems: &mut Vec<Problem>,
    mut build: impl FnMut(&mut FieldChecker<'_>, &ParsedRow<R>, Id) -> Option<T>,
) -> Vec<T> {
    let mut done = Vec::with_capacity(rows.len());
    for (number, row) in rows.iter().enumerate() {
        let mut check = FieldChecker {
            origin: row.origin,
            problems,
        };
        check.check_reasons(row.raw.get_ref().allow());
        if let Some(id) = check.declare_id(names, row.raw.get_ref().id(), number, what) {
            done.extend(build(&mut check, row, id));
        }
    }
    for (id, places) in names.list_unread() {
        let declared = names.find_place(id).into_iter();
        let places = declared.chain(places.iter().copied());
        report_duplicates(what, id, places.collect(), problems);
    }
    done
}

/// Reports every use of an id after the first, for ids of tables that could not be read.
pub(super) fn report_duplicates(
    what: &str,
    id: &str,
    mut places: Vec<Span>,
    problems: &mut Vec<Problem>,
) {
    places.sort_unstable();
    if let [first, rest @ ..] = places.as_slice() {
        problems.extend(
            rest.iter()
                .map(|again| used_twice(what, id, *again, *first)),
        );
    }
}

/// A raw table that has an id and may allow lints.
trait IdentifiedTable {
    fn id(&self) -> &FieldText<'_, Name>;

    fn allow(&self) -> &RawAllow<'_>;
}

macro_rules! named {
    ($($raw:ident)*) => {$(
        impl IdentifiedTable for crate::scenario::raw::$raw<'_> {
            fn id(&self) -> &FieldText<'_, Name> {
                &self.id
            }

            fn allow(&self) -> &RawAllow<'_> {
                &self.allow
            }
        }
    )*};
}

named! { RawParty RawPlace RawPerson RawSource RawSeries RawKind RawMark }

fn check_format(raw: &ParsedTables<'_>, problems: &mut Vec<Problem>) {
    check_single(&raw.format, "format", problems);
    match raw.format.first() {
        Some(row) if *row.raw.get_ref() != FORMAT => {
            let message = format!(
                "format {} is not one that this program reads",
                row.raw.get_ref()
            );
            problems.push(
                Problem::new_error("format", row.table_span(), message)
                    .with_help(format!("write format = {FORMAT}, or use a newer dateline")),
            );
        }
        Some(_) => {}
        None if raw.lost.has_any("format") => {}
        None => problems.push(
            Problem::new_error(
                "missing-key",
                Span::default(),
                "'format' is missing at the top of the file",
            )
            .with_help(format!("begin the file with format = {FORMAT}")),
        ),
    }
}

/// Reports repetitions of a key or table that may stand only once.
fn check_single<T>(rows: &[ParsedRow<T>], name: &str, problems: &mut Vec<Problem>) {
    if let [first, rest @ ..] = rows {
        for row in rest {
            let message = format!("'{name}' stands twice");
            problems.push(
                Problem::new_error("duplicate-id", row.table_span(), message)
                    .with_help("keep one of them")
                    .with_related(first.table_span(), "first here"),
            );
        }
    }
}

/// Reads the heading and its zone, each if it is right.
fn read_heading(
    raw: &ParsedTables<'_>,
    problems: &mut Vec<Problem>,
) -> (Option<Heading>, Option<TimeZone>) {
    check_single(&raw.scenario, "scenario", problems);
    let row: Option<&ParsedRow<RawScenario<'_>>> = raw.scenario.first();
    if let Some(row) = row {
        let mut check = FieldChecker {
            origin: row.origin,
            problems,
        };
        return check.read_heading(row.raw.get_ref());
    }
    if !raw.lost.has_any("scenario") {
        let message = "the file has no [scenario] table";
        problems.push(
            Problem::new_error("missing-key", Span::default(), message)
                .with_help("add [scenario] with id, title, zone and days"),
        );
    }
    (None, None)
}

/// Sets the holder of each place before the log, once all parties are read.
fn set_holders(
    rows: &[ParsedRow<RawPlace<'_>>],
    places: &mut [Place],
    parties: &IdTable,
    problems: &mut Vec<Problem>,
) {
    // Where a place was refused the rows and the places do not match, and then there is no scenario.
    let mut places = places.iter_mut();
    for row in rows {
        let mut check = FieldChecker {
            origin: row.origin,
            problems,
        };
        let holder = row.raw.get_ref().holder.as_ref();
        let holder = holder
            .and_then(|holder| check.find_row(holder, parties, "party"))
            .and_then(PartyKey::new);
        if let Some(place) = places.next() {
            place.holder = holder;
        }
    }
}

/// Returns the kinds: the usual ones, then those that the scenario declares.
fn read_kinds(
    raw: &ParsedTables<'_>,
    names: &mut IdTable,
    problems: &mut Vec<Problem>,
) -> Vec<EventKind> {
    let mut declared = list_unread(raw, "kind");
    let own = validate_rows(
        &raw.kinds,
        &mut declared,
        "kind",
        problems,
        |check, row, id| {
            let label = check.maybe_line(&row.raw.get_ref().label, "label");
            let label = label.unwrap_or_else(|| Text::from_line(&id.as_str().replace('-', " ")));
            let urgency = check.read_urgency(row.raw.get_ref().urgency.as_ref());
            Some(EventKind { id, label, urgency })
        },
    );
    let usual = USUAL_KINDS
        .iter()
        .filter(|word| !matches!(declared.find_id(word), IdLookup::Row(_)));
    let usual = usual.filter_map(|word| {
        Some(EventKind {
            id: Id::parse(word)?,
            label: Text::from_line(word),
            urgency: None,
        })
    });
    let kinds: Vec<EventKind> = usual.chain(own).collect();
    for (row, kind) in kinds.iter().enumerate() {
        // Every kind is in the list once, so that this cannot fail.
        let _ = names.declare_id(kind.id.clone(), row, Span::default());
    }
    for (id, _) in declared.list_unread() {
        names.record_unread(id, &[]);
    }
    kinds
}

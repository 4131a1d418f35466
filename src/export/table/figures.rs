//! The table of figures: one row a reading or end of a series, in the order of the log, with the words of its source.
//!
//! All of them up to the cursor are in it, the readings in force marked; nothing is summed.

use std::collections::HashSet;

use super::parts::{Cell, Column, Log};
use super::provenance::{self, Judged, maybe, owned, text};
use crate::facts::{Style, number, word};
use crate::model::claim::Provenance;
use crate::model::figure::{Amount, Figure, ForceStatus, Group, Measure, Qualifier, Series};
use crate::model::id::EventKey;
use crate::model::scenario::Scenario;
use crate::snapshot::figures::{FigureKey, Reading};
use crate::snapshot::in_force;
use crate::snapshot::reference::{EndRef, FigureRef};
use crate::text::Text;

/// A row of the table.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum FigureItem {
    Reading(FigureRef),
    End(EndRef),
}

impl FigureItem {
    fn reading<'s>(self, log: &Log<'s>) -> Option<&'s Figure> {
        match self {
            Self::Reading(figure) => Some(figure.get(log.scenario)),
            Self::End(_) => None,
        }
    }

    fn key(self, log: &Log<'_>) -> FigureKey {
        match self {
            Self::Reading(figure) => FigureKey::of(log.scenario, figure),
            Self::End(end) => FigureKey::of_end(end.get(log.scenario)),
        }
    }

    fn note<'s>(self, log: &Log<'s>) -> Option<&'s Text> {
        match self {
            Self::Reading(figure) => figure.get(log.scenario).note.as_ref(),
            Self::End(end) => end.get(log.scenario).note.as_ref(),
        }
    }

    fn event(self) -> EventKey {
        match self {
            Self::Reading(figure) => figure.event,
            Self::End(end) => end.event,
        }
    }
}

impl Judged for FigureItem {
    fn provenance(self, scenario: &Scenario) -> &Provenance {
        match self {
            Self::Reading(figure) => &figure.get(scenario).provenance,
            Self::End(end) => &end.get(scenario).provenance,
        }
    }
}

/// A row, and whether it is in force at the cursor.
type Key = (FigureItem, bool);

/// Returns the readings and ends up to the cursor.
pub(super) fn keys<'s>(log: &Log<'s>) -> impl Iterator<Item = Key> + use<'s> {
    let log = *log;
    let in_force: HashSet<FigureRef> = in_force::at(log.scenario, &log.cursor)
        .in_force
        .iter()
        .flat_map(Reading::figures)
        .collect();
    let items = log.carriers().flat_map(move |event| {
        let readings = FigureRef::of(log.scenario, event).map(|(figure, _)| figure);
        let readings = readings.filter(move |figure| log.keeps(|kept| kept.has_figure(*figure)));
        let ends = EndRef::of(log.scenario, event).map(|(end, _)| end);
        let ends = ends.filter(move |end| log.keeps(|kept| kept.has_end(*end)));
        readings
            .map(FigureItem::Reading)
            .chain(ends.map(FigureItem::End))
    });
    items
        .filter(move |item| log.has(item.provenance(log.scenario)))
        .map(move |item| {
            let is_in_force =
                matches!(item, FigureItem::Reading(figure) if in_force.contains(&figure));
            (item, is_in_force)
        })
}

fn series<'s>(log: &Log<'s>, (item, _): Key) -> &'s Series {
    log.scenario.one_series(item.key(log).series)
}

pub(super) fn columns() -> Vec<Column<Key>> {
    let mut columns: Vec<Column<Key>> = vec![
        Column::new("series", "id of its series", |log, key| {
            text(series(log, key).id.as_str())
        }),
        Column::new("label", "name of the series", |log, key| {
            text(&series(log, key).label)
        }),
        Column::new("group", "group of the series", |log, key| {
            text(word(&Group::WORDS, series(log, key).group))
        }),
        Column::new(
            "status",
            "how a place is held, what a claim says, where forces are",
            |log, (item, _)| {
                let status = item.key(log).status;
                maybe(status.map(|status| word(&ForceStatus::WORDS, status)))
            },
        ),
    ];
    columns.extend(amounts());
    columns.extend(limits());
    columns.push(Column::new(
        "in_force",
        "whether the reading is in force at the cursor, alone or beside others",
        |_, (_, is_in_force)| Cell::Flag(is_in_force),
    ));
    columns.push(Column::new(
        "event",
        "id of the event that says so",
        |log, (item, _)| text(log.scenario.event(item.event()).id.as_str()),
    ));
    columns.push(Column::new(
        "note",
        "the editor's remark, for readers",
        |log, (item, _)| maybe(item.note(log).map(|note| &**note)),
    ));
    columns.extend(provenance::columns());
    columns.extend(terms());
    columns
}

/// The number, and how its source words it.
fn amounts() -> Vec<Column<Key>> {
    vec![
        Column::new(
            "value",
            "the number; empty for a range",
            |log, (item, _)| match item.reading(log).map(|figure| figure.amount) {
                Some(Amount::Value(value)) => Cell::Number(value),
                Some(Amount::Range(..)) | None => Cell::None,
            },
        ),
        Column::new(
            "low",
            "the lower end of a range",
            |log, (item, _)| match item.reading(log).map(|figure| figure.amount) {
                Some(Amount::Range(low, _)) => Cell::Number(low),
                Some(Amount::Value(_)) | None => Cell::None,
            },
        ),
        Column::new(
            "high",
            "the upper end of a range",
            |log, (item, _)| match item.reading(log).map(|figure| figure.amount) {
                Some(Amount::Range(_, high)) => Cell::Number(high),
                Some(Amount::Value(_)) | None => Cell::None,
            },
        ),
        Column::new(
            "qualifier",
            "how its source words the number",
            |log, (item, _)| {
                let figure = item.reading(log);
                maybe(figure.map(|figure| word(&Qualifier::WORDS, figure.qualifier)))
            },
        ),
        Column::new("unit", "what is counted", |log, key| {
            text(&series(log, key).unit)
        }),
        Column::new(
            "words",
            "the number, its qualifier and unit as words",
            |log, key| {
                let series = series(log, key);
                key.0.reading(log).map_or(Cell::None, |figure| {
                    let amount = number::figure(figure, series, Style::WORDS);
                    owned(format!("{amount}{}", number::unit_behind(figure, series)))
                })
            },
        ),
    ]
}

/// What kind of count it is, and the limits of what it says.
fn limits() -> Vec<Column<Key>> {
    vec![
        Column::new(
            "measure",
            "stock, cumulative, period or increment",
            |log, key| text(word(&Measure::WORDS, series(log, key).measure)),
        ),
        Column::new("scope", "what exactly it is about", |log, key| {
            let own = key.0.reading(log).and_then(Figure::scope);
            maybe(
                own.or(series(log, key).scope.as_ref())
                    .map(|scope| &**scope),
            )
        }),
        Column::new(
            "since",
            "since when it is held or counted, as the scenario writes it",
            |log, key| {
                let since = series(log, key).since;
                since.map_or(Cell::None, |since| owned(since.to_string()))
            },
        ),
        Column::new(
            "period",
            "length of the periods of a period series",
            |log, key| maybe(series(log, key).period.as_deref()),
        ),
    ]
}

/// The words that only some rows have.
fn terms() -> Vec<Column<Key>> {
    vec![
        Column::new(
            "ends",
            "whether its series and status ended then, so that no reading is in force",
            |_, (item, _)| Cell::Flag(matches!(item, FigureItem::End(_))),
        ),
        Column::new(
            "until",
            "until when the reading is in force, as the scenario writes it",
            |log, (item, _)| {
                let until = item.reading(log).and_then(Figure::until);
                until.map_or(Cell::None, |until| owned(until.to_string()))
            },
        ),
        Column::new(
            "adds_to",
            "id of the series to whose last reading it adds",
            |log, (item, _)| {
                let base = item.reading(log).and_then(Figure::adds_to);
                maybe(base.map(|base| log.scenario.one_series(base).id.as_str()))
            },
        ),
        Column::new(
            "printed",
            "the source's own words for the number",
            |log, (item, _)| {
                let printed = item.reading(log).and_then(Figure::printed);
                maybe(printed.map(|printed| &**printed))
            },
        ),
    ]
}

//! The table of figures: one row a reading or end of a series, in the order of the log, with the words of its source.
//!
//! All of them up to the cursor are in it, the readings in force marked; nothing is summed.

use std::collections::HashSet;

use super::parts::{Cell, Column, LogExtent};
use super::provenance::{self, Judged, optional_cell, owned_cell, text_cell};
use crate::facts::{WordingStyle, find_word, number};
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
    fn find_reading<'s>(self, log: &LogExtent<'s>) -> Option<&'s Figure> {
        match self {
            Self::Reading(figure) => Some(figure.get(log.scenario)),
            Self::End(_) => None,
        }
    }

    fn figure_key(self, log: &LogExtent<'_>) -> FigureKey {
        match self {
            Self::Reading(figure) => FigureKey::from_figure(log.scenario, figure),
            Self::End(end) => FigureKey::of_end(end.get(log.scenario)),
        }
    }

    fn find_note<'s>(self, log: &LogExtent<'s>) -> Option<&'s Text> {
        match self {
            Self::Reading(figure) => figure.get(log.scenario).note.as_ref(),
            Self::End(end) => end.get(log.scenario).note.as_ref(),
        }
    }

    fn event_key(self) -> EventKey {
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
type FigureSortKey = (FigureItem, bool);

/// Returns the readings and ends up to the cursor.
pub(super) fn list_rows<'s>(log: &LogExtent<'s>) -> impl Iterator<Item = FigureSortKey> + use<'s> {
    let log = *log;
    let in_force: HashSet<FigureRef> = in_force::at(log.scenario, &log.cursor)
        .in_force
        .iter()
        .flat_map(Reading::all_figures)
        .collect();
    let items = log.list_carriers().flat_map(move |event| {
        let readings = FigureRef::of(log.scenario, event).map(|(figure, _)| figure);
        let readings = readings
            .filter(move |figure| log.passes_filter(|retained| retained.has_figure(*figure)));
        let ends = EndRef::of(log.scenario, event).map(|(end, _)| end);
        let ends = ends.filter(move |end| log.passes_filter(|retained| retained.has_end(*end)));
        readings
            .map(FigureItem::Reading)
            .chain(ends.map(FigureItem::End))
    });
    items
        .filter(move |item| log.is_included(item.provenance(log.scenario)))
        .map(move |item| {
            let is_in_force =
                matches!(item, FigureItem::Reading(figure) if in_force.contains(&figure));
            (item, is_in_force)
        })
}

fn find_series<'s>(log: &LogExtent<'s>, (item, _): FigureSortKey) -> &'s Series {
    log.scenario.one_series(item.figure_key(log).series)
}

pub(super) fn figure_columns() -> Vec<Column<FigureSortKey>> {
    let mut columns: Vec<Column<FigureSortKey>> = vec![
        Column::new("series", "id of its series", |log, key| {
            text_cell(find_series(log, key).id.as_str())
        }),
        Column::new("label", "name of the series", |log, key| {
            text_cell(&find_series(log, key).label)
        }),
        Column::new("group", "group of the series", |log, key| {
            text_cell(find_word(&Group::WORDS, find_series(log, key).group))
        }),
        Column::new(
            "status",
            "how a place is held, what a claim says, where forces are",
            |log, (item, _)| {
                let status = item.figure_key(log).status;
                optional_cell(status.map(|status| find_word(&ForceStatus::WORDS, status)))
            },
        ),
    ];
    columns.extend(amount_columns());
    columns.extend(limit_columns());
    columns.push(Column::new(
        "in_force",
        "whether the reading is in force at the cursor, alone or beside others",
        |_, (_, is_in_force)| Cell::Flag(is_in_force),
    ));
    columns.push(Column::new(
        "event",
        "id of the event that says so",
        |log, (item, _)| text_cell(log.scenario.event(item.event_key()).id.as_str()),
    ));
    columns.push(Column::new(
        "note",
        "the editor's remark, for readers",
        |log, (item, _)| optional_cell(item.find_note(log).map(|note| &**note)),
    ));
    columns.extend(provenance::provenance_columns());
    columns.extend(term_columns());
    columns
}

/// The number, and how its source words it.
fn amount_columns() -> Vec<Column<FigureSortKey>> {
    vec![
        Column::new(
            "value",
            "the number; empty for a range",
            |log, (item, _)| match item.find_reading(log).map(|figure| figure.amount) {
                Some(Amount::Value(value)) => Cell::Number(value),
                Some(Amount::Range(..)) | None => Cell::None,
            },
        ),
        Column::new(
            "low",
            "the lower end of a range",
            |log, (item, _)| match item.find_reading(log).map(|figure| figure.amount) {
                Some(Amount::Range(low, _)) => Cell::Number(low),
                Some(Amount::Value(_)) | None => Cell::None,
            },
        ),
        Column::new(
            "high",
            "the upper end of a range",
            |log, (item, _)| match item.find_reading(log).map(|figure| figure.amount) {
                Some(Amount::Range(_, high)) => Cell::Number(high),
                Some(Amount::Value(_)) | None => Cell::None,
            },
        ),
        Column::new(
            "qualifier",
            "how its source words the number",
            |log, (item, _)| {
                let figure = item.find_reading(log);
                optional_cell(figure.map(|figure| find_word(&Qualifier::WORDS, figure.qualifier)))
            },
        ),
        Column::new("unit", "what is counted", |log, key| {
            text_cell(&find_series(log, key).unit)
        }),
        Column::new(
            "words",
            "the number, its qualifier and unit as words",
            |log, key| {
                let series = find_series(log, key);
                key.0.find_reading(log).map_or(Cell::None, |figure| {
                    let amount = number::word_figure(figure, series, WordingStyle::WORDS);
                    owned_cell(format!("{amount}{}", number::unit_behind(figure, series)))
                })
            },
        ),
    ]
}

/// What kind of count it is, and the limits of what it says.
fn limit_columns() -> Vec<Column<FigureSortKey>> {
    vec![
        Column::new(
            "measure",
            "stock, cumulative, period or increment",
            |log, key| text_cell(find_word(&Measure::WORDS, find_series(log, key).measure)),
        ),
        Column::new("scope", "what exactly it is about", |log, key| {
            let own = key.0.find_reading(log).and_then(Figure::scope);
            optional_cell(
                own.or(find_series(log, key).scope.as_ref())
                    .map(|scope| &**scope),
            )
        }),
        Column::new(
            "since",
            "since when it is held or counted, as the scenario writes it",
            |log, key| {
                let since = find_series(log, key).since;
                since.map_or(Cell::None, |since| owned_cell(since.to_string()))
            },
        ),
        Column::new(
            "period",
            "length of the periods of a period series",
            |log, key| optional_cell(find_series(log, key).period.as_deref()),
        ),
    ]
}

/// The words that only some rows have.
fn term_columns() -> Vec<Column<FigureSortKey>> {
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
                let until = item.find_reading(log).and_then(Figure::until);
                until.map_or(Cell::None, |until| owned_cell(until.to_string()))
            },
        ),
        Column::new(
            "adds_to",
            "id of the series to whose last reading it adds",
            |log, (item, _)| {
                let base = item.find_reading(log).and_then(Figure::adds_to);
                optional_cell(base.map(|base| log.scenario.one_series(base).id.as_str()))
            },
        ),
        Column::new(
            "printed",
            "the source's own words for the number",
            |log, (item, _)| {
                let printed = item.find_reading(log).and_then(Figure::printed);
                optional_cell(printed.map(|printed| &**printed))
            },
        ),
    ]
}

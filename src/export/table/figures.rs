//! The table of figures: one row a reading, in the order of the log, with the words of its source.
//!
//! All readings up to the cursor are in it, those in force marked; nothing is summed.

use std::collections::HashSet;

use super::parts::{Cell, Column, Log};
use super::provenance::{self, maybe, owned, text};
use crate::format::{Style, number, word};
use crate::model::figure::{Amount, ForceStatus, Group, Measure, Qualifier, Series};
use crate::snapshot::figures::Reading;
use crate::snapshot::in_force;
use crate::snapshot::reference::FigureRef;

/// A reading, and whether it is in force at the cursor.
type Key = (FigureRef, bool);

/// The readings up to the cursor.
pub(super) fn keys<'s>(log: &Log<'s>) -> impl Iterator<Item = Key> + use<'s> {
    let log = *log;
    let in_force: HashSet<FigureRef> = in_force::at(log.scenario, &log.cursor)
        .in_force
        .iter()
        .flat_map(Reading::figures)
        .collect();
    log.carriers()
        .flat_map(move |event| FigureRef::of(log.scenario, event))
        .filter(move |(_, figure)| log.has(&figure.provenance))
        .filter(move |(reference, _)| log.keeps(|kept| kept.has_figure(*reference)))
        .map(move |(reference, _)| (reference, in_force.contains(&reference)))
}

fn series<'s>(log: &Log<'s>, (figure, _): Key) -> &'s Series {
    log.scenario.one_series(figure.get(log.scenario).series)
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
            |log, (figure, _)| {
                let status = figure.get(log.scenario).status;
                maybe(status.map(|status| word(&ForceStatus::WORDS, status)))
            },
        ),
    ];
    columns.extend(amounts());
    columns.extend(limits());
    columns.push(Column::new(
        "in_force",
        "whether it is the last word at the cursor, or one of several",
        |_, (_, is_in_force)| Cell::Flag(is_in_force),
    ));
    columns.push(Column::new(
        "event",
        "id of the event that says so",
        |log, (figure, _)| text(log.scenario.event(figure.event).id.as_str()),
    ));
    columns.push(Column::new(
        "note",
        "the editor's remark, for readers",
        |log, (figure, _)| maybe(figure.get(log.scenario).note.as_deref()),
    ));
    columns.extend(provenance::columns());
    columns
}

/// The number, and how its source words it.
fn amounts() -> Vec<Column<Key>> {
    vec![
        Column::new(
            "value",
            "the number; empty for a range",
            |log, (figure, _)| match figure.get(log.scenario).amount {
                Amount::Value(value) => Cell::Number(value),
                Amount::Range(..) => Cell::None,
            },
        ),
        Column::new(
            "low",
            "the lower end of a range",
            |log, (figure, _)| match figure.get(log.scenario).amount {
                Amount::Value(_) => Cell::None,
                Amount::Range(low, _) => Cell::Number(low),
            },
        ),
        Column::new(
            "high",
            "the upper end of a range",
            |log, (figure, _)| match figure.get(log.scenario).amount {
                Amount::Value(_) => Cell::None,
                Amount::Range(_, high) => Cell::Number(high),
            },
        ),
        Column::new(
            "qualifier",
            "how its source words the number",
            |log, (figure, _)| text(word(&Qualifier::WORDS, figure.get(log.scenario).qualifier)),
        ),
        Column::new("unit", "what is counted", |log, key| {
            text(&series(log, key).unit)
        }),
        Column::new(
            "words",
            "the number, its qualifier and unit as words",
            |log, key| {
                let series = series(log, key);
                let figure = number::figure(key.0.get(log.scenario), series, Style::WORDS);
                owned(format!(
                    "{figure}{}",
                    number::unit_behind(key.0.get(log.scenario), series)
                ))
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
            let own = key.0.get(log.scenario).scope();
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

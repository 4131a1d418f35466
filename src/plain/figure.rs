//! Figures: a number with its qualifier, what it counts, its date, source and grade.
//!
//! The lines of the second pane and of changes. Nothing is added up, and a number is never without its words.

use crate::format::moment::{day_in_full, in_full};
use crate::format::reading::{amount, trend};
use crate::format::{self, number};
use crate::model::figure::Group;
use crate::plain::words::{line, source, withheld};
use crate::snapshot::Snapshot;
use crate::snapshot::deadlines::DeadlineState;
use crate::snapshot::figures::Reading;
use crate::snapshot::query::FigureRow;

/// A reading, and those of the same moment that disagree with it, each a line.
fn lines(snapshot: &Snapshot<'_>, reading: &Reading) -> Vec<String> {
    let others = reading.disagreeing.iter().map(|other| {
        let figure = other.get(snapshot.scenario);
        line([
            withheld(snapshot, [other.event]),
            format!(
                "Another reading of that moment: {}",
                amount(snapshot, figure)
            ),
            source(snapshot, &figure.provenance),
            figure.note.as_deref().unwrap_or_default().to_owned(),
        ])
    });
    std::iter::once(sentence(snapshot, reading))
        .chain(others)
        .collect()
}

/// `US troops ordered to Kabul: about 3,000 troops, announced. New today. Thursday 12 August. US DoD, A1.`
pub(super) fn sentence(snapshot: &Snapshot<'_>, reading: &Reading) -> String {
    let scenario = snapshot.scenario;
    let figure = reading.figure.get(scenario);
    line([
        withheld(snapshot, [reading.figure.event]),
        format!(
            "{}: {}",
            scenario.one_series(figure.series).label,
            amount(snapshot, figure)
        ),
        trend(snapshot, reading),
        in_full(&figure.provenance.at, scenario.clocks(), snapshot.day),
        source(snapshot, &figure.provenance),
        figure.note.as_deref().unwrap_or_default().to_owned(),
    ])
}

/// A deadline: `Deadline for US withdrawal: Tuesday 31 August, in 18 days. Moved from 11 September. CNA, B1.`
pub(super) fn deadline(snapshot: &Snapshot<'_>, state: &DeadlineState) -> String {
    let scenario = snapshot.scenario;
    let zone = scenario.zone();
    let provenance = &state.word(scenario).provenance;
    let was_on = state
        .before(scenario)
        .and_then(|before| before.on(scenario));
    let is_new = provenance.at.day_in(zone) == snapshot.day;
    let on = state.on(scenario).map(|on| on.day_in(zone));
    let before = match was_on.map(|on| on.day_in(zone)) {
        Some(day) if state.is_ahead() && on != Some(day) => {
            format!("Moved from {}", day_in_full(day, snapshot.day))
        }
        _ if is_new && state.is_ahead() => "New today".to_owned(),
        _ => String::new(),
    };
    line([
        withheld(snapshot, [state.deadline.event]),
        format::deadline::sentence(snapshot, state),
        before,
        source(snapshot, provenance),
    ])
}

/// What a row says: a reading with those that disagree, or a deadline.
pub(super) fn row(snapshot: &Snapshot<'_>, row: FigureRow) -> Vec<String> {
    match row {
        FigureRow::Reading(row) => snapshot
            .figures
            .get(row)
            .map_or_else(Vec::new, |reading| lines(snapshot, reading)),
        FigureRow::Deadline(row) => {
            let state = snapshot.deadlines.get(row);
            state
                .map(|state| deadline(snapshot, state))
                .into_iter()
                .collect()
        }
    }
}

/// Under which heading a row stands.
pub(super) fn heading(snapshot: &Snapshot<'_>, row: FigureRow) -> String {
    let words = match row.reading(snapshot) {
        None => number::DEADLINES,
        Some(reading) if reading.is_old => number::OLDER,
        Some(reading) => {
            let series = reading.figure.get(snapshot.scenario).series;
            number::group(snapshot.scenario.one_series(series).group)
        }
    };
    line([words.to_owned()])
}

/// The groups of which nothing is known: `Evacuated: no figure yet.`
pub(super) fn without_any<'s>(snapshot: &'s Snapshot<'_>) -> impl Iterator<Item = String> + 's {
    let scenario = snapshot.scenario;
    let has_series = |group| scenario.series.iter().any(|series| series.group == group);
    let has_reading = move |group| {
        let mut figures = snapshot.figures.iter();
        figures.any(|reading| {
            let series = reading.figure.get(scenario).series;
            scenario.one_series(series).group == group
        })
    };
    Group::WORDS
        .into_iter()
        .map(|(_, group)| group)
        .filter(move |group| has_series(*group) && !has_reading(*group))
        .map(|group| none_of(snapshot, group))
}

/// That nothing of a group is in force; the last one of it, where its time is over.
fn none_of(snapshot: &Snapshot<'_>, group: Group) -> String {
    let scenario = snapshot.scenario;
    let name = number::group(group);
    let Some(over) = snapshot.last_over(group) else {
        return line([format!("{name}: no figure yet")]);
    };
    let figure = over.get(scenario);
    let label = &scenario.one_series(figure.series).label;
    line([
        format!("{name}: none now"),
        withheld(snapshot, [over.event]),
        format!("The last was {label}: {}", amount(snapshot, figure)),
        in_full(&figure.provenance.at, scenario.clocks(), snapshot.day),
        source(snapshot, &figure.provenance),
    ])
}

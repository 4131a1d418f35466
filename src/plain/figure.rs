//! Figures: a number with its qualifier, what it counts, its date, source and grade.
//!
//! The lines of the second pane and of changes. Nothing is added up, and a number is never without its words.

use crate::facts::moment::{DayForm, MomentForm, word_day, word_moment};
use crate::facts::reading::{EARLIER, amount, more, others, trend};
use crate::facts::{self, capitalised, number};
use crate::model::figure::Group;
use crate::plain::words::{line, source, withheld};
use crate::snapshot::Snapshot;
use crate::snapshot::deadlines::DeadlineState;
use crate::snapshot::figures::{FigureKey, Reading};
use crate::snapshot::query::FigureRow;
use crate::snapshot::reference::FigureRef;

/// What is in force of a series: the reading that leads, then what was added or stands beside it, then what was said
/// earlier on the day, each a line.
pub(super) fn lines(snapshot: &Snapshot<'_>, reading: &Reading) -> Vec<String> {
    let scenario = snapshot.scenario;
    let mut lines = vec![sentence(snapshot, reading)];
    if reading.is_added(scenario) {
        let added = reading.others.iter();
        lines.extend(added.map(|figure| {
            let said = format!("Then {}", more(snapshot, *figure));
            behind(snapshot, *figure, &said)
        }));
    }
    let others = others(snapshot, reading).into_iter();
    lines.extend(others.map(|(figure, said)| behind(snapshot, figure, &capitalised(&said))));
    let earlier = reading.earlier.iter();
    lines.extend(earlier.map(|figure| {
        let said = amount(snapshot, figure.get(scenario));
        behind(
            snapshot,
            *figure,
            &format!("{}: {said}", capitalised(EARLIER)),
        )
    }));
    lines
}

/// `US troops ordered to Kabul: about 3,000, announced. New today. Thursday 12 August. US DoD, A1.`
fn sentence(snapshot: &Snapshot<'_>, reading: &Reading) -> String {
    let scenario = snapshot.scenario;
    let figure = reading.figure.get(scenario);
    let label = &scenario.one_series(reading.key.series).label;
    let trend = if reading.is_added(scenario) && !reading.others.is_empty() {
        String::new()
    } else {
        trend(snapshot, reading)
    };
    line([
        withheld(snapshot, [reading.figure.event]),
        format!("{label}: {}", amount(snapshot, figure)),
        trend,
        word_moment(&figure.provenance.at, snapshot, MomentForm::Spoken),
        source(snapshot, &figure.provenance),
        figure.note.as_deref().unwrap_or_default().to_owned(),
    ])
}

/// A reading that stands behind another one: what is said of it, when, on whose word.
fn behind(snapshot: &Snapshot<'_>, reference: FigureRef, said: &str) -> String {
    let figure = reference.get(snapshot.scenario);
    line([
        withheld(snapshot, [reference.event]),
        said.to_owned(),
        word_moment(&figure.provenance.at, snapshot, MomentForm::Spoken),
        source(snapshot, &figure.provenance),
        figure.note.as_deref().unwrap_or_default().to_owned(),
    ])
}

/// A series that ended: `Without power: ended. Friday 30 September. The utility, A1.`
pub(super) fn ended(snapshot: &Snapshot<'_>, key: FigureKey) -> Option<String> {
    let scenario = snapshot.scenario;
    let ended = snapshot.ended.iter().find(|ended| ended.key == key)?;
    let end = ended.end.get(scenario);
    let status = key.status.map(number::force_status);
    let status = status.map_or_else(String::new, |status| format!(", {status}"));
    let label = &scenario.one_series(key.series).label;
    Some(line([
        withheld(snapshot, [ended.end.event]),
        format!("{label}{status}: ended"),
        word_moment(&end.provenance.at, snapshot, MomentForm::Spoken),
        source(snapshot, &end.provenance),
        end.note.as_deref().unwrap_or_default().to_owned(),
    ]))
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
            format!(
                "Moved from {}",
                word_day(day, DayForm::Long, Some(snapshot.day))
            )
        }
        _ if is_new && state.is_ahead() => "New today".to_owned(),
        _ => String::new(),
    };
    line([
        withheld(snapshot, [state.deadline.event]),
        facts::deadline::sentence(snapshot, state),
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
            let series = reading.key.series;
            number::group(snapshot.scenario.one_series(series).group)
        }
    };
    line([words.to_owned()])
}

/// The groups of which nothing is known: `Evacuated: no figure yet.`, and what has ended.
pub(super) fn without_any<'s>(snapshot: &'s Snapshot<'_>) -> impl Iterator<Item = String> + 's {
    let scenario = snapshot.scenario;
    let has_reading = move |group| {
        let mut figures = snapshot.figures.iter();
        figures.any(|reading| scenario.one_series(reading.key.series).group == group)
    };
    Group::WORDS
        .into_iter()
        .map(|(_, group)| group)
        .filter(move |group| snapshot.has_group(*group) && !has_reading(*group))
        .map(|group| none_of(snapshot, group))
        .chain(
            snapshot
                .ended
                .iter()
                .filter_map(|its| ended(snapshot, its.key)),
        )
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
        word_moment(&figure.provenance.at, snapshot, MomentForm::Spoken),
        source(snapshot, &figure.provenance),
    ])
}

//! Figures: a number with its qualifier, what it counts, its date, source and grade.
//!
//! The lines of the second pane and of changes. Nothing is added up, and a number is never without its words.

use crate::facts::moment::{DayForm, MomentForm, word_moment};
use crate::facts::reading::{EARLIER, list_other_counts, word_addition, word_reading, word_trend};
use crate::facts::{self, capitalise_first, number};
use crate::model::figure::Group;
use crate::plain::words::{join_sentences, withheld_prefix, word_source};
use crate::snapshot::Snapshot;
use crate::snapshot::deadlines::DeadlineState;
use crate::snapshot::figures::{FigureKey, Reading};
use crate::snapshot::query::FigureRow;
use crate::snapshot::reference::FigureRef;

/// What is in force of a series: the reading that leads, then what was added or stands beside it, then what was said
/// earlier on the day, each a line.
pub(super) fn reading_lines(snapshot: &Snapshot<'_>, reading: &Reading) -> Vec<String> {
    let scenario = snapshot.scenario;
    let mut lines = vec![reading_sentence(snapshot, reading)];
    if reading.is_added(scenario) {
        let added = reading.others.iter();
        lines.extend(added.map(|figure| {
            let phrase = format!("Then {}", word_addition(snapshot, *figure));
            word_behind(snapshot, *figure, &phrase)
        }));
    }
    let others = list_other_counts(snapshot, reading).into_iter();
    lines.extend(
        others.map(|(figure, phrase)| word_behind(snapshot, figure, &capitalise_first(&phrase))),
    );
    let earlier = reading.earlier.iter();
    lines.extend(earlier.map(|figure| {
        let phrase = word_reading(snapshot, figure.get(scenario));
        word_behind(
            snapshot,
            *figure,
            &format!("{}: {phrase}", capitalise_first(EARLIER)),
        )
    }));
    lines
}

/// `US troops ordered to Kabul: about 3,000, announced. New today. Thursday 12 August. US DoD, A1.`
fn reading_sentence(snapshot: &Snapshot<'_>, reading: &Reading) -> String {
    let scenario = snapshot.scenario;
    let figure = reading.figure.get(scenario);
    let label = &scenario.one_series(reading.key.series).label;
    let trend = if reading.is_added(scenario) && !reading.others.is_empty() {
        String::new()
    } else {
        word_trend(snapshot, reading)
    };
    join_sentences([
        withheld_prefix(snapshot, [reading.figure.event]),
        format!("{label}: {}", word_reading(snapshot, figure)),
        trend,
        word_moment(&figure.provenance.at, snapshot, MomentForm::Spoken),
        word_source(snapshot, &figure.provenance),
        figure.note.as_deref().unwrap_or_default().to_owned(),
    ])
}

/// A reading that stands behind another one: what is said of it, when, on whose word.
fn word_behind(snapshot: &Snapshot<'_>, reference: FigureRef, phrase: &str) -> String {
    let figure = reference.get(snapshot.scenario);
    join_sentences([
        withheld_prefix(snapshot, [reference.event]),
        phrase.to_owned(),
        word_moment(&figure.provenance.at, snapshot, MomentForm::Spoken),
        word_source(snapshot, &figure.provenance),
        figure.note.as_deref().unwrap_or_default().to_owned(),
    ])
}

/// A series that ended: `Without power: ended. Friday 30 September. The utility, A1.`
pub(super) fn word_ended(snapshot: &Snapshot<'_>, key: FigureKey) -> Option<String> {
    let scenario = snapshot.scenario;
    let ended = snapshot.ended.iter().find(|ended| ended.key == key)?;
    let end = ended.end.get(scenario);
    let status = key.status.map(number::force_status);
    let status = status.map_or_else(String::new, |status| format!(", {status}"));
    let label = &scenario.one_series(key.series).label;
    Some(join_sentences([
        withheld_prefix(snapshot, [ended.end.event]),
        format!("{label}{status}: ended"),
        word_moment(&end.provenance.at, snapshot, MomentForm::Spoken),
        word_source(snapshot, &end.provenance),
        end.note.as_deref().unwrap_or_default().to_owned(),
    ]))
}

/// A deadline: `Deadline for US withdrawal: Tuesday 31 August, in 18 days. Moved from 11 September. CNA, B1.`
pub(super) fn deadline_sentence(snapshot: &Snapshot<'_>, state: &DeadlineState) -> String {
    let scenario = snapshot.scenario;
    let zone = scenario.zone();
    let provenance = &state.last_word(scenario).provenance;
    let was = state.previous_state(scenario).filter(|_| state.is_ahead());
    let dates = |state: &DeadlineState| {
        facts::deadline::word_dates(scenario, state, DayForm::Long, snapshot.day)
    };
    let was = was.map(|before| dates(&before));
    let words = state.words();
    let sources: Vec<String> = words
        .map(|word| word_source(snapshot, &word.get(scenario).provenance))
        .collect();
    let is_new = provenance.at.day_in(zone) == snapshot.day;
    let before = match was {
        Some(was) if was != dates(state) => format!("Moved from {was}"),
        _ if is_new && state.is_ahead() => "New today".to_owned(),
        _ => String::new(),
    };
    join_sentences([
        withheld_prefix(snapshot, [state.deadline.event]),
        facts::deadline::word_deadline(snapshot, state),
        before,
        sources.join("; "),
    ])
}

/// What a row says: a reading with those that disagree, or a deadline.
pub(super) fn row_lines(snapshot: &Snapshot<'_>, row: FigureRow) -> Vec<String> {
    match row {
        FigureRow::Reading(row) => snapshot
            .figures
            .get(row)
            .map_or_else(Vec::new, |reading| reading_lines(snapshot, reading)),
        FigureRow::Deadline(row) => {
            let state = snapshot.deadlines.get(row);
            state
                .map(|state| deadline_sentence(snapshot, state))
                .into_iter()
                .collect()
        }
    }
}

/// Under which heading a row stands.
pub(super) fn row_heading(snapshot: &Snapshot<'_>, row: FigureRow) -> String {
    let words = match row.find_reading(snapshot) {
        None => number::DEADLINES,
        Some(reading) if reading.is_old => number::OLDER,
        Some(reading) => {
            let series = reading.key.series;
            number::name_group(snapshot.scenario.one_series(series).group)
        }
    };
    join_sentences([words.to_owned()])
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
                .filter_map(|its| word_ended(snapshot, its.key)),
        )
}

/// That nothing of a group is in force; the last one of it, where its time is over.
fn none_of(snapshot: &Snapshot<'_>, group: Group) -> String {
    let scenario = snapshot.scenario;
    let name = number::name_group(group);
    let Some(over) = snapshot.last_over(group) else {
        return join_sentences([format!("{name}: no figure yet")]);
    };
    let figure = over.get(scenario);
    let label = &scenario.one_series(figure.series).label;
    join_sentences([
        format!("{name}: none now"),
        withheld_prefix(snapshot, [over.event]),
        format!("The last was {label}: {}", word_reading(snapshot, figure)),
        word_moment(&figure.provenance.at, snapshot, MomentForm::Spoken),
        word_source(snapshot, &figure.provenance),
    ])
}

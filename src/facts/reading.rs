//! Readings in full words: what a number counts, since when, where troops are, and how it compares with the last one.
//!
//! Used by plain mode, by the sentences of a briefing and by documents. A number is never without its words, and which
//! words say that it rose or that another count stands beside it is said here alone.

use crate::facts::{WordingStyle, number};
use crate::model::claim::Provenance;
use crate::model::figure::{Figure, Series};
use crate::snapshot::Snapshot;
use crate::snapshot::figures::Reading;
use crate::snapshot::numbers::Trend;
use crate::snapshot::reference::FigureRef;

/// Returns what one reading says behind the label of its series: `about 3,000, announced`.
pub fn word_reading(snapshot: &Snapshot<'_>, figure: &Figure) -> String {
    word_full_reading(snapshot, figure, false)
}

/// Returns what was added to an earlier one: `about 1,000 more, announced`.
pub fn word_addition(snapshot: &Snapshot<'_>, figure: FigureRef) -> String {
    word_full_reading(snapshot, figure.get(snapshot.scenario), true)
}

fn word_full_reading(snapshot: &Snapshot<'_>, figure: &Figure, is_more: bool) -> String {
    let scenario = snapshot.scenario;
    let series = scenario.one_series(figure.series);
    let measure = number::measure_in_full(series, scenario.zone(), snapshot.day);
    let gap = if measure.is_empty() { "" } else { " " };
    format!(
        "{}{gap}{measure}{}{}",
        word_with_unit(figure, series, is_more),
        word_scope(figure),
        word_force_status(figure)
    )
}

/// Returns a number with its unit, or the source's own words.
fn word_with_unit(figure: &Figure, series: &Series, is_more: bool) -> String {
    let unit = match figure.printed() {
        Some(_) => String::new(),
        None => number::unit_behind_label(figure, series),
    };
    format!(
        "{}{unit}",
        number::quote_figure(figure, series, is_more, WordingStyle::WORDS)
    )
}

/// Returns the limits of what a number says, where they are its own: ` (charters left out)`.
pub fn word_scope(figure: &Figure) -> String {
    let scope = figure.scope();
    scope.map_or_else(String::new, |scope| {
        format!(" ({})", scope.bidi_terminated())
    })
}

/// Returns where troops are on their way: `, announced`.
pub fn word_force_status(figure: &Figure) -> String {
    let status = figure.status.map(number::force_status);
    status.map_or_else(String::new, |status| format!(", {status}"))
}

/// Returns what is in force of a series, in one breath: `about 3,000, then about 1,000 more, announced`; of readings of
/// one moment the one that leads, which [`list_other_counts`] follow.
pub fn in_force(snapshot: &Snapshot<'_>, reading: &Reading) -> String {
    let scenario = snapshot.scenario;
    let lead = reading.figure.get(scenario);
    if !reading.is_added(scenario) || reading.others.is_empty() {
        return word_reading(snapshot, lead);
    }
    let series = scenario.one_series(lead.series);
    let later = reading.others.iter().map(|figure| {
        let figure = figure.get(scenario);
        let series = scenario.one_series(figure.series);
        let phrase = number::quote_figure(figure, series, true, WordingStyle::WORDS);
        format!("{phrase}{}", word_scope(figure))
    });
    let all: Vec<String> = std::iter::once(format!(
        "{}{}",
        word_with_unit(lead, series, false),
        word_scope(lead)
    ))
    .chain(later)
    .collect();
    let last = reading.others.last().map(|figure| figure.get(scenario));
    format!(
        "{}{}",
        all.join(", then "),
        last.map_or_else(String::new, word_force_status)
    )
}

/// Returns the readings that stand beside the one that leads as other counts: `another count: at least 169`.
pub fn list_other_counts(snapshot: &Snapshot<'_>, reading: &Reading) -> Vec<(FigureRef, String)> {
    let scenario = snapshot.scenario;
    if reading.is_added(scenario) {
        return Vec::new();
    }
    let others = reading.other_words(scenario).into_iter();
    others
        .map(|other| {
            let figure = other.get(scenario);
            let series = scenario.one_series(figure.series);
            let phrase = number::quote_figure(figure, series, false, WordingStyle::WORDS);
            (
                other,
                format!("{OTHER_COUNT}: {phrase}{}", word_scope(figure)),
            )
        })
        .collect()
}

/// The words before a reading that gives another number than the one beside which it stands.
pub const OTHER_COUNT: &str = "another count";

/// The words for a reading that was given earlier on the same day and is no longer in force.
pub const EARLIER: &str = "earlier today";

/// `New today`, `Up from 14`; nothing for a reading that is not of today. An earlier number on another word than
/// the reading's own names it: `Up from about 650 (AP, B1)`.
pub fn word_trend(snapshot: &Snapshot<'_>, reading: &Reading) -> String {
    let scenario = snapshot.scenario;
    let way = match reading.compute_trend(scenario, reading.figure) {
        None => return String::new(),
        Some(Trend::Level) => return "New today".to_owned(),
        Some(Trend::Up) => "Up from",
        Some(Trend::Down) => "Down from",
        Some(Trend::OtherCount) => "Another count:",
    };
    let before = reading.previous.first().map_or_else(String::new, |before| {
        compared_with(snapshot, *before, reading.figure)
    });
    format!("{way} {before}")
}

/// Returns a number with which another is compared; on another word than that, with its own.
fn compared_with(snapshot: &Snapshot<'_>, before: FigureRef, after: FigureRef) -> String {
    let scenario = snapshot.scenario;
    let figure = before.get(scenario);
    let series = scenario.one_series(figure.series);
    let number = number::quote_figure(figure, series, false, WordingStyle::WORDS);
    let its = word_attribution(snapshot, &figure.provenance);
    if its == word_attribution(snapshot, &after.get(scenario).provenance) {
        return number;
    }
    let (name, grade) = its;
    format!("{number} ({name}, {grade})")
}

/// On whose word, with its grade.
fn word_attribution(snapshot: &Snapshot<'_>, provenance: &Provenance) -> (String, String) {
    let scenario = snapshot.scenario;
    let source = scenario.first_source(provenance, &snapshot.cursor);
    let name = source.map_or("no source".to_owned(), |source| {
        source.publisher.bidi_terminated().into_owned()
    });
    (
        name,
        scenario
            .grade_item(provenance, &snapshot.cursor)
            .to_string(),
    )
}

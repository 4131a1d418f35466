//! Sentences on figures and stated totals.
//!
//! Called by `sentences` and by `plain`.

use crate::facts::change::word_opening;
use crate::facts::moment::{MomentForm, word_moment};
use crate::facts::reading::{in_force, list_other_counts, word_reading, word_trend};
use crate::facts::{WordingStyle, number, word_verdict};
use crate::model::claim::Provenance;
use crate::model::moment::{DayPart, Moment, Precision};
use crate::model::scenario::Scenario;
use crate::snapshot::Snapshot;
use crate::snapshot::ledger::FigureChange;
use crate::snapshot::reconciliation::Stated;
use crate::snapshot::reference::FigureRef;

/// `US troops ordered to Kabul: about 3,000, announced; up from 1,000`, and what else was said at that moment.
pub(super) fn word_figure_change<'s>(
    snapshot: &Snapshot<'s>,
    change: &FigureChange,
) -> (String, Vec<&'s Provenance>) {
    let scenario = snapshot.scenario;
    let label = scenario
        .one_series(change.pair.key.series)
        .label
        .bidi_terminated();
    let lead = format!(
        "{}{label}",
        word_opening(scenario, change.why, figure_word(scenario, change))
    );
    let mut readings = snapshot.figures.iter();
    let Some(reading) = readings.find(|reading| reading.key == change.pair.key) else {
        return no_longer(snapshot, change, &lead);
    };
    let mut text = format!("{lead}: {}", in_force(snapshot, reading));
    let trend = word_trend(snapshot, reading);
    if !reading.previous.is_empty() && !trend.is_empty() {
        // Names in it keep their capitals.
        let (first, others) = trend.split_once(' ').unwrap_or((&trend, ""));
        text = format!("{text}; {} {others}", first.to_lowercase());
    }
    let provenance = |figure: FigureRef| &figure.get(scenario).provenance;
    let mut attributions = vec![provenance(reading.figure)];
    if reading.is_added(scenario) {
        attributions.extend(reading.others.iter().map(|figure| provenance(*figure)));
    }
    for (other, phrase) in list_other_counts(snapshot, reading) {
        text = format!("{text}; {phrase}");
        attributions.push(provenance(other));
    }
    (text, attributions)
}

/// Returns when and on whose word a figure is another one.
pub fn figure_word<'s>(scenario: &'s Scenario, change: &FigureChange) -> Option<&'s Provenance> {
    let figure = change.pair.after.first().or(change.pair.before.first());
    figure.map(|figure| &figure.get(scenario).provenance)
}

/// Words a figure that is no longer in force: the last reading is named with its source; that it ended, with the
/// source that says so.
pub(super) fn no_longer<'s>(
    snapshot: &Snapshot<'s>,
    change: &FigureChange,
    lead: &str,
) -> (String, Vec<&'s Provenance>) {
    let scenario = snapshot.scenario;
    let before = change
        .pair
        .before
        .first()
        .map(|before| before.get(scenario));
    let was = before.map_or_else(String::new, |before| {
        format!(" (it was {})", word_reading(snapshot, before))
    });
    let ended = change.pair.ended.map(|end| &end.get(scenario).provenance);
    let word = if ended.is_some() {
        "ended"
    } else {
        "no longer in force"
    };
    let before = before.map(|before| &before.provenance);
    let attributions = ended.into_iter().chain(before).collect();
    (format!("{lead}: {word}{was}"), attributions)
}

/// `Counted 18. Stated: AP 18; Financial Times, in the morning, at least 14`. The last one needs no time of day.
pub(super) fn word_stated_totals<'s>(
    snapshot: &Snapshot<'s>,
    all: &[Stated],
) -> (String, Vec<&'s Provenance>) {
    let scenario = snapshot.scenario;
    let mut phrase = Vec::new();
    let mut attributions = Vec::new();
    for (place, stated) in all.iter().enumerate() {
        let figure = stated.figure.get(scenario);
        let source = scenario.first_source(&figure.provenance, &snapshot.cursor);
        let source = source.map_or("no source".into(), |source| {
            source.publisher.bidi_terminated()
        });
        let time = spoken_time(&figure.provenance.at, snapshot).filter(|_| place > 0);
        let time = time.map_or_else(String::new, |time| format!(", {time},"));
        let number = number::word_amount(figure.amount, figure.qualifier, WordingStyle::WORDS);
        let [word, _] = word_verdict(stated.verdict);
        let differs = if stated.verdict.is_agreement() {
            String::new()
        } else {
            format!(" ({word})")
        };
        phrase.push(format!("{source}{time} {number}{differs}"));
        attributions.push(&figure.provenance);
    }
    let counted = all.first().map_or(0, |stated| stated.counted);
    // Where the log can count more than one thing, which one is meant must be said.
    let countable = snapshot.named_series();
    let countable = countable.filter(|one| one.compared_counts().is_some());
    let series = all.first().filter(|_| countable.count() > 1);
    let label = series.map_or_else(String::new, |stated| {
        let series = stated.figure.get(scenario).series;
        format!("{}: ", scenario.one_series(series).label.bidi_terminated())
    });
    let word = if label.is_empty() {
        "Counted"
    } else {
        "counted"
    };
    let text = format!("{label}{word} {counted}. Stated: {}", phrase.join("; "));
    (text, attributions)
}

/// A time of day in a sentence: `in the morning`, `at 08:31`; `None` for a day.
pub(super) fn spoken_time(at: &Moment, snapshot: &Snapshot<'_>) -> Option<String> {
    let time = word_moment(at, snapshot, MomentForm::SpokenTime);
    (!time.is_empty()).then(|| match at.precision() {
        Precision::Clock | Precision::Part(DayPart::Midday | DayPart::Night) => {
            format!("at {time}")
        }
        Precision::Part(DayPart::Early) | Precision::Day => time,
        Precision::Part(_) => format!("in the {time}"),
    })
}

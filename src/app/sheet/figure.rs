//! Evidence on a figure: what the series counts, its readings newest first, stated against counted.
//!
//! Called by `Sheet::of`; what it says comes from the snapshot alone.

use super::parts::{
    Sheet, SheetContext, SheetItem, SheetRow, Subject, carrying_event, first_source, list_sources,
};
use crate::facts::moment::{MomentForm, word_moment};
use crate::facts::number::{self, force_status};
use crate::facts::reading::{in_force, list_other_counts};
use crate::facts::{capitalise_first, summary, to_sentence, word_verdict};
use crate::model::figure::{Counts, Figure, ForceStatus, Measure, Series};
use crate::model::id::Id;
use crate::snapshot::Snapshot;
use crate::snapshot::evidence::of_figure;
use crate::snapshot::figures::Reading;
use crate::snapshot::reconciliation::{CountVerdict, compare_reading};
use crate::snapshot::reference::FigureRef;

/// The sheet of a series and status; `None` if no reading of it is in force.
pub(super) fn describe_figure(
    id: &Id,
    status: Option<ForceStatus>,
    tell: SheetContext<'_>,
) -> Option<Sheet> {
    let snapshot = tell.snapshot;
    let scenario = snapshot.scenario;
    let is_it = |reading: &&Reading| {
        scenario.one_series(reading.key.series).id == *id && reading.key.status == status
    };
    let reading = snapshot.figures.iter().find(is_it)?;
    let figure = reading.figure.get(scenario);
    let series = scenario.one_series(reading.key.series);
    let readings = of_figure(snapshot, reading);
    let mut rows = vec![SheetRow::Heading(
        tell.word_heading("Readings"),
        "newest first".to_owned(),
    )];
    rows.extend(
        readings
            .iter()
            .map(|reference| SheetRow::Item(reading_item(tell, series, *reference))),
    );
    Some(Sheet {
        title: series.label.to_string(),
        intro: figure_intro(tell, series, reading, figure),
        rows,
        ..Sheet::default()
    })
}

fn figure_intro(
    tell: SheetContext<'_>,
    series: &Series,
    reading: &Reading,
    figure: &Figure,
) -> Vec<String> {
    let scenario = tell.scenario_of();
    let disagree = if tell.snapshot.is_disputed(reading) {
        " Sources disagree on it."
    } else {
        ""
    };
    let others = list_other_counts(tell.snapshot, reading).into_iter();
    let others: Vec<String> = others.map(|(_, phrase)| format!("; {phrase}")).collect();
    let shown = format!("{}{}", in_force(tell.snapshot, reading), others.concat());
    let measure = if tell.is_aloud {
        number::measure_in_full(series, scenario.zone(), tell.snapshot.day)
    } else {
        number::word_measure(series, scenario.zone(), tell.snapshot.day)
    };
    let kind = match series.measure {
        Measure::Stock => "What is there at the moment".to_owned(),
        Measure::Cumulative => format!("All {measure}"),
        Measure::Period => format!("What fell {measure}"),
        Measure::Increment => "What was added each time".to_owned(),
    };
    let scope = series
        .scope
        .as_ref()
        .map_or_else(String::new, |scope| format!(": {scope}"));
    vec![
        format!(
            "Shown: {shown}, {}.{disagree}",
            scenario.grade_item(&figure.provenance, &tell.snapshot.cursor)
        ),
        format!("{kind}{scope}. Never added up."),
    ]
}

/// A reading as a row among others, so that it names its series and leads to it.
pub(super) fn named_item(tell: SheetContext<'_>, reference: FigureRef) -> SheetItem {
    let scenario = tell.scenario_of();
    let figure = reference.get(scenario);
    let series = scenario.one_series(figure.series);
    let item = reading_item(tell, series, reference);
    let name = if tell.is_aloud {
        format!("{}:", series.label.bidi_terminated())
    } else {
        series.short_name().bidi_terminated().into_owned()
    };
    SheetItem {
        what: format!("{name} {}", item.what),
        target: Some(Subject::Figure(series.id.clone(), figure.status)),
        ..item
    }
}

/// A reading as a row; where the log can count, how the two compare.
fn reading_item(tell: SheetContext<'_>, series: &Series, reference: FigureRef) -> SheetItem {
    let scenario = tell.scenario_of();
    let figure = reference.get(scenario);
    let (carrier, target) = carrying_event(tell, reference.event);
    let mut detail = Vec::new();
    let mut basis = figure.status.map_or_else(String::new, force_status);
    if let Some(counts) = series.compared_counts() {
        let (verdict, phrase) = compare_count(tell.snapshot, reference, counts);
        basis = verdict;
        detail.push(phrase.into());
    }
    let terms = [
        figure
            .printed()
            .map(|words| format!("Printed: {}.", words.bidi_terminated())),
        figure
            .scope()
            .map(|scope| format!("It counts: {}.", scope.bidi_terminated())),
        figure.until().map(|until| {
            let until = word_moment(until, tell.snapshot, MomentForm::Sentence);
            format!("In force until {until}.")
        }),
    ];
    detail.extend(terms.into_iter().flatten().map(Into::into));
    detail.extend(list_sources(tell, &figure.provenance));
    detail.extend(carrier);
    detail.extend(figure.note.as_ref().map(|note| to_sentence(note).into()));
    SheetItem {
        what: number::word_figure(figure, series, tell.wording),
        happened: tell.word_in_column(&figure.provenance.at),
        known: tell.word_in_column(&figure.provenance.recorded_at),
        basis,
        source: first_source(tell, &figure.provenance),
        address: scenario.source_address(&figure.provenance, &tell.snapshot.cursor),
        grade: scenario
            .grade_item(&figure.provenance, &tell.snapshot.cursor)
            .to_string(),
        detail,
        target,
    }
}

/// How a stated total compares with the log: a word, and a sentence.
fn compare_count(
    snapshot: &Snapshot<'_>,
    reference: FigureRef,
    counts: &Counts,
) -> (String, String) {
    let scenario = snapshot.scenario;
    let stated = compare_reading(scenario, &snapshot.cursor, reference, counts);
    let [word, short] = word_verdict(stated.verdict);
    let word = if word.len() < 9 { word } else { short };
    let counted = summary::word_range(stated.least, stated.greatest);
    let why = match stated.verdict {
        CountVerdict::Consistent => "the two agree",
        CountVerdict::ConsistentWithDisputed => {
            "the two agree if disputed places are counted the other way"
        }
        CountVerdict::Behind => "the source states less than the log counts",
        CountVerdict::Ahead => "the source states more than the log counts",
    };
    let party = &scenario.party(counts.party).name;
    (
        word.to_owned(),
        capitalise_first(&format!(
            "over its own time the log counts {counted} for {party}: {why}."
        )),
    )
}

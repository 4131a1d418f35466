//! Evidence on a figure: what the series counts, its readings newest first, stated against counted.
//!
//! Called by `Sheet::of`; what it says comes from the snapshot alone.

use super::parts::{Item, Row, Sheet, Subject, Teller, carrier, first_source, sources};
use crate::facts::moment::{MomentForm, word_moment};
use crate::facts::number::{self, force_status};
use crate::facts::reading::{in_force, others};
use crate::facts::{capitalised, sentence, summary, verdict};
use crate::model::figure::{Counts, Figure, ForceStatus, Measure, Series};
use crate::model::id::Id;
use crate::snapshot::Snapshot;
use crate::snapshot::evidence::of_figure;
use crate::snapshot::figures::Reading;
use crate::snapshot::reference::FigureRef;
use crate::snapshot::stated::{Verdict, compare};

/// The sheet of a series and status; `None` if no reading of it is in force.
pub(super) fn sheet(id: &Id, status: Option<ForceStatus>, tell: Teller<'_>) -> Option<Sheet> {
    let snapshot = tell.snapshot;
    let scenario = snapshot.scenario;
    let is_it = |reading: &&Reading| {
        scenario.one_series(reading.key.series).id == *id && reading.key.status == status
    };
    let reading = snapshot.figures.iter().find(is_it)?;
    let figure = reading.figure.get(scenario);
    let series = scenario.one_series(reading.key.series);
    let readings = of_figure(snapshot, reading);
    let mut rows = vec![Row::Heading(
        tell.heading("Readings"),
        "newest first".to_owned(),
    )];
    rows.extend(
        readings
            .iter()
            .map(|reference| Row::Item(item(tell, series, *reference))),
    );
    Some(Sheet {
        title: series.label.to_string(),
        intro: intro(tell, series, reading, figure),
        rows,
        ..Sheet::default()
    })
}

fn intro(tell: Teller<'_>, series: &Series, reading: &Reading, figure: &Figure) -> Vec<String> {
    let scenario = tell.scenario();
    let disagree = if tell.snapshot.is_disputed(reading) {
        " Sources disagree on it."
    } else {
        ""
    };
    let others = others(tell.snapshot, reading).into_iter();
    let others: Vec<String> = others.map(|(_, said)| format!("; {said}")).collect();
    let shown = format!("{}{}", in_force(tell.snapshot, reading), others.concat());
    let measure = if tell.is_aloud {
        number::measure_in_full(series, scenario.zone(), tell.snapshot.day)
    } else {
        number::measure(series, scenario.zone(), tell.snapshot.day)
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
            scenario.grade(&figure.provenance, &tell.snapshot.cursor)
        ),
        format!("{kind}{scope}. Never added up."),
    ]
}

/// A reading as a row among others, so that it names its series and leads to it.
pub(super) fn named_item(tell: Teller<'_>, reference: FigureRef) -> Item {
    let scenario = tell.scenario();
    let figure = reference.get(scenario);
    let series = scenario.one_series(figure.series);
    let item = item(tell, series, reference);
    let name = if tell.is_aloud {
        format!("{}:", series.label.closed())
    } else {
        series.short().closed().into_owned()
    };
    Item {
        what: format!("{name} {}", item.what),
        target: Some(Subject::Figure(series.id.clone(), figure.status)),
        ..item
    }
}

/// A reading as a row; where the log can count, how the two compare.
fn item(tell: Teller<'_>, series: &Series, reference: FigureRef) -> Item {
    let scenario = tell.scenario();
    let figure = reference.get(scenario);
    let (carrier, target) = carrier(tell, reference.event);
    let mut detail = Vec::new();
    let mut basis = figure.status.map_or_else(String::new, force_status);
    if let Some(counts) = series.compared_counts() {
        let (verdict, said) = compared(tell.snapshot, reference, counts);
        basis = verdict;
        detail.push(said.into());
    }
    let terms = [
        figure
            .printed()
            .map(|words| format!("Printed: {}.", words.closed())),
        figure
            .scope()
            .map(|scope| format!("It counts: {}.", scope.closed())),
        figure.until().map(|until| {
            let until = word_moment(until, tell.snapshot, MomentForm::Sentence);
            format!("In force until {until}.")
        }),
    ];
    detail.extend(terms.into_iter().flatten().map(Into::into));
    detail.extend(sources(tell, &figure.provenance));
    detail.extend(carrier);
    detail.extend(figure.note.as_ref().map(|note| sentence(note).into()));
    Item {
        what: number::figure(figure, series, tell.wording),
        happened: tell.column(&figure.provenance.at),
        known: tell.column(&figure.provenance.recorded_at),
        basis,
        source: first_source(tell, &figure.provenance),
        address: scenario.address(&figure.provenance, &tell.snapshot.cursor),
        grade: scenario
            .grade(&figure.provenance, &tell.snapshot.cursor)
            .to_string(),
        detail,
        target,
    }
}

/// How a stated total compares with the log: a word, and a sentence.
fn compared(snapshot: &Snapshot<'_>, reference: FigureRef, counts: &Counts) -> (String, String) {
    let scenario = snapshot.scenario;
    let stated = compare(scenario, &snapshot.cursor, reference, counts);
    let [word, short] = verdict(stated.verdict);
    let word = if word.len() < 9 { word } else { short };
    let counted = summary::counted(stated.least, stated.greatest);
    let why = match stated.verdict {
        Verdict::Consistent => "the two agree",
        Verdict::ConsistentWithDisputed => {
            "the two agree if disputed places are counted the other way"
        }
        Verdict::Behind => "the source states less than the log counts",
        Verdict::Ahead => "the source states more than the log counts",
    };
    let party = &scenario.party(counts.party).name;
    (
        word.to_owned(),
        capitalised(&format!(
            "over its own time the log counts {counted} for {party}: {why}."
        )),
    )
}

//! Figures of the report: who holds how many, stated totals beside the count, readings by group.
//!
//! Every number has its words, its day and its source. What is older than a week stands in one line, which says
//! how many more there are.

use super::report::BriefReport;
use crate::export::document::parts::{DocumentBlock, DocumentTable, DocumentWords};
use crate::facts::change;
use crate::facts::number::{self, OLDER};
use crate::facts::reading::OTHER_COUNT;
use crate::facts::{place, summary, word_verdict};
use crate::model::figure::Group;
use crate::model::id::PartyKey;
use crate::snapshot::figures::{Reading, find_publisher};
use crate::snapshot::numbers::Trend;
use crate::snapshot::reference::FigureRef;

/// The most stated totals, the newest ones.
const MOST_STATED: usize = 6;
/// The most readings that stand beside one in force, and that were replaced by it.
const MOST_OTHERS: usize = 2;

/// Tallies, what is not taken, stated totals, and the groups that have no section of their own; and how many
/// older readings are left out.
pub(super) fn number_blocks(report: &mut BriefReport<'_, '_>) -> (Vec<DocumentBlock>, usize) {
    let scenario = report.snapshot.scenario;
    let mut facts = Vec::new();
    if !scenario.places.is_empty() {
        facts.push((
            scenario.heading.tally_label.to_string(),
            word_tallies(report),
        ));
    }
    if let Some(means) = &scenario.heading.control_means {
        facts.push(("Control means".to_owned(), means.as_str().into()));
    }
    let left = summary::list_holdouts(report.snapshot)
        .into_iter()
        .map(|state| {
            let seat = scenario.place(state.place).seat_or_name();
            let is_marked = place::choose_sign(state, false).is_some();
            let mark = if is_marked {
                place::word_status(state)
            } else {
                ""
            };
            let comma = if is_marked { ", " } else { "" };
            DocumentWords::from(format!("{seat}{comma}{mark}"))
        });
    let left = DocumentWords::join_words(left, "; ");
    if !left.is_empty() {
        facts.push((summary::holdouts_label(scenario).to_owned(), left));
    }
    let none = unknown_groups(report);
    if !none.is_empty() && report.filtered.is_none() {
        facts.push(("No figure yet".to_owned(), none.join(", ").into()));
    }
    let mut blocks = vec![DocumentBlock::Facts(facts)];
    let stated = stated_rows(report);
    let groups = [
        Group::Territory,
        Group::Casualties,
        Group::Displacement,
        Group::Other,
    ];
    let (readings, left) = reading_blocks(report, &groups, stated);
    blocks.extend(readings);
    let untold = report.snapshot.stated.len().saturating_sub(MOST_STATED);
    (blocks, left + untold)
}

/// The groups of figures of which nothing is known yet.
fn unknown_groups(report: &BriefReport<'_, '_>) -> Vec<String> {
    let snapshot = report.snapshot;
    let scenario = snapshot.scenario;
    let groups = Group::WORDS.into_iter().map(|(_, group)| group);
    let is_wanted = |group: &Group| *group != Group::Other && snapshot.has_group(*group);
    let is_known = |group: &Group| {
        let mut readings = snapshot.figures.iter();
        readings.any(|reading| scenario.one_series(reading.key.series).group == *group)
    };
    groups
        .filter(|group| is_wanted(group) && !is_known(group))
        .map(|group| number::name_group(group).to_lowercase())
        .collect()
}

/// The figures of some groups, and how many older readings are left out.
pub(super) fn figure_blocks(
    report: &mut BriefReport<'_, '_>,
    groups: &[Group],
) -> (Vec<DocumentBlock>, usize) {
    reading_blocks(report, groups, Vec::new())
}

/// `Taliban 18 of 34, up 5; Government 16, down 5; Kabul encircled`
fn word_tallies(report: &BriefReport<'_, '_>) -> DocumentWords {
    let snapshot = report.snapshot;
    let mut parts: Vec<DocumentWords> = snapshot
        .leading_parties()
        .into_iter()
        .enumerate()
        .map(|(row, party)| word_tally(report, party, row == 0))
        .collect();
    if snapshot.unknown > 0 {
        parts.push(format!("{} unknown", snapshot.unknown).into());
    }
    for (word, places) in place::group_by_status(snapshot) {
        let names = places
            .iter()
            .map(|state| snapshot.scenario.place(state.place).seat_or_name().as_str());
        let names: Vec<&str> = names.collect();
        parts.push(match names.len() {
            1..=3 => format!("{word}: {}", names.join(", ")).into(),
            many => format!("{word}: {many}").into(),
        });
    }
    DocumentWords::join_words(parts, "; ")
}

fn word_tally(report: &BriefReport<'_, '_>, party: PartyKey, is_first: bool) -> DocumentWords {
    let snapshot = report.snapshot;
    let ledger = report.whole;
    let of = if is_first {
        format!(" of {}", snapshot.scenario.places.len())
    } else {
        String::new()
    };
    let style = report.writer.style;
    let happened = ledger.happened_to(party);
    let moved = number::word_count_change(happened.gained, happened.lost, style);
    let moved = if moved.is_empty() {
        moved
    } else {
        format!(", {moved}")
    };
    let beyond = change::behind_tally(&change::word_revisions(ledger, party));
    let named = report.writer.party_with_letter(party);
    named
        .with_text(" ")
        .with_strong(number::format_count(snapshot.held_by(party)))
        .with_text(format!("{of}{moved}{beyond}"))
}

/// A row for each stated total, with what the log counts over its time.
fn stated_rows(report: &mut BriefReport<'_, '_>) -> Vec<Vec<DocumentWords>> {
    let scenario = report.snapshot.scenario;
    let day = report.snapshot.day;
    let stated = &report.snapshot.stated;
    let from = stated.len().saturating_sub(MOST_STATED);
    stated
        .iter()
        .skip(from)
        .map(|stated| {
            let mut row = reading_row(report, stated.figure, false);
            let figure = stated.figure.get(scenario);
            let party = scenario.one_series(figure.series).counts.as_ref();
            let party = party.map_or("", |counts| report.writer.party_name(counts.party));
            // Of one day there may be several: the time of day tells them apart.
            let at = &figure.provenance.at;
            let when = report.writer.word_moment(at);
            let today = format!("{} ", report.writer.word_day(day));
            if let [label, _, its, ..] = row.as_mut_slice() {
                *label = format!("Stated for {party}").into();
                *its = when.strip_prefix(&today).unwrap_or(&when).into();
            }
            let counted = summary::word_range(stated.least, stated.greatest);
            let [verdict, _] = word_verdict(stated.verdict);
            row.push(format!("{verdict} (counted {counted})").into());
            row
        })
        .collect()
}

/// A reading as cells: what of, the number in words, when, who says so.
fn reading_row(
    report: &mut BriefReport<'_, '_>,
    reference: FigureRef,
    is_more: bool,
) -> Vec<DocumentWords> {
    report.mark_item(reference.event);
    let figure = reference.get(report.snapshot.scenario);
    let writer = &mut report.writer;
    let status = figure.status.map(number::force_status);
    let status = status.map_or_else(String::new, |status| format!(", {status}"));
    let more = if is_more { " more" } else { "" };
    let amount = match figure.printed() {
        Some(words) => DocumentWords::new()
            .with_strong(words.to_string())
            .with_text(status),
        None => DocumentWords::new()
            .with_strong(writer.word_number(reference))
            .with_text(format!("{more}{}{status}", writer.word_counted(figure))),
    };
    vec![
        writer.series_label(figure).into(),
        amount,
        writer.day_of(&figure.provenance.at).into(),
        writer.cite_source(&figure.provenance),
    ]
}

/// The readings in force of some groups behind rows that are there already; those older than a week stand in one
/// line.
fn reading_blocks(
    report: &mut BriefReport<'_, '_>,
    groups: &[Group],
    mut rows: Vec<Vec<DocumentWords>>,
) -> (Vec<DocumentBlock>, usize) {
    let snapshot = report.snapshot;
    let scenario = snapshot.scenario;
    let series = |reading: &Reading| scenario.one_series(reading.key.series);
    let mut older = Vec::new();
    let (mut mentioned, mut left) = (0, 0);
    for group in groups {
        if !snapshot.has_group(*group) {
            continue;
        }
        let its = snapshot
            .figures
            .iter()
            .filter(|reading| series(reading).group == *group);
        let mut its: Vec<&Reading> = its.collect();
        its.sort_by_key(|reading| !series(reading).is_key);
        for reading in its {
            // Stated totals have rows of their own.
            if series(reading).compared_counts().is_some() {
                continue;
            }
            if reading.is_old {
                older.push(reading);
                continue;
            }
            if mentioned >= report.limits.figures {
                left += 1;
                continue;
            }
            mentioned += 1;
            rows.extend(reading_rows(report, reading));
        }
    }
    let mut blocks = Vec::new();
    if !rows.is_empty() {
        blocks.push(DocumentBlock::Table(DocumentTable {
            head: vec![""; 5],
            flexible: 0,
            right: vec![1],
            is_mentioned: true,
            rows,
        }));
    }
    if !older.is_empty() {
        let older = (OLDER.to_owned(), word_older(report, &older));
        blocks.push(DocumentBlock::Facts(vec![older]));
    }
    (blocks, left)
}

/// What is in force of a series: the reading that leads and how it compares, what stands beside it, what was said
/// since the earlier moment and is no longer in force.
fn reading_rows(report: &mut BriefReport<'_, '_>, reading: &Reading) -> Vec<Vec<DocumentWords>> {
    let scenario = report.snapshot.scenario;
    let is_added = reading.is_added(scenario);
    let remark = if is_added {
        DocumentWords::new()
    } else {
        word_change(report, reading)
    };
    let mut rows = vec![figure_row(report, reading, reading.figure, remark)];
    let others = reading.other_words(scenario);
    let most = if is_added { others.len() } else { MOST_OTHERS };
    rows.extend(add_reading_rows(
        report,
        reading,
        &others,
        most,
        if is_added { "in addition" } else { OTHER_COUNT },
    ));
    let changes = report.ledger.figures.iter();
    let mut its = changes.filter(|change| change.pair.key == reading.key);
    let between = its
        .next()
        .map_or_else(Vec::new, |change| change.pair.between.clone());
    rows.extend(add_reading_rows(
        report,
        reading,
        &between,
        MOST_OTHERS,
        "earlier, since replaced",
    ));
    rows
}

/// So many of some readings with a remark; the last one says how many more there are.
fn add_reading_rows(
    report: &mut BriefReport<'_, '_>,
    reading: &Reading,
    figures: &[FigureRef],
    most: usize,
    remark: &str,
) -> Vec<Vec<DocumentWords>> {
    let (shown, left) = figures.split_at(most.min(figures.len()));
    let mut rows = Vec::new();
    for (place, figure) in shown.iter().enumerate() {
        let remark = if place + 1 == shown.len() && !left.is_empty() {
            format!("{remark}; {} more", left.len())
        } else {
            remark.to_owned()
        };
        rows.push(figure_row(report, reading, *figure, remark.into()));
    }
    rows
}

/// A reading as cells with a remark; what was added says so.
fn figure_row(
    report: &mut BriefReport<'_, '_>,
    reading: &Reading,
    figure: FigureRef,
    remark: DocumentWords,
) -> Vec<DocumentWords> {
    let is_more = reading.is_more(report.snapshot.scenario, figure);
    let mut cells = reading_row(report, figure, is_more);
    if let Some(label) = cells.first_mut() {
        let series = report.snapshot.scenario.one_series(reading.key.series);
        *label = series.label.as_str().into();
    }
    cells.push(remark);
    cells
}

/// Readings older than a week in a line; of more than a page has room for, the last part says how many.
fn word_older(report: &mut BriefReport<'_, '_>, older: &[&Reading]) -> DocumentWords {
    let (mentioned, left) = older.split_at(report.limits.older.min(older.len()));
    let mut parts: Vec<DocumentWords> = mentioned
        .iter()
        .map(|reading| word_old_reading(report, reading))
        .collect();
    if !left.is_empty() {
        parts.push(format!("{} more", number::word_quantity(left.len(), "figures")).into());
    }
    DocumentWords::join_words(parts, "; ")
}

/// A reading older than a week, in a line: `NATO mission strength: about 9,600 troops, 1 May, AA B1`.
fn word_old_reading(report: &mut BriefReport<'_, '_>, reading: &Reading) -> DocumentWords {
    let scenario = report.snapshot.scenario;
    let last = reading.others.last().filter(|_| reading.is_added(scenario));
    let figure = last.unwrap_or(&reading.figure).get(scenario);
    let writer = &mut report.writer;
    let phrase = if reading.is_added(scenario) {
        let figures: Vec<FigureRef> = reading.all_figures().collect();
        number::one_after_another(scenario, &figures, writer.style)
    } else {
        writer.word_reading(reading.figure)
    };
    let label = writer.label_of(reading.key);
    let day = writer.day_of(&figure.provenance.at);
    DocumentWords::from(format!("{label}: {phrase}, {day}, "))
        .with_words(writer.cite_source(&figure.provenance))
}

/// How a reading compares with what was in force at the earlier moment.
fn word_change(report: &BriefReport<'_, '_>, reading: &Reading) -> DocumentWords {
    let scenario = report.snapshot.scenario;
    let changes = report.ledger.figures.iter();
    let mut its = changes.filter(|change| change.pair.key == reading.key);
    let Some(pair) = its.next().map(|change| &change.pair) else {
        return DocumentWords::new();
    };
    let Some(before) = pair.before.first().copied() else {
        return "new".into();
    };
    if !pair.has_changed() {
        return DocumentWords::new();
    }
    let number = if find_publisher(scenario, before) == find_publisher(scenario, reading.figure) {
        report.writer.word_number(before)
    } else {
        report.writer.number_with_publisher(before)
    };
    match pair.compute_trend(scenario, reading.figure) {
        Trend::Up => format!("up from {number}").into(),
        Trend::Down => format!("down from {number}").into(),
        Trend::OtherCount => format!("{OTHER_COUNT}: {number}").into(),
        Trend::Level
            if report.writer.word_number(before) == report.writer.word_number(reading.figure) =>
        {
            "unchanged".into()
        }
        Trend::Level => format!("was {number}").into(),
    }
}

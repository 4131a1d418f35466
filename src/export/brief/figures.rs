//! Figures of the report: who holds how many, stated totals beside the count, readings by group.
//!
//! Every number has its words, its day and its source. What is older than a week stands in one line, which says
//! how many more there are.

use super::report::Report;
use crate::export::document::parts::{Block, Table, Words};
use crate::facts::change;
use crate::facts::number::{self, OLDER};
use crate::facts::reading::OTHER_COUNT;
use crate::facts::{place, summary, verdict};
use crate::model::figure::Group;
use crate::model::id::PartyKey;
use crate::snapshot::figures::{Reading, publisher};
use crate::snapshot::numbers::Trend;
use crate::snapshot::reference::FigureRef;

/// The most stated totals, the newest ones.
const MOST_STATED: usize = 6;
/// The most readings that stand beside one in force, and that were replaced by it.
const MOST_OTHERS: usize = 2;

/// Tallies, what is not taken, stated totals, and the groups that have no section of their own; and how many
/// older readings are left out.
pub(super) fn numbers(report: &mut Report<'_, '_>) -> (Vec<Block>, usize) {
    let scenario = report.snapshot.scenario;
    let mut facts = Vec::new();
    if !scenario.places.is_empty() {
        facts.push((scenario.heading.tally_label.to_string(), tallies(report)));
    }
    if let Some(means) = &scenario.heading.control_means {
        facts.push(("Control means".to_owned(), means.as_str().into()));
    }
    let left = summary::holdouts(report.snapshot).into_iter().map(|state| {
        let seat = scenario.place(state.place).seat();
        let is_marked = place::mark(state, false).is_some();
        let mark = if is_marked { place::word(state) } else { "" };
        let comma = if is_marked { ", " } else { "" };
        Words::from(format!("{seat}{comma}{mark}"))
    });
    let left = Words::joined(left, "; ");
    if !left.is_empty() {
        facts.push((summary::holdouts_label(scenario).to_owned(), left));
    }
    let none = unknown_groups(report);
    if !none.is_empty() {
        facts.push(("No figure yet".to_owned(), none.join(", ").into()));
    }
    let mut blocks = vec![Block::Facts(facts)];
    let stated = stated(report);
    let groups = [
        Group::Territory,
        Group::Casualties,
        Group::Displacement,
        Group::Other,
    ];
    let (readings, left) = readings(report, &groups, stated);
    blocks.extend(readings);
    let untold = report.snapshot.stated.len().saturating_sub(MOST_STATED);
    (blocks, left + untold)
}

/// The groups of figures of which nothing is known yet.
fn unknown_groups(report: &Report<'_, '_>) -> Vec<String> {
    let snapshot = report.snapshot;
    let scenario = snapshot.scenario;
    let groups = Group::WORDS.into_iter().map(|(_, group)| group);
    let is_meant = |group: &Group| *group != Group::Other && snapshot.has_group(*group);
    let is_known = |group: &Group| {
        let mut readings = snapshot.figures.iter();
        readings.any(|reading| scenario.one_series(reading.key.series).group == *group)
    };
    groups
        .filter(|group| is_meant(group) && !is_known(group))
        .map(|group| number::group(group).to_lowercase())
        .collect()
}

/// The figures of some groups, and how many older readings are left out.
pub(super) fn of(report: &mut Report<'_, '_>, groups: &[Group]) -> (Vec<Block>, usize) {
    readings(report, groups, Vec::new())
}

/// `Taliban 18 of 34, up 5; Government 16, down 5; Kabul encircled`
fn tallies(report: &Report<'_, '_>) -> Words {
    let snapshot = report.snapshot;
    let mut parts: Vec<Words> = snapshot
        .leading()
        .into_iter()
        .enumerate()
        .map(|(row, party)| tally(report, party, row == 0))
        .collect();
    if snapshot.unknown > 0 {
        parts.push(format!("{} unknown", snapshot.unknown).into());
    }
    for (word, places) in place::marked(snapshot) {
        let names = places
            .iter()
            .map(|state| snapshot.scenario.place(state.place).seat().as_str());
        let names: Vec<&str> = names.collect();
        parts.push(match names.len() {
            1..=3 => format!("{word}: {}", names.join(", ")).into(),
            many => format!("{word}: {many}").into(),
        });
    }
    Words::joined(parts, "; ")
}

fn tally(report: &Report<'_, '_>, party: PartyKey, is_first: bool) -> Words {
    let snapshot = report.snapshot;
    let ledger = report.ledger;
    let of = if is_first {
        format!(" of {}", snapshot.scenario.places.len())
    } else {
        String::new()
    };
    let style = report.teller.style;
    let happened = ledger.happened_to(party);
    let moved = number::change(happened.gained, happened.lost, style);
    let moved = if moved.is_empty() {
        moved
    } else {
        format!(", {moved}")
    };
    let beyond = change::behind_tally(&change::beyond(ledger, party));
    let named = report.teller.party_with_letter(party);
    named
        .text(" ")
        .strong(number::count(snapshot.held_by(party)))
        .text(format!("{of}{moved}{beyond}"))
}

/// A row for each stated total, with what the log counts over its time.
fn stated(report: &mut Report<'_, '_>) -> Vec<Vec<Words>> {
    let scenario = report.snapshot.scenario;
    let day = report.snapshot.day;
    let stated = &report.snapshot.stated;
    let from = stated.len().saturating_sub(MOST_STATED);
    stated
        .iter()
        .skip(from)
        .map(|stated| {
            let mut row = row(report, stated.figure, false);
            let figure = stated.figure.get(scenario);
            let party = scenario.one_series(figure.series).counts.as_ref();
            let party = party.map_or("", |counts| report.teller.party(counts.party));
            // Of one day there may be several: the time of day tells them apart.
            let at = &figure.provenance.at;
            let when = report.teller.when(at);
            let today = format!("{} ", report.teller.day(day));
            if let [label, _, its, ..] = row.as_mut_slice() {
                *label = format!("Stated for {party}").into();
                *its = when.strip_prefix(&today).unwrap_or(&when).into();
            }
            let counted = summary::counted(stated.least, stated.greatest);
            let [verdict, _] = verdict(stated.verdict);
            row.push(format!("{verdict} (counted {counted})").into());
            row
        })
        .collect()
}

/// A reading as cells: what of, the number in words, when, who says so.
fn row(report: &mut Report<'_, '_>, reference: FigureRef, is_more: bool) -> Vec<Words> {
    report.tell(reference.event);
    let figure = reference.get(report.snapshot.scenario);
    let teller = &mut report.teller;
    let status = figure.status.map(number::force_status);
    let status = status.map_or_else(String::new, |status| format!(", {status}"));
    let more = if is_more { " more" } else { "" };
    let amount = match figure.printed() {
        Some(words) => Words::new().strong(words.to_string()).text(status),
        None => Words::new()
            .strong(teller.number(reference))
            .text(format!("{more}{}{status}", teller.counted(figure))),
    };
    vec![
        teller.series(figure).into(),
        amount,
        teller.day_of(&figure.provenance.at).into(),
        teller.source(&figure.provenance),
    ]
}

/// The readings in force of some groups behind rows that are there already; those older than a week stand in one
/// line.
fn readings(
    report: &mut Report<'_, '_>,
    groups: &[Group],
    mut rows: Vec<Vec<Words>>,
) -> (Vec<Block>, usize) {
    let snapshot = report.snapshot;
    let scenario = snapshot.scenario;
    let series = |reading: &Reading| scenario.one_series(reading.key.series);
    let mut older = Vec::new();
    let (mut told, mut left) = (0, 0);
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
            if told >= report.limits.figures {
                left += 1;
                continue;
            }
            told += 1;
            rows.extend(reading_rows(report, reading));
        }
    }
    let mut blocks = Vec::new();
    if !rows.is_empty() {
        blocks.push(Block::Table(Table {
            head: vec![""; 5],
            flexible: 0,
            right: vec![1],
            is_told: true,
            rows,
        }));
    }
    if !older.is_empty() {
        let older = (OLDER.to_owned(), olds(report, &older));
        blocks.push(Block::Facts(vec![older]));
    }
    (blocks, left)
}

/// What is in force of a series: the reading that leads and how it compares, what stands beside it, what was said
/// since the earlier moment and is no longer in force.
fn reading_rows(report: &mut Report<'_, '_>, reading: &Reading) -> Vec<Vec<Words>> {
    let scenario = report.snapshot.scenario;
    let is_added = reading.is_added(scenario);
    let remark = if is_added {
        Words::new()
    } else {
        change(report, reading)
    };
    let mut rows = vec![figure_row(report, reading, reading.figure, remark)];
    let others = reading.other_words(scenario);
    let most = if is_added { others.len() } else { MOST_OTHERS };
    rows.extend(told(
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
    rows.extend(told(
        report,
        reading,
        &between,
        MOST_OTHERS,
        "earlier, since replaced",
    ));
    rows
}

/// So many of some readings with a remark; the last one says how many more there are.
fn told(
    report: &mut Report<'_, '_>,
    reading: &Reading,
    figures: &[FigureRef],
    most: usize,
    remark: &str,
) -> Vec<Vec<Words>> {
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
    report: &mut Report<'_, '_>,
    reading: &Reading,
    figure: FigureRef,
    remark: Words,
) -> Vec<Words> {
    let is_more = reading.is_more(report.snapshot.scenario, figure);
    let mut cells = row(report, figure, is_more);
    if let Some(label) = cells.first_mut() {
        let series = report.snapshot.scenario.one_series(reading.key.series);
        *label = series.label.as_str().into();
    }
    cells.push(remark);
    cells
}

/// Readings older than a week in a line; of more than a page has room for, the last part says how many.
fn olds(report: &mut Report<'_, '_>, older: &[&Reading]) -> Words {
    let (told, left) = older.split_at(report.limits.older.min(older.len()));
    let mut parts: Vec<Words> = told.iter().map(|reading| old(report, reading)).collect();
    if !left.is_empty() {
        parts.push(format!("{} more", number::counted(left.len(), "figures")).into());
    }
    Words::joined(parts, "; ")
}

/// A reading older than a week, in a line: `NATO mission strength: about 9,600 troops, 1 May, AA B1`.
fn old(report: &mut Report<'_, '_>, reading: &Reading) -> Words {
    let scenario = report.snapshot.scenario;
    let last = reading.others.last().filter(|_| reading.is_added(scenario));
    let figure = last.unwrap_or(&reading.figure).get(scenario);
    let teller = &mut report.teller;
    let said = if reading.is_added(scenario) {
        let figures: Vec<FigureRef> = reading.figures().collect();
        number::one_after_another(scenario, &figures, teller.style)
    } else {
        teller.reading(reading.figure)
    };
    let label = teller.label_of(reading.key);
    let day = teller.day_of(&figure.provenance.at);
    Words::from(format!("{label}: {said}, {day}, ")).words(teller.source(&figure.provenance))
}

/// How a reading compares with what was in force at the earlier moment.
fn change(report: &Report<'_, '_>, reading: &Reading) -> Words {
    let scenario = report.snapshot.scenario;
    let changes = report.ledger.figures.iter();
    let mut its = changes.filter(|change| change.pair.key == reading.key);
    let Some(pair) = its.next().map(|change| &change.pair) else {
        return Words::new();
    };
    let Some(before) = pair.before.first().copied() else {
        return "new".into();
    };
    if !pair.has_changed() {
        return Words::new();
    }
    let number = if publisher(scenario, before) == publisher(scenario, reading.figure) {
        report.teller.number(before)
    } else {
        report.teller.named(before)
    };
    match pair.trend(scenario, reading.figure) {
        Trend::Up => format!("up from {number}").into(),
        Trend::Down => format!("down from {number}").into(),
        Trend::OtherCount => format!("{OTHER_COUNT}: {number}").into(),
        Trend::Level if report.teller.number(before) == report.teller.number(reading.figure) => {
            "unchanged".into()
        }
        Trend::Level => format!("was {number}").into(),
    }
}

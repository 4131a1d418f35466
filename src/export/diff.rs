//! The change ledger between two cursors as a document: what changed, what was reported late, what was corrected.
//!
//! Called by `dateline diff`. Three lists apart, an empty one says none; `diff::json` has the same
//! entries with ids.

pub mod json;

use crate::export::document::parts::{Block, Document, Table, Words};
use crate::export::entries;
use crate::export::teller::Teller;
use crate::facts::change;
use crate::facts::correction::corrects;
use crate::facts::moment::{DayForm, KnownForm, word_day, word_hour, word_known};
use crate::facts::number;
use crate::facts::sign::CHANGED;
use crate::model::calendar;
use crate::model::claim::Provenance;
use crate::model::cursor::Known;
use crate::model::id::{EventKey, PartyKey};
use crate::snapshot::Fold;
use crate::snapshot::compared::places as listed_places;
use crate::snapshot::figures::Reading;
use crate::snapshot::ledger::{Ledger, Why};
use crate::snapshot::reference::FigureRef;

/// Two ends, the older one first, and what lies between them.
#[derive(Clone, Copy)]
pub struct Compared<'l, 's> {
    /// The older end.
    pub from: &'l Fold<'s>,
    /// The newer one.
    pub to: &'l Fold<'s>,
    /// The ledger from the older to the newer.
    pub ledger: &'l Ledger,
}

/// The ledger as a document; with `ascii` signs have their stand-ins.
pub fn document(compared: Compared<'_, '_>, ascii: bool) -> Document {
    let Compared { to, ledger, .. } = compared;
    let scenario = to.scenario;
    let mut teller = Teller::new(scenario, to.cursor, ascii, false);
    let mut blocks = vec![head(&teller, compared)];
    for (why, heading) in [
        (Why::Happened, "Changed"),
        (Why::Learnt, "Reported late"),
        (Why::Corrected, "Corrected"),
    ] {
        let mut list = Vec::new();
        places(&mut teller, compared, why, &mut list);
        figures(&mut teller, compared, why, &mut list);
        deadlines(&mut teller, ledger, why, &mut list);
        events(&mut teller, compared, why, &mut list);
        if list.is_empty() {
            blocks.push(Block::Section(format!("{heading}: none")));
        } else {
            blocks.push(Block::Section(heading.to_owned()));
        }
        blocks.extend(list);
    }
    if let Some(same) = same(&mut teller, to, ledger) {
        blocks.push(Block::Section("The same before and after".to_owned()));
        blocks.push(Block::Paragraph(same));
    }
    Document {
        title: scenario.heading.title.to_string(),
        about: vec![about(&teller, compared)],
        blocks,
    }
}

/// Which two moments, as known when.
fn about(teller: &Teller<'_>, compared: Compared<'_, '_>) -> String {
    let Compared { from, to, .. } = compared;
    let zone = teller.scenario.zone();
    let day = |end: &Fold<'_>| calendar::day_of(end.cursor.as_of, zone);
    let end = |end: &Fold<'_>| {
        format!(
            "{}, {}",
            word_day(day(end), DayForm::Weekday, None),
            word_hour(end.cursor.as_of, zone)
        )
    };
    let known = match to.cursor.known {
        // Each end is seen as it was known at that end.
        Known::Then => "EACH AS KNOWN THEN".to_owned(),
        Known::Now | Known::At(_) => word_known(&to.cursor, zone, KnownForm::Heading),
    };
    let days = change::span(teller.scenario, &from.cursor, &to.cursor);
    let arrow = CHANGED.show(teller.style.ascii);
    format!(
        "Compared: {} {arrow} {}; {known}; {days}",
        end(from),
        end(to)
    )
}

/// Who holds how many, and how much is in the ledger.
fn head(teller: &Teller<'_>, compared: Compared<'_, '_>) -> Block {
    let Compared { from, to, ledger } = compared;
    let scenario = teller.scenario;
    let holds = |end: &Fold<'_>, party: PartyKey| {
        let states = end.places.iter();
        states.filter(|state| state.holder == Some(party)).count()
    };
    let tallies = scenario.party_keys().filter_map(|party| {
        let (before, after) = (holds(from, party), holds(to, party));
        (before + after > 0).then(|| entries::held(teller, party, before, after))
    });
    let tally = Words::joined(tallies, "; ").text(format!("; of {}", scenario.places.len()));
    let mut said = change::summary(scenario, ledger);
    said.extend(change::summary_of_log(ledger));
    let mut facts = vec![("In all".to_owned(), Words::from(said.join("; ")))];
    if !scenario.places.is_empty() {
        facts.insert(0, (scenario.heading.tally_label.to_string(), tally));
    }
    Block::Facts(facts)
}

/// The changes of places; among those that happened it is said that there are none.
fn places(teller: &mut Teller<'_>, compared: Compared<'_, '_>, why: Why, blocks: &mut Vec<Block>) {
    let Compared { from, to, ledger } = compared;
    let mut rows = Vec::new();
    for news in listed_places(ledger, why) {
        let Some(after) = to.places.get(news.place.row()) else {
            continue;
        };
        let entries = entries::place(teller, &news, after);
        for (change, entry) in news.changes.iter().zip(entries) {
            let mut row = entry.cells();
            let claim = change.claim.filter(|_| change.why == Why::Learnt);
            let known = claim.map(|claim| {
                let provenance = &claim.get(teller.scenario).provenance;
                let is_counted = entries::is_counted(from, claim.event, provenance);
                when_known(teller, provenance, from, is_counted)
            });
            row.push(known.unwrap_or_default().into());
            rows.push(row);
        }
    }
    if rows.is_empty() {
        if why == Why::Happened && !teller.scenario.places.is_empty() {
            let none = "No place changed hands between these dates.";
            blocks.push(Block::Paragraph(none.into()));
        }
        return;
    }
    blocks.push(Block::Heading("Places".to_owned()));
    blocks.push(Block::Table(with_known(Table {
        head: vec!["", "place", "when", "basis", "source", "known"],
        flexible: 1,
        rows,
        ..Table::default()
    })));
}

/// Returns when something became known, and whether the older end counts it.
fn when_known(
    teller: &Teller<'_>,
    provenance: &Provenance,
    from: &Fold<'_>,
    is_counted: bool,
) -> String {
    change::known(
        teller.scenario,
        teller.day,
        provenance,
        &from.cursor,
        is_counted,
    )
}

/// Takes away the last column where it says nothing.
fn with_known(mut table: Table) -> Table {
    if table
        .rows
        .iter()
        .all(|row| row.last().is_none_or(Words::is_empty))
    {
        table.head.pop();
        for row in &mut table.rows {
            row.pop();
        }
    }
    table
}

fn figures(teller: &mut Teller<'_>, compared: Compared<'_, '_>, why: Why, blocks: &mut Vec<Block>) {
    let Compared { from, ledger, .. } = compared;
    let mut rows = Vec::new();
    for change in ledger.figures.iter().filter(|change| change.why == why) {
        let after = change.pair.after.first();
        let after = after.map(|after| (after.event, after.get(teller.scenario)));
        let known = after.filter(|_| why == Why::Learnt).map(|(event, figure)| {
            let is_counted = entries::is_counted(from, event, &figure.provenance);
            when_known(teller, &figure.provenance, from, is_counted)
        });
        let mut known = known.unwrap_or_default();
        for mut row in entries::figure_rows(teller, &change.pair) {
            row.push(std::mem::take(&mut known).into());
            rows.push(row);
        }
    }
    if !rows.is_empty() {
        blocks.push(Block::Heading("Figures, before and after".to_owned()));
        blocks.push(Block::Table(with_known(Table {
            head: vec!["figure", "before", "after", "when", "source", "known"],
            flexible: 0,
            right: vec![1, 2],
            rows,
            ..Table::default()
        })));
    }
}

fn deadlines(teller: &mut Teller<'_>, ledger: &Ledger, why: Why, blocks: &mut Vec<Block>) {
    let changes = ledger.deadlines.iter().filter(|change| change.why == why);
    let items: Vec<Words> = changes
        .map(|change| entries::deadline(teller, change))
        .collect();
    if !items.is_empty() {
        blocks.push(Block::Heading("Deadlines".to_owned()));
        blocks.push(Block::Items(items));
    }
}

/// The events of a list, newest first; apart from them those that the second end no longer shows.
fn events(teller: &mut Teller<'_>, compared: Compared<'_, '_>, why: Why, blocks: &mut Vec<Block>) {
    let changes = compared.ledger.events.iter().rev();
    let its = changes.filter(|change| change.why == why);
    let (shown, gone): (Vec<EventKey>, Vec<EventKey>) = its
        .map(|change| change.event)
        .partition(|event| entries::is_shown(compared.to, *event));
    let new = if why == Why::Happened { "New in" } else { "In" };
    for (lead, keys) in [(new, shown), ("No longer in", gone)] {
        if keys.is_empty() {
            continue;
        }
        let rows = keys
            .iter()
            .map(|key| event_row(teller, compared, *key, why));
        let rows = rows.collect();
        blocks.push(Block::Heading(format!("{lead} the log: {}", keys.len())));
        blocks.push(Block::Table(Table {
            head: vec!["when", "event", "source"],
            flexible: 1,
            rows,
            ..Table::default()
        }));
    }
}

fn event_row(
    teller: &mut Teller<'_>,
    compared: Compared<'_, '_>,
    key: EventKey,
    why: Why,
) -> Vec<Words> {
    let Compared { from, to, .. } = compared;
    let event = teller.scenario.event(key);
    let provenance: &Provenance = &event.provenance;
    let mut said = event.headline.to_string();
    let correction = corrects(teller.scenario, &to.cursor, key);
    if let Some(correction) = correction.filter(|_| why == Why::Corrected) {
        said = format!("{said}. {correction}");
    }
    if why == Why::Learnt {
        let is_counted = entries::is_counted(from, key, provenance);
        let known = when_known(teller, provenance, from, is_counted);
        said = format!("{said}; {known}");
    }
    vec![
        teller.when(&provenance.at).into(),
        said.into(),
        teller.source(provenance),
    ]
}

/// The readings that are in force at both ends; of those older than a week, how many.
fn same(teller: &mut Teller<'_>, to: &Fold<'_>, ledger: &Ledger) -> Option<Words> {
    let is_same = |reading: &&Reading| {
        let mut changed = ledger.figures.iter();
        !changed.any(|change| change.pair.key == reading.key)
    };
    let (old, fresh): (Vec<&Reading>, Vec<&Reading>) = to
        .figures
        .iter()
        .filter(is_same)
        .partition(|reading| reading.is_old);
    let mut said: Vec<Words> = fresh
        .iter()
        .map(|reading| {
            let figure = reading.figure.get(to.scenario);
            let source = teller.source(&figure.provenance);
            let label = teller.label_of(reading.key);
            let said = if reading.is_added(to.scenario) {
                let figures: Vec<FigureRef> = reading.figures().collect();
                number::one_after_another(to.scenario, &figures, teller.style)
            } else {
                teller.reading(reading.figure)
            };
            Words::from(format!("{label}: {said} ")).words(source)
        })
        .collect();
    if !old.is_empty() {
        said.push(
            format!(
                "{} older than a week",
                number::counted(old.len(), "readings")
            )
            .into(),
        );
    }
    (!said.is_empty()).then(|| Words::joined(said, "; "))
}

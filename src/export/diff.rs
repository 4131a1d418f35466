//! The change ledger between two cursors as a document: what changed, what was reported late, what was corrected.
//!
//! Called by `dateline diff`. Three lists apart, an empty one says none; `diff::json` has the same
//! entries with ids.

pub mod json;

use crate::export::citation::CitationWriter;
use crate::export::document::parts::{Document, DocumentBlock, DocumentTable, DocumentWords};
use crate::export::entries;
use crate::facts::change;
use crate::facts::correction::word_correction;
use crate::facts::moment::{DayForm, KnownForm, word_day, word_hour, word_known};
use crate::facts::number;
use crate::facts::sign::CHANGED;
use crate::model::calendar;
use crate::model::claim::Provenance;
use crate::model::cursor::KnownAt;
use crate::model::id::{EventKey, PartyKey};
use crate::snapshot::Fold;
use crate::snapshot::compared::list_place_news as listed_places;
use crate::snapshot::figures::Reading;
use crate::snapshot::ledger::{Ledger, Why};
use crate::snapshot::narrowed::Filtered;
use crate::snapshot::news::{EventOrder, NewsOrder};
use crate::snapshot::reference::FigureRef;

/// Two ends, the older one first, and what lies between them.
#[derive(Clone, Copy)]
pub struct ComparedEnds<'l, 's> {
    /// The older end.
    pub from: &'l Fold<'s>,
    /// The newer one.
    pub to: &'l Fold<'s>,
    /// The ledger from the older to the newer.
    pub ledger: &'l Ledger,
    /// What of it is listed, where not all is.
    pub filtered: Option<&'l Filtered<'s>>,
}

impl<'l> ComparedEnds<'l, '_> {
    /// Returns the entries that are listed.
    fn listed(self) -> &'l Ledger {
        self.filtered
            .map_or(self.ledger, |filtered| &filtered.ledger)
    }
}

/// The ledger as a document; with `ascii` signs have their stand-ins.
pub fn compose_ledger(compared: ComparedEnds<'_, '_>, ascii: bool) -> Document {
    let ComparedEnds { to, .. } = compared;
    let scenario = to.scenario;
    let mut writer = CitationWriter::new(scenario, to.cursor, ascii, false);
    let mut blocks = vec![summary_block(&writer, compared)];
    for (why, heading) in [
        (Why::Happened, "Changed"),
        (Why::Learnt, "Reported late"),
        (Why::Corrected, "Corrected"),
    ] {
        let mut list = Vec::new();
        add_places(&mut writer, compared, why, &mut list);
        add_figures(&mut writer, compared, why, &mut list);
        add_deadlines(&mut writer, compared.listed(), why, &mut list);
        add_events(&mut writer, compared, why, &mut list);
        if list.is_empty() {
            blocks.push(DocumentBlock::Section(format!("{heading}: none")));
        } else {
            blocks.push(DocumentBlock::Section(heading.to_owned()));
        }
        blocks.extend(list);
    }
    if let Some(same) = word_unchanged(&mut writer, compared) {
        blocks.push(DocumentBlock::Section(
            "The same before and after".to_owned(),
        ));
        blocks.push(DocumentBlock::Paragraph(same));
    }
    Document {
        title: scenario.heading.title.to_string(),
        about: vec![describe_ends(&writer, compared)],
        blocks,
    }
}

/// Which two moments, as known when.
fn describe_ends(writer: &CitationWriter<'_>, compared: ComparedEnds<'_, '_>) -> String {
    let ComparedEnds { from, to, .. } = compared;
    let zone = writer.scenario.zone();
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
        KnownAt::Then => "EACH AS KNOWN THEN".to_owned(),
        KnownAt::Now | KnownAt::At(_) => word_known(&to.cursor, zone, KnownForm::Heading),
    };
    let days = change::word_days_between(writer.scenario, &from.cursor, &to.cursor);
    let arrow = CHANGED.choose_form(writer.style.ascii);
    let only = compared.filtered.map(Filtered::words);
    let only = only.map_or_else(String::new, |only| format!("; {only}"));
    format!(
        "Compared: {} {arrow} {}; {known}; {days}{only}",
        end(from),
        end(to)
    )
}

/// Who holds how many, and how much is in the ledger.
fn summary_block(writer: &CitationWriter<'_>, compared: ComparedEnds<'_, '_>) -> DocumentBlock {
    let ComparedEnds {
        from, to, ledger, ..
    } = compared;
    let scenario = writer.scenario;
    let holds = |end: &Fold<'_>, party: PartyKey| {
        let states = end.places.iter();
        states.filter(|state| state.holder == Some(party)).count()
    };
    let tallies = scenario.party_keys().filter_map(|party| {
        let (before, after) = (holds(from, party), holds(to, party));
        (before + after > 0).then(|| entries::word_held(writer, party, before, after))
    });
    let tally = DocumentWords::join_words(tallies, "; ")
        .with_text(format!("; of {}", scenario.places.len()));
    let mut phrase = change::summarise_place_changes(scenario, ledger);
    phrase.extend(change::summary_of_log(ledger));
    let mut facts = vec![("In all".to_owned(), DocumentWords::from(phrase.join("; ")))];
    if !scenario.places.is_empty() {
        facts.insert(0, (scenario.heading.tally_label.to_string(), tally));
    }
    DocumentBlock::Facts(facts)
}

/// The changes of places; among those that happened it is said that there are none.
fn add_places(
    writer: &mut CitationWriter<'_>,
    compared: ComparedEnds<'_, '_>,
    why: Why,
    blocks: &mut Vec<DocumentBlock>,
) {
    let ComparedEnds { from, to, .. } = compared;
    let mut rows = Vec::new();
    for news in listed_places(compared.listed(), why) {
        let Some(after) = to.places.get(news.place.row()) else {
            continue;
        };
        let entries = entries::place_entries(writer, &news, after);
        for (change, entry) in news.changes.iter().zip(entries) {
            let mut row = entry.into_cells();
            let claim = change.claim.filter(|_| change.why == Why::Learnt);
            let known = claim.map(|claim| {
                let provenance = &claim.get(writer.scenario).provenance;
                let is_counted = entries::is_counted(from, claim.event, provenance);
                when_known(writer, provenance, from, is_counted)
            });
            row.push(known.unwrap_or_default().into());
            rows.push(row);
        }
    }
    if rows.is_empty() {
        if why == Why::Happened && !writer.scenario.places.is_empty() {
            let none = match compared.filtered {
                None => "No place changed hands between these dates.",
                Some(_) => "No change of a place passes the filter.",
            };
            blocks.push(DocumentBlock::Paragraph(none.into()));
        }
        return;
    }
    blocks.push(DocumentBlock::Heading("Places".to_owned()));
    blocks.push(DocumentBlock::Table(with_known(DocumentTable {
        head: vec!["", "place", "when", "basis", "source", "known"],
        flexible: 1,
        rows,
        ..DocumentTable::default()
    })));
}

/// Returns when something became known, and whether the older end counts it.
fn when_known(
    writer: &CitationWriter<'_>,
    provenance: &Provenance,
    from: &Fold<'_>,
    is_counted: bool,
) -> String {
    change::word_late_report(
        writer.scenario,
        writer.day,
        provenance,
        &from.cursor,
        is_counted,
    )
}

/// Takes away the last column where it says nothing.
fn with_known(mut table: DocumentTable) -> DocumentTable {
    if table
        .rows
        .iter()
        .all(|row| row.last().is_none_or(DocumentWords::is_empty))
    {
        table.head.pop();
        for row in &mut table.rows {
            row.pop();
        }
    }
    table
}

fn add_figures(
    writer: &mut CitationWriter<'_>,
    compared: ComparedEnds<'_, '_>,
    why: Why,
    blocks: &mut Vec<DocumentBlock>,
) {
    let from = compared.from;
    let mut rows = Vec::new();
    for change in compared
        .listed()
        .figures
        .iter()
        .filter(|change| change.why == why)
    {
        let after = change.pair.after.first();
        let after = after.map(|after| (after.event, after.get(writer.scenario)));
        let known = after.filter(|_| why == Why::Learnt).map(|(event, figure)| {
            let is_counted = entries::is_counted(from, event, &figure.provenance);
            when_known(writer, &figure.provenance, from, is_counted)
        });
        let mut known = known.unwrap_or_default();
        for mut row in entries::figure_rows(writer, &change.pair) {
            row.push(std::mem::take(&mut known).into());
            rows.push(row);
        }
    }
    if !rows.is_empty() {
        blocks.push(DocumentBlock::Heading(
            "Figures, before and after".to_owned(),
        ));
        blocks.push(DocumentBlock::Table(with_known(DocumentTable {
            head: vec!["figure", "before", "after", "when", "source", "known"],
            flexible: 0,
            right: vec![1, 2],
            rows,
            ..DocumentTable::default()
        })));
    }
}

fn add_deadlines(
    writer: &mut CitationWriter<'_>,
    ledger: &Ledger,
    why: Why,
    blocks: &mut Vec<DocumentBlock>,
) {
    let changes = ledger.deadlines.iter().filter(|change| change.why == why);
    let items: Vec<DocumentWords> = changes
        .map(|change| entries::word_deadline(writer, change))
        .collect();
    if !items.is_empty() {
        blocks.push(DocumentBlock::Heading("Deadlines".to_owned()));
        blocks.push(DocumentBlock::Items(items));
    }
}

/// The events of a list, newest first; apart from them those that the second end no longer shows.
fn add_events(
    writer: &mut CitationWriter<'_>,
    compared: ComparedEnds<'_, '_>,
    why: Why,
    blocks: &mut Vec<DocumentBlock>,
) {
    let changes = compared.listed().events.iter();
    let its = changes.filter(|change| change.why == why);
    let mut its: Vec<EventKey> = its.map(|change| change.event).collect();
    let to = compared.to;
    NewsOrder::new(to.scenario, to.cursor, &to.places).sort_events(EventOrder::Newest, &mut its);
    let (shown, gone): (Vec<EventKey>, Vec<EventKey>) = its
        .into_iter()
        .partition(|event| entries::is_shown(compared.to, *event));
    let new = if why == Why::Happened { "New in" } else { "In" };
    for (lead, keys) in [(new, shown), ("No longer in", gone)] {
        if keys.is_empty() {
            continue;
        }
        let rows = keys
            .iter()
            .map(|key| event_row(writer, compared, *key, why));
        let rows = rows.collect();
        blocks.push(DocumentBlock::Heading(format!(
            "{lead} the log: {}",
            keys.len()
        )));
        blocks.push(DocumentBlock::Table(DocumentTable {
            head: vec!["when", "event", "source"],
            flexible: 1,
            rows,
            ..DocumentTable::default()
        }));
    }
}

fn event_row(
    writer: &mut CitationWriter<'_>,
    compared: ComparedEnds<'_, '_>,
    key: EventKey,
    why: Why,
) -> Vec<DocumentWords> {
    let ComparedEnds { from, to, .. } = compared;
    let event = writer.scenario.event(key);
    let provenance: &Provenance = &event.provenance;
    let mut phrase = event.headline.to_string();
    let correction = word_correction(writer.scenario, &to.cursor, key);
    if let Some(correction) = correction.filter(|_| why == Why::Corrected) {
        phrase = format!("{phrase}. {correction}");
    }
    if why == Why::Learnt {
        let is_counted = entries::is_counted(from, key, provenance);
        let known = when_known(writer, provenance, from, is_counted);
        phrase = format!("{phrase}; {known}");
    }
    vec![
        writer.word_moment(&provenance.at).into(),
        phrase.into(),
        writer.cite_source(provenance),
    ]
}

/// The readings that are in force at both ends; of those older than a week, how many.
fn word_unchanged(
    writer: &mut CitationWriter<'_>,
    compared: ComparedEnds<'_, '_>,
) -> Option<DocumentWords> {
    let ComparedEnds { to, ledger, .. } = compared;
    let is_listed = |reading: &&Reading| {
        let filtered = compared.filtered;
        filtered.is_none_or(|filtered| filtered.narrowed.has_figure(reading.key))
    };
    let is_same = |reading: &&Reading| {
        let mut changed = ledger.figures.iter();
        !changed.any(|change| change.pair.key == reading.key)
    };
    let (old, fresh): (Vec<&Reading>, Vec<&Reading>) = to
        .figures
        .iter()
        .filter(is_listed)
        .filter(is_same)
        .partition(|reading| reading.is_old);
    let mut phrase: Vec<DocumentWords> = fresh
        .iter()
        .map(|reading| {
            let figure = reading.figure.get(to.scenario);
            let source = writer.cite_source(&figure.provenance);
            let label = writer.label_of(reading.key);
            let phrase = if reading.is_added(to.scenario) {
                let figures: Vec<FigureRef> = reading.all_figures().collect();
                number::one_after_another(to.scenario, &figures, writer.style)
            } else {
                writer.word_reading(reading.figure)
            };
            DocumentWords::from(format!("{label}: {phrase} ")).with_words(source)
        })
        .collect();
    if !old.is_empty() {
        phrase.push(
            format!(
                "{} older than a week",
                number::word_quantity(old.len(), "readings")
            )
            .into(),
        );
    }
    (!phrase.is_empty()).then(|| DocumentWords::join_words(phrase, "; "))
}

//! The situation report at a cursor as a document: one page on who holds what, how many, and who says so.
//!
//! Called by `dateline brief`. It tells the snapshot and the ledger since an earlier moment; each piece
//! of news stands in one section; lists are cut until all of it is a page, and say how many are left.

mod control;
mod disputed;
mod figures;
mod news;
mod report;

use crate::export::citation::CitationWriter;
use crate::export::document::parts::{Document, DocumentBlock};
use crate::export::document::text;
use crate::facts::change::reports_not_shown;
use crate::facts::elsewhere::word_offset;
use crate::facts::moment::{DayForm, KnownForm, word_clock, word_day, word_hour, word_known};
use crate::model::calendar::{self, UnixTime};
use crate::model::cursor::{Cursor, KnownAt};
use crate::model::figure::Group;
use crate::snapshot::Snapshot;
use crate::snapshot::ledger::Ledger;
use crate::snapshot::narrowed::Filtered;
use report::{BriefReport, Limits, TRIES};

/// Lines of text that fit a page of A4.
const PAGE: usize = 70;

/// What stands under a heading without anything.
const NOTHING: &str = "Nothing new.";
/// What stands under a heading of which everything is left out.
const NO_ROOM: &str = "Left out to keep the report to one page.";

/// The report at a snapshot, with the ledger from `since` to it; with `ascii` signs have their stand-ins.
pub fn compose_brief(
    snapshot: &Snapshot<'_>,
    (since, ledger): (&Cursor, &Ledger),
    ascii: bool,
) -> Document {
    let mentioned = |limits| compose_limited(snapshot, (since, ledger), None, (ascii, limits));
    shorten_to_page(mentioned, ascii)
}

/// Writes a report whose lists are filtered; its tallies are of all.
pub fn document_filtered(
    snapshot: &Snapshot<'_>,
    (since, ledger): (&Cursor, &Ledger),
    filtered: &Filtered<'_>,
    ascii: bool,
) -> Document {
    let narrowed = filtered.narrowed.narrow_snapshot(snapshot);
    let mentioned =
        |limits| compose_limited(&narrowed, (since, ledger), Some(filtered), (ascii, limits));
    shorten_to_page(mentioned, ascii)
}

/// Returns the longest form of a report that is a page, else the shortest.
fn shorten_to_page(mentioned: impl Fn(Limits) -> Document, ascii: bool) -> Document {
    let is_page = |document: &Document| text::write(document, ascii).lines().count() <= PAGE;
    let mut shortest = Document::default();
    for document in TRIES.into_iter().map(mentioned) {
        if is_page(&document) {
            return document;
        }
        shortest = document;
    }
    shortest
}

/// The report with so much of each list.
fn compose_limited(
    snapshot: &Snapshot<'_>,
    (since, ledger): (&Cursor, &Ledger),
    filtered: Option<&Filtered<'_>>,
    (ascii, limits): (bool, Limits),
) -> Document {
    let scenario = snapshot.scenario;
    let writer = CitationWriter::new(scenario, snapshot.cursor, ascii, true);
    let mut report = BriefReport::new(snapshot, since, (ledger, filtered), writer, limits);
    let mut blocks = Vec::new();
    let leading = news::leading_blocks(&mut report);
    add_section(&mut blocks, &news::word_heading(&report), (leading, 0));
    // What the figures and the changes tell first is no news any more when the lists are made.
    let numbers = figures::number_blocks(&mut report);
    let changes = control::control_blocks(&mut report);
    let forces = figures::figure_blocks(&mut report, &[Group::Forces, Group::Evacuation]);
    add_section(&mut blocks, "The situation in numbers", numbers);
    if !scenario.places.is_empty() {
        add_section(&mut blocks, &control::word_heading(&report), (changes, 0));
    }
    let (moves, left) = news::movement_blocks(&mut report);
    let forces = ([forces.0, moves].concat(), forces.1 + left);
    add_section(&mut blocks, "Forces and evacuation", forces);
    let deadlines = news::deadline_blocks(&mut report);
    add_section(&mut blocks, "Deadlines", (deadlines, 0));
    // What leads may have told all of these: a section without anything would say that there is nothing.
    let mut folded = 0;
    let lists = [
        (
            "Diplomacy and statements",
            news::diplomacy_blocks(&mut report),
        ),
        ("Assessments", news::assessment_blocks(&mut report)),
    ];
    for (heading, list) in lists {
        if list.0.is_empty() {
            folded += list.1;
        } else {
            add_section(&mut blocks, heading, list);
        }
    }
    let (others, left) = news::other_blocks(&mut report);
    if !others.is_empty() || left + folded > 0 {
        add_section(&mut blocks, "Other news", (others, left + folded));
    }
    let disputed = disputed::disputed_blocks(&mut report);
    add_section(
        &mut blocks,
        "Disputed, reported late, corrected",
        (disputed, 0),
    );
    let sources = vec![DocumentBlock::Paragraph(report.writer.list_cited())];
    add_section(&mut blocks, "Sources", (sources, 0));
    Document {
        title: format!("{}. Situation report", scenario.heading.title),
        about: describe_moment(&report),
        blocks,
    }
}

/// A section, with how many entries it leaves out; one without anything says so.
fn add_section(
    blocks: &mut Vec<DocumentBlock>,
    heading: &str,
    (content, left): (Vec<DocumentBlock>, usize),
) {
    let more = if left > 0 {
        format!(", {left} more in the log")
    } else {
        String::new()
    };
    let content: Vec<DocumentBlock> = content
        .into_iter()
        .filter(|block| !block.is_empty())
        .collect();
    blocks.push(DocumentBlock::Section(format!("{heading}{more}")));
    if content.is_empty() {
        let none = if left == 0 { NOTHING } else { NO_ROOM };
        blocks.push(DocumentBlock::Paragraph(none.into()));
    }
    blocks.extend(content);
}

/// Of which moment, as known when, and since when things are called new.
fn describe_moment(report: &BriefReport<'_, '_>) -> Vec<String> {
    let snapshot = report.snapshot;
    let scenario = snapshot.scenario;
    let zone = scenario.zone();
    let cursor = &snapshot.cursor;
    let date =
        |cursor: &Cursor| word_day(calendar::day_of(cursor.as_of, zone), DayForm::Weekday, None);
    let time = |cursor: &Cursor| word_hour(cursor.as_of, zone);
    let mut phrase = vec![
        format!("{}, {}", date(cursor), time(cursor)),
        word_known(cursor, zone, KnownForm::Heading),
    ];
    phrase.push(word_offset(calendar::offset_at(cursor.as_of, zone)));
    let since = report.since;
    phrase.push(if since.is_end_of_day(zone) {
        let day = calendar::day_of(since.as_of, zone);
        format!(
            "changes since the end of {}",
            word_day(day, DayForm::Long, Some(snapshot.day))
        )
    } else {
        // Behind the second of the cursor, with which what is told begins.
        let begin = UnixTime(since.as_of.0.saturating_add(1));
        format!("changes since {}, {}", date(since), word_clock(begin, zone))
    });
    phrase.extend(report.filtered.map(Filtered::words));
    if cursor.known != KnownAt::Now && snapshot.hidden > 0 {
        phrase.push(reports_not_shown(snapshot.hidden));
    }
    vec![phrase.join("; ")]
}

//! News of the report in lists: what leads, moves of forces, deadlines, diplomacy, assessments, and what is left.
//!
//! An event stands in one list, the most important first. What an event says stands in a list even where a figure or a
//! change has told the event. Where people speak, what they said stands under their name; a list that is longer than a
//! page can hold says how many are left out.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::report::{BriefReport, in_brackets};
use crate::export::citation::CitationWriter;
use crate::export::document::parts::{DocumentBlock, DocumentWords};
use crate::export::entries;
use crate::facts::correction::correction_behind;
use crate::facts::moment::DayForm;
use crate::facts::{deadline, number};
use crate::model::id::{EventKey, PersonKey};
use crate::model::statement::{Outcome, Statement};
use crate::snapshot::deadlines::{DeadlineState, Phase};
use crate::snapshot::ledger::Why;

/// Returns the heading of what leads: how many events there are.
pub(super) fn word_heading(report: &BriefReport<'_, '_>) -> String {
    match report.new_events(Why::Happened).len() {
        1 => "News: 1 event".to_owned(),
        count => format!("News: {} events", number::format_count(count)),
    }
}

/// Returns what leads the report, whatever kind of event it is and whatever else tells it.
pub(super) fn leading_blocks(report: &mut BriefReport<'_, '_>) -> Vec<DocumentBlock> {
    let mut news = report.new_events(Why::Happened);
    news.truncate(report.limits.leading);
    let items: Vec<DocumentWords> = news
        .iter()
        .map(|event| {
            report.mark_listed(*event);
            event_item(report, *event)
        })
        .collect();
    if items.is_empty() {
        return Vec::new();
    }
    vec![DocumentBlock::Items(items)]
}

/// What happened to forces and with flights.
pub(super) fn movement_blocks(report: &mut BriefReport<'_, '_>) -> (Vec<DocumentBlock>, usize) {
    let news = take_news(report, |report, event| {
        matches!(
            report.kind_id(event),
            "deployment" | "withdrawal" | "evacuation"
        ) && !report.is_itemised(event)
    });
    list_news(report, &news)
}

/// Returns the deadlines that are to come, those that are over for a week, and what was dropped.
pub(super) fn deadline_blocks(report: &mut BriefReport<'_, '_>) -> Vec<DocumentBlock> {
    let scenario = report.snapshot.scenario;
    let day = report.snapshot.day;
    let mut items = Vec::new();
    for state in &report.snapshot.deadlines {
        let word = state.last_word(scenario);
        let dates = deadline::word_dates(scenario, state, DayForm::Short, day);
        let progress = deadline::word_progress(report.snapshot, state, DayForm::Short);
        let source = entries::sources_of(&mut report.writer, state);
        let words =
            DocumentWords::from(format!("{}: ", word.label.bidi_terminated())).with_strong(dates);
        let words = words
            .with_text(format!(", {progress}, "))
            .with_words(source);
        items.push(match moved_from(report, state) {
            Some(before) => words.with_text(format!("; moved, it was {before}")),
            None => words,
        });
    }
    let dropped = Phase::Ended(Outcome::Dropped);
    let ended = report.ledger.deadlines.iter().filter(|change| {
        let phase = change.after.map(|state| state.phase);
        phase.is_none_or(|phase| phase == dropped)
    });
    items.extend(ended.map(|change| entries::word_deadline(&mut report.writer, change)));
    if items.is_empty() {
        return vec![DocumentBlock::Paragraph("None stands.".into())];
    }
    vec![DocumentBlock::Items(items)]
}

/// Returns when a deadline fell before it was moved.
fn moved_from(report: &BriefReport<'_, '_>, state: &DeadlineState) -> Option<String> {
    let scenario = report.snapshot.scenario;
    let mut changes = report.ledger.deadlines.iter();
    let is_its = |after: DeadlineState| after.deadline == state.deadline;
    let change = changes.find(|change| change.after.is_some_and(is_its))?;
    deadline::moved_from(scenario, change, DayForm::Short, report.snapshot.day)
}

/// Returns talks and meetings, and what was said without a judgement of what is to come, in events of any kind.
pub(super) fn diplomacy_blocks(report: &mut BriefReport<'_, '_>) -> (Vec<DocumentBlock>, usize) {
    let news = take_news(report, |report, event| {
        let kind = report.kind_id(event);
        let is_talk = matches!(kind, "talks" | "meeting" | "statement");
        let is_untold_word = report.is_itemised(event) && !report.list_statements(event).is_empty();
        (is_talk || (is_untold_word && kind != "assessment")) && !is_judged(report, event)
    });
    list_news(report, &news)
}

/// Returns assessments and judgements; those with a likelihood first, then the most credible.
pub(super) fn assessment_blocks(report: &mut BriefReport<'_, '_>) -> (Vec<DocumentBlock>, usize) {
    let mut news = take_news(report, |report, event| {
        let is_untold = !report.is_itemised(event) || !report.list_statements(event).is_empty();
        is_judged(report, event) || (report.kind_id(event) == "assessment" && is_untold)
    });
    news.sort_by_key(|event| {
        let credibility = report.event_at(*event).provenance.credibility;
        (!is_judged(report, *event), Reverse(credibility))
    });
    list_news(report, &news)
}

/// What no other section tells, in one paragraph.
pub(super) fn other_blocks(report: &mut BriefReport<'_, '_>) -> (Vec<DocumentBlock>, usize) {
    let news = take_news(report, |report, event| !report.is_itemised(event));
    let (items, left) = news_items(report, &news, report.limits.others);
    if items.is_empty() {
        return (Vec::new(), left);
    }
    (
        vec![DocumentBlock::Paragraph(DocumentWords::join_words(
            items, "; ",
        ))],
        left,
    )
}

/// Some events as a list, and how many entries it leaves out.
fn list_news(report: &mut BriefReport<'_, '_>, news: &[EventKey]) -> (Vec<DocumentBlock>, usize) {
    let (items, left) = news_items(report, news, report.limits.news);
    if items.is_empty() {
        return (Vec::new(), left);
    }
    (vec![DocumentBlock::Items(items)], left)
}

/// Whether somebody judges in an event how likely something is.
fn is_judged(report: &BriefReport<'_, '_>, event: EventKey) -> bool {
    let statement = report.list_statements(event);
    statement
        .iter()
        .any(|statement| statement.likelihood.is_some())
}

/// Takes the news that is meant and that no list has taken.
fn take_news(
    report: &mut BriefReport<'_, '_>,
    is_wanted: impl Fn(&BriefReport<'_, '_>, EventKey) -> bool,
) -> Vec<EventKey> {
    let mut news = report.new_events(Why::Happened);
    news.retain(|event| !report.is_listed(*event) && is_wanted(report, *event));
    for event in &news {
        report.mark_listed(*event);
    }
    news
}

/// An entry of a list: an event by its headline, or all that one person said.
enum NewsEntry {
    Event(EventKey),
    Speaker(PersonKey, Vec<EventKey>),
}

/// The entries of some events, in their order; what one person said in several stands together.
fn entries_of(report: &BriefReport<'_, '_>, news: &[EventKey]) -> Vec<NewsEntry> {
    let mut entries: Vec<NewsEntry> = Vec::new();
    // Where each speaker's entry stands.
    let mut places: HashMap<PersonKey, usize> = HashMap::new();
    for event in news {
        let mut speakers: Vec<PersonKey> = Vec::new();
        for statement in report.list_statements(*event) {
            if !speakers.contains(&statement.speaker) {
                speakers.push(statement.speaker);
            }
        }
        let is_speech = matches!(report.kind_id(*event), "statement" | "assessment")
            || report.is_itemised(*event);
        if speakers.is_empty() || !is_speech {
            entries.push(NewsEntry::Event(*event));
            continue;
        }
        for speaker in speakers {
            let at = *places.entry(speaker).or_insert(entries.len());
            match entries.get_mut(at) {
                Some(NewsEntry::Speaker(_, events)) => events.push(*event),
                _ => entries.push(NewsEntry::Speaker(speaker, vec![*event])),
            }
        }
    }
    entries
}

/// The first entries that some events make, and how many more there are.
fn news_items(
    report: &mut BriefReport<'_, '_>,
    news: &[EventKey],
    most: usize,
) -> (Vec<DocumentWords>, usize) {
    let entries = entries_of(report, news);
    let left = entries.len().saturating_sub(most);
    let items: Vec<DocumentWords> = entries
        .iter()
        .take(most)
        .map(|entry| match entry {
            NewsEntry::Event(event) => event_item(report, *event),
            NewsEntry::Speaker(speaker, events) => speaker_item(report, *speaker, events),
        })
        .collect();
    (items, left)
}

/// Returns a headline with its source, who said what, and what it corrects; the day where it is not the report's.
fn event_item(report: &mut BriefReport<'_, '_>, key: EventKey) -> DocumentWords {
    report.mark_headline(key);
    let snapshot = report.snapshot;
    let event = report.event_at(key);
    let day = event.provenance.at.day_in(snapshot.scenario.zone());
    let lead = if day == snapshot.day {
        String::new()
    } else {
        format!("{}: ", report.writer.word_day(day))
    };
    let mut words = DocumentWords::from(format!("{lead}{}", event.headline));
    let statement = report.list_statements(key);
    let (gist, left) = choose_statements(&statement, report.limits.quoted);
    for statement in gist {
        let speaker = report.writer.word_speaker(statement);
        words = words
            .with_text(format!("; {speaker}: "))
            .with_words(CitationWriter::word_statement(statement));
    }
    words = words.with_text(word_left_out(left));
    if let Some(correction) = correction_behind(snapshot.scenario, &snapshot.cursor, key) {
        words = words.with_text(format!("; {}", correction.trim_end_matches('.')));
    }
    let source = report.cite_event(key);
    words.with_words(source)
}

/// Returns the first of some words, judgements before the rest, and how many are left out.
fn choose_statements<'e>(statement: &[&'e Statement], most: usize) -> (Vec<&'e Statement>, usize) {
    let mut gist = statement.to_vec();
    gist.sort_by_key(|statement| statement.likelihood.is_none());
    gist.truncate(most);
    let left = statement.len() - gist.len();
    (gist, left)
}

/// Returns how many words of somebody are left out.
fn word_left_out(left: usize) -> String {
    match left {
        0 => String::new(),
        left => format!("; {left} more said"),
    }
}

/// Returns what one person said in some events, each with its source.
fn speaker_item(
    report: &mut BriefReport<'_, '_>,
    speaker: PersonKey,
    events: &[EventKey],
) -> DocumentWords {
    let scenario = report.snapshot.scenario;
    let name = crate::facts::word_speaker(scenario.person(speaker));
    let mut parts = Vec::new();
    for event in events {
        report.mark_headline(*event);
        let statement = report.list_statements(*event);
        let its = statement
            .into_iter()
            .filter(|statement| statement.speaker == speaker);
        let its: Vec<_> = its.collect();
        let Some(first) = its.first() else {
            continue;
        };
        let source = in_brackets(report.writer.cite_source(&first.provenance));
        let (gist, left) = choose_statements(&its, report.limits.quoted);
        let words =
            DocumentWords::join_words(gist.into_iter().map(CitationWriter::word_statement), "; ");
        parts.push(words.with_text(word_left_out(left)).with_words(source));
    }
    DocumentWords::from(format!("{name}: ")).with_words(DocumentWords::join_words(parts, "; "))
}

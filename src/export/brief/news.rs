//! News of the report in lists: what leads, moves of forces, deadlines, diplomacy, assessments, and what is left.
//!
//! An event stands in one list, the most important first. What an event says stands in a list even where a figure or a
//! change has told the event. Where people speak, what they said stands under their name; a list that is longer than a
//! page can hold says how many are left out.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::report::{Report, bracketed};
use crate::export::document::parts::{Block, Words};
use crate::export::entries;
use crate::export::teller::Teller;
use crate::facts::correction::correction_behind;
use crate::facts::{deadline, number};
use crate::model::id::{EventKey, PersonKey};
use crate::model::statement::{Outcome, Statement};
use crate::snapshot::deadlines::{DeadlineState, Phase};
use crate::snapshot::ledger::Why;

/// Returns the heading of what leads: how many events there are.
pub(super) fn heading(report: &Report<'_, '_>) -> String {
    match report.new_events(Why::Happened).len() {
        1 => "News: 1 event".to_owned(),
        count => format!("News: {} events", number::count(count)),
    }
}

/// Returns what leads the report, whatever kind of event it is and whatever else tells it.
pub(super) fn leading(report: &mut Report<'_, '_>) -> Vec<Block> {
    let mut news = report.new_events(Why::Happened);
    news.truncate(report.limits.leading);
    let items: Vec<Words> = news
        .iter()
        .map(|event| {
            report.take(*event);
            event_item(report, *event)
        })
        .collect();
    if items.is_empty() {
        return Vec::new();
    }
    vec![Block::Items(items)]
}

/// What happened to forces and with flights.
pub(super) fn moves(report: &mut Report<'_, '_>) -> (Vec<Block>, usize) {
    let news = take(report, |report, event| {
        matches!(
            report.kind(event),
            "deployment" | "withdrawal" | "evacuation"
        ) && !report.is_itemised(event)
    });
    list(report, &news)
}

/// Returns the deadlines that are to come, those that are over for a week, and what was dropped.
pub(super) fn deadlines(report: &mut Report<'_, '_>) -> Vec<Block> {
    let scenario = report.snapshot.scenario;
    let zone = scenario.zone();
    let mut items = Vec::new();
    for state in &report.snapshot.deadlines {
        let word = state.word(scenario);
        let dates: Vec<String> = state
            .moments(scenario)
            .map(|on| Teller::date(on.day_in(zone)))
            .collect();
        let dates = dates.join(" or ");
        let progress = deadline::progress(report.snapshot, state, Teller::date);
        let source = report.teller.source(&word.provenance);
        let words = Words::from(format!("{}: ", word.label.closed())).strong(dates);
        let words = words.text(format!(", {progress}, ")).words(source);
        items.push(match moved_from(report, state) {
            Some(before) => words.text(format!("; moved, it was {before}")),
            None => words,
        });
    }
    let dropped = Phase::Ended(Outcome::Dropped);
    let ended = report.ledger.deadlines.iter().filter(|change| {
        let phase = change.after.map(|state| state.phase);
        phase.is_none_or(|phase| phase == dropped)
    });
    items.extend(ended.map(|change| entries::deadline(&mut report.teller, change)));
    if items.is_empty() {
        return vec![Block::Paragraph("None stands.".into())];
    }
    vec![Block::Items(items)]
}

/// Returns the day that a deadline had before it was moved.
fn moved_from(report: &Report<'_, '_>, state: &DeadlineState) -> Option<String> {
    let scenario = report.snapshot.scenario;
    let mut changes = report.ledger.deadlines.iter();
    let is_its = |after: DeadlineState| after.deadline == state.deadline;
    let change = changes.find(|change| change.after.is_some_and(is_its))?;
    let before = change.before?.on(scenario)?;
    let after = state.on(scenario)?;
    (before != after).then(|| Teller::date(before.day_in(scenario.zone())))
}

/// Returns talks and meetings, and what was said without a judgement of what is to come, in events of any kind.
pub(super) fn diplomacy(report: &mut Report<'_, '_>) -> (Vec<Block>, usize) {
    let news = take(report, |report, event| {
        let kind = report.kind(event);
        let is_talk = matches!(kind, "talks" | "meeting" | "statement");
        let is_untold_word = report.is_itemised(event) && !report.statements(event).is_empty();
        (is_talk || (is_untold_word && kind != "assessment")) && !is_judged(report, event)
    });
    list(report, &news)
}

/// Returns assessments and judgements; those with a likelihood first, then the most credible.
pub(super) fn assessments(report: &mut Report<'_, '_>) -> (Vec<Block>, usize) {
    let mut news = take(report, |report, event| {
        let is_untold = !report.is_itemised(event) || !report.statements(event).is_empty();
        is_judged(report, event) || (report.kind(event) == "assessment" && is_untold)
    });
    news.sort_by_key(|event| {
        let credibility = report.event(*event).provenance.credibility;
        (!is_judged(report, *event), Reverse(credibility))
    });
    list(report, &news)
}

/// What no other section tells, in one paragraph.
pub(super) fn others(report: &mut Report<'_, '_>) -> (Vec<Block>, usize) {
    let news = take(report, |report, event| !report.is_itemised(event));
    let (items, left) = items(report, &news, report.limits.others);
    if items.is_empty() {
        return (Vec::new(), left);
    }
    (vec![Block::Paragraph(Words::joined(items, "; "))], left)
}

/// Some events as a list, and how many entries it leaves out.
fn list(report: &mut Report<'_, '_>, news: &[EventKey]) -> (Vec<Block>, usize) {
    let (items, left) = items(report, news, report.limits.news);
    if items.is_empty() {
        return (Vec::new(), left);
    }
    (vec![Block::Items(items)], left)
}

/// Whether somebody judges in an event how likely something is.
fn is_judged(report: &Report<'_, '_>, event: EventKey) -> bool {
    let said = report.statements(event);
    said.iter().any(|said| said.likelihood.is_some())
}

/// Takes the news that is meant and that no list has taken.
fn take(
    report: &mut Report<'_, '_>,
    is_meant: impl Fn(&Report<'_, '_>, EventKey) -> bool,
) -> Vec<EventKey> {
    let mut news = report.new_events(Why::Happened);
    news.retain(|event| !report.is_listed(*event) && is_meant(report, *event));
    for event in &news {
        report.take(*event);
    }
    news
}

/// An entry of a list: an event by its headline, or all that one person said.
enum Entry {
    Event(EventKey),
    Speaker(PersonKey, Vec<EventKey>),
}

/// The entries of some events, in their order; what one person said in several stands together.
fn entries_of(report: &Report<'_, '_>, news: &[EventKey]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    // Where each speaker's entry stands.
    let mut places: HashMap<PersonKey, usize> = HashMap::new();
    for event in news {
        let mut speakers: Vec<PersonKey> = Vec::new();
        for said in report.statements(*event) {
            if !speakers.contains(&said.speaker) {
                speakers.push(said.speaker);
            }
        }
        let is_speech =
            matches!(report.kind(*event), "statement" | "assessment") || report.is_itemised(*event);
        if speakers.is_empty() || !is_speech {
            entries.push(Entry::Event(*event));
            continue;
        }
        for speaker in speakers {
            let at = *places.entry(speaker).or_insert(entries.len());
            match entries.get_mut(at) {
                Some(Entry::Speaker(_, events)) => events.push(*event),
                _ => entries.push(Entry::Speaker(speaker, vec![*event])),
            }
        }
    }
    entries
}

/// The first entries that some events make, and how many more there are.
fn items(report: &mut Report<'_, '_>, news: &[EventKey], most: usize) -> (Vec<Words>, usize) {
    let entries = entries_of(report, news);
    let left = entries.len().saturating_sub(most);
    let items: Vec<Words> = entries
        .iter()
        .take(most)
        .map(|entry| match entry {
            Entry::Event(event) => event_item(report, *event),
            Entry::Speaker(speaker, events) => speaker_item(report, *speaker, events),
        })
        .collect();
    (items, left)
}

/// Returns a headline with its source, who said what, and what it corrects; the day where it is not the report's.
fn event_item(report: &mut Report<'_, '_>, key: EventKey) -> Words {
    report.name(key);
    let snapshot = report.snapshot;
    let event = report.event(key);
    let day = event.provenance.at.day_in(snapshot.scenario.zone());
    let lead = if day == snapshot.day {
        String::new()
    } else {
        format!("{}: ", report.teller.day(day))
    };
    let mut words = Words::from(format!("{lead}{}", event.headline));
    let said = report.statements(key);
    let (gist, left) = gist(&said, report.limits.quoted);
    for said in gist {
        let speaker = report.teller.speaker(said);
        words = words
            .text(format!("; {speaker}: "))
            .words(Teller::said(said));
    }
    words = words.text(more_said(left));
    if let Some(correction) = correction_behind(snapshot.scenario, &snapshot.cursor, key) {
        words = words.text(format!("; {}", correction.trim_end_matches('.')));
    }
    let source = report.sourced(key);
    words.words(source)
}

/// Returns the first of some words, judgements before the rest, and how many are left out.
fn gist<'e>(said: &[&'e Statement], most: usize) -> (Vec<&'e Statement>, usize) {
    let mut gist = said.to_vec();
    gist.sort_by_key(|said| said.likelihood.is_none());
    gist.truncate(most);
    let left = said.len() - gist.len();
    (gist, left)
}

/// Returns how many words of somebody are left out.
fn more_said(left: usize) -> String {
    match left {
        0 => String::new(),
        left => format!("; {left} more said"),
    }
}

/// Returns what one person said in some events, each with its source.
fn speaker_item(report: &mut Report<'_, '_>, speaker: PersonKey, events: &[EventKey]) -> Words {
    let scenario = report.snapshot.scenario;
    let name = crate::facts::speaker(scenario.person(speaker));
    let mut parts = Vec::new();
    for event in events {
        report.name(*event);
        let said = report.statements(*event);
        let its = said.into_iter().filter(|said| said.speaker == speaker);
        let its: Vec<_> = its.collect();
        let Some(first) = its.first() else {
            continue;
        };
        let source = bracketed(report.teller.source(&first.provenance));
        let (gist, left) = gist(&its, report.limits.quoted);
        let words = Words::joined(gist.into_iter().map(Teller::said), "; ");
        parts.push(words.text(more_said(left)).words(source));
    }
    Words::from(format!("{name}: ")).words(Words::joined(parts, "; "))
}

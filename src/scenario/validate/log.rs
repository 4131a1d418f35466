//! Assembles all events: in order, each id once, corrections resolved.
//!
//! `load` calls it when every event has been drafted. Events are ordered by `at`, then `recorded_at`, then headline,
//! whatever the order of the files was.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::after;
use super::events::{DraftTarget, EventDraft};
use super::tables::{Checked, report_duplicates};
use super::used_twice;
use crate::diagnostic::{Problem, Span};
use crate::model::event::{Event, PubStatus};
use crate::model::id::EventKey;
use crate::model::scenario::{Bookmark, Scenario};
use crate::scenario::lint::LintNotes;
use crate::scenario::names::{MOST_GUESSES, find_nearest};
use crate::scenario::parse::Lost;
use crate::text::{Text, quote_text};

/// Sorts the log and resolves its corrections; `None` if there is any error.
///
/// Adds the places of the items of each event to `notes`.
pub(in crate::scenario) fn assemble_log(
    checked: Checked,
    batches: Vec<Vec<EventDraft>>,
    lost: &Lost,
    problems: &mut Vec<Problem>,
    notes: Option<&mut LintNotes>,
) -> Option<Scenario> {
    let mut drafts: Vec<EventDraft> = Vec::with_capacity(batches.iter().map(Vec::len).sum());
    for batch in batches {
        drafts.extend(batch);
    }
    if drafts.is_empty() && !lost.has_any("event") {
        let message = "the scenario is empty: it has no events";
        problems.push(
            Problem::new_error("empty", Span::default(), message)
                .with_help("add an [[event]] with id, at and headline"),
        );
    }
    sort_log(&mut drafts);
    let rows = index_rows(&drafts, lost, problems);
    let links = list_corrections(&drafts, &rows, lost, problems);
    let followed = after::list_links(&drafts, &rows, lost, problems);
    drop(rows);
    check_ends(&drafts, lost, problems);
    name_ended(&mut drafts);
    let mut corrected_by: Vec<Option<EventKey>> = vec![None; drafts.len()];
    for (row, corrected) in links {
        if let Some(entry) = corrected_by.get_mut(corrected) {
            *entry = EventKey::new(row);
        }
        let desk = drafts
            .get_mut(row)
            .and_then(|draft| draft.event.desk.as_mut());
        if let Some((correction, key)) = desk
            .and_then(|desk| desk.corrects.as_mut())
            .zip(EventKey::new(corrected))
        {
            correction.event = key;
        }
    }
    check_rings(&drafts, &corrected_by, problems);
    after::check_links(&drafts, &followed, &corrected_by, problems);
    after::store_links(&mut drafts, &followed);
    let marks = resolve_bookmarks(checked.marks, &drafts, lost, problems);
    let heading = checked.heading?;
    if !problems.is_empty() {
        return None;
    }
    if let Some(notes) = notes {
        let rare = drafts.iter_mut().map(|draft| draft.rare.as_mut());
        notes.spots = rare.map(|rare| rare?.spots.take()).collect();
    }
    Some(Scenario {
        heading,
        parties: checked.parties,
        places: checked.places,
        persons: checked.persons,
        sources: checked.sources,
        series: checked.series,
        kinds: checked.kinds,
        marks,
        events: drafts.into_iter().map(|draft| draft.event).collect(),
        corrected_by,
    })
}

/// Returns the sort key of an event: its last second, then the later start first, so that a day stands after its
/// evening: the timeline shows the newest first, and a day counts from midnight. Claims stand above the rest of their
/// window.
fn sort_key(event: &Event) -> (i64, Reverse<i64>, bool, i64, (&str, &str)) {
    let provenance = &event.provenance;
    (
        provenance.at.effective_at().0,
        Reverse(provenance.at.start().0),
        !event.claims.is_empty(),
        provenance.recorded_at.effective_at().0,
        ordering_words(event),
    )
}

/// Returns the words that order events of the same moments: the headline before the id.
fn ordering_words(event: &Event) -> (&str, &str) {
    (event.headline.as_str(), event.id.as_str())
}

/// The moments by which events are ordered, before their words.
type Moments = (i64, Reverse<i64>, bool, i64);

/// Sorts the log. Events are large, so their places are sorted and each event moves once.
fn sort_log(drafts: &mut [EventDraft]) {
    if drafts.is_sorted_by(|a, b| sort_key(&a.event) <= sort_key(&b.event)) {
        return;
    }
    // The moments stand beside the places, so that comparing seldom has to look at the events.
    let mut from: Vec<(Moments, usize)> = drafts
        .iter()
        .enumerate()
        .map(|(place, draft)| {
            let (end, start, has_claims, recorded_at, _) = sort_key(&draft.event);
            ((end, start, has_claims, recorded_at), place)
        })
        .collect();
    from.sort_unstable_by(|a, b| {
        let words = |place: usize| ordering_words(&drafts[place].event);
        a.0.cmp(&b.0).then_with(|| words(a.1).cmp(&words(b.1)))
    });
    // Along each ring of places that exchange their events, one after the other; a place that is
    // done stands for itself.
    for start in 0..from.len() {
        let mut place = start;
        loop {
            let source = std::mem::replace(&mut from[place].1, place);
            if source == start || source == place {
                break;
            }
            drafts.swap(place, source);
            place = source;
        }
    }
}

/// Indexes the events by id; reports ids that are used twice, even by events that could not be read.
fn index_rows<'d>(
    drafts: &'d [EventDraft],
    lost: &Lost,
    problems: &mut Vec<Problem>,
) -> HashMap<&'d str, usize> {
    let mut rows: HashMap<&str, usize> = HashMap::with_capacity(drafts.len());
    let place = |row: usize| drafts.get(row).map(|draft| draft.span);
    for (row, draft) in drafts.iter().enumerate() {
        let id = draft.event.id.as_str();
        if let Some(first) = rows.insert(id, row).and_then(place) {
            problems.push(used_twice("event", id, draft.span, first));
        }
    }
    for (id, places) in lost.list_ids("event") {
        let drafted = rows.get(id).copied().and_then(place);
        let places = drafted.iter().chain(places).copied();
        report_duplicates("event", id, places.collect(), problems);
    }
    rows
}

/// Returns pairs of rows, a correction and the event that it corrects, in the order of the files, so that the second
/// of two corrections is the one reported.
fn list_corrections(
    drafts: &[EventDraft],
    rows: &HashMap<&str, usize>,
    lost: &Lost,
    problems: &mut Vec<Problem>,
) -> Vec<(usize, usize)> {
    let mut targets: Vec<(&DraftTarget, usize)> = drafts
        .iter()
        .enumerate()
        .filter_map(|(row, draft)| Some((draft.corrected_event()?, row)))
        .collect();
    targets.sort_by_key(|(target, _)| target.span);
    let mut guesses = 0;
    let mut first_named: HashMap<usize, Span> = HashMap::new();
    let mut links = Vec::with_capacity(targets.len());
    for (target, row) in targets {
        let Some(&corrected) = rows.get(&*target.id) else {
            let is_lost = lost.has_id("event", &target.id);
            if is_lost || lost.may_be_unnamed("event") {
                continue;
            }
            guesses += 1;
            let known = (guesses <= MOST_GUESSES)
                .then(|| find_nearest(&target.id, rows.keys().copied()))
                .flatten();
            let help = known.map_or_else(
                || "name the id of the event that is corrected".to_owned(),
                |known| format!("did you mean '{known}'?"),
            );
            let message = format!("unknown event '{}'", quote_text(&target.id));
            problems.push(Problem::new_error("unknown-id", target.span, message).with_help(help));
            continue;
        };
        if let Some(first) = first_named.get(&corrected) {
            let message = format!("'{}' is corrected twice", quote_text(&target.id));
            problems.push(
                Problem::new_error("fork", target.span, message)
                    .with_help("correct the correction instead")
                    .with_related(*first, "first corrected here"),
            );
            continue;
        }
        first_named.insert(corrected, target.span);
        links.push((row, corrected));
    }
    links
}

/// Resolves the events that bookmarks are about.
fn resolve_bookmarks(
    marks: Vec<(Bookmark, Option<DraftTarget>)>,
    drafts: &[EventDraft],
    lost: &Lost,
    problems: &mut Vec<Problem>,
) -> Vec<Bookmark> {
    let named: BTreeSet<&str> = marks
        .iter()
        .filter_map(|(_, target)| Some(&*target.as_ref()?.id))
        .collect();
    // There may be a million events; few marks name few of them.
    let mut rows: BTreeMap<String, usize> = BTreeMap::new();
    if !named.is_empty() {
        for (row, draft) in drafts.iter().enumerate() {
            let id = draft.event.id.as_str();
            if named.contains(id) {
                rows.insert(id.to_owned(), row);
            }
        }
    }
    let mut guesses = 0;
    let found = marks.into_iter().map(|(mark, target)| {
        let event = target.and_then(|target| {
            if let Some(row) = rows.get(&*target.id) {
                return EventKey::new(*row);
            }
            let is_lost = lost.has_id("event", &target.id);
            if !is_lost && !lost.may_be_unnamed("event") {
                let ids = drafts.iter().map(|draft| draft.event.id.as_str());
                guesses += 1;
                let known = (guesses <= MOST_GUESSES).then(|| find_nearest(&target.id, ids));
                let help = known.flatten().map_or_else(
                    || "name the id of the event that it is about".to_owned(),
                    |known| format!("did you mean '{known}'?"),
                );
                let message = format!("unknown event '{}'", quote_text(&target.id));
                problems
                    .push(Problem::new_error("unknown-id", target.span, message).with_help(help));
            }
            None
        });
        Bookmark { event, ..mark }
    });
    found.collect()
}

/// Reports the ends of deadlines that no event sets.
fn check_ends(drafts: &[EventDraft], lost: &Lost, problems: &mut Vec<Problem>) {
    let ended = drafts.iter().flat_map(EventDraft::ended_deadlines);
    let mut ended = ended.peekable();
    // An event that could not be read may have set any of them.
    if ended.peek().is_none() || lost.has_any("event") {
        return;
    }
    let events = drafts.iter().flat_map(|draft| draft.event.deadlines());
    let set: BTreeSet<&str> = events
        .filter(|deadline| deadline.outcome.is_none())
        .map(|deadline| deadline.id.as_str())
        .collect();
    let unknown = ended.filter(|target| !set.contains(&*target.id));
    for (guesses, target) in unknown.enumerate() {
        let known = (guesses < MOST_GUESSES)
            .then(|| find_nearest(&target.id, set.iter().copied()))
            .flatten();
        let help = known.map_or_else(
            || {
                "no event sets it; write id, on and label in a deadline of the event that does"
                    .to_owned()
            },
            |known| format!("did you mean '{known}'?"),
        );
        let message = format!("unknown deadline '{}'", quote_text(&target.id));
        problems.push(Problem::new_error("unknown-id", target.span, message).with_help(help));
    }
}

/// Gives ends of deadlines the name with which the deadline was first set, by a public event if there is one.
fn name_ended(drafts: &mut [EventDraft]) {
    if drafts
        .iter()
        .all(|draft| draft.ended_deadlines().is_empty())
    {
        return;
    }
    let mut names: BTreeMap<String, (bool, Text, Option<Text>)> = BTreeMap::new();
    for event in drafts.iter().map(|draft| &draft.event) {
        let is_public =
            event.pub_status() == PubStatus::Usable && event.embargoed_until().is_none();
        for set in event.deadlines().iter().filter(|set| set.outcome.is_none()) {
            let name = (is_public, set.label.clone(), set.short.clone());
            match names.get(set.id.as_str()) {
                Some((was_public, ..)) if *was_public || !is_public => {}
                _ => drop(names.insert(set.id.as_str().to_owned(), name)),
            }
        }
    }
    let desks = drafts
        .iter_mut()
        .filter_map(|draft| draft.event.desk.as_mut());
    for word in desks.flat_map(|desk| &mut desk.deadlines) {
        let is_named = word.label.as_str() != word.id.as_str();
        let name = names.get(word.id.as_str()).filter(|_| !is_named);
        if let Some((_, label, short)) = name.filter(|_| word.outcome.is_some()) {
            word.label = label.clone();
            word.short = word.short.take().or_else(|| short.clone());
        }
    }
}

/// Reports corrections that form a ring, so that none of the events would be left.
fn check_rings(
    drafts: &[EventDraft],
    corrected_by: &[Option<EventKey>],
    problems: &mut Vec<Problem>,
) {
    let mut seen_from: Vec<Option<usize>> = vec![None; drafts.len()];
    for start in 0..drafts.len() {
        let mut at = Some(start);
        while let Some(row) = at {
            match seen_from.get(row) {
                Some(None) => {}
                Some(Some(earlier)) if *earlier == start => {
                    let target = drafts.get(row).and_then(EventDraft::corrected_event);
                    let span = target.map_or_else(Span::default, |target| target.span);
                    problems.push(
                        Problem::new_error("fork", span, "these corrections form a ring")
                            .with_help("an event can only correct one that stands on its own"),
                    );
                    break;
                }
                _ => break,
            }
            if let Some(seen) = seen_from.get_mut(row) {
                *seen = Some(start);
            }
            at = corrected_by.get(row).copied().flatten().map(EventKey::row);
        }
    }
}

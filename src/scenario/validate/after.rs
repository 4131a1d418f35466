//! The links between events that `after` makes: their targets must exist, be earlier, and form no ring.
//!
//! `log` asks for the links when every event has its row, and has them checked when corrections are resolved. The
//! effect of a link at a cursor is decided in `snapshot::precedence`.

use std::collections::HashMap;

use super::events::{DraftTarget, EventDraft};
use crate::diagnostic::{Problem, Span};
use crate::model::id::EventKey;
use crate::scenario::names::{MOST_GUESSES, find_nearest};
use crate::scenario::parse::Lost;
use crate::text::quote_text;

/// A link from an event to one that had happened before it.
#[derive(Clone, Copy)]
pub(super) struct Link {
    /// The row of the later event.
    pub(super) row: usize,
    /// The row of the earlier event.
    pub(super) leader: usize,
    span: Span,
}

/// Returns the links between events, in the order of the files; reports links to unknown events.
pub(super) fn list_links(
    drafts: &[EventDraft],
    rows: &HashMap<&str, usize>,
    lost: &Lost,
    problems: &mut Vec<Problem>,
) -> Vec<Link> {
    let drafts = drafts.iter().enumerate();
    let mut targets: Vec<(&DraftTarget, usize)> = drafts
        .filter_map(|(row, draft)| Some((draft.earlier_event()?, row)))
        .collect();
    targets.sort_by_key(|(target, _)| target.span);
    let mut guesses = 0;
    let mut links = Vec::with_capacity(targets.len());
    for (target, row) in targets {
        let span = target.span;
        if let Some(&leader) = rows.get(&*target.id) {
            links.push(Link { row, leader, span });
            continue;
        }
        let is_lost = lost.list_ids("event").any(|(id, _)| *id == *target.id);
        if is_lost || lost.may_be_unnamed("event") {
            continue;
        }
        guesses += 1;
        let known = (guesses <= MOST_GUESSES)
            .then(|| find_nearest(&target.id, rows.keys().copied()))
            .flatten();
        let help = known.map_or_else(
            || "name the id of an event that had happened by then".to_owned(),
            |known| format!("did you mean '{known}'?"),
        );
        let message = format!("unknown event '{}'", quote_text(&target.id));
        problems.push(Problem::new_error("unknown-id", span, message).with_help(help));
    }
    links
}

/// Reports links to events that happened later, and links that form a ring.
pub(super) fn check_links(
    drafts: &[EventDraft],
    links: &[Link],
    corrected_by: &[Option<EventKey>],
    problems: &mut Vec<Problem>,
) {
    // Beside a ring of corrections nothing can be said of what stands for what.
    if links.is_empty() || !problems.is_empty() {
        return;
    }
    let mut is_ring = vec![false; links.len()];
    mark_rings(drafts.len(), links, |row| row, &mut is_ring);
    // What corrects an event stands for it; what was corrected says nothing any more.
    let next = |row: usize| corrected_by.get(row).copied().flatten().map(EventKey::row);
    let standing = |row: usize| std::iter::successors(Some(row), |row| next(*row)).last();
    let stands = |row: usize| standing(row).unwrap_or(row);
    mark_rings(drafts.len(), links, stands, &mut is_ring);
    let latest = find_latest(drafts, links);
    for (link, is_ring) in links.iter().zip(is_ring) {
        let (Some(event), Some(leader)) = (drafts.get(link.row), drafts.get(link.leader)) else {
            continue;
        };
        if is_ring {
            let message = "by 'after' these events follow one another in a ring";
            let problem = Problem::new_error("order", link.span, message);
            problems.push(problem.with_help("leave 'after' out where it does not hold"));
            continue;
        }
        let latest = latest.get(link.leader).copied().flatten();
        let latest = latest.and_then(|row| drafts.get(row)).unwrap_or(leader);
        let (at, before) = (&event.event.provenance.at, &latest.event.provenance.at);
        if before.start() > at.effective_at() {
            let (id, other) = (&event.event.id, &latest.event.id);
            let through = if latest.event.id == leader.event.id {
                String::new()
            } else {
                format!("'{}' and so after ", leader.event.id)
            };
            let message = format!(
                "'{id}' of {at} cannot come after {through}'{other}', which happened at {before}"
            );
            problems.push(
                Problem::new_error("order", link.span, message)
                    .with_help("leave 'after' out, or put one of the two moments right")
                    .with_related(latest.span, "this one is later"),
            );
        }
    }
}

/// Returns, for each event, which of it and of all that it comes after begins last.
fn find_latest(drafts: &[EventDraft], links: &[Link]) -> Vec<Option<usize>> {
    let mut leader_of: Vec<Option<usize>> = vec![None; drafts.len()];
    for link in links {
        if let Some(leader) = leader_of.get_mut(link.row) {
            *leader = Some(link.leader);
        }
    }
    let start = |row: usize| {
        let draft = drafts.get(row);
        draft.map(|draft| draft.event.provenance.at.start())
    };
    let mut latest: Vec<Option<usize>> = vec![None; drafts.len()];
    for first in 0..drafts.len() {
        let mut path = Vec::new();
        let mut at = Some(first);
        while let Some(row) = at.filter(|row| latest.get(*row) == Some(&None)) {
            // In a ring, which is an error by itself, an event stands for itself.
            if let Some(entry) = latest.get_mut(row) {
                *entry = Some(row);
            }
            path.push(row);
            at = leader_of.get(row).copied().flatten();
        }
        let mut before = at.and_then(|row| latest.get(row).copied().flatten());
        for row in path.into_iter().rev() {
            let later = before.filter(|before| start(*before) > start(row));
            before = later.or(Some(row));
            if let Some(entry) = latest.get_mut(row) {
                *entry = before;
            }
        }
    }
    latest
}

/// Stores the links in the events.
pub(super) fn store_links(drafts: &mut [EventDraft], links: &[Link]) {
    for link in links {
        let draft = drafts.get_mut(link.row);
        if let Some(desk) = draft.and_then(|draft| draft.event.desk.as_mut()) {
            desk.after = EventKey::new(link.leader);
        }
    }
}

/// Marks the last link, in the order of the files, of each ring; `stands` maps an event to the one that stands for it.
fn mark_rings(count: usize, links: &[Link], stands: impl Fn(usize) -> usize, is_ring: &mut [bool]) {
    let mut leader_of: Vec<Option<(usize, usize)>> = vec![None; count];
    for (number, link) in links.iter().enumerate() {
        let follower = stands(link.row);
        if follower != link.row {
            continue;
        }
        if let Some(entry) = leader_of.get_mut(follower) {
            *entry = Some((stands(link.leader), number));
        }
    }
    let mut seen_from: Vec<Option<usize>> = vec![None; count];
    for start in 0..count {
        let mut numbers = Vec::new();
        let mut at = start;
        while let Some((leader, number)) = leader_of.get(at).copied().flatten() {
            match seen_from.get(at).copied().flatten() {
                None => {}
                Some(earlier) if earlier == start => {
                    let last = numbers.iter().rev().copied();
                    let whole: Vec<usize> = last
                        .take_while(|(row, _)| *row != at)
                        .map(|(_, number)| number)
                        .chain([number])
                        .collect();
                    if let Some(mark) = whole
                        .into_iter()
                        .max()
                        .and_then(|last| is_ring.get_mut(last))
                    {
                        *mark = true;
                    }
                    break;
                }
                Some(_) => break,
            }
            if let Some(seen) = seen_from.get_mut(at) {
                *seen = Some(start);
            }
            numbers.push((at, number));
            at = leader;
        }
    }
}

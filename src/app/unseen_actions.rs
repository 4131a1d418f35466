//! What is new to the person at the screen, and what the keys for it do: to the next one, all seen.
//!
//! `App` hands them here. Seen is what is selected in the open timeline or opened as evidence when the next key
//! comes, and what `u` has led to.

use crate::app::action::Pane;
use crate::app::popup::Popup;
use crate::app::sheet::Subject;
use crate::app::state::{App, Effect};
use crate::app::unseen::Unseen;
use crate::model::calendar::UnixTime;
use crate::model::cursor::{Cursor, KnownAt};
use crate::model::id::{EventKey, Id};
use crate::model::scenario::Scenario;
use crate::snapshot::filter::Filter;
use crate::snapshot::matches::Hit;
use crate::snapshot::query::{Listing, list_snapshot};
use crate::snapshot::{self, Snapshot, visibility};

impl App {
    /// Adds what a newer state of the file brings; what it has no longer cannot be looked at any more.
    pub fn add_unseen(&mut self, events: impl IntoIterator<Item = Id>, scenario: &Scenario) {
        self.unseen.0.extend(events);
        if self.unseen.0.is_empty() {
            return;
        }
        let there = list_unseen(&self.unseen, &self.cursor, scenario);
        self.unseen.0 = there
            .map(|event| scenario.event(event).id.clone())
            .collect();
    }

    /// Takes what is looked at from what is unseen; whether there was anything.
    pub(super) fn mark_seen(&mut self, snapshot: &Snapshot<'_>, listing: &Listing) -> bool {
        let is_covered = self.prompt.is_some() || self.present.is_some();
        if self.unseen.0.is_empty() || is_covered {
            return false;
        }
        let seen = match self.popups.last().map(|open| &open.popup) {
            Some(Popup::Evidence(Subject::Event(id))) => Some(id.clone()),
            None if self.pane == Pane::Timeline => self
                .selection
                .event_in(snapshot, listing)
                .map(|(_, event)| snapshot.scenario.event(event).id.clone()),
            _ => None,
        };
        seen.is_some_and(|id| self.unseen.0.remove(&id))
    }

    /// Forgets that anything is new.
    pub(super) fn all_seen(&mut self) -> Effect {
        if self.unseen.0.is_empty() {
            return self.nothing_unseen();
        }
        self.unseen.0.clear();
        Effect::Draw
    }

    fn nothing_unseen(&mut self) -> Effect {
        self.notice = Some("No unread events".to_owned());
        Effect::Draw
    }

    /// Goes to the next event in the log that is unseen, on any date; after the last to the first.
    pub(super) fn next_unseen(&mut self, snapshot: &Snapshot<'_>, listing: &Listing) -> Effect {
        let scenario = snapshot.scenario;
        let here = self.selection.event.as_ref();
        let here = here.and_then(|id| scenario.event_by_id(id.as_str()));
        let found: Vec<EventKey> = list_unseen(&self.unseen, &self.cursor, scenario).collect();
        let after = found.iter().find(|event| Some(**event) > here);
        let Some(next) = after.or(found.first()).copied() else {
            return self.nothing_unseen();
        };
        let event = scenario.event(next);
        self.unseen.0.remove(&event.id);
        self.popups.clear();
        if let Some(at) = self.select_hit(Hit::Event(next), snapshot) {
            let selection = self.selection.clone();
            self.go_to(Some(at));
            self.selection = selection;
        }
        // What the clock or the filter would hide is shown all the same.
        if !visibility::is_known(&event.provenance, &self.cursor) {
            self.cursor.known = KnownAt::Now;
        }
        if !self.filter.is_empty() && !self.is_listed(next, scenario, listing) {
            self.filter.clear();
            self.notice = Some("the filter is cleared: it hid what is new".to_owned());
        }
        Effect::Fold
    }

    /// Whether the filter lists an event, where the cursor is now.
    fn is_listed(&self, event: EventKey, scenario: &Scenario, listing: &Listing) -> bool {
        listing.events.contains(&event) || {
            let there = snapshot::at(scenario, self.cursor);
            let filter = Filter::from_conditions(&self.filter, scenario);
            list_snapshot(&there, &filter, self.order)
                .events
                .contains(&event)
        }
    }
}

/// What is unseen of all that a cursor's audience may see at any date, in the order of the log.
fn list_unseen<'u>(
    unseen: &'u Unseen,
    cursor: &Cursor,
    scenario: &'u Scenario,
) -> impl Iterator<Item = EventKey> + 'u {
    let everything = Cursor {
        as_of: UnixTime::MAX,
        known: KnownAt::Now,
        ..*cursor
    };
    visibility::visible_events(scenario, &everything)
        .filter(|event| unseen.contains_event(&scenario.event(*event).id))
        .collect::<Vec<EventKey>>()
        .into_iter()
}

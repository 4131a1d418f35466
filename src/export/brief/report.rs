//! What every section of the report needs: the facts, how they are told, and what has been told already.
//!
//! The sections beside this file share one [`BriefReport`].

use std::collections::HashSet;

use crate::export::citation::CitationWriter;
use crate::export::document::parts::DocumentWords;
use crate::model::cursor::Cursor;
use crate::model::event::Event;
use crate::model::id::{EventKey, PlaceKey};
use crate::model::statement::Statement;
use crate::snapshot::ledger::{Ledger, Why};
use crate::snapshot::narrowed::Filtered;
use crate::snapshot::news::{EventOrder, NewsOrder};
use crate::snapshot::{Snapshot, visibility};

/// How much of each list is told.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// The most events that lead the report.
    pub(super) leading: usize,
    /// The most that is quoted of one event.
    pub(super) quoted: usize,
    /// The most entries of a list of news.
    pub(super) news: usize,
    /// The most pieces of news that have no list of their own.
    pub(super) others: usize,
    /// The most that is told as learnt late, but that all places are told.
    pub(super) learnt: usize,
    /// The most figures of one table.
    pub(super) figures: usize,
    /// The most older figures of one line.
    pub(super) older: usize,
}

/// What is tried, the longest lists first, until a report is a page.
pub(super) const TRIES: [Limits; 15] = [
    Limits::new([8, 3, 4, 4, 2, 24, 8]),
    Limits::new([6, 3, 4, 2, 1, 24, 3]),
    Limits::new([6, 3, 3, 2, 1, 18, 3]),
    Limits::new([6, 2, 3, 1, 1, 15, 3]),
    Limits::new([6, 2, 2, 1, 1, 12, 3]),
    Limits::new([6, 2, 2, 1, 0, 9, 3]),
    Limits::new([6, 1, 1, 1, 0, 7, 3]),
    Limits::new([6, 1, 1, 0, 0, 5, 3]),
    Limits::new([5, 1, 1, 0, 0, 5, 3]),
    Limits::new([6, 1, 0, 0, 0, 5, 3]),
    Limits::new([6, 1, 1, 0, 0, 4, 3]),
    Limits::new([6, 1, 1, 0, 0, 3, 1]),
    Limits::new([5, 1, 1, 0, 0, 2, 1]),
    Limits::new([4, 1, 0, 0, 0, 2, 1]),
    Limits::new([3, 1, 0, 0, 0, 2, 0]),
];

impl Limits {
    /// Returns limits, in the order in which they are declared.
    const fn new(limits: [usize; 7]) -> Self {
        let [leading, quoted, news, others, learnt, figures, older] = limits;
        Self {
            leading,
            quoted,
            news,
            others,
            learnt,
            figures,
            older,
        }
    }
}

/// The report that is being told.
pub(super) struct BriefReport<'r, 's> {
    pub(super) snapshot: &'r Snapshot<'s>,
    pub(super) since: &'r Cursor,
    /// The entries that are listed.
    pub(super) ledger: &'r Ledger,
    /// All entries, for tallies.
    pub(super) whole: &'r Ledger,
    pub(super) filtered: Option<&'r Filtered<'s>>,
    pub(super) writer: CitationWriter<'s>,
    pub(super) limits: Limits,
    order: NewsOrder<'s>,
    /// Events that a figure or a change has told, without their words.
    itemised: HashSet<EventKey>,
    /// Events that a list has taken.
    listed: HashSet<EventKey>,
    /// Events whose words were told.
    named: HashSet<EventKey>,
}

impl<'r, 's> BriefReport<'r, 's> {
    pub(super) fn new(
        snapshot: &'r Snapshot<'s>,
        since: &'r Cursor,
        (whole, filtered): (&'r Ledger, Option<&'r Filtered<'s>>),
        writer: CitationWriter<'s>,
        limits: Limits,
    ) -> Self {
        Self {
            snapshot,
            since,
            ledger: filtered.map_or(whole, |filtered| &filtered.ledger),
            whole,
            filtered,
            writer,
            limits,
            order: NewsOrder::from_snapshot(snapshot),
            itemised: HashSet::new(),
            listed: HashSet::new(),
            named: HashSet::new(),
        }
    }

    /// Tells whether a place is listed.
    pub(super) fn lists_place(&self, place: PlaceKey) -> bool {
        self.filtered
            .is_none_or(|filtered| filtered.narrowed.has_place(place))
    }

    /// Marks an event as told by one of its items.
    pub(super) fn mark_item(&mut self, event: EventKey) {
        self.itemised.insert(event);
    }

    /// Marks an event as taken by a list.
    pub(super) fn mark_listed(&mut self, event: EventKey) {
        self.listed.insert(event);
    }

    /// Marks an event as told in its own words.
    pub(super) fn mark_headline(&mut self, event: EventKey) {
        self.named.insert(event);
    }

    pub(super) fn event_at(&self, key: EventKey) -> &'s Event {
        self.snapshot.scenario.event(key)
    }

    /// What is said in an event, as far as the cursor knows it.
    pub(super) fn list_statements(&self, key: EventKey) -> Vec<&'s Statement> {
        visibility::known_statements(self.event_at(key), &self.snapshot.cursor).collect()
    }

    /// The id of an event's kind.
    pub(super) fn kind_id(&self, key: EventKey) -> &'s str {
        let kind = self.event_at(key).kind;
        kind.map_or("", |kind| self.snapshot.scenario.kind(kind).id.as_str())
    }

    /// Returns the events of the ledger that the snapshot shows and that stand in it for this reason, what leads first.
    pub(super) fn new_events(&self, why: Why) -> Vec<EventKey> {
        let changes = self.ledger.events.iter();
        let its = changes.filter(|change| change.why == why);
        let its = its.map(|change| change.event);
        let mut events: Vec<EventKey> = its
            .filter(|event| self.snapshot.events.binary_search(event).is_ok())
            .collect();
        self.order.sort_events(EventOrder::Top, &mut events);
        events
    }

    /// Tells whether a figure or a change has told an event.
    pub(super) fn is_itemised(&self, event: EventKey) -> bool {
        self.itemised.contains(&event)
    }

    /// Tells whether a list has taken an event.
    pub(super) fn is_listed(&self, event: EventKey) -> bool {
        self.listed.contains(&event)
    }

    /// Tells whether an event was told in its own words.
    pub(super) fn is_named(&self, event: EventKey) -> bool {
        self.named.contains(&event)
    }

    /// The source of an event in brackets.
    pub(super) fn cite_event(&mut self, key: EventKey) -> DocumentWords {
        let provenance = &self.event_at(key).provenance;
        in_brackets(self.writer.cite_source(provenance))
    }
}

/// Words in brackets, with a blank before them.
pub(super) fn in_brackets(words: DocumentWords) -> DocumentWords {
    DocumentWords::from(" (").with_words(words).with_text(")")
}

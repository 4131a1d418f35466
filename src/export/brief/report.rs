//! What every section of the report needs: the facts, how they are told, and what has been told already.
//!
//! The sections beside this file share one [`Report`].

use std::collections::HashSet;

use crate::export::document::parts::Words;
use crate::export::teller::Teller;
use crate::model::cursor::Cursor;
use crate::model::event::Event;
use crate::model::id::EventKey;
use crate::model::statement::Statement;
use crate::snapshot::ledger::{Ledger, Why};
use crate::snapshot::{Snapshot, visible};

/// How much of each list is told.
#[derive(Clone, Copy)]
pub(super) struct Limits {
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
pub(super) const TRIES: [Limits; 10] = [
    Limits::new(4, 3, 2, 24, 8),
    Limits::new(4, 2, 1, 24, 3),
    Limits::new(3, 2, 1, 18, 3),
    Limits::new(3, 1, 1, 15, 3),
    Limits::new(2, 1, 1, 12, 3),
    Limits::new(2, 1, 0, 9, 2),
    Limits::new(1, 1, 0, 7, 1),
    Limits::new(1, 0, 0, 5, 1),
    Limits::new(1, 0, 0, 4, 1),
    Limits::new(1, 0, 0, 3, 1),
];

impl Limits {
    const fn new(news: usize, others: usize, learnt: usize, figures: usize, older: usize) -> Self {
        Self {
            news,
            others,
            learnt,
            figures,
            older,
        }
    }
}

/// The report that is being told.
pub(super) struct Report<'r, 's> {
    pub(super) snapshot: &'r Snapshot<'s>,
    pub(super) since: &'r Cursor,
    pub(super) ledger: &'r Ledger,
    pub(super) teller: Teller<'s>,
    pub(super) limits: Limits,
    /// Events that a figure or a change has told.
    told: HashSet<EventKey>,
}

impl<'r, 's> Report<'r, 's> {
    pub(super) fn new(
        snapshot: &'r Snapshot<'s>,
        since: &'r Cursor,
        ledger: &'r Ledger,
        teller: Teller<'s>,
        limits: Limits,
    ) -> Self {
        Self {
            snapshot,
            since,
            ledger,
            teller,
            limits,
            told: HashSet::new(),
        }
    }

    /// Marks an event as told.
    pub(super) fn tell(&mut self, event: EventKey) {
        self.told.insert(event);
    }

    pub(super) fn event(&self, key: EventKey) -> &'s Event {
        self.snapshot.scenario.event(key)
    }

    /// What is said in an event, as far as the cursor knows it.
    pub(super) fn statements(&self, key: EventKey) -> Vec<&'s Statement> {
        visible::statements(self.event(key), &self.snapshot.cursor).collect()
    }

    /// The id of an event's kind.
    pub(super) fn kind(&self, key: EventKey) -> &'s str {
        let kind = self.event(key).kind;
        kind.map_or("", |kind| self.snapshot.scenario.kind(kind).id.as_str())
    }

    /// The events of the ledger that the snapshot shows and that stand in it for this reason, newest first.
    pub(super) fn new_events(&self, why: Why) -> Vec<EventKey> {
        let changes = self.ledger.events.iter().rev();
        let its = changes.filter(|change| change.why == why);
        its.map(|change| change.event)
            .filter(|event| self.snapshot.events.binary_search(event).is_ok())
            .collect()
    }

    /// Whether a figure or a change has told an event.
    pub(super) fn is_told(&self, event: EventKey) -> bool {
        self.told.contains(&event)
    }

    /// The source of an event in brackets.
    pub(super) fn sourced(&mut self, key: EventKey) -> Words {
        let provenance = &self.event(key).provenance;
        bracketed(self.teller.source(provenance))
    }
}

/// Words in brackets, with a blank before them.
pub(super) fn bracketed(words: Words) -> Words {
    Words::from(" (").words(words).text(")")
}

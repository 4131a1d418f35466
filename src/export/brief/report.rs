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

/// The report that is being told.
pub(super) struct Report<'r, 's> {
    pub(super) snapshot: &'r Snapshot<'s>,
    pub(super) since: &'r Cursor,
    pub(super) ledger: &'r Ledger,
    pub(super) teller: Teller<'s>,
    /// Events that a figure or a change has told.
    told: HashSet<EventKey>,
}

impl<'r, 's> Report<'r, 's> {
    pub(super) fn new(
        snapshot: &'r Snapshot<'s>,
        since: &'r Cursor,
        ledger: &'r Ledger,
        teller: Teller<'s>,
    ) -> Self {
        Self {
            snapshot,
            since,
            ledger,
            teller,
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

//! What tables are made of: the log that is exported, columns and cells.
//!
//! The tables beside this file declare their columns with these.

use std::borrow::Cow;

use crate::model::calendar::UnixTime;
use crate::model::claim::Provenance;
use crate::model::cursor::Cursor;
use crate::model::id::EventKey;
use crate::model::scenario::Scenario;
use crate::snapshot::filtered_log::FilteredLog;
use crate::snapshot::visibility;

/// A value of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'l> {
    /// Nothing: unknown, or not given.
    None,
    /// A text.
    Text(Cow<'l, str>),
    /// A number.
    Number(f64),
    /// A whole number.
    Count(u64),
    /// Yes or no.
    Flag(bool),
    /// Short texts, such as ids.
    List(Vec<Cow<'l, str>>),
    /// Sentences.
    Lines(Vec<String>),
}

/// What of a scenario is exported: the log up to a cursor, or what of it is newer than a moment.
#[derive(Clone, Copy, Debug)]
pub struct LogExtent<'s> {
    /// The scenario.
    pub scenario: &'s Scenario,
    /// Up to where, as known when; whose audience it is.
    pub cursor: Cursor,
    /// Only what happened or was recorded from this moment on.
    pub since: Option<UnixTime>,
    /// Only what passes a filter.
    pub retained: Option<&'s FilteredLog>,
}

impl<'s> LogExtent<'s> {
    /// Whether something with this provenance is known, has happened and is new enough.
    pub(super) fn is_included(&self, provenance: &Provenance) -> bool {
        let is_new =
            |since| provenance.at.effective_at() >= since || provenance.known_from >= since;
        visibility::is_known(provenance, &self.cursor) && self.since.is_none_or(is_new)
    }

    /// Whether something passes the filter, if there is one.
    pub(super) fn passes_filter(&self, is_retained: impl FnOnce(&FilteredLog) -> bool) -> bool {
        self.retained.is_none_or(is_retained)
    }

    /// The events whose items may count, oldest first.
    pub(super) fn list_carriers(&self) -> impl Iterator<Item = EventKey> + use<'s> {
        visibility::carrying_events(self.scenario, &self.cursor)
            .collect::<Vec<_>>()
            .into_iter()
    }
}

/// A column of rows that are told by a key.
pub(super) struct Column<Key> {
    pub(super) name: &'static str,
    pub(super) meaning: &'static str,
    pub(super) cell: for<'s> fn(&LogExtent<'s>, Key) -> Cell<'s>,
}

impl<Key> Column<Key> {
    pub(super) fn new(
        name: &'static str,
        meaning: &'static str,
        cell: for<'s> fn(&LogExtent<'s>, Key) -> Cell<'s>,
    ) -> Self {
        Self {
            name,
            meaning,
            cell,
        }
    }
}

//! Series: what kind of number each one is, and what that allows its readings to say.
//!
//! Called by `tables` for the series themselves and by `items` for their readings.

use super::{Check, MOST, Rules};
use crate::model::figure::{Counts, Series};
use crate::model::id::{Id, PartyKey};
use crate::model::zone::TimeZone;
use crate::scenario::names::Names;
use crate::scenario::parse::Row;
use crate::scenario::raw::RawSeries;
use crate::text::Text;

impl Check<'_> {
    /// One `[[series]]`; its id is declared by the caller.
    pub(super) fn series(
        &mut self,
        row: &Row<RawSeries<'_>>,
        id: Id,
        parties: &Names,
        zone: TimeZone,
    ) -> Option<Series> {
        let raw = row.raw.get_ref();
        let group = self.word(&raw.group, "group");
        let measure = self.word(&raw.measure, "measure");
        let counts = raw.counts.as_ref().and_then(|counts| {
            let party = self
                .row(&counts.party, parties, "party")
                .and_then(PartyKey::new)?;
            Some(Counts {
                party,
                scope: self.maybe_line(&counts.scope, "scope"),
            })
        });
        Some(Series {
            id,
            label: self.line(&raw.label, "label"),
            short: self.maybe_line(&raw.short, "short"),
            unit: self.line(&raw.unit, "unit"),
            scope: self.maybe_line(&raw.scope, "scope"),
            since: self.maybe_moment(&raw.since, zone),
            period: self.maybe_line(&raw.period, "period"),
            counts,
            group: group?,
            measure: measure?,
        })
    }
}

impl Rules {
    /// The rules for a series, in a scenario with so many places.
    pub(super) fn of(raw: &RawSeries<'_>, places: usize) -> Self {
        let is = |text: &str, word: &str| Text::line(text.trim()).as_str() == word;
        let most = if raw.counts.is_some() {
            f64::from(u32::try_from(places).unwrap_or(u32::MAX))
        } else if is(raw.unit.get_ref(), "percent") || is(raw.unit.get_ref(), "%") {
            100.0
        } else {
            MOST
        };
        Self {
            is_force: is(raw.group.get_ref(), "forces"),
            most,
        }
    }
}

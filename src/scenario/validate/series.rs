//! Validates series, and makes their rules for readings.
//!
//! Called by `tables`, which needs the rules once all series are declared.

use super::{CountedPlaces, FieldChecker, Rules};
use crate::diagnostic::Problem;
use crate::model::figure::{Counts, Measure, Series};
use crate::model::id::{Id, PartyKey, SeriesKey};
use crate::model::zone::TimeZone;
use crate::scenario::names::IdTable;
use crate::scenario::parse::ParsedRow;
use crate::scenario::raw::{RawCounts, RawSeries};
use crate::text::Text;
use toml::Spanned;

impl FieldChecker<'_> {
    /// Reads one `[[series]]`; its id is declared by the caller.
    pub(super) fn read_series(
        &mut self,
        row: &ParsedRow<RawSeries<'_>>,
        id: Id,
        parties: &IdTable,
        zone: TimeZone,
    ) -> Option<Series> {
        let raw = row.raw.get_ref();
        let group = self.read_word(&raw.group, "group");
        let measure = self.read_word(&raw.measure, "measure");
        let counts = raw.counts.as_ref().and_then(|counts| {
            let party = self
                .find_row(&counts.party, parties, "party")
                .and_then(PartyKey::new)?;
            Some(Counts {
                party,
                scope: self.maybe_line(&counts.scope, "scope"),
                of: counts.of.as_ref().and_then(|of| self.counted_of(of)),
            })
        });
        Some(Series {
            id,
            label: self.read_line(&raw.label, "label"),
            short: self.maybe_line(&raw.short, "short"),
            unit: self.read_line(&raw.unit, "unit"),
            one: self.maybe_line(&raw.one, "one"),
            scope: self.maybe_line(&raw.scope, "scope"),
            since: self.maybe_moment(&raw.since, zone),
            period: self.maybe_line(&raw.period, "period"),
            counts,
            is_key: raw.key.unwrap_or(false),
            group: group?,
            measure: measure?,
        })
    }

    /// Reads the number of places that a series counts among.
    fn counted_of(&mut self, of: &Spanned<i64>) -> Option<u32> {
        let count = u32::try_from(*of.get_ref()).ok().filter(|of| *of > 0);
        if count.is_none() {
            let message = format!("'of' cannot be {}", of.get_ref());
            let problem = Problem::new_error("bad-number", self.to_span(of), message);
            self.add_problem(
                problem.with_help("it is among how many the source counts, such as of = 67"),
            );
        }
        count
    }

    /// Returns the rules for the readings of a series, once all series are declared.
    pub(super) fn read_rules(
        &mut self,
        raw: &RawSeries<'_>,
        series: &IdTable,
        places: usize,
    ) -> Rules {
        let is = |text: &str, word: &str| Text::from_line(text.trim()).as_str() == word;
        let unit = raw.unit.get_ref();
        let of = |counts: &RawCounts<'_>| {
            let of = counts.of.as_ref();
            let of = of.and_then(|of| u32::try_from(*of.get_ref()).ok().filter(|of| *of > 0));
            let places = CountedPlaces::Places(u32::try_from(places).unwrap_or(u32::MAX));
            of.map_or(places, CountedPlaces::Of)
        };
        let measure = raw.measure.as_value();
        if let (Some(field), Some(measure)) = (&raw.adds_to, measure)
            && measure != Measure::Increment
        {
            let message = "only an increment adds to another series";
            let problem = Problem::new_error("bad-word", self.to_span(field), message);
            self.add_problem(
                problem.with_help("leave 'adds_to' out, or write measure = \"increment\""),
            );
        }
        let base = raw.adds_to.as_ref();
        let base = base.and_then(|base| self.find_row(base, series, "series"));
        Rules {
            is_force: is(raw.group.get_ref(), "forces"),
            is_share: is(unit, "percent") || is(unit, "%"),
            counted: raw.counts.as_ref().map(of),
            adds_to: base.and_then(SeriesKey::new),
            measure,
        }
    }
}

//! The figures of an event: readings, and the ends of series.
//!
//! `events` calls these with the event's own provenance. The rules of a series for its readings are made in `series`.

use std::ops::RangeInclusive;

use toml::Spanned;

use super::items::{Own, ReadProvenance, own};
use super::{CountedPlaces, FieldChecker, MOST, Rules, World};
use crate::diagnostic::Problem;
use crate::model::figure::{Amount, Figure, Measure, Qualifier, SeriesEnd, Terms};
use crate::model::id::SeriesKey;
use crate::model::moment::Moment;
use crate::scenario::names::IdLookup;
use crate::scenario::raw::RawFigure;

impl FieldChecker<'_> {
    /// Reads a reading; `None` for a figure that only ends its series, or that is wrong.
    pub(super) fn read_figure(
        &mut self,
        raw: &Spanned<RawFigure<'_>>,
        event: &ReadProvenance,
        world: &World,
    ) -> Option<Figure> {
        let span = raw.span();
        let raw = raw.get_ref();
        if !raw.is_reading() {
            return None;
        }
        let row = self.find_row(&raw.series, &world.series, "series");
        let rules = row.and_then(|row| world.rules.get(row)).copied();
        let amount = self.read_amount(raw, span, rules);
        let qualifier = self.maybe_word(&raw.qualifier, "qualifier");
        let is_range = raw.low.is_some() && raw.high.is_some();
        let is_fitting = matches!(
            qualifier,
            None | Some(Qualifier::Exactly | Qualifier::About)
        );
        if let (Some(field), true, false) = (&raw.qualifier, is_range, is_fitting) {
            let message = "a figure with 'low' and 'high' has no other 'qualifier' than about";
            let problem = Problem::new_error("bad-word", self.to_span(field), message);
            self.add_problem(
                problem.with_help("leave 'qualifier' out, or give one number in 'value'"),
            );
        }
        let status = self.maybe_word(&raw.status, "status");
        self.only_forces_have_a_status(raw, rules);
        let provenance = self.read_item_provenance(&own!(raw), event, world);
        let terms = self.read_terms(raw, rules, &provenance.at, world);
        Some(Figure {
            qualifier: qualifier.unwrap_or_default(),
            status,
            terms: (terms != Terms::default()).then(|| Box::new(terms)),
            note: Self::read_note(&raw.note),
            series: row.and_then(SeriesKey::new)?,
            amount: amount?,
            provenance,
        })
    }

    /// Reads the end of a series, if the figure has one.
    pub(super) fn series_end(
        &mut self,
        raw: &RawFigure<'_>,
        event: &ReadProvenance,
        world: &World,
    ) -> Option<SeriesEnd> {
        if raw.ends != Some(true) {
            return None;
        }
        if raw.is_reading() {
            // All that both of them say is judged with the reading.
            let quiet = &mut Vec::new();
            let mut check = FieldChecker {
                origin: self.origin,
                problems: quiet,
            };
            return check.read_end(raw, event, world);
        }
        self.only_forces_have_a_status(raw, Self::rules_of(raw, world));
        for (field, what) in [(&raw.printed, "printed"), (&raw.scope, "scope")] {
            if let Some(field) = field {
                let message = format!("'{what}' stands beside 'ends' without a value");
                let problem = Problem::new_error("bad-number", self.to_span(field), message);
                self.add_problem(
                    problem.with_help("give the last number in 'value', or leave the key out"),
                );
            }
        }
        self.read_end(raw, event, world)
    }

    fn read_end(
        &mut self,
        raw: &RawFigure<'_>,
        event: &ReadProvenance,
        world: &World,
    ) -> Option<SeriesEnd> {
        let row = self.find_row(&raw.series, &world.series, "series");
        Some(SeriesEnd {
            status: self.maybe_word(&raw.status, "status"),
            note: Self::read_note(&raw.note),
            provenance: self.read_item_provenance(&own!(raw), event, world),
            series: row.and_then(SeriesKey::new)?,
        })
    }

    fn rules_of(raw: &RawFigure<'_>, world: &World) -> Option<Rules> {
        match world.series.find_id(raw.series.get_ref()) {
            IdLookup::Row(row) => world.rules.get(row).copied(),
            IdLookup::Lost | IdLookup::Unknown => None,
        }
    }

    fn only_forces_have_a_status(&mut self, raw: &RawFigure<'_>, rules: Option<Rules>) {
        let no_force = rules.is_some_and(|rules| !rules.is_force);
        if let (true, Some(field)) = (no_force, &raw.status) {
            let message = "only figures of forces have a status";
            let problem = Problem::new_error("bad-status", self.to_span(field), message);
            self.add_problem(
                problem.with_help("leave 'status' out, or put the series in the group forces"),
            );
        }
    }

    /// Reads the fields that only some readings have.
    fn read_terms(
        &mut self,
        raw: &RawFigure<'_>,
        rules: Option<Rules>,
        at: &Moment,
        world: &World,
    ) -> Terms {
        let until = self.maybe_moment(&raw.until, world.zone);
        if let (Some(field), Some(until)) = (&raw.until, &until)
            && world.is_zone_known
            && until.effective_at() < at.start()
        {
            let message = format!("until {until}, before it begins at {at}");
            let problem = Problem::new_error("bad-moment", self.to_span(field), message);
            self.add_problem(
                problem.with_help("'until' is the last moment at which the figure is in force"),
            );
        }
        let own = raw.adds_to.as_ref().and_then(|field| {
            let is_increment = rules.is_none_or(|rules| rules.measure == Some(Measure::Increment));
            if !is_increment {
                let message = "only figures of an increment add to another series";
                let problem = Problem::new_error("bad-word", self.to_span(field), message);
                self.add_problem(
                    problem.with_help(
                        "leave 'adds_to' out, or give the series measure = \"increment\"",
                    ),
                );
            }
            let row = self.find_row(field, &world.series, "series")?;
            let base = world.rules.get(row);
            if base.is_some_and(|base| base.measure == Some(Measure::Increment)) {
                let message = "'adds_to' names an increment, which is no total to add to";
                let problem = Problem::new_error("bad-word", self.to_span(field), message);
                self.add_problem(
                    problem.with_help("name a series with a stock or a cumulative count"),
                );
            }
            SeriesKey::new(row)
        });
        Terms {
            adds_to: own.or_else(|| rules?.adds_to),
            until,
            printed: self.maybe_line(&raw.printed, "printed"),
            scope: self.maybe_line(&raw.scope, "scope"),
        }
    }

    fn read_amount(
        &mut self,
        raw: &RawFigure<'_>,
        span: std::ops::Range<usize>,
        rules: Option<Rules>,
    ) -> Option<Amount> {
        match (&raw.value, &raw.low, &raw.high) {
            (Some(value), None, None) => {
                self.figure_number(value, "value", rules).map(Amount::Value)
            }
            (None, Some(low), Some(high)) => {
                let from = self.figure_number(low, "low", rules);
                let to = self.figure_number(high, "high", rules);
                let (from, to) = (from?, to?);
                if from > to {
                    let problem = Problem::new_error(
                        "bad-number",
                        self.to_span(high),
                        "'high' is lower than 'low'",
                    );
                    self.add_problem(problem.with_help("put the smaller number in 'low'"));
                    return None;
                }
                Some(Amount::Range(from, to))
            }
            _ => {
                let message = "a figure needs a 'value', or 'low' and 'high'";
                let problem =
                    Problem::new_error("bad-number", self.origin.to_file_span(span), message);
                self.add_problem(
                    problem.with_help("write value = 3000, or low = 3500, high = 4000"),
                );
                None
            }
        }
    }

    /// Reads a number of a figure, if it lies within the limits of its series.
    fn figure_number(
        &mut self,
        field: &Spanned<f64>,
        what: &str,
        rules: Option<Rules>,
    ) -> Option<f64> {
        let Some(rules) = rules else {
            return self.read_number(field, what, -MOST..=MOST);
        };
        let value = *field.get_ref();
        let Some(counted) = rules
            .counted
            .filter(|_| value.is_finite() && value > *rules.find_limits().end())
        else {
            return self.read_number(field, what, rules.find_limits());
        };
        let (message, help) = match counted {
            CountedPlaces::Places(places) => (
                format!(
                    "'{what}' cannot be {value}: the log can count {places}, the places that it has"
                ),
                format!(
                    "where the log has only some of the places, say among how many its source counts: counts = {{ ..., of = {value} }}; the total is then told, not compared"
                ),
            ),
            CountedPlaces::Of(of) => (
                format!("'{what}' cannot be {value}: its series counts among {of}"),
                format!("correct the number, or 'of' in the 'counts' of the series, which is {of}"),
            ),
        };
        self.add_problem(
            Problem::new_error("bad-number", self.to_span(field), message).with_help(help),
        );
        None
    }
}

impl Rules {
    /// Returns the limits of the numbers.
    fn find_limits(self) -> RangeInclusive<f64> {
        match self.counted {
            Some(CountedPlaces::Places(most) | CountedPlaces::Of(most)) => 0.0..=f64::from(most),
            None if self.is_share => -100.0..=100.0,
            None => -MOST..=MOST,
        }
    }
}

//! The heading of a scenario, with the zone of its days.
//!
//! Called by `tables` before any other table, since every moment needs the zone.

use crate::model::date::Date;
use crate::model::zone::TimeZone;

use super::FieldChecker;
use crate::diagnostic::Problem;
use crate::model::calendar;
use crate::model::moment::{Moment, Precision};
use crate::model::scenario::{Heading, ZoneName};
use crate::scenario::names::zone_advice;
use crate::scenario::raw::{FieldText, RawScenario, RawZone};
use crate::text::Text;

/// The longest ribbon, in days: a hundred years.
const MOST_DAYS: i64 = 36_525;

impl FieldChecker<'_> {
    /// Reads the heading, and the zone of the scenario's moments even if the rest is wrong.
    pub(super) fn read_heading(
        &mut self,
        raw: &RawScenario<'_>,
    ) -> (Option<Heading>, Option<TimeZone>) {
        let zone = self.read_zone(&raw.zone);
        let zones = raw.zones.iter().flatten();
        let zones = zones.filter_map(|given| self.zone_name(given.get_ref()));
        let zones = zones.collect();
        let used = zone.unwrap_or(TimeZone::UTC);
        let days = self.read_days(raw, used);
        let opens_at = self.maybe_moment(&raw.opens_at, used);
        let outside = days
            .zip(opens_at)
            .filter(|((first, last), opens)| !(*first..=*last).contains(&opens.day_in(used)));
        if let (Some(((first, last), _)), Some(field)) = (outside, &raw.opens_at) {
            let message = "'opens_at' lies outside 'days'";
            let problem = Problem::new_error("bad-moment", self.to_span(field), message);
            self.add_problem(problem.with_help(format!("choose a day from {first} to {last}")));
        }
        let labels = raw.labels.as_ref();
        let control = raw.control.as_ref();
        let place_label = labels.and_then(|labels| self.maybe_line(&labels.place, "place"));
        let tally_label = labels.and_then(|labels| self.maybe_line(&labels.tally, "tally"));
        let scope = control.and_then(|control| self.maybe_line(&control.scope, "scope"));
        let means = control.and_then(|control| self.maybe_line(&control.means, "means"));
        self.check_reasons(&raw.allow);
        let id = self.read_id(&raw.id);
        let title = self.read_line(&raw.title, "title");
        let note = Self::read_note(&raw.note);
        let heading = id.zip(zone).zip(days).map(|((id, zone), days)| Heading {
            id,
            title,
            zone,
            hours: None,
            zones,
            days,
            opens_at,
            place_label: place_label.unwrap_or_else(|| Text::from_line("place")),
            tally_label: tally_label.unwrap_or_else(|| Text::from_line("Places")),
            control_scope: scope.unwrap_or_else(|| Text::from_line("place")),
            control_means: means,
            note,
        });
        (heading, zone)
    }

    fn read_zone(&mut self, field: &FieldText<'_>) -> Option<TimeZone> {
        let zone = TimeZone::parse(field.get_ref());
        zone.map_err(|error| {
            let problem = Problem::new_error("bad-zone", self.to_span(field), error.to_string());
            self.add_problem(
                problem.with_help(zone_advice(field.get_ref(), TimeZone::list_names())),
            );
        })
        .ok()
    }

    fn zone_name(&mut self, raw: &RawZone<'_>) -> Option<ZoneName> {
        let zone = self.read_zone(&raw.zone);
        let name = self.read_line(&raw.name, "name");
        let short = self.maybe_line(&raw.short, "short");
        zone.map(|zone| ZoneName { zone, name, short })
    }

    fn read_days(&mut self, raw: &RawScenario<'_>, zone: TimeZone) -> Option<(Date, Date)> {
        let span = self.to_span(&raw.days);
        let [first, last] = raw.days.get_ref().as_slice() else {
            let problem = Problem::new_error("bad-moment", span, "'days' must be two dates");
            self.add_problem(problem.with_help("write days = [2021-04-14, 2021-09-07]"));
            return None;
        };
        let mut day = |field| -> Option<Date> {
            let moment: Moment = self.read_moment(field, zone)?;
            if moment.precision() != Precision::Day {
                let problem = Problem::new_error(
                    "bad-moment",
                    self.to_span(field),
                    "'days' takes whole days",
                );
                self.add_problem(problem.with_help("write a date alone"));
                return None;
            }
            Some(moment.day_in(zone))
        };
        let (first, last) = day(first).zip(day(last))?;
        if !(0..MOST_DAYS).contains(&calendar::days_between(first, last)) {
            let problem = Problem::new_error(
                "bad-moment",
                span,
                "'days' must go forward, for a hundred years at most",
            );
            self.add_problem(problem.with_help("put the first day before the last one"));
            return None;
        }
        Some((first, last))
    }
}

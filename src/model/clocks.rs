//! The zone in which hours are shown: the scenario's own, unless another one is asked for.
//!
//! The edge sets it for a scenario; `format` shows hours by it. Days, the cursor and derived states never follow it.

use super::date::Date;
use super::zone::TimeZone;

use super::calendar;
use super::moment::{Moment, Precision};

/// The zone of days, and the one in which hours are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clocks {
    /// The zone of the scenario's days.
    pub days: TimeZone,
    /// The zone in which the hours of its log are shown.
    pub hours: TimeZone,
}

impl From<TimeZone> for Clocks {
    /// Shows hours in the zone of the days.
    fn from(zone: TimeZone) -> Self {
        Self {
            days: zone,
            hours: zone,
        }
    }
}

impl Clocks {
    /// Returns the offset in seconds to show beside an hour: `None` if the hour is the scenario's own and occurs once.
    pub fn shown_offset(self, moment: &Moment) -> Option<i32> {
        let offset = calendar::offset_at(moment.effective_at(), self.hours);
        let is_elsewhere = offset != calendar::offset_at(moment.effective_at(), self.days);
        let is_unclear = is_elsewhere || calendar::is_repeated(moment.effective_at(), self.hours);
        (is_unclear && moment.precision() == Precision::Clock).then_some(offset)
    }

    /// Returns the day of a moment: of an hour in the zone of hours, of anything else in the zone of days.
    pub fn day_of(self, moment: &Moment) -> Date {
        moment.day_in(match moment.precision() {
            Precision::Clock => self.hours,
            Precision::Day | Precision::Part(_) => self.days,
        })
    }
}

/// The zone in which a reader wants to see hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PreferredZone {
    /// The zone of the scenario.
    #[default]
    Scenario,
    /// The zone of the machine.
    Local,
    /// A zone by its name or offset.
    Zone(TimeZone),
}

impl PreferredZone {
    /// The words accepted beside the names of zones.
    pub const WORDS: [&str; 3] = ["utc", "scenario", "local"];

    /// Reads `utc`, `scenario`, `local`, the name of a zone such as `Asia/Kabul`, or an offset; `None` if it is none of these.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "scenario" => Some(Self::Scenario),
            "local" => Some(Self::Local),
            _ => {
                let spelled = TimeZone::list_names().find(|name| name.eq_ignore_ascii_case(text));
                TimeZone::parse(spelled.unwrap_or(text))
                    .ok()
                    .map(Self::Zone)
            }
        }
    }

    /// Returns every word and name that `parse` reads, without the offsets.
    pub fn list_names() -> impl Iterator<Item = &'static str> {
        Self::WORDS.into_iter().chain(TimeZone::list_names())
    }
}

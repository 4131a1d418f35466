//! Civil dates and times, without a zone.
//!
//! The one file that names `chrono`, with its checked forms only, since its operators panic. All values lie between
//! the first second of the year 1 and the last second of the year 9999.

use std::fmt;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};

/// The first year that a scenario may name.
pub const FIRST_YEAR: i32 = 1;
/// The last year that a scenario may name.
pub const LAST_YEAR: i32 = 9999;

/// `Jan` to `Dec`.
pub const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// `January` to `December`.
pub const MONTHS_IN_FULL: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `Monday` to `Sunday`.
pub const WEEKDAYS_IN_FULL: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// The seconds from 1970 to the first one of the first year and to the last one of the last year.
const RANGE: (i64, i64) = (-62_135_596_800, 253_402_300_799);

/// A day of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Date(NaiveDate);

impl Date {
    /// Returns the date of a year, a month and a day; `None` if it does not exist or its year is out of range.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).and_then(Self::from_naive_date)
    }

    fn from_naive_date(date: NaiveDate) -> Option<Self> {
        (FIRST_YEAR..=LAST_YEAR)
            .contains(&date.year())
            .then_some(Self(date))
    }

    /// Returns the year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Returns the month, from 1.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// Returns the day of the month, from 1.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// Returns the day of the week, from 0 for Monday.
    pub fn weekday(self) -> usize {
        self.0.weekday().num_days_from_monday() as usize
    }

    /// Returns the name of its day of the week, of which the first three letters are the short one.
    pub fn weekday_name(self) -> &'static str {
        WEEKDAYS_IN_FULL
            .get(self.weekday())
            .copied()
            .unwrap_or_default()
    }

    /// Returns the name of its month, of which the first three letters are the short one.
    pub fn month_name(self) -> &'static str {
        let row = self.month() as usize - 1;
        MONTHS_IN_FULL.get(row).copied().unwrap_or_default()
    }

    /// Returns the date with another day of the same month; `None` if the month has no such day.
    pub fn with_day(self, day: u32) -> Option<Self> {
        self.0.with_day(day).map(Self)
    }

    /// Returns the date some days later, or earlier for a negative number.
    pub fn plus_days(self, days: i64) -> Option<Self> {
        let days = TimeDelta::try_days(days)?;
        self.0
            .checked_add_signed(days)
            .and_then(Self::from_naive_date)
    }

    /// Returns the number of days until another date; negative if that is earlier.
    pub fn days_until(self, other: Self) -> i64 {
        other.0.signed_duration_since(self.0).num_days()
    }

    /// Returns a time of the day; `None` if clocks have no such time.
    pub fn at(self, hour: u32, minute: u32, second: u32) -> Option<LocalTime> {
        self.0.and_hms_opt(hour, minute, second).map(LocalTime)
    }

    /// Returns the first second of the day.
    pub fn at_midnight(self) -> LocalTime {
        LocalTime(self.0.and_time(chrono::NaiveTime::MIN))
    }
}

impl fmt::Display for Date {
    /// Writes `2021-08-13`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A date and a time of day, to the second.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LocalTime(NaiveDateTime);

impl LocalTime {
    /// Returns the local time some seconds after the start of 1970, held within the first and last year.
    pub fn from_seconds(seconds: i64) -> Self {
        let seconds = seconds.clamp(RANGE.0, RANGE.1);
        Self(
            DateTime::from_timestamp(seconds, 0)
                .map_or_else(NaiveDateTime::default, |utc| utc.naive_utc()),
        )
    }

    /// Returns the seconds since the start of 1970 on the same clock.
    pub fn to_seconds(self) -> i64 {
        self.0.and_utc().timestamp()
    }

    /// Returns the date.
    pub fn date(self) -> Date {
        Date(self.0.date())
    }

    /// Returns the hour.
    pub fn hour(self) -> u32 {
        self.0.hour()
    }

    /// Returns the minute.
    pub fn minute(self) -> u32 {
        self.0.minute()
    }

    /// Returns the second.
    pub fn second(self) -> u32 {
        self.0.second()
    }
}

impl fmt::Display for LocalTime {
    /// Writes `2021-08-13 12:00:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.0.date(), self.0.time())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_stays_within_the_years() {
        let (first, last) = (
            Date::new(1, 1, 1).unwrap(),
            Date::new(9999, 12, 31).unwrap(),
        );
        assert_eq!((first.plus_days(-1), last.plus_days(1)), (None, None));
        assert_eq!(
            (Date::new(0, 12, 31), Date::new(10_000, 1, 1)),
            (None, None)
        );
        assert_eq!(first.plus_days(i64::MAX), None);
        assert_eq!(first.days_until(last), 3_652_058);
        assert_eq!(
            LocalTime::from_seconds(i64::MIN).to_string(),
            "0001-01-01 00:00:00"
        );
        assert_eq!(
            LocalTime::from_seconds(i64::MAX).to_string(),
            "9999-12-31 23:59:59"
        );
        assert_eq!(first.at_midnight().to_seconds(), RANGE.0);
        assert_eq!(last.at(23, 59, 59).unwrap().to_seconds(), RANGE.1);
    }
}

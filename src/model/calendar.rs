//! Instants and the days of a zone.
//!
//! Everything that turns an instant into a local date, or a day into its first and last second, is
//! here. Nothing in here knows how a moment is written.

use std::fmt;
use std::time::SystemTime;

use super::date::{Date, LocalTime};
use super::zone::{LocalOffsets, Offset, TimeZone};

/// An instant in whole seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixTime(pub i64);

impl UnixTime {
    /// Before everything that a scenario may hold.
    pub const MIN: Self = Self(i64::MIN);
    /// After everything that a scenario may hold.
    pub const MAX: Self = Self(i64::MAX);

    /// Returns the second before.
    #[must_use]
    pub fn second_before(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// Returns the present by the system's clock.
    pub fn from_system_clock() -> Self {
        Self::from(SystemTime::now())
    }
}

impl From<SystemTime> for UnixTime {
    fn from(at: SystemTime) -> Self {
        let seconds =
            |length: std::time::Duration| i64::try_from(length.as_secs()).unwrap_or(i64::MAX);
        match at.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(since) => Self(seconds(since)),
            Err(until) => Self(seconds(until.duration()).saturating_neg()),
        }
    }
}

impl fmt::Debug for UnixTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            i64::MIN | i64::MAX => write!(f, "{}", self.0),
            seconds => write!(f, "{:?}Z", LocalTime::from_seconds(seconds)),
        }
    }
}

/// Returns the date and time of an instant on the clocks of a zone.
pub fn to_local_time(at: UnixTime, zone: TimeZone) -> LocalTime {
    LocalTime::from_seconds(at.0.saturating_add(i64::from(zone.offset_at(at.0))))
}

/// Returns the date of an instant in a zone.
pub fn day_of(at: UnixTime, zone: TimeZone) -> Date {
    to_local_time(at, zone).date()
}

/// Returns the offset from UTC, in seconds, of a zone's clocks at an instant.
pub fn offset_at(at: UnixTime, zone: TimeZone) -> i32 {
    zone.offset_at(at.0)
}

/// Returns whether the clocks of a zone show the local time of an instant twice.
pub fn is_repeated(at: UnixTime, zone: TimeZone) -> bool {
    matches!(
        zone.local_offsets(to_local_time(at, zone)),
        LocalOffsets::Twice(..)
    )
}

/// Returns the instant at which clocks with an offset show a local time.
fn with_offset(at: LocalTime, offset: i32) -> UnixTime {
    UnixTime(at.to_seconds() - i64::from(offset))
}

/// Returns the instant at which a local time is reached: the earlier one if clocks show it twice, `None` if they skip
/// it.
pub fn find_instant(at: LocalTime, zone: TimeZone) -> Option<UnixTime> {
    match zone.local_offsets(at) {
        LocalOffsets::Once(offset) | LocalOffsets::Twice(offset, _) => {
            Some(with_offset(at, offset))
        }
        LocalOffsets::Never(..) => None,
    }
}

/// Returns the instant at which a local time is reached or, where clocks skip it, the one at which the skip ends.
pub fn instant_or_after(at: LocalTime, zone: TimeZone) -> UnixTime {
    match zone.local_offsets(at) {
        LocalOffsets::Once(offset) | LocalOffsets::Twice(offset, _) => with_offset(at, offset),
        LocalOffsets::Never(before, after) => zone
            .next_change(with_offset(at, after).0)
            .map_or(with_offset(at, before), UnixTime),
    }
}

/// Returns the first second of a day in a zone.
pub fn start_of(day: Date, zone: TimeZone) -> UnixTime {
    instant_or_after(day.at_midnight(), zone)
}

/// Returns the last second of a day in a zone.
pub fn end_of(day: Date, zone: TimeZone) -> UnixTime {
    match day.plus_days(1) {
        Some(next) => start_of(next, zone).second_before(),
        None => day
            .at(23, 59, 59)
            .map_or(UnixTime::MAX, |last| instant_or_after(last, zone)),
    }
}

/// Returns the day some days later, or earlier for a negative number; `None` outside the years that a scenario may
/// name.
pub fn add_days(day: Date, days: i64) -> Option<Date> {
    day.plus_days(days)
}

/// Returns whether the clocks of a zone show a day at all: some have skipped one.
pub fn has_day(day: Date, zone: TimeZone) -> bool {
    start_of(day, zone) <= end_of(day, zone)
}

/// Returns the day some days later, or earlier for a negative number, not counting days that the zone's clocks
/// skipped.
pub fn step_days(day: Date, days: i64, zone: TimeZone) -> Option<Date> {
    add_days(day, days)?;
    let step = days.signum();
    let mut day = day;
    for _ in 0..days.abs() {
        day = add_days(day, step)?;
        while !has_day(day, zone) {
            day = add_days(day, step)?;
        }
    }
    Some(day)
}

/// Returns the number of days between two dates; negative if the second is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.days_until(to)
}

/// Returns the number of days from one to another on the clocks of a zone, not counting those that they skipped;
/// negative if the second is earlier.
pub fn count_days(from: Date, to: Date, zone: TimeZone) -> i64 {
    if to < from {
        return -count_days(to, from, zone);
    }
    let mut skipped = 0;
    let mut at = start_of(from, zone);
    // A day that clocks left out ends before it begins.
    let end = end_of(to, zone).max(start_of(to, zone));
    while let Some(change) = zone.next_change(at.0).map(UnixTime)
        && change <= end
    {
        // Clocks that leave out a day go from the one before it to the one behind it.
        let (before, after) = (day_of(change.second_before(), zone), day_of(change, zone));
        let between = days_between(before, after) - 1;
        let is_within = from <= before && before < to;
        skipped += if is_within {
            between.clamp(0, days_between(before, to))
        } else {
            0
        };
        at = change;
    }
    days_between(from, to) - skipped
}

/// Returns the day that comes so many days after another, stepping over those that the zone's clocks skipped.
pub fn nth_day(first: Date, count: i64, zone: TimeZone) -> Option<Date> {
    let mut day = add_days(first, count)?;
    loop {
        match count - count_days(first, day, zone) {
            0 => return Some(day),
            left => day = add_days(day, left)?,
        }
    }
}

/// Returns an instant in a zone as in RFC 3339: `2021-08-13T23:59:59+04:30`.
pub fn format_rfc3339(at: UnixTime, zone: TimeZone) -> String {
    let local = to_local_time(at, zone);
    format!(
        "{}T{:02}:{:02}:{:02}{}",
        local.date(),
        local.hour(),
        local.minute(),
        local.second(),
        Offset(offset_at(at, zone))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::parse(name).unwrap()
    }

    fn date(year: i32, month: u32, day: u32) -> Date {
        Date::new(year, month, day).unwrap()
    }

    #[test]
    fn a_day_in_kabul_is_offset_by_four_and_a_half_hours() {
        let day = date(2021, 8, 13);
        assert_eq!(
            format!("{:?}", start_of(day, zone("Asia/Kabul"))),
            "2021-08-12T19:30:00Z"
        );
        assert_eq!(
            format!("{:?}", end_of(day, zone("Asia/Kabul"))),
            "2021-08-13T19:29:59Z"
        );
        assert_eq!(
            format_rfc3339(end_of(day, zone("Asia/Kabul")), zone("Asia/Kabul")),
            "2021-08-13T23:59:59+04:30"
        );
        assert_eq!(
            day_of(end_of(day, zone("Asia/Kabul")), zone("Asia/Kabul")),
            day
        );
        assert_eq!(
            offset_at(start_of(day, zone("Asia/Kabul")), zone("Asia/Kabul")),
            16_200
        );
    }

    #[test]
    fn days_without_a_midnight_begin_when_their_clocks_do() {
        let day = date(2018, 11, 4);
        assert_eq!(
            format!("{:?}", start_of(day, zone("America/Sao_Paulo"))),
            "2018-11-04T03:00:00Z"
        );
        let skipped = date(2011, 12, 30);
        assert!(end_of(skipped, zone("Pacific/Apia")) < start_of(skipped, zone("Pacific/Apia")));
    }

    #[test]
    fn a_day_that_clocks_skipped_is_not_counted() {
        let apia = zone("Pacific/Apia");
        let day = |day| date(2011, 12, day);
        for (from, to, days) in [
            (28, 29, 1),
            (28, 31, 2),
            (29, 31, 1),
            (29, 30, 0),
            (31, 29, -1),
        ] {
            assert_eq!(count_days(day(from), day(to), apia), days, "{from} {to}");
        }
        assert_eq!(count_days(day(1), date(2012, 1, 31), apia), 60);
        assert_eq!(nth_day(day(28), 1, apia), Some(day(29)));
        assert_eq!(nth_day(day(28), 2, apia), Some(day(31)));
        assert_eq!(nth_day(day(28), 3, apia), date(2012, 1, 1).into());
        let berlin = zone("Europe/Berlin");
        assert_eq!(count_days(date(2021, 3, 1), date(2021, 11, 1), berlin), 245);
        assert_eq!(
            nth_day(date(2021, 3, 1), 245, berlin),
            Some(date(2021, 11, 1))
        );
    }

    #[test]
    fn arithmetic_stays_within_the_years() {
        assert_eq!(add_days(date(2021, 8, 31), 1), Some(date(2021, 9, 1)));
        assert_eq!(add_days(date(9999, 12, 31), 1), None);
        assert_eq!(add_days(date(2021, 8, 31), i64::MAX), None);
        assert_eq!(days_between(date(2021, 8, 13), date(2021, 8, 31)), 18);
    }
}

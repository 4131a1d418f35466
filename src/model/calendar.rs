//! Instants and the days of a zone.
//!
//! Everything that turns an instant into a local date, or a day into its first and last second, is
//! here, with chrono's checked forms only: its operators and `LocalResult::unwrap` panic. Nothing
//! in here knows how a moment is written.

use std::fmt;

use chrono::{
    DateTime, Datelike, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta,
    TimeZone, Timelike,
};
use chrono_tz::Tz;

/// The first year that a scenario may name.
pub const FIRST_YEAR: i32 = 1900;
/// The last year that a scenario may name.
pub const LAST_YEAR: i32 = 2200;

/// An instant in whole seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixTime(pub i64);

impl UnixTime {
    /// Before everything that a scenario may hold.
    pub const MIN: Self = Self(i64::MIN);
    /// After everything that a scenario may hold.
    pub const MAX: Self = Self(i64::MAX);

    /// The second before.
    #[must_use]
    pub fn before(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// The present, by the system's clock.
    pub fn present() -> Self {
        Self(chrono::Utc::now().timestamp())
    }
}

impl fmt::Debug for UnixTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match DateTime::from_timestamp(self.0, 0) {
            Some(instant) => write!(f, "{instant:?}"),
            None => write!(f, "{}", self.0),
        }
    }
}

/// The date and time of an instant on the clocks of a zone.
pub fn local(at: UnixTime, zone: Tz) -> NaiveDateTime {
    let Some(instant) = DateTime::from_timestamp(at.0, 0) else {
        return if at.0 < 0 {
            NaiveDateTime::MIN
        } else {
            NaiveDateTime::MAX
        };
    };
    let offset = zone.offset_from_utc_datetime(&instant.naive_utc()).fix();
    instant
        .naive_utc()
        .checked_add_offset(offset)
        .unwrap_or(NaiveDateTime::MAX)
}

/// The date of an instant in a zone.
pub fn day_of(at: UnixTime, zone: Tz) -> NaiveDate {
    local(at, zone).date()
}

/// The offset from UTC, in seconds, that a zone's clocks have at an instant.
pub fn offset_at(at: UnixTime, zone: Tz) -> i32 {
    DateTime::from_timestamp(at.0, 0).map_or(0, |instant| {
        zone.offset_from_utc_datetime(&instant.naive_utc())
            .fix()
            .local_minus_utc()
    })
}

/// The instant at which a local time is reached: the earlier one if clocks show it twice, `None` if they skip it.
pub fn instant(at: NaiveDateTime, zone: Tz) -> Option<UnixTime> {
    match zone.from_local_datetime(&at) {
        LocalResult::Single(one) => Some(UnixTime(one.timestamp())),
        LocalResult::Ambiguous(first, second) => {
            Some(UnixTime(first.timestamp().min(second.timestamp())))
        }
        LocalResult::None => None,
    }
}

/// The instant at which a local time is reached or, where clocks skip it, the one at which the skip ends.
pub fn instant_or_after(at: NaiveDateTime, zone: Tz) -> UnixTime {
    let mut at = at;
    for _ in 0..=(26 * 60) {
        if let Some(found) = instant(at, zone) {
            return found;
        }
        let Some(next) = TimeDelta::try_minutes(1).and_then(|minute| at.checked_add_signed(minute))
        else {
            break;
        };
        at = next.with_second(0).unwrap_or(next);
    }
    UnixTime(at.and_utc().timestamp())
}

/// The first second of a day in a zone.
pub fn start_of(day: NaiveDate, zone: Tz) -> UnixTime {
    instant_or_after(day.and_time(NaiveTime::MIN), zone)
}

/// The last second of a day in a zone.
pub fn end_of(day: NaiveDate, zone: Tz) -> UnixTime {
    day.succ_opt()
        .map_or(UnixTime::MAX, |next| start_of(next, zone).before())
}

/// A day some days later, or earlier for a negative number; `None` outside the years that a scenario may name.
pub fn add_days(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    TimeDelta::try_days(days)
        .and_then(|delta| day.checked_add_signed(delta))
        .filter(|day| (FIRST_YEAR..=LAST_YEAR).contains(&day.year()))
}

/// How many days lie between two dates; negative if the second is earlier.
pub fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_day_in_kabul_is_offset_by_four_and_a_half_hours() {
        let day = date(2021, 8, 13);
        assert_eq!(
            format!("{:?}", start_of(day, Tz::Asia__Kabul)),
            "2021-08-12T19:30:00Z"
        );
        assert_eq!(
            format!("{:?}", end_of(day, Tz::Asia__Kabul)),
            "2021-08-13T19:29:59Z"
        );
        assert_eq!(day_of(end_of(day, Tz::Asia__Kabul), Tz::Asia__Kabul), day);
        assert_eq!(
            offset_at(start_of(day, Tz::Asia__Kabul), Tz::Asia__Kabul),
            16_200
        );
    }

    #[test]
    fn days_without_a_midnight_begin_when_their_clocks_do() {
        let day = date(2018, 11, 4);
        assert_eq!(
            format!("{:?}", start_of(day, Tz::America__Sao_Paulo)),
            "2018-11-04T03:00:00Z"
        );
        let skipped = date(2011, 12, 30);
        assert!(end_of(skipped, Tz::Pacific__Apia) < start_of(skipped, Tz::Pacific__Apia));
    }

    #[test]
    fn arithmetic_stays_within_the_years() {
        assert_eq!(add_days(date(2021, 8, 31), 1), Some(date(2021, 9, 1)));
        assert_eq!(add_days(date(2200, 12, 31), 1), None);
        assert_eq!(add_days(date(2021, 8, 31), i64::MAX), None);
        assert_eq!(days_between(date(2021, 8, 13), date(2021, 8, 31)), 18);
    }
}

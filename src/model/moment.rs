//! Moments: when something happened or was known, as precisely as its source says, and no more.
//!
//! A moment is a window of whole seconds that takes effect at its last one, because a cursor shows
//! what is certain by then. The loader and the command line read them with [`Moment::parse`]; panes
//! and exports print them through `format`. This file must not know where a moment was written.

use std::fmt;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

use super::calendar::{self, FIRST_YEAR, LAST_YEAR, UnixTime};
use crate::text::quoted;

/// A part of a day; windows exclude their end and never cross midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// 00:00 to 06:00.
    Early,
    /// 06:00 to 12:00.
    Morning,
    /// 12:00 to 14:00.
    Midday,
    /// 12:00 to 18:00.
    Afternoon,
    /// 18:00 to 24:00.
    Evening,
    /// 18:00 to 24:00, said of its later half.
    LateEvening,
    /// 21:00 to 24:00.
    Night,
}

impl Part {
    /// Every part, in the order of their windows.
    pub const ALL: [Self; 7] = [
        Self::Early,
        Self::Morning,
        Self::Midday,
        Self::Afternoon,
        Self::Evening,
        Self::LateEvening,
        Self::Night,
    ];

    /// The word as it stands in a scenario.
    pub fn word(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::Morning => "morning",
            Self::Midday => "midday",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
            Self::LateEvening => "late evening",
            Self::Night => "night",
        }
    }

    /// The hours from and to, the second one excluded.
    fn hours(self) -> (u32, u32) {
        match self {
            Self::Early => (0, 6),
            Self::Morning => (6, 12),
            Self::Midday => (12, 14),
            Self::Afternoon => (12, 18),
            Self::Evening | Self::LateEvening => (18, 24),
            Self::Night => (21, 24),
        }
    }
}

/// How precisely a moment is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// The day alone.
    Day,
    /// A part of the day.
    Part(Part),
    /// A clock time.
    Clock,
}

/// The zone in which a moment was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    /// The scenario's own, because none was written.
    Scenario,
    /// A zone by its IANA name.
    Named(Tz),
    /// A fixed offset from UTC.
    Fixed,
}

/// A window of time with its precision and the zone in which it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    start: UnixTime,
    last: UnixTime,
    offset: i32,
    precision: Precision,
    zone: Zone,
}

/// Why a text is not a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MomentError {
    /// It does not begin with a date.
    NotADate,
    /// The date does not exist, in this zone or at all.
    NoSuchDay,
    /// The year is outside 1900 to 2200.
    Year(i32),
    /// The time of day does not exist.
    NoSuchTime,
    /// Clocks skip this local time when they are put forward.
    Skipped,
    /// Neither a part of a day nor a zone.
    Unknown(String),
}

impl fmt::Display for MomentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotADate => write!(f, "not a moment: it does not begin with a date"),
            Self::NoSuchDay => write!(f, "not a moment: there is no such day"),
            Self::Year(year) => write!(f, "the year {year} is outside {FIRST_YEAR} to {LAST_YEAR}"),
            Self::NoSuchTime => write!(f, "not a moment: there is no such time of day"),
            Self::Skipped => write!(
                f,
                "this local time does not exist: clocks were put forward over it"
            ),
            Self::Unknown(word) => write!(
                f,
                "'{}' is neither a part of a day nor a time zone",
                quoted(word)
            ),
        }
    }
}

impl std::error::Error for MomentError {}

impl MomentError {
    /// What to write instead.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Skipped => "write a time that the clocks showed, or add an offset such as +01:00",
            Self::Unknown(_) => {
                "parts are early, morning, midday, afternoon, evening, late evening and night; zones are IANA names or offsets such as +04:30"
            }
            _ => {
                "write a date (2021-08-12), a part of it (\"2021-08-12 late evening\") or a time (2021-08-12T23:00:00+04:30)"
            }
        }
    }
}

/// A zone that is known by name or as an offset.
#[derive(Clone, Copy)]
enum Clock {
    Zone(Tz),
    Offset(i32),
}

impl Clock {
    fn instant(self, at: NaiveDateTime) -> Option<UnixTime> {
        match self {
            Self::Zone(zone) => calendar::instant(at, zone),
            Self::Offset(seconds) => Some(UnixTime(at.and_utc().timestamp() - i64::from(seconds))),
        }
    }

    fn instant_or_after(self, at: NaiveDateTime) -> UnixTime {
        match self {
            Self::Zone(zone) => calendar::instant_or_after(at, zone),
            Self::Offset(_) => self.instant(at).unwrap_or(UnixTime::MAX),
        }
    }

    fn offset(self, at: UnixTime) -> i32 {
        match self {
            Self::Zone(zone) => calendar::offset_at(at, zone),
            Self::Offset(seconds) => seconds,
        }
    }
}

impl Moment {
    /// Reads a date, a date with a part of the day, or a date-time, each with or without a zone.
    ///
    /// Without a zone it is `zone`'s. A local time that clocks show twice is the earlier one; one
    /// that they skip is an error, but a day or a part that begins in a skip begins at its end.
    pub fn parse(text: &str, zone: Tz) -> Result<Self, MomentError> {
        let (date, rest) = split_date(text.trim())?;
        let (time, rest) = split_time(rest)?;
        let (part, rest) = if time.is_none() {
            split_part(rest)
        } else {
            (None, rest)
        };
        let rest = rest.trim();
        let (clock, written) = if rest.is_empty() {
            (Clock::Zone(zone), Zone::Scenario)
        } else {
            parse_zone(rest)?
        };
        match (time, part) {
            (Some(time), _) => {
                let start = clock
                    .instant(date.and_time(time))
                    .ok_or(MomentError::Skipped)?;
                Ok(Self {
                    start,
                    last: start,
                    offset: clock.offset(start),
                    precision: Precision::Clock,
                    zone: written,
                })
            }
            (None, Some(part)) => {
                let (from, to) = part.hours();
                Self::window(date, (from, to), clock, Precision::Part(part), written)
            }
            (None, None) => Self::window(date, (0, 24), clock, Precision::Day, written),
        }
    }

    /// A whole day of a zone.
    pub fn day(day: NaiveDate, zone: Tz) -> Self {
        let start = calendar::start_of(day, zone);
        let last = calendar::end_of(day, zone);
        Self {
            start,
            last,
            offset: calendar::offset_at(start, zone),
            precision: Precision::Day,
            zone: Zone::Scenario,
        }
    }

    fn window(
        day: NaiveDate,
        hours: (u32, u32),
        clock: Clock,
        precision: Precision,
        zone: Zone,
    ) -> Result<Self, MomentError> {
        let at = |hour: u32| -> Option<NaiveDateTime> {
            if hour == 24 {
                day.succ_opt()?.and_hms_opt(0, 0, 0)
            } else {
                day.and_hms_opt(hour, 0, 0)
            }
        };
        let (Some(from), Some(to)) = (at(hours.0), at(hours.1)) else {
            return Err(MomentError::NoSuchDay);
        };
        let start = clock.instant_or_after(from);
        let last = clock.instant_or_after(to).before();
        if last < start {
            return Err(MomentError::NoSuchDay);
        }
        Ok(Self {
            start,
            last,
            offset: clock.offset(start),
            precision,
            zone,
        })
    }

    /// The first second of the window.
    pub fn start(&self) -> UnixTime {
        self.start
    }

    /// The last second of the window: the moment takes effect here.
    pub fn effect(&self) -> UnixTime {
        self.last
    }

    /// How precisely it is known.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// The zone in which it was written.
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// The offset from UTC, in seconds, of the zone in which it was written.
    pub fn offset(&self) -> i32 {
        self.offset
    }

    /// The date and time at which the window begins, on the clocks of the zone in which it was written.
    pub fn written_local(&self) -> NaiveDateTime {
        chrono::DateTime::from_timestamp(self.start.0.saturating_add(i64::from(self.offset)), 0)
            .map_or(NaiveDateTime::MIN, |instant| instant.naive_utc())
    }

    /// The day, in the scenario's zone, under which it stands: the one on which it takes effect.
    pub fn day_in(&self, zone: Tz) -> NaiveDate {
        calendar::day_of(self.last, zone)
    }

    /// Whether two windows share a second.
    pub fn meets(&self, other: &Self) -> bool {
        self.start <= other.last && other.start <= self.last
    }
}

impl fmt::Display for Moment {
    /// The moment as a scenario writes it: `2021-08-12`, `2021-08-12 late evening`, `2021-08-13T03:27:00+04:30`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.written_local();
        write!(f, "{}", at.date())?;
        match self.precision {
            Precision::Day => {}
            Precision::Part(part) => write!(f, " {}", part.word())?,
            Precision::Clock => write!(f, "T{}", at.time())?,
        }
        match self.zone {
            Zone::Scenario => Ok(()),
            Zone::Named(zone) => write!(f, " {}", zone.name()),
            Zone::Fixed if self.precision == Precision::Clock && self.offset == 0 => write!(f, "Z"),
            Zone::Fixed => {
                let blank = if self.precision == Precision::Clock {
                    ""
                } else {
                    " "
                };
                write!(f, "{blank}{}", Offset(self.offset))
            }
        }
    }
}

/// An offset from UTC, in seconds, as `+04:30`.
pub struct Offset(pub i32);

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { '-' } else { '+' };
        let minutes = self.0.abs() / 60;
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

fn split_date(text: &str) -> Result<(NaiveDate, &str), MomentError> {
    let (date, rest) = text.split_at_checked(10).ok_or(MomentError::NotADate)?;
    let bytes = date.as_bytes();
    let digits = |range: std::ops::Range<usize>| -> Option<u32> {
        let part = date.get(range)?;
        part.bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| part.parse().ok())?
    };
    if bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
        return Err(MomentError::NotADate);
    }
    let (Some(year), Some(month), Some(day)) = (digits(0..4), digits(5..7), digits(8..10)) else {
        return Err(MomentError::NotADate);
    };
    let year = i32::try_from(year).unwrap_or(i32::MAX);
    let date = NaiveDate::from_ymd_opt(year, month, day).ok_or(MomentError::NoSuchDay)?;
    if !(FIRST_YEAR..=LAST_YEAR).contains(&date.year()) {
        return Err(MomentError::Year(year));
    }
    Ok((date, rest))
}

/// A time such as `T23:00:00`, ` 23:00` at the start of what follows the date; fractions of a second are cut off.
fn split_time(rest: &str) -> Result<(Option<NaiveTime>, &str), MomentError> {
    let body = rest.trim_start_matches(['T', 't', ' ']);
    let length = body
        .bytes()
        .take_while(|b| b.is_ascii_digit() || matches!(b, b':' | b'.'))
        .count();
    if length == 0 {
        return if rest.starts_with(['T', 't']) {
            Err(MomentError::NoSuchTime)
        } else {
            Ok((None, rest))
        };
    }
    let (time, rest) = body
        .split_at_checked(length)
        .ok_or(MomentError::NoSuchTime)?;
    let whole = time.split('.').next().unwrap_or(time);
    let mut fields = whole.split(':').map(|field| {
        (field.len() == 2)
            .then(|| field.parse::<u32>().ok())
            .flatten()
    });
    let hour = fields.next().flatten();
    let minute = fields.next().flatten();
    let second = fields.next().map_or(Some(0), |field| field);
    match (hour, minute, second, fields.next()) {
        (Some(hour), Some(minute), Some(second), None) => {
            NaiveTime::from_hms_opt(hour, minute, second)
                .map(|time| (Some(time), rest))
                .ok_or(MomentError::NoSuchTime)
        }
        _ => Err(MomentError::NoSuchTime),
    }
}

/// The part of a day at the start of what follows the date; the longest word wins.
fn split_part(rest: &str) -> (Option<Part>, &str) {
    let body = rest.trim_start();
    let mut found = (None, rest);
    let mut longest = 0;
    for part in Part::ALL {
        let after = body
            .strip_prefix(part.word())
            .filter(|after| after.is_empty() || after.starts_with(' '));
        if let Some(after) = after.filter(|_| part.word().len() > longest) {
            longest = part.word().len();
            found = (Some(part), after);
        }
    }
    found
}

fn parse_zone(text: &str) -> Result<(Clock, Zone), MomentError> {
    let unknown = || MomentError::Unknown(text.to_owned());
    if matches!(text, "Z" | "z") {
        return Ok((Clock::Offset(0), Zone::Fixed));
    }
    if let Some(digits) = text.strip_prefix(['+', '-']) {
        let (hours, minutes) = digits.split_once(':').ok_or_else(unknown)?;
        let field = |part: &str, most: i32| -> Option<i32> {
            (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse().ok())
                .flatten()
                .filter(|value| *value <= most)
        };
        let seconds = field(hours, 18)
            .zip(field(minutes, 59))
            .map(|(h, m)| (h * 60 + m) * 60)
            .ok_or_else(unknown)?;
        return Ok((
            Clock::Offset(if text.starts_with('-') {
                -seconds
            } else {
                seconds
            }),
            Zone::Fixed,
        ));
    }
    let zone: Tz = text.parse().map_err(|_| unknown())?;
    Ok((Clock::Zone(zone), Zone::Named(zone)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let shown = match Moment::parse(text, Tz::Asia__Kabul) {
            Ok(moment) => format!("{:?} to {:?} = {moment}", moment.start(), moment.effect()),
            Err(error) => error.to_string(),
        };
        assert_eq!(shown, expect);
    }

    #[test]
    fn dates_and_parts_are_windows_of_the_zone() {
        check(
            "2021-08-13",
            "2021-08-12T19:30:00Z to 2021-08-13T19:29:59Z = 2021-08-13",
        );
        check(
            "2021-08-13 early",
            "2021-08-12T19:30:00Z to 2021-08-13T01:29:59Z = 2021-08-13 early",
        );
        check(
            "2021-08-13 morning",
            "2021-08-13T01:30:00Z to 2021-08-13T07:29:59Z = 2021-08-13 morning",
        );
        check(
            "2021-08-13 midday",
            "2021-08-13T07:30:00Z to 2021-08-13T09:29:59Z = 2021-08-13 midday",
        );
        check(
            "2021-08-13 afternoon",
            "2021-08-13T07:30:00Z to 2021-08-13T13:29:59Z = 2021-08-13 afternoon",
        );
        check(
            "2021-08-12 evening",
            "2021-08-12T13:30:00Z to 2021-08-12T19:29:59Z = 2021-08-12 evening",
        );
        check(
            "2021-08-12 late evening",
            "2021-08-12T13:30:00Z to 2021-08-12T19:29:59Z = 2021-08-12 late evening",
        );
        check(
            "2021-08-12 night",
            "2021-08-12T16:30:00Z to 2021-08-12T19:29:59Z = 2021-08-12 night",
        );
    }

    #[test]
    fn other_zones_are_kept() {
        check(
            "2021-08-12 afternoon America/New_York",
            "2021-08-12T16:00:00Z to 2021-08-12T21:59:59Z = 2021-08-12 afternoon America/New_York",
        );
        check(
            "2021-08-13 morning +01:00",
            "2021-08-13T05:00:00Z to 2021-08-13T10:59:59Z = 2021-08-13 morning +01:00",
        );
        check(
            "2021-08-13 -04:00",
            "2021-08-13T04:00:00Z to 2021-08-14T03:59:59Z = 2021-08-13 -04:00",
        );
        check(
            "2021-08-13 Z",
            "2021-08-13T00:00:00Z to 2021-08-13T23:59:59Z = 2021-08-13 +00:00",
        );
    }

    #[test]
    fn clock_times_are_instants() {
        check(
            "2021-08-13T03:27:00+04:30",
            "2021-08-12T22:57:00Z to 2021-08-12T22:57:00Z = 2021-08-13T03:27:00+04:30",
        );
        check(
            "2021-08-13T12:00:00Z",
            "2021-08-13T12:00:00Z to 2021-08-13T12:00:00Z = 2021-08-13T12:00:00Z",
        );
        check(
            "2021-08-13 12:00",
            "2021-08-13T07:30:00Z to 2021-08-13T07:30:00Z = 2021-08-13T12:00:00",
        );
        check(
            "2021-08-13 12:00 Europe/London",
            "2021-08-13T11:00:00Z to 2021-08-13T11:00:00Z = 2021-08-13T12:00:00 Europe/London",
        );
        check(
            "2021-08-13T12:00:00.999999999",
            "2021-08-13T07:30:00Z to 2021-08-13T07:30:00Z = 2021-08-13T12:00:00",
        );
    }

    #[test]
    fn clocks_that_jump() {
        let berlin = |text| Moment::parse(text, Tz::Europe__Berlin);
        assert_eq!(berlin("2021-03-28 02:30"), Err(MomentError::Skipped));
        assert_eq!(
            format!("{:?}", berlin("2021-10-31 02:30").unwrap().start()),
            "2021-10-31T00:30:00Z"
        );
        assert_eq!(
            berlin("2021-03-28 early").unwrap().effect().0
                - berlin("2021-03-28 early").unwrap().start().0,
            5 * 3600 - 1
        );
        assert_eq!(
            Moment::parse("2011-12-30", Tz::Pacific__Apia),
            Err(MomentError::NoSuchDay)
        );
    }

    #[test]
    fn what_is_no_moment_says_why() {
        check("yesterday", "not a moment: it does not begin with a date");
        check("2021-8-13", "not a moment: it does not begin with a date");
        check("2021-02-30", "not a moment: there is no such day");
        check("1899-12-31", "the year 1899 is outside 1900 to 2200");
        check("2201-01-01", "the year 2201 is outside 1900 to 2200");
        check(
            "2021-08-13T25:00:00",
            "not a moment: there is no such time of day",
        );
        check(
            "2021-08-13T12:00:60Z",
            "not a moment: there is no such time of day",
        );
        check(
            "2021-08-13T1:00",
            "not a moment: there is no such time of day",
        );
        check(
            "2021-08-13 teatime",
            "'teatime' is neither a part of a day nor a time zone",
        );
        check(
            "2021-08-13 +99:00",
            "'+99:00' is neither a part of a day nor a time zone",
        );
        check(
            "2021-08-13T12:00:00+00:00:01",
            "'+00:00:01' is neither a part of a day nor a time zone",
        );
        check("é021-08-13", "not a moment: it does not begin with a date");
    }

    #[test]
    fn windows_meet_when_they_share_a_second() {
        let at = |text| Moment::parse(text, Tz::Asia__Kabul).unwrap();
        assert!(at("2021-08-13").meets(&at("2021-08-13 morning")));
        assert!(at("2021-08-13").meets(&at("2021-08-12 afternoon America/New_York")));
        assert!(!at("2021-08-13").meets(&at("2021-08-12")));
    }
}

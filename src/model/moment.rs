//! Moments: the time of an event or a record, as precisely as its source gives it and no more.
//!
//! A moment is a window of whole seconds that takes effect at its last one, because a cursor shows what is certain by
//! then. The loader and the command line read moments here; panes and exports print them through `format`. This file
//! must not know where a moment was written.

use std::fmt;

use super::abbreviations::Abbreviation;
use super::calendar::{self, UnixTime};
use super::date::{Date, FIRST_YEAR, LAST_YEAR, LocalTime};
use super::zone::{Offset, TimeZone, ZoneError};
use crate::text::quote_text;

/// The offset from UTC of the clocks on which a day begins first, in seconds.
const FIRST_CLOCKS: i64 = 14 * 60 * 60;

/// A part of a day; windows exclude their end and never cross midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayPart {
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

impl DayPart {
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

    /// Returns the word as it stands in a scenario.
    pub fn to_word(self) -> &'static str {
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

    /// Returns the first hour of the part and the hour after its last.
    fn hour_range(self) -> (u32, u32) {
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

/// The precision of a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// The day alone.
    Day,
    /// A part of the day.
    Part(DayPart),
    /// A clock time.
    Clock,
}

/// The zone in which a moment was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    /// The scenario's own, because none was written.
    Scenario,
    /// A zone by its IANA name.
    Named(TimeZone),
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

/// The reason why a text is not a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MomentError {
    /// The text does not begin with a date.
    NotADate,
    /// The date does not exist, in this zone or at all.
    NoSuchDay,
    /// The year is outside 1 to 9999.
    Year(i32),
    /// The time of day does not exist.
    NoSuchTime,
    /// A time on a 12-hour clock, with advice on what to write.
    TwelveHours(String),
    /// The time 24:00.
    EndOfDay,
    /// Clocks skip this local time when they are put forward.
    Skipped,
    /// An abbreviation that several zones share.
    Abbreviation(&'static Abbreviation),
    /// A word that is neither a part of a day nor a zone.
    Unknown(String),
}

impl fmt::Display for MomentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotADate => write!(f, "not a moment: it does not begin with a date"),
            Self::NoSuchDay => write!(f, "not a moment: there is no such day"),
            Self::Year(year) => write!(f, "the year {year} is outside {FIRST_YEAR} to {LAST_YEAR}"),
            Self::NoSuchTime => write!(f, "not a moment: there is no such time of day"),
            Self::TwelveHours(_) => write!(f, "this is a time of a 12-hour clock"),
            Self::EndOfDay => write!(f, "24:00 is no time of day"),
            Self::Skipped => write!(
                f,
                "this local time does not exist: clocks were put forward over it"
            ),
            Self::Abbreviation(known) => write!(f, "{}", ZoneError::Abbreviation(known)),
            Self::Unknown(word) => write!(
                f,
                "'{}' is neither a part of a day nor a time zone",
                quote_text(word)
            ),
        }
    }
}

impl std::error::Error for MomentError {}

impl MomentError {
    /// Returns advice on what to write instead.
    pub fn word_advice(&self) -> String {
        let words = match self {
            Self::Abbreviation(known) => return known.word_advice(),
            Self::TwelveHours(advice) => return advice.clone(),
            Self::EndOfDay => {
                "write the day alone, which takes effect at its end, or 00:00 of the next day"
            }
            Self::Skipped => "write a time that the clocks showed, or add an offset such as +01:00",
            Self::Unknown(_) => {
                "parts are early, morning, midday, afternoon, evening, late evening and night; zones are IANA names or offsets such as +04:30"
            }
            _ => {
                "write a date (2021-08-12), a part of it (\"2021-08-12 late evening\") or a time (2021-08-12T23:00:00+04:30)"
            }
        };
        words.to_owned()
    }
}

impl Moment {
    /// Reads a date, a date with a part of the day, or a date-time, each with or without a zone.
    ///
    /// Without a zone it is `zone`'s. A local time that clocks show twice is the earlier one; one
    /// that they skip is an error, but a day or a part that begins in a skip begins at its end.
    pub fn parse(text: &str, zone: TimeZone) -> Result<Self, MomentError> {
        let (date, rest) = split_date(text.trim())?;
        if let Some((_, advice)) = clock_of_twelve(rest) {
            return Err(MomentError::TwelveHours(advice));
        }
        let (time, rest) = split_time(date, rest)?;
        let (part, rest) = if time.is_none() {
            split_part(rest)
        } else {
            (None, rest)
        };
        let rest = rest.trim();
        let (clock, written) = if rest.is_empty() {
            (zone, Zone::Scenario)
        } else {
            parse_zone(rest)?
        };
        match (time, part) {
            (Some(time), _) => {
                let start = calendar::find_instant(time, clock).ok_or(MomentError::Skipped)?;
                Ok(Self {
                    start,
                    last: start,
                    offset: calendar::offset_at(start, clock),
                    precision: Precision::Clock,
                    zone: written,
                })
            }
            (None, Some(part)) => {
                let (from, to) = part.hour_range();
                Self::from_hours(date, (from, to), clock, Precision::Part(part), written)
            }
            (None, None) => Self::from_hours(date, (0, 24), clock, Precision::Day, written),
        }
    }

    /// Makes a whole day of a zone.
    pub fn from_day(day: Date, zone: TimeZone) -> Self {
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

    fn from_hours(
        day: Date,
        hours: (u32, u32),
        clock: TimeZone,
        precision: Precision,
        zone: Zone,
    ) -> Result<Self, MomentError> {
        let at = |hour: u32| -> Option<UnixTime> {
            Some(calendar::instant_or_after(day.at(hour, 0, 0)?, clock))
        };
        let last = match hours.1 {
            24 => Some(calendar::end_of(day, clock)),
            hour => at(hour).map(UnixTime::second_before),
        };
        let (Some(start), Some(last)) = (at(hours.0), last) else {
            return Err(MomentError::NoSuchDay);
        };
        if last < start {
            return Err(MomentError::NoSuchDay);
        }
        Ok(Self {
            start,
            last,
            offset: calendar::offset_at(start, clock),
            precision,
            zone,
        })
    }

    /// Returns the first second of the window.
    pub fn start(&self) -> UnixTime {
        self.start
    }

    /// Returns the first second at which it may have begun: a day without a zone of its own began first at UTC+14.
    pub fn earliest_start(&self) -> UnixTime {
        match (self.precision, self.zone) {
            (Precision::Day, Zone::Scenario) => {
                let first = i64::from(self.offset) - FIRST_CLOCKS;
                UnixTime(self.start.0.saturating_add(first.min(0)))
            }
            _ => self.start,
        }
    }

    /// Returns the last second of the window, at which the moment takes effect.
    pub fn effective_at(&self) -> UnixTime {
        self.last
    }

    /// Returns the precision of the moment.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// Returns the zone in which it was written.
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// Returns the offset from UTC, in seconds, of the zone in which it was written.
    pub fn offset(&self) -> i32 {
        self.offset
    }

    /// Returns the date and time at which the window begins, on the clocks of the zone in which it was written.
    pub fn written_local(&self) -> LocalTime {
        LocalTime::from_seconds(self.start.0.saturating_add(i64::from(self.offset)))
    }

    /// Returns the day, in a zone, on which it takes effect.
    pub fn day_in(&self, zone: TimeZone) -> Date {
        calendar::day_of(self.last, zone)
    }

    /// Returns whether the window is longer than any day, of which the longest has 25 hours.
    pub fn is_longer_than_a_day(&self) -> bool {
        self.last.0 - self.start.0 >= 25 * 60 * 60
    }

    /// Returns whether two windows share a second.
    pub fn overlaps_with(&self, other: &Self) -> bool {
        self.start <= other.last && other.start <= self.last
    }
}

impl fmt::Display for Moment {
    /// Writes the moment as a scenario does: `2021-08-12`, `2021-08-12 late evening`, `2021-08-13T03:27:00+04:30`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.written_local();
        write!(f, "{}", at.date())?;
        match self.precision {
            Precision::Day => {}
            Precision::Part(part) => write!(f, " {}", part.to_word())?,
            Precision::Clock => {
                let (hour, minute, second) = (at.hour(), at.minute(), at.second());
                write!(f, "T{hour:02}:{minute:02}:{second:02}")?;
            }
        }
        match self.zone {
            Zone::Scenario => Ok(()),
            Zone::Named(zone) => write!(f, " {zone}"),
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

fn split_date(text: &str) -> Result<(Date, &str), MomentError> {
    let (digits, rest) = text.split_at(text.bytes().take_while(u8::is_ascii_digit).count());
    if digits.len() > 4 && rest.starts_with('-') {
        return Err(digits
            .parse()
            .map_or(MomentError::NotADate, MomentError::Year));
    }
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
    if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
        return Err(MomentError::Year(year));
    }
    let date = Date::new(year, month, day).ok_or(MomentError::NoSuchDay)?;
    Ok((date, rest))
}

/// Splits a time such as `T23:00:00` or ` 23:00` off the text after a date; fractions of a second are cut off.
fn split_time(date: Date, rest: &str) -> Result<(Option<LocalTime>, &str), MomentError> {
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
    if matches!(whole, "24:00" | "24:00:00") {
        return Err(MomentError::EndOfDay);
    }
    let mut fields = whole.split(':').map(|field| {
        (field.len() == 2)
            .then(|| field.parse::<u32>().ok())
            .flatten()
    });
    let hour = fields.next().flatten();
    let minute = fields.next().flatten();
    let second = fields.next().map_or(Some(0), |field| field);
    match (hour, minute, second, fields.next()) {
        (Some(hour), Some(minute), Some(second), None) => date
            .at(hour, minute, second)
            .map(|time| (Some(time), rest))
            .ok_or(MomentError::NoSuchTime),
        _ => Err(MomentError::NoSuchTime),
    }
}

/// Finds a time on a 12-hour clock, such as `3:05 pm` or `12 a.m.`; returns it as typed, and advice on what to write.
pub fn clock_of_twelve(text: &str) -> Option<(String, String)> {
    let words: Vec<String> = text
        .split([' ', 'T', 't'])
        .map(str::to_ascii_lowercase)
        .collect();
    let half_of = |word: &str| match word {
        "am" | "a.m." | "a.m" => Some(0),
        "pm" | "p.m." | "p.m" => Some(12),
        _ => None,
    };
    words.iter().enumerate().find_map(|(row, word)| {
        let digits =
            word.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ':');
        let (time, behind) = word.split_at(word.len() - digits.len());
        let (behind, typed) = match (behind, words.get(row + 1)) {
            ("", Some(next)) => (next.as_str(), format!("{time} {next}")),
            _ => (behind, word.clone()),
        };
        let half = half_of(behind)?;
        let (hour, minute) = time.split_once(':').unwrap_or((time, "00"));
        let hour: u32 = hour.parse().ok().filter(|hour| (1..=12).contains(hour))?;
        let minute: u32 = minute.parse().ok().filter(|minute| *minute < 60)?;
        let hour = hour % 12 + half;
        Some((
            typed,
            format!("write {hour:02}:{minute:02} (24-hour clock)"),
        ))
    })
}

/// Splits a part of a day off the text after a date; the longest word wins.
fn split_part(rest: &str) -> (Option<DayPart>, &str) {
    let body = rest.trim_start();
    let mut found = (None, rest);
    let mut longest = 0;
    for part in DayPart::ALL {
        let after = body
            .strip_prefix(part.to_word())
            .filter(|after| after.is_empty() || after.starts_with(' '));
        if let Some(after) = after.filter(|_| part.to_word().len() > longest) {
            longest = part.to_word().len();
            found = (Some(part), after);
        }
    }
    found
}

fn parse_zone(text: &str) -> Result<(TimeZone, Zone), MomentError> {
    let zone = TimeZone::parse(text).map_err(|error| match error {
        ZoneError::Unknown(typed) => MomentError::Unknown(typed),
        ZoneError::Abbreviation(known) => MomentError::Abbreviation(known),
    })?;
    let is_offset = text.starts_with(['+', '-']) || text.len() == 1;
    Ok((
        zone,
        if is_offset {
            Zone::Fixed
        } else {
            Zone::Named(zone)
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::parse(name).unwrap()
    }

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let shown = match Moment::parse(text, zone("Asia/Kabul")) {
            Ok(moment) => format!(
                "{:?} to {:?} = {moment}",
                moment.start(),
                moment.effective_at()
            ),
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
        let berlin = |text| Moment::parse(text, zone("Europe/Berlin"));
        assert_eq!(berlin("2021-03-28 02:30"), Err(MomentError::Skipped));
        assert_eq!(
            format!("{:?}", berlin("2021-10-31 02:30").unwrap().start()),
            "2021-10-31T00:30:00Z"
        );
        assert_eq!(
            berlin("2021-03-28 early").unwrap().effective_at().0
                - berlin("2021-03-28 early").unwrap().start().0,
            5 * 3600 - 1
        );
        assert_eq!(
            Moment::parse("2011-12-30", zone("Pacific/Apia")),
            Err(MomentError::NoSuchDay)
        );
    }

    #[test]
    fn what_is_no_moment_says_why() {
        check("yesterday", "not a moment: it does not begin with a date");
        check("2021-8-13", "not a moment: it does not begin with a date");
        check("2021-02-30", "not a moment: there is no such day");
        check("0000-12-31", "the year 0 is outside 1 to 9999");
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
    fn a_day_without_a_zone_may_begin_where_it_begins_first() {
        let kabul = zone("Asia/Kabul");
        for (text, expected) in [
            ("2021-08-13", "2021-08-12T10:00:00Z"),
            ("2021-08-13 +14:00", "2021-08-12T10:00:00Z"),
            ("2021-08-13 America/New_York", "2021-08-13T04:00:00Z"),
            ("2021-08-13 morning", "2021-08-13T01:30:00Z"),
            ("2021-08-13 00:00", "2021-08-12T19:30:00Z"),
        ] {
            let moment = Moment::parse(text, kabul).unwrap();
            let expected = Moment::parse(expected, kabul).unwrap();
            assert_eq!(moment.earliest_start(), expected.start(), "{text}");
        }
    }

    #[test]
    fn windows_meet_when_they_share_a_second() {
        let at = |text| Moment::parse(text, zone("Asia/Kabul")).unwrap();
        assert!(at("2021-08-13").overlaps_with(&at("2021-08-13 morning")));
        assert!(at("2021-08-13").overlaps_with(&at("2021-08-12 afternoon America/New_York")));
        assert!(!at("2021-08-13").overlaps_with(&at("2021-08-12")));
    }
}

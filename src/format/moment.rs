//! Dates and times as precisely as their source gives them, in every width that a pane has.
//!
//! Used by panes and exports alike. A moment is never shown more exactly than it is known.

use crate::model::date::{Date, MONTHS, MONTHS_IN_FULL, WEEKDAYS_IN_FULL};
use crate::model::zone::TimeZone;

use crate::model::calendar::{self, UnixTime};
use crate::model::clocks::Clocks;
use crate::model::cursor::{Cursor, Known};
use crate::model::moment::{Moment, Part, Precision};
use crate::model::zone::Offset;

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// The month of a date in three letters.
pub fn month(day: Date) -> &'static str {
    MONTHS
        .get(day.month().saturating_sub(1) as usize)
        .copied()
        .unwrap_or_default()
}

/// `13 Aug`.
pub fn day_month(day: Date) -> String {
    format!("{} {}", day.day(), month(day))
}

/// Adds to words for a date its year, where that is not the one looked at.
fn add_year(words: String, day: Date, looked_at: Date) -> String {
    if day.year() == looked_at.year() {
        words
    } else {
        format!("{words} {}", day.year())
    }
}

/// `13 Aug`, with the year where it is not the one looked at.
pub fn day_month_year(day: Date, looked_at: Date) -> String {
    add_year(day_month(day), day, looked_at)
}

/// `Fri 13 Aug`, with the year where it is not the one looked at.
pub fn weekday_day_year(day: Date, looked_at: Date) -> String {
    add_year(weekday_day(day), day, looked_at)
}

/// `Aug`, with the year where it is not the one looked at.
pub fn month_year(day: Date, looked_at: Date) -> String {
    add_year(month(day).to_owned(), day, looked_at)
}

/// Since when something is asked for, by its first second: `13 Aug`, `13 Aug 12:00`; with the year where it is not
/// that of the moment looked at.
pub fn since_words(first: UnixTime, looked_at: UnixTime, zone: TimeZone) -> String {
    let day = calendar::day_of(first, zone);
    let words = day_month_year(day, calendar::day_of(looked_at, zone));
    if first == calendar::start_of(day, zone) {
        words
    } else {
        format!("{words} {}", clock(first, zone))
    }
}

/// `Fri 13 Aug`.
pub fn weekday_day(day: Date) -> String {
    let weekday = WEEKDAYS.get(day.weekday()).copied().unwrap_or_default();
    format!("{weekday} {}", day_month(day))
}

/// `Fri 13 Aug 2021`.
pub fn full_date(day: Date) -> String {
    format!("{} {}", weekday_day(day), day.year())
}

/// How far away a day is: `in 18 days`, `today`, `2 days ago`; negative days are past.
pub fn away(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "in 1 day".to_owned(),
        -1 => "1 day ago".to_owned(),
        2.. => format!("in {days} days"),
        _ => format!("{} days ago", days.unsigned_abs()),
    }
}

/// How old something is, in the largest unit of which it is at least two: `3 h`, `40 min`, `5 days`; nothing
/// below a minute or in the future.
pub fn age(seconds: i64) -> Option<String> {
    const UNITS: [(i64, &str); 5] = [
        (31_557_600, " years"),
        (2_629_800, " months"),
        (86_400, " days"),
        (3_600, " h"),
        (60, " min"),
    ];
    let unit = UNITS.iter().find(|(length, _)| seconds >= 2 * length);
    let (length, unit) = unit.or(UNITS.last().filter(|_| seconds >= 60))?;
    Some(format!("{}{unit}", seconds / length))
}

/// `August`.
pub fn month_in_full(day: Date) -> &'static str {
    MONTHS_IN_FULL
        .get(day.month().saturating_sub(1) as usize)
        .copied()
        .unwrap_or_default()
}

/// `13 August`, with the year where it is not the one looked at.
pub fn day_in_full(day: Date, looked_at: Date) -> String {
    let words = format!("{} {}", day.day(), month_in_full(day));
    add_year(words, day, looked_at)
}

/// `Friday 13 August`, with the year where it is not the one looked at.
pub fn weekday_in_full(day: Date, looked_at: Date) -> String {
    format!("{} {}", weekday(day), day_in_full(day, looked_at))
}

/// `Friday 13 August 2021`.
pub fn date_in_full(day: Date) -> String {
    let (number, month) = (day.day(), month_in_full(day));
    format!("{} {number} {month} {}", weekday(day), day.year())
}

/// `Friday`.
fn weekday(day: Date) -> &'static str {
    WEEKDAYS_IN_FULL
        .get(day.weekday())
        .copied()
        .unwrap_or_default()
}

/// `12:00` on the clocks of a zone.
pub fn clock(at: UnixTime, zone: TimeZone) -> String {
    let local = calendar::local(at, zone);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// Returns the hour of a cursor: with its offset where clocks show that hour twice, as in `02:30 UTC+01:00`.
fn clock_of_cursor(at: UnixTime, zone: TimeZone) -> String {
    let hour = clock(at, zone);
    if calendar::is_repeated(at, zone) {
        format!("{hour} {}", named_offset(calendar::offset_at(at, zone)))
    } else {
        hour
    }
}

/// How much room a part of a day has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// Five cells: `day`, `morn.`, `aft+1`.
    Tight,
    /// Nine cells: `late eve.`, `aft. -4`.
    Column,
    /// The words themselves.
    Full,
}

/// The date that stands beside a moment: as its source gives it where that is a day or a part of one,
/// in whatever zone; a clock time on the clocks on which it is shown.
pub fn shown_day(moment: &Moment, clocks: impl Into<Clocks>) -> Date {
    match moment.precision() {
        Precision::Clock => clocks.into().day_of(moment),
        Precision::Day | Precision::Part(_) => moment.written_local().date(),
    }
}

/// The time of day of a moment: its clock time, its part or `day`, with the offset of another zone. The day beside it
/// is [`shown_day`]'s.
///
/// In the tightest room an hour has none for an offset, and is the scenario's own.
pub fn time_of_day(moment: &Moment, clocks: impl Into<Clocks>, room: Room) -> String {
    let clocks = clocks.into();
    let zone = clocks.days;
    let is_elsewhere = moment.offset() != calendar::offset_at(moment.start(), zone);
    match (moment.precision(), is_elsewhere) {
        (Precision::Clock, _) => match (clocks.offset(moment), room) {
            (None, _) | (_, Room::Tight) => clock(moment.effect(), zone),
            (Some(offset), Room::Column) => {
                let hour = clock(moment.effect(), clocks.hours);
                offset_beside(&hour, offset)
            }
            (Some(offset), Room::Full) => {
                let hour = clock(moment.effect(), clocks.hours);
                format!("{hour} {}", named_offset(offset))
            }
        },
        (Precision::Day, false) => DAY.to_owned(),
        (Precision::Day, true) => with_offset([DAY; 3], moment.offset(), room),
        (Precision::Part(part), false) => match room {
            Room::Tight => tight(part).to_owned(),
            Room::Column => column(part).to_owned(),
            Room::Full => part.word().to_owned(),
        },
        (Precision::Part(part), true) => with_offset(
            [bare(part), abbreviated(part), part.word()],
            moment.offset(),
            room,
        ),
    }
}

/// The same in nine cells under the heading of the scenario's day: an hour that is shown on another day says which
/// (`12 22:57Z`), or is the scenario's own where that does not fit.
pub fn time_under_day(moment: &Moment, clocks: Clocks) -> String {
    let time = time_of_day(moment, clocks, Room::Column);
    let day = clocks.day_of(moment);
    if clocks.offset(moment).is_none() || day == moment.day_in(clocks.days) {
        return time;
    }
    let with_day = format!("{} {}", day.day(), time.replace(' ', ""));
    [with_day.clone(), with_day.replacen(':', "", 1)]
        .into_iter()
        .find(|shown| shown.len() <= COLUMN)
        .unwrap_or_else(|| clock(moment.effect(), clocks.days))
}

/// Cells of [`Room::Column`].
const COLUMN: usize = 9;

/// An hour with an offset in a column: `22:57Z`, `17:57 -5`, `0827+5:30`.
fn offset_beside(hour: &str, offset: i32) -> String {
    if offset == 0 {
        return format!("{hour}Z");
    }
    let offset = short_offset(offset);
    let wide = format!("{hour} {offset}");
    if wide.len() <= COLUMN {
        wide
    } else {
        format!("{}{offset}", hour.replace(':', ""))
    }
}

/// `UTC`, `UTC-05:00`.
fn named_offset(offset: i32) -> String {
    if offset == 0 {
        "UTC".to_owned()
    } else {
        format!("UTC{}", Offset(offset))
    }
}

/// The word for a whole day.
const DAY: &str = "day";

/// A word, in each room, with the offset of another zone.
fn with_offset([tight, column, full]: [&str; 3], offset: i32, room: Room) -> String {
    match room {
        Room::Tight => format!("{tight}{}", short_offset(offset)),
        Room::Column => format!("{column} {}", short_offset(offset)),
        Room::Full => format!("{full} UTC{}", Offset(offset)),
    }
}

/// `+1`, `-4`, `+4:30`.
fn short_offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    if minutes % 60 == 0 {
        format!("{sign}{}", minutes / 60)
    } else {
        format!("{sign}{}:{:02}", minutes / 60, minutes % 60)
    }
}

/// A part in at most nine cells.
fn column(part: Part) -> &'static str {
    match part {
        Part::LateEvening => "late eve.",
        other => other.word(),
    }
}

/// A part in at most five cells.
fn tight(part: Part) -> &'static str {
    match part {
        Part::Morning => "morn.",
        Part::Midday => "midd.",
        Part::Afternoon => "aft.",
        Part::Evening => "eve.",
        Part::LateEvening => "l.eve",
        Part::Early | Part::Night => part.word(),
    }
}

/// A part that leaves room for an offset.
fn abbreviated(part: Part) -> &'static str {
    match part {
        Part::LateEvening => "l.eve",
        Part::Early => "early",
        Part::Night => "night",
        other => tight(other),
    }
}

/// A part in three letters, before an offset.
fn bare(part: Part) -> &'static str {
    match part {
        Part::Early => "ear",
        Part::Morning => "mor",
        Part::Midday => "mid",
        Part::Afternoon => "aft",
        Part::Evening => "eve",
        Part::LateEvening => "lev",
        Part::Night => "nig",
    }
}

/// A moment in words: `Thu 12 Aug, late evening`, `Fri 13 Aug, 08:31`, `Fri 13 Aug`; with its year where
/// that is not the one looked at.
pub fn in_words(moment: &Moment, clocks: impl Into<Clocks>, looked_at: Date) -> String {
    let clocks = clocks.into();
    let zone = clocks.days;
    let day = weekday_day_year(shown_day(moment, clocks), looked_at);
    let is_elsewhere = moment.offset() != calendar::offset_at(moment.start(), zone);
    match (moment.precision(), is_elsewhere) {
        (Precision::Day, false) => day,
        (Precision::Day, true) => format!("{day}, UTC{}", Offset(moment.offset())),
        _ => format!("{day}, {}", time_of_day(moment, clocks, Room::Full)),
    }
}

/// A moment in a line of a document: `13 Aug`, `13 Aug morning`, `12 Aug afternoon UTC-4`, `13 Aug 08:31`; with
/// its year where that is not the one looked at.
pub fn in_line(moment: &Moment, clocks: impl Into<Clocks>, looked_at: Date) -> String {
    let clocks = clocks.into();
    let zone = clocks.days;
    let day = day_month_year(shown_day(moment, clocks), looked_at);
    let is_elsewhere = moment.offset() != calendar::offset_at(moment.start(), zone);
    let offset = if is_elsewhere {
        let offset = short_offset(moment.offset());
        format!(" UTC{}", if moment.offset() == 0 { "" } else { &offset })
    } else {
        String::new()
    };
    match moment.precision() {
        Precision::Day => format!("{day}{offset}"),
        Precision::Part(part) => format!("{day} {}{offset}", part.word()),
        Precision::Clock => format!("{day} {}", time_of_day(moment, clocks, Room::Full)),
    }
}

/// A moment in full words: `Thursday 12 August, late evening`, `Friday 13 August, 08:31`, `Thursday 12 August,
/// afternoon, UTC minus 4`; with its year where that is not the one looked at.
pub fn in_full(moment: &Moment, clocks: impl Into<Clocks>, looked_at: Date) -> String {
    let clocks = clocks.into();
    let day = weekday_in_full(shown_day(moment, clocks), looked_at);
    match time_in_full(moment, clocks) {
        Some(time) => format!("{day}, {time}"),
        None => day,
    }
}

/// The time of day of a moment in full words: `late evening`, `08:31`, `afternoon, UTC minus 4`; `None` for a day.
pub fn time_in_full(moment: &Moment, clocks: impl Into<Clocks>) -> Option<String> {
    let clocks = clocks.into();
    let zone = clocks.days;
    let elsewhere = (moment.offset() != calendar::offset_at(moment.start(), zone))
        .then(|| offset_in_full(moment.offset()));
    match (moment.precision(), elsewhere) {
        (Precision::Clock, _) => Some(clocks.offset(moment).map_or_else(
            || clock(moment.effect(), zone),
            |offset| {
                let hour = clock(moment.effect(), clocks.hours);
                format!("{hour}, {}", offset_in_full(offset))
            },
        )),
        (Precision::Day, elsewhere) => elsewhere,
        (Precision::Part(part), None) => Some(part.word().to_owned()),
        (Precision::Part(part), Some(offset)) => Some(format!("{}, {offset}", part.word())),
    }
}

/// An offset in full words: `UTC plus 4:30`, `UTC minus 4`, `UTC`.
pub fn offset_in_full(seconds: i32) -> String {
    match short_offset(seconds).split_at_checked(1) {
        _ if seconds == 0 => "UTC".to_owned(),
        Some(("-", hours)) => format!("UTC minus {hours}"),
        Some((_, hours)) => format!("UTC plus {hours}"),
        None => String::new(),
    }
}

/// The clock in full words: `As now known`, `As known then`, `As known at Saturday 14 August 2021, 18:00`.
pub fn known_in_full(cursor: &Cursor, zone: TimeZone) -> String {
    match cursor.known {
        Known::Now => "As now known".to_owned(),
        Known::Then => "As known then".to_owned(),
        Known::At(at) => {
            let day = date_in_full(calendar::day_of(at, zone));
            if is_end_of_day(at, zone) {
                format!("As known at {day}, end of day")
            } else {
                format!("As known at {day}, {}", clock_of_cursor(at, zone))
            }
        }
    }
}

/// The cursor's time of day: `end of day`, or the hour.
pub fn cursor_time(cursor: &Cursor, zone: TimeZone) -> String {
    if cursor.is_end_of_day(zone) {
        "end of day".to_owned()
    } else {
        clock_of_cursor(cursor.as_of, zone)
    }
}

/// Words the clock: `As now known`, `AS KNOWN AT 12:00 ON 13 AUG`, `AS KNOWN AT THE END OF 14 AUG 2022`.
pub fn known_words(cursor: &Cursor, zone: TimeZone) -> String {
    if cursor.known == Known::Now {
        return "As now known".to_owned();
    }
    let at = cursor.known_at();
    let looked_at = calendar::day_of(cursor.as_of, zone);
    let day = day_month_year(calendar::day_of(at, zone), looked_at).to_uppercase();
    if is_end_of_day(at, zone) {
        format!("AS KNOWN AT THE END OF {day}")
    } else {
        format!("AS KNOWN AT {} ON {day}", clock_of_cursor(at, zone))
    }
}

/// Returns the clock in words where there is little room: `KNOWN AT 13 AUG 2024`.
pub fn known_words_short(cursor: &Cursor, zone: TimeZone) -> String {
    let words = known_words(cursor, zone);
    words
        .replace("AS KNOWN", "KNOWN")
        .replace("THE END OF ", "")
}

fn is_end_of_day(at: UnixTime, zone: TimeZone) -> bool {
    at == calendar::end_of(calendar::day_of(at, zone), zone)
}

/// What a pane's title says in known-then: `known by 12:00`, `known by 13 Aug`; `None` as now known.
pub fn known_by(cursor: &Cursor, zone: TimeZone) -> Option<String> {
    let looked_at = calendar::day_of(cursor.as_of, zone);
    let day = |at| day_month_year(calendar::day_of(at, zone), looked_at);
    match cursor.known {
        Known::Now => None,
        Known::Then if cursor.is_end_of_day(zone) => {
            Some(format!("known by {}", day(cursor.as_of)))
        }
        Known::Then => Some(format!("known by {}", clock_of_cursor(cursor.as_of, zone))),
        Known::At(at) if is_end_of_day(at, zone) => Some(format!("known by {}", day(at))),
        Known::At(at) => Some(format!(
            "known by {} {}",
            day(at),
            clock_of_cursor(at, zone)
        )),
    }
}

/// An instant in a zone as in RFC 3339: `2021-08-13T23:59:59+04:30`.
pub fn rfc3339(at: UnixTime, zone: TimeZone) -> String {
    let local = calendar::local(at, zone);
    format!(
        "{}T{:02}:{:02}:{:02}{}",
        local.date(),
        local.hour(),
        local.minute(),
        local.second(),
        Offset(calendar::offset_at(at, zone))
    )
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::model::cursor::Audience;
    use crate::text::fit::width;

    static KABUL: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::parse("Asia/Kabul").unwrap());

    fn at(text: &str) -> Moment {
        Moment::parse(text, *KABUL).unwrap()
    }

    #[test]
    fn an_hour_in_another_zone_says_so_and_on_which_day() {
        for (zone, words, line, column, under_day, full) in [
            (
                TimeZone::parse("Asia/Kabul").unwrap(),
                "Fri 13 Aug, 03:27",
                "13 Aug 03:27",
                "03:27",
                "03:27",
                "Friday 13 August, 03:27",
            ),
            (
                TimeZone::UTC,
                "Thu 12 Aug, 22:57 UTC",
                "12 Aug 22:57 UTC",
                "22:57Z",
                "12 22:57Z",
                "Thursday 12 August, 22:57, UTC",
            ),
            (
                TimeZone::parse("America/New_York").unwrap(),
                "Thu 12 Aug, 18:57 UTC-04:00",
                "12 Aug 18:57 UTC-04:00",
                "18:57 -4",
                "12 1857-4",
                "Thursday 12 August, 18:57, UTC minus 4",
            ),
            (
                TimeZone::parse("Asia/Kolkata").unwrap(),
                "Fri 13 Aug, 04:27 UTC+05:30",
                "13 Aug 04:27 UTC+05:30",
                "0427+5:30",
                "0427+5:30",
                "Friday 13 August, 04:27, UTC plus 5:30",
            ),
            (
                TimeZone::parse("America/St_Johns").unwrap(),
                "Thu 12 Aug, 20:27 UTC-02:30",
                "12 Aug 20:27 UTC-02:30",
                "2027-2:30",
                // No room for the day: the scenario's own hour.
                "03:27",
                "Thursday 12 August, 20:27, UTC minus 2:30",
            ),
        ] {
            let moment = at("2021-08-13T03:27:00+04:30");
            let clocks = Clocks {
                days: *KABUL,
                hours: zone,
            };
            let day = Date::new(2021, 8, 13).unwrap();
            assert_eq!(in_words(&moment, clocks, day), words);
            assert_eq!(in_line(&moment, clocks, day), line);
            assert_eq!(time_of_day(&moment, clocks, Room::Column), column);
            assert_eq!(time_under_day(&moment, clocks), under_day);
            assert_eq!(in_full(&moment, clocks, day), full);
            assert_eq!(time_of_day(&moment, clocks, Room::Tight), "03:27");
            assert!(under_day.len() <= COLUMN);
            // What is no hour is as it was.
            let part = at("2021-08-13 morning");
            assert_eq!(in_words(&part, clocks, day), "Fri 13 Aug, morning");
            assert_eq!(shown_day(&part, clocks), day);
        }
    }

    #[test]
    fn times_are_as_precise_as_their_source() {
        for (text, column, tight, full) in [
            ("2021-08-12", "day", "day", "day"),
            (
                "2021-08-12 late evening",
                "late eve.",
                "l.eve",
                "late evening",
            ),
            (
                "2021-08-12 afternoon America/New_York",
                "aft. -4",
                "aft-4",
                "afternoon UTC-04:00",
            ),
            (
                "2021-08-12 late evening +01:00",
                "l.eve +1",
                "lev+1",
                "late evening UTC+01:00",
            ),
            (
                "2021-08-12 afternoon +04:30",
                "afternoon",
                "aft.",
                "afternoon",
            ),
            ("2021-08-12 -04:00", "day -4", "day-4", "day UTC-04:00"),
            ("2021-08-12T23:00:00Z", "03:30", "03:30", "03:30"),
        ] {
            assert_eq!(
                time_of_day(&at(text), *KABUL, Room::Column),
                column,
                "{text}"
            );
            assert_eq!(time_of_day(&at(text), *KABUL, Room::Tight), tight, "{text}");
            assert_eq!(time_of_day(&at(text), *KABUL, Room::Full), full, "{text}");
        }
    }

    #[test]
    fn parts_fit_their_columns() {
        for part in Part::ALL {
            assert!(
                width(column(part)) <= 9 && width(tight(part)) <= 5,
                "{part:?}"
            );
            assert!(
                width(abbreviated(part)) <= 5 && width(bare(part)) == 3,
                "{part:?}"
            );
        }
    }

    #[test]
    fn full_words_have_no_abbreviation_and_no_sign() {
        let looked_at = at("2021-08-13").day_in(*KABUL);
        for (text, expect) in [
            ("2021-08-13", "Friday 13 August"),
            ("2022-05-09", "Monday 9 May 2022"),
            (
                "2021-08-12 late evening",
                "Thursday 12 August, late evening",
            ),
            (
                "2021-08-12 afternoon -04:00",
                "Thursday 12 August, afternoon, UTC minus 4",
            ),
            ("2021-08-12 +05:30", "Thursday 12 August, UTC plus 5:30"),
            ("2021-08-12 morning Z", "Thursday 12 August, morning, UTC"),
            ("2021-08-12T23:00:00Z", "Friday 13 August, 03:30"),
        ] {
            assert_eq!(in_full(&at(text), *KABUL, looked_at), expect, "{text}");
        }
        assert_eq!(date_in_full(looked_at), "Friday 13 August 2021");
    }

    #[test]
    fn a_line_says_the_zone_where_it_is_another() {
        let looked_at = at("2021-08-13").day_in(*KABUL);
        for (text, expect) in [
            ("2021-08-13", "13 Aug"),
            ("2022-05-09 morning", "9 May 2022 morning"),
            ("2021-08-12 afternoon -04:00", "12 Aug afternoon UTC-4"),
            ("2021-08-12 +05:30", "12 Aug UTC+5:30"),
            ("2021-08-12 Z", "12 Aug UTC"),
            ("2021-08-12T23:00:00Z", "13 Aug 03:30"),
        ] {
            assert_eq!(in_line(&at(text), *KABUL, looked_at), expect, "{text}");
        }
    }

    #[test]
    fn an_hour_that_clocks_show_twice_has_its_offset() {
        let berlin = TimeZone::parse("Europe/Berlin").unwrap();
        let day = Date::new(2021, 10, 31).unwrap();
        for (text, column, full) in [
            ("2021-10-31 01:59", "01:59", "31 Oct 01:59"),
            (
                "2021-10-31 02:30 +02:00",
                "02:30 +2",
                "31 Oct 02:30 UTC+02:00",
            ),
            (
                "2021-10-31 02:30 +01:00",
                "02:30 +1",
                "31 Oct 02:30 UTC+01:00",
            ),
            ("2021-10-31 03:00", "03:00", "31 Oct 03:00"),
        ] {
            let moment = Moment::parse(text, berlin).unwrap();
            assert_eq!(time_of_day(&moment, berlin, Room::Column), column, "{text}");
            assert_eq!(in_line(&moment, berlin, day), full, "{text}");
            let cursor = Cursor {
                as_of: moment.start(),
                known: Known::Now,
                audience: Audience::Public,
                now: moment.start(),
            };
            assert_eq!(
                cursor_time(&cursor, berlin),
                full.replacen("31 Oct ", "", 1),
                "{text}"
            );
        }
    }

    #[test]
    fn words_say_the_zone_where_it_is_another() {
        let looked_at = at("2021-08-13").day_in(*KABUL);
        assert_eq!(
            in_words(&at("2021-08-12 afternoon -04:00"), *KABUL, looked_at),
            "Thu 12 Aug, afternoon UTC-04:00"
        );
        assert_eq!(
            in_words(&at("2022-05-09"), *KABUL, looked_at),
            "Mon 9 May 2022"
        );
        assert_eq!(
            in_words(&at("2021-08-12 late evening"), *KABUL, looked_at),
            "Thu 12 Aug, late evening"
        );
        assert_eq!(in_words(&at("2021-08-13"), *KABUL, looked_at), "Fri 13 Aug");
        assert_eq!(
            in_words(&at("2021-08-12 -04:00"), *KABUL, looked_at),
            "Thu 12 Aug, UTC-04:00"
        );
        assert_eq!(
            rfc3339(at("2021-08-13").effect(), *KABUL),
            "2021-08-13T23:59:59+04:30"
        );
    }
}

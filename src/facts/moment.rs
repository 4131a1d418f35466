//! Moments, days and clocks in words, as precisely as their source gives them.
//!
//! [`word_moment`] is the one place that words when something happened, [`word_day`] a day, [`word_instant`] a second of
//! the cursor, [`word_known`] what it knows. Panes, plain lines and exports choose the form. A moment is never shown more
//! exactly than it is known, and a year that is not the cursor's is never left out.

use super::elsewhere::{Elsewhere, word_offset, word_part};
use crate::model::calendar::{self, UnixTime};
use crate::model::clocks::Clocks;
use crate::model::cursor::{Cursor, KnownAt};
use crate::model::date::Date;
use crate::model::moment::{Moment, Precision};
use crate::model::scenario::{Scenario, ZoneName};
use crate::model::zone::TimeZone;
use crate::snapshot::Snapshot;
use crate::text::fit;

/// The time of a moment of which only the day is known, where times have a column.
const NO_HOUR: &str = "—";

/// The form in which a day is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayForm {
    /// `13 Aug`
    Short,
    /// `Fri 13 Aug`
    Weekday,
    /// `13 August`
    Long,
    /// `Friday 13 August`
    LongWeekday,
}

/// The form in which a moment is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MomentForm {
    /// The day in a cell: `13 Aug`. No hour stands beside it, so that it is the scenario's day.
    DayCell,
    /// The time in five cells: `morn.`, `03:27`, `pm US`.
    TightCell,
    /// The time in nine cells: `late eve.`, `03:27`, `pm, US`.
    TimeCell,
    /// Both in a cell: `12 Aug late eve.`
    DatedCell,
    /// The time in words: `late evening`, `afternoon in Washington`; a dash without one.
    TimeWords,
    /// `13 Aug`, `12 Aug afternoon in Washington`, `13 Aug 08:31`
    Line,
    /// `Fri 13 Aug`, `Thu 12 Aug, afternoon in Washington`, `Fri 13 Aug, 08:31`
    Sentence,
    /// `Friday 13 August`, `Thursday 12 August, afternoon, UTC minus 4`
    Spoken,
    /// The time in spoken words; empty without one.
    SpokenTime,
}

/// From where a moment is looked at: on which clocks, with which names of zones, in which year.
#[derive(Clone, Copy, Debug)]
pub struct Viewpoint<'a> {
    /// The zone of days and that of hours.
    pub clocks: Clocks,
    /// The names that the scenario gives to the zones of others.
    pub zones: &'a [ZoneName],
    /// The day looked at, whose year goes without saying.
    pub looked_at: Date,
}

impl<'a> Viewpoint<'a> {
    /// Looks from a day of a scenario.
    pub fn new(scenario: &'a Scenario, looked_at: Date) -> Self {
        Self {
            clocks: scenario.clock_zones(),
            zones: &scenario.heading.zones,
            looked_at,
        }
    }
}

impl<'a> From<&Snapshot<'a>> for Viewpoint<'a> {
    fn from(snapshot: &Snapshot<'a>) -> Self {
        Self::new(snapshot.scenario, snapshot.day)
    }
}

/// Words a day, with its year where that is not the one looked at, and always where no day is looked at.
pub fn word_day(day: Date, form: DayForm, looked_at: Option<Date>) -> String {
    let (weekday, number, month) = (day.weekday_name(), day.day(), day.month_name());
    let words = match form {
        DayForm::Short => format!("{number} {month:.3}"),
        DayForm::Weekday => format!("{weekday:.3} {number} {month:.3}"),
        DayForm::Long => format!("{number} {month}"),
        DayForm::LongWeekday => format!("{weekday} {number} {month}"),
    };
    if looked_at.is_some_and(|looked_at| looked_at.year() == day.year()) {
        words
    } else {
        format!("{words} {}", day.year())
    }
}

/// Words a moment.
pub fn word_moment<'v>(
    moment: &Moment,
    viewpoint: impl Into<Viewpoint<'v>>,
    form: MomentForm,
) -> String {
    let view = viewpoint.into();
    let day = |form| word_day(shown_day(moment, view.clocks), form, Some(view.looked_at));
    let time = word_time(moment, &view, form);
    // "Thu 12 Aug in Washington", but "Thu 12 Aug, UTC-4".
    let comma = if time.starts_with("in ") { " " } else { ", " };
    let (day, gap) = match form {
        MomentForm::DayCell => {
            let day = shown_day(moment, view.clocks.days);
            return word_day(day, DayForm::Short, Some(view.looked_at));
        }
        MomentForm::TightCell | MomentForm::TimeCell | MomentForm::TimeWords
            if moment.precision() == Precision::Day =>
        {
            return format!("{NO_HOUR} {time}").trim_end().to_owned();
        }
        MomentForm::TightCell
        | MomentForm::TimeCell
        | MomentForm::TimeWords
        | MomentForm::SpokenTime => return time,
        MomentForm::DatedCell | MomentForm::Line => (day(DayForm::Short), " "),
        MomentForm::Sentence => (day(DayForm::Weekday), comma),
        MomentForm::Spoken => (day(DayForm::LongWeekday), comma),
    };
    if time.is_empty() {
        day
    } else {
        format!("{day}{gap}{time}")
    }
}

/// Words the time of a moment in nine cells under the heading of the scenario's day: an hour that is shown on another day
/// says which (`12 22:57Z`), or is the scenario's own where that does not fit.
pub fn word_time_under_day(moment: &Moment, view: &Viewpoint<'_>) -> String {
    let time = word_moment(moment, *view, MomentForm::TimeCell);
    let day = view.clocks.day_of(moment);
    if view.clocks.shown_offset(moment).is_none() || day == moment.day_in(view.clocks.days) {
        return time;
    }
    let with_day = format!("{} {}", day.day(), time.replace(' ', ""));
    [with_day.clone(), with_day.replacen(':', "", 1)]
        .into_iter()
        .find(|words| fit::measure_width(words) <= 9)
        .unwrap_or_else(|| word_clock(moment.effective_at(), view.clocks.days))
}

/// Returns the date that stands beside a moment: as its source gives it where that is a day or a part of one,
/// in whatever zone; a clock time on the clocks on which it is shown.
pub fn shown_day(moment: &Moment, clocks: impl Into<Clocks>) -> Date {
    match moment.precision() {
        Precision::Clock => clocks.into().day_of(moment),
        Precision::Day | Precision::Part(_) => moment.written_local().date(),
    }
}

/// Words the time of day: an hour, a part, whose day it is where that is not the scenario's; empty for a day of its own.
fn word_time(moment: &Moment, view: &Viewpoint<'_>, form: MomentForm) -> String {
    let zone = Elsewhere::from_moment(moment, view.clocks, view.zones);
    let cells = match form {
        MomentForm::TightCell => Some(5),
        MomentForm::TimeCell | MomentForm::DatedCell => Some(9),
        _ => None,
    };
    let hour = match &zone {
        Some(_) if form != MomentForm::TightCell => {
            word_clock(moment.effective_at(), view.clocks.hours)
        }
        // In the tightest cell an hour has no room for a zone, and is the scenario's own.
        _ => word_clock(moment.effective_at(), view.clocks.days),
    };
    let is_spoken = matches!(form, MomentForm::Spoken | MomentForm::SpokenTime);
    match (moment.precision(), zone, cells) {
        (Precision::Clock, _, Some(5)) | (Precision::Clock, None, _) => hour,
        (Precision::Day, None, _) => String::new(),
        (Precision::Part(part), None, Some(cells)) => word_part(part, cells).to_owned(),
        (Precision::Part(part), None, None) => part.to_word().to_owned(),
        // Before the zone of a day stands the dash for its hour.
        (Precision::Day, Some(zone), Some(cells)) if form != MomentForm::DatedCell => {
            zone.fit_time(Precision::Day, "", cells - 2)
        }
        (precision, Some(zone), Some(cells)) => zone.fit_time(precision, &hour, cells),
        (Precision::Day, Some(zone), None) => zone.phrase_time("", is_spoken),
        (Precision::Part(part), Some(zone), None) => zone.phrase_time(part.to_word(), is_spoken),
        (Precision::Clock, Some(zone), None) => zone.phrase_time(&hour, is_spoken),
    }
}

/// Words an hour: `12:00` on the clocks of a zone.
pub fn word_clock(at: UnixTime, zone: TimeZone) -> String {
    let local = calendar::to_local_time(at, zone);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// Words the hour of an instant: `end of day`, `12:00`, with its offset where clocks show it twice: `02:30 UTC+1`.
pub fn word_hour(at: UnixTime, zone: TimeZone) -> String {
    if is_end_of_day(at, zone) {
        return "end of day".to_owned();
    }
    let hour = word_clock(at, zone);
    if calendar::is_repeated(at, zone) {
        format!("{hour} {}", word_offset(calendar::offset_at(at, zone)))
    } else {
        hour
    }
}

/// Words an instant: `Sun 15 Aug 2021`, with its hour where that is not the end of the day.
pub fn word_instant(
    at: UnixTime,
    zone: TimeZone,
    form: DayForm,
    looked_at: Option<Date>,
) -> String {
    let day = word_day(calendar::day_of(at, zone), form, looked_at);
    if is_end_of_day(at, zone) {
        day
    } else {
        format!("{day}, {}", word_hour(at, zone))
    }
}

/// Words since when something is asked for, by its first second: `13 Aug`, `13 Aug 12:00`.
pub fn word_since(first: UnixTime, looked_at: UnixTime, zone: TimeZone) -> String {
    let day = calendar::day_of(first, zone);
    let words = word_day(day, DayForm::Short, Some(calendar::day_of(looked_at, zone)));
    if first == calendar::start_of(day, zone) {
        words
    } else {
        format!("{words} {}", word_clock(first, zone))
    }
}

/// Words how far away a day is: `in 18 days`, `today`, `2 days ago`; negative days are past.
pub fn word_days_away(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "in 1 day".to_owned(),
        -1 => "1 day ago".to_owned(),
        2.. => format!("in {days} days"),
        _ => format!("{} days ago", days.unsigned_abs()),
    }
}

/// Words how old something is, in the largest unit of which it is at least two: `3 h`, `40 min`, `5 days`; `None`
/// below a minute or in the future.
pub fn word_age(seconds: i64) -> Option<String> {
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

/// The form in which the time as of which something was known is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownForm {
    /// `As now known`, `AS KNOWN AT 12:00 ON 13 AUG`, `AS KNOWN AT THE END OF 14 AUG 2022`
    Heading,
    /// The short form, where there is little room: `KNOWN AT 13 AUG 2024`
    Short,
    /// In a title: nothing, `known by 12:00`, `known by 13 Aug`.
    Title,
    /// `As now known`, `As known then`, `As known at Saturday 14 August 2021, 18:00`
    Spoken,
}

/// Words what a cursor knows.
pub fn word_known(cursor: &Cursor, zone: TimeZone, form: KnownForm) -> String {
    if cursor.known == KnownAt::Now {
        let is_title = form == KnownForm::Title;
        return if is_title { "" } else { "As now known" }.to_owned();
    }
    let at = cursor.known_at();
    let looked_at = calendar::day_of(cursor.as_of, zone);
    let day = word_day(calendar::day_of(at, zone), DayForm::Short, Some(looked_at));
    let hour = (!is_end_of_day(at, zone)).then(|| word_hour(at, zone));
    match (form, cursor.known, hour) {
        (KnownForm::Spoken, KnownAt::Then, _) => "As known then".to_owned(),
        (KnownForm::Spoken, ..) => {
            let day = word_day(calendar::day_of(at, zone), DayForm::LongWeekday, None);
            format!("As known at {day}, {}", word_hour(at, zone))
        }
        (KnownForm::Heading, _, None) => {
            format!("AS KNOWN AT THE END OF {}", day.to_uppercase())
        }
        (KnownForm::Heading, _, Some(hour)) => {
            format!("AS KNOWN AT {hour} ON {}", day.to_uppercase())
        }
        (KnownForm::Short, _, None) => format!("KNOWN AT {}", day.to_uppercase()),
        (KnownForm::Short, _, Some(hour)) => format!("KNOWN AT {hour} ON {}", day.to_uppercase()),
        (KnownForm::Title, _, None) => format!("known by {day}"),
        (KnownForm::Title, KnownAt::Then, Some(hour)) => format!("known by {hour}"),
        (KnownForm::Title, _, Some(hour)) => {
            format!("known by {day} {hour}")
        }
    }
}

fn is_end_of_day(at: UnixTime, zone: TimeZone) -> bool {
    at == calendar::end_of(calendar::day_of(at, zone), zone)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::model::cursor::Audience;
    use crate::model::moment::DayPart;
    use crate::text::Text;

    static KABUL: LazyLock<TimeZone> = LazyLock::new(|| zone("Asia/Kabul"));

    /// What a scenario calls two zones.
    static NAMED: LazyLock<[ZoneName; 2]> = LazyLock::new(|| {
        let named = |zone, name: &str, short: Option<&str>| ZoneName {
            zone,
            name: Text::from_line(name),
            short: short.map(Text::from_line),
        };
        [
            named(zone("-04:00"), "Washington", Some("US")),
            named(zone("Europe/Paris"), "Brussels", None),
        ]
    });

    fn zone(name: &str) -> TimeZone {
        TimeZone::parse(name).unwrap()
    }

    fn at(text: &str) -> Moment {
        Moment::parse(text, *KABUL).unwrap()
    }

    /// Looks at 13 August 2021 from Kabul, hours shown in a zone.
    fn seen_in(hours: TimeZone) -> Viewpoint<'static> {
        Viewpoint {
            clocks: Clocks {
                days: *KABUL,
                hours,
            },
            zones: &*NAMED,
            looked_at: Date::new(2021, 8, 13).unwrap(),
        }
    }

    const TABLE: &str = "
2021-08-12                        | —     | —         | 12 Aug           | 12 Aug                         | Thu 12 Aug                          | Thursday 12 August
2022-05-09 morning                | morn. | morning   | 9 May 2022 morning | 9 May 2022 morning           | Mon 9 May 2022, morning             | Monday 9 May 2022, morning
2021-08-12 late evening           | l.eve | late eve. | 12 Aug late eve. | 12 Aug late evening            | Thu 12 Aug, late evening            | Thursday 12 August, late evening
2021-08-12 afternoon +04:30       | aft.  | afternoon | 12 Aug afternoon | 12 Aug afternoon               | Thu 12 Aug, afternoon               | Thursday 12 August, afternoon
2021-08-12T23:00:00Z              | 03:30 | 03:30     | 13 Aug 03:30     | 13 Aug 03:30                   | Fri 13 Aug, 03:30                   | Friday 13 August, 03:30
2021-08-12 afternoon -04:00       | pm US | pm, US    | 12 Aug pm, US    | 12 Aug afternoon in Washington | Thu 12 Aug, afternoon in Washington | Thursday 12 August, afternoon in Washington
2021-08-12 -04:00                 | — US  | — US      | 12 Aug US        | 12 Aug in Washington           | Thu 12 Aug in Washington            | Thursday 12 August in Washington
2021-08-12 morning Europe/Paris   | amBru | am, Bru   | 12 Aug am, Bru   | 12 Aug morning in Brussels     | Thu 12 Aug, morning in Brussels     | Thursday 12 August, morning in Brussels
2021-08-12 evening America/New_York | eveNY | eve, NY | 12 Aug eve, NY   | 12 Aug evening in New York     | Thu 12 Aug, evening in New York     | Thursday 12 August, evening in New York
2021-08-12 late evening +01:00    | lev+1 | lev UTC+1 | 12 Aug lev UTC+1 | 12 Aug late evening UTC+1      | Thu 12 Aug, late evening UTC+1      | Thursday 12 August, late evening, UTC plus 1
2021-08-12 +05:30                 | — +5:30 | — +5:30 | 12 Aug UTC+5:30 | 12 Aug UTC+5:30              | Thu 12 Aug, UTC+5:30                | Thursday 12 August, UTC plus 5:30
2021-08-12 morning Z              | amUTC | am, UTC   | 12 Aug am, UTC   | 12 Aug morning UTC             | Thu 12 Aug, morning UTC             | Thursday 12 August, morning, UTC";

    const HOURS: &str = "
Asia/Kabul       | 03:27 | 03:27     | 03:27     | 13 Aug 03:27             | Friday 13 August, 03:27
UTC              | 03:27 | 22:57Z    | 12 22:57Z | 12 Aug 22:57 UTC         | Thursday 12 August, 22:57, UTC
America/New_York | 03:27 | 18:57 NY  | 12 1857NY | 12 Aug 18:57 in New York | Thursday 12 August, 18:57 in New York
-05:00           | 03:27 | 17:57 -5  | 12 1757-5 | 12 Aug 17:57 UTC-5       | Thursday 12 August, 17:57, UTC minus 5
+05:30           | 03:27 | 0427+5:30 | 0427+5:30 | 13 Aug 04:27 UTC+5:30    | Friday 13 August, 04:27, UTC plus 5:30
-02:30           | 03:27 | 2027-2:30 | 03:27     | 12 Aug 20:27 UTC-2:30    | Thursday 12 August, 20:27, UTC minus 2:30";

    #[test]
    fn a_moment_is_as_precise_as_its_source_and_says_whose_it_is() {
        use MomentForm::{DatedCell, Line, Sentence, Spoken, TightCell, TimeCell};
        for row in TABLE.lines().skip(1) {
            let columns: Vec<&str> = row.split('|').map(str::trim).collect();
            let words = [TightCell, TimeCell, DatedCell, Line, Sentence, Spoken]
                .map(|form| word_moment(&at(columns[0]), seen_in(*KABUL), form));
            assert_eq!(words.as_slice(), &columns[1..], "{row}");
        }
    }

    #[test]
    fn an_hour_in_another_zone_says_so_and_on_which_day() {
        for row in HOURS.lines().skip(1) {
            let columns: Vec<&str> = row.split('|').map(str::trim).collect();
            let moment = at("2021-08-13T03:27:00+04:30");
            let view = seen_in(zone(columns[0]));
            let word = |form| word_moment(&moment, view, form);
            let words = [
                word(MomentForm::TightCell),
                word(MomentForm::TimeCell),
                word_time_under_day(&moment, &view),
                word(MomentForm::Line),
                word(MomentForm::Spoken),
            ];
            assert_eq!(words.as_slice(), &columns[1..], "{row}");
            assert_eq!(word(MomentForm::DayCell), "13 Aug");
            // What is no hour is as it was.
            let part = word_moment(&at("2021-08-13 morning"), view, MomentForm::Sentence);
            assert_eq!(part, "Fri 13 Aug, morning");
        }
    }

    #[test]
    fn every_part_fits_its_cells_in_every_zone() {
        for part in DayPart::ALL {
            for zone in ["", "Z", "-04:00", "-05:00", "+05:30", "Asia/Kolkata"] {
                let moment = at(&format!("2021-08-12 {} {zone}", part.to_word()));
                let least = if zone == "+05:30" { 8 } else { 5 };
                for (form, cells) in [(MomentForm::TightCell, least), (MomentForm::TimeCell, 9)] {
                    let words = word_moment(&moment, seen_in(*KABUL), form);
                    assert!(fit::measure_width(&words) <= cells, "{words}");
                }
            }
        }
    }

    #[test]
    fn an_hour_that_clocks_show_twice_has_its_offset() {
        let berlin = zone("Europe/Berlin");
        let view = Viewpoint {
            clocks: berlin.into(),
            zones: &[],
            looked_at: Date::new(2021, 10, 31).unwrap(),
        };
        for (text, column, full) in [
            ("2021-10-31 01:59", "01:59", "31 Oct 01:59"),
            ("2021-10-31 02:30 +02:00", "02:30 +2", "31 Oct 02:30 UTC+2"),
            ("2021-10-31 02:30 +01:00", "02:30 +1", "31 Oct 02:30 UTC+1"),
            ("2021-10-31 03:00", "03:00", "31 Oct 03:00"),
        ] {
            let moment = Moment::parse(text, berlin).unwrap();
            assert_eq!(word_moment(&moment, view, MomentForm::TimeCell), column);
            assert_eq!(word_moment(&moment, view, MomentForm::Line), full);
            let hour = word_hour(moment.start(), berlin);
            assert_eq!(hour, full.replacen("31 Oct ", "", 1), "{text}");
        }
    }

    #[test]
    fn the_year_stands_where_it_is_not_the_one_looked_at() {
        let day = Date::new(2021, 8, 13).unwrap();
        for (form, words) in [
            (DayForm::Short, "13 Aug"),
            (DayForm::Weekday, "Fri 13 Aug"),
            (DayForm::Long, "13 August"),
            (DayForm::LongWeekday, "Friday 13 August"),
        ] {
            assert_eq!(word_day(day, form, Some(day)), words);
            let with_year = format!("{words} 2021");
            for looked_at in [None, Date::new(2022, 8, 13)] {
                assert_eq!(word_day(day, form, looked_at), with_year);
            }
        }
    }

    #[test]
    fn the_clock_is_worded_by_what_it_knows() {
        let as_of = at("2021-08-13 12:00").effective_at();
        let later = at("2022-08-14").effective_at();
        for (known, heading, title, spoken) in [
            (KnownAt::Now, "As now known", "", "As now known"),
            (
                KnownAt::Then,
                "AS KNOWN AT 12:00 ON 13 AUG",
                "known by 12:00",
                "As known then",
            ),
            (
                KnownAt::At(later),
                "AS KNOWN AT THE END OF 14 AUG 2022",
                "known by 14 Aug 2022",
                "As known at Sunday 14 August 2022, end of day",
            ),
        ] {
            let cursor = Cursor {
                as_of,
                known,
                audience: Audience::Public,
                now: as_of,
            };
            let word = |form| word_known(&cursor, *KABUL, form);
            assert_eq!(word(KnownForm::Heading), heading);
            assert_eq!(word(KnownForm::Title), title);
            assert_eq!(word(KnownForm::Spoken), spoken);
        }
    }
}

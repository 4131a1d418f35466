//! Moments: windows, parts of a day, zones, days with a change of clocks, and the days of the cursor.

#![expect(clippy::unwrap_used, reason = "a test that cannot be built fails")]

use dateline::model::calendar::UnixTime;
use dateline::model::date;
use dateline::model::moment::{Moment, MomentError};
use dateline::model::zone::TimeZone;

use crate::support::{TABLES, cursor, events_text, log, logged, place_text, snapshot};

/// First and last second of a moment as a scenario in UTC reads it.
#[track_caller]
fn check(text: &str, start: &str, last: &str) {
    let moment = Moment::parse(text, TimeZone::UTC).unwrap();
    let shown = |at: UnixTime| format!("{at:?}");
    assert_eq!(
        (shown(moment.start()), shown(moment.effective_at())),
        (start.into(), last.into())
    );
}

#[test]
fn a_date_is_that_day_in_the_zone_given() {
    check("2021-08-12", "2021-08-12T00:00:00Z", "2021-08-12T23:59:59Z");
    check(
        "2021-08-12 Asia/Kabul",
        "2021-08-11T19:30:00Z",
        "2021-08-12T19:29:59Z",
    );
    check(
        "2021-08-12 +01:00",
        "2021-08-11T23:00:00Z",
        "2021-08-12T22:59:59Z",
    );
}

#[test]
fn parts_of_a_day_exclude_their_end_and_stay_within_it() {
    for (part, from, to) in [
        ("early", "00:00:00", "05:59:59"),
        ("morning", "06:00:00", "11:59:59"),
        ("midday", "12:00:00", "13:59:59"),
        ("afternoon", "12:00:00", "17:59:59"),
        ("evening", "18:00:00", "23:59:59"),
        ("late evening", "18:00:00", "23:59:59"),
        ("night", "21:00:00", "23:59:59"),
    ] {
        check(
            &format!("2021-08-12 {part}"),
            &format!("2021-08-12T{from}Z"),
            &format!("2021-08-12T{to}Z"),
        );
    }
}

#[test]
fn a_part_may_carry_a_zone_or_an_offset() {
    check(
        "2021-08-12 afternoon America/New_York",
        "2021-08-12T16:00:00Z",
        "2021-08-12T21:59:59Z",
    );
    check(
        "2021-08-13 morning +01:00",
        "2021-08-13T05:00:00Z",
        "2021-08-13T10:59:59Z",
    );
    check(
        "2021-08-13T03:27:00+04:30",
        "2021-08-12T22:57:00Z",
        "2021-08-12T22:57:00Z",
    );
}

#[test]
fn days_on_which_clocks_change_are_as_long_as_they_are() {
    check(
        "2021-03-28 Europe/Berlin",
        "2021-03-27T23:00:00Z",
        "2021-03-28T21:59:59Z",
    );
    check(
        "2021-10-31 Europe/Berlin",
        "2021-10-30T22:00:00Z",
        "2021-10-31T22:59:59Z",
    );
    check(
        "2021-03-28 early Europe/Berlin",
        "2021-03-27T23:00:00Z",
        "2021-03-28T03:59:59Z",
    );
    let skipped = Moment::parse("2021-03-28T02:30:00 Europe/Berlin", TimeZone::UTC);
    assert_eq!(skipped, Err(MomentError::Skipped));
}

#[test]
fn the_day_before_ends_where_this_day_begins() {
    let text =
        format!("{}{}", TABLES, log(&["a @ 2021-01-02"])).replace("\"UTC\"", "\"Europe/Berlin\"");
    let scenario = dateline::scenario::load::load_text("berlin.toml", &text)
        .ok()
        .unwrap()
        .scenario;
    for (as_of, before) in [
        ("2021-03-28", "2021-03-27T22:59:59Z"),
        ("2021-03-29", "2021-03-28T21:59:59Z"),
        ("2021-10-31", "2021-10-30T21:59:59Z"),
        ("2021-11-01T09:00:00", "2021-10-31T22:59:59Z"),
    ] {
        let before_it = cursor(&scenario, as_of, "now").day_before(scenario.zone());
        assert_eq!(format!("{:?}", before_it.as_of), before, "{as_of}");
        assert!(before_it.is_end_of_day(scenario.zone()));
    }
}

#[test]
fn a_cursor_given_as_a_date_is_the_end_of_that_day() {
    let scenario = logged(&["a @ 2021-01-02T23:59:59 | claim party = 'red'"]);
    assert_eq!(events_text(&snapshot(&scenario, "2021-01-02")), "a");
    assert_eq!(events_text(&snapshot(&scenario, "2021-01-02T23:59:58")), "");
}

#[test]
fn an_event_stands_under_the_day_on_which_it_takes_effect() {
    let text = format!(
        "{}{}",
        TABLES,
        log(&["a @ 2021-01-02 afternoon -05:00 | claim party = 'red'"])
    )
    .replace("\"UTC\"", "\"Asia/Kabul\"");
    let scenario = dateline::scenario::load::load_text("kabul.toml", &text)
        .ok()
        .unwrap()
        .scenario;
    let day = scenario.events[0].provenance.at.day_in(scenario.zone());
    assert_eq!(day.to_string(), "2021-01-03");
    assert_eq!(events_text(&snapshot(&scenario, "2021-01-02")), "");
    assert_eq!(
        place_text(&snapshot(&scenario, "2021-01-03"), "north"),
        "red held reported 2021-01-02 afternoon -05:00 a"
    );
}

#[test]
fn precision_is_kept_as_written() {
    for text in [
        "2021-08-12",
        "2021-08-12 late evening",
        "2021-08-12 afternoon America/New_York",
        "2021-08-13 morning +01:00",
        "2021-08-12T23:00:00",
        "2021-08-12T23:00:00+04:30",
    ] {
        assert_eq!(
            Moment::parse(text, TimeZone::UTC).unwrap().to_string(),
            text
        );
    }
}

#[test]
fn known_before_it_happened_is_an_error_only_if_the_windows_are_apart() {
    let load = |line: &str| {
        let text = format!("{}{}", TABLES, log(&[line]));
        dateline::scenario::load::load_text("known.toml", &text).is_ok()
    };
    assert!(load("a @ 2021-01-02 ~ 2021-01-02 morning"));
    assert!(load("a @ 2021-01-02 evening ~ 2021-01-02"));
    assert!(!load("a @ 2021-01-02 evening ~ 2021-01-02 morning"));
    assert!(!load("a @ 2021-01-02 ~ 2021-01-01"));
}

#[test]
fn recorded_at_defaults_to_when_it_happened() {
    let scenario = logged(&["a @ 2021-01-02 morning | claim party = 'red'"]);
    let provenance = &scenario.events[0].provenance;
    assert_eq!(provenance.recorded_at, provenance.at);
    assert_eq!(scenario.events[0].claims[0].provenance, *provenance);
}

#[test]
fn years_run_from_1_to_9999() {
    let parse = |text: &str| Moment::parse(text, TimeZone::UTC);
    assert!(parse("0001-01-01").is_ok() && parse("9999-12-31").is_ok());
    assert_eq!(parse("0000-12-31"), Err(MomentError::Year(0)));
    assert_eq!(parse("10000-01-01"), Err(MomentError::Year(10_000)));
    assert_eq!(date::FIRST_YEAR..=date::LAST_YEAR, 1..=9999);
}

#[test]
fn the_ends_of_time_are_cursors_too() {
    for zone in ["UTC", "Asia/Kabul", "America/New_York", "Europe/Berlin"] {
        let line = log(&[
            "a @ 2021-01-02 | claim party = 'red' | deadline on = 2021-01-20, label = 'Exit'",
            "b @ 2021-01-03",
        ]);
        let text = format!("{TABLES}{line}").replace("\"UTC\"", &format!("\"{zone}\""));
        let loaded = dateline::scenario::load::load_text("ends.toml", &text);
        let scenario = loaded.ok().unwrap().scenario;
        for (as_of, shown) in [
            (UnixTime::MIN, ""),
            (UnixTime::MAX, "a b"),
            (UnixTime(i64::MAX - 1), "a b"),
        ] {
            let mut end = cursor(&scenario, "2021-01-02", "then");
            end.as_of = as_of;
            assert_eq!(
                events_text(&dateline::snapshot::at(&scenario, end)),
                shown,
                "{zone}"
            );
        }
    }
}

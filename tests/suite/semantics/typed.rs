//! Moments that somebody types: the dashboard's line and the flags read the same, and say the same of what they refuse.

use std::process::Command;

use dateline::app::prompt::read_since;
use dateline::model::calendar;
use dateline::model::cursor::KnownAt;
use dateline::snapshot::filter::{self, By};
use dateline::snapshot::typed_moment::{self, Standpoint};

use crate::support::{cursor, flagship};

/// First and last second of what is typed on 13 August, where the scenario opens, or what is said instead.
type Read = Result<(&'static str, &'static str), &'static str>;

/// Texts with what is read.
const TYPED: &[(&str, Read)] = &[
    (
        "2021-08-15",
        Ok(("2021-08-15 00:00:00", "2021-08-15 23:59:59")),
    ),
    ("15", Ok(("2021-08-15 00:00:00", "2021-08-15 23:59:59"))),
    ("15 aug", Ok(("2021-08-15 00:00:00", "2021-08-15 23:59:59"))),
    (
        "August 15, 2021",
        Ok(("2021-08-15 00:00:00", "2021-08-15 23:59:59")),
    ),
    (
        "yesterday",
        Ok(("2021-08-12 00:00:00", "2021-08-12 23:59:59")),
    ),
    ("+1w", Ok(("2021-08-20 00:00:00", "2021-08-20 23:59:59"))),
    ("noon", Ok(("2021-08-13 12:00:00", "2021-08-13 12:00:00"))),
    (
        "12 Aug noon",
        Ok(("2021-08-12 12:00:00", "2021-08-12 12:00:00")),
    ),
    (
        "2021-08-12 noon",
        Ok(("2021-08-12 12:00:00", "2021-08-12 12:00:00")),
    ),
    (
        "12 aug late evening",
        Ok(("2021-08-12 18:00:00", "2021-08-12 23:59:59")),
    ),
    (
        "2021-08-12 12:00 UTC",
        Ok(("2021-08-12 16:30:00", "2021-08-12 16:30:00")),
    ),
    ("first", Ok(("2021-04-14 00:00:00", "2021-04-14 23:59:59"))),
    (
        "fall of Kabul",
        Ok(("2021-08-15 00:00:00", "2021-08-15 23:59:59")),
    ),
    (
        "2022-03-01",
        Ok(("2022-03-01 00:00:00", "2022-03-01 23:59:59")),
    ),
    (
        "13 Sept",
        Ok(("2021-09-13 00:00:00", "2021-09-13 23:59:59")),
    ),
    (
        "Fri 13 Aug 2021, end of day",
        Ok(("2021-08-13 00:00:00", "2021-08-13 23:59:59")),
    ),
    (
        "August 15th, 9:30",
        Ok(("2021-08-15 09:30:00", "2021-08-15 09:30:00")),
    ),
    (
        "noon America/New_York",
        Ok(("2021-08-13 20:30:00", "2021-08-13 20:30:00")),
    ),
    (
        "yesterday 15:00 utc",
        Ok(("2021-08-12 19:30:00", "2021-08-12 19:30:00")),
    ),
    (
        "15:00Z yesterday",
        Ok(("2021-08-12 19:30:00", "2021-08-12 19:30:00")),
    ),
    (
        "12 Aug afternoon UTC-4",
        Ok(("2021-08-12 20:30:00", "2021-08-13 02:29:59")),
    ),
    (
        "-1 +01:00",
        Ok(("2021-08-12 03:30:00", "2021-08-13 03:29:59")),
    ),
    (
        "last america/new_york",
        Ok(("2021-09-07 08:30:00", "2021-09-08 08:29:59")),
    ),
    (
        "first morning",
        Ok(("2021-04-14 06:00:00", "2021-04-14 11:59:59")),
    ),
    (
        "13 Augur",
        Err("'augur' is not a month: write Aug or August"),
    ),
    ("augu 13", Err("'augu' is not a month: write Aug or August")),
    (
        "13 Spetember noon",
        Err("'spetember' is not a month: write Sep or September"),
    ),
    ("3 mya", Err("'mya' is not a month: write May")),
    (
        "13 strong",
        Err("'13 strong' is neither a date nor a place"),
    ),
    ("Thu 13 Aug", Err("2021-08-13 is a Friday")),
    ("13 aug 21", Err("write the year with all its four digits")),
    ("31 feb noon", Err("there is no such day")),
    (
        "noon America/NewYork",
        Err("'america/newyork' is neither a date nor a time zone"),
    ),
    (
        "13 aug midnight",
        Err("midnight: write 00:00 for the start of a day, or the day alone for its end"),
    ),
    ("3:05 pm", Err("3:05 pm: write 15:05 (24-hour clock)")),
    ("13 aug 3:05pm", Err("3:05pm: write 15:05 (24-hour clock)")),
    (
        "2021-08-13 12 a.m.",
        Err("12 a.m.: write 00:00 (24-hour clock)"),
    ),
    ("12 pm", Err("12 pm: write 12:00 (24-hour clock)")),
    ("15:05 EDT", Err("EDT: write America/New_York or -04:00")),
    (
        "2021-08-13 15:05 est",
        Err("EST: write America/New_York or -05:00"),
    ),
    ("13.8.2021", Err("13.8.2021: write 2021-08-13")),
    ("8/13/2021", Err("8/13/2021: write 2021-08-13")),
    ("8/9/2021", Err("8/9/2021: write 2021-09-08 or 2021-08-09")),
    ("8/13", Err("8/13: write 13 Aug")),
    (
        "next tuesday",
        Err(
            "'next tuesday' is not read: write a date such as 15 aug, or days and weeks from here such as -1 or +1w",
        ),
    ),
    (
        "2021-08-13 24:00",
        Err(
            "24:00 is no time of day; write the day alone, which takes effect at its end, or 00:00 of the next day",
        ),
    ),
    ("whenever", Err("'whenever' is neither a date nor a place")),
];

#[test]
fn a_moment_is_read_the_same_wherever_it_is_typed() {
    let scenario = flagship();
    let zone = scenario.zone();
    let stand = Standpoint {
        scenario,
        cursor: cursor(scenario, "2021-08-13", "now"),
    };
    let opens = scenario.heading.opens_at.unwrap().day_in(zone);
    assert_eq!(opens.to_string(), "2021-08-13");
    for (text, expect) in TYPED {
        let read = typed_moment::read(text, stand);
        let shown = |at| calendar::to_local_time(at, zone).to_string();
        let window = read
            .clone()
            .map(|typed| (shown(typed.first), shown(typed.last)));
        let expect = expect
            .map(|(first, last)| (first.to_owned(), last.to_owned()))
            .map_err(str::to_owned);
        assert_eq!(window, expect, "{text}");
        let since = read_since(text, stand).map(|(first, _)| shown(first));
        assert_eq!(since, expect.map(|(first, _)| first), "{text}");
    }
}

/// Every day, time and zone that is read, in every order.
fn phrases() -> Vec<String> {
    let days = [
        "",
        "2021-08-12",
        "12",
        "12 aug",
        "Aug 12, 2021",
        "thu 12 august",
        "12sept",
        "-1",
        "+1w",
        "yesterday",
        "first",
        "last",
    ];
    let times = ["", "15:00", "9:05", "noon", "morning", "late evening"];
    let zones = ["", "UTC", "+01:00", "Europe/Berlin", "utc-4"];
    let mut phrases = Vec::new();
    for (day, time, zone) in choose(&days, &times, &zones) {
        for words in [[day, time, zone], [time, day, zone], [time, zone, day]] {
            let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
            phrases.push(words.join(" "));
        }
    }
    phrases.retain(|phrase| !phrase.is_empty() && !zones.contains(&phrase.as_str()));
    phrases
}

/// Returns every choice of one of each.
fn choose<'t>(
    days: &[&'t str],
    times: &[&'t str],
    zones: &[&'t str],
) -> Vec<(&'t str, &'t str, &'t str)> {
    let pairs = days
        .iter()
        .flat_map(|day| times.iter().map(move |time| (*day, *time)));
    pairs
        .flat_map(|(day, time)| zones.iter().map(move |zone| (day, time, *zone)))
        .collect()
}

#[test]
fn every_line_and_flag_reads_the_same_phrases() {
    let scenario = flagship();
    let stand = Standpoint {
        scenario,
        cursor: cursor(scenario, "2021-08-13", "now"),
    };
    let phrases = phrases();
    assert!(phrases.len() > 900, "{}", phrases.len());
    for phrase in phrases {
        let read = typed_moment::read(&phrase, stand);
        let typed = read.unwrap_or_else(|problem| panic!("{phrase}: {problem}"));
        let known = typed_moment::read_known(&phrase, stand);
        assert_eq!(known, Ok(KnownAt::At(typed.last)), "{phrase}");
        let read = read_since(&phrase, stand).map(|(first, _)| first);
        assert_eq!(read, Ok(typed.first), "{phrase}");
        let moment = |text: &str| read_since(text, stand);
        let typed = filter::read(&format!("kind control, since {phrase}"), scenario, &moment);
        let alone = filter::parse_condition(By::Since, &phrase, scenario, &moment).unwrap();
        assert_eq!(typed.unwrap().last(), Some(&alone), "{phrase}");
    }
}

#[test]
fn flags_read_what_the_line_reads_and_say_what_it_says() {
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(arguments).output().unwrap()
    };
    for (text, expect) in TYPED {
        for arguments in [
            ["export", "--at", text].as_slice(),
            &["export", "--known", text],
            &["diff", "2021-08-13", text],
            &["export", "--table", "claims", "--since", text],
        ] {
            let output = run(arguments);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            match expect {
                Ok(_) => assert!(output.status.success(), "{arguments:?}: {said}"),
                Err(reason) => {
                    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
                    assert!(said.contains(reason), "{arguments:?}: {said}");
                    assert_eq!(said.lines().count(), 1, "{said}");
                }
            }
        }
    }
}

#[test]
fn a_moment_in_the_wrong_place_says_where_to_write_it() {
    for (arguments, expect) in [
        (
            ["render", "--at", "2021-08-13", "12:00"].as_slice(),
            "write --at \"2021-08-13 12:00\"",
        ),
        (
            &["brief", "--at=13", "aug", "noon", "x.toml"],
            "write --at \"13 aug noon\"",
        ),
        (
            &["export", "--known", "2021-08-13", "3:05", "pm"],
            "write --known \"2021-08-13 3:05 pm\"",
        ),
        (
            &["brief", "2021-08-13"],
            "there is no file '2021-08-13'; if it is the moment, write --at 2021-08-13",
        ),
        (&["brief", "yesterday"], "write --at yesterday"),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        let output = command.args(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(expect), "{arguments:?}: {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

//! Stated against itemised: windows, every qualifier, disputed places, scope, and which readings are listed.

use crate::support::{logged, snapshot, stated_text};

#[track_caller]
fn check(events: &[&str], at: &str, expect: &str) {
    let scenario = logged(events);
    assert_eq!(stated_text(&snapshot(&scenario, at)), expect);
}

/// Red takes one place in the morning of 3 January, another in its evening, a third on the 4th.
const COURSE: [&str; 3] = [
    "r1 @ 2021-01-03 morning | claim party = 'red'",
    "r2 @ 2021-01-03 evening | claim place = 'south', party = 'red'",
    "r3 @ 2021-01-04 | claim place = 'west', party = 'red'",
];

/// What a reading of the whole of 3 January is found to be, while the log counts 0 to 2.
#[track_caller]
fn over_the_day(figure: &str, said: &str, verdict: &str) {
    let line = format!("z @ 2021-01-03 | figure series = 'towns', {figure}");
    let log = [&COURSE[..], &[&line]].concat();
    check(
        &log,
        "2021-01-03",
        &format!("towns {said} z: 0-2 {verdict}"),
    );
}

#[test]
fn a_reading_is_compared_over_its_own_window() {
    over_the_day("value = 0", "0", "consistent");
    over_the_day("value = 1", "1", "consistent");
    over_the_day("value = 2", "2", "consistent");
    over_the_day("value = 3", "3", "ahead");
    let at =
        |when: &str, value: u8| format!("z @ {when} | figure series = 'towns', value = {value}");
    let one = |when: &str, value: u8, expect: &str| {
        let line = at(when, value);
        let log = [&COURSE[..], &[&line]].concat();
        check(&log, "2021-01-03", &format!("towns {value} z: {expect}"));
    };
    one("2021-01-03 morning", 1, "0-1 consistent");
    one("2021-01-03 afternoon", 1, "1-1 consistent");
    one("2021-01-03 afternoon", 2, "1-1 ahead");
    one("2021-01-03 afternoon", 0, "1-1 behind");
    one("2021-01-03 evening", 2, "1-2 consistent");
    one("2021-01-03T11:59:58", 1, "0-0 ahead");
    one("2021-01-03T11:59:59", 1, "1-1 consistent");
    // The fourth of the month is still the third for some in the window of a reading from the west.
    check(
        &[
            &COURSE[..],
            &["z @ 2021-01-03 -05:00 | figure series = 'towns', value = 2"],
        ]
        .concat(),
        "2021-01-04",
        "towns 2 z: 0-2 consistent",
    );
}

#[test]
fn every_qualifier_compares_as_it_is_meant() {
    over_the_day(
        "value = 2, qualifier = 'at-least'",
        "at-least 2",
        "consistent",
    );
    over_the_day(
        "value = 0, qualifier = 'at-least'",
        "at-least 0",
        "consistent",
    );
    over_the_day("value = 3, qualifier = 'at-least'", "at-least 3", "ahead");
    over_the_day(
        "value = 1, qualifier = 'more-than'",
        "more-than 1",
        "consistent",
    );
    over_the_day("value = 2, qualifier = 'more-than'", "more-than 2", "ahead");
    over_the_day("value = 3, qualifier = 'about'", "about 3", "consistent");
    over_the_day("value = 4, qualifier = 'about'", "about 4", "ahead");
    over_the_day("value = 3, qualifier = 'nearly'", "nearly 3", "consistent");
    over_the_day("value = 4, qualifier = 'nearly'", "nearly 4", "ahead");
    over_the_day("value = 0, qualifier = 'up-to'", "up-to 0", "consistent");
    over_the_day("value = 4, qualifier = 'up-to'", "up-to 4", "consistent");
    over_the_day(
        "value = 1, qualifier = 'fewer-than'",
        "fewer-than 1",
        "consistent",
    );
    over_the_day("low = 2, high = 4", "2-4", "consistent");
    over_the_day("low = 3, high = 4", "3-4", "ahead");
    let after = |figure: &str, said: &str, verdict: &str| {
        let line = format!("z @ 2021-01-05 | figure series = 'towns', {figure}");
        let log = [&COURSE[..], &[&line]].concat();
        check(
            &log,
            "2021-01-05",
            &format!("towns {said} z: 3-3 {verdict}"),
        );
    };
    after("value = 2", "2", "behind");
    after(
        "value = 2, qualifier = 'at-least'",
        "at-least 2",
        "consistent",
    );
    after("value = 2, qualifier = 'up-to'", "up-to 2", "behind");
    after(
        "value = 3, qualifier = 'fewer-than'",
        "fewer-than 3",
        "behind",
    );
    after("value = 2, qualifier = 'nearly'", "nearly 2", "behind");
    after("low = 1, high = 2", "1-2", "behind");
}

#[test]
fn disputed_subtracts_contested_places_and_adds_rivals_and_claims() {
    let stated = |value: u8| format!("z @ 2021-01-05 | figure series = 'towns', value = {value}");
    let denied = "d @ 2021-01-04 | claim party = 'blue', status = 'denied'";
    let log = |value: u8, dispute: &'static str| {
        let line = stated(value);
        [COURSE[0], COURSE[1], dispute, &*line].map(str::to_owned)
    };
    let run = |log: [String; 4], expect: &str| {
        check(&log.each_ref().map(|line| &**line), "2021-01-05", expect);
    };
    run(log(1, denied), "towns 1 z: 2-2 consistent-with-disputed");
    run(log(0, denied), "towns 0 z: 2-2 behind");
    let claimed = "d @ 2021-01-04 | claim place = 'west', party = 'red', basis = 'claimed'";
    run(log(3, claimed), "towns 3 z: 2-2 consistent-with-disputed");
    run(log(4, claimed), "towns 4 z: 2-2 ahead");
    let rival = "d @ 2021-01-04 | claim place = 'west', party = 'red', status = 'contested'";
    run(log(3, rival), "towns 3 z: 2-2 consistent-with-disputed");
    let pressed = "d @ 2021-01-04 | claim place = 'west', party = 'red', status = 'encircled'";
    run(log(3, pressed), "towns 3 z: 2-2 ahead");
    let others = "d @ 2021-01-04 | claim place = 'west', party = 'green', status = 'contested'";
    run(log(3, others), "towns 3 z: 2-2 ahead");
}

#[test]
fn the_count_is_of_the_series_scope() {
    let log = [
        "a @ 2021-01-03 | claim party = 'red', scope = 'farm'",
        "b @ 2021-01-03 | claim place = 'south', party = 'red'",
        "c @ 2021-01-03 | claim place = 'west', party = 'red'",
        "z @ 2021-01-05 | figure series = 'farms', value = 1 | figure series = 'towns', value = 2",
    ];
    check(
        &log,
        "2021-01-05",
        "towns 2 z: 2-2 consistent; farms 1 z: 1-1 consistent",
    );
}

#[test]
fn the_count_is_seen_from_the_cursors_known_at() {
    let log = [
        "a @ 2021-01-03 | claim party = 'red'",
        "b @ 2021-01-03 ~ 2021-01-05 | claim place = 'south', party = 'red'",
        "z @ 2021-01-03 | figure series = 'towns', value = 1",
    ];
    check(&log, "2021-01-03 | then", "towns 1 z: 0-1 consistent");
    check(&log, "2021-01-04", "towns 1 z: 0-2 consistent");
    let after = [
        log[0],
        log[1],
        "z @ 2021-01-04 | figure series = 'towns', value = 1",
    ];
    check(&after, "2021-01-04 | then", "towns 1 z: 1-1 consistent");
    check(&after, "2021-01-04", "towns 1 z: 2-2 behind");
    // The reading is of the 4th; on the 5th the log is read with all that is known on the 5th.
    check(&after, "2021-01-05 | then", "towns 1 z: 2-2 behind");
    check(
        &after,
        "2021-01-05 | 2021-01-04",
        "towns 1 z: 1-1 consistent",
    );
}

#[test]
fn the_log_is_counted_up_to_the_readings_window_at_most() {
    let log = [
        &COURSE[..],
        &["z @ 2021-01-03 | figure series = 'towns', value = 3"],
    ]
    .concat();
    check(&log, "2021-01-10", "towns 3 z: 0-2 ahead");
}

#[test]
fn all_readings_of_the_day_are_listed_and_otherwise_the_last_before() {
    let log = [
        COURSE[0],
        "x @ 2021-01-02 | figure series = 'towns', value = 0",
        "y @ 2021-01-03 morning | figure series = 'towns', value = 1, qualifier = 'at-least'",
        "z @ 2021-01-03 evening | figure series = 'towns', value = 2",
    ];
    check(&log, "2021-01-02", "towns 0 x: 0-0 consistent");
    check(
        &log,
        "2021-01-03T12:00:00",
        "towns at-least 1 y: 0-1 consistent",
    );
    check(
        &log,
        "2021-01-03",
        "towns at-least 1 y: 0-1 consistent; towns 2 z: 1-1 ahead",
    );
    check(&log, "2021-01-04", "towns 2 z: 1-1 ahead");
    let same = [
        COURSE[0],
        "y @ 2021-01-03 | figure series = 'towns', value = 1",
        "z @ 2021-01-03 | figure series = 'towns', value = 2",
    ];
    check(
        &same,
        "2021-01-09",
        "towns 1 y: 0-1 consistent; towns 2 z: 0-1 ahead",
    );
    check(&same, "2021-01-02", "");
}

#[test]
fn series_without_counts_are_not_compared() {
    check(&["z @ 2021-01-03 | figure value = 3"], "2021-01-03", "");
}

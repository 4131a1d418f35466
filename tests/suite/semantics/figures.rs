//! Figures and deadlines: which reading is in force, what closes it, which readings disagree.

use crate::support::{deadlines_text, figures_text, logged, snapshot};

#[track_caller]
fn check(events: &[&str], at: &str, expect: &str) {
    let scenario = logged(events);
    assert_eq!(figures_text(&snapshot(&scenario, at)), expect);
}

#[test]
fn nothing_is_said_before_the_first_reading() {
    check(&["a @ 2021-01-05 | figure value = 5"], "2021-01-04", "");
}

#[test]
fn the_last_reading_is_in_force_with_the_one_before() {
    let log = [
        "a @ 2021-01-02 | figure value = 5",
        "b @ 2021-01-04 | figure value = 7",
    ];
    check(&log, "2021-01-02", "troops 5 a new");
    check(&log, "2021-01-03", "troops 5 a");
    check(&log, "2021-01-04", "troops 7 b new was troops 5 a");
}

#[test]
fn readings_of_one_moment_stand_together_in_the_order_of_their_words() {
    check(
        &[
            "a @ 2021-01-02 ~ 2021-01-04 | figure value = 5",
            "b @ 2021-01-02 ~ 2021-01-03 | figure value = 7",
        ],
        "2021-01-04",
        "troops 5 a",
    );
    check(
        &[
            "a @ 2021-01-02 | figure value = 7",
            "b @ 2021-01-02 | figure value = 5",
        ],
        "2021-01-02",
        "troops 7 a new and troops 5 b disputed",
    );
    check(
        &["a @ 2021-01-02 | figure value = 7 | figure value = 5 | figure low = 1, high = 9"],
        "2021-01-02",
        "troops 7 a new and troops 5 a and troops 1-9 a disputed",
    );
}

#[test]
fn readings_of_one_moment_that_agree_are_not_disputed() {
    check(
        &[
            "a @ 2021-01-02 | figure value = 5",
            "b @ 2021-01-02 | figure value = 5",
        ],
        "2021-01-02",
        "troops 5 a new and troops 5 b",
    );
    check(
        &[
            "a @ 2021-01-02 | figure value = 5",
            "b @ 2021-01-02 | figure value = 5, qualifier = 'about'",
        ],
        "2021-01-02",
        "troops about 5 b new and troops 5 a",
    );
}

#[test]
fn every_qualifier_is_kept() {
    for qualifier in [
        "at-least",
        "more-than",
        "about",
        "nearly",
        "up-to",
        "fewer-than",
    ] {
        let line = format!("a @ 2021-01-02 | figure value = 5, qualifier = '{qualifier}'");
        check(
            &[&line],
            "2021-01-02",
            &format!("troops {qualifier} 5 a new"),
        );
    }
    check(
        &["a @ 2021-01-02 | figure value = 5, qualifier = 'exactly'"],
        "2021-01-02",
        "troops 5 a new",
    );
    check(
        &["a @ 2021-01-02 | figure low = 4, high = 6"],
        "2021-01-02",
        "troops 4-6 a new",
    );
}

#[test]
fn every_status_of_forces_has_its_own_reading() {
    let log = [
        "a @ 2021-01-02 | figure value = 3000, status = 'announced'",
        "b @ 2021-01-03 | figure value = 1000, status = 'en-route'",
        "c @ 2021-01-04 | figure value = 650, status = 'in-place'",
    ];
    check(
        &log,
        "2021-01-04",
        "troops announced 3000 a; troops en-route 1000 b; troops in-place 650 c new",
    );
}

#[test]
fn withdrawn_closes_the_other_statuses_until_they_are_read_again() {
    let log = [
        "a @ 2021-01-02 | figure value = 3000, status = 'announced'",
        "b @ 2021-01-02 | figure value = 650, status = 'in-place'",
        "c @ 2021-01-04 | figure value = 0, status = 'withdrawn'",
        "d @ 2021-01-06 | figure value = 20, status = 'in-place'",
    ];
    check(
        &log,
        "2021-01-03",
        "troops announced 3000 a; troops in-place 650 b",
    );
    check(&log, "2021-01-04", "troops withdrawn 0 c new");
    check(
        &log,
        "2021-01-06",
        "troops in-place 20 d new was troops in-place 650 b; troops withdrawn 0 c",
    );
    // One event that says both closes, whichever number is the higher.
    for value in [0, 100] {
        let line = format!(
            "a @ 2021-01-02 | figure value = {value}, status = 'withdrawn' | figure value = 50, status = 'in-place'"
        );
        check(
            &[&line],
            "2021-01-02",
            &format!("troops withdrawn {value} a new"),
        );
    }
    // It closes nothing of another series.
    let other = "e @ 2021-01-03 | figure series = 'flown', value = 5";
    check(
        &[log[2], other],
        "2021-01-04",
        "troops withdrawn 0 c new; flown 5 e",
    );
}

#[test]
fn a_period_reading_stands_only_while_its_window_meets_the_cursors_day() {
    let log = [
        "a @ 2021-01-02 | figure series = 'daily', value = 5",
        "b @ 2021-01-04 morning | figure series = 'daily', value = 7",
    ];
    check(&log, "2021-01-02", "daily 5 a new");
    check(&log, "2021-01-03", "");
    check(&log, "2021-01-04T05:00:00", "");
    check(&log, "2021-01-04T12:00:00", "daily 7 b new was daily 5 a");
    check(&log, "2021-01-04", "daily 7 b new was daily 5 a");
    check(&log, "2021-01-05", "");
    // A window of another zone that reaches into the day meets it.
    let abroad = "a @ 2021-01-02 -05:00 | figure series = 'daily', value = 5";
    check(&[abroad], "2021-01-03", "daily 5 a new");
    check(&[abroad], "2021-01-04", "");
}

#[test]
fn other_measures_stay_and_increments_are_never_summed() {
    let log = [
        "a @ 2021-01-02 | figure series = 'flown', value = 100",
        "b @ 2021-01-02 | figure series = 'more', value = 600",
        "c @ 2021-01-03 | figure series = 'more', value = 200",
    ];
    check(&log, "2021-01-05", "flown 100 a; more 600 b and more 200 c");
}

#[track_caller]
fn deadlines(events: &[&str], at: &str, expect: &str) {
    let scenario = logged(events);
    assert_eq!(deadlines_text(&snapshot(&scenario, at)), expect);
}

#[test]
fn a_deadline_is_moved_or_dropped_by_a_later_event() {
    let log = [
        "a @ 2021-01-02 | deadline on = 2021-01-20, label = 'Exit'",
        "b @ 2021-01-05 | deadline on = 2021-01-31, label = 'Exit'",
        "c @ 2021-01-08 | deadline dropped = true",
        "d @ 2021-01-10 | deadline on = 2021-01-25, label = 'Exit'",
    ];
    deadlines(&log, "2021-01-01", "");
    deadlines(&log, "2021-01-02", "exit 2021-01-20 in 18 a");
    deadlines(&log, "2021-01-05", "exit 2021-01-31 in 26 b");
    deadlines(&log, "2021-01-08", "");
    deadlines(&log, "2021-01-10", "exit 2021-01-25 in 15 d");
    deadlines(&log, "2021-01-25", "exit 2021-01-25 in 0 d");
    deadlines(&log, "2021-01-26", "exit 2021-01-25 in -1 passed d");
}

#[test]
fn a_deadline_is_met_or_missed_by_a_word_and_passes_without_one() {
    let set = "a @ 2021-01-02 | deadline on = 2021-01-20, label = 'Exit'";
    let met = [set, "b @ 2021-01-19 | deadline met = true"];
    deadlines(&met, "2021-01-18", "exit 2021-01-20 in 2 a");
    deadlines(&met, "2021-01-19", "exit 2021-01-20 in 1 met b");
    deadlines(&met, "2021-01-27", "exit 2021-01-20 in -7 met b");
    deadlines(&met, "2021-01-28", "");
    let late = [
        set,
        "b @ 2021-01-23 | set sources = ['good'] | deadline missed = true",
    ];
    deadlines(&late, "2021-01-20", "exit 2021-01-20 in 0 a");
    deadlines(&late, "2021-01-21", "exit 2021-01-20 in -1 passed a");
    deadlines(&late, "2021-01-30", "exit 2021-01-20 in -10 missed b");
    deadlines(&late, "2021-01-31", "");
    deadlines(&[set], "2021-01-27", "exit 2021-01-20 in -7 passed a");
    deadlines(&[set], "2021-01-28", "");
    // An hour that has gone by has passed, though the day has not.
    let hour = ["a @ 2021-01-02 | deadline on = 2021-01-20T15:00:00, label = 'Exit'"];
    deadlines(
        &hour,
        "2021-01-20T15:00:00",
        "exit 2021-01-20T15:00:00 in 0 a",
    );
    deadlines(
        &hour,
        "2021-01-20T15:00:01",
        "exit 2021-01-20T15:00:00 in 0 passed a",
    );
    // Set again after that, it stands again.
    let again = [
        met[0],
        met[1],
        "c @ 2021-01-21 | deadline on = 2021-01-25, label = 'Exit'",
    ];
    deadlines(&again, "2021-01-21", "exit 2021-01-25 in 4 c");
}

#[test]
fn words_of_one_moment_that_set_a_deadline_to_different_days_tie() {
    let first = "z @ 2021-01-02 | deadline on = 2021-01-20, label = 'Exit'";
    for id in ["a", "zz"] {
        let second = format!("{id} @ 2021-01-02 | deadline on = 2021-01-25, label = 'Exit'");
        let expect = "exit 2021-01-20 or 2021-01-25 in 18 z";
        deadlines(&[first, &second], "2021-01-02", expect);
        deadlines(&[&second, first], "2021-01-02", expect);
        let later = format!(
            "{id} @ 2021-01-02 | set after = 'z' | deadline on = 2021-01-25, label = 'Exit'"
        );
        deadlines(
            &[first, &later],
            "2021-01-02",
            &format!("exit 2021-01-25 in 23 {id}"),
        );
    }
    let same = "a @ 2021-01-02 | deadline on = 2021-01-20, label = 'Exit'";
    deadlines(&[first, same], "2021-01-02", "exit 2021-01-20 in 18 z");
}

#[test]
fn a_deadline_shows_from_when_it_was_known() {
    let log = [
        "a @ 2021-01-02 ~ 2021-01-03 | deadline on = 2021-01-20, label = 'Exit'",
        "b @ 2021-01-04 ~ 2021-01-06 | deadline dropped = true",
    ];
    deadlines(&log, "2021-01-02", "exit 2021-01-20 in 18 a");
    deadlines(&log, "2021-01-02 | then", "");
    deadlines(&log, "2021-01-05 | then", "exit 2021-01-20 in 15 a");
    deadlines(&log, "2021-01-05", "");
    deadlines(&log, "2021-01-06 | then", "");
}

#[test]
fn deadlines_come_by_their_day_then_id() {
    let log = [
        "a @ 2021-01-02 | deadline id = 'late', on = 2021-01-20, label = 'Late' \
                | deadline id = 'b', on = 2021-01-10, label = 'B' | deadline id = 'a', on = 2021-01-10, label = 'A'",
    ];
    let expect = "a 2021-01-10 in 8 a; b 2021-01-10 in 8 a; late 2021-01-20 in 18 a";
    deadlines(&log, "2021-01-02", expect);
}

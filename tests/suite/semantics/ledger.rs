//! The ledger between two cursors: what happened to places, pressure, figures, events and deadlines.

use dateline::snapshot::Fold;
use dateline::snapshot::ledger::compare_folds;

use crate::support::{cursor_of, ledger_text, logged};

#[track_caller]
pub(super) fn check(events: &[&str], from: &str, to: &str, expect: &str) {
    let scenario = logged(events);
    let fold = |at: &str| Fold::at(&scenario, cursor_of(&scenario, at));
    let ledger = compare_folds(&fold(from), &fold(to));
    assert_eq!(ledger_text(&scenario, &ledger), expect);
}

#[test]
fn nothing_differs_between_a_cursor_and_itself() {
    let log = ["a @ 2021-01-02 | claim party = 'red' | figure value = 5"];
    check(&log, "2021-01-02", "2021-01-02", "");
    check(&log, "2021-01-03", "2021-01-09", "");
}

#[test]
fn a_place_changes_hands_from_the_older_to_the_newer_whichever_is_given_first() {
    let log = ["a @ 2021-01-03 | claim party = 'red'"];
    check(
        &log,
        "2021-01-02",
        "2021-01-03",
        "north blue>red a happened; a happened",
    );
    check(
        &log,
        "2021-01-03",
        "2021-01-02",
        "north blue>red a happened; a happened",
    );
}

#[test]
fn every_change_of_hands_between_is_told_in_order() {
    let log = [
        "a @ 2021-01-03 | claim party = 'red'",
        "b @ 2021-01-04 | claim party = 'green'",
        "c @ 2021-01-05 | claim party = 'blue'",
    ];
    check(
        &log,
        "2021-01-02",
        "2021-01-04",
        "north blue>red a happened; north red>green b happened; a happened; b happened",
    );
    check(
        &log,
        "2021-01-02",
        "2021-01-05",
        "north blue>red a happened; north red>green b happened; north green>blue c happened; a happened; b happened; c happened",
    );
    check(
        &log,
        "2021-01-04",
        "2021-01-03",
        "north red>green b happened; b happened",
    );
}

#[test]
fn control_changes_name_what_opened_and_what_closed_it() {
    let log = [
        "a @ 2021-01-02 | claim party = 'red', status = 'contested'",
        "b @ 2021-01-04 | claim party = 'blue'",
    ];
    check(
        &log,
        "2021-01-01",
        "2021-01-02",
        "north held>contested a happened; a happened",
    );
    check(
        &log,
        "2021-01-03",
        "2021-01-04",
        "north contested>held b happened; b happened",
    );
    check(
        &log,
        "2021-01-04",
        "2021-01-03",
        "north contested>held b happened; b happened",
    );
    let flip = [
        "a @ 2021-01-02 | claim party = 'red', basis = 'claimed'",
        "b @ 2021-01-04 | claim party = 'red'",
    ];
    check(
        &flip,
        "2021-01-01",
        "2021-01-02",
        "north held>claimed a happened; a happened",
    );
    check(
        &flip,
        "2021-01-02",
        "2021-01-04",
        "north blue>red b happened; north claimed>held b happened; b happened",
    );
}

#[test]
fn pressure_comes_and_goes() {
    let log = [
        "a @ 2021-01-02 | claim party = 'red', status = 'threatened'",
        "b @ 2021-01-03 | claim party = 'red', status = 'encircled'",
        "c @ 2021-01-05 | claim party = 'blue'",
    ];
    check(
        &log,
        "2021-01-01",
        "2021-01-02",
        "north free>threatened red a happened; a happened",
    );
    check(
        &log,
        "2021-01-02",
        "2021-01-03",
        "north threatened red>encircled red b happened; b happened",
    );
    check(
        &log,
        "2021-01-03",
        "2021-01-05",
        "north encircled red>free c happened; c happened",
    );
    check(
        &log,
        "2021-01-05",
        "2021-01-03",
        "north encircled red>free c happened; c happened",
    );
}

#[test]
fn figures_stand_before_and_after_with_their_words() {
    let log = [
        "a @ 2021-01-02 | figure value = 5, qualifier = 'about', status = 'announced'",
        "b @ 2021-01-03 | figure low = 6, high = 7, status = 'announced'",
        "c @ 2021-01-04 | figure value = 0, status = 'withdrawn'",
    ];
    check(
        &log,
        "2021-01-01",
        "2021-01-02",
        "none>troops announced about 5 a happened; a happened",
    );
    check(
        &log,
        "2021-01-02",
        "2021-01-03",
        "troops announced about 5 a>troops announced 6-7 b happened; b happened",
    );
    check(
        &log,
        "2021-01-03",
        "2021-01-04",
        "troops announced 6-7 b>none happened; none>troops withdrawn 0 c happened; c happened",
    );
    let daily = ["a @ 2021-01-02 | figure series = 'daily', value = 5"];
    check(
        &daily,
        "2021-01-02",
        "2021-01-03",
        "daily 5 a>none happened",
    );
}

#[test]
fn figures_are_paired_whoever_published_them() {
    let log = [
        "a @ 2021-01-02 | figure value = 5, status = 'announced' | set sources = ['good']",
        "b @ 2021-01-03 morning | figure value = 6, status = 'announced' | set sources = ['good']",
        "c @ 2021-01-03 evening | figure value = 9, status = 'announced' | set sources = ['plain']",
        "d @ 2021-01-04 | figure value = 3, status = 'announced' | set sources = ['plain']",
    ];
    check(
        &log,
        "2021-01-02",
        "2021-01-03",
        "troops announced 5 a>troops announced 9 c (troops announced 6 b) happened; b happened; c happened",
    );
    check(
        &log,
        "2021-01-02",
        "2021-01-04",
        "troops announced 5 a>troops announced 3 d (troops announced 6 b and troops announced 9 c) happened; b happened; c happened; d happened",
    );
}

#[test]
fn what_is_added_each_time_stands_one_after_the_other() {
    let log = [
        "a @ 2021-01-02 | figure series = 'more', value = 600 | set sources = ['good']",
        "b @ 2021-01-03 | figure series = 'more', value = 200 | set sources = ['good']",
    ];
    check(
        &log,
        "2021-01-02",
        "2021-01-03",
        "more 600 a>more 600 a and more 200 b happened; b happened",
    );
    check(
        &log,
        "2021-01-03",
        "2021-01-02",
        "more 600 a>more 600 a and more 200 b happened; b happened",
    );
}

#[test]
fn deadlines_are_set_moved_and_dropped() {
    let log = [
        "a @ 2021-01-02 | deadline on = 2021-01-20, label = 'Exit'",
        "b @ 2021-01-03 | deadline on = 2021-01-20, label = 'Exit'",
        "c @ 2021-01-04 | deadline on = 2021-01-31, label = 'Exit'",
        "d @ 2021-01-05 | deadline dropped = true",
    ];
    check(
        &log,
        "2021-01-01",
        "2021-01-02",
        "a happened; none>2021-01-20 happened",
    );
    check(&log, "2021-01-02", "2021-01-03", "b happened");
    check(
        &log,
        "2021-01-03",
        "2021-01-04",
        "c happened; 2021-01-20>2021-01-31 happened",
    );
    check(
        &log,
        "2021-01-04",
        "2021-01-03",
        "c happened; 2021-01-20>2021-01-31 happened",
    );
    check(
        &log,
        "2021-01-04",
        "2021-01-05",
        "d happened; 2021-01-31>dropped happened",
    );
}

#[test]
fn an_entry_of_the_day_is_against_the_end_of_the_day_before_at_the_same_known_at() {
    let scenario = logged(&[
        "a @ 2021-01-02 ~ 2021-01-05 | claim party = 'red'",
        "b @ 2021-01-03 morning | claim place = 'south', party = 'red'",
    ]);
    let changes = |at: &str| {
        let snapshot = crate::support::snapshot(&scenario, at);
        ledger_text(&scenario, &snapshot.changes)
    };
    assert_eq!(
        changes("2021-01-02"),
        "north blue>red a happened; a happened"
    );
    assert_eq!(
        changes("2021-01-03"),
        "south blue>red b happened; b happened"
    );
    assert_eq!(changes("2021-01-03T11:00:00"), "");
    assert_eq!(changes("2021-01-02 | then"), "");
    assert_eq!(
        changes("2021-01-03 | 2021-01-05"),
        "south blue>red b happened; b happened"
    );
}

#[test]
fn gains_and_losses_count_differences_only() {
    let scenario = logged(&[
        "a @ 2021-01-02 ~ 2021-01-03 | claim party = 'red'",
        "b @ 2021-01-03 | claim place = 'south', party = 'red'",
        "c @ 2021-01-03 | claim place = 'nowhere', party = 'green'",
    ]);
    let snapshot = crate::support::snapshot(&scenario, "2021-01-03");
    let party = |row: usize| dateline::model::id::PartyKey::new(row).unwrap();
    let changes = &snapshot.changes;
    let moved = |row| {
        let moved = changes.total_turnover(party(row));
        (moved.gained, moved.lost)
    };
    assert_eq!([moved(0), moved(1), moved(2)], [(1, 0), (0, 1), (1, 0)]);
    let place = |id: &str| scenario.place_by_id(id).unwrap();
    assert_eq!(changes.holder_change(place("north")), None);
    assert_eq!(
        changes.holder_change(place("south")),
        Some((Some(party(1)), Some(party(0))))
    );
    assert_eq!(
        changes.holder_change(place("nowhere")),
        Some((None, Some(party(2))))
    );
}

//! What is visible: two clocks, publication and embargo for both audiences, corrections, hidden items.

use crate::support::{events_text, figures_text, logged, place_text, snapshot};

/// The visible events, and how many items are hidden.
#[track_caller]
fn check(events: &[&str], at: &str, expect: &str, hidden: usize) {
    let scenario = logged(events);
    let snapshot = snapshot(&scenario, at);
    assert_eq!(
        (&*events_text(&snapshot), snapshot.hidden),
        (expect, hidden)
    );
}

#[track_caller]
fn figures(events: &[&str], at: &str, expect: &str) {
    let scenario = logged(events);
    assert_eq!(figures_text(&snapshot(&scenario, at)), expect);
}

#[test]
fn the_two_clocks_are_apart() {
    let log = ["a @ 2021-01-02 ~ 2021-01-05", "b @ 2021-01-03"];
    check(&log, "2021-01-02", "a", 0);
    check(&log, "2021-01-02 | then", "", 1);
    check(&log, "2021-01-03 | then", "b", 1);
    check(&log, "2021-01-03 | 2021-01-04", "b", 1);
    check(&log, "2021-01-03 | 2021-01-05", "a b", 0);
    check(&log, "2021-01-05 | then", "a b", 0);
    check(&log, "2021-01-01 | 2021-01-31", "", 0);
}

#[test]
fn what_is_recorded_shows_at_the_last_second_of_its_window() {
    let log = ["a @ 2021-01-02 ~ 2021-01-03 morning"];
    check(&log, "2021-01-03T11:59:58 | then", "", 1);
    check(&log, "2021-01-03T11:59:59 | then", "a", 0);
}

#[test]
fn an_items_own_clocks_govern_it() {
    let log = [
        "a @ 2021-01-02 | claim party = 'red', recorded_at = 2021-01-05 | figure value = 5, at = 2021-01-03, recorded_at = 2021-01-03",
    ];
    let scenario = logged(&log);
    let north = |at: &str| place_text(&snapshot(&scenario, at), "north");
    assert_eq!(north("2021-01-02"), "red held reported 2021-01-02 a");
    assert_eq!(north("2021-01-04 | then"), "blue held initial");
    assert_eq!(north("2021-01-05 | then"), "red held reported 2021-01-02 a");
    figures(&log, "2021-01-02", "");
    figures(&log, "2021-01-03", "troops 5 a new");
    check(&log, "2021-01-02 | then", "a", 1);
    check(&log, "2021-01-05 | then", "a", 0);
}

#[test]
fn an_item_may_be_of_another_day_than_its_event() {
    let log = ["a @ 2021-01-05 | claim party = 'red', at = 2021-01-02, recorded_at = 2021-01-03"];
    let scenario = logged(&log);
    let early = snapshot(&scenario, "2021-01-03 | then");
    assert_eq!(
        place_text(&early, "north"),
        "red held reported 2021-01-02 a"
    );
    assert_eq!(events_text(&early), "");
}

#[test]
fn withheld_and_cancelled_events() {
    let withheld = "a @ 2021-01-02 | claim party = 'red' | set pub_status = 'withheld'";
    check(&[withheld], "2021-01-02", "", 0);
    check(&[withheld], "2021-01-02 | now | desk", "a", 0);
    let cancelled = "a @ 2021-01-02 | claim party = 'red' | set pub_status = 'cancelled'";
    check(&[cancelled], "2021-01-02", "", 0);
    check(&[cancelled], "2021-01-02 | now | desk", "", 0);
    let scenario = logged(&[withheld]);
    let north = |at: &str| place_text(&snapshot(&scenario, at), "north");
    assert_eq!(north("2021-01-02"), "blue held initial");
    assert_eq!(
        north("2021-01-02 | now | desk"),
        "red held reported 2021-01-02 a"
    );
    let usable = "a @ 2021-01-02 | set pub_status = 'usable'";
    check(&[usable], "2021-01-02", "a", 0);
}

#[test]
fn what_the_public_may_not_see_is_not_hinted_at_among_the_hidden() {
    let log = ["a @ 2021-01-02 ~ 2021-01-05 | set pub_status = 'withheld'"];
    check(&log, "2021-01-02 | then", "", 0);
    check(&log, "2021-01-02 | then | desk", "", 1);
}

#[test]
fn an_embargo_is_compared_with_the_present_not_with_the_cursor() {
    let log = ["a @ 2021-01-02 | set embargoed_until = 2021-01-10T12:00:00"];
    check(&log, "2021-01-02 @ 2021-01-10T11:59:59", "", 0);
    check(&log, "2021-01-31 @ 2021-01-10T11:59:59", "", 0);
    check(&log, "2021-01-02 @ 2021-01-10T12:00:00", "a", 0);
    check(&log, "2021-01-02 | now | desk @ 2021-01-03", "a", 0);
    let day = ["a @ 2021-01-02 | set embargoed_until = 2021-01-10"];
    check(&day, "2021-01-02 @ 2021-01-10T23:59:58", "", 0);
    check(&day, "2021-01-02 @ 2021-01-10", "a", 0);
    let both = ["a @ 2021-01-02 | set pub_status = 'withheld' | set embargoed_until = 2021-01-03"];
    check(&both, "2021-01-02 @ 2021-01-10", "", 0);
}

#[test]
fn the_desk_sees_marked_what_the_public_does_not() {
    let scenario = logged(&[
        "a @ 2021-01-02 | set pub_status = 'withheld'",
        "b @ 2021-01-02 | set embargoed_until = 2021-01-10",
        "c @ 2021-01-02",
    ]);
    let desk = snapshot(&scenario, "2021-01-02 | now | desk @ 2021-01-03");
    let marked: Vec<bool> = desk
        .events
        .iter()
        .map(|key| dateline::snapshot::visibility::is_withheld(scenario.event(*key), &desk.cursor))
        .collect();
    assert_eq!(
        (&*events_text(&desk), marked),
        ("a b c", vec![true, true, false])
    );
}

const FIRST: &str = "a @ 2021-01-02 | figure value = 640";
const SECOND: &str = "b @ 2021-01-02 ~ 2021-01-06 | figure value = 823 | set corrects = { event = 'a', kind = 'corrected' }";

#[test]
fn a_correction_changes_the_past_as_now_known_and_not_as_known_then() {
    let log = [FIRST, SECOND];
    figures(&log, "2021-01-02", "troops 823 b new");
    figures(&log, "2021-01-02 | then", "troops 640 a new");
    figures(&log, "2021-01-05 | then", "troops 640 a");
    figures(&log, "2021-01-06 | then", "troops 823 b");
    figures(&log, "2021-01-02 | 2021-01-06", "troops 823 b new");
    check(&log, "2021-01-02", "b", 0);
    check(&log, "2021-01-02 | then", "a", 1);
}

#[test]
fn a_correction_replaces_the_whole_event_whatever_the_cursors_moment_is() {
    let later = "b @ 2021-01-04 ~ 2021-01-06 | set corrects = { event = 'a', kind = 'refile' }";
    let log = [
        "a @ 2021-01-02 | figure value = 640 | claim party = 'red'",
        later,
    ];
    figures(&log, "2021-01-02", "");
    check(&log, "2021-01-02", "", 0);
    check(&log, "2021-01-04", "b", 0);
    let scenario = logged(&log);
    let north = |at: &str| place_text(&snapshot(&scenario, at), "north");
    assert_eq!(north("2021-01-04"), "blue held initial");
    assert_eq!(north("2021-01-04 | then"), "red held reported 2021-01-02 a");
}

#[test]
fn corrections_of_corrections() {
    let third = "c @ 2021-01-02 ~ 2021-01-08 | figure value = 800 | set corrects = { event = 'b', kind = 'corrected' }";
    let log = [FIRST, SECOND, third];
    figures(&log, "2021-01-02", "troops 800 c new");
    figures(&log, "2021-01-07 | then", "troops 823 b");
    figures(&log, "2021-01-05 | then", "troops 640 a");
    // A correction that never was published leaves what it would have replaced, but passes on its own correction.
    let unseen = SECOND.to_owned() + " | set pub_status = 'cancelled'";
    figures(&[FIRST, &unseen], "2021-01-08", "troops 640 a");
    figures(&[FIRST, &unseen, third], "2021-01-08", "troops 800 c");
    let embargoed = SECOND.to_owned() + " | set embargoed_until = 2021-01-20";
    figures(
        &[FIRST, &embargoed],
        "2021-01-08 @ 2021-01-19",
        "troops 640 a",
    );
    figures(
        &[FIRST, &embargoed],
        "2021-01-08 @ 2021-01-20",
        "troops 823 b",
    );
    figures(
        &[FIRST, &embargoed],
        "2021-01-08 | now | desk @ 2021-01-19",
        "troops 823 b",
    );
}

#[test]
fn a_withdrawal_leaves_the_event_without_items() {
    let withdrawal = "b @ 2021-01-02 ~ 2021-01-04 | set corrects = { event = 'a', kind = 'withdrawn', reason = 'a hoax' }";
    let log = [
        "a @ 2021-01-02 | claim party = 'red' | figure value = 1",
        withdrawal,
    ];
    let scenario = logged(&log);
    let north = |at: &str| place_text(&snapshot(&scenario, at), "north");
    assert_eq!(north("2021-01-02"), "blue held initial");
    assert_eq!(north("2021-01-02 | then"), "red held reported 2021-01-02 a");
    figures(&log, "2021-01-02", "");
    check(&log, "2021-01-04 | then", "b", 0);
}

#[test]
fn the_items_of_a_correction_wait_for_the_correction() {
    let early = "b @ 2021-01-02 ~ 2021-01-06 | figure value = 823, recorded_at = 2021-01-03 | set corrects = { event = 'a', kind = 'corrected' }";
    figures(&[FIRST, early], "2021-01-04 | then", "troops 640 a");
    figures(&[FIRST, early], "2021-01-06 | then", "troops 823 b");
    let late = "b @ 2021-01-02 ~ 2021-01-06 | figure value = 823, recorded_at = 2021-01-08 | set corrects = { event = 'a', kind = 'corrected' }";
    figures(&[FIRST, late], "2021-01-07 | then", "");
    figures(&[FIRST, late], "2021-01-08 | then", "troops 823 b");
}

#[test]
fn hidden_counts_events_and_the_later_items_of_known_ones() {
    let log = [
        "a @ 2021-01-02 ~ 2021-01-05 | claim party = 'red' | figure value = 1",
        "b @ 2021-01-02 | figure value = 2, recorded_at = 2021-01-05 | say says = 'So', recorded_at = 2021-01-05",
        "c @ 2021-01-04 ~ 2021-01-05",
    ];
    check(&log, "2021-01-02 | then", "b", 3);
    check(&log, "2021-01-04 | then", "b", 4);
    check(&log, "2021-01-05 | then", "b a c", 0);
    check(&log, "2021-01-02", "b a", 0);
}

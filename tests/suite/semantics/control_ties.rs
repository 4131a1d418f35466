//! The order of claims of one moment: recorded, status, basis, `after`; else they tie, whatever they are called.

use crate::support::{logged, place_text, snapshot};

/// The state of `north` at the end of 2 January, with the events in both orders of the file.
#[track_caller]
fn check(first: &str, second: &str, expect: &str) {
    for events in [[first, second], [second, first]] {
        let scenario = logged(&events);
        assert_eq!(
            place_text(&snapshot(&scenario, "2021-01-02"), "north"),
            expect
        );
    }
}

#[test]
fn the_moment_comes_first() {
    check(
        "a @ 2021-01-02 evening | claim party = 'red'",
        "b @ 2021-01-02 morning | claim party = 'green', basis = 'confirmed'",
        "red held reported 2021-01-02 evening a",
    );
}

#[test]
fn moments_of_other_words_that_end_together_are_one() {
    check(
        "a @ 2021-01-02 | claim party = 'red'",
        "b @ 2021-01-02 evening | claim party = 'green'",
        "blue contested initial rival red a rival green b",
    );
}

#[test]
fn then_the_status() {
    let held = "z @ 2021-01-02 | claim party = 'red'";
    check(
        held,
        "a @ 2021-01-02 | claim party = 'blue', status = 'denied', basis = 'claimed'",
        "red contested reported 2021-01-02 z rival blue a",
    );
    check(
        held,
        "a @ 2021-01-02 | claim party = 'green', status = 'encircled'",
        "red held reported 2021-01-02 z encircled green a",
    );
    check(
        held,
        "a @ 2021-01-02 | claim party = 'green', status = 'contested'",
        "red contested reported 2021-01-02 z rival green a",
    );
    check(
        "z @ 2021-01-02 | claim party = 'green', status = 'contested'",
        "a @ 2021-01-02 | claim party = 'red', status = 'contested'",
        "blue contested initial rival red a rival green z",
    );
}

#[test]
fn encircled_and_threatened_share_a_place_and_the_stronger_basis_comes_last() {
    check(
        "a @ 2021-01-02 | claim party = 'red', status = 'threatened', basis = 'confirmed'",
        "b @ 2021-01-02 | claim party = 'red', status = 'encircled'",
        "blue held initial threatened red a",
    );
}

#[test]
fn then_the_basis_from_claimed_over_assessed_and_reported_to_confirmed() {
    let by = |id: &str, party: &str, basis: &str| {
        format!("{id} @ 2021-01-02 | claim party = '{party}', basis = '{basis}'")
    };
    for (weak, strong) in [("assessed", "reported"), ("reported", "confirmed")] {
        let expect = format!("red held {strong} 2021-01-02 a");
        check(&by("a", "red", strong), &by("b", "green", weak), &expect);
    }
    check(
        &by("b", "green", "claimed"),
        &by("a", "red", "assessed"),
        "red held assessed 2021-01-02 a",
    );
}

#[test]
fn when_it_was_recorded_orders_only_where_every_claim_says_it() {
    let red = "a @ 2021-01-02 ~ 2021-01-04 | claim party = 'red'";
    check(
        red,
        "b @ 2021-01-02 ~ 2021-01-03 | claim party = 'green'",
        "red held reported 2021-01-02 a",
    );
    // Before status and basis.
    check(
        red,
        "b @ 2021-01-02 ~ 2021-01-03 | claim party = 'green', basis = 'confirmed'",
        "red held reported 2021-01-02 a",
    );
    check(
        red,
        "b @ 2021-01-02 | claim party = 'green'",
        "blue contested initial rival red a rival green b",
    );
    // A third claim without a record takes the order from the other two.
    let scenario = logged(&[
        red,
        "b @ 2021-01-02 ~ 2021-01-03 | claim party = 'green'",
        "c @ 2021-01-02 | claim party = 'red', status = 'threatened'",
    ]);
    let expect = "blue contested initial rival red a rival green b threatened red c";
    assert_eq!(
        place_text(&snapshot(&scenario, "2021-01-02"), "north"),
        expect
    );
}

#[test]
fn nothing_that_an_event_or_a_party_is_called_orders_claims() {
    let tied = |first: &str, second: &str| {
        let lines = [
            format!("{first} @ 2021-01-02 | claim party = 'red'"),
            format!("{second} @ 2021-01-02 | claim party = 'green'"),
        ];
        let scenario = logged(&lines.each_ref().map(String::as_str));
        let text = place_text(&snapshot(&scenario, "2021-01-02"), "north");
        text.replace(first, "1").replace(second, "2")
    };
    let expect = "blue contested initial rival red 1 rival green 2";
    assert_eq!(tied("x7", "y8"), expect);
    assert_eq!(tied("y8", "x7"), expect);
    for claims in [["red", "green"], ["green", "red"]] {
        let [first, second] = claims;
        let line = format!("a @ 2021-01-02 | claim party = '{first}' | claim party = '{second}'");
        let scenario = logged(&[&line]);
        let expect = "blue contested initial rival red a rival green a";
        assert_eq!(
            place_text(&snapshot(&scenario, "2021-01-02"), "north"),
            expect
        );
    }
}

/// The state of `north` at a cursor, whatever the order of the file.
#[track_caller]
fn check_after(events: &[&str], at: &str, expect: &str) {
    let mut turned = events.to_vec();
    for _ in events {
        turned.rotate_left(1);
        let scenario = logged(&turned);
        assert_eq!(place_text(&snapshot(&scenario, at), "north"), expect);
    }
}

#[test]
fn after_says_which_came_last() {
    let red = "a @ 2021-01-02 | claim party = 'red'";
    let end = "2021-01-02";
    check_after(
        &[
            red,
            "b @ 2021-01-02 | set after = 'a' | claim party = 'green'",
        ],
        end,
        "green held reported 2021-01-02 b",
    );
    // The one that is named goes first, however strong its word and whatever it says.
    check_after(
        &[
            "a @ 2021-01-02 | claim party = 'red', basis = 'confirmed'",
            "b @ 2021-01-02 | set after = 'a' | claim party = 'green'",
        ],
        end,
        "green held reported 2021-01-02 b",
    );
    check_after(
        &[
            "a @ 2021-01-02 | claim party = 'red', status = 'contested'",
            "b @ 2021-01-02 | set after = 'a' | claim party = 'green'",
        ],
        end,
        "green held reported 2021-01-02 b",
    );
    // Lost and retaken: the holder has it anew, since the last of the two.
    check_after(
        &[
            red,
            "b @ 2021-01-02 | set after = 'a' | claim party = 'blue'",
        ],
        end,
        "blue held reported 2021-01-02 b",
    );
}

#[test]
fn after_holds_along_a_chain_and_leaves_the_rest_to_tie() {
    let red = "a @ 2021-01-02 | claim party = 'red'";
    let end = "2021-01-02";
    // Through an event that says nothing of the place.
    check_after(
        &[
            red,
            "m @ 2021-01-02 | set after = 'a'",
            "b @ 2021-01-02 | set after = 'm' | claim party = 'green'",
        ],
        end,
        "green held reported 2021-01-02 b",
    );
    // One that nobody follows beside the one that follows: they tie.
    check_after(
        &[
            red,
            "b @ 2021-01-02 | set after = 'a' | claim party = 'green'",
            "c @ 2021-01-02 | claim party = 'red'",
        ],
        end,
        "blue contested initial rival red c rival green b",
    );
    // Those that nobody follows are of one party.
    check_after(
        &[
            red,
            "b @ 2021-01-02 | set after = 'a' | claim party = 'green'",
            "c @ 2021-01-02 | claim party = 'green'",
        ],
        end,
        "green held reported 2021-01-02 c",
    );
}

#[test]
fn what_is_named_counts_from_the_moment_of_who_names_it() {
    let log = [
        "a @ 2021-01-02 | claim party = 'red'",
        "b @ 2021-01-02T12:00:00 | set after = 'a' | claim party = 'green'",
    ];
    check_after(&log, "2021-01-02T11:59:59", "blue held initial");
    check_after(
        &log,
        "2021-01-02T12:00:00",
        "green held reported 2021-01-02T12:00:00 b",
    );
    check_after(
        &log,
        "2021-01-02",
        "green held reported 2021-01-02T12:00:00 b",
    );
    // Where the windows do not meet nothing has to be said.
    check_after(
        &[
            "a @ 2021-01-01 | claim party = 'red'",
            "b @ 2021-01-02 | set after = 'a' | claim party = 'green'",
        ],
        "2021-01-01",
        "red held reported 2021-01-01 a",
    );
}

#[test]
fn after_means_what_corrects_the_event_and_nothing_where_that_is_not_visible() {
    let log = [
        "a @ 2021-01-02 | claim party = 'red'",
        "b @ 2021-01-02 | set after = 'a' | claim party = 'green'",
        "c @ 2021-01-02 ~ 2021-01-04 | set corrects = { event = 'a', kind = 'corrected' } | claim party = 'red', basis = 'confirmed'",
    ];
    check_after(
        &log,
        "2021-01-02 | then",
        "green held reported 2021-01-02 b",
    );
    check_after(&log, "2021-01-05", "green held reported 2021-01-02 b");
    let withheld = [
        "a @ 2021-01-02 | claim party = 'red'",
        "m @ 2021-01-02 | set after = 'a' | set pub_status = 'withheld'",
        "b @ 2021-01-02 | set after = 'm' | claim party = 'green'",
    ];
    check_after(
        &withheld,
        "2021-01-02 | now | desk",
        "green held reported 2021-01-02 b",
    );
    check_after(
        &withheld,
        "2021-01-02",
        "blue contested initial rival red a rival green b",
    );
}

#[test]
fn an_item_of_its_own_moment_takes_its_turn_by_it() {
    check(
        "a @ 2021-01-02 | claim party = 'red', at = 2021-01-01",
        "b @ 2021-01-02 morning | claim party = 'green'",
        "green held reported 2021-01-02 morning b",
    );
}

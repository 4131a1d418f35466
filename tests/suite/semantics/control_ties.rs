//! The order of claims of one moment: status, basis, recorded, event, party; whatever the file's order.

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
        "green contested reported 2021-01-02 evening b rival red a",
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
fn then_when_it_was_recorded_then_the_event_then_the_party() {
    check(
        "a @ 2021-01-02 ~ 2021-01-04 | claim party = 'red'",
        "b @ 2021-01-02 ~ 2021-01-03 | claim party = 'green'",
        "red contested reported 2021-01-02 a rival green b",
    );
    check(
        "a @ 2021-01-02 | claim party = 'red'",
        "b @ 2021-01-02 | claim party = 'green'",
        "green contested reported 2021-01-02 b rival red a",
    );
    for claims in [["red", "green"], ["green", "red"]] {
        let [first, second] = claims;
        let line = format!("a @ 2021-01-02 | claim party = '{first}' | claim party = '{second}'");
        let scenario = logged(&[&line]);
        assert_eq!(
            place_text(&snapshot(&scenario, "2021-01-02"), "north"),
            "red contested reported 2021-01-02 a rival green a"
        );
    }
}

#[test]
fn an_item_of_its_own_moment_takes_its_turn_by_it() {
    check(
        "a @ 2021-01-02 | claim party = 'red', at = 2021-01-01",
        "b @ 2021-01-02 morning | claim party = 'green'",
        "green held reported 2021-01-02 morning b",
    );
}

//! Who controls a place: every line of the table of effects, then status, since, tally and holdouts.

use crate::support::{holdouts_text, logged, place_text, snapshot, tally_text};

/// The state of `north`, which Blue holds before the log.
#[track_caller]
fn check(events: &[&str], at: &str, expect: &str) {
    check_place("north", events, at, expect);
}

#[track_caller]
fn check_place(place: &str, events: &[&str], at: &str, expect: &str) {
    let scenario = logged(events);
    assert_eq!(place_text(&snapshot(&scenario, at), place), expect);
}

#[test]
fn before_the_log_a_place_has_its_first_holder_or_none() {
    let red = "a @ 2021-01-05 | claim party = 'red'";
    check(&[red], "2021-01-04", "blue held initial");
    check_place("nowhere", &[red], "2021-01-04", "nobody unknown initial");
}

#[test]
fn a_held_claim_above_claimed_flips_the_place() {
    for basis in ["assessed", "reported", "confirmed"] {
        let line = format!("a @ 2021-01-02 | claim party = 'red', basis = '{basis}'");
        let expect = format!("red held {basis} 2021-01-02 a");
        check(&[&line], "2021-01-02", &expect);
    }
    let line = "a @ 2021-01-02 | claim place = 'nowhere', party = 'red'";
    check_place(
        "nowhere",
        &[line],
        "2021-01-02",
        "red held reported 2021-01-02 a",
    );
}

#[test]
fn a_claim_takes_effect_at_the_last_second_of_its_moment() {
    let day = "a @ 2021-01-02 | claim party = 'red'";
    check(&[day], "2021-01-02T23:59:58", "blue held initial");
    check(
        &[day],
        "2021-01-02T23:59:59",
        "red held reported 2021-01-02 a",
    );
    let part = "a @ 2021-01-02 morning | claim party = 'red'";
    check(&[part], "2021-01-02T11:59:58", "blue held initial");
    check(
        &[part],
        "2021-01-02T11:59:59",
        "red held reported 2021-01-02 morning a",
    );
}

#[test]
fn a_flip_clears_mark_pressure_and_rivals() {
    let log = [
        "a @ 2021-01-02 | claim party = 'green', basis = 'claimed'",
        "b @ 2021-01-02 | claim party = 'green', status = 'encircled'",
        "c @ 2021-01-02 | claim party = 'green', status = 'contested'",
        "d @ 2021-01-03 | claim party = 'red'",
    ];
    let before = "blue contested initial mark green a rival green c encircled green b";
    check(&log, "2021-01-02", before);
    check(&log, "2021-01-03", "red held reported 2021-01-03 d");
}

#[test]
fn claims_that_tie_leave_the_place_with_its_holder_and_make_rivals() {
    check(
        &[
            "a @ 2021-01-02 | claim party = 'red'",
            "b @ 2021-01-02 | claim party = 'green'",
        ],
        "2021-01-02",
        "blue contested initial rival red a rival green b",
    );
    // Another basis is no tie: the stronger word comes last and stands alone.
    check(
        &[
            "a @ 2021-01-02 | claim party = 'red', basis = 'confirmed'",
            "b @ 2021-01-02 | claim party = 'green'",
        ],
        "2021-01-02",
        "red held confirmed 2021-01-02 a",
    );
    // Nor is another moment.
    check(
        &[
            "a @ 2021-01-02 evening | claim party = 'red'",
            "b @ 2021-01-02 morning | claim party = 'green'",
        ],
        "2021-01-02",
        "red held reported 2021-01-02 evening a",
    );
    // The holder itself may be among those that tie: it stays and is no rival of its own.
    check(
        &[
            "a @ 2021-01-02 | claim party = 'red'",
            "b @ 2021-01-02 | claim party = 'green'",
            "c @ 2021-01-02 | claim party = 'blue'",
        ],
        "2021-01-02",
        "blue contested initial rival red a rival green b",
    );
    // A later word clears what a tie left, whoever's it is.
    for (party, expect) in [
        ("green", "green held reported 2021-01-03 c"),
        ("blue", "blue held reported"),
    ] {
        let line = format!("c @ 2021-01-03 | claim party = '{party}'");
        let log = [
            "a @ 2021-01-02 | claim party = 'red'",
            "b @ 2021-01-02 | claim party = 'green'",
            &line,
        ];
        check(&log, "2021-01-03", expect);
    }
}

#[test]
fn a_held_claim_by_the_holder_raises_the_basis_and_never_lowers_it() {
    let confirm = "b @ 2021-01-03 | claim party = 'red', basis = 'confirmed'";
    let assess = "c @ 2021-01-04 | claim party = 'red', basis = 'assessed'";
    let log = ["a @ 2021-01-02 | claim party = 'red'", confirm, assess];
    check(&log, "2021-01-02", "red held reported 2021-01-02 a");
    check(&log, "2021-01-03", "red held confirmed 2021-01-02 a");
    check(&log, "2021-01-04", "red held confirmed 2021-01-02 a");
    let blue = "a @ 2021-01-02 | claim party = 'blue'";
    check(&[blue], "2021-01-02", "blue held reported");
}

#[test]
fn a_held_claim_by_the_holder_settles_only_what_is_older() {
    let doubts = [
        "a @ 2021-01-02 | claim party = 'red', basis = 'claimed'",
        "b @ 2021-01-02 | claim party = 'red', status = 'threatened'",
        "c @ 2021-01-02 | claim party = 'green', status = 'contested'",
    ];
    let later = [&doubts[..], &["d @ 2021-01-03 | claim party = 'blue'"]].concat();
    check(&later, "2021-01-03", "blue held reported");
    let same = [&doubts[..], &["d @ 2021-01-02 | claim party = 'blue'"]].concat();
    let stands = "blue contested reported mark red a rival green c threatened red b";
    check(&same, "2021-01-02", stands);
    // The party's own word settles nothing.
    let own = [
        &doubts[..],
        &["d @ 2021-01-03 | claim party = 'blue', basis = 'claimed'"],
    ]
    .concat();
    check(
        &own,
        "2021-01-03",
        "blue contested initial mark red a rival green c threatened red b",
    );
    // A challenger heard of again since is not older.
    let again = [
        &doubts[..],
        &[
            "d @ 2021-01-03 | claim party = 'blue'",
            "e @ 2021-01-03 | claim party = 'green', status = 'contested'",
        ],
    ]
    .concat();
    check(
        &again,
        "2021-01-03",
        "blue contested reported rival green e",
    );
}

#[test]
fn a_bare_claim_marks_a_place_and_does_not_flip_it() {
    let claimed = "a @ 2021-01-02 | claim party = 'red', basis = 'claimed'";
    check(&[claimed], "2021-01-02", "blue claimed initial mark red a");
    let own = "a @ 2021-01-02 | claim party = 'blue', basis = 'claimed'";
    check(&[own], "2021-01-02", "blue held initial");
    let other = "b @ 2021-01-03 | claim party = 'green', basis = 'claimed'";
    check(
        &[claimed, other],
        "2021-01-03",
        "blue claimed initial mark green b",
    );
}

#[test]
fn contested_adds_a_rival() {
    let contested = "a @ 2021-01-02 | claim party = 'red', status = 'contested'";
    check(
        &[contested],
        "2021-01-02",
        "blue contested initial rival red a",
    );
    let bare = "a @ 2021-01-02 | claim party = 'red', status = 'contested', basis = 'claimed'";
    check(&[bare], "2021-01-02", "blue held initial");
    let own = "a @ 2021-01-02 | claim party = 'blue', status = 'contested'";
    check(&[own], "2021-01-02", "blue held initial");
    let second = "b @ 2021-01-03 | claim party = 'green', status = 'contested'";
    let again = "c @ 2021-01-04 | claim party = 'red', status = 'contested'";
    check(
        &[contested, second, again],
        "2021-01-04",
        "blue contested initial rival red c rival green b",
    );
}

#[test]
fn a_contested_place_is_closed_by_a_later_held_claim() {
    let contested = "a @ 2021-01-02 | claim party = 'red', status = 'contested'";
    let held = "b @ 2021-01-03 | claim party = 'blue', basis = 'assessed'";
    check(&[contested, held], "2021-01-03", "blue held assessed");
    let lost = "b @ 2021-01-03 | claim party = 'red'";
    check(
        &[contested, lost],
        "2021-01-03",
        "red held reported 2021-01-03 b",
    );
}

#[test]
fn a_denial_makes_a_rival_of_the_one_who_denies() {
    let denied = "d @ 2021-01-03 | claim party = 'blue', status = 'denied', basis = 'claimed'";
    let flip = |basis: &str| format!("a @ 2021-01-02 | claim party = 'red', basis = '{basis}'");
    for basis in ["assessed", "reported"] {
        let expect = format!("red contested {basis} 2021-01-02 a rival blue d");
        check(&[&flip(basis), denied], "2021-01-03", &expect);
    }
    // What is confirmed cannot be denied away, by a stronger denial either.
    check(
        &[&flip("confirmed"), denied],
        "2021-01-03",
        "red held confirmed 2021-01-02 a",
    );
    let strong = "d @ 2021-01-03 | claim party = 'blue', status = 'denied', basis = 'confirmed'";
    check(
        &[&flip("confirmed"), strong],
        "2021-01-03",
        "red held confirmed 2021-01-02 a",
    );
    // The holder's own denial, of a rumour, changes nothing.
    let own = "d @ 2021-01-03 | claim party = 'red', status = 'denied'";
    check(
        &[&flip("reported"), own],
        "2021-01-03",
        "red held reported 2021-01-02 a",
    );
}

#[test]
fn a_denial_before_any_flip_has_no_effect() {
    let denied = "d @ 2021-01-02 | claim party = 'red', status = 'denied'";
    check(&[denied], "2021-01-02", "blue held initial");
    let flip = "e @ 2021-01-03 | claim party = 'red'";
    check(
        &[denied, flip],
        "2021-01-03",
        "red held reported 2021-01-03 e",
    );
    let lost = "d @ 2021-01-02 | claim party = 'blue', status = 'denied'";
    check(
        &[lost, flip],
        "2021-01-03",
        "red held reported 2021-01-03 e",
    );
}

#[test]
fn a_denial_ends_when_the_loss_is_confirmed() {
    let log = [
        "a @ 2021-01-02 | claim party = 'red'",
        "b @ 2021-01-02 | claim party = 'blue', status = 'denied', basis = 'claimed'",
        "c @ 2021-01-04 | claim party = 'red', basis = 'confirmed'",
    ];
    check(
        &log,
        "2021-01-03",
        "red contested reported 2021-01-02 a rival blue b",
    );
    check(&log, "2021-01-04", "red held confirmed 2021-01-02 a");
}

#[test]
fn pressure_is_kept_beside_the_holder() {
    for status in ["encircled", "threatened"] {
        let line = format!("a @ 2021-01-02 | claim party = 'red', status = '{status}'");
        check(
            &[&line],
            "2021-01-02",
            &format!("blue held initial {status} red a"),
        );
        let bare = format!("{line}, basis = 'claimed'");
        check(&[&bare], "2021-01-02", "blue held initial");
        let own = format!("a @ 2021-01-02 | claim party = 'blue', status = '{status}'");
        check(&[&own], "2021-01-02", "blue held initial");
    }
    let log = [
        "a @ 2021-01-02 | claim party = 'red', status = 'encircled'",
        "b @ 2021-01-03 | claim party = 'green', status = 'threatened'",
        "c @ 2021-01-04 | claim party = 'blue'",
    ];
    check(&log, "2021-01-03", "blue held initial threatened green b");
    check(&log, "2021-01-04", "blue held reported");
}

#[test]
fn a_reversal_is_an_ordinary_claim() {
    let log = [
        "a @ 2021-01-02 | claim party = 'red'",
        "b @ 2021-01-03 | claim party = 'blue'",
        "c @ 2021-01-04 | claim party = 'red', basis = 'assessed'",
    ];
    check(&log, "2021-01-02", "red held reported 2021-01-02 a");
    check(&log, "2021-01-03", "blue held reported 2021-01-03 b");
    check(&log, "2021-01-04", "red held assessed 2021-01-04 c");
}

#[test]
fn only_claims_of_the_scope_of_control_count() {
    let farm = "a @ 2021-01-02 | claim party = 'red', scope = 'farm'";
    check(&[farm], "2021-01-02", "blue held initial");
    let capital = "a @ 2021-01-02 | claim party = 'red', scope = 'capital'";
    check(&[capital], "2021-01-02", "red held reported 2021-01-02 a");
}

#[test]
fn an_alternative_never_moves_the_state_and_stands_beside_since() {
    let other = "claim party = 'red', at = 2021-01-04, alternative = 'another date'";
    let lone = format!("a @ 2021-01-02 ~ 2021-01-09 | {other}");
    check(&[&lone], "2021-01-10", "blue held initial");
    let both = format!("a @ 2021-01-02 ~ 2021-01-09 | claim party = 'red' | {other} | {other}");
    check(
        &[&both],
        "2021-01-02",
        "red held reported 2021-01-02 or 2021-01-04 a",
    );
    // Only the flip's own event gives alternatives, and only to who holds the place.
    let rest = "b @ 2021-01-03 | claim party = 'red', alternative = 'another word'";
    let mixed = "a @ 2021-01-02 ~ 2021-01-09 | claim party = 'red' | claim party = 'green', at = 2021-01-04, alternative = 'no' \
                 | claim party = 'red', at = 2021-01-05, status = 'contested', alternative = 'no' \
                 | claim party = 'red', at = 2021-01-06, scope = 'farm', alternative = 'no'";
    check(
        &[mixed, rest],
        "2021-01-10",
        "red held reported 2021-01-02 a",
    );
}

#[test]
fn an_alternative_is_not_known_before_it_was_recorded() {
    let log = ["a @ 2021-01-02 | claim party = 'red' \
                | claim party = 'red', at = 2021-01-03, recorded_at = 2021-01-05, alternative = 'late'"];
    check(&log, "2021-01-04 | then", "red held reported 2021-01-02 a");
    check(
        &log,
        "2021-01-05 | then",
        "red held reported 2021-01-02 or 2021-01-03 a",
    );
}

#[test]
fn the_tally_counts_holders_and_lays_the_rest_over_it() {
    let scenario = logged(&[
        "a @ 2021-01-02 | claim party = 'red'",
        "b @ 2021-01-02 | claim party = 'blue', status = 'denied'",
        "c @ 2021-01-02 | claim place = 'south', party = 'red', status = 'encircled'",
        "d @ 2021-01-02 | claim place = 'west', party = 'green', basis = 'claimed'",
        "e @ 2021-01-02 | claim place = 'west', party = 'red', status = 'threatened'",
    ]);
    assert_eq!(
        tally_text(&snapshot(&scenario, "2021-01-02")),
        "red 1 contested 1, blue 2 encircled 1 threatened 1 claimed 1, green 0, unknown 1"
    );
    let before = tally_text(&snapshot(&scenario, "2021-01-01"));
    assert_eq!(before, "red 0, blue 3, green 0, unknown 1");
}

#[track_caller]
fn holdouts(events: &[&str], at: &str, expect: &str) {
    let scenario = logged(events);
    assert_eq!(holdouts_text(&snapshot(&scenario, at)), expect);
}

#[test]
fn the_last_holdouts_are_the_major_places_that_the_winner_has_not() {
    let red = |place: &str, day: u8| {
        format!("r-{place} @ 2021-01-0{day} | claim place = '{place}', party = 'red'")
    };
    let (west, north, south) = (red("west", 2), red("north", 3), red("south", 4));
    let log = [&*west, &*north, &*south];
    holdouts(&log, "2021-01-01", "");
    holdouts(&log, "2021-01-02", "north south");
    holdouts(&log, "2021-01-03", "south");
    holdouts(&log, "2021-01-04", "");
    // Whoever holds it instead: a third party's place has not been taken by the winner either.
    let green = "g @ 2021-01-03 | claim place = 'south', party = 'green'";
    holdouts(&[&west, &north, green], "2021-01-03", "south");
    // Nobody wins while two have gained alike, until one goes ahead.
    holdouts(&[&west, green], "2021-01-03", "");
    holdouts(&[&north, green], "2021-01-03", "");
    holdouts(&[&west, &north, green], "2021-01-03", "south");
    // A place gained back is no gain, and pressure takes nothing.
    let back = "b @ 2021-01-03 | claim place = 'west', party = 'blue'";
    holdouts(&[&west, back], "2021-01-03", "");
    holdouts(
        &["p @ 2021-01-02 | claim party = 'red', status = 'encircled'"],
        "2021-01-02",
        "",
    );
}

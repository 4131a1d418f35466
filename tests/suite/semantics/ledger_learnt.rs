//! The ledger where what is known differs: what was reported late, what was corrected, whichever end is given first.

use super::ledger::check;

#[test]
fn learnt_is_what_had_happened_and_was_recorded_between() {
    let log = [
        "a @ 2021-01-02 ~ 2021-01-03T09:00:00 | claim party = 'red' | figure value = 5 | deadline on = 2021-01-20, label = 'Exit'",
    ];
    // Both ends know it: it is listed, without a difference.
    check(
        &log,
        "2021-01-02",
        "2021-01-03",
        "(north blue>red a learnt); troops 5 a>troops 5 a learnt; a learnt; none>2021-01-20 learnt",
    );
    check(&log, "2021-01-03", "2021-01-04", "");
    // Only the second end knows it: the same, and it differs.
    check(
        &log,
        "2021-01-02 | then",
        "2021-01-03 | then",
        "north blue>red a learnt; none>troops 5 a learnt; a learnt; none>2021-01-20 learnt",
    );
    check(
        &log,
        "2021-01-02 | then",
        "2021-01-02",
        "north blue>red a learnt; none>troops 5 a learnt; a learnt; none>2021-01-20 learnt",
    );
    check(
        &log,
        "2021-01-02",
        "2021-01-02 | then",
        "north blue>red a learnt; none>troops 5 a learnt; a learnt; none>2021-01-20 learnt",
    );
}

#[test]
fn what_happened_between_is_not_learnt_however_late_it_was_recorded() {
    let log = ["a @ 2021-01-03 ~ 2021-01-09 | claim party = 'red'"];
    check(
        &log,
        "2021-01-02",
        "2021-01-03",
        "north blue>red a happened; a happened",
    );
    check(
        &log,
        "2021-01-08",
        "2021-01-09",
        "(north blue>red a learnt); a learnt",
    );
    check(&log, "2021-01-02 | then", "2021-01-03 | then", "");
    check(
        &log,
        "2021-01-02 | then",
        "2021-01-09 | then",
        "north blue>red a happened; a happened",
    );
}

#[test]
fn fights_claims_and_pressure_are_learnt_too() {
    let log = [
        "a @ 2021-01-02 ~ 2021-01-03 | claim party = 'red', status = 'contested'",
        "b @ 2021-01-02 ~ 2021-01-03 | claim place = 'south', party = 'red', status = 'encircled'",
    ];
    check(
        &log,
        "2021-01-02",
        "2021-01-03",
        "(north held>contested a learnt); (south free>encircled red b learnt); a learnt; b learnt",
    );
}

#[test]
fn a_deadline_learnt_late_tells_what_stood_before() {
    let log = [
        "a @ 2021-01-02 | deadline on = 2021-01-20, label = 'Exit'",
        "b @ 2021-01-03 ~ 2021-01-04 | deadline on = 2021-01-31, label = 'Exit'",
    ];
    check(
        &log,
        "2021-01-03",
        "2021-01-04",
        "b learnt; 2021-01-20>2021-01-31 learnt",
    );
}

const FIRST: &str = "a @ 2021-01-02 | figure value = 640 | claim party = 'red'";
const SECOND: &str = "b @ 2021-01-02 ~ 2021-01-06 | figure value = 823 | set corrects = { event = 'a', kind = 'corrected' }";

#[test]
fn a_correction_is_told_on_the_day_on_which_it_was_recorded() {
    let log = [FIRST, SECOND];
    check(
        &log,
        "2021-01-05 | then",
        "2021-01-06 | then",
        "north red>blue a corrected; troops 640 a>troops 823 b corrected; b corrected",
    );
    check(
        &log,
        "2021-01-05",
        "2021-01-06",
        "troops 823 b>troops 823 b corrected; b corrected",
    );
    check(
        &log,
        "2021-01-02 | then",
        "2021-01-02",
        "north red>blue a corrected; troops 640 a>troops 823 b corrected; b corrected",
    );
    check(
        &log,
        "2021-01-02",
        "2021-01-02 | then",
        "north red>blue a corrected; troops 640 a>troops 823 b corrected; b corrected",
    );
    // Over a stretch that begins before either, it is simply what happened.
    check(
        &log,
        "2021-01-01",
        "2021-01-06",
        "none>troops 823 b happened; b happened",
    );
}

#[test]
fn a_withdrawal_gives_a_place_back_and_says_so() {
    let log = [
        "z @ 2021-01-01 | claim party = 'green'",
        "a @ 2021-01-02 | claim party = 'red'",
        "b @ 2021-01-02 ~ 2021-01-04 | set corrects = { event = 'a', kind = 'withdrawn' }",
    ];
    check(
        &log,
        "2021-01-03 | then",
        "2021-01-04 | then",
        "north red>green a corrected; b corrected",
    );
    check(&log, "2021-01-01", "2021-01-02", "b happened");
    check(&log, "2021-01-03", "2021-01-04", "b corrected");
}

#[test]
fn a_correction_of_what_is_shown_is_told_even_where_it_moves_the_moment() {
    let log = [
        "a @ 2021-01-02 | figure value = 640",
        "b @ 2021-01-03 | figure value = 823 | set corrects = { event = 'a', kind = 'corrected' }",
    ];
    check(
        &log,
        "2021-01-02 | then",
        "2021-01-03 | then",
        "troops 640 a>troops 823 b corrected; b corrected",
    );
}

#[test]
fn events_that_only_the_first_end_knows_are_told_when_looking_back() {
    let log = [
        "a @ 2021-01-02 ~ 2021-01-09",
        "b @ 2021-01-03",
        "c @ 2021-01-04",
    ];
    check(
        &log,
        "2021-01-03",
        "2021-01-04 | then",
        "a learnt; c happened",
    );
    check(
        &log,
        "2021-01-04",
        "2021-01-02 | then",
        "a learnt; b happened; c happened",
    );
}

//! Ties on paper, aloud and in front of people: both reports are named, and the last word is that nothing orders them.

use dateline::facts::sentences::word_steps;
use dateline::model::scenario::Scenario;
use dateline::snapshot::briefing;

use super::diff;
use crate::support::{logged, snapshot};

const ENCIRCLED: &str = "ring @ 2021-01-02 | claim party = 'red', status = 'encircled'";
const FALLS: &str = "falls @ 2021-01-03 | set sources = ['good'] | claim party = 'red'";
const RELIEVED: &str = "relieved @ 2021-01-03 | set sources = ['plain'] | claim party = 'blue'";
const SET: &str = "set @ 2021-01-02 | set sources = ['good'] | deadline id = 'exit', label = 'the exit', on = 2021-01-09T12:00:00";
const MOVED: &str = "moved @ 2021-01-03 | set sources = ['good'] | deadline id = 'exit', label = 'the exit', on = 2021-01-10T15:00:00";
const OTHERWISE: &str = "other @ 2021-01-03 | set sources = ['plain'] | deadline id = 'exit', label = 'the exit', on = 2021-01-10T18:00:00";

/// What is said in front of people on a day, with whose word it is.
fn said(scenario: &Scenario, at: &str) -> Vec<String> {
    let snapshot = snapshot(scenario, at);
    let steps = briefing::at(&snapshot).steps;
    let told = word_steps(&snapshot, &steps).into_iter();
    told.map(|told| {
        let rests: Vec<String> = told
            .attributions
            .iter()
            .map(|rest| rest.word_briefly(&snapshot))
            .collect();
        format!("{} [{}]", told.text, rests.join(", "))
    })
    .collect()
}

fn report(scenario: &Scenario, at: &str) -> String {
    let text = crate::paper::brief::as_text(scenario, at);
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

#[test]
fn who_presents_a_tie_ends_on_the_state_and_names_both_reports() {
    for events in [[ENCIRCLED, FALLS, RELIEVED], [RELIEVED, FALLS, ENCIRCLED]] {
        let scenario = logged(&events);
        let last = said(&scenario, "2021-01-03").pop().unwrap();
        for words in [
            "North is contested: held ",
            "by Red, says Good Paper",
            "by Blue, says Plain Paper",
            "; nothing says which report came last. [",
            "North GP B6",
            "North Plain Paper F6",
        ] {
            assert!(last.contains(words), "{words}: {last}");
        }
        assert_eq!(said(&scenario, "2021-01-03").len(), 1);
    }
}

#[test]
fn a_tie_over_a_place_without_a_holder_or_one_that_is_contested_already_is_told_too() {
    let red = "a @ 2021-01-03 | set sources = ['good'] | claim place = 'nowhere', party = 'red'";
    let green =
        "b @ 2021-01-03 | set sources = ['plain'] | claim place = 'nowhere', party = 'green'";
    let told = said(&logged(&[red, green]), "2021-01-03");
    assert_eq!(
        told,
        [
            "Nowhere is unknown: held by Red, says Good Paper; by Green, says Plain Paper; nothing says which report came last. [Nowhere GP B6, Nowhere Plain Paper F6]"
        ]
    );
    let fought = "c @ 2021-01-02 | claim party = 'red', status = 'contested'";
    let told = said(&logged(&[fought, FALLS, RELIEVED]), "2021-01-03");
    assert!(told[0].starts_with("North is contested: held "), "{told:?}");
    // On the next day it is no news.
    let told = said(&logged(&[fought, FALLS, RELIEVED]), "2021-01-04");
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn reports_name_both_sides_of_a_tie() {
    let scenario = logged(&[ENCIRCLED, FALLS, RELIEVED]);
    let report = report(&scenario, "2021-01-03");
    for words in ["held by Red (GP B6 [", "held by Blue (Plain Paper F6 ["] {
        assert!(report.contains(words), "{words}: {report}");
    }
    assert!(report.contains("nothing says which report came last"));
    let compared = diff::as_text(&scenario, "2021-01-02 > 2021-01-03");
    for words in ["held by Red", "Blue", "GP B6", "Plain Paper F6"] {
        let places = compared.split_once("New in the log").unwrap().0;
        assert!(places.contains(words), "{words}: {compared}");
    }
    let sentence = dateline::facts::place::word_place_state;
    let snapshot = snapshot(&scenario, "2021-01-03");
    let said = sentence(&snapshot, &snapshot.places[0]);
    assert!(said.contains("by Blue, says Plain Paper"), "{said}");
}

#[test]
fn a_deadline_keeps_its_hour_and_both_sources_where_words_on_it_tie() {
    for events in [[SET, MOVED, OTHERWISE], [OTHERWISE, MOVED, SET]] {
        let scenario = logged(&events);
        let report = report(&scenario, "2021-01-03");
        assert!(
            report.contains("the exit: 10 Jan 15:00 or 10 Jan 18:00, in 7 days; nothing says which word came last, GP B6 [1], Plain Paper F6 [2]; moved, it was 9 Jan 12:00"),
            "{report}"
        );
        assert!(
            report.contains(
                "Deadlines the exit: 10 Jan 15:00 (GP B6 [1]) or 10 Jan 18:00 (Plain Paper F6 [2])"
            ),
            "{report}"
        );
        assert!(!report.contains("Nothing is disputed"));
        let compared = diff::as_text(&scenario, "2021-01-02 > 2021-01-03");
        let compared: Vec<&str> = compared.split_whitespace().collect();
        let words = "moved from 9 Jan 12:00 to 10 Jan 15:00 or 10 Jan 18:00; nothing says which word came last, GP B6, Plain Paper F6";
        assert!(compared.join(" ").contains(words), "{compared:?}");
        let told = said(&scenario, "2021-01-03");
        assert!(
            told.contains(&"Deadline for the exit: moved from 9 January, 12:00 to 10 January, 15:00 or 10 January, 18:00; nothing says which word came last. [GP B6, Plain Paper F6]".to_owned()),
            "{told:?}"
        );
    }
}

//! Who holds the capitals of the flagship on both clocks, and what the pages of each day add to it.

use crate::support::{figures_text, flagship, place_text, snapshot, tally_text};

/// Who holds the capitals, in the order of the parties.
fn held(at: &str) -> [usize; 3] {
    let snapshot = snapshot(flagship(), at);
    [0, 1, 2].map(|party| snapshot.tally[party].held)
}

fn held_by_taliban(at: &str) -> usize {
    held(at)[0]
}

/// How many capitals were known to be lost at the ends of days, and the page that moved a day.
const KNOWN_THEN: [(&str, usize, &str); 8] = [
    ("2021-08-10", 7, ""),
    ("2021-08-11", 9, ""),
    ("2021-08-12", 11, ""),
    ("2021-08-13", 18, ""),
    // 20 before: Mazar-i-Sharif, Gardez and Nili were in print before midnight in Kabul.
    ("2021-08-14", 23, "oneindia-0815 kurier-0814 pti-0815"),
    // 27 before, without Nili.
    ("2021-08-15", 28, "pti-0815"),
    // 32 before, and from the 17th: the total of 33 was in print on the 16th, with Parun in it.
    ("2021-08-16", 33, "wikipedia-0816"),
    ("2021-09-06", 34, "storyful-0906"),
];

#[test]
fn capitals_known_to_be_lost_at_the_end_of_each_day() {
    let counted = KNOWN_THEN.map(|(day, ..)| (day, held_by_taliban(&format!("{day} | then"))));
    assert_eq!(counted, KNOWN_THEN.map(|(day, number, _)| (day, number)));
    for page in KNOWN_THEN
        .iter()
        .flat_map(|(.., pages)| pages.split_whitespace())
    {
        let mut sources = flagship().sources.iter();
        assert!(sources.any(|source| source.id.as_str() == page), "{page}");
    }
}

#[test]
fn at_noon_of_13_august_it_was_14_by_what_was_known_and_15_by_what_is() {
    assert_eq!(held_by_taliban("2021-08-13T12:00:00+04:30 | then"), 14);
    assert_eq!(held_by_taliban("2021-08-13T12:00:00+04:30"), 15);
}

#[test]
fn the_resistance_front_holds_the_last_capital_from_17_august() {
    assert_eq!(held("2021-08-16"), [33, 1, 0]);
    assert_eq!(held("2021-08-17"), [33, 0, 1]);
    assert_eq!(held("2021-09-05"), [33, 0, 1]);
    assert_eq!(
        tally_text(&snapshot(flagship(), "2021-09-06")),
        "taliban 34 contested 1, government 0, nrf 0, unknown 0"
    );
}

/// How many events of a tag are visible.
fn tagged(tag: &str, at: &str) -> usize {
    let snapshot = snapshot(flagship(), at);
    let mut events = snapshot.events.iter().map(|key| flagship().event(*key));
    events
        .by_ref()
        .filter(|event| event.tags().iter().any(|has| &**has == tag))
        .count()
}

#[test]
fn the_report_of_13_august_is_read_on_its_own_day() {
    assert_eq!(tagged("ft-report", "2021-08-13"), 26);
    // The Cobra meeting itself is not of the report; everything of it was in print that afternoon.
    assert_eq!(tagged("ft-report", "2021-08-13 | then"), 26);
}

#[test]
fn three_cities_are_fought_over_from_the_end_of_july() {
    let contested = |at: &str, place: &str| {
        place_text(&snapshot(flagship(), at), place).contains("government contested")
    };
    for place in ["herat", "helmand", "kandahar"] {
        assert!(!contested("2021-07-30", place), "{place}");
        assert!(contested("2021-08-01", place), "{place}");
    }
}

#[test]
fn the_dead_of_the_airport_gate_follow_the_day() {
    let figures = |at: &str| figures_text(&snapshot(flagship(), at));
    assert!(figures("2021-08-26").contains("cas-abbey-us-killed at-least 12 "));
    let next = figures("2021-08-27");
    assert!(next.contains("cas-abbey-us-killed 13 "), "{next}");
    assert!(next.contains("cas-abbey-us-wounded 45 "), "{next}");
    let then = figures("2021-08-27 | then");
    assert!(then.contains("cas-abbey-us-wounded 18 "), "{then}");
}

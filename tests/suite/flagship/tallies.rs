//! Who holds the capitals of the flagship on both clocks, and what the pages of each day add to it.

use dateline::model::id::PartyKey;
use dateline::model::scenario::Scenario;
use dateline::snapshot::Fold;
use dateline::snapshot::ledger::compare_folds;

use crate::support::{cursor_of, figures_text, flagship, place_text, snapshot, tally_text};

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
    ("2021-08-14", 23, "oneindia-0815 cnn-gardez-0814 pti-0815"),
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

/// The changes of hands of 14 August that a page of that evening tells: the event, the page, and when it was out.
const HOURS_OF_PAGES: [(&str, &str, &str); 3] = [
    ("mazar-falls", "oneindia-0815", "2021-08-15T00:41:00+05:30"),
    (
        "gardez-falls",
        "cnn-gardez-0814",
        "2021-08-14T12:21:00-04:00",
    ),
    ("nili-falls", "pti-0815", "2021-08-15T00:42:00+05:30"),
];

/// How many capitals the Taliban gained between the ends of two days as known then: what happened, what had happened
/// before and was reported late.
fn gained(scenario: &Scenario, from: &str, to: &str) -> [usize; 2] {
    let fold = |day: &str| Fold::at(scenario, cursor_of(scenario, &format!("{day} | then")));
    let ledger = compare_folds(&fold(from), &fold(to));
    let taliban = PartyKey::new(0).unwrap();
    [ledger.happened_to(taliban), ledger.reported_late(taliban)].map(|turnover| turnover.gained)
}

/// The gains of the four days on which most became known.
fn gains(scenario: &Scenario) -> [[usize; 2]; 4] {
    [11, 12, 13, 14].map(|day| {
        let (from, to) = (format!("2021-08-{day}"), format!("2021-08-{}", day + 1));
        gained(scenario, &from, &to)
    })
}

#[test]
fn three_capitals_were_known_to_be_lost_a_day_earlier_by_the_hours_of_their_pages() {
    let scenario = flagship();
    let midnight = cursor_of(scenario, "2021-08-14").as_of;
    for (event, page, hour) in HOURS_OF_PAGES {
        let its = scenario.event(scenario.event_by_id(event).unwrap());
        let mut pages = its
            .provenance
            .sources
            .iter()
            .map(|key| scenario.source(*key));
        let page = pages.find(|source| source.id.as_str() == page).unwrap();
        let out = page.published.unwrap();
        assert_eq!(out.to_string(), hour);
        assert!(out.effective_at() <= midnight, "{event}");
    }
    assert_eq!(gains(scenario), [[2, 0], [5, 2], [5, 0], [3, 2]]);
}

#[test]
fn without_those_hours_the_gains_and_tallies_are_those_counted_by_hand() {
    let mut scenario = flagship().clone();
    // Mazar-i-Sharif and Gardez by the bare dates of their pages in the west, Nili by the page of the day after.
    for ((event, ..), known) in
        HOURS_OF_PAGES
            .into_iter()
            .zip(["2021-08-15", "2021-08-15", "2021-08-16"])
    {
        let known = cursor_of(&scenario, known).as_of;
        let key = scenario.event_by_id(event).unwrap();
        let event = &mut scenario.events[key.row()];
        event.provenance.known_from = known;
        for claim in &mut event.claims {
            claim.provenance.known_from = claim.provenance.known_from.max(known);
        }
    }
    assert_eq!(gains(&scenario), [[2, 0], [5, 2], [2, 0], [3, 4]]);
    let held = ["2021-08-12", "2021-08-13", "2021-08-14", "2021-08-15"]
        .map(|day| snapshot(&scenario, &format!("{day} | then")).tally[0].held);
    assert_eq!(held, [11, 18, 20, 27]);
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

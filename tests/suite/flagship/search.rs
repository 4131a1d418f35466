//! Searching and reading the changes of the flagship: spellings of the report, and what was only learnt.

use dateline::snapshot::filter::Filter;
use dateline::snapshot::query::{ListOrder, Listing, list_snapshot};

use crate::support::{cursor_of, flagship, ledger_text, snapshot};

fn found(text: &str) -> Listing {
    let snapshot = snapshot(flagship(), "2021-09-07");
    let filter = Filter {
        text: vec![text.to_owned()],
        ..Filter::default()
    };
    list_snapshot(&snapshot, &filter, ListOrder::default())
}

fn events(listing: &Listing) -> Vec<&str> {
    let events = listing.events.iter();
    events
        .map(|key| flagship().event(*key).id.as_str())
        .collect()
}

#[test]
fn rashkarga_finds_lashkar_gah() {
    let listing = found("rashkarga");
    assert_eq!(listing.places, [flagship().place_by_id("helmand").unwrap()]);
    assert!(events(&listing).contains(&"lashkar-gah-falls"));
}

#[test]
fn baradal_finds_baradar() {
    let listing = found("Baradal");
    let events = events(&listing);
    assert!(events.contains(&"chaudhuri-on-baradar"), "{events:?}");
    assert!(events.contains(&"baradar-returns"), "{events:?}");
    let straight = found("Baradar");
    assert_eq!(listing.events, straight.events);
}

#[test]
fn filters_never_change_a_tally() {
    let snapshot = snapshot(flagship(), "2021-08-13");
    let filter = Filter {
        region: vec!["south".to_owned()],
        ..Filter::default()
    };
    assert_eq!(
        list_snapshot(&snapshot, &filter, ListOrder::default())
            .places
            .len(),
        5
    );
    assert_eq!(
        snapshot.tally.iter().map(|tally| tally.held).sum::<usize>(),
        34
    );
}

#[test]
fn kandahar_was_lost_on_the_12th_and_learnt_of_on_the_13th() {
    let day = |at: &str| ledger_text(flagship(), &snapshot(flagship(), at).changes);
    let lost = "kandahar government>taliban kandahar-falls happened";
    assert!(day("2021-08-12").contains(lost));
    let learnt = "(kandahar government>taliban kandahar-falls learnt)";
    assert!(day("2021-08-13").contains(learnt), "{}", day("2021-08-13"));
    // As known then the day before did not count it: it is part of the difference.
    let late = "kandahar government>taliban kandahar-falls learnt";
    let then = day("2021-08-13 | then");
    assert!(then.contains(late) && !then.contains(learnt), "{then}");
    assert!(!day("2021-08-12 | then").contains("kandahar"));
    assert!(!day("2021-08-14").contains("kandahar government"));
}

#[test]
fn between_two_evenings_as_known_then_seven_more_are_known_of() {
    let fold = |at: &str| dateline::snapshot::Fold::at(flagship(), cursor_of(flagship(), at));
    let (from, to) = (fold("2021-08-12 | then"), fold("2021-08-13 | then"));
    let ledger = dateline::snapshot::ledger::compare_folds(&from, &to);
    let taliban = flagship().parties.iter();
    let row = taliban
        .take_while(|party| party.id.as_str() != "taliban")
        .count();
    let taliban = dateline::model::id::PartyKey::new(row).unwrap();
    let [happened, late] = [ledger.happened_to(taliban), ledger.reported_late(taliban)];
    assert_eq!((happened.gained, happened.lost), (5, 0));
    assert_eq!((late.gained, late.lost), (2, 0));
}

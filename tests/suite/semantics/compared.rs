//! What stands in the panes while two dates are compared: entries of the ledger, figures before and after.

use std::sync::Arc;

use dateline::model::scenario::Scenario;
use dateline::snapshot::compared::{BeforeAfter, ChangeKind};
use dateline::snapshot::compared_list::list_compared;
use dateline::snapshot::filter::Filter;
use dateline::snapshot::ledger::Why;
use dateline::snapshot::query::{ListOrder, Listing};
use dateline::snapshot::{self, ComparedDate, Snapshot};

use crate::support::{cursor_of, logged, pair_text};

fn compared<'s>(scenario: &'s Scenario, from: &str, to: &str) -> Snapshot<'s> {
    let marked = Arc::new(ComparedDate::at(scenario, cursor_of(scenario, from)));
    snapshot::compare_dates(scenario, cursor_of(scenario, to), marked)
}

fn listing(snapshot: &Snapshot<'_>) -> Listing {
    list_compared(snapshot, &Filter::default(), ListOrder::default())
}

/// Each row of the figures: `troops 5 a>none`.
fn figures(snapshot: &Snapshot<'_>) -> Vec<String> {
    let scenario = snapshot.scenario;
    let rows = listing(snapshot).compared.expect("it is compared").figures;
    let row = |row: &BeforeAfter| match row {
        BeforeAfter::Figure(pair) => {
            let old = if pair.is_old { " (old)" } else { "" };
            format!("{}{old}", pair_text(scenario, pair))
        }
        BeforeAfter::Deadline(before, after) => {
            let days = [before, after].map(|state| state.map(|state| state.days));
            format!("{days:?}")
        }
    };
    rows.iter().map(row).collect()
}

/// Each entry: its list, its place or event.
fn entries(snapshot: &Snapshot<'_>) -> Vec<String> {
    let scenario = snapshot.scenario;
    let rows = listing(snapshot).compared.expect("it is compared").entries;
    let entry = |entry: &snapshot::compared::ComparedEntry| {
        let why = match entry.why {
            Why::Happened => "happened",
            Why::Learnt => "learnt",
            Why::Corrected => "corrected",
        };
        let what = match &entry.what {
            ChangeKind::Place(news) => scenario.place(news.place).id.to_string(),
            ChangeKind::Event(event) => scenario.event(*event).id.to_string(),
        };
        format!("{why} {what}")
    };
    rows.iter().map(entry).collect()
}

#[test]
fn what_is_in_force_is_paired_whoever_published_it() {
    let scenario = logged(&[
        "a @ 2021-01-04 | figure series = 'towns', value = 1 | set sources = ['good']",
        "b @ 2021-01-05 morning | figure series = 'towns', value = 2 | set sources = ['good']",
        "c @ 2021-01-05 evening | figure series = 'towns', value = 3 | set sources = ['plain']",
    ]);
    let there = compared(&scenario, "2021-01-04", "2021-01-05");
    assert_eq!(figures(&there), ["towns 1 a>towns 3 c (towns 2 b)"]);
    let back = compared(&scenario, "2021-01-05", "2021-01-04");
    // Whichever date is given first.
    assert_eq!(figures(&back), figures(&there));
    let before = compared(&scenario, "2021-01-03", "2021-01-04");
    assert_eq!(figures(&before), ["none>towns 1 a"]);
    let same = compared(&scenario, "2021-01-04", "2021-01-04");
    assert_eq!(figures(&same), ["towns 1 a>towns 1 a"]);
    let old = compared(&scenario, "2021-01-20", "2021-01-21");
    assert_eq!(figures(&old), ["towns 3 c>towns 3 c (old)"]);
}

#[test]
fn deadlines_count_their_days_at_both_dates() {
    let scenario = logged(&["a @ 2021-01-04 | deadline on = 2021-01-20, label = 'Exit'"]);
    let rows = |from, to| figures(&compared(&scenario, from, to));
    assert_eq!(rows("2021-01-05", "2021-01-06"), ["[Some(15), Some(14)]"]);
    assert_eq!(rows("2021-01-03", "2021-01-06"), ["[None, Some(14)]"]);
}

#[test]
fn the_three_lists_stand_apart_and_nothing_twice() {
    let scenario = logged(&[
        "fell @ 2021-01-05 | claim place = 'north', party = 'red'",
        "late @ 2021-01-04 ~ 2021-01-05 | claim place = 'south', party = 'red'",
        "heard @ 2021-01-04 ~ 2021-01-05",
        "first @ 2021-01-03",
        "second @ 2021-01-03 ~ 2021-01-05 | set corrects = { event = 'first', kind = 'corrected' }",
    ]);
    let there = compared(&scenario, "2021-01-04 | then", "2021-01-05 | then");
    let expect = [
        "happened north",
        "learnt south",
        "learnt heard",
        "corrected second",
    ];
    assert_eq!(entries(&there), expect);
    // The log has what happened; what was learnt stands in its own list.
    let news = listing(&there).events;
    let ids: Vec<&str> = news
        .iter()
        .map(|key| scenario.event(*key).id.as_str())
        .collect();
    assert_eq!(ids, ["fell"]);
    // Whichever date moves, it is told from the older to the newer, and evidence is taken from the newer.
    let back = compared(&scenario, "2021-01-05 | then", "2021-01-04 | then");
    assert_eq!(entries(&back), expect);
    assert_eq!(back.cursor.as_of, cursor_of(&scenario, "2021-01-05").as_of);
}

#[test]
fn a_date_with_itself_has_nothing_in_between() {
    let scenario = logged(&[
        "fell @ 2021-01-05 | claim party = 'red'",
        "late @ 2021-01-04 ~ 2021-01-09 | claim place = 'south', party = 'red'",
    ]);
    for at in ["2021-01-05", "2021-01-05 | then", "2021-01-10"] {
        let same = compared(&scenario, at, at);
        assert_eq!(same.changes, snapshot::ledger::Ledger::default(), "{at}");
        assert!(entries(&same).is_empty(), "{at}");
        assert!(listing(&same).events.is_empty(), "{at}");
    }
}

#[test]
fn a_filter_keeps_what_either_date_keeps() {
    let scenario = logged(&[
        "fell @ 2021-01-05 | claim place = 'north', party = 'red' | figure value = 5 | set places = ['north']",
        "other @ 2021-01-05 | claim place = 'south', party = 'red' | set places = ['south']",
    ]);
    let filter = Filter {
        place: scenario.place_by_id("north").into_iter().collect(),
        ..Filter::default()
    };
    for (from, to) in [("2021-01-04", "2021-01-05"), ("2021-01-05", "2021-01-04")] {
        let snapshot = compared(&scenario, from, to);
        let listed = list_compared(&snapshot, &filter, ListOrder::default());
        let ids: Vec<&str> = listed
            .events
            .iter()
            .map(|key| scenario.event(*key).id.as_str())
            .collect();
        assert_eq!(ids, ["fell"], "{from}");
        let rows = listed.compared.expect("it is compared");
        assert_eq!(rows.entries.len(), 1, "{from}");
        assert_eq!(rows.figures.len(), 1, "{from}");
    }
}

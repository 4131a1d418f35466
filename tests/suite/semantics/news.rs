//! The news order: what leads, by what events did, by their hours, and by what an editor says.

use dateline::snapshot::filter::Filter;
use dateline::snapshot::news::{EventOrder, NewsOrder};
use dateline::snapshot::query::{ListOrder, list_snapshot};
use proptest::prelude::*;

use crate::support::{flagship, logged, snapshot};

/// The ids of the events that are listed at a cursor, in an order.
fn listed(lines: &[&str], at: &str, events: EventOrder) -> String {
    let scenario = logged(lines);
    let snapshot = snapshot(&scenario, at);
    let order = ListOrder {
        events,
        ..ListOrder::default()
    };
    let listing = list_snapshot(&snapshot, &Filter::default(), order);
    let ids = listing.events.iter();
    let ids: Vec<&str> = ids.map(|key| scenario.event(*key).id.as_str()).collect();
    ids.join(" ")
}

/// Lines of a log, and what its day leads with.
const LEADS: [(&[&str], &str); 6] = [
    // What an event does is its rank: a major place, another, a threat, the rest, an assessment, the background.
    (
        &[
            "rest @ 2021-01-05 10:00",
            "judged @ 2021-01-05 11:00 | set kind = 'assessment'",
            "threat @ 2021-01-05 09:00 | claim place = 'south', party = 'red', status = 'threatened'",
            "town @ 2021-01-05 08:00 | claim place = 'west', party = 'red'",
            "city @ 2021-01-05 07:00 | claim party = 'red'",
            "before @ 2020-12-31 23:00",
        ],
        "city town threat rest judged before",
    ),
    // An editor's urgency goes first: of the event, of what it corrects, of its kind.
    (
        &[
            "city @ 2021-01-05 | claim party = 'red'",
            "a @ 2021-01-05 | set urgency = 1 | set kind = 'assessment'",
            "b @ 2021-01-05 | set urgency = 1",
            "c @ 2021-01-05 ~ 2021-01-06 | set corrects = { event = 'b', kind = 'corrected' }",
            "d @ 2021-01-05 | set urgency = 9 | claim place = 'west', party = 'red'",
        ],
        "a c city d",
    ),
    // A later claim of the same only bears it out; one of another day gives no rank.
    (
        &[
            "first @ 2021-01-05 09:00 | claim party = 'red'",
            "again @ 2021-01-05 12:00 | claim party = 'red', basis = 'confirmed'",
            "old @ 2021-01-05 13:00 | claim place = 'west', party = 'red', at = 2021-01-04",
        ],
        "first old again",
    ),
    // Lost, retaken and lost again: each is a change of hands.
    (
        &[
            "x @ 2021-01-05 23:00",
            "a @ 2021-01-05 09:00 | claim place = 'west', party = 'red'",
            "b @ 2021-01-05 12:00 | claim place = 'west', party = 'blue'",
            "c @ 2021-01-05 15:00 | claim place = 'west', party = 'red'",
        ],
        "c b a x",
    ),
    // A place is newly contested, claimed or encircled once.
    (
        &[
            "rest @ 2021-01-05 20:00",
            "a @ 2021-01-05 09:00 | claim party = 'red', status = 'contested'",
            "b @ 2021-01-05 12:00 | claim party = 'red', status = 'contested'",
            "c @ 2021-01-05 08:00 | claim place = 'south', party = 'red', basis = 'claimed'",
            "d @ 2021-01-05 07:00 | claim place = 'west', party = 'red', status = 'encircled'",
        ],
        "a c d rest b",
    ),
    // A deadline that is set or moved; not one that is only said again.
    (
        &[
            "rest @ 2021-01-05 20:00",
            "set @ 2021-01-05 09:00 | deadline on = 2021-01-20, label = 'Exit'",
            "again @ 2021-01-05 12:00 | deadline on = 2021-01-20, label = 'Exit'",
            "moved @ 2021-01-05 13:00 | deadline on = 2021-01-22, label = 'Exit'",
        ],
        "moved set rest again",
    ),
];

#[test]
fn what_happened_leads() {
    for (lines, expect) in LEADS {
        assert_eq!(
            listed(lines, "2021-01-10", EventOrder::Top),
            expect,
            "{lines:#?}"
        );
    }
}

#[test]
fn hours_decide_within_a_rank_and_what_has_none_comes_behind() {
    let lines = [
        "day @ 2021-01-05",
        "noon @ 2021-01-05 12:00",
        "morning @ 2021-01-05 morning",
        "early @ 2021-01-05 early",
        "next @ 2021-01-06 early",
    ];
    for (order, expect) in [
        (EventOrder::Top, "next noon morning early day"),
        (EventOrder::Newest, "next noon morning early day"),
        (EventOrder::Oldest, "early morning noon day next"),
    ] {
        assert_eq!(listed(&lines, "2021-01-10", order), expect, "{order:?}");
    }
    // The earlier first second, the better grade, then the headline; never the id.
    let lines = [
        "a @ 2021-01-05 11:59:59 | headline Last",
        "b @ 2021-01-05 morning | headline Zulu",
        "c @ 2021-01-05 morning | headline Alpha",
        "d @ 2021-01-05 morning | headline Omega | set sources = ['good']",
    ];
    assert_eq!(listed(&lines, "2021-01-10", EventOrder::Top), "d c b a");
}

#[test]
fn as_known_then_an_event_stands_under_the_day_on_which_it_was_known() {
    let lines = [
        "late @ 2021-01-05 22:00 ~ 2021-01-06 03:00 | claim party = 'red'",
        "of-day @ 2021-01-06 12:00",
        "of-eve @ 2021-01-05 10:00",
    ];
    for (at, expect) in [
        ("2021-01-06 | then", "late of-day of-eve"),
        ("2021-01-06", "of-day late of-eve"),
    ] {
        assert_eq!(listed(&lines, at, EventOrder::Top), expect, "{at}");
    }
}

/// The first headlines of a day of the flagship scenario that begin so.
#[track_caller]
fn check_leads(day: &str, expect: &[&str]) {
    let snapshot = snapshot(flagship(), day);
    let listing = list_snapshot(&snapshot, &Filter::default(), ListOrder::default());
    let leads = listing.events.iter().zip(expect);
    for (event, expect) in leads {
        let headline = &flagship().event(*event).headline;
        assert!(
            headline.starts_with(expect),
            "{day}: {expect}, not {headline}"
        );
    }
}

/// Set by hand from the events themselves.
#[test]
fn the_days_of_august_lead_with_what_happened() {
    check_leads(
        "2021-08-13",
        &[
            "Pul-e-Alam",
            "Lashkar Gah falls",
            "Firozkoh handed over",
            "Tarinkot surrendered",
            "Qalat handed over",
        ],
    );
    check_leads("2021-08-15", &["Taliban enter Kabul", "Jalalabad"]);
    check_leads("2021-08-30", &["Last US aircraft leaves"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// However events come, they are sorted alike, none is lost, and days never mix.
    #[test]
    fn every_order_keeps_all_events_day_by_day(seed in any::<u64>(), day in 1u32..=31) {
        let snapshot = snapshot(flagship(), &format!("2021-08-{day:02}"));
        let order = NewsOrder::from_snapshot(&snapshot);
        let mut shuffled = snapshot.events.clone();
        shuffled.sort_by_key(|event| (event.row() as u64 + 1).wrapping_mul(seed | 1).rotate_left(17));
        for wanted in [EventOrder::Top, EventOrder::Newest, EventOrder::Oldest] {
            let (mut one, mut other) = (snapshot.events.clone(), shuffled.clone());
            order.sort_events(wanted, &mut one);
            order.sort_events(wanted, &mut other);
            prop_assert_eq!(&one, &other);
            let zone = flagship().zone();
            let mut days: Vec<_> = one
                .iter()
                .map(|event| flagship().event(*event).provenance.at.day_in(zone))
                .collect();
            if wanted != EventOrder::Oldest {
                days.reverse();
            }
            prop_assert!(days.is_sorted());
            one.sort_unstable();
            prop_assert_eq!(one, snapshot.events.clone());
        }
    }
}

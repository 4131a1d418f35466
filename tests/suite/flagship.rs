//! The flagship scenario against its facts: counts on both clocks, marks, holdouts, sources, alternatives.

#![expect(clippy::unwrap_used, reason = "a test that cannot be built fails")]

mod search;
mod sources;
mod tallies;

use std::collections::{BTreeSet, HashSet};

use dateline::model::claim::{Basis, Status};
use dateline::model::cursor::{Cursor, KnownAt};
use dateline::model::figure::{Amount, Qualifier};
use dateline::model::id::{EventKey, PartyKey};
use dateline::model::scenario::Scenario;
use dateline::scenario::{built_in, load};
use dateline::snapshot::ledger::Turnover;
use dateline::snapshot::reconciliation::{CountVerdict, compare_reading};
use dateline::snapshot::reference::{ClaimRef, FigureRef};
use dateline::snapshot::{self, Snapshot, visibility};

use crate::support::{
    cursor_of, deadlines_text, figures_text, flagship, holdouts_text, place_text, snapshot,
    state_text, tally_text,
};

fn party(scenario: &Scenario, id: &str) -> PartyKey {
    let row = scenario
        .parties
        .iter()
        .position(|party| party.id.as_str() == id);
    row.and_then(PartyKey::new).unwrap()
}

fn taken(snapshot: &Snapshot<'_>) -> usize {
    snapshot.held_by(party(snapshot.scenario, "taliban"))
}

/// The capitals that the Taliban hold.
#[track_caller]
fn count(at: &str) -> usize {
    taken(&snapshot(flagship(), at))
}

#[test]
fn the_capitals_taken_at_the_end_of_each_day_as_now_known() {
    let days = [
        (5, 0),
        (6, 1),
        (7, 2),
        (8, 5),
        (9, 6),
        (10, 8),
        (11, 9),
        (12, 13),
        (13, 18),
        (14, 25),
        (15, 33),
    ];
    let counted = days.map(|(day, _)| (day, count(&format!("2021-08-{day:02}"))));
    assert_eq!(counted, days);
    assert_eq!([count("2021-08-31"), count("2021-09-05")], [33, 33]);
    assert_eq!([count("2021-09-06"), count("2021-09-07")], [34, 34]);
}

#[test]
fn at_noon_of_13_august_14_were_taken_and_known_to_be() {
    assert_eq!(count("2021-08-13T12:00:00+04:30 | then"), 14);
    assert_eq!(count("2021-08-13T05:00:00"), 13);
}

/// Every place with a mark of any kind.
fn marked(at: &str) -> Vec<String> {
    let snapshot = snapshot(flagship(), at);
    let marked = snapshot.places.iter().filter(|state| {
        !state.rivals.is_empty() || state.mark.is_some() || state.pressure.is_some()
    });
    marked
        .map(|state| {
            let id = &flagship().place(state.place).id;
            format!("{id} {}", state_text(flagship(), state))
        })
        .collect()
}

#[test]
fn on_13_august_only_kabul_is_marked_and_on_6_september_only_panjshir() {
    assert_eq!(
        marked("2021-08-13"),
        ["kabul government held initial threatened taliban kabul-encirclement-begins"]
    );
    let [panjshir] = &marked("2021-09-06")[..] else {
        panic!("{:?}", marked("2021-09-06"));
    };
    assert!(
        panjshir.starts_with("panjshir taliban contested "),
        "{panjshir}"
    );
    assert!(panjshir.contains(" rival nrf "), "{panjshir}");
    assert_eq!(
        tally_text(&snapshot(flagship(), "2021-08-13")),
        "taliban 18, government 16 threatened 1, nrf 0, unknown 0"
    );
    assert_eq!(
        tally_text(&snapshot(flagship(), "2021-09-06")),
        "taliban 34 contested 1, government 0, nrf 0, unknown 0"
    );
}

#[test]
fn the_last_holdouts_of_13_august() {
    assert_eq!(
        holdouts_text(&snapshot(flagship(), "2021-08-13")),
        "balkh nangarhar kabul"
    );
    assert_eq!(holdouts_text(&snapshot(flagship(), "2021-08-05")), "");
    assert_eq!(holdouts_text(&snapshot(flagship(), "2021-08-15")), "");
    let seat = |id: &str| {
        &*flagship()
            .place(flagship().place_by_id(id).unwrap())
            .seat_or_name()
            .clone()
            == match id {
                "balkh" => "Mazar-i-Sharif",
                "nangarhar" => "Jalalabad",
                _ => "Kabul",
            }
    };
    assert!(["balkh", "nangarhar", "kabul"].into_iter().all(seat));
}

#[test]
fn thirteen_august_gained_five_and_lost_none() {
    let snapshot = snapshot(flagship(), "2021-08-13");
    let taliban = party(flagship(), "taliban");
    let government = party(flagship(), "government");
    assert_eq!(
        snapshot.changes.total_turnover(taliban),
        Turnover { gained: 5, lost: 0 }
    );
    assert_eq!(
        snapshot.changes.total_turnover(government),
        Turnover { gained: 0, lost: 5 }
    );
    let places = flagship().place_keys();
    let changed: BTreeSet<&str> = places
        .filter(|place| snapshot.changes.holder_change(*place).is_some())
        .map(|place| flagship().place(place).id.as_str())
        .collect();
    assert_eq!(
        changed,
        BTreeSet::from(["ghor", "helmand", "logar", "uruzgan", "zabul"])
    );
}

#[test]
fn the_exit_stands_18_days_ahead_on_13_august() {
    let text = |at: &str| deadlines_text(&snapshot(flagship(), at));
    assert_eq!(
        text("2021-08-13"),
        "us-exit 2021-08-31 in 18 biden-sets-31-august"
    );
    assert_eq!(
        text("2021-05-01"),
        "us-exit 2021-09-11 in 133 biden-orders-exit"
    );
}

/// Every cursor of an hour of 13 to 15 August: as now known, as known then, and as known some time later.
fn hours() -> impl Iterator<Item = Cursor> {
    let start = cursor_of(flagship(), "2021-08-13T00:00:00");
    (0..=72).flat_map(move |hour| {
        let mut cursor = start;
        cursor.as_of.0 += hour * 3600;
        let later = [1, 6, 12, 24, 48, 240].map(|hours| {
            let mut at = cursor.as_of;
            at.0 += hours * 3600;
            KnownAt::At(at)
        });
        [KnownAt::Now, KnownAt::Then]
            .into_iter()
            .chain(later)
            .map(move |known| Cursor { known, ..cursor })
    })
}

#[test]
fn at_least_14_is_borne_out_wherever_it_is_known() {
    let scenario = flagship();
    let event = scenario.event_by_id("ft-counts-14").unwrap();
    let (reading, figure) = FigureRef::of(scenario, event).next().unwrap();
    assert_eq!(
        (figure.amount, figure.qualifier),
        (Amount::Value(14.0), Qualifier::AtLeast)
    );
    let counts = scenario.one_series(figure.series).counts.as_ref().unwrap();
    let mut known = 0;
    for cursor in hours().filter(|cursor| visibility::is_known(&figure.provenance, cursor)) {
        let stated = compare_reading(scenario, &cursor, reading, counts);
        assert_eq!(stated.verdict, CountVerdict::Consistent, "{cursor:?}");
        assert!(stated.least <= 14 && stated.greatest >= 14, "{cursor:?}");
        known += 1;
    }
    assert!(known > 300, "{known}");
    // Both counts of the day are listed, and both agree.
    let day = snapshot(scenario, "2021-08-13");
    let agrees = |value: f64| {
        let mut stated = day.stated.iter();
        stated.any(|stated| {
            let figure = stated.figure.get(scenario);
            figure.amount == Amount::Value(value) && stated.verdict.is_agreement()
        })
    };
    assert!(agrees(14.0) && agrees(18.0));
}

/// The tallies, with their overlays, at the ends of the days on which anything changes hands.
fn tallies(scenario: &Scenario) -> Vec<String> {
    let august = (6..=17).map(|day| format!("2021-08-{day:02}"));
    let others = ["2021-07-07", "2021-07-08", "2021-09-06", "2021-09-07"].map(str::to_owned);
    august
        .chain(others)
        .flat_map(|day| [format!("{day} | now"), format!("{day} | then")])
        .map(|at| tally_text(&snapshot(scenario, &at)))
        .collect()
}

/// The claims that lead a flip: not alternatives, not bare, of the scope that counts.
fn leading(scenario: &Scenario) -> Vec<ClaimRef> {
    scenario
        .event_keys()
        .flat_map(|event| ClaimRef::of(scenario, event))
        .filter(|(_, claim)| {
            claim.status == Status::Held
                && claim.basis > Basis::Claimed
                && claim.party == party(scenario, "taliban")
                && snapshot::claims::is_counted(scenario, claim, None)
        })
        .map(|(reference, _)| reference)
        .collect()
}

#[test]
fn taking_any_leading_claim_out_changes_a_tally() {
    let scenario = flagship();
    let whole = tallies(scenario);
    let leading = leading(scenario);
    assert!(leading.len() >= 34, "{}", leading.len());
    for reference in leading {
        let mut without = scenario.clone();
        let event = &mut without.events[reference.event.row()];
        let kept = (0u32..).zip(event.claims.iter());
        event.claims = kept
            .filter(|(item, _)| *item != reference.item)
            .map(|(_, claim)| claim.clone())
            .collect();
        let place = reference.get(scenario).place;
        let event = scenario.event(reference.event);
        assert_ne!(
            tallies(&without),
            whole,
            "{} {}",
            event.id,
            scenario.place(place).id
        );
    }
}

#[test]
fn every_capital_is_taken_by_a_leading_claim() {
    let scenario = flagship();
    let places: BTreeSet<_> = leading(scenario)
        .into_iter()
        .map(|claim| claim.get(scenario).place)
        .collect();
    assert_eq!(places.len(), 34);
    let last = snapshot(scenario, "2021-09-06");
    let known: HashSet<ClaimRef> = leading(scenario).into_iter().collect();
    let since = last.places.iter().map(|state| state.since.unwrap());
    assert!(since.into_iter().all(|claim| known.contains(&claim)));
}

#[test]
fn taking_a_line_out_of_the_file_lowers_the_count() {
    let line = "  { place = \"kandahar\", party = \"taliban\" },\n";
    assert_eq!(built_in::TEXT.matches(line).count(), 1);
    let text = built_in::TEXT.replace(line, "");
    let without = load::load_text("without.toml", &text)
        .ok()
        .unwrap()
        .scenario;
    assert_eq!(taken(&snapshot(&without, "2021-08-12")), 12);
    assert_eq!(taken(&snapshot(&without, "2021-08-13")), 17);
}

#[test]
fn where_sources_differ_on_a_date_the_other_stands_beside_it() {
    let scenario = flagship();
    let last = snapshot(scenario, "2021-09-07");
    for (place, since) in [
        ("kandahar", "2021-08-12 late evening or 2021-08-13"),
        ("herat", "2021-08-12 evening or 2021-08-13"),
        ("ghor", "2021-08-13 morning or 2021-08-12"),
        ("zabul", "2021-08-13 or 2021-08-14"),
        ("badghis", "2021-08-12 evening or 2021-08-13"),
        ("badakhshan", "2021-08-11 early or 2021-08-10 night"),
        ("paktia", "2021-08-14 evening or 2021-08-15 early"),
        ("daykundi", "2021-08-14 night or 2021-08-15 early"),
    ] {
        let text = place_text(&last, place);
        assert!(text.contains(&format!(" {since} ")), "{place}: {text}");
        let state = last
            .place_state(scenario.place_by_id(place).unwrap())
            .unwrap();
        let mut others = state.or_since.iter().map(|claim| claim.get(scenario));
        assert!(others.all(|claim| claim.alternative.as_ref().is_some_and(|why| why.len() > 10)));
    }
}

#[test]
fn an_alternative_is_not_told_before_it_was_printed() {
    let then = place_text(&snapshot(flagship(), "2021-08-13 | then"), "badghis");
    assert!(
        then.contains(" 2021-08-12 evening qala-e-naw-falls"),
        "{then}"
    );
    let later = place_text(&snapshot(flagship(), "2021-08-15 | then"), "badghis");
    assert!(
        later.contains(" 2021-08-12 evening or 2021-08-13 qala-e-naw-falls"),
        "{later}"
    );
}

#[test]
fn a_correction_changes_the_past_as_now_known_and_not_as_known_then() {
    let event = |id: &str| flagship().event_by_id(id).unwrap();
    let first = flagship().event(event("c17-640-aboard")).provenance.at;
    let day = first.day_in(flagship().zone());
    let text = |known: &str| figures_text(&snapshot(flagship(), &format!("{day} | {known}")));
    assert!(
        text("now").contains("evac-flight 823 c17-823-aboard"),
        "{}",
        text("now")
    );
    let shown = |at: &str, id: &str| snapshot(flagship(), at).events.contains(&event(id));
    assert!(shown(&format!("{day}"), "c17-823-aboard"));
    assert!(!shown(&format!("{day}"), "c17-640-aboard"));
    let known = format!(
        "{day} | {}",
        flagship()
            .event(event("c17-640-aboard"))
            .provenance
            .recorded_at
    );
    let then = figures_text(&snapshot(flagship(), &known));
    assert!(
        then.contains("evac-flight about 640 c17-640-aboard"),
        "{then}"
    );
    assert!(shown(&known, "c17-640-aboard") && !shown(&known, "c17-823-aboard"));
}

#[test]
fn every_correction_replaces_what_it_corrects() {
    let scenario = flagship();
    let corrections = scenario.event_keys().filter_map(|key| {
        let corrects = scenario.event(key).corrects()?;
        Some((corrects.event, key))
    });
    let now = snapshot(scenario, "2021-12-31");
    let mut number = 0;
    for (replaced, correction) in corrections {
        assert!(!now.events.contains(&replaced) && now.events.contains(&correction));
        let recorded = scenario
            .event(correction)
            .provenance
            .recorded_at
            .effective_at();
        let mut cursor = now.cursor;
        cursor.known = KnownAt::At(recorded.second_before());
        let before = snapshot::at(scenario, cursor);
        assert!(before.events.contains(&replaced) && !before.events.contains(&correction));
        number += 1;
    }
    assert_eq!(number, 7);
}

#[test]
fn no_series_mixes_with_another() {
    let scenario = flagship();
    let of = |figure: FigureRef| {
        let figure = figure.get(scenario);
        (figure.series, figure.status)
    };
    for day in [
        "2021-08-13",
        "2021-08-16",
        "2021-08-24",
        "2021-08-27",
        "2021-08-31",
    ] {
        for known in ["now", "then"] {
            let snapshot = snapshot(scenario, &format!("{day} | {known}"));
            let mut seen = BTreeSet::new();
            for reading in &snapshot.figures {
                let key = (reading.key.series, reading.key.status);
                assert!(seen.insert(key));
                let mut others = reading.others.iter().chain(&reading.previous);
                assert!(others.all(|other| of(*other) == key));
            }
            for change in &snapshot.changes.figures {
                let pair = &change.pair;
                let mut ends = pair.before.iter().chain(&pair.after).chain(&pair.between);
                assert!(ends.all(|end| of(*end) == (pair.key.series, pair.key.status)));
            }
        }
    }
    let words = |series: &dateline::model::figure::Series| {
        (
            series.label.to_string(),
            series.scope.as_ref().map(ToString::to_string),
        )
    };
    let distinct: BTreeSet<_> = scenario.series.iter().map(words).collect();
    assert_eq!(distinct.len(), scenario.series.len());
    assert!(scenario.series.iter().all(|series| series.scope.is_some()));
}

#[test]
fn the_day_before_the_first_event_shows_nothing() {
    let first = snapshot(flagship(), "2000-01-01");
    assert_eq!(first.events, Vec::<EventKey>::new());
    assert_eq!(
        tally_text(&first),
        "taliban 0, government 34, nrf 0, unknown 0"
    );
}

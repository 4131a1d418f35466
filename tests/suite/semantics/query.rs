//! Queries: each filter alone and together, search with folding and aliases in three scripts, the orders.

use dateline::model::grade::Grade;
use dateline::model::id::{KindKey, PartyKey, PersonKey, SourceKey};
use dateline::model::moment::Moment;
use dateline::model::scenario::Scenario;
use dateline::snapshot::filter::Filter;
use dateline::snapshot::query::{FigureRow, ListOrder, PlaceOrder, list_snapshot};

use crate::support::{SERIES, figure_text, log, scenario, snapshot};

const PEOPLE: &str = r#"
[[person]]
id = "baradar"
name = "Abdul Ghani Baradar"
aliases = ["Baradal", "Барадар", "برادر"]
role = "Co-founder"
party = "red"
[[place]]
id = "helmand"
name = "Helmand"
code = "HLM"
capital = { name = "Lashkar Gah" }
aliases = ["Rashkarga", "Лашкаргах", "لشکرګاه"]
region = "Lower"
holder = "blue"
note = "on the river"
[[place]]
id = "etampes"
name = "Étampes"
region = "Upper"
[[kind]]
id = "flood"
label = "Flood"
"#;

fn sample() -> Scenario {
    let events = log(&[
        "a @ 2021-01-02 | claim party = 'red' | set kind = 'control' | set sources = ['good'] | set credibility = 1 | set tags = ['Offensive']",
        "b @ 2021-01-03 | claim place = 'helmand', party = 'green' | set sources = ['plain'] | set kind = 'flood' | set body = 'Wasserstraße überflutet'",
        "c @ 2021-01-04 | headline How far Baradar can shape the views | say speaker = 'speaker', says = 'An open question' | set kind = 'statement'",
        "d @ 2021-01-05 | say speaker = 'baradar', says = 'We came' | set places = ['south'] | set tags = ['offensive']",
        "e @ 2021-01-06 | figure value = 5, sources = ['good'], credibility = 2 | figure series = 'towns', value = 2 | set places = ['west']",
        "f @ 2021-01-07 | claim place = 'west', party = 'red', status = 'encircled' | say speaker = 'baradar', says = 'Soon', recorded_at = 2021-01-20",
    ]);
    scenario(&format!("{SERIES}{PEOPLE}{events}"))
}

fn order(places: PlaceOrder) -> ListOrder {
    ListOrder {
        places,
        ..ListOrder::default()
    }
}

/// Places, figures, deadlines and events that pass, by id, on 10 January as known then.
fn listed(filter: &Filter) -> String {
    let scenario = sample();
    let snapshot = snapshot(&scenario, "2021-01-10 | then");
    let listing = list_snapshot(&snapshot, filter, order(PlaceOrder::Name));
    let places = listing.places.iter();
    let places: Vec<&str> = places.map(|key| scenario.place(*key).id.as_str()).collect();
    let figures = listing.figures.iter();
    let figures: Vec<String> = figures
        .map(|row| match *row {
            FigureRow::Reading(row) => figure_text(&scenario, snapshot.figures[row].figure),
            FigureRow::Deadline(row) => {
                let deadline = snapshot.deadlines[row].deadline.get(&scenario);
                format!("deadline {}", deadline.id)
            }
        })
        .collect();
    let events = listing.events.iter();
    let events: Vec<&str> = events.map(|key| scenario.event(*key).id.as_str()).collect();
    format!(
        "{} | {} | {}",
        places.join(" "),
        figures.join(", "),
        events.join(" ")
    )
}

#[track_caller]
fn check(filter: &Filter, expect: &str) {
    assert_eq!(listed(filter), expect);
}

#[track_caller]
fn text(sought: &str, expect: &str) {
    check(
        &Filter {
            text: vec![sought.to_owned()],
            ..Filter::default()
        },
        expect,
    );
}

fn row<Key>(rows: &[impl AsRef<str>], id: &str, key: impl Fn(usize) -> Option<Key>) -> Option<Key> {
    key(rows.iter().position(|row| row.as_ref() == id)?)
}

fn ids<'s>(ids: impl Iterator<Item = &'s dateline::model::id::Id>) -> Vec<&'s str> {
    ids.map(dateline::model::id::Id::as_str).collect()
}

fn kind(id: &str) -> Vec<KindKey> {
    row(
        &ids(sample().kinds.iter().map(|kind| &kind.id)),
        id,
        KindKey::new,
    )
    .into_iter()
    .collect()
}

fn party(id: &str) -> Vec<PartyKey> {
    row(
        &ids(sample().parties.iter().map(|party| &party.id)),
        id,
        PartyKey::new,
    )
    .into_iter()
    .collect()
}

fn person(id: &str) -> Vec<PersonKey> {
    row(
        &ids(sample().persons.iter().map(|person| &person.id)),
        id,
        PersonKey::new,
    )
    .into_iter()
    .collect()
}

fn source(id: &str) -> Option<SourceKey> {
    row(
        &ids(sample().sources.iter().map(|source| &source.id)),
        id,
        SourceKey::new,
    )
}

#[test]
fn no_filter_lists_everything() {
    check(
        &Filter::default(),
        "etampes helmand north nowhere south west | troops 5 e, towns 2 e | f e d c b a",
    );
}

#[test]
fn kind_and_tag_and_what_their_events_are_about() {
    check(
        &Filter {
            kind: kind("flood"),
            ..Filter::default()
        },
        "helmand |  | b",
    );
    check(
        &Filter {
            kind: kind("control"),
            ..Filter::default()
        },
        "north |  | a",
    );
    let tag = vec!["OFFENSIVE".to_owned()];
    check(
        &Filter {
            tag: tag.clone(),
            ..Filter::default()
        },
        "north south |  | d a",
    );
    check(
        &Filter {
            kind: kind("control"),
            tag,
            ..Filter::default()
        },
        "north |  | a",
    );
}

#[test]
fn party_concerns_holders_challengers_and_speakers() {
    check(
        &Filter {
            party: party("red"),
            ..Filter::default()
        },
        "north west | towns 2 e | f d a",
    );
    check(
        &Filter {
            party: party("green"),
            ..Filter::default()
        },
        "helmand |  | b",
    );
}

#[test]
fn place_and_region() {
    let place = sample().place_by_id("west").into_iter().collect();
    check(
        &Filter {
            place,
            ..Filter::default()
        },
        "west | troops 5 e, towns 2 e | f e",
    );
    let region = vec!["upper".to_owned()];
    check(
        &Filter {
            region,
            ..Filter::default()
        },
        "etampes north |  | a",
    );
}

#[test]
fn person_is_who_speaks_as_far_as_is_known() {
    check(
        &Filter {
            person: person("baradar"),
            ..Filter::default()
        },
        "south |  | d",
    );
    check(
        &Filter {
            person: person("speaker"),
            ..Filter::default()
        },
        " |  | c",
    );
}

#[test]
fn source_and_grade() {
    check(
        &Filter {
            sources: source("good").map(|key| vec![key]),
            ..Filter::default()
        },
        "north west | troops 5 e | e a",
    );
    check(
        &Filter {
            sources: source("plain").map(|key| vec![key]),
            ..Filter::default()
        },
        "helmand |  | b",
    );
    check(
        &Filter {
            grade: Grade::parse("B2"),
            ..Filter::default()
        },
        "north | troops 5 e | a",
    );
    check(
        &Filter {
            grade: Grade::parse("B1"),
            ..Filter::default()
        },
        "north |  | a",
    );
    check(
        &Filter {
            grade: Grade::parse("A6"),
            ..Filter::default()
        },
        " |  | ",
    );
}

#[test]
fn changed_since_looks_at_both_clocks() {
    let since = |at: &str| {
        Some(
            Moment::parse(at, dateline::model::zone::TimeZone::UTC)
                .unwrap()
                .start(),
        )
    };
    let filter = Filter {
        changed_since: since("2021-01-05"),
        ..Filter::default()
    };
    // It begins with the first second of the day, on which d happened.
    check(&filter, "west | troops 5 e, towns 2 e | f e d");
    let filter = Filter {
        changed_since: since("2021-01-06"),
        ..Filter::default()
    };
    check(&filter, "west | troops 5 e, towns 2 e | f e");
    check(
        &Filter {
            changed_since: since("2021-01-31"),
            ..Filter::default()
        },
        " |  | ",
    );
}

#[test]
fn filters_hold_together() {
    let region = vec!["Lower".to_owned()];
    check(
        &Filter {
            region: region.clone(),
            party: party("red"),
            ..Filter::default()
        },
        "west | towns 2 e | f d",
    );
    let text = vec!["helmand".to_owned()];
    check(
        &Filter {
            region,
            kind: kind("flood"),
            text,
            ..Filter::default()
        },
        "helmand |  | b",
    );
}

#[test]
fn text_folds_case_and_accents() {
    text("ÉTAMPES", "etampes |  | ");
    text("etampes", "etampes |  | ");
    text("uberflutet", " |  | b");
    text("  event a ", " |  | a");
    text("a event", " |  | a");
    text("NORTH troops", " | troops 5 e | e");
    text("north roops", " |  | ");
    text("flown", " |  | ");
    text("troops in the NORTH", " | troops 5 e | e");
    text("good paper", " | troops 5 e | e a");
    text("on the river", "helmand |  | b");
    text("hlm", "helmand |  | b");
}

#[test]
fn text_knows_every_spelling_of_a_place() {
    for spelling in [
        "Lashkar Gah",
        "Rashkarga",
        "rashkar",
        "лашкаргах",
        "ЛАШКАРГАХ",
        "لشکرګاه",
        "helmand",
    ] {
        text(spelling, "helmand |  | b");
    }
}

#[test]
fn text_knows_every_spelling_of_a_person_in_what_they_say_and_what_is_said_of_them() {
    for spelling in [
        "Baradar",
        "Baradal",
        "БАРАДАР",
        "برادر",
        "abdul ghani baradar",
    ] {
        text(spelling, " |  | d c");
    }
    text("co-founder", " |  | d");
    text("Soon", " |  | ");
}

#[track_caller]
fn ordered(places: PlaceOrder, expect: &str) {
    let scenario = sample();
    let snapshot = snapshot(&scenario, "2021-01-10");
    let listing = list_snapshot(&snapshot, &Filter::default(), order(places));
    let places = listing.places.iter();
    let places: Vec<&str> = places.map(|key| scenario.place(*key).id.as_str()).collect();
    assert_eq!(places.join(" "), expect);
}

#[test]
fn places_come_by_region_by_name_or_by_change() {
    ordered(
        PlaceOrder::Region,
        "etampes north helmand south west nowhere",
    );
    ordered(PlaceOrder::Name, "etampes helmand north nowhere south west");
    ordered(
        PlaceOrder::Change,
        "helmand north etampes south west nowhere",
    );
}

#[test]
fn of_conditions_of_one_kind_either_holds() {
    let either = |one: Vec<KindKey>, other: Vec<KindKey>| [one, other].concat();
    let kinds = either(kind("flood"), kind("control"));
    check(
        &Filter {
            kind: kinds.clone(),
            ..Filter::default()
        },
        "helmand north |  | b a",
    );
    check(
        &Filter {
            kind: kinds,
            party: party("red"),
            ..Filter::default()
        },
        "north |  | a",
    );
    check(
        &Filter {
            text: vec!["flows over".to_owned(), "uberflutet".to_owned()],
            ..Filter::default()
        },
        " |  | b",
    );
}

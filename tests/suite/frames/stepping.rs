//! Steps in time: `]` and `[` stop wherever what is shown changes, and days outside lead back inside.
//!
//! The moments are found by brute force: every moment that the log names is compared with the one
//! before it, in events and holders as well as in all that is known.

use std::collections::BTreeSet;

use dateline::app::action::{Action, Pane};
use dateline::app::ribbon;
use dateline::app::state::{App, Effect};
use dateline::model::calendar::{self, UnixTime};
use dateline::model::claim::Provenance;
use dateline::model::cursor::Cursor;
use dateline::model::event::Event;
use dateline::model::id::{EventKey, PartyKey};
use dateline::model::scenario::Scenario;
use dateline::plain::full_text;
use dateline::scenario::load;
use dateline::snapshot::filter::Filter;
use dateline::snapshot::query::{self, ListOrder};
use dateline::snapshot::{self, control, visibility};

use super::{Screen, key};
use crate::support::{TABLES, cursor, flagship, logged};

/// The clocks of all that an event carries, its own first.
pub(super) fn provenances(event: &Event) -> Vec<&Provenance> {
    let claims = event.claims().iter().map(|claim| &claim.provenance);
    let figures = event.figures().iter().map(|figure| &figure.provenance);
    let statements = event.statements().iter().map(|said| &said.provenance);
    let deadlines = event.deadlines().iter().map(|line| &line.provenance);
    std::iter::once(&event.provenance)
        .chain(claims)
        .chain(figures)
        .chain(statements)
        .chain(deadlines)
        .collect()
}

/// The visible events, and who holds each place.
type Shown = (Vec<EventKey>, Vec<Option<PartyKey>>);

fn shown(scenario: &Scenario, cursor: &Cursor) -> Shown {
    let places = control::at(scenario, cursor);
    (
        visibility::visible_events(scenario, cursor).collect(),
        places.iter().map(|state| state.holder).collect(),
    )
}

/// Every event and item that is known: a step at which none of them comes or goes shows nothing new.
fn known(scenario: &Scenario, cursor: &Cursor) -> Vec<(EventKey, usize)> {
    visibility::carrying_events(scenario, cursor)
        .flat_map(|key| {
            let items = provenances(scenario.event(key)).into_iter().enumerate();
            items
                .filter(|(_, provenance)| visibility::is_known(provenance, cursor))
                .map(move |(item, _)| (key, item))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The moments within the days at which events or holders change, and those at which anything does.
fn changes(scenario: &Scenario, rule: &Cursor) -> (Vec<UnixTime>, Vec<UnixTime>) {
    let first = calendar::start_of(scenario.heading.days.0, scenario.zone());
    let named: BTreeSet<UnixTime> = scenario
        .events
        .iter()
        .flat_map(provenances)
        .flat_map(|provenance| {
            [
                provenance.at.effective_at(),
                provenance.recorded_at.effective_at(),
            ]
        })
        .filter(|at| (first..=scenario.last_end()).contains(at) && *at > first)
        .collect();
    let at = |as_of| Cursor { as_of, ..*rule };
    let mut before = (shown(scenario, &at(first)), known(scenario, &at(first)));
    let (mut must, mut may) = (Vec::new(), Vec::new());
    for moment in named {
        let here = (shown(scenario, &at(moment)), known(scenario, &at(moment)));
        if here.0 != before.0 {
            must.push(moment);
        }
        if here != before {
            may.push(moment);
        }
        before = here;
    }
    (must, may)
}

/// No pages, whatever they are measured in: a step in time turns none.
fn no_pages<T: Default>() -> T {
    T::default()
}

/// The moments at which a key stops, from a cursor until it leads nowhere.
fn stops(scenario: &Scenario, from: Cursor, action: Action) -> Vec<UnixTime> {
    let mut app = App::new(from);
    let mut snapshot = snapshot::at(scenario, from);
    let listing = query::list_snapshot(&snapshot, &Filter::default(), ListOrder::default());
    let mut stops = Vec::new();
    while app.update(action, &snapshot, &listing, no_pages()) == Effect::Fold {
        assert!(stops.len() < 5000, "the steps never end");
        stops.push(app.cursor.as_of);
        // The step asks for the moment; folding the whole log again would only cost time.
        snapshot.cursor = app.cursor;
        snapshot.day = calendar::day_of(app.cursor.as_of, scenario.zone());
    }
    stops
}

fn local(scenario: &Scenario, at: UnixTime) -> String {
    calendar::to_local_time(at, scenario.zone()).to_string()
}

/// Walks all the days with `]` and back with `[`.
#[track_caller]
fn check(scenario: &Scenario, known: &str) -> Vec<UnixTime> {
    let mut from = cursor(scenario, &scenario.heading.days.0.to_string(), known);
    from.as_of = calendar::start_of(scenario.heading.days.0, scenario.zone());
    let (must, may) = changes(scenario, &from);
    assert!(!must.is_empty());
    let forth = stops(scenario, from, Action::ChangeAfter);
    assert!(forth.is_sorted_by(|a, b| a < b), "{known}: out of order");
    let words = |moments: Vec<&UnixTime>| -> Vec<String> {
        let moments = moments.into_iter();
        moments.map(|at| local(scenario, *at)).collect()
    };
    let missed = words(must.iter().filter(|at| !forth.contains(at)).collect());
    let idle = words(forth.iter().filter(|at| !may.contains(at)).collect());
    assert_eq!(
        (missed, idle),
        (Vec::new(), Vec::new()),
        "known {known}: passed by, and stopped at for nothing"
    );
    from.as_of = *forth.last().unwrap();
    let mut back = stops(scenario, from, Action::ChangeBefore);
    back.reverse();
    assert_eq!(
        words(back.iter().collect()),
        words(forth.iter().take(forth.len() - 1).collect()),
        "known {known}: the way back"
    );
    forth
}

#[test]
fn changes_of_the_flagship_as_now_known() {
    check(flagship(), "now");
}

#[test]
fn changes_of_the_flagship_as_known_then() {
    let scenario = flagship();
    let stops: Vec<String> = check(scenario, "then")
        .into_iter()
        .map(|at| local(scenario, at))
        .collect();
    // Both were corrected later; they were news when they were recorded all the same.
    for named in ["2021-08-26 19:50:00", "2021-08-29 00:48:00"] {
        assert!(stops.iter().any(|stop| stop == named), "{named}");
    }
}

#[test]
fn changes_of_the_flagship_as_known_at_a_moment() {
    check(flagship(), "2021-08-13T12:00:00+04:30");
    check(flagship(), "2021-08-27");
}

/// The first step after a moment stops where an event appears that is corrected later.
#[track_caller]
fn appears(from: &str, stop: &str, id: &str) {
    let scenario = flagship();
    let screen = Screen::new(scenario).at(from).known("then");
    let mut played = screen.play();
    let is_shown = |played: &super::Played<'_>| {
        let mut events = played.shown.snapshot.events.iter();
        events.any(|event| scenario.event(*event).id.as_str() == id)
    };
    assert!(!is_shown(&played), "{id} is there before");
    for _ in 0..20 {
        played.press(key("]"));
        if is_shown(&played) {
            break;
        }
    }
    assert!(is_shown(&played), "{id} never appears");
    assert_eq!(local(scenario, played.app.cursor.as_of), stop, "{id}");
    played.press(key("["));
    assert!(!is_shown(&played), "{id} is there after a step back");
}

#[test]
fn what_is_corrected_later_is_stepped_to() {
    appears(
        "2021-08-26T19:30:00+04:30",
        "2021-08-26 19:50:00",
        "abbey-gate",
    );
    appears(
        "2021-08-29T00:30:00+04:30",
        "2021-08-29 00:48:00",
        "uk-last-civilian-flight",
    );
}

/// Events of before and after the days, corrections, items with clocks of their own, what is not published.
fn small() -> Scenario {
    logged(&[
        "early @ 2020-12-20 ~ 2021-01-04",
        "a @ 2021-01-02 ~ 2021-01-03 | figure value = 640",
        "b @ 2021-01-02 ~ 2021-01-06 morning | figure value = 823 | set corrects = { event = 'a', kind = 'corrected' }",
        "c @ 2021-01-08 | claim party = 'red'",
        "d @ 2021-01-08 ~ 2021-01-12 | claim party = 'green', place = 'south', recorded_at = 2021-01-10",
        "e @ 2021-01-14 ~ 2021-01-15 | claim party = 'red', place = 'west'",
        "f @ 2021-01-14 ~ 2021-01-18 | set corrects = { event = 'e', kind = 'withdrawn' }",
        "kept @ 2021-01-20 | claim party = 'blue' | set pub_status = 'withheld'",
        "never @ 2021-01-21 | claim party = 'blue' | set pub_status = 'cancelled'",
        "late @ 2021-01-30 ~ 2021-02-03",
        "after @ 2021-02-02",
    ])
}

/// The days and hours of stops in January.
fn january(stops: &[UnixTime], scenario: &Scenario) -> String {
    let word = |at: &UnixTime| {
        let local = calendar::to_local_time(*at, scenario.zone());
        format!("{}.{}", local.date().day(), local.hour())
    };
    let words: Vec<String> = stops.iter().map(word).collect();
    words.join(" ")
}

#[test]
fn changes_of_a_small_scenario() {
    let small = small();
    let walk = |known: &str| january(&check(&small, known), &small);
    assert_eq!(walk("now"), "2.23 8.23 14.23 30.23");
    assert_eq!(walk("then"), "3.23 4.23 6.11 8.23 10.23 12.23 15.23 18.23");
    assert_eq!(walk("2021-01-05"), "2.23");
    assert_eq!(walk("2021-01-16"), "2.23 8.23 14.23");
}

#[test]
fn keys_walk_the_changes_of_a_small_scenario() {
    let small = small();
    for known in ["now", "then", "2021-01-16"] {
        let stops = check(&small, known);
        let mut played = Screen::new(&small)
            .at("2021-01-01T00:00:00")
            .known(known)
            .play();
        let mut press = |name: &str| {
            played.press(key(name));
            played.app.cursor.as_of
        };
        let forth: Vec<UnixTime> = stops.iter().map(|_| press("]")).collect();
        assert_eq!(forth, stops, "{known}");
        assert_eq!(press("]"), *stops.last().unwrap(), "{known}: at the end");
        let back: Vec<UnixTime> = stops.iter().skip(1).map(|_| press("[")).collect();
        assert!(back.iter().eq(stops.iter().rev().skip(1)), "{known}");
    }
}

#[test]
fn days_outside_have_no_number() {
    let small = small();
    for (scenario, at, number) in [
        (flagship(), "2021-04-13", None),
        (flagship(), "2021-04-16", Some("Day 3 of 147")),
        (flagship(), "2021-09-08", None),
        (&small, "2020-12-31", None),
        (&small, "2021-02-01", None),
    ] {
        for known in ["now", "then"] {
            let played = Screen::new(scenario).at(at).known(known).play();
            let lines = full_text::write_lines(&played.view(), &[]);
            let found = lines[0].split(". ").find(|said| said.starts_with("Day "));
            assert_eq!(found, number, "{at} {known}");
        }
    }
}

#[test]
fn days_outside_lead_back_inside() {
    let small = small();
    for (scenario, before, after) in [
        (
            flagship(),
            ["2021-04-10", "2021-04-13"],
            ["2021-09-08", "2021-10-01"],
        ),
        (
            &small,
            ["2020-06-01", "2020-12-31"],
            ["2021-02-01", "2022-01-01"],
        ),
    ] {
        let lands = |at: &str, name: &str| {
            Screen::new(scenario)
                .at(at)
                .keys(name)
                .play()
                .app
                .cursor
                .as_of
        };
        for at in before {
            assert_eq!(lands(at, "Right"), scenario.first_end(), "Right from {at}");
            let start = calendar::start_of(scenario.heading.days.0, scenario.zone());
            let change = lands(at, "]");
            assert!(
                (start..=scenario.last_end()).contains(&change),
                "] from {at}"
            );
            assert!(
                lands(at, "Left") >= cursor(scenario, at, "now").as_of,
                "Left from {at}"
            );
        }
        for at in after {
            assert_eq!(lands(at, "Left"), scenario.last_end(), "Left from {at}");
            let change = lands(at, "[");
            assert!(change <= scenario.last_end(), "[ from {at}");
            assert!(
                lands(at, "Right") <= cursor(scenario, at, "now").as_of,
                "Right from {at}"
            );
        }
    }
}

/// Walks by days and returns those on which it stops.
fn walk(zone: &str, from: &str, keys: &str) -> Vec<String> {
    let text = format!(
        "format = 1\n[scenario]\nid = 'a'\ntitle = 'A'\nzone = '{zone}'\n\
         days = [1990-01-01, 2021-12-31]\n\
         [[event]]\nid = 'e'\nat = 2021-12-31\nheadline = 'E'\n"
    );
    let scenario = load::load_text("a.toml", &text).unwrap().scenario;
    let mut played = Screen::new(&scenario).at(from).play();
    let names = keys.split(' ');
    let days = names.map(|name| {
        played.press(key(name));
        played.shown.snapshot.day.to_string()
    });
    days.collect()
}

#[test]
fn days_that_a_zone_left_out_are_stepped_over() {
    for (zone, from, keys, days) in [
        (
            "Pacific/Apia",
            "2011-12-28",
            "Right Right Left Left",
            ["2011-12-29", "2011-12-31", "2011-12-29", "2011-12-28"],
        ),
        (
            "Pacific/Kwajalein",
            "1993-08-19",
            "Right Right Left Left",
            ["1993-08-20", "1993-08-22", "1993-08-20", "1993-08-19"],
        ),
        // Midnights that do not exist begin no day of their own.
        (
            "America/Sao_Paulo",
            "2018-11-03",
            "Right Right Left Left",
            ["2018-11-04", "2018-11-05", "2018-11-04", "2018-11-03"],
        ),
        (
            "Asia/Beirut",
            "2021-03-27",
            "Right Right Left Left",
            ["2021-03-28", "2021-03-29", "2021-03-28", "2021-03-27"],
        ),
        (
            "Africa/Cairo",
            "2014-05-15",
            "Right Right Left Left",
            ["2014-05-16", "2014-05-17", "2014-05-16", "2014-05-15"],
        ),
        // Here a day begins twice: clocks went back at a minute past midnight.
        (
            "America/St_Johns",
            "2010-11-06",
            "Right Right Left Left",
            ["2010-11-07", "2010-11-08", "2010-11-07", "2010-11-06"],
        ),
    ] {
        assert_eq!(walk(zone, from, keys), days, "{zone}");
    }
}

#[test]
fn a_day_that_the_zone_left_out_has_no_column_and_no_number() {
    let tables = TABLES
        .replace("\"UTC\"", "\"Pacific/Apia\"")
        .replace("2021-01-01", "2011-12-25")
        .replace("2021-01-31", "2012-01-05");
    let event = "[[event]]\nid = 'a'\nat = 2011-12-28\nheadline = 'It happens'\n";
    let scenario = load::load_text("small.toml", &format!("{tables}{event}"))
        .unwrap()
        .scenario;
    let played = Screen::new(&scenario).at("2011-12-31").play();
    assert_eq!(played.view().days.len(), 11);
    assert_eq!(ribbon::index(&scenario, played.shown.snapshot.day), Some(5));
    assert_eq!(ribbon::day_at(&scenario, 5), played.shown.snapshot.day);
    let said = full_text::write_lines(&played.view(), &Pane::ALL).join("\n");
    assert!(said.contains("Day 6 of 11."), "{said}");
}

//! No hindsight: known-then at a moment, a file and the same file cut off at that moment show the same.
//!
//! The cut leaves out every event that was recorded later. As many events as it hides are put in
//! instead, so that even the number of what is hidden is the same, and nothing has to be excepted.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

use dateline::app::popup::{Open, Popup};
use dateline::app::sheet::{Sheet, Subject};
use dateline::export::json;
use dateline::facts::WordingStyle;
use dateline::frame;
use dateline::model::calendar::{self, UnixTime};
use dateline::model::cursor::{Cursor, KnownAt};
use dateline::model::event::Event;
use dateline::model::scenario::Scenario;
use dateline::scenario::load;
use dateline::snapshot;
use proptest::prelude::*;

use super::stepping::provenances;
use super::{Played, Screen, key};
use crate::support::{cursor, flagship};

/// The tables of the flagship's file, each with its first line.
static TABLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/scenarios/afghanistan-2021.toml"
    );
    let mut tables = vec![String::new()];
    for line in std::fs::read_to_string(path).unwrap().lines() {
        if line.starts_with('[') {
            tables.push(String::new());
        }
        let table = tables.last_mut().unwrap();
        *table += line;
        table.push('\n');
    }
    tables
});

/// The id of a table that is an event.
fn event_id(table: &str) -> Option<&str> {
    let lines = table.strip_prefix("[[event]]")?.lines();
    let mut ids = lines.filter_map(|line| line.strip_prefix("id "));
    ids.next()?.split('"').nth(1)
}

/// Whether all that an event carries was recorded after a moment.
fn is_later(event: &Event, at: UnixTime) -> bool {
    let mut clocks = provenances(event).into_iter();
    clocks.all(|clock| clock.recorded_at.effective_at() > at)
}

/// How many hidden items a later event counts for: as one, or by those that happened before it.
fn counted(event: &Event, at: UnixTime) -> usize {
    if event.provenance.at.effective_at() <= at {
        return 1;
    }
    let clocks = provenances(event).into_iter();
    clocks.filter(|clock| clock.at.effective_at() <= at).count()
}

/// The events that a cut at a moment leaves out: all that came later, but for what a kept one corrects.
fn cut(scenario: &Scenario, at: UnixTime) -> BTreeSet<String> {
    let later = |event: &&Event| is_later(event, at);
    let mut ids: BTreeSet<String> = scenario
        .events
        .iter()
        .filter(later)
        .map(|event| event.id.to_string())
        .collect();
    // Newest corrections first would do; going over all of them until nothing changes is as good.
    loop {
        let kept = scenario
            .events
            .iter()
            .filter(|event| !ids.contains(event.id.as_str()));
        let needed = kept
            .filter_map(Event::corrects)
            .map(|correction| scenario.event(correction.event).id.as_str())
            .find(|id| ids.contains(*id));
        let Some(needed) = needed.map(ToOwned::to_owned) else {
            return ids;
        };
        ids.remove(&needed);
    }
}

/// The flagship without such events, and with so many that nobody could know of at the time.
fn without(ids: &BTreeSet<String>, hidden: usize) -> Scenario {
    // A mark goes with the event that it is about.
    let about = |table: &str| {
        let line = table
            .lines()
            .find_map(|line| line.strip_prefix("event = \""));
        let id = line
            .and_then(|line| line.split('"').next())
            .map(ToOwned::to_owned);
        id.filter(|_| table.starts_with("[[mark]]"))
    };
    let is_kept = |table: &&String| {
        let is_cut = event_id(table).is_some_and(|id| ids.contains(id));
        !is_cut && about(table).is_none_or(|id| !ids.contains(&id))
    };
    let mut text: String = TABLES.iter().filter(is_kept).map(String::as_str).collect();
    for row in 0..hidden {
        let _ = writeln!(
            text,
            "[[event]]\nid = \"later-{row}\"\nat = 2021-04-14\nrecorded_at = 2199-01-01\nheadline = \"Later\""
        );
    }
    match load::load_text("cut.toml", &text) {
        Ok(loaded) => loaded.scenario,
        Err(problems) => panic!("{}", problems[0].render(false)),
    }
}

fn then(scenario: &Scenario, at: UnixTime) -> Cursor {
    Cursor {
        as_of: at,
        known: KnownAt::Then,
        ..cursor(scenario, "2021-08-13", "then")
    }
}

/// A dashboard in known-then at a moment.
fn played(scenario: &Scenario, at: UnixTime) -> Played<'_> {
    let moment = written(at);
    Screen::new(scenario).at(&moment).known("then").play()
}

/// A moment as scenarios write it.
fn written(at: UnixTime) -> String {
    let local = calendar::to_local_time(at, flagship().zone());
    local.to_string().replace(' ', "T")
}

/// What is drawn of all panes and of each alone, and of the evidence on every place; sizes take turns.
fn frames(scenario: &Scenario, at: UnixTime) -> Vec<(String, String)> {
    let mut played = played(scenario, at);
    let mut frames = Vec::new();
    let mut draw = |played: &Played<'_>, what: &str| {
        let what = format!("{what} at {:?}", played.size);
        frames.push((what, frame::text::write(&played.buffer())));
    };
    for size in [(40, 12), (80, 24), (120, 40), (160, 48)] {
        played.size = size;
        draw(&played, "all");
    }
    // One after the other on the same screen; a second `z` and Esc lead back.
    for (turn, keys) in [
        "1 z", "2", "PgDn", "Enter", "Esc 3", "PgDn", "Enter", "Esc 4", "1 s",
    ]
    .into_iter()
    .enumerate()
    {
        for name in keys.split_whitespace() {
            played.press(key(name));
        }
        played.size = [(80, 24), (120, 40), (40, 12)][turn % 3];
        draw(&played, keys);
    }
    for (turn, place) in scenario.places.iter().enumerate() {
        played.app.popups = vec![Open {
            popup: Popup::Evidence(Subject::Place(place.id.clone())),
            row: 0,
        }];
        played.size = [(80, 24), (40, 12)][turn % 2];
        draw(&played, place.id.as_str());
    }
    frames
}

/// Everything that the sheets of places, figures and events say.
fn sheets(scenario: &Scenario, at: UnixTime) -> Vec<Sheet> {
    let snapshot = snapshot::at(scenario, then(scenario, at));
    let places = scenario.places.iter().flat_map(|place| {
        [
            Subject::Place(place.id.clone()),
            Subject::Related(place.id.clone()),
        ]
    });
    let figures = snapshot.figures.iter().map(|reading| {
        let figure = reading.figure.get(scenario);
        Subject::Figure(scenario.one_series(figure.series).id.clone(), figure.status)
    });
    let events = snapshot.events.iter();
    let events = events.map(|event| Subject::Event(scenario.event(*event).id.clone()));
    let deadlines = snapshot.deadlines.iter();
    let deadlines =
        deadlines.map(|state| Subject::Deadline(state.deadline.get(scenario).id.clone()));
    places
        .chain(figures)
        .chain(deadlines)
        .chain(events)
        .map(|subject| Sheet::from_subject(&subject, &snapshot, WordingStyle::default()))
        .collect()
}

fn export(scenario: &Scenario, at: UnixTime) -> String {
    let mut bytes = Vec::new();
    json::write(&snapshot::at(scenario, then(scenario, at)), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Compares the flagship with its cut; gives how many events were left out.
#[track_caller]
fn check(at: UnixTime) -> usize {
    let whole = flagship();
    let ids = cut(whole, at);
    // A file without any event is no scenario.
    if ids.len() == whole.events.len() {
        return ids.len();
    }
    let hidden = snapshot::at(whole, then(whole, at)).hidden;
    let gone = whole
        .events
        .iter()
        .filter(|event| ids.contains(event.id.as_str()));
    let cut = without(&ids, gone.map(|event| counted(event, at)).sum());
    assert_eq!(snapshot::at(&cut, then(&cut, at)).hidden, hidden);
    let moment = written(at);
    for ((what, text), (_, expect)) in frames(whole, at).iter().zip(&frames(&cut, at)) {
        assert_eq!(text, expect, "{what} at {moment}");
    }
    assert_eq!(sheets(whole, at), sheets(&cut, at), "at {moment}");
    assert_eq!(export(whole, at), export(&cut, at), "at {moment}");
    ids.len()
}

#[test]
fn known_then_is_the_same_without_what_came_later() {
    for at in [
        "2021-04-14",
        "2021-04-16",
        "2021-05-20",
        "2021-08-13T12:00:00+04:30",
        "2021-08-26T20:00:00+04:30",
    ] {
        assert!(check(cursor(flagship(), at, "then").as_of) > 20, "{at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, max_shrink_iters: 8, ..ProptestConfig::default() })]

    #[test]
    fn at_any_moment_known_then_is_the_same_without_what_came_later(
        at in flagship().first_end().0..=flagship().last_end().0,
    ) {
        check(UnixTime(at));
    }
}

/// What a note of a place may not name: it stands there at every date.
const TELLING: [&str; 28] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
    "fell",
    "fall",
    "falls",
    "lost",
];

#[test]
fn no_note_of_a_place_tells_what_became_of_it() {
    let notes = flagship()
        .places
        .iter()
        .filter_map(|place| Some((&place.id, place.note.as_ref()?)));
    let mut count = 0;
    for (id, note) in notes {
        count += 1;
        let mut words = note.split(|letter: char| !letter.is_alphanumeric());
        let told = words.find(|word| TELLING.iter().any(|telling| telling == word));
        assert_eq!(told, None, "{id}: {note}");
    }
    assert!(count > 5, "{count}");
}

//! What is not for the public never leaves the desk, and is marked there.
//!
//! Whatever must not be seen says `zqx` in one spelling or another, or the number 777,777; a public
//! screen is the same to the byte as that of a scenario that lacks it.

use std::fmt::Write as _;

use dateline::app::action::Pane;
use dateline::export::json;
use dateline::frame;
use dateline::model::calendar::UnixTime;
use dateline::model::cursor::{Audience, Cursor};
use dateline::model::moment::Moment;
use dateline::model::scenario::Scenario;
use dateline::plain::full_text;

use super::{Played, Screen, key};
use crate::support::{SERIES, TABLES, scenario};

/// A source, a person and an open log, whose notes for editors stay at the desk.
const OPEN: &str = r#"
[[source]]
id = "zqx-daily"
publisher = "Zqx Daily"
short = "Zqx"
title = "Zqx title"
url = "https://zqx.example/"
reliability = "A"
[[person]]
id = "zqx-person"
name = "Zqx Person"
[[event]]
id = "open-withheld"
at = 2021-01-05
headline = "Open event one"
editor_note = "Zqx, ask the desk"
sources = ["good"]
claims = [{ place = "north", party = "red" }]
figures = [{ series = "troops", value = 500 }]
[[event]]
id = "open-cancelled"
at = 2021-01-05
headline = "Open event two"
sources = ["good"]
figures = [{ series = "flown", value = 10 }]
deadlines = [{ id = "exit", on = 2021-01-25, label = "Open deadline" }]
[[event]]
id = "open-embargoed"
at = 2021-01-06
headline = "Open event three"
sources = ["good"]
statements = [{ speaker = "speaker", says = "Openly" }]
"#;

const KINDS: [(&str, &str); 3] = [
    ("withheld", "pub_status = 'withheld'"),
    ("cancelled", "pub_status = 'cancelled'"),
    ("embargoed", "embargoed_until = 2021-03-01"),
];

/// An event full of what must not be seen.
fn secret(id: &str, day: u32, status: &str, rest: &str) -> String {
    format!(
        r#"
[[event]]
id = "{id}"
at = 2021-01-{day:02}
{status}
headline = "Zqx {id}"
body = "Zqx body"
note = "Zqx note"
editor_note = "Zqx editor"
places = ["south"]
tags = ["zqx-tag"]
sources = ["zqx-daily"]
claims = [
  {{ place = "south", party = "green", note = "Zqx claim" }},
  {{ place = "north", party = "green", status = "contested", note = "Zqx claim" }},
]
figures = [
  {{ series = "troops", value = 777_777, note = "Zqx figure" }},
  {{ series = "daily", value = 777_777, note = "Zqx figure" }},
]
statements = [{{ speaker = "zqx-person", says = "Zqx says" }}]
deadlines = [
  {{ id = "exit", on = 2021-01-28, label = "Zqx deadline" }},
  {{ id = "zqx-exit", on = 2021-01-26, label = "Zqx deadline" }},
]
{rest}
"#
    )
}

/// For each way of not being public: an original, its correction, and a correction of an open event.
pub(crate) fn secrets() -> String {
    let mut lines = String::new();
    for (kind, status) in KINDS {
        let corrects = |event: &str| {
            format!("corrects = {{ event = '{event}', kind = 'corrected', reason = 'Zqx reason' }}")
        };
        let original = format!("zqx-{kind}");
        lines += &secret(&original, 7, status, "");
        lines += &secret(&format!("zqx-{kind}-fix"), 8, status, &corrects(&original));
        let open = corrects(&format!("open-{kind}"));
        lines += &secret(&format!("zqx-{kind}-open"), 9, status, &open);
    }
    lines
}

/// Each original that is not public has a correction that is.
pub(crate) fn corrected_in_public() -> String {
    let mut lines = String::new();
    for (kind, status) in KINDS {
        let original = format!("zqx-{kind}");
        lines += &secret(&original, 7, status, "");
        let _ = writeln!(
            lines,
            "[[event]]\nid = 'public-{kind}'\nat = 2021-01-07\nrecorded_at = 2021-01-10\n\
             headline = 'Public word on {kind}'\nsources = ['good']\nfigures = [{{ series = 'troops', value = 600 }}]\n\
             corrects = {{ event = '{original}', kind = 'corrected', reason = 'the number was wrong' }}"
        );
    }
    lines
}

pub(crate) fn with(lines: &str) -> Scenario {
    scenario(&format!("{SERIES}{OPEN}{lines}"))
}

/// The text of such a scenario.
pub(crate) fn scenario_text(lines: &str) -> String {
    format!("{TABLES}{SERIES}{OPEN}{lines}")
}

/// The present of these tests, before the embargoes end.
fn present(scenario: &Scenario) -> UnixTime {
    Moment::parse("2021-02-01", scenario.zone())
        .unwrap()
        .effective_at()
}

/// Folds a dashboard again for an audience, in the present of these tests.
fn seen_by(mut played: Played<'_>, audience: Audience) -> Played<'_> {
    let scenario = played.shown.snapshot.scenario;
    played.app.cursor = Cursor {
        audience,
        now: present(scenario),
        ..played.app.cursor
    };
    played.fold();
    played
}

/// Every pane alone and with others, every sheet, stepping.
const KEYS: [&str; 17] = [
    "",
    "1 z",
    "2 z",
    "3 z",
    "4 z",
    "?",
    "Enter",
    "Down Enter",
    "Down Down Enter",
    "Down o",
    "2 Enter",
    "2 Down Enter",
    "2 o",
    "3 Enter",
    "3 Down Enter",
    "3 Down Down Enter",
    "[ [",
];

const CURSORS: [(&str, &str); 4] = [
    ("2021-01-31", "now"),
    ("2021-01-08", "then"),
    ("2021-01-31", "then"),
    ("2021-01-09", "2021-01-20"),
];

/// What the public can see of a scenario: frames of all sorts, and the export.
fn public(scenario: &Scenario) -> Vec<(String, String)> {
    let mut seen = Vec::new();
    let mut turn = 0;
    for (at, known) in CURSORS {
        for keys in KEYS {
            let screen = Screen::new(scenario).at(at).known(known);
            let mut played = seen_by(screen.play(), Audience::Public);
            for name in keys.split_whitespace() {
                played.press(key(name));
            }
            // Every other pair of sizes, so that each cursor and each pane is seen in all of them.
            let sizes = [[(40, 12), (120, 40)], [(80, 24), (160, 48)]];
            turn += 1;
            for size in sizes[turn % 2] {
                played.size = size;
                let what = format!("{at}, known {known}, {size:?}, keys {keys}");
                seen.push((what, frame::text::write(&played.buffer())));
            }
        }
        let played = seen_by(
            Screen::new(scenario).at(at).known(known).play(),
            Audience::Public,
        );
        let lines = full_text::write_lines(&played.view(), &Pane::ALL).join("\n");
        seen.push((format!("plain, {at}, known {known}"), lines));
        let mut bytes = Vec::new();
        json::write(&played.shown.snapshot, &mut bytes).unwrap();
        seen.push((
            format!("JSON, {at}, known {known}"),
            String::from_utf8(bytes).unwrap(),
        ));
    }
    seen
}

#[track_caller]
fn assert_silent(seen: &[(String, String)]) {
    for (what, text) in seen {
        let low = text.to_lowercase();
        let found = ["zqx", "777,777", "777777"]
            .into_iter()
            .find(|word| low.contains(word));
        assert!(found.is_none(), "{found:?} in {what}\n{text}");
    }
}

#[test]
fn what_is_not_public_leaves_no_word_and_changes_no_cell() {
    let seen = public(&with(&secrets()));
    assert_silent(&seen);
    for ((what, text), (_, expect)) in seen.iter().zip(&public(&with(""))) {
        assert_eq!(text, expect, "{what}");
    }
}

/// What the public sees of corrections of originals that it never saw: frames, or the export.
fn public_corrections(is_json: bool) -> Vec<(String, String)> {
    let mut seen = public(&with(&corrected_in_public()));
    seen.retain(|(what, _)| what.starts_with("JSON") == is_json);
    for (kind, _) in KINDS {
        let word = format!("Public word on {kind}");
        let mut texts = seen.iter();
        assert!(texts.any(|(_, text)| text.contains(&word)), "{word}");
    }
    seen
}

#[test]
fn a_public_correction_does_not_tell_of_an_original_that_was_not() {
    assert_silent(&public_corrections(false));
}

#[test]
fn the_export_of_a_public_correction_does_not_name_an_original_that_was_not() {
    assert_silent(&public_corrections(true));
}

/// The screen of the desk with one pane to itself.
fn desk(scenario: &Scenario, pane: &str, size: (u16, u16)) -> String {
    let screen = Screen::new(scenario).at("2021-01-31").size(size.0, size.1);
    let mut played = seen_by(screen.play(), Audience::Desk);
    for name in [pane, "z"] {
        played.press(key(name));
    }
    frame::text::write(&played.buffer())
}

/// Whether the row with this text is marked; it must be there.
#[track_caller]
fn is_marked(text: &str, row: &str) -> bool {
    let line = text.lines().find(|line| line.contains(row));
    line.unwrap_or_else(|| panic!("no {row}\n{text}"))
        .contains("WITHHELD")
}

/// A withheld reading, an embargoed one, a withheld correction of an open one, and an open one.
const DESK: &str = "
[[event]]
id = 'kept'
at = 2021-01-07
pub_status = 'withheld'
headline = 'Kept back'
figures = [{ series = 'towns', value = 3 }]
[[event]]
id = 'timed'
at = 2021-01-08
embargoed_until = 2021-03-01
headline = 'Timed news'
figures = [{ series = 'farms', value = 4 }]
[[event]]
id = 'fix'
at = 2021-01-09
pub_status = 'withheld'
headline = 'Fixed news'
figures = [{ series = 'flown', value = 11 }]
corrects = { event = 'open-cancelled', kind = 'corrected' }
[[event]]
id = 'gone'
at = 2021-01-09
pub_status = 'cancelled'
headline = 'Gone news'
figures = [{ series = 'more', value = 5 }]
";

#[test]
fn the_timeline_of_the_desk_marks_what_is_not_public() {
    let scenario = with(DESK);
    for size in [(160, 48), (120, 40), (80, 24), (40, 12)] {
        let text = desk(&scenario, "3", size);
        for row in ["Kept back", "Timed news", "Fixed news"] {
            assert!(is_marked(&text, row), "{row}\n{text}");
        }
        let is_open_marked = size.1 > 12 && is_marked(&text, "Open event one");
        assert!(!is_open_marked, "{text}");
        assert!(!text.contains("Gone news"), "{text}");
    }
}

#[test]
fn the_figures_of_the_desk_mark_what_is_not_public() {
    let scenario = with(DESK);
    for size in [(160, 48), (120, 40), (80, 24)] {
        let text = desk(&scenario, "2", size);
        for row in ["Towns held", "Farms held", "Flown out"] {
            assert!(is_marked(&text, row), "{row}\n{text}");
        }
        assert!(!is_marked(&text, "Troops in"), "{text}");
        assert!(!text.contains("More people"), "{text}");
    }
}

//! Searching and filtering in the dashboard: what is found and marked, what is listed, and the way back.

use dateline::app::action::Pane;
use dateline::model::scenario::Scenario;
use insta::assert_snapshot;

use super::{Played, Screen, key};
use crate::support::{SERIES, flagship, log, scenario};

/// The keys that type a text.
fn typed(text: &str) -> String {
    let keys = text.chars().map(|letter| match letter {
        ' ' => "Space".to_owned(),
        letter => letter.to_string(),
    });
    keys.collect::<Vec<_>>().join(" ")
}

fn screen() -> Screen<'static> {
    Screen::new(flagship()).size(80, 24)
}

/// The last line: the prompt, or what is selected.
fn last_line(keys: &str) -> String {
    let text = screen().keys(keys).text();
    text.lines()
        .last()
        .unwrap_or_default()
        .trim_end()
        .to_owned()
}

#[test]
fn what_is_found_is_marked() {
    let search = format!("/ {}", typed("rashkarga"));
    assert_snapshot!("searching_80x24", screen().keys(&search).text());
    assert_snapshot!(
        "searching_40x12",
        screen()
            .size(40, 12)
            .keys(&format!("{search} Enter n"))
            .text()
    );
}

#[test]
fn any_spelling_and_script_finds() {
    for (text, expect) in [
        (
            "rashkarga",
            "1 of 19 matches: Helmand, Lashkar Gah (province)",
        ),
        ("LASHKAR", "Helmand, Lashkar Gah (province)"),
        ("qandahār", "Kandahar (province)"),
        ("baradal", "(event)"),
        ("qqq", "no match"),
        ("", "a name or a word"),
    ] {
        let line = last_line(&format!("/ {}", typed(text)));
        assert!(line.contains(expect), "{text}: {line}");
    }
}

#[test]
fn matches_are_gone_to_across_dates_and_back() {
    let keys = format!("/ {} Enter", typed("baradar returns"));
    let mut played = screen().keys(&keys).play();
    assert_eq!(played.app.pane, Pane::Timeline);
    let day = |played: &Played<'_>| played.shown.snapshot.day.to_string();
    // It happened on the 17th, four days after the date that was looked at.
    assert_eq!(day(&played), "2021-08-17");
    played.press(key("Backspace"));
    assert_eq!(day(&played), "2021-08-13");
    played.press(key("n"));
    assert_eq!(day(&played), "2021-08-17");
    assert_eq!(played.view().hit_number(), Some(1));
    played.press(key("Esc"));
    assert!(played.view().hits.is_empty());
    assert_eq!(day(&played), "2021-08-17");
}

#[test]
fn the_number_of_matches_stays_on_the_screen_after_enter() {
    for (text, ahead) in [("rashkarga", 0), ("baradar", 1), ("us kabul", 2)] {
        for (columns, rows) in [(40, 12), (60, 20), (80, 24), (120, 40), (160, 48)] {
            let keys = format!("/ {} Enter{}", typed(text), " n".repeat(ahead));
            let at_size = screen().size(columns, rows).keys(&keys);
            let played = at_size.play();
            let (number, count) = (
                played.view().hit_number().unwrap(),
                played.view().hits.len(),
            );
            let expected = [format!("{number} of {count}"), format!("{number}/{count}")];
            let frame = at_size.text();
            assert!(
                frame
                    .lines()
                    .any(|line| expected.iter().any(|count| line.contains(count))),
                "{text} at {columns}x{rows}: {expected:?}\n{frame}"
            );
        }
    }
}

#[test]
fn leaving_a_search_leads_back_to_where_it_began() {
    let before = screen().keys("2 Down Down").play();
    let keys = format!("2 Down Down / {} Esc", typed("baradar returns"));
    let after = screen().keys(&keys).play();
    assert_eq!(after.app.selection, before.app.selection);
    assert_eq!(after.app.pane, before.app.pane);
    assert_eq!(after.app.cursor.as_of, before.app.cursor.as_of);
    assert!(after.app.search.is_none());
}

#[test]
fn known_then_finds_nothing_that_was_not_known() {
    let line = last_line(&format!("t / {}", typed("baradar returns")));
    assert!(line.contains("no match"), "{line}");
}

#[test]
fn next_and_before_go_round() {
    let mut played = screen()
        .keys(&format!("/ {} Enter", typed("baradar")))
        .play();
    let count = played.view().hits.len();
    assert!(count > 2, "{count}");
    let first = played.view().hit_number();
    assert!(first.is_some());
    for _ in 0..count {
        played.press(key("n"));
    }
    assert_eq!(played.view().hit_number(), first);
    for _ in 0..count {
        played.press(key("N"));
    }
    assert_eq!(played.view().hit_number(), first);
}

#[test]
fn filters_stand_in_the_titles_and_survive_a_step() {
    let keys = format!("3 f {} Enter", typed("kind control; grade B"));
    assert_snapshot!("filtered_80x24", screen().keys(&keys).text());
    assert_snapshot!("filtered_120x40", screen().size(120, 40).keys(&keys).text());
    let stepped = screen().keys(&format!("{keys} Left Right")).play();
    assert_eq!(stepped.app.filter.len(), 2);
    let cleared = screen().keys(&format!("{keys} F")).text();
    assert_eq!(cleared, screen().keys("3").text());
}

#[test]
fn a_filter_that_nothing_passes_says_which_key_helps() {
    let keys = format!(
        "f {} Enter",
        typed("place kabul; party government; kind control; grade A1")
    );
    let text = screen().size(120, 40).keys(&keys).text();
    assert!(
        text.contains("Nothing passes the filter. F clears it."),
        "{text}"
    );
    assert!(text.contains("F clears the filter."), "{text}");
    // Tallies never follow a filter.
    assert!(text.contains("T Taliban 18 ▲5"), "{text}");
}

#[test]
fn the_filter_is_changed_where_it_stands_and_completed() {
    let keys = format!("f {} Enter f", typed("kind control"));
    assert!(
        last_line(&keys).contains("filter: kind control_"),
        "{}",
        last_line(&keys)
    );
    let completed = last_line(&format!("f {} Tab", typed("kind control; gr")));
    assert!(
        completed.contains("filter: kind control; grade _"),
        "{completed}"
    );
    let wrong = last_line(&format!("f {} Enter", typed("kind x")));
    assert!(wrong.contains("kind 'x' is not here"), "{wrong}");
}

/// What a search with people and readings of several dates has to find.
fn sample() -> Scenario {
    let people = r#"
[[person]]
id = "baradar"
name = "Abdul Ghani Baradar"
aliases = ["Baradal"]
[[person]]
id = "named"
name = "Zarifa Nobody"
[[person]]
id = "later"
name = "Later Voice"
"#;
    let events = log(&[
        "a @ 2021-01-02 | figure value = 3000",
        "b @ 2021-01-12 | figure value = 650, qualifier = 'about'",
        "c @ 2021-01-20 | figure series = 'flown', value = 1650",
        "d @ 2021-01-22 | say speaker = 'later', says = 'Not yet'",
        "e @ 2021-01-24 | set body = 'Zarifa Nobody is seen'",
    ]);
    scenario(&format!("{SERIES}{people}{events}"))
}

#[track_caller]
fn found(scenario: &Scenario, known: &str, text: &str, expect: &str) -> String {
    let keys = format!("/ {}", typed(text));
    let screen = Screen::new(scenario).at("2021-01-10").known(known);
    let played = screen.size(120, 24).keys(&keys).play();
    let shown = dateline::frame::text::write(&played.buffer());
    let line = shown.lines().last().unwrap_or_default().to_owned();
    assert!(line.contains(expect), "{text}: {line}");
    played.shown.snapshot.day.to_string()
}

#[test]
fn a_text_finds_the_same_whatever_was_typed_before_it() {
    for text in ["evacuation", "us to ", "troops in", "kandahar fell"] {
        let mut letter_by_letter = Screen::new(flagship()).at("2021-06-01").keys("/").play();
        let mut before = String::new();
        for letter in text.chars() {
            before.push(letter);
            letter_by_letter.press(key(&typed(&letter.to_string())));
            let mut at_once = Screen::new(flagship()).at("2021-06-01").keys("/").play();
            at_once.app.paste_text(&before, &at_once.shown.snapshot);
            at_once.fold();
            let state = |played: &Played<'_>| {
                let view = played.view();
                let as_of = played.app.cursor.as_of;
                (view.hits.to_vec(), view.hit_number(), as_of)
            };
            assert_eq!(state(&letter_by_letter), state(&at_once), "{before}");
            let is_there = !letter_by_letter.view().hits.is_empty();
            let number = letter_by_letter.view().hit_number();
            assert_eq!(number.is_some(), is_there, "{before}");
        }
    }
}

#[test]
fn a_figure_is_found_by_its_value_on_every_date() {
    let sample = sample();
    let day = |text, expect| found(&sample, "now", text, expect);
    assert_eq!(
        day(
            "650",
            "1 of 2 matches: Troops in the north (figure), 12 Jan (event)"
        ),
        "2021-01-12"
    );
    assert_eq!(day("about 650", "1 of 2 matches"), "2021-01-12");
    assert_eq!(day("~650", "1 of 2 matches"), "2021-01-12");
    // It is in force on the date that is looked at.
    assert_eq!(day("3,000", "1 of 2 matches"), "2021-01-10");
    assert_eq!(day("3000 tr", "1 of 2 matches"), "2021-01-10");
    // A series before its first reading.
    assert_eq!(
        day("flown out", "1 of 2 matches: Flown out (figure)"),
        "2021-01-20"
    );
    assert_eq!(day("flown out in a day", "no match"), "2021-01-10");
    found(&sample, "then", "650", "no match");
    found(&sample, "then", "flown out", "no match");
    found(&sample, "then", "3,000", "1 of 2 matches");
}

#[test]
fn a_person_is_found_by_every_spelling() {
    let sample = sample();
    let day = |text, expect| found(&sample, "now", text, expect);
    let nowhere = "1 of 1 match: Abdul Ghani Baradar (person), in no event";
    assert_eq!(day("baradal", nowhere), "2021-01-10");
    assert_eq!(day("ABDUL", nowhere), "2021-01-10");
    assert_eq!(
        day(
            "later voice",
            "1 of 2 matches: Later Voice (person), 22 Jan (event)"
        ),
        "2021-01-22"
    );
    assert_eq!(
        day(
            "zarifa",
            "1 of 2 matches: Zarifa Nobody (person), 24 Jan (event)"
        ),
        "2021-01-24"
    );
    found(&sample, "then", "later", "no match");
    found(
        &sample,
        "then",
        "zarifa",
        "1 of 1 match: Zarifa Nobody (person), in no event",
    );
    let keys = format!("/ {} Enter", typed("later voice"));
    let played = Screen::new(&sample).at("2021-01-10").keys(&keys).play();
    assert_eq!(played.app.pane, Pane::Timeline);
    assert!(
        played
            .app
            .selection
            .event
            .as_ref()
            .is_some_and(|id| id.as_str() == "d")
    );
}

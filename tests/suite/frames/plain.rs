//! Plain mode: the whole of it as text, what is said after keys, and what reaches the terminal of it.

use std::collections::BTreeSet;

use dateline::app::action::{Action, Pane};
use dateline::app::keymap;
use dateline::app::state::App;
use dateline::app::view::Shown;
use dateline::facts::{WordingStyle, deadline, number, place, summary};
use dateline::model::calendar::{self, add_days};
use dateline::model::cursor::{Audience, Cursor};
use dateline::model::scenario::Scenario;
use dateline::plain::clipboard::Copied;
use dateline::plain::full_text;
use dateline::plain::rows::SpeechRows;
use dateline::plain::session::{SpeechEnd, Talk, Utterance};
use dateline::snapshot::Snapshot;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::key;
use crate::hostile::cases;
use crate::support::{SERIES, cursor, flagship, log, scenario};

/// All of it at a cursor.
fn whole_at(scenario: &Scenario, cursor: Cursor) -> Vec<String> {
    let app = App::new(cursor);
    full_text::write_lines(&Shown::at(scenario, &app).to_view(&app), &Pane::ALL)
}

fn whole(scenario: &Scenario, at: &str, known: &str) -> Vec<String> {
    whole_at(scenario, cursor(scenario, at, known))
}

#[test]
fn the_whole_of_13_august() {
    insta::assert_snapshot!(whole(flagship(), "2021-08-13", "now").join("\n"));
}

#[test]
fn the_whole_of_noon_as_known_then() {
    insta::assert_snapshot!(whole(flagship(), "2021-08-13 12:00", "then").join("\n"));
}

/// What is said, with what is typed behind it.
fn text(said: &Utterance) -> String {
    match said {
        Utterance::Nothing => "(nothing)".to_owned(),
        Utterance::Lines(lines, SpeechEnd::Selected(_)) => lines.join("\n"),
        Utterance::Lines(lines, SpeechEnd::Typed(typed)) => {
            let asked = format!("{}{}|{}", typed.prompt_label(), typed.before, typed.behind);
            lines
                .iter()
                .cloned()
                .chain([asked])
                .collect::<Vec<_>>()
                .join("\n")
        }
        Utterance::Typed(_, typed) => format!("(typed) {}|{}", typed.before, typed.behind),
    }
}

/// Presses keys that wait behind each other; gives what is said of them.
#[track_caller]
fn press(talk: &mut Talk<'_>, keys: &str) -> Utterance {
    for name in keys.split_whitespace() {
        if let Some(action) = keymap::find_action(&key(name), talk.key_mode()) {
            talk.apply_action(action);
        }
    }
    talk.speak_news()
}

/// What is said at first, then after each of these keys.
#[track_caller]
fn session(scenario: &Scenario, at: &str, keys: &[&str]) -> String {
    let mut talk = Talk::new(scenario, App::new(cursor(scenario, at, "now")));
    let first = text(&talk.speak_everything());
    let said = keys
        .iter()
        .map(|keys| format!("> {keys}\n{}", text(&press(&mut talk, keys))));
    let said: Vec<String> = std::iter::once(first).chain(said).collect();
    said.join("\n\n")
}

#[test]
fn a_session_says_only_what_is_new() {
    insta::assert_snapshot!(session(
        flagship(),
        "2021-08-11",
        &[
            "Down", "Right", "Tab", "PgDn", "3", "Down", "Left", "4", "L", "J", "1", "s", "t",
            "Tab", "t", "z", "Home", "Left", "Up",
        ]
    ));
}

#[test]
fn evidence_is_heard_whole() {
    insta::assert_snapshot!(session(
        flagship(),
        "2021-08-13",
        &[
            "L", "Enter", "Down", "Enter", "Down", "Esc", "t", "o", "Esc", "Esc", "2", "Enter",
            "Esc", "3", "o", "Esc",
        ]
    ));
}

#[test]
fn a_letter_wider_than_the_terminal_has_a_row_of_its_own() {
    let mut talk = Talk::new(
        flagship(),
        App::new(cursor(flagship(), "2021-08-13", "now")),
    );
    let mut rows = SpeechRows::new(false, false);
    rows.write_utterance(&talk.speak_everything(), 1);
    talk.apply_action(Action::GoTo);
    rows.write_utterance(&talk.speak_news(), 1);
    talk.paste_text("東京.");
    let sent = rows.write_utterance(&talk.speak_news(), 1);
    assert!(sent.ends_with("\r\n東\r\n京\r\n."), "{sent:?}");
}

#[test]
fn the_prompts_say_what_was_not_understood() {
    insta::assert_snapshot!(session(
        flagship(),
        "2021-08-13",
        &[
            "g",
            "n e x",
            "Tab",
            "x",
            "Tab",
            "Enter",
            "^u",
            "k a b u",
            "Tab",
            "Enter",
            "g",
            "Up",
            "Up",
            "Left",
            "Backspace",
            "Esc",
            "T",
            "2 0 2 1 - 0 8 - 1 3",
            "Enter",
            "Backspace",
            "g",
            "1 3 a u g",
            "Enter",
            "g 1 5 a g u Enter",
            "Backspace u g Enter",
            "g + 0 Esc",
            "2 g",
        ]
    ));
}

#[test]
fn a_search_says_what_it_found() {
    insta::assert_snapshot!(session(
        flagship(),
        "2021-08-12",
        &[
            "n",
            "/",
            "r a s h k",
            "Enter",
            "n",
            "n",
            "N",
            "Esc",
            "/ z z z Enter",
            "Esc",
            "/ k a b",
            "Esc",
            "2",
            "/ t r o o p s",
            "Enter",
            "n"
        ]
    ));
}

#[test]
fn a_filter_is_said_with_every_list() {
    insta::assert_snapshot!(session(
        flagship(),
        "2021-08-13",
        &[
            "F",
            "f",
            "k i n",
            "Tab",
            "Enter",
            "^u k i n d = c o n t r o l",
            "Enter",
            "2",
            "3",
            "s",
            "Right",
            "f",
            "^u t e x t = z z z",
            "Enter",
            "1",
            "F",
        ]
    ));
}

#[test]
fn help_is_the_key_table_in_words() {
    insta::assert_snapshot!(session(
        flagship(),
        "2021-08-13",
        &[
            "?", "Down", "PgDn", "Down", "Down", "Down", "Down", "Down", "Esc"
        ]
    ));
}

/// Dates of the flagship, some as known then.
fn cursors() -> Vec<Cursor> {
    let scenario = flagship();
    let (first, last) = scenario.heading.days;
    let days = (0..=calendar::days_between(first, last)).step_by(3);
    days.filter_map(|day| add_days(first, day))
        .zip(["now", "then", "2021-08-20"].into_iter().cycle())
        .map(|(day, known)| cursor(scenario, &day.to_string(), known))
        .collect()
}

/// What must stand in one line together.
#[track_caller]
fn assert_said(lines: &[String], words: &[&str]) {
    let is_said = lines
        .iter()
        .any(|line| words.iter().all(|word| line.contains(word)));
    assert!(is_said, "{words:?} in\n{}", lines.join("\n"));
}

#[test]
fn every_fact_of_a_frame_is_said() {
    for cursor in cursors() {
        let lines = whole_at(flagship(), cursor);
        let snapshot = dateline::snapshot::at(flagship(), cursor);
        assert_tallies(&lines, &snapshot);
        assert_places(&lines, &snapshot);
        assert_figures(&lines, &snapshot);
        for event in &snapshot.events {
            let event = flagship().event(*event);
            let grade = flagship()
                .grade_item(&event.provenance, &cursor)
                .to_string();
            assert_said(&lines, &[&event.headline, &grade]);
        }
    }
}

fn assert_tallies(lines: &[String], snapshot: &Snapshot<'_>) {
    let scenario = snapshot.scenario;
    for party in snapshot.leading_parties() {
        let count = format!("{} {}", scenario.party(party).name, snapshot.held_by(party));
        assert_said(lines, &["Capitals: ", &count, "of 34"]);
    }
    for stated in &snapshot.stated {
        let figure = stated.figure.get(scenario);
        let amount = number::word_amount(figure.amount, figure.qualifier, WordingStyle::WORDS);
        let source = &scenario
            .first_source(&figure.provenance, &snapshot.cursor)
            .unwrap()
            .publisher;
        // As exports and the report have it: over the reading's own window.
        let counted = summary::word_range(stated.least, stated.greatest);
        let is_of_now = (stated.least, stated.greatest) == (stated.counted, stated.counted);
        let time = if is_of_now { "" } else { " in that time" };
        let counted = format!("Counted {counted}{time}.");
        assert_said(lines, &["Stated: ", &amount, source, &counted]);
    }
    for holdout in &snapshot.holdouts {
        assert_said(
            lines,
            &["not taken: ", scenario.place(*holdout).seat_or_name()],
        );
    }
    for deadline in snapshot.deadlines.iter().filter(|state| state.days > 0) {
        let days = format!("in {} day", deadline.days);
        assert_said(lines, &[&deadline.deadline.get(scenario).label, &days]);
    }
}

fn assert_places(lines: &[String], snapshot: &Snapshot<'_>) {
    let scenario = snapshot.scenario;
    for state in &snapshot.places {
        let its = scenario.place(state.place);
        let holder = format!(" {}", place::party_name(scenario, state.holder));
        let mut words: Vec<String> =
            vec![its.name.to_string(), its.seat_or_name().to_string(), holder];
        words.extend(
            place::word_overlays(scenario, state)
                .iter()
                .map(|said| dateline::facts::capitalise_first(said)),
        );
        if let Some(since) = state.since {
            let provenance = &since.get(scenario).provenance;
            words.push(
                scenario
                    .grade_item(provenance, &snapshot.cursor)
                    .to_string(),
            );
        }
        if let Some((from, _)) = snapshot.changes.holder_change(state.place) {
            words.push(format!("was {}", place::party_name(scenario, from)));
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_said(lines, &words);
    }
}

fn assert_figures(lines: &[String], snapshot: &Snapshot<'_>) {
    let scenario = snapshot.scenario;
    for state in &snapshot.deadlines {
        let word = state.last_word(scenario);
        let said = format!("{}. ", deadline::word_dated_progress(snapshot, state, true));
        let grade = scenario
            .grade_item(&word.provenance, &snapshot.cursor)
            .to_string();
        assert_said(lines, &[&word.label, &said, &grade]);
    }
    for reading in &snapshot.figures {
        let all = reading.all_figures();
        for figure in all.map(|figure| figure.get(scenario)) {
            let series = scenario.one_series(figure.series);
            let amount = number::quote_figure(figure, series, false, WordingStyle::WORDS);
            let grade = scenario
                .grade_item(&figure.provenance, &snapshot.cursor)
                .to_string();
            let source = scenario.first_source(&figure.provenance, &snapshot.cursor);
            let source = source.map_or("no source", |source| &source.publisher);
            assert_said(lines, &[&amount, source, &grade]);
        }
        let series = scenario.one_series(reading.figure.get(scenario).series);
        assert_said(lines, &[&series.label]);
    }
}

#[test]
fn lines_are_sentences_without_a_sign() {
    for cursor in cursors() {
        for line in whole_at(flagship(), cursor) {
            let letters = "▲▼×○†→█░▁─│►‹›~≥≤◄";
            let sign = line.chars().find(|letter| letters.contains(*letter));
            assert!(sign.is_none(), "{sign:?} in {line}");
            assert!(line.ends_with(['.', '!', '?']), "{line}");
            assert!(!line.contains("  ") && !line.starts_with(' '), "{line:?}");
        }
    }
}

#[test]
fn what_is_not_public_is_marked_for_the_desk_and_unsaid_elsewhere() {
    let kept = "claim place = 'south', party = 'red' | figure series = 'towns', value = 3 | \
                deadline id = 'exit', on = 2021-01-25, label = 'Kept deadline'";
    let lines = log(&[
        &format!("kept @ 2021-01-07 | {kept} | set pub_status = 'withheld'"),
        &format!("timed @ 2021-01-08 | {kept} | set embargoed_until = 2021-03-01"),
        "open @ 2021-01-09 | figure value = 5 | set sources = ['good']",
    ]);
    let scenario = scenario(&format!("{SERIES}{lines}"));
    let seen_by = |audience| {
        let at = cursor(&scenario, "2021-01-09", "now");
        let now = at.as_of;
        whole_at(
            &scenario,
            Cursor {
                audience,
                now,
                ..at
            },
        )
    };
    let desk = seen_by(Audience::Desk);
    for words in [
        "Event kept",
        "Event timed",
        "South. Red",
        "Towns held",
        "Kept deadline",
    ] {
        let mut its = desk.iter().filter(|line| line.contains(words)).peekable();
        assert!(its.peek().is_some(), "{words} in\n{}", desk.join("\n"));
        for line in its {
            assert!(line.starts_with("Withheld. "), "{line}");
        }
    }
    assert!(desk.contains(&"Event open. Good Paper, B6.".to_owned()));
    let public = seen_by(Audience::Public).join("\n");
    for words in [
        "Withheld",
        "Event kept",
        "Event timed",
        "Red 1",
        "Towns held by Red: 3",
        "Kept",
    ] {
        assert!(!public.contains(words), "{words} in\n{public}");
    }
}

#[test]
fn known_then_is_said_first_and_hints_at_nothing() {
    let lines = whole(flagship(), "2021-08-13 12:00", "then");
    assert!(lines[0].starts_with("As known then. "), "{}", lines[0]);
    assert!(!lines.iter().any(|line| line.contains("Later days")));
    let mut talk = Talk::new(
        flagship(),
        App::new(cursor(flagship(), "2021-08-12", "then")),
    );
    talk.speak_everything();
    for (keys, lists) in [
        ("Right", false),
        ("2", true),
        ("Enter", true),
        ("Esc", true),
    ] {
        let said = text(&press(&mut talk, keys));
        assert!(said.starts_with("As known then. "), "{keys}: {said}");
        assert_eq!(said.lines().next().unwrap().contains("Line "), lists);
    }
}

#[test]
fn keys_that_wait_are_answered_once() {
    let scenario = flagship();
    let mut talk = Talk::new(scenario, App::new(cursor(scenario, "2021-08-01", "now")));
    talk.speak_everything();
    let at_once = text(&press(&mut talk, &"Right ".repeat(12)));
    assert!(at_once.starts_with("Friday 13 August 2021"), "{at_once}");
    assert_eq!(at_once.matches("August 2021").count(), 1, "{at_once}");
    assert_eq!(
        text(&press(&mut talk, "Down Up")),
        "First line.\nBalkh, Mazar-i-Sharif. Government. Since before the log."
    );
}

#[test]
fn an_empty_pane_says_why() {
    let later = scenario(&format!("{SERIES}{}", log(&["one @ 2021-01-20"])));
    let lines = whole(&later, "2021-01-05", "now");
    let first = "No events up to this date. The first is on Wednesday 20 January 2021. Right bracket: go there.";
    assert!(lines.contains(&first.to_owned()), "{lines:?}");
    assert!(lines.contains(&"No figure yet.".to_owned()), "{lines:?}");
    let then = whole(&later, "2021-01-05", "then");
    assert!(
        then.contains(&"No events known by then.".to_owned()),
        "{then:?}"
    );
    let said = session(&later, "2021-01-05", &["3", "Enter", "2", "Down"]);
    assert!(
        said.ends_with("\n> Down\nLast line.\nNo figure yet."),
        "{said}"
    );
}

#[test]
fn rows_are_never_cut_nor_wider_than_the_terminal() {
    let lines = whole(flagship(), "2021-08-13", "now");
    let said = Utterance::Lines(lines.clone(), SpeechEnd::Selected(1));
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    for columns in [1, 2, 20, 40, 80, 300] {
        let sent = SpeechRows::new(false, true).write_utterance(&said, columns);
        for row in sent.split("\r\n") {
            let cells = row.trim_end_matches('\r').width();
            assert!(cells <= usize::from(columns), "{row:?}");
        }
        assert!(!sent.starts_with("\r\n") && sent.ends_with('\r'));
        assert_eq!(letters(&sent), letters(&lines.join("\n")), "{columns}");
        if columns >= 40 {
            let (sent, whole): (Vec<_>, Vec<_>) = (
                sent.split_whitespace().collect(),
                lines
                    .iter()
                    .flat_map(|line| line.split_whitespace())
                    .collect(),
            );
            assert_eq!(sent, whole, "{columns} columns break words");
        }
        let ascii = SpeechRows::new(true, true).write_utterance(&said, columns);
        assert!(ascii.is_ascii() && !ascii.contains('\x1b'));
    }
}

fn parser(columns: u16, rows: u16) -> vt100::Parser {
    vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0)
}

/// What a terminal of so many rows and columns shows after keys, and where its cursor is.
fn shown(
    (columns, height): (u16, u16),
    keys: &[&str],
    is_bare: bool,
) -> (Vec<String>, (usize, usize)) {
    let mut talk = Talk::new(
        flagship(),
        App::new(cursor(flagship(), "2021-08-13", "now")),
    );
    let mut rows = SpeechRows::new(false, is_bare);
    let mut sent = rows.write_utterance(&talk.speak_everything(), columns);
    for keys in keys {
        sent += &rows.write_utterance(&press(&mut talk, keys), columns);
    }
    assert_eq!(is_bare, !sent.contains('\x1b'));
    let mut parser = parser(columns, height);
    parser.process(sent.as_bytes());
    let mut shown: Vec<String> = parser.screen().rows(0, columns).collect();
    let end = shown.iter().rposition(|row| !row.is_empty()).unwrap();
    shown.truncate(end + 1);
    let (row, column) = parser.screen().cursor_position();
    (shown, (row.into(), column.into()))
}

#[test]
fn the_cursor_stands_at_the_start_of_the_selected_line() {
    let keys = ["Down", "2", "Down", "Right", "Left"];
    let (rows, (row, column)) = shown((60, 500), &keys, false);
    assert_eq!(column, 0);
    assert!(
        rows[row].starts_with("US troops ordered to Kabul"),
        "{}",
        rows[row]
    );
    assert!(rows.len() > row + 1, "it takes more than a row");
    // A bare terminal shows the same, with the cursor in the last row.
    let (bare, (row, column)) = shown((60, 500), &keys, true);
    assert_eq!((row, column), (bare.len() - 1, 0));
    assert_eq!(bare, rows);
    // Of evidence it is the item, not what is said of it.
    let (rows, (row, _)) = shown((100, 500), &["K", "Enter", "Down"], false);
    assert!(
        rows[row].contains(" holds capital. Happened "),
        "{}",
        rows[row]
    );
}

#[test]
fn another_size_of_the_terminal_costs_no_row() {
    let mut talk = Talk::new(
        flagship(),
        App::new(cursor(flagship(), "2021-08-13", "now")),
    );
    let mut rows = SpeechRows::new(false, false);
    let mut parser = parser(40, 30);
    parser.process(
        rows.write_utterance(&talk.speak_everything(), 40)
            .as_bytes(),
    );
    parser.process(rows.write_utterance(&press(&mut talk, "2"), 40).as_bytes());
    // A terminal that wraps anew shows more rows of the selected line than were sent.
    parser.process(b"\x1b7\x1b[99B\r\nmore of it\x1b8");
    rows.mark_disturbed();
    parser.process(
        rows.write_utterance(&press(&mut talk, "Down"), 20)
            .as_bytes(),
    );
    let shown: Vec<String> = parser.screen().rows(0, 40).collect();
    let more = shown.iter().position(|row| row == "more of it").unwrap();
    assert_eq!(shown[more + 1], "US troops ordered", "{shown:?}");
    assert_eq!(usize::from(parser.screen().cursor_position().0), more + 1);
}

#[test]
fn what_scrolls_away_is_whole() {
    let keys = ["Down", "2", "Down", "Right", "Enter", "Down", "Esc"];
    for columns in [20, 60] {
        let (all, _) = shown((columns, 2000), &keys, false);
        for height in [1, 2, 5, 24] {
            let (rows, _) = shown((columns, height), &keys, false);
            assert_eq!(rows, all[all.len() - rows.len()..], "{columns}x{height}");
        }
    }
}

/// Keys in the line in which a date is typed.
fn edit() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "a",
        "2",
        "é",
        "東",
        "k",
        "Left",
        "Right",
        "Home",
        "End",
        "Backspace",
        "Tab",
        "Up",
        "Down",
        "^u",
        "k a b",
        "Left Left x",
    ])
}

/// Any keys of the table, alone or waiting behind each other.
fn any_key() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Left",
        "Right",
        "Right Right Right",
        "[",
        "]",
        "Home",
        "End",
        "g",
        "Backspace",
        "t",
        "T",
        "Up",
        "Down",
        "Down Down",
        "PgUp",
        "PgDn",
        "Tab",
        "Shift-Tab",
        "1",
        "2",
        "3",
        "4",
        "z",
        "s",
        "H",
        "J",
        "K",
        "L",
        "Enter",
        "Enter Enter",
        "o",
        "?",
        "Esc",
        "^u",
        "1 5 a u g",
        "k a b u l",
        "g + 1 Enter",
        "T 2 0 2 1 - 0 8 - 2 0 Enter",
    ])
}

proptest! {
    #![proptest_config(cases(64))]

    /// Whatever keys come, lines are said and nothing but lines.
    #[test]
    fn any_keys_are_answered_in_lines(keys in prop::collection::vec(any_key(), 1..40), columns in 1..200u16) {
        let mut talk = Talk::new(flagship(), App::new(cursor(flagship(), "2021-08-13", "now")));
        let mut rows = SpeechRows::new(false, true);
        let first = talk.speak_everything();
        rows.write_utterance(&first, columns);
        for (turn, keys) in keys.iter().enumerate() {
            let said = press(&mut talk, keys);
            if let Utterance::Lines(lines, end) = &said {
                prop_assert!(lines.iter().all(|line| !line.is_empty() && !line.contains(char::is_control)));
                prop_assert!(!lines.is_empty() || matches!(end, SpeechEnd::Typed(_)));
            }
            let sent = rows.write_utterance(&said, if turn % 3 == 0 { columns } else { 80 });
            let is_sequence = |letter: char| letter.is_control() && !['\r', '\n', '\x08'].contains(&letter);
            prop_assert!(!sent.contains(is_sequence), "{:?}", sent);
        }
    }
}

proptest! {
    /// Whatever is typed, the terminal shows it with the cursor where it is.
    #[test]
    fn what_is_typed_is_what_the_terminal_shows(edits in prop::collection::vec(edit(), 1..25), columns in 8..40u16) {
        let mut talk = Talk::new(flagship(), App::new(cursor(flagship(), "2021-08-13", "now")));
        let mut rows = SpeechRows::new(false, false);
        let mut sent = vec![rows.write_utterance(&talk.speak_everything(), columns)];
        sent.push(rows.write_utterance(&press(&mut talk, "g x Enter"), columns));
        let mut typed = None;
        for keys in edits {
            let said = press(&mut talk, keys);
            if let Utterance::Lines(_, SpeechEnd::Typed(now)) | Utterance::Typed(_, now) = &said {
                typed = Some(now.clone());
            }
            sent.push(rows.write_utterance(&said, columns));
        }
        let Some(typed) = typed else { return Ok(()) };
        let all: Vec<u8> = sent.concat().into_bytes();
        let mut parser = parser(columns, 2000);
        parser.process(&all);
        let (row, column) = parser.screen().cursor_position();
        let shown: Vec<String> = parser.screen().rows(0, columns).collect();
        let before = format!("{}{}", typed.prompt_label(), typed.before);
        let whole = format!("{before}{}", typed.behind);
        if whole.width() < usize::from(columns) {
            prop_assert_eq!(shown[usize::from(row)].trim_end(), whole.trim_end());
            prop_assert_eq!(usize::from(column), before.width());
        } else {
            // Over several rows the text before the cursor ends where the cursor is.
            let above = shown[..=usize::from(row)].concat();
            let end = fit_to(&above, usize::from(column), &shown[usize::from(row)]);
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert!(letters(&end).ends_with(&letters(&before)), "{:?} {:?}", end, before);
        }
    }
}

/// The rows up to a column of the last one.
fn fit_to(above: &str, column: usize, last: &str) -> String {
    let kept = dateline::text::fit::take_head(last, column);
    let without = above.strip_suffix(last).unwrap_or(above);
    format!("{without}{kept}")
}

#[test]
fn no_date_of_the_flagship_says_a_line_twice_over() {
    for cursor in cursors() {
        let mut talk = Talk::new(flagship(), App::new(cursor));
        let Utterance::Lines(lines, _) = talk.speak_everything() else {
            panic!("it says nothing");
        };
        let seen: BTreeSet<&String> = lines.iter().collect();
        assert_eq!(seen.len(), lines.len(), "{lines:?}");
    }
}

#[test]
fn what_is_copied_stands_by_itself() {
    let copied = |keys: &str| {
        let played = super::Screen::new(flagship()).keys(keys).play();
        Copied::from_view(&played.view())
            .into_text()
            .unwrap_or_default()
    };
    let kandahar = "Down ".repeat(26);
    insta::assert_snapshot!("copied_place", copied(&kandahar));
    insta::assert_snapshot!("copied_figure_then", copied("t 2 Down"));
    insta::assert_snapshot!("copied_evidence", copied("3 Down Down Enter"));
    assert_eq!(copied("?"), "");
}

#[test]
fn presenting_says_one_sentence_after_the_other() {
    insta::assert_snapshot!(session(
        flagship(),
        "2021-08-12",
        &[
            "b",
            "PgDn",
            "Space Right",
            "PgUp",
            "l",
            "PgDn",
            "t",
            "t",
            "p",
            "p",
            "f",
            "PgDn",
            "f",
            ".",
            "x",
            "?",
            "Esc",
            "Tab",
            "Home PgUp",
            "g",
            "1 4 Enter",
            "Esc",
        ]
    ));
}

#[test]
fn a_comparison_is_heard_in_words() {
    let keys = [
        "d",
        "Right",
        "Down Down Down",
        "PgDn",
        "2",
        "Down",
        "3",
        "Enter",
        "Esc",
        "x",
        "d",
    ];
    insta::assert_snapshot!(session(flagship(), "2021-08-12", &keys));
}

#[test]
fn a_comparison_gives_hours_in_the_zone_that_is_asked_for() {
    let mut scenario = dateline::scenario::built_in::load_built_in()
        .unwrap()
        .scenario;
    let keys = ["d", "Right", "Down Down Down", "PgDn"];
    let own = session(&scenario, "2021-08-12", &keys);
    assert!(own.contains("Reported Friday 13 August, 03:27"), "{own}");
    scenario.heading.hours = Some(dateline::model::zone::TimeZone::UTC);
    let universal = session(&scenario, "2021-08-12", &keys);
    assert!(!universal.contains("03:27"), "{universal}");
    assert!(
        universal.contains("Reported Thursday 12 August, 22:57"),
        "{universal}"
    );
}

#[test]
fn marks_and_playing_are_heard() {
    let keys = [
        "Space",
        "Space",
        "m",
        "t a l k Enter",
        "'",
        "Up",
        "Esc",
        "m",
        "+",
    ];
    insta::assert_snapshot!(session(flagship(), "2021-08-11", &keys));
}

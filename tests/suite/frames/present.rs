//! Presenting: what the room sees, what only the presenter sees, and the way through the steps.

use std::time::Duration;

use dateline::frame;
use dateline::model::calendar;
use dateline::model::cursor::Audience;
use dateline::scenario::load;
use dateline::ui::theme::{Background, Depth};

use super::{Played, Screen, key};
use crate::support::{flagship, scenario};

/// The number of the step of 13 August that says the stated totals.
const STATED: usize = 17;

/// Keys that begin to present and go on by so many steps.
fn steps(count: usize) -> String {
    format!("b {}", "PgDn ".repeat(count))
}

fn presented(count: usize, (columns, rows): (u16, u16)) -> Screen<'static> {
    Screen::new(flagship())
        .size(columns, rows)
        .keys(&steps(count))
}

fn text(played: &Played<'_>) -> String {
    frame::text::write(&played.buffer())
}

/// The upper rows of the drawing of this screen.
const DRAWN: [&str; 17] = [
    " Friday 13 August 2021, end of day                                 As now known",
    "",
    "    ██    ██████        ██████  ██  ██  ██████",
    "  ████        ██        ██  ██  ██  ██  ██",
    "    ██    ██████        ██████  ██  ██  ██  ██",
    "    ██        ██        ██  ██  ██  ██  ██  ██",
    "  ██████  ██████        ██  ██  ██████  ██████",
    "",
    "  TALIBAN                               GOVERNMENT",
    "",
    "    ██    ██████                          ██    ██████",
    "  ████    ██  ██                        ████    ██",
    "    ██    ██████        ▲ 5 today         ██    ██████        ▼ 5 today",
    "    ██    ██  ██        of 34 capitals    ██    ██  ██",
    "  ██████  ██████                        ██████  ██████",
    "",
    "  █████████████▲▲▲▲▲░░░░░░░░░░░░░░░!",
];

#[test]
fn the_large_rows_are_those_of_the_drawing() {
    for count in [0, 1, STATED, 30] {
        let text = presented(count, (80, 24)).text();
        for (row, drawn) in text.lines().zip(DRAWN) {
            assert_eq!(row.trim_end(), drawn, "{count}\n{text}");
        }
        assert!(text.lines().all(|row| row.chars().count() == 80));
    }
    let ascii = presented(STATED, (80, 24)).ascii().text();
    let stand_ins = [('█', "#"), ('▲', "^"), ('▼', "v"), ('░', "."), ('○', "o")];
    for (row, drawn) in ascii.lines().zip(DRAWN) {
        let plain = stand_ins
            .iter()
            .fold(drawn.to_owned(), |row, (sign, plain)| {
                row.replace(*sign, plain)
            });
        assert_eq!(row.trim_end(), plain);
    }
}

#[test]
fn the_room_on_13_august() {
    insta::assert_snapshot!("begun_80x24", presented(0, (80, 24)).text());
    insta::assert_snapshot!("places_80x24", presented(5, (80, 24)).text());
    insta::assert_snapshot!("stated_80x24", presented(STATED, (80, 24)).text());
    insta::assert_snapshot!("stated_120x40", presented(STATED, (120, 40)).text());
    insta::assert_snapshot!("stated_160x48", presented(STATED, (160, 48)).text());
    insta::assert_snapshot!("stated_40x12", presented(STATED, (40, 12)).text());
    insta::assert_snapshot!("places_40x12", presented(5, (40, 12)).text());
    insta::assert_snapshot!("stated_ascii", presented(STATED, (80, 24)).ascii().text());
    insta::assert_snapshot!("tiny", presented(STATED, (39, 5)).text());
}

#[test]
fn the_room_as_known_then() {
    let noon = presented(4, (80, 24)).at("2021-08-13 12:00").known("then");
    insta::assert_snapshot!("then_80x24", noon.clone().text());
    insta::assert_snapshot!("then_40x12", noon.size(40, 12).text());
}

#[test]
fn the_keys_of_presenting() {
    insta::assert_snapshot!(presented(0, (80, 24)).keys("b ?").text());
}

#[test]
fn the_notes_are_the_presenters() {
    let mut played = presented(4, (80, 24))
        .keys(&format!("{}p", steps(4)))
        .play();
    // 6 minutes and 40 seconds, by the clock of the edge.
    let present = played.app.present.as_mut().unwrap();
    present.pass_time(Duration::from_millis(12_345));
    present.pass_time(Duration::from_millis(412_400));
    insta::assert_snapshot!("notes_80x24", text(&played));
    let next = played.app.present.as_ref().unwrap().next_second();
    assert_eq!(next, Some(Duration::from_millis(412_400 + 945)));
    played.press(key("0"));
    assert!(text(&played).contains("00:00:00"));
    played.press(key("f"));
    for name in ["PgDn", "l", "PgDn"] {
        played.press(key(name));
    }
    insta::assert_snapshot!("notes_frozen_80x24", text(&played));
    played.size = (40, 12);
    insta::assert_snapshot!("notes_40x12", text(&played));
    played.press(key("."));
    assert_eq!(played.app.present.as_ref().unwrap().next_second(), None);
}

#[test]
fn no_note_ever_stands_in_the_rooms_view() {
    let scenario = flagship();
    let mut played = presented(0, (200, 60)).play();
    let notes: Vec<String> = scenario
        .marks
        .iter()
        .filter_map(|mark| mark.note.as_ref())
        .flat_map(|note| note.lines().map(str::to_owned).collect::<Vec<String>>())
        .collect();
    for _ in 0..60 {
        let text = text(&played);
        assert!(notes.iter().all(|note| !text.contains(note)), "{text}");
        assert!(!text.contains("NOTES") && !text.contains("00:00"), "{text}");
        played.press(key("PgDn"));
    }
    // Nor what is noted beside, such as that a file was loaded again.
    played.app.notice = Some("reloaded".to_owned());
    assert!(!text(&played).contains("reloaded"));
}

#[test]
fn steps_lead_through_days_and_back_by_the_same_way() {
    for (at, known) in [
        ("2021-08-11", "now"),
        ("2021-08-12 12:00", "then"),
        ("2021-04-20", "now"),
    ] {
        let mut played = Screen::new(flagship())
            .at(at)
            .known(known)
            .size(80, 24)
            .keys("b")
            .play();
        let mut frames = vec![text(&played)];
        for _ in 0..90 {
            played.press(key("PgDn"));
            frames.push(text(&played));
        }
        let reached = played.app.cursor.as_of;
        assert!(reached > Screen::new(flagship()).at(at).play().app.cursor.as_of);
        for (place, name) in ["Left", "PgUp", "Up"].iter().cycle().take(90).enumerate() {
            assert_eq!(text(&played), frames.pop().unwrap(), "{known} {place}");
            played.press(key(name));
        }
        assert_eq!(text(&played), frames.pop().unwrap());
    }
}

#[test]
fn every_key_of_a_remote_goes_on() {
    let expect = presented(2, (80, 24)).text();
    for name in ["PgDn", "Right", "Down", "Space", "Enter"] {
        let keys = format!("F5 {name} {name} {name} PgUp");
        assert_eq!(presented(0, (80, 24)).keys(&keys).text(), expect, "{name}");
    }
}

#[test]
fn the_end_has_nothing_more() {
    let mut played = Screen::new(flagship())
        .at("2021-09-07")
        .size(80, 24)
        .keys("b")
        .play();
    for _ in 0..40 {
        played.press(key("PgDn"));
    }
    let last = text(&played);
    played.press(key("PgDn"));
    assert_eq!(text(&played), last);
    assert!(last.contains("Tuesday 7 September 2021"));
}

#[test]
fn a_black_screen_ends_with_any_key_which_does_nothing_else() {
    let expect = presented(3, (80, 24)).text();
    for name in ["b", ".", "x", "Esc", "PgDn", "q", "?", "F5", "Tab"] {
        for black in [".", "b"] {
            let keys = format!("{}{black}", steps(3));
            let mut played = presented(0, (80, 24)).keys(&keys).play();
            assert!(text(&played).chars().all(char::is_whitespace));
            played.press(key(name));
            assert_eq!(text(&played), expect, "{name}");
        }
    }
}

#[test]
fn a_frozen_room_holds_while_the_presenter_goes_on() {
    let mut played = presented(3, (80, 24)).play();
    let before = text(&played);
    played.press(key("f"));
    let frozen = text(&played);
    insta::assert_snapshot!("frozen_80x24", frozen);
    assert_eq!(frozen.replace("FROZEN, ", "        "), before);
    for name in ["PgDn", "PgDn", "l", "t", "PgDn", "PgUp", "PgDn"] {
        played.press(key(name));
        assert_eq!(text(&played), frozen, "{name}");
    }
    played.press(key("t"));
    played.press(key("f"));
    let expect = Screen::new(flagship())
        .at("2021-08-14")
        .size(80, 24)
        .keys("b PgDn")
        .text();
    assert_eq!(text(&played), expect);
}

#[test]
fn presenting_ends_on_the_date_that_was_reached() {
    for name in ["Esc", "q"] {
        let keys = format!("b l PgDn {name}");
        let screen = Screen::new(flagship()).at("2021-08-12").size(80, 24);
        let left = screen.clone().keys(&keys).text();
        assert_eq!(left, screen.clone().at("2021-08-13").text());
        let back = screen.clone().keys(&format!("{keys} Backspace")).text();
        assert_eq!(back, screen.text());
    }
}

#[test]
fn a_date_can_be_typed_and_the_clock_turned_while_presenting() {
    let screen = Screen::new(flagship()).size(80, 24);
    let typed = screen.clone().keys("b PgDn g 1 5 Enter").text();
    assert_eq!(typed, screen.clone().at("2021-08-15").keys("b").text());
    // What is all told stays all told, as far as it was known.
    let all = presented(60, (80, 24))
        .at("2021-09-07")
        .keys(&format!("{}t", steps(60)))
        .play();
    let view = all.view();
    let briefing = &view.presented.unwrap().briefing;
    let told = all
        .app
        .present
        .as_ref()
        .unwrap()
        .count_spoken(&all.app.cursor, briefing);
    assert_eq!(told, briefing.steps.len());
    assert!(text(&all).contains("AS KNOWN AT"));
}

#[test]
fn only_what_is_public_is_presented() {
    let event = |id: &str, rest: &str| {
        format!("[[event]]\nid = '{id}'\nat = 2021-01-10\nheadline = 'Headline of {id}'\n{rest}\n")
    };
    let lines = event("open", "")
        + &event(
            "shut",
            "pub_status = 'withheld'\nclaims = [{ place = 'north', party = 'red' }]",
        );
    let small = scenario(&lines);
    let mut played = Screen::new(&small).at("2021-01-10").size(80, 24).play();
    played.app.cursor.audience = Audience::Desk;
    played.fold();
    assert!(text(&played).contains("WITHHELD"));
    for name in ["b", "PgDn", "p", "PgDn", "PgDn"] {
        played.press(key(name));
        let text = text(&played);
        assert!(
            !text.contains("shut") && !text.contains("North falls"),
            "{text}"
        );
    }
    played.press(key("Esc"));
    assert_eq!(played.app.cursor.audience, Audience::Desk);
    assert!(text(&played).contains("WITHHELD"));
}

#[test]
fn large_numbers_and_the_smallest_scenarios_have_their_digits() {
    let place =
        |row: usize| format!("[[place]]\nid = 'p{row}'\nname = 'Place {row}'\nholder = 'a'\n");
    let places = (0..340).map(place).collect::<Vec<String>>().concat();
    let text = |places: &str| {
        format!(
            "format = 1\n[scenario]\nid = 'one'\ntitle = 'One'\nzone = 'UTC'\ndays = [2021-05-01, 2021-05-05]\n\
             labels = {{ place = 'county', tally = 'Counties' }}\n[[party]]\nid = 'a'\nname = 'Ay'\nletter = 'A'\n\
             [[party]]\nid = 'b'\nname = 'Bee'\nletter = 'B'\n{places}\
             [[event]]\nid = 'e'\nat = 2021-05-02\nheadline = 'Something'\n"
        )
    };
    let one = "[[place]]\nid = 'p'\nname = 'Port'\nholder = 'a'\n";
    for (name, places) in [("many", places.as_str()), ("one", one), ("none", "")] {
        let scenario = load::load_text("one.toml", &text(places)).unwrap().scenario;
        let screen = Screen::new(&scenario).at("2021-05-02").keys("b PgDn");
        insta::assert_snapshot!(format!("places_{name}"), screen.clone().size(80, 24).text());
        for (columns, rows) in [(40, 12), (60, 20), (120, 40), (200, 60)] {
            let text = screen.clone().size(columns, rows).text();
            assert!(text.contains("Something."), "{text}");
        }
    }
}

#[test]
fn colour_changes_no_character_of_what_is_presented() {
    for keys in ["b", "b PgDn PgDn", "b p", "b PgDn f", "b t", "b ?"] {
        let screen = Screen::new(flagship()).size(80, 24).keys(keys);
        let plain = screen.text();
        for depth in [Depth::Sixteen, Depth::Indexed, Depth::True] {
            for background in [Background::Dark, Background::Light] {
                assert_eq!(
                    screen.clone().coloured(depth, background).text(),
                    plain,
                    "{keys}"
                );
            }
        }
    }
}

/// No word of any sentence is lost on a screen on which there is room for presenting.
#[test]
fn every_sentence_of_every_day_can_be_read_whole() {
    let scenario = flagship();
    let (first, last) = scenario.heading.days;
    for size in [(40, 12), (60, 20), (80, 24), (120, 40)] {
        for day in (0..=calendar::days_between(first, last)).step_by(5) {
            let day = calendar::add_days(first, day).unwrap().to_string();
            let mut played = Screen::new(scenario)
                .at(&day)
                .size(size.0, size.1)
                .keys("b")
                .play();
            let count = played.view().presented.unwrap().briefing.steps.len();
            for row in 0..count {
                played.press(key("PgDn"));
                let text = text(&played);
                let words = |text: &str| {
                    text.split_whitespace()
                        .map(str::to_owned)
                        .collect::<Vec<String>>()
                };
                let step = &played.view().presented.unwrap().briefing.steps[row];
                let told =
                    dateline::facts::sentences::word_step(played.view().snapshot, step).unwrap();
                if told.is_of_places {
                    continue;
                }
                let shown = words(&text).join(" ");
                assert!(
                    shown.contains(&words(&told.text).join(" ")),
                    "{size:?} {}\n{text}",
                    told.text
                );
            }
        }
    }
}

/// Whose word the sentence of now is begins the last rows, in full; what else stands on the screen comes behind it.
#[test]
fn the_last_rows_begin_with_whose_word_is_said_now() {
    for size in [(40, 12), (60, 20), (80, 24), (120, 40)] {
        for day in ["2021-08-13", "2021-08-15", "2021-08-16", "2021-08-26"] {
            let screen = Screen::new(flagship()).at(day).size(size.0, size.1);
            let mut played = screen.keys("b").play();
            let count = played.view().presented.unwrap().briefing.steps.len();
            for row in 0..count {
                played.press(key("PgDn"));
                let text = text(&played);
                let snapshot = played.view().snapshot;
                let step = &played.view().presented.unwrap().briefing.steps[row];
                let told = dateline::facts::sentences::word_step(snapshot, step).unwrap();
                let mut whose: Vec<String> = Vec::new();
                for rest in &told.attributions {
                    let short = rest.word_briefly(snapshot);
                    if !whose.contains(&short) {
                        whose.push(short);
                    }
                }
                let whose = whose.join(", ");
                let rows: Vec<&str> = text.lines().map(str::trim).collect();
                let begins = |from: usize| rows[from..].join(" ").starts_with(&whose);
                assert!(
                    (1..rows.len()).any(begins),
                    "{size:?} {day} {whose}\n{text}"
                );
            }
        }
    }
}

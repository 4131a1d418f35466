//! What the room sees while somebody presents: nothing over a frozen view, numbers that add up, marks to go to.

use std::fmt::Write as _;

use dateline::app::keymap::Mode;
use dateline::frame;
use dateline::model::scenario::Scenario;

use super::withheld::loaded;
use super::{Screen, key};
use crate::support::flagship;

fn text(played: &super::Played<'_>) -> String {
    frame::text::write(&played.buffer())
}

/// Eight parties; the first ones hold more places.
fn many() -> Scenario {
    let mut lines = String::from(
        "format = 1\n[scenario]\nid = 'many'\ntitle = 'Many'\nzone = 'UTC'\ndays = [2021-08-01, 2021-08-20]\n\
         control = { scope = 'capital' }\n",
    );
    for (row, letter) in ('A'..='H').enumerate() {
        let _ = write!(
            lines,
            "[[party]]\nid = 'p{row}'\nname = 'Party {letter}'\nletter = '{letter}'\n"
        );
    }
    let holders = [0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 5, 5, 6, 7];
    for (row, holder) in holders.into_iter().enumerate() {
        let _ = write!(
            lines,
            "[[place]]\nid = 'x{row}'\nname = 'Place {row}'\nholder = 'p{holder}'\n"
        );
    }
    lines += "[[place]]\nid = 'y'\nname = 'Place y'\n\
              [[event]]\nid = 'e'\nat = 2021-08-02\nheadline = 'Nothing'\n";
    loaded(&lines)
}

#[test]
fn the_numbers_of_many_parties_add_up() {
    let scenario = many();
    let cases = [
        ((40, 12), "6 more: 8, nobody known 1"),
        (
            (60, 20),
            "Party C 2, Party F 2, and 4 more: 4, nobody known 1",
        ),
        (
            (120, 40),
            "Party C 2, Party F 2, Party D 1, Party E 1, Party G 1, Party H 1, nobody known 1",
        ),
    ];
    for (size, line) in cases {
        let text = Screen::new(&scenario).size(size.0, size.1).keys("b").text();
        assert!(text.lines().any(|row| row.trim() == line), "{line}\n{text}");
    }
}

#[test]
fn what_was_learnt_does_not_read_as_more_digits() {
    for size in [(80, 24), (160, 48)] {
        let screen = Screen::new(flagship()).at("2021-08-16").known("then");
        let text = screen.size(size.0, size.1).text();
        assert!(
            text.contains(" 33 ▲1, 4 late") || text.contains(" 33 ▲1, 4 more reported late"),
            "{text}"
        );
    }
}

#[test]
fn nothing_is_drawn_over_a_frozen_view() {
    for size in [(40, 12), (80, 24), (120, 40)] {
        let screen = Screen::new(flagship()).size(size.0, size.1);
        let mut played = screen.keys("b PgDn f").play();
        let frozen = text(&played);
        assert!(frozen.contains("FROZEN"), "{frozen}");
        for name in ["g", "T", "?", "'", "m", "Right", "g"] {
            played.press(key(name));
            assert_eq!(played.app.key_mode(), Mode::Present, "{name}");
            assert_eq!(text(&played), frozen, "{name}");
        }
        // The notes are the presenter's own.
        played.press(key("p"));
        for (name, word) in [("g", "go to"), ("?", "keys"), ("'", "Marks")] {
            let before = text(&played);
            played.press(key(name));
            let after = text(&played);
            assert_ne!(before, after, "{name}");
            assert!(
                after.to_lowercase().contains(&word.to_lowercase()),
                "{after}"
            );
            played.press(key("Esc"));
        }
        played.press(key("p"));
        assert_eq!(text(&played), frozen);
    }
}

#[test]
fn marks_are_gone_to_while_presenting() {
    let mut played = Screen::new(flagship()).size(80, 24).keys("b m").play();
    assert_eq!(played.app.key_mode(), Mode::Present);
    assert!(played.app.marks.iter().any(|mark| mark.name.is_empty()));
    let here = played.app.cursor.as_of;
    let before = text(&played);
    for name in ["l", "l", "'"] {
        played.press(key(name));
    }
    let popup = text(&played);
    assert!(
        popup.contains("Bookmarks") && popup.contains("your mark"),
        "{popup}"
    );
    while !text(&played)
        .lines()
        .any(|row| row.contains("►") && row.contains("your mark"))
    {
        played.press(key("Up"));
    }
    played.press(key("Enter"));
    assert_eq!(played.app.key_mode(), Mode::Present);
    assert_eq!(played.app.cursor.as_of, here);
    assert_eq!(text(&played), before);
    played.press(key("m"));
    assert!(played.app.marks.is_empty());
}

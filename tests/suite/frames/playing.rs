//! Playing and marks: how the date moves by itself, what stops it, and where marks lead.

use std::time::Duration;

use dateline::frame;
use dateline::model::calendar;
use insta::assert_snapshot;

use super::{Played, Screen, key};
use crate::support::{MARKS, flagship, scenario};

/// The last row, which says what plays.
fn last_row(played: &Played<'_>) -> String {
    let text = frame::text::write(&played.buffer());
    text.lines().last().unwrap().trim().to_owned()
}

fn day(played: &Played<'_>) -> u32 {
    let zone = played.shown.snapshot.scenario.zone();
    calendar::day_of(played.app.cursor.as_of, zone).day()
}

#[test]
fn it_plays_day_by_day_until_a_mark() {
    let mut played = Screen::new(flagship())
        .at("2021-08-09")
        .size(80, 24)
        .keys("Space")
        .play();
    assert_eq!(
        last_row(&played),
        "playing by days, 1 a second; any key stops"
    );
    assert_eq!(played.app.play.step_pause(), Some(Duration::from_secs(1)));
    played.tick();
    assert_eq!(
        (day(&played), last_row(&played).as_str()),
        (10, "playing by days, 1 a second")
    );
    played.tick();
    played.tick();
    assert_eq!(day(&played), 12);
    assert_eq!(
        last_row(&played),
        "stopped at a mark: Kandahar falls: The second city, late in the evening"
    );
    assert_eq!(played.app.play.step_pause(), None);
    // Nothing moves any more; Space goes on.
    played.tick();
    assert_eq!(day(&played), 12);
    played.press(key("Space"));
    played.tick();
    assert_eq!(day(&played), 13);
}

#[test]
fn the_speed_is_set_while_it_plays_and_only_then() {
    let screen = Screen::new(flagship()).at("2021-04-14");
    assert_eq!(screen.clone().keys("+ + -").text(), screen.clone().text());
    let pace = |keys: &str| {
        screen
            .clone()
            .keys(keys)
            .play()
            .app
            .play
            .step_pause()
            .unwrap()
    };
    assert_eq!(pace("Space"), Duration::from_secs(1));
    assert_eq!(pace("Space + +"), Duration::from_millis(250));
    assert_eq!(pace("Space + + + +"), Duration::from_millis(250));
    assert_eq!(pace("Space - - -"), Duration::from_secs(4));
    // It is kept for the next time.
    assert_eq!(pace("Space + Space Space"), Duration::from_millis(500));
}

#[test]
fn any_other_key_stops_and_acts() {
    let screen = Screen::new(flagship()).at("2021-08-09").size(80, 24);
    for name in [
        "Right", "2", "?", "t", "d", "Enter", "m", ";", "Left", "Esc", "Space",
    ] {
        let mut played = screen.clone().keys("Space").play();
        played.press(key(name));
        assert_eq!(played.app.play.step_pause(), None, "{name}");
        let mut other = screen.clone().keys(name).text();
        if name == "Space" {
            // It only stops, and says so.
            assert_eq!(last_row(&played), "playing has stopped");
            played.app.notice = None;
            other = screen.clone().text();
        }
        assert_eq!(frame::text::write(&played.buffer()), other, "{name}");
    }
}

#[test]
fn it_plays_as_time_was_last_moved_by_hand() {
    let screen = Screen::new(flagship()).at("2021-08-12").size(80, 24);
    let mut played = screen.clone().keys("] Space").play();
    let by_hand = screen.clone().keys("] ]").play();
    played.tick();
    assert_eq!(played.app.cursor, by_hand.app.cursor);
    assert!(last_row(&played).starts_with("playing by changes"));
    let mut played = screen.clone().keys("] Left Space").play();
    played.tick();
    assert!(played.app.cursor.is_end_of_day(flagship().zone()));
}

#[test]
fn it_stops_at_the_last_date_and_says_so() {
    let mut played = Screen::new(flagship())
        .at("2021-09-06")
        .size(80, 24)
        .keys("Space")
        .play();
    played.tick();
    assert_eq!(day(&played), 7);
    assert_eq!(played.app.play.step_pause(), None);
    assert_eq!(last_row(&played), "the last date: playing has stopped");
    played.press(key("Space"));
    assert_eq!(played.app.play.step_pause(), None);
    assert_eq!(
        last_row(&played),
        "this is the last date: there is nothing to play"
    );
}

#[test]
fn it_plays_in_a_comparison_and_as_known_then() {
    let mut played = Screen::new(flagship())
        .at("2021-08-09")
        .known("then")
        .size(80, 24)
        .keys("d Space")
        .play();
    for _ in 0..4 {
        played.tick();
    }
    // As known then the fall of Kandahar is no mark on the 12th: it was known on the 13th.
    assert!(played.app.compare.is_some());
    assert_eq!(day(&played), 13);
    let text = frame::text::write(&played.buffer());
    assert!(
        text.starts_with(" COMPARE  Mon 9 Aug → Fri 13 Aug 2021"),
        "{text}"
    );
}

#[test]
fn marks_are_set_listed_gone_to_and_taken_off() {
    let screen = Screen::new(flagship()).at("2021-08-10").size(80, 24);
    let set = "m m y Space t a l k Enter Right m Enter Right Right";
    assert_snapshot!(
        "marks_80x24",
        screen.clone().keys(&format!("{set} '")).text()
    );
    assert_snapshot!(
        "marks_40x12",
        screen.clone().size(40, 12).keys(&format!("{set} '")).text()
    );
    // Up to the one with a name, and there.
    let played = screen.clone().keys(&format!("{set} ' Up Up Enter")).play();
    assert_eq!(day(&played), 11);
    let played = screen
        .clone()
        .keys(&format!("{set} ' Up Up Up Enter"))
        .play();
    assert_eq!((day(&played), last_row(&played).as_str()), (10, "my talk"));
    // Esc leaves everything as it was.
    let before = screen.clone().keys(set).text();
    assert_eq!(
        screen.clone().keys(&format!("{set} ' Up Up Esc")).text(),
        before
    );
    // A second m takes it off, as does x in the list; one of the scenario stays.
    let marks = |keys: &str| screen.clone().keys(keys).play().app.marks.len();
    assert_eq!(marks(set), 2);
    assert_eq!(marks(&format!("{set} ' Up Up x")), 1);
    assert_eq!(marks("m Enter m"), 0);
    assert_eq!(marks(&format!("{set} ' x")), 2);
    assert_eq!(marks("m Esc"), 0);
    // o leads to the event that a mark is about.
    let event = screen.clone().keys(&format!("{set} ' Up o")).text();
    assert!(
        event.contains("Kandahar, the second city, is lost overnight"),
        "{event}"
    );
    // Playing stops at a set mark.
    let mut played = screen.clone().keys("Right m Enter Left Left Space").play();
    played.tick();
    played.tick();
    assert_eq!(
        (day(&played), last_row(&played).as_str()),
        (11, "stopped at a mark: your mark")
    );
}

#[test]
fn a_mark_is_known_when_its_event_is() {
    let small = scenario(MARKS);
    let text = |at: &str, known: &str| {
        Screen::new(&small)
            .at(at)
            .known(known)
            .size(80, 24)
            .keys("'")
            .text()
    };
    let now = text("2021-01-03", "now");
    for name in [
        "Told at once",
        "Told later",
        "About nothing",
        "Withdrawn later",
        "Corrected",
    ] {
        assert_eq!(
            now.contains(name),
            name != "Withdrawn later",
            "{name}\n{now}"
        );
    }
    // The public does not see what is withheld: this screen is of the public.
    assert!(!now.contains("Secret"), "{now}");
    let then = text("2021-01-05", "then");
    assert!(
        then.contains("Told at once") && then.contains("Withdrawn later"),
        "{then}"
    );
    for name in ["Told later", "About nothing", "Secret"] {
        assert!(!then.contains(name), "{name}\n{then}");
    }
    assert!(text("2021-01-12", "then").contains("Told later"));
}

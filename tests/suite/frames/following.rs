//! What a followed file shows: the banner, the list of problems, what is new, the pinned cursor.

use dateline::app::action::Pane;
use dateline::app::file::Trouble;
use dateline::app::state::App;
use dateline::app::view::Shown;
use dateline::model::calendar::UnixTime;
use dateline::model::cursor::Audience;
use dateline::model::id::Id;
use dateline::model::moment::Moment;
use dateline::model::scenario::Scenario;
use dateline::plain::session::{Talk, Utterance};
use dateline::scenario::load::{self, LoadError};
use insta::assert_snapshot;

use super::{Played, Screen};
use crate::support::{TABLES, cursor, flagship, scenario};

/// The flagship's text with three mistakes, and what is wrong with it.
fn trouble() -> Trouble {
    let text = dateline::scenario::built_in::TEXT;
    let mut text = text.replacen("party = \"taliban\"", "party = \"talban\"", 1);
    text.push_str(
        "\n[[event]]\nid = \"x\"\nat = 2021-08-41\nheadline = \"y\"\nplace = \"kabul\"\n",
    );
    let error = LoadError::Bad(load::load_text("desk/war.toml", &text).unwrap_err());
    Trouble::from_load_error(error, "desk/war.toml", false)
}

/// The flagship whose file is followed.
fn followed(screen: &Screen<'static>, set: impl FnOnce(&mut App)) -> Played<'static> {
    let mut played = Played::open(screen);
    played.app.file.saved = Some("14:02".to_owned());
    played.app.file.look_at(flagship());
    set(&mut played.app);
    played.fold();
    for name in screen.keys.split_whitespace() {
        played.press(super::key(name));
    }
    played
}

fn text(played: &Played<'_>) -> String {
    dateline::frame::text::write(&played.buffer())
}

#[test]
fn a_broken_file_is_told_of_between_header_and_panes() {
    for (columns, rows) in [(120, 40), (80, 24), (40, 12), (160, 48), (30, 5)] {
        let screen = Screen::new(flagship()).size(columns, rows);
        let broken = followed(&screen, |app| app.file.trouble = Some(trouble()));
        assert_snapshot!(format!("broken_{columns}x{rows}"), text(&broken));
    }
    let ascii = Screen::new(flagship()).size(80, 24).ascii();
    let broken = followed(&ascii, |app| app.file.trouble = Some(trouble()));
    let shown = text(&broken);
    assert!(shown.is_ascii(), "{shown}");
    assert_snapshot!("broken_ascii", shown);
}

#[test]
fn the_banner_takes_one_row_and_covers_none() {
    for (columns, rows) in [(120, 40), (80, 24), (60, 20), (40, 12), (200, 60)] {
        for keys in ["1", "3", "3 z", "4"] {
            let screen = Screen::new(flagship()).size(columns, rows).keys(keys);
            let fine = text(&followed(&screen, |_| ()));
            let broken = text(&followed(&screen, |app| app.file.trouble = Some(trouble())));
            let place = broken.lines().position(|line| line.contains("details"));
            let place = place.unwrap();
            let (fine, broken): (Vec<&str>, Vec<&str>) =
                (fine.lines().collect(), broken.lines().collect());
            assert_eq!(fine[..place], broken[..place], "{columns}x{rows} {keys}");
            let title = |line: &str| line.chars().take(8).collect::<String>();
            assert_eq!(title(fine[place]), title(broken[place + 1]));
            assert_eq!(fine.len(), broken.len());
        }
    }
}

#[test]
fn the_list_of_problems() {
    for (columns, rows) in [(120, 40), (80, 24), (40, 12)] {
        let screen = Screen::new(flagship()).size(columns, rows).keys("e Down");
        let broken = followed(&screen, |app| app.file.trouble = Some(trouble()));
        assert_snapshot!(format!("problems_{columns}x{rows}"), text(&broken));
    }
    let gone = Trouble::from_load_error(
        LoadError::Unreadable("war.toml".to_owned(), "there is no such file".to_owned()),
        "war.toml",
        true,
    );
    let screen = Screen::new(flagship()).size(80, 24).keys("e");
    let shown = text(&followed(&screen, |app| app.file.trouble = Some(gone)));
    assert!(
        shown.contains("war.toml is gone; showing 14:02. There is no such file"),
        "{shown}"
    );
    let fine = text(&followed(&screen, |app| app.file.odd = Some(Vec::new())));
    assert!(fine.contains("no problems in the file"), "{fine}");
}

fn ids(ids: &[&str]) -> Vec<Id> {
    ids.iter().map(|id| Id::parse(id).unwrap()).collect()
}

#[test]
fn what_is_new_is_marked_until_it_is_seen() {
    let new = |app: &mut App| app.add_unseen(ids(&["kandahar-falls", "us-exit-done"]), flagship());
    let known: Vec<&str> = flagship()
        .events
        .iter()
        .map(|event| event.id.as_str())
        .collect();
    assert!(known.contains(&"kandahar-falls"), "{known:?}");
    let mut played = followed(&Screen::new(flagship()).size(80, 24), new);
    assert_eq!(played.app.unseen.count_unseen(), 1, "only what there is");
    played.press(super::key("u"));
    assert_eq!(played.app.unseen.count_unseen(), 0);
    assert_eq!(played.app.pane, Pane::Timeline);
    assert_eq!(
        played.app.selection.event,
        Some(Id::parse("kandahar-falls").unwrap())
    );
}

/// A scenario of three events on three days.
fn three() -> Scenario {
    let event = |id: &str, day: u8| {
        format!("[[event]]\nid = \"{id}\"\nat = 2021-01-{day}\nheadline = \"Event {id}\"\n")
    };
    scenario(&[event("a", 10), event("b", 12), event("c", 14)].concat())
}

#[test]
fn u_goes_through_what_is_new_on_any_date() {
    let three = three();
    let screen = Screen::new(&three).at("2021-01-12").size(80, 24);
    let mut played = Played::open(&screen);
    played.app.add_unseen(ids(&["a", "b", "c"]), &three);
    assert_snapshot!("unseen_80x24", text(&played));
    let selected = |played: &Played<'_>| played.app.selection.event.clone().unwrap().to_string();
    for (id, day, left) in [("a", "12", 2), ("b", "12", 1), ("c", "14", 0)] {
        played.press(super::key("u"));
        assert_eq!(selected(&played), id);
        assert_eq!(played.app.unseen.count_unseen(), left);
        let shown = text(&played);
        assert!(shown.contains(&format!("{day} Jan 2021")), "{shown}");
        assert_eq!(shown.contains(" new "), left > 0, "{shown}");
    }
    // After the last comes the first; a filter does not hide it, nor does what was known then.
    played.app.add_unseen(ids(&["a"]), &three);
    for name in "f".split_whitespace() {
        played.press(super::key(name));
    }
    for letter in "text Event c".chars() {
        let name = if letter == ' ' {
            "Space".to_owned()
        } else {
            letter.to_string()
        };
        played.press(super::key(&name));
    }
    played.press(crossterm::event::KeyEvent::from(
        crossterm::event::KeyCode::Enter,
    ));
    assert!(!played.app.filter.is_empty());
    played.press(super::key("u"));
    assert_eq!(selected(&played), "a");
    assert!(played.app.filter.is_empty());
    played.press(super::key("u"));
    assert_eq!(played.app.notice.as_deref(), Some("No unread events"));
}

#[test]
fn what_is_looked_at_is_seen() {
    let three = three();
    let screen = Screen::new(&three).at("2021-01-14").size(80, 24);
    let mut played = Played::open(&screen);
    played.app.add_unseen(ids(&["a", "b", "c"]), &three);
    played.press(super::key("Down"));
    assert_eq!(played.app.unseen.count_unseen(), 3, "another pane is open");
    played.press(super::key("3"));
    assert_eq!(
        played.app.unseen.count_unseen(),
        2,
        "the newest is selected"
    );
    played.press(super::key("Down"));
    assert_eq!(played.app.unseen.count_unseen(), 1);
    played.press(super::key("U"));
    assert_eq!(played.app.unseen.count_unseen(), 0);
}

/// What another state of the file shows to whoever was at this one.
fn gone_over<'n>(played: &Played<'_>, new: &'n Scenario) -> Played<'n> {
    let mut app = played.app.clone();
    let Shown {
        snapshot, listing, ..
    } = &played.shown;
    app.go_over(snapshot, listing, new);
    Played {
        shown: Shown::at(new, &app),
        app,
        size: played.size,
        look: played.look,
    }
}

#[test]
fn a_reload_keeps_the_place() {
    let old = three();
    let more = "[[event]]\nid = \"d\"\nat = 2021-01-14\nheadline = \"Event d\"\n";
    let without_b = ["a", "c"].map(|id| {
        let day = if id == "a" { 10 } else { 14 };
        format!("[[event]]\nid = \"{id}\"\nat = 2021-01-{day}\nheadline = \"Event {id}\"\n")
    });
    let new = scenario(&format!("{}{more}", without_b.concat()));
    let screen = Screen::new(&old).at("2021-01-14").size(80, 24);
    for (keys, event) in [("3", "c"), ("3 Down", "a"), ("3 Down Down", "a")] {
        let played = screen.clone().keys(keys).play();
        let there = gone_over(&played, &new);
        let (_, key) = there.view().selected_event().unwrap();
        assert_eq!(new.event(key).id.as_str(), event, "{keys}");
        assert_eq!(there.app.cursor, played.app.cursor);
    }
    // A place that is gone gives way to the next one; what is typed and what is sought stay.
    let tables = TABLES.replace("[[place]]\nid = \"south\"", "[[place]]\nid = \"far\"");
    let other = load::load_text("small.toml", &format!("{tables}{more}"))
        .unwrap()
        .scenario;
    let played = screen
        .clone()
        .keys("/ E v e n t Space b Enter 1 Down g 1 5")
        .play();
    let (_, place) = played.view().selected_place().unwrap();
    assert_eq!(old.place(place).id.as_str(), "south");
    let there = gone_over(&played, &other);
    let (_, place) = there.view().selected_place().unwrap();
    assert_eq!(other.place(place).id.as_str(), "west");
    assert_eq!(there.app.prompt.as_ref().unwrap().typed_text(), "15");
    assert_eq!(there.app.search.as_ref().unwrap().current, None);
    text(&there);
    let same = gone_over(&played, &old);
    assert_eq!(same.app.search, played.app.search);
}

fn moment(scenario: &Scenario, text: &str) -> UnixTime {
    Moment::parse(text, scenario.zone()).unwrap().effective_at()
}

#[test]
fn a_pinned_cursor_goes_with_the_present() {
    let three = three();
    let screen = Screen::new(&three).at("2021-01-10").size(80, 24);
    let mut played = Played::open(&screen);
    played.app.cursor.audience = Audience::Desk;
    played.app.file.look_at(&three);
    let present = moment(&three, "2021-01-12 12:00");
    played.app.pin_cursor(&three, present);
    played.fold();
    let shown = text(&played);
    assert!(shown.contains("Tue 12 Jan 2021, 12:00   LIVE"), "{shown}");
    assert_eq!(played.app.moves_in(&three, present), Some(60));
    assert!(played.app.move_on(&three, UnixTime(present.0 + 61)));
    assert_eq!(played.app.cursor.as_of, UnixTime(present.0 + 60));
    played.fold();
    played.press(super::key("Left"));
    assert!(!played.app.is_live && !played.app.move_on(&three, present));
    assert_eq!(played.app.moves_in(&three, present), None);
    // Where the days are over it stands still, and says so.
    let later = moment(&three, "2022-03-14");
    played.app.pin_cursor(&three, later);
    assert_eq!(played.app.cursor.as_of, three.last_end());
    assert_eq!(played.app.moves_in(&three, later), None);
    let notice = played.app.notice.clone().unwrap();
    assert_eq!(
        notice,
        "live, its days end on Sun 31 Jan 2021, latest source used: 13 months ago"
    );
}

#[test]
fn wide_headers_say_when_the_file_was_saved() {
    let screen = Screen::new(flagship()).size(200, 60);
    let shown = text(&followed(&screen, |_| ()));
    assert!(shown.contains("saved 14:02"), "{shown}");
}

fn lines(said: &Utterance) -> String {
    match said {
        Utterance::Lines(lines, _) => lines.join("\n"),
        other => format!("{other:?}"),
    }
}

#[test]
fn in_lines_a_reload_says_what_is_new() {
    let old = three();
    let mut talk = Talk::new(&old, App::new(cursor(&old, "2021-01-12", "now")));
    talk.speak_everything();
    let fall = "[[event]]\nid = \"d\"\nat = 2021-01-12\nheadline = \"North falls\"\nsources = [\"good\"]\n\
                claims = [{ place = \"north\", party = \"red\" }]\n";
    let new = scenario(fall);
    talk.app_mut().add_unseen(ids(&["d"]), &new);
    talk.note_file("reloaded: 1 new event".to_owned());
    let said = talk.go_over(&new);
    let mut next = Talk::new(&new, talk.app().clone());
    let mut heard = vec![lines(&next.speak_reload(&said))];
    for key in ["3", "u", "e"] {
        let action = dateline::app::keymap::find_action(&super::key(key), next.key_mode()).unwrap();
        next.apply_action(action);
        heard.push(format!("> {key}\n{}", lines(&next.speak_news())));
    }
    next.app_mut().file.odd = Some(Vec::new());
    heard.push(lines(&next.speak_news()));
    assert_snapshot!("plain_reload", heard.join("\n\n"));
}

#[test]
fn evidence_on_what_is_gone_from_the_file_says_so() {
    let event =
        |id: &str| format!("[[event]]\nid = '{id}'\nat = 2021-01-02\nheadline = 'Event {id}'\n");
    let old = scenario(&format!("{}{}", event("stays"), event("goes")));
    let new = scenario(&event("stays"));
    let mut played = Screen::new(&old).at("2021-01-03").keys("3").play();
    played.app.selection.event = Some(Id::parse("goes").unwrap());
    played.press(super::key("Enter"));
    assert!(text(&played).contains("Event goes"));
    let mut app = played.app.clone();
    app.go_over(&played.shown.snapshot, &played.shown.listing, &new);
    let after = Played {
        shown: Shown::at(&new, &app),
        app,
        size: played.size,
        look: played.look,
    };
    let shown = text(&after);
    assert!(shown.contains("no longer in the file"), "{shown}");
}

//! What is withheld stays out of what is copied, and is marked wherever the desk sees it.

use dateline::app::action::Pane;
use dateline::frame;
use dateline::model::cursor::Audience;
use dateline::model::scenario::Scenario;
use dateline::plain::clipboard::Copied;
use dateline::plain::full_text;
use dateline::plain::session::Talk;
use dateline::scenario::load;

use super::{Played, Screen, key};

/// Alpha falls in public; Beta falls and Gamma falls for the desk alone, with figures, a deadline and a mark.
pub(super) const DESK: &str = r#"
format = 1
[scenario]
id = "w"
title = "Desk test"
zone = "UTC"
days = [2021-08-01, 2021-08-20]
control = { scope = "capital" }
[[party]]
id = "r"
name = "Rebels"
letter = "R"
[[party]]
id = "g"
name = "Government"
letter = "G"
[[place]]
id = "a"
name = "Alpha"
holder = "g"
[[place]]
id = "b"
name = "Beta"
holder = "g"
[[place]]
id = "c"
name = "Gamma"
holder = "g"
[[source]]
id = "s1"
publisher = "Open Wire"
reliability = "B"
[[source]]
id = "s2"
publisher = "Zqx Wire"
reliability = "B"
[[series]]
id = "tr"
label = "Troops"
group = "forces"
unit = "troops"
measure = "stock"
[[series]]
id = "sec"
label = "Zqx troops"
group = "forces"
unit = "troops"
measure = "stock"
[[event]]
id = "e1"
at = 2021-08-12
headline = "Alpha falls"
editor_note = "Zqx editor"
places = ["a"]
sources = ["s1"]
claims = [{ place = "a", party = "r" }]
figures = [{ series = "tr", value = 100 }]
deadlines = [{ id = "dl", on = 2021-08-20, label = "Deadline" }]
[[event]]
id = "e2"
at = 2021-08-13
headline = "Zqx Beta falls"
places = ["b"]
sources = ["s2"]
pub_status = "withheld"
claims = [{ place = "b", party = "r" }]
figures = [{ series = "sec", value = 7777 }, { series = "tr", value = 6666 }]
deadlines = [{ id = "dl", on = 2021-08-25, label = "Zqx deadline" }]
[[event]]
id = "e3"
at = 2021-08-13
headline = "Zqx Gamma falls"
places = ["c"]
sources = ["s2"]
embargoed_until = 2031-01-01
claims = [{ place = "c", party = "r" }]
[[event]]
id = "e6"
at = 2021-08-13
headline = "Ordinary day"
places = ["a"]
sources = ["s1"]
[[mark]]
id = "m1"
at = 2021-08-13
label = "Zqx mark"
event = "e2"
[[mark]]
id = "m2"
at = 2021-08-13
label = "Open mark"
"#;

pub(super) fn loaded(text: &str) -> Scenario {
    match load::load_text("desk.toml", text) {
        Ok(loaded) => loaded.scenario,
        Err(problems) => panic!("{}", problems[0].render(false)),
    }
}

/// The dashboard of the desk after some keys.
fn desk<'s>(scenario: &'s Scenario, size: (u16, u16), keys: &str) -> Played<'s> {
    let mut played = Screen::new(scenario).size(size.0, size.1).play();
    played.app.cursor.audience = Audience::Desk;
    played.app.cursor.now = played.app.cursor.as_of;
    played.fold();
    for name in keys.split_whitespace() {
        played.press(key(name));
    }
    played
}

#[test]
fn what_is_copied_is_what_the_public_may_see() {
    let scenario = loaded(DESK);
    let mut texts = 0;
    let mut none = 0;
    for pane in ["1", "2", "3", "4"] {
        for rows in 0..4 {
            for then in ["", "Enter", "o", "Enter Enter", "'"] {
                let keys = format!("{pane} {}{then}", "Down ".repeat(rows));
                let copied = Copied::from_view(&desk(&scenario, (120, 40), &keys).view());
                if copied == Copied::Withheld {
                    none += 1;
                }
                if let Some(text) = copied.into_text() {
                    texts += 1;
                    let low = text.to_lowercase();
                    for word in ["zqx", "7,777", "6,666"] {
                        assert!(!low.contains(word), "{word} after {keys}\n{text}");
                    }
                }
            }
        }
    }
    assert!(texts > 20 && none > 5, "{texts}, {none}");
    let copied = |keys: &str| Copied::from_view(&desk(&scenario, (120, 40), keys).view());
    let about = |id: &str| {
        let mut played = desk(&scenario, (120, 40), "3");
        played.app.selection.event = Some(
            scenario
                .events
                .iter()
                .find(|event| event.id.as_str() == id)
                .unwrap()
                .id
                .clone(),
        );
        played
    };
    for id in ["e2", "e3"] {
        let mut played = about(id);
        assert_eq!(Copied::from_view(&played.view()), Copied::Withheld, "{id}");
        played.press(key("Enter"));
        assert_eq!(Copied::from_view(&played.view()), Copied::Withheld, "{id}");
        assert!(Copied::Withheld.word_notice().contains("it is withheld"));
    }
    // What the public may see of it is copied, and what is missing is said.
    let open = Copied::from_view(&about("e6").view());
    assert!(matches!(&open, Copied::Text(text, false) if text.contains("Ordinary day")));
    let beta = copied("1 Down");
    assert!(
        matches!(&beta, Copied::Text(text, true) if text.contains("Beta. Government")),
        "{beta:?}"
    );
    assert!(beta.word_notice().ends_with("without what is withheld"));
    let marks = copied("'").into_text().unwrap();
    assert!(marks.contains("Open mark"), "{marks}");
    assert_eq!(copied("?"), Copied::Nothing);
}

#[test]
fn plain_mode_copies_no_more_than_the_public_may_see() {
    let scenario = loaded(DESK);
    let app = desk(&scenario, (120, 40), "3").app;
    let mut talk = Talk::new(&scenario, app);
    let e2 = scenario
        .events
        .iter()
        .find(|event| event.id.as_str() == "e2");
    talk.app_mut().selection.event = e2.map(|event| event.id.clone());
    assert_eq!(talk.copy_selection(), None);
    assert_eq!(
        talk.app().notice.as_deref(),
        Some("not copied: it is withheld")
    );
}

/// The desk's screen after some keys.
fn seen(scenario: &Scenario, size: (u16, u16), keys: &str) -> String {
    frame::text::write(&desk(scenario, size, keys).buffer())
}

#[track_caller]
fn assert_row(text: &str, words: &[&str]) {
    let has_all = |row: &str| words.iter().all(|word| row.contains(word));
    assert!(text.lines().any(has_all), "{words:?}\n{text}");
}

#[test]
fn the_desk_sees_marked_what_rests_on_what_is_withheld() {
    let scenario = loaded(DESK);
    for size in [(160, 48), (120, 40), (80, 24)] {
        let text = seen(&scenario, size, "1 Down");
        // The tallies, the next deadline, the mark of the day.
        assert_row(&text, &["R Rebels 3", "of 3", "2 WITHHELD"]);
        assert_row(&text, &["WITHHELD Zqx deadline in 12 days"]);
        if size.0 >= 120 {
            assert_row(&text, &["bookmark: WITHHELD Zqx mark"]);
        }
        let marks = seen(&scenario, size, "'");
        assert_row(&marks, &["WITHHELD Zqx mark"]);
        assert!(!marks.contains("WITHHELD Open mark"), "{marks}");
        let places = seen(&scenario, size, "1 z Down");
        assert_row(&places, &["WITHHELD Beta"]);
        assert_row(&places, &["WITHHELD Gamma"]);
        assert_row(&places, &["WITHHELD Beta: Rebels since"]);
        assert!(!places.contains("WITHHELD Alpha"), "{places}");
        let compared = seen(&scenario, size, "h h d l l 2 z");
        assert_row(&compared, &["WITHHELD Zqx troops", "7,777"]);
    }
    let narrow = seen(&scenario, (40, 12), "1 Down");
    assert_row(&narrow, &["R 3", "2 WITHHELD"]);
    assert_row(&narrow, &["WITHHELD"]);
    let tiny = seen(&scenario, (39, 5), "");
    assert_row(&tiny, &["R3", "2 WITHHELD"]);
    let mut public = desk(&scenario, (120, 40), "");
    public.app.cursor.audience = Audience::Public;
    public.fold();
    assert!(!frame::text::write(&public.buffer()).contains("WITHHELD"));
}

#[test]
fn plain_mode_says_withheld_with_tallies_and_marks() {
    let scenario = loaded(DESK);
    let played = desk(&scenario, (80, 24), "");
    let said = full_text::write_lines(&played.view(), &Pane::ALL).join("\n");
    assert!(said.contains("2 of them withheld"), "{said}");
    assert!(said.contains("withheld Zqx mark"), "{said}");
}

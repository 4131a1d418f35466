//! The form in which an event is entered: what it looks like, what its keys do, and that nothing typed is lost.

use dateline::app::action::Action;
use dateline::app::edit::Edit;
use dateline::app::form::FormField;
use dateline::app::keymap::Mode;
use dateline::app::state::{App, Effect};
use dateline::app::view::Shown;
use dateline::frame;
use dateline::plain::session::{SpeechEnd, Talk, Utterance};
use dateline::scenario::entry::EntryKey;
use dateline::ui;
use insta::assert_snapshot;
use ratatui::layout::Rect;

use super::{Played, Screen, key};
use crate::support::{cursor, flagship};

/// A dashboard on a file, after some keys.
fn opened(columns: u16, rows: u16) -> Played<'static> {
    let mut played = Played::open(&Screen::new(flagship()).size(columns, rows));
    played.app.has_file = true;
    played
}

fn press(played: &mut Played<'_>, keys: &str) {
    for name in keys.split_whitespace() {
        played.press(key(name));
    }
}

fn type_in(played: &mut Played<'_>, text: &str) {
    for letter in text.chars() {
        played.act(Action::Edit(Edit::Insert(letter)));
    }
}

fn paste(played: &mut Played<'_>, text: &str) {
    played.app.paste_text(text, &played.shown.snapshot);
}

/// The form with a headline, a claim that is wrong and one more row for the next.
fn filled(columns: u16, rows: u16) -> Played<'static> {
    let mut played = opened(columns, rows);
    press(&mut played, "Down a");
    type_in(&mut played, "Qandahār is quiet: \"nothing\" happens");
    press(&mut played, "Down");
    type_in(&mut played, "talban:confirmed");
    press(&mut played, "Down");
    type_in(&mut played, "Rashkar");
    let form = played.app.form.as_mut().unwrap();
    let said = "unknown party 'talban'; did you mean 'taliban'?";
    form.show_refusal(vec![
        (Some(2), said.to_owned()),
        (None, "war.toml:3: 'zone' is missing".to_owned()),
    ]);
    press(&mut played, "Down");
    played
}

fn text(played: &Played<'_>) -> String {
    frame::text::write(&played.buffer())
}

fn field<'p>(played: &'p Played<'_>) -> (EntryKey, &'p str) {
    let field = played.app.form.as_ref().unwrap().current_field().unwrap();
    (field.key, field.typed_text())
}

#[test]
fn the_form_fits_every_screen() {
    assert_snapshot!("form_120x40", text(&filled(120, 40)));
    assert_snapshot!("form_80x24", text(&filled(80, 24)));
    assert_snapshot!("form_40x12", text(&filled(40, 12)));
    let mut ascii = filled(40, 12);
    ascii.look.wording.ascii = true;
    let shown = text(&ascii);
    assert!(
        shown.is_ascii() && shown.contains("@Claim") && shown.contains("Rashkar_"),
        "{shown}"
    );
}

#[test]
fn the_form_is_drawn_at_any_size() {
    let mut played = filled(80, 24);
    for _ in 0..30 {
        for size in [
            (0, 0),
            (1, 1),
            (3, 40),
            (40, 3),
            (200, 1),
            (39, 11),
            (41, 13),
            (61, 21),
            (200, 60),
        ] {
            let buffer = ui::draw_frame(&played.view(), played.look, size);
            assert_eq!(buffer.area, Rect::new(0, 0, size.0, size.1));
        }
        press(&mut played, "Down");
    }
}

#[test]
fn every_row_can_be_reached_and_is_on_the_screen() {
    let mut played = filled(40, 12);
    press(&mut played, "PgUp PgUp PgUp");
    assert_eq!(field(&played).0, EntryKey::At);
    let mut rows = 1;
    loop {
        let shown = text(&played);
        assert!(
            shown.contains(&format!(
                "►{}",
                field(&played).0.form_label().get(..2).unwrap()
            )),
            "{shown}"
        );
        let before = played.app.form.as_ref().unwrap().row;
        press(&mut played, "Enter");
        if played.app.form.as_ref().unwrap().row == before {
            break;
        }
        rows += 1;
    }
    assert_eq!(rows, played.app.form.as_ref().unwrap().fields.len());
    press(&mut played, "Shift-Tab PgDn");
    assert_eq!(field(&played).0, EntryKey::Id);
}

/// Everything that stands in the form, and where somebody is in it.
fn entered(played: &Played<'_>) -> (usize, Vec<(String, Option<String>)>) {
    let form = played.app.form.as_ref().unwrap();
    let fields = form.fields.iter();
    let fields = fields.map(|field| (field.typed_text().to_owned(), field.problem.clone()));
    (form.row, fields.collect())
}

#[test]
fn nothing_typed_is_lost() {
    let mut played = filled(80, 24);
    let before = entered(&played);
    // Closed and open again, with other things done in between.
    press(&mut played, "Esc");
    assert_eq!(played.app.key_mode(), Mode::Dashboard);
    assert!(text(&played).contains("the new event is kept: a goes back to it"));
    press(&mut played, "Left t / q Esc Tab Tab Down Enter Esc");
    press(&mut played, "t Right a");
    assert_eq!(entered(&played), before);
    // Another state of the file.
    let Shown {
        snapshot, listing, ..
    } = &played.shown;
    played.app.go_over(snapshot, listing, flagship());
    assert_eq!(entered(&played), before);
    // Other sizes.
    played.size = (40, 12);
    let _ = played.buffer();
    played.size = (80, 24);
    assert_eq!(entered(&played), before);
    // Keys of the dashboard are text here or nothing at all.
    press(&mut played, "q a r");
    assert_eq!(field(&played), (EntryKey::Claim, "Rashkarqar"));
}

#[test]
fn a_form_that_nobody_typed_in_follows_the_cursor() {
    let mut played = opened(80, 24);
    press(&mut played, "a Esc Left Down a");
    let form = played.app.form.as_ref().unwrap();
    let texts: Vec<&str> = form.fields.iter().map(FormField::typed_text).collect();
    assert_eq!(texts[..3], ["2021-08-12", "", ""]);
    let parts = form.read_entry().0.parts;
    assert_eq!(parts.len(), 1, "{parts:?}");
    // The selected place is the first that a claim may be about; what is typed blindly takes the place of the date.
    let second = played.shown.listing.places[1];
    press(&mut played, "Down Tab");
    let id = &flagship().place(second).id;
    assert_eq!(field(&played), (EntryKey::Claim, id.as_str()));
    press(&mut played, "Up Up");
    type_in(&mut played, "2021-08-11");
    assert_eq!(field(&played), (EntryKey::At, "2021-08-11"));
    // Not at the end of a day, the hour stands there too.
    let mut played = Played::open(&Screen::new(flagship()).at("2021-08-13 12:00"));
    played.app.has_file = true;
    press(&mut played, "a");
    assert_eq!(
        played.app.form.as_ref().unwrap().fields[0].typed_text(),
        "2021-08-13 12:00"
    );
}

#[test]
fn ids_are_completed_from_any_spelling() {
    let mut played = opened(80, 24);
    press(&mut played, "a Down ^U");
    for (typed, expect) in [
        ("Rashk", "helmand"),
        ("=tali", "helmand=taliban"),
        (":conf", "helmand=taliban:confirmed"),
    ] {
        type_in(&mut played, typed);
        press(&mut played, "Tab");
        assert_eq!(field(&played), (EntryKey::Claim, expect));
    }
    // The next one that it could be, and round again.
    press(&mut played, "Down ^U");
    type_in(&mut played, "pak");
    let mut seen = Vec::new();
    for _ in 0..3 {
        press(&mut played, "Tab");
        seen.push(field(&played).1.to_owned());
    }
    assert_eq!(seen, ["paktia", "paktika", "paktia"]);
    // Where nothing can be completed it goes on.
    press(&mut played, "PgUp Down");
    assert_eq!(field(&played).0, EntryKey::Headline);
    press(&mut played, "Tab");
    assert_eq!(field(&played).0, EntryKey::Claim);
}

#[test]
fn a_paste_is_text_in_one_row() {
    let mut played = opened(80, 24);
    press(&mut played, "a");
    paste(&mut played, "one\r\ntwo\x1b[31m\u{202e}\r\n");
    assert_eq!(
        field(&played),
        (EntryKey::Headline, "one two^[[31m\u{fffd}")
    );
    while field(&played).0 != EntryKey::Body {
        press(&mut played, "Down");
    }
    paste(&mut played, "one\rtwo\r\n\r\nthree\n");
    assert_eq!(field(&played).1, "one\ntwo\n\nthree");
    assert!(text(&played).contains("one^Jtwo^J^Jthree_"));
    paste(&mut played, &"x".repeat(100_000));
    assert_eq!(field(&played).1.chars().count(), 4000);
}

#[test]
fn the_built_in_scenario_says_what_to_do() {
    let shown = Screen::new(flagship()).size(120, 40).keys("a").text();
    assert!(
        shown.contains(
            "The built-in example cannot be edited; `dateline new FILE` writes one of your own."
        ),
        "{shown}"
    );
}

#[test]
fn leaving_asks_once_for_an_event_that_was_begun() {
    let mut played = filled(80, 24);
    let quit = |played: &mut Played<'_>| {
        let Shown {
            snapshot, listing, ..
        } = &played.shown;
        played.app.update(
            Action::Quit,
            snapshot,
            listing,
            dateline::app::state::Turns::default(),
        )
    };
    assert_eq!(quit(&mut played), Effect::Stay);
    assert!(text(&played).contains("not saved; the same key again leaves"));
    assert_eq!(quit(&mut played), Effect::Quit);
    // Another key in between is an answer: it is asked again, also where the form is closed.
    press(&mut played, "Down Esc");
    assert_eq!(quit(&mut played), Effect::Stay);
    press(&mut played, "Down");
    assert_eq!(quit(&mut played), Effect::Stay);
    let mut idle = opened(80, 24);
    press(&mut idle, "a");
    assert_eq!(quit(&mut idle), Effect::Quit);
}

/// A dashboard with a filter, after an event of the flagship was saved in the form.
fn saved_with(filter: &str) -> Played<'static> {
    let mut played = opened(120, 40);
    press(&mut played, "/");
    press(&mut played, "Esc f");
    type_in(&mut played, filter);
    press(&mut played, "Enter");
    assert_eq!(played.app.filter.len(), 1);
    let event = flagship()
        .events
        .iter()
        .find(|event| event.provenance.at.effective_at() < played.app.cursor.as_of);
    let id = event.unwrap().id.as_str();
    played.app.form_saved(id, "wrote it".to_owned());
    let Shown {
        snapshot, listing, ..
    } = &played.shown;
    played.app.go_over(snapshot, listing, flagship());
    played
}

#[test]
fn saving_keeps_a_filter_that_shows_the_event() {
    let kept = saved_with("since 2001-01-01");
    assert_eq!(kept.app.filter.len(), 1);
    assert_eq!(kept.app.notice.as_deref(), Some("wrote it"));
    let hidden = saved_with("text no event has this in it");
    assert!(hidden.app.filter.is_empty());
    assert_eq!(
        hidden.app.notice.as_deref(),
        Some("the filter is off, it hides this event; wrote it")
    );
}

#[test]
fn a_form_is_thrown_away_after_asking() {
    let mut played = filled(80, 24);
    press(&mut played, "^X");
    assert!(text(&played).contains("this empties the form; the same key again does it"));
    // Another key is an answer.
    press(&mut played, "Down ^X Down");
    assert!(played.app.form.is_some());
    press(&mut played, "^X ^X");
    assert!(played.app.form.is_none());
    assert!(text(&played).contains("the new event is thrown away"));
    press(&mut played, "a");
    assert!(!played.app.form.as_ref().unwrap().is_begun());
}

#[test]
fn what_was_wrong_with_the_file_is_not_told_of_a_form_that_is_opened_again() {
    let mut played = filled(80, 24);
    let said = "war.toml:3: 'zone' is missing";
    assert!(text(&played).contains(said));
    press(&mut played, "Esc a");
    assert!(!text(&played).contains(said));
    assert!(text(&played).contains("unknown party 'talban'"));
}

#[test]
fn the_keys_of_the_form_are_helped_with() {
    let mut played = opened(80, 24);
    press(&mut played, "a");
    played.act(Action::Help);
    let shown = text(&played);
    for words in [
        "Keys: new event",
        "Ctrl-S, F2       save it",
        "Left Right       a letter left, right",
        "close (draft kept)",
    ] {
        assert!(shown.contains(words), "{shown}");
    }
    press(&mut played, "Esc");
    assert_eq!(played.app.key_mode(), Mode::Form);
}

#[test]
fn plain_mode_says_the_form_in_words() {
    let mut app = App::new(cursor(flagship(), "2021-08-13", "now"));
    app.has_file = true;
    let mut talk = Talk::new(flagship(), app);
    let _ = talk.speak_everything();
    let mut said = Vec::new();
    let mut act = |talk: &mut Talk<'_>, actions: &[Action]| {
        for action in actions {
            talk.apply_action(*action);
        }
        said.push(match talk.speak_news() {
            Utterance::Lines(lines, SpeechEnd::Typed(typed)) => {
                format!(
                    "{}\n{}{}|{}",
                    lines.join("\n"),
                    typed.prompt_label(),
                    typed.before,
                    typed.behind
                )
            }
            Utterance::Lines(lines, _) => lines.join("\n"),
            Utterance::Typed(before, now) => format!("(typed {} to {})", before.before, now.before),
            Utterance::Nothing => "(nothing)".to_owned(),
        });
    };
    let letter = |letter| Action::Edit(Edit::Insert(letter));
    act(&mut talk, &[Action::AddEvent]);
    act(&mut talk, &[letter('x')]);
    act(&mut talk, &[Action::FieldAfter]);
    act(
        &mut talk,
        &[letter('t'), letter('a'), Action::Edit(Edit::Complete)],
    );
    act(&mut talk, &[Action::FieldBefore, Action::FieldBefore]);
    act(&mut talk, &[Action::FieldBefore]);
    let form = talk.app_mut().form.as_mut().unwrap();
    form.show_refusal(vec![(Some(1), "wrong".to_owned())]);
    act(&mut talk, &[Action::Save]);
    act(&mut talk, &[Action::Edit(Edit::Leave)]);
    assert_snapshot!("plain_form", said.join("\n\n"));
}

//! The prompt, in the last row: what is typed, and what Enter would do with it.
//!
//! `ui::draw` calls it last, so that nothing covers it. What a text means is the business of `app::prompt`.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::action::Action;
use crate::app::edit::Edit;
use crate::app::keymap::hint_key;
use crate::app::prompt::{Answer, Prompt};
use crate::app::view::View;
use crate::facts::moment::{DayForm, word_day, word_instant};
use crate::facts::person;
use crate::model::cursor::KnownAt;
use crate::snapshot::filter::{self, By};
use crate::snapshot::matches::Hit;
use crate::text::fit;
use crate::ui::paint;
use crate::ui::theme::{FrameStyle, Role};

/// The most rows that a prompt or a notice takes, the last ones of the screen.
pub const MOST_ROWS: u16 = 2;

/// Draws the prompt over the last row of the screen.
pub fn draw(view: &View<'_>, look: FrameStyle, prompt: &Prompt, screen: Rect, buffer: &mut Buffer) {
    let row = Rect {
        y: screen.bottom().saturating_sub(1),
        height: 1.min(screen.height),
        ..screen
    };
    let width = usize::from(row.width);
    let key = |edit| hint_key(Action::Edit(edit));
    let (take, leave) = (key(Edit::Accept), key(Edit::Leave));
    let (text, role) = match prompt.read_answer(view.snapshot) {
        Ok(answer) => (
            format!("{}   {take}, {leave} ", word_answer(view, &answer)),
            Role::Text,
        ),
        Err(reason) => (format!("{reason}   {leave} "), Role::Muted),
    };
    let (before, behind) = prompt.split_at_cursor();
    let before = format!(" {}{before}_", prompt.asks.prompt_label());
    // Where it is long, what is seen of it ends with the cursor, or begins with the question.
    let room = width.saturating_sub(2);
    let typed = if fit::measure_width(&before) > room {
        fit::take_tail(&before, room).to_owned()
    } else {
        fit::take_head(&format!("{before}{behind}"), room).to_owned()
    };
    let room = width.saturating_sub(fit::measure_width(&typed) + 2);
    let plain = look.role_style(Role::Text);
    let mut pieces = vec![
        (typed, look.role_style(Role::Strong)),
        ("  ".to_owned(), plain),
    ];
    if fit::measure_width(&text) > room && width < 60 && screen.height > 1 {
        // Where both do not fit, what it would do takes the row above.
        let above = Rect {
            y: row.y - 1,
            ..row
        };
        let phrase = fit::cut_to_fit(
            &format!(" {}", text.trim_end()),
            width,
            look.wording.cut_mark(),
        );
        paint::put_line(
            buffer,
            above,
            0,
            &[(fit::align_left(&phrase, width, ""), look.role_style(role))],
        );
        pieces.push((" ".repeat(room), plain));
    } else {
        let phrase = fit::align_right(
            &fit::cut_to_fit(&text, room, look.wording.cut_mark()),
            room,
            "",
        );
        pieces.push((phrase, look.role_style(role)));
    }
    paint::put_line(buffer, row, 0, &pieces);
}

/// Says something in the last row, until the next key.
pub fn draw_notice(look: FrameStyle, text: &str, screen: Rect, buffer: &mut Buffer) {
    let row = Rect {
        y: screen.bottom().saturating_sub(1),
        height: 1.min(screen.height),
        ..screen
    };
    let phrase = fit::align_left(&format!(" {text}"), usize::from(row.width), "");
    paint::put_line(buffer, row, 0, &[(phrase, look.role_style(Role::Strong))]);
}

/// What Enter would do.
fn word_answer(view: &View<'_>, answer: &Answer) -> String {
    match answer {
        Answer::GoTo(at) | Answer::KnownAt(KnownAt::At(at)) => {
            word_instant(*at, view.snapshot.scenario.zone(), DayForm::Weekday, None)
        }
        Answer::KnownAt(KnownAt::Now) => "as now known".to_owned(),
        Answer::KnownAt(KnownAt::Then) => "as known then".to_owned(),
        Answer::Filter(conditions) if conditions.is_empty() => {
            let words: Vec<&str> = By::WORDS.iter().map(|(word, _)| *word).collect();
            format!("everything; {}", words.join(", "))
        }
        Answer::Filter(conditions) => filter::word_conditions(conditions).join("; "),
        Answer::Search => word_found(view),
        Answer::Mark(name) if name.trim().is_empty() => "a name, or the date alone".to_owned(),
        Answer::Mark(_) => "set a bookmark here".to_owned(),
    }
}

/// `2 of 7 matches: Lashkar Gah (place), 13 Aug (event)`.
pub fn word_found(view: &View<'_>) -> String {
    let Some(number) = view.hit_number() else {
        let is_empty = view
            .app
            .search
            .as_ref()
            .is_none_or(|search| search.text.trim().is_empty());
        return (if is_empty {
            "a name or a word"
        } else {
            "no match"
        })
        .to_owned();
    };
    let count = view.hits.len();
    let matches = if count == 1 { "match" } else { "matches" };
    // Matches of one name are told apart by where they stand, not by what they are called.
    let mut names: Vec<String> = Vec::new();
    for hit in view.hits.iter().skip(number - 1).take(NAMED) {
        let name = word_match(view, *hit);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    format!("{number} of {count} {matches}: {}", names.join(", "))
}

/// How many matches are named, from the one that is selected on.
const NAMED: usize = 2;

/// What a match is called: `Lashkar Gah (place)`, `13 Aug (event)`.
fn word_match(view: &View<'_>, hit: Hit) -> String {
    let scenario = view.snapshot.scenario;
    match hit {
        Hit::Place(place) => {
            let label = &scenario.heading.place_label;
            let place = scenario.place(place);
            let seat = if place.seat_or_name() == &place.name {
                String::new()
            } else {
                format!(", {}", place.seat_or_name().bidi_terminated())
            };
            format!(
                "{}{seat} ({})",
                place.full_name().bidi_terminated(),
                label.bidi_terminated()
            )
        }
        Hit::Figure(series, _) => {
            format!(
                "{} (figure)",
                scenario.one_series(series).short_name().bidi_terminated()
            )
        }
        Hit::Person(person, event) => person::word_person(scenario, person, event),
        Hit::Event(event) => {
            let day = scenario.event(event).provenance.at.day_in(scenario.zone());
            format!(
                "{} (event)",
                word_day(day, DayForm::Short, Some(view.snapshot.day))
            )
        }
    }
}

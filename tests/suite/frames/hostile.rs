//! Random text of the nasty kinds in every field, random sizes and keys: from the file to every pane and back out.
//!
//! Whatever comes in, nothing panics, no frame holds a control or anything unseen, every row is as wide
//! as the screen, ASCII is ASCII, and the export is as safe as the screen.

use std::fmt::Write;
use std::num::NonZero;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dateline::app::keymap;
use dateline::app::state::{App, Effect};
use dateline::export::json;
use dateline::frame;
use dateline::model::scenario::Scenario;
use dateline::plain::rows::SpeechRows;
use dateline::plain::session::Talk;
use dateline::scenario::load;
use dateline::text::link::Links;
use dateline::text::{Text, fit};
use dateline::ui::theme::{Background, Depth};
use proptest::prelude::*;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use super::{Played, Screen, key};
use crate::hostile::{cases, fault_in_data, fault_in_frame, fault_in_line, text, uncoloured};
use crate::support::cursor;

/// What is done to the screen.
#[derive(Clone, Debug)]
enum Step {
    Key(&'static str),
    Typed(char),
    Pasted(String),
    Size(u16, u16),
}

const KEYS: &str = "Left Right h l [ ] ( ) Home End Backspace t T Up Down k j PgUp PgDn ^U ^D \
                    Tab Shift-Tab 1 2 3 4 z s H J K L Enter o g / f F n N ? Esc q \
                    b b F5 Space . p 0 PgDn PgDn";

fn size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![
        6 => (0_u16..130, 0_u16..45),
        3 => prop::sample::select(vec![(40_u16, 12_u16), (59, 19), (60, 20), (80, 24), (100, 30), (120, 40), (160, 48)]),
        1 => (0_u16..=300, 0_u16..=300),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let keys: Vec<&'static str> = KEYS.split_whitespace().collect();
    let letter = text().prop_map(|text| text.chars().next().unwrap_or('.'));
    prop_oneof![
        12 => prop::sample::select(keys).prop_map(Step::Key),
        2 => letter.prop_map(Step::Typed),
        1 => text().prop_map(Step::Pasted),
        2 => size().prop_map(|(columns, rows)| Step::Size(columns, rows)),
    ]
}

/// The head of a scenario, with `!` wherever a text may stand.
const HEAD: &str = r#"format = 1
[scenario]
id = "x"
title = !
zone = "Asia/Kabul"
days = [2021-01-01, 2021-01-31]
note = !
labels = { place = !, tally = ! }
control = { scope = !, means = ! }
"#;

/// Two of each table, with their number for `#`.
const TABLES: &str = r#"
[[person]]
id = "p#"
name = !
aliases = [!]
role = !
[[source]]
id = "s#"
publisher = !
short = !
title = !
url = !
reliability = "B"
[[series]]
id = "f#"
label = !
short = !
group = "forces"
unit = !
measure = "period"
scope = !
period = !
[[series]]
id = "c#"
label = !
group = "territory"
unit = !
measure = "stock"
counts = { party = "a#" }
[[kind]]
id = "k#"
label = !
[[mark]]
id = "m#"
at = 2021-01-1#
label = !
note = !
"#;

/// An event that says all that one can say, without claims; `%` is 0 or 1.
const EVENT: &str = r#"
[[event]]
id = "e#"
at = 2021-01-1#
kind = "k%"
headline = !
body = !
note = !
editor_note = !
tags = [!, !]
sources = ["s0", "s1"]
figures = [{ series = "f%", value = 6#0, note = ! }, { series = "c%", value = 0 }, { series = "c%", low = 0, high = 0 }]
statements = [{ speaker = "p%", says = ! }]
deadlines = [{ id = "d#", on = 2021-01-2#, label = !, short = ! }]
"#;

/// Four claims on a place.
const CLAIMS: &str = r#"places = ["q#"]
claims = [
  { place = "q#", party = "a%", scope = !, note = ! },
  { place = "q#", party = "a%" },
  { place = "q#", party = "a2", status = "contested", alternative = ! },
  { place = "q#", party = "a3", status = "encircled" },
]
"#;

/// A place.
const PLACE: &str = r#"
[[place]]
id = "q#"
name = !
capital = { name = ! }
aliases = [!, !]
region = !
note = !
major = true
population = 9000
holder = "a%"
"#;

/// Letters of parties, and codes of places, of which not one is like the other.
const LETTERS: [&str; 6] = ["T", "ط", "Ж", "é", "क", "7"];
const CODES: [&str; 7] = ["KDH", "کنډ", "東", "a\u{301}b", "🇦🇫", "ｶﾞ", "ঢা"];

/// A scenario with these texts in its fields, each field with the next one.
fn scenario(texts: &[String], places: usize) -> (String, Scenario) {
    let numbered = |form: &str, number: usize| {
        let turn = (number % 2).to_string();
        form.replace('#', &number.to_string()).replace('%', &turn)
    };
    let mut form = HEAD.to_owned();
    for (row, letter) in LETTERS.iter().enumerate() {
        let _ = writeln!(
            form,
            "[[party]]\nid = \"a{row}\"\nname = !\nletter = \"{letter}\""
        );
    }
    form.extend((0..2).map(|row| numbered(TABLES, row)));
    for row in 0..places {
        let (code, column, line) = (CODES[row % CODES.len()], row % 6, row / 6);
        form += &numbered(PLACE, row);
        let _ = writeln!(form, "code = \"{code}\"\ntile = [{column}, {line}]");
    }
    for row in 0..6 {
        form += &numbered(EVENT, row);
        if places > 0 {
            form += &numbered(CLAIMS, row % places);
        }
    }
    form += "corrects = { event = \"e4\", kind = \"corrected\", reason = ! }\n";
    let mut parts = form.split('!');
    let mut file = parts.next().unwrap_or_default().to_owned();
    for (part, text) in parts.zip(texts.iter().cycle()) {
        file += &toml::Value::String(text.clone()).to_string();
        file += part;
    }
    match load::load_text("hostile.toml", &file) {
        Ok(loaded) => (file, loaded.scenario),
        Err(problems) => panic!("{}", problems[0].render(false)),
    }
}

fn take(played: &mut Played<'_>, step: &Step) {
    match step {
        Step::Key(name) => played.press(key(name)),
        Step::Typed(letter) => {
            played.press(KeyEvent::new(KeyCode::Char(*letter), KeyModifiers::NONE));
        }
        Step::Pasted(text) => {
            if played.app.paste_text(text, &played.shown.snapshot) == Effect::Fold {
                played.fold();
            }
        }
        Step::Size(columns, rows) => played.size = (*columns, *rows),
    }
}

/// Finds what is wrong with the frame of now, in every look.
fn fault_in_looks(played: &mut Played<'_>) -> Option<String> {
    let size = played.size;
    let plain = frame::text::write(&played.buffer());
    let mut fault = fault_in_frame(&plain, size, false);
    played.look.depth = Depth::True;
    played.look.background = Background::Light;
    let coloured = uncoloured(&frame::ansi::write((&played.buffer(), &Links::default())));
    played.look.depth = Depth::None;
    fault = fault.or(match coloured {
        Ok(text) if text == plain => None,
        Ok(text) => Some(format!("coloured it reads {text:?}")),
        Err(fault) => Some(fault),
    });
    played.look.wording.ascii = true;
    let ascii = frame::text::write(&played.buffer());
    played.look.wording.ascii = false;
    fault.or_else(|| fault_in_frame(&ascii, size, true))
}

/// Shows one frame after the other as a terminal does that is sent what changed, and reads the last one from it.
struct Glass {
    parser: vt100::Parser,
    shown: Buffer,
}

impl Glass {
    fn new(first: Buffer) -> Self {
        let side = |cells| NonZero::new(cells).unwrap_or(NonZero::<u16>::MIN);
        let mut glass = Self {
            parser: vt100::Parser::new(side(first.area.height), side(first.area.width), 0),
            shown: Buffer::empty(first.area),
        };
        glass.show(first);
        glass
    }

    fn show(&mut self, next: Buffer) {
        if next.area != self.shown.area {
            *self = Self::new(next);
            return;
        }
        let mut bytes = Vec::new();
        let changed = self.shown.diff(&next);
        CrosstermBackend::new(&mut bytes)
            .draw(changed.into_iter())
            .unwrap();
        // This terminal leaves the sign out that stands for what cannot be shown.
        let sent = String::from_utf8(bytes).unwrap().replace('\u{fffd}', "¤");
        self.parser.process(sent.as_bytes());
        self.shown = next;
    }

    /// Finds the first cell that does not hold what the frame has there.
    fn fault(&self) -> Option<String> {
        let area = self.shown.area;
        (0..area.height).find_map(|y| {
            (0..area.width).find_map(|x| {
                let seen = self.parser.screen().cell(y, x)?;
                let meant = self.shown.cell((x, y))?.symbol().replace('\u{fffd}', "¤");
                // Half of a wide character has no contents of its own, and what this terminal has no
                // cell for stands with what is before it.
                if seen.is_wide_continuation() || meant == " " || self.is_narrow_there((x, y)) {
                    return None;
                }
                let (seen, meant) = (seen.contents(), meant.as_str());
                let is_it = meant.contains(seen) || seen.starts_with(meant);
                (seen.is_empty() || !is_it).then(|| format!("{seen:?} for {meant:?} at {x},{y}"))
            })
        })
    }

    /// Whether a row holds something in one cell, up to here, for which this terminal has none.
    fn is_narrow_there(&self, (to, y): (u16, u16)) -> bool {
        (0..=to).any(|x| {
            let symbol = self.shown.cell((x, y)).map_or(" ", Cell::symbol);
            symbol.chars().all(|letter| letter.width() == Some(0))
        })
    }
}

/// Every text in an export.
fn strings<'v>(value: &'v serde_json::Value, into: &mut Vec<&'v str>) {
    match value {
        serde_json::Value::String(text) => into.push(text),
        serde_json::Value::Array(items) => items.iter().for_each(|item| strings(item, into)),
        serde_json::Value::Object(items) => {
            for (key, item) in items {
                into.push(key);
                strings(item, into);
            }
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn nothing_harmful_comes_through(
        texts in prop::collection::vec(text(), 1..24),
        places in prop_oneof![1 => Just(0_usize), 6 => 1_usize..30],
        size in size(),
        (known, steps) in (prop::sample::select(vec!["now", "then"]), prop::collection::vec(step(), 1..14)),
    ) {
        let (_, scenario) = scenario(&texts, places);
        let mut played = Screen::new(&scenario).at("2021-01-12").known(known).size(size.0, size.1).play();
        let mut glass = Glass::new(played.buffer());
        for (number, step) in steps.iter().enumerate() {
            take(&mut played, step);
            glass.show(played.buffer());
            // Drawing three looks of every step would be most of the work.
            if number % 3 == 0 {
                let fault = fault_in_looks(&mut played);
                prop_assert!(fault.is_none(), "after {step:?} at {:?}: {fault:?}", played.size);
            }
        }
        let fault = fault_in_looks(&mut played).or_else(|| glass.fault());
        prop_assert!(fault.is_none(), "at {:?}: {fault:?}", played.size);
    }

}

/// Finds what must not stand in what plain mode sends; of rows that the width tells, none is wider.
fn fault_in_lines(sent: &str, columns: u16, ascii: bool) -> Option<String> {
    // Up and down, back one and to the start of a row: nothing else moves the cursor.
    let mut text = String::new();
    for part in sent.split("\x1b[") {
        let rest = part.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let is_move = rest.len() < part.len() && rest.starts_with(['A', 'B']);
        text.push_str(if is_move { rest.get(1..)? } else { part });
    }
    let mut rows = text.split("\r\n").flat_map(|row| row.split(['\r', '\x08']));
    rows.find_map(|row| {
        // A letter that is wider than the terminal has a row of its own.
        let letters = row
            .graphemes(true)
            .filter(|letter| fit::measure_width(letter) > 0);
        let is_one_letter = letters.count() == 1;
        if fit::measure_width(row) > usize::from(columns) && !is_one_letter {
            return Some(format!("wider than {columns}: {row:?}"));
        }
        if ascii && !row.is_ascii() {
            return Some(format!("not ASCII: {row:?}"));
        }
        fault_in_line(row)
    })
}

proptest! {
    #![proptest_config(cases(32))]

    #[test]
    fn plain_mode_says_nothing_harmful(
        texts in prop::collection::vec(text(), 1..24),
        columns in prop_oneof![1 => 0_u16..12, 4 => 12_u16..140],
        ascii in any::<bool>(),
        steps in prop::collection::vec(step(), 1..12),
    ) {
        let (_, scenario) = scenario(&texts, 7);
        let mut talk = Talk::new(&scenario, App::new(cursor(&scenario, "2021-01-12", "now")));
        let mut rows = SpeechRows::new(ascii, false);
        let mut said = talk.speak_everything();
        for step in &steps {
            let fault = fault_in_lines(&rows.write_utterance(&said, columns), columns, ascii);
            prop_assert!(fault.is_none(), "before {step:?}: {fault:?}");
            let key = match step {
                Step::Key(name) => Some(key(name)),
                Step::Typed(letter) => Some(KeyEvent::new(KeyCode::Char(*letter), KeyModifiers::NONE)),
                Step::Pasted(text) => {
                    talk.paste_text(text);
                    None
                }
                Step::Size(..) => None,
            };
            if let Some(action) = key.and_then(|key| keymap::find_action(&key, talk.key_mode())) {
                talk.apply_action(action);
            }
            said = talk.speak_news();
        }
        for line in talk.copy_selection().unwrap_or_default().lines() {
            let fault = fault_in_data(&line.replace('\u{200e}', ""));
            prop_assert!(fault.is_none(), "copied: {fault:?}");
        }
    }
}

proptest! {
    #![proptest_config(cases(32))]

    #[test]
    fn exports_hold_the_text_as_the_screen_has_it(texts in prop::collection::vec(text(), 1..24)) {
        let (_, scenario) = scenario(&texts, 3);
        let played = Screen::new(&scenario).at("2021-01-31").play();
        let mut bytes = Vec::new();
        json::write(&played.shown.snapshot, &mut bytes).unwrap();
        let export: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let mut found = Vec::new();
        strings(&export, &mut found);
        for text in found {
            let fault = fault_in_data(text);
            prop_assert!(fault.is_none(), "{fault:?}");
        }
        let title = texts[0].trim_matches([' ', '\t', '\r', '\n']);
        prop_assert_eq!(&export["scenario"]["title"], &Text::from_line(title).to_string());
    }

}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn reports_of_bad_files_are_safe(
        texts in prop::collection::vec(text(), 1..8), at in 0..1000_usize, raw in text(), name in text(), quoted in any::<bool>(),
    ) {
        let (file, _) = scenario(&texts, 2);
        let name: String = name.chars().take(200).collect();
        let lines: Vec<&str> = file.lines().collect();
        let row = at % lines.len();
        let typed = if quoted { toml::Value::String(raw.clone()).to_string() } else { raw };
        let key = lines[row].split(" = ").next().unwrap_or_default();
        for broken in [
            format!("{key} = {typed}"),
            format!("{typed} = 1"),
            format!("[[{typed}]]"),
            format!("{}{typed}", lines[row]),
        ] {
            let text = [&lines[..row], &[broken.as_str()], &lines[row + 1..]].concat().join("\n");
            let Err(problems) = load::load_text(&name, &text) else {
                continue;
            };
            for problem in &problems {
                let coloured = uncoloured(&problem.render(true));
                prop_assert!(coloured.is_ok(), "{coloured:?}");
                for line in problem.render(false).lines().chain([problem.summarise_line().as_str()]) {
                    let fault = fault_in_line(line);
                    prop_assert!(fault.is_none(), "{fault:?}");
                    prop_assert!(line.len() < 8000, "{line}");
                }
            }
        }
    }
}

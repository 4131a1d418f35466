//! Keys in words, and the key table by purpose: what help says.
//!
//! Everything comes from the key table; a key that reads as a sign there gets its name here, since most voices
//! pass over signs.

use crate::app::action::Action;
use crate::app::keymap::{self, KeyTableRow, Mode, Purpose, hint_key};
use crate::facts::capitalise_first;
use crate::plain::words::join_sentences;

/// The names of keys that the table writes as a sign or short.
const NAMES: [(&str, &str); 21] = [
    ("Left", "left arrow"),
    ("Right", "right arrow"),
    ("Up", "up arrow"),
    ("Down", "down arrow"),
    ("PgUp", "page up"),
    ("PgDn", "page down"),
    ("Esc", "Escape"),
    ("Shift", "Shift with an arrow"),
    ("[", "left bracket"),
    ("]", "right bracket"),
    ("(", "left parenthesis"),
    (")", "right parenthesis"),
    ("<", "less than"),
    (">", "greater than"),
    ("?", "question mark"),
    ("'", "apostrophe"),
    ("/", "slash"),
    ("+", "plus"),
    ("-", "minus"),
    (".", "full stop"),
    (",", "comma"),
];

/// A page of help: its heading, and its rows of the key table.
struct KeyPage {
    heading: String,
    rows: Vec<&'static KeyTableRow>,
}

/// The pages of help for what was open: one a purpose, then what keys do while something is typed.
fn list_pages(mode: Mode) -> Vec<KeyPage> {
    let of_purpose = |purpose: Purpose| KeyPage {
        heading: capitalise_first(&purpose.help_heading().to_lowercase()),
        rows: keymap::list_shown(mode)
            .filter(|row| row.purpose == purpose)
            .collect(),
    };
    let typing = KeyPage {
        heading: "While typing".to_owned(),
        rows: keymap::list_shown(Mode::Input)
            .filter(|row| !row.modes.contains(&Mode::Dashboard))
            .collect(),
    };
    let form = KeyPage {
        heading: "In the form of a new event".to_owned(),
        rows: keymap::list_shown(Mode::Form)
            .filter(|row| row.modes.len() == 1)
            .collect(),
    };
    let mut pages: Vec<KeyPage> = Purpose::ALL.into_iter().map(of_purpose).collect();
    pages.push(typing);
    if mode == Mode::Dashboard {
        pages.push(form);
    }
    pages.retain(|page| !page.rows.is_empty());
    pages
}

/// How many pages help has.
pub(super) fn count_pages(mode: Mode) -> usize {
    list_pages(mode).len()
}

/// A page of help, from 0: its heading, then a row of the key table a line.
pub(super) fn page_lines(mode: Mode, number: usize) -> Vec<String> {
    let pages = list_pages(mode);
    let Some(page) = pages.get(number) else {
        return Vec::new();
    };
    let heading = format!("Page {} of {}: {}", number + 1, pages.len(), page.heading);
    std::iter::once(join_sentences([heading]))
        .chain(page.rows.iter().map(|row| row_sentence(row)))
        .collect()
}

/// `Left arrow, right arrow, or h, l: day back, day on.`
fn row_sentence(row: &KeyTableRow) -> String {
    let groups = row.keys.split(", ").map(|group| {
        let keys: Vec<String> = group.split(' ').map(spell_key).collect();
        keys.join(", ")
    });
    let keys = groups.collect::<Vec<String>>().join(", or ");
    join_sentences([capitalise_key(&format!("{keys}: {}", row.what))])
}

/// The keys to begin with.
pub(super) fn to_begin_with() -> String {
    let keys = [
        (Action::DayOn, "next day"),
        (Action::LineDown, "next line"),
        (Action::NextPane, "next pane"),
        (Action::Evidence, "evidence"),
        (Action::Help, "keys"),
        (Action::Quit, "quit"),
    ];
    join_sentences(keys.map(|(action, what)| word_hint(action, what)))
}

/// The first key that asks for an action, with what it does: `Right arrow: next day`.
pub(super) fn word_hint(action: Action, what: &str) -> String {
    capitalise_key(&format!("{}: {what}", spell_key(&hint_key(action))))
}

/// Words that begin with a key: the name of one gets a capital, a letter stays the letter that it is.
fn capitalise_key(words: &str) -> String {
    if words.chars().nth(1).is_some_and(char::is_alphabetic) {
        capitalise_first(words)
    } else {
        words.to_owned()
    }
}

/// A key of the table in words.
fn spell_key(key: &str) -> String {
    if let Some((_, name)) = NAMES.iter().find(|(written, _)| *written == key) {
        return (*name).to_owned();
    }
    let control = key.strip_prefix("Ctrl-").or_else(|| key.strip_prefix('^'));
    match control {
        Some(letter) => format!("Control {letter}"),
        // A voice says both cases of a letter alike.
        None if key.len() == 1 && key.chars().all(char::is_uppercase) => format!("capital {key}"),
        None => key.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_a_name_that_a_voice_says() {
        for row in keymap::ROWS {
            for key in row.keys.replace(',', "").split_whitespace() {
                let name = spell_key(key);
                assert!(
                    name.chars()
                        .all(|letter| letter.is_alphanumeric() || " -".contains(letter)),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn help_holds_the_whole_table() {
        let of = |mode| (0..count_pages(mode)).flat_map(move |number| page_lines(mode, number));
        let modes = [Mode::Dashboard, Mode::Compare, Mode::Popup, Mode::Present];
        let phrase: Vec<String> = modes.into_iter().flat_map(of).collect();
        for row in keymap::ROWS {
            assert!(phrase.contains(&row_sentence(row)), "{}", row.what);
        }
        assert!(phrase.contains(&"Left arrow, right arrow, or h, l: day back, day on.".to_owned()));
        assert!(phrase.contains(&"Capital T: known at another moment.".to_owned()));
    }
}

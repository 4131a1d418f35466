//! Keys to actions: dispatch, hints and the manual's table, all from one declaration.
//!
//! [`find_action`] is how the edge turns a key into an action; [`list_shown`] is what help prints, in its order.
//! A test holds that no key means two things in one mode. crossterm's types end here.

mod presenting;
mod row;
mod table;

use std::fmt::Write as _;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::action::Action;
use super::edit::Edit;
use super::present::Lead;
use row::KeyPress;
pub use row::{KeyTableRow, Mode, Purpose};

/// How many rows the key table has.
const COUNT: usize = table::ROWS.len() + presenting::ROWS.len();

/// The key table.
pub static ROWS: &[KeyTableRow] = &{
    let mut rows = [table::ROWS[0]; COUNT];
    let mut row = 0;
    while row < COUNT {
        rows[row] = match row.checked_sub(table::ROWS.len()) {
            Some(row) => presenting::ROWS[row],
            None => table::ROWS[row],
        };
        row += 1;
    }
    rows
};

/// The action of a key in a mode; while something is typed, a letter without a meaning of its own is text.
pub fn find_action(event: &KeyEvent, mode: Mode) -> Option<Action> {
    let key = normalise_event(event);
    let bound = ROWS
        .iter()
        .filter(|row| row.modes.contains(&mode))
        .flat_map(|row| row.bindings)
        .find(|(bound, _)| *bound == key);
    match (bound, mode, key) {
        (Some((_, action)), ..) => Some(*action),
        (None, Mode::Black, _) => Some(Action::Present(Lead::Black)),
        (
            None,
            Mode::Input | Mode::Form,
            KeyPress {
                code: KeyCode::Char(letter),
                modifiers: KeyModifiers::NONE,
            },
        ) => Some(Action::Edit(Edit::Insert(letter))),
        _ => None,
    }
}

/// Whether a key quits whatever is open, so that a frame that cannot be shown need not be waited for.
pub fn always_quits(event: &KeyEvent) -> bool {
    let quits = |mode| find_action(event, mode) == Some(Action::Quit);
    Mode::ALL.into_iter().all(quits)
}

/// The first key that asks for an action, as help writes it; for hints.
pub fn hint_key(action: Action) -> String {
    let bound = ROWS
        .iter()
        .flat_map(|row| row.bindings)
        .find(|(_, bound)| *bound == action);
    bound.map_or_else(String::new, |(key, _)| key.to_string())
}

/// The first key that asks for an action in a mode.
pub fn hint_in(mode: Mode, action: Action) -> String {
    let rows = list_shown(mode).flat_map(|row| row.bindings);
    let mut bound = rows.filter(|(_, bound)| *bound == action);
    bound
        .next()
        .map_or_else(String::new, |(key, _)| key.to_string())
}

/// The rows that do something in a mode and are shown in help.
pub fn list_shown(mode: Mode) -> impl Iterator<Item = &'static KeyTableRow> {
    ROWS.iter().filter(move |row| row.modes.contains(&mode))
}

/// Returns the key table in Markdown, for the manual.
pub fn write_markdown() -> String {
    let mut out = String::from("| keys | what |\n| --- | --- |\n");
    for row in ROWS {
        // Each key is code of its own; the commas between them are not.
        let keys: Vec<String> = row.keys.split(' ').map(to_markdown_code).collect();
        let place = match row.modes {
            [Mode::Popup] => " (in a popup)",
            [Mode::Compare] => " (comparing)",
            [Mode::Compare, Mode::Popup] => " (comparing, in a popup)",
            [Mode::Input] | [Mode::Input, Mode::Form] => " (while typing)",
            [Mode::Form] => " (in the form)",
            [Mode::Present] => " (presenting)",
            _ => "",
        };
        let _ = writeln!(out, "| {} | {}{place} |", keys.join(" "), row.what);
    }
    out
}

/// A key as Markdown code, without the comma behind it.
fn to_markdown_code(key: &str) -> String {
    match key.strip_suffix(',') {
        Some(key) => format!("`{key}`,"),
        None if key == "Shift" => "`Shift` with an arrow".to_owned(),
        None => format!("`{key}`"),
    }
}

/// Terminals report a letter with or without SHIFT, and in either case with CONTROL; SHIFT means
/// something with an arrow only.
fn normalise_event(event: &KeyEvent) -> KeyPress {
    let is_arrow = matches!(
        event.code,
        KeyCode::Left | KeyCode::Right | KeyCode::Up | KeyCode::Down
    );
    let intended = if is_arrow {
        KeyModifiers::SHIFT
    } else {
        KeyModifiers::NONE
    };
    let modifiers = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | intended);
    let code = match event.code {
        KeyCode::Char(letter) if modifiers.contains(KeyModifiers::CONTROL) => {
            KeyCode::Char(letter.to_ascii_lowercase())
        }
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        code => code,
    };
    KeyPress { code, modifiers }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_mode() {
        for mode in Mode::ALL {
            let mut seen: Vec<KeyPress> = Vec::new();
            for row in ROWS.iter().filter(|row| row.modes.contains(&mode)) {
                for (key, action) in row.bindings {
                    assert!(
                        !seen.contains(key),
                        "{key:?} has two meanings in {mode:?}, one of them {action:?}"
                    );
                    seen.push(*key);
                }
            }
        }
    }

    #[test]
    fn every_row_names_each_of_its_keys() {
        for row in ROWS {
            let mut named: Vec<String> = row
                .keys
                .replace("Ctrl-", "^")
                .split([' ', ','])
                .map(str::to_owned)
                .collect();
            named.retain(|word| !word.is_empty());
            let mut bound: Vec<String> = row
                .bindings
                .iter()
                .map(|(key, _)| key.to_string())
                .collect();
            named.sort();
            bound.sort();
            bound.dedup();
            assert_eq!(named, bound);
            assert!(!row.what.is_empty(), "{}", row.keys);
        }
    }

    #[test]
    fn keys_are_found_however_a_terminal_reports_them() {
        let press = |code, modifiers| find_action(&KeyEvent::new(code, modifiers), Mode::Dashboard);
        assert_eq!(
            press(KeyCode::Char('?'), KeyModifiers::SHIFT),
            Some(Action::Help)
        );
        assert_eq!(
            press(KeyCode::Char('<'), KeyModifiers::SHIFT),
            Some(Action::First)
        );
        assert_eq!(
            press(
                KeyCode::Char('C'),
                KeyModifiers::CONTROL | KeyModifiers::SHIFT
            ),
            Some(Action::Quit)
        );
        assert_eq!(
            press(KeyCode::BackTab, KeyModifiers::SHIFT),
            Some(Action::PaneBefore)
        );
        assert_eq!(
            press(KeyCode::Tab, KeyModifiers::SHIFT),
            Some(Action::PaneBefore)
        );
        assert_eq!(press(KeyCode::Left, KeyModifiers::ALT), None);
        assert_eq!(press(KeyCode::Char('x'), KeyModifiers::NONE), None);
    }

    #[test]
    fn one_key_always_quits() {
        let control = |letter| KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL);
        assert!(always_quits(&control('c')));
        assert!(!always_quits(&control('z')));
        assert!(!always_quits(&KeyCode::Char('q').into()));
    }

    #[test]
    fn hints_come_from_the_table() {
        assert_eq!(hint_key(Action::Help), "?");
        assert_eq!(hint_key(Action::ToggleKnown), "t");
        assert_eq!(hint_key(Action::ChangeAfter), "]");
    }
}

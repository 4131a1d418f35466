//! The key table, declared once: it feeds dispatch, help, hints and the README.
//!
//! [`lookup`] is how the edge turns a key into an action; [`ROWS`] is what help prints, in its order.
//! A test holds that no key means two things in one mode. crossterm's types end here.

use std::fmt::{self, Write as _};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::action::{Action, Pane};
use super::prompt::Edit;

/// What keys are for, as help groups them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Moving in time.
    Time,
    /// Moving on the screen.
    Place,
    /// Asking for more.
    Closer,
    /// Leaving and asking.
    Leave,
}

impl Purpose {
    /// Every purpose, in the order of help.
    pub const ALL: [Self; 4] = [Self::Time, Self::Place, Self::Closer, Self::Leave];

    /// The heading in help.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Time => "TIME",
            Self::Place => "PLACE ON THE SCREEN",
            Self::Closer => "LOOK CLOSER",
            Self::Leave => "LEAVE",
        }
    }
}

/// What is open and takes the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// The dashboard.
    #[default]
    Dashboard,
    /// A popup over it, such as the keys.
    Popup,
    /// A line in which something is typed: letters are text.
    Input,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 3] = [Self::Dashboard, Self::Popup, Self::Input];
}

/// A key as a person presses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

const fn plain(code: KeyCode) -> Key {
    Key {
        code,
        modifiers: KeyModifiers::NONE,
    }
}

const fn letter(letter: char) -> Key {
    plain(KeyCode::Char(letter))
}

const fn control(letter: char) -> Key {
    Key {
        code: KeyCode::Char(letter),
        modifiers: KeyModifiers::CONTROL,
    }
}

/// One row of the key table.
pub struct Row {
    /// The keys as help shows them.
    pub keys: &'static str,
    /// What they do.
    pub what: &'static str,
    /// Under which heading of help.
    pub purpose: Purpose,
    /// In which modes they do it.
    pub modes: &'static [Mode],
    /// Each key with its action.
    pub bindings: &'static [(Key, Action)],
}

const fn shifted(code: KeyCode) -> Key {
    Key {
        code,
        modifiers: KeyModifiers::SHIFT,
    }
}

const DASHBOARD: &[Mode] = &[Mode::Dashboard];
const EVERYWHERE: &[Mode] = &[Mode::Dashboard, Mode::Popup];
const INPUT: &[Mode] = &[Mode::Input];
const ALWAYS: &[Mode] = &Mode::ALL;

/// The key table.
pub const ROWS: &[Row] = &[
    Row {
        keys: "Left Right, h l",
        what: "day back, day on",
        purpose: Purpose::Time,
        modes: DASHBOARD,
        bindings: &[
            (plain(KeyCode::Left), Action::DayBack),
            (plain(KeyCode::Right), Action::DayOn),
            (letter('h'), Action::DayBack),
            (letter('l'), Action::DayOn),
        ],
    },
    Row {
        keys: "[ ], ( )",
        what: "change before, after",
        purpose: Purpose::Time,
        modes: DASHBOARD,
        bindings: &[
            (letter('['), Action::ChangeBefore),
            (letter(']'), Action::ChangeAfter),
            (letter('('), Action::ChangeBefore),
            (letter(')'), Action::ChangeAfter),
        ],
    },
    Row {
        keys: "Home End, < >",
        what: "first date, last date",
        purpose: Purpose::Time,
        modes: DASHBOARD,
        bindings: &[
            (plain(KeyCode::Home), Action::First),
            (plain(KeyCode::End), Action::Last),
            (letter('<'), Action::First),
            (letter('>'), Action::Last),
        ],
    },
    Row {
        keys: "g",
        what: "go to a date",
        purpose: Purpose::Time,
        modes: DASHBOARD,
        bindings: &[(letter('g'), Action::GoTo)],
    },
    Row {
        keys: "Backspace",
        what: "back to the last date",
        purpose: Purpose::Time,
        modes: DASHBOARD,
        bindings: &[(plain(KeyCode::Backspace), Action::DateBefore)],
    },
    Row {
        keys: "t",
        what: "known then, known now",
        purpose: Purpose::Time,
        modes: EVERYWHERE,
        bindings: &[(letter('t'), Action::ToggleKnown)],
    },
    Row {
        keys: "T",
        what: "known at another moment",
        purpose: Purpose::Time,
        modes: EVERYWHERE,
        bindings: &[(letter('T'), Action::KnownAt)],
    },
    Row {
        keys: "Up Down, k j",
        what: "line up, line down",
        purpose: Purpose::Place,
        modes: EVERYWHERE,
        bindings: &[
            (plain(KeyCode::Up), Action::LineUp),
            (plain(KeyCode::Down), Action::LineDown),
            (letter('k'), Action::LineUp),
            (letter('j'), Action::LineDown),
        ],
    },
    Row {
        keys: "PgUp PgDn, ^U ^D",
        what: "page up, page down",
        purpose: Purpose::Place,
        modes: EVERYWHERE,
        bindings: &[
            (plain(KeyCode::PageUp), Action::PageUp),
            (plain(KeyCode::PageDown), Action::PageDown),
            (control('u'), Action::PageUp),
            (control('d'), Action::PageDown),
        ],
    },
    Row {
        keys: "Tab Shift-Tab",
        what: "next pane, pane before",
        purpose: Purpose::Place,
        modes: DASHBOARD,
        bindings: &[
            (plain(KeyCode::Tab), Action::NextPane),
            (plain(KeyCode::BackTab), Action::PaneBefore),
        ],
    },
    Row {
        keys: "1 2 3 4",
        what: "pane by number",
        purpose: Purpose::Place,
        modes: DASHBOARD,
        bindings: &[
            (letter('1'), Action::Open(Pane::Places)),
            (letter('2'), Action::Open(Pane::Figures)),
            (letter('3'), Action::Open(Pane::Timeline)),
            (letter('4'), Action::Open(Pane::Map)),
        ],
    },
    Row {
        keys: "z",
        what: "one pane, all panes",
        purpose: Purpose::Place,
        modes: DASHBOARD,
        bindings: &[(letter('z'), Action::Zoom)],
    },
    Row {
        keys: "s",
        what: "order of places or news",
        purpose: Purpose::Place,
        modes: DASHBOARD,
        bindings: &[(letter('s'), Action::Sort)],
    },
    Row {
        keys: "H J K L, Shift",
        what: "neighbour on the map",
        purpose: Purpose::Place,
        modes: DASHBOARD,
        bindings: &[
            (letter('H'), Action::Neighbour((-1, 0))),
            (letter('J'), Action::Neighbour((0, 1))),
            (letter('K'), Action::Neighbour((0, -1))),
            (letter('L'), Action::Neighbour((1, 0))),
            (shifted(KeyCode::Left), Action::Neighbour((-1, 0))),
            (shifted(KeyCode::Down), Action::Neighbour((0, 1))),
            (shifted(KeyCode::Up), Action::Neighbour((0, -1))),
            (shifted(KeyCode::Right), Action::Neighbour((1, 0))),
        ],
    },
    Row {
        keys: "Enter",
        what: "evidence",
        purpose: Purpose::Closer,
        modes: EVERYWHERE,
        bindings: &[(plain(KeyCode::Enter), Action::Evidence)],
    },
    Row {
        keys: "o",
        what: "what belongs to it",
        purpose: Purpose::Closer,
        modes: EVERYWHERE,
        bindings: &[(letter('o'), Action::Related)],
    },
    Row {
        keys: "?, F1",
        what: "keys",
        purpose: Purpose::Leave,
        modes: EVERYWHERE,
        bindings: &[
            (letter('?'), Action::Help),
            (plain(KeyCode::F(1)), Action::Help),
        ],
    },
    Row {
        keys: "Esc",
        what: "back",
        purpose: Purpose::Leave,
        modes: EVERYWHERE,
        bindings: &[(plain(KeyCode::Esc), Action::Back)],
    },
    Row {
        keys: "q",
        what: "quit",
        purpose: Purpose::Leave,
        modes: DASHBOARD,
        bindings: &[(letter('q'), Action::Quit)],
    },
    Row {
        keys: "q",
        what: "back",
        purpose: Purpose::Leave,
        modes: &[Mode::Popup],
        bindings: &[(letter('q'), Action::Back)],
    },
    Row {
        keys: "Ctrl-C",
        what: "quit",
        purpose: Purpose::Leave,
        modes: ALWAYS,
        bindings: &[(control('c'), Action::Quit)],
    },
    Row {
        keys: "Ctrl-Z",
        what: "suspend",
        purpose: Purpose::Leave,
        modes: ALWAYS,
        bindings: &[(control('z'), Action::Suspend)],
    },
    Row {
        keys: "Ctrl-L",
        what: "draw again",
        purpose: Purpose::Leave,
        modes: ALWAYS,
        bindings: &[(control('l'), Action::Redraw)],
    },
    Row {
        keys: "Enter",
        what: "go there",
        purpose: Purpose::Leave,
        modes: INPUT,
        bindings: &[(plain(KeyCode::Enter), Action::Edit(Edit::Accept))],
    },
    Row {
        keys: "Esc",
        what: "leave without a change",
        purpose: Purpose::Leave,
        modes: INPUT,
        bindings: &[(plain(KeyCode::Esc), Action::Edit(Edit::Leave))],
    },
    Row {
        keys: "Tab",
        what: "complete",
        purpose: Purpose::Leave,
        modes: INPUT,
        bindings: &[(plain(KeyCode::Tab), Action::Edit(Edit::Complete))],
    },
    Row {
        keys: "Up Down",
        what: "earlier entries",
        purpose: Purpose::Leave,
        modes: INPUT,
        bindings: &[
            (plain(KeyCode::Up), Action::Edit(Edit::Earlier)),
            (plain(KeyCode::Down), Action::Edit(Edit::Later)),
        ],
    },
    Row {
        keys: "^U",
        what: "clear",
        purpose: Purpose::Leave,
        modes: INPUT,
        bindings: &[(control('u'), Action::Edit(Edit::Clear))],
    },
    Row {
        keys: "Left Right",
        what: "a letter left, right",
        purpose: Purpose::Leave,
        modes: INPUT,
        bindings: &[
            (plain(KeyCode::Left), Action::Edit(Edit::Left)),
            (plain(KeyCode::Right), Action::Edit(Edit::Right)),
        ],
    },
    Row {
        keys: "Home End",
        what: "start, end",
        purpose: Purpose::Leave,
        modes: INPUT,
        bindings: &[
            (plain(KeyCode::Home), Action::Edit(Edit::Start)),
            (plain(KeyCode::End), Action::Edit(Edit::End)),
        ],
    },
    Row {
        keys: "Backspace Delete",
        what: "letter before, behind",
        purpose: Purpose::Leave,
        modes: INPUT,
        bindings: &[
            (plain(KeyCode::Backspace), Action::Edit(Edit::Backspace)),
            (plain(KeyCode::Delete), Action::Edit(Edit::Delete)),
        ],
    },
];

/// The action of a key in a mode; while something is typed, a letter without a meaning of its own is text.
pub fn lookup(event: &KeyEvent, mode: Mode) -> Option<Action> {
    let key = normalised(event);
    let bound = ROWS
        .iter()
        .filter(|row| row.modes.contains(&mode))
        .flat_map(|row| row.bindings)
        .find(|(bound, _)| *bound == key);
    match (bound, mode, key) {
        (Some((_, action)), ..) => Some(*action),
        (
            None,
            Mode::Input,
            Key {
                code: KeyCode::Char(letter),
                modifiers: KeyModifiers::NONE,
            },
        ) => Some(Action::Edit(Edit::Insert(letter))),
        _ => None,
    }
}

/// The first key that asks for an action, as help writes it; for hints.
pub fn hint(action: Action) -> String {
    let bound = ROWS
        .iter()
        .flat_map(|row| row.bindings)
        .find(|(_, bound)| *bound == action);
    bound.map_or_else(String::new, |(key, _)| key.to_string())
}

impl fmt::Display for Key {
    /// The key as help writes it: `Left`, `q`, `PgUp`, `^U`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.modifiers.contains(KeyModifiers::SHIFT) {
            return f.write_str("Shift");
        }
        if self.modifiers.contains(KeyModifiers::CONTROL) {
            f.write_str("^")?;
        }
        match self.code {
            KeyCode::Char(letter) if self.modifiers.contains(KeyModifiers::CONTROL) => {
                write!(f, "{}", letter.to_ascii_uppercase())
            }
            KeyCode::Char(letter) => write!(f, "{letter}"),
            KeyCode::F(number) => write!(f, "F{number}"),
            KeyCode::PageUp => f.write_str("PgUp"),
            KeyCode::PageDown => f.write_str("PgDn"),
            KeyCode::BackTab => f.write_str("Shift-Tab"),
            other => write!(f, "{other:?}"),
        }
    }
}

/// The rows that do something in a mode and are shown in help.
pub fn shown(mode: Mode) -> impl Iterator<Item = &'static Row> {
    ROWS.iter().filter(move |row| row.modes.contains(&mode))
}

/// The key table for the README, in Markdown.
pub fn markdown() -> String {
    let mut out = String::from("| keys | what |\n| --- | --- |\n");
    for row in ROWS {
        // Each key is code of its own; the commas between them are not.
        let keys: Vec<String> = row.keys.split(' ').map(code).collect();
        let place = match row.modes {
            [Mode::Popup] => " (in a popup)",
            [Mode::Input] => " (while typing a date)",
            _ => "",
        };
        let _ = writeln!(out, "| {} | {}{place} |", keys.join(" "), row.what);
    }
    out
}

/// A key as Markdown code, without the comma behind it.
fn code(key: &str) -> String {
    match key.strip_suffix(',') {
        Some(key) => format!("`{key}`,"),
        None if key == "Shift" => "`Shift` with an arrow".to_owned(),
        None => format!("`{key}`"),
    }
}

/// Terminals report a letter with or without SHIFT, and in either case with CONTROL; SHIFT means
/// something with an arrow only.
fn normalised(event: &KeyEvent) -> Key {
    let is_arrow = matches!(
        event.code,
        KeyCode::Left | KeyCode::Right | KeyCode::Up | KeyCode::Down
    );
    let meant = if is_arrow {
        KeyModifiers::SHIFT
    } else {
        KeyModifiers::NONE
    };
    let modifiers = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | meant);
    let code = match event.code {
        KeyCode::Char(letter) if modifiers.contains(KeyModifiers::CONTROL) => {
            KeyCode::Char(letter.to_ascii_lowercase())
        }
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        code => code,
    };
    Key { code, modifiers }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_mode() {
        for mode in Mode::ALL {
            let mut seen: Vec<Key> = Vec::new();
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
        let press = |code, modifiers| lookup(&KeyEvent::new(code, modifiers), Mode::Dashboard);
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
    fn hints_come_from_the_table() {
        assert_eq!(hint(Action::Help), "?");
        assert_eq!(hint(Action::ToggleKnown), "t");
        assert_eq!(hint(Action::ChangeAfter), "]");
    }
}

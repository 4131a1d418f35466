//! What the key table is made of: keys, modes, purposes and the rows that bind them to actions.
//!
//! The table beside this file is built of it; `keymap` looks keys up in it. Declares no binding.

use std::fmt;

use crossterm::event::{KeyCode, KeyModifiers};

use crate::app::action::Action;

/// What keys are for, as help groups them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Moving in time.
    Time,
    /// Moving on the screen.
    Place,
    /// Asking for more.
    Closer,
    /// The file behind it.
    File,
    /// In front of people.
    Front,
    /// Leaving and asking.
    Leave,
}

impl Purpose {
    /// Every purpose, in the order of help.
    pub const ALL: [Self; 6] = [
        Self::Time,
        Self::Place,
        Self::Closer,
        Self::File,
        Self::Front,
        Self::Leave,
    ];

    /// The heading in help.
    pub fn help_heading(self) -> &'static str {
        match self {
            Self::Time => "TIME",
            Self::Place => "PLACE ON THE SCREEN",
            Self::Closer => "LOOK CLOSER",
            Self::File => "THE FILE",
            Self::Front => "IN FRONT OF PEOPLE",
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
    /// The dashboard while two dates are compared.
    Compare,
    /// A popup over it, such as the keys.
    Popup,
    /// A line in which something is typed: letters are text.
    Input,
    /// The form in which an event is entered: letters are text there too.
    Form,
    /// Presenting.
    Present,
    /// A black screen while presenting: any key ends it.
    Black,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 7] = [
        Self::Dashboard,
        Self::Compare,
        Self::Popup,
        Self::Input,
        Self::Form,
        Self::Present,
        Self::Black,
    ];

    /// What help calls it.
    pub fn help_name(self) -> &'static str {
        match self {
            Self::Dashboard => "dashboard",
            Self::Compare => "comparing",
            Self::Popup => "evidence",
            Self::Input => "typing",
            Self::Form => "new event",
            Self::Present => "presenting",
            Self::Black => "black screen",
        }
    }
}

/// A key as a person presses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KeyPress {
    pub(super) code: KeyCode,
    pub(super) modifiers: KeyModifiers,
}

pub(super) const fn plain_key(code: KeyCode) -> KeyPress {
    KeyPress {
        code,
        modifiers: KeyModifiers::NONE,
    }
}

pub(super) const fn letter_key(letter: char) -> KeyPress {
    plain_key(KeyCode::Char(letter))
}

pub(super) const fn control_key(letter: char) -> KeyPress {
    KeyPress {
        code: KeyCode::Char(letter),
        modifiers: KeyModifiers::CONTROL,
    }
}

/// One row of the key table.
#[derive(Clone, Copy)]
pub struct KeyTableRow {
    /// The keys as help shows them.
    pub keys: &'static str,
    /// What they do.
    pub what: &'static str,
    /// Under which heading of help.
    pub purpose: Purpose,
    /// In which modes they do it.
    pub modes: &'static [Mode],
    /// Each key with its action.
    pub bindings: &'static [(KeyPress, Action)],
}

pub(super) const fn shifted_key(code: KeyCode) -> KeyPress {
    KeyPress {
        code,
        modifiers: KeyModifiers::SHIFT,
    }
}

impl fmt::Display for KeyPress {
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
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(letter) => write!(f, "{letter}"),
            KeyCode::F(number) => write!(f, "F{number}"),
            KeyCode::PageUp => f.write_str("PgUp"),
            KeyCode::PageDown => f.write_str("PgDn"),
            KeyCode::BackTab => f.write_str("Shift-Tab"),
            other => write!(f, "{other:?}"),
        }
    }
}

//! The keys of presenting, as the key table writes them: also those that a presenter's remote sends.
//!
//! `keymap` puts them behind the table's own rows. A remote sends `PgUp` and `PgDn`, or arrows; `.` or `b` for a black
//! screen; F5 to begin and Esc to end.

use crossterm::event::KeyCode;

use super::row::{KeyTableRow, Mode, Purpose, letter_key, plain_key};
use crate::app::action::Action;
use crate::app::present::Lead;

const PRESENTING: &[Mode] = &[Mode::Present];

/// The rows.
pub(super) const ROWS: &[KeyTableRow] = &[
    KeyTableRow {
        keys: "b, F5",
        what: "present",
        purpose: Purpose::Front,
        modes: &[Mode::Dashboard, Mode::Compare],
        bindings: &[
            (letter_key('b'), Action::Present(Lead::Begin)),
            (plain_key(KeyCode::F(5)), Action::Present(Lead::Begin)),
        ],
    },
    KeyTableRow {
        keys: "PgUp PgDn",
        what: "previous, next step",
        purpose: Purpose::Time,
        modes: PRESENTING,
        bindings: &[
            (plain_key(KeyCode::PageUp), Action::Present(Lead::Before)),
            (plain_key(KeyCode::PageDown), Action::Present(Lead::After)),
        ],
    },
    KeyTableRow {
        keys: "Left Right",
        what: "previous, next step",
        purpose: Purpose::Time,
        modes: PRESENTING,
        bindings: &[
            (plain_key(KeyCode::Left), Action::Present(Lead::Before)),
            (plain_key(KeyCode::Right), Action::Present(Lead::After)),
        ],
    },
    KeyTableRow {
        keys: "Up Down",
        what: "previous, next step",
        purpose: Purpose::Time,
        modes: PRESENTING,
        bindings: &[
            (plain_key(KeyCode::Up), Action::Present(Lead::Before)),
            (plain_key(KeyCode::Down), Action::Present(Lead::After)),
        ],
    },
    KeyTableRow {
        keys: "Space Enter",
        what: "next step",
        purpose: Purpose::Time,
        modes: PRESENTING,
        bindings: &[
            (letter_key(' '), Action::Present(Lead::After)),
            (plain_key(KeyCode::Enter), Action::Present(Lead::After)),
        ],
    },
    KeyTableRow {
        keys: "h l",
        what: "day back, day on",
        purpose: Purpose::Time,
        modes: PRESENTING,
        bindings: &[
            (letter_key('h'), Action::DayBack),
            (letter_key('l'), Action::DayOn),
        ],
    },
    KeyTableRow {
        keys: ". b",
        what: "black screen",
        purpose: Purpose::Front,
        modes: PRESENTING,
        bindings: &[
            (letter_key('.'), Action::Present(Lead::Black)),
            (letter_key('b'), Action::Present(Lead::Black)),
        ],
    },
    KeyTableRow {
        keys: "f",
        what: "freeze the room view",
        purpose: Purpose::Front,
        modes: PRESENTING,
        bindings: &[(letter_key('f'), Action::Present(Lead::Freeze))],
    },
    KeyTableRow {
        keys: "p",
        what: "notes, room view",
        purpose: Purpose::Front,
        modes: PRESENTING,
        bindings: &[(letter_key('p'), Action::Present(Lead::Notes))],
    },
    KeyTableRow {
        keys: "k j",
        what: "page of the notes",
        purpose: Purpose::Front,
        modes: PRESENTING,
        bindings: &[
            (letter_key('k'), Action::LineUp),
            (letter_key('j'), Action::LineDown),
        ],
    },
    KeyTableRow {
        keys: "0",
        what: "timer to zero",
        purpose: Purpose::Front,
        modes: PRESENTING,
        bindings: &[(letter_key('0'), Action::Present(Lead::TimerToZero))],
    },
    KeyTableRow {
        keys: "Esc, q",
        what: "to the dashboard",
        purpose: Purpose::Leave,
        modes: PRESENTING,
        bindings: &[
            (plain_key(KeyCode::Esc), Action::Back),
            (letter_key('q'), Action::Back),
        ],
    },
];

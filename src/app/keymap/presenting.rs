//! The keys of presenting, as the key table writes them: also those that a presenter's remote sends.
//!
//! `keymap` puts them behind the table's own rows. A remote sends `PgUp` and `PgDn`, or arrows; `.` or `b` for a black
//! screen; F5 to begin and Esc to end.

use crossterm::event::KeyCode;

use super::row::{Mode, Purpose, Row, letter, plain};
use crate::app::action::Action;
use crate::app::present::Lead;

const PRESENTING: &[Mode] = &[Mode::Present];

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        keys: "b, F5",
        what: "present",
        purpose: Purpose::Front,
        modes: &[Mode::Dashboard, Mode::Compare],
        bindings: &[
            (letter('b'), Action::Present(Lead::Begin)),
            (plain(KeyCode::F(5)), Action::Present(Lead::Begin)),
        ],
    },
    Row {
        keys: "PgUp PgDn",
        what: "previous, next step",
        purpose: Purpose::Time,
        modes: PRESENTING,
        bindings: &[
            (plain(KeyCode::PageUp), Action::Present(Lead::Before)),
            (plain(KeyCode::PageDown), Action::Present(Lead::After)),
        ],
    },
    Row {
        keys: "Left Right",
        what: "previous, next step",
        purpose: Purpose::Time,
        modes: PRESENTING,
        bindings: &[
            (plain(KeyCode::Left), Action::Present(Lead::Before)),
            (plain(KeyCode::Right), Action::Present(Lead::After)),
        ],
    },
    Row {
        keys: "Up Down",
        what: "previous, next step",
        purpose: Purpose::Time,
        modes: PRESENTING,
        bindings: &[
            (plain(KeyCode::Up), Action::Present(Lead::Before)),
            (plain(KeyCode::Down), Action::Present(Lead::After)),
        ],
    },
    Row {
        keys: "Space Enter",
        what: "next step",
        purpose: Purpose::Time,
        modes: PRESENTING,
        bindings: &[
            (letter(' '), Action::Present(Lead::After)),
            (plain(KeyCode::Enter), Action::Present(Lead::After)),
        ],
    },
    Row {
        keys: "h l",
        what: "day back, day on",
        purpose: Purpose::Time,
        modes: PRESENTING,
        bindings: &[(letter('h'), Action::DayBack), (letter('l'), Action::DayOn)],
    },
    Row {
        keys: ". b",
        what: "black screen",
        purpose: Purpose::Front,
        modes: PRESENTING,
        bindings: &[
            (letter('.'), Action::Present(Lead::Black)),
            (letter('b'), Action::Present(Lead::Black)),
        ],
    },
    Row {
        keys: "f",
        what: "freeze the room view",
        purpose: Purpose::Front,
        modes: PRESENTING,
        bindings: &[(letter('f'), Action::Present(Lead::Freeze))],
    },
    Row {
        keys: "p",
        what: "notes, room view",
        purpose: Purpose::Front,
        modes: PRESENTING,
        bindings: &[(letter('p'), Action::Present(Lead::Notes))],
    },
    Row {
        keys: "k j",
        what: "page of the notes",
        purpose: Purpose::Front,
        modes: PRESENTING,
        bindings: &[
            (letter('k'), Action::LineUp),
            (letter('j'), Action::LineDown),
        ],
    },
    Row {
        keys: "0",
        what: "timer to zero",
        purpose: Purpose::Front,
        modes: PRESENTING,
        bindings: &[(letter('0'), Action::Present(Lead::TimerToZero))],
    },
    Row {
        keys: "Esc, q",
        what: "to the dashboard",
        purpose: Purpose::Leave,
        modes: PRESENTING,
        bindings: &[
            (plain(KeyCode::Esc), Action::Back),
            (letter('q'), Action::Back),
        ],
    },
];

//! The key table: every key of every mode, once.
//!
//! `keymap` dispatches by it, help, hints and the manual are printed from it, in its order.

use crossterm::event::KeyCode;

use super::row::{KeyTableRow, Mode, Purpose, control_key, letter_key, plain_key, shifted_key};
use crate::app::action::{Action, Pane};
use crate::app::edit::Edit;

const DASHBOARD: &[Mode] = &[Mode::Dashboard];
const COMPARE: &[Mode] = &[Mode::Compare];
const PANES: &[Mode] = &[Mode::Dashboard, Mode::Compare];
/// Where the date is moved.
const DATED: &[Mode] = &[Mode::Dashboard, Mode::Compare, Mode::Present];
/// Wherever nothing is typed.
const OPEN: &[Mode] = &[Mode::Dashboard, Mode::Compare, Mode::Popup, Mode::Present];
const EVERYWHERE: &[Mode] = &[Mode::Dashboard, Mode::Compare, Mode::Popup];
const INPUT: &[Mode] = &[Mode::Input];
const FORM: &[Mode] = &[Mode::Form];
const TYPING: &[Mode] = &[Mode::Input, Mode::Form];
const ALWAYS: &[Mode] = &Mode::ALL;

/// The rows, but for those of presenting.
pub(super) const ROWS: &[KeyTableRow] = &[
    KeyTableRow {
        keys: "Left Right, h l",
        what: "day back, day on",
        purpose: Purpose::Time,
        modes: PANES,
        bindings: &[
            (plain_key(KeyCode::Left), Action::DayBack),
            (plain_key(KeyCode::Right), Action::DayOn),
            (letter_key('h'), Action::DayBack),
            (letter_key('l'), Action::DayOn),
        ],
    },
    KeyTableRow {
        keys: "[ ], ( )",
        what: "previous, next change",
        purpose: Purpose::Time,
        modes: DATED,
        bindings: &[
            (letter_key('['), Action::ChangeBefore),
            (letter_key(']'), Action::ChangeAfter),
            (letter_key('('), Action::ChangeBefore),
            (letter_key(')'), Action::ChangeAfter),
        ],
    },
    KeyTableRow {
        keys: "Home End, < >",
        what: "start, end",
        purpose: Purpose::Time,
        modes: DATED,
        bindings: &[
            (plain_key(KeyCode::Home), Action::First),
            (plain_key(KeyCode::End), Action::Last),
            (letter_key('<'), Action::First),
            (letter_key('>'), Action::Last),
        ],
    },
    KeyTableRow {
        keys: "g",
        what: "go to a date",
        purpose: Purpose::Time,
        modes: DATED,
        bindings: &[(letter_key('g'), Action::GoTo)],
    },
    KeyTableRow {
        keys: "Backspace",
        what: "back to the last date",
        purpose: Purpose::Time,
        modes: DATED,
        bindings: &[(plain_key(KeyCode::Backspace), Action::DateBefore)],
    },
    KeyTableRow {
        keys: "m",
        what: "bookmark on or off",
        purpose: Purpose::Time,
        modes: DATED,
        bindings: &[(letter_key('m'), Action::Mark)],
    },
    KeyTableRow {
        keys: "'",
        what: "bookmarks",
        purpose: Purpose::Time,
        modes: DATED,
        bindings: &[(letter_key('\''), Action::Marks)],
    },
    KeyTableRow {
        keys: "Space",
        what: "play, stop",
        purpose: Purpose::Time,
        modes: PANES,
        bindings: &[(letter_key(' '), Action::Play)],
    },
    KeyTableRow {
        keys: "+ -",
        what: "faster, slower in play",
        purpose: Purpose::Time,
        modes: PANES,
        bindings: &[
            (letter_key('+'), Action::Faster),
            (letter_key('-'), Action::Slower),
        ],
    },
    KeyTableRow {
        keys: "t",
        what: "as known then or now",
        purpose: Purpose::Time,
        modes: OPEN,
        bindings: &[(letter_key('t'), Action::ToggleKnown)],
    },
    KeyTableRow {
        keys: "T",
        what: "known at another moment",
        purpose: Purpose::Time,
        modes: OPEN,
        bindings: &[(letter_key('T'), Action::KnownAt)],
    },
    KeyTableRow {
        keys: "w",
        what: "live",
        purpose: Purpose::Time,
        modes: DASHBOARD,
        bindings: &[(letter_key('w'), Action::Live)],
    },
    KeyTableRow {
        keys: "Up Down, k j",
        what: "line up, line down",
        purpose: Purpose::Place,
        modes: EVERYWHERE,
        bindings: &[
            (plain_key(KeyCode::Up), Action::LineUp),
            (plain_key(KeyCode::Down), Action::LineDown),
            (letter_key('k'), Action::LineUp),
            (letter_key('j'), Action::LineDown),
        ],
    },
    KeyTableRow {
        keys: "PgUp PgDn, ^U ^D",
        what: "page up, page down",
        purpose: Purpose::Place,
        modes: EVERYWHERE,
        bindings: &[
            (plain_key(KeyCode::PageUp), Action::PageUp),
            (plain_key(KeyCode::PageDown), Action::PageDown),
            (control_key('u'), Action::PageUp),
            (control_key('d'), Action::PageDown),
        ],
    },
    KeyTableRow {
        keys: "Tab Shift-Tab",
        what: "next, previous pane",
        purpose: Purpose::Place,
        modes: PANES,
        bindings: &[
            (plain_key(KeyCode::Tab), Action::NextPane),
            (plain_key(KeyCode::BackTab), Action::PaneBefore),
        ],
    },
    KeyTableRow {
        keys: "1 2 3 4",
        what: "pane by number",
        purpose: Purpose::Place,
        modes: PANES,
        bindings: &[
            (letter_key('1'), Action::Open(Pane::Places)),
            (letter_key('2'), Action::Open(Pane::Figures)),
            (letter_key('3'), Action::Open(Pane::Timeline)),
            (letter_key('4'), Action::Open(Pane::Map)),
        ],
    },
    KeyTableRow {
        keys: "z",
        what: "one pane, all panes",
        purpose: Purpose::Place,
        modes: PANES,
        bindings: &[(letter_key('z'), Action::Zoom)],
    },
    KeyTableRow {
        keys: "s",
        what: "order of places or news",
        purpose: Purpose::Place,
        modes: PANES,
        bindings: &[(letter_key('s'), Action::Sort)],
    },
    KeyTableRow {
        keys: "H J K L, Shift",
        what: "neighbour on the map",
        purpose: Purpose::Place,
        modes: PANES,
        bindings: &[
            (letter_key('H'), Action::Neighbour((-1, 0))),
            (letter_key('J'), Action::Neighbour((0, 1))),
            (letter_key('K'), Action::Neighbour((0, -1))),
            (letter_key('L'), Action::Neighbour((1, 0))),
            (shifted_key(KeyCode::Left), Action::Neighbour((-1, 0))),
            (shifted_key(KeyCode::Down), Action::Neighbour((0, 1))),
            (shifted_key(KeyCode::Up), Action::Neighbour((0, -1))),
            (shifted_key(KeyCode::Right), Action::Neighbour((1, 0))),
        ],
    },
    KeyTableRow {
        keys: "Enter",
        what: "evidence",
        purpose: Purpose::Closer,
        modes: EVERYWHERE,
        bindings: &[(plain_key(KeyCode::Enter), Action::Evidence)],
    },
    KeyTableRow {
        keys: "o",
        what: "everything about it",
        purpose: Purpose::Closer,
        modes: EVERYWHERE,
        bindings: &[(letter_key('o'), Action::Related)],
    },
    KeyTableRow {
        keys: "d",
        what: "compare from here",
        purpose: Purpose::Closer,
        modes: DASHBOARD,
        bindings: &[(letter_key('d'), Action::Compare)],
    },
    KeyTableRow {
        keys: "x",
        what: "swap the two dates",
        purpose: Purpose::Closer,
        modes: COMPARE,
        bindings: &[(letter_key('x'), Action::Swap)],
    },
    KeyTableRow {
        keys: "d",
        what: "stay at this date",
        purpose: Purpose::Closer,
        modes: COMPARE,
        bindings: &[(letter_key('d'), Action::Compare)],
    },
    KeyTableRow {
        keys: "/",
        what: "search",
        purpose: Purpose::Closer,
        modes: EVERYWHERE,
        bindings: &[(letter_key('/'), Action::Search)],
    },
    KeyTableRow {
        keys: "n N",
        what: "next, previous match",
        purpose: Purpose::Closer,
        modes: EVERYWHERE,
        bindings: &[
            (letter_key('n'), Action::NextMatch),
            (letter_key('N'), Action::MatchBefore),
        ],
    },
    KeyTableRow {
        keys: "f F",
        what: "filter, clear filters",
        purpose: Purpose::Closer,
        modes: PANES,
        bindings: &[
            (letter_key('f'), Action::Filter),
            (letter_key('F'), Action::ClearFilter),
        ],
    },
    KeyTableRow {
        keys: "y",
        what: "copy",
        purpose: Purpose::Closer,
        modes: EVERYWHERE,
        bindings: &[(letter_key('y'), Action::Copy)],
    },
    KeyTableRow {
        keys: "u U",
        what: "next unread, all read",
        purpose: Purpose::File,
        modes: DASHBOARD,
        bindings: &[
            (letter_key('u'), Action::NextUnseen),
            (letter_key('U'), Action::AllSeen),
        ],
    },
    KeyTableRow {
        keys: "e",
        what: "problems in the file",
        purpose: Purpose::File,
        modes: DASHBOARD,
        bindings: &[(letter_key('e'), Action::Problems)],
    },
    KeyTableRow {
        keys: "r",
        what: "reload",
        purpose: Purpose::File,
        modes: DASHBOARD,
        bindings: &[(letter_key('r'), Action::Reload)],
    },
    KeyTableRow {
        keys: "x",
        what: "take off a bookmark",
        purpose: Purpose::Closer,
        modes: &[Mode::Popup],
        bindings: &[(letter_key('x'), Action::Unmark)],
    },
    KeyTableRow {
        keys: "a",
        what: "add an event",
        purpose: Purpose::File,
        modes: DASHBOARD,
        bindings: &[(letter_key('a'), Action::AddEvent)],
    },
    KeyTableRow {
        keys: "?, F1",
        what: "keys",
        purpose: Purpose::Leave,
        modes: OPEN,
        bindings: &[
            (letter_key('?'), Action::Help),
            (plain_key(KeyCode::F(1)), Action::Help),
        ],
    },
    KeyTableRow {
        keys: "Esc",
        what: "back; clears a search",
        purpose: Purpose::Leave,
        modes: EVERYWHERE,
        bindings: &[(plain_key(KeyCode::Esc), Action::Back)],
    },
    KeyTableRow {
        keys: "q",
        what: "quit",
        purpose: Purpose::Leave,
        modes: DASHBOARD,
        bindings: &[(letter_key('q'), Action::Quit)],
    },
    KeyTableRow {
        keys: "q",
        what: "back",
        purpose: Purpose::Leave,
        modes: &[Mode::Compare, Mode::Popup],
        bindings: &[(letter_key('q'), Action::Back)],
    },
    KeyTableRow {
        keys: "Ctrl-C",
        what: "quit",
        purpose: Purpose::Leave,
        modes: ALWAYS,
        bindings: &[(control_key('c'), Action::Quit)],
    },
    KeyTableRow {
        keys: "Ctrl-Z",
        what: "suspend",
        purpose: Purpose::Leave,
        modes: ALWAYS,
        bindings: &[(control_key('z'), Action::Suspend)],
    },
    KeyTableRow {
        keys: "Ctrl-L",
        what: "draw again",
        purpose: Purpose::Leave,
        modes: ALWAYS,
        bindings: &[(control_key('l'), Action::Redraw)],
    },
    KeyTableRow {
        keys: "Enter",
        what: "take it",
        purpose: Purpose::Leave,
        modes: INPUT,
        bindings: &[(plain_key(KeyCode::Enter), Action::Edit(Edit::Accept))],
    },
    KeyTableRow {
        keys: "Esc",
        what: "leave it as it was",
        purpose: Purpose::Leave,
        modes: INPUT,
        bindings: &[(plain_key(KeyCode::Esc), Action::Edit(Edit::Leave))],
    },
    KeyTableRow {
        keys: "Tab",
        what: "complete",
        purpose: Purpose::Leave,
        modes: TYPING,
        bindings: &[(plain_key(KeyCode::Tab), Action::Edit(Edit::Complete))],
    },
    KeyTableRow {
        keys: "Up Down",
        what: "earlier entries",
        purpose: Purpose::Leave,
        modes: INPUT,
        bindings: &[
            (plain_key(KeyCode::Up), Action::Edit(Edit::Earlier)),
            (plain_key(KeyCode::Down), Action::Edit(Edit::Later)),
        ],
    },
    KeyTableRow {
        keys: "^U",
        what: "clear",
        purpose: Purpose::Leave,
        modes: TYPING,
        bindings: &[(control_key('u'), Action::Edit(Edit::Clear))],
    },
    KeyTableRow {
        keys: "Left Right",
        what: "a letter left, right",
        purpose: Purpose::Leave,
        modes: TYPING,
        bindings: &[
            (plain_key(KeyCode::Left), Action::Edit(Edit::Left)),
            (plain_key(KeyCode::Right), Action::Edit(Edit::Right)),
        ],
    },
    KeyTableRow {
        keys: "Home End",
        what: "start, end",
        purpose: Purpose::Leave,
        modes: TYPING,
        bindings: &[
            (plain_key(KeyCode::Home), Action::Edit(Edit::Start)),
            (plain_key(KeyCode::End), Action::Edit(Edit::End)),
        ],
    },
    KeyTableRow {
        keys: "Backspace Delete",
        what: "take a letter away",
        purpose: Purpose::Leave,
        modes: TYPING,
        bindings: &[
            (plain_key(KeyCode::Backspace), Action::Edit(Edit::Backspace)),
            (plain_key(KeyCode::Delete), Action::Edit(Edit::Delete)),
        ],
    },
    KeyTableRow {
        keys: "Ctrl-S, F2",
        what: "save it",
        purpose: Purpose::File,
        modes: FORM,
        bindings: &[
            (control_key('s'), Action::Save),
            (plain_key(KeyCode::F(2)), Action::Save),
        ],
    },
    KeyTableRow {
        keys: "Ctrl-X",
        what: "discard the draft",
        purpose: Purpose::File,
        modes: FORM,
        bindings: &[(control_key('x'), Action::Discard)],
    },
    KeyTableRow {
        keys: "Up Down, Enter",
        what: "field up, down",
        purpose: Purpose::Place,
        modes: FORM,
        bindings: &[
            (plain_key(KeyCode::Up), Action::FieldBefore),
            (plain_key(KeyCode::Down), Action::FieldAfter),
            (plain_key(KeyCode::Enter), Action::FieldAfter),
        ],
    },
    KeyTableRow {
        keys: "Shift-Tab",
        what: "field before",
        purpose: Purpose::Place,
        modes: FORM,
        bindings: &[(plain_key(KeyCode::BackTab), Action::FieldBefore)],
    },
    KeyTableRow {
        keys: "PgUp PgDn",
        what: "fields up, down",
        purpose: Purpose::Place,
        modes: FORM,
        bindings: &[
            (plain_key(KeyCode::PageUp), Action::PageUp),
            (plain_key(KeyCode::PageDown), Action::PageDown),
        ],
    },
    KeyTableRow {
        keys: "Esc",
        what: "close (draft kept)",
        purpose: Purpose::Leave,
        modes: FORM,
        bindings: &[(plain_key(KeyCode::Esc), Action::Edit(Edit::Leave))],
    },
    KeyTableRow {
        keys: "F1",
        what: "keys",
        purpose: Purpose::Leave,
        modes: FORM,
        bindings: &[(plain_key(KeyCode::F(1)), Action::Help)],
    },
];

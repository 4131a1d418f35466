//! The key table: every key of every mode, once.
//!
//! `keymap` dispatches by it, help, hints and the manual are printed from it, in its order.

use crossterm::event::KeyCode;

use super::row::{Mode, Purpose, Row, control, letter, plain, shifted};
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
pub(super) const ROWS: &[Row] = &[
    Row {
        keys: "Left Right, h l",
        what: "day back, day on",
        purpose: Purpose::Time,
        modes: PANES,
        bindings: &[
            (plain(KeyCode::Left), Action::DayBack),
            (plain(KeyCode::Right), Action::DayOn),
            (letter('h'), Action::DayBack),
            (letter('l'), Action::DayOn),
        ],
    },
    Row {
        keys: "[ ], ( )",
        what: "previous, next change",
        purpose: Purpose::Time,
        modes: DATED,
        bindings: &[
            (letter('['), Action::ChangeBefore),
            (letter(']'), Action::ChangeAfter),
            (letter('('), Action::ChangeBefore),
            (letter(')'), Action::ChangeAfter),
        ],
    },
    Row {
        keys: "Home End, < >",
        what: "start, end",
        purpose: Purpose::Time,
        modes: DATED,
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
        modes: DATED,
        bindings: &[(letter('g'), Action::GoTo)],
    },
    Row {
        keys: "Backspace",
        what: "back to the last date",
        purpose: Purpose::Time,
        modes: DATED,
        bindings: &[(plain(KeyCode::Backspace), Action::DateBefore)],
    },
    Row {
        keys: "m",
        what: "bookmark on or off",
        purpose: Purpose::Time,
        modes: DATED,
        bindings: &[(letter('m'), Action::Mark)],
    },
    Row {
        keys: "'",
        what: "bookmarks",
        purpose: Purpose::Time,
        modes: DATED,
        bindings: &[(letter('\''), Action::Marks)],
    },
    Row {
        keys: "Space",
        what: "play, stop",
        purpose: Purpose::Time,
        modes: PANES,
        bindings: &[(letter(' '), Action::Play)],
    },
    Row {
        keys: "+ -",
        what: "faster, slower in play",
        purpose: Purpose::Time,
        modes: PANES,
        bindings: &[(letter('+'), Action::Faster), (letter('-'), Action::Slower)],
    },
    Row {
        keys: "t",
        what: "as known then or now",
        purpose: Purpose::Time,
        modes: OPEN,
        bindings: &[(letter('t'), Action::ToggleKnown)],
    },
    Row {
        keys: "T",
        what: "known at another moment",
        purpose: Purpose::Time,
        modes: OPEN,
        bindings: &[(letter('T'), Action::KnownAt)],
    },
    Row {
        keys: "w",
        what: "live",
        purpose: Purpose::Time,
        modes: DASHBOARD,
        bindings: &[(letter('w'), Action::Live)],
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
        what: "next, previous pane",
        purpose: Purpose::Place,
        modes: PANES,
        bindings: &[
            (plain(KeyCode::Tab), Action::NextPane),
            (plain(KeyCode::BackTab), Action::PaneBefore),
        ],
    },
    Row {
        keys: "1 2 3 4",
        what: "pane by number",
        purpose: Purpose::Place,
        modes: PANES,
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
        modes: PANES,
        bindings: &[(letter('z'), Action::Zoom)],
    },
    Row {
        keys: "s",
        what: "order of places or news",
        purpose: Purpose::Place,
        modes: PANES,
        bindings: &[(letter('s'), Action::Sort)],
    },
    Row {
        keys: "H J K L, Shift",
        what: "neighbour on the map",
        purpose: Purpose::Place,
        modes: PANES,
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
        what: "everything about it",
        purpose: Purpose::Closer,
        modes: EVERYWHERE,
        bindings: &[(letter('o'), Action::Related)],
    },
    Row {
        keys: "d",
        what: "compare from here",
        purpose: Purpose::Closer,
        modes: DASHBOARD,
        bindings: &[(letter('d'), Action::Compare)],
    },
    Row {
        keys: "x",
        what: "swap the two dates",
        purpose: Purpose::Closer,
        modes: COMPARE,
        bindings: &[(letter('x'), Action::Swap)],
    },
    Row {
        keys: "d",
        what: "stay at this date",
        purpose: Purpose::Closer,
        modes: COMPARE,
        bindings: &[(letter('d'), Action::Compare)],
    },
    Row {
        keys: "/",
        what: "search",
        purpose: Purpose::Closer,
        modes: EVERYWHERE,
        bindings: &[(letter('/'), Action::Search)],
    },
    Row {
        keys: "n N",
        what: "next, previous match",
        purpose: Purpose::Closer,
        modes: EVERYWHERE,
        bindings: &[
            (letter('n'), Action::NextMatch),
            (letter('N'), Action::MatchBefore),
        ],
    },
    Row {
        keys: "f F",
        what: "filter, clear filters",
        purpose: Purpose::Closer,
        modes: PANES,
        bindings: &[
            (letter('f'), Action::Filter),
            (letter('F'), Action::ClearFilter),
        ],
    },
    Row {
        keys: "y",
        what: "copy",
        purpose: Purpose::Closer,
        modes: EVERYWHERE,
        bindings: &[(letter('y'), Action::Copy)],
    },
    Row {
        keys: "u U",
        what: "next unread, all read",
        purpose: Purpose::File,
        modes: DASHBOARD,
        bindings: &[
            (letter('u'), Action::NextUnseen),
            (letter('U'), Action::AllSeen),
        ],
    },
    Row {
        keys: "e",
        what: "problems in the file",
        purpose: Purpose::File,
        modes: DASHBOARD,
        bindings: &[(letter('e'), Action::Problems)],
    },
    Row {
        keys: "r",
        what: "reload",
        purpose: Purpose::File,
        modes: DASHBOARD,
        bindings: &[(letter('r'), Action::Reload)],
    },
    Row {
        keys: "x",
        what: "take off a bookmark",
        purpose: Purpose::Closer,
        modes: &[Mode::Popup],
        bindings: &[(letter('x'), Action::Unmark)],
    },
    Row {
        keys: "a",
        what: "add an event",
        purpose: Purpose::File,
        modes: DASHBOARD,
        bindings: &[(letter('a'), Action::AddEvent)],
    },
    Row {
        keys: "?, F1",
        what: "keys",
        purpose: Purpose::Leave,
        modes: OPEN,
        bindings: &[
            (letter('?'), Action::Help),
            (plain(KeyCode::F(1)), Action::Help),
        ],
    },
    Row {
        keys: "Esc",
        what: "back; clears a search",
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
        modes: &[Mode::Compare, Mode::Popup],
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
        what: "take it",
        purpose: Purpose::Leave,
        modes: INPUT,
        bindings: &[(plain(KeyCode::Enter), Action::Edit(Edit::Accept))],
    },
    Row {
        keys: "Esc",
        what: "leave it as it was",
        purpose: Purpose::Leave,
        modes: INPUT,
        bindings: &[(plain(KeyCode::Esc), Action::Edit(Edit::Leave))],
    },
    Row {
        keys: "Tab",
        what: "complete",
        purpose: Purpose::Leave,
        modes: TYPING,
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
        modes: TYPING,
        bindings: &[(control('u'), Action::Edit(Edit::Clear))],
    },
    Row {
        keys: "Left Right",
        what: "a letter left, right",
        purpose: Purpose::Leave,
        modes: TYPING,
        bindings: &[
            (plain(KeyCode::Left), Action::Edit(Edit::Left)),
            (plain(KeyCode::Right), Action::Edit(Edit::Right)),
        ],
    },
    Row {
        keys: "Home End",
        what: "start, end",
        purpose: Purpose::Leave,
        modes: TYPING,
        bindings: &[
            (plain(KeyCode::Home), Action::Edit(Edit::Start)),
            (plain(KeyCode::End), Action::Edit(Edit::End)),
        ],
    },
    Row {
        keys: "Backspace Delete",
        what: "take a letter away",
        purpose: Purpose::Leave,
        modes: TYPING,
        bindings: &[
            (plain(KeyCode::Backspace), Action::Edit(Edit::Backspace)),
            (plain(KeyCode::Delete), Action::Edit(Edit::Delete)),
        ],
    },
    Row {
        keys: "Ctrl-S, F2",
        what: "save it",
        purpose: Purpose::File,
        modes: FORM,
        bindings: &[
            (control('s'), Action::Save),
            (plain(KeyCode::F(2)), Action::Save),
        ],
    },
    Row {
        keys: "Ctrl-X",
        what: "discard the draft",
        purpose: Purpose::File,
        modes: FORM,
        bindings: &[(control('x'), Action::Discard)],
    },
    Row {
        keys: "Up Down, Enter",
        what: "field up, down",
        purpose: Purpose::Place,
        modes: FORM,
        bindings: &[
            (plain(KeyCode::Up), Action::FieldBefore),
            (plain(KeyCode::Down), Action::FieldAfter),
            (plain(KeyCode::Enter), Action::FieldAfter),
        ],
    },
    Row {
        keys: "Shift-Tab",
        what: "field before",
        purpose: Purpose::Place,
        modes: FORM,
        bindings: &[(plain(KeyCode::BackTab), Action::FieldBefore)],
    },
    Row {
        keys: "PgUp PgDn",
        what: "fields up, down",
        purpose: Purpose::Place,
        modes: FORM,
        bindings: &[
            (plain(KeyCode::PageUp), Action::PageUp),
            (plain(KeyCode::PageDown), Action::PageDown),
        ],
    },
    Row {
        keys: "Esc",
        what: "close (draft kept)",
        purpose: Purpose::Leave,
        modes: FORM,
        bindings: &[(plain(KeyCode::Esc), Action::Edit(Edit::Leave))],
    },
    Row {
        keys: "F1",
        what: "keys",
        purpose: Purpose::Leave,
        modes: FORM,
        bindings: &[(plain(KeyCode::F(1)), Action::Help)],
    },
];

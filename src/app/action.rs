//! What a person can ask of the interface.
//!
//! The keymap is the only file that says which key asks for which action.

use crate::app::edit::Edit;
use crate::model::date::Date;

use crate::app::neighbour::Direction;
use crate::app::present::Lead;
use crate::model::id::{EventKey, PlaceKey};

/// A pane of the dashboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pane {
    /// The province control list.
    Places,
    /// The figures.
    Figures,
    /// The news timeline.
    Timeline,
    /// The tile map.
    Map,
}

impl Pane {
    /// Every pane, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Places, Self::Figures, Self::Timeline, Self::Map];

    /// The number that opens it, from 1.
    pub fn key_number(self) -> usize {
        match self {
            Self::Places => 1,
            Self::Figures => 2,
            Self::Timeline => 3,
            Self::Map => 4,
        }
    }
}

/// What a click points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClickTarget {
    /// A place, in the list or on the map.
    Place(Pane, PlaceKey),
    /// A row of the figures.
    Figure(usize),
    /// A row of a pane that lists what lies between two dates.
    Compared(Pane, usize),
    /// An event.
    Event(EventKey),
    /// An item of the open popup.
    Item(usize),
    /// A day of the ribbon.
    Day(Date),
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// To the end of the day before.
    DayBack,
    /// To the end of the next day.
    DayOn,
    /// To the change before.
    ChangeBefore,
    /// To the next change.
    ChangeAfter,
    /// To the first date.
    First,
    /// To the last date.
    Last,
    /// Back to the date looked at before.
    DateBefore,
    /// To a date that is typed.
    GoTo,
    /// A key in the line in which it is typed.
    Edit(Edit),
    /// Compare from this date on, or end the comparison.
    Compare,
    /// Let the two dates that are compared change places.
    Swap,
    /// Let the date move by itself, or stop it.
    Play,
    /// Let it move faster.
    Faster,
    /// Let it move slower.
    Slower,
    /// Set a mark at this date, or take it off.
    Mark,
    /// List the marks.
    Marks,
    /// Take off the mark that is selected.
    Unmark,
    /// As known then, as known now.
    ToggleKnown,
    /// As known at a moment that is typed.
    KnownAt,
    /// A line up in the pane.
    LineUp,
    /// A line down in the pane.
    LineDown,
    /// A page up in the pane.
    PageUp,
    /// A page down in the pane.
    PageDown,
    /// To the next pane.
    NextPane,
    /// To the pane before.
    PaneBefore,
    /// To a pane.
    Open(Pane),
    /// To what was clicked.
    Select(ClickTarget),
    /// One pane, all panes.
    Zoom,
    /// The next order of places.
    Sort,
    /// To the neighbour on the map, by columns and rows.
    Neighbour(Direction),
    /// Seek a text.
    Search,
    /// To the next match.
    NextMatch,
    /// To the match before.
    MatchBefore,
    /// List only some of it.
    Filter,
    /// List everything again.
    ClearFilter,
    /// Why the selection is shown as it is.
    Evidence,
    /// What belongs to the selection.
    Related,
    /// Copy what is selected.
    Copy,
    /// Present, and what is asked while somebody does.
    Present(Lead),
    /// Enter an event.
    AddEvent,
    /// To the field before, in the form.
    FieldBefore,
    /// To the next field.
    FieldAfter,
    /// Write what is entered to the file.
    Save,
    /// Throw away what is entered in the form.
    Discard,
    /// The keys, or back from them.
    Help,
    /// Back from whatever is open.
    Back,
    /// Leave.
    Quit,
    /// Load the file again.
    Reload,
    /// The problems in the file.
    Problems,
    /// To the next event that is new to whoever sits here.
    NextUnseen,
    /// Nothing is new any more.
    AllSeen,
    /// Pinned to the present, or no longer.
    Live,
    /// Draw everything again.
    Redraw,
    /// Stop until the shell brings it back.
    Suspend,
}

impl Action {
    /// Whether it needs nothing of what is shown but the scenario and the cursor.
    pub fn only_moves_in_time(self) -> bool {
        matches!(
            self,
            Self::DayBack
                | Self::DayOn
                | Self::ChangeBefore
                | Self::ChangeAfter
                | Self::First
                | Self::Last
                | Self::DateBefore
        )
    }
}

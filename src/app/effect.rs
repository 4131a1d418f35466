//! What an action asks of the edge.
//!
//! [`crate::app::state::App::update`] answers with it; only the edge acts on it.

use crate::app::action::Action;

/// What the edge must do after an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing changed.
    None,
    /// Only the screen changed.
    Draw,
    /// The cursor or the order changed: fold the log again, then draw.
    Fold,
    /// Draw every cell again.
    Redraw,
    /// Copy what is selected.
    Copy,
    /// Load the file again, without waiting for it.
    Reload,
    /// Look for what is odd in the file, without waiting for it.
    Check,
    /// Pin the cursor to the present.
    Pin,
    /// Write what is entered in the form to the file.
    Save,
    /// Do not leave after all, and draw.
    Stay,
    /// Stop until the shell brings the program back.
    Suspend,
    /// Leave.
    Quit,
}

impl Effect {
    /// What an action is that only the edge can carry out.
    pub(super) fn of_the_edge(action: Action) -> Self {
        match action {
            Action::Quit => Self::Quit,
            Action::Redraw => Self::Redraw,
            Action::Suspend => Self::Suspend,
            Action::Copy => Self::Copy,
            Action::Reload => Self::Reload,
            _ => Self::None,
        }
    }
}

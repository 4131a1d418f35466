//! What is open over the dashboard: the keys, evidence, marks, one on top of the other.
//!
//! `App` holds the stack; `popup_keys` takes the keys while it is not empty. Esc takes the top off, so that a
//! way in is always a way back.

use crate::app::keymap::Mode;
use crate::app::sheet::Subject;

/// What a popup shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Popup {
    /// The keys of what was open when they were asked for.
    Help(Mode),
    /// Evidence on a subject.
    Evidence(Subject),
    /// What is wrong with the file or odd in it.
    Problems,
    /// The marks.
    Marks,
}

/// An open popup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// What it shows.
    pub popup: Popup,
    /// The selected item, or the page of the keys; from 0.
    pub row: usize,
}

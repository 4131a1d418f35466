//! The keys by which somebody is walked through the days: compare, play, marks.
//!
//! `App::update` hands them here; what each does is in the file of its name.

use crate::app::action::Action;
use crate::app::state::{App, Effect};
use crate::snapshot::Snapshot;

impl App {
    /// Lets one of them take effect; any other action does nothing.
    pub(super) fn move_in_timeline(&mut self, action: Action, snapshot: &Snapshot<'_>) -> Effect {
        match action {
            Action::Compare => self.toggle_compare(),
            Action::Swap => self.swap_dates(),
            Action::Play => self.begin_play(snapshot),
            Action::Faster => self.set_pace(true),
            Action::Slower => self.set_pace(false),
            Action::Mark => self.toggle_bookmark(),
            Action::Marks => self.list_marks(snapshot),
            Action::Unmark => self.remove_bookmark(snapshot),
            _ => Effect::None,
        }
    }
}

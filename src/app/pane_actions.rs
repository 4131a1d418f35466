//! What keys do that go from pane to pane.
//!
//! `App::update` hands them here; a pane without anything in it is passed over.

use crate::app::action::Pane;
use crate::app::panes;
use crate::app::state::{App, Effect};
use crate::snapshot::Snapshot;

impl App {
    /// To the next pane, or the one before.
    pub(super) fn cycle_pane(&mut self, by: isize, snapshot: &Snapshot<'_>) -> Effect {
        let panes = panes::list_panes(snapshot);
        let at = panes
            .iter()
            .position(|pane| *pane == self.pane)
            .unwrap_or(0);
        let next = (at + panes.len()).saturating_add_signed(by) % panes.len().max(1);
        match panes.get(next) {
            Some(pane) => self.open_pane(*pane, snapshot),
            None => Effect::None,
        }
    }

    /// To a pane that the scenario has anything for.
    pub(super) fn open_pane(&mut self, pane: Pane, snapshot: &Snapshot<'_>) -> Effect {
        if !panes::list_panes(snapshot).contains(&pane) || self.pane == pane {
            return Effect::None;
        }
        self.pane = pane;
        Effect::Draw
    }
}

//! The time that is counted while somebody presents: read here, at the edge, and nowhere below.
//!
//! Sessions tell it before they draw, and wait no longer than until the next second that is seen.

use std::time::Instant;

use crate::app::state::App;

/// A clock that only goes on.
pub(super) struct MonotonicTimer {
    start: Instant,
}

impl MonotonicTimer {
    pub(super) fn new() -> Self {
        Self {
            start: Instant::now(),
        }
    }

    /// Tells the time, where it is counted.
    pub(super) fn update_time(&self, app: &mut App) {
        if let Some(present) = &mut app.present {
            present.pass_time(self.start.elapsed());
        }
    }

    /// When another second is to be seen; never, unless somebody reads notes.
    pub(super) fn next_due(&self, app: &App) -> Option<Instant> {
        let next = app.present.as_ref()?.next_second()?;
        self.start.checked_add(next)
    }
}

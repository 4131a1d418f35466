//! Stands in for `inotify` where there is none: it reports nothing, so that the files are polled every second.
//!
//! `follow` arms it like the other one.

use std::collections::BTreeMap;
use std::os::fd::BorrowedFd;
use std::path::PathBuf;

use super::watch_points::WatchPoint;

/// What hears nothing.
#[derive(Debug)]
pub(super) struct NoInotify {
    /// Whether everything that happens is heard.
    pub(super) is_reliable: bool,
}

impl NoInotify {
    /// One that hears nothing.
    pub(super) fn without_inotify() -> Self {
        Self { is_reliable: false }
    }

    /// Listens nowhere.
    pub(super) fn watch_all(_: &BTreeMap<PathBuf, WatchPoint>) -> Self {
        Self::without_inotify()
    }

    /// What becomes readable when there is something to hear: nothing does.
    #[expect(clippy::unused_self, reason = "the other one listens")]
    pub(super) fn event_descriptor(&self) -> Option<BorrowedFd<'_>> {
        None
    }

    /// Nothing is heard.
    #[expect(clippy::unused_self, reason = "the other one listens")]
    pub(super) fn drain_events(&self) -> bool {
        false
    }
}

//! Stands in for `alarm` where there is no inotify: it hears nothing, so that the files are looked at every second.
//!
//! `follow` arms it like the other one.

use std::collections::BTreeMap;
use std::os::fd::BorrowedFd;
use std::path::PathBuf;

use super::lookup::Spot;

/// What hears nothing.
#[derive(Debug)]
pub(super) struct Alarm {
    /// Whether everything that happens is heard.
    pub(super) hears_all: bool,
}

impl Alarm {
    /// One that hears nothing.
    pub(super) fn deaf() -> Self {
        Self { hears_all: false }
    }

    /// Listens nowhere.
    pub(super) fn arm(_: &BTreeMap<PathBuf, Spot>) -> Self {
        Self::deaf()
    }

    /// What becomes readable when there is something to hear: nothing does.
    #[expect(clippy::unused_self, reason = "the other one listens")]
    pub(super) fn kernel(&self) -> Option<BorrowedFd<'_>> {
        None
    }

    /// Nothing is heard.
    #[expect(clippy::unused_self, reason = "the other one listens")]
    pub(super) fn hear(&self) -> bool {
        false
    }
}

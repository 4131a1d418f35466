//! What is asked of whoever follows the files, and what comes back.
//!
//! Carried from one thread to the other by `watch`; nothing happens here.

use std::sync::Arc;
use std::time::SystemTime;

use crate::diagnostic::Diagnostic;
use crate::model::scenario::Scenario;
use crate::scenario::load::LoadError;
use crate::snapshot::version;

/// What has become of the files.
#[derive(Debug)]
pub enum FileNews {
    /// They were loaded.
    Good(Box<Newer>),
    /// They are what was last loaded: asked for again, or mended.
    Same,
    /// They cannot be used.
    Broken(LoadError),
    /// Everything that is wrong with them or odd in them.
    Checked(Result<Vec<Diagnostic>, LoadError>),
}

/// A newer state of the files.
#[derive(Debug)]
pub struct Newer {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// What it has that the one before had not.
    pub news: version::VersionNews,
    /// When it was saved.
    pub saved: Option<SystemTime>,
}

/// How changes are noticed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PollMode {
    /// When the kernel tells of one; every second where it cannot.
    #[default]
    WhenReported,
    /// Every second.
    EverySecond,
}

/// What is asked of the thread.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ask {
    /// To load the files, if they are not what was last loaded.
    Reload,
    /// To load the files if they are new, and to say nothing if they are not.
    Look,
    /// To look for everything that is wrong or odd.
    Check,
}

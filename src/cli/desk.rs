//! What outlives a session: the terminal, and whoever follows the file.
//!
//! Sessions in frames and in lines wait through it and ask it what has become of the file. What is shown is theirs.

use std::io;
use std::process::ExitCode;

use crate::model::scenario::Scenario;
use crate::terminal::{Event, Terminal};
use crate::watch::{Follower, News};

/// Why a session ended.
pub(super) enum Left {
    /// Somebody left, or a signal came.
    For(ExitCode),
    /// A newer state of the scenario has been loaded.
    Reloaded(Box<Scenario>),
}

/// What outlives a session.
pub(super) struct Desk {
    pub(super) terminal: Terminal,
    follower: Option<Follower>,
    /// A newer state of the scenario, until a session makes room for it.
    pub(super) newer: Option<Box<Scenario>>,
}

impl Desk {
    pub(super) fn new(terminal: Terminal, follower: Option<Follower>) -> Self {
        Self {
            terminal,
            follower,
            newer: None,
        }
    }

    /// Waits for what comes in; every moment at which something is due by itself belongs here.
    pub(super) fn wait(&mut self) -> io::Result<Vec<Event>> {
        self.terminal.wait(None)
    }

    /// Asks for the file to be loaded again; what there is to say if that cannot be.
    pub(super) fn reload(&self) -> Option<String> {
        match &self.follower {
            Some(follower) if follower.reload() => None,
            Some(_) => Some("the file is not followed any more".to_owned()),
            None => Some("the built-in scenario has no file to reload".to_owned()),
        }
    }

    /// Takes what has become of the file, and words it.
    pub(super) fn hear(&mut self) -> Option<String> {
        match self.follower.as_ref()?.news()? {
            News::Good(loaded) => {
                self.newer = Some(Box::new(loaded.scenario));
                Some("reloaded".to_owned())
            }
            News::Broken(error) => Some(format!("not reloaded: {error}")),
        }
    }
}

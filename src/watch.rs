//! Following the files of a scenario: a thread that loads them again and tells of it.
//!
//! `cli` starts one [`Follower`] and is woken by it. It never touches the terminal or the interface, and the one
//! who asks never waits for it.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::scenario::load::{self, LoadError, Loaded};

/// What has become of the files.
#[derive(Debug)]
pub enum News {
    /// They were loaded.
    Good(Box<Loaded>),
    /// They cannot be used.
    Broken(LoadError),
}

/// Follows the files of a scenario until it is dropped.
#[derive(Debug)]
pub struct Follower {
    asks: Sender<()>,
    news: Receiver<News>,
}

impl Follower {
    /// Follows a scenario from its main file; `wake` is called when there is news, and says whether anybody hears.
    pub fn start(file: &Path, wake: impl Fn() -> bool + Send + 'static) -> Self {
        let (asks, asked) = channel();
        let (tell, news) = channel();
        let file = file.to_owned();
        thread::spawn(move || {
            while let Ok(()) = asked.recv() {
                let loaded = match load::file(&file) {
                    Ok(loaded) => News::Good(Box::new(loaded)),
                    Err(error) => News::Broken(error),
                };
                if tell.send(loaded).is_err() || !wake() {
                    return;
                }
            }
        });
        Self { asks, news }
    }

    /// Asks for the files to be loaded; false when nobody does.
    pub fn reload(&self) -> bool {
        self.asks.send(()).is_ok()
    }

    /// What is new, the oldest first.
    pub fn news(&self) -> Option<News> {
        self.news.try_recv().ok()
    }
}

//! Following the files of a scenario: a thread that notices every save, loads it and tells of it.
//!
//! `cli` starts one [`Follower`] and is woken by it. It never touches the terminal or the interface, and the one
//! who asks never waits for it.

#[cfg(target_os = "linux")]
mod alarm;
#[cfg(not(target_os = "linux"))]
#[path = "watch/deaf.rs"]
mod alarm;
mod follow;
mod lookup;
mod news;
mod stamp;

use std::io::{self, PipeWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, SystemTime};

use crate::model::scenario::Scenario;
use crate::scenario::load::{Parts, Texts};
use crate::snapshot::version::Gone;
use follow::{Follow, MOST_REMEMBERED};
use news::Ask;
pub use news::{Look, Newer, News};
pub use stamp::saved;

/// How much younger than the start of the program a file may look that was saved before it: clocks differ.
const DOUBT: Duration = Duration::from_secs(2);

/// The files as they were first read.
#[derive(Clone, Debug)]
pub struct Start {
    file: PathBuf,
    parts: Parts,
    digest: Option<u64>,
    began: SystemTime,
}

impl Start {
    /// What to remember of texts that were read from a file since a moment.
    pub fn of(file: &Path, texts: &Texts<'_>, began: SystemTime) -> Self {
        Self {
            file: file.to_owned(),
            parts: texts.parts(),
            digest: (texts.bytes() <= MOST_REMEMBERED).then(|| texts.digest()),
            began,
        }
    }

    /// Whether the files may have been saved since they were read.
    fn is_doubtful(&self) -> bool {
        let saved = self.saved().and_then(|saved| saved.checked_add(DOUBT));
        saved.is_none_or(|saved| saved > self.began)
    }

    /// When the files were last saved.
    pub fn saved(&self) -> Option<SystemTime> {
        saved(&self.parts)
    }
}

/// Follows the files of a scenario until it is dropped.
#[derive(Debug)]
pub struct Follower {
    asks: Sender<Ask>,
    bell: PipeWriter,
    news: Receiver<News>,
}

impl Follower {
    /// Follows the files of a scenario that was loaded from them; `wake` is called when there is news, and says whether anybody hears.
    ///
    /// # Errors
    ///
    /// If the system has no room for a thread.
    pub fn start(
        start: Start,
        scenario: Arc<Scenario>,
        look: Look,
        wake: impl Fn() -> bool + Send + 'static,
    ) -> io::Result<Self> {
        let (asks, asked) = channel();
        let (tell, news) = channel();
        let (heard, bell) = io::pipe()?;
        let is_doubtful = start.is_doubtful();
        let follow = Follow {
            main: start.file,
            scenario,
            gone: Gone::default(),
            parts: start.parts,
            digest: start.digest,
            is_broken: false,
            look,
            asks: asked,
            bell: heard,
            news: tell,
            wake,
        };
        thread::Builder::new()
            .name("files".to_owned())
            .spawn(move || follow.run(is_doubtful))?;
        Ok(Self { asks, bell, news })
    }

    /// Asks for the files to be loaded; false when nobody does.
    pub fn reload(&self) -> bool {
        self.ask(Ask::Reload)
    }

    /// Asks for the files to be loaded without an answer where they are what was last loaded; false when nobody does.
    pub fn look(&self) -> bool {
        self.ask(Ask::Look)
    }

    /// Asks for everything that is wrong with them or odd in them; false when nobody looks.
    pub fn check(&self) -> bool {
        self.ask(Ask::Check)
    }

    fn ask(&self, ask: Ask) -> bool {
        self.asks.send(ask).is_ok() && (&self.bell).write_all(&[0]).is_ok()
    }

    /// What is new, the oldest first.
    pub fn news(&self) -> Option<News> {
        self.news.try_recv().ok()
    }
}

//! Following the files of a scenario: a thread that notices every save, loads it and tells of it.
//!
//! `cli` starts one [`Follower`] and is woken by it. It never touches the terminal or the interface, and the one
//! who asks never waits for it.

mod fingerprint;
mod follow;
#[cfg(target_os = "linux")]
mod inotify;
mod news;
#[cfg(not(target_os = "linux"))]
mod no_inotify;
mod watch_points;

use std::io::{self, PipeWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, SystemTime};

use crate::model::scenario::Scenario;
use crate::scenario::load::{Parts, Texts};
use crate::snapshot::version::Gone;
pub use fingerprint::last_saved;
use follow::{Follow, MOST_REMEMBERED};
use news::Ask;
pub use news::{FileNews, Newer, PollMode};

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
    pub fn from_texts(file: &Path, texts: &Texts<'_>, began: SystemTime) -> Self {
        Self {
            file: file.to_owned(),
            parts: texts.list_parts(),
            digest: (texts.count_bytes() <= MOST_REMEMBERED).then(|| texts.hash_texts()),
            began,
        }
    }

    /// Whether the files may have been saved since they were read.
    fn is_doubtful(&self) -> bool {
        let saved = self.last_saved().and_then(|saved| saved.checked_add(DOUBT));
        saved.is_none_or(|saved| saved > self.began)
    }

    /// When the files were last saved.
    pub fn last_saved(&self) -> Option<SystemTime> {
        last_saved(&self.parts)
    }
}

/// Follows the files of a scenario until it is dropped.
#[derive(Debug)]
pub struct Follower {
    asks: Sender<Ask>,
    bell: PipeWriter,
    news: Receiver<FileNews>,
}

impl Follower {
    /// Follows the files of a scenario that was loaded from them; `wake` is called when there is news, and says whether anybody hears.
    ///
    /// # Errors
    ///
    /// If the system has no room for a thread.
    pub fn start_following(
        start: Start,
        scenario: Arc<Scenario>,
        look: PollMode,
        wake: impl Fn() -> bool + Send + 'static,
    ) -> io::Result<Self> {
        let (asks, asked) = channel();
        let (tell, news) = channel();
        let (notice, bell) = io::pipe()?;
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
            bell: notice,
            news: tell,
            wake,
        };
        thread::Builder::new()
            .name("files".to_owned())
            .spawn(move || follow.run(is_doubtful))?;
        Ok(Self { asks, bell, news })
    }

    /// Asks for the files to be loaded; false when nobody does.
    pub fn request_reload(&self) -> bool {
        self.send_request(Ask::Reload)
    }

    /// Asks for the files to be loaded without an answer where they are what was last loaded; false when nobody does.
    pub fn request_look(&self) -> bool {
        self.send_request(Ask::Look)
    }

    /// Asks for everything that is wrong with them or odd in them; false when nobody looks.
    pub fn request_check(&self) -> bool {
        self.send_request(Ask::Check)
    }

    fn send_request(&self, ask: Ask) -> bool {
        self.asks.send(ask).is_ok() && (&self.bell).write_all(&[0]).is_ok()
    }

    /// What is new, the oldest first.
    pub fn next_news(&self) -> Option<FileNews> {
        self.news.try_recv().ok()
    }
}

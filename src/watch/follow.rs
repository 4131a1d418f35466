//! The thread that follows the files: it waits, lets a save come to its end, loads, and tells.
//!
//! `watch` starts one. It waits without ever waking up where the kernel tells of changes; elsewhere it looks
//! once a second. The screen is none of its business.

use std::io::PipeReader;
use std::os::fd::AsFd;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::fingerprint::{Stamps, last_saved};
#[cfg(target_os = "linux")]
use super::inotify::InotifyWatches as FileWatches;
use super::news::{Ask, FileNews, Newer, PollMode};
#[cfg(not(target_os = "linux"))]
use super::no_inotify::NoInotify as FileWatches;
use super::watch_points;
use crate::diagnostic::Diagnostic;
use crate::lint;
use crate::model::scenario::Scenario;
use crate::scenario::load::{LoadError, Parts, Texts};
use crate::snapshot::version::{self, Gone};

/// How long nothing must happen before a save counts as done, and how long that may be put off.
const QUIET: Duration = Duration::from_millis(60);
const MOST_PATIENCE: Duration = Duration::from_millis(500);

/// How long a broken file has to become whole before it is told of.
const SECOND_THOUGHT: Duration = Duration::from_millis(200);

/// How often somebody looks where the kernel does not tell.
const EVERY: Duration = Duration::from_secs(1);

/// How often files are read after a change that was seen by looking: another one may look the same.
const SUSPICIONS: u8 = 2;

/// How often the files are looked at again because others belong to them than before.
const MOST_ROUNDS: u8 = 8;

/// More text than this is not kept in mind as a number at the start, which would take time.
pub(super) const MOST_REMEMBERED: usize = 16 << 20;

/// What woke the thread.
enum Woken {
    /// Somebody asks something.
    Asked,
    /// Something happened to the files.
    Reported,
    /// The time to look has come.
    Due,
    /// Nobody listens any more.
    Left,
}

/// What became of a look at the files.
enum FollowResult {
    Same,
    Good(Box<Scenario>),
    Broken(LoadError),
}

pub(super) struct Follow<W> {
    pub(super) main: PathBuf,
    pub(super) parts: Parts,
    /// What was last loaded, and what was in it before.
    pub(super) scenario: Arc<Scenario>,
    pub(super) gone: Gone,
    /// The texts that were last told of as good, and whether something broken was told of since.
    pub(super) digest: Option<u64>,
    pub(super) is_broken: bool,
    pub(super) look: PollMode,
    pub(super) asks: Receiver<Ask>,
    pub(super) bell: PipeReader,
    pub(super) news: Sender<FileNews>,
    pub(super) wake: W,
}

impl<W: Fn() -> bool> Follow<W> {
    /// Follows until nobody listens; looks at once first, if something may have happened before.
    pub(super) fn run(mut self, is_doubtful: bool) {
        let mut watches = self.arm_watches();
        let mut stamps = Stamps::from_parts(&self.parts);
        let mut suspicions = 0;
        // Where nobody tells of changes, clocks cannot be compared either.
        let mut woken = if is_doubtful || !watches.is_reliable {
            Woken::Reported
        } else {
            Woken::Due
        };
        loop {
            // Taken before the files are read: what happens after that looks different the next time.
            let now = Stamps::from_parts(&self.parts);
            if now != stamps {
                suspicions = SUSPICIONS;
            }
            let is_different = now != stamps;
            stamps = now;
            let is_received = match woken {
                Woken::Left => return,
                Woken::Asked => self.answer_requests(&mut watches),
                Woken::Reported => {
                    let_settle(&watches);
                    self.load_newer(&mut watches, false)
                }
                Woken::Due if is_different => self.load_newer(&mut watches, false),
                Woken::Due if suspicions > 0 => {
                    suspicions -= 1;
                    self.load_newer(&mut watches, false)
                }
                Woken::Due => true,
            };
            if !is_received {
                return;
            }
            woken = self.wait_for_wake(&watches, (!watches.is_reliable).then_some(EVERY));
        }
    }

    /// Does all that is asked; false when nobody hears.
    fn answer_requests(&mut self, watches: &mut FileWatches) -> bool {
        let mut is_received = true;
        while let Ok(ask) = self.asks.try_recv() {
            is_received &= match ask {
                Ask::Reload => self.load_newer(watches, true),
                Ask::Look => self.load_newer(watches, false),
                Ask::Check => self.check_files(),
            };
        }
        is_received
    }

    fn arm_watches(&self) -> FileWatches {
        match self.look {
            PollMode::WhenReported => {
                FileWatches::watch_all(&watch_points::list_watch_points(&self.parts))
            }
            PollMode::EverySecond => FileWatches::without_inotify(),
        }
    }

    /// Waits for whatever comes first.
    fn wait_for_wake(&self, watches: &FileWatches, patience: Option<Duration>) -> Woken {
        let until = patience.and_then(|patience| Instant::now().checked_add(patience));
        loop {
            let mut waits = vec![PollFd::from_borrowed_fd(self.bell.as_fd(), PollFlags::IN)];
            waits.extend(
                watches
                    .event_descriptor()
                    .map(|kernel| PollFd::from_borrowed_fd(kernel, PollFlags::IN)),
            );
            let left = until.map(|until| until.saturating_duration_since(Instant::now()));
            let left = left.and_then(|left| Timespec::try_from(left).ok());
            match poll(&mut waits, left.as_ref()) {
                Ok(0) => return Woken::Due,
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(_) => return Woken::Left,
            }
            let bell = waits.first().map_or(PollFlags::HUP, PollFd::revents);
            if bell.contains(PollFlags::IN) {
                let mut rung = [0; 64];
                return match rustix::io::read(&self.bell, &mut rung) {
                    Ok(0) | Err(_) => Woken::Left,
                    Ok(_) => Woken::Asked,
                };
            }
            if bell.intersects(PollFlags::HUP | PollFlags::ERR) {
                return Woken::Left;
            }
            if watches.drain_events() {
                return Woken::Reported;
            }
        }
    }

    /// Loads what is new and tells of it; false when nobody hears. What is broken gets a second chance.
    fn load_newer(&mut self, watches: &mut FileWatches, is_asked: bool) -> bool {
        let mut has_second_chance = true;
        let mut is_reported = false;
        for _ in 0..MOST_ROUNDS {
            let listened = self.parts.clone();
            // First listen, then look: whatever happens from here on is heard.
            *watches = self.arm_watches();
            let news = match self.find_newer() {
                FollowResult::Broken(_) if std::mem::take(&mut has_second_chance) => {
                    std::thread::sleep(SECOND_THOUGHT);
                    continue;
                }
                // Files that nobody listened to may have changed since they were read.
                FollowResult::Same | FollowResult::Broken(_) if self.parts != listened => continue,
                FollowResult::Same if self.is_broken || is_asked && !is_reported => FileNews::Same,
                FollowResult::Same => return true,
                FollowResult::Good(loaded) => self.compare_loaded(*loaded),
                FollowResult::Broken(error) => FileNews::Broken(error),
            };
            self.is_broken = matches!(news, FileNews::Broken(_));
            is_reported = true;
            if !self.send_news(news) {
                return false;
            }
            if self.parts == listened {
                return true;
            }
        }
        true
    }

    /// What is new in a scenario that has just been loaded.
    fn compare_loaded(&mut self, loaded: Scenario) -> FileNews {
        let news = version::compare_versions(&self.scenario, &loaded, &mut self.gone);
        self.scenario = Arc::new(loaded);
        FileNews::Good(Box::new(Newer {
            scenario: Arc::clone(&self.scenario),
            news,
            saved: last_saved(&self.parts),
        }))
    }

    /// Reads the files, and loads them if they hold anything new.
    fn find_newer(&mut self) -> FollowResult {
        let texts = match Texts::of_file(&self.main) {
            Ok(texts) => texts,
            Err(error) => {
                self.parts = Parts::of_file(&self.main);
                return FollowResult::Broken(error);
            }
        };
        self.parts = texts.list_parts();
        let digest = texts.hash_texts();
        if self.digest == Some(digest) {
            return FollowResult::Same;
        }
        match texts.load_scenario() {
            Ok(loaded) => {
                self.digest = Some(digest);
                FollowResult::Good(Box::new(loaded.scenario))
            }
            Err(problems) => FollowResult::Broken(LoadError::Bad(problems)),
        }
    }

    /// Looks for everything that is wrong or odd, and tells of it.
    fn check_files(&self) -> bool {
        let found: Result<Vec<Diagnostic>, LoadError> = Texts::of_file(&self.main).map(|texts| {
            let mut examined = texts.examine_texts();
            lint::report_scenario(&mut examined).diagnostics
        });
        self.send_news(FileNews::Checked(found))
    }

    fn send_news(&self, news: FileNews) -> bool {
        self.news.send(news).is_ok() && (self.wake)()
    }
}

/// Waits until nothing has happened for a while.
fn let_settle(watches: &FileWatches) {
    let begun = Instant::now();
    while begun.elapsed() < MOST_PATIENCE {
        std::thread::sleep(QUIET);
        if !watches.drain_events() {
            return;
        }
    }
}

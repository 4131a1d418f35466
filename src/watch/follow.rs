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

use super::alarm::Alarm;
use super::lookup;
use super::news::{Ask, Look, Newer, News};
use super::stamp::{Stamps, saved};
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
    Told,
    /// The time to look has come.
    Due,
    /// Nobody listens any more.
    Left,
}

/// What became of a look at the files.
enum Found {
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
    pub(super) look: Look,
    pub(super) asks: Receiver<Ask>,
    pub(super) bell: PipeReader,
    pub(super) news: Sender<News>,
    pub(super) wake: W,
}

impl<W: Fn() -> bool> Follow<W> {
    /// Follows until nobody listens; looks at once first, if something may have happened before.
    pub(super) fn run(mut self, is_doubtful: bool) {
        let mut alarm = self.arm();
        let mut stamps = Stamps::of(&self.parts);
        let mut suspicions = 0;
        // Where nobody tells of changes, clocks cannot be compared either.
        let mut woken = if is_doubtful || !alarm.hears_all {
            Woken::Told
        } else {
            Woken::Due
        };
        loop {
            // Taken before the files are read: what happens after that looks different the next time.
            let now = Stamps::of(&self.parts);
            if now != stamps {
                suspicions = SUSPICIONS;
            }
            let is_different = now != stamps;
            stamps = now;
            let is_heard = match woken {
                Woken::Left => return,
                Woken::Asked => self.answer(&mut alarm),
                Woken::Told => {
                    let_settle(&alarm);
                    self.take(&mut alarm, false)
                }
                Woken::Due if is_different => self.take(&mut alarm, false),
                Woken::Due if suspicions > 0 => {
                    suspicions -= 1;
                    self.take(&mut alarm, false)
                }
                Woken::Due => true,
            };
            if !is_heard {
                return;
            }
            woken = self.wait(&alarm, (!alarm.hears_all).then_some(EVERY));
        }
    }

    /// Does all that is asked; false when nobody hears.
    fn answer(&mut self, alarm: &mut Alarm) -> bool {
        let mut is_heard = true;
        while let Ok(ask) = self.asks.try_recv() {
            is_heard &= match ask {
                Ask::Reload => self.take(alarm, true),
                Ask::Look => self.take(alarm, false),
                Ask::Check => self.check(),
            };
        }
        is_heard
    }

    fn arm(&self) -> Alarm {
        match self.look {
            Look::WhenTold => Alarm::arm(&lookup::spots(&self.parts)),
            Look::EverySecond => Alarm::deaf(),
        }
    }

    /// Waits for whatever comes first.
    fn wait(&self, alarm: &Alarm, patience: Option<Duration>) -> Woken {
        let until = patience.and_then(|patience| Instant::now().checked_add(patience));
        loop {
            let mut waits = vec![PollFd::from_borrowed_fd(self.bell.as_fd(), PollFlags::IN)];
            waits.extend(
                alarm
                    .kernel()
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
            if alarm.hear() {
                return Woken::Told;
            }
        }
    }

    /// Loads what is new and tells of it; false when nobody hears. What is broken gets a second chance.
    fn take(&mut self, alarm: &mut Alarm, is_asked: bool) -> bool {
        let mut has_second_chance = true;
        let mut is_told = false;
        for _ in 0..MOST_ROUNDS {
            let listened = self.parts.clone();
            // First listen, then look: whatever happens from here on is heard.
            *alarm = self.arm();
            let news = match self.find() {
                Found::Broken(_) if std::mem::take(&mut has_second_chance) => {
                    std::thread::sleep(SECOND_THOUGHT);
                    continue;
                }
                // Files that nobody listened to may have changed since they were read.
                Found::Same | Found::Broken(_) if self.parts != listened => continue,
                Found::Same if self.is_broken || is_asked && !is_told => News::Same,
                Found::Same => return true,
                Found::Good(loaded) => self.newer(*loaded),
                Found::Broken(error) => News::Broken(error),
            };
            self.is_broken = matches!(news, News::Broken(_));
            is_told = true;
            if !self.tell(news) {
                return false;
            }
            if self.parts == listened {
                return true;
            }
        }
        true
    }

    /// What is new in a scenario that has just been loaded.
    fn newer(&mut self, loaded: Scenario) -> News {
        let news = version::compare(&self.scenario, &loaded, &mut self.gone);
        self.scenario = Arc::new(loaded);
        News::Good(Box::new(Newer {
            scenario: Arc::clone(&self.scenario),
            news,
            saved: saved(&self.parts),
        }))
    }

    /// Reads the files, and loads them if they hold anything new.
    fn find(&mut self) -> Found {
        let texts = match Texts::of_file(&self.main) {
            Ok(texts) => texts,
            Err(error) => {
                self.parts = Parts::of_file(&self.main);
                return Found::Broken(error);
            }
        };
        self.parts = texts.parts();
        let digest = texts.digest();
        if self.digest == Some(digest) {
            return Found::Same;
        }
        match texts.load() {
            Ok(loaded) => {
                self.digest = Some(digest);
                Found::Good(Box::new(loaded.scenario))
            }
            Err(problems) => Found::Broken(LoadError::Bad(problems)),
        }
    }

    /// Looks for everything that is wrong or odd, and tells of it.
    fn check(&self) -> bool {
        let found: Result<Vec<Diagnostic>, LoadError> = Texts::of_file(&self.main).map(|texts| {
            let mut examined = texts.examine();
            lint::report(&mut examined).diagnostics
        });
        self.tell(News::Checked(found))
    }

    fn tell(&self, news: News) -> bool {
        self.news.send(news).is_ok() && (self.wake)()
    }
}

/// Waits until nothing has happened for a while.
fn let_settle(alarm: &Alarm) {
    let begun = Instant::now();
    while begun.elapsed() < MOST_PATIENCE {
        std::thread::sleep(QUIET);
        if !alarm.hear() {
            return;
        }
    }
}

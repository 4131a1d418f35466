//! Following files: whatever way they are saved in, the newer state arrives; nothing else does.
//!
//! Real files in folders of their own. Time limits only keep a test from hanging; none says how quick it is.

#![expect(clippy::unwrap_used, reason = "a test that cannot be built fails")]

mod broken;
mod included;
mod news;
mod saves;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, SystemTime};

use dateline::scenario::load::Texts;
use dateline::watch::{FileNews, Follower, Newer, PollMode, Start};
use tempfile::TempDir;

use crate::support::TABLES;

/// How long anything may take on a busy machine.
const DEADLINE: Duration = Duration::from_secs(30);

/// The text of a scenario with one event of this headline.
fn text(headline: &str) -> String {
    format!("{TABLES}{}", event("one", headline))
}

fn event(id: &str, headline: &str) -> String {
    format!("[[event]]\nid = \"{id}\"\nat = 2021-01-10\nheadline = \"{headline}\"\n")
}

/// A folder with a scenario that is followed.
struct Followed {
    folder: TempDir,
    main: PathBuf,
    follower: Follower,
    called: Receiver<()>,
}

impl Followed {
    /// Follows `war.toml` after making it and its surroundings in a folder.
    fn new(look: PollMode, make: impl FnOnce(&Path)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        make(folder.path());
        let main = folder.path().join("war.toml");
        let texts = Texts::of_file(&main).unwrap();
        let start = Start::from_texts(&main, &texts, SystemTime::now());
        let scenario = Arc::new(texts.load_scenario().unwrap().scenario);
        let (call, called) = channel();
        let wake = move || call.send(()).is_ok();
        let follower = Follower::start_following(start, scenario, look, wake).unwrap();
        let case = Self {
            folder,
            main,
            follower,
            called,
        };
        // An answer says that it follows by now.
        assert!(case.follower.request_reload());
        assert!(matches!(case.news(), FileNews::Same));
        case
    }

    /// Follows a scenario of one file with the headline `first`.
    fn alone(look: PollMode) -> Self {
        Self::new(look, |folder| {
            fs::write(folder.join("war.toml"), text("first")).unwrap();
        })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    #[track_caller]
    fn news(&self) -> FileNews {
        self.called.recv_timeout(DEADLINE).expect("nothing came");
        self.follower.next_news().unwrap()
    }

    #[track_caller]
    fn newer(&self) -> Newer {
        match self.news() {
            FileNews::Good(newer) => *newer,
            other => panic!("{other:?}"),
        }
    }

    /// Waits for a state whose first event has this headline; a slow save may show another one before.
    #[track_caller]
    fn shows(&self, headline: &str) -> Newer {
        loop {
            if let FileNews::Good(newer) = self.news() {
                let is_it = |newer: &Newer| newer.scenario.events[0].headline.as_str() == headline;
                if is_it(&newer) {
                    return *newer;
                }
            }
        }
    }

    /// Nothing was told of until now: what is asked for is answered first.
    #[track_caller]
    fn is_quiet(&self) {
        assert!(self.follower.request_reload());
        let news = self.news();
        assert!(matches!(news, FileNews::Same), "{news:?}");
    }
}

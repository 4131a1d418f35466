//! What outlives a session: the terminal, the clock, and whoever follows the file.
//!
//! Sessions in frames and in lines wait through it and hear from it what has become of the file. It sets what the
//! state of the interface knows of the file; what is shown of that is theirs.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use super::draft::Drafts;
use super::local_zone;
use super::timer::MonotonicTimer;
use crate::app::action::Action;
use crate::app::file::Trouble;
use crate::app::popup::Popup;
use crate::app::state::App;
use crate::facts::moment::{DayForm, word_day};
use crate::facts::number::word_quantity;
use crate::lint;
use crate::model::calendar::{self, UnixTime};
use crate::model::date::LocalTime;
use crate::model::id::Id;
use crate::model::scenario::Scenario;
use crate::model::zone::TimeZone;
use crate::scenario::built_in;
use crate::scenario::load::{LoadError, Texts, shown_name};
use crate::snapshot::version;
use crate::terminal::{Terminal, TerminalEvent};
use crate::watch::{FileNews, Follower, Newer};

/// Why a session ended.
pub(super) enum Left {
    /// Somebody left, or a signal came.
    For(ExitCode),
    /// A newer state of the scenario has been loaded.
    Reloaded(Arc<Scenario>),
}

/// What was heard of the file.
pub(super) struct FileNotice {
    /// It in words.
    pub(super) words: String,
    /// Whether the screen shows it without them.
    pub(super) is_shown: bool,
}

/// What outlives a session.
pub(super) struct SessionHost {
    pub(super) terminal: Terminal,
    /// The time that is counted while somebody presents.
    pub(super) timer: MonotonicTimer,
    follower: Option<Follower>,
    /// The main file, if the scenario is not built in.
    pub(super) file: Option<PathBuf>,
    clock: PinnedClock,
    rings: bool,
    /// Whether somebody waits to hear what a reload came to.
    is_asked: bool,
    /// How long a step of what plays stays, and until when the present one does.
    step: Option<(Duration, Instant)>,
    /// A newer state of the scenario, until a session makes room for it.
    pub(super) newer: Option<Arc<Scenario>>,
    /// Where what is typed in the form is kept.
    pub(super) drafts: Option<Drafts>,
}

/// The clock by which a pinned cursor goes.
pub(super) enum PinnedClock {
    /// That of the system, which goes on while the computer sleeps.
    System,
    /// One that showed a moment when it was set going.
    Since(UnixTime, Instant),
}

impl PinnedClock {
    fn present_time(&self) -> UnixTime {
        match self {
            Self::System => UnixTime::from_system_clock(),
            Self::Since(began, since) => {
                let gone = i64::try_from(since.elapsed().as_secs()).unwrap_or(0);
                UnixTime(began.0.saturating_add(gone))
            }
        }
    }
}

impl SessionHost {
    pub(super) fn new(
        terminal: Terminal,
        clock: PinnedClock,
        (file, follower): (Option<PathBuf>, Option<Follower>),
        rings: bool,
    ) -> Self {
        Self {
            terminal,
            timer: MonotonicTimer::new(),
            follower,
            file,
            clock,
            rings,
            is_asked: false,
            step: None,
            newer: None,
            drafts: None,
        }
    }

    /// Keeps what is typed in the form.
    pub(super) fn keep_draft(&mut self, app: &mut App) {
        if let Some(drafts) = &mut self.drafts {
            drafts.follow_form(app);
        }
    }

    /// Opens the form on a draft that somebody left, before an action opens it anew.
    pub(super) fn offer_draft(&mut self, action: Action, app: &mut App) {
        let is_free = action == Action::AddEvent && app.can_take_draft();
        let drafts = self.drafts.as_mut().filter(|_| is_free);
        if let Some(orphan) = drafts.and_then(Drafts::adopt_orphan) {
            app.take_draft(&orphan.entry, &in_words(orphan.saved));
        }
    }

    /// Waits for what comes in, up to the moment at which something is due by itself.
    pub(super) fn wait_for_events(
        &mut self,
        app: &App,
        scenario: &Scenario,
    ) -> io::Result<Vec<TerminalEvent>> {
        self.set_pace(app);
        let until = self.next_due(app, scenario);
        self.terminal.wait(until)
    }

    /// Sets until when a step of what plays stays.
    ///
    /// It counts from here, when the step has been sent: a slow line gets fewer frames, not a queue of them.
    fn set_pace(&mut self, app: &App) {
        self.step = match (app.play.step_pause(), self.step) {
            (Some(pace), Some(step)) if step.0 == pace => Some(step),
            (pace, _) => pace.map(|pace| (pace, Instant::now() + pace)),
        };
    }

    /// Whether the next step of what plays is due; asked once for each step.
    pub(super) fn is_step_due(&mut self) -> bool {
        let is_due = self.step.is_some_and(|(_, due)| due <= Instant::now());
        if is_due {
            self.step = None;
        }
        is_due
    }

    /// The next moment at which something is due by itself: what plays goes on, a pinned cursor, a presenter's timer.
    fn next_due(&self, app: &App, scenario: &Scenario) -> Option<Instant> {
        let step = self.step.map(|(_, due)| due);
        let moves_in = app.moves_in(scenario, self.present_time());
        let moves =
            moves_in.and_then(|seconds| Instant::now().checked_add(Duration::from_secs(seconds)));
        let timer = self.timer.next_due(app);
        step.into_iter().chain(moves).chain(timer).min()
    }

    /// The present.
    pub(super) fn present_time(&self) -> UnixTime {
        self.clock.present_time()
    }

    /// Asks for the file to be loaded again; what there is to say if that cannot be.
    pub(super) fn request_reload(&mut self) -> Option<String> {
        let why_not = self.ask_follower(Follower::request_reload);
        self.is_asked |= why_not.is_none();
        why_not
    }

    /// Has the file loaded again that was just written; what there is to say if that cannot be.
    ///
    /// Whoever follows it may have done so already: then nothing more is heard of it.
    pub(super) fn request_look(&self) -> Option<String> {
        self.ask_follower(Follower::request_look)
    }

    fn ask_follower(&self, what: impl Fn(&Follower) -> bool) -> Option<String> {
        match &self.follower {
            Some(follower) if what(follower) => None,
            Some(_) => Some("the file is not followed any more".to_owned()),
            None if self.file.is_some() => Some("the file is not followed".to_owned()),
            None => Some("The built-in example has no file to reload".to_owned()),
        }
    }

    /// Asks for everything that is odd in the file.
    pub(super) fn request_check(&self, app: &mut App) {
        if let Some(follower) = &self.follower {
            follower.request_check();
        } else if self.file.is_none() {
            let mut examined = Texts::of_text(built_in::NAME, built_in::TEXT).examine_texts();
            app.file.odd = Some(lint::report_scenario(&mut examined).diagnostics);
        }
    }

    /// Forgets what was odd in the file, and asks for it anew where the list of it is open.
    fn check_again(&self, app: &mut App) {
        app.file.odd = None;
        if app.popups.iter().any(|open| open.popup == Popup::Problems) {
            self.request_check(app);
        }
    }

    /// Takes what has become of the file.
    pub(super) fn take_notice(&mut self, app: &mut App) -> Option<FileNotice> {
        let news = self.follower.as_ref()?.next_news()?;
        let is_asked = !matches!(news, FileNews::Checked(_)) && std::mem::take(&mut self.is_asked);
        let (words, is_shown) = match news {
            FileNews::Good(newer) => (self.take_newer(*newer, app), false),
            FileNews::Broken(error) => (self.report_broken(error, app), !is_asked),
            FileNews::Same if app.file.trouble.take().is_some() => {
                self.check_again(app);
                ("the file is as it was before".to_owned(), false)
            }
            FileNews::Same => ("the file has not changed".to_owned(), false),
            FileNews::Checked(Ok(odd)) => {
                let words = match odd.len() {
                    0 => "no problems in the file".to_owned(),
                    count => format!("{} in the file", word_quantity(count, "warnings")),
                };
                app.file.odd = Some(odd);
                (words, true)
            }
            FileNews::Checked(Err(error)) => (self.report_broken(error, app), true),
        };
        Some(FileNotice { words, is_shown })
    }

    /// Takes a newer state of the file, and words what is new in it.
    fn take_newer(&mut self, newer: Newer, app: &mut App) -> String {
        let Newer {
            scenario,
            news,
            saved,
        } = newer;
        app.file.trouble = None;
        self.check_again(app);
        app.file.saved = saved.map(in_words);
        app.file.look_at(&scenario);
        let words = word_news(&news);
        let newest = app.file.newest_moment(&scenario, app.cursor.as_of);
        let words = [
            Some(format!("reloaded: {words}")),
            newest,
            app.file.saved_words(),
        ];
        let brought = news.new.into_iter().chain(news.changed);
        let others: Vec<Id> = brought.filter(|event| !app.has_saved(event)).collect();
        let has_news = !others.is_empty();
        app.add_unseen(others, &scenario);
        if has_news && self.rings {
            // A terminal that takes nothing shows it with the next frame.
            let _ = self.terminal.ring();
        }
        self.newer = Some(scenario);
        words
            .into_iter()
            .flatten()
            .collect::<Vec<String>>()
            .join("; ")
    }

    /// Keeps what is shown, and words why.
    fn report_broken(&self, error: LoadError, app: &mut App) -> String {
        let file = self.file.as_deref();
        // What nobody may look at is not known to be gone.
        let is_gone = file.is_some_and(|file| file.try_exists().is_ok_and(|exists| !exists));
        let name = file.map(shown_name).unwrap_or_default();
        let trouble = Trouble::from_load_error(error, &name, is_gone);
        let words = trouble.describe_in_full(None);
        app.file.trouble = Some(trouble);
        words
    }
}

/// `2 new events, 1 changed, 1 gone`
fn word_news(news: &version::VersionNews) -> String {
    let parts = [
        (news.new.len(), "new"),
        (news.changed.len(), "changed"),
        (news.gone, "gone"),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let mut parts = parts.map(|(count, what)| (count, what.to_owned()));
    let Some((count, what)) = parts.next() else {
        return "no event is new or changed".to_owned();
    };
    let first = word_quantity(count, &format!("{what} events"));
    let others = parts.map(|(count, what)| format!(", {count} {what}"));
    std::iter::once(first).chain(others).collect()
}

/// When a file was saved, on the clocks around: `14:02`, `13 Aug 14:02`, `13 Aug 2020`.
pub(super) fn in_words(saved: SystemTime) -> String {
    let (saved, now) = (to_local_time(saved), to_local_time(SystemTime::now()));
    let time = format!("{:02}:{:02}", saved.hour(), saved.minute());
    let (day, today) = (saved.date(), now.date());
    let words = word_day(day, DayForm::Short, Some(today));
    if day == today {
        time
    } else if day.year() == today.year() {
        format!("{words} {time}")
    } else {
        words
    }
}

/// A moment on the clocks around.
fn to_local_time(at: SystemTime) -> LocalTime {
    calendar::to_local_time(
        UnixTime::from(at),
        local_zone::find_zone().unwrap_or(TimeZone::UTC),
    )
}

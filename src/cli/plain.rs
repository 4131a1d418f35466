//! The dashboard in lines: keys and signals in, what is new out, until somebody leaves.
//!
//! `cli::dashboard` runs one session for each state of the file. The loop waits for one event, takes all that wait
//! behind it, and says once what has changed by them. A resize says nothing: only the rows that follow are
//! wrapped elsewhere.

use std::io;
use std::process::ExitCode;

use super::desk::{Desk, Left};
use super::form;
use crate::app::keymap;
use crate::app::state::{App, Effect};
use crate::model::scenario::Scenario;
use crate::plain::rows::Rows;
use crate::plain::talk::{Said, Spot, Talk};
use crate::terminal::Event;

/// The rows that are said, and what was last said on them.
pub(super) struct Voice {
    rows: Rows,
    said: Option<Spot>,
}

impl Voice {
    /// One that has said nothing yet.
    pub(super) fn new(rows: Rows) -> Self {
        Self { rows, said: None }
    }
}

/// Says everything, or what a newer state of the file says anew; then what each key changes.
pub(super) fn run(
    scenario: &Scenario,
    app: &mut App,
    voice: &mut Voice,
    desk: &mut Desk,
) -> io::Result<Left> {
    let mut talk = Talk::new(scenario, app.clone());
    let first = match voice.said.take() {
        Some(said) => talk.reloaded(&said),
        None => talk.everything(),
    };
    let mut session = Session {
        talk,
        rows: &mut voice.rows,
        desk,
        has_stopped: false,
    };
    session.say(&first)?;
    let left = session.run(&mut voice.said);
    *app = session.talk.app().clone();
    left
}

struct Session<'s> {
    talk: Talk<'s>,
    rows: &'s mut Rows,
    desk: &'s mut Desk,
    /// Whether it stopped by itself: then going on again is no news when it is told of.
    has_stopped: bool,
}

impl Session<'_> {
    fn run(&mut self, last: &mut Option<Spot>) -> io::Result<Left> {
        loop {
            let mut is_again = false;
            for event in self.desk.wait(self.talk.app(), self.talk.scenario())? {
                match self.handle(event)? {
                    Effect::Quit => return Ok(Left::For(ExitCode::SUCCESS)),
                    effect => is_again |= self.obey(effect)?,
                }
            }
            self.desk.keep_draft(self.talk.app_mut());
            if let Some(signal) = self.desk.terminal.signal() {
                return Ok(Left::For(ExitCode::from(128u8.saturating_add(signal))));
            }
            if let Some(next) = self.desk.newer.take() {
                *last = Some(self.talk.go_over(&next));
                return Ok(Left::Reloaded(next));
            }
            let said = if is_again {
                self.talk.everything()
            } else {
                self.talk.news()
            };
            self.say(&said)?;
        }
    }

    fn handle(&mut self, event: Event) -> io::Result<Effect> {
        Ok(match event {
            Event::Key(key) => match keymap::lookup(&key, self.talk.mode()) {
                Some(action) => {
                    self.desk.offer_draft(action, self.talk.app_mut());
                    self.talk.act(action)
                }
                None => self.talk.stop(),
            },
            Event::Paste(text) => self.talk.paste(&text),
            Event::Due if self.desk.is_step_due() => self.talk.play_on(),
            Event::Due => {
                self.talk.tick(self.desk.present());
                Effect::None
            }
            Event::Called => {
                let heard = self.desk.hear(self.talk.app_mut());
                if let Some(heard) = heard {
                    self.talk.note(heard.words);
                }
                Effect::None
            }
            Event::Resize => {
                self.rows.disturbed();
                Effect::None
            }
            Event::Stop if self.desk.terminal.is_asked_to_stop() => Effect::Suspend,
            Event::Stop | Event::Mouse(..) => Effect::None,
            Event::Resumed => {
                self.desk.terminal.resume()?;
                if std::mem::take(&mut self.has_stopped) {
                    Effect::None
                } else {
                    self.rows.disturbed();
                    Effect::Redraw
                }
            }
        })
    }

    /// Does what an action asks of the edge; whether everything is to be said again.
    fn obey(&mut self, effect: Effect) -> io::Result<bool> {
        match effect {
            Effect::Redraw => return Ok(true),
            Effect::Suspend => {
                self.desk.terminal.suspend()?;
                self.rows.begin_again();
                self.has_stopped = true;
                return Ok(true);
            }
            Effect::Copy => {
                if let Some(text) = self.talk.copied()
                    && !self.desk.terminal.copy(&text)?
                {
                    self.talk.note("this terminal takes no copies".to_owned());
                }
            }
            Effect::Check => self.desk.check(self.talk.app_mut()),
            Effect::Pin => self.talk.pin(self.desk.present()),
            Effect::Save | Effect::Stay => form::answer(effect, self.talk.app_mut(), self.desk),
            Effect::Reload => {
                if let Some(notice) = self.desk.reload() {
                    self.talk.note(notice);
                }
            }
            Effect::None | Effect::Draw | Effect::Fold | Effect::Quit => {}
        }
        Ok(false)
    }

    fn say(&mut self, said: &Said) -> io::Result<()> {
        let text = self.rows.of(said, self.desk.terminal.area().width);
        self.desk.terminal.say(&text, self.rows.below())
    }
}

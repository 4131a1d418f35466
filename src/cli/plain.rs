//! The dashboard in lines: keys and signals in, what is new out, until somebody leaves.
//!
//! `cli::dashboard` runs one session for each state of the file. The loop waits for one event, takes all that wait
//! behind it, and says once what has changed by them. A resize says nothing: only the rows that follow are
//! wrapped elsewhere.

use std::io;
use std::process::ExitCode;

use super::form;
use super::session_host::{Left, SessionHost};
use crate::app::keymap;
use crate::app::state::{App, Effect};
use crate::model::scenario::Scenario;
use crate::plain::rows::SpeechRows;
use crate::plain::session::{SpokenState, Talk, Utterance};
use crate::terminal::TerminalEvent;

/// The rows that are said, and what was last said on them.
pub(super) struct Voice {
    rows: SpeechRows,
    utterance: Option<SpokenState>,
}

impl Voice {
    /// One that has said nothing yet.
    pub(super) fn new(rows: SpeechRows) -> Self {
        Self {
            rows,
            utterance: None,
        }
    }
}

/// Says everything, or what a newer state of the file says anew; then what each key changes.
pub(super) fn run(
    scenario: &Scenario,
    app: &mut App,
    voice: &mut Voice,
    desk: &mut SessionHost,
) -> io::Result<Left> {
    let mut talk = Talk::new(scenario, app.clone());
    let first = match voice.utterance.take() {
        Some(utterance) => talk.speak_reload(&utterance),
        None => talk.speak_everything(),
    };
    let mut session = SpeechSession {
        talk,
        rows: &mut voice.rows,
        desk,
        has_stopped: false,
    };
    session.speak_utterance(&first)?;
    let left = session.run(&mut voice.utterance);
    *app = session.talk.app().clone();
    left
}

struct SpeechSession<'s> {
    talk: Talk<'s>,
    rows: &'s mut SpeechRows,
    desk: &'s mut SessionHost,
    /// Whether it stopped by itself: then going on again is no news when it is told of.
    has_stopped: bool,
}

impl SpeechSession<'_> {
    fn run(&mut self, last: &mut Option<SpokenState>) -> io::Result<Left> {
        loop {
            let mut is_again = false;
            for event in self
                .desk
                .wait_for_events(self.talk.app(), self.talk.scenario())?
            {
                match self.handle_event(event)? {
                    Effect::Quit => return Ok(Left::For(ExitCode::SUCCESS)),
                    effect => is_again |= self.perform_effect(effect)?,
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
            let utterance = if is_again {
                self.talk.speak_everything()
            } else {
                self.talk.speak_news()
            };
            self.speak_utterance(&utterance)?;
        }
    }

    fn handle_event(&mut self, event: TerminalEvent) -> io::Result<Effect> {
        Ok(match event {
            TerminalEvent::Key(key) => match keymap::find_action(&key, self.talk.key_mode()) {
                Some(action) => {
                    self.desk.offer_draft(action, self.talk.app_mut());
                    self.talk.apply_action(action)
                }
                None => self.talk.stop_playing(),
            },
            TerminalEvent::Paste(text) => self.talk.paste_text(&text),
            TerminalEvent::Due if self.desk.is_step_due() => self.talk.play_on(),
            TerminalEvent::Due => {
                self.talk.tick_clock(self.desk.present_time());
                Effect::None
            }
            TerminalEvent::Called => {
                let notice = self.desk.take_notice(self.talk.app_mut());
                if let Some(notice) = notice {
                    self.talk.note_file(notice.words);
                }
                Effect::None
            }
            TerminalEvent::Resize => {
                self.rows.mark_disturbed();
                Effect::None
            }
            TerminalEvent::Stop if self.desk.terminal.is_asked_to_stop() => Effect::Suspend,
            TerminalEvent::Stop | TerminalEvent::Mouse(..) => Effect::None,
            TerminalEvent::Resumed => {
                self.desk.terminal.resume()?;
                if std::mem::take(&mut self.has_stopped) {
                    Effect::None
                } else {
                    self.rows.mark_disturbed();
                    Effect::Redraw
                }
            }
        })
    }

    /// Does what an action asks of the edge; whether everything is to be said again.
    fn perform_effect(&mut self, effect: Effect) -> io::Result<bool> {
        match effect {
            Effect::Redraw => return Ok(true),
            Effect::Suspend => {
                self.desk.terminal.suspend()?;
                self.rows.begin_again();
                self.has_stopped = true;
                return Ok(true);
            }
            Effect::Copy => {
                if let Some(text) = self.talk.copy_selection()
                    && !self.desk.terminal.copy(&text)?
                {
                    self.talk
                        .note_file("this terminal takes no copies".to_owned());
                }
            }
            Effect::Check => self.desk.request_check(self.talk.app_mut()),
            Effect::Pin => self.talk.pin_cursor(self.desk.present_time()),
            Effect::Save | Effect::Stay => {
                form::answer_form(effect, self.talk.app_mut(), self.desk);
            }
            Effect::Reload => {
                if let Some(notice) = self.desk.request_reload() {
                    self.talk.note_file(notice);
                }
            }
            Effect::None | Effect::Draw | Effect::Fold | Effect::Quit => {}
        }
        Ok(false)
    }

    fn speak_utterance(&mut self, utterance: &Utterance) -> io::Result<()> {
        let text = self
            .rows
            .write_utterance(utterance, self.desk.terminal.area().width);
        self.desk.terminal.say(&text, self.rows.rows_below())
    }
}

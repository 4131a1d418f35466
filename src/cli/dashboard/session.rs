//! The dashboard in frames: keys and signals in, frames out.
//!
//! `cli::dashboard` runs one session for each state of the file. The loop waits for one event, takes all that
//! wait behind it, folds the log if the cursor moved, and draws once. Nothing ticks: an idle dashboard neither
//! wakes up nor writes.

use std::collections::VecDeque;
use std::io;
use std::process::ExitCode;

use crate::app::keymap;
use crate::app::state::{App, Effect};
use crate::app::view::Shown;
use crate::cli::form;
use crate::cli::session_host::{Left, SessionHost};
use crate::model::scenario::Scenario;
use crate::plain::clipboard::Copied;
use crate::terminal::{TerminalEvent, Touch};
use crate::ui;
use crate::ui::theme::FrameStyle;

/// A running dashboard.
pub(super) struct DashboardSession<'s> {
    scenario: &'s Scenario,
    app: &'s mut App,
    look: FrameStyle,
    desk: &'s mut SessionHost,
    shown: Shown<'s>,
    /// Whether the cursor or the order has changed since the log was folded.
    is_stale: bool,
    /// Whether it stopped by itself: then the terminal has been taken over again when going on is told of.
    has_stopped: bool,
}

impl<'s> DashboardSession<'s> {
    /// A dashboard on a state of the scenario.
    pub(super) fn new(
        scenario: &'s Scenario,
        app: &'s mut App,
        look: FrameStyle,
        desk: &'s mut SessionHost,
    ) -> Self {
        app.interrupt = desk.terminal.interrupt();
        Self {
            shown: Shown::at(scenario, app),
            scenario,
            app,
            look,
            desk,
            is_stale: false,
            has_stopped: false,
        }
    }

    /// Shows it until somebody leaves or a newer state of the file is there.
    pub(super) fn run(mut self) -> io::Result<Left> {
        self.draw()?;
        loop {
            let (mut needs_draw, mut has_asked) = (false, false);
            let mut events = VecDeque::from(self.desk.wait_for_events(self.app, self.scenario)?);
            while let Some(event) = events.pop_front() {
                let mut behind = events.iter();
                self.app.progress.has_more_keys =
                    behind.any(|event| matches!(event, TerminalEvent::Key(_)));
                match self.handle_event(event)? {
                    // Whether to leave has to be seen before it can be answered.
                    Effect::Quit if has_asked => self.desk.terminal.go_on(),
                    Effect::Quit => return Ok(Left::For(ExitCode::SUCCESS)),
                    effect => {
                        has_asked |= effect == Effect::Stay;
                        needs_draw |= self.perform_effect(effect)?;
                    }
                }
            }
            needs_draw |= self.run_search();
            self.desk.keep_draft(self.app);
            if let Some(signal) = self.desk.terminal.signal() {
                return Ok(Left::For(ExitCode::from(128u8.saturating_add(signal))));
            }
            if let Some(next) = self.desk.newer.take() {
                self.fold_log();
                let Shown {
                    snapshot, listing, ..
                } = &self.shown;
                self.app.go_over(snapshot, listing, &next);
                return Ok(Left::Reloaded(next));
            }
            if needs_draw {
                self.fold_log();
                self.draw()?;
            }
        }
    }

    /// Seeks what was typed, unless that has been done; whether there is something to draw.
    fn run_search(&mut self) -> bool {
        if !self.app.is_search_due() {
            return false;
        }
        self.fold_log();
        self.is_stale |= self.app.seek_typed(&self.shown.snapshot) == Effect::Fold;
        true
    }

    /// Does what an action asks of the edge; whether there is something to draw.
    fn perform_effect(&mut self, effect: Effect) -> io::Result<bool> {
        match effect {
            Effect::None | Effect::Quit => return Ok(false),
            Effect::Draw => {}
            Effect::Fold => self.is_stale = true,
            Effect::Redraw => self.desk.terminal.forget(),
            Effect::Suspend => {
                self.desk.terminal.suspend()?;
                self.has_stopped = true;
            }
            Effect::Copy => self.copy_selection()?,
            Effect::Check => self.desk.request_check(self.app),
            Effect::Pin => {
                self.app.pin_cursor(self.scenario, self.desk.present_time());
                self.is_stale = true;
            }
            Effect::Save | Effect::Stay => form::answer_form(effect, self.app, self.desk),
            Effect::Reload => self.app.notice = self.desk.request_reload(),
        }
        Ok(true)
    }

    fn handle_event(&mut self, event: TerminalEvent) -> io::Result<Effect> {
        match event {
            TerminalEvent::Key(key) => {
                let Some(action) = keymap::find_action(&key, self.app.key_mode()) else {
                    return Ok(self.app.stop_playing());
                };
                // Steps in time that wait behind each other are taken without folding the log for each.
                if !action.only_moves_in_time() {
                    self.fold_log();
                }
                self.desk.offer_draft(action, self.app);
                let turns =
                    ui::list_page_steps(&self.shown.to_view(self.app), self.desk.terminal.area());
                let Shown {
                    snapshot, listing, ..
                } = &self.shown;
                Ok(self.app.update(action, snapshot, listing, turns))
            }
            TerminalEvent::Paste(text) => {
                self.fold_log();
                Ok(self.app.paste_text(&text, &self.shown.snapshot))
            }
            TerminalEvent::Mouse(touch, cell) => Ok(self.handle_mouse(touch, cell)),
            TerminalEvent::Resize => Ok(Effect::Redraw),
            TerminalEvent::Called => Ok(self.take_file_news()),
            TerminalEvent::Due => Ok(self.perform_due()),
            TerminalEvent::Stop if self.desk.terminal.is_asked_to_stop() => Ok(Effect::Suspend),
            TerminalEvent::Stop => Ok(Effect::None),
            TerminalEvent::Resumed => {
                if std::mem::take(&mut self.has_stopped) {
                    return Ok(Effect::None);
                }
                self.desk.terminal.resume()?;
                Ok(Effect::Redraw)
            }
        }
    }

    /// What is due by itself: the next step of what plays, or of a pinned cursor.
    fn perform_due(&mut self) -> Effect {
        if !self.desk.is_step_due() {
            return self.tick_clock();
        }
        self.fold_log();
        self.app.play_on(&self.shown.snapshot)
    }

    /// Hears what has become of the file; a newer state of it is taken when all that waits has been answered.
    fn take_file_news(&mut self) -> Effect {
        let Some(notice) = self.desk.take_notice(self.app) else {
            return Effect::None;
        };
        // What is being typed stays to be seen.
        if !notice.is_shown && self.app.prompt.is_none() {
            self.app.notice = Some(notice.words);
        }
        Effect::Draw
    }

    /// Moves a pinned cursor on, or a presenter's timer, which is told the time with every frame.
    fn tick_clock(&mut self) -> Effect {
        if self.app.move_on(self.scenario, self.desk.present_time()) {
            Effect::Fold
        } else if self.app.present.is_some() {
            Effect::Draw
        } else {
            Effect::None
        }
    }

    /// Copies what is selected, and says so.
    fn copy_selection(&mut self) -> io::Result<()> {
        self.fold_log();
        let copied = Copied::from_view(&self.shown.to_view(self.app));
        self.app.notice = Some(copied.notice_in(&self.shown.to_view(self.app)));
        let text = copied.into_text();
        text.map_or(Ok(()), |text| self.desk.terminal.copy(&text).map(drop))
    }

    /// A click selects, the wheel scrolls.
    fn handle_mouse(&mut self, touch: Touch, cell: (u16, u16)) -> Effect {
        self.fold_log();
        let screen = self.desk.terminal.area();
        let view = self.shown.to_view(self.app);
        let action = match touch {
            Touch::Click => ui::mouse::action_of_click(&view, screen, cell),
            Touch::WheelUp => ui::mouse::action_of_wheel(&view, screen, cell, true),
            Touch::WheelDown => ui::mouse::action_of_wheel(&view, screen, cell, false),
        };
        let turns = ui::list_page_steps(&view, screen);
        let Shown {
            snapshot, listing, ..
        } = &self.shown;
        action.map_or(Effect::None, |action| {
            self.app.update(action, snapshot, listing, turns)
        })
    }

    /// Folds the log at the cursor, unless that has been done.
    fn fold_log(&mut self) {
        if std::mem::take(&mut self.is_stale) {
            self.shown.renew_folds(self.scenario, self.app);
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        self.desk.timer.update_time(self.app);
        let view = self.shown.to_view(self.app);
        let look = self.look;
        self.desk
            .terminal
            .draw(|area, buffer, links| ui::draw_linked(&view, look, area, (buffer, links)))
    }
}

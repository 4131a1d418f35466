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
use crate::cli::desk::{Desk, Left};
use crate::cli::form;
use crate::model::scenario::Scenario;
use crate::plain::copied::Copied;
use crate::terminal::{Event, Touch};
use crate::ui;
use crate::ui::theme::Look;

/// A running dashboard.
pub(super) struct Session<'s> {
    scenario: &'s Scenario,
    app: &'s mut App,
    look: Look,
    desk: &'s mut Desk,
    shown: Shown<'s>,
    /// Whether the cursor or the order has changed since the log was folded.
    is_stale: bool,
    /// Whether it stopped by itself: then the terminal has been taken over again when going on is told of.
    has_stopped: bool,
}

impl<'s> Session<'s> {
    /// A dashboard on a state of the scenario.
    pub(super) fn new(
        scenario: &'s Scenario,
        app: &'s mut App,
        look: Look,
        desk: &'s mut Desk,
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
            let mut events = VecDeque::from(self.desk.wait(self.app, self.scenario)?);
            while let Some(event) = events.pop_front() {
                let mut behind = events.iter();
                self.app.progress.has_more_keys =
                    behind.any(|event| matches!(event, Event::Key(_)));
                match self.handle(event)? {
                    // Whether to leave has to be seen before it can be answered.
                    Effect::Quit if has_asked => self.desk.terminal.go_on(),
                    Effect::Quit => return Ok(Left::For(ExitCode::SUCCESS)),
                    effect => {
                        has_asked |= effect == Effect::Stay;
                        needs_draw |= self.obey(effect)?;
                    }
                }
            }
            needs_draw |= self.seek();
            self.desk.keep_draft(self.app);
            if let Some(signal) = self.desk.terminal.signal() {
                return Ok(Left::For(ExitCode::from(128u8.saturating_add(signal))));
            }
            if let Some(next) = self.desk.newer.take() {
                self.fold();
                let Shown {
                    snapshot, listing, ..
                } = &self.shown;
                self.app.go_over(snapshot, listing, &next);
                return Ok(Left::Reloaded(next));
            }
            if needs_draw {
                self.fold();
                self.draw()?;
            }
        }
    }

    /// Seeks what was typed, unless that has been done; whether there is something to draw.
    fn seek(&mut self) -> bool {
        if !self.app.is_search_due() {
            return false;
        }
        self.fold();
        self.is_stale |= self.app.seek_typed(&self.shown.snapshot) == Effect::Fold;
        true
    }

    /// Does what an action asks of the edge; whether there is something to draw.
    fn obey(&mut self, effect: Effect) -> io::Result<bool> {
        match effect {
            Effect::None | Effect::Quit => return Ok(false),
            Effect::Draw => {}
            Effect::Fold => self.is_stale = true,
            Effect::Redraw => self.desk.terminal.forget(),
            Effect::Suspend => {
                self.desk.terminal.suspend()?;
                self.has_stopped = true;
            }
            Effect::Copy => self.copy()?,
            Effect::Check => self.desk.check(self.app),
            Effect::Pin => {
                self.app.pin(self.scenario, self.desk.present());
                self.is_stale = true;
            }
            Effect::Save | Effect::Stay => form::answer(effect, self.app, self.desk),
            Effect::Reload => self.app.notice = self.desk.reload(),
        }
        Ok(true)
    }

    fn handle(&mut self, event: Event) -> io::Result<Effect> {
        match event {
            Event::Key(key) => {
                let Some(action) = keymap::lookup(&key, self.app.mode()) else {
                    return Ok(self.app.stop());
                };
                // Steps in time that wait behind each other are taken without folding the log for each.
                if !action.only_moves_in_time() {
                    self.fold();
                }
                self.desk.offer_draft(action, self.app);
                let turns = ui::turns(&self.shown.view(self.app), self.desk.terminal.area());
                let Shown {
                    snapshot, listing, ..
                } = &self.shown;
                Ok(self.app.update(action, snapshot, listing, turns))
            }
            Event::Paste(text) => {
                self.fold();
                Ok(self.app.paste(&text, &self.shown.snapshot))
            }
            Event::Mouse(touch, cell) => Ok(self.mouse(touch, cell)),
            Event::Resize => Ok(Effect::Redraw),
            Event::Called => Ok(self.hear()),
            Event::Due => Ok(self.due()),
            Event::Stop if self.desk.terminal.is_asked_to_stop() => Ok(Effect::Suspend),
            Event::Stop => Ok(Effect::None),
            Event::Resumed => {
                if std::mem::take(&mut self.has_stopped) {
                    return Ok(Effect::None);
                }
                self.desk.terminal.resume()?;
                Ok(Effect::Redraw)
            }
        }
    }

    /// What is due by itself: the next step of what plays, or of a pinned cursor.
    fn due(&mut self) -> Effect {
        if !self.desk.is_step_due() {
            return self.tick();
        }
        self.fold();
        self.app.play_on(&self.shown.snapshot)
    }

    /// Hears what has become of the file; a newer state of it is taken when all that waits has been answered.
    fn hear(&mut self) -> Effect {
        let Some(heard) = self.desk.hear(self.app) else {
            return Effect::None;
        };
        // What is being typed stays to be seen.
        if !heard.is_shown && self.app.prompt.is_none() {
            self.app.notice = Some(heard.words);
        }
        Effect::Draw
    }

    /// Moves a pinned cursor on, or a presenter's timer, which is told the time with every frame.
    fn tick(&mut self) -> Effect {
        if self.app.move_on(self.scenario, self.desk.present()) {
            Effect::Fold
        } else if self.app.present.is_some() {
            Effect::Draw
        } else {
            Effect::None
        }
    }

    /// Copies what is selected, and says so.
    fn copy(&mut self) -> io::Result<()> {
        self.fold();
        let copied = Copied::of(&self.shown.view(self.app));
        self.app.notice = Some(copied.notice_in(&self.shown.view(self.app)));
        let text = copied.text();
        text.map_or(Ok(()), |text| self.desk.terminal.copy(&text).map(drop))
    }

    /// A click selects, the wheel scrolls.
    fn mouse(&mut self, touch: Touch, cell: (u16, u16)) -> Effect {
        self.fold();
        let screen = self.desk.terminal.area();
        let view = self.shown.view(self.app);
        let action = match touch {
            Touch::Click => ui::touch::click(&view, screen, cell),
            Touch::WheelUp => ui::touch::wheel(&view, screen, cell, true),
            Touch::WheelDown => ui::touch::wheel(&view, screen, cell, false),
        };
        let turns = ui::turns(&view, screen);
        let Shown {
            snapshot, listing, ..
        } = &self.shown;
        action.map_or(Effect::None, |action| {
            self.app.update(action, snapshot, listing, turns)
        })
    }

    /// Folds the log at the cursor, unless that has been done.
    fn fold(&mut self) {
        if std::mem::take(&mut self.is_stale) {
            self.shown.renew(self.scenario, self.app);
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        self.desk.timer.tell(self.app);
        let view = self.shown.view(self.app);
        let look = self.look;
        self.desk
            .terminal
            .draw(|area, buffer, links| ui::draw_linked(&view, look, area, (buffer, links)))
    }
}

//! The dashboard: keys and signals in, frames out, until somebody leaves.
//!
//! The loop waits for one event, takes all that wait behind it, folds the log if the cursor moved, and
//! draws once. Nothing ticks: an idle dashboard neither wakes up nor writes.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use super::arguments::{Dashboard, When};
use super::open;
use super::output::{Failure, is_coloured, is_utf8};
use super::plain;
use crate::app::keymap;
use crate::app::state::{App, Effect};
use crate::app::view::Shown;
use crate::format::Style;
use crate::format::number::counted;
use crate::model::cursor::Audience;
use crate::model::scenario::Scenario;
use crate::plain::copied;
use crate::plain::rows::Rows;
use crate::terminal::{Event, Form, Modes, Terminal, Touch};
use crate::ui;
use crate::ui::theme::{Depth, Look};

/// The exit code after a hang-up: 128 and SIGHUP.
const HUNG_UP: u8 = 129;

/// Opens the dashboard on the scenario that is named.
pub(super) fn run(arguments: &Dashboard) -> Result<ExitCode, Failure> {
    if arguments
        .file
        .as_deref()
        .is_some_and(|file| file.as_os_str() == "-")
    {
        return Err(Failure::Usage(
            "the dashboard takes its keys from standard input; name a file, or use 'dateline render -'".to_owned(),
        ));
    }
    if let Some(lack) = lack(arguments.plain) {
        return Err(Failure::Usage(lack));
    }
    let loaded = open::scenario(arguments.file.as_deref())?;
    let cursor = open::cursor(&loaded.scenario, &arguments.moment, Audience::Desk)?;
    let mut app = App::new(cursor);
    app.filter = open::filter(&loaded.scenario, &arguments.listed)?;
    let wording = Style {
        words: false,
        ascii: arguments.ascii || !is_utf8(),
    };
    let form = match (arguments.plain, is_dumb()) {
        (false, _) => Form::Frames,
        (true, false) => Form::Lines,
        (true, true) => Form::BareLines,
    };
    let modes = Modes {
        form,
        mouse: arguments.mouse && form == Form::Frames,
    };
    let terminal = Terminal::enter(modes)
        .map_err(|error| Failure::Usage(format!("cannot set up the terminal: {error}")))?;
    let left = if arguments.plain {
        let rows = Rows::new(wording.ascii, form == Form::BareLines);
        plain::run(&loaded.scenario, app, rows, terminal)
    } else {
        let look = Look {
            depth: depth(arguments.color),
            background: arguments.background.into(),
            wording,
        };
        Session::new(&loaded.scenario, app, look, terminal).run()
    };
    left.or_else(|error| {
        // A terminal that has hung up answers with EIO, perhaps before the hang-up itself is noticed.
        if error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) {
            return Ok(ExitCode::from(HUNG_UP));
        }
        Err(Failure::Usage(format!("the terminal is lost: {error}")))
    })
}

/// What is missing for a dashboard, and what does without it.
fn lack(is_plain: bool) -> Option<String> {
    let term = std::env::var_os("TERM").unwrap_or_default();
    let lack = match (io::stdin().is_terminal(), io::stdout().is_terminal()) {
        (false, false) => "",
        (false, true) => " for its keys, and standard input is none",
        (true, false) => " to draw on, and standard output is none",
        // Lines do without all of the rest.
        (true, true) if is_plain => return None,
        (true, true) if term.is_empty() => ", and TERM does not say which this is",
        (true, true) if is_dumb() => " that moves its cursor, and TERM says 'dumb'",
        (true, true) => return None,
    };
    let is_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let (flag, prints) = if is_plain {
        (" --plain", "all of it")
    } else {
        ("", "a frame")
    };
    let lines = if is_terminal {
        ", 'dateline --plain' says it in lines"
    } else {
        ""
    };
    Some(format!(
        "the dashboard needs a terminal{lack}; 'dateline render{flag} --at 2021-08-13' prints {prints} without one{lines}"
    ))
}

/// Whether the terminal knows no control sequences, by what the environment says of it.
fn is_dumb() -> bool {
    std::env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb")
}

/// A running dashboard.
struct Session<'s> {
    scenario: &'s Scenario,
    app: App,
    look: Look,
    terminal: Terminal,
    shown: Shown<'s>,
    /// Whether the cursor or the order has changed since the log was folded.
    is_stale: bool,
}

impl<'s> Session<'s> {
    fn new(scenario: &'s Scenario, app: App, look: Look, terminal: Terminal) -> Self {
        Self {
            shown: Shown::at(scenario, &app),
            scenario,
            app,
            look,
            terminal,
            is_stale: false,
        }
    }

    fn run(mut self) -> io::Result<ExitCode> {
        self.draw()?;
        loop {
            let mut needs_draw = false;
            for event in self.terminal.wait(None)? {
                match self.handle(event)? {
                    Effect::None => {}
                    Effect::Quit => return Ok(ExitCode::SUCCESS),
                    Effect::Draw => needs_draw = true,
                    Effect::Fold => {
                        self.is_stale = true;
                        needs_draw = true;
                    }
                    Effect::Redraw => {
                        self.terminal.forget();
                        needs_draw = true;
                    }
                    Effect::Suspend => {
                        self.terminal.suspend()?;
                        needs_draw = true;
                    }
                    Effect::Copy => {
                        self.copy()?;
                        needs_draw = true;
                    }
                }
            }
            if let Some(signal) = self.terminal.signal() {
                return Ok(ExitCode::from(128u8.saturating_add(signal)));
            }
            if needs_draw {
                self.fold();
                self.draw()?;
            }
        }
    }

    fn handle(&mut self, event: Event) -> io::Result<Effect> {
        match event {
            Event::Key(key) => {
                let Some(action) = keymap::lookup(&key, self.app.mode()) else {
                    return Ok(Effect::None);
                };
                // Steps in time that wait behind each other are taken without folding the log for each.
                if !action.only_moves_in_time() {
                    self.fold();
                }
                let turns = ui::turns(&self.shown.view(&self.app), self.terminal.area());
                let Shown {
                    snapshot, listing, ..
                } = &self.shown;
                Ok(self.app.update(action, snapshot, listing, turns))
            }
            Event::Paste(text) => {
                self.fold();
                let Shown {
                    snapshot, listing, ..
                } = &self.shown;
                Ok(self.app.paste(&text, snapshot, listing))
            }
            Event::Mouse(touch, cell) => Ok(self.mouse(touch, cell)),
            Event::Resize => Ok(Effect::Redraw),
            Event::Due | Event::Called => Ok(Effect::None),
            Event::Resumed => {
                self.terminal.resume()?;
                Ok(Effect::Redraw)
            }
        }
    }

    /// Copies what is selected, and says so.
    fn copy(&mut self) -> io::Result<()> {
        self.fold();
        let text = copied::text(&self.shown.view(&self.app));
        self.app.notice = Some(match &text {
            Some(text) => format!("copied {}", counted(text.lines().count(), "lines")),
            None => "there is nothing to copy here".to_owned(),
        });
        text.map_or(Ok(()), |text| self.terminal.copy(&text))
    }

    /// A click selects, the wheel scrolls.
    fn mouse(&mut self, touch: Touch, cell: (u16, u16)) -> Effect {
        self.fold();
        let screen = self.terminal.area();
        let view = self.shown.view(&self.app);
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
            self.shown = Shown::at(self.scenario, &self.app);
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        let view = self.shown.view(&self.app);
        let look = self.look;
        self.terminal
            .draw(|area, buffer| ui::draw(&view, look, area, buffer))
    }
}

/// How many colours the terminal has, by what the environment says of it.
fn depth(when: When) -> Depth {
    if !is_coloured(when, true) {
        return Depth::None;
    }
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let (colour, term) = (variable("COLORTERM"), variable("TERM"));
    if matches!(colour.as_str(), "truecolor" | "24bit") || term.ends_with("-direct") {
        Depth::True
    } else if term.contains("256color") {
        Depth::Indexed
    } else if term.starts_with("vt") && when == When::Auto {
        Depth::None
    } else {
        Depth::Sixteen
    }
}

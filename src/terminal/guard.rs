//! The terminal guard: the one place that sets the terminal's modes and puts them back.
//!
//! The dashboard, the panic hook, the signals and the end of the terminal share it. It takes no locks and
//! bounds its waiting, so any of them can restore the terminal at any time. No title is set: not every
//! terminal gives the old one back, and asking one for it would have to wait for the answer.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};

use crossterm::cursor::{Hide, MoveDown, MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::queue;
use crossterm::style::ResetColor;
use crossterm::terminal::{
    Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcgetpgrp, tcsetattr};

use super::line::OutputLine;
use crate::frame::sgr::CLOSE_LINK;
use crate::text::link::Extent;

/// What is shown on the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScreenMode {
    /// Frames, on a screen of their own without a cursor.
    #[default]
    Frames,
    /// Lines, on the usual screen with its cursor.
    Lines,
    /// Lines, on a terminal that knows no control sequences and gets none.
    BareLines,
}

/// What the terminal may be asked for beyond what the dashboard always needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modes {
    /// What is shown there.
    pub form: ScreenMode,
    /// Clicks and the wheel come as events; the terminal's own selection then needs Shift.
    pub mouse: bool,
    /// Which sources lead to their addresses when they are clicked.
    pub links: Extent,
}

/// Presses and the wheel, with coordinates of any size. Not the way of the mouse: it would come over the line
/// whether or not anybody cares.
const CAPTURE_MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const RELEASE_MOUSE: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// Ends a sequence that was cut off in the middle.
const CANCEL: &[u8] = b"\x18";

/// The terminal's modes as they were found, and whether they are ours now.
pub(super) struct Guard {
    found: Termios,
    wanted: Modes,
    line: OutputLine,
    is_ours: AtomicBool,
    /// Whether somebody outside has asked the program to stop, and it has not done so yet.
    is_asked_to_stop: AtomicBool,
    /// Rows of lines below the cursor, which nobody may write over.
    below: AtomicU16,
}

impl Guard {
    /// Remembers the modes of the terminal on standard input.
    pub(super) fn new(wanted: Modes) -> io::Result<Self> {
        Ok(Self {
            found: tcgetattr(rustix::stdio::stdin())?,
            wanted,
            line: OutputLine::open_output()?,
            is_ours: AtomicBool::new(false),
            is_asked_to_stop: AtomicBool::new(false),
            below: AtomicU16::new(0),
        })
    }

    /// Sets raw mode, marked pastes, for frames the alternate screen and a hidden cursor, and what else is
    /// wanted; again, if something else unset them.
    pub(super) fn enter_screen(&self) -> io::Result<()> {
        let mut raw = self.found.clone();
        raw.make_raw();
        self.is_ours.store(true, Ordering::SeqCst);
        tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &raw)?;
        let mut out = Vec::new();
        match self.wanted.form {
            ScreenMode::Frames => queue!(out, EnterAlternateScreen, Hide, EnableBracketedPaste)?,
            ScreenMode::Lines => queue!(out, Show, EnableBracketedPaste)?,
            ScreenMode::BareLines => {}
        }
        if self.wanted.mouse {
            out.write_all(CAPTURE_MOUSE)?;
        }
        self.line.write(&out)
    }

    /// Notes that somebody outside asks the program to stop.
    pub(super) fn ask_to_stop(&self) {
        self.is_asked_to_stop.store(true, Ordering::SeqCst);
    }

    /// Returns whether somebody outside asks for a stop that nobody has taken on.
    pub(super) fn is_asked_to_stop(&self) -> bool {
        self.is_asked_to_stop.load(Ordering::SeqCst)
    }

    /// Takes it on to stop, if somebody asks for it and nobody else has taken it on.
    pub(super) fn takes_stop(&self) -> bool {
        self.is_asked_to_stop.swap(false, Ordering::SeqCst)
    }

    /// Whether the terminal is ours now.
    pub(super) fn is_entered(&self) -> bool {
        self.is_ours.load(Ordering::SeqCst)
    }

    /// Writes to the terminal, a frame in one write, waiting for room; nothing once the terminal is put back.
    pub(super) fn write(&self, bytes: &[u8]) -> io::Result<()> {
        if !self.is_entered() {
            return Ok(());
        }
        self.line.write(bytes)
    }

    /// Remembers how many rows of lines stand below the cursor.
    pub(super) fn keep_below(&self, rows: u16) {
        self.below.store(rows, Ordering::SeqCst);
    }

    /// Gives up the frame that waits for room, and those after it: the program leaves.
    ///
    /// Whoever leaves for the dashboard calls this first, or the rest of a frame would follow the farewell.
    pub(super) fn give_up_frames(&self) {
        self.line.stop_waiting();
    }

    /// Whether the terminal knows no control sequences.
    pub(super) fn is_bare(&self) -> bool {
        self.wanted.form == ScreenMode::BareLines
    }

    /// Takes it back that the program leaves.
    pub(super) fn go_on(&self) {
        self.line.go_on(match self.wanted.form {
            ScreenMode::Frames | ScreenMode::Lines => CANCEL,
            ScreenMode::BareLines => &[],
        });
    }

    /// Lets go on who waits for a terminal that does not read and could not be opened once more.
    pub(super) fn drop_unread(&self) {
        if is_in_foreground() {
            self.line.drop_unread();
        }
    }

    /// Puts everything back, once. Errors are of no use to anybody here.
    pub(super) fn leave_screen(&self) {
        if !self.is_ours.swap(false, Ordering::SeqCst) {
            return;
        }
        let is_in_foreground = is_in_foreground();
        // The modes first: the terminal may not take the farewell. Not from the background, where the
        // terminal has the modes of somebody else and setting them would stop the program.
        if is_in_foreground {
            let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &self.found);
        }
        let stops_writers = || {
            tcgetattr(self.line.as_descriptor())
                .is_ok_and(|modes| modes.local_modes.contains(LocalModes::TOSTOP))
        };
        if is_in_foreground || !stops_writers() {
            let cancel = match self.wanted.form {
                ScreenMode::Frames | ScreenMode::Lines => CANCEL,
                ScreenMode::BareLines => &[],
            };
            self.line
                .write_last(&self.farewell_bytes(), cancel, is_in_foreground);
        }
    }

    /// Leaves what `enter` entered, in the reverse order, from the middle of a frame if need be.
    fn farewell_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        if self.wanted.links != Extent::None {
            out.extend(CLOSE_LINK);
        }
        if self.wanted.form == ScreenMode::Frames {
            let _ = queue!(out, EndSynchronizedUpdate, ResetColor);
            // For terminals without an alternate screen, where the dashboard would stay.
            let _ = queue!(out, Clear(ClearType::All), MoveTo(0, 0));
        }
        if self.wanted.mouse {
            out.extend(RELEASE_MOUSE);
        }
        let _ = match self.wanted.form {
            ScreenMode::Frames => queue!(out, DisableBracketedPaste, Show, LeaveAlternateScreen),
            ScreenMode::Lines => queue!(out, DisableBracketedPaste),
            ScreenMode::BareLines => Ok(()),
        };
        if self.wanted.form != ScreenMode::Frames {
            // What comes next must not be written over the last lines.
            let below = self.below.load(Ordering::SeqCst);
            if below > 0 {
                let _ = queue!(out, MoveDown(below));
            }
            out.extend(b"\r\n");
        }
        out
    }
}

/// Whether the shell has given this process the terminal; also where no shell gives it away.
pub(super) fn is_in_foreground() -> bool {
    tcgetpgrp(rustix::stdio::stdin()).map_or(true, |group| group == rustix::process::getpgrp())
}

/// Stops the process group, as Ctrl-Z does: whatever started the dashboard for a person stops with it.
///
/// Where nobody could continue the group, the kernel ignores this and the dashboard goes on. The signal is not
/// SIGTSTP, which is caught so that the terminal is given back first, but one that the kernel treats alike.
pub(super) fn stop_group() {
    // It can only fail where there is no process to stop.
    let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TTOU);
}

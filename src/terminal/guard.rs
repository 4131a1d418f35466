//! The terminal guard: the one place that sets the terminal's modes and puts them back.
//!
//! It is shared by the dashboard, the panic hook and the signal thread, and takes no locks, so that
//! any of them can restore the terminal at any time: on return, error, panic and signals.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::queue;
use crossterm::style::ResetColor;
use crossterm::terminal::{EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen};
use rustix::fs::{Mode, OFlags};
use rustix::termios::{
    Action, OptionalActions, QueueSelector, Termios, tcflow, tcflush, tcgetattr, tcgetpgrp,
    tcsetattr,
};

/// The terminal's modes as they were found, and whether they are ours now.
pub(super) struct Guard {
    found: Termios,
    is_ours: AtomicBool,
}

impl Guard {
    /// Remembers the modes of the terminal on standard input.
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self {
            found: tcgetattr(rustix::stdio::stdin())?,
            is_ours: AtomicBool::new(false),
        })
    }

    /// Sets raw mode, the alternate screen, marked pastes and a hidden cursor; again, if something else unset them.
    pub(super) fn enter(&self) -> io::Result<()> {
        let mut raw = self.found.clone();
        raw.make_raw();
        self.is_ours.store(true, Ordering::SeqCst);
        tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &raw)?;
        let mut out = Vec::new();
        queue!(out, EnterAlternateScreen, Hide, EnableBracketedPaste)?;
        write_all(&out)
    }

    /// Whether the terminal is ours now.
    pub(super) fn is_entered(&self) -> bool {
        self.is_ours.load(Ordering::SeqCst)
    }

    /// Puts everything back, once. Errors are of no use to anybody here.
    pub(super) fn leave(&self) {
        if self.is_ours.swap(false, Ordering::SeqCst) {
            // The modes first: the write may wait for a terminal that does not read.
            self.restore_modes();
            let _ = write_all(&farewell());
        }
    }

    /// Puts back what can be put back without waiting, even while another thread waits for the terminal.
    ///
    /// What the terminal has not read yet is dropped, or there would be no room for the farewell.
    pub(super) fn leave_without_waiting(&self) {
        self.restore_modes();
        drop_unread();
        let no_waiting = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY;
        if let Ok(terminal) = rustix::fs::open("/dev/tty", no_waiting, Mode::empty()) {
            let _ = rustix::io::write(terminal, &farewell());
        }
    }

    /// The shell's modes; not from the background, where the terminal has the modes of somebody else
    /// and setting them would stop the program.
    fn restore_modes(&self) {
        if is_in_foreground() {
            let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &self.found);
        }
    }
}

/// Leaves what `enter` entered, in the reverse order, from the middle of a frame if need be.
fn farewell() -> Vec<u8> {
    let mut out = Vec::new();
    let _ = queue!(
        out,
        EndSynchronizedUpdate,
        ResetColor,
        DisableBracketedPaste,
        Show,
        LeaveAlternateScreen
    );
    out
}

/// Drops what the terminal has not read yet, so that who waits to write to it goes on.
///
/// Dropping alone wakes nobody on Linux; output that is stopped and goes on again does.
pub(super) fn drop_unread() {
    let terminal = rustix::stdio::stdout();
    let _ = tcflow(terminal, Action::OOff);
    let _ = tcflush(terminal, QueueSelector::OFlush);
    let _ = tcflow(terminal, Action::OOn);
}

/// Whether the shell has given this process the terminal; also where no shell gives it away.
pub(super) fn is_in_foreground() -> bool {
    tcgetpgrp(rustix::stdio::stdin()).map_or(true, |group| group == rustix::process::getpgrp())
}

/// Writes to the terminal past the buffer of standard output, so that a frame is one write.
pub(super) fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(rustix::stdio::stdout(), bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

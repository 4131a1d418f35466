//! The terminal guard: the one place that sets the terminal's modes and puts them back.
//!
//! It is shared by the dashboard, the panic hook and the signal thread, and takes no locks, so that
//! any of them can restore the terminal at any time: on return, error, panic and signals.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, Show};
use crossterm::queue;
use crossterm::style::ResetColor;
use crossterm::terminal::{EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen};
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

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

    /// Sets raw mode, the alternate screen and a hidden cursor; again, if something else unset them.
    pub(super) fn enter(&self) -> io::Result<()> {
        let mut raw = self.found.clone();
        raw.make_raw();
        self.is_ours.store(true, Ordering::SeqCst);
        tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &raw)?;
        let mut out = Vec::new();
        queue!(out, EnterAlternateScreen, Hide)?;
        write_all(&out)
    }

    /// Puts everything back, once, in the reverse order. Errors are of no use to anybody here.
    pub(super) fn leave(&self) {
        if !self.is_ours.swap(false, Ordering::SeqCst) {
            return;
        }
        let mut out = Vec::new();
        let _ = queue!(
            out,
            EndSynchronizedUpdate,
            ResetColor,
            Show,
            LeaveAlternateScreen
        );
        let _ = write_all(&out);
        let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &self.found);
    }
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

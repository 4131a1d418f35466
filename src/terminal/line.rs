//! The line to the terminal: bytes go out over it, and one that does not drain holds nothing up.
//!
//! `guard` owns it. Standard output is shared with the shell, so it must go on waiting for room; the
//! terminal is opened once more, and writes to that return at once. Takes no locks.

use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::termios::{Action, QueueSelector, tcflow, tcflush, tcgetpgrp};

/// How long the last words may wait for room before what the terminal has not read is dropped.
const PATIENCE: Duration = Duration::from_millis(300);
/// How long they may take after that.
const LAST_PATIENCE: Duration = Duration::from_millis(100);

/// The way to the terminal on standard output.
pub(super) struct OutputLine {
    /// The terminal, opened so that writing does not wait; `None` where it cannot be opened again.
    own: Option<OwnedFd>,
    /// Readable from the moment that nothing more is worth waiting for.
    ended: PipeReader,
    end: PipeWriter,
    /// Whether a frame was given up, perhaps in the middle of a sequence.
    is_cut: AtomicBool,
}

impl OutputLine {
    /// Opens the line.
    pub(super) fn open_output() -> io::Result<Self> {
        let (ended, end) = io::pipe()?;
        Ok(Self {
            own: reopen_terminal(),
            ended,
            end,
            is_cut: AtomicBool::new(false),
        })
    }

    /// Writes, waiting for room; all at once if there is room. Gives up without an error once the line has ended.
    pub(super) fn write(&self, bytes: &[u8]) -> io::Result<()> {
        if !self.write_until(bytes, None)? {
            self.is_cut.store(true, Ordering::SeqCst);
        }
        Ok(())
    }

    /// Gives up what waits for room, now and from now on: the program leaves.
    pub(super) fn stop_waiting(&self) {
        let _ = (&self.end).write(&[0]);
    }

    /// Takes it back that nothing more is worth waiting for; what was cut off is ended first.
    pub(super) fn go_on(&self, cancel: &[u8]) {
        let mut watched = [PollFd::new(&self.ended, PollFlags::IN)];
        let at_once = Timespec::default();
        if poll(&mut watched, Some(&at_once)).is_ok_and(|ready| ready > 0) {
            let _ = (&self.ended).read(&mut [0; 64]);
        }
        if self.is_cut.swap(false, Ordering::SeqCst) {
            let _ = self.write(cancel);
        }
    }

    /// Writes the last words, behind what ends a sequence if one may have been cut off.
    ///
    /// If the terminal takes none for a while, what it has not read is dropped for them, where that is allowed.
    pub(super) fn write_last(&self, bytes: &[u8], cancel: &[u8], may_drop: bool) {
        let is_spoken = |patience| {
            let is_cut = self.is_cut.load(Ordering::SeqCst);
            let bytes = [if is_cut { cancel } else { &[] }, bytes].concat();
            // An error is as good as said: there is nobody left to hear it.
            self.write_until(&bytes, Some(Instant::now() + patience))
                .unwrap_or(true)
        };
        if !is_spoken(PATIENCE) && may_drop {
            self.drop_unread();
            self.is_cut.store(true, Ordering::SeqCst);
            is_spoken(LAST_PATIENCE);
        }
    }

    /// Drops what the terminal has not read yet, so that who waits to write to it goes on.
    ///
    /// Dropping alone wakes nobody on Linux; output that is stopped and goes on again does.
    pub(super) fn drop_unread(&self) {
        let _ = tcflow(self.as_descriptor(), Action::OOff);
        let _ = tcflush(self.as_descriptor(), QueueSelector::OFlush);
        let _ = tcflow(self.as_descriptor(), Action::OOn);
    }

    /// Where bytes are written to.
    pub(super) fn as_descriptor(&self) -> BorrowedFd<'_> {
        self.own
            .as_ref()
            .map_or_else(|| rustix::stdio::stdout(), AsFd::as_fd)
    }

    /// Writes until a moment, or until the line has ended; whether all of it was written.
    fn write_until(&self, mut bytes: &[u8], end: Option<Instant>) -> io::Result<bool> {
        while !bytes.is_empty() {
            // Where writing itself would wait, it is begun only when there is room.
            if self.own.is_none() && !self.has_room_by(end)? {
                return Ok(false);
            }
            match rustix::io::write(self.as_descriptor(), bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) if self.has_room_by(end)? => {}
                Err(Errno::AGAIN) => return Ok(false),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(true)
    }

    /// Waits for room until a moment, or without one until the line has ended; whether there is room.
    fn has_room_by(&self, end: Option<Instant>) -> io::Result<bool> {
        let out = self.as_descriptor();
        let mut watched = [
            PollFd::new(&out, PollFlags::OUT),
            PollFd::new(&self.ended, PollFlags::IN),
        ];
        // Last words are said although the line has ended.
        let watched = &mut watched[..if end.is_some() { 1 } else { 2 }];
        loop {
            let patience = end.map(|end| end.saturating_duration_since(Instant::now()));
            let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
            match poll(watched, patience.as_ref()) {
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
                Ok(0) => return Ok(false),
                Ok(_) => return Ok(watched.get(1).is_none_or(|end| end.revents().is_empty())),
            }
        }
    }
}

/// The terminal on standard output, opened once more.
fn reopen_terminal() -> Option<OwnedFd> {
    let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let open = |path: &str| rustix::fs::open(path, flags, Mode::empty()).ok();
    let out = rustix::stdio::stdout();
    // Not everybody may open a terminal by its name, but everybody their own.
    let is_own = || tcgetpgrp(out).is_ok();
    let by_descriptor = cfg!(target_os = "linux").then(|| open("/proc/self/fd/1"));
    by_descriptor
        .flatten()
        .or_else(|| is_own().then(|| open("/dev/tty")).flatten())
}

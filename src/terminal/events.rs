//! What comes in, each from a thread of its own that only waits: keys, signals, a hang-up, a panic.
//!
//! One channel leads to the dashboard. A thread that ends the program restores the terminal first. A
//! dead terminal makes crossterm spin, so a hang-up ends the process without asking the dashboard.

use std::io;
use std::panic;
use std::process;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crossterm::event::{self, KeyEvent, KeyEventKind};
use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;

use super::guard::{self, Guard};

/// How long the dashboard has to leave after a signal, before the unread output that it may wait for is dropped.
const PATIENCE: Duration = Duration::from_millis(800);
/// How often that is tried before the signal thread leaves for it, and how long each time.
const TRIES: u32 = 8;
const TRY: Duration = Duration::from_millis(100);

/// What the terminal sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed.
    Key(KeyEvent),
    /// A text was pasted.
    Paste(String),
    /// The terminal has another size.
    Resize,
    /// The program goes on after it was stopped.
    Resumed,
}

/// What comes in from the threads that wait for it.
#[derive(Debug)]
pub(super) enum Incoming {
    /// Something for the dashboard.
    Event(Event),
    /// A signal that ends the program.
    Signal(u8),
    /// Keys cannot be read any more.
    Lost(io::Error),
}

/// Starts everything that listens.
pub(super) fn listen(guard: &Arc<Guard>, to: &Sender<Incoming>) -> io::Result<()> {
    restore_before_panics(Arc::clone(guard));
    let signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT, SIGWINCH])?;
    let (signal_guard, signal_to) = (Arc::clone(guard), to.clone());
    named("signals", move || {
        pass_signals(signals, &signal_guard, &signal_to);
    })?;
    let hang_up_guard = Arc::clone(guard);
    named("hang-up", move || {
        let stdin = rustix::stdio::stdin();
        let mut watched = [PollFd::new(&stdin, PollFlags::empty())];
        while matches!(
            poll(&mut watched, None),
            Ok(0) | Err(rustix::io::Errno::INTR)
        ) {}
        hang_up_guard.leave_without_waiting();
        process::exit(128 + SIGHUP);
    })?;
    let key_to = to.clone();
    named("keys", move || {
        loop {
            let incoming = match event::read() {
                Ok(event::Event::Key(key)) if key.kind != KeyEventKind::Release => {
                    Incoming::Event(Event::Key(key))
                }
                Ok(event::Event::Paste(text)) => Incoming::Event(Event::Paste(text)),
                Ok(_) => continue,
                Err(error) => Incoming::Lost(error),
            };
            let is_lost = matches!(incoming, Incoming::Lost(_));
            if key_to.send(incoming).is_err() || is_lost {
                return;
            }
        }
    })
}

/// Passes signals on; one that ends the program ends it, whatever the dashboard waits for.
fn pass_signals(mut signals: Signals, guard: &Guard, to: &Sender<Incoming>) {
    for signal in signals.forever() {
        let incoming = match signal {
            SIGCONT => Incoming::Event(Event::Resumed),
            SIGWINCH => Incoming::Event(Event::Resize),
            _ => Incoming::Signal(u8::try_from(signal).unwrap_or(0)),
        };
        let is_end = matches!(incoming, Incoming::Signal(_));
        let _ = to.send(incoming);
        if is_end {
            thread::sleep(PATIENCE);
            for _ in 0..TRIES {
                guard::drop_unread();
                thread::sleep(TRY);
            }
            guard.leave_without_waiting();
            process::exit(128 + signal);
        }
    }
}

fn named(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(work)
        .map(drop)
}

/// Makes a panic restore the terminal before its report is printed, so that the report can be read.
///
/// Without one of its threads the dashboard would be deaf: a panic there ends the process.
fn restore_before_panics(guard: Arc<Guard>) {
    let dashboard = thread::current().id();
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        guard.leave();
        report(info);
        if thread::current().id() != dashboard {
            process::exit(101);
        }
    }));
}

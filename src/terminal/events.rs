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

use crossterm::event::{self, KeyEventKind};
use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;

use super::guard::Guard;
use super::{Event, Incoming};

/// How long the dashboard has to leave after a signal, before its thread leaves for it.
const PATIENCE: Duration = Duration::from_millis(1500);

/// Starts everything that listens.
pub(super) fn listen(guard: &Arc<Guard>, to: &Sender<Incoming>) -> io::Result<()> {
    restore_before_panics(Arc::clone(guard));
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT])?;
    let (signal_guard, signal_to) = (Arc::clone(guard), to.clone());
    named("signals", move || {
        for signal in signals.forever() {
            if signal == SIGCONT {
                let _ = signal_to.send(Incoming::Event(Event::Resumed));
                continue;
            }
            let _ = signal_to.send(Incoming::Signal(u8::try_from(signal).unwrap_or(0)));
            thread::sleep(PATIENCE);
            leave(&signal_guard, signal);
        }
    })?;
    let hang_up_guard = Arc::clone(guard);
    named("hang-up", move || {
        let stdin = rustix::stdio::stdin();
        let mut watched = [PollFd::new(&stdin, PollFlags::empty())];
        while matches!(
            poll(&mut watched, None),
            Ok(0) | Err(rustix::io::Errno::INTR)
        ) {}
        leave(&hang_up_guard, SIGHUP);
    })?;
    let key_to = to.clone();
    named("keys", move || {
        while let Ok(read) = event::read() {
            let event = match read {
                event::Event::Key(key) if key.kind != KeyEventKind::Release => Event::Key(key),
                event::Event::Resize(..) => Event::Resize,
                _ => continue,
            };
            if key_to.send(Incoming::Event(event)).is_err() {
                return;
            }
        }
    })
}

fn named(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(work)
        .map(drop)
}

/// Restores the terminal and ends the process as after a signal.
fn leave(guard: &Guard, signal: i32) -> ! {
    guard.leave();
    process::exit(128 + signal)
}

/// Makes a panic restore the terminal before its report is printed, so that the report can be read.
fn restore_before_panics(guard: Arc<Guard>) {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        guard.leave();
        report(info);
    }));
}

//! What comes in, each from a thread of its own that only waits: keys, signals, a hang-up, a panic.
//!
//! One channel leads to the dashboard. A thread that ends the program restores the terminal first: a
//! terminal that is gone, and a signal, end it whatever the dashboard waits for.

use std::io;
use std::panic;
use std::process;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGBUS, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGSYS, SIGTERM,
    SIGTRAP, SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU,
};
use signal_hook::iterator::Signals;

use super::decode::{Decoder, TerminalEvent};
use super::guard::{Guard, stop_group};
use crate::app::keymap;
use crate::app::search::Interrupt;

/// The signals that would kill the program and can be caught.
const ENDING: [i32; 15] = [
    SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGALRM, SIGBUS, SIGIO, SIGPROF, SIGSYS, SIGTRAP,
    SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU,
];

/// How long the dashboard has to leave after a signal, before the unread output that it may wait for is dropped.
const PATIENCE: Duration = Duration::from_millis(700);
/// How long a sequence may go on, whatever comes of it.
const LONGEST_SEQUENCE: Duration = Duration::from_secs(2);

/// How often that is tried before the signal thread leaves for it, and how long each time.
const TRIES: u32 = 3;
const TRY: Duration = Duration::from_millis(100);

/// What comes in from the threads that wait for it.
#[derive(Debug)]
pub(super) enum Incoming {
    /// Something for the dashboard.
    Event(TerminalEvent),
    /// A signal that ends the program.
    Signal(u8),
}

/// Starts everything that listens.
pub(super) fn start_listening(
    guard: &Arc<Guard>,
    to: &Sender<Incoming>,
    waiting: &Interrupt,
) -> io::Result<()> {
    restore_before_panics(Arc::clone(guard));
    let signals = Signals::new(ENDING.into_iter().chain([SIGCONT, SIGTSTP, SIGWINCH]))?;
    for signal in other_signals() {
        // A system may keep some of them for itself.
        let _ = signals.add_signal(signal);
    }
    let (signal_guard, signal_to) = (Arc::clone(guard), to.clone());
    spawn_named("signals", move || {
        pass_signals(signals, &signal_guard, &signal_to);
    })?;
    let (key_guard, key_to) = (Arc::clone(guard), to.clone());
    let waiting = waiting.clone();
    spawn_named("keys", move || {
        if pass_keys(&key_guard, &key_to, &waiting) == InputEnd::Gone {
            key_guard.give_up_frames();
            // The dashboard ends by itself, so that it can note where it was.
            let hang_up = u8::try_from(SIGHUP).unwrap_or(0);
            let _ = key_to.send(Incoming::Signal(hang_up));
            thread::sleep(PATIENCE);
            key_guard.leave_screen();
            process::exit(128 + SIGHUP);
        }
    })
}

/// The signals that kill on Linux alone: a fault of a coprocessor, a power failure, and the real-time ones.
fn other_signals() -> impl Iterator<Item = i32> {
    let linux = [16, 30].into_iter().chain(34..=64);
    linux.filter(|_| {
        cfg!(all(
            target_os = "linux",
            any(target_arch = "x86_64", target_arch = "aarch64")
        ))
    })
}

/// Passes signals on; one that ends the program ends it, whatever the dashboard waits for.
fn pass_signals(mut signals: Signals, guard: &Guard, to: &Sender<Incoming>) {
    for signal in signals.forever() {
        if signal == SIGTSTP {
            pass_stop(guard, to);
            continue;
        }
        let incoming = match signal {
            SIGCONT => Incoming::Event(TerminalEvent::Resumed),
            SIGWINCH => Incoming::Event(TerminalEvent::Resize),
            _ => Incoming::Signal(u8::try_from(signal).unwrap_or(0)),
        };
        let is_end = matches!(incoming, Incoming::Signal(_));
        let _ = to.send(incoming);
        if is_end {
            guard.give_up_frames();
            thread::sleep(PATIENCE);
            for _ in 0..TRIES {
                guard.drop_unread();
                thread::sleep(TRY);
            }
            guard.leave_screen();
            process::exit(128 + signal);
        }
    }
}

/// How long the dashboard has to give the terminal back and stop by itself.
const STOPPING: Duration = Duration::from_millis(300);

/// Lets the dashboard stop as Ctrl-Z does; where it waits for a terminal that takes nothing, this thread does it.
fn pass_stop(guard: &Guard, to: &Sender<Incoming>) {
    guard.ask_to_stop();
    if to.send(Incoming::Event(TerminalEvent::Stop)).is_ok() {
        thread::sleep(STOPPING);
    }
    if guard.takes_stop() {
        guard.give_up_frames();
        guard.leave_screen();
        stop_group();
    }
}

/// Why no more keys are read.
#[derive(Debug, PartialEq, Eq)]
enum InputEnd {
    /// The terminal hung up, or reading fails: then it belongs to somebody else for good.
    Gone,
    /// The dashboard is leaving.
    Unheard,
}

/// Passes keys on for as long as there is a terminal and a dashboard.
fn pass_keys(guard: &Guard, to: &Sender<Incoming>, waiting: &Interrupt) -> InputEnd {
    let (stdin, stdout) = (rustix::stdio::stdin(), rustix::stdio::stdout());
    let mut decoder = Decoder::default();
    let mut buffer = [0; 4096];
    let mut began = None;
    loop {
        // They may be two terminals.
        let mut watched = [
            PollFd::new(&stdin, PollFlags::IN),
            PollFd::new(&stdout, PollFlags::empty()),
        ];
        let patience = decoder.remaining_wait();
        let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
        let events = match poll(&mut watched, patience.as_ref()) {
            Err(Errno::INTR) => continue,
            Err(_) => return InputEnd::Gone,
            Ok(0) => decoder.give_up(),
            Ok(_) => {
                let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
                if watched.iter().any(|fd| fd.revents().intersects(gone)) {
                    return InputEnd::Gone;
                }
                match rustix::io::read(stdin, &mut buffer) {
                    Ok(read) => {
                        let mut events = if is_overdue(began) {
                            began = None;
                            decoder.give_up()
                        } else {
                            Vec::new()
                        };
                        events.extend(decoder.feed_bytes(buffer.get(..read).unwrap_or_default()));
                        events
                    }
                    Err(Errno::INTR | Errno::AGAIN) => continue,
                    Err(_) => return InputEnd::Gone,
                }
            }
        };
        began = decoder
            .is_in_sequence()
            .then(|| began.unwrap_or_else(Instant::now));
        for event in events {
            // Before the dashboard hears of it: if it does not leave after all, it takes this back.
            if matches!(&event, TerminalEvent::Key(key) if keymap::always_quits(key)) {
                guard.give_up_frames();
            }
            if matches!(event, TerminalEvent::Key(_)) {
                waiting.raise_for_key();
            }
            if to.send(Incoming::Event(event)).is_err() {
                return InputEnd::Unheard;
            }
        }
    }
}

/// Whether a sequence has gone on for so long that what comes now is none of it.
fn is_overdue(began: Option<Instant>) -> bool {
    began.is_some_and(|began| began.elapsed() > LONGEST_SEQUENCE)
}

fn spawn_named(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
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
        guard.give_up_frames();
        guard.leave_screen();
        report(info);
        if thread::current().id() != dashboard {
            process::exit(101);
        }
    }));
}

//! The terminal: what it is asked to show, what it sends, and how it is left behind.
//!
//! `cli::dashboard` owns one [`Terminal`]. Modes are set and restored by `guard` alone, events come from
//! `events`; a frame is one write of the cells that changed. Knows nothing of scenarios or panes.

mod cursor;
mod decode;
mod encode;
mod events;
mod glyphs;
mod guard;
mod line;
#[cfg(test)]
mod oracle;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;
use crossterm::queue;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub use decode::{TerminalEvent, Touch};
use encode::Encoder;
use events::Incoming;
use guard::Guard;
pub use guard::{Modes, ScreenMode};

use crate::app::search::Interrupt;
use crate::text::link::{Extent, Links};

/// The screen that is assumed where the terminal does not say its size.
const USUAL: Rect = Rect {
    x: 0,
    y: 0,
    width: 80,
    height: 24,
};

/// The most cells on a side: a terminal that claims more would cost memory without bound.
const MOST_CELLS: u16 = 1000;

/// How long a signal may take behind the one that woke the program in the background.
const SETTLING: Duration = Duration::from_millis(100);

/// The terminal while it shows the dashboard; it is put back when this is dropped.
pub struct Terminal {
    guard: Arc<Guard>,
    incoming: Receiver<Incoming>,
    to: Sender<Incoming>,
    waiting: Interrupt,
    signal: Option<u8>,
    encoder: Encoder,
    links: Extent,
}

/// Wakes a dashboard that waits for events, from another thread.
#[derive(Clone, Debug)]
pub struct Caller(Sender<Incoming>);

impl Caller {
    /// Gives the dashboard [`TerminalEvent::Called`]; false when it has left.
    pub fn call(&self) -> bool {
        self.0.send(Incoming::Event(TerminalEvent::Called)).is_ok()
    }
}

impl Terminal {
    /// Takes the terminal over.
    ///
    /// # Errors
    ///
    /// If it has no modes to set, or signals cannot be caught.
    pub fn enter(modes: Modes) -> io::Result<Self> {
        let guard = Arc::new(Guard::new(modes)?);
        let (to, incoming) = std::sync::mpsc::channel();
        let waiting = Interrupt::default();
        events::start_listening(&guard, &to, &waiting)?;
        guard.enter_screen()?;
        Ok(Self {
            guard,
            incoming,
            to,
            waiting,
            signal: None,
            encoder: Encoder::default(),
            links: modes.links,
        })
    }

    /// Returns what says whether a key waits to be taken.
    pub fn interrupt(&self) -> Interrupt {
        self.waiting.clone()
    }

    /// What wakes it from another thread.
    pub fn caller(&self) -> Caller {
        Caller(self.to.clone())
    }

    /// Waits for what comes in, and takes all that waits behind it. When the moment that is given has come,
    /// [`TerminalEvent::Due`] is the last of it, so that a held key cannot put it off.
    ///
    /// # Errors
    ///
    /// If nothing listens any more.
    pub fn wait(&mut self, until: Option<Instant>) -> io::Result<Vec<TerminalEvent>> {
        let first = match until {
            None => Some(self.incoming.recv().map_err(io::Error::other)?),
            Some(until) => {
                let patience = until.saturating_duration_since(Instant::now());
                match self.incoming.recv_timeout(patience) {
                    Ok(first) => Some(first),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(error) => return Err(io::Error::other(error)),
                }
            }
        };
        let mut events = Vec::new();
        for next in first.into_iter().chain(self.incoming.try_iter()) {
            match next {
                Incoming::Event(event) => events.push(event),
                Incoming::Signal(signal) => self.signal = self.signal.or(Some(signal)),
            }
        }
        self.waiting.lower_by_keys(count_keys(&events));
        if until.is_some_and(|until| until <= Instant::now()) {
            events.push(TerminalEvent::Due);
        }
        Ok(events)
    }

    /// The signal that ends the program, if one came.
    pub fn signal(&self) -> Option<u8> {
        self.signal
    }

    /// The size of the screen.
    pub fn area(&self) -> Rect {
        let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok();
        size.filter(|size| size.ws_col > 0 && size.ws_row > 0)
            .map_or(USUAL, |size| Rect {
                width: size.ws_col.min(MOST_CELLS),
                height: size.ws_row.min(MOST_CELLS),
                ..USUAL
            })
    }

    /// Draws a frame and sends the cells that changed, in one write; nothing while the shell has the terminal.
    ///
    /// # Errors
    ///
    /// What the terminal gives.
    pub fn draw(&mut self, draw: impl FnOnce(Rect, &mut Buffer, &mut Links)) -> io::Result<()> {
        if !self.guard.is_entered() {
            self.forget();
            return Ok(());
        }
        let area = self.area();
        let mut buffer = self.encoder.empty_canvas(area);
        let mut links = Links::new(self.links);
        draw(area, &mut buffer, &mut links);
        let bytes = self.encoder.encode_frame(buffer, links);
        if bytes.is_empty() {
            return Ok(());
        }
        self.guard.write(&bytes)
    }

    /// Sends text after which so many rows of it stand below the cursor, in one write; nothing while the shell
    /// has the terminal.
    ///
    /// # Errors
    ///
    /// What the terminal gives.
    pub fn say(&self, text: &str, below: u16) -> io::Result<()> {
        if self.guard.is_entered() {
            self.guard.write(text.as_bytes())?;
            self.guard.keep_below(below);
        }
        Ok(())
    }

    /// Gives a text to the clipboard of whoever sits at the terminal (OSC 52), over SSH, tmux and GNU screen too;
    /// whether the terminal takes it, it does not say. False for one that knows no control sequences.
    ///
    /// # Errors
    ///
    /// What the terminal gives.
    pub fn copy(&self, text: &str) -> io::Result<bool> {
        if self.guard.is_bare() {
            return Ok(false);
        }
        let mut out = Vec::new();
        queue!(out, CopyToClipboard::to_clipboard_from(text))?;
        if is_in_screen() {
            out = through_screen(&out);
        }
        self.guard.write(&out).map(|()| true)
    }

    /// Rings the bell of whoever sits at the terminal; not while the shell has it.
    ///
    /// # Errors
    ///
    /// What the terminal gives.
    pub fn ring(&self) -> io::Result<()> {
        if self.guard.is_entered() {
            self.guard.write(b"\x07")?;
        }
        Ok(())
    }

    /// Goes on after a key that would have left: what the terminal did not take meanwhile is drawn again.
    pub fn go_on(&mut self) {
        self.guard.go_on();
        self.forget();
    }

    /// Forgets what the terminal shows, so that the next frame draws every cell.
    pub fn forget(&mut self) {
        self.encoder.forget_screen();
    }

    /// Gives the terminal back and stops until the shell goes on with the program.
    ///
    /// # Errors
    ///
    /// What the terminal gives.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.guard.takes_stop();
        self.guard.leave_screen();
        guard::stop_group();
        self.resume()
    }

    /// Takes the terminal over again, whatever was done to it meanwhile.
    ///
    /// A program that is woken in the background stops again, as others do that need the terminal,
    /// unless a signal came with it that ends the program: `kill %1` sends one and wakes it.
    ///
    /// # Errors
    ///
    /// What the terminal gives.
    pub fn resume(&mut self) -> io::Result<()> {
        self.forget();
        while !guard::is_in_foreground() {
            while let Ok(next) = self.incoming.recv_timeout(SETTLING) {
                // The screen is drawn again as a whole: no event has to be kept.
                match next {
                    Incoming::Signal(signal) => self.signal = self.signal.or(Some(signal)),
                    Incoming::Event(event) => self.waiting.lower_by_keys(count_keys(&[event])),
                }
            }
            if self.signal.is_some() {
                return Ok(());
            }
            if !guard::is_in_foreground() {
                guard::stop_group();
            }
        }
        // What was given up to stop is worth waiting for again.
        self.guard.go_on();
        self.guard.enter_screen()
    }

    /// Returns whether somebody outside asks the program to stop and it has not done so yet.
    pub fn is_asked_to_stop(&self) -> bool {
        self.guard.is_asked_to_stop()
    }
}

fn count_keys(events: &[TerminalEvent]) -> usize {
    let keys = events
        .iter()
        .filter(|event| matches!(event, TerminalEvent::Key(_)));
    keys.count()
}

/// The most bytes that GNU screen hands on at once; it drops longer strings and shows what is behind.
const SCREEN_TAKES: usize = 240;

/// Whether GNU screen is what shows the dashboard.
fn is_in_screen() -> bool {
    let is_its_kind = |term: std::ffi::OsString| term.to_string_lossy().starts_with("screen");
    std::env::var_os("STY").is_some_and(|name| !name.is_empty())
        && std::env::var_os("TERM").is_some_and(is_its_kind)
}

/// A sequence in pieces that GNU screen hands on to the terminal that it runs in.
fn through_screen(sequence: &[u8]) -> Vec<u8> {
    // Its own end would end a piece; BEL ends the sequence as well.
    let body = sequence.strip_suffix(b"\x1b\\").unwrap_or(sequence);
    let whole = [body, b"\x07"].concat();
    let mut out = Vec::new();
    for piece in whole.chunks(SCREEN_TAKES) {
        out.extend(b"\x1bP");
        out.extend(piece);
        out.extend(b"\x1b\\");
    }
    out
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.guard.leave_screen();
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::thread;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    use super::*;

    /// Says to the test below, run once more in a terminal of its own, where to panic.
    const WHERE: &str = "DATELINE_TEST_PANICS_IN";

    #[test]
    fn a_copy_goes_through_screen_in_pieces() {
        let mut copy = Vec::new();
        queue!(copy, CopyToClipboard::to_clipboard_from("a".repeat(1000))).unwrap();
        let out = String::from_utf8(through_screen(&copy)).unwrap();
        let pieces: Vec<&str> = out.split_terminator("\x1b\\").collect();
        assert!(pieces.len() > 5);
        let inside: Option<String> = pieces
            .iter()
            .map(|piece| {
                piece
                    .strip_prefix("\x1bP")
                    .filter(|it| it.len() <= SCREEN_TAKES)
            })
            .collect();
        let expect = String::from_utf8(copy).unwrap().replace("\x1b\\", "\x07");
        assert_eq!(inside, Some(expect));
    }

    #[test]
    fn a_panic_is_reported_on_the_usual_screen() {
        if let Some(place) = std::env::var_os(WHERE) {
            let mut terminal = Terminal::enter(Modes::default()).unwrap();
            terminal.draw(|_, _, _| ()).unwrap();
            if place == "a thread" {
                thread::spawn(|| panic!("this is why"));
                while terminal.wait(None).is_ok() {}
            }
            panic!("this is why");
        }
        for place in ["the dashboard", "a thread"] {
            let screen = PtySize::default();
            let pair = native_pty_system().openpty(screen).unwrap();
            let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
            let test = "terminal::tests::a_panic_is_reported_on_the_usual_screen";
            command.args([test, "--exact", "--nocapture"]);
            command.env(WHERE, place);
            let mut child = pair.slave.spawn_command(command).unwrap();
            drop(pair.slave);
            let mut bytes = Vec::new();
            // The end of a terminal is an error on Linux.
            let _ = pair
                .master
                .try_clone_reader()
                .unwrap()
                .read_to_end(&mut bytes);
            assert_eq!(child.wait().unwrap().exit_code(), 101);
            let phrase = String::from_utf8_lossy(&bytes);
            let (before, after) = phrase.split_once("\x1b[?1049l").unwrap();
            assert!(before.contains("\x1b[?1049h"), "{phrase:?}");
            assert!(!before.contains("this is why"), "{phrase:?}");
            assert!(after.contains("this is why"), "{phrase:?}");
            assert!(!after.contains('\x1b'), "{phrase:?}");
        }
    }
}

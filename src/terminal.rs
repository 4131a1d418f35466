//! The terminal: what it is asked to show, what it sends, and how it is left behind.
//!
//! `cli::dashboard` owns one [`Terminal`]. Modes are set and restored by `guard` alone, events come from
//! `events`; a frame is one write of the cells that changed. Knows nothing of scenarios or panes.

mod events;
mod guard;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use crossterm::event::KeyEvent;
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use guard::Guard;

/// The screen that is assumed where the terminal does not say its size.
const USUAL: Rect = Rect {
    x: 0,
    y: 0,
    width: 80,
    height: 24,
};

/// What the terminal sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed.
    Key(KeyEvent),
    /// The terminal has another size.
    Resize,
    /// The program goes on after it was stopped.
    Resumed,
}

/// What comes in from the threads that wait for it.
#[derive(Clone, Copy, Debug)]
enum Incoming {
    Event(Event),
    /// A signal that ends the program.
    Signal(u8),
}

/// The terminal while it shows the dashboard; it is put back when this is dropped.
pub struct Terminal {
    guard: Arc<Guard>,
    incoming: Receiver<Incoming>,
    signal: Option<u8>,
    /// What the terminal shows; `None` if that is not known.
    shown: Option<Buffer>,
}

impl Terminal {
    /// Takes the terminal over.
    ///
    /// # Errors
    ///
    /// If it has no modes to set, or signals cannot be caught.
    pub fn enter() -> io::Result<Self> {
        let guard = Arc::new(Guard::new()?);
        let (to, incoming) = std::sync::mpsc::channel();
        events::listen(&guard, &to)?;
        guard.enter()?;
        Ok(Self {
            guard,
            incoming,
            signal: None,
            shown: None,
        })
    }

    /// Waits for what comes in, and takes all that waits behind it; `None` once nothing can come any more.
    pub fn wait(&mut self) -> Option<Vec<Event>> {
        let first = self.incoming.recv().ok()?;
        let mut events = Vec::new();
        for incoming in std::iter::once(first).chain(self.incoming.try_iter()) {
            match incoming {
                Incoming::Event(event) => events.push(event),
                Incoming::Signal(signal) => self.signal = self.signal.or(Some(signal)),
            }
        }
        Some(events)
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
                width: size.ws_col,
                height: size.ws_row,
                ..USUAL
            })
    }

    /// Draws a frame and sends the cells that changed, in one write.
    ///
    /// # Errors
    ///
    /// What the terminal gives.
    pub fn draw(&mut self, draw: impl FnOnce(Rect, &mut Buffer)) -> io::Result<()> {
        let area = self.area();
        let mut buffer = Buffer::empty(area);
        draw(area, &mut buffer);
        let mut out = Vec::with_capacity(4096);
        queue!(out, BeginSynchronizedUpdate)?;
        let begun = out.len();
        let blank = self.shown.take().filter(|shown| shown.area == area);
        let before = match blank {
            Some(shown) => shown,
            None => {
                queue!(out, Clear(ClearType::All))?;
                Buffer::empty(area)
            }
        };
        let changed = before.diff(&buffer);
        if !changed.is_empty() {
            CrosstermBackend::new(&mut out).draw(changed.into_iter())?;
        }
        self.shown = Some(buffer);
        if out.len() == begun {
            return Ok(());
        }
        queue!(out, EndSynchronizedUpdate)?;
        guard::write_all(&out)
    }

    /// Forgets what the terminal shows, so that the next frame draws every cell.
    pub fn forget(&mut self) {
        self.shown = None;
    }

    /// Gives the terminal back and stops until the shell goes on with the program.
    ///
    /// # Errors
    ///
    /// What the terminal gives.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.guard.leave();
        rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::STOP)?;
        self.resume()
    }

    /// Takes the terminal over again, whatever was done to it meanwhile.
    ///
    /// # Errors
    ///
    /// What the terminal gives.
    pub fn resume(&mut self) -> io::Result<()> {
        self.forget();
        self.guard.enter()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.guard.leave();
    }
}

//! Frames one after the other as an asciinema recording (version 2): the same bytes on every run.
//!
//! Called by `dateline cast`. Time is what the caller says a frame stays, no clock is read; after the
//! first frame only what changed is written.

use std::io::{self, Write};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde::Serialize;

use crate::frame::palette::{Ground, PALETTE, to_hex};
use crate::frame::sgr::Pen;
use crate::text::fit;

/// A recording that is being written.
pub struct Recording<W> {
    to: W,
    /// Thousandths of a second since its start.
    time: u64,
    shown: Buffer,
}

#[derive(Serialize)]
struct CastHeader<'h> {
    version: u8,
    width: u16,
    height: u16,
    title: &'h str,
    env: Environment,
    theme: Theme,
}

#[derive(Serialize)]
struct Environment {
    #[serde(rename = "TERM")]
    term: &'static str,
}

#[derive(Serialize)]
struct Theme {
    fg: String,
    bg: String,
    palette: String,
}

impl<W: Write> Recording<W> {
    /// Begins a recording of so many columns and rows.
    ///
    /// # Errors
    ///
    /// What the writer gives.
    pub fn begin_recording(
        mut to: W,
        (width, height): (u16, u16),
        ground: Ground,
        title: &str,
    ) -> io::Result<Self> {
        let palette: Vec<String> = PALETTE.into_iter().map(to_hex).collect();
        let header = CastHeader {
            version: 2,
            width,
            height,
            title,
            env: Environment {
                term: "xterm-256color",
            },
            theme: Theme {
                fg: to_hex(ground.text_colour()),
                bg: to_hex(ground.background_colour()),
                palette: palette.join(":"),
            },
        };
        serde_json::to_writer(&mut to, &header).map_err(io::Error::from)?;
        to.write_all(b"\n")?;
        let mut recording = Self {
            to,
            time: 0,
            shown: Buffer::empty(Rect::new(0, 0, width, height)),
        };
        recording.write_event("o", "\x1b[?25l\x1b[2J\x1b[H")?;
        Ok(recording)
    }

    /// Shows a frame for so many thousandths of a second.
    ///
    /// # Errors
    ///
    /// What the writer gives.
    pub fn add_frame(&mut self, frame: Buffer, stays: u64) -> io::Result<()> {
        let change = encode_change(&self.shown, &frame);
        self.write_event("o", &change)?;
        self.shown = frame;
        self.time += stays;
        Ok(())
    }

    /// Marks the present place of the recording, for players that list such places.
    ///
    /// # Errors
    ///
    /// What the writer gives.
    pub fn add_marker(&mut self, label: &str) -> io::Result<()> {
        self.write_event("m", label)
    }

    /// Ends the recording: the last frame stays as long as was said, then the cursor comes back.
    ///
    /// # Errors
    ///
    /// What the writer gives.
    pub fn end_recording(mut self) -> io::Result<()> {
        let below = format!("\x1b[0m\x1b[{};1H\x1b[?25h", self.shown.area.height);
        self.write_event("o", &below)?;
        self.to.flush()
    }

    fn write_event(&mut self, kind: &str, data: &str) -> io::Result<()> {
        let seconds = Seconds(self.time);
        serde_json::to_writer(&mut self.to, &(seconds, kind, data)).map_err(io::Error::from)?;
        self.to.write_all(b"\n")
    }
}

/// Thousandths of a second, written as seconds.
struct Seconds(u64);

impl Serialize for Seconds {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let whole = u32::try_from(self.0).map_or(f64::from(u32::MAX), f64::from);
        to.serialize_f64(whole / 1000.0)
    }
}

/// What a terminal that shows one buffer needs to show another.
fn encode_change(before: &Buffer, after: &Buffer) -> String {
    let mut out = Vec::new();
    let mut pen = Pen::PLAIN;
    let mut next = None;
    for (x, y, cell) in before.diff(after) {
        if next != Some((x, y)) {
            out.extend(format!("\x1b[{};{}H", y + 1, x + 1).bytes());
        }
        let its = Pen::from_cell(cell);
        pen.append_change(its, &mut out);
        pen = its;
        out.extend(cell.symbol().bytes());
        let cells = u16::try_from(fit::measure_width(cell.symbol()).max(1)).unwrap_or(1);
        next = Some((x + cells, y));
    }
    // Each frame begins as plain as the screen was cleared.
    pen.append_change(Pen::PLAIN, &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

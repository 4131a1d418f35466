//! Where the terminal's cursor stands, as far as that is sure, and the shortest way from there.
//!
//! `encode` asks for it. Moves are those that every terminal has, and none of them ends a line: what a
//! terminal makes of a line's end depends on its modes.

use super::glyphs::{Unit, Width};
use crate::frame::sgr::{append_number, keep_shorter};

/// Where the cursor stands: column and row, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CursorPosition {
    /// Nobody knows.
    Unknown,
    /// There.
    At(u16, u16),
    /// There, or up to so many columns farther, behind units of ambiguous width.
    Behind(u16, u16, u16),
}

impl CursorPosition {
    /// Whether a unit can be written at a place without a move.
    ///
    /// A terminal that draws ambiguous units wide draws a run of them wide as a whole; it must not reach the next row.
    pub(super) fn is_at(self, place: (u16, u16), unit: &Unit<'_>, columns: u16) -> bool {
        match self {
            Self::Unknown => false,
            Self::At(x, y) => (x, y) == place,
            Self::Behind(x, y, more) => {
                (x, y) == place
                    && unit.width == Width::Ambiguous
                    && x.saturating_add(more).saturating_add(2) <= columns
            }
        }
    }

    /// Where it stands after a unit has been written on a screen of so many columns.
    pub(super) fn after_glyph(self, unit: &Unit<'_>, columns: u16) -> Self {
        let (x, y, more) = match self {
            Self::Unknown => return Self::Unknown,
            Self::At(x, y) => (x, y, 0),
            Self::Behind(x, y, more) => (x, y, more),
        };
        let x = x.saturating_add(unit.columns);
        match unit.width {
            // Behind the last column terminals differ.
            _ if x >= columns => Self::Unknown,
            Width::Sure => Self::At(x, y),
            Width::Ambiguous => Self::Behind(x, y, more + 1),
            Width::Doubtful => Self::Unknown,
        }
    }

    /// Appends the shortest move to a place.
    pub(super) fn append_move(self, (x, y): (u16, u16), out: &mut Vec<u8>) {
        let start = out.len();
        append_place((x, y), out);
        let Self::At(from_x, from_y) = self else {
            return;
        };
        let middle = out.len();
        append_steps(
            y.abs_diff(from_y),
            if y > from_y { b'B' } else { b'A' },
            out,
        );
        if x < from_x && from_x - x <= 3 {
            out.extend(std::iter::repeat_n(b'\x08', usize::from(from_x - x)));
        } else {
            append_steps(
                x.abs_diff(from_x),
                if x > from_x { b'C' } else { b'D' },
                out,
            );
        }
        keep_shorter(out, start, middle);
    }
}

/// Appends a move to a place, wherever the cursor is. A parameter of 1 can be left out.
fn append_place((x, y): (u16, u16), out: &mut Vec<u8>) {
    out.extend(b"\x1b[");
    if y > 0 {
        append_number(out, y + 1);
    }
    if x > 0 {
        out.push(b';');
        append_number(out, x + 1);
    }
    out.push(b'H');
}

/// Appends a move by so many cells.
fn append_steps(count: u16, direction: u8, out: &mut Vec<u8>) {
    if count == 0 {
        return;
    }
    out.extend(b"\x1b[");
    if count > 1 {
        append_number(out, count);
    }
    out.push(direction);
}

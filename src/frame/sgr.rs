//! How a cell looks as SGR parameters (ECMA-48), the shortest way from one look to another, and links (OSC 8).
//!
//! `ansi` sets the looks of a whole frame with it, `terminal` those of the cells that changed. It knows
//! neither where a cell stands nor what it says.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use crate::text::link::Address;

/// Each modifier with the code that sets it and the one that unsets it.
const MODIFIERS: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// The modifiers that show on a blank.
const ON_BLANKS: Modifier = Modifier::UNDERLINED
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);

/// Opens a link (OSC 8), up to its address. All parts of one address have one id, so that a terminal knows a link
/// that is wrapped for one.
const LINK: &[u8] = b"\x1b]8;id=d;";
/// Ends the address of a link.
const END_LINK: &[u8] = b"\x1b\\";
/// Closes a link, if one is open.
pub const CLOSE_LINK: &[u8] = b"\x1b]8;;\x1b\\";

/// Appends what makes the cells that follow lead to an address, or nowhere.
pub fn append_link(to: Option<&Address>, out: &mut Vec<u8>) {
    match to {
        Some(address) => {
            for part in [LINK, address.as_str().as_bytes(), END_LINK] {
                out.extend(part);
            }
        }
        None => out.extend(CLOSE_LINK),
    }
}

/// How letters look: what an SGR sequence sets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pen {
    /// The colour of the letter.
    pub fg: Color,
    /// The colour behind it.
    pub bg: Color,
    /// Weight, slant, lines and the like.
    pub modifier: Modifier,
}

impl Pen {
    /// The terminal's own look.
    pub const PLAIN: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// How a cell looks.
    pub const fn from_cell(cell: &Cell) -> Self {
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// What is seen of a blank that is drawn so: pens that give the same are as good for it.
    #[must_use]
    pub const fn on_blank(self) -> Self {
        if self.modifier.intersects(ON_BLANKS) {
            return self;
        }
        Self {
            bg: self.bg,
            ..Self::PLAIN
        }
    }

    /// Appends what sets this pen, whatever was set before.
    pub fn append_set(self, out: &mut Vec<u8>) {
        out.extend(b"\x1b[0");
        self.append_codes(out);
        out.push(b'm');
    }

    /// Appends the shortest sequence that leads from this pen to another.
    pub fn append_change(self, to: Self, out: &mut Vec<u8>) {
        if self == to {
            return;
        }
        let start = out.len();
        // An empty parameter is a reset.
        out.extend(b"\x1b[");
        to.append_codes(out);
        out.push(b'm');
        let middle = out.len();
        out.extend(b"\x1b[");
        let first = out.len();
        self.append_difference(to, out);
        // Each code has a separator before it: the first one's is not needed here.
        out.remove(first);
        out.push(b'm');
        keep_shorter(out, start, middle);
    }

    /// Appends the codes that lead from a reset to this pen, each after a semicolon.
    fn append_codes(self, out: &mut Vec<u8>) {
        for (modifier, set, _) in MODIFIERS {
            if self.modifier.contains(modifier) {
                append_code(out, set);
            }
        }
        if self.fg != Color::Reset {
            append_colour(out, self.fg, 30);
        }
        if self.bg != Color::Reset {
            append_colour(out, self.bg, 40);
        }
    }

    /// Appends the codes that lead from this pen to another without a reset, each after a semicolon.
    fn append_difference(self, to: Self, out: &mut Vec<u8>) {
        let mut has = self.modifier;
        for (modifier, _, unset) in MODIFIERS {
            if has.contains(modifier) && !to.modifier.contains(modifier) {
                append_code(out, unset);
                for (other, _, its) in MODIFIERS {
                    if its == unset {
                        has.remove(other);
                    }
                }
            }
        }
        for (modifier, set, _) in MODIFIERS {
            if to.modifier.contains(modifier) && !has.contains(modifier) {
                append_code(out, set);
            }
        }
        if self.fg != to.fg {
            append_colour(out, to.fg, 30);
        }
        if self.bg != to.bg {
            append_colour(out, to.bg, 40);
        }
    }
}

/// Of two ways that stand one behind the other at the end, from `start` and from `middle`, keeps the shorter, or the first.
pub fn keep_shorter(out: &mut Vec<u8>, start: usize, middle: usize) {
    if out.len() - middle < middle - start {
        out.drain(start..middle);
    } else {
        out.truncate(middle);
    }
}

/// Appends the code of a colour; `base` is 30 for letters and 40 for what is behind them.
fn append_colour(out: &mut Vec<u8>, colour: Color, base: u8) {
    let bright = base + 60;
    match colour {
        Color::Reset => append_code(out, base + 9),
        Color::Black => append_code(out, base),
        Color::Red => append_code(out, base + 1),
        Color::Green => append_code(out, base + 2),
        Color::Yellow => append_code(out, base + 3),
        Color::Blue => append_code(out, base + 4),
        Color::Magenta => append_code(out, base + 5),
        Color::Cyan => append_code(out, base + 6),
        Color::Gray => append_code(out, base + 7),
        Color::DarkGray => append_code(out, bright),
        Color::LightRed => append_code(out, bright + 1),
        Color::LightGreen => append_code(out, bright + 2),
        Color::LightYellow => append_code(out, bright + 3),
        Color::LightBlue => append_code(out, bright + 4),
        Color::LightMagenta => append_code(out, bright + 5),
        Color::LightCyan => append_code(out, bright + 6),
        Color::White => append_code(out, bright + 7),
        Color::Indexed(index) => append_all(out, &[base + 8, 5, index]),
        Color::Rgb(red, green, blue) => append_all(out, &[base + 8, 2, red, green, blue]),
    }
}

fn append_all(out: &mut Vec<u8>, codes: &[u8]) {
    for code in codes {
        append_code(out, *code);
    }
}

/// Appends a code after a semicolon.
fn append_code(out: &mut Vec<u8>, code: u8) {
    out.push(b';');
    append_number(out, code.into());
}

/// Appends a number in decimal digits.
pub fn append_number(out: &mut Vec<u8>, number: u16) {
    if number >= 10 {
        append_number(out, number / 10);
    }
    out.extend(b"0123456789".get(usize::from(number % 10)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pen(fg: Color, modifier: Modifier) -> Pen {
        Pen {
            fg,
            modifier,
            ..Pen::PLAIN
        }
    }

    #[test]
    fn the_shortest_change_is_written() {
        let (bold, dim, line) = (Modifier::BOLD, Modifier::DIM, Modifier::UNDERLINED);
        let none = Modifier::empty();
        let true_colour = Color::Rgb(255, 138, 92);
        for (from, to, expect) in [
            (Pen::PLAIN, Pen::PLAIN, ""),
            (pen(Color::Reset, bold), Pen::PLAIN, "\x1b[m"),
            (Pen::PLAIN, pen(Color::LightRed, bold), "\x1b[1;91m"),
            (pen(true_colour, bold), pen(true_colour, none), "\x1b[22m"),
            (pen(true_colour, none), pen(Color::Reset, line), "\x1b[;4m"),
            (
                pen(true_colour, bold | line),
                pen(Color::Reset, bold | line),
                "\x1b[39m",
            ),
            (
                pen(true_colour, bold | dim),
                pen(true_colour, bold),
                "\x1b[22;1m",
            ),
            (
                pen(true_colour, dim | line),
                pen(true_colour, bold | line),
                "\x1b[22;1m",
            ),
            (
                pen(Color::Blue, none),
                pen(Color::Indexed(209), none),
                "\x1b[38;5;209m",
            ),
        ] {
            let mut out = Vec::new();
            from.append_change(to, &mut out);
            assert_eq!(String::from_utf8_lossy(&out), expect, "{from:?} to {to:?}");
        }
    }

    #[test]
    fn a_blank_shows_only_what_is_behind_it() {
        let red = pen(Color::Red, Modifier::BOLD);
        assert_eq!(red.on_blank(), Pen::PLAIN);
        let reversed = pen(Color::Red, Modifier::REVERSED);
        assert_eq!(reversed.on_blank(), reversed);
        let blue = Pen {
            bg: Color::Blue,
            ..red
        };
        assert_eq!(
            (blue.on_blank().fg, blue.on_blank().bg),
            (Color::Reset, Color::Blue)
        );
    }
}

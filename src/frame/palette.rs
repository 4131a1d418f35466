//! The colours of a picture where a buffer leaves them to the terminal: ground, text, the palette.
//!
//! `svg`, `html` and `cast` use these, so that a picture looks like a terminal with xterm's colours.

use ratatui::style::Color;

/// Red, green and blue.
pub type PixelRgb = (u8, u8, u8);

/// Whether a picture is dark or light.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// Light text on dark.
    #[default]
    Dark,
    /// Dark text on white.
    Light,
}

/// The sixteen colours of xterm.
pub const PALETTE: [PixelRgb; 16] = [
    (0x00, 0x00, 0x00),
    (0xcd, 0x00, 0x00),
    (0x00, 0xcd, 0x00),
    (0xcd, 0xcd, 0x00),
    (0x00, 0x00, 0xee),
    (0xcd, 0x00, 0xcd),
    (0x00, 0xcd, 0xcd),
    (0xe5, 0xe5, 0xe5),
    (0x7f, 0x7f, 0x7f),
    (0xff, 0x00, 0x00),
    (0x00, 0xff, 0x00),
    (0xff, 0xff, 0x00),
    (0x5c, 0x5c, 0xff),
    (0xff, 0x00, 0xff),
    (0x00, 0xff, 0xff),
    (0xff, 0xff, 0xff),
];

impl Ground {
    /// The colour of the ground.
    pub fn background_colour(self) -> PixelRgb {
        match self {
            Self::Dark => (0x1e, 0x1e, 0x1e),
            Self::Light => (0xff, 0xff, 0xff),
        }
    }

    /// The colour of text that has none of its own.
    pub fn text_colour(self) -> PixelRgb {
        match self {
            Self::Dark => (0xe6, 0xe6, 0xe6),
            Self::Light => (0x1a, 0x1a, 0x1a),
        }
    }
}

/// A colour as `#rrggbb`.
pub fn to_hex((red, green, blue): PixelRgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The value of a buffer's colour; `None` is the picture's own.
pub fn to_rgb(colour: Color) -> Option<PixelRgb> {
    let of_palette = |index: usize| PALETTE.get(index).copied();
    match colour {
        Color::Reset => None,
        Color::Black => of_palette(0),
        Color::Red => of_palette(1),
        Color::Green => of_palette(2),
        Color::Yellow => of_palette(3),
        Color::Blue => of_palette(4),
        Color::Magenta => of_palette(5),
        Color::Cyan => of_palette(6),
        Color::Gray => of_palette(7),
        Color::DarkGray => of_palette(8),
        Color::LightRed => of_palette(9),
        Color::LightGreen => of_palette(10),
        Color::LightYellow => of_palette(11),
        Color::LightBlue => of_palette(12),
        Color::LightMagenta => of_palette(13),
        Color::LightCyan => of_palette(14),
        Color::White => of_palette(15),
        Color::Indexed(index) => Some(indexed_rgb(index)),
        Color::Rgb(red, green, blue) => Some((red, green, blue)),
    }
}

/// A colour of xterm's 256: its sixteen, then a cube of six levels, then greys.
fn indexed_rgb(index: u8) -> PixelRgb {
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    match index {
        0..16 => PALETTE[usize::from(index)],
        16..232 => {
            let cube = index - 16;
            (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        }
        232.. => {
            let grey = 8 + 10 * (index - 232);
            (grey, grey, grey)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indexed_colours_are_those_of_xterm() {
        for (index, expect) in [
            (9, "#ff0000"),
            (16, "#000000"),
            (75, "#5fafff"),
            (231, "#ffffff"),
            (232, "#080808"),
            (255, "#eeeeee"),
        ] {
            assert_eq!(to_hex(indexed_rgb(index)), expect, "{index}");
        }
        assert_eq!(to_rgb(Color::Reset), None);
    }
}

//! Large digits and letters of blocks, three by five to a character, for who looks from across a room.
//!
//! Presenting draws dates and tallies with them. In ASCII the blocks are `#`. Whatever has no shape stays blank.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::ui::glyphs;
use crate::ui::paint;

/// Rows of blocks of a character.
const ROWS: [usize; 5] = [0, 1, 2, 3, 4];

/// How large a block is, in cells across and rows down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Cells across.
    pub across: u16,
    /// Rows down.
    pub down: u16,
}

impl Scale {
    /// A cell a block, where there is little room.
    pub const SMALL: Self = Self { across: 1, down: 1 };
    /// Six by five cells a character: read from three metres.
    pub const USUAL: Self = Self { across: 2, down: 1 };
    /// Twice that.
    pub const DOUBLE: Self = Self { across: 4, down: 2 };

    /// Rows of a line.
    pub fn line_height(self) -> u16 {
        5 * self.down
    }

    /// Cells that a text takes.
    pub fn text_width(self, text: &str) -> u16 {
        let all: usize = text.chars().map(|letter| self.letter_advance(letter)).sum();
        let behind = usize::from(self.across);
        u16::try_from(all.saturating_sub(behind)).unwrap_or(u16::MAX)
    }

    /// Cells from one character to the next.
    fn letter_advance(self, letter: char) -> usize {
        let blocks = if letter == ' ' { 3 } else { 4 };
        blocks * usize::from(self.across)
    }
}

/// Draws a text with its upper left corner at that of an area, as far as that goes.
pub fn draw(
    text: &str,
    scale: Scale,
    (area, style, ascii): (Rect, Style, bool),
    buffer: &mut Buffer,
) {
    // The fill of the first party is the full block.
    let block = glyphs::fill_glyph(0, '#', ascii).repeat(usize::from(scale.across));
    let empty = " ".repeat(usize::from(scale.across));
    let mut y = 0;
    for row in ROWS {
        let mut line = String::new();
        for letter in text.chars() {
            let cells = if letter == ' ' { 3 } else { 4 };
            let shape = letter_shape(letter);
            let blocks = shape.get(row).copied().unwrap_or_default().chars();
            for is_set in blocks.map(|block| block == '#').chain([false]).take(cells) {
                line.push_str(if is_set { &block } else { &empty });
            }
        }
        for _ in 0..scale.down {
            paint::put_line(buffer, area, y, &[(line.trim_end().to_owned(), style)]);
            y += 1;
        }
    }
}

/// The blocks of a character, row by row.
fn letter_shape(letter: char) -> [&'static str; 5] {
    match letter {
        '0' | 'O' => ["###", "# #", "# #", "# #", "###"],
        '1' => [" # ", "## ", " # ", " # ", "###"],
        '2' => ["###", "  #", "###", "#  ", "###"],
        '3' => ["###", "  #", "###", "  #", "###"],
        '4' => ["# #", "# #", "###", "  #", "  #"],
        '5' | 'S' => ["###", "#  ", "###", "  #", "###"],
        '6' => ["###", "#  ", "###", "# #", "###"],
        '7' => ["###", "  #", "  #", "  #", "  #"],
        '8' => ["###", "# #", "###", "# #", "###"],
        '9' => ["###", "# #", "###", "  #", "###"],
        'A' => ["###", "# #", "###", "# #", "# #"],
        'B' => ["## ", "# #", "## ", "# #", "## "],
        'C' => ["###", "#  ", "#  ", "#  ", "###"],
        'D' => ["## ", "# #", "# #", "# #", "## "],
        'E' => ["###", "#  ", "###", "#  ", "###"],
        'F' => ["###", "#  ", "###", "#  ", "#  "],
        'G' => ["###", "#  ", "# #", "# #", "###"],
        'J' => ["  #", "  #", "  #", "# #", "###"],
        'L' => ["#  ", "#  ", "#  ", "#  ", "###"],
        'M' => ["# #", "###", "###", "# #", "# #"],
        'N' => ["## ", "# #", "# #", "# #", "# #"],
        'P' => ["###", "# #", "###", "#  ", "#  "],
        'R' => ["###", "# #", "## ", "# #", "# #"],
        'T' => ["###", " # ", " # ", " # ", " # "],
        'U' => ["# #", "# #", "# #", "# #", "###"],
        'V' => ["# #", "# #", "# #", "# #", " # "],
        'Y' => ["# #", "# #", "###", " # ", " # "],
        _ => ["   "; 5],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::MONTHS;

    #[test]
    fn every_date_and_number_has_a_shape() {
        let letters: String = MONTHS.concat().to_uppercase() + "0123456789";
        for letter in letters.chars() {
            assert_ne!(letter_shape(letter), letter_shape(' '), "{letter}");
            assert!(
                letter_shape(letter).iter().all(|row| row.len() == 3),
                "{letter}"
            );
        }
        // Numbers can be told from each other.
        for (place, digit) in "0123456789".chars().enumerate() {
            let mut before = "0123456789".chars().take(place);
            assert!(
                before.all(|other| letter_shape(other) != letter_shape(digit)),
                "{digit}"
            );
        }
    }

    #[test]
    fn a_text_takes_as_much_as_it_says() {
        assert_eq!(Scale::USUAL.text_width("18"), 14);
        assert_eq!(Scale::USUAL.text_width("13 AUG"), 44);
        assert_eq!(Scale::DOUBLE.text_width("18"), 28);
        assert_eq!(Scale::SMALL.text_width("340"), 11);
        assert_eq!(
            (Scale::USUAL.line_height(), Scale::DOUBLE.line_height()),
            (5, 10)
        );
    }
}

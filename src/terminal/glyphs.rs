//! What stands in a row as a terminal sees it: units of one column or more, and how sure their width is.
//!
//! `encode` compares the units of two frames and sends those that differ. Nothing is written here.

use std::ops::Range;

use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::frame::sgr::Pen;
use crate::text::link::{Address, LinkSpan};

/// Letters beyond ASCII that no terminal draws wide: from Cyrillic's later letters to Greek Extended.
/// Those before, Greek and Cyrillic among them, are wide in old East Asian character sets.
const NARROW: Range<char> = '\u{460}'..'\u{2000}';

/// Letters that every terminal draws wide: CJK, Hangul, full-width forms.
const WIDE: [Range<char>; 3] = [
    '\u{3000}'..'\u{a000}',
    '\u{ac00}'..'\u{d7a4}',
    '\u{ff01}'..'\u{ff61}',
];

/// The first of the characters that may be wide whatever their tables say, flags for example.
const PICTOGRAPHS: char = '\u{1f000}';

/// Whether terminals agree on the columns of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    /// They do.
    Sure,
    /// One column, but two in terminals that are set up for East Asian text: rules, bars, dashes, some letters.
    Ambiguous,
    /// They do not: emoji, joined and combining characters, and whatever is newer than a terminal.
    Doubtful,
}

/// A character, or several that are drawn as one, with its columns and its look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit<'b> {
    pub(super) text: &'b str,
    /// How many columns; 0 where the unit before covers this one.
    pub(super) columns: u16,
    pub(super) width: Width,
    /// The most columns that a terminal may take for it.
    pub(super) most: u16,
    /// The look; of a blank, what is seen of it.
    pub(super) pen: Pen,
    /// Where it leads.
    pub(super) link: Option<&'b Address>,
}

impl Unit<'_> {
    /// What erasing leaves.
    pub(super) const ERASED: Self = Self {
        text: " ",
        columns: 1,
        width: Width::Sure,
        most: 1,
        pen: Pen::PLAIN,
        link: None,
    };
    const COVERED: Self = Self {
        text: "",
        columns: 0,
        most: 0,
        ..Self::ERASED
    };

    /// Whether it looks as it should when it is drawn with this pen.
    pub(super) fn looks_same_with(&self, pen: Pen) -> bool {
        self.pen == pen || self.is_blank() && self.pen == pen.on_blank()
    }

    /// Whether only what is behind it is seen.
    pub(super) fn is_blank(&self) -> bool {
        self.text == " "
    }

    /// Whether it takes one column, and at most another.
    pub(super) fn is_narrow(&self) -> bool {
        self.columns == 1 && self.width != Width::Doubtful
    }
}

/// The cells of each row of a buffer.
pub(super) fn list_rows(buffer: &Buffer) -> impl Iterator<Item = &[Cell]> {
    let columns = usize::from(buffer.area.width).max(1);
    buffer.content().chunks_exact(columns)
}

/// Whether two rows are the same, as nearly all are from one frame to the next.
pub(super) fn is_same(before: &[Cell], after: &[Cell]) -> bool {
    before.iter().zip(after).all(|(before, after)| {
        let is_same_text = match (before.symbol().as_bytes(), after.symbol().as_bytes()) {
            // Most are one byte: a comparison of texts takes longer.
            ([one], [other]) => one == other,
            (one, other) => one == other,
        };
        is_same_text
            && before.modifier == after.modifier
            && before.fg == after.fg
            && before.bg == after.bg
            && before.diff_option == after.diff_option
    })
}

/// The units of a row, by their first columns.
pub(super) fn split_glyphs(cells: &[Cell]) -> Vec<Unit<'_>> {
    let mut units = Vec::with_capacity(cells.len());
    for (x, cell) in cells.iter().enumerate() {
        if units.len() > x {
            continue;
        }
        let unit = to_glyph(cell, cells.len() - x);
        units.push(unit);
        units.extend(std::iter::repeat_n(
            Unit::COVERED,
            usize::from(unit.columns) - 1,
        ));
    }
    units
}

/// The units of a row with where they lead.
pub(super) fn split_linked_glyphs<'b>(cells: &'b [Cell], links: &[&'b LinkSpan]) -> Vec<Unit<'b>> {
    let mut units = split_glyphs(cells);
    for link in links {
        let columns = usize::from(link.columns.start)..usize::from(link.columns.end);
        for unit in units.iter_mut().take(columns.end).skip(columns.start) {
            unit.link = Some(&link.address);
        }
    }
    units
}

/// The unit that begins in a column of a row.
pub(super) fn at(cells: &[Cell], x: u16) -> Unit<'_> {
    let x = usize::from(x);
    cells
        .get(x)
        .map_or(Unit::ERASED, |cell| to_glyph(cell, cells.len() - x))
}

/// The unit of a cell that has so many columns up to the end of its row.
fn to_glyph(cell: &Cell, room: usize) -> Unit<'_> {
    let (text, pen) = (cell.symbol(), Pen::from_cell(cell));
    let blank = Unit {
        pen: pen.on_blank(),
        ..Unit::ERASED
    };
    if let [byte] = text.as_bytes() {
        let sure = Unit { text, pen, ..blank };
        return if byte.is_ascii_graphic() { sure } else { blank };
    }
    let (columns, most, width) = match cell.diff_option {
        // Most of its text is a sequence that takes no room.
        CellDiffOption::ForcedWidth(columns) => (columns.get(), columns.get(), Width::Doubtful),
        _ => measure_text(text),
    };
    // What does not fit would go on in the next row.
    let is_too_wide = match width {
        Width::Ambiguous => false,
        Width::Sure | Width::Doubtful => usize::from(most) > room,
    };
    if columns == 0 || is_too_wide {
        return blank;
    }
    Unit {
        text,
        columns,
        width,
        most,
        pen,
        link: None,
    }
}

/// How many columns a text beyond ASCII takes, how many at most, and how sure that is.
fn measure_text(text: &str) -> (u16, u16, Width) {
    let columns = text.width();
    let mut characters = text.chars();
    let first = characters.next().unwrap_or_default();
    let width = match (characters.next(), columns) {
        (None, 1) if NARROW.contains(&first) => Width::Sure,
        (None, 1) => Width::Ambiguous,
        (None, 2) if WIDE.iter().any(|letters| letters.contains(&first)) => Width::Sure,
        _ => Width::Doubtful,
    };
    // A terminal that does not join characters draws each for itself.
    let apart: usize = text.chars().map(most_columns).sum();
    let [columns, most] =
        [columns, columns.max(apart)].map(|count| u16::try_from(count).unwrap_or(u16::MAX));
    (columns, most, width)
}

fn most_columns(character: char) -> usize {
    match character {
        PICTOGRAPHS.. => 2,
        _ => character.width_cjk().unwrap_or(0),
    }
}

//! The keys, printed from the key table, with the legend of the glyphs behind them.
//!
//! Two columns by purpose where there is room, else one; it pages. Opened with `?` over the dashboard.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::action::Action;
use crate::app::keymap::{self, Mode, Purpose};
use crate::text::fit;
use crate::ui::glyphs::LEGEND;
use crate::ui::paint::{self, StyledPiece};
use crate::ui::theme::{FrameStyle, Role};

/// Cells of the left column, of its keys, of the right column and of its keys.
const LEFT: (usize, usize) = (45, 17);
const RIGHT: (usize, usize) = (33, 10);
/// The same of the form, whose keys are longer on the right.
const FORM: [(usize, usize); 2] = [(36, 17), (42, 17)];
/// Cells of the only column where there is one.
const ONLY: usize = 38;

/// A line of help.
enum HelpLine {
    Heading(&'static str),
    Entry(String, &'static str),
}

/// Cells of the left and the right column in a mode, and of their keys.
fn column_widths(mode: Mode) -> [(usize, usize); 2] {
    if mode == Mode::Form {
        FORM
    } else {
        [LEFT, RIGHT]
    }
}

/// What the left and the right column hold.
fn list_columns(look: FrameStyle, mode: Mode) -> [Vec<HelpLine>; 2] {
    let keys = |purposes: &[Purpose]| -> Vec<HelpLine> {
        let mut lines = Vec::new();
        for purpose in purposes {
            let rows = keymap::list_shown(mode).filter(|row| row.purpose == *purpose);
            let mut rows = rows.peekable();
            if rows.peek().is_some() {
                lines.push(HelpLine::Heading(purpose.help_heading()));
            }
            lines.extend(rows.map(|row| HelpLine::Entry(row.keys.to_owned(), row.what)));
        }
        lines
    };
    let mut right = keys(&[
        Purpose::Closer,
        Purpose::File,
        Purpose::Front,
        Purpose::Leave,
    ]);
    right.push(HelpLine::Heading("SIGNS"));
    right.extend(
        LEGEND.iter().map(|(glyph, what)| {
            HelpLine::Entry(glyph.choose_form(look.is_ascii()).to_owned(), what)
        }),
    );
    [keys(&[Purpose::Time, Purpose::Place]), right]
}

/// Lines of the longest column, and the rows of a page, on a screen of this size.
fn lines_and_rows(look: FrameStyle, mode: Mode, area: Rect) -> (usize, usize) {
    let [left, right] = list_columns(look, mode);
    let is_wide = area.width >= WIDE;
    let lines = if is_wide {
        left.len().max(right.len())
    } else {
        left.len() + right.len()
    };
    (
        lines,
        usize::from(area.height.saturating_sub(2)).min(lines).max(1),
    )
}

/// Cells from which on there are two columns.
const WIDE: u16 = 70;

/// How many pages the keys take on a screen of this size.
pub fn count_pages(mode: Mode, area: Rect) -> usize {
    let (lines, rows) = lines_and_rows(FrameStyle::default(), mode, area);
    lines.div_ceil(rows).max(1)
}

/// Draws the popup over the screen.
pub fn draw(look: FrameStyle, (mode, page): (Mode, usize), area: Rect, buffer: &mut Buffer) {
    let [left, right] = list_columns(look, mode);
    let is_wide = area.width >= WIDE;
    let (lines, _) = lines_and_rows(look, mode, area);
    let [left_cells, right_cells] = column_widths(mode);
    let width = area.width.min(
        u16::try_from(if is_wide {
            left_cells.0 + right_cells.0
        } else {
            ONLY
        })
        .unwrap_or(0)
            + 2,
    );
    let height = area
        .height
        .min(u16::try_from(lines + 2).unwrap_or(u16::MAX));
    let popup = Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    };
    let rows = usize::from(height.saturating_sub(2)).max(1);
    let pages = lines.div_ceil(rows).max(1);
    let page = page.min(pages - 1);
    draw_box(look, mode, popup, (page, pages), buffer);
    let inner = Rect {
        x: popup.x + 1,
        y: popup.y + 1,
        width: width.saturating_sub(2),
        height: height.saturating_sub(2),
    };
    let mut put = |lines: Vec<HelpLine>, area: Rect, column: Option<usize>| {
        let shown = lines.into_iter().skip(page * rows).take(rows);
        for (row, line) in (0..).zip(shown) {
            paint::put_line(buffer, area, row, &entry_pieces(look, &line, column));
        }
    };
    if is_wide {
        let second = u16::try_from(left_cells.0).unwrap_or(u16::MAX);
        let right_area = Rect {
            x: inner.x + second,
            width: inner.width.saturating_sub(second),
            ..inner
        };
        put(left, inner, Some(left_cells.1));
        put(right, right_area, Some(right_cells.1));
    } else {
        put(left.into_iter().chain(right).collect(), inner, None);
    }
}

/// A line with its keys in a column, or with two blanks behind them where there is no room for one.
fn entry_pieces(look: FrameStyle, line: &HelpLine, column: Option<usize>) -> Vec<StyledPiece> {
    match line {
        HelpLine::Heading(text) => vec![(format!(" {text}"), look.role_style(Role::Strong))],
        HelpLine::Entry(keys, what) => {
            let keys = column.map_or_else(
                || format!(" {keys}  "),
                |cells| format!(" {}", fit::align_left(keys, cells, "")),
            );
            vec![
                (keys, look.role_style(Role::Strong)),
                ((*what).to_owned(), look.role_style(Role::Text)),
            ]
        }
    }
}

/// The box with its title, its page and the way out.
fn draw_box(
    look: FrameStyle,
    mode: Mode,
    popup: Rect,
    (page, pages): (usize, usize),
    buffer: &mut Buffer,
) {
    let page = if pages > 1 {
        format!(", page {} of {pages}", page + 1)
    } else {
        String::new()
    };
    let back = format!("{} back", keymap::hint_key(Action::Back));
    paint::draw_box(
        buffer,
        popup,
        look,
        &format!("Keys: {}{page}", mode.help_name()),
        &back,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_of_help_fits_its_column() {
        // In a line in which something is typed, a question mark is text.
        let all = [
            Mode::Dashboard,
            Mode::Compare,
            Mode::Popup,
            Mode::Present,
            Mode::Form,
        ];
        let sides = all.into_iter().flat_map(|mode| {
            list_columns(FrameStyle::default(), mode)
                .into_iter()
                .zip(column_widths(mode))
        });
        for (lines, (cells, keys_cells)) in sides {
            for line in lines {
                let HelpLine::Entry(keys, what) = line else {
                    continue;
                };
                assert!(fit::measure_width(&keys) < keys_cells, "{keys}");
                assert!(1 + keys_cells + fit::measure_width(what) < cells, "{what}");
                assert!(
                    1 + fit::measure_width(&keys) + 2 + fit::measure_width(what) <= ONLY,
                    "{keys} {what}"
                );
            }
        }
    }
}

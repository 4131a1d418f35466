//! The keys, printed from the key table, with the legend of the glyphs behind them.
//!
//! Two columns by purpose where there is room, else one; it pages. Opened with `?` over the dashboard.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::action::Action;
use crate::app::keymap::{self, Mode, Purpose};
use crate::text::fit;
use crate::ui::glyphs::LEGEND;
use crate::ui::paint::{self, Piece};
use crate::ui::theme::{Look, Role};

/// Cells of the left column, of its keys, of the right column and of its keys.
const LEFT: (usize, usize) = (45, 17);
const RIGHT: (usize, usize) = (33, 10);
/// The same of the form, whose keys are longer on the right.
const FORM: [(usize, usize); 2] = [(36, 17), (42, 17)];
/// Cells of the only column where there is one.
const ONLY: usize = 38;

/// A line of help.
enum Line {
    Heading(&'static str),
    Entry(String, &'static str),
}

/// Cells of the left and the right column in a mode, and of their keys.
fn widths(mode: Mode) -> [(usize, usize); 2] {
    if mode == Mode::Form {
        FORM
    } else {
        [LEFT, RIGHT]
    }
}

/// What the left and the right column hold.
fn columns(look: Look, mode: Mode) -> [Vec<Line>; 2] {
    let keys = |purposes: &[Purpose]| -> Vec<Line> {
        let mut lines = Vec::new();
        for purpose in purposes {
            let rows = keymap::shown(mode).filter(|row| row.purpose == *purpose);
            let mut rows = rows.peekable();
            if rows.peek().is_some() {
                lines.push(Line::Heading(purpose.heading()));
            }
            lines.extend(rows.map(|row| Line::Entry(row.keys.to_owned(), row.what)));
        }
        lines
    };
    let mut right = keys(&[
        Purpose::Closer,
        Purpose::File,
        Purpose::Front,
        Purpose::Leave,
    ]);
    right.push(Line::Heading("SIGNS"));
    right.extend(
        LEGEND
            .iter()
            .map(|(glyph, what)| Line::Entry(glyph.show(look.ascii()).to_owned(), what)),
    );
    [keys(&[Purpose::Time, Purpose::Place]), right]
}

/// Lines of the longest column, and the rows of a page, on a screen of this size.
fn lines_and_rows(look: Look, mode: Mode, area: Rect) -> (usize, usize) {
    let [left, right] = columns(look, mode);
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
pub fn pages(mode: Mode, area: Rect) -> usize {
    let (lines, rows) = lines_and_rows(Look::default(), mode, area);
    lines.div_ceil(rows).max(1)
}

/// Draws the popup over the screen.
pub fn draw(look: Look, (mode, page): (Mode, usize), area: Rect, buffer: &mut Buffer) {
    let [left, right] = columns(look, mode);
    let is_wide = area.width >= WIDE;
    let (lines, _) = lines_and_rows(look, mode, area);
    let [left_cells, right_cells] = widths(mode);
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
    frame(look, mode, popup, (page, pages), buffer);
    let inner = Rect {
        x: popup.x + 1,
        y: popup.y + 1,
        width: width.saturating_sub(2),
        height: height.saturating_sub(2),
    };
    let shown = |lines: Vec<Line>| lines.into_iter().skip(page * rows).take(rows);
    if is_wide {
        let second = u16::try_from(left_cells.0).unwrap_or(u16::MAX);
        let right_area = Rect {
            x: inner.x + second,
            width: inner.width.saturating_sub(second),
            ..inner
        };
        for (row, line) in (0..).zip(shown(left)) {
            paint::line(buffer, inner, row, &entry(look, &line, Some(left_cells.1)));
        }
        for (row, line) in (0..).zip(shown(right)) {
            paint::line(
                buffer,
                right_area,
                row,
                &entry(look, &line, Some(right_cells.1)),
            );
        }
    } else {
        for (row, line) in (0..).zip(shown(left.into_iter().chain(right).collect())) {
            paint::line(buffer, inner, row, &entry(look, &line, None));
        }
    }
}

/// A line with its keys in a column, or with two blanks behind them where there is no room for one.
fn entry(look: Look, line: &Line, column: Option<usize>) -> Vec<Piece> {
    match line {
        Line::Heading(text) => vec![(format!(" {text}"), look.style(Role::Strong))],
        Line::Entry(keys, what) => {
            let keys = column.map_or_else(
                || format!(" {keys}  "),
                |cells| format!(" {}", fit::left(keys, cells, "")),
            );
            vec![
                (keys, look.style(Role::Strong)),
                ((*what).to_owned(), look.style(Role::Text)),
            ]
        }
    }
}

/// The box with its title, its page and the way out.
fn frame(look: Look, mode: Mode, popup: Rect, (page, pages): (usize, usize), buffer: &mut Buffer) {
    let page = if pages > 1 {
        format!(", page {} of {pages}", page + 1)
    } else {
        String::new()
    };
    let back = format!("{} back", keymap::hint(Action::Back));
    paint::boxed(
        buffer,
        popup,
        look,
        &format!("Keys: {}{page}", mode.word()),
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
        let sides = all
            .into_iter()
            .flat_map(|mode| columns(Look::default(), mode).into_iter().zip(widths(mode)));
        for (lines, (cells, keys_cells)) in sides {
            for line in lines {
                let Line::Entry(keys, what) = line else {
                    continue;
                };
                assert!(fit::width(&keys) < keys_cells, "{keys}");
                assert!(1 + keys_cells + fit::width(what) < cells, "{what}");
                assert!(
                    1 + fit::width(&keys) + 2 + fit::width(what) <= ONLY,
                    "{keys} {what}"
                );
            }
        }
    }
}

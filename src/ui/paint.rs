//! Putting text into a buffer without ever leaving it.
//!
//! Every pane draws through [`put`] and [`line()`]; drawing outside a buffer panics in ratatui, here it
//! is cut off. Knows no facts.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::view::View;
use crate::format::moment::known_by;
use crate::text::fit;
use crate::text::fold::unaccented;

/// A piece of a line with its style.
pub type Piece = (String, Style);

/// Puts a text at a place, cut at the right edge of the buffer; gives the cells that it took.
pub fn put(buffer: &mut Buffer, (x, y): (u16, u16), text: &str, style: Style) -> u16 {
    let area = buffer.area;
    if !area.contains((x, y).into()) {
        return 0;
    }
    let room = usize::from(area.right() - x);
    let text = fit::head(text, room);
    buffer.set_stringn(x, y, text, room, style);
    u16::try_from(fit::width(text)).unwrap_or(u16::MAX)
}

/// Puts pieces one after the other into a row of an area, cut at the area's right edge.
pub fn line(buffer: &mut Buffer, area: Rect, row: u16, pieces: &[Piece]) {
    if row >= area.height {
        return;
    }
    let mut x = area.x;
    for (text, style) in pieces {
        let room = usize::from(area.right().saturating_sub(x));
        if room == 0 {
            return;
        }
        x += put(buffer, (x, area.y + row), fit::head(text, room), *style);
    }
}

/// The cells that pieces take.
pub fn width(pieces: &[Piece]) -> usize {
    pieces.iter().map(|(text, _)| fit::width(text)).sum()
}

/// `, known by 12:00` for a title in known-then.
pub fn known_suffix(view: &View<'_>) -> String {
    known_by(&view.app.cursor, view.snapshot.scenario.zone())
        .map_or_else(String::new, |words| format!(", {words}"))
}

/// Makes what a scenario brought ASCII too: a letter without its accents, a question mark for what has
/// no such letter, in as many cells as it took.
pub fn to_ascii(area: Rect, buffer: &mut Buffer) {
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            let Some(cell) = buffer.cell_mut((x, y)) else {
                continue;
            };
            if cell.symbol().is_ascii() {
                continue;
            }
            let plain = unaccented(cell.symbol());
            let cells = fit::width(cell.symbol()).max(1);
            let shown = if plain.len() == 1 {
                plain
            } else {
                "?".to_owned()
            };
            cell.set_symbol(&shown);
            for behind in (x + 1..area.right()).take(cells - 1) {
                if let Some(cell) = buffer.cell_mut((behind, y)) {
                    cell.set_symbol("?");
                }
            }
        }
    }
}

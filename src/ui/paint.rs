//! Putting text into a buffer without ever leaving it.
//!
//! Every pane draws through [`put`] and [`line()`]; drawing outside a buffer panics in ratatui, here it
//! is cut off. Knows no facts.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::app::action::{Action, Pane};
use crate::app::keymap::hint;
use crate::app::view::View;
use crate::format::moment::known_by;
use crate::model::id::EventKey;
use crate::snapshot::hits::Hit;
use crate::snapshot::visible;
use crate::text::fit;
use crate::text::fold::unaccented;
use crate::ui::glyphs::{CORNERS, MATCH, RULE, SELECTED, SELECTED_ELSEWHERE, WALL};
use crate::ui::theme::{Look, Role};

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
    if text.chars().all(fit::is_single) {
        return put_singles(buffer, (x, y), text, style);
    }
    let cells = u16::try_from(fit::width(text)).unwrap_or(u16::MAX);
    let covered = Rect {
        x,
        y,
        width: cells,
        height: 1,
    };
    // What a popup covers must not shine through in the colour of its letters.
    buffer.set_style(covered, Style::reset());
    buffer.set_stringn(x, y, text, room, style);
    cells
}

/// Puts characters of a cell each without looking for longer ones; gives the cells that they took.
fn put_singles(buffer: &mut Buffer, (x, y): (u16, u16), text: &str, style: Style) -> u16 {
    let start = buffer.index_of(x, y);
    let cells = buffer.content.iter_mut().skip(start);
    let mut taken = 0;
    for (cell, letter) in cells.zip(text.chars()) {
        cell.reset();
        cell.set_char(letter).set_style(style);
        taken += 1;
    }
    taken
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
        let text = fit::head(text, room);
        // Blanks that fill a column are not underlined.
        let said = text.trim_end();
        let blank = text.get(said.len()..).unwrap_or_default();
        let plain = style.remove_modifier(Modifier::UNDERLINED);
        x += put(buffer, (x, area.y + row), said, *style);
        x += put(buffer, (x, area.y + row), blank, plain);
    }
}

/// The first cell of a row or tile: whether it is selected, and whether its pane takes the keys.
pub fn marker(look: Look, is_selected: bool, has_keys: bool) -> Piece {
    let glyph = match (is_selected, has_keys) {
        (false, _) => " ",
        (true, true) => SELECTED.show(look.ascii()),
        (true, false) => SELECTED_ELSEWHERE.show(look.ascii()),
    };
    (glyph.to_owned(), look.style(Role::Selected))
}

/// The first cell of a row and the style of its text, once more marked where a search has found it.
pub fn found(
    view: &View<'_>,
    look: Look,
    (first, style): (Piece, Style),
    hit: Hit,
) -> (Piece, Style) {
    if !view.is_hit(hit) {
        return (first, style);
    }
    let underlined = style.patch(look.style(Role::Match));
    if first.0 != " " {
        return (first, underlined);
    }
    let glyph = MATCH.show(look.ascii()).to_owned();
    ((glyph, look.style(Role::Selected)), underlined)
}

/// `; kind control; F clears` for the title of a pane that does not list everything.
pub fn filter_suffix(view: &View<'_>) -> String {
    if view.app.filter.is_empty() {
        return String::new();
    }
    let conditions: Vec<String> = view
        .app
        .filter
        .iter()
        .map(|condition| format!("; {condition}"))
        .collect();
    format!(
        "{}; {} clears",
        conditions.concat(),
        hint(Action::ClearFilter)
    )
}

/// Says in an empty pane that the filter leaves nothing, and which key helps.
pub fn none_listed(view: &View<'_>, look: Look, area: Rect, buffer: &mut Buffer) {
    if view.app.filter.is_empty() {
        return;
    }
    let text = format!(
        "Nothing passes the filter. {} clears it.",
        hint(Action::ClearFilter)
    );
    for (row, said) in (0..).zip(fit::wrap(&text, usize::from(area.width.saturating_sub(2)))) {
        line(
            buffer,
            area,
            row,
            &[(format!(" {said}"), look.style(Role::Muted))],
        );
    }
}

/// The word before what must not be published yet, with its blank.
pub fn withheld(view: &View<'_>, event: EventKey) -> &'static str {
    let event = view.snapshot.scenario.event(event);
    if visible::is_withheld(event, &view.app.cursor) {
        "WITHHELD "
    } else {
        ""
    }
}

/// The marker before a place, in the list and on the map: they share one selection.
pub fn place_marker(view: &View<'_>, look: Look, is_selected: bool) -> Piece {
    let has_keys = matches!(view.app.pane, Pane::Places | Pane::Map);
    marker(look, is_selected, has_keys)
}

/// A box around an emptied area, with a text at the left and one at the right of its upper edge.
pub fn boxed(buffer: &mut Buffer, area: Rect, look: Look, left: &str, right: &str) {
    let ascii = look.ascii();
    let inside = usize::from(area.width.saturating_sub(2));
    let [top_left, top_right, bottom_left, bottom_right] = CORNERS.map(|corner| corner.show(ascii));
    let (rule, wall) = (RULE.show(ascii), WALL.show(ascii));
    let right = if right.is_empty() {
        String::new()
    } else {
        format!(" {right} {rule}")
    };
    let room = inside.saturating_sub(fit::width(&right) + 4);
    let left = format!("{rule} {} ", fit::cut(left, room, look.wording.cut_mark()));
    let gap = inside.saturating_sub(fit::width(&left) + fit::width(&right));
    for row in 0..area.height {
        let text = if row == 0 {
            format!("{top_left}{left}{}{right}{top_right}", rule.repeat(gap))
        } else if row + 1 == area.height {
            format!("{bottom_left}{}{bottom_right}", rule.repeat(inside))
        } else {
            format!("{wall}{}{wall}", " ".repeat(inside))
        };
        line(buffer, area, row, &[(text, look.style(Role::Text))]);
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

//! Putting text into a buffer without ever leaving it, and the rules between panes with their titles.
//!
//! Every pane draws through [`put`] and [`line()`]; drawing outside a buffer panics in ratatui, here it
//! is cut off. Knows no facts but the titles of the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::action::Pane;
use crate::app::view::View;
use crate::format::moment::known_by;
use crate::model::cursor::Known;
use crate::text::fit;
use crate::ui::glyphs::{RULE, RULE_THEN, TEE_DOWN, TEE_RIGHT, TEE_UP, WALL};
use crate::ui::layout::{Layout, Shape};
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

/// Draws the rules and walls between panes, with their titles; on narrow screens the tabs.
pub fn rules(view: &View<'_>, look: Look, layout: &Layout, buffer: &mut Buffer) {
    let is_then = view.app.cursor.known != Known::Now;
    let style = look.style(if is_then { Role::KnownThen } else { Role::Text });
    let rule = if is_then { RULE_THEN } else { RULE };
    let area = Rect {
        x: layout.header.x,
        width: layout.header.width,
        y: layout.rule,
        height: 1,
    };
    horizontal(buffer, area, rule.show(look.ascii()), style);
    if layout.shape == Shape::Narrow {
        tabs(view, look, area, buffer);
        return;
    }
    let panes = [layout.places, layout.map, layout.figures];
    if let Some(timeline) = layout
        .timeline
        .filter(|timeline| timeline.y > layout.rule + 1)
    {
        let second = Rect {
            y: timeline.y - 1,
            height: 1,
            ..timeline
        };
        horizontal(buffer, second, rule.show(look.ascii()), style);
    }
    for pane in panes.into_iter().flatten() {
        wall(look, layout, pane, is_then, buffer);
    }
    for pane in Pane::ALL {
        if let Some(area) = layout.pane(pane) {
            title(view, look, (pane, layout), area, buffer);
        }
    }
}

fn horizontal(buffer: &mut Buffer, area: Rect, glyph: &str, style: Style) {
    put(
        buffer,
        (area.x, area.y),
        &glyph.repeat(usize::from(area.width)),
        style,
    );
}

/// The wall right of a pane, with its junctions; in known-then the double rules run through.
fn wall(look: Look, layout: &Layout, pane: Rect, is_then: bool, buffer: &mut Buffer) {
    let x = pane.right();
    if x >= layout.header.right() {
        return;
    }
    let ascii = look.ascii();
    for y in pane.y..pane.bottom() {
        put(buffer, (x, y), WALL.show(ascii), look.style(Role::Text));
    }
    if is_then {
        return;
    }
    put(
        buffer,
        (x, layout.rule),
        TEE_DOWN.show(ascii),
        look.style(Role::Text),
    );
    let Some(timeline) = layout
        .timeline
        .filter(|timeline| timeline.y > layout.rule + 1)
    else {
        return;
    };
    if pane.bottom() < timeline.y {
        put(
            buffer,
            (x, timeline.y - 1),
            TEE_UP.show(ascii),
            look.style(Role::Text),
        );
    } else if x + 1 == timeline.x {
        put(
            buffer,
            (x, timeline.y - 1),
            TEE_RIGHT.show(ascii),
            look.style(Role::Text),
        );
    }
}

fn title(
    view: &View<'_>,
    look: Look,
    (pane, layout): (Pane, &Layout),
    area: Rect,
    buffer: &mut Buffer,
) {
    let shape = layout.shape;
    if area.y == 0 {
        return;
    }
    let text = match pane {
        Pane::Places => super::places::title(view, layout),
        Pane::Figures => super::figures::title(view, area),
        Pane::Timeline => super::timeline::title(view, shape),
        Pane::Map => "Map".to_owned(),
    };
    let text = format!("{} {text}", pane.number());
    // One cell of rule before the title and none behind it is the least.
    let room = usize::from(area.width.saturating_sub(3));
    let text = fit::cut(&text, room, look.wording.cut_mark());
    let is_open = view.app.pane == pane;
    let shown = if is_open {
        format!("[{text}]")
    } else {
        format!(" {text} ")
    };
    let role = if is_open { Role::Strong } else { Role::Text };
    put(buffer, (area.x + 1, area.y - 1), &shown, look.style(role));
    if pane == Pane::Timeline && shape == Shape::Medium {
        let right = format!(" {} ", super::timeline::page_title(view, area));
        let cells = u16::try_from(fit::width(&right)).unwrap_or(0);
        if usize::from(area.width) > fit::width(&shown) + usize::from(cells) + 3 {
            put(
                buffer,
                (area.right() - cells - 1, area.y - 1),
                &right,
                look.style(Role::Text),
            );
        }
    }
}

/// The tabs of a narrow screen: `[1 Prov] 2 Figures  3 Timeline  4 Map`.
fn tabs(view: &View<'_>, look: Look, area: Rect, buffer: &mut Buffer) {
    let mut pieces = Vec::new();
    let panes = view.panes();
    for pane in &panes {
        let name = match pane {
            Pane::Places => fit::head(&super::places::plural(view), 4).to_owned(),
            Pane::Figures => "Figures".to_owned(),
            Pane::Timeline => "Timeline".to_owned(),
            Pane::Map => "Map".to_owned(),
        };
        let text = format!("{} {name}", pane.number());
        let is_open = view.app.pane == *pane;
        let shown = if is_open {
            format!("[{text}]")
        } else {
            format!(" {text} ")
        };
        pieces.push((
            shown,
            look.style(if is_open { Role::Strong } else { Role::Text }),
        ));
    }
    line(buffer, area, 0, &pieces);
}

/// `, known by 12:00` for a title in known-then.
pub fn known_suffix(view: &View<'_>) -> String {
    known_by(&view.app.cursor, view.snapshot.scenario.zone())
        .map_or_else(String::new, |words| format!(", {words}"))
}

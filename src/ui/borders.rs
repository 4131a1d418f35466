//! The rules and walls between panes with the panes' titles; on narrow screens the tabs.
//!
//! Drawn before the panes, which stay inside their walls. In known-then every horizontal rule is double.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::action::Pane;
use crate::app::view::View;
use crate::facts::place;
use crate::model::cursor::KnownAt;
use crate::text::fit;
use crate::ui::compare::{self, before_after, entries};
use crate::ui::glyphs::{RULE, RULE_THEN, TEE_DOWN, TEE_RIGHT, TEE_UP, WALL};
use crate::ui::layout::{Layout, LayoutSize};
use crate::ui::paint::StyledPiece;
use crate::ui::theme::{FrameStyle, Role};
use crate::ui::{figures, news_title, paint, places};

/// Draws the rules and walls between panes, with their titles; on narrow screens the tabs.
pub fn draw(view: &View<'_>, look: FrameStyle, layout: &Layout, buffer: &mut Buffer) {
    let is_then = view.app.cursor.known != KnownAt::Now;
    let style = look.role_style(if is_then { Role::KnownThen } else { Role::Text });
    let rule = if is_then { RULE_THEN } else { RULE };
    let area = Rect {
        x: layout.header.x,
        width: layout.header.width,
        y: layout.rule,
        height: 1,
    };
    draw_horizontal(buffer, area, rule.choose_form(look.is_ascii()), style);
    if layout.shape == LayoutSize::Narrow {
        draw_tabs(view, look, area, buffer);
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
        draw_horizontal(buffer, second, rule.choose_form(look.is_ascii()), style);
    }
    // Figures that stand below the list have a rule above them.
    let below = layout.figures.filter(|figures| figures.y > layout.rule + 1);
    if let Some(figures) = below {
        let above = Rect {
            y: figures.y - 1,
            height: 1,
            ..figures
        };
        draw_horizontal(buffer, above, rule.choose_form(look.is_ascii()), style);
    }
    for pane in panes.into_iter().flatten() {
        draw_wall(look, layout, pane, is_then, buffer);
    }
    for pane in Pane::ALL {
        if let Some(area) = layout.pane_area(pane) {
            draw_title(view, look, (pane, layout), area, buffer);
        }
    }
}

fn draw_horizontal(buffer: &mut Buffer, area: Rect, glyph: &str, style: Style) {
    paint::put_text(
        buffer,
        (area.x, area.y),
        &glyph.repeat(usize::from(area.width)),
        style,
    );
}

/// The wall right of a pane, with its junctions; in known-then the double rules run through.
fn draw_wall(look: FrameStyle, layout: &Layout, pane: Rect, is_then: bool, buffer: &mut Buffer) {
    let x = pane.right();
    if x >= layout.header.right() {
        return;
    }
    let ascii = look.is_ascii();
    for y in pane.y..pane.bottom() {
        paint::put_text(
            buffer,
            (x, y),
            WALL.choose_form(ascii),
            look.role_style(Role::Text),
        );
    }
    if is_then {
        return;
    }
    paint::put_text(
        buffer,
        (x, layout.rule),
        TEE_DOWN.choose_form(ascii),
        look.role_style(Role::Text),
    );
    let Some(timeline) = layout
        .timeline
        .filter(|timeline| timeline.y > layout.rule + 1)
    else {
        return;
    };
    if pane.bottom() < timeline.y {
        paint::put_text(
            buffer,
            (x, timeline.y - 1),
            TEE_UP.choose_form(ascii),
            look.role_style(Role::Text),
        );
    } else if x + 1 == timeline.x {
        paint::put_text(
            buffer,
            (x, timeline.y - 1),
            TEE_RIGHT.choose_form(ascii),
            look.role_style(Role::Text),
        );
    }
}

fn draw_title(
    view: &View<'_>,
    look: FrameStyle,
    (pane, layout): (Pane, &Layout),
    area: Rect,
    buffer: &mut Buffer,
) {
    let shape = layout.shape;
    if area.y == 0 {
        return;
    }
    let text = match pane {
        Pane::Places if view.comparison_rows().is_some() => entries::word_title(view, area),
        Pane::Figures if view.comparison_rows().is_some() => before_after::word_title(view, area),
        Pane::Timeline if view.comparison_rows().is_some() => compare::log_title(view),
        Pane::Places => places::word_title(view, layout),
        Pane::Figures => figures::word_title(view, area),
        Pane::Timeline => news_title::word_title(view, shape, area),
        Pane::Map => format!("Map{}", paint::filter_suffix(view)),
    };
    let text = format!("{} {text}", pane.key_number());
    // One cell of rule before the title and none behind it is the least.
    let room = usize::from(area.width.saturating_sub(3));
    let text = if fit::measure_width(&text) > room {
        text.replacen(&paint::clears_hint(), "", 1)
    } else {
        text
    };
    let text = fit::cut_to_fit(&text, room, look.wording.cut_mark());
    let is_open = view.app.pane == pane;
    let shown = if is_open {
        format!("[{text}]")
    } else {
        format!(" {text} ")
    };
    let role = if is_open { Role::Strong } else { Role::Text };
    paint::put_text(
        buffer,
        (area.x + 1, area.y - 1),
        &shown,
        look.role_style(role),
    );
    let beside = (pane == Pane::Timeline)
        .then(|| news_title::page_title(view, area))
        .flatten();
    if let Some(beside) = beside {
        let right = format!(" {beside} ");
        let cells = u16::try_from(fit::measure_width(&right)).unwrap_or(0);
        if usize::from(area.width) > fit::measure_width(&shown) + usize::from(cells) + 3 {
            let place = (area.right() - cells - 1, area.y - 1);
            paint::put_text(buffer, place, &right, look.role_style(Role::Text));
        }
    }
}

/// The tabs of a narrow screen: `[1 Provinces] 2 Figures  3 News  4 Map`.
fn draw_tabs(view: &View<'_>, look: FrameStyle, area: Rect, buffer: &mut Buffer) {
    let named = |places: &str| -> Vec<StyledPiece> {
        let panes = view.list_panes().into_iter();
        panes.map(|pane| tab(view, look, pane, places)).collect()
    };
    let cells = |pieces: &[StyledPiece]| -> usize {
        pieces
            .iter()
            .map(|(text, _)| fit::measure_width(text))
            .sum()
    };
    // A name is never cut: a shorter one stands for it.
    let plural = place::pluralise_place_label(view.snapshot.scenario);
    let [long, short] = [plural.as_str(), "Places"].map(named);
    let fits = cells(&long) <= usize::from(area.width) && view.comparison_rows().is_none();
    paint::put_line(buffer, area, 0, if fits { &long } else { &short });
}

/// A tab: the number and the name of a pane, in brackets where it is open.
fn tab(view: &View<'_>, look: FrameStyle, pane: Pane, places: &str) -> StyledPiece {
    let name = match pane {
        Pane::Places => places,
        Pane::Timeline if view.comparison_rows().is_some() => "Log",
        Pane::Figures => "Figures",
        Pane::Timeline => "News",
        Pane::Map => "Map",
    };
    let text = format!("{} {name}", pane.key_number());
    if view.app.pane == pane {
        (format!("[{text}]"), look.role_style(Role::Strong))
    } else {
        (format!(" {text} "), look.role_style(Role::Text))
    }
}

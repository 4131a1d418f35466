//! The screen: a [`View`] drawn into a buffer, at any size, and nothing changed by it.
//!
//! [`draw`] is called by the edge for every frame and by the tests. Each pane is one file with one
//! `draw`; `layout` says where it stands, `theme` how a role looks. Panes only format: no fact is
//! derived here, and no pane names a colour.

pub mod banner;
mod bar;
pub mod borders;
pub mod compare;
pub mod detail;
pub mod digits;
pub mod evidence;
pub mod figures;
pub mod form;
pub mod glyphs;
pub mod header;
pub mod help;
pub mod layout;
pub mod map;
pub mod mouse;
mod news_title;
pub mod paint;
pub mod places;
mod present;
pub mod prompt;
pub mod ribbon;
pub mod theme;
pub mod timeline;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::paging::PageSteps;
use crate::app::popup::Popup;
use crate::app::state::Turns;
use crate::app::view::View;
use crate::text::link::{Extent, Links};
use layout::{Layout, LayoutSize};
use theme::FrameStyle;

/// Draws one frame without links. The buffer may have any size, none included.
pub fn draw(view: &View<'_>, look: FrameStyle, area: Rect, buffer: &mut Buffer) {
    draw_linked(view, look, area, (buffer, &mut Links::default()));
}

/// Draws one frame and notes which of its cells lead to an address.
pub fn draw_linked(
    view: &View<'_>,
    look: FrameStyle,
    area: Rect,
    (buffer, links): (&mut Buffer, &mut Links),
) {
    let area = area.intersection(buffer.area);
    if view.app.present.is_some() {
        present::draw(view, look, area, buffer);
        return;
    }
    let layout = Layout::from_view(view, area);
    let look = look.with_words(layout.shape == LayoutSize::Full);
    if layout.shape == LayoutSize::Tiny {
        if view.comparison_rows().is_some() {
            compare::header::draw_tiny(view, look, area, buffer);
        } else {
            header::draw_tiny(view, look, area, buffer);
        }
        if look.is_ascii() {
            paint::to_ascii(area, buffer);
        }
        return;
    }
    if view.comparison_rows().is_some() {
        compare::header::draw(view, look, layout.header, buffer);
    } else {
        header::draw(view, look, layout.header, buffer);
    }
    draw_panes(view, look, &layout, (buffer, links));
    if !view.app.popups.is_empty() {
        // What a popup leaves to be seen of the panes is no more than their edges.
        links.remove_links(0..area.bottom(), &(0..area.right()));
    }
    if let Some(form) = view.app.form.as_ref().filter(|form| form.is_open) {
        form::draw(view, look, form, area, buffer);
    }
    match view.app.popups.last().map(|open| (&open.popup, open.row)) {
        Some((Popup::Help(mode), page)) => help::draw(look, (*mode, page), area, buffer),
        Some((popup @ (Popup::Evidence(_) | Popup::Problems | Popup::Marks), row)) => {
            evidence::draw(view, look, (popup, row), &layout, (buffer, links));
        }
        None => {}
    }
    let tells_match = view.app.progress.tells_match && view.app.search.is_some();
    if view.app.prompt.is_some() || view.app.notice.is_some() || tells_match {
        let last = area.bottom().saturating_sub(prompt::MOST_ROWS);
        links.remove_links(last..area.bottom(), &(0..area.right()));
    }
    if let Some(prompt) = &view.app.prompt {
        prompt::draw(view, look, prompt, area, buffer);
    }
    if let Some(notice) = &view.app.notice {
        prompt::draw_notice(look, notice, area, buffer);
    } else if tells_match && view.app.prompt.is_none() {
        prompt::draw_notice(look, &prompt::word_found(view), area, buffer);
    } else if view.app.play.is_on() {
        prompt::draw_notice(look, &view.app.play.word_speed(), area, buffer);
    }
    if look.is_ascii() {
        paint::to_ascii(area, buffer);
    }
}

/// The panes between their rules, and what stands below them.
fn draw_panes(
    view: &View<'_>,
    look: FrameStyle,
    layout: &Layout,
    (buffer, links): (&mut Buffer, &mut Links),
) {
    let is_compared = view.comparison_rows().is_some();
    borders::draw(view, look, layout, buffer);
    if let (Some(area), Some(trouble)) = (layout.banner, &view.app.file.trouble) {
        banner::draw(view, look, trouble, area, buffer);
    }
    if let Some(area) = layout.places {
        if is_compared {
            compare::entries::draw(view, look, area, buffer);
        } else {
            places::draw(view, look, layout, buffer);
        }
    }
    if let Some(area) = layout.map {
        map::draw(view, look, area, buffer);
    }
    if let Some(area) = layout.figures {
        if is_compared {
            compare::before_after::draw(view, look, area, buffer);
        } else {
            figures::draw(view, look, area, buffer);
        }
    }
    if let Some(area) = layout.timeline {
        timeline::draw(view, look, area, (buffer, links));
    }
    if let Some(area) = layout.ribbon {
        ribbon::draw(view, look, area, buffer);
    }
    if let Some(area) = layout.detail {
        if is_compared {
            compare::detail::draw(view, look, area, buffer);
        } else {
            detail::draw(view, look, area, (buffer, links));
        }
    }
}

/// One frame of so many columns and rows, for who has no screen.
pub fn draw_frame(view: &View<'_>, look: FrameStyle, size: (u16, u16)) -> Buffer {
    linked_frame(view, look, size, Extent::None).0
}

/// The same with the cells that lead to an address.
pub fn linked_frame(
    view: &View<'_>,
    look: FrameStyle,
    (columns, rows): (u16, u16),
    extent: Extent,
) -> (Buffer, Links) {
    let area = Rect::new(0, 0, columns, rows);
    let (mut buffer, mut links) = (Buffer::empty(area), Links::new(extent));
    draw_linked(view, look, area, (&mut buffer, &mut links));
    (buffer, links)
}

/// How far a page up and a page down move the selection of each list on a screen of this size.
pub fn list_page_steps(view: &View<'_>, area: Rect) -> Turns {
    let layout = Layout::from_view(view, area);
    let (popup, popup_rows) = match view.app.popups.last().map(|open| &open.popup) {
        Some(Popup::Help(mode)) => (PageSteps::even_steps(1), help::count_pages(*mode, area)),
        Some(Popup::Evidence(_) | Popup::Problems | Popup::Marks) => {
            evidence::page_steps(view, &layout)
        }
        None => (PageSteps::default(), present::count_pages(view, area)),
    };
    let is_compared = view.comparison_rows().is_some();
    Turns {
        places: match layout.places {
            Some(area) if is_compared => compare::entries::page_steps(view, area),
            Some(_) => PageSteps::even_steps(places::rows_a_page(view, &layout)),
            None => PageSteps::even_steps(1),
        },
        figures: match layout.figures {
            Some(area) if is_compared => compare::before_after::page_steps(view, area),
            Some(area) => figures::page_steps(view, area),
            None => PageSteps::even_steps(1),
        },
        timeline: layout.timeline.map_or(PageSteps::even_steps(1), |area| {
            timeline::page_steps(view, area)
        }),
        popup,
        popup_rows,
    }
}

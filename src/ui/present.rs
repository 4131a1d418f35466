//! Presenting: the room's view, the presenter's notes, or a black screen.
//!
//! ```text
//!  Friday 13 August 2021, end of day                                 as now known
//!  (date and tallies in large digits, the bar)
//!   Lashkar Gah, Firozkoh, Qalat, Tarinkot and Pul-e-Alam fall.
//!   Counted 18. Stated: AP 18; Financial Times, in the morning, at least 14.
//! ```
//!
//! `ui::draw` calls it while somebody presents. Notes never stand in the room's view.

mod audience_view;
mod notes;
mod sentence;
mod tallies;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::popup::Popup;
use crate::app::present::Presentation;
use crate::app::presented::Presented;
use crate::app::view::View;
use crate::text::link::Links;
use crate::ui::layout::{self, Layout, LayoutSize};
use crate::ui::theme::FrameStyle;
use crate::ui::{evidence, header, help, paint, prompt};
use audience_view::Room;
use notes::PresenterNotes;

/// Draws what somebody presents, and what is open over it.
pub(super) fn draw(view: &View<'_>, look: FrameStyle, area: Rect, buffer: &mut Buffer) {
    let (Some(present), Some(presented)) = (&view.app.present, view.presented) else {
        return;
    };
    if present.is_black {
        return;
    }
    let is_tiny = layout::layout_size(area) == LayoutSize::Tiny;
    if is_tiny {
        let held = presented.held.as_ref();
        let snapshot = held.map_or(view.snapshot, |(held, _)| &held.snapshot);
        let known = header::tiny_known(snapshot.cursor.known).to_owned();
        let words = held.map(|_| "FROZEN".to_owned()).into_iter().chain([known]);
        header::draw_words(snapshot, (words.collect(), None), (look, area), buffer);
    } else if present.has_notes {
        PresenterNotes::from_presented(view, (present, presented), area).draw(look, area, buffer);
    } else {
        audience_view(view, present, presented).draw(look, area, buffer);
    }
    // Nothing moves in a view that is held.
    if !is_tiny && !present.is_still() {
        match view.app.popups.last().map(|open| (&open.popup, open.row)) {
            Some((Popup::Help(mode), page)) => help::draw(look, (*mode, page), area, buffer),
            Some(open) => {
                let layout = Layout::from_view(view, area);
                // Links are for the desk's own screen.
                let linked = &mut Links::default();
                evidence::draw(view, look, open, &layout, (buffer, linked));
            }
            None => {}
        }
        if let Some(typed) = &view.app.prompt {
            prompt::draw(view, look, typed, area, buffer);
        }
        // What is noted beside is none of the room's business.
        if let Some(notice) = view.app.notice.as_ref().filter(|_| present.has_notes) {
            prompt::draw_notice(look, notice, area, buffer);
        }
    }
    if look.is_ascii() {
        paint::to_ascii(area, buffer);
    }
}

/// How many pages of notes there are on a screen of this size.
pub(super) fn count_pages(view: &View<'_>, area: Rect) -> usize {
    match (&view.app.present, view.presented) {
        (Some(present), Some(presented)) if present.has_notes => {
            PresenterNotes::from_presented(view, (present, presented), area).count_pages()
        }
        _ => 0,
    }
}

/// What the room sees.
fn audience_view<'v>(
    view: &View<'v>,
    present: &Presentation,
    presented: &'v Presented<'v>,
) -> Room<'v> {
    if let Some((held, spoken)) = &presented.held {
        return Room::from_snapshot(&held.snapshot, &held.briefing, *spoken, true);
    }
    let spoken = present.count_spoken(&view.app.cursor, &presented.briefing);
    Room::from_snapshot(view.snapshot, &presented.briefing, spoken, false)
}

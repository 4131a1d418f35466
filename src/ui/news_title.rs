//! The titles of the news: how many there are, in which order, and what of them a page shows.
//!
//! The rules between panes show them.

use ratatui::layout::Rect;

use crate::app::view::View;
use crate::facts::moment::{DayForm, word_day};
use crate::facts::number;
use crate::model::cursor::KnownAt;
use crate::model::id::EventKey;
use crate::snapshot::news::EventOrder;
use crate::ui::layout::LayoutSize;
use crate::ui::paint::{self, known_suffix};
use crate::ui::timeline::{TimelineLine, current_page, day_of, list_lines, page_number};

/// `News: 36 today, 81 so far`.
pub(super) fn word_title(view: &View<'_>, shape: LayoutSize, area: Rect) -> String {
    let count = view.listing.events.len();
    let all = view.snapshot.events.len();
    let known = known_suffix(view);
    let filter = paint::filter_suffix(view);
    if !filter.is_empty() {
        return format!("News{known}, {count} of {all}{filter}");
    }
    let (page, pages) = page_number(view, area);
    let is_narrow_pane = shape == LayoutSize::Medium && !view.app.is_zoomed;
    let order = match view.app.order.events {
        _ if is_narrow_pane && view.app.cursor.known != KnownAt::Now => String::new(),
        EventOrder::Top if !is_narrow_pane => String::new(),
        order => format!(", {}", order.word_order()),
    };
    let page = if !is_narrow_pane && pages > 1 {
        format!(", page {page} of {pages}")
    } else {
        String::new()
    };
    format!("News{known}: {}{order}{page}", word_counts(view))
}

/// Returns how many events the cursor's day has, and how many there are up to it: `36 today, 81 so far`.
fn word_counts(view: &View<'_>) -> String {
    let today = view.listing.events.iter();
    let today = today.filter(|event| day_of(view, **event) == view.snapshot.day);
    format!(
        "{} today, {} so far",
        number::format_count(today.count()),
        number::format_count(view.listing.events.len())
    )
}

/// `Fri 13 Aug, 1-5 of 11`: which events of which day the page begins with; `None` where a heading says it.
pub(super) fn page_title(view: &View<'_>, area: Rect) -> Option<String> {
    let lines = list_lines(view, area);
    let page = current_page(view, &lines, area);
    if matches!(lines.get(page.start), Some(TimelineLine::Day(_)) | None) {
        return None;
    }
    let mut events = lines
        .get(page)
        .unwrap_or_default()
        .iter()
        .filter_map(|line| match line {
            TimelineLine::Event(_, event) => Some(*event),
            TimelineLine::Day(_) => None,
        });
    let first = events.next()?;
    let day = day_of(view, first);
    let of_day: Vec<EventKey> = view
        .listing
        .events
        .iter()
        .copied()
        .filter(|event| day_of(view, *event) == day)
        .collect();
    let from = of_day.iter().position(|event| *event == first).unwrap_or(0) + 1;
    let to = from
        + events
            .take_while(|event| day_of(view, *event) == day)
            .count();
    Some(format!(
        "{}, {from}-{to} of {}",
        word_day(day, DayForm::Weekday, Some(view.snapshot.day)),
        of_day.len()
    ))
}

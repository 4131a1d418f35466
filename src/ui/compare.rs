//! Two dates compared: what stands in the panes of the dashboard while they are.
//!
//! `ui::draw` and the rules ask here where the view is one of a comparison. The log is the timeline's own, with
//! the events that are new; the map and the ribbon are the dashboard's, as the ledger they show is that of both dates.

pub mod before_after;
mod columns;
pub mod detail;
pub mod entries;
mod entry_words;
mod figure_words;
pub mod header;

use std::ops::Range;

use crate::app::view::View;
use crate::facts::number::counted_of;
use crate::model::cursor::KnownAt;
use crate::snapshot::ledger::Why;
use crate::ui::paint::{self, known_suffix};

/// Returns the title of the log: `New in the log: 36`.
pub fn log_title(view: &View<'_>) -> String {
    let all = view.snapshot.changes.events.iter();
    let all = all.filter(|change| change.why == Why::Happened).count();
    let listed = view.listing.events.len();
    let count = if listed < all {
        counted_of(listed, all, "events")
    } else {
        listed.to_string()
    };
    let suffix = title_suffix(view);
    format!("New in the log: {count}{suffix}")
}

/// Whether both dates are the same.
fn is_same(view: &View<'_>) -> bool {
    let from = view.app.compare.as_ref().map(|compare| compare.from);
    from == Some(view.app.cursor.as_of)
}

/// What a title says of the clock and the filter.
fn title_suffix(view: &View<'_>) -> String {
    let known = match view.app.cursor.known {
        // Each of the dates is seen as it was known then.
        KnownAt::Then => ", as known then".to_owned(),
        KnownAt::Now | KnownAt::At(_) => known_suffix(view),
    };
    format!("{known}{}", paint::filter_suffix(view))
}

/// Lines that belong to rows which can be selected, paged.
struct Pages {
    pages: Vec<Range<usize>>,
    shown: usize,
}

impl Pages {
    /// The pages, and the one that holds a line.
    fn from_line(pages: Vec<Range<usize>>, line: usize) -> Self {
        let shown = pages.iter().position(|page| page.contains(&line));
        Self {
            shown: shown.unwrap_or(0),
            pages,
        }
    }

    fn current_range(&self) -> Range<usize> {
        self.pages.get(self.shown).cloned().unwrap_or_default()
    }

    /// `, 1 of 2`, where there are several.
    fn word_number(&self) -> String {
        if self.pages.len() > 1 {
            format!(", {} of {}", self.shown + 1, self.pages.len())
        } else {
            String::new()
        }
    }

    /// The number of the page that is shown, from 1, and how many there are.
    fn number_and_count(&self) -> (usize, usize) {
        (self.shown + 1, self.pages.len().max(1))
    }
}

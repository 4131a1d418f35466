//! The whole of what the screen shows as one text: the head, then every line of every pane.
//!
//! `dateline render --plain` prints it; it can be read over the telephone. Nothing is cut and nothing is left out.

use crate::app::action::Pane;
use crate::app::view::View;
use crate::facts::moment::{DayForm, word_day};
use crate::facts::number::word_quantity;
use crate::model::calendar::{add_days, days_between};
use crate::plain::head;
use crate::plain::list::SpokenList;
use crate::plain::place;
use crate::plain::words::join_sentences;

/// The head, then these panes in their order.
pub fn write_lines(view: &View<'_>, panes: &[Pane]) -> Vec<String> {
    let mut lines = head::head_lines(view.snapshot);
    for pane in view.list_panes() {
        if panes.contains(&pane) {
            lines.extend(of_pane(view, pane));
        }
    }
    if panes.contains(&Pane::Timeline) {
        lines.extend(days_to_come(view));
    }
    lines
}

/// Every line of a pane.
fn of_pane(view: &View<'_>, pane: Pane) -> Vec<String> {
    let list = SpokenList::of_pane(view, pane);
    let mut lines = vec![list.word_name()];
    if pane == Pane::Map {
        lines.extend(map_lines(view));
        return lines;
    }
    lines.extend(list.intro_lines());
    let mut heading = None;
    for row in 0..list.count_rows() {
        if !list.has_heading_of_last(row) {
            let its = list.word_heading(row);
            if its != heading {
                lines.extend(its.clone());
                heading = its;
            }
        }
        lines.extend(list.short_lines(row));
    }
    if list.count_rows() == 0 {
        lines.push(list.explain_empty(pane));
    }
    lines
}

/// What lies beside each place; what is said of the place itself stands in the list.
fn map_lines(view: &View<'_>) -> impl Iterator<Item = String> {
    view.listing.places.iter().filter_map(|key| {
        let beside = place::word_neighbours(view.snapshot, *key);
        let name = view.snapshot.scenario.place(*key).full_name();
        (!beside.is_empty()).then(|| join_sentences([name.to_string(), beside]))
    })
}

/// How many events the days after the cursor have: what the ribbon shows of them.
fn days_to_come(view: &View<'_>) -> Vec<String> {
    let snapshot = view.snapshot;
    let first = snapshot.scenario.heading.days.0;
    let days = (0i64..).zip(view.days).filter_map(|(offset, events)| {
        let day = add_days(first, offset)?;
        let is_later = days_between(snapshot.day, day) > 0;
        (is_later && *events > 0).then(|| {
            let day = word_day(day, DayForm::LongWeekday, Some(snapshot.day));
            join_sentences([format!("{day}: {}", word_quantity(*events, "events"))])
        })
    });
    let days: Vec<String> = days.collect();
    if days.is_empty() {
        return days;
    }
    let title = format!("Later days with events: {}", days.len());
    std::iter::once(join_sentences([title]))
        .chain(days)
        .collect()
}

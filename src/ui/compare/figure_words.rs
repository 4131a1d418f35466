//! Words a figure before and after: its label, its values and what they rest on.
//!
//! Called by `before_after` and by the detail line of the pane.

use super::columns::{short_name, word_status, word_value};
use crate::app::view::View;
use crate::facts::deadline::word_countdown;
use crate::facts::number;
use crate::model::claim::Provenance;
use crate::snapshot::compared::BeforeAfter;
use crate::snapshot::reference::FigureRef;
use crate::text::fit;
use crate::ui::paint::{self};
use crate::ui::theme::FrameStyle;

/// What stands where nothing was in force.
pub(super) const NONE: &str = "none";
/// What stands where the last word still stands.
pub(super) const SAME: &str = "same";

/// What stands before and after, in words where they fit; a bare row names the publishers of both, where they differ.
pub(super) fn word_values(
    view: &View<'_>,
    look: FrameStyle,
    row: &BeforeAfter,
    is_bare: bool,
) -> [String; 2] {
    let scenario = view.snapshot.scenario;
    match row {
        BeforeAfter::Figure(pair) => {
            let has_names = pair.has_publishers(scenario);
            let [before, after] = [&pair.before, &pair.after].map(|figures| {
                let (Some(first), Some(last)) = (figures.first(), figures.last()) else {
                    return None;
                };
                let phrase = if pair.is_added(scenario) {
                    number::one_after_another(scenario, figures, look.wording)
                } else {
                    word_value(view, look, *first)
                };
                Some(format!("{phrase}{}", word_status(last.get(scenario))))
            });
            let named = |phrase: String, figure: Option<&FigureRef>| match figure {
                Some(figure) if has_names && !pair.is_added(scenario) => {
                    format!("{phrase} {}", short_name(view, *figure))
                }
                _ => phrase,
            };
            let before = before.map_or_else(
                || NONE.to_owned(),
                |phrase| {
                    named(
                        phrase,
                        pair.before.first().filter(|_| !pair.after.is_empty()),
                    )
                },
            );
            let after = match after {
                _ if !row.has_changed() => SAME.to_owned(),
                Some(phrase) => named(phrase, pair.after.first().filter(|_| is_bare)),
                None if pair.ended.is_some() => "ended".to_owned(),
                None => NONE.to_owned(),
            };
            [before, after]
        }
        BeforeAfter::Deadline(before, after) => [before, after].map(|state| {
            state.map_or_else(
                || NONE.to_owned(),
                |state| word_countdown(view.snapshot, &state),
            )
        }),
    }
}

/// What a row is of: `US Kuwait`, `Capitals, FT`, `US exit, days`.
pub(super) fn word_label(view: &View<'_>, row: &BeforeAfter, cells: usize) -> String {
    let scenario = view.snapshot.scenario;
    let (long, short, end) = match row {
        BeforeAfter::Figure(pair) => {
            let series = scenario.one_series(pair.key.series);
            (
                series.label.bidi_terminated(),
                series.short_name().bidi_terminated(),
                String::new(),
            )
        }
        BeforeAfter::Deadline(before, after) => {
            let Some(state) = after.or(*before) else {
                return String::new();
            };
            let deadline = state.deadline.get(scenario);
            let short = deadline.short.as_ref().unwrap_or(&deadline.label);
            (
                deadline.label.bidi_terminated(),
                short.bidi_terminated(),
                ", days".to_owned(),
            )
        }
    };
    let withheld = withheld_prefix(view, row);
    let full = format!("{withheld}{long}{end}");
    if fit::measure_width(&full) <= cells {
        return full;
    }
    format!("{withheld}{short}{end}")
}

/// The word before a row that rests on what must not be published yet.
pub(super) fn withheld_prefix(view: &View<'_>, row: &BeforeAfter) -> &'static str {
    let events = match row {
        BeforeAfter::Figure(pair) => {
            let figures = pair.before.iter().chain(&pair.after);
            figures.map(|figure| figure.event).collect::<Vec<_>>()
        }
        BeforeAfter::Deadline(before, after) => {
            let states = [before, after].into_iter().flatten();
            states.map(|state| state.deadline.event).collect()
        }
    };
    paint::withheld_of(view, events)
}

/// The clocks and sources of the last word of a row.
pub(super) fn find_provenance<'v>(view: &View<'v>, row: &BeforeAfter) -> Option<&'v Provenance> {
    let scenario = view.snapshot.scenario;
    match row {
        BeforeAfter::Figure(pair) => {
            let ended = pair.ended.map(|end| &end.get(scenario).provenance);
            let last = if pair.is_added(scenario) {
                pair.after.last().copied().or(pair.leading_figure())
            } else {
                pair.leading_figure()
            };
            ended.or(last.map(|figure| &figure.get(scenario).provenance))
        }
        BeforeAfter::Deadline(before, after) => {
            let state = after.or(*before)?;
            Some(&state.deadline.get(scenario).provenance)
        }
    }
}

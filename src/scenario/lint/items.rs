//! The items of an event as written: claims, figures, statements and deadlines.
//!
//! The lints of events go through them, with the model's provenance of each.

use std::ops::Range;

use crate::model::claim::Provenance;
use crate::model::event::Event;
use crate::scenario::raw::value::Name;
use crate::scenario::raw::{RawEvent, RawFigure, RawWhen, RawWords};

/// The word for a deadline; it needs no source of its own, since its event states it.
pub(super) const DEADLINE: &str = "deadline";

/// An item as written.
pub(super) struct WrittenItem<'r, 'i> {
    pub(super) what: &'static str,
    pub(super) span: Range<usize>,
    pub(super) at: &'r RawWhen<'i>,
    pub(super) recorded_at: &'r RawWhen<'i>,
    pub(super) sources: &'r RawWords<'i, Name>,
    /// True if it only ends a series; the model keeps those separately.
    is_end: bool,
}

macro_rules! item {
    ($item:expr, $what:expr, $is_end:expr) => {
        WrittenItem {
            what: $what,
            span: $item.span(),
            at: &$item.get_ref().at,
            recorded_at: &$item.get_ref().recorded_at,
            sources: &$item.get_ref().sources,
            is_end: $is_end,
        }
    };
}

/// Returns the items of an event: claims, figures, statements, deadlines.
pub(super) fn list_items<'r, 'i>(
    raw: &'r RawEvent<'i>,
) -> impl Iterator<Item = WrittenItem<'r, 'i>> {
    macro_rules! items {
        ($list:ident, $what:expr) => {
            raw.$list
                .iter()
                .flatten()
                .map(|item| item!(item, $what, false))
        };
    }
    items!(claims, "claim")
        .chain(raw.figures.iter().flatten().map(from_figure))
        .chain(items!(statements, "statement"))
        .chain(items!(deadlines, DEADLINE))
}

fn from_figure<'r, 'i>(raw: &'r toml::Spanned<RawFigure<'i>>) -> WrittenItem<'r, 'i> {
    item!(raw, "figure", !raw.get_ref().is_reading())
}

/// Returns the items of an event without errors, each with its provenance in the model.
pub(super) fn list_judged<'r, 'i>(
    raw: &'r RawEvent<'i>,
    event: &'r Event,
) -> impl Iterator<Item = (WrittenItem<'r, 'i>, &'r Provenance)> {
    let figures = raw.figures.iter().flatten();
    let ends = figures.filter(|figure| figure.get_ref().ends == Some(true));
    let ends = ends.map(from_figure);
    let ends = ends.zip(event.ends().iter().map(|end| &end.provenance));
    let others = list_items(raw)
        .filter(|item| !item.is_end)
        .zip(event.item_provenances());
    // One that also gives a number is judged with it.
    others.chain(ends.filter(|(item, _)| item.is_end))
}

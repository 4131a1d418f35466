//! Warns of items recorded before any of their sources was published.
//!
//! `events` calls it for each event that has no errors of its own.

use super::LintNotes;
use super::items::list_judged;
use crate::diagnostic::lints::SOURCE_PUBLISHED_LATE;
use crate::diagnostic::{Problem, Span};
use crate::model::claim::Provenance;
use crate::model::event::Event;
use crate::model::moment::Moment;
use crate::scenario::parse::{ParsedRow, ParsedTables};
use crate::scenario::raw::RawEvent;
use crate::scenario::validate::tables::Checked;

/// The publication of a source.
pub(super) struct Published {
    pub(super) at: Moment,
    /// The place of the date.
    span: Span,
}

/// Returns the publication dates of sources by row, from tables without errors.
pub(super) fn list_dates(checked: &Checked, raw: &ParsedTables<'_>) -> Vec<Option<Published>> {
    let sources = raw.sources.iter().zip(&checked.sources);
    let dates = sources.map(|(row, source)| {
        let span = row.raw.get_ref().published.as_ref()?.span();
        Some(Published {
            at: source.published?,
            span: row.origin.to_file_span(span),
        })
    });
    dates.collect()
}

/// Warns of an event and of items that were recorded before the first of their sources was published.
pub(super) fn check_published(
    row: &ParsedRow<RawEvent<'_>>,
    event: &Event,
    published: &[Option<Published>],
    notes: &mut LintNotes,
) {
    let raw = row.raw.get_ref();
    let recorded = raw.recorded_at.as_ref().map(toml::Spanned::span);
    let whole = recorded.unwrap_or_else(|| raw.at.span());
    if let Some(first) = too_late(&event.provenance, published) {
        warn_of_published(
            row.origin.to_file_span(whole.clone()),
            &event.provenance,
            first,
            notes,
        );
    }
    for (item, provenance) in list_judged(raw, event) {
        let own = item.recorded_at.as_ref().map(toml::Spanned::span);
        let own = own.or_else(|| item.sources.as_ref()?.first().map(|source| source.span()));
        // What it has from its event is told there.
        let Some((own, first)) = own.zip(too_late(provenance, published)) else {
            continue;
        };
        warn_of_published(row.origin.to_file_span(own), provenance, first, notes);
    }
}

/// Returns the source that was published first, if that was after the record.
///
/// One without a date may have been out.
fn too_late<'p>(
    provenance: &Provenance,
    published: &'p [Option<Published>],
) -> Option<&'p Published> {
    let sources = provenance.sources.iter();
    let dates: Option<Vec<&Published>> = sources
        .map(|source| published.get(source.row())?.as_ref())
        .collect();
    let first = dates?
        .into_iter()
        .min_by_key(|date| date.at.earliest_start())?;
    (provenance.recorded_at.effective_at() < first.at.earliest_start()).then_some(first)
}

fn warn_of_published(
    span: Span,
    provenance: &Provenance,
    first: &Published,
    notes: &mut LintNotes,
) {
    let (recorded, published) = (&provenance.recorded_at, &first.at);
    let message =
        format!("known at {recorded}, before its first source was published, {published}");
    notes.warnings.push(
        Problem::new_warning(&SOURCE_PUBLISHED_LATE, span, message)
            .with_help("write in 'recorded_at' from when it was known, or name the source that was out by then")
            .with_related(first.span, "the first of its sources was published then"),
    );
}

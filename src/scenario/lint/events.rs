//! Lints of one event: its sources, the scope of its claims, the time of its record, its likelihoods.
//!
//! `build` calls it for each event, on as many threads as there are, and collects the places of the items that
//! `crate::lint` reports on.

use std::ops::Range;

use super::items::{DEADLINE, list_items, list_judged};
use super::published::{self, Published};
use super::zones;
use super::{LintNotes, Spots, join_ranges, past, to_byte_range};
use crate::diagnostic::Problem;
use crate::diagnostic::lints::{CLAIM_OUT_OF_SCOPE, KNOWN_LATE, LIKELIHOOD_ON_PAST, NO_SOURCE};
use crate::model::calendar::UnixTime;
use crate::model::claim::Provenance;
use crate::model::event::{Event, PubStatus};
use crate::model::zone::TimeZone;
use crate::scenario::names::find_nearest;
use crate::scenario::parse::{ParsedRow, ParsedTables};
use crate::scenario::raw::{FieldText, RawClaim, RawEvent, RawFigure, RawStatement};
use crate::scenario::validate::events::EventDraft;
use crate::scenario::validate::tables::Checked;
use crate::text::Text;

/// The longest time after it happened at which something may be recorded, whatever its sources say.
const LATE: i64 = 30 * DAY;

/// The longest time between a source's date and the record of its content.
const NEAR: i64 = 7 * DAY;

const DAY: i64 = 24 * 60 * 60;

/// The context that the lints of events take from the tables.
pub(in crate::scenario) struct EventLintContext {
    /// The scopes whose claims move a state, the scenario's own first.
    scopes: Vec<Text>,
    /// The publication dates of sources, by row, if the tables have no errors.
    published: Option<Vec<Option<Published>>>,
    /// The zone of moments without a zone of their own.
    zone: TimeZone,
}

impl EventLintContext {
    /// Makes the context from the tables; parts of it are empty if they have errors.
    pub(in crate::scenario) fn from_tables(
        checked: &Checked,
        raw: &ParsedTables<'_>,
        is_sound: bool,
    ) -> Self {
        let heading = checked.heading.as_ref().filter(|_| is_sound);
        let counted = checked.series.iter().flat_map(|series| &series.counts);
        let counted = counted.filter_map(|counts| counts.scope.clone());
        Self {
            scopes: heading.map_or_else(Vec::new, |heading| {
                std::iter::once(heading.control_scope.clone())
                    .chain(counted)
                    .collect()
            }),
            published: is_sound.then(|| published::list_dates(checked, raw)),
            zone: heading.map_or(TimeZone::UTC, |heading| heading.zone),
        }
    }
}

/// Runs the lints on one event.
pub(in crate::scenario) fn check_event(
    row: &ParsedRow<RawEvent<'_>>,
    draft: Option<&EventDraft>,
    setting: &EventLintContext,
    notes: &mut LintNotes,
) {
    let raw = row.raw.get_ref();
    for sources in std::iter::once(&raw.sources).chain(list_items(raw).map(|item| item.sources)) {
        let named = sources.iter().flatten();
        named.for_each(|source| notes.record_use(source.get_ref()));
    }
    let status = raw.pub_status.as_ref().and_then(FieldText::as_value);
    if status != Some(PubStatus::Cancelled) {
        without_source(row, notes);
    }
    for statement in raw.statements.iter().flatten() {
        warn_of_likelihood(row, statement.get_ref(), notes);
    }
    for claim in raw.claims.iter().flatten() {
        warn_of_scope(row, claim, setting, notes);
    }
    let sound = draft.filter(|draft| draft.is_sound);
    if let Some((draft, published)) = sound.zip(setting.published.as_deref()) {
        warn_of_late_record(row, &draft.event, published, notes);
        published::check_published(row, &draft.event, published, notes);
        zones::check_zone(row, &draft.event, setting.zone, notes);
    }
}

/// Warns of claims, figures and statements without a source of their own or of their event.
fn without_source(row: &ParsedRow<RawEvent<'_>>, notes: &mut LintNotes) {
    let raw = row.raw.get_ref();
    for item in list_items(raw).filter(|item| item.what != DEADLINE) {
        let sources = item.sources.as_ref().or(raw.sources.as_ref());
        if sources.is_some_and(|sources| !sources.is_empty()) {
            continue;
        }
        let message = format!("this {} has no source", item.what);
        let problem = Problem::new_warning(&NO_SOURCE, row.origin.to_file_span(item.span), message);
        notes.warnings.push(if item.sources.is_some() {
            problem.with_help("its list of sources is empty; without one it has those of its event")
        } else {
            let event = row.origin.to_file_span(raw.id.span());
            problem
                .with_help("write sources = [\"...\"] in the event or here")
                .with_related(event, "nor has its event")
        });
    }
}

/// Warns of a claim that moves nothing and does not give a reason.
fn warn_of_scope(
    row: &ParsedRow<RawEvent<'_>>,
    claim: &toml::Spanned<RawClaim<'_>>,
    setting: &EventLintContext,
    notes: &mut LintNotes,
) {
    let raw = claim.get_ref();
    let Some(field) = &raw.scope else { return };
    let typed = Text::from_line(field.get_ref().trim());
    let Some(usual) = setting.scopes.first() else {
        return;
    };
    if setting.scopes.contains(&typed) {
        return;
    }
    let intended = find_nearest(&typed, setting.scopes.iter().map(Text::as_str));
    let is_reported = raw.note.is_some() || raw.alternative.is_some();
    let help = match intended {
        Some(known) => format!("did you mean '{known}'?"),
        None if is_reported => return,
        None => format!(
            "leave 'scope' out if it is about the {usual}; if not, say in a 'note' what it is about"
        ),
    };
    let message = format!("this claim is about the {typed}, not the {usual}, and moves nothing");
    let problem = Problem::new_warning(
        &CLAIM_OUT_OF_SCOPE,
        row.origin.to_file_span(field.span()),
        message,
    );
    notes.warnings.push(problem.with_help(help));
}

/// Warns of a likelihood in a statement about the past.
fn warn_of_likelihood(
    row: &ParsedRow<RawEvent<'_>>,
    raw: &RawStatement<'_>,
    notes: &mut LintNotes,
) {
    let Some(field) = &raw.likelihood else { return };
    if !past::is_about_past(raw.says.get_ref()) {
        return;
    }
    let message = format!("'{}' is said of what has happened", field.get_ref().0);
    notes.warnings.push(
        Problem::new_warning(
            &LIKELIHOOD_ON_PAST,
            row.origin.to_file_span(field.span()),
            message,
        )
        .with_help("leave 'likelihood' out; how sure a fact is stands in 'credibility'"),
    );
}

/// Warns of items recorded long after they happened with no source of that time.
fn warn_of_late_record(
    row: &ParsedRow<RawEvent<'_>>,
    event: &Event,
    published: &[Option<Published>],
    notes: &mut LintNotes,
) {
    let raw = row.raw.get_ref();
    let items = list_judged(raw, event).map(|(item, provenance)| (item.recorded_at, provenance));
    let own = std::iter::once((&raw.recorded_at, &event.provenance)).chain(items);
    for (field, provenance) in own {
        let Some(field) = field else { continue };
        let (at, known) = (&provenance.at, &provenance.recorded_at);
        let Some(days) = days_late(provenance).filter(|_| !is_of_its_time(provenance, published))
        else {
            continue;
        };
        let message = format!("known at {known}, {days} days after it happened at {at}");
        notes.warnings.push(
            Problem::new_warning(&KNOWN_LATE, row.origin.to_file_span(field.span()), message)
                .with_help("check the month and the year; a source that found it out so late shows it in 'published'"),
        );
    }
}

/// Returns the number of days by which a record is too late; `None` if it is not.
fn days_late(provenance: &Provenance) -> Option<i64> {
    let seconds = seconds_between(provenance.at.effective_at(), provenance.recorded_at.start());
    (seconds > LATE).then_some(seconds / DAY)
}

/// Returns whether one of the sources was published at about the time of the record.
fn is_of_its_time(provenance: &Provenance, published: &[Option<Published>]) -> bool {
    let sources = provenance.sources.iter();
    let mut dates = sources.filter_map(|source| published.get(source.row())?.as_ref());
    dates.any(|published| {
        let published = &published.at;
        seconds_between(published.effective_at(), provenance.recorded_at.start()) <= NEAR
            && seconds_between(provenance.recorded_at.effective_at(), published.start()) <= NEAR
    })
}

/// Returns the seconds from one instant to another; negative if the second is earlier.
fn seconds_between(from: UnixTime, to: UnixTime) -> i64 {
    to.0.saturating_sub(from.0)
}

/// Returns the places of those items of an event that `lint` reports on.
pub(in crate::scenario) fn locate_items(row: &ParsedRow<RawEvent<'_>>) -> Option<Box<Spots>> {
    let raw = row.raw.get_ref();
    if raw.claims.is_none() && raw.figures.is_none() && raw.deadlines.is_none() {
        return None;
    }
    let claims = raw.claims.iter().flatten();
    let figures = raw.figures.iter().flatten();
    let ends = figures
        .clone()
        .filter(|figure| figure.get_ref().ends == Some(true));
    let figures = figures.filter(|figure| figure.get_ref().is_reading());
    let deadlines = raw.deadlines.iter().flatten();
    Some(Box::new(Spots {
        file: row.origin.file,
        claims: claims
            .map(|claim| to_byte_range(row.origin.to_file_span(claim.span())))
            .collect(),
        figures: figures
            .map(|figure| {
                to_byte_range(
                    row.origin
                        .to_file_span(find_number(figure.get_ref()).unwrap_or(figure.span())),
                )
            })
            .collect(),
        deadlines: deadlines
            .map(|deadline| to_byte_range(row.origin.to_file_span(deadline.span())))
            .collect(),
        ends: ends
            .map(|end| to_byte_range(row.origin.to_file_span(end.span())))
            .collect(),
    }))
}

/// Returns the range of a figure's number.
fn find_number(raw: &RawFigure<'_>) -> Option<Range<usize>> {
    let value = raw.value.as_ref().map(toml::Spanned::span);
    let range = raw.low.as_ref().zip(raw.high.as_ref());
    value.or_else(|| range.map(|(low, high)| join_ranges(low.span(), high.span())))
}

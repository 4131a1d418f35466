//! What the report must not hide: what is disputed, what was reported late, what was corrected.
//!
//! `brief` calls it last, when it is known what the other sections have told.

use super::control::disputed_by;
use super::report::{BriefReport, in_brackets};
use crate::export::document::parts::{DocumentBlock, DocumentWords};
use crate::export::entries;
use crate::facts::correction::correction_behind;
use crate::facts::deadline::word_due;
use crate::facts::moment::{DayForm, Viewpoint};
use crate::facts::{number, summary};
use crate::model::claim::Provenance;
use crate::model::id::EventKey;
use crate::snapshot::compared::list_place_news;
use crate::snapshot::control::PlaceState;
use crate::snapshot::ledger::Why;
use crate::snapshot::visibility;

/// The facts, or that there are none.
pub(super) fn disputed_blocks(report: &mut BriefReport<'_, '_>) -> Vec<DocumentBlock> {
    let facts: Vec<(String, DocumentWords)> = [
        ("Held", disputed_holders(report)),
        ("Figures", disputed_figures(report)),
        ("Deadlines", deadlines(report)),
        ("Dates", disputed_dates(report)),
        ("Reported late", list_reported_late(report, false)),
        ("Known overnight", list_reported_late(report, true)),
        ("Corrected", list_corrected(report)),
    ]
    .into_iter()
    .filter(|(_, parts)| !parts.is_empty())
    .map(|(name, parts)| (name.to_owned(), DocumentWords::join_words(parts, "; ")))
    .collect();
    if facts.is_empty() {
        let none = if report.filtered.is_some() {
            "Of what is listed nothing is disputed, nothing was reported late, nothing was corrected."
        } else {
            "Nothing is disputed, nothing was reported late, nothing was corrected."
        };
        return vec![DocumentBlock::Paragraph(none.into())];
    }
    vec![DocumentBlock::Facts(facts)]
}

/// Places that are contested, or claimed by another.
fn disputed_holders(report: &mut BriefReport<'_, '_>) -> Vec<DocumentWords> {
    let snapshot = report.snapshot;
    let states = snapshot.places.iter();
    states
        .filter(|state| report.lists_place(state.place))
        .collect::<Vec<_>>()
        .into_iter()
        .flat_map(|state| disputed_by(report, state))
        .collect()
}

/// Readings in force on which sources disagree, and totals of the day that the log's count contradicts.
fn disputed_figures(report: &mut BriefReport<'_, '_>) -> Vec<DocumentWords> {
    let snapshot = report.snapshot;
    let scenario = snapshot.scenario;
    let mut parts = Vec::new();
    let readings = snapshot.figures.iter();
    for reading in readings.filter(|reading| snapshot.is_disputed(reading)) {
        if scenario
            .one_series(reading.key.series)
            .compared_counts()
            .is_some()
        {
            continue;
        }
        let mut counts = vec![reading.figure];
        counts.extend(reading.other_words(scenario));
        let counts: Vec<DocumentWords> = counts
            .into_iter()
            .map(|figure| {
                let source = report.writer.cite_source(&figure.get(scenario).provenance);
                DocumentWords::from(format!("{} (", report.writer.word_number(figure)))
                    .with_words(source)
                    .with_text(")")
            })
            .collect();
        let label = report.writer.label_of(reading.key);
        parts.push(
            DocumentWords::from(format!("{label}: "))
                .with_words(DocumentWords::join_words(counts, " or ")),
        );
    }
    for stated in snapshot
        .stated
        .iter()
        .filter(|stated| !stated.verdict.is_agreement())
    {
        let figure = stated.figure.get(scenario);
        let source = report.writer.cite_source(&figure.provenance);
        let counted = summary::word_range(stated.least, stated.greatest);
        let label = report.writer.series_label(figure);
        let number = report.writer.word_number(stated.figure);
        parts.push(
            DocumentWords::from(format!("{label}: {number} ("))
                .with_words(source)
                .with_text(format!("), our count {counted}")),
        );
    }
    parts
}

/// Deadlines on which words tie: each date with its source.
fn deadlines(report: &mut BriefReport<'_, '_>) -> Vec<DocumentWords> {
    let snapshot = report.snapshot;
    let view = Viewpoint::new(snapshot.scenario, snapshot.day);
    let tied = snapshot.deadlines.iter();
    let tied = tied.filter(|state| state.is_tied() && state.is_shown);
    tied.map(|state| {
        let dates: Vec<DocumentWords> = state
            .words()
            .filter_map(|word| {
                let word = word.get(snapshot.scenario);
                let date = word_due(&word.on?, view, DayForm::Short);
                let source = in_brackets(report.writer.cite_source(&word.provenance));
                Some(DocumentWords::from(date).with_words(source))
            })
            .collect();
        let label = state.last_word(snapshot.scenario).label.bidi_terminated();
        DocumentWords::from(format!("{label}: "))
            .with_words(DocumentWords::join_words(dates, " or "))
    })
    .collect()
}

/// Changes that happened or were reported since the earlier moment and are dated otherwise too.
fn disputed_dates(report: &mut BriefReport<'_, '_>) -> Vec<DocumentWords> {
    let snapshot = report.snapshot;
    let scenario = snapshot.scenario;
    let is_fresh = |state: &&PlaceState| {
        let mut changes = report.ledger.places.iter();
        changes.any(|change| change.place == state.place && change.claim == state.since)
    };
    let states = snapshot.places.iter().filter(is_fresh);
    let states = states.filter(|state| report.lists_place(state.place));
    let disputed = states.filter(|state| !state.or_since.is_empty());
    disputed
        .map(|state| {
            let followed = state.since.map(|since| &since.get(scenario).provenance.at);
            let moments = followed
                .into_iter()
                .chain(state.alternative_moments(scenario));
            let moments: Vec<String> = moments.map(|at| report.writer.word_moment(at)).collect();
            let name = report.writer.word_place(state.place);
            DocumentWords::from(format!("{name} {}", moments.join(" or ")))
        })
        .collect()
}

/// Returns what had happened by the earlier moment and was recorded only since, places first: what was known overnight,
/// or what was reported later than that.
fn list_reported_late(report: &mut BriefReport<'_, '_>, is_overnight: bool) -> Vec<DocumentWords> {
    let scenario = report.snapshot.scenario;
    let is_wanted = |provenance: &Provenance| {
        visibility::is_known_overnight(scenario, provenance) == is_overnight
    };
    let mut parts = Vec::new();
    let mut mentioned: Vec<EventKey> = Vec::new();
    for news in list_place_news(report.ledger, Why::Learnt) {
        mentioned.extend(news.supporting_claims().map(|claim| claim.event));
        let Some(after) = report.snapshot.place_state(news.place) else {
            continue;
        };
        let entries = entries::place_entries(&mut report.writer, &news, after);
        for (change, entry) in news.changes.iter().zip(entries) {
            let Some(provenance) = change.claim.map(|claim| &claim.get(scenario).provenance) else {
                continue;
            };
            if !is_wanted(provenance) {
                continue;
            }
            let name = if entry.name.is_empty() {
                format!("{} {}", report.writer.word_place(news.place), entry.phrase)
            } else {
                format!("{}{}", entry.name, entry.phrase)
            };
            let when = report.writer.word_moment(&provenance.at);
            let words = entry.letters.with_text(format!(" {name} {when}"));
            parts.push(with_report_time(report, words, provenance));
        }
    }
    let mut news = report.new_events(Why::Learnt);
    news.retain(|event| {
        !mentioned.contains(event) && is_wanted(&report.event_at(*event).provenance)
    });
    let most = report.limits.learnt.saturating_sub(parts.len());
    let left = news.len().saturating_sub(most);
    for key in news.into_iter().take(most) {
        let event = report.event_at(key);
        let correction = correction_behind(scenario, &report.snapshot.cursor, key);
        let correction = correction.map_or_else(String::new, |correction| {
            format!("; {}", correction.trim_end_matches('.'))
        });
        report.mark_headline(key);
        let words = DocumentWords::from(format!("{}{correction}", event.headline));
        parts.push(with_report_time(report, words, &event.provenance));
    }
    if left > 0 {
        parts.push(format!("{} more in the log", number::format_count(left)).into());
    }
    parts
}

/// Words with when it was known and who says so.
fn with_report_time(
    report: &mut BriefReport<'_, '_>,
    words: DocumentWords,
    provenance: &Provenance,
) -> DocumentWords {
    let known = report.writer.word_moment(&provenance.recorded_at);
    let source = report.writer.cite_source(provenance);
    words
        .with_text(format!(", known {known} ("))
        .with_words(source)
        .with_text(")")
}

/// Returns what was corrected, and why: corrections of what is older, and those of the news whose words no list told.
fn list_corrected(report: &mut BriefReport<'_, '_>) -> Vec<DocumentWords> {
    let snapshot = report.snapshot;
    let mut parts = Vec::new();
    for why in [Why::Corrected, Why::Happened, Why::Learnt] {
        for key in report.new_events(why) {
            let headline = report.event_at(key).headline.as_str();
            let correction = correction_behind(snapshot.scenario, &snapshot.cursor, key);
            let phrase = match (correction, why) {
                _ if report.is_named(key) => continue,
                (Some(correction), _) => {
                    format!("{headline}; {correction}")
                }
                (None, Why::Corrected) => headline.to_owned(),
                (None, _) => continue,
            };
            report.mark_headline(key);
            let source = report.cite_event(key);
            parts.push(DocumentWords::from(phrase.trim_end_matches('.')).with_words(source));
        }
    }
    parts
}

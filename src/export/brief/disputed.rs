//! What the report must not hide: what is disputed, what was reported late, what was corrected.
//!
//! `brief` calls it last, when it is known what the other sections have told.

use super::control::disputed_by;
use super::report::Report;
use crate::export::document::parts::{Block, Words};
use crate::export::entries;
use crate::facts::correction::correction_behind;
use crate::facts::{number, summary};
use crate::model::claim::Provenance;
use crate::model::id::EventKey;
use crate::snapshot::compared::places;
use crate::snapshot::control::PlaceState;
use crate::snapshot::ledger::Why;
use crate::snapshot::visible;

/// The facts, or that there are none.
pub(super) fn blocks(report: &mut Report<'_, '_>) -> Vec<Block> {
    let facts: Vec<(String, Words)> = [
        ("Held", holders(report)),
        ("Figures", figures(report)),
        ("Dates", dates(report)),
        ("Reported late", reported(report, false)),
        ("Known overnight", reported(report, true)),
        ("Corrected", corrected(report)),
    ]
    .into_iter()
    .filter(|(_, parts)| !parts.is_empty())
    .map(|(name, parts)| (name.to_owned(), Words::joined(parts, "; ")))
    .collect();
    if facts.is_empty() {
        let none = "Nothing is disputed, nothing was reported late, nothing was corrected.";
        return vec![Block::Paragraph(none.into())];
    }
    vec![Block::Facts(facts)]
}

/// Places that are contested, or claimed by another.
fn holders(report: &mut Report<'_, '_>) -> Vec<Words> {
    let snapshot = report.snapshot;
    let states = snapshot.places.iter();
    states
        .flat_map(|state| disputed_by(report, state))
        .collect()
}

/// Readings in force on which sources disagree, and totals of the day that the log's count contradicts.
fn figures(report: &mut Report<'_, '_>) -> Vec<Words> {
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
        let counts: Vec<Words> = counts
            .into_iter()
            .map(|figure| {
                let source = report.teller.source(&figure.get(scenario).provenance);
                Words::from(format!("{} (", report.teller.number(figure)))
                    .words(source)
                    .text(")")
            })
            .collect();
        let label = report.teller.label_of(reading.key);
        parts.push(Words::from(format!("{label}: ")).words(Words::joined(counts, " or ")));
    }
    for stated in snapshot
        .stated
        .iter()
        .filter(|stated| !stated.verdict.agrees())
    {
        let figure = stated.figure.get(scenario);
        let source = report.teller.source(&figure.provenance);
        let counted = summary::counted(stated.least, stated.greatest);
        let label = report.teller.series(figure);
        let number = report.teller.number(stated.figure);
        parts.push(
            Words::from(format!("{label}: {number} ("))
                .words(source)
                .text(format!("), our count {counted}")),
        );
    }
    parts
}

/// Changes that happened or were reported since the earlier moment and are dated otherwise too.
fn dates(report: &mut Report<'_, '_>) -> Vec<Words> {
    let snapshot = report.snapshot;
    let scenario = snapshot.scenario;
    let is_fresh = |state: &&PlaceState| {
        let mut changes = report.ledger.places.iter();
        changes.any(|change| change.place == state.place && change.claim == state.since)
    };
    let states = snapshot.places.iter().filter(is_fresh);
    let disputed = states.filter(|state| !state.or_since.is_empty());
    disputed
        .map(|state| {
            let followed = state.since.map(|since| &since.get(scenario).provenance.at);
            let moments = followed.into_iter().chain(state.alternatives(scenario));
            let moments: Vec<String> = moments.map(|at| report.teller.when(at)).collect();
            let name = report.teller.place(state.place);
            Words::from(format!("{name} {}", moments.join(" or ")))
        })
        .collect()
}

/// Returns what had happened by the earlier moment and was recorded only since, places first: what was known overnight,
/// or what was reported later than that.
fn reported(report: &mut Report<'_, '_>, is_overnight: bool) -> Vec<Words> {
    let scenario = report.snapshot.scenario;
    let is_meant =
        |provenance: &Provenance| visible::is_known_overnight(scenario, provenance) == is_overnight;
    let mut parts = Vec::new();
    let mut told: Vec<EventKey> = Vec::new();
    for news in places(report.ledger, Why::Learnt) {
        told.extend(news.claims().map(|claim| claim.event));
        let Some(after) = report.snapshot.place(news.place) else {
            continue;
        };
        let entries = entries::place(&mut report.teller, &news, after);
        for (change, entry) in news.changes.iter().zip(entries) {
            let Some(provenance) = change.claim.map(|claim| &claim.get(scenario).provenance) else {
                continue;
            };
            if !is_meant(provenance) {
                continue;
            }
            let name = if entry.name.is_empty() {
                format!("{} {}", report.teller.place(news.place), entry.said)
            } else {
                format!("{}{}", entry.name, entry.said)
            };
            let when = report.teller.when(&provenance.at);
            let words = entry.letters.text(format!(" {name} {when}"));
            parts.push(late(report, words, provenance));
        }
    }
    let mut news = report.new_events(Why::Learnt);
    news.retain(|event| !told.contains(event) && is_meant(&report.event(*event).provenance));
    let most = report.limits.learnt.saturating_sub(parts.len());
    let left = news.len().saturating_sub(most);
    for key in news.into_iter().take(most) {
        let event = report.event(key);
        let correction = correction_behind(scenario, &report.snapshot.cursor, key);
        let correction = correction.map_or_else(String::new, |correction| {
            format!("; {}", correction.trim_end_matches('.'))
        });
        report.name(key);
        let words = Words::from(format!("{}{correction}", event.headline));
        parts.push(late(report, words, &event.provenance));
    }
    if left > 0 {
        parts.push(format!("{} more in the log", number::count(left)).into());
    }
    parts
}

/// Words with when it was known and who says so.
fn late(report: &mut Report<'_, '_>, words: Words, provenance: &Provenance) -> Words {
    let known = report.teller.when(&provenance.recorded_at);
    let source = report.teller.source(provenance);
    words
        .text(format!(", known {known} ("))
        .words(source)
        .text(")")
}

/// Returns what was corrected, and why: corrections of what is older, and those of the news whose words no list told.
fn corrected(report: &mut Report<'_, '_>) -> Vec<Words> {
    let snapshot = report.snapshot;
    let mut parts = Vec::new();
    for why in [Why::Corrected, Why::Happened, Why::Learnt] {
        for key in report.new_events(why) {
            let headline = report.event(key).headline.as_str();
            let correction = correction_behind(snapshot.scenario, &snapshot.cursor, key);
            let said = match (correction, why) {
                _ if report.is_named(key) => continue,
                (Some(correction), _) => {
                    format!("{headline}; {correction}")
                }
                (None, Why::Corrected) => headline.to_owned(),
                (None, _) => continue,
            };
            report.name(key);
            let source = report.sourced(key);
            parts.push(Words::from(said.trim_end_matches('.')).words(source));
        }
    }
    parts
}

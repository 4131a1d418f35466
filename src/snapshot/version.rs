//! What one state of a file has that another had not: events that are new, changed or gone, by id and content.
//!
//! `watch` asks after every reload. Rows of tables may have moved, so whatever an event refers to is compared by id.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::model::claim::Provenance;
use crate::model::event::Event;
use crate::model::figure::Amount;
use crate::model::id::Id;
use crate::model::scenario::Scenario;

/// The news in a newer version of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionNews {
    /// Events that were not there, in the order of the log.
    pub new: Vec<Id>,
    /// Events that say something else than before.
    pub changed: Vec<Id>,
    /// Number of events that are no longer there.
    pub gone: usize,
}

/// Events that were there once, as they last were: one that comes back unchanged is no news.
#[derive(Clone, Debug, Default)]
pub struct Gone(BTreeMap<Id, u64>);

/// Compares two states of a file, the older one first.
pub fn compare_versions(old: &Scenario, new: &Scenario, gone: &mut Gone) -> VersionNews {
    let events = old.events.iter();
    let mut before: BTreeMap<&Id, u64> = events
        .map(|event| (&event.id, digest_event(old, event)))
        .collect();
    let mut news = VersionNews::default();
    for event in &new.events {
        let now = digest_event(new, event);
        match before.remove(&event.id) {
            Some(then) if then == now => {}
            Some(_) => news.changed.push(event.id.clone()),
            None if gone.0.remove(&event.id) == Some(now) => {}
            None => news.new.push(event.id.clone()),
        }
    }
    news.gone = before.len();
    gone.0
        .extend(before.into_iter().map(|(id, was)| (id.clone(), was)));
    news
}

/// A number that changes with everything that an event says.
fn digest_event(scenario: &Scenario, event: &Event) -> u64 {
    let mut hasher = DefaultHasher::new();
    let into = &mut hasher;
    event.kind.map(|kind| &scenario.kind(kind).id).hash(into);
    (&event.headline, &event.body).hash(into);
    for place in &event.places {
        scenario.place(*place).id.hash(into);
    }
    hash_provenance(scenario, &event.provenance, into);
    for claim in &event.claims {
        let (place, party) = (scenario.place(claim.place), scenario.party(claim.party));
        (&place.id, &party.id, claim.status, claim.basis).hash(into);
        (&claim.scope, &claim.alternative, &claim.note).hash(into);
        hash_provenance(scenario, &claim.provenance, into);
    }
    for figure in &event.figures {
        let (low, high) = (figure.amount.low_end(), figure.amount.high_end());
        let is_range = matches!(figure.amount, Amount::Range(..));
        (is_range, low.to_bits(), high.to_bits()).hash(into);
        let series = &scenario.one_series(figure.series).id;
        (series, figure.qualifier, figure.status, &figure.note).hash(into);
        let adds_to = figure.adds_to().map(|base| &scenario.one_series(base).id);
        (adds_to, figure.until(), figure.printed(), figure.scope()).hash(into);
        hash_provenance(scenario, &figure.provenance, into);
    }
    hash_desk_fields(scenario, event, into);
    hasher.finish()
}

/// Hashes the fields that only some events have.
fn hash_desk_fields(scenario: &Scenario, event: &Event, into: &mut impl Hasher) {
    let Some(desk) = &event.desk else {
        return;
    };
    let corrects = desk.corrects.as_ref().map(|corrects| {
        let id = &scenario.event(corrects.event).id;
        (id, corrects.kind, &corrects.reason)
    });
    corrects.hash(into);
    desk.after.map(|after| &scenario.event(after).id).hash(into);
    (&desk.note, &desk.editor_note).hash(into);
    (desk.embargoed_until, desk.pub_status, desk.urgency).hash(into);
    desk.tags.hash(into);
    for phrase in &desk.statements {
        let speaker = &scenario.person(phrase.speaker).id;
        (speaker, &phrase.says, phrase.likelihood, phrase.confidence).hash(into);
        hash_provenance(scenario, &phrase.provenance, into);
    }
    for end in &desk.ends {
        let series = &scenario.one_series(end.series).id;
        (series, end.status, &end.note).hash(into);
        hash_provenance(scenario, &end.provenance, into);
    }
    for deadline in &desk.deadlines {
        (&deadline.id, deadline.on, deadline.outcome).hash(into);
        (&deadline.label, &deadline.short).hash(into);
        hash_provenance(scenario, &deadline.provenance, into);
    }
}

/// Hashes the moment of an item, when it was recorded, its credibility and its sources.
fn hash_provenance(scenario: &Scenario, provenance: &Provenance, into: &mut impl Hasher) {
    (
        provenance.at,
        provenance.recorded_at,
        provenance.credibility,
    )
        .hash(into);
    for source in &provenance.sources {
        scenario.source(*source).id.hash(into);
    }
}

//! Evidence on an event: what is told, what was corrected, who said what, the claims and figures it carries.
//!
//! Called by `Sheet::of`; what it says comes from the snapshot alone.

use super::deadline;
use super::figure::named_item;
use super::parts::{Item, Row, Sheet, Subject, column, corrects, sentence, with, withheld};
use crate::format::moment::in_words;
use crate::format::place::basis_word;
use crate::format::{Style, speaker, word};
use crate::model::claim::{Claim, Provenance, Status};
use crate::model::cursor::Audience;
use crate::model::event::Event;
use crate::model::id::{EventKey, Id};
use crate::model::statement::{Confidence, Likelihood, Statement};
use crate::snapshot::reference::{DeadlineRef, FigureRef};
use crate::snapshot::{Snapshot, visible};

/// The sheet of an event; `None` if it is not visible here.
pub(super) fn sheet(id: &Id, snapshot: &Snapshot<'_>, wording: Style) -> Option<Sheet> {
    let scenario = snapshot.scenario;
    let key = snapshot
        .events
        .iter()
        .copied()
        .find(|key| scenario.event(*key).id == *id)?;
    let event = scenario.event(key);
    let mut rows = Vec::new();
    let is_known =
        |provenance: &Provenance| visible::has_item(scenario, key, provenance, &snapshot.cursor);
    let said: Vec<&Statement> = visible::statements(event, &snapshot.cursor).collect();
    section(
        "STATEMENTS",
        said.iter().map(|said| statement(snapshot, said)),
        &mut rows,
    );
    let claims = event
        .claims
        .iter()
        .filter(|claim| is_known(&claim.provenance));
    section(
        "CLAIMS",
        claims.map(|item| claim(snapshot, item)),
        &mut rows,
    );
    let figures = FigureRef::of(scenario, key).filter(|(_, figure)| is_known(&figure.provenance));
    section(
        "FIGURES",
        figures.map(|(reference, _)| named_item(snapshot, reference, wording)),
        &mut rows,
    );
    let deadlines =
        DeadlineRef::of(scenario, key).filter(|(_, deadline)| is_known(&deadline.provenance));
    section(
        "DEADLINES",
        deadlines.map(|(reference, _)| deadline::item(snapshot, reference)),
        &mut rows,
    );
    section("SOURCES", source_items(snapshot, event), &mut rows);
    Some(Sheet {
        title: event.headline.to_string(),
        intro: intro(snapshot, key),
        rows,
    })
}

fn section(heading: &str, items: impl Iterator<Item = Item>, rows: &mut Vec<Row>) {
    let mut items = items.peekable();
    if items.peek().is_some() {
        rows.push(Row::Heading(heading.to_owned(), String::new()));
        rows.extend(items.map(Row::Item));
    }
}

/// When, known when, the body, the correction, the remark; withheld events say so first.
fn intro(snapshot: &Snapshot<'_>, key: EventKey) -> Vec<String> {
    let scenario = snapshot.scenario;
    let event = scenario.event(key);
    let zone = scenario.zone();
    let provenance = &event.provenance;
    let mut intro: Vec<String> = withheld(snapshot, key).into_iter().collect();
    let kind = event.kind.map_or_else(String::new, |kind| {
        format!(
            " {}.",
            crate::format::capitalised(&scenario.kind(kind).label)
        )
    });
    intro.push(format!(
        "{}. Known {}. {}.{kind}",
        in_words(&provenance.at, zone, snapshot.day),
        in_words(&provenance.recorded_at, zone, snapshot.day),
        scenario.grade(provenance)
    ));
    intro.extend(event.body.as_ref().map(ToString::to_string));
    intro.extend(corrects(snapshot, key));
    intro.extend(event.note().map(|note| sentence(note)));
    let is_desk = snapshot.cursor.audience == Audience::Desk;
    let remark = event.editor_note().filter(|_| is_desk);
    intro.extend(remark.map(|note| format!("For the desk: {}", sentence(note))));
    intro
}

fn statement(snapshot: &Snapshot<'_>, said: &Statement) -> Item {
    let person = snapshot.scenario.person(said.speaker);
    let likely = |likelihood: Likelihood| word(&Likelihood::WORDS, likelihood).replace('-', " ");
    let confidence =
        |confidence: Confidence| format!("{} confidence", word(&Confidence::WORDS, confidence));
    let judged: Vec<String> = said
        .likelihood
        .map(likely)
        .into_iter()
        .chain(said.confidence.map(confidence))
        .collect();
    let judged = if judged.is_empty() {
        String::new()
    } else {
        format!(" ({})", judged.join(", "))
    };
    let mut item = with(
        snapshot,
        &said.provenance,
        person.name.to_string(),
        "says".to_owned(),
    );
    item.detail.insert(
        0,
        format!("{}: {}{judged}", speaker(person), sentence(&said.says)),
    );
    item
}

fn claim(snapshot: &Snapshot<'_>, claim: &Claim) -> Item {
    let scenario = snapshot.scenario;
    let place = scenario.place(claim.place);
    let letter = scenario.party(claim.party).letter;
    let what = match claim.status {
        Status::Held => format!("{letter} holds {}", place.name),
        Status::Denied => format!("{letter} denies {}", place.name),
        other => format!("{letter} {}: {}", word(&Status::WORDS, other), place.name),
    };
    let mut item = with(
        snapshot,
        &claim.provenance,
        what,
        basis_word(claim.basis).to_owned(),
    );
    let party = &scenario.party(claim.party).name;
    let scope = claim
        .scope
        .as_ref()
        .unwrap_or(&scenario.heading.control_scope);
    let alternative = claim
        .alternative
        .as_ref()
        .map(|why| sentence(&format!("not followed: {why}")));
    let said = format!(
        "{party}, {} of {}: {}.",
        scope,
        place.name,
        word(&Status::WORDS, claim.status)
    );
    let before: Vec<String> = [
        Some(said),
        alternative,
        claim.note.as_ref().map(|note| sentence(note)),
    ]
    .into_iter()
    .flatten()
    .collect();
    item.detail.splice(0..0, before);
    item.target = Some(Subject::Place(place.id.clone()));
    item
}

/// Each source of the event by itself.
fn source_items<'s>(
    snapshot: &'s Snapshot<'_>,
    event: &'s Event,
) -> impl Iterator<Item = Item> + 's {
    let scenario = snapshot.scenario;
    visible::sources(scenario, &event.provenance, &snapshot.cursor).map(move |key| {
        let one = Provenance {
            sources: Box::new([key]),
            ..event.provenance.clone()
        };
        let source = scenario.source(key);
        let title = source
            .title
            .as_ref()
            .map_or_else(String::new, ToString::to_string);
        let item = with(snapshot, &one, source.publisher.to_string(), String::new());
        let published = source
            .published
            .as_ref()
            .map_or_else(String::new, |at| column(at, snapshot));
        Item {
            happened: published,
            known: String::new(),
            source: title,
            target: Some(Subject::Source(source.id.clone())),
            ..item
        }
    })
}

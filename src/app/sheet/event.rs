//! Evidence on an event: what is told, what was corrected, who said what, the claims and figures it carries.
//!
//! Called by `Sheet::of`; what it says comes from the snapshot alone.

use super::deadline;
use super::figure::named_item;
use super::parts::{Item, Paragraph, Row, Sheet, Subject, Teller, with, withheld};
use crate::facts::correction::corrects;
use crate::facts::place::basis_word;
use crate::facts::{sentence, speaker, word};
use crate::model::claim::{Claim, Provenance, Status};
use crate::model::cursor::Audience;
use crate::model::event::Event;
use crate::model::id::{EventKey, Id};
use crate::model::statement::{Confidence, Likelihood, Statement};
use crate::snapshot::reference::{DeadlineRef, FigureRef};
use crate::snapshot::visible;

/// The sheet of an event; `None` if it is not visible here.
pub(super) fn sheet(id: &Id, tell: Teller<'_>) -> Option<Sheet> {
    let snapshot = tell.snapshot;
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
        tell.heading("Statements"),
        said.iter().map(|said| statement(tell, said)),
        &mut rows,
    );
    let claims = event
        .claims
        .iter()
        .filter(|claim| is_known(&claim.provenance));
    section(
        tell.heading("Claims"),
        claims.map(|item| claim(tell, item)),
        &mut rows,
    );
    let figures = FigureRef::of(scenario, key).filter(|(_, figure)| is_known(&figure.provenance));
    section(
        tell.heading("Figures"),
        figures.map(|(reference, _)| named_item(tell, reference)),
        &mut rows,
    );
    let deadlines =
        DeadlineRef::of(scenario, key).filter(|(_, deadline)| is_known(&deadline.provenance));
    section(
        tell.heading("Deadlines"),
        deadlines.map(|(reference, _)| deadline::item(tell, reference)),
        &mut rows,
    );
    section(
        tell.heading("Sources"),
        source_items(tell, event),
        &mut rows,
    );
    Some(Sheet {
        title: event.headline.to_string(),
        intro: intro(tell, key),
        rows,
        ..Sheet::default()
    })
}

fn section(heading: String, items: impl Iterator<Item = Item>, rows: &mut Vec<Row>) {
    let mut items = items.peekable();
    if items.peek().is_some() {
        rows.push(Row::Heading(heading, String::new()));
        rows.extend(items.map(Row::Item));
    }
}

/// When, known when, the body, the correction, the remark; withheld events say so first.
fn intro(tell: Teller<'_>, key: EventKey) -> Vec<String> {
    let snapshot = tell.snapshot;
    let scenario = snapshot.scenario;
    let event = scenario.event(key);
    let provenance = &event.provenance;
    let mut intro: Vec<String> = withheld(tell, key).into_iter().collect();
    let kind = event.kind.map_or_else(String::new, |kind| {
        format!(
            " {}.",
            crate::facts::capitalised(&scenario.kind(kind).label)
        )
    });
    intro.push(format!(
        "{}. Known {}. {}.{kind}",
        tell.when(&provenance.at),
        tell.when(&provenance.recorded_at),
        scenario.grade(provenance, &tell.snapshot.cursor)
    ));
    intro.extend(event.body.as_ref().map(ToString::to_string));
    intro.extend(corrects(scenario, &snapshot.cursor, key));
    intro.extend(event.note().map(|note| sentence(note)));
    let is_desk = snapshot.cursor.audience == Audience::Desk;
    let remark = event.editor_note().filter(|_| is_desk);
    intro.extend(remark.map(|note| format!("For the desk: {}", sentence(note))));
    intro
}

fn statement(tell: Teller<'_>, said: &Statement) -> Item {
    let person = tell.scenario().person(said.speaker);
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
        tell,
        &said.provenance,
        person.name.to_string(),
        "says".to_owned(),
    );
    item.detail.insert(
        0,
        format!("{}: {}{judged}", speaker(person), sentence(&said.says)).into(),
    );
    item
}

fn claim(tell: Teller<'_>, claim: &Claim) -> Item {
    let scenario = tell.scenario();
    let place = scenario.place(claim.place);
    let subject = tell.party(claim.party);
    let what = match claim.status {
        Status::Held => format!("{subject} holds {}", place.full_name()),
        Status::Denied => format!("{subject} denies {}", place.full_name()),
        other => format!(
            "{subject} {}: {}",
            word(&Status::WORDS, other),
            place.full_name()
        ),
    };
    let mut item = with(
        tell,
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
        place.full_name(),
        word(&Status::WORDS, claim.status)
    );
    let before: Vec<Paragraph> = [
        Some(said),
        alternative,
        claim.note.as_ref().map(|note| sentence(note)),
    ]
    .into_iter()
    .flatten()
    .map(Paragraph::from)
    .collect();
    item.detail.splice(0..0, before);
    item.target = Some(Subject::Place(place.id.clone()));
    item
}

/// Each source of the event by itself.
fn source_items<'s>(tell: Teller<'s>, event: &'s Event) -> impl Iterator<Item = Item> + 's {
    let scenario = tell.scenario();
    scenario
        .sources_out(&event.provenance, &tell.snapshot.cursor)
        .map(move |key| {
            let one = Provenance {
                sources: Box::new([key]),
                ..event.provenance.clone()
            };
            let source = scenario.source(key);
            let title = source
                .title
                .as_ref()
                .map_or_else(String::new, ToString::to_string);
            let item = with(tell, &one, source.publisher.to_string(), String::new());
            let published = source
                .published
                .as_ref()
                .map_or_else(String::new, |at| tell.column(at));
            Item {
                happened: published,
                known: String::new(),
                source: title,
                target: Some(Subject::Source(source.id.clone())),
                ..item
            }
        })
}

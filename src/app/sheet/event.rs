//! Evidence on an event: what is told, what was corrected, who said what, the claims and figures it carries.
//!
//! Called by `Sheet::of`; what it says comes from the snapshot alone.

use super::deadline;
use super::figure::named_item;
use super::parts::{
    Paragraph, Sheet, SheetContext, SheetItem, SheetRow, Subject, sourced_item, word_withheld,
};
use crate::facts::correction::word_correction;
use crate::facts::place::basis_word;
use crate::facts::{find_word, to_sentence, word_speaker};
use crate::model::claim::{Claim, Provenance, Status};
use crate::model::cursor::Audience;
use crate::model::event::Event;
use crate::model::id::{EventKey, Id};
use crate::model::statement::{Confidence, Likelihood, Statement};
use crate::snapshot::reference::{DeadlineRef, FigureRef};
use crate::snapshot::visibility;

/// The sheet of an event; `None` if it is not visible here.
pub(super) fn describe_event(id: &Id, tell: SheetContext<'_>) -> Option<Sheet> {
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
        |provenance: &Provenance| visibility::has_item(scenario, key, provenance, &snapshot.cursor);
    let statement: Vec<&Statement> =
        visibility::known_statements(event, &snapshot.cursor).collect();
    add_section(
        tell.word_heading("Statements"),
        statement
            .iter()
            .map(|statement| statement_item(tell, statement)),
        &mut rows,
    );
    let claims = event
        .claims
        .iter()
        .filter(|claim| is_known(&claim.provenance));
    add_section(
        tell.word_heading("Claims"),
        claims.map(|item| claim_item(tell, item)),
        &mut rows,
    );
    let figures = FigureRef::of(scenario, key).filter(|(_, figure)| is_known(&figure.provenance));
    add_section(
        tell.word_heading("Figures"),
        figures.map(|(reference, _)| named_item(tell, reference)),
        &mut rows,
    );
    let deadlines =
        DeadlineRef::of(scenario, key).filter(|(_, deadline)| is_known(&deadline.provenance));
    add_section(
        tell.word_heading("Deadlines"),
        deadlines.map(|(reference, _)| deadline::deadline_item(tell, reference)),
        &mut rows,
    );
    add_section(
        tell.word_heading("Sources"),
        source_items(tell, event),
        &mut rows,
    );
    Some(Sheet {
        title: event.headline.to_string(),
        intro: event_intro(tell, key),
        rows,
        ..Sheet::default()
    })
}

fn add_section(heading: String, items: impl Iterator<Item = SheetItem>, rows: &mut Vec<SheetRow>) {
    let mut items = items.peekable();
    if items.peek().is_some() {
        rows.push(SheetRow::Heading(heading, String::new()));
        rows.extend(items.map(SheetRow::Item));
    }
}

/// When, known when, the body, the correction, the remark; withheld events say so first.
fn event_intro(tell: SheetContext<'_>, key: EventKey) -> Vec<String> {
    let snapshot = tell.snapshot;
    let scenario = snapshot.scenario;
    let event = scenario.event(key);
    let provenance = &event.provenance;
    let mut intro: Vec<String> = word_withheld(tell, key).into_iter().collect();
    let kind = event.kind.map_or_else(String::new, |kind| {
        format!(
            " {}.",
            crate::facts::capitalise_first(&scenario.kind(kind).label)
        )
    });
    intro.push(format!(
        "{}. Known {}. {}.{kind}",
        tell.word_in_sentence(&provenance.at),
        tell.word_in_sentence(&provenance.recorded_at),
        scenario.grade_item(provenance, &tell.snapshot.cursor)
    ));
    intro.extend(event.body.as_ref().map(ToString::to_string));
    intro.extend(word_correction(scenario, &snapshot.cursor, key));
    intro.extend(event.note().map(|note| to_sentence(note)));
    let is_desk = snapshot.cursor.audience == Audience::Desk;
    let remark = event.editor_note().filter(|_| is_desk);
    intro.extend(remark.map(|note| format!("For the desk: {}", to_sentence(note))));
    intro
}

fn statement_item(tell: SheetContext<'_>, statement: &Statement) -> SheetItem {
    let person = tell.scenario_of().person(statement.speaker);
    let likely =
        |likelihood: Likelihood| find_word(&Likelihood::WORDS, likelihood).replace('-', " ");
    let confidence = |confidence: Confidence| {
        format!("{} confidence", find_word(&Confidence::WORDS, confidence))
    };
    let judged: Vec<String> = statement
        .likelihood
        .map(likely)
        .into_iter()
        .chain(statement.confidence.map(confidence))
        .collect();
    let judged = if judged.is_empty() {
        String::new()
    } else {
        format!(" ({})", judged.join(", "))
    };
    let mut item = sourced_item(
        tell,
        &statement.provenance,
        person.name.to_string(),
        "says".to_owned(),
    );
    item.detail.insert(
        0,
        format!(
            "{}: {}{judged}",
            word_speaker(person),
            to_sentence(&statement.says)
        )
        .into(),
    );
    item
}

fn claim_item(tell: SheetContext<'_>, claim: &Claim) -> SheetItem {
    let scenario = tell.scenario_of();
    let place = scenario.place(claim.place);
    let subject = tell.word_party(claim.party);
    let what = match claim.status {
        Status::Held => format!("{subject} holds {}", place.full_name()),
        Status::Denied => format!("{subject} denies {}", place.full_name()),
        other => format!(
            "{subject} {}: {}",
            find_word(&Status::WORDS, other),
            place.full_name()
        ),
    };
    let mut item = sourced_item(
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
        .map(|why| to_sentence(&format!("not followed: {why}")));
    let statement = format!(
        "{party}, {} of {}: {}.",
        scope,
        place.full_name(),
        find_word(&Status::WORDS, claim.status)
    );
    let before: Vec<Paragraph> = [
        Some(statement),
        alternative,
        claim.note.as_ref().map(|note| to_sentence(note)),
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
fn source_items<'s>(
    tell: SheetContext<'s>,
    event: &'s Event,
) -> impl Iterator<Item = SheetItem> + 's {
    let scenario = tell.scenario_of();
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
            let item = sourced_item(tell, &one, source.publisher.to_string(), String::new());
            let published = source
                .published
                .as_ref()
                .map_or_else(String::new, |at| tell.word_in_column(at));
            SheetItem {
                happened: published,
                known: String::new(),
                source: title,
                target: Some(Subject::Source(source.id.clone())),
                ..item
            }
        })
}

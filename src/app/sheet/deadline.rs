//! Evidence on a deadline: when it falls, then every word on it, newest first: set, moved, met, missed, dropped.
//!
//! Called by `Sheet::of`; what it says comes from the snapshot alone.

use super::parts::{Item, Row, Sheet, Subject, Teller, carrier, with};
use crate::facts::deadline::standing;
use crate::facts::sentence;
use crate::model::id::Id;
use crate::snapshot::deadlines;
use crate::snapshot::reference::DeadlineRef;

/// The sheet of a deadline; `None` if it does not stand here.
pub(super) fn sheet(id: &Id, tell: Teller<'_>) -> Option<Sheet> {
    let snapshot = tell.snapshot;
    let scenario = snapshot.scenario;
    let is_it = |reference: DeadlineRef| reference.get(scenario).id == *id;
    let state = snapshot
        .deadlines
        .iter()
        .find(|state| is_it(state.deadline))?;
    let deadline = state.word(scenario);
    let grade = scenario.grade(&deadline.provenance, &snapshot.cursor);
    let mut words = deadlines::words(scenario, &snapshot.cursor, id.as_str());
    words.reverse();
    let mut rows = vec![Row::Heading(tell.heading("Said"), String::new())];
    rows.extend(words.into_iter().map(|reference| {
        let (carrier, target) = carrier(tell, reference.event);
        let mut item = item(tell, reference);
        item.detail.splice(1..1, carrier);
        Row::Item(Item { target, ..item })
    }));
    Some(Sheet {
        title: deadline.label.to_string(),
        intro: vec![format!(
            "Shown: {}. {grade}.",
            standing(snapshot, state, tell.is_aloud)
        )],
        rows,
        ..Sheet::default()
    })
}

/// A word on a deadline as a row; it leads to the others.
pub(super) fn item(tell: Teller<'_>, reference: DeadlineRef) -> Item {
    let deadline = reference.get(tell.scenario());
    let on = match (deadline.outcome, deadline.on) {
        (Some(outcome), Some(on)) => format!("{}, {}", tell.when(&on), outcome.word()),
        (Some(outcome), None) => outcome.word().to_owned(),
        (None, on) => on.map_or_else(String::new, |on| tell.when(&on)),
    };
    let short = deadline.short.as_ref().filter(|_| !tell.is_aloud);
    let name = short.unwrap_or(&deadline.label);
    let mut item = with(
        tell,
        &deadline.provenance,
        format!("{name} {on}"),
        String::new(),
    );
    item.detail
        .insert(0, sentence(&format!("{}: {on}", deadline.label)).into());
    item.target = Some(Subject::Deadline(deadline.id.clone()));
    item
}

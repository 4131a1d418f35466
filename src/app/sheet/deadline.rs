//! Evidence on a deadline: when it falls, then every word on it, newest first: set, moved, met, missed, dropped.
//!
//! Called by `Sheet::of`; what it says comes from the snapshot alone.

use super::parts::{
    Sheet, SheetContext, SheetItem, SheetRow, Subject, carrying_event, sourced_item,
};
use crate::facts::deadline::word_dated_progress;
use crate::facts::to_sentence;
use crate::model::id::Id;
use crate::snapshot::deadlines;
use crate::snapshot::reference::DeadlineRef;

/// The sheet of a deadline; `None` if it does not stand here.
pub(super) fn describe_deadline(id: &Id, tell: SheetContext<'_>) -> Option<Sheet> {
    let snapshot = tell.snapshot;
    let scenario = snapshot.scenario;
    let is_it = |reference: DeadlineRef| reference.get(scenario).id == *id;
    let state = snapshot
        .deadlines
        .iter()
        .find(|state| is_it(state.deadline))?;
    let deadline = state.last_word(scenario);
    let grade = scenario.grade_item(&deadline.provenance, &snapshot.cursor);
    let mut words = deadlines::list_known_words(scenario, &snapshot.cursor, id.as_str());
    words.reverse();
    let mut rows = vec![SheetRow::Heading(tell.word_heading("Said"), String::new())];
    rows.extend(words.into_iter().map(|reference| {
        let (carrier, target) = carrying_event(tell, reference.event);
        let mut item = deadline_item(tell, reference);
        item.detail.splice(1..1, carrier);
        SheetRow::Item(SheetItem { target, ..item })
    }));
    Some(Sheet {
        title: deadline.label.to_string(),
        intro: vec![format!(
            "Shown: {}. {grade}.",
            word_dated_progress(snapshot, state, tell.is_aloud)
        )],
        rows,
        ..Sheet::default()
    })
}

/// A word on a deadline as a row; it leads to the others.
pub(super) fn deadline_item(tell: SheetContext<'_>, reference: DeadlineRef) -> SheetItem {
    let deadline = reference.get(tell.scenario_of());
    let on = match (deadline.outcome, deadline.on) {
        (Some(outcome), Some(on)) => {
            format!("{}, {}", tell.word_in_sentence(&on), outcome.to_word())
        }
        (Some(outcome), None) => outcome.to_word().to_owned(),
        (None, on) => on.map_or_else(String::new, |on| tell.word_in_sentence(&on)),
    };
    let short = deadline.short.as_ref().filter(|_| !tell.is_aloud);
    let name = short.unwrap_or(&deadline.label);
    let mut item = sourced_item(
        tell,
        &deadline.provenance,
        format!("{name} {on}"),
        String::new(),
    );
    item.detail
        .insert(0, to_sentence(&format!("{}: {on}", deadline.label)).into());
    item.target = Some(Subject::Deadline(deadline.id.clone()));
    item
}

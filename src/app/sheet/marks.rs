//! The list of marks: when, what they are called, what to say there and on whose word.
//!
//! Called by `Sheet::of_marks`; a mark that is about an event has its sources.

use super::parts::{
    Paragraph, Sheet, SheetContext, SheetItem, SheetRow, event_item, word_withheld,
};
use crate::app::marks::{MarkTarget, UNNAMED};
use crate::facts::moment::{DayForm, word_instant};
use crate::facts::to_sentence;

/// The sheet of these marks.
pub(super) fn describe_bookmarks(marks: &[MarkTarget], tell: SheetContext<'_>) -> Sheet {
    let rows = marks
        .iter()
        .map(|mark| SheetRow::Item(bookmark_item(mark, tell)));
    Sheet {
        title: "Bookmarks".to_owned(),
        intro: Vec::new(),
        rows: rows.collect(),
        address: None,
    }
}

fn bookmark_item(mark: &MarkTarget, tell: SheetContext<'_>) -> SheetItem {
    let form = if tell.is_aloud {
        DayForm::LongWeekday
    } else {
        DayForm::Weekday
    };
    let happened = word_instant(
        mark.at,
        tell.scenario_of().zone(),
        form,
        Some(tell.snapshot.day),
    );
    let about = mark.event.map(|event| event_item(tell, event));
    let notes = mark
        .note
        .iter()
        .map(|note| Paragraph::from(to_sentence(note)));
    let mut detail: Vec<Paragraph> = notes.collect();
    if let Some(about) = &about {
        detail.push(Paragraph::from(to_sentence(&about.what)));
        detail.extend(about.detail.iter().cloned());
    }
    let name = if mark.name.is_empty() {
        UNNAMED.to_owned()
    } else {
        mark.name.clone()
    };
    let is_withheld = mark
        .event
        .is_some_and(|event| word_withheld(tell, event).is_some());
    let name = if is_withheld {
        format!("{} {name}", tell.word_heading("Withheld"))
    } else {
        name
    };
    let (source, grade) = about
        .as_ref()
        .map(|about| (about.source.clone(), about.grade.clone()))
        .unwrap_or_default();
    let basis = if mark.is_set { "set here" } else { "" };
    SheetItem {
        what: name,
        happened,
        known: String::new(),
        basis: basis.to_owned(),
        source,
        grade,
        detail,
        address: about.as_ref().and_then(|about| about.address.clone()),
        target: about.and_then(|about| about.target),
    }
}

//! The list of marks: when, what they are called, what to say there and on whose word.
//!
//! Called by `Sheet::of_marks`; a mark that is about an event has its sources.

use super::parts::{Item, Paragraph, Row, Sheet, Teller, event_item, withheld};
use crate::app::marks::{Marked, UNNAMED};
use crate::facts::moment::{DayForm, word_instant};
use crate::facts::sentence;

/// The sheet of these marks.
pub(super) fn sheet(marks: &[Marked], tell: Teller<'_>) -> Sheet {
    let rows = marks.iter().map(|mark| Row::Item(item(mark, tell)));
    Sheet {
        title: "Bookmarks".to_owned(),
        intro: Vec::new(),
        rows: rows.collect(),
        address: None,
    }
}

fn item(mark: &Marked, tell: Teller<'_>) -> Item {
    let form = if tell.is_aloud {
        DayForm::LongWeekday
    } else {
        DayForm::Weekday
    };
    let happened = word_instant(
        mark.at,
        tell.scenario().zone(),
        form,
        Some(tell.snapshot.day),
    );
    let about = mark.event.map(|event| event_item(tell, event));
    let notes = mark.note.iter().map(|note| Paragraph::from(sentence(note)));
    let mut detail: Vec<Paragraph> = notes.collect();
    if let Some(about) = &about {
        detail.push(Paragraph::from(sentence(&about.what)));
        detail.extend(about.detail.iter().cloned());
    }
    let name = if mark.name.is_empty() {
        UNNAMED.to_owned()
    } else {
        mark.name.clone()
    };
    let is_withheld = mark
        .event
        .is_some_and(|event| withheld(tell, event).is_some());
    let name = if is_withheld {
        format!("{} {name}", tell.heading("Withheld"))
    } else {
        name
    };
    let (source, grade) = about
        .as_ref()
        .map(|about| (about.source.clone(), about.grade.clone()))
        .unwrap_or_default();
    let basis = if mark.is_set { "set here" } else { "" };
    Item {
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

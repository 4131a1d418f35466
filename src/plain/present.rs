//! Presenting in lines: the sentences of the room's view one by one, with their sources, and the notes.
//!
//! `talk` asks what is new since it last said something; what there is to say is `Presented`'s.

use crate::app::action::Action;
use crate::app::present::Lead;
use crate::app::presented::Presented;
use crate::app::view::View;
use crate::facts::moment::{DayForm, word_day};
use crate::facts::place::basis_word;
use crate::facts::told::{Told, sentence};
use crate::facts::{capitalised, remark};
use crate::model::cursor::Cursor;
use crate::plain::words::{line, own, source};
use crate::plain::{head, keys};
use crate::snapshot::Snapshot;
use crate::snapshot::briefing::Step;
use crate::snapshot::remarks;

/// Where somebody is who presents: what a later moment is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    cursor: Cursor,
    told: usize,
    has_notes: bool,
    is_black: bool,
    is_held: bool,
}

impl Spot {
    pub(super) fn of(view: &View<'_>) -> Option<Self> {
        let present = view.app.present.as_ref()?;
        let presented = view.presented?;
        Some(Self {
            cursor: view.app.cursor,
            told: present.told(&view.app.cursor, &presented.briefing),
            has_notes: present.has_notes,
            is_black: present.is_black,
            is_held: present.held.is_some(),
        })
    }
}

/// What is said at first, and when everything is said again: date, tallies, what is told so far.
pub(super) fn everything(view: &View<'_>, now: &Spot) -> Vec<String> {
    let mut lines = vec![own("presenting")];
    lines.extend(date(view.snapshot));
    lines.extend(told(view, 0..now.told));
    lines.push(line([
        keys::hinted(Action::Present(Lead::After), "one thing more"),
        keys::hinted(Action::Back, "back to the dashboard"),
    ]));
    lines
}

/// What is new.
pub(super) fn news(view: &View<'_>, before: &Spot, now: &Spot) -> Vec<String> {
    let mut lines = Vec::new();
    match (before.is_black, now.is_black) {
        (false, true) => lines.push(own(
            "the room would see a black screen; these lines stay, and any key ends it",
        )),
        (true, false) => lines.push(own("the room would see it again")),
        _ => {}
    }
    match (before.is_held, now.is_held) {
        (false, true) => lines.push(own("the room view is frozen")),
        (true, false) => lines.push(own("the room view follows again")),
        _ => {}
    }
    if now.cursor != before.cursor {
        lines.extend(date(view.snapshot));
        lines.extend(told(view, now.told.saturating_sub(1)..now.told));
    } else if now.told > before.told {
        lines.extend(told(view, before.told..now.told));
    } else if now.told < before.told {
        lines.push(own("back"));
        lines.extend(told(view, now.told.saturating_sub(1)..now.told));
    }
    match (before.has_notes, now.has_notes) {
        (false, true) => lines.extend(notes(view, now)),
        (true, false) => lines.push(own("the room view")),
        _ => {}
    }
    lines
}

/// Date and tallies.
fn date(snapshot: &Snapshot<'_>) -> Vec<String> {
    std::iter::once(head::when(snapshot))
        .chain(head::tallies(snapshot))
        .collect()
}

/// Some steps of the day, a line each.
fn told(view: &View<'_>, rows: std::ops::Range<usize>) -> Vec<String> {
    let steps = view
        .presented
        .map(|presented| presented.briefing.steps.as_slice());
    let steps = steps.and_then(|steps| steps.get(rows)).unwrap_or_default();
    steps
        .iter()
        .filter_map(|step| said(view.snapshot, step))
        .collect()
}

/// A step with its sources: `Lashkar Gah falls. Al Jazeera, B1.`
fn said(snapshot: &Snapshot<'_>, step: &Step) -> Option<String> {
    let Told { text, rests, .. } = sentence(snapshot, step)?;
    let rests = rests.into_iter().flat_map(|rest| {
        let basis = rest.basis.map_or("", basis_word);
        [source(snapshot, rest.provenance), capitalised(basis)]
    });
    Some(line(std::iter::once(text).chain(rests)))
}

/// The notes, and what the next step says.
fn notes(view: &View<'_>, now: &Spot) -> Vec<String> {
    let snapshot = view.snapshot;
    let Some(presented) = view.presented else {
        return Vec::new();
    };
    let step = now.told.checked_sub(1);
    let step = step.and_then(|row| presented.briefing.steps.get(row));
    let remarks = remarks::at(snapshot, step);
    let mut lines = vec![own("notes")];
    lines.extend(remarks.iter().flat_map(|one| {
        let words = remark::words(snapshot.scenario, one);
        words
            .lines()
            .map(|words| line([words.to_owned()]))
            .collect::<Vec<String>>()
    }));
    if remarks.is_empty() {
        lines.push(own("there are no notes on this day"));
    }
    lines.push(next(snapshot, presented, now.told));
    lines
}

/// `Next: Saturday 14 August 2021. Sharana falls. AP, B1.`
fn next(snapshot: &Snapshot<'_>, presented: &Presented<'_>, told: usize) -> String {
    let Some((on, step)) = presented.following(snapshot, told) else {
        return own("nothing is left to say");
    };
    let day = if on.day == snapshot.day {
        String::new()
    } else {
        format!("{}. ", word_day(on.day, DayForm::LongWeekday, None))
    };
    let said = step.and_then(|step| said(on, step)).unwrap_or_default();
    line([format!("Next: {day}{said}").trim_end().to_owned()])
}

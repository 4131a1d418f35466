//! Presenting in lines: the sentences of the room's view one by one, with their sources, and the notes.
//!
//! `talk` asks what is new since it last said something; what there is to say is `Presented`'s.

use crate::app::action::Action;
use crate::app::present::Lead;
use crate::app::presented::Presented;
use crate::app::view::View;
use crate::facts::moment::{DayForm, word_day};
use crate::facts::place::basis_word;
use crate::facts::sentences::{Sentence, word_step};
use crate::facts::{capitalise_first, remark};
use crate::model::cursor::Cursor;
use crate::plain::words::{end_sentence, join_sentences, word_source};
use crate::plain::{head, keys};
use crate::snapshot::Snapshot;
use crate::snapshot::briefing::BriefingStep;
use crate::snapshot::remarks;

/// Where somebody is who presents: what a later moment is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SpokenPosition {
    cursor: Cursor,
    spoken: usize,
    has_notes: bool,
    is_black: bool,
    is_held: bool,
}

impl SpokenPosition {
    pub(super) fn from_view(view: &View<'_>) -> Option<Self> {
        let present = view.app.present.as_ref()?;
        let presented = view.presented?;
        Some(Self {
            cursor: view.app.cursor,
            spoken: present.count_spoken(&view.app.cursor, &presented.briefing),
            has_notes: present.has_notes,
            is_black: present.is_black,
            is_held: present.held.is_some(),
        })
    }
}

/// What is said at first, and when everything is said again: date, tallies, what is told so far.
pub(super) fn all_lines(view: &View<'_>, now: &SpokenPosition) -> Vec<String> {
    let mut lines = vec![end_sentence("presenting")];
    lines.extend(date_lines(view.snapshot));
    lines.extend(step_lines(view, 0..now.spoken));
    lines.push(join_sentences([
        keys::word_hint(Action::Present(Lead::After), "one thing more"),
        keys::word_hint(Action::Back, "back to the dashboard"),
    ]));
    lines
}

/// What is new.
pub(super) fn new_lines(
    view: &View<'_>,
    before: &SpokenPosition,
    now: &SpokenPosition,
) -> Vec<String> {
    let mut lines = Vec::new();
    match (before.is_black, now.is_black) {
        (false, true) => lines.push(end_sentence(
            "the room would see a black screen; these lines stay, and any key ends it",
        )),
        (true, false) => lines.push(end_sentence("the room would see it again")),
        _ => {}
    }
    match (before.is_held, now.is_held) {
        (false, true) => lines.push(end_sentence("the room view is frozen")),
        (true, false) => lines.push(end_sentence("the room view follows again")),
        _ => {}
    }
    if now.cursor != before.cursor {
        lines.extend(date_lines(view.snapshot));
        lines.extend(step_lines(view, now.spoken.saturating_sub(1)..now.spoken));
    } else if now.spoken > before.spoken {
        lines.extend(step_lines(view, before.spoken..now.spoken));
    } else if now.spoken < before.spoken {
        lines.push(end_sentence("back"));
        lines.extend(step_lines(view, now.spoken.saturating_sub(1)..now.spoken));
    }
    match (before.has_notes, now.has_notes) {
        (false, true) => lines.extend(note_lines(view, now)),
        (true, false) => lines.push(end_sentence("the room view")),
        _ => {}
    }
    lines
}

/// Date and tallies.
fn date_lines(snapshot: &Snapshot<'_>) -> Vec<String> {
    std::iter::once(head::word_cursor(snapshot))
        .chain(head::word_tallies(snapshot))
        .collect()
}

/// Some steps of the day, a line each.
fn step_lines(view: &View<'_>, rows: std::ops::Range<usize>) -> Vec<String> {
    let steps = view
        .presented
        .map(|presented| presented.briefing.steps.as_slice());
    let steps = steps.and_then(|steps| steps.get(rows)).unwrap_or_default();
    steps
        .iter()
        .filter_map(|step| step_sentence(view.snapshot, step))
        .collect()
}

/// A step with its sources: `Lashkar Gah falls. Al Jazeera, B1.`
fn step_sentence(snapshot: &Snapshot<'_>, step: &BriefingStep) -> Option<String> {
    let Sentence {
        text, attributions, ..
    } = word_step(snapshot, step)?;
    let attributions = attributions.into_iter().flat_map(|rest| {
        let basis = rest.basis.map_or("", basis_word);
        [
            word_source(snapshot, rest.provenance),
            capitalise_first(basis),
        ]
    });
    Some(join_sentences(std::iter::once(text).chain(attributions)))
}

/// The notes, and what the next step says.
fn note_lines(view: &View<'_>, now: &SpokenPosition) -> Vec<String> {
    let snapshot = view.snapshot;
    let Some(presented) = view.presented else {
        return Vec::new();
    };
    let step = now.spoken.checked_sub(1);
    let step = step.and_then(|row| presented.briefing.steps.get(row));
    let remarks = remarks::at(snapshot, step);
    let mut lines = vec![end_sentence("notes")];
    lines.extend(remarks.iter().flat_map(|one| {
        let words = remark::word_remark(snapshot.scenario, one);
        words
            .lines()
            .map(|words| join_sentences([words.to_owned()]))
            .collect::<Vec<String>>()
    }));
    if remarks.is_empty() {
        lines.push(end_sentence("there are no notes on this day"));
    }
    lines.push(next(snapshot, presented, now.spoken));
    lines
}

/// `Next: Saturday 14 August 2021. Sharana falls. AP, B1.`
fn next(snapshot: &Snapshot<'_>, presented: &Presented<'_>, spoken: usize) -> String {
    let Some((on, step)) = presented.next_step(snapshot, spoken) else {
        return end_sentence("nothing is left to say");
    };
    let day = if on.day == snapshot.day {
        String::new()
    } else {
        format!("{}. ", word_day(on.day, DayForm::LongWeekday, None))
    };
    let phrase = step
        .and_then(|step| step_sentence(on, step))
        .unwrap_or_default();
    join_sentences([format!("Next: {day}{phrase}").trim_end().to_owned()])
}

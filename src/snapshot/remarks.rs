//! The notes of a day, for who presents it: of marks, of what is being told, of the day's events and their items.
//!
//! Only presenting shows them, apart from the room's view. What the editor keeps for the desk is not among them, and
//! a mark, which names what is to come, is left out as long as things are shown as known then.

use std::collections::BTreeSet;

use crate::model::cursor::KnownAt;
use crate::model::id::{EventKey, PlaceKey, SeriesKey};
use crate::snapshot::Snapshot;
use crate::snapshot::briefing::BriefingStep;
use crate::snapshot::marks;
use crate::snapshot::reference::{ClaimRef, FigureRef};
use crate::snapshot::visibility;
use crate::text::Text;

/// The subject of a remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The day, by a mark: it needs no name.
    Day,
    /// An event.
    Event(EventKey),
    /// A place, or who holds it.
    Place(PlaceKey),
    /// A figure of a series.
    Series(SeriesKey),
}

/// A note.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Remark<'s> {
    /// The subject.
    pub about: About,
    /// The text of the note.
    pub text: &'s Text,
}

/// The notes at a cursor: of its day's marks, of the step that is being told, then of the day's events.
pub fn at<'s>(snapshot: &Snapshot<'s>, step: Option<&BriefingStep>) -> Vec<Remark<'s>> {
    let scenario = snapshot.scenario;
    let mut found = FoundNotes {
        snapshot,
        remarks: Vec::new(),
        seen: BTreeSet::new(),
    };
    if snapshot.cursor.known == KnownAt::Now {
        let shown = marks::visible_bookmarks(scenario, &snapshot.cursor);
        let today = shown.filter(|mark| mark.at.day_in(scenario.zone()) == snapshot.day);
        for mark in today {
            found.add_note(About::Day, mark.note.as_ref());
        }
    }
    match step {
        Some(BriefingStep::Place(news)) => {
            for claim in news.supporting_claims() {
                found.add_claim(claim);
                found.add_event(claim.event);
            }
            let place = scenario.place(news.place);
            found.add_note(About::Place(news.place), place.note.as_ref());
        }
        Some(BriefingStep::Figure(change)) => {
            for figure in change.pair.after.iter().chain(&change.pair.before).copied() {
                found.add_figure(figure);
            }
        }
        Some(BriefingStep::Stated(stated)) => {
            for stated in stated {
                found.add_figure(stated.figure);
            }
        }
        Some(BriefingStep::Event(change)) => found.add_event(change.event),
        Some(BriefingStep::Moved(_) | BriefingStep::Ahead(_)) | None => {}
    }
    let events = snapshot.changes.events.iter();
    for change in events.filter(|change| change.why.is_news(snapshot.cursor.known)) {
        if snapshot.events.binary_search(&change.event).is_ok() {
            found.add_event(change.event);
            found.add_items(change.event);
        }
    }
    found.remarks
}

/// The notes that were found, each once.
struct FoundNotes<'f, 's> {
    snapshot: &'f Snapshot<'s>,
    remarks: Vec<Remark<'s>>,
    /// The addresses of the texts found so far.
    seen: BTreeSet<*const Text>,
}

impl<'s> FoundNotes<'_, 's> {
    fn add_note(&mut self, about: About, note: Option<&'s Text>) {
        let new = note.filter(|text| self.seen.insert(std::ptr::from_ref(*text)));
        self.remarks.extend(new.map(|text| Remark { about, text }));
    }

    fn add_event(&mut self, event: EventKey) {
        self.add_note(
            About::Event(event),
            self.snapshot.scenario.event(event).note(),
        );
    }

    fn add_claim(&mut self, claim: ClaimRef) {
        let claim = claim.get(self.snapshot.scenario);
        self.add_note(About::Place(claim.place), claim.note.as_ref());
    }

    fn add_figure(&mut self, figure: FigureRef) {
        let figure = figure.get(self.snapshot.scenario);
        self.add_note(About::Series(figure.series), figure.note.as_ref());
    }

    /// The notes of an event's items, as far as the cursor knows them.
    fn add_items(&mut self, event: EventKey) {
        let scenario = self.snapshot.scenario;
        let cursor = self.snapshot.cursor;
        for (claim, item) in ClaimRef::of(scenario, event) {
            if visibility::is_known(&item.provenance, &cursor) {
                self.add_claim(claim);
            }
        }
        for (figure, item) in FigureRef::of(scenario, event) {
            if visibility::is_known(&item.provenance, &cursor) {
                self.add_figure(figure);
            }
        }
    }
}

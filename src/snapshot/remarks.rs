//! The notes of a day, for who presents it: of marks, of what is being told, of the day's events and their items.
//!
//! Only presenting shows them, apart from the room's view. What the editor keeps for the desk is not among them, and
//! a mark, which names what is to come, is left out as long as things are shown as known then.

use std::collections::BTreeSet;

use crate::model::cursor::Known;
use crate::model::id::{EventKey, PlaceKey, SeriesKey};
use crate::snapshot::Snapshot;
use crate::snapshot::briefing::Step;
use crate::snapshot::marks;
use crate::snapshot::reference::{ClaimRef, FigureRef};
use crate::snapshot::visible;
use crate::text::Text;

/// What a remark is about.
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
    /// What it is about.
    pub about: About,
    /// What it says.
    pub text: &'s Text,
}

/// The notes at a cursor: of its day's marks, of the step that is being told, then of the day's events.
pub fn at<'s>(snapshot: &Snapshot<'s>, step: Option<&Step>) -> Vec<Remark<'s>> {
    let scenario = snapshot.scenario;
    let mut found = Found {
        snapshot,
        remarks: Vec::new(),
        seen: BTreeSet::new(),
    };
    if snapshot.cursor.known == Known::Now {
        let shown = marks::shown(scenario, &snapshot.cursor);
        let today = shown.filter(|mark| mark.at.day_in(scenario.zone()) == snapshot.day);
        for mark in today {
            found.add(About::Day, mark.note.as_ref());
        }
    }
    match step {
        Some(Step::Place(news)) => {
            for claim in news.claims() {
                found.claim(claim);
                found.event(claim.event);
            }
            let place = scenario.place(news.place);
            found.add(About::Place(news.place), place.note.as_ref());
        }
        Some(Step::Figure(change)) => {
            for figure in change.pair.after.iter().chain(&change.pair.before).copied() {
                found.figure(figure);
            }
        }
        Some(Step::Stated(stated)) => {
            for stated in stated {
                found.figure(stated.figure);
            }
        }
        Some(Step::Event(change)) => found.event(change.event),
        Some(Step::Moved(_) | Step::Ahead(_)) | None => {}
    }
    let events = snapshot.changes.events.iter();
    for change in events.filter(|change| change.why.is_news(snapshot.cursor.known)) {
        if snapshot.events.binary_search(&change.event).is_ok() {
            found.event(change.event);
            found.items(change.event);
        }
    }
    found.remarks
}

/// The notes that were found, each once.
struct Found<'f, 's> {
    snapshot: &'f Snapshot<'s>,
    remarks: Vec<Remark<'s>>,
    /// Where the texts of them stand.
    seen: BTreeSet<*const Text>,
}

impl<'s> Found<'_, 's> {
    fn add(&mut self, about: About, note: Option<&'s Text>) {
        let new = note.filter(|text| self.seen.insert(std::ptr::from_ref(*text)));
        self.remarks.extend(new.map(|text| Remark { about, text }));
    }

    fn event(&mut self, event: EventKey) {
        self.add(
            About::Event(event),
            self.snapshot.scenario.event(event).note(),
        );
    }

    fn claim(&mut self, claim: ClaimRef) {
        let claim = claim.get(self.snapshot.scenario);
        self.add(About::Place(claim.place), claim.note.as_ref());
    }

    fn figure(&mut self, figure: FigureRef) {
        let figure = figure.get(self.snapshot.scenario);
        self.add(About::Series(figure.series), figure.note.as_ref());
    }

    /// The notes of an event's items, as far as the cursor knows them.
    fn items(&mut self, event: EventKey) {
        let scenario = self.snapshot.scenario;
        let cursor = self.snapshot.cursor;
        for (claim, item) in ClaimRef::of(scenario, event) {
            if visible::is_known(&item.provenance, &cursor) {
                self.claim(claim);
            }
        }
        for (figure, item) in FigureRef::of(scenario, event) {
            if visible::is_known(&item.provenance, &cursor) {
                self.figure(figure);
            }
        }
    }
}

//! What keys do while a popup is open: through its items, into what they lead to, and back.
//!
//! `App::update` hands them here; every other key does nothing.

use crate::app::action::{Action, ClickTarget, Pane};
use crate::app::popup::{Open, Popup};
use crate::app::sheet::{Sheet, Subject};
use crate::app::state::{App, Effect, Turns, turn_rows};
use crate::facts::WordingStyle;
use crate::snapshot::Snapshot;
use crate::snapshot::query::Listing;

impl App {
    /// What a key does while a popup is open.
    pub(super) fn update_popup(
        &mut self,
        action: Action,
        snapshot: &Snapshot<'_>,
        turns: Turns,
    ) -> Effect {
        match action {
            Action::Back => {
                self.popups.pop();
                Effect::Draw
            }
            Action::Select(ClickTarget::Item(item)) => {
                if let Some(open) = self.popups.last_mut() {
                    open.row = item;
                }
                Effect::Draw
            }
            Action::LineUp => self.step_popup(-1, turns.popup_rows),
            Action::LineDown => self.step_popup(1, turns.popup_rows),
            Action::PageUp => self.step_popup(turn_rows(turns.popup, -1), turns.popup_rows),
            Action::PageDown => self.step_popup(turn_rows(turns.popup, 1), turns.popup_rows),
            Action::Unmark => self.remove_bookmark(snapshot),
            Action::Evidence if self.is_marks() => self.go_to_mark(snapshot),
            Action::Related if self.is_marks() => {
                let subject = self.marked_event(snapshot);
                subject.map_or(Effect::None, |subject| self.push(subject))
            }
            Action::Evidence => self.follow_item(snapshot),
            Action::Related => match self.top_subject() {
                Some(Subject::Place(id)) => self.push(Subject::Related(id)),
                _ => self.follow_item(snapshot),
            },
            _ => Effect::None,
        }
    }

    /// The subject of the popup on top.
    fn top_subject(&self) -> Option<Subject> {
        match &self.popups.last()?.popup {
            Popup::Evidence(subject) => Some(subject.clone()),
            Popup::Help(_) | Popup::Problems | Popup::Marks => None,
        }
    }

    fn is_marks(&self) -> bool {
        self.popups
            .last()
            .is_some_and(|open| open.popup == Popup::Marks)
    }

    /// Opens evidence on the selection of the open pane.
    pub(super) fn open_evidence(&mut self, snapshot: &Snapshot<'_>, listing: &Listing) -> Effect {
        if self.is_compared(listing) {
            let subject = self.compared_subject(snapshot, listing);
            return subject.map_or(Effect::None, |subject| self.push(subject));
        }
        let scenario = snapshot.scenario;
        let subject = match self.pane {
            Pane::Places | Pane::Map => self
                .selection
                .place_in(snapshot, listing)
                .map(|(_, place)| Subject::Place(scenario.place(place).id.clone())),
            Pane::Figures => self
                .selection
                .figure_in(snapshot, listing)
                .and_then(|(_, row)| Subject::of_figure(row, snapshot)),
            Pane::Timeline => self
                .selection
                .event_in(snapshot, listing)
                .map(|(_, event)| Subject::Event(scenario.event(event).id.clone())),
        };
        subject.map_or(Effect::None, |subject| self.push(subject))
    }

    /// Opens what belongs to the selection: the events of a place, the event of a figure, the event itself.
    pub(super) fn open_related(&mut self, snapshot: &Snapshot<'_>, listing: &Listing) -> Effect {
        if self.is_compared(listing) {
            let subject = self.compared_related(snapshot, listing);
            return subject.map_or(Effect::None, |subject| self.push(subject));
        }
        let scenario = snapshot.scenario;
        let subject = match self.pane {
            Pane::Places | Pane::Map => self
                .selection
                .place_in(snapshot, listing)
                .map(|(_, place)| Subject::Related(scenario.place(place).id.clone())),
            Pane::Figures => self
                .selection
                .figure_in(snapshot, listing)
                .and_then(|(_, row)| row.carrying_event(snapshot))
                .map(|event| Subject::Event(scenario.event(event).id.clone())),
            Pane::Timeline => return self.open_evidence(snapshot, listing),
        };
        subject.map_or(Effect::None, |subject| self.push(subject))
    }

    /// Opens what is wrong with the file; what is odd in it has to be looked for.
    pub(super) fn open_problems(&mut self) -> Effect {
        self.popups.push(Open {
            popup: Popup::Problems,
            row: 0,
        });
        if self.file.trouble.is_none() && self.file.odd.is_none() {
            Effect::Check
        } else {
            Effect::Draw
        }
    }

    fn push(&mut self, subject: Subject) -> Effect {
        self.popups.push(Open {
            popup: Popup::Evidence(subject),
            row: 0,
        });
        Effect::Draw
    }

    /// Opens where the selected item leads.
    fn follow_item(&mut self, snapshot: &Snapshot<'_>) -> Effect {
        let Some(subject) = self.top_subject() else {
            return Effect::None;
        };
        let row = self.popups.last().map_or(0, |open| open.row);
        let sheet = Sheet::from_subject(&subject, snapshot, WordingStyle::default());
        let last = sheet.list_items().count().saturating_sub(1);
        let target = sheet
            .list_items()
            .nth(row.min(last))
            .and_then(|item| item.target.clone())
            .filter(|target| *target != subject);
        target.map_or(Effect::None, |target| self.push(target))
    }

    /// Moves the selection of the popup, or turns the keys by a page; a date step may have left fewer rows.
    fn step_popup(&mut self, by: isize, rows: usize) -> Effect {
        let Some(open) = self.popups.last_mut() else {
            return Effect::None;
        };
        // The keys turn by pages, whatever the step.
        let is_help = matches!(open.popup, Popup::Help(_));
        let by = if is_help { by.signum() } else { by };
        let last = rows.saturating_sub(1);
        let row = open.row.min(last).saturating_add_signed(by).min(last);
        if row == open.row {
            return Effect::None;
        }
        open.row = row;
        Effect::Draw
    }
}

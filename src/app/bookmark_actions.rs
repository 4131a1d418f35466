//! What the keys of marks do: set one, take it off, list them, go to one.
//!
//! `App` hands them here; `marks` says which there are.

use crate::app::marks::{MarkTarget, SetMark, list_shown};
use crate::app::popup::{Open, Popup};
use crate::app::prompt::Asks;
use crate::app::sheet::Subject;
use crate::app::state::{App, Effect};
use crate::snapshot::Snapshot;

impl App {
    /// Asks for the name of a mark at the present date, or takes off the one that is there.
    pub(super) fn toggle_bookmark(&mut self) -> Effect {
        if self.takes_off() {
            return Effect::Draw;
        }
        self.open_prompt(Asks::Mark)
    }

    /// Sets a mark at the present date without a name, or takes off the one that is there: nothing is asked in front
    /// of people.
    pub(super) fn mark_unnamed(&mut self) -> Effect {
        if self.takes_off() {
            return Effect::Draw;
        }
        self.set_mark("")
    }

    /// Takes off the mark at the present date; whether there was one.
    fn takes_off(&mut self) -> bool {
        let here = self.cursor.as_of;
        let before = self.marks.len();
        self.marks.retain(|mark| mark.at != here);
        let is_off = self.marks.len() < before;
        if is_off {
            self.notice = Some("Bookmark removed".to_owned());
        }
        is_off
    }

    /// Sets a mark at the present date.
    pub(super) fn set_mark(&mut self, name: &str) -> Effect {
        let mark = SetMark {
            at: self.cursor.as_of,
            name: name.trim().to_owned(),
        };
        self.marks.retain(|other| other.at != mark.at);
        let place = self.marks.partition_point(|other| other.at < mark.at);
        self.marks.insert(place, mark);
        self.notice = Some("Bookmark set".to_owned());
        Effect::Draw
    }

    /// Lists the marks, the last one up to the present date selected.
    pub(super) fn list_marks(&mut self, snapshot: &Snapshot<'_>) -> Effect {
        let marks = list_shown(&self.marks, snapshot);
        if marks.is_empty() {
            self.notice = Some("No bookmarks; m sets one".to_owned());
            return Effect::Draw;
        }
        let past = marks.partition_point(|mark| mark.at <= self.cursor.as_of);
        self.popups.push(Open {
            popup: Popup::Marks,
            row: past.saturating_sub(1),
        });
        Effect::Draw
    }

    /// The selected mark of the open list.
    fn selected_mark(&self, snapshot: &Snapshot<'_>) -> Option<MarkTarget> {
        let open = self.popups.last()?;
        let marks = list_shown(&self.marks, snapshot);
        let row = open.row.min(marks.len().saturating_sub(1));
        marks.into_iter().nth(row)
    }

    /// Goes to the selected mark and says what it is.
    pub(super) fn go_to_mark(&mut self, snapshot: &Snapshot<'_>) -> Effect {
        let Some(mark) = self.selected_mark(snapshot) else {
            return Effect::None;
        };
        self.popups.pop();
        self.notice = Some(mark.word_target());
        match self.go_to(Some(mark.at)) {
            Effect::None => Effect::Draw,
            effect => effect,
        }
    }

    /// Takes off the selected mark, if it was set here.
    pub(super) fn remove_bookmark(&mut self, snapshot: &Snapshot<'_>) -> Effect {
        let is_list = self
            .popups
            .last()
            .is_some_and(|open| open.popup == Popup::Marks);
        let Some(mark) = self.selected_mark(snapshot).filter(|_| is_list) else {
            return Effect::None;
        };
        if !mark.is_set {
            self.notice = Some("This bookmark is the scenario's own".to_owned());
            return Effect::Draw;
        }
        self.marks.retain(|other| other.at != mark.at);
        if list_shown(&self.marks, snapshot).is_empty() {
            self.popups.pop();
        }
        self.notice = Some("Bookmark removed".to_owned());
        Effect::Draw
    }

    /// What the selected mark is about.
    pub(super) fn marked_event(&self, snapshot: &Snapshot<'_>) -> Option<Subject> {
        let event = self.selected_mark(snapshot)?.event?;
        Some(Subject::Event(snapshot.scenario.event(event).id.clone()))
    }
}

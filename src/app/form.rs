//! The form in which an event is entered: a row for each key, and one more wherever there may be several.
//!
//! `App` holds one from the first `a` until it is saved; closing it closes nothing but the window, so that what was
//! typed is there again. What its keys do is in `form_keys`; the edge saves what [`EventForm::read_entry`] gives.

use tui_input::Input;

use crate::app::prompt::sanitize_typed;
use crate::scenario::entry::{EntryKey, EntryPart, EventEntry};

/// Every key, in the order in which a person thinks of them.
const ORDER: [EntryKey; 22] = [
    EntryKey::At,
    EntryKey::Headline,
    EntryKey::Claim,
    EntryKey::Figure,
    EntryKey::Source,
    EntryKey::NewSource,
    EntryKey::Credibility,
    EntryKey::Kind,
    EntryKey::RecordedAt,
    EntryKey::Statement,
    EntryKey::Deadline,
    EntryKey::Place,
    EntryKey::Tag,
    EntryKey::Body,
    EntryKey::Note,
    EntryKey::Urgency,
    EntryKey::Corrects,
    EntryKey::After,
    EntryKey::PubStatus,
    EntryKey::EmbargoedUntil,
    EntryKey::EditorNote,
    EntryKey::Id,
];

/// A row of the form.
#[derive(Clone, Debug)]
pub struct FormField {
    /// What is entered in it.
    pub key: EntryKey,
    /// What is wrong with it.
    pub problem: Option<String>,
    pub(super) input: Input,
    /// What stood there before anybody typed.
    filled: String,
    /// Whether the next letter takes the place of what stood there.
    pub(super) is_proposed: bool,
}

impl FormField {
    fn new(key: EntryKey, filled: &str) -> Self {
        Self {
            key,
            problem: None,
            input: Input::new(filled.to_owned()),
            filled: filled.to_owned(),
            is_proposed: !filled.is_empty(),
        }
    }

    /// Returns whether what stands there is only proposed: a letter takes its place.
    pub fn is_proposed(&self) -> bool {
        self.is_proposed
    }

    /// What is typed.
    pub fn typed_text(&self) -> &str {
        self.input.value()
    }

    /// What is typed before the cursor and behind it.
    pub fn split_at_cursor(&self) -> (String, String) {
        let text = self.input.value().chars();
        let cursor = self.input.cursor();
        (
            text.clone().take(cursor).collect(),
            text.skip(cursor).collect(),
        )
    }

    /// Whether it says nothing.
    fn is_idle(&self) -> bool {
        self.typed_text().trim().is_empty()
    }
}

/// What is asked before something cannot be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Whether it may be lost.
    Leaving,
    /// Whether it may be emptied.
    Emptying,
    /// Whether the event may do without a source.
    Unsourced,
}

/// The form.
#[derive(Clone, Debug)]
pub struct EventForm {
    /// Its rows.
    pub fields: Vec<FormField>,
    /// The row in which is typed.
    pub row: usize,
    /// Whether it is open, rather than kept for later.
    pub is_open: bool,
    /// What was just asked, to which the same key again is a yes.
    pub(super) asked: Option<Asked>,
    /// When the draft that it holds was written, until that is told.
    pub(super) restored: Option<String>,
    /// The place that is selected, which a claim is likely to be about.
    pub(super) place: Option<String>,
    /// What is wrong, where that is no row's.
    pub problem: Option<String>,
    /// What stood before the cursor when it was completed, and how often it was.
    pub(super) stem: Option<(String, usize)>,
}

impl EventForm {
    /// A form with a moment, and the place that a claim may be about.
    pub fn new(at: &str, place: Option<&str>) -> Self {
        let filled = |key| if key == EntryKey::At { at } else { "" };
        Self {
            fields: ORDER
                .iter()
                .map(|key| FormField::new(*key, filled(*key)))
                .collect(),
            row: 1,
            is_open: true,
            asked: None,
            restored: None,
            place: place.map(str::to_owned),
            problem: None,
            stem: None,
        }
    }

    /// Takes what was entered before, each part in a row of its key.
    pub fn restore_entry(&mut self, entry: &EventEntry) {
        for field in &mut self.fields {
            field.input = Input::default();
            field.is_proposed = false;
        }
        for part in &entry.parts {
            let row = self.fields.iter().rposition(|field| field.key == part.key);
            if let Some(field) = row.and_then(|row| self.fields.get_mut(row)) {
                let lines: Vec<String> = part.text.split('\n').map(sanitize_typed).collect();
                field.input = Input::new(lines.join("\n"));
            }
            self.grow_rows();
        }
    }

    /// The row in which is typed.
    pub fn current_field(&self) -> Option<&FormField> {
        self.fields.get(self.row)
    }

    /// Whether somebody has typed in it.
    pub fn is_begun(&self) -> bool {
        self.fields
            .iter()
            .any(|field| field.typed_text() != field.filled)
    }

    /// What was entered, and which rows its parts came from.
    pub fn read_entry(&self) -> (EventEntry, Vec<usize>) {
        let rows = self.fields.iter().enumerate();
        let phrase = rows.filter(|(_, field)| !field.is_idle());
        let (rows, parts) = phrase
            .map(|(row, field)| {
                let part = EntryPart {
                    key: field.key,
                    text: field.typed_text().to_owned(),
                };
                (row, part)
            })
            .unzip();
        (EventEntry { parts }, rows)
    }

    /// Takes what is wrong: with a part of what was entered, by its place, or with all of it. Goes to the first of them.
    pub fn show_refusal(&mut self, problems: Vec<(Option<usize>, String)>) {
        self.forget_problems();
        let rows = self.read_entry().1;
        let mut first = None;
        for (part, phrase) in problems {
            let row = part.and_then(|part| rows.get(part).copied());
            self.add_note(row, phrase);
            first = first.into_iter().chain(row).min();
        }
        self.row = first.unwrap_or(self.row);
    }

    /// Takes that a key is missing.
    pub fn show_missing_key(&mut self, key: EntryKey) {
        self.forget_problems();
        let row = self.fields.iter().position(|field| field.key == key);
        self.add_note(
            row,
            format!("an event needs this: {}", key.find_row().about),
        );
        self.row = row.unwrap_or(self.row);
    }

    fn add_note(&mut self, row: Option<usize>, phrase: String) {
        let to = match row.and_then(|row| self.fields.get_mut(row)) {
            Some(field) => &mut field.problem,
            None => &mut self.problem,
        };
        match to {
            Some(known) => {
                known.push_str("; ");
                known.push_str(&phrase);
            }
            None => *to = Some(phrase),
        }
    }

    fn forget_problems(&mut self) {
        self.problem = None;
        for field in &mut self.fields {
            field.problem = None;
        }
    }

    /// Puts an empty row behind the last one of each key of which there may be several.
    pub(super) fn grow_rows(&mut self) {
        let mut row = 0;
        while let Some(field) = self.fields.get(row) {
            let key = field.key;
            let is_last = self.fields.get(row + 1).is_none_or(|next| next.key != key);
            row += 1;
            let is_full = !field.is_idle();
            if is_last && is_full && key.find_row().is_list {
                self.fields.insert(row, FormField::new(key, ""));
                self.row += usize::from(row <= self.row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::entry::KEYS;

    #[test]
    fn the_form_has_every_key_once() {
        for row in &KEYS {
            assert_eq!(
                ORDER.iter().filter(|key| **key == row.key).count(),
                1,
                "{}",
                row.flag
            );
        }
        assert_eq!(ORDER.len(), KEYS.len());
    }

    #[test]
    fn problems_are_told_at_the_rows_that_they_are_about() {
        let mut form = EventForm::new("2021-08-13", Some("kandahar"));
        assert!(!form.is_begun());
        assert_eq!(form.read_entry().0.parts.len(), 1);
        form.fields[2].input = Input::new("kandahar=taliban".to_owned());
        form.grow_rows();
        let (entry, rows) = form.read_entry();
        assert!(form.is_begun() && entry.parts[1].text == "kandahar=taliban" && rows == [0, 2]);
        assert_eq!(form.fields[3].key, EntryKey::Claim);
        form.show_refusal(vec![
            (Some(1), "a".to_owned()),
            (None, "b".to_owned()),
            (Some(1), "c".to_owned()),
        ]);
        assert_eq!(
            (form.row, form.fields[2].problem.as_deref()),
            (2, Some("a; c"))
        );
        assert_eq!(form.problem.as_deref(), Some("b"));
    }

    #[test]
    fn what_was_entered_comes_back_as_it_was() {
        let part = |key, text: &str| EntryPart {
            key,
            text: text.to_owned(),
        };
        let entry = EventEntry {
            parts: vec![
                part(EntryKey::At, "2021-08-12"),
                part(EntryKey::Headline, "Herat falls"),
                part(EntryKey::Claim, "herat=taliban"),
                part(EntryKey::Claim, "farah=taliban"),
                part(EntryKey::Source, "voa-0813"),
                part(EntryKey::Body, "one\ntwo"),
            ],
        };
        let mut form = EventForm::new("2021-08-13", None);
        form.restore_entry(&entry);
        assert_eq!(form.read_entry().0, entry);
        assert!(form.is_begun());
    }
}

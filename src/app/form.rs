//! The form in which an event is entered: a row for each key, and one more wherever there may be several.
//!
//! `App` holds one from the first `a` until it is saved; closing it closes nothing but the window, so that what was
//! typed is there again. What its keys do is in `form_keys`; the edge saves what [`Form::entry`] gives.

use tui_input::Input;

use crate::app::prompt::typed;
use crate::scenario::entry::{Entry, Key, Part};

/// Every key, in the order in which a person thinks of them.
const ORDER: [Key; 22] = [
    Key::At,
    Key::Headline,
    Key::Claim,
    Key::Figure,
    Key::Source,
    Key::NewSource,
    Key::Credibility,
    Key::Kind,
    Key::RecordedAt,
    Key::Statement,
    Key::Deadline,
    Key::Place,
    Key::Tag,
    Key::Body,
    Key::Note,
    Key::Urgency,
    Key::Corrects,
    Key::After,
    Key::PubStatus,
    Key::EmbargoedUntil,
    Key::EditorNote,
    Key::Id,
];

/// A row of the form.
#[derive(Clone, Debug)]
pub struct Field {
    /// What is entered in it.
    pub key: Key,
    /// What is wrong with it.
    pub problem: Option<String>,
    pub(super) input: Input,
    /// What stood there before anybody typed.
    filled: String,
    /// Whether the next letter takes the place of what stood there.
    pub(super) is_proposed: bool,
}

impl Field {
    fn new(key: Key, filled: &str) -> Self {
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
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// What is typed before the cursor and behind it.
    pub fn parts(&self) -> (String, String) {
        let text = self.input.value().chars();
        let cursor = self.input.cursor();
        (
            text.clone().take(cursor).collect(),
            text.skip(cursor).collect(),
        )
    }

    /// Whether it says nothing.
    fn is_idle(&self) -> bool {
        self.text().trim().is_empty()
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
pub struct Form {
    /// Its rows.
    pub fields: Vec<Field>,
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

impl Form {
    /// A form with a moment, and the place that a claim may be about.
    pub fn new(at: &str, place: Option<&str>) -> Self {
        let filled = |key| if key == Key::At { at } else { "" };
        Self {
            fields: ORDER
                .iter()
                .map(|key| Field::new(*key, filled(*key)))
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
    pub fn restore(&mut self, entry: &Entry) {
        for field in &mut self.fields {
            field.input = Input::default();
            field.is_proposed = false;
        }
        for part in &entry.parts {
            let row = self.fields.iter().rposition(|field| field.key == part.key);
            if let Some(field) = row.and_then(|row| self.fields.get_mut(row)) {
                let lines: Vec<String> = part.text.split('\n').map(typed).collect();
                field.input = Input::new(lines.join("\n"));
            }
            self.grow();
        }
    }

    /// The row in which is typed.
    pub fn field(&self) -> Option<&Field> {
        self.fields.get(self.row)
    }

    /// Whether somebody has typed in it.
    pub fn is_begun(&self) -> bool {
        self.fields.iter().any(|field| field.text() != field.filled)
    }

    /// What was entered, and which rows its parts came from.
    pub fn entry(&self) -> (Entry, Vec<usize>) {
        let rows = self.fields.iter().enumerate();
        let said = rows.filter(|(_, field)| !field.is_idle());
        let (rows, parts) = said
            .map(|(row, field)| {
                let part = Part {
                    key: field.key,
                    text: field.text().to_owned(),
                };
                (row, part)
            })
            .unzip();
        (Entry { parts }, rows)
    }

    /// Takes what is wrong: with a part of what was entered, by its place, or with all of it. Goes to the first of them.
    pub fn refused(&mut self, problems: Vec<(Option<usize>, String)>) {
        self.forget_problems();
        let rows = self.entry().1;
        let mut first = None;
        for (part, said) in problems {
            let row = part.and_then(|part| rows.get(part).copied());
            self.note(row, said);
            first = first.into_iter().chain(row).min();
        }
        self.row = first.unwrap_or(self.row);
    }

    /// Takes that a key is missing.
    pub fn lacks(&mut self, key: Key) {
        self.forget_problems();
        let row = self.fields.iter().position(|field| field.key == key);
        self.note(row, format!("an event needs this: {}", key.row().about));
        self.row = row.unwrap_or(self.row);
    }

    fn note(&mut self, row: Option<usize>, said: String) {
        let to = match row.and_then(|row| self.fields.get_mut(row)) {
            Some(field) => &mut field.problem,
            None => &mut self.problem,
        };
        match to {
            Some(known) => {
                known.push_str("; ");
                known.push_str(&said);
            }
            None => *to = Some(said),
        }
    }

    fn forget_problems(&mut self) {
        self.problem = None;
        for field in &mut self.fields {
            field.problem = None;
        }
    }

    /// Puts an empty row behind the last one of each key of which there may be several.
    pub(super) fn grow(&mut self) {
        let mut row = 0;
        while let Some(field) = self.fields.get(row) {
            let key = field.key;
            let is_last = self.fields.get(row + 1).is_none_or(|next| next.key != key);
            row += 1;
            let is_full = !field.is_idle();
            if is_last && is_full && key.row().is_list {
                self.fields.insert(row, Field::new(key, ""));
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
        let mut form = Form::new("2021-08-13", Some("kandahar"));
        assert!(!form.is_begun());
        assert_eq!(form.entry().0.parts.len(), 1);
        form.fields[2].input = Input::new("kandahar=taliban".to_owned());
        form.grow();
        let (entry, rows) = form.entry();
        assert!(form.is_begun() && entry.parts[1].text == "kandahar=taliban" && rows == [0, 2]);
        assert_eq!(form.fields[3].key, Key::Claim);
        form.refused(vec![
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
        let part = |key, text: &str| Part {
            key,
            text: text.to_owned(),
        };
        let entry = Entry {
            parts: vec![
                part(Key::At, "2021-08-12"),
                part(Key::Headline, "Herat falls"),
                part(Key::Claim, "herat=taliban"),
                part(Key::Claim, "farah=taliban"),
                part(Key::Source, "voa-0813"),
                part(Key::Body, "one\ntwo"),
            ],
        };
        let mut form = Form::new("2021-08-13", None);
        form.restore(&entry);
        assert_eq!(form.entry().0, entry);
        assert!(form.is_begun());
    }
}

//! What a key does in the line in which something is typed.
//!
//! `App::update` hands keys here while the line is open. Enter takes it, Esc leaves without a change; a
//! search goes to what it finds with every key.

use tui_input::InputRequest;

use crate::app::edit::Edit;
use crate::app::keymap::Mode;
use crate::app::prompt::{Answer, Asks, Prompt};
use crate::app::state::{App, Effect};
use crate::snapshot::Snapshot;

/// How much can be typed and how much of a pasted text is taken: no date, name or filter is longer.
const LONGEST: usize = 200;

/// How many entries can be called back.
const ENTRIES: usize = 50;

impl App {
    /// Opens the line.
    pub(super) fn open_prompt(&mut self, asks: Asks) -> Effect {
        let mut prompt = Prompt::new(asks);
        match asks {
            Asks::Search => prompt.origin = Some(Box::new(self.search_origin())),
            // A filter is changed where it stands.
            Asks::Filter => prompt.set_text(self.typed_conditions()),
            Asks::Date | Asks::Known | Asks::Mark => {}
        }
        self.prompt = Some(prompt);
        Effect::Draw
    }

    /// Lets a key take effect in the open line.
    pub(super) fn edit_line(&mut self, edit: Edit, snapshot: &Snapshot<'_>) -> Effect {
        let Some(prompt) = &mut self.prompt else {
            return Effect::None;
        };
        let request = match edit {
            Edit::Insert(letter) => {
                prompt.insert(letter.encode_utf8(&mut [0; 4]), LONGEST);
                prompt.stem = None;
                return self.follow_typing(snapshot);
            }
            Edit::Backspace => InputRequest::DeletePrevChar,
            Edit::Delete => InputRequest::DeleteNextChar,
            Edit::Left => InputRequest::GoToPrevChar,
            Edit::Right => InputRequest::GoToNextChar,
            Edit::Start => InputRequest::GoToStart,
            Edit::End => InputRequest::GoToEnd,
            Edit::Clear => InputRequest::DeleteLine,
            Edit::Complete => return self.complete_word(snapshot),
            Edit::Earlier | Edit::Later => {
                self.recall_line(edit == Edit::Earlier);
                return self.follow_typing(snapshot);
            }
            Edit::Leave => return self.leave_prompt(),
            Edit::Accept => {
                self.seek_typed(snapshot);
                if self.progress.is_due {
                    return Effect::Draw;
                }
                return self.accept_prompt(snapshot);
            }
        };
        prompt.input.handle(request);
        prompt.stem = None;
        self.follow_typing(snapshot)
    }

    /// A search follows what is typed.
    fn follow_typing(&mut self, snapshot: &Snapshot<'_>) -> Effect {
        let prompt = self.prompt.as_ref();
        if prompt.is_some_and(|prompt| prompt.asks == Asks::Search) {
            self.follow_typed(snapshot)
        } else {
            Effect::Draw
        }
    }

    /// Leaves the line without a change; a search goes back to where it began.
    fn leave_prompt(&mut self) -> Effect {
        self.progress.is_due = false;
        let Some(origin) = self.prompt.take().and_then(|prompt| prompt.origin) else {
            return Effect::Draw;
        };
        self.return_to(*origin);
        Effect::Fold
    }

    /// Completes what is typed; pressed again, with the next one that it could be.
    fn complete_word(&mut self, snapshot: &Snapshot<'_>) -> Effect {
        let Some(prompt) = &mut self.prompt else {
            return Effect::None;
        };
        let (stem, turn) = prompt
            .stem
            .take()
            .unwrap_or_else(|| (prompt.typed_text().to_owned(), 0));
        let found = prompt.list_completions(&stem, snapshot);
        if let Some(completed) = found.get(turn % found.len().max(1)) {
            prompt.set_text(completed.clone());
        }
        prompt.stem = Some((stem, turn + 1));
        Effect::Draw
    }

    /// Puts a pasted text into the open line, as one line; without one it goes nowhere.
    pub fn paste_text(&mut self, text: &str, snapshot: &Snapshot<'_>) -> Effect {
        let Some(prompt) = &mut self.prompt else {
            return if self.key_mode() == Mode::Form {
                self.paste_in_form(text)
            } else {
                Effect::None
            };
        };
        // Behind a date from a table or a letter stands a tab or a line break: that is a blank here.
        let start: String = text.trim().chars().take(LONGEST).collect();
        prompt.insert(&start.replace(['\t', '\r', '\n'], " "), LONGEST);
        prompt.stem = None;
        self.follow_typing(snapshot)
    }

    /// Does what is typed; what cannot be read stays, with what was not understood.
    fn accept_prompt(&mut self, snapshot: &Snapshot<'_>) -> Effect {
        let Some(prompt) = &mut self.prompt else {
            return Effect::None;
        };
        let Ok(answer) = prompt.read_answer(snapshot) else {
            return Effect::Draw;
        };
        let origin = prompt.origin.take();
        let entry = (prompt.asks, prompt.typed_text().to_owned());
        if !entry.1.is_empty() {
            self.entries.retain(|other| *other != entry);
            self.entries.push(entry);
        }
        if self.entries.len() > ENTRIES {
            self.entries.remove(0);
        }
        self.prompt = None;
        match answer {
            Answer::GoTo(at) => match self.go_to(Some(at)) {
                Effect::None => Effect::Draw,
                effect => effect,
            },
            Answer::KnownAt(known) => {
                self.cursor.known = known;
                Effect::Fold
            }
            Answer::Filter(conditions) => {
                self.filter = conditions;
                Effect::Fold
            }
            Answer::Search => self.accept_search(origin),
            Answer::Mark(name) => self.set_mark(&name),
        }
    }

    fn recall_line(&mut self, is_earlier: bool) {
        let Some(prompt) = &mut self.prompt else {
            return;
        };
        let its = |entry: &&(Asks, String)| entry.0 == prompt.asks;
        let earlier: Vec<&String> = self
            .entries
            .iter()
            .filter(its)
            .map(|(_, text)| text)
            .collect();
        prompt.back = if is_earlier {
            (prompt.back + 1).min(earlier.len())
        } else {
            prompt.back.saturating_sub(1)
        };
        let entry = earlier
            .len()
            .checked_sub(prompt.back)
            .and_then(|row| earlier.get(row));
        prompt.set_text(entry.map(|entry| (*entry).clone()).unwrap_or_default());
    }
}

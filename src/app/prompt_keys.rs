//! What a key does in the line in which a date is typed.
//!
//! `App::update` hands keys here while the line is open. Enter goes, Esc leaves without a change.

use tui_input::InputRequest;

use crate::app::goto;
use crate::app::prompt::{Asks, Edit, Prompt};
use crate::app::state::{App, Effect};
use crate::model::cursor::Known;
use crate::snapshot::Snapshot;

/// How much of a pasted text is taken: no date is longer.
const PASTED: usize = 100;

/// How many entries can be called back.
const ENTRIES: usize = 50;

impl App {
    /// Opens the line.
    pub(super) fn open_prompt(&mut self, asks: Asks) -> Effect {
        self.prompt = Some(Prompt::new(asks));
        Effect::Draw
    }

    /// Lets a key take effect in the open line.
    pub(super) fn edit(&mut self, edit: Edit, snapshot: &Snapshot<'_>) -> Effect {
        let Some(prompt) = &mut self.prompt else {
            return Effect::None;
        };
        let request = match edit {
            Edit::Insert(letter) => InputRequest::InsertChar(letter),
            Edit::Backspace => InputRequest::DeletePrevChar,
            Edit::Delete => InputRequest::DeleteNextChar,
            Edit::Left => InputRequest::GoToPrevChar,
            Edit::Right => InputRequest::GoToNextChar,
            Edit::Start => InputRequest::GoToStart,
            Edit::End => InputRequest::GoToEnd,
            Edit::Clear => InputRequest::DeleteLine,
            Edit::Complete => return self.complete(snapshot),
            Edit::Earlier | Edit::Later => return self.recall(edit == Edit::Earlier),
            Edit::Leave => {
                self.prompt = None;
                return Effect::Draw;
            }
            Edit::Accept => return self.accept(snapshot),
        };
        prompt.input.handle(request);
        prompt.stem = None;
        Effect::Draw
    }

    /// Completes what is typed; pressed again, with the next one that it could be.
    fn complete(&mut self, snapshot: &Snapshot<'_>) -> Effect {
        let Some(prompt) = &mut self.prompt else {
            return Effect::None;
        };
        let (stem, turn) = prompt
            .stem
            .take()
            .unwrap_or_else(|| (prompt.text().to_owned(), 0));
        let found = goto::completions(&stem, snapshot.scenario);
        if let Some(completed) = found.get(turn % found.len().max(1)) {
            prompt.set(completed.clone());
        }
        prompt.stem = Some((stem, turn + 1));
        Effect::Draw
    }

    /// Puts a pasted text into the open line, as one line; without one it goes nowhere.
    pub fn paste(&mut self, text: &str) -> Effect {
        let Some(prompt) = &mut self.prompt else {
            return Effect::None;
        };
        let letters = text
            .chars()
            .filter(|letter| !letter.is_control())
            .take(PASTED);
        for letter in letters {
            prompt.input.handle(InputRequest::InsertChar(letter));
        }
        Effect::Draw
    }

    /// Goes to the date that is typed; one that cannot be read stays, with what was not understood.
    fn accept(&mut self, snapshot: &Snapshot<'_>) -> Effect {
        let Some(prompt) = &self.prompt else {
            return Effect::None;
        };
        let Ok(at) = prompt.target(snapshot) else {
            return Effect::Draw;
        };
        let (asks, text) = (prompt.asks, prompt.text().to_owned());
        self.entries.retain(|entry| *entry != text);
        self.entries.push(text);
        if self.entries.len() > ENTRIES {
            self.entries.remove(0);
        }
        self.prompt = None;
        if asks == Asks::Known {
            self.cursor.known = Known::At(at);
            return Effect::Fold;
        }
        match self.go(Some(at)) {
            Effect::None => Effect::Draw,
            effect => effect,
        }
    }

    fn recall(&mut self, is_earlier: bool) -> Effect {
        let Some(prompt) = &mut self.prompt else {
            return Effect::None;
        };
        let most = self.entries.len();
        prompt.back = if is_earlier {
            (prompt.back + 1).min(most)
        } else {
            prompt.back.saturating_sub(1)
        };
        let entry = most
            .checked_sub(prompt.back)
            .and_then(|row| self.entries.get(row));
        prompt.set(entry.cloned().unwrap_or_default());
        Effect::Draw
    }
}

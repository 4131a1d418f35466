//! The line in which a date is typed.
//!
//! `App` holds one while it is open and hands keys here. What would be gone to is worked out with every
//! key; Enter goes, Esc leaves without a change, and what could not be read stays to be mended.

use tui_input::{Input, InputRequest};

use crate::app::goto;
use crate::app::state::{App, Effect};
use crate::model::calendar::UnixTime;
use crate::snapshot::Snapshot;
use crate::text::safe;

/// How many entries can be called back.
const ENTRIES: usize = 50;

/// What a key does in a line of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edit {
    /// A letter at the cursor.
    Insert(char),
    /// The letter before the cursor away.
    Backspace,
    /// The letter behind the cursor away.
    Delete,
    /// A letter to the left.
    Left,
    /// A letter to the right.
    Right,
    /// To the start.
    Start,
    /// To the end.
    End,
    /// Everything away.
    Clear,
    /// Complete the word.
    Complete,
    /// The entry before.
    Earlier,
    /// The entry after.
    Later,
    /// Take what is typed.
    Accept,
    /// Leave without a change.
    Leave,
}

/// The line in which a date is typed.
#[derive(Clone, Debug, Default)]
pub struct Prompt {
    input: Input,
    /// How far back in the earlier entries; 0 is what is being typed.
    back: usize,
}

impl Prompt {
    /// What is typed.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// What is typed before the cursor and behind it.
    pub fn parts(&self) -> (String, String) {
        let cursor = self.input.cursor();
        let text = self.input.value().chars();
        (
            text.clone().take(cursor).collect(),
            text.skip(cursor).collect(),
        )
    }

    /// Where it leads, or what was not understood.
    pub fn target(&self, snapshot: &Snapshot<'_>) -> Result<UnixTime, String> {
        goto::read(self.text(), snapshot).map_err(|reason| safe(&reason, false).into_owned())
    }

    fn set(&mut self, text: String) {
        self.input = Input::new(text);
    }
}

impl App {
    /// Opens the line.
    pub(super) fn open_prompt(&mut self) -> Effect {
        self.prompt = Some(Prompt::default());
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
            Edit::Complete => {
                if let Some(completed) = goto::complete(prompt.text(), snapshot.scenario) {
                    prompt.set(completed);
                }
                return Effect::Draw;
            }
            Edit::Earlier | Edit::Later => return self.recall(edit == Edit::Earlier),
            Edit::Leave => {
                self.prompt = None;
                return Effect::Draw;
            }
            Edit::Accept => return self.accept(snapshot),
        };
        prompt.input.handle(request);
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
        let text = prompt.text().to_owned();
        self.entries.retain(|entry| *entry != text);
        self.entries.push(text);
        if self.entries.len() > ENTRIES {
            self.entries.remove(0);
        }
        self.prompt = None;
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

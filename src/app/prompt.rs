//! The line in which a date is typed.
//!
//! `App` holds one while it is open; what its keys do is in `prompt_keys`. What would be gone to is
//! worked out with every key, and what could not be read stays to be mended.

use tui_input::Input;

use crate::app::goto;
use crate::model::calendar::UnixTime;
use crate::snapshot::Snapshot;
use crate::text::safe;

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

/// What the line asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// The date to go to.
    Date,
    /// The moment at which things were known.
    Known,
}

/// The line in which a date is typed.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What it asks for.
    pub asks: Asks,
    pub(super) input: Input,
    /// How far back in the earlier entries; 0 is what is being typed.
    pub(super) back: usize,
    /// What was typed before it was completed, and how often it was.
    pub(super) stem: Option<(String, usize)>,
}

impl Prompt {
    /// An empty line.
    pub fn new(asks: Asks) -> Self {
        Self {
            asks,
            input: Input::default(),
            back: 0,
            stem: None,
        }
    }

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
        let read = match self.asks {
            Asks::Date => goto::read(self.text(), snapshot),
            Asks::Known => goto::read_known(self.text(), snapshot),
        };
        read.map_err(|reason| safe(&reason, false).into_owned())
    }

    /// Puts a text in, with the cursor behind it.
    pub(super) fn set(&mut self, text: String) {
        self.input = Input::new(text);
    }
}

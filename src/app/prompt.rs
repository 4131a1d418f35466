//! The line in which something is typed: a date, a filter, what is sought.
//!
//! `App` holds one while it is open; what its keys do is in `prompt_keys`. What it would do is
//! worked out with every key, and what could not be read stays to be mended.

use tui_input::Input;

use crate::app::action::Pane;
use crate::app::search::Search;
use crate::app::selection::Selection;
use crate::facts::moment::word_since;
use crate::model::calendar::UnixTime;
use crate::model::cursor::KnownAt;
use crate::snapshot::Snapshot;
use crate::snapshot::filter::{self, Condition};
use crate::snapshot::typed_moment::{self, Standpoint};
use crate::text::sanitize_text;

/// Reads since when something is asked for: the first second of a moment, and it in words.
///
/// # Errors
///
/// What was not understood, in a sentence.
pub fn read_since(text: &str, stand: Standpoint<'_>) -> Result<(UnixTime, String), String> {
    let first = typed_moment::read(text, stand)?.first;
    let words = word_since(first, stand.cursor.as_of, stand.scenario.zone());
    Ok((first, words))
}

/// What the line asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// The date to go to.
    Date,
    /// The moment at which things were known.
    Known,
    /// What to list.
    Filter,
    /// What is sought.
    Search,
    /// The name of a mark.
    Mark,
}

impl Asks {
    /// What stands before what is typed.
    pub fn prompt_label(self) -> &'static str {
        match self {
            Self::Date => "go to: ",
            Self::Known => "as known at: ",
            Self::Filter => "filter: ",
            Self::Search => "/",
            Self::Mark => "mark: ",
        }
    }
}

/// What a line that is typed asks to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// To go to a date.
    GoTo(UnixTime),
    /// To show what is known, or was at a moment.
    KnownAt(KnownAt),
    /// To list what meets these conditions.
    Filter(Vec<Condition>),
    /// To go on with what is found.
    Search,
    /// To set a mark with this name.
    Mark(String),
}

/// Where somebody was who began a search.
#[derive(Clone, Debug)]
pub(super) struct SearchOrigin {
    pub(super) as_of: UnixTime,
    pub(super) pane: Pane,
    pub(super) selection: Selection,
    pub(super) search: Option<Search>,
}

/// The line in which something is typed.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What it asks for.
    pub asks: Asks,
    pub(super) input: Input,
    /// How far back in the earlier entries; 0 is what is being typed.
    pub(super) back: usize,
    /// What was typed before it was completed, and how often it was.
    pub(super) stem: Option<(String, usize)>,
    /// Where to go back to.
    pub(super) origin: Option<Box<SearchOrigin>>,
}

impl Prompt {
    /// An empty line.
    pub fn new(asks: Asks) -> Self {
        Self {
            asks,
            input: Input::default(),
            back: 0,
            stem: None,
            origin: None,
        }
    }

    /// What is typed.
    pub fn typed_text(&self) -> &str {
        self.input.value()
    }

    /// What is typed before the cursor and behind it.
    pub fn split_at_cursor(&self) -> (String, String) {
        let cursor = self.input.cursor();
        let text = self.input.value().chars();
        (
            text.clone().take(cursor).collect(),
            text.skip(cursor).collect(),
        )
    }

    /// What it asks to do, or what was not understood.
    pub fn read_answer(&self, snapshot: &Snapshot<'_>) -> Result<Answer, String> {
        let scenario = snapshot.scenario;
        let read = match self.asks {
            Asks::Date => {
                typed_moment::read_date(self.typed_text(), snapshot.into()).map(Answer::GoTo)
            }
            Asks::Known => {
                typed_moment::read_known(self.typed_text(), snapshot.into()).map(Answer::KnownAt)
            }
            Asks::Filter => {
                let stand = snapshot.into();
                let moment = |text: &str| read_since(text, stand);
                filter::read(self.typed_text(), scenario, &moment).map(Answer::Filter)
            }
            Asks::Search => Ok(Answer::Search),
            Asks::Mark => Ok(Answer::Mark(self.typed_text().to_owned())),
        };
        read.map_err(|reason| sanitize_text(&reason, false).into_owned())
    }

    /// What the text could be completed to.
    pub(super) fn list_completions(&self, stem: &str, snapshot: &Snapshot<'_>) -> Vec<String> {
        match self.asks {
            Asks::Date | Asks::Known => typed_moment::complete_moment(stem, snapshot),
            Asks::Filter => filter::complete_condition(stem, snapshot.scenario),
            Asks::Search | Asks::Mark => Vec::new(),
        }
    }

    /// Puts letters in at the cursor, made safe, as far as the line does not become longer than that.
    pub(super) fn insert(&mut self, letters: &str, longest: usize) {
        let (before, behind) = self.split_at_cursor();
        let room = longest.saturating_sub(self.typed_text().chars().count());
        let letters = letters.chars().take(room);
        // What stands before decides what a mark or a joiner may do.
        let typed = sanitize_typed(&before.chars().chain(letters).collect::<String>());
        let cursor = typed.chars().count();
        self.input = Input::new(format!("{typed}{behind}")).with_cursor(cursor);
    }

    /// Puts a text in, with the cursor behind it.
    pub(super) fn set_text(&mut self, text: String) {
        self.input = Input::new(text);
    }
}

/// What is typed made safe; a joiner at its end waits for the letter that it may join.
pub(super) fn sanitize_typed(raw: &str) -> String {
    const NEXT: char = 'ا';
    let waits = raw.ends_with(['\u{200c}', '\u{200d}']);
    let mut shown = sanitize_text(raw, false).into_owned();
    if waits {
        shown = sanitize_text(&format!("{raw}{NEXT}"), false).into_owned();
        shown.pop();
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(letters: &[&str], expect: (&str, &str)) {
        let mut prompt = Prompt::new(Asks::Date);
        for letter in letters {
            prompt.insert(letter, 10);
        }
        let (before, behind) = prompt.split_at_cursor();
        assert_eq!((before.as_str(), behind.as_str()), expect);
    }

    #[test]
    fn letters_are_made_safe_where_they_are_typed() {
        check(&["1", "5", " ", "A"], ("15 A", ""));
        check(&["\u{202e}", "a", "\x1b[2J"], ("\u{fffd}a^[[2J", ""));
        check(&["\u{301}", "e", "\u{301}"], ("\u{fffd}e\u{301}", ""));
        check(&["م", "ی", "\u{200c}"], ("می\u{200c}", ""));
        check(&["م", "ی", "\u{200c}", "ش"], ("می\u{200c}ش", ""));
        check(&["م", "ی", "\u{200c}", "a"], ("می\u{fffd}a", ""));
        check(&["0123456789", "x"], ("0123456789", ""));
    }
}

//! Safe text and its width: the only strings that may reach a screen, a file or a clipboard.
//!
//! The loader makes every string of a scenario a [`Text`], which cannot carry a control sequence. Panes and exporters
//! measure and cut it with the functions here. This module must not know what a scenario is, nor print anything.

pub mod case_fold;
pub mod direction;
pub mod fit;
pub mod for_terminal;
mod kind;
pub mod link;
pub mod markup;
mod safe;

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

pub use safe::{safe_bytes, sanitize_text};

use direction::terminate_bidi;

/// A string without control characters, invisible characters or overrides of the writing direction.
///
/// It can only be made by [`Text::from_line`] and [`Text::from_block`], so holding one is the proof.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Box<str>);

impl Text {
    /// Makes one line safe: a line break or a tab in it becomes visible as `^J` or `^I`.
    pub fn from_line(raw: &str) -> Self {
        Self(sanitize_text(raw, false).into())
    }

    /// Makes a paragraph safe: line breaks stay (CRLF as one), everything else as in [`Text::from_line`].
    pub fn from_block(raw: &str) -> Self {
        Self(sanitize_text(raw.trim_end_matches([' ', '\t', '\r', '\n']), true).into())
    }

    /// Returns the text as a string slice.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns whether the text shows nothing but blanks.
    pub fn is_blank(&self) -> bool {
        self.0
            .chars()
            .all(|character| character.is_whitespace() || character == '\u{2800}')
    }

    /// Returns the text closed by a mark of direction if it runs from right to left, so that numbers can follow it.
    pub fn bidi_terminated(&self) -> Cow<'_, str> {
        terminate_bidi(&self.0)
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// The most cells of a text that a message quotes.
const QUOTED_CELLS: usize = 40;

/// Quotes a text from outside for a message: safe, on one line, cut where it is long.
pub fn quote_text(raw: &str) -> String {
    // Of a megabyte no more is looked at than can be shown.
    let start = raw.char_indices().nth(16 * QUOTED_CELLS);
    let start = start.and_then(|(end, _)| raw.get(..end)).unwrap_or(raw);
    fit::cut_to_fit(&sanitize_text(start, false), QUOTED_CELLS, "...")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, expect: &str) {
        assert_eq!(Text::from_line(raw).as_str(), expect);
    }

    #[test]
    fn controls_become_visible() {
        check("plain", "plain");
        check("\x1b[31mred\x1b[0m", "^[[31mred^[[0m");
        check("a\tb\r\nc\0\x7f", "a^Ib^M^Jc^@^?");
        check("\u{9b}31m", "^[[31m");
    }

    #[test]
    fn blocks_keep_their_lines() {
        assert_eq!(
            Text::from_block("one\r\ntwo\n\x1b]52;c;\x07\n").as_str(),
            "one\ntwo\n^[]52;c;^G"
        );
    }

    #[test]
    fn hidden_characters_become_visible() {
        check("Ka\u{200b}bul", "Ka\u{fffd}bul");
        check("\u{202e}lubaK", "\u{fffd}lubaK");
        check("so\u{ad}ft \u{3164}", "so\u{fffd}ft \u{fffd}");
        check(
            "\u{e0041}\u{e000}\u{10ffff}\u{ffff}\u{fe0f}",
            &"\u{fffd}".repeat(5),
        );
    }

    #[test]
    fn spellings_that_need_a_joiner_keep_it() {
        let dari = "می\u{200c}شود";
        check(dari, dari);
        check("a\u{200c}b", "a\u{fffd}b");
        check("ا\u{200d}\u{200d}ا", "ا\u{fffd}\u{fffd}ا");
        check("Qandahār", "Qandahār");
    }

    #[test]
    fn stacks_of_marks_are_capped() {
        let stack: String = std::iter::once('a')
            .chain(std::iter::repeat_n('\u{301}', 300))
            .collect();
        check(&stack, "a\u{301}\u{301}\u{301}\u{301}\u{fffd}");
        check("\u{301}a", "\u{fffd}a");
        assert_eq!(Text::from_block("a\n\u{301}b").as_str(), "a\n\u{fffd}b");
    }
}

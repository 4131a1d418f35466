//! Safe text and its width: the only strings that may reach a screen, a file or a clipboard.
//!
//! The loader makes every string of a scenario a [`Text`]; from then on nobody needs to ask whether
//! it could carry a control sequence. Panes and exporters measure and cut it with the functions here.
//! This room must not know what a scenario is, nor print anything.

pub mod fit;
pub mod fold;

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use unicode_normalization::char::is_combining_mark;

/// The most combining marks that one character keeps; terminals draw longer stacks over their neighbours.
const MOST_MARKS: usize = 4;

/// What stands for a character that must not be shown.
const REPLACEMENT: char = '\u{FFFD}';

/// A string without control characters, invisible characters or overrides of the writing direction.
///
/// It can only be made by [`Text::line`] and [`Text::block`], so holding one is the proof.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Box<str>);

impl Text {
    /// Makes one line safe: a line break or a tab in it becomes visible as `^J` or `^I`.
    pub fn line(raw: &str) -> Self {
        Self(safe(raw, false).into())
    }

    /// Makes a paragraph safe: line breaks stay (CRLF as one), everything else as in [`Text::line`].
    pub fn block(raw: &str) -> Self {
        Self(safe(raw.trim_end_matches([' ', '\t', '\r', '\n']), true).into())
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
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

/// Makes a string safe, visibly: C0 controls and DEL in caret notation, C1 controls and every
/// invisible or direction-changing character as U+FFFD. Nothing is dropped without a trace.
pub fn safe(raw: &str, keep_breaks: bool) -> Cow<'_, str> {
    let plain = |byte: u8| (0x20..0x7f).contains(&byte) || (keep_breaks && byte == b'\n');
    let Some(first) = raw.bytes().position(|byte| !plain(byte)) else {
        return Cow::Borrowed(raw);
    };
    let mut out = String::with_capacity(raw.len() + 8);
    // What is plain needs no look, but the last of it may carry a mark.
    let (start, raw) = raw.split_at(first.saturating_sub(1));
    out.push_str(start);
    let mut marks = 0;
    let mut before = start.chars().next_back();
    let mut rest = raw.chars().peekable();
    while let Some(character) = rest.next() {
        let after = rest.peek().copied();
        marks = if !character.is_ascii() && is_combining_mark(character) {
            marks + 1
        } else {
            0
        };
        match character {
            ' '..='~' => out.push(character),
            '\n' if keep_breaks => out.push('\n'),
            '\r' if keep_breaks && after == Some('\n') => {}
            '\0'..='\x1f' | '\x7f' => {
                out.push('^');
                out.push(char::from((character as u8) ^ 0x40));
            }
            _ if marks == MOST_MARKS + 1 => out.push(REPLACEMENT),
            _ if marks > MOST_MARKS + 1 => {}
            // Without a character to stand on, a mark would be drawn over what comes before the text.
            _ if marks > 0 && matches!(before, None | Some('\n')) => out.push(REPLACEMENT),
            '\u{200c}' | '\u{200d}' if joins(before) && joins(after) => out.push(character),
            _ if is_hidden(character) => out.push(REPLACEMENT),
            _ => out.push(character),
        }
        before = Some(character);
    }
    Cow::Owned(out)
}

/// Whether a joiner beside this character is part of the spelling, as in Dari or Hindi, and not a trick.
fn joins(character: Option<char>) -> bool {
    character.is_some_and(|c| {
        matches!(c, '\u{0600}'..='\u{0dff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
            && !is_hidden(c)
    })
}

/// Whether a character would be invisible, break the line, or turn the direction of what follows.
fn is_hidden(character: char) -> bool {
    let code = u32::from(character);
    matches!(character,
        '\u{80}'..='\u{9f}'
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{70f}'
        | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{13430}'..='\u{1345f}' | '\u{16fe4}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d159}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
        | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
        // The last two of every plane are no characters.
        || code & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, expect: &str) {
        assert_eq!(Text::line(raw).as_str(), expect);
    }

    #[test]
    fn controls_become_visible() {
        check("plain", "plain");
        check("\x1b[31mred\x1b[0m", "^[[31mred^[[0m");
        check("a\tb\r\nc\0\x7f", "a^Ib^M^Jc^@^?");
        check("\u{9b}31m", "\u{fffd}31m");
    }

    #[test]
    fn blocks_keep_their_lines() {
        assert_eq!(
            Text::block("one\r\ntwo\n\x1b]52;c;\x07\n").as_str(),
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
        assert_eq!(Text::block("a\n\u{301}b").as_str(), "a\n\u{fffd}b");
    }
}

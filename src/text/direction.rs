//! Text from right to left in a line with others.
//!
//! Nothing is reordered here: terminals that reorder such text do so themselves, and the others show its letters one
//! after the other. `fit` terminates text in columns, panes terminate text before a number.

use std::borrow::Cow;

use super::kind::is_right_to_left;

/// The mark of direction that closes a text from right to left. It has no width and no picture.
pub const LEFT_TO_RIGHT: char = '\u{200e}';

/// Closes a text from right to left with a mark of direction, so that a terminal that turns such text does not also
/// turn the numbers and texts behind it.
pub fn terminate_bidi(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    // The last character that has a direction of its own gives it to the blanks and signs behind.
    let is_strong = |character: &char| {
        *character == LEFT_TO_RIGHT || character.is_alphabetic() || is_right_to_left(*character)
    };
    let last = text.chars().rev().find(is_strong);
    if last.is_some_and(is_right_to_left) {
        Cow::Owned(format!("{text}{LEFT_TO_RIGHT}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_from_right_to_left_is_closed() {
        assert_eq!(terminate_bidi("Kandahar"), "Kandahar");
        assert_eq!(terminate_bidi("Évian 東京"), "Évian 東京");
        assert_eq!(terminate_bidi("کندهار"), "کندهار\u{200e}");
        assert_eq!(terminate_bidi(&terminate_bidi("کندهار")), "کندهار\u{200e}");
        assert_eq!(terminate_bidi("کندهار 12…"), "کندهار 12…\u{200e}");
        assert_eq!(terminate_bidi("کندهار falls"), "کندهار falls");
    }
}

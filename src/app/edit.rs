//! What a key does in a line in which something is typed.
//!
//! The keymap gives it inside an action; `prompt_keys` lets it take effect.

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

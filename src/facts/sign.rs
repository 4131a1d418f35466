//! Signs with their stand-ins in ASCII: what marks a place, a number, a change.
//!
//! `format` puts them into words and rows, `ui::glyphs` adds those of the screen's own and explains all of them
//! in help. Declared here and nowhere else.

/// A sign with its stand-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    unicode: &'static str,
    ascii: &'static str,
}

impl Sign {
    /// A sign and its stand-in in ASCII.
    pub const fn new(unicode: &'static str, ascii: &'static str) -> Self {
        Self { unicode, ascii }
    }

    /// The sign, or its stand-in in ASCII.
    pub fn choose_form(self, ascii: bool) -> &'static str {
        if ascii { self.ascii } else { self.unicode }
    }
}

/// From the old holder's letter to the new one's; before a tile that changed hands today.
pub const CHANGED: Sign = Sign::new("→", ">");
/// A number that rose.
pub const UP: Sign = Sign::new("▲", "^");
/// A number that fell.
pub const DOWN: Sign = Sign::new("▼", "v");
/// A place that its holder's rivals contest.
pub const CONTESTED: Sign = Sign::new("×", "x");
/// A place that is surrounded.
pub const ENCIRCLED: Sign = Sign::new("○", "o");
/// A place that is threatened.
pub const THREATENED: Sign = Sign::new("!", "!");
/// A place that another party claims.
pub const CLAIMED: Sign = Sign::new("\"", "\"");
/// The letter of a place that nobody is known to hold.
pub const UNKNOWN_LETTER: char = '?';
/// A sign for a place that nobody is known to hold.
pub const UNKNOWN: Sign = Sign::new("?", "?");

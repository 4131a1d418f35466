//! Where a piece of text lies, so that places in it become places in its file.
//!
//! `pieces` makes one for each piece that is parsed; whatever is found there carries it along.

use std::ops::Range;

use crate::diagnostic::Span;

/// The file of a piece of text, and its offset there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin {
    pub(super) file: u32,
    pub(super) base: usize,
}

impl Origin {
    /// Converts a range in the piece to a span in the file.
    pub(super) fn span(self, range: Range<usize>) -> Span {
        Span {
            file: self.file,
            start: self.base + range.start,
            end: self.base + range.end,
        }
    }
}

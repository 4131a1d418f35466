//! The place of a piece of text in its file, for converting ranges.
//!
//! `pieces` makes one for each piece that is parsed; everything found in the piece carries it along.

use std::ops::Range;

use crate::diagnostic::Span;

/// The file of a piece of text, and its offset there.
#[derive(Clone, Copy, Debug)]
pub(super) struct SpanBase {
    pub(super) file: u32,
    pub(super) base: usize,
}

impl SpanBase {
    /// Converts a range in the piece to a span in the file.
    pub(super) fn to_file_span(self, range: Range<usize>) -> Span {
        Span {
            file: self.file,
            start: self.base + range.start,
            end: self.base + range.end,
        }
    }
}

//! Lints of the text of a scenario, whatever follows from it.
//!
//! `build` runs them where a scenario is examined rather than opened, so that opening one costs nothing. They look at
//! the raw tables, which have their places, and so work beside errors as well. Lints that need the fold of the log are
//! in `crate::lint`, which also applies the allowed lints.

pub(super) mod events;
mod items;
pub(super) mod order;
mod past;
mod published;
pub(super) mod sources;
pub(super) mod text;
mod zones;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::{Problem, Span};

/// The findings in the texts of a scenario, apart from its model.
#[derive(Debug, Default)]
pub struct LintNotes {
    /// The warnings, before any of them is allowed.
    pub warnings: Vec<Problem>,
    /// The lints that are allowed.
    pub allows: Vec<AllowedLint>,
    /// The places of the items of each event, by its row; empty if there is no model.
    pub spots: Vec<Option<Box<Spots>>>,
    /// The ids of sources that events and items name.
    named: BTreeSet<String>,
}

impl LintNotes {
    /// Adds the findings of another part.
    pub(super) fn absorb(&mut self, other: Self) {
        self.warnings.extend(other.warnings);
        self.allows.extend(other.allows);
        self.spots.extend(other.spots);
        self.named.extend(other.named);
    }

    /// Records that a source is used.
    fn record_use(&mut self, source: &str) {
        if !self.named.contains(source) {
            self.named.insert(source.to_owned());
        }
    }
}

/// A lint that is allowed with a reason.
#[derive(Debug)]
pub struct AllowedLint {
    /// The code of the lint, as typed.
    pub code: String,
    /// The place of the code.
    pub span: Span,
    /// The table in which it is allowed; `None` stands for the whole scenario.
    pub covers: Option<Span>,
}

/// The places of those items of an event that `lint` reports on.
#[derive(Debug)]
pub struct Spots {
    file: u32,
    claims: Box<[ByteRange]>,
    figures: Box<[ByteRange]>,
    deadlines: Box<[ByteRange]>,
    ends: Box<[ByteRange]>,
}

/// The first byte and the byte after the last; a file is shorter than four gibibytes.
type ByteRange = (u32, u32);

impl Spots {
    /// Returns the place of a claim, by its index among the event's claims.
    pub fn find_claim(&self, item: u32) -> Option<Span> {
        self.find_span(&self.claims, item)
    }

    /// Returns the place of a figure's number, by its index among the event's figures.
    pub fn find_figure(&self, item: u32) -> Option<Span> {
        self.find_span(&self.figures, item)
    }

    /// Returns the place of a deadline, by its index among the event's deadlines.
    pub fn find_deadline(&self, item: u32) -> Option<Span> {
        self.find_span(&self.deadlines, item)
    }

    /// Returns where the end of a series stands, by its place among the event's.
    pub fn find_end(&self, item: u32) -> Option<Span> {
        self.find_span(&self.ends, item)
    }

    fn find_span(&self, spots: &[ByteRange], item: u32) -> Option<Span> {
        let (start, end) = *spots.get(item as usize)?;
        Some(Span {
            file: self.file,
            start: start as usize,
            end: end as usize,
        })
    }
}

fn to_byte_range(span: Span) -> ByteRange {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    (offset(span.start), offset(span.end))
}

/// Returns the range that covers both ranges.
fn join_ranges(one: Range<usize>, other: Range<usize>) -> Range<usize> {
    one.start.min(other.start)..one.end.max(other.end)
}

//! Lints of what is written: what is odd in a text, whatever follows from it.
//!
//! `build` asks for them where a scenario is examined rather than opened, so that opening one costs
//! nothing. They look at the raw tables, which have their places, and so work beside errors as well.
//! What takes the fold of the log is in `crate::lint`, where what is allowed is settled too.

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

/// What was found in a scenario's texts beside its model.
#[derive(Debug, Default)]
pub struct Notes {
    /// What is odd, before anything is allowed.
    pub warnings: Vec<Problem>,
    /// What is allowed.
    pub allows: Vec<Allow>,
    /// Where the items of each event stand, by its row; empty if there is no model.
    pub spots: Vec<Option<Box<Spots>>>,
    /// The ids of sources that events and items name.
    named: BTreeSet<String>,
}

impl Notes {
    /// Adds what was found elsewhere.
    pub(super) fn absorb(&mut self, other: Self) {
        self.warnings.extend(other.warnings);
        self.allows.extend(other.allows);
        self.spots.extend(other.spots);
        self.named.extend(other.named);
    }

    /// Notes that a source is used.
    fn name(&mut self, source: &str) {
        if !self.named.contains(source) {
            self.named.insert(source.to_owned());
        }
    }
}

/// A lint that is allowed with a reason.
#[derive(Debug)]
pub struct Allow {
    /// Its code, as typed.
    pub code: String,
    /// Where that stands.
    pub span: Span,
    /// What it covers: the table in which it stands; `None` is the whole scenario.
    pub covers: Option<Span>,
}

/// Where the items of an event stand that a fold of the log may find odd.
#[derive(Debug)]
pub struct Spots {
    file: u32,
    claims: Box<[Spot]>,
    figures: Box<[Spot]>,
    deadlines: Box<[Spot]>,
    ends: Box<[Spot]>,
}

/// First byte and the byte after the last one; a file has less than four gibibytes.
type Spot = (u32, u32);

impl Spots {
    /// Where a claim stands, by its place among the event's claims.
    pub fn claim(&self, item: u32) -> Option<Span> {
        self.span(&self.claims, item)
    }

    /// Where the number of a figure stands, by its place among the event's figures.
    pub fn figure(&self, item: u32) -> Option<Span> {
        self.span(&self.figures, item)
    }

    /// Returns where a word on a deadline stands, by its place among the event's.
    pub fn deadline(&self, item: u32) -> Option<Span> {
        self.span(&self.deadlines, item)
    }

    /// Returns where the end of a series stands, by its place among the event's.
    pub fn end(&self, item: u32) -> Option<Span> {
        self.span(&self.ends, item)
    }

    fn span(&self, spots: &[Spot], item: u32) -> Option<Span> {
        let (start, end) = *spots.get(item as usize)?;
        Some(Span {
            file: self.file,
            start: start as usize,
            end: end as usize,
        })
    }
}

fn spot(span: Span) -> Spot {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    (offset(span.start), offset(span.end))
}

/// The stretch that both ranges lie in.
fn join(one: Range<usize>, other: Range<usize>) -> Range<usize> {
    one.start.min(other.start)..one.end.max(other.end)
}

//! Maps places in a text with an addition to places in what the person has: the old text, and the addition as entered.
//!
//! `addition` makes the map, `load` uses it when it finds the lines and columns of problems, so that a report on an
//! unwritten event names the flag or the line of the fragment.

use std::ops::Range;

use super::entry::EventEntry;
use super::entry::to_toml::TextLink;
use super::splice::{Insertion, Was, origin_of};
use crate::diagnostic::{Problem, SourceFile, Span};
use crate::text::sanitize_text;

/// An addition as a text in which problems can be located.
#[derive(Debug)]
pub(super) struct EnteredText {
    /// The name of the text in reports.
    pub(super) name: String,
    /// The text: a fragment as it is, or a line for each part of an entry.
    pub(super) text: String,
    /// The map from places in the written text to places in this text.
    pub(super) ways: Ways,
}

/// The map from places in written text to places in the text as entered.
#[derive(Debug)]
pub(super) enum Ways {
    /// For an entry: the marks of each table written, and the offset of each part's text.
    Marks(Vec<Vec<TextLink>>, Vec<usize>),
    /// For a fragment: its pieces.
    Pieces(Vec<FragmentPiece>),
}

/// A piece of a fragment as put into the file.
#[derive(Clone, Debug)]
pub(super) struct FragmentPiece {
    /// The offset of the piece in the fragment.
    pub(super) from: usize,
    /// The text as put into the file, whose lines may end differently.
    pub(super) text: String,
    /// The number of a line, from 0, that is not in the fragment.
    pub(super) more: Option<usize>,
}

/// The name of the parts of an entry in reports.
pub(super) const COMMAND_LINE: &str = "the command line";

impl EnteredText {
    /// Makes a text of an entry, with a line for each part and its flag on the command line.
    pub(super) fn from_entry(entry: &EventEntry, marks: Vec<Vec<TextLink>>) -> Self {
        let mut text = String::new();
        let mut starts = Vec::new();
        for part in &entry.parts {
            text.push_str("--");
            text.push_str(part.key.find_row().flag);
            text.push(' ');
            starts.push(text.len());
            // One line each, whatever is in it.
            text.push_str(&part.text.replace(['\n', '\r'], " "));
            text.push('\n');
        }
        Self {
            name: COMMAND_LINE.to_owned(),
            text,
            ways: Ways::Marks(marks, starts),
        }
    }

    /// Maps a range in one of the inserted texts to a range in the text as entered.
    fn map_range(&self, number: usize, written: Range<usize>) -> Range<usize> {
        match &self.ways {
            Ways::Marks(marks, starts) => {
                let holds = |mark: &&TextLink| {
                    mark.range.start <= written.start && written.end <= mark.range.end
                };
                let narrowest = marks
                    .get(number)
                    .into_iter()
                    .flatten()
                    .filter(holds)
                    .min_by_key(|mark| mark.range.len());
                narrowest.map_or(0..0, |mark| {
                    let start = starts.get(mark.part).copied().unwrap_or(0);
                    start + mark.typed.start..start + mark.typed.end
                })
            }
            Ways::Pieces(pieces) => pieces.get(number).map_or(0..0, |piece| {
                piece.map_offset(written.start, &self.text)
                    ..piece.map_offset(written.end, &self.text)
            }),
        }
    }
}

impl FragmentPiece {
    /// Maps an offset in the piece to an offset in the fragment.
    fn map_offset(&self, at: usize, fragment: &str) -> usize {
        let before = self
            .text
            .get(..self.text.floor_char_boundary(at))
            .unwrap_or_default();
        let line = before.matches('\n').count();
        let column = before.len() - before.rfind('\n').map_or(0, |end| end + 1);
        let (line, column) = match self.more {
            Some(more) if line == more => (more.saturating_sub(1), 0),
            Some(more) if line > more => (line - 1, column),
            _ => (line, column),
        };
        let mut start = self.from;
        for _ in 0..line {
            let rest = fragment.get(start..).unwrap_or_default();
            start += rest.find('\n').map_or(rest.len(), |end| end + 1);
        }
        let rest = fragment.get(start..).unwrap_or_default();
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        start + column.min(length)
    }
}

/// The insertions made in one of several texts.
#[derive(Debug)]
pub(super) struct Moved {
    pub(super) file: u32,
    pub(super) before: String,
    pub(super) insertions: Vec<Insertion>,
    pub(super) entered: EnteredText,
}

impl Moved {
    /// Maps problems in the new text to the old one or to the text as entered, which follows all files.
    pub(super) fn map_problems(&self, problems: Vec<Problem>, files: usize) -> Vec<Problem> {
        let entered = u32::try_from(files).unwrap_or(u32::MAX);
        let span = |span: Span| self.map_span(span, entered);
        problems
            .into_iter()
            .map(|problem| Problem {
                span: span(problem.span),
                related: problem.related.map(|(at, what)| (span(at), what)),
                ..problem
            })
            .collect()
    }

    fn map_span(&self, span: Span, entered: u32) -> Span {
        if span.file != self.file {
            return span;
        }
        match origin_of(span.start, &self.insertions) {
            Was::New(number, start) => {
                let place = self
                    .entered
                    .map_range(number, start..start + (span.end - span.start));
                Span {
                    file: entered,
                    start: place.start,
                    end: place.end,
                }
            }
            Was::Old(start) => {
                let end = match origin_of(span.end, &self.insertions) {
                    Was::Old(end) => end,
                    Was::New(..) => start + 1,
                };
                Span {
                    start,
                    end: end.max(start),
                    ..span
                }
            }
        }
    }

    /// Returns the texts that problems are located in: the old ones, then the one entered.
    pub(super) fn list_texts<'t>(&'t self, mut files: Vec<SourceFile<'t>>) -> Vec<SourceFile<'t>> {
        if let Some(file) = files.get_mut(self.file as usize) {
            file.text = &self.before;
        }
        files.push(SourceFile {
            name: sanitize_text(&self.entered.name, false).into_owned(),
            text: &self.entered.text,
        });
        files
    }
}

//! An index of spans that contain a place, for files with a million of them.
//!
//! Called by `lint` for errors and for allowed lints.

use crate::diagnostic::Span;

/// An index of spans that finds those that contain a place.
pub(super) struct Cover {
    /// The spans in the order of the files, each with its index in the list it came from.
    stretches: Vec<(Span, usize)>,
    /// For each span, the furthest end in its file of those up to it.
    reach: Vec<usize>,
}

impl Cover {
    pub(super) fn from_spans(spans: impl Iterator<Item = (Span, usize)>) -> Self {
        let mut stretches: Vec<(Span, usize)> = spans.collect();
        stretches.sort_unstable();
        let mut reach: Vec<usize> = Vec::with_capacity(stretches.len());
        let mut last_file = None;
        for (span, _) in &stretches {
            let so_far = reach.last().filter(|_| last_file == Some(span.file));
            let furthest = so_far.map_or(span.end, |so_far| span.end.max(*so_far));
            reach.push(furthest);
            last_file = Some(span.file);
        }
        Self { stretches, reach }
    }

    /// Returns the indexes of the spans that contain a place.
    pub(super) fn list_over(&self, place: Span) -> impl Iterator<Item = usize> {
        let begins = |span: &Span| (span.file, span.start) <= (place.file, place.start);
        let end = self.stretches.partition_point(|(span, _)| begins(span));
        let before = self.stretches.iter().zip(&self.reach).take(end).rev();
        before
            .take_while(move |((span, _), reach)| span.file == place.file && **reach >= place.end)
            .filter(move |((span, _), _)| span.end >= place.end)
            .map(|((_, number), _)| *number)
    }
}

#[cfg(test)]
mod tests {
    use super::{Cover, Span};

    #[test]
    fn finds_every_stretch_over_a_place_and_no_other() {
        let span = |file, start, end| Span { file, start, end };
        let spans = [
            span(0, 0, 50),
            span(0, 10, 20),
            span(0, 10, 40),
            span(0, 60, 70),
            span(1, 0, 15),
        ];
        let cover = Cover::from_spans(spans.into_iter().zip(0..));
        let over = |place| {
            let mut found: Vec<usize> = cover.list_over(place).collect();
            found.sort_unstable();
            found
        };
        assert_eq!(over(span(0, 12, 15)), [0, 1, 2]);
        assert_eq!(over(span(0, 20, 21)), [0, 2]);
        assert!(over(span(0, 45, 55)).is_empty());
        assert_eq!(over(span(0, 60, 70)), [3]);
        assert_eq!(over(span(1, 12, 15)), [4]);
        assert!(over(span(2, 0, 1)).is_empty());
        assert_eq!(
            Cover::from_spans(std::iter::empty())
                .list_over(span(0, 0, 1))
                .count(),
            0
        );
    }
}

//! Ids to keys, for every table of a scenario that is being loaded.
//!
//! `validate` fills one [`Names`] a table and looks every reference up in it; what is unknown comes
//! back with the nearest name there is. Must not outlive the load.

use std::collections::HashMap;

use crate::diagnostic::Span;
use crate::model::id::Id;
use crate::text::fold::fold;

/// The ids of one table.
#[derive(Default)]
pub(super) struct Names {
    rows: HashMap<Id, (usize, Span)>,
}

impl Names {
    /// Adds the id of the next row, or gives the place where the same id was declared before.
    pub(super) fn declare(&mut self, id: Id, row: usize, span: Span) -> Result<(), Span> {
        match self.rows.get(&id) {
            Some((_, first)) => Err(*first),
            None => {
                self.rows.insert(id, (row, span));
                Ok(())
            }
        }
    }

    /// The row of an id.
    pub(super) fn row(&self, id: &str) -> Option<usize> {
        self.rows.get(id).map(|(row, _)| *row)
    }

    /// The id most like a word, if any is near enough to be meant.
    pub(super) fn nearest(&self, word: &str) -> Option<&str> {
        nearest(word, self.rows.keys().map(Id::as_str))
    }
}

/// The most like a word among some, if any is near enough to be meant; the first by order of letters if several are.
pub(super) fn nearest<'c>(
    word: &str,
    candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    let word = fold(word).replace(['_', ' '], "-");
    let most = (word.chars().count() / 3).max(1);
    candidates
        .map(|candidate| (strsim::damerau_levenshtein(&word, candidate), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant_and_nothing_else() {
        let known = ["kandahar", "kabul", "sar-e-pol", "paktia", "paktika"];
        for (typed, meant) in [
            ("kandahr", Some("kandahar")),
            ("Kandahar", Some("kandahar")),
            ("sar_e_pol", Some("sar-e-pol")),
            ("paktya", Some("paktia")),
            ("london", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, known.into_iter()), meant, "{typed}");
        }
    }
}

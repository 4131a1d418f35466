//! Pages of a list: lists page, they do not scroll row by row.
//!
//! Drawing and moving both ask here, so that a page down lands where the next page begins. Pure arithmetic.

use std::ops::Range;

/// The rows of the page that shows one row, of a list that is paged by so many rows.
///
/// The last page is filled up from the one before it, so that it is as full as the others.
pub fn page_of(selected: usize, rows: usize, page: usize) -> Range<usize> {
    if page == 0 {
        return 0..0;
    }
    let start = (selected.min(rows.saturating_sub(1)) / page) * page;
    let start = start.min(rows.saturating_sub(page));
    start..(start + page).min(rows)
}

/// The number of the page that shows a row, from 1, and how many pages there are.
pub fn page_number(selected: usize, rows: usize, page: usize) -> (usize, usize) {
    let pages = rows.div_ceil(page.max(1)).max(1);
    ((selected / page.max(1) + 1).min(pages), pages)
}

/// The pages of a list in which rows stand under headings: each page as a range of lines.
///
/// `is_heading` says what each line is. A heading is never the last line of a page.
pub fn split_under_headings(is_heading: &[bool], page: usize) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let mut start = 0;
    while page > 0 && start < is_heading.len() {
        let mut end = (start + page).min(is_heading.len());
        let ends_in_heading =
            |end: usize| end > start + 1 && is_heading.get(end - 1) == Some(&true);
        while end < is_heading.len() && ends_in_heading(end) {
            end -= 1;
        }
        pages.push(start..end);
        start = end;
    }
    pages
}

/// The pages of such a list whose last page is to be full, as the end is what is looked at first.
///
/// A heading is never the last line of a page.
pub fn headed_from_the_end(is_heading: &[bool], page: usize) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let mut end = is_heading.len();
    while page > 0 && end > 0 {
        let mut start = end.saturating_sub(page);
        while start > 0 && start + 1 < end && is_heading.get(start - 1) == Some(&true) {
            start += 1;
        }
        pages.push(start..end);
        end = start;
    }
    pages.reverse();
    pages
}

/// How far a page up and a page down move a selection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageSteps {
    /// Rows back.
    pub back: usize,
    /// Rows on.
    pub on: usize,
}

impl PageSteps {
    /// The same both ways.
    pub fn even_steps(rows: usize) -> Self {
        Self {
            back: rows,
            on: rows,
        }
    }

    /// To the first row of the page before and of the page after the one that holds the selected row;
    /// to the first and the last row of all where there is none.
    ///
    /// `row_of` says which row a line holds; headings hold none.
    pub fn between_pages(
        pages: &[Range<usize>],
        row_of: impl Fn(usize) -> Option<usize>,
        selected: usize,
    ) -> Self {
        let holds = |page: &Range<usize>| page.clone().any(|line| row_of(line) == Some(selected));
        let page = pages.iter().position(holds).unwrap_or(0);
        let first = |page: usize| {
            pages
                .get(page)
                .and_then(|page| page.clone().find_map(&row_of))
        };
        let before = page.checked_sub(1).and_then(first).unwrap_or(0);
        let last = || {
            pages
                .last()
                .and_then(|page| page.clone().rev().find_map(&row_of))
                .unwrap_or(0)
        };
        let after = first(page + 1).unwrap_or_else(last);
        Self {
            back: selected.saturating_sub(before),
            on: after.saturating_sub(selected),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_page_is_as_full_as_the_others() {
        assert_eq!(page_of(0, 34, 14), 0..14);
        assert_eq!(page_of(14, 34, 14), 14..28);
        assert_eq!(page_of(33, 34, 14), 20..34);
        assert_eq!(page_number(33, 34, 14), (3, 3));
        assert_eq!(page_of(3, 5, 10), 0..5);
        assert_eq!(page_of(0, 0, 10), 0..0);
        assert_eq!(page_of(9, 10, 0), 0..0);
        assert_eq!(page_number(0, 0, 0), (1, 1));
    }

    #[test]
    fn a_heading_is_never_the_last_row_of_a_page() {
        let lines = [true, false, false, true, false, true, false];
        assert_eq!(split_under_headings(&lines, 4), [0..3, 3..7]);
        assert_eq!(split_under_headings(&lines, 3), [0..3, 3..5, 5..7]);
        assert_eq!(
            split_under_headings(&lines, 1),
            [0..1, 1..2, 2..3, 3..4, 4..5, 5..6, 6..7]
        );
        assert!(split_under_headings(&lines, 0).is_empty());
        assert!(split_under_headings(&[], 5).is_empty());
    }

    #[test]
    fn the_last_page_is_full_where_the_end_comes_first() {
        let lines = [true, false, false, true, false, true, false];
        assert_eq!(headed_from_the_end(&lines, 4), [0..3, 3..7]);
        assert_eq!(headed_from_the_end(&lines, 3), [0..2, 2..5, 5..7]);
        assert_eq!(headed_from_the_end(&lines, 2), [0..2, 2..3, 3..5, 5..7]);
        let ones = [0..1, 1..2, 2..3, 3..4, 4..5, 5..6, 6..7];
        assert_eq!(headed_from_the_end(&lines, 1), ones);
        assert!(headed_from_the_end(&lines, 0).is_empty());
        assert!(headed_from_the_end(&[], 5).is_empty());
    }

    #[test]
    fn a_turn_leads_to_the_first_row_of_the_page() {
        // Lines: heading, row 0, row 1 | heading, row 2 | row 3, row 4.
        let rows = [None, Some(0), Some(1), None, Some(2), Some(3), Some(4)];
        let pages = [0..3, 3..5, 5..7];
        let turn = |selected| PageSteps::between_pages(&pages, |line| rows[line], selected);
        assert_eq!(turn(1), PageSteps { back: 1, on: 1 });
        assert_eq!(turn(2), PageSteps { back: 2, on: 1 });
        assert_eq!(turn(3), PageSteps { back: 1, on: 1 });
        assert_eq!(turn(4), PageSteps { back: 2, on: 0 });
        assert_eq!(
            PageSteps::between_pages(&[], |_| None, 0),
            PageSteps::default()
        );
    }
}

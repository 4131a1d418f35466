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
pub fn headed(is_heading: &[bool], page: usize) -> Vec<Range<usize>> {
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
        assert_eq!(headed(&lines, 4), [0..3, 3..7]);
        assert_eq!(headed(&lines, 3), [0..3, 3..5, 5..7]);
        assert_eq!(
            headed(&lines, 1),
            [0..1, 1..2, 2..3, 3..4, 4..5, 5..6, 6..7]
        );
        assert!(headed(&lines, 0).is_empty());
        assert!(headed(&[], 5).is_empty());
    }
}

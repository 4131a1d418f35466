//! Fits text into cells: measures, cuts and wraps it.
//!
//! Called by every pane and by the text exporters. Works on whole graphemes, so that a cut never leaves half a
//! character behind. It must not decide what is worth showing.

use unicode_segmentation::UnicodeSegmentation;

use super::direction::terminate_bidi;
use super::kind;
use super::safe::REPLACEMENT;

/// Returns the number of cells that a text takes in a terminal: the sum of its characters', since terminals shape
/// nothing.
pub fn measure_width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.chars().map(kind::cell_width).sum()
}

/// Returns whether a character takes one cell and never joins another of this kind, as nearly all that is drawn does.
///
/// It only saves looking further.
pub fn is_single(letter: char) -> bool {
    kind::is_single(letter)
}

/// Returns the longest start of a text that takes at most `cells` cells.
pub fn take_head(text: &str, cells: usize) -> &str {
    // Of plain letters no more is looked at than is kept.
    for (used, (at, letter)) in text.char_indices().enumerate() {
        if !kind::is_single(letter) {
            return head_of_clusters(text, cells);
        }
        if used == cells {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
}

fn head_of_clusters(text: &str, cells: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += measure_width(grapheme);
        if used > cells {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
}

/// Returns the longest end of a text that takes at most `cells` cells.
pub fn take_tail(text: &str, cells: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += measure_width(grapheme);
        if used > cells {
            return text.get(at + grapheme.len()..).unwrap_or_default();
        }
    }
    text
}

/// Cuts a text to at most `cells` cells, with `mark` at its end where something was cut.
pub fn cut_to_fit(text: &str, cells: usize, mark: &str) -> String {
    if take_head(text, cells).len() == text.len() {
        return text.to_owned();
    }
    let room = cells.saturating_sub(measure_width(mark));
    if room == 0 {
        return take_head(mark, cells).to_owned();
    }
    let mut out = take_head(text, room).trim_end().to_owned();
    out.push_str(mark);
    out
}

/// Fits a text into exactly `cells` cells: cut with `mark`, or filled with blanks at its end.
pub fn align_left(text: &str, cells: usize, mark: &str) -> String {
    let mut out = terminate_bidi(&cut_to_fit(text, cells, mark)).into_owned();
    let used = measure_width(&out);
    out.extend(std::iter::repeat_n(' ', cells.saturating_sub(used)));
    out
}

/// Fits a text into exactly `cells` cells with the blanks before it; cut with `mark` where it is too long.
pub fn align_right(text: &str, cells: usize, mark: &str) -> String {
    let text = cut_to_fit(text, cells, mark);
    let mut out = " ".repeat(cells.saturating_sub(measure_width(&text)));
    out.push_str(&terminate_bidi(&text));
    out
}

/// Wraps a text into lines of at most `cells` cells, broken at blanks, or inside a word that is too long by itself.
pub fn wrap_text(text: &str, cells: usize) -> Vec<String> {
    wrap_lazily(text, cells).collect()
}

/// Wraps a text lazily, so that showing three lines of a long text breaks no more of it.
pub fn wrap_lazily(text: &str, cells: usize) -> impl Iterator<Item = String> {
    let paragraphs = (cells > 0).then(|| text.split('\n'));
    paragraphs
        .into_iter()
        .flatten()
        .flat_map(move |paragraph| Lines {
            rest: Some(paragraph),
            cells,
        })
}

/// The lines of one paragraph; a paragraph without a word is one empty line.
struct Lines<'t> {
    rest: Option<&'t str>,
    cells: usize,
}

/// Returns whether a line may be broken here: at a blank that is not a no-break space.
fn is_break(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

impl Iterator for Lines<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let mut rest = self.rest?.trim_start_matches(is_break);
        let mut line = String::new();
        let mut used = 0;
        loop {
            let word = head_of_word(rest, self.cells + 1);
            let gap = usize::from(!line.is_empty());
            let taken = measure_width(word);
            if !word.is_empty() && used + gap + taken <= self.cells {
                line.push_str(if gap == 1 { " " } else { "" });
                line.push_str(word);
                used += gap + taken;
                rest = rest.get(word.len()..).unwrap_or_default();
                rest = rest.trim_start_matches(is_break);
                continue;
            }
            if line.is_empty() && !word.is_empty() {
                rest = self.inside_word(rest, &mut line);
            }
            self.rest = Some(rest).filter(|rest| !rest.is_empty());
            return Some(line);
        }
    }
}

impl Lines<'_> {
    /// Takes as much as fits of a word that is wider than a line; returns the rest.
    fn inside_word<'t>(&self, word: &'t str, line: &mut String) -> &'t str {
        let first = take_head(word, self.cells);
        if !first.is_empty() {
            line.push_str(first);
            return word.get(first.len()..).unwrap_or_default();
        }
        // Not even one character fits; that it is there must be seen.
        line.push(REPLACEMENT);
        let first = word.graphemes(true).next().map_or(0, str::len);
        word.get(first..).unwrap_or_default()
    }
}

/// Returns the first word of a text, or as much of it as takes at least `cells` cells.
fn head_of_word(text: &str, cells: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find(|(_, character)| {
        let is_long = used >= cells;
        used += kind::cell_width(*character);
        is_break(*character) || is_long
    });
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// Keeps the first `most` lines; where others are lost, `mark` stands at the end of the last one.
pub fn truncate_lines(lines: &mut Vec<String>, most: usize, cells: usize, mark: &str) {
    if lines.len() <= most {
        return;
    }
    lines.truncate(most);
    if let Some(last) = lines.last_mut() {
        let retained = take_head(last, cells.saturating_sub(measure_width(mark)));
        *last = format!("{}{mark}", retained.trim_end_matches(['.', ',', ' ']));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::safe::tests::nasty;
    use crate::text::sanitize_text;

    #[test]
    fn cutting_never_splits_a_grapheme() {
        assert_eq!(cut_to_fit("Kandahar", 8, "…"), "Kandahar");
        assert_eq!(cut_to_fit("Kandahar", 5, "…"), "Kand…");
        assert_eq!(cut_to_fit("東京都", 4, "…"), "東…");
        assert_eq!(cut_to_fit("e\u{301}tude", 3, "…"), "e\u{301}t…");
        assert_eq!(cut_to_fit("abc", 1, ".."), ".");
        assert_eq!(cut_to_fit("abc", 0, "…"), "");
    }

    #[test]
    fn single_characters_take_a_cell_and_stand_alone() {
        let singles: Vec<char> = (' '..='\u{ffff}')
            .filter(|letter| is_single(*letter))
            .collect();
        for letter in &singles {
            assert_eq!(measure_width(&letter.to_string()), 1, "{letter:?}");
        }
        for other in ['a', 'é', '─', '…', '↔'] {
            let text: String = singles.iter().flat_map(|letter| [*letter, other]).collect();
            assert_eq!(text.graphemes(true).count(), 2 * singles.len());
        }
        assert_eq!(take_head("Qandahār ─", 8), "Qandahār");
        assert_eq!(take_head("ab", 2), "ab");
        assert_eq!(take_head("abe\u{301}", 3), "abe\u{301}");
    }

    #[test]
    fn padding_fills_the_cells_exactly() {
        assert_eq!(align_left("東京", 6, "…"), "東京  ");
        assert_eq!(align_right("18", 5, "…"), "   18");
        assert_eq!(measure_width(&align_left("東京都", 4, "…")), 4);
    }

    #[test]
    fn wrapping_breaks_at_blanks_and_inside_long_words() {
        assert_eq!(wrap_text("Lashkar Gah falls", 11), ["Lashkar Gah", "falls"]);
        assert_eq!(wrap_text("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap_text("one\n\ntwo", 10), ["one", "", "two"]);
        assert_eq!(wrap_text("", 10), [""]);
        assert_eq!(wrap_text("  a  b  ", 10), ["a b"]);
        assert_eq!(wrap_text("about 3\u{a0}000", 7), ["about", "3\u{a0}000"]);
        assert_eq!(wrap_text("a東京", 1), ["a", "\u{fffd}", "\u{fffd}"]);
        assert!(wrap_text("x", 0).is_empty());
    }

    #[test]
    fn letters_that_other_programs_join_take_a_cell_each() {
        assert_eq!(measure_width("جلال\u{200c}آباد"), 8);
        assert_eq!(measure_width("ঢাকা"), 4);
        assert_eq!(measure_width("தமிழ்நாடு"), 8);
        assert_eq!(measure_width("नई दिल्ली"), 8);
        assert_eq!(measure_width("ភ្នំពេញ"), 5);
        assert_eq!(measure_width("กรุงเทพ"), 6);
        assert_eq!(measure_width("ｶﾞ"), 2);
        assert_eq!(measure_width("🇦🇫"), 2);
        assert_eq!(measure_width("👍🏽"), 2);
    }

    #[test]
    fn right_to_left_is_closed_in_columns_alone() {
        assert_eq!(align_left("کابل", 6, "…"), "کابل\u{200e}  ");
        assert_eq!(align_right("کابل", 6, "…"), "  کابل\u{200e}");
        assert_eq!(align_left("کندهار", 4, "…"), "کند…\u{200e}");
        assert_eq!(wrap_text("کابل", 6), ["کابل"]);
    }

    #[test]
    fn a_long_word_is_broken_once_and_no_more_than_is_asked() {
        let word = "x".repeat(3_000_000);
        let start: Vec<String> = wrap_lazily(&word, 40).take(3).collect();
        assert_eq!(start, vec!["x".repeat(40); 3]);
        assert_eq!(wrap_text(&word, 40).len(), 75_000);
        assert_eq!(cut_to_fit(&word, 40, "…").chars().count(), 40);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4 * ProptestConfig::default().cases, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_cut_is_cut_between_characters(text in nasty(), cells in 0_usize..30) {
            let text = sanitize_text(&text, true).into_owned();
            let is_start = |part: &str| {
                let mut ends = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]);
                text.starts_with(part) && ends.any(|at| at == part.len())
            };
            let start = take_head(&text, cells);
            prop_assert!(is_start(start) && measure_width(start) <= cells);
            let end = take_tail(&text, cells);
            let before = text.strip_suffix(end).unwrap();
            prop_assert!(is_start(before) && measure_width(end) <= cells);
            let short = cut_to_fit(&text, cells, "…");
            prop_assert!(measure_width(&short) <= cells);
            prop_assert!(short == text || is_start(short.trim_end_matches('…')) || !text.contains(short.as_str()));
            for column in [align_left(&text, cells, "…"), align_right(&text, cells, "…")] {
                prop_assert_eq!(measure_width(&column), cells);
            }
        }

        #[test]
        fn lines_hold_all_of_a_text_in_order(text in nasty(), cells in 1_usize..30) {
            let text = sanitize_text(&text, true).into_owned();
            let lines = wrap_text(&text, cells);
            for line in &lines {
                prop_assert!(measure_width(line) <= cells, "{line:?}");
            }
            // Only a character that is wider than the line is lost, visibly.
            let letters = |text: &str| text.chars().filter(|letter| !is_break(*letter)).collect::<String>();
            if !text.graphemes(true).any(|cluster| measure_width(cluster) > cells) {
                prop_assert_eq!(letters(&lines.concat()), letters(&text));
            }
        }
    }
}

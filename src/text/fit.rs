//! Fitting text into cells: how wide it is, where to cut it, how to wrap it.
//!
//! Called by every pane and by the text exporters. Works on whole graphemes, so that a cut never
//! leaves half a character behind. It must not decide what is worth showing.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many cells a text takes in a terminal.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    UnicodeWidthStr::width(text)
}

/// Whether a character takes one cell and joins no other of this kind: ASCII, Latin letters, dashes
/// and quotes, arrows, rules, bars. Nearly all that is ever drawn: it only saves looking further.
pub fn is_single(letter: char) -> bool {
    matches!(letter, ' '..='~' | 'À'..='ʯ' | '‐'..='‧' | '‹' | '›' | '←'..='⋿' | '─'..='◼')
}

/// The longest start of a text that takes at most `cells` cells.
pub fn head(text: &str, cells: usize) -> &str {
    if text.len() <= cells {
        return text;
    }
    let mut letters = text.char_indices().take(cells + 1);
    if letters.all(|(_, letter)| is_single(letter)) {
        let end = text.char_indices().nth(cells);
        return end.and_then(|(at, _)| text.get(..at)).unwrap_or(text);
    }
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += width(grapheme);
        if used > cells {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
}

/// A text in at most `cells` cells, with `mark` at its end where something was cut.
pub fn cut(text: &str, cells: usize, mark: &str) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let room = cells.saturating_sub(width(mark));
    if room == 0 {
        return head(mark, cells).to_owned();
    }
    let mut out = head(text, room).trim_end().to_owned();
    out.push_str(mark);
    out
}

/// A text in exactly `cells` cells: cut with `mark`, or filled with blanks at its end.
pub fn left(text: &str, cells: usize, mark: &str) -> String {
    let mut out = cut(text, cells, mark);
    let used = width(&out);
    out.extend(std::iter::repeat_n(' ', cells.saturating_sub(used)));
    out
}

/// A text in exactly `cells` cells with the blanks before it; cut with `mark` where it is too long.
pub fn right(text: &str, cells: usize, mark: &str) -> String {
    let text = cut(text, cells, mark);
    let mut out = " ".repeat(cells.saturating_sub(width(&text)));
    out.push_str(&text);
    out
}

/// The lines of a text, each at most `cells` wide, broken at blanks and, where a word alone is too long, inside it.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if cells == 0 {
        return lines;
    }
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            let gap = usize::from(!line.is_empty());
            if width(&line) + gap + width(word) <= cells {
                line.push_str(if gap == 1 { " " } else { "" });
                line.push_str(word);
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line = break_word(word, cells, &mut lines);
        }
        lines.push(line);
    }
    lines
}

/// Keeps so many lines; where some are lost, `mark` stands at the end of the last one.
pub fn truncate(lines: &mut Vec<String>, most: usize, cells: usize, mark: &str) {
    if lines.len() <= most {
        return;
    }
    lines.truncate(most);
    if let Some(last) = lines.last_mut() {
        let kept = head(last, cells.saturating_sub(width(mark)));
        *last = format!("{}{mark}", kept.trim_end_matches(['.', ',', ' ']));
    }
}

/// Breaks a word that may be wider than a line; whole lines go to `lines`, what is left is returned.
fn break_word(word: &str, cells: usize, lines: &mut Vec<String>) -> String {
    let mut rest = word;
    while width(rest) > cells {
        let first = head(rest, cells);
        if first.is_empty() {
            return String::new();
        }
        lines.push(first.to_owned());
        rest = rest.get(first.len()..).unwrap_or_default();
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cutting_never_splits_a_grapheme() {
        assert_eq!(cut("Kandahar", 8, "…"), "Kandahar");
        assert_eq!(cut("Kandahar", 5, "…"), "Kand…");
        assert_eq!(cut("東京都", 4, "…"), "東…");
        assert_eq!(cut("e\u{301}tude", 3, "…"), "e\u{301}t…");
        assert_eq!(cut("abc", 1, ".."), ".");
        assert_eq!(cut("abc", 0, "…"), "");
    }

    #[test]
    fn single_characters_take_a_cell_and_stand_alone() {
        let singles: Vec<char> = (' '..='\u{ffff}')
            .filter(|letter| is_single(*letter))
            .collect();
        for letter in &singles {
            assert_eq!(width(&letter.to_string()), 1, "{letter:?}");
        }
        for other in ['a', 'é', '─', '…', '↔'] {
            let text: String = singles.iter().flat_map(|letter| [*letter, other]).collect();
            assert_eq!(text.graphemes(true).count(), 2 * singles.len());
        }
        assert_eq!(head("Qandahār ─", 8), "Qandahār");
        assert_eq!(head("ab", 2), "ab");
        assert_eq!(head("abe\u{301}", 3), "abe\u{301}");
    }

    #[test]
    fn padding_fills_the_cells_exactly() {
        assert_eq!(left("東京", 6, "…"), "東京  ");
        assert_eq!(right("18", 5, "…"), "   18");
        assert_eq!(width(&left("東京都", 4, "…")), 4);
    }

    #[test]
    fn wrapping_breaks_at_blanks_and_inside_long_words() {
        assert_eq!(wrap("Lashkar Gah falls", 11), ["Lashkar Gah", "falls"]);
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("one\n\ntwo", 10), ["one", "", "two"]);
        assert!(wrap("x", 0).is_empty());
    }
}

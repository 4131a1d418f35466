//! Text in the form in which it goes into cells, where its width must be the same in every terminal.
//!
//! `ui::paint` draws these forms and `diagnostic` puts carets under them. Only the picture changes: exports, searches
//! and the clipboard have the text itself.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::case_fold::strip_accents;
use super::fit::measure_width;
use super::kind::{
    JOINER, UNSEEN_BLANK, is_flag_letter, is_selector, is_shade, is_single, takes_joiner,
};

/// Removes the characters that terminals measure differently: selectors, shades of skin, and the joiners of emoji,
/// whose parts then stand side by side.
pub fn for_terminal(text: &str) -> Cow<'_, str> {
    let is_open = |character| {
        is_selector(character) || is_shade(character) || matches!(character, JOINER | UNSEEN_BLANK)
    };
    if text.is_ascii() || !text.chars().any(is_open) {
        return Cow::Borrowed(text);
    }
    let mut before = None;
    let retained = text.chars().filter(|character| {
        let is_retained =
            !is_open(*character) || (*character == JOINER && before.is_some_and(takes_joiner));
        if is_retained {
            before = Some(*character);
        }
        is_retained
    });
    Cow::Owned(retained.collect())
}

/// Splits a text into what goes into one cell or two, a character with its marks, each with its width.
///
/// A character that shows nothing of its own has no cell unless one stands before it.
pub fn split_clusters(drawn: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut rest = drawn;
    std::iter::from_fn(move || {
        let mut letters = rest.chars();
        let first = letters.next()?;
        let is_alone = is_single(first) && letters.next().is_none_or(is_single);
        let end = if is_alone {
            first.len_utf8()
        } else {
            rest.graphemes(true).next().map_or(0, str::len)
        };
        let (cluster, behind) = rest.split_at_checked(end)?;
        rest = behind;
        Some((cluster, measure_width(cluster)))
    })
}

/// Converts a text to ASCII of the same width: letters without accents, flags as letters, question marks for the rest.
pub fn to_ascii_cells(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (cluster, cells) in split_clusters(text) {
        if cluster.is_ascii() {
            out.push_str(cluster);
            continue;
        }
        let (letters, filler) = ascii_of(cluster).map_or((String::new(), '?'), |it| (it, ' '));
        out.extend(letters.chars().chain(std::iter::repeat(filler)).take(cells));
    }
    out
}

/// Returns the ASCII spelling of a cluster, if it has one.
fn ascii_of(cluster: &str) -> Option<String> {
    if cluster == "…" {
        return Some(".".to_owned());
    }
    let letter = Some(strip_accents(cluster)).filter(|plain| plain.len() == 1);
    flag_letters(cluster).or(letter)
}

/// Returns the two letters that a flag stands for.
fn flag_letters(cluster: &str) -> Option<String> {
    let letters = cluster.chars().map(|letter| {
        let number = u32::from(letter).checked_sub(u32::from('\u{1f1e6}'))?;
        is_flag_letter(letter).then(|| char::from_u32(u32::from('A') + number))?
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_fall_into_their_parts() {
        for (text, expect) in [
            ("👩\u{200d}👩\u{200d}👧", "👩👩👧"),
            ("🏳\u{fe0f}\u{200d}🌈", "🏳🌈"),
            ("👍🏽", "👍"),
            ("⚠\u{fe0f} 1\u{fe0f}\u{20e3}", "⚠ 1\u{20e3}"),
            ("葛\u{e0100}城", "葛城"),
            ("ភ្នំ\u{200b}ពេញ", "ភ្នំពេញ"),
            (
                "می\u{200c}شود क\u{94d}\u{200d}ष",
                "می\u{200c}شود क\u{94d}\u{200d}ष",
            ),
            ("🇦🇫 Kabul", "🇦🇫 Kabul"),
        ] {
            assert_eq!(for_terminal(text), expect);
            assert_eq!(measure_width(text), measure_width(expect), "{text}");
        }
    }

    #[test]
    fn ascii_is_as_wide_and_tells_what_it_can() {
        for (text, expect) in [
            ("Qandahār – “Évian”…", "Qandahar - \"Evian\"."),
            ("🇦🇫 ۱۴ Ａ", "AF 14 A "),
            ("کابل 東京 ✈ �", "???? ???? ? ?"),
            ("کابل\u{200e}", "????"),
            ("3½ km²", "3? km?"),
            ("\x1b[1mé\x1b[0m\n", "\x1b[1me\x1b[0m\n"),
        ] {
            assert_eq!(to_ascii_cells(text), expect);
        }
    }
}

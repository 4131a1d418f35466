//! Folding text for search: without case, accents or the difference between compatible forms.
//!
//! Called by the query and by the search for the nearest id. It must not be used for display.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// A text folded for comparison: decomposed, without combining marks, in lower case, quotes and dashes as in ASCII.
pub fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|character| !is_combining_mark(*character))
        .flat_map(char::to_lowercase)
        .map(plain)
        .collect()
}

/// A text with its letters decomposed and only what is ASCII of them left.
pub fn unaccented(text: &str) -> String {
    text.nfkd().map(plain).filter(char::is_ascii).collect()
}

/// A text in ASCII: a letter without its accents, a question mark for what has no such letter.
pub fn ascii(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let letters = text.graphemes(true).map(|letter| match unaccented(letter) {
        plain if plain.is_empty() => "?".to_owned(),
        plain => plain,
    });
    letters.collect()
}

/// The ASCII sign that a reader would type for a typographic one, and one letter for its variants in Arabic script.
fn plain(character: char) -> char {
    match character {
        '\u{2018}' | '\u{2019}' | '\u{02bc}' => '\'',
        '\u{2010}'..='\u{2015}' => '-',
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::{ascii, fold};

    #[test]
    fn folds_case_accents_and_letter_forms() {
        assert_eq!(fold("Qandahār"), "qandahar");
        assert_eq!(fold("Évian ﬁn"), "evian fin");
        assert_eq!(fold("КАБУЛ"), "кабул");
        assert_eq!(fold("كابل"), fold("کابل"));
    }

    #[test]
    fn ascii_keeps_the_letters() {
        assert_eq!(ascii("Qandahār, e\u{301}tude"), "Qandahar, etude");
        assert_eq!(ascii("“Kābul” – 東"), "?Kabul? - ?");
    }
}

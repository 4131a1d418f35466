//! Folding text for search: without case, accents or the difference between compatible forms.
//!
//! Called by the query and by the search for the nearest id. It must not be used for display.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Folds a text for comparison: decomposed, in lower case, without combining marks and joiners, and with quotes,
/// dashes and digits as in ASCII.
pub fn case_fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let letters = text
        .nfkd()
        .filter(|character| !is_combining_mark(*character) && !is_unseen(*character))
        .flat_map(char::to_lowercase)
        .map(fold_character);
    let mut folded = String::with_capacity(text.len());
    for letter in letters {
        match letter {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            letter => folded.push(letter),
        }
    }
    folded
}

/// Decomposes the letters of a text and keeps only their ASCII parts.
pub fn strip_accents(text: &str) -> String {
    let letters = text.chars().filter(|letter| !is_odd_number(*letter));
    letters
        .nfkd()
        .map(fold_character)
        .filter(char::is_ascii)
        .collect()
}

/// Converts a text to ASCII without keeping its width: letters without accents, question marks for the rest.
///
/// Where columns must stay, `drawn::ascii` keeps the width.
pub fn to_ascii(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let letters = text
        .graphemes(true)
        .map(|letter| match strip_accents(letter) {
            plain if plain.is_empty() => "?".to_owned(),
            plain => plain,
        });
    letters.collect()
}

/// Returns whether decomposing a numeral would change its value, as with a half or a superscript two.
fn is_odd_number(character: char) -> bool {
    let is_digit = fold_character(character).is_ascii_digit() || matches!(character, '０'..='９');
    character.is_numeric() && !is_digit
}

/// Returns whether a character is one that many spellings leave out: a joiner, a mark of direction.
fn is_unseen(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}')
}

/// Returns the ASCII sign for a typographic one, a digit for a digit, and one letter for its variants in Arabic
/// script.
fn fold_character(character: char) -> char {
    match character {
        '٠'..='٩' => fold_digit(character, '٠'),
        '۰'..='۹' => fold_digit(character, '۰'),
        '\u{201c}'..='\u{201f}' | '«' | '»' => '"',
        '\u{2018}' | '\u{2019}' | '\u{02bc}' => '\'',
        '\u{2010}'..='\u{2015}' => '-',
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        // Letters with a stroke, which have no parts to be taken apart into.
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ı' => 'i',
        'Ø' => 'O',
        'Ł' => 'L',
        'Đ' | 'Ð' => 'D',
        'Ħ' => 'H',
        _ => character,
    }
}

fn fold_digit(character: char, zero: char) -> char {
    let value = u32::from(character) - u32::from(zero);
    char::from_digit(value, 10).unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::{case_fold, strip_accents, to_ascii};

    #[test]
    fn numbers_stay_what_they_are_or_go() {
        assert_eq!(strip_accents("Évian １４ ۱۴"), "Evian 14 14");
        assert_eq!(strip_accents("3½ 10² ①"), "3 10 ");
        assert_eq!(to_ascii("3½"), "3?");
    }

    #[test]
    fn folds_case_accents_and_letter_forms() {
        assert_eq!(case_fold("Qandahār"), "qandahar");
        assert_eq!(case_fold("Évian ﬁn"), "evian fin");
        assert_eq!(case_fold("КАБУЛ"), "кабул");
        assert_eq!(case_fold("كابل"), case_fold("کابل"));
        assert_eq!(case_fold("می\u{200c}شود"), case_fold("میشود"));
        assert_eq!(case_fold("“۱۴ ٣”"), "\"14 3\"");
    }

    #[test]
    fn ascii_keeps_the_letters() {
        assert_eq!(to_ascii("Qandahār, e\u{301}tude"), "Qandahar, etude");
        assert_eq!(to_ascii("“Kābul” – 東"), "\"Kabul\" - ?");
    }
}
